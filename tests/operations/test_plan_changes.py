"""What the user changes in a plan: it moves the next action, is kept and seen, undone, taken back, and refused in words."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.domain.records import Client, Event, Invoice, Profile
from litigedesk.domain.vocabulary import (
    ClosingReason,
    EventAuthor,
)
from litigedesk.errors import InvalidInput, NotFound, Refused
from litigedesk.operations import (
    disputes,
    plans,
)
from tests.folders import new_desk
from tests.operations.agreement_world import Today
from tests.operations.plan_world import START, Made, opener, plan_of, proposed, send


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
