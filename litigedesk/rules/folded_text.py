"""A text as a search sees it, whatever its typography, with the place of every sign in the text as it was written."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_OTHERS = {"’": "'", "‘": "'", "ʼ": "'", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "⁄": "/", "∕": "/", "°": "o"}


def _single_signs() -> dict[int, str]:
    """Each accented, wide sign with the one plain sign it stands for: places do not move."""
    table = {ord(hyphen): "-" for hyphen in _HYPHENS} | {ord(sign): plain for sign, plain in _OTHERS.items()}
    for code in (*range(0xAA, 0x250), *range(0x1E00, 0x1F00), *range(0xFF01, 0xFF5F)):
        decomposed = unicodedata.normalize("NFKD", chr(code))
        plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        if len(plain) == 1 and not plain.isspace() and code not in table and chr(code) not in "¹²³":
            table[code] = plain  # a raised figure is the mark of a note, no part of a number
    return table


_SIGNS = _single_signs()
_PAIRS = {
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬀ": "ff",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "№": "No",
}
_INVISIBLE = "\x00-\x08\x0e-\x1f\x7f\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff"
_CHANGED = re.compile(
    # A word cut at the end of a line: PDFium marks the hyphen with U+0002 or U+FFFE. A number keeps its own hyphen.
    rf"(?P<cut>(?<=[^\W\d_])[-\u00ad\x02\ufffe][ \t]*\r?\n\s*(?=[^\W\d_]))"
    rf"|(?P<kept>(?<=\w)[-\x02\ufffe][ \t]*\r?\n\s*(?=\d))"
    rf"|(?P<gone>[{_INVISIBLE}*`]+)"  # what is not seen, and Markdown's emphasis
    r"|(?P<space>\s+)"
    rf"|(?P<pair>[{''.join(_PAIRS)}])"
)


@dataclass(frozen=True)
class FoldedText:
    """``kept`` and ``lower`` are the text without accents, in plain signs and single spaces, with and without its capitals.

    A place in them is a place of ``written`` through ``span``.
    """

    written: str
    kept: str
    lower: str
    _starts: tuple[int, ...]  # where, in the folded text, the distance to the written one changes
    _shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the written text that the folded part ``start:end`` stands for; the part is not empty."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, folded: int) -> int:
        return folded + self._shifts[bisect_right(self._starts, folded) - 1]


def fold(written: str) -> FoldedText:
    """The text folded for searching: time and memory grow with its length only."""
    signs = written.translate(_SIGNS)
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for change in _CHANGED.finditer(signs):
        put = _put(change)
        pieces += (signs[done : change.start()], put)
        length += change.start() - done + len(put)
        done = change.end()
        if len(put) != done - change.start():
            starts.append(length)
            shifts.append(done - length)
    pieces.append(signs[done:])
    kept = "".join(pieces)
    return FoldedText(written, kept, kept.lower(), tuple(starts), tuple(shifts))


def _put(change: re.Match[str]) -> str:
    match change.lastgroup:
        case "space":
            return " "
        case "kept":
            return "-"
        case "pair":
            return _PAIRS[change[0]]
        case _:
            return ""
