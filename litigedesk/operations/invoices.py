"""Invoices, credit notes and the payments they receive."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Invoice, LimitationEvent, Payment
from litigedesk.domain.vocabulary import InvoiceKind, Recognition
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.operations import agreements, clocks, payment_lines, payment_recognition
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation
from litigedesk.queries import sums
from litigedesk.queries.invoices import with_number

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Facture{ invoice} enregistrée")
def save(desk: "Desk", invoice: Invoice, document: Path | None = None) -> Invoice:
    """Add or change an invoice or a credit note; ``document`` is the invoice itself, kept whole.

    Raises ``InvalidInput``, and ``StorageError`` for a document that cannot be read.
    """
    table = desk.table(Invoice)
    problems = validation.invoice_problems(invoice, with_number(desk, invoice.number), desk.today())
    problems += _same_client(desk, invoice) + _in_use_problem(desk, invoice)
    validation.refuse(problems)
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        _refuse_too_large_credit(desk, invoice)
        invoice = replace(invoice, due_on=invoice.issued_on, dispute_id=None)
    else:
        invoice = replace(invoice, credited_invoice_id=None)
    if document is not None:
        invoice = replace(invoice, file_id=keep_document(desk, document).id)
    if invoice.id is None:
        return table.insert(invoice)
    was = clocks.of_row(desk, {"dispute_id": invoice.dispute_id})
    table.update(invoice)
    if invoice.dispute_id is not None:
        clocks.follow_open(desk, invoice.dispute_id, was)  # another contract may be under another policy
    return invoice


def _same_client(desk: "Desk", invoice: Invoice) -> list[Problem]:
    """The contract, dispute and credited invoice must be of the invoice's own client."""
    from litigedesk.domain.records import Contract

    problems = []
    if invoice.contract_id is not None and desk.table(Contract).get(invoice.contract_id).client_id != invoice.client_id:
        problems.append(Problem("contract_id", "Ce contrat est celui d’un autre client."))
    if invoice.dispute_id is not None and desk.table(Dispute).get(invoice.dispute_id).client_id != invoice.client_id:
        problems.append(Problem("client_id", "Cette facture est dans un litige avec un autre client."))
    credited = desk.table(Invoice).get(invoice.credited_invoice_id) if invoice.credited_invoice_id is not None else None
    if credited is not None and credited.client_id != invoice.client_id:
        problems.append(Problem("credited_invoice_id", "Cette facture est celle d’un autre client."))
    return problems


def _in_use_problem(desk: "Desk", invoice: Invoice) -> list[Problem]:
    """What an invoice already carries: credit notes it must stay above, and what keeps it from becoming one itself."""
    if invoice.id is None:
        return []
    notes = desk.table(Invoice).where(credited_invoice_id=invoice.id)
    credited = Money.total(note.gross for note in notes)
    if invoice.kind is InvoiceKind.INVOICE:
        problems = []
        if any(note.client_id != invoice.client_id for note in notes):
            problems.append(Problem("client_id", "Un avoir réduit cette facture\u00a0: elle garde son client."))
        if invoice.gross < credited:
            lowest = f"Des avoirs de {formats.money(credited)} la réduisent\u00a0: elle ne peut pas être d’un montant inférieur."
            problems.append(Problem("gross", lowest))
        return problems
    uses = (
        (notes, "un avoir la réduit"),
        (desk.table(Invoice).get(invoice.id).dispute_id, "elle est dans un litige"),
        (desk.table(Payment).count(invoice_id=invoice.id), "un paiement y est noté"),
    )
    return [Problem("kind", f"Cette facture ne peut pas devenir un avoir\u00a0: {why}.") for used, why in uses if used]


def _refuse_too_large_credit(desk: "Desk", note: Invoice) -> None:
    assert note.credited_invoice_id is not None
    credited = desk.table(Invoice).get(note.credited_invoice_id)
    if credited.kind is InvoiceKind.CREDIT_NOTE or credited.id == note.id:
        raise InvalidInput([Problem("credited_invoice_id", "Un avoir réduit une facture, pas un autre avoir.")])
    others = desk.table(Invoice).where(credited_invoice_id=credited.id)
    left = credited.gross - Money.total(other.gross for other in others if other.id != note.id)
    if note.gross > left:
        sentence = f"Cet avoir dépasse ce qui reste de la facture\u00a0: {formats.money(left)}."
        raise InvalidInput([Problem("gross", sentence)])


