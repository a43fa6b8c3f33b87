"""Text without case or accents, to sort and search French as a dictionary does."""

import unicodedata


def fold(text: str | None) -> str:
    """``Éléonore Œuvre`` becomes ``eleonore oeuvre``.

    In SQL as ``fold(text)``, in questions only, never in an index or a trigger: other programs must be able to read the file.
    """
    letters = unicodedata.normalize("NFKD", (text or "").casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
