"""Each plan played to its end by one who does what the next step says, day after day, on a real folder; and changing a plan."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import Money
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.records import Address, Client, Dispute, Event, Invoice, Letter, Payment, Profile
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    ComplaintAnswer,
    ComplaintChannel,
    DisputeStage,
    EventAuthor,
    ProfileStatus,
    SendMethod,
)
from litigedesk.errors import InvalidInput, NotFound, Refused
from litigedesk.letters import catalogue, guards
from litigedesk.letters.guards import Severity
from litigedesk.operations import (
    agreements,
    complaints,
    disputes,
    invoices,
    letters,
    plans,
    procedures,
    profile,
)
from litigedesk.operations.letters import proposed_choices
from litigedesk.queries import disputes as pages
from litigedesk.queries import next_step
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.next_step.lists import next_of_all
from litigedesk.rules.plans import PlanView, Situation, StepState
from tests.operations.agreement_world import Today
from tests.operations.portage_world import company_of, three_party

START = date(2026, 6, 1)  # the day after the invoice was due
Made = Callable[..., Dispute]


@pytest.fixture
def today() -> Today:
    return Today(START)


@pytest.fixture
def desk(tmp_path: Path, today: Today) -> Iterator[Desk]:
    with Desk.open(tmp_path / "données", today.now) as opened:
        yield opened


@pytest.fixture
def opened_with(
    desk: Desk, me: Profile, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> Made:
    """Opens an unpaid dispute over one invoice of 2 500 € due on 31 May 2026."""

    def make(kind: ClientKind = ClientKind.PROFESSIONAL, name: str = "Atelier Boréal SARL") -> Dispute:
        client = new_client(kind, name)
        invoice = new_invoice(client, f"F-{client.id}")
        wanted = Dispute(client_id=client.id or 0, title="Refonte", opened_on=desk.today())
        return disputes.open_dispute(desk, wanted, [invoice.id or 0]).value

    return make


# ---- playing ---------------------------------------------------------------------------------------------------------
def proposed(desk: Desk, dispute_id: int) -> NextStep:
    return next_step.propose(pages.dossier(desk, dispute_id, desk.today()), desk.today())


def plan_of(desk: Desk, dispute_id: int) -> PlanView:
    return pages.dossier(desk, dispute_id, desk.today()).plan


def send(desk: Desk, dispute_id: int, template: str) -> Letter:
    """Write a letter as its window proposes it, and send it the same day."""
    choices = proposed_choices(desk, template)
    return letters.file(desk, of_dispute(dispute_id), template, choices, sent_on=desk.today()).value


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
    procedures.save(desk, replace(opening, declared_on=START))
    after = plan_of(desk, key).current
    assert after is not None
    assert after.step.key == "suivi"


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


# ---- changing a plan -------------------------------------------------------------------------------------------------
def test_every_change_moves_the_next_action_and_is_undone_in_one_step(
    desk: Desk, today: Today, opened_with: Made
) -> None:
    key = opened_with().id or 0
    before = proposed(desk, key)
    assert before.sentence == "Envoyez une relance amiable avant le 8\u00a0juin\u00a02026."
    after = {
        "delay": lambda: plans.change_delay(desk, key, "relance-amiable", 15),
        "postponed": lambda: plans.postpone(desk, key, "relance-amiable", date(2026, 6, 30), "Il part en congé."),
        "skipped": lambda: plans.skip(desk, key, "relance-amiable", "Appelé deux fois."),
        "done": lambda: plans.mark_done(desk, key, "relance-amiable"),
        "added": lambda: plans.add_step(desk, key, "", "Appeler la comptable", 2),
    }
    said = {}
    for name, act in after.items():
        act()  # type: ignore[no-untyped-call]
        said[name] = proposed(desk, key)
        assert plan_of(desk, key).changed
        desk.undo()
        assert (proposed(desk, key), plan_of(desk, key).changed) == (before, False)
        assert desk.table(Event).count(dispute_id=key) == 1
    assert said["delay"].by == date(2026, 6, 16)
    assert (said["postponed"].waiting, said["postponed"].reason) == (True, "Il part en congé.")
    assert said["skipped"].template == said["done"].template == "relance-ferme"
    assert (said["added"].action, said["added"].by) == ("plan-done", date(2026, 6, 3))


def test_a_change_is_kept_with_its_reason_told_in_the_timeline_and_taken_back(
    desk: Desk, today: Today, opened_with: Made
) -> None:
    key = opened_with().id or 0
    plans.skip(desk, key, "relance-amiable", "Appelé deux fois.")
    kept = plans.change_delay(desk, key, "relance-ferme", 3).value
    plans.change_delay(desk, key, "relance-ferme", 4)
    (line,) = desk.table(Event).where(dispute_id=key, title="Étape passée\u00a0: Relance amiable")
    assert (line.author, line.body) == (EventAuthor.PROGRAM, "Appelé deux fois.")
    assert proposed(desk, key).by == START + timedelta(4)
    assert desk.table(PlanChange).find(kept.id or 0) is None, "one delay of a step, the last one given"
    plans.unskip(desk, key, "relance-amiable")
    assert proposed(desk, key).template == "relance-amiable"
    (left,) = desk.table(PlanChange).where(dispute_id=key)
    plans.remove_change(desk, left.id or 0)
    assert not plan_of(desk, key).changed


def test_a_step_of_ones_own_is_ticked_put_off_and_taken_away_with_its_changes(
    desk: Desk, today: Today, opened_with: Made
) -> None:
    key = opened_with().id or 0
    added = plans.add_step(desk, key, "relance-amiable", "  Appeler la comptable ", 2, "Elle est là le mardi.").value
    own = f"own-{added.id}"
    send(desk, key, "relance-amiable")
    step = proposed(desk, key)
    assert (step.sentence, step.reason, step.action, step.step) == (
        "Appeler la comptable avant le 3\u00a0juin\u00a02026.", "Elle est là le mardi.", "plan-done", own,
    )  # fmt: skip
    plans.postpone(desk, key, own, date(2026, 6, 9))
    assert proposed(desk, key).waiting
    plans.mark_done(desk, key, own)
    assert desk.table(PlanChange).get(added.id or 0).done_on == START
    assert desk.table(PlanChange).count(dispute_id=key, kind=PlanChangeKind.POSTPONED) == 0
    assert proposed(desk, key).action == "track", "the answer to the reminder is awaited"
    plans.change_delay(desk, key, own, 9)
    plans.remove_change(desk, added.id or 0)
    assert desk.table(PlanChange).count(dispute_id=key) == 0


def test_a_dispute_taken_from_the_trash_has_its_changes_again(desk: Desk, today: Today, opened_with: Made) -> None:
    key = opened_with().id or 0
    plans.postpone(desk, key, "relance-amiable", date(2026, 6, 30))
    disputes.delete(desk, key)
    assert desk.table(PlanChange).count() == 0
    desk.undo()
    assert proposed(desk, key).waiting


@pytest.mark.parametrize(
    ("act", "error", "words"),
    [
        (lambda desk, key: plans.change_delay(desk, key, "relance-amiable", -1), InvalidInput, "délai entre 0"),
        (lambda desk, key: plans.change_delay(desk, key, "relance-amiable", 4000), InvalidInput, "3\u202f650"),
        (lambda desk, key: plans.change_delay(desk, key, "prescription", 3), Refused, "la loi"),
        (lambda desk, key: plans.change_delay(desk, key, "inconnue", 3), NotFound, "plus dans le plan"),
        (lambda desk, key: plans.postpone(desk, key, "relance-amiable", START), InvalidInput, "jour à venir"),
        (lambda desk, key: plans.postpone(desk, key, "relance-amiable", date(2926, 6, 1)), InvalidInput, "2926"),
        (lambda desk, key: plans.postpone(desk, key, "prescription", date(2032, 1, 1)), Refused, "sans objet"),
        (lambda desk, key: plans.mark_done(desk, key, "relance-amiable", date(2026, 6, 2)), InvalidInput, "à venir"),
        (lambda desk, key: plans.skip(desk, key, "cloture"), Refused, "dernière étape"),
        (lambda desk, key: plans.unskip(desk, key, "relance-amiable"), NotFound, "n’est pas passée"),
        (lambda desk, key: plans.add_step(desk, key, "", "   ", 2), InvalidInput, "ce qu’il y a à faire"),
        (lambda desk, key: plans.add_step(desk, key, "", "x" * 300, 2), InvalidInput, "trop long"),
        (lambda desk, key: plans.add_step(desk, key, "inconnue", "Appeler", 2), NotFound, "plus dans le plan"),
        (lambda desk, key: plans.remove_change(desk, 999), NotFound, "n’existe plus"),
        (lambda desk, key: plans.skip(desk, 999, "relance-amiable"), NotFound, "n’existe plus"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused_in_words_and_nothing_is_kept(
    desk: Desk, opened_with: Made, act: Callable[[Desk, int], object], error: type[Exception], words: str
) -> None:
    key = opened_with().id or 0
    with pytest.raises(error, match=words):
        act(desk, key)
    assert (desk.table(PlanChange).count(), desk.table(Event).count(dispute_id=key)) == (0, 1)


def test_what_is_done_is_not_skipped_and_a_closed_dispute_has_no_plan_to_change(desk: Desk, opened_with: Made) -> None:
    key = opened_with().id or 0
    send(desk, key, "relance-amiable")
    with pytest.raises(Refused, match="déjà faite"):
        plans.skip(desk, key, "relance-amiable")
    disputes.close(desk, key, ClosingReason.ABANDONED, desk.today())
    with pytest.raises(Refused, match="clos"):
        plans.skip(desk, key, "relance-ferme")


# ---- lists -----------------------------------------------------------------------------------------------------------
def without_proofs(step: NextStep) -> NextStep:
    """A next step but for the proofs to gather, which only the dossier names."""
    return replace(step, reason=step.reason.partition(" À réunir avant")[0])


def agreeing(desk: Desk) -> dict[int, NextStep]:
    """The next steps of all open disputes, each being that of its dossier."""
    found = next_of_all(desk, desk.today())
    opened = [one for one in desk.table(Dispute).all() if one.stage is not DisputeStage.CLOSED]
    assert sorted(found) == [one.id for one in opened]
    for key, step in found.items():
        assert without_proofs(proposed(desk, key)) == step
        assert step.action, "an open dispute has something to do or to note"
        assert step.sentence
        assert not step.waiting or step.reason or step.by
    return found


def forbidden(desk: Desk, key: int, step: NextStep) -> list[str]:
    """What would keep a proposed letter from leaving today."""
    template = catalogue.template(step.template or "")
    given = letters.facts(desk, step.matter or of_dispute(key), template.id, proposed_choices(desk, template.id))
    return [one.code for one in guards.findings(template, given) if one.severity is Severity.FORBIDS]


sums = st.sampled_from(["0.00", "100.00", "400.00", "2500.00", "9000.00"])
days = st.dates(date(2026, 1, 10), date(2026, 9, 30))
procedures_any = st.builds(
    lambda kind, asked, ended: Procedure(
        dispute_id=0,
        kind=kind,
        asked_on=asked,
        decided_on=asked if kind is ProcedureKind.INSOLVENCY else None,
        ended_on=ended,
        outcome=ProcedureOutcome.FAILURE if ended else None,
    ),
    st.sampled_from(ProcedureKind),
    st.none() | days,
    st.none() | days,
)
letters_any = st.builds(
    lambda template, sent, reply: Letter(
        dispute_id=0,
        template=template,
        title="Lettre",
        written_on=sent or date(2026, 6, 1),
        send_method=SendMethod.POST,
        amount_due=Money(0),
        sent_on=sent,
        reply_by=reply,
    ),
    st.sampled_from(["relance-amiable", "relance-ferme", "mise-en-demeure", "reponse-contestation"]),
    st.none() | days,
    st.none() | days,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    kind=st.sampled_from(ClientKind),
    due=days,
    paid=sums,
    contested=sums,
    stage=st.sampled_from([one for one in DisputeStage if one is not DisputeStage.CLOSED]),
    sent=st.lists(letters_any, max_size=3),
    begun=st.lists(procedures_any, max_size=2),
    complained=st.none() | st.sampled_from(ComplaintChannel),
    skipped=st.sets(st.sampled_from(["relance-amiable", "relance-ferme", "mise-en-demeure", "amiable", "juge"])),
    on=days,
)
def test_whatever_the_dispute_something_is_to_do_that_no_guard_forbids_and_the_list_says_the_same(
    desk: Desk,
    me: Profile,
    today: Today,
    kind: ClientKind,
    due: date,
    paid: str,
    contested: str,
    stage: DisputeStage,
    sent: list[Letter],
    begun: list[Procedure],
    complained: ComplaintChannel | None,
    skipped: set[str],
    on: date,
) -> None:
    today.day = on
    with desk.db.transaction("Au hasard"):
        for old in desk.table(Dispute).all():  # one at a time
            closed = replace(old, stage=DisputeStage.CLOSED, closed_on=on, closing_reason=ClosingReason.ABANDONED)
            desk.table(Dispute).update(closed)
        client = desk.table(Client).insert(Client(kind=kind, name="Client", email="c@client.example"))
        desk.table(Address).insert(Address(client_id=client.id or 0, street="1 rue", postcode="35000", city="Rennes"))
        number = desk.table(Dispute).count() + 1
        dispute = desk.table(Dispute).insert(
            Dispute(
                client_id=client.id or 0, reference=f"LIT-{number}", opened_on=date(2026, 1, 5), stage=stage,
                contested_amount=Money.of(contested),
            )
        )  # fmt: skip
        key = dispute.id or 0
        invoice = desk.table(Invoice).insert(
            Invoice(
                client_id=client.id or 0, dispute_id=key, number=f"F-{number}", title="Refonte", issued_on=date(2026, 1, 2),
                due_on=due, net=Money.of("2500"), gross=Money.of("2500"),
            )
        )  # fmt: skip
        if Money.of(paid):
            received = Payment(invoice_id=invoice.id or 0, paid_on=date(2026, 1, 9), amount=Money.of(paid))
            desk.table(Payment).insert(received)
        for letter in sent:
            desk.table(Letter).insert(replace(letter, dispute_id=key))
        for procedure in begun:
            desk.table(Procedure).insert(replace(procedure, dispute_id=key))
        if complained is not None:
            told = Complaint(dispute_id=key, received_on=date(2026, 1, 8), channel=complained, grievance="Lent")
            desk.table(Complaint).insert(told)
        situation = plan_of(desk, key).plan_id
        for name in skipped:
            made = PlanChange(
                dispute_id=key, plan=situation, step=name, kind=PlanChangeKind.SKIPPED, changed_on=date(2026, 1, 8)
            )
            desk.table(PlanChange).insert(made)
    step = agreeing(desk)[key]
    if step.action == "letter":
        assert (step.template, forbidden(desk, key, step)) == (step.template, [])
