"""The user's file as it was read: its tables, and how they were understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from litigedesk.domain.vocabulary import ImportKind
from litigedesk.exchange.tables import Step, Table


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
    sheet: int = 0


@dataclass(frozen=True)
class Source:
    """What was read: one table chosen among the sheets of a workbook, and sentences on what was corrected or doubtful.

    ``documents`` are the files themselves, by line, when the source is a folder of invoices. ``tool`` names the program that wrote
    it, when its columns tell.
    """

    name: str
    form: SourceForm
    tables: tuple[Table, ...]
    kind_guess: ImportKind
    reading: Reading = Reading()
    encoding: str = ""
    delimiter: str = ""
    tool: str = ""
    warnings: tuple[str, ...] = ()
    documents: Mapping[int, Path] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The table chosen."""
        return self.tables[self.reading.sheet]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, each one said, made up when the file has none."""
        return self.table.columns

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """Its first lines, as the user reads them."""
        return self.table.shown(20)


def read_source(paths: Sequence[Path], progress: Step | None = None, reading: Reading = Reading()) -> Source:
    """Read a CSV, an XLSX, vCards, or a folder of electronic invoices; ``UserError`` in words for anything else.

    ``progress`` is told lines done, lines in all (0 when not known) and what is done; what it raises gives the reading up.
    """
    raise NotImplementedError
