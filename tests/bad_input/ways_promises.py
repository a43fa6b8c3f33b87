"""What holds of procedures, agreements, plans and next steps whatever was done before."""

from datetime import date, timedelta

from litigedesk import validation
from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, Instalment
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Invoice, Letter, LimitationEvent, Payment
from litigedesk.domain.vocabulary import Clock, DisputeStage
from litigedesk.letters import catalogue
from litigedesk.operations import clocks
from litigedesk.queries import (
    agenda,
    agreements,
    dispute_list,
    happenings,
    limitations,
    next_step,
    procedures,
    reminders,
    today,
)
from litigedesk.queries import disputes as dossiers
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import NextStep, of_dispute
from litigedesk.queries.next_step.lists import next_of
from litigedesk.rules import procedures as rules
from litigedesk.rules.limitation import Cause
from litigedesk.rules.plans import StepState
from litigedesk.rules.procedures import timeline

MET = frozenset({StepState.CURRENT, StepState.WAITING})


# ---- dates -----------------------------------------------------------------------------------------------------------
def dates_follow_the_rules(desk: Desk) -> None:
    """The dates that rules set in an open dispute are those that the rules give, each once."""
    for dispute in desk.table(Dispute).all():
        if dispute.stage is DisputeStage.CLOSED:
            continue
        held = [one for one in desk.table(Deadline).where(dispute_id=dispute.id) if one.clock is not None]
        present = {_key(one): (one.computed_on, one.title, one.reason) for one in held}
        assert len(present) == len(held)
        expected = {
            (column, owner, one.clock): (one.date, one.title, one.reason)
            for (column, owner), found in clocks.expected(desk, dispute.id or 0).items()
            for one in found
        }
        limit = present.pop(("dispute_id", dispute.id or 0, Clock.LIMITATION), None)
        views = limitations.of_dispute(desk, dispute)
        assert (limit and limit[0]) == (views[0].result.prudent_safe_date if views else None)
        assert present == expected


def _key(deadline: Deadline) -> tuple[str, int, Clock | None]:
    columns = ("procedure_id", "agreement_id", "mediation_id", "complaint_id")
    column = next((one for one in columns if getattr(deadline, one)), "dispute_id")
    return column, getattr(deadline, column), deadline.clock


# ---- lines and causes ------------------------------------------------------------------------------------------------
def lines_and_causes_follow_their_records(desk: Desk) -> None:
    """What a procedure, an agreement or a payment wrote stands in their dispute, and says what they say."""
    owners = {"procedure_id": Procedure, "agreement_id": Agreement}
    for kind in (Letter, Event, Deadline, LimitationEvent):
        for one in desk.table(kind).all():
            for column, owner in owners.items():
                if (owner_id := getattr(one, column)) is not None:
                    assert desk.table(owner).get(owner_id).dispute_id == one.dispute_id
    for procedure in desk.table(Procedure).all():
        _of_procedure(desk, procedure)
    for agreement in desk.table(Agreement).all():
        _of_agreement(desk, agreement)
    for payment in desk.table(Payment).all():
        dispute_id = desk.table(Invoice).get(payment.invoice_id).dispute_id
        lines = desk.table(Event).where(payment_id=payment.id)
        assert [(one.dispute_id, one.happened_on) for one in lines] == (
            [] if dispute_id is None else [(dispute_id, payment.paid_on)]
        )
        causes = desk.table(LimitationEvent).where(payment_id=payment.id)
        assert len(causes) <= 1
        assert {(one.dispute_id, one.happened_on) for one in causes} <= {(dispute_id, payment.paid_on)}


def _of_procedure(desk: Desk, procedure: Procedure) -> None:
    day, dispute = desk.today(), desk.table(Dispute).get(procedure.dispute_id)
    found = timeline.cause(procedure, desk.table(Client).get(dispute.client_id).kind)
    expected = [] if found is None or found.on > day else [found]
    causes = desk.table(LimitationEvent).where(procedure_id=procedure.id)
    assert [Cause(one.kind, one.happened_on, one.ended_on) for one in causes] == expected
    told = {
        one.milestone: one.happened_on for one in desk.table(Event).where(procedure_id=procedure.id) if one.milestone
    }
    said = {one.key: one.date for one in timeline.happenings(procedure) if one.date <= day}
    assert told.items() <= said.items()
    missing = said.keys() - told.keys()  # told by the letter that began it
    assert missing <= {"asked", "declared"}
    assert not missing or desk.table(Letter).count(procedure_id=procedure.id)


