"""The line a payment has in the timeline of the dispute its invoice is in: it follows the invoice in and out.

So does what the user answered about the debt it may recognise.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.records import Event, Invoice, Payment
from litigedesk.domain.vocabulary import EventAuthor, EventKind
from litigedesk.operations import payment_recognition

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def follow(desk: "Desk", invoice: Invoice) -> None:
    """Write, move, correct or take out what an invoice's payments left in a dispute, inside the running step."""
    for payment in desk.table(Payment).where(invoice_id=invoice.id):
        _follow_one(desk, payment, invoice)
        payment_recognition.follow(desk, payment, invoice)


def _follow_one(desk: "Desk", payment: Payment, invoice: Invoice) -> None:
    events = desk.table(Event)
    lines = events.where(payment_id=payment.id)
    kept = next((line for line in lines if line.dispute_id == invoice.dispute_id), None)
    for line in lines:
        if line is not kept:
            events.delete(line.id or 0)
    if invoice.dispute_id is None:
        return
    line = kept or Event(
        dispute_id=invoice.dispute_id,
        kind=EventKind.PAYMENT,
        author=EventAuthor.PROGRAM,
        happened_on=payment.paid_on,
        title="",
        payment_id=payment.id,
    )
    body = f"{payment.method.label}, facture {invoice.number}" + (f". {payment.note}" if payment.note else "")
    title = f"Paiement reçu\u00a0: {formats.money(payment.amount)}"
    line = replace(line, happened_on=payment.paid_on, title=title, body=body)
    if kept is None:
        events.insert(line)
    else:
        events.update(line)
