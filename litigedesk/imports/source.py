"""The user's file as it was read: its tables, and how they were understood."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import ProtectedFile, UserError
from litigedesk.exchange import delimited, vcard, workbook
from litigedesk.exchange.file_kind import KINDS, kind_of
from litigedesk.exchange.tables import MOST_BYTES, Row, Step, Table, table_of
from litigedesk.formats import typographic
from litigedesk.imports import contents, shapes
from litigedesk.imports.contents import Look
from litigedesk.imports.invoice_files import Document, read_files
from litigedesk.store.disk import read_file

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OTHER_TABLES: Final = frozenset(
    {"application/vnd.ms-excel", "application/vnd.oasis.opendocument.spreadsheet", "text/html"}
)
_ENCRYPTED: Final = "application/x-encrypted-office"
_INVOICES: Final = frozenset({"application/pdf", "application/xml"})
_TEXTS: Final = frozenset({"text/plain", "text/csv", "application/octet-stream", "message/rfc822"})
_SEVERAL: Final = typographic(
    "Importez un tableau à la fois ; seules des cartes (vCard) ou des factures vont ensemble."
)
_LOCKED: Final = typographic(
    "Ce classeur est protégé par un mot de passe : ouvrez-le et enregistrez-le sans mot de passe."
)


class SourceForm(StrEnum):
    """What kind of file it is."""

    CSV = "csv"
    XLSX = "xlsx"
    VCARD = "vcard"
    FOLDER = "folder"


@dataclass(frozen=True)
class Reading:
    """What the user corrects in how a file is read; ``None`` leaves it to the program.

    ``head_line`` is the line of the names of columns, counted from 1, or 0 when there is none.
    """

    encoding: str | None = None
    delimiter: str | None = None
    head_line: int | None = None
    sheet: int | None = None


@dataclass(frozen=True)
class Source:
    """What was read: one table chosen among the sheets of a workbook, and sentences on what was corrected or doubtful.

    ``documents`` are the invoices themselves, by line, when they were read from files. ``tool`` names the program that wrote the
    file: sure when its own help publishes these columns, else only likely.
    """

    name: str
    form: SourceForm
    tables: tuple[Table, ...]
    kind_guess: ImportKind
    reading: Reading
    sheet: int = 0
    encoding: str = ""
    delimiter: str = ""
    tool: str = ""
    tool_sure: bool = False
    warnings: tuple[str, ...] = ()
    documents: Mapping[int, Document] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The table chosen."""
        return self.tables[self.sheet]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, each one said, made up when the file has none."""
        return self.table.columns

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """Its first lines, as the user reads them."""
        return self.table.shown(20)


@dataclass(frozen=True)
class _Read:
    form: SourceForm
    tables: tuple[Table, ...]
    encoding: str = ""
    delimiter: str = ""
    warnings: tuple[str, ...] = ()
    documents: Mapping[int, Document] = field(default_factory=dict)


def read_source(paths: Sequence[Path], progress: Step | None = None, reading: Reading | None = None) -> Source:
    """Read a CSV, an XLSX, vCards, or a folder of electronic invoices; ``UserError`` in words for anything else.

    ``progress`` is told lines done, lines in all (0 when not known) and what is done; what it raises gives the reading up.
    """
    asked = reading or Reading()
    if not paths:
        raise UserError("Choisissez un fichier à importer.")
    if len(paths) == 1 and paths[0].is_dir():
        found = _invoices(paths, progress)
    else:
        found = _read([(path, read_file(path, MOST_BYTES)) for path in paths], asked, progress)
    sheet = _chosen_sheet(found.tables, asked.sheet)
    columns = found.tables[sheet].columns
    shape = shapes.recognised(columns, paths[0].name) if found.form in (SourceForm.CSV, SourceForm.XLSX) else None
    return Source(
        name=paths[0].name, form=found.form, tables=found.tables, kind_guess=_kind(found, columns), reading=asked, sheet=sheet,
        encoding=found.encoding, delimiter=found.delimiter, tool=shape.tool if shape is not None else "",
        tool_sure=shape is not None and shape.published and bool(shape.columns), warnings=found.warnings,
        documents=found.documents,
    )  # fmt: skip


def _read(files: Sequence[tuple[Path, bytes]], asked: Reading, progress: Step | None) -> _Read:
    path, data = files[0]
    if all(_is_card(one) for _, one in files):
        return _cards(files, progress)
    kinds = {kind_of(one, name.name).media_type for name, one in files}
    if kinds <= _INVOICES and path.suffix.lower() != ".xls":  # which old programs write as XML
        return _invoices([name for name, _ in files], progress)
    if len(files) > 1:
        raise UserError(_SEVERAL)
    kind = kinds.pop()
    if kind == _WORKBOOK:
        sheets, warnings = workbook.read(data, progress)
        tables = _tables([(sheet.name, sheet.rows) for sheet in sheets], asked)
        return _Read(SourceForm.XLSX, tables, warnings=warnings)
    if kind == _ENCRYPTED:
        raise ProtectedFile(_LOCKED)
    if kind not in _TEXTS:
        again = (
            "ouvrez-le et enregistrez-le en .xlsx ou en .csv" if kind in _OTHER_TABLES else "il n’est pas un tableau"
        )
        raise UserError(typographic(f"« {path.name} » est {KINDS[kind].called} : {again}."))
    found = delimited.read(data, encoding=asked.encoding, delimiter=asked.delimiter, step=progress)
    tables = _tables([(path.stem, found.rows)], asked)
    return _Read(SourceForm.CSV, tables, found.encoding, found.delimiter, found.warnings)


def _tables(sheets: Sequence[tuple[str, Sequence[Row]]], asked: Reading) -> tuple[Table, ...]:
    known: Callable[[str], bool] = shapes.is_known
    return tuple(
        table_of(name, rows, known, asked.head_line if asked.sheet in (None, place) else None)
        for place, (name, rows) in enumerate(sheets)
    ) or (table_of("", (), known),)  # fmt: skip


def _is_card(data: bytes) -> bool:
    return b"BEGIN:VCARD" in data[:2000].replace(b"\0", b"").upper()


def _cards(files: Sequence[tuple[Path, bytes]], progress: Step | None) -> _Read:
    tables = [vcard.read(data, path.stem, progress) for path, data in files]
    if len(tables) == 1:
        return _Read(SourceForm.VCARD, (tables[0],))
    rows = [row for table in tables for row in table.rows]
    numbered = tuple(
        replace(row, line=place) for place, row in enumerate(rows, 1)
    )  # lines of several files would repeat
    return _Read(SourceForm.VCARD, (replace(tables[0], rows=numbered),))


def _invoices(paths: Sequence[Path], progress: Step | None) -> _Read:
    table, documents = read_files(paths, progress)
    return _Read(SourceForm.FOLDER, (table,), documents=documents)


def _chosen_sheet(tables: Sequence[Table], asked: int | None) -> int:
    """The sheet asked for, else the one whose columns have most usual names."""
    if asked is not None and 0 <= asked < len(tables):
        return asked
    scores = [sum(map(shapes.is_known, table.columns)) for table in tables]
    return scores.index(max(scores))


def _kind(found: _Read, columns: Sequence[str]) -> ImportKind:
    """What the names of columns speak of: a number, a date and a sum make an invoice."""
    if found.form in (SourceForm.FOLDER, SourceForm.VCARD):
        return ImportKind.INVOICES if found.form is SourceForm.FOLDER else ImportKind.CLIENTS
    table = found.tables[0]
    if not table.head_line and {Look.DATE, Look.MONEY} <= set(contents.looks(table)):
        return ImportKind.INVOICES
    usual = shapes.usual_names(ImportKind.INVOICES).fields
    fields = {usual[name][0] for column in columns if (name := shapes.plain(column)) in usual}
    signs = [
        fields & group
        for group in ({"number"}, {"issued_on"}, {"due_on"}, {"gross", "net"}, {"status", "paid", "left"})
    ]
    return ImportKind.INVOICES if sum(map(bool, signs)) >= 2 else ImportKind.CLIENTS