def _of_agreement(desk: Desk, agreement: Agreement) -> None:
    told = {
        one.milestone: one.happened_on for one in desk.table(Event).where(agreement_id=agreement.id) if one.milestone
    }
    days = {"proposed": agreement.proposed_on, "signed": agreement.signed_on, "ended": agreement.ended_on}
    assert told == {key: day for key, day in days.items() if day is not None}
    causes = desk.table(LimitationEvent).where(agreement_id=agreement.id)
    assert len(causes) <= 1
    assert {one.happened_on for one in causes} <= {agreement.signed_on}


# ---- records ---------------------------------------------------------------------------------------------------------
def what_is_kept_could_be_saved_again(desk: Desk) -> None:
    """A record on file has no fault that its own form would refuse."""
    for procedure in desk.table(Procedure).all():
        assert not any(one.blocking for one in validation.procedure_problems(procedure, desk.today()))
    for agreement in desk.table(Agreement).all():
        kind = agreements.client_kind(desk, agreement.dispute_id)
        table = desk.table(Instalment).where(agreement_id=agreement.id)
        found = validation.agreement_problems(agreement, table, kind, desk.today())
        assert not [one for one in found if one.blocking and one.field != "fee"]  # the client became a consumer
    running = [one.dispute_id for one in desk.table(Agreement).all() if one.signed_on and one.outcome is None]
    assert len(set(running)) == len(running)


# ---- pages -----------------------------------------------------------------------------------------------------------
def every_page_can_be_shown(desk: Desk) -> None:
    """No page raises, and each open dispute has one next step that the list and the dossier share."""
    day = desk.today()
    today.overview(desk, day, day - timedelta(30))
    steps = next_of(desk, desk.table(Dispute).select("SELECT * FROM dispute WHERE stage <> 'closed'"), day)
    rows = {row.id: row for row in dispute_list.rows(desk, day, dispute_list.Scope.ALL)}
    assert rows.keys() == {one.id for one in desk.table(Dispute).all()}
    for dispute in desk.table(Dispute).all():
        page = dossiers.dossier(desk, dispute.id or 0, day)
        step = of_dispute.of_case(page, page.plan.point, day)
        next_step.propose(page, day)
        assert [one.kind for one in procedures.ways(desk, dispute.id or 0, day)]
        _plan_has_one_step(page)
        if dispute.stage is not DisputeStage.CLOSED:
            assert steps[dispute.id or 0] == step, (steps[dispute.id or 0], step)
            assert rows[dispute.id or 0].step == step
            can_be_pressed(desk, step)
        else:
            assert step.action == "reopen"
    for procedure in desk.table(Procedure).all():
        procedures.file(desk, procedure.id or 0, day)
    agenda.upcoming(desk, day)
    agenda.since(desk, date.min, day)
    happenings.happenings(desk)
    for candidate in reminders.candidates(desk, day):
        if candidate.dispute_id is not None:
            reminders.proposal(desk, candidate.dispute_id, day)


def _plan_has_one_step(page: Dossier) -> None:
    met = [one for one in page.plan.steps if one.state in MET]
    current = page.plan.current
    assert met == ([] if current is None else [current])
    if page.dispute.stage is not DisputeStage.CLOSED:
        assert current is not None


def can_be_pressed(desk: Desk, step: NextStep) -> None:
    """One sentence, its reason, and a button that leads to what is there; or a wait that is told."""
    assert step.sentence.endswith((".", "?", "…")), step
    assert step.reason, step
    assert (step.action and step.button) or step.waiting, step
    for kind, record_id in (
        (Letter, step.letter_id), (Deadline, step.deadline_id), (Procedure, step.procedure_id), (Agreement, step.agreement_id)
    ):  # fmt: skip
        assert record_id is None or desk.table(kind).find(record_id) is not None
    match step.action:
        case "letter":
            catalogue.template(step.template or "")
        case "procedure-new":
            assert step.step in set(ProcedureKind)
        case "agreement-new":
            assert step.step in set(AgreementKind)
        case "procedure-step":
            assert step.step in {*rules.STEPS[desk.table(Procedure).get(step.procedure_id or 0).kind], "published"}
        case "track" | "complete":
            assert step.letter_id or step.deadline_id
