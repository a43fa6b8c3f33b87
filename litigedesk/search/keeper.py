"""The index of one data folder, with what keeps it in step and answers from it; whatever befalls it, it is made anew."""

import logging
import sqlite3
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Final, Protocol

from litigedesk.errors import StorageError
from litigedesk.search.documents import Records
from litigedesk.search.excerpts import Excerpt, excerpt
from litigedesk.search.find import SHOWN, Answer, find
from litigedesk.search.index import FILE_NAME, Index, IndexBusy, IndexLost
from litigedesk.search.upkeep import Cancelled, Files, Pending, bring_up_to_date, read_a_file
from litigedesk.store.undo import Change

_LOSSES: Final = 2  # after so many, what holds the file is not to be relied on

log = logging.getLogger(__name__)


class Reader(Records, Protocol):
    """Records read over a connection of their own."""

    def close(self) -> None: ...


class Keeper:
    """Follows the data and answers from the window; ``work`` is for one thread beside it."""

    def __init__(self, folder: Path | None, open_reader: Callable[[], Reader], files: Files) -> None:
        """The index is kept in ``folder``, or only in memory without one; nothing is opened before the first ``work``."""
        self._path = None if folder is None else folder / FILE_NAME
        self._open_reader, self._files = open_reader, files
        self._pending = Pending()
        self._index: Index | None = None
        self._losses = 0
        self._lost = False
        self._to_scrub = False
        self._closed = False

    # ---- beside the window -------------------------------------------------------------------------------------------
    def work(self, cancelled: Cancelled, told: Callable[[int], None]) -> bool:
        """Bring the index up to date, then read the text of one file; whether there is more to do.

        ``told`` follows the making of a new index, in thousandths. A fault of the disk is written to the journal: the search then
        finds what it can.
        """
        try:
            return self._work(cancelled, told)
        except IndexLost:
            self._lost = True
            log.info("the index of the search was not sound and is made anew")
            return not cancelled()
        except (StorageError, sqlite3.Error) as fault:
            log.warning("the index of the search could not be brought up to date: %s", type(fault).__name__)
            return False

    def _work(self, cancelled: Cancelled, told: Callable[[int], None]) -> bool:
        index = self._sound()
        reader = self._open_reader()
        try:
            scrub, self._to_scrub = self._to_scrub, False
            if not bring_up_to_date(index, reader, self._pending, cancelled, told):
                self._to_scrub = scrub
                return False
            if scrub:
                index.forget()
            return not cancelled() and read_a_file(index, reader, self._files)
        finally:
            reader.close()

    def _sound(self) -> Index:
        if self._index is None:
            self._index = Index(self._path)
        elif self._lost:
            self._losses += 1
            self._lost = False
            self._index.renew(in_memory=self._losses >= _LOSSES)
        return self._index

    def closing(self) -> None:
        """Let the file go; the thread is at rest."""
        if self._index is not None and not self._closed:
            self._closed = True
            self._index.close()

    # ---- from the window ---------------------------------------------------------------------------------------------
    def saved(self, changes: Sequence[Change]) -> None:
        """Remember the rows of a step that was saved, for ``work``."""
        self._pending.add(changes)

    def scrubbed(self) -> None:
        """Remember that what was deleted must leave no trace, for ``work``."""
        self._to_scrub = True

    @property
    def is_lost(self) -> bool:
        """Whether the index is to be made anew by ``work``."""
        return self._lost

    def find(self, question: str, only: Collection[str] = (), most: int = SHOWN) -> Answer | None:
        """The answer to a question, empty without an index; ``None`` while something is being written: ask again in a moment."""
        if self._index is None or self._lost:
            return Answer()
        try:
            return find(self._index, question, only, most)
        except IndexBusy:
            return None
        except IndexLost:
            self._lost = True
            return Answer()

    def excerpt_of(self, kind: str, record_id: int, question: str) -> Excerpt | None:
        """Where the words stand in the files of a record; ``None`` when they do not, or cannot be looked at now."""
        if self._index is None or self._lost:
            return None
        try:
            texts = self._index.texts_of(kind, record_id)
        except IndexBusy:
            return None
        except IndexLost:
            self._lost = True
            return None
        return next((found for text in texts if (found := excerpt(text, question)) is not None), None)
