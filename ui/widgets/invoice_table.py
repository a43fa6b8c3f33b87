"""The invoices and credit notes of one record: a table, and under it what can be done to several of them at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.queries.invoices import InvoiceRow

from ..models.invoice_columns import describe
from ..models.noun import Noun
from ..models.records import Column
from ..palette import Tone
from .buttons import Button, Kind
from .flow import FlowLayout
from .layout import vbox
from .record_table import RecordTable
from .text import Label

if TYPE_CHECKING:
    from ..dialogs.record_commands import RecordCommands

NOUN = Noun("facture", "factures", feminine=True)


class InvoiceTable(QWidget):
    """``columns`` of these rows; Shift, Ctrl and Ctrl+A choose several, a dispute can then be opened over all of them."""

    def __init__(
        self, commands: "RecordCommands", name: str, columns: Sequence[Column[InvoiceRow]], rows: Sequence[InvoiceRow]
    ) -> None:
        super().__init__()
        self._commands = commands
        today = commands.context.today()
        self.table = RecordTable[InvoiceRow](name, columns, lambda row: describe(row, today), several=True)
        self.table.set_rows(rows)
        self.table.opened.connect(lambda row: commands.context.navigate("invoice", row.invoice.id))
        self.table.menu_asked.connect(self._ask_menu)
        self.table.several.connect(self._show_chosen)
        self._chosen = QWidget()
        self._words = Label("", Tone.MUTED)
        self.dispute_button = Button("Ouvrir un litige", Kind.SECONDARY, "scale", name="invoices.dispute")
        self.dispute_button.clicked.connect(self._open_dispute)
        self.delete_button = Button("Supprimer", Kind.QUIET, "trash-2", name="invoices.delete")
        self.delete_button.clicked.connect(lambda: commands.delete_invoices(self.table.selected))
        flow = FlowLayout(12, 4, self._chosen)
        for widget in (self._words, self.dispute_button, self.delete_button):
            flow.addWidget(widget)
        self._chosen.hide()
        column = vbox(self, 0, 8)
        column.addWidget(self.table)
        column.addWidget(self._chosen)

    def _show_chosen(self, rows: Sequence[InvoiceRow]) -> None:
        self._chosen.setVisible(len(rows) > 1)
        total = Money.total(row.outstanding for row in rows)
        self._words.set_text(f"{NOUN.chosen(len(rows))} : {formats.money(total)} à encaisser")
        self.dispute_button.setVisible(can_be_disputed(rows))

    def _ask_menu(self, row: InvoiceRow, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.table.selected
        if len(rows) > 1:
            self._commands.fill_invoices_menu(menu, rows)
        else:
            self._commands.fill_invoice_menu(menu, row)
        menu.popup(point)

    def _open_dispute(self) -> None:
        self._commands.open_dispute_over(self.table.selected)


def can_be_disputed(rows: Sequence[InvoiceRow]) -> bool:
    """Whether one dispute can be opened over all of them: invoices of one client, unpaid, in no dispute yet."""
    fit = all(
        row.invoice.kind is InvoiceKind.INVOICE and row.outstanding and row.invoice.dispute_id is None for row in rows
    )
    return fit and len({row.invoice.client_id for row in rows}) == 1
