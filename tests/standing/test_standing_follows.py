"""Whatever is done to the records, where each dispute stands is what a fresh computation says."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Invoice, Payment
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries import dispute_list
from litigedesk.queries.dispute_list import DisputeRow, Move, Scope
from litigedesk.standing.touched import EVERY, FOLLOWED, NONE
from tests.standing.any_step import act
from tests.standing.conftest import NOW


class Moment:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def copied(told: Path, clock: Moment) -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        shutil.copytree(told, Path(folder, "d"))
        with Desk.open(Path(folder, "d"), clock) as desk:
            yield desk


def fresh(desk: Desk, day: date) -> list[DisputeRow]:
    """Every row, computed from nothing but the records."""
    ids = [one.id or 0 for one in desk.table(Dispute).all()]
    return dispute_list.in_order(dispute_list.computed(desk, day, ids))


def check(desk: Desk, day: date) -> None:
    expected = fresh(desk, day)
    for scope in Scope:
        wanted = [row for row in expected if scope.holds(is_open=row.stage is not DisputeStage.CLOSED)]
        assert desk.standing.rows(day, scope) == wanted
    for move in (Move.TO_DO, Move.WAITING, Move.STUCK):
        rows = {row.id for row in expected if row.move is move}
        assert {row.id for row in desk.standing.first(day, move, 10_000)} == rows
        assert all(row in expected for row in desk.standing.first(day, move, 3))
        assert desk.standing.tally(day, move) == (len(rows), Money.total(r.amount for r in expected if r.id in rows))
    assert desk.standing.lacking(day, Scope.ALL) == 0


@settings(
    max_examples=max(2, settings.default.max_examples // 12),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(draws=st.lists(st.integers(0, 10**12), min_size=20, max_size=60))
def test_each_row_is_that_of_a_fresh_computation_whatever_was_done(told: Path, draws: list[int]) -> None:
    clock = Moment()
    with copied(told, clock) as desk:
        for place, draw in enumerate(draws):
            if draw % 13 == 0:
                clock.now += timedelta(days=(1, 1, 8, 200, -3)[draw // 13 % 5])
            act(desk, draw // 65)
            if draw % 4 == 0 or place == len(draws) - 1:
                check(desk, desk.today())


def test_a_folder_opened_again_says_the_same_and_computes_nothing(told: Path, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(told, folder)
    with Desk.open(folder, lambda: NOW) as desk:
        before = desk.standing.rows(NOW.date(), Scope.ALL)
        assert before == fresh(desk, NOW.date())
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.standing.lacking(NOW.date(), Scope.ALL) == 0
        assert desk.standing.rows(NOW.date(), Scope.ALL) == before


def test_what_was_done_without_it_is_seen_at_the_next_opening(told: Path, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    shutil.copytree(told, folder)
    with Desk.open(folder, lambda: NOW) as desk:
        desk.standing.rows(NOW.date(), Scope.ALL)
    with Desk.open(folder, lambda: NOW) as desk, desk.db.transaction("Montant"):  # nothing is asked of it here
        invoice = next(one for one in desk.table(Invoice).all() if one.dispute_id is not None)
        desk.table(Invoice).update(replace(invoice, due_on=invoice.due_on - timedelta(40)))
    with Desk.open(folder, lambda: NOW) as desk:
        check(desk, NOW.date())


def test_a_dispute_alone_is_computed_as_among_others(told: Path) -> None:
    with copied(told, Moment()) as desk:
        for row in fresh(desk, desk.today()):
            assert dispute_list.computed(desk, desk.today(), [row.id]) == [row]


def test_a_step_computes_only_the_disputes_that_it_touches(told: Path) -> None:
    with copied(told, Moment()) as desk:
        day = desk.today()
        desk.standing.rows(day, Scope.ALL)
        invoice = next(one for one in desk.table(Invoice).all() if one.dispute_id is not None)
        with desk.db.transaction("Paiement"):
            desk.table(Payment).insert(Payment(invoice_id=invoice.id or 0, paid_on=day, amount=Money(100)))
        assert desk.standing.lacking(day, Scope.ALL) == 1
        check(desk, day)


def test_the_next_day_only_open_disputes_are_computed(told: Path) -> None:
    with copied(told, Moment()) as desk:
        day = desk.today()
        rows = desk.standing.rows(day, Scope.ALL)
        n_open = sum(row.stage is not DisputeStage.CLOSED for row in rows)
        assert desk.standing.lacking(day + timedelta(1), Scope.ALL) == n_open < len(rows)
        check(desk, day + timedelta(1))


def test_inside_a_step_what_it_wrote_is_seen_and_given_up_again_with_it(told: Path) -> None:
    with copied(told, Moment()) as desk:
        day = desk.today()
        before = desk.standing.rows(day, Scope.ALL)
        client = desk.table(Client).get(before[0].client_id)
        try:
            with desk.db.transaction("Nom"):
                desk.table(Client).update(replace(client, name="Autre nom"))
                assert "Autre nom" in {row.client_name for row in desk.standing.rows(day, Scope.ALL)}
                raise KeyError
        except KeyError:
            pass
        assert desk.standing.rows(day, Scope.ALL) == before


def test_asked_inside_a_step_nothing_is_kept_whatever_the_question(told: Path) -> None:
    with copied(told, Moment()) as desk:
        day = desk.today()
        before = desk.standing.rows(day, Scope.ALL)
        client = desk.table(Client).get(before[0].client_id)
        try:
            with desk.db.transaction("Nom"):
                desk.table(Client).update(replace(client, name="Autre nom"))
                later = day + timedelta(1)
                assert desk.standing.lacking(later, Scope.ALL) == 0
                assert desk.standing.behind(later, Scope.ALL) == 0
                assert desk.standing.bring(later, Scope.ALL, 100) == 0
                desk.standing.ensure(later, [before[0].id])
                raise KeyError
        except KeyError:
            pass
        assert desk.standing._day == day
        assert desk.standing.rows(day, Scope.ALL) == before


def test_many_that_lack_are_computed_some_at_a_time_the_nearest_dates_first(told: Path) -> None:
    with copied(told, Moment()) as desk:
        day = desk.today()
        order = [row.id for row in desk.standing.rows(day)]
        later = day + timedelta(1)
        left = desk.standing.lacking(later)
        assert left == len(order)
        assert desk.standing.bring(later, Scope.OPEN, 4) == left - 4
        known = {one for one in order if one not in desk.standing.lacking_ids(later)}
        assert known == set(order[:4])
        while desk.standing.bring(later, Scope.OPEN, 4):
            pass
        check(desk, later)


# ---- every table is thought of ---------------------------------------------------------------------------------------
def test_every_table_leads_to_disputes_or_to_all_or_is_known_to_matter_to_none() -> None:
    names = [set(FOLLOWED), set(EVERY), set(NONE)]
    assert set.union(*names) == {one.name for one in SCHEMA.definitions}
    assert sum(map(len, names)) == len(SCHEMA.definitions)
    for table, columns in FOLLOWED.items():
        assert set(columns) <= set(SCHEMA.named(table).columns)


def test_no_table_said_to_matter_to_none_is_read_by_the_computation(told: Path) -> None:
    with copied(told, Moment()) as desk:
        asked: list[str] = []
        desk.db._connection.set_trace_callback(asked.append)
        dispute_list.computed(desk, desk.today(), [one.id or 0 for one in desk.table(Dispute).all()])
        desk.db._connection.set_trace_callback(None)
        read = {
            one.name
            for one in SCHEMA.definitions
            if any(f" {one.name} " in f" {sql} ".replace('"', "") for sql in asked)
        }
        assert {"dispute", "client", "invoice", "payment", "letter", "deadline"} <= read
        assert read & NONE == set()
