"""The invoices a dispute is about, each a box to tick with its sum and how late it is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from litigedesk import formats
from litigedesk.queries.invoices import InvoiceRow

from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, row, vbox
from ..widgets.text import IconText, Label
from .base_editor import Editor

NO_CLIENT = "Choisissez d’abord le client : ses factures impayées s’affichent ici."
NO_INVOICE = "Ce client n’a aucune facture impayée hors d’un litige."


class InvoicesEditor(Editor):
    """``value`` is the tuple of the ids ticked among the invoices offered; ``invoice_asked`` on « Nouvelle facture »."""

    invoice_asked = Signal()

    def __init__(self, name: str, label: str, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, label, called="les factures", bare=True, parent=parent)
        self._today = today
        self._rows: tuple[InvoiceRow, ...] = ()
        self._ticked: set[int] = set()
        self.boxes: dict[int, QCheckBox] = {}
        self._frame = QFrame()
        layout = vbox(self._frame, 0, 4)
        self._lines = vbox(gap=4)
        self._sentence = Label(NO_CLIENT, Tone.MUTED, wrap=True)
        self.new_button = Button("Nouvelle facture", Kind.LINK, name="dispute.new_invoice")
        self.new_button.clicked.connect(self.invoice_asked)
        layout.addLayout(self._lines)
        layout.addWidget(self._sentence)
        layout.addLayout(row(self.new_button, None))
        self._set_field(self._frame)
        self.offer(None)
        follow(self._restyle)

    def offer(self, rows: Sequence[InvoiceRow] | None) -> None:
        """Show the invoices of a client, those ticked before staying so; ``None`` while no client is chosen."""
        clear(self._lines)
        self.boxes = {}
        self._rows = tuple(rows or ())
        for invoice_row in self._rows:
            self._lines.addWidget(self._line(invoice_row))
        self._sentence.setVisible(not self._rows)
        self._sentence.set_text(NO_CLIENT if rows is None else NO_INVOICE)
        self.new_button.setVisible(rows is not None)

    def tick_late(self) -> None:
        """Tick the invoices past due, and no other."""
        late = {line.invoice.id for line in self._rows if line.days_late(self._today)}
        self.set_value(tuple(one for one in late if one is not None))

    def _line(self, offered: InvoiceRow) -> QWidget:
        invoice = offered.invoice
        assert invoice.id is not None
        words = f"{invoice.number} du {formats.date_long(invoice.issued_on)}"
        late = offered.days_late(self._today)
        state = f"échue depuis {formats.count(late, 'jour')}" if late else _not_late(offered, self._today)
        box = QCheckBox(formats.typographic(words).replace("&", "&&"))
        box.setFont(current().font())
        box.setMinimumWidth(160)  # a very long number is cut, not the page
        box.setChecked(invoice.id in self._ticked)
        box.setObjectName(f"{self.name}.{invoice.id}")
        amount = formats.money(offered.outstanding or invoice.gross)
        box.setAccessibleName(formats.typographic(", ".join(filter(None, (words, invoice.title, amount, state)))))
        box.clicked.connect(lambda on, invoice_id=invoice.id: self._tick(invoice_id, on))
        self.boxes[invoice.id] = box
        holder = QWidget()
        column = vbox(holder, 0, 0)
        how = IconText("circle-alert", state, Tone.LATE) if late else Label(state, Tone.MUTED)
        column.addLayout(row(box, None, how, Label(amount, figures=True, weight=500), gap=16))
        if invoice.title:
            column.addWidget(Label(invoice.title, Tone.MUTED, elide=True))
        return holder

    def _tick(self, invoice_id: int, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(invoice_id)
        self.changed.emit()
        self.left.emit()

    def _restyle(self) -> None:
        for box in self.boxes.values():
            box.setFont(current().font())

    @property
    def value(self) -> tuple[int, ...]:
        return tuple(invoice_id for invoice_id in self.boxes if invoice_id in self._ticked)

    def set_value(self, value: Any) -> None:
        self._ticked = set(value or ())
        for invoice_id, box in self.boxes.items():
            box.setChecked(invoice_id in self._ticked)

    @property
    def raw(self) -> object:
        return tuple(sorted(self._ticked))

    def set_raw(self, raw: object) -> None:
        self.set_value(raw)

    @property
    def field(self) -> QWidget:
        """The first box, where the keys go."""
        return next(iter(self.boxes.values()), self.new_button)


def _not_late(offered: InvoiceRow, today: date) -> str:
    if not offered.outstanding:
        return "payée"
    return "échéance aujourd’hui" if offered.invoice.due_on == today else "pas encore échue"
