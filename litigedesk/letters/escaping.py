"""Text that users typed, made harmless before it enters a letter: it is read as text, never as markup."""

import re
import unicodedata

_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")  # control, format (bidi overrides too), surrogates, private use, unassigned
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")  # every ASCII punctuation sign may be escaped (CommonMark 2.4)


def clean(text: str) -> str:
    """One line of composed characters: accents joined (NFC), line breaks made spaces, invisible characters dropped."""
    composed = unicodedata.normalize("NFC", re.sub(r"[\t\r\n\v\f\x85\u2028\u2029]+", " ", text))
    visible = "".join(char for char in composed if unicodedata.category(char) not in _INVISIBLE)
    return re.sub(r" {2,}", " ", visible).strip()


def markdown(text: str) -> str:
    """Cleaned text in which every sign that Markdown could read is escaped."""
    return _MARKDOWN.sub(r"\\\1", clean(text))
