"""The columns of a table of invoices and credit notes, and what a screen reader says of a row."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.queries.invoices import InvoiceRow

from ..date_words import late_by
from ..palette import Tone
from .records import Column


def columns(today: date, *, detailed: bool) -> list[Column[InvoiceRow]]:
    """Number, dates, sums and lateness; ``detailed`` adds the title, the sums before tax and what was paid."""

    def late(row: InvoiceRow) -> int:
        return row.days_late(today)

    def tone(row: InvoiceRow) -> str:
        return Tone.LATE if late(row) else Tone.TEXT

    number = Column[InvoiceRow]("Numéro", _number, width=144 if detailed else 0)
    about = [
        Column[InvoiceRow]("Prestation", lambda row: row.invoice.title),
        Column[InvoiceRow]("Date", lambda row: formats.date_short(row.invoice.issued_on), _issued, True, 104),
    ]
    sums = [
        Column[InvoiceRow]("HT", lambda row: _signed(row, "net"), lambda row: row.invoice.net, True, 104),
        Column[InvoiceRow]("TVA", lambda row: _signed(row, "vat"), lambda row: row.invoice.vat, True, 96),
    ]
    paid = Column[InvoiceRow](
        "Payé", lambda row: formats.money(row.paid) if row.paid else "", lambda row: row.paid, True, 104
    )
    return [
        number,
        *(about if detailed else []),
        Column[InvoiceRow]("Échéance", _due, _due_key, True, 104),
        *(sums if detailed else []),
        Column[InvoiceRow]("TTC", lambda row: _signed(row, "gross"), lambda row: row.invoice.gross, True, 112),
        *([paid] if detailed else []),
        Column[InvoiceRow]("Reste dû", _outstanding, lambda row: row.outstanding, True, 112),
        Column[InvoiceRow](
            "Retard",
            lambda row: late_by(late(row)),
            late,
            True,
            112,
            tone,
            lambda row: "circle-alert" if late(row) else "",
        ),
    ]


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
