"""CSV of any program: bytes → rows, whatever the encoding, the separator, the quotes and the accidents."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from litigedesk.errors import UserError
from litigedesk.exchange.encoding import encoding_of
from litigedesk.exchange.spreadsheet import unguarded
from litigedesk.exchange.tables import LONG_CELL, MOST_COLUMNS, MOST_ROWS, MOST_SIGNS, TOO_LONG, TOO_WIDE, Row, Step
from litigedesk.formats import count, typographic

DELIMITERS: Final = (";", ",", "\t", "|")
_RARE: Final = (":", "^", "~", "¦", "\x1f")
READING: Final = "Lecture du fichier"
_SAMPLE_LINES: Final = 100
_SAMPLE_SIGNS: Final = 20_000
_LINES_IN_A_CELL: Final = 60  # beyond, a quote was opened by mistake
_EVERY: Final = 2_000  # rows between two words on progress
_NOT_TEXT: Final = typographic("Ce fichier n’est pas un texte : enregistrez-le en CSV ou en XLSX, et recommencez.")

_NOT_ONE_SIGN: Final = "Le séparateur des colonnes est un seul signe, par exemple un point-virgule."


@dataclass(frozen=True)
class Delimited:
    """The rows of a CSV, and how it was read; ``warnings`` (French) say what was mended."""

    rows: tuple[Row, ...]
    encoding: str
    delimiter: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Form:
    delimiter: str
    quote: str
    escape: str | None


def read(
    data: bytes, *, encoding: str | None = None, delimiter: str | None = None, step: Step | None = None
) -> Delimited:
    """The rows of a CSV; ``UserError`` for what is no text, or has too many rows or columns."""
    if delimiter is not None and (len(delimiter) != 1 or delimiter in "\"'\\\r\n"):
        raise UserError(_NOT_ONE_SIGN)
    text, named, warnings = text_of(data, encoding)
    lines = re.sub(r"\r\n?", "\n", text.replace("\0", "")).split("\n")
    if lines and not lines[-1]:
        lines.pop()
    said, start = _declared(lines)
    form = _form(lines[start:], delimiter or said)
    rows = tuple(_rows(lines, start, form, step))
    return Delimited(rows, named, form.delimiter, tuple(warnings))


# ---- characters ------------------------------------------------------------------------------------------------------
def text_of(data: bytes, asked: str | None) -> tuple[str, str, list[str]]:
    """The text, the encoding taken, and what to say about it."""
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise UserError(_NOT_TEXT)
    if asked is not None:
        return _decoded(data, asked), asked, []
    wide = _unmarked_utf_16(data)
    encoding = wide or encoding_of(data)
    if wide is None and encoding not in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        mixed = _mixed(data, encoding)
        if mixed is not None:
            return mixed[0], "utf-8", [mixed[1]]
    text = _decoded(data, encoding)
    strange = sum(1 for sign in text[:50_000] if sign < " " and sign not in "\t\n\r\f\0\x1a\x1b")
    if strange > len(text[:50_000]) // 100:
        raise UserError(_NOT_TEXT)
    return text, encoding, []


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    except (LookupError, UnicodeError) as fault:  # some codecs of Python, such as « idna », read no file
        raise UserError(typographic(f"L’encodage « {encoding} » n’existe pas.")) from fault


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a Latin text is zero."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    head = data[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= len(head) // 4:
        return None
    return ("utf-16-le" if odd > even else "utf-16-be") if min(even, odd) < max(even, odd) // 4 else None


def _mixed(data: bytes, other: str) -> tuple[str, str] | None:
    """A text of UTF-8 lines among others, as when two files were put end to end; ``None`` when no line is UTF-8."""
    lines, strangers, well = [], 0, 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            well += not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode(other, errors="replace"))
            strangers += 1
    if not well:
        return None
    told = count(strangers, "ligne")
    return "\n".join(lines), typographic(f"Deux encodages se mêlent : {told} lues comme {other}, les autres en UTF-8.")


# ---- separator and quotes --------------------------------------------------------------------------------------------
def _declared(lines: Sequence[str]) -> tuple[str | None, int]:
    """The separator that Excel's own first line declares, and the line where the table begins."""
    for place, line in enumerate(lines[:3]):
        if line.strip():
            found = re.fullmatch(r'"?sep=(.)"?[;,\t]*', line.strip(" "), re.IGNORECASE)
            usable = found is not None and not found[1].isalnum() and found[1] not in "\"' \\"
            return (found[1] if usable and found else None), (place + 1 if found else 0)
    return None, 0


