"""Procedures: their dates move clocks, timeline, limitation, stage and judgment; all of it comes back when they go."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.records import Client, Deadline, Dispute, Letter, LimitationEvent, Profile
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    ClosingReason,
    DisputeStage,
    HolidayRegion,
    LimitationEventKind,
    SendMethod,
)
from litigedesk.errors import InvalidInput, Refused
from litigedesk.letters.ids import ASK_CONCILIATOR, DECLARE_DEBT
from litigedesk.operations import disputes, procedures, profile, trash
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import procedures as queries
from litigedesk.queries.next_step import procedure as next_step
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.procedures import Phase
from tests.operations.mediation_world import clock, dump, lines, set_clocks, without

TODAY = date(2026, 11, 22)
Kind, Outcome = ProcedureKind, ProcedureOutcome
APART = ("trash", "stored_file", "undo_step", "undo_change")  # what a way back leaves behind it


def begun(desk: Desk, dispute: Dispute, kind: ProcedureKind, **fields: Any) -> Procedure:
    return procedures.save(desk, Procedure(dispute_id=dispute.id or 0, kind=kind, **fields)).value


def noted(desk: Desk, one: Procedure, **fields: Any) -> Procedure:
    return procedures.save(desk, replace(desk.table(Procedure).get(one.id or 0), **fields)).value


def order(desk: Desk, dispute: Dispute, **fields: Any) -> Procedure:
    """An order to pay of 7 September, served on the 21st."""
    dates = {"asked_on": date(2026, 8, 24), "decided_on": date(2026, 9, 7), "served_on": date(2026, 9, 21)}
    return begun(desk, dispute, Kind.PAYMENT_ORDER, **{**dates, **fields})


def causes(desk: Desk, one: Procedure) -> list[tuple[LimitationEventKind, date, date | None]]:
    held = desk.table(LimitationEvent).where(procedure_id=one.id)
    return [(cause.kind, cause.happened_on, cause.ended_on) for cause in held]


def stage(desk: Desk, dispute: Dispute) -> DisputeStage:
    return desk.table(Dispute).get(dispute.id or 0).stage


# ---- what a procedure brings -----------------------------------------------------------------------------------------
def test_an_order_to_pay_brings_its_clocks_its_lines_its_interruption_and_its_stage(
    desk: Desk, unpaid: Dispute
) -> None:
    one = order(desk, unpaid)
    assert set_clocks(desk, procedure_id=one.id) == {
        Clock.ORDER_SERVICE: (date(2026, 12, 7), date(2026, 9, 21)),
        Clock.OPPOSITION: (date(2026, 10, 21), None),
        Clock.ENFORCEABLE: (date(2026, 11, 24), None),
    }
    assert lines(desk, procedure_id=one.id) == [
        (date(2026, 8, 24), "Injonction de payer\u00a0: requête déposée"),
        (date(2026, 9, 7), "Ordonnance d’injonction de payer"),
        (date(2026, 9, 21), "Injonction de payer signifiée"),
    ]
    assert causes(desk, one) == [(LimitationEventKind.SERVED, date(2026, 9, 21), None)]
    assert stage(desk, unpaid) is DisputeStage.JUDICIAL
    found = dossiers.dossier(desk, unpaid.id or 0, TODAY)
    assert found.limitation is not None
    assert found.limitation.result.date == date(2031, 9, 21)
    assert found.procedures == (one,)


def test_correcting_a_date_moves_everything_that_followed_from_it(desk: Desk, unpaid: Dispute) -> None:
    one = order(desk, unpaid)
    noted(desk, one, decided_on=date(2026, 8, 31), served_on=date(2026, 9, 22))
    assert clock(desk, Clock.ENFORCEABLE, procedure_id=one.id).due_on == date(2026, 10, 23)
    assert causes(desk, one) == [(LimitationEventKind.SERVED, date(2026, 9, 22), None)]
    noted(desk, one, served_on=None)
    assert causes(desk, one) == []
    assert set(set_clocks(desk, procedure_id=one.id)) == {Clock.ORDER_SERVICE}


def test_an_order_that_lapsed_interrupts_nothing(desk: Desk, unpaid: Dispute) -> None:
    one = order(desk, unpaid)
    noted(desk, one, outcome=Outcome.LAPSED, ended_on=date(2026, 11, 2))
    assert causes(desk, one) == []


def test_talks_suspend_from_the_agreement_to_the_end_and_a_meeting_to_come_suspends_nothing(
    desk: Desk, unpaid: Dispute
) -> None:
    one = begun(desk, unpaid, Kind.CONCILIATION, asked_on=date(2026, 11, 2), meeting_on=TODAY + timedelta(days=9))
    assert causes(desk, one) == []
    assert stage(desk, unpaid) is DisputeStage.ASSISTED
    noted(desk, one, agreed_on=date(2026, 11, 12))
    assert causes(desk, one) == [(LimitationEventKind.SUSPENDED, date(2026, 11, 12), None)]
    noted(desk, one, meeting_on=None, outcome=Outcome.FAILURE, ended_on=date(2026, 11, 20))
    assert causes(desk, one) == [(LimitationEventKind.SUSPENDED, date(2026, 11, 12), date(2026, 11, 20))]


def test_a_written_claim_interrupts_for_a_public_buyer_only(desk: Desk, unpaid: Dispute) -> None:
    one = begun(desk, unpaid, Kind.PUBLIC_CLAIM, asked_on=date(2026, 11, 2))
    assert causes(desk, one) == []
    clients = desk.table(Client)
    with desk.db.transaction("Client modifié"):
        clients.update(replace(clients.get(unpaid.client_id), kind=ClientKind.PUBLIC))
    noted(desk, one, reference="2026-17")
    assert causes(desk, one) == [(LimitationEventKind.REGISTERED_LETTER, date(2026, 11, 2), None)]


def test_the_judgment_of_the_dispute_follows_the_enforceable_day_and_what_the_user_typed_stays(
    desk: Desk, unpaid: Dispute
) -> None:
    one = order(desk, unpaid, enforceable_on=date(2026, 11, 22))
    table = desk.table(Dispute)
    assert table.get(unpaid.id or 0).judgment_on == date(2026, 11, 22)
    noted(desk, one, enforceable_on=None)
    assert table.get(unpaid.id or 0).judgment_on is None
    held = table.get(unpaid.id or 0)
    with desk.db.transaction("Litige modifié"):
        table.update(replace(held, judgment_on=date(2026, 5, 4)))
    noted(desk, one, enforceable_on=date(2026, 11, 22))
    assert table.get(unpaid.id or 0).judgment_on == date(2026, 5, 4)


def test_an_insolvency_stops_the_interest_of_its_dispute(desk: Desk, unpaid: Dispute) -> None:
    one = begun(desk, unpaid, Kind.INSOLVENCY, decided_on=date(2026, 6, 30))
    assert queries.file(desk, one.id or 0, TODAY).facts.interest == Money.of("24.97")  # 30 days at 12.15 %
    noted(desk, one, outcome=Outcome.WITHDRAWN, ended_on=date(2026, 11, 20))
    assert queries.file(desk, one.id or 0, TODAY).facts.interest == Money.of("148.12")


def test_where_the_user_is_moves_the_time_to_declare(desk: Desk, unpaid: Dispute, me: Profile) -> None:
    one = begun(desk, unpaid, Kind.INSOLVENCY, decided_on=date(2026, 10, 1), published_on=date(2026, 10, 8))
    assert clock(desk, Clock.CLAIM_DECLARATION, procedure_id=one.id).due_on == date(2026, 12, 8)
    profile.save(desk, replace(me, holiday_region=HolidayRegion.REUNION))
    assert clock(desk, Clock.CLAIM_DECLARATION, procedure_id=one.id).due_on == date(2027, 2, 8)


# ---- letters ---------------------------------------------------------------------------------------------------------
def sent(desk: Desk, one: Procedure, template: str, sent_on: date | None) -> Letter:
    """A letter on file, as the letters do it: stored, then told to the procedure, in one step."""
    with desk.db.transaction("Lettre enregistrée dans le dossier"):
        letter = desk.table(Letter).insert(
            Letter(
                dispute_id=one.dispute_id, template=template, title="Lettre", written_on=sent_on or TODAY,
                send_method=SendMethod.REGISTERED, amount_due=ZERO, sent_on=sent_on, procedure_id=one.id,
            )
        )  # fmt: skip
        procedures.note_letter(desk, letter)
    return letter


@pytest.mark.parametrize(
    ("kind", "template", "field"),
    [(Kind.CONCILIATION, ASK_CONCILIATOR, "asked_on"), (Kind.INSOLVENCY, DECLARE_DEBT, "declared_on")],
)
def test_the_letter_that_begins_a_procedure_gives_it_its_day(
    desk: Desk, unpaid: Dispute, kind: ProcedureKind, template: str, field: str
) -> None:
    one = begun(desk, unpaid, kind)
    letter = sent(desk, one, template, date(2026, 11, 20))
    assert getattr(desk.table(Procedure).get(one.id or 0), field) == date(2026, 11, 20)
    with desk.db.transaction("Suivi de la lettre noté"):
        moved = desk.table(Letter).update(replace(letter, sent_on=date(2026, 11, 21)))
        procedures.note_letter(desk, moved, letter)
    assert getattr(desk.table(Procedure).get(one.id or 0), field) == date(2026, 11, 21)
    assert lines(desk, procedure_id=one.id) == []  # the letter's own line tells it


# ---- refusals --------------------------------------------------------------------------------------------------------
def test_nothing_begins_in_a_closed_dispute_but_what_began_can_be_corrected(desk: Desk, unpaid: Dispute) -> None:
    one = order(desk, unpaid)
    disputes.close(desk, unpaid.id or 0, ClosingReason.PAID, TODAY)
    with pytest.raises(Refused, match="clos"):
        begun(desk, unpaid, Kind.JUDGMENT)
    noted(desk, one, enforceable_on=TODAY)
    assert stage(desk, unpaid) is DisputeStage.CLOSED
    assert not [line for line in desk.table(Deadline).where(procedure_id=one.id) if line.done_on is None]
    disputes.reopen(desk, unpaid.id or 0)
    assert stage(desk, unpaid) is DisputeStage.JUDICIAL
    assert clock(desk, Clock.TITLE_END, procedure_id=one.id).done_on is None


def test_a_refused_procedure_changes_nothing(desk: Desk, unpaid: Dispute) -> None:
    kept = dump(desk)
    with pytest.raises(InvalidInput):
        order(desk, unpaid, served_on=date(2026, 9, 1))
    assert dump(desk) == kept


def test_a_cause_that_a_procedure_set_is_changed_there(desk: Desk, unpaid: Dispute) -> None:
    one = order(desk, unpaid)
    (cause,) = desk.table(LimitationEvent).where(procedure_id=one.id)
    with pytest.raises(Refused, match="démarche"):
        disputes.delete_limitation_event(desk, cause.id or 0)


# ---- the way back ----------------------------------------------------------------------------------------------------
def test_deleting_takes_everything_along_and_the_trash_and_undo_give_it_back(
    desk: Desk, unpaid: Dispute, tmp_path: Path
) -> None:
    before = without(dump(desk), *APART)
    paper = tmp_path / "ordonnance.pdf"
    paper.write_bytes(b"%PDF-1.4 ordonnance")
    wanted = Procedure(
        dispute_id=unpaid.id or 0, kind=Kind.PAYMENT_ORDER, asked_on=date(2026, 8, 24), decided_on=date(2026, 9, 7),
        served_on=date(2026, 9, 21), enforceable_on=date(2026, 11, 22), court=CourtKind.JUDICIAL, granted=Money.of(2500),
    )  # fmt: skip
    one = procedures.save(desk, wanted, {"file_id": paper}).value
    assert one.file_id is not None
    full, dated = without(dump(desk), *APART, "deadline"), set_clocks(desk, dispute_id=unpaid.id)
    procedures.delete(desk, one.id or 0)
    assert without(dump(desk), *APART, "deadline") == without(before, "deadline")
    assert set(set_clocks(desk, dispute_id=unpaid.id)) == {Clock.LIMITATION}
    (entry,) = desk.trash.all()
    trash.restore(desk, entry.id or 0)
    assert without(dump(desk), *APART, "deadline") == full
    assert set_clocks(desk, dispute_id=unpaid.id) == dated
    for _ in range(3):
        desk.undo()
    assert without(dump(desk), *APART) == before


def test_a_dispute_comes_back_from_the_trash_with_its_procedures(desk: Desk, unpaid: Dispute) -> None:
    order(desk, unpaid)
    full = without(dump(desk), *APART)
    disputes.delete(desk, unpaid.id or 0)
    assert desk.table(Procedure).count() == 0
    (entry,) = desk.trash.all()
    trash.restore(desk, entry.id or 0)
    assert without(dump(desk), *APART) == full


def test_the_stage_comes_back_with_the_last_procedure_and_one_chosen_by_hand_stays(desk: Desk, unpaid: Dispute) -> None:
    talks = begun(desk, unpaid, Kind.CONCILIATION, asked_on=date(2026, 9, 1))
    asked = order(desk, unpaid)
    procedures.delete(desk, asked.id or 0)
    assert stage(desk, unpaid) is DisputeStage.ASSISTED
    disputes.set_stage(desk, unpaid.id or 0, DisputeStage.JUDICIAL)
    procedures.delete(desk, talks.id or 0)
    assert stage(desk, unpaid) is DisputeStage.JUDICIAL


# ---- questions -------------------------------------------------------------------------------------------------------
def test_the_file_of_a_procedure_holds_what_its_page_shows(desk: Desk, unpaid: Dispute) -> None:
    one = order(desk, unpaid)
    found = queries.file(desk, one.id or 0, TODAY)
    assert found.phase is Phase.SERVED
    assert found.steps == ("opposed", "meeting", "enforceable", "ended")
    assert found.next_deadline is not None
    assert found.next_deadline.clock is Clock.ENFORCEABLE
    assert found.facts.principal == Money.of("2500.00")
    assert found.facts.interest == Money.of("148.12")
    ways = queries.ways(desk, unpaid.id or 0, TODAY)
    assert [one.key for one in ways[:2]] == ["conciliation", "business-mediation"]
    assert next(one for one in ways if one.kind is Kind.JUDGMENT).verdict is Verdict.MET


PLAYED: dict[ProcedureKind, list[tuple[dict[str, Any], str, date | None]]] = {
    Kind.CONCILIATION: [
        ({}, "letter", None),
        ({"asked_on": date(2026, 9, 1)}, "meeting", date(2026, 12, 1)),
        ({"meeting_on": date(2026, 12, 2)}, "meeting", date(2026, 12, 2)),
        ({"meeting_on": date(2026, 11, 2)}, "ended", None),
    ],
    Kind.SMALL_CLAIMS: [
        ({}, "letter", None),
        ({"asked_on": date(2026, 11, 2)}, "agreed", date(2026, 12, 2)),
        ({"asked_on": date(2026, 10, 2)}, "ended", None),
        ({"agreed_on": date(2026, 10, 20)}, "ended", None),  # no agreement in the month (CPCE R125-5)
        ({"asked_on": date(2026, 11, 2), "agreed_on": date(2026, 11, 10)}, "decided", date(2026, 12, 2)),
        ({"decided_on": date(2026, 11, 20)}, "ended", None),
    ],
    Kind.PAYMENT_ORDER: [
        ({}, "letter", None),
        ({"asked_on": date(2026, 10, 1), "court": CourtKind.JUDICIAL}, "decided", None),
        ({"decided_on": date(2026, 10, 19)}, "served", date(2027, 1, 19)),
        ({"served_on": date(2026, 10, 26)}, "opposed", date(2026, 11, 26)),
        ({"served_on": date(2026, 10, 20)}, "enforceable", date(2026, 12, 22)),
        ({"opposed_on": date(2026, 11, 3)}, "meeting", None),
        ({"opposed_on": None, "enforceable_on": date(2026, 11, 20)}, "ended", None),
    ],
    Kind.COURT_CLAIM: [
        ({}, "asked", None),
        ({"asked_on": date(2026, 10, 1)}, "meeting", None),
        ({"meeting_on": date(2026, 11, 3)}, "decided", None),
        ({"decided_on": date(2026, 11, 9)}, "served", None),
        ({"served_on": date(2026, 11, 12)}, "enforceable", None),
    ],
    Kind.INSOLVENCY: [
        ({}, "decided", None),
        ({"published_on": date(2026, 10, 5)}, "letter", date(2026, 12, 5)),
        ({"published_on": date(2026, 8, 5)}, "declared", date(2027, 2, 5)),
        ({"published_on": date(2026, 3, 5)}, "ended", None),
        ({"declared_on": date(2026, 4, 1)}, "ended", None),
    ],
}


@pytest.mark.parametrize("kind", PLAYED)
def test_each_date_noted_proposes_what_comes_next(desk: Desk, unpaid: Dispute, kind: ProcedureKind) -> None:
    one = begun(desk, unpaid, kind)
    for changes, expected, by in PLAYED[kind]:
        one = noted(desk, one, **changes)
        step = next_step.propose(queries.file(desk, one.id or 0, TODAY), TODAY)
        assert (step.step if step.action == "procedure-step" else step.action, step.by) == (expected, by), changes
        assert step.sentence.endswith(".")
        assert step.reason


def test_a_procedure_that_the_law_does_not_open_is_not_prepared_any_further(desk: Desk, unpaid: Dispute) -> None:
    one = begun(desk, unpaid, Kind.PUBLIC_CLAIM)
    step = next_step.propose(queries.file(desk, one.id or 0, TODAY), TODAY)
    assert (step.action, step.step) == ("procedure-step", "ended")
    assert "acheteur public" in step.reason


def test_an_order_that_was_not_served_in_time_is_over(desk: Desk, unpaid: Dispute) -> None:
    one = begun(desk, unpaid, Kind.PAYMENT_ORDER, asked_on=date(2026, 1, 5), decided_on=date(2026, 2, 2))
    step = next_step.propose(queries.file(desk, one.id or 0, TODAY), TODAY)
    assert step.step == "ended"
    assert "signifiée à temps" in step.sentence
