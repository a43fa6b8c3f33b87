"""The columns of a table of invoices and credit notes, and what a screen reader says of a row."""

from collections.abc import Sequence
from datetime import date

from litigedesk import formats
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.queries.invoices import InvoiceRow

from ..date_words import late_by
from ..palette import Tone
from .records import Column


def columns(today: date, rows: Sequence[InvoiceRow] = (), *, detailed: bool) -> list[Column[InvoiceRow]]:
    """Number, dates, sums and lateness; ``detailed`` adds what was paid and the issue date, then the sums before tax when
    a row holds VAT, else the title.
    """

    def late(row: InvoiceRow) -> int:
        return row.days_late(today)

    def tone(row: InvoiceRow) -> str:
        return Tone.LATE if late(row) else Tone.TEXT

    issued = Column[InvoiceRow]("Date", lambda row: formats.date_short(row.invoice.issued_on), _issued, True, 100)
    due = Column[InvoiceRow]("Échéance", _due, _due_key, True, 100)
    gross = Column[InvoiceRow]("TTC", lambda row: _signed(row, "gross"), lambda row: row.invoice.gross, True, 108)
    left = Column[InvoiceRow]("Reste dû", _outstanding, lambda row: row.outstanding, True, 108)
    lateness = Column[InvoiceRow](
        "Retard",
        lambda row: late_by(late(row)),
        late,
        True,
        112,
        tone,
        lambda row: "circle-alert" if late(row) else "",
    )
    if not detailed:
        return [Column("Numéro", _number), due, gross, left, lateness]
    paid = Column[InvoiceRow](
        "Payé", lambda row: formats.money(row.paid) if row.paid else "", lambda row: row.paid, True, 104
    )
    if any(row.invoice.vat for row in rows):
        net = Column[InvoiceRow]("HT", lambda row: _signed(row, "net"), lambda row: row.invoice.net, True, 104)
        vat = Column[InvoiceRow]("TVA", lambda row: _signed(row, "vat"), lambda row: row.invoice.vat, True, 96)
        return [Column("Numéro", _number), issued, due, net, vat, gross, paid, left, lateness]
    title = Column[InvoiceRow]("Prestation", lambda row: row.invoice.title)
    return [Column("Numéro", _number, width=136), title, issued, due, gross, paid, left, lateness]


def describe(row: InvoiceRow, today: date) -> str:
    """A whole row in words."""
    invoice = row.invoice
    parts = [
        f"{invoice.kind.label} {invoice.number}",
        formats.date_long(invoice.issued_on),
        formats.money(invoice.gross),
    ]
    if invoice.kind is InvoiceKind.INVOICE:
        parts.append(f"à payer le {formats.date_long(invoice.due_on)}")
        parts.append(f"reste {formats.money(row.outstanding)}" if row.outstanding else "payée")
        if days := row.days_late(today):
            parts.append(f"en retard de {late_by(days)}")
    return ", ".join(parts)


def _number(row: InvoiceRow) -> str:
    return row.invoice.number if row.invoice.kind is InvoiceKind.INVOICE else f"{row.invoice.number} (avoir)"


def _issued(row: InvoiceRow) -> date:
    return row.invoice.issued_on


def _due(row: InvoiceRow) -> str:
    return formats.date_short(row.invoice.due_on) if row.invoice.kind is InvoiceKind.INVOICE else ""


def _due_key(row: InvoiceRow) -> date | None:
    return row.invoice.due_on if row.invoice.kind is InvoiceKind.INVOICE else None


def _signed(row: InvoiceRow, field: str) -> str:
    """A credit note takes off: its sums are shown with a minus sign."""
    value = getattr(row.invoice, field)
    if not value:
        return ""
    return formats.money(value if row.invoice.kind is InvoiceKind.INVOICE else -value)


def _outstanding(row: InvoiceRow) -> str:
    if row.invoice.kind is not InvoiceKind.INVOICE:
        return ""
    return formats.money(row.outstanding) if row.outstanding else "payée"
