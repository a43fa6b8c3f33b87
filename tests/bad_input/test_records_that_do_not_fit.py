"""Records that do not fit their neighbours, are gone or are in use: refused in a sentence, and nothing changed."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import (
    Address,
    Client,
    Contract,
    Deadline,
    Dispute,
    Event,
    Invoice,
    Letter,
    LimitationEvent,
    Payment,
)
from litigedesk.domain.vocabulary import (
    ClientKind,
    EventKind,
    InvoiceKind,
    LimitationEventKind,
    SendMethod,
)
from litigedesk.errors import InvalidInput, NotFound, Refused
from litigedesk.operations import clients, contracts, disputes, invoices, letters, profile, trash
from litigedesk.operations.letters import Choices
from tests.bad_input.witness import contents

Untouched = Callable[[], AbstractContextManager[None]]
GONE = 999
DAY = date(2026, 11, 2)


def test_what_is_gone_is_said_to_be_gone(desk: Desk, unpaid: Dispute, untouched: Untouched) -> None:
    """A form left open over a record that an undo took away is saved: a sentence, not a crash."""
    invoice, dispute_id = desk.table(Invoice).get(1), unpaid.id or 0
    letter = Letter(
        id=GONE,
        dispute_id=1,
        template="relance-amiable",
        title="x",
        written_on=DAY,
        send_method=SendMethod.POST,
        amount_due=Money(1),
    )
    attempts: list[Callable[[], object]] = [
        lambda: clients.save(desk, Client(id=GONE, name="x")),
        lambda: contracts.save(desk, Contract(client_id=GONE, reference="x")),
        lambda: invoices.save(desk, replace(invoice, id=None, dispute_id=None, client_id=GONE, number="n")),
        lambda: invoices.save(desk, replace(invoice, contract_id=GONE)),
        lambda: invoices.save(
            desk, replace(invoice, kind=InvoiceKind.CREDIT_NOTE, id=None, number="n", credited_invoice_id=GONE)
        ),
        lambda: invoices.save_payment(desk, Payment(invoice_id=GONE, paid_on=DAY, amount=Money(1))),
        lambda: invoices.save_payment(desk, Payment(id=GONE, invoice_id=1, paid_on=DAY, amount=Money(1))),
        lambda: disputes.save_event(desk, Event(dispute_id=GONE, kind=EventKind.CALL, happened_on=DAY, title="x")),
        lambda: disputes.save_event(
            desk, Event(dispute_id=1, kind=EventKind.CALL, happened_on=DAY, title="x", letter_id=GONE)
        ),
        lambda: disputes.save_deadline(desk, Deadline(dispute_id=GONE, due_on=DAY, title="x")),
        lambda: disputes.save_limitation_event(
            desk, LimitationEvent(dispute_id=GONE, kind=LimitationEventKind.SERVED, happened_on=DAY)
        ),
        lambda: disputes.open_dispute(desk, Dispute(client_id=GONE, opened_on=DAY), [1]),
        lambda: disputes.open_dispute(desk, Dispute(client_id=1, opened_on=DAY), [GONE]),
        lambda: disputes.save(desk, replace(unpaid, id=GONE, reference="x"), [1]),
        lambda: disputes.complete_deadline(desk, GONE),
        lambda: disputes.postpone_deadline(desk, GONE, DAY),
        lambda: letters.track(desk, letter),
        lambda: trash.restore(desk, GONE),
        *(
            lambda delete=one: delete(desk, GONE)
            for one in (
                clients.delete,
                contracts.delete,
                invoices.delete,
                invoices.delete_payment,
                disputes.delete,
                disputes.delete_event,
                disputes.delete_deadline,
                disputes.delete_limitation_event,
                letters.delete,
                profile.delete_rate,
            )
        ),
    ]
    with untouched():
        for attempt in attempts:
            with pytest.raises(NotFound, match="n’existe plus"):
                attempt()
    assert dispute_id == 1


def test_an_invoice_in_use_does_not_become_a_credit_note(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice], untouched: Untouched
) -> None:
    """It would leave a dispute about nothing, a payment on a credit note, a credit note of a credit note."""
    other, reduced, paid = new_invoice("F-2"), new_invoice("F-3"), new_invoice("F-4")
    new_invoice(
        "A-1", kind=InvoiceKind.CREDIT_NOTE, credited_invoice_id=reduced.id, net=Money.of(100), gross=Money.of(100)
    )
    invoices.save_payment(desk, Payment(invoice_id=paid.id or 0, paid_on=DAY, amount=Money.of(10)))
    note = {"kind": InvoiceKind.CREDIT_NOTE, "credited_invoice_id": other.id}
    with untouched():
        for used, reason in (
            (desk.table(Invoice).get(1), "dans un litige"),
            (reduced, "un avoir"),
            (paid, "un paiement"),
        ):
            with pytest.raises(InvalidInput, match=reason):
                invoices.save(desk, replace(used, **note))


def test_a_credit_note_reduces_an_invoice_and_no_more_than_its_sum(
    desk: Desk, debtor: Client, new_invoice: Callable[..., Invoice], untouched: Untouched
) -> None:
    invoice = new_invoice("F-1")
    note = new_invoice(
        "A-1", kind=InvoiceKind.CREDIT_NOTE, credited_invoice_id=invoice.id, net=Money.of(2000), gross=Money.of(2000)
    )
    small = {"net": Money.of(10), "gross": Money.of(10)}
    wrong = (
        (replace(note, id=None, number="A-2"), "dépasse ce qui reste"),
        (replace(note, id=None, number="A-2", credited_invoice_id=note.id, **small), "réduit une facture"),  # type: ignore[arg-type]
        (replace(note, credited_invoice_id=note.id), "réduit une facture"),
        (replace(invoice, **small), "2\u202f000,00\u00a0€"),  # type: ignore[arg-type]
    )
    with untouched():
        for one, sentence in wrong:
            with pytest.raises(InvalidInput, match=sentence):
                invoices.save(desk, one)


def test_an_invoice_names_no_invoice_it_reduces(
    desk: Desk, debtor: Client, new_invoice: Callable[..., Invoice]
) -> None:
    """The form keeps the choice while one hesitates between invoice and credit note."""
    first = new_invoice("F-1")
    assert new_invoice("F-2", credited_invoice_id=first.id).credited_invoice_id is None


# ---- in use ----------------------------------------------------------------------------------------------------------
def test_nothing_in_use_is_deleted_and_the_sentence_names_what_uses_it(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice], untouched: Untouched
) -> None:
    contract = contracts.save(desk, Contract(client_id=1, reference="D-9")).value
    reduced = new_invoice("F-2", contract_id=contract.id)
    new_invoice("A-1", kind=InvoiceKind.CREDIT_NOTE, credited_invoice_id=reduced.id, net=Money.of(1), gross=Money.of(1))
    payment = invoices.save_payment(desk, Payment(invoice_id=1, paid_on=DAY, amount=Money.of(1))).value
    event = next(one for one in desk.table(Event).all() if one.payment_id == payment.id)
    with untouched():
        for attempt, sentence in (
            (lambda: clients.delete(desk, 1), "1\xa0contrat, 3\xa0factures et 1\xa0litige"),
            (lambda: contracts.delete(desk, contract.id or 0), "1\xa0facture"),
            (lambda: invoices.delete(desk, 1), "est dans le litige LIT-2026-001"),
            (lambda: invoices.delete(desk, reduced.id or 0), "un avoir la réduit"),
            (lambda: disputes.delete_event(desk, event.id or 0), "supprimez le paiement"),
        ):
            with pytest.raises(Refused, match=sentence):
                attempt()


def test_an_invoice_paid_while_in_a_dispute_can_leave_it_and_be_deleted(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice]
) -> None:
    other = new_invoice("F-2")
    disputes.save(desk, unpaid, [1, other.id or 0])
    invoices.save_payment(desk, Payment(invoice_id=1, paid_on=DAY, amount=Money.of(100)))
    disputes.save(desk, unpaid, [other.id or 0])
    before = contents(desk)
    invoices.delete(desk, 1)
    assert desk.table(Payment).all() == []
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert contents(desk) == before


def test_an_undo_after_the_record_changed_is_refused_and_changes_nothing(
    desk: Desk, debtor: Client, untouched: Untouched
) -> None:
    clients.save(
        desk,
        replace(debtor, notes="appelé"),
        [],
        [Address(id=1, client_id=1, street="9 quai des Indes", postcode="56100", city="Lorient")],
    )
    with closing(sqlite3.connect(desk.folder / "litigedesk.sqlite")) as other, other:
        other.execute("UPDATE client SET notes = 'par une autre voie'")
    with untouched(), pytest.raises(Refused, match="chang"):
        desk.undo()


def test_a_client_of_unknown_kind_is_billed_but_gets_no_letter_and_no_sums(
    desk: Desk, unpaid: Dispute, debtor: Client, untouched: Untouched
) -> None:
    clients.save(desk, replace(debtor, kind=ClientKind.UNKNOWN), [], desk.table(Address).all())
    choices = Choices(written_on=DAY, send_method=SendMethod.POST, reply_by=date(2026, 12, 20))
    with untouched(), pytest.raises(Refused, match=r"professionnel|consommateur"):
        letters.file(desk, of_dispute(unpaid.id or 0), "mise-en-demeure", choices)


def test_what_was_billed_keeps_its_client(
    desk: Desk, debtor: Client, new_invoice: Callable[..., Invoice], untouched: Untouched
) -> None:
    other = clients.save(desk, Client(name="Martin")).value
    contract = contracts.save(desk, Contract(client_id=debtor.id or 0, reference="D-1")).value
    new_invoice("F-1", contract_id=contract.id)
    reduced = new_invoice("F-2")
    new_invoice("A-1", kind=InvoiceKind.CREDIT_NOTE, credited_invoice_id=reduced.id, net=Money.of(1), gross=Money.of(1))
    with untouched():
        with pytest.raises(InvalidInput, match="a déjà 1\xa0facture de son premier client"):
            contracts.save(desk, replace(contract, client_id=other.id or 0))
        with pytest.raises(InvalidInput, match="Un avoir réduit cette facture"):
            invoices.save(desk, replace(reduced, client_id=other.id or 0))
