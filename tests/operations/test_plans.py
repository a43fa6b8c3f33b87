"""Each plan played to its end by one who does what the next step says, day after day, on a real folder."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.records import Client, Dispute, Invoice, Letter, Payment, Profile
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    ComplaintAnswer,
    ComplaintChannel,
    ProfileStatus,
    SendMethod,
)
from litigedesk.errors import InvalidInput
from litigedesk.operations import (
    agreements,
    complaints,
    disputes,
    invoices,
    plans,
    procedures,
    profile,
)
from litigedesk.rules.plans import Situation, StepState
from tests.folders import new_desk
from tests.operations.agreement_world import Today
from tests.operations.plan_world import START, Made, opener, plan_of, proposed, send
from tests.operations.portage_world import company_of, three_party


@pytest.fixture
def today() -> Today:
    return Today(START)


@pytest.fixture
def desk(tmp_path: Path, today: Today) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", today.now) as opened:
        yield opened


@pytest.fixture
def opened_with(
    desk: Desk, me: Profile, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> Made:
    return opener(desk, new_client, new_invoice)


# ---- playing ---------------------------------------------------------------------------------------------------------
_FAILED = {
    ProcedureKind.CONCILIATION: ProcedureOutcome.FAILURE,
    ProcedureKind.BUSINESS_MEDIATION: ProcedureOutcome.FAILURE,
    ProcedureKind.SMALL_CLAIMS: ProcedureOutcome.SILENCE,
    ProcedureKind.PAYMENT_ORDER: ProcedureOutcome.REJECTED,
    ProcedureKind.COURT_CLAIM: ProcedureOutcome.REJECTED,
    ProcedureKind.PUBLIC_CLAIM: ProcedureOutcome.REFUSED,
}


def fail(desk: Desk, today: Today, dispute_id: int, kind: ProcedureKind) -> None:
    """Begin a procedure, which then is what comes next, and end it a month later without a cent."""
    begun = procedures.save(desk, Procedure(dispute_id=dispute_id, kind=kind, asked_on=today.day)).value
    assert proposed(desk, dispute_id).procedure_id == begun.id
    today.day += timedelta(32)
    procedures.save(desk, replace(begun, ended_on=today.day, outcome=_FAILED[kind]))


def play(desk: Desk, today: Today, dispute_id: int, times: int = 40) -> list[str]:
    """Do what the next step says until the dispute is closed; what was said, in short."""
    told: list[str] = []
    while len(told) < times:
        step = proposed(desk, dispute_id)
        assert step.action
        assert step.sentence.endswith(".")
        if step.waiting:
            assert step.by is not None
            assert step.by >= today.day
            told.append("wait")
            today.day = step.by + timedelta(1)
            continue
        told.append(step.template or step.step or step.action)
        if step.action == "letter":
            assert step.template is not None
            send(desk, dispute_id, step.template)
        elif step.action == "procedure-new":
            fail(desk, today, dispute_id, ProcedureKind(step.step or ""))
        else:
            assert step.action == "close", step
            disputes.close(desk, dispute_id, ClosingReason.ABANDONED, desk.today())
            break
    return told


LADDER = ["relance-amiable", "wait", "relance-ferme", "wait", "mise-en-demeure", "wait"]


def test_an_invoice_that_a_professional_never_pays(desk: Desk, today: Today, opened_with: Made) -> None:
    dispute = opened_with()
    assert play(desk, today, dispute.id or 0) == [
        *LADDER, "business-mediation", "small-claims", "payment-order", "court-claim", "close",
    ]  # fmt: skip
    assert {one.state for one in plan_of(desk, dispute.id or 0).steps} <= {StepState.DONE, StepState.OUT}


def test_an_invoice_that_a_consumer_never_pays(desk: Desk, today: Today, opened_with: Made) -> None:
    dispute = opened_with(ClientKind.CONSUMER, "Jeanne Martin")
    assert play(desk, today, dispute.id or 0) == [
        *LADDER, "conciliation", "small-claims", "payment-order", "court-claim", "close",
    ]  # fmt: skip


def test_an_invoice_that_a_public_buyer_never_pays(desk: Desk, today: Today, opened_with: Made) -> None:
    dispute = opened_with(ClientKind.PUBLIC, "Commune de Pontorval")
    assert play(desk, today, dispute.id or 0) == [
        *LADDER, "business-mediation", "public-claim", "court-claim", "close",
    ]  # fmt: skip


def test_an_invoice_of_a_portage_company_is_chased_through_it_for_ever(
    desk: Desk, today: Today, me: Profile, new_client: Callable[..., Client]
) -> None:
    profile.save(desk, replace(me, status=ProfileStatus.PORTAGE))
    client = new_client()
    company = company_of(desk, street="1 quai", postcode="35000", city="Rennes")
    contract = three_party(desk, company, client)
    invoice = invoices.save(
        desk,
        Invoice(
            client_id=client.id or 0, contract_id=contract.id, number="P-1", title="Refonte", issued_on=date(2026, 4, 29),
            performed_on=date(2026, 4, 28), due_on=date(2026, 5, 31), net=Money.of("2500"), gross=Money.of("2500"),
        ),
    ).value  # fmt: skip
    wanted = Dispute(client_id=client.id or 0, title="Refonte", opened_on=START)
    dispute = disputes.open_dispute(desk, wanted, [invoice.id or 0]).value
    chased = ["relance-portage", "wait"]
    assert play(desk, today, dispute.id or 0, 10) == [
        "relance-amiable", "wait", "impaye-portage", "wait", "mandat-commissaire", "wait", *chased, *chased,
    ]  # fmt: skip
    due = invoices.remaining(desk, invoice.id or 0, today.day)
    invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=today.day, amount=due))
    assert proposed(desk, dispute.id or 0).action == "close"
    assert plan_of(desk, dispute.id or 0).situation is Situation.UNPAID_PORTAGE


# ---- the other situations --------------------------------------------------------------------------------------------
def test_a_complaint_is_answered_then_the_clients_year_is_awaited(
    desk: Desk, today: Today, me: Profile, new_client: Callable[..., Client]
) -> None:
    client = new_client(ClientKind.CONSUMER, "Nadia Ferrand")
    told = Complaint(
        dispute_id=0, received_on=START, channel=ComplaintChannel.PHONE, grievance="Trois photos trop sombres."
    )
    wanted = Dispute(client_id=client.id or 0, opened_on=START)
    dispute_id = complaints.open_dispute(desk, wanted, told).value.id or 0
    said = [proposed(desk, dispute_id).template]
    assert plan_of(desk, dispute_id).situation is Situation.COMPLAINT
    today.day += timedelta(2)
    written = replace(told, dispute_id=dispute_id, received_on=today.day, channel=ComplaintChannel.EMAIL)
    written = complaints.save(desk, written).value
    assert (proposed(desk, dispute_id).action, proposed(desk, dispute_id).by) == (
        "complaint-edit", today.day + timedelta(15),
    )  # fmt: skip
    complaints.save(desk, replace(written, answer=ComplaintAnswer.REFUSAL, answer_text="Conforme.", findings="Vu."))
    said.append(proposed(desk, dispute_id).template)
    complaints.save(desk, replace(written, answer=ComplaintAnswer.REFUSAL, answered_on=today.day))
    said.append(proposed(desk, dispute_id).template)
    assert said == ["demande-reclamation-ecrite", "reponse-reclamation", "information-mediation"]
    with desk.db.transaction("Lettre"):  # no mediator is on file: the letter itself could not be written
        desk.table(Letter).insert(
            Letter(
                dispute_id=dispute_id, template="information-mediation", title="Information", written_on=today.day,
                send_method=SendMethod.EMAIL, amount_due=Money(0), sent_on=today.day,
            )
        )  # fmt: skip
    waiting = proposed(desk, dispute_id)
    assert (waiting.action, waiting.waiting, waiting.by) == ("mediation", True, date(2027, 6, 3))
    today.day = date(2027, 6, 4)
    assert proposed(desk, dispute_id).action == "close"


def test_an_agreement_stops_the_reminders_until_it_is_kept_or_broken(
    desk: Desk, today: Today, opened_with: Made
) -> None:
    dispute = opened_with()
    key = dispute.id or 0
    send(desk, key, "relance-amiable")
    agreement = agreements.save(
        desk,
        Agreement(
            dispute_id=key, kind=AgreementKind.INSTALMENTS, proposed_on=START, as_of=START,
            principal=Money.of("2500"),
        ),
        [Instalment(agreement_id=0, due_on=date(2026, 6, 20), amount=Money.of("2500"))],
    ).value  # fmt: skip
    assert (plan_of(desk, key).situation, proposed(desk, key).agreement_id) == (Situation.INSTALMENTS, agreement.id)
    signed = agreements.save(desk, replace(agreement, signed_on=START)).value
    waiting = proposed(desk, key)
    assert (waiting.action, waiting.waiting, waiting.by) == ("pay", True, date(2026, 6, 20))
    today.day = date(2026, 7, 10)
    agreements.save(desk, replace(signed, outcome=AgreementOutcome.BROKEN, ended_on=today.day))
    assert plan_of(desk, key).situation is Situation.UNPAID_PROFESSIONAL
    assert proposed(desk, key).template == "relance-ferme", "the plan goes on where it was"


def test_a_decision_is_served_then_carried_out(desk: Desk, today: Today, opened_with: Made) -> None:
    dispute = opened_with()
    key = dispute.id or 0
    order = Procedure(dispute_id=key, kind=ProcedureKind.PAYMENT_ORDER, asked_on=START)
    order = procedures.save(desk, order).value
    today.day = date(2026, 6, 20)
    order = procedures.save(desk, replace(order, decided_on=today.day)).value
    view = plan_of(desk, key)
    assert view.situation is Situation.JUDGMENT
    assert view.current is not None
    assert (view.current.step.key, view.current.by) == ("signification", date(2026, 12, 20)), (
        "six months before 09/2026"
    )
    assert proposed(desk, key).procedure_id == order.id
    today.day = date(2026, 7, 1)
    order = procedures.save(desk, replace(order, served_on=today.day, served_in_person=True)).value
    view = plan_of(desk, key)
    assert view.current is not None
    assert (view.current.step.key, view.current.state) == ("execution", StepState.WAITING)
    today.day = date(2026, 9, 1)
    over = replace(order, enforceable_on=date(2026, 8, 4), ended_on=today.day, outcome=ProcedureOutcome.UNRECOVERABLE)
    procedures.save(desk, over)
    assert proposed(desk, key).action == "close"


def test_an_insolvent_client_is_no_longer_reminded(desk: Desk, today: Today, opened_with: Made) -> None:
    dispute = opened_with()
    key = dispute.id or 0
    opening = Procedure(
        dispute_id=key, kind=ProcedureKind.INSOLVENCY, decided_on=date(2026, 5, 20), published_on=date(2026, 5, 28)
    )
    opening = procedures.save(desk, opening).value
    view = plan_of(desk, key)
    assert view.situation is Situation.INSOLVENCY
    assert view.current is not None
    assert (view.current.step.key, view.current.by) == ("declaration", date(2026, 7, 28))
    assert proposed(desk, key).procedure_id == opening.id
    opening = procedures.save(desk, replace(opening, declared_on=START)).value
    after = plan_of(desk, key).current
    assert after is not None
    assert after.step.key == "suivi"
    today.day = date(2026, 12, 1)
    procedures.save(desk, replace(opening, ended_on=today.day, outcome=ProcedureOutcome.UNRECOVERABLE))
    assert proposed(desk, key).action == "close", "nothing is asked again of a client from whom nothing is to be had"


def test_an_insolvency_over_without_a_declaration_asks_for_nothing_more(
    desk: Desk, today: Today, opened_with: Made
) -> None:
    key = opened_with().id or 0
    over = {"ended_on": START, "outcome": ProcedureOutcome.UNRECOVERABLE}
    procedures.save(
        desk, Procedure(dispute_id=key, kind=ProcedureKind.INSOLVENCY, decided_on=date(2026, 5, 20), **over)
    )
    assert proposed(desk, key).action == "close"


# ---- what a guard forbids, and what is missing -----------------------------------------------------------------------
def test_a_claim_contested_whole_is_answered_and_never_reminded(desk: Desk, today: Today, opened_with: Made) -> None:
    dispute = opened_with()
    key = dispute.id or 0
    dispute = replace(dispute, contested_amount=Money.of("2500"), contested_reason="Travail inachevé")
    with desk.db.transaction("Contestation"):
        desk.table(Dispute).update(dispute)
    assert proposed(desk, key).template == "reponse-contestation"
    states = {one.step.key: one.state for one in plan_of(desk, key).steps}
    assert states["relance-amiable"] is states["mise-en-demeure"] is StepState.OUT
    plans.mark_done(desk, key, "contestation")
    assert proposed(desk, key).step == "business-mediation"


def test_a_letter_whose_sums_cannot_be_stated_is_not_proposed_the_rates_are(
    desk: Desk, today: Today, opened_with: Made
) -> None:
    dispute = opened_with()
    today.day = date(2027, 2, 1)
    step = proposed(desk, dispute.id or 0)
    assert (step.action, "2027-S1" in step.sentence) == ("rates", True)


def test_the_judge_comes_first_when_the_limitation_is_near(desk: Desk, today: Today, opened_with: Made) -> None:
    dispute = opened_with(ClientKind.CONSUMER, "Jeanne Martin")
    assert proposed(desk, dispute.id or 0).template == "relance-amiable"
    today.day = date(2027, 11, 2)  # without any rate for that half-year: none is needed to go before the judge
    step = proposed(desk, dispute.id or 0)
    assert (step.action, step.by) == ("ways", date(2028, 4, 27))
    assert step.sentence == "Agissez devant le juge au plus tard le 27\u00a0avril\u00a02028."
    with pytest.raises(InvalidInput, match="date limite"):
        plans.postpone(desk, dispute.id or 0, "prescription", date(2028, 4, 28))
    plans.postpone(desk, dispute.id or 0, "prescription", date(2027, 12, 1))
    assert (proposed(desk, dispute.id or 0).waiting, proposed(desk, dispute.id or 0).by) == (True, date(2027, 12, 1))