@operation("Facture{ invoice} mise à la corbeille")
def delete(desk: "Desk", invoice_id: int) -> None:
    """Put an invoice with its payments in the trash; ``Refused`` while a credit note or a dispute needs it."""
    invoice = desk.table(Invoice).get(invoice_id)
    if desk.table(Invoice).count(credited_invoice_id=invoice_id):
        sentence = "un avoir la réduit. Supprimez d’abord l’avoir."
        raise Refused(f"{invoice.number} ne peut pas être supprimée\u00a0: {sentence}")
    if invoice.dispute_id is not None:
        reference = desk.table(Dispute).get(invoice.dispute_id).reference
        raise Refused(f"{invoice.number} est dans le litige {reference}\u00a0: retirez-la d’abord du litige.")
    payments = desk.table(Payment).where(invoice_id=invoice_id)
    noted = [one for payment in payments for one in _left_by(desk, payment)]  # in a dispute it has left
    desk.trash.put(f"{invoice.kind.label} {invoice.number}", [invoice, *payments, *noted], desk.today())


def _left_by(desk: "Desk", payment: Payment) -> list[object]:
    """What a payment has written in a dispute: its line in the timeline, what it did to the limitation."""
    return [
        *desk.table(Event).where(payment_id=payment.id),
        *desk.table(LimitationEvent).where(payment_id=payment.id),
    ]


# ---- payments --------------------------------------------------------------------------------------------------------
def remaining(desk: "Desk", invoice_id: int, on: date, without: int | None = None) -> Money:
    """The most that can still be paid on an invoice on a day: principal, interest and fee, less all other payments.

    ``without`` leaves one payment out, when it is being changed.
    """
    invoice = desk.table(Invoice).get(invoice_id)
    dispute = desk.table(Dispute).get(invoice.dispute_id) if invoice.dispute_id is not None else None
    line = sums.gathered(desk, [invoice])[0]
    others = tuple(payment for payment in line.payments if payment.id != without)
    line = replace(line, payments=others)
    kind = desk.table(Client).get(invoice.client_id).kind
    until = max([on, *(payment.paid_on for payment in others)])
    found = sums.computed(
        sums.Terms.of(desk), [line], kind, None if dispute is None else replace(dispute, closed_on=None), until
    )
    return max(ZERO, found.total_due)


@operation("Paiement{ de payment} noté")
def save_payment(desk: "Desk", payment: Payment, recognition: Recognition | None = None) -> Payment:
    """Note or change a payment. In a dispute it is written in the timeline, and once nothing is due its reminders stop.

    ``recognition`` says whether it recognises the debt, which may interrupt limitation; ``None`` leaves what was answered.
    Raises ``InvalidInput``, for instance above what is due that day, interest and fee included.
    """
    invoice = desk.table(Invoice).get(payment.invoice_id)
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        raise Refused("Un avoir ne se paie pas\u00a0: notez le paiement sur la facture.")
    validation.refuse(validation.plausible_date("paid_on", payment.paid_on))
    most = remaining(desk, payment.invoice_id, payment.paid_on, without=payment.id)
    validation.refuse(validation.payment_problems(payment, most, invoice.issued_on, desk.today()))
    table = desk.table(Payment)
    if payment.id is None:
        payment = table.insert(payment)
    else:
        table.update(payment)
    if invoice.dispute_id is not None:
        if recognition is not None:
            payment_recognition.answer(desk, payment, invoice.dispute_id, recognition)
        payment_lines.follow(desk, invoice)
        _stop_reminders_if_settled(desk, invoice.dispute_id)
        agreements.follow_payments(desk, invoice.dispute_id)
    return payment


def _stop_reminders_if_settled(desk: "Desk", dispute_id: int) -> None:
    dispute = desk.table(Dispute).get(dispute_id)
    if sums.of_dispute(desk, dispute, desk.today()).total_due:
        return
    deadlines = desk.table(Deadline)
    for deadline in deadlines.where(dispute_id=dispute_id, done_on=None):
        if deadline.letter_id is not None:
            deadlines.update(replace(deadline, done_on=desk.today()))


@operation("Paiement{ de payment} supprimé")
def delete_payment(desk: "Desk", payment_id: int) -> None:
    """Put a payment in the trash, with its line in the timeline and what it did to the limitation."""
    payment = desk.table(Payment).get(payment_id)
    label = f"Paiement de {formats.money(payment.amount)} du {formats.date_long(payment.paid_on)}"
    desk.trash.put(label, [payment, *_left_by(desk, payment)], desk.today())
    agreements.follow_payments(desk, desk.table(Invoice).get(payment.invoice_id).dispute_id)
