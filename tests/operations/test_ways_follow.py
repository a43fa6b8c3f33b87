"""What procedures and payments wrote in a dispute follows whatever changes around them: clients, the trash, the passing of days."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Invoice, LimitationEvent, Payment, Profile
from litigedesk.domain.vocabulary import ClientKind, Clock, EventKind, LimitationEventKind, Recognition
from litigedesk.operations import clients, disputes, invoices, plans, procedure_lines, procedures, profile, trash
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import next_step
from tests.folders import new_desk

TODAY = date(2026, 11, 22)


@pytest.fixture
def clock() -> list[date]:
    """The day it is, which a test may change."""
    return [TODAY]


@pytest.fixture
def desk(tmp_path: Path, clock: list[date]) -> Iterator[Desk]:
    def now() -> datetime:
        return datetime.combine(clock[0], datetime.min.time())

    with new_desk(tmp_path / "données", now) as opened:
        yield opened


@pytest.fixture
def owing(desk: Desk) -> Callable[[ClientKind], Dispute]:
    def make(kind: ClientKind) -> Dispute:
        client_id = clients.save(desk, Client(kind=kind, name=kind.label)).value.id or 0
        bill = Invoice(
            client_id=client_id, number=f"F-{kind}", issued_on=date(2026, 4, 1), due_on=date(2026, 5, 1), net=Money.of(90),
            gross=Money.of(90),
        )  # fmt: skip
        bill_id = invoices.save(desk, bill).value.id or 0
        return disputes.open_dispute(desk, Dispute(client_id=client_id, opened_on=date(2026, 6, 1)), [bill_id]).value

    return make


def causes(desk: Desk, dispute: Dispute) -> list[tuple[LimitationEventKind, date]]:
    return [(one.kind, one.happened_on) for one in desk.table(LimitationEvent).where(dispute_id=dispute.id)]


# ---- another client --------------------------------------------------------------------------------------------------
def test_a_claim_to_the_administration_interrupts_once_the_client_is_a_public_body(
    desk: Desk, owing: Callable[[ClientKind], Dispute]
) -> None:
    dispute, asked = owing(ClientKind.PROFESSIONAL), date(2026, 10, 1)
    procedures.save(desk, Procedure(dispute_id=dispute.id or 0, kind=ProcedureKind.PUBLIC_CLAIM, asked_on=asked))
    assert causes(desk, dispute) == []
    client = desk.table(Client).get(dispute.client_id)
    clients.save(desk, replace(client, kind=ClientKind.PUBLIC))
    assert causes(desk, dispute) == [(LimitationEventKind.REGISTERED_LETTER, asked)]
    (limit,) = desk.table(Deadline).where(dispute_id=dispute.id, clock=Clock.LIMITATION)
    assert limit.due_on > date(2030, 9, 1)
    clients.save(desk, replace(client, kind=ClientKind.PROFESSIONAL))
    assert causes(desk, dispute) == []
    desk.undo()
    assert causes(desk, dispute) == [(LimitationEventKind.REGISTERED_LETTER, asked)]


def test_and_no_longer_once_the_dispute_is_another_clients(desk: Desk, owing: Callable[[ClientKind], Dispute]) -> None:
    dispute, other = owing(ClientKind.PUBLIC), owing(ClientKind.PROFESSIONAL)
    bill = replace(desk.table(Invoice).where(dispute_id=other.id)[0], dispute_id=None)
    disputes.delete(desk, other.id or 0)
    procedures.save(desk, Procedure(dispute_id=dispute.id or 0, kind=ProcedureKind.PUBLIC_CLAIM, asked_on=TODAY))
    assert causes(desk, dispute)
    disputes.save(desk, replace(dispute, client_id=other.client_id), [bill.id or 0])
    assert causes(desk, dispute) == []


# ---- the trash -------------------------------------------------------------------------------------------------------
def test_a_dispute_brought_back_tells_of_the_payments_noted_and_changed_meanwhile(
    desk: Desk, owing: Callable[[ClientKind], Dispute]
) -> None:
    dispute = owing(ClientKind.PROFESSIONAL)
    bill = desk.table(Invoice).where(dispute_id=dispute.id)[0].id or 0
    first = invoices.save_payment(
        desk, Payment(invoice_id=bill, paid_on=TODAY, amount=Money.of(5)), Recognition.WRITTEN
    )
    disputes.delete(desk, dispute.id or 0)
    earlier = TODAY - timedelta(9)
    invoices.save_payment(desk, replace(first.value, paid_on=earlier))
    second = invoices.save_payment(desk, Payment(invoice_id=bill, paid_on=TODAY, amount=Money.of(7))).value
    trash.restore(desk, desk.trash.all()[0].id or 0)
    lines = {
        one.payment_id: one.happened_on for one in desk.table(Event).where(dispute_id=dispute.id) if one.payment_id
    }
    assert lines == {first.value.id: earlier, second.id: TODAY}
    assert causes(desk, dispute) == [(LimitationEventKind.RECOGNISED, earlier)]


def test_a_payment_brought_back_is_told_where_its_bill_now_is(
    desk: Desk, owing: Callable[[ClientKind], Dispute]
) -> None:
    dispute = owing(ClientKind.PROFESSIONAL)
    bill = desk.table(Invoice).where(dispute_id=dispute.id)[0]
    paid = Payment(invoice_id=bill.id or 0, paid_on=TODAY, amount=Money.of(5))
    invoices.delete_payment(desk, invoices.save_payment(desk, paid, Recognition.POSSIBLE).value.id or 0)
    other = invoices.save(desk, replace(bill, id=None, dispute_id=None, number="F-2")).value
    disputes.save(desk, dispute, [other.id or 0])
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert not desk.table(Event).where(dispute_id=dispute.id, kind=EventKind.PAYMENT)
    assert causes(desk, dispute) == []


# ---- days that go by -------------------------------------------------------------------------------------------------
def test_a_meeting_noted_in_advance_suspends_once_it_has_been_held(
    desk: Desk, owing: Callable[[ClientKind], Dispute], clock: list[date]
) -> None:
    dispute, meeting = owing(ClientKind.PROFESSIONAL), TODAY + timedelta(5)
    procedures.save(
        desk,
        Procedure(dispute_id=dispute.id or 0, kind=ProcedureKind.CONCILIATION, asked_on=TODAY, meeting_on=meeting),
    )
    label = desk.undo_label
    procedure_lines.catch_up(desk)
    assert causes(desk, dispute) == []
    clock[0] = meeting
    procedure_lines.catch_up(desk)
    assert causes(desk, dispute) == [(LimitationEventKind.SUSPENDED, meeting)]
    assert desk.table(Event).count(dispute_id=dispute.id, milestone="meeting") == 1
    before = [desk.table(kind).all() for kind in (Event, LimitationEvent, Deadline)]
    procedure_lines.catch_up(desk)
    assert [desk.table(kind).all() for kind in (Event, LimitationEvent, Deadline)] == before
    assert desk.undo_label == label


# ---- the first profile -----------------------------------------------------------------------------------------------
def test_the_first_profile_moves_the_dates_that_depend_on_where_one_is(
    desk: Desk, owing: Callable[[ClientKind], Dispute]
) -> None:
    dispute = owing(ClientKind.PROFESSIONAL)
    opened = Procedure(dispute_id=dispute.id or 0, kind=ProcedureKind.INSOLVENCY, decided_on=TODAY, published_on=TODAY)
    procedures.save(desk, opened)
    (declare,) = desk.table(Deadline).where(clock=Clock.CLAIM_DECLARATION)
    profile.save(desk, Profile(name="Camille", country="Belgique"))
    (moved,) = desk.table(Deadline).where(clock=Clock.CLAIM_DECLARATION)
    assert moved.due_on > declare.due_on


# ---- what the next step says -----------------------------------------------------------------------------------------
def test_what_remains_once_the_bill_itself_is_paid_has_its_reason(
    desk: Desk, owing: Callable[[ClientKind], Dispute]
) -> None:
    dispute = owing(ClientKind.PUBLIC)
    bill = desk.table(Invoice).where(dispute_id=dispute.id)[0].id or 0
    invoices.save_payment(desk, Payment(invoice_id=bill, paid_on=TODAY, amount=Money.of(90)))
    step = next_step.propose(dossiers.dossier(desk, dispute.id or 0, TODAY), TODAY)
    assert "intérêts et frais compris" in step.reason


def test_nothing_is_claimed_before_its_day_though_the_first_reminder_was_skipped(
    desk: Desk, owing: Callable[[ClientKind], Dispute]
) -> None:
    dispute, due = owing(ClientKind.PROFESSIONAL), TODAY + timedelta(20)
    invoices.save(desk, replace(desk.table(Invoice).where(dispute_id=dispute.id)[0], due_on=due))
    plans.skip(desk, dispute.id or 0, "relance-amiable")
    step = next_step.propose(dossiers.dossier(desk, dispute.id or 0, TODAY), TODAY)
    assert (step.waiting, step.by, step.action) == (True, due, "pay")