def _form(lines: Sequence[str], delimiter: str | None) -> _Form:
    head = "\n".join(lines[:_SAMPLE_LINES])
    sample = head if len(head) <= _SAMPLE_SIGNS else head[:_SAMPLE_SIGNS].rpartition("\n")[0] or head[:_SAMPLE_SIGNS]
    found, quote = _sniffed(sample, [delimiter] if delimiter else [*DELIMITERS, *_RARE])
    chosen = delimiter or found or _commonest(sample)
    escape = "\\" if '\\"' in sample and '""' not in sample.replace('\\""', "") else None
    return _Form(chosen, "'" if quote == "'" and _wrapped(sample, chosen) else '"', escape)


def _sniffed(sample: str, delimiters: list[str]) -> tuple[str, str]:
    """The separator and the quote that make the most regular table of a sample; empty when none does."""
    import clevercsv

    try:
        found = clevercsv.Sniffer().sniff(sample, delimiters=delimiters) if sample.strip() else None
    except (clevercsv.Error, ValueError, IndexError):
        return "", ""
    return (found.delimiter or "", found.quotechar or "") if found is not None else ("", "")


def _commonest(sample: str) -> str:
    """The usual separator that is met most often; a semicolon in a file of one column."""
    return max(DELIMITERS, key=lambda sign: (sample.count(sign), -DELIMITERS.index(sign)))


def _wrapped(sample: str, delimiter: str) -> bool:
    """Whether apostrophes enclose cells, and are not those of the French."""
    lines = [line for line in sample.split("\n") if line.strip()]
    enclosed = [line for line in lines if line.startswith("'") or f"{delimiter}'" in line]
    return '"' not in sample and 2 * len(enclosed) > len(lines)


# ---- rows ------------------------------------------------------------------------------------------------------------
def _rows(lines: Sequence[str], start: int, form: _Form, step: Step | None) -> Iterator[Row]:
    """Each row with the line it begins on; a quote opened by mistake costs one line, not the rest of the file."""
    made = 0
    place = start
    while place < len(lines):
        for row, after in _reading(lines, place, form):
            yield row
            place = after
            made += 1
            if len(row.cells) > MOST_COLUMNS and any(row.cells[MOST_COLUMNS:]):
                raise UserError(TOO_WIDE)
            if made > MOST_ROWS:
                raise UserError(TOO_LONG)
            if step is not None and made % _EVERY == 0:
                step(place, len(lines), READING)
        if place < len(lines):
            yield _unquoted(lines[place], place + 1, form)
            place += 1


def _reading(lines: Sequence[str], start: int, form: _Form) -> Iterator[tuple[Row, int]]:
    """The rows from a line on and the line after each, until the end or until a quote that is never closed."""
    place = start

    def fed() -> Iterator[str]:
        at = start
        while at < len(lines) and at - place <= _LINES_IN_A_CELL:
            yield f"{lines[at]}\n"
            at += 1

    reader = csv.reader(
        fed(), delimiter=form.delimiter, quotechar=form.quote, escapechar=form.escape, doublequote=True,
        skipinitialspace=form.delimiter != "\t",
    )  # fmt: skip
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell beyond what the reader takes
            return
        if cells is None:
            return
        after = start + reader.line_num
        if after - place > 1 and _is_open(lines[place:after], form):
            return
        yield _row(cells, place + 1), after
        place = after


def _is_open(lines: Sequence[str], form: _Form) -> bool:
    """Whether a cell of several lines was never meant to be: too long, or its quotes do not pair."""
    if len(lines) > _LINES_IN_A_CELL:
        return True
    signs = "".join(lines)
    if form.escape:
        signs = signs.replace(form.escape + form.quote, "")
    return signs.count(form.quote) % 2 == 1


def _unquoted(line: str, number: int, form: _Form) -> Row:
    """A line whose quotes cannot be trusted: cut at each separator."""
    return _row([cell.strip().strip(form.quote) for cell in line.split(form.delimiter)], number)


def _row(cells: Sequence[str], line: int) -> Row:
    fault = LONG_CELL if any(len(cell) > MOST_SIGNS for cell in cells) else ""
    return Row(line, tuple(_cell(cell) for cell in cells), fault)


def _cell(text: str) -> str:
    """The text without spaces around it, what a spreadsheet could not compute, and the sign that kept it from being a formula."""
    text = text.strip()
    if text[:1] == "#" and text in _ERRORS:
        return ""
    if (bare := unguarded(text)) != text:
        return bare[: MOST_SIGNS + 1]
    if text[:2] == '="' and text[-1:] == '"':  # Excel's way to keep the zeros of a number
        return text[2:-1]
    return text[: MOST_SIGNS + 1]


_ERRORS: Final = frozenset(
    {
        "#N/A",
        "#N/D",
        "#REF!",
        "#VALUE!",
        "#VALEUR!",
        "#DIV/0!",
        "#NAME?",
        "#NOM?",
        "#NULL!",
        "#NUL!",
        "#NUM!",
        "#NOMBRE!",
    }
)
