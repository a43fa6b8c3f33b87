"""A list at the left and the page of the record chosen at the right: how they are read, chosen and opened together."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from litigedesk.errors import NotFound

from .buttons import Option
from .kept_focus import focus_primary
from .layout import vbox
from .list_and_record import ListAndRecord
from .list_pane import ListPane
from .panels import EmptyState

ALL: Final = "all"  # the chip that hides nothing


class ListPart(QWidget):
    """Made by ``put_together``; those who extend it say what is counted, asked and shown."""

    list: ListPane[Any]
    page: QWidget
    stage: ListAndRecord

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refreshing = False

    def put_together(self, name: str, pane: ListPane[Any], page: QWidget, nothing: QWidget, empty: EmptyState) -> None:
        """The list by its first column, the page beside it, or what stands there while there is no record."""
        self.list, self.page = pane, page
        self.stage = ListAndRecord(name, pane, nothing, empty)
        pane.sort_by(0)
        pane.chosen.connect(self._choose)
        pane.arrived.connect(self.refresh)
        pane.opened.connect(lambda _id: self.stage.focus_right())
        pane.new_asked.connect(self.new_record)
        vbox(self, 0, 0).addWidget(self.stage)

    # ---- to be said by those who extend it ---------------------------------------------------------------------------
    def chips(self) -> Sequence[Option]:
        """The filters of the list with their counts, ``ALL`` among them."""
        raise NotImplementedError

    def is_bare(self) -> bool:
        """Whether there is no record at all, whatever the filter."""
        raise NotImplementedError

    def shown_id(self) -> int | None:
        """The record on the page."""
        raise NotImplementedError

    def show_on_page(self, record_id: int) -> None:
        """Read a record and show it; ``NotFound`` when it is gone."""
        raise NotImplementedError

    def ask_new(self) -> int | None:
        """Ask for a new record; its id once saved."""
        raise NotImplementedError

    # ---- what the tab asks -------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the list and the page again; a record that leaves the filter stays shown at the right."""
        shown = self.shown_id()
        self.list.set_chips(self.chips())
        self._refreshing = True
        self.list.refresh()
        self._refreshing = False
        self.stage.set_empty(self.is_bare())
        if shown is not None and self._show(shown):
            if self.list.current_id != shown:
                self.list.select_none()
        elif self.list.current_id is not None or self.list.select_first():
            self._show(self.list.current_id or 0)
        else:
            self.stage.show_nothing()

    def new_record(self) -> None:
        """Ask for a new record, and show it."""
        made = self.ask_new()
        if made is not None:
            self.open_record(made)

    def open_record(self, record_id: int) -> None:
        """Show a record, widening the filter when it hides it."""
        self._refreshing = True
        self.list.reveal(record_id, ALL)
        self._refreshing = False
        if self._show(record_id):
            focus_primary(self.page)

    def _show(self, record_id: int) -> bool:
        try:
            self.show_on_page(record_id)
        except NotFound:
            return False
        self.stage.show_page(self.page)
        return True

    def _choose(self, record_id: int) -> None:
        if not self._refreshing:
            self._show(record_id)
