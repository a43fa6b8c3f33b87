"""The records as they stand at one moment, read by another thread while the window goes on saving."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

from litigedesk.errors import BugError
from litigedesk.store.database import Reader
from litigedesk.store.schema import Image, Schema, SqlValue
from litigedesk.store.table import Table
from litigedesk.store.undo import Follower

T = TypeVar("T")


class OneMoment(Reader):
    """A connection of its own that sees what was saved before it was made, and nothing later; made and used in its thread."""

    def __init__(self, path: Path, schema: Schema, busy_seconds: float = 5.0) -> None:
        super().__init__(path, busy_seconds)
        self.schema = schema
        self._connection.execute("BEGIN")
        self.value("SELECT count(*) FROM revision")  # the moment is that of the first question

    @property
    def is_in_step(self) -> bool:
        """Never: nothing is written here."""
        return False

    def follow(self, follower: Follower) -> None:
        """Nothing to tell it: what is read here stays as it was at that moment."""

    def table(self, record: type[T]) -> Table[T]:
        """The records of one class."""
        return Table(self, self.schema.of(record))

    def image(self, table: str, row_id: int) -> dict[str, SqlValue] | None:
        """A row as SQL holds it, or ``None``."""
        columns = ", ".join(f'"{column}"' for column in self.schema.named(table).columns)
        row = self.row(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row_id,))
        return None if row is None else dict(row)

    def insert_row(self, table: str, image: Image) -> Image:
        """``BugError``: a reader writes nothing."""
        _refuse(table)

    def insert_rows(self, table: str, images: Sequence[Image]) -> range:
        """``BugError``: a reader writes nothing."""
        _refuse(table)

    def update_row(self, table: str, before: Image, after: Image) -> Image:
        """``BugError``: a reader writes nothing."""
        _refuse(table)

    def delete_row(self, table: str, before: Image) -> None:
        """``BugError``: a reader writes nothing."""
        _refuse(table)


def _refuse(table: str) -> NoReturn:
    raise BugError(f"{table} is only read here")
