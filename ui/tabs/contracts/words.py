"""What the tab says of a contract or an invoice, from the facts alone."""

from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.vocabulary import ContractKind, InvoiceKind
from litigedesk.queries.contracts import ContractRow
from litigedesk.queries.invoices import InvoiceRow

from ...date_words import distance, short_day, tone_of
from ...palette import Tone
from ...widgets.row_delegate import RowView
from . import portage_words

Row = ContractRow | InvoiceRow

KIND_ICONS: Final = {
    ContractKind.QUOTE: "file-text",
    ContractKind.ORDER: "clipboard-list",
    ContractKind.SERVICE: "file-check",
    ContractKind.TRIPARTITE: "users",
}


def list_row(row: Row, today: date) -> RowView:
    """Three lines: client and sum left, what it is, next due date with its icon and word."""
    return contract_row(row, today) if isinstance(row, ContractRow) else invoice_row(row, today)


def contract_row(row: ContractRow, today: date) -> RowView:
    """A contract of the list."""
    if row.phase is not None and row.next_due is None:
        return _tripartite_row(row, today)
    when, tone, icon = _due(row.next_due, today)
    if row.next_due is None:
        signed = f"signé le {short_day(row.signed_on, today)}" if row.signed_on else "pas encore signé"
        when, icon = f"rien à encaisser · {signed}", "circle-check" if row.signed_on else "circle-dashed"
    return RowView(
        title=row.client_name,
        amount=formats.money(row.outstanding) if row.outstanding else "",
        detail=" · ".join(filter(None, (row.reference, row.title))),
        detail_icon=KIND_ICONS[row.kind],
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


def _tripartite_row(row: ContractRow, today: date) -> RowView:
    """A contract of three parties: where it stands, and its next reminder."""
    assert row.phase is not None
    phase = row.phase.label
    tone, icon = portage_words.PHASES[row.phase]
    when = phase.lower()
    if row.next_on is not None:
        distance_words, tone, icon = _due(row.next_on, today)
        when = f"{when} · {distance_words}"
    return RowView(
        title=row.client_name,
        amount="",
        detail=" · ".join(filter(None, (row.reference, row.title))),
        detail_icon=KIND_ICONS[row.kind],
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


def invoice_row(row: InvoiceRow, today: date) -> RowView:
    """An invoice or a credit note of the list."""
    invoice = row.invoice
    when, tone, icon = state(row, today)
    return RowView(
        title=row.client_name,
        amount=formats.money(row.outstanding) if row.outstanding else "",
        detail=" · ".join(filter(None, (invoice.number, invoice.title))),
        detail_icon="receipt-euro",
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


def state(row: InvoiceRow, today: date) -> tuple[str, Tone, str]:
    """Where an invoice stands: words, tone and icon."""
    if row.invoice.kind is InvoiceKind.CREDIT_NOTE:
        return f"avoir du {short_day(row.invoice.issued_on, today)}", Tone.MUTED, "minus"
    if row.outstanding:
        return _due(row.invoice.due_on, today)
    return ("payée", Tone.FINE, "circle-check") if row.paid else ("annulée par avoir", Tone.MUTED, "circle-x")


def _due(day: date | None, today: date) -> tuple[str, Tone, str]:
    if day is None:
        return "", Tone.MUTED, ""
    tone = tone_of(day, today)
    return distance(day, today), tone, {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
