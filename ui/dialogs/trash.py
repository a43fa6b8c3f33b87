"""The trash: what was deleted in the last thirty days, and the way back."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QMessageBox, QWidget

from litigedesk import formats
from litigedesk.operations import trash as operations
from litigedesk.queries import trash as queries

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, vbox
from ..widgets.panels import Card, EmptyState, Separator
from ..widgets.rows import FactRow
from ..widgets.text import Label
from .page_dialog import PageDialog

AT_ONCE: Final = 100  # lines: thousands deleted together would take seconds to be laid out


class TrashDialog(PageDialog):
    """One line per deleted record, newest first; the older ones once they are asked for."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, "trash", "Corbeille")
        self.context, self._shown = context, AT_ONCE
        self._holder = QWidget()
        self._body = vbox(self._holder)
        self.page.add(Label("Chaque élément est gardé trente jours, puis effacé.", Tone.MUTED), self._holder)
        self.page.body.addStretch(1)
        self.empty_button = Button("Vider la corbeille…", Kind.QUIET, "trash-2", name="trash.empty")
        self.empty_button.clicked.connect(self._empty)
        self.bar.layout().insertWidget(0, self.empty_button)  # type: ignore[union-attr]
        self.follow(context, lambda _kinds: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show what is in it now."""
        clear(self._body)
        entries = queries.rows(self.context.desk)
        self.empty_button.setVisible(bool(entries))
        if not entries:
            empty = EmptyState(
                "trash-2", "La corbeille est vide.", "Ce que vous supprimez y attend trente jours.", compact=True
            )
            self._body.addWidget(empty)
            return
        card = Card(gap=4)
        for place, entry in enumerate(entries[: self._shown]):
            if place:
                card.add(Separator())
            back = Button("Reprendre", Kind.LINK, name=f"trash.restore.{entry.id}")
            back.setAccessibleName(f"Reprendre : {entry.label}")
            back.clicked.connect(partial(self._restore, entry.id))
            card.add(FactRow("trash-2", entry.label, f"supprimé le {formats.date_long(entry.deleted_on)}", back))
        self._body.addWidget(card)
        left = len(entries) - self._shown
        if left > 0:
            more = Button(f"Montrer aussi les plus anciens ({formats.number(left)})", Kind.LINK, name="trash.more")
            more.clicked.connect(self._show_more)
            self._body.addWidget(more)

    def _show_more(self) -> None:
        self._shown += AT_ONCE
        self.refresh()

    def _restore(self, trash_id: int) -> None:
        self.context.run(operations.restore, trash_id)

    def _empty(self) -> None:
        """The only deletion that cannot be undone, so the only one that asks."""
        count = len(queries.rows(self.context.desk))
        box = QMessageBox(QMessageBox.Icon.Warning, "Vider la corbeille", "", parent=self)
        box.setText(formats.typographic(f"Effacer pour toujours {formats.count(count, 'élément')} ?"))
        box.setInformativeText("Cela ne peut pas être annulé.")
        erase = box.addButton("Effacer pour toujours", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("Garder", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is erase:
            operations.empty(self.context.desk)
            self.context.note("La corbeille est vide.")
            self.refresh()
