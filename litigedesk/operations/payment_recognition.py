"""Whether a partial payment recognises the debt: the answer is an event of the limitation, which follows its payment."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from litigedesk.domain.records import Invoice, LimitationEvent, Payment
from litigedesk.domain.vocabulary import LimitationEventKind, Recognition

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_NOTES: Final = {
    Recognition.WRITTEN: "Paiement partiel, avec un écrit qui reconnaît la dette",
    Recognition.POSSIBLE: "Paiement partiel seul",
}


def answer(desk: "Desk", payment: Payment, dispute_id: int, recognition: Recognition) -> None:
    """Keep what the user answered about a payment received in a dispute, inside the running step."""
    events = desk.table(LimitationEvent)
    held = events.first(payment_id=payment.id)
    if recognition is Recognition.NONE:
        if held is not None:
            events.delete(held.id or 0)
        return
    wanted = LimitationEvent(
        id=held.id if held is not None else None,
        dispute_id=dispute_id,
        kind=LimitationEventKind.RECOGNISED,
        happened_on=payment.paid_on,
        note=_NOTES[recognition],
        certain=recognition is Recognition.WRITTEN,
        payment_id=payment.id,
    )
    if held is None:
        events.insert(wanted)
    else:
        events.update(wanted)


def follow(desk: "Desk", payment: Payment, invoice: Invoice) -> None:
    """Move the answer with its payment: to its day, and into or out of the dispute of its invoice."""
    events = desk.table(LimitationEvent)
    for held in events.where(payment_id=payment.id):
        if invoice.dispute_id is None:
            events.delete(held.id or 0)
        else:
            events.update(replace(held, happened_on=payment.paid_on, dispute_id=invoice.dispute_id))
