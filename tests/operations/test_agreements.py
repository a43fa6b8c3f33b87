"""Agreements: proposed, signed, followed payment by payment, broken or kept; and the way back from each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Deadline, Dispute, Event, LimitationEvent, StoredFile
from litigedesk.domain.vocabulary import ClientKind, Clock, ClosingReason, LimitationEventKind
from litigedesk.errors import InvalidInput, Refused
from litigedesk.letters.ids import SCHEDULE, TERM_NOTICE, TERM_REMINDER
from litigedesk.operations import agreements, clients, disputes, invoices, trash
from litigedesk.queries import agreements as queries
from litigedesk.queries import disputes as dossiers
from litigedesk.queries.next_step import propose
from tests.folders import new_desk
from tests.operations.agreement_world import (
    AMOUNTS,
    DUE,
    PROPOSED,
    SIGNED,
    Today,
    pay,
    proposal,
    sent,
    signed,
    step,
    table,
)
from tests.operations.mediation_world import dump, lines, set_clocks


@pytest.fixture
def today() -> Today:
    return Today()


@pytest.fixture
def desk(tmp_path: Path, today: Today) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", today.now) as opened:
        yield opened


@pytest.fixture
def dispute_id(unpaid: Dispute) -> int:
    return unpaid.id or 0


def faults(error: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {problem.field for problem in error.value.problems if problem.blocking}


def due(desk: Desk, agreement: Agreement) -> date | None:
    found = set_clocks(desk, agreement_id=agreement.id).get(Clock.INSTALMENT)
    return found[0] if found is not None else None


def at(today: Today, day: date) -> None:
    today.day = day


# ---- proposed --------------------------------------------------------------------------------------------------------
def test_the_sums_of_a_new_agreement_are_those_of_the_dispute_on_the_day_they_are_stopped(
    desk: Desk, dispute_id: int
) -> None:
    found = queries.suggested(desk, dispute_id, AgreementKind.INSTALMENTS, PROPOSED)
    assert (found.principal, found.interest, found.fee) == (Money.of("2500"), Money.of("148.12"), Money.of("40"))
    assert found.total == dossiers.dossier(desk, dispute_id, PROPOSED).sums.total_due
    assert "F-2026-014" in found.cause


def test_a_proposal_is_one_step_that_undo_takes_back_whole(desk: Desk, dispute_id: int) -> None:
    before = dump(desk)
    agreement = agreements.save(desk, proposal(dispute_id), table()).value
    assert [one.amount for one in queries.instalments(desk, agreement.id or 0)] == [Money.of(one) for one in AMOUNTS]
    assert lines(desk, agreement_id=agreement.id) == [(PROPOSED, "Échéancier proposé")]
    assert due(desk, agreement) is None  # nobody is bound yet
    assert str(desk.undo_label).startswith("Accord enregistré — échéancier de LIT-")
    desk.undo()
    assert dump(desk) == before


@pytest.mark.parametrize(
    ("facts", "instalments", "field"),
    [
        ({}, table()[:2], "instalments"),
        ({"waived": ZERO}, table(), "instalments"),
        ({}, [], "instalments"),
        ({}, [replace(table()[0], due_on=date(2026, 11, 1)), *table()[1:]], "instalments"),
        ({"waived": Money.of("3000")}, [], "waived"),
        ({"proposed_on": date(2026, 11, 23)}, table(), "proposed_on"),
        ({"signed_on": date(2026, 11, 21)}, table(), "signed_on"),
        ({"principal": ZERO, "interest": ZERO, "fee": ZERO, "waived": ZERO}, [], "principal"),
        ({"outcome": AgreementOutcome.KEPT, "ended_on": PROPOSED}, table(), "outcome"),
        ({"kind": AgreementKind.SETTLEMENT, "signed_on": PROPOSED, "our_concessions": "200 €"}, table(), "their_concessions"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_refused_beside_its_field(
    desk: Desk, dispute_id: int, facts: dict[str, object], instalments: list[Instalment], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        agreements.save(desk, proposal(dispute_id, **facts), instalments)
    assert field in faults(refused)
    assert desk.table(Agreement).count() == 0


def test_a_settlement_without_concessions_on_both_sides_is_kept_as_a_draft_with_its_warning(
    desk: Desk, dispute_id: int
) -> None:
    draft = proposal(dispute_id, kind=AgreementKind.SETTLEMENT, our_concessions="Remise de 200 €")
    said = [one for one in agreements.problems(desk, draft, table()) if one.field == "their_concessions"]
    assert ["2044" in one.sentence for one in said] == [True]
    assert agreements.save(desk, draft, table()).value.id is not None


def test_no_recovery_fee_is_asked_of_a_consumer(desk: Desk, dispute_id: int, unpaid: Dispute) -> None:
    client = desk.table(Client).get(unpaid.client_id)
    clients.save(desk, replace(client, kind=ClientKind.CONSUMER), [], [])
    with pytest.raises(InvalidInput, match="L111-8"):
        agreements.save(desk, proposal(dispute_id), table())


def test_a_closed_dispute_takes_no_new_agreement(desk: Desk, dispute_id: int) -> None:
    disputes.close(desk, dispute_id, ClosingReason.ABANDONED, PROPOSED)
    with pytest.raises(Refused, match="rouvrez-le"):
        agreements.save(desk, proposal(dispute_id), table())


# ---- signed ----------------------------------------------------------------------------------------------------------
def test_its_signature_keeps_the_paper_sets_the_next_date_and_interrupts_the_limitation(
    desk: Desk, dispute_id: int, today: Today, tmp_path: Path
) -> None:
    agreement = agreements.save(desk, proposal(dispute_id), table()).value
    letter = sent(desk, agreement, SCHEDULE, PROPOSED, date(2026, 12, 6))
    with desk.db.transaction("Réponse attendue"):
        waits = Deadline(dispute_id=dispute_id, title="Réponse", due_on=date(2026, 12, 6), letter_id=letter.id)
        waits = desk.table(Deadline).insert(waits)
    before = dossiers.dossier(desk, dispute_id, PROPOSED).limitation
    at(today, SIGNED)
    paper = tmp_path / "signé.pdf"
    paper.write_bytes(b"%PDF-1.7")
    done = agreements.save(desk, replace(agreement, signed_on=SIGNED), None, {"file_id": paper}, True).value
    assert desk.table(StoredFile).get(done.file_id or 0).name == "signé.pdf"
    assert due(desk, done) == DUE[0]
    assert desk.table(Deadline).get(waits.id or 0).done_on == SIGNED
    (event,) = desk.table(LimitationEvent).where(agreement_id=done.id)
    assert (event.kind, event.happened_on, event.certain) == (LimitationEventKind.RECOGNISED, SIGNED, True)
    after = dossiers.dossier(desk, dispute_id, SIGNED).limitation
    assert before is not None
    assert after is not None
    assert (after.result.start, after.result.prudent_date) == (SIGNED, after.result.date)
    assert after.result.date > before.result.date
    agreements.save(desk, done, None, {}, False)
    assert desk.table(LimitationEvent).count(agreement_id=done.id) == 0


def test_one_agreement_at_a_time_is_in_force(desk: Desk, dispute_id: int, today: Today) -> None:
    at(today, SIGNED)
    first = signed(desk, dispute_id)
    second = agreements.save(desk, proposal(dispute_id), table()).value
    with pytest.raises(InvalidInput, match="Remplacé"):
        agreements.save(desk, replace(second, signed_on=SIGNED))
    agreements.save(desk, replace(first, outcome=AgreementOutcome.REPLACED, ended_on=SIGNED))
    assert due(desk, first) is None
    agreements.save(desk, replace(second, signed_on=SIGNED))
    found = queries.of_dispute(desk, dispute_id, SIGNED)
    running = queries.running(found)
    assert running is not None
    assert running.agreement.id == second.id


# ---- payments --------------------------------------------------------------------------------------------------------
def test_the_next_date_follows_each_payment_noted_taken_away_and_brought_back(
    desk: Desk, dispute_id: int, today: Today
) -> None:
    at(today, SIGNED)
    agreement = signed(desk, dispute_id)
    at(today, DUE[0])
    with desk.db.transaction("Cochée par erreur"):
        (held,) = desk.table(Deadline).where(agreement_id=agreement.id)
        desk.table(Deadline).update(replace(held, done_on=DUE[0]))
    payment = pay(desk, dispute_id, DUE[0], "800")
    assert set_clocks(desk, agreement_id=agreement.id) == {Clock.INSTALMENT: (DUE[1], None)}
    invoices.delete_payment(desk, payment.id or 0)
    assert due(desk, agreement) == DUE[0]
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert due(desk, agreement) == DUE[1]
    desk.undo()
    assert due(desk, agreement) == DUE[0]


def test_an_agreement_in_the_trash_takes_its_dates_and_comes_back_at_what_was_paid_meanwhile(
    desk: Desk, dispute_id: int, today: Today
) -> None:
    at(today, SIGNED)
    agreement = signed(desk, dispute_id)
    agreements.delete(desk, agreement.id or 0)
    of_it = (Instalment, Event, Deadline, LimitationEvent)
    assert [desk.table(one).count(agreement_id=agreement.id) for one in of_it] == [0, 0, 0, 0]
    at(today, DUE[0])
    pay(desk, dispute_id, DUE[0], "800")
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert due(desk, agreement) == DUE[1]
    assert [title for _, title in lines(desk, agreement_id=agreement.id)] == [
        "Échéancier proposé", "Échéancier signé par le client",
    ]  # fmt: skip
    assert desk.table(LimitationEvent).count(agreement_id=agreement.id) == 1


# ---- played to its end -----------------------------------------------------------------------------------------------
def test_an_agreement_that_is_kept_is_played_to_its_end(desk: Desk, dispute_id: int, today: Today) -> None:
    agreement = agreements.save(desk, proposal(dispute_id), table()).value
    assert (step(desk, agreement).action, step(desk, agreement).template) == ("letter", SCHEDULE)
    sent(desk, agreement, SCHEDULE, PROPOSED, date(2026, 12, 6))
    assert (step(desk, agreement).step, step(desk, agreement).waiting) == ("signed", True)
    at(today, SIGNED)
    agreements.save(desk, replace(agreement, signed_on=SIGNED), None, {}, True)
    for day, amount in zip(DUE, AMOUNTS, strict=True):
        assert (step(desk, agreement).action, step(desk, agreement).by, step(desk, agreement).waiting) == (
            "pay",
            day,
            True,
        )
        assert queries.view(desk, agreement.id or 0, desk.today()).is_kept_up
        at(today, day)
        pay(desk, dispute_id, day, amount)
    assert desk.table(Agreement).get(agreement.id or 0).outcome is None  # said by the user, never silently
    assert (step(desk, agreement).action, step(desk, agreement).step) == ("agreement-step", "outcome")
    kept = desk.table(Agreement).get(agreement.id or 0)
    agreements.save(desk, replace(kept, outcome=AgreementOutcome.KEPT, ended_on=DUE[2]))
    assert step(desk, agreement).action == "close"
    dossier = dossiers.dossier(desk, dispute_id, DUE[2])
    assert dossier.sums.total_due > ZERO  # what was given up is still in the statement, and no longer asked for
    assert propose(dossier, DUE[2]).action == "close"


def test_a_missed_instalment_is_played_to_the_forfeiture(desk: Desk, dispute_id: int, today: Today) -> None:
    at(today, SIGNED)
    agreement = signed(desk, dispute_id)
    at(today, date(2027, 1, 3))
    assert (step(desk, agreement).action, step(desk, agreement).by) == ("pay", date(2027, 1, 5))  # a call first
    at(today, date(2027, 1, 6))
    assert step(desk, agreement).template == TERM_REMINDER
    sent(desk, agreement, TERM_REMINDER, date(2027, 1, 6), date(2027, 1, 14))
    assert step(desk, agreement).waiting
    at(today, date(2027, 1, 15))
    assert step(desk, agreement).template == TERM_NOTICE
    sent(desk, agreement, TERM_NOTICE, date(2027, 1, 15), date(2027, 2, 4))
    forfeited = {"outcome": AgreementOutcome.FORFEITED, "ended_on": date(2027, 1, 20)}
    at(today, date(2027, 1, 20))
    assert step(desk, agreement).by == date(2027, 2, 4)
    with pytest.raises(InvalidInput, match="4\xa0février\xa02027"):
        agreements.save(desk, replace(agreement, **forfeited))
    at(today, date(2027, 2, 5))
    assert "déchéance" in step(desk, agreement).sentence
    done = agreements.save(desk, replace(agreement, **forfeited | {"ended_on": date(2027, 2, 5)})).value
    assert due(desk, done) is None
    assert queries.current(queries.of_dispute(desk, dispute_id, today.day)) is None  # the plan of the unpaid goes on


def test_without_the_clause_a_missed_instalment_never_makes_the_whole_due(
    desk: Desk, dispute_id: int, today: Today
) -> None:
    at(today, SIGNED)
    agreement = signed(desk, dispute_id, acceleration=False)
    sent(desk, agreement, TERM_REMINDER, SIGNED, None)
    at(today, date(2027, 1, 6))
    assert step(desk, agreement).template == TERM_REMINDER  # a letter sent before is about nothing missed
    sent(desk, agreement, TERM_NOTICE, date(2027, 1, 6), date(2027, 1, 14))
    at(today, date(2027, 3, 15))
    assert step(desk, agreement).step == "outcome"
    with pytest.raises(InvalidInput, match="1305-4"):
        agreements.save(desk, replace(agreement, outcome=AgreementOutcome.FORFEITED, ended_on=today.day))
    agreements.save(desk, replace(agreement, outcome=AgreementOutcome.BROKEN, ended_on=today.day))


def test_a_paper_sent_twice_and_not_signed_gives_the_reminders_back(desk: Desk, dispute_id: int, today: Today) -> None:
    agreement = agreements.save(desk, proposal(dispute_id), table()).value
    sent(desk, agreement, SCHEDULE, PROPOSED, date(2026, 12, 6))
    at(today, date(2026, 12, 7))
    assert step(desk, agreement).template == SCHEDULE
    sent(desk, agreement, SCHEDULE, date(2026, 12, 7), date(2026, 12, 22))
    at(today, date(2026, 12, 23))
    assert step(desk, agreement).step == "outcome"
    over = replace(agreement, outcome=AgreementOutcome.NOT_SIGNED, ended_on=today.day)
    agreements.save(desk, over)
    assert queries.current(queries.of_dispute(desk, dispute_id, today.day)) is None
