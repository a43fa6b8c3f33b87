"""Which rows of a list are chosen: one, that is shown, or several, with which the same can be done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Signal

from ..models.long_list import LongListModel
from .list_rows import ListRows

R = TypeVar("R")


class ListChoice(QObject, Generic[R]):
    """``chosen(id)`` when one row is by hand, ``several(rows)`` when more than one are."""

    chosen = Signal(int)
    several = Signal(object)

    def __init__(self, view: ListRows, model: LongListModel[R], identity: Callable[[R], int]) -> None:
        super().__init__(view)
        self._view, self._model, self._identity = view, model, identity
        self._quiet, self._had_several = False, False
        selection = view.selectionModel()
        selection.currentChanged.connect(lambda _now, _before: self._current_changed())
        selection.selectionChanged.connect(lambda _on, _off: self._selection_changed())

    @property
    def current(self) -> R | None:
        """The current row, or ``None``."""
        index = self._view.currentIndex()
        return self._model.record(index.row()) if index.isValid() else None

    @property
    def current_id(self) -> int | None:
        """Its id, or ``None``."""
        record = self.current
        return None if record is None else self._identity(record)

    @property
    def rows(self) -> list[R]:
        """The rows chosen, in the order shown."""
        # By runs of rows: the indexes of fifty thousand would each be asked whether they can be chosen.
        return [self._model.record(place) for run in sorted(self._view.chosen_runs(), key=min) for place in run]

    @property
    def is_several(self) -> bool:
        """Whether more than one row is chosen."""
        return self._view.has_several

    def select(self, record_id: int) -> bool:
        """Make that row current and visible; false when the list does not hold it."""
        place = self._model.place(lambda record: self._identity(record) == record_id)
        if place is None:
            return False
        index = self._model.index(place, 0)
        # the view itself would ask which keys are down: Ctrl may be held for what opened this record
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().setCurrentIndex(index, flags)
        self._view.scrollTo(index)
        return True

    def select_first(self) -> bool:
        """Make the first row current; false when the list is empty."""
        return self._model.rowCount() > 0 and self.select(self._identity(self._model.record(0)))

    def select_none(self) -> None:
        """No row is current or chosen."""
        self._view.setCurrentIndex(QModelIndex())
        self._view.clearSelection()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Around a change of all rows: the same stay chosen by their id, else the nearest place is current."""
        kept, place = self.current_id, max(0, self._view.currentIndex().row())
        several = {self._identity(record) for record in self.rows} if self._had_several else set()
        scrolled = self._view.verticalScrollBar().value()
        self._quiet = True
        yield
        self._view.verticalScrollBar().setValue(scrolled)
        count = self._model.rowCount()
        if kept is not None and not self.select(kept) and count:
            self._view.setCurrentIndex(self._model.index(min(place, count - 1), 0))
        self._choose_again(several)
        self._quiet = False
        if self._had_several:
            self._selection_changed()
        elif self.current_id != kept:
            self._announce()

    def _choose_again(self, ids: set[int]) -> None:
        if not ids:
            return
        chosen = QItemSelection()
        wanted = [self._identity(record) in ids for record in self._model.rows()]
        place, count = 0, 0
        for is_wanted, run in groupby(wanted):
            length = sum(1 for _ in run)
            if is_wanted:
                chosen.select(self._model.index(place, 0), self._model.index(place + length - 1, 0))
                count += length
            place += length
        if count > 1:
            self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _current_changed(self) -> None:
        if not self._quiet and not self._view.extending and not self._had_several:
            self._announce()

    def _selection_changed(self) -> None:
        if self._quiet:
            return
        rows = self.rows
        had, self._had_several = self._had_several, len(rows) > 1
        if len(rows) > 1:
            self.several.emit(rows)
        elif had or self._view.extending:
            self._announce()

    def _announce(self) -> None:
        if (record_id := self.current_id) is not None:
            self.chosen.emit(record_id)
