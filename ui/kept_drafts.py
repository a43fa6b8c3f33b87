"""The drafts of half-filled forms as the screens use them: by key, on the disk within a second."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from litigedesk.errors import StorageError

from .draft_keys import about

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Draft = dict[str, object]
UNTITLED: Final = "Saisie interrompue"


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """A form that was left half filled: its key, its title, and when it was last typed in."""

    key: str
    title: str
    kept_at: datetime


class KeptDrafts(QObject):
    """What was typed and not saved, by the key of the form; the file of the data folder follows within ``PAUSE``.

    ``refused`` says once why the disk takes nothing, and again only after it has taken something.
    """

    PAUSE = 1000  # ms between two writes: a crash loses no more than this

    changed = Signal()  # a draft came or went
    written = Signal()
    refused = Signal(object)  # the StorageError

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._said = False
        self._timer = QTimer(self, singleShot=True, interval=self.PAUSE)
        self._timer.timeout.connect(self.write)

    # ---- by key ------------------------------------------------------------------------------------------------------
    def get(self, key: str) -> Draft | None:
        """What was typed in a form, or ``None``."""
        kept = self._desk.drafts.get(key)
        return dict(kept.values) if kept is not None else None

    def __getitem__(self, key: str) -> Draft:
        if (kept := self.get(key)) is None:
            raise KeyError(key)
        return kept

    def __setitem__(self, key: str, values: Draft) -> None:
        self.keep(key, values)

    def keep(self, key: str, values: Draft, title: str = UNTITLED) -> None:
        """Remember what is typed in a form."""
        before = self._desk.drafts.get(key)
        if before is not None and before.values == values:
            return
        self._desk.drafts.keep(key, values, title=title, now=self._desk.now(), about=about(key, values))
        self._soon()
        if before is None:
            self.changed.emit()

    def drop(self, key: str) -> None:
        """Forget what was typed in a form: it is saved, or given up."""
        if self._desk.drafts.get(key) is not None:
            self._desk.drafts.drop(key)
            self._soon()
            self.changed.emit()

    def unfinished(self) -> list[Unfinished]:
        """The forms left half filled, the latest first."""
        return [Unfinished(key=key, title=draft.title, kept_at=draft.kept_at) for key, draft in self._desk.drafts]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._desk.drafts.get(key) is not None

    def __len__(self) -> int:
        return len(self._desk.drafts)

    # ---- the file ----------------------------------------------------------------------------------------------------
    def write(self) -> None:
        """Put what was typed on the disk now, unless the folder was closed meanwhile."""
        self._timer.stop()
        if not self._desk.is_open:
            return
        try:
            self._desk.drafts.write()
        except StorageError as fault:
            if not self._said:
                self._said = True
                self.refused.emit(fault)
        else:
            self._said = False
            self.written.emit()

    def _soon(self) -> None:
        """Not put off by what is typed meanwhile: one who types without a pause loses a second too, and no more."""
        if not self._timer.isActive():
            self._timer.start()
