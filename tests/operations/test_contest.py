"""What a client contests: two parts that add up, reminders for one, the timeline, and the way back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Dispute, Event, Invoice, Payment
from litigedesk.domain.vocabulary import ClosingReason, EventKind, PieceKind
from litigedesk.errors import InvalidInput, Refused
from litigedesk.letters import catalogue
from litigedesk.operations import contest, disputes, invoices, letter_facts
from litigedesk.operations.contest import Contestation
from litigedesk.queries import dispute_list, sums, today
from litigedesk.queries import disputes as queries
from litigedesk.rules import contested
from tests.operations.conftest import TODAY

ON = date(2026, 11, 5)
SOME = Contestation(amount=Money.of(500), reason="Deux pages mal imprimées.", on=ON, channel=EventKind.LETTER)


def now(desk: Desk, dispute: Dispute) -> Dispute:
    return desk.table(Dispute).get(dispute.id or 0)


def lines(desk: Desk) -> list[Event]:
    return desk.table(Event).where(milestone=contest.MILESTONE)


def test_both_parts_add_up_to_what_is_due_and_letters_ask_for_one(desk: Desk, unpaid: Dispute) -> None:
    contest.contest(desk, unpaid.id or 0, SOME)
    owed = sums.of_dispute(desk, now(desk, unpaid), TODAY)
    assert owed.statement is not None
    parts = contested.split(owed.statement, Money.of(500))
    assert (parts.contested, parts.contested_interest) == (Money.of(500), Money.of("29.62"))  # 148,12 × 500 / 2 500
    assert parts.whole == owed.total_due == Money.of("2688.12")
    facts = letter_facts.gathered(desk, of_dispute(unpaid.id or 0), catalogue.template("relance-ferme"), TODAY)
    assert facts.owed.claimed == parts.uncontested == Money.of("2158.50")


def test_the_timeline_follows_what_is_noted_and_undo_takes_it_all_back(desk: Desk, unpaid: Dispute) -> None:
    contest.contest(desk, unpaid.id or 0, SOME)
    (line,) = lines(desk)
    assert (line.kind, line.happened_on, line.title) == (EventKind.LETTER, ON, "Le client conteste 500,00\u00a0€")
    whole = replace(SOME, amount=Money.of(2500), channel=EventKind.CALL, answer="Le bon à tirer est signé.")
    contest.contest(desk, unpaid.id or 0, whole)
    (line,) = lines(desk)
    assert (line.kind, line.title) == (EventKind.CALL, "Le client conteste toute la somme")
    assert contest.channel(desk, unpaid.id or 0) is EventKind.CALL
    desk.undo()
    desk.undo()
    assert lines(desk) == []
    assert now(desk, unpaid) == unpaid


def test_the_paper_that_says_so_is_a_piece_kept_in_the_same_step(desk: Desk, unpaid: Dispute, tmp_path: Path) -> None:
    paper = tmp_path / "courrier.txt"
    paper.write_text("Je conteste deux pages.", encoding="utf-8")
    contest.contest(desk, unpaid.id or 0, SOME, [paper])
    (piece,) = desk.table(Piece).all()
    assert (piece.dispute_id, piece.kind) == (unpaid.id, PieceKind.CORRESPONDENCE)
    desk.undo()
    assert desk.table(Piece).all() == []
    with pytest.raises(InvalidInput):
        contest.contest(desk, unpaid.id or 0, SOME, [tmp_path / "absent.pdf"])
    assert now(desk, unpaid) == unpaid


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": Money(0)}, "contested_amount"),
        ({"amount": Money.of("2500.01")}, "contested_amount"),
        ({"amount": Money(-1)}, "contested_amount"),
        ({"reason": "  "}, "contested_reason"),
        ({"on": date(2026, 11, 23)}, "contested_on"),
    ],
)
def test_what_cannot_be_contested_is_refused_beside_its_field(
    desk: Desk, unpaid: Dispute, change: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        contest.contest(desk, unpaid.id or 0, replace(SOME, **change))  # type: ignore[arg-type]
    assert field in {problem.field for problem in refused.value.problems}


def test_a_payment_leaves_no_more_contested_than_is_due(desk: Desk, unpaid: Dispute) -> None:
    contest.contest(desk, unpaid.id or 0, SOME)
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of(2400)))
    owed = sums.of_dispute(desk, now(desk, unpaid), TODAY)
    assert owed.statement is not None
    parts = contested.split(owed.statement, now(desk, unpaid).contested_amount)
    assert parts.contested == owed.statement.principal_due < Money.of(500)
    assert parts.whole == owed.total_due
    assert contested.split(owed.statement, Money(0)).uncontested == owed.total_due


def test_it_is_lifted_with_its_trace_left_and_refused_once_closed(desk: Desk, unpaid: Dispute) -> None:
    contest.contest(desk, unpaid.id or 0, SOME)
    assert dispute_list.rows(desk, TODAY)[0].contested
    shown = today.overview(desk, TODAY)
    tasks = (shown.first, *shown.late.tasks, *shown.soon.tasks, *shown.later.tasks)
    assert any(task.contested for task in tasks if task is not None)
    contest.lift(desk, unpaid.id or 0)
    assert now(desk, unpaid) == unpaid
    titles = [one.title for one in queries.dossier(desk, unpaid.id or 0, TODAY).events]
    assert {"Le client conteste 500,00\u00a0€", "Le client ne conteste plus"} <= set(titles)
    contest.contest(desk, unpaid.id or 0, SOME)  # again: its own line
    assert len(lines(desk)) == 1
    disputes.close(desk, unpaid.id or 0, ClosingReason.SETTLED, TODAY)
    with pytest.raises(Refused, match="rouvrez"):
        contest.contest(desk, unpaid.id or 0, SOME)
    with pytest.raises(Refused, match="rouvrez"):
        contest.lift(desk, unpaid.id or 0)


def test_no_cent_is_lost_whatever_is_contested(desk: Desk, unpaid: Dispute) -> None:
    statement = sums.of_dispute(desk, unpaid, TODAY).statement
    assert statement is not None
    for cents in range(0, 250_001, 777):
        parts = contested.split(statement, Money(cents))
        assert parts.whole == statement.total_due
        assert parts.uncontested >= Money.of(40)  # the fee is not contested with the principal
