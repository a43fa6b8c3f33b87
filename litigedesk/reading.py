"""One moment of an open data folder, handed to a thread: the same questions, a connection of its own, nothing written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from litigedesk.desk import Desk
from litigedesk.rules.law import Law
from litigedesk.store.reading import OneMoment
from litigedesk.store.schema import Schema
from litigedesk.store.vault import Vault


class ReadingDesk(Desk):
    """A desk for queries alone: it holds no lock, and whatever writes is a fault of ours."""

    db: OneMoment  # type: ignore[assignment]  # only what reads

    def __init__(self, folder: Path, db: OneMoment, law: Law, moment: datetime) -> None:
        self.folder, self.db, self._law = folder, db, law
        self._clock = lambda: moment
        self.vault = Vault(folder / "fichiers")
        self.is_open = True


@dataclass(frozen=True)
class Reading:
    """What a thread needs to read the folder of an open desk by itself."""

    folder: Path
    database: Path
    schema: Schema
    law: Law
    moment: datetime

    @classmethod
    def of(cls, desk: Desk) -> Self:
        """Taken in the desk's own thread."""
        return cls(desk.folder, desk.db.path, desk.db.schema, desk.shipped_law, desk.now())

    @contextmanager
    def open(self) -> Iterator[ReadingDesk]:
        """The records as they stand now; in the thread that asks."""
        with OneMoment(self.database, self.schema) as db:
            yield ReadingDesk(self.folder, db, self.law, self.moment)
