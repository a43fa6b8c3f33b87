"""The first screen reads the first of what waits and counts the rest: it agrees with the computation of everything."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from litigedesk.demo import scale, telling
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Deadline, Dispute, Invoice, Letter, Payment
from litigedesk.domain.vocabulary import Clock, ClosingReason, DisputeStage, InvoiceKind, SendMethod
from litigedesk.operations import limitation_dates
from litigedesk.queries import agenda, today
from litigedesk.queries.today import FIRST, WHOLE, Overview
from litigedesk.queries.today.task import TaskKind
from litigedesk.rules import limitation_alarms
from litigedesk.rules.limitation_alarms import Alarm
from tests.operations.today_in_full import InFull, in_full

NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Eighty clients, and on top of them payments, credit notes, dates of all kinds and letters, drawn at random."""
    folder = tmp_path_factory.mktemp("serré") / "d"
    scale.make(folder, NOW, 80)
    with Desk.open(folder, lambda: NOW) as desk:
        with desk.db.transaction("Au hasard", undoable=False):
            _strew(desk, Random(8))
        limitation_dates.catch_up(desk)
        yield desk


def _strew(desk: Desk, draw: Random) -> None:
    disputes = [one.id for one in desk.table(Dispute).all()]
    for invoice in desk.table(Invoice).all():
        if draw.random() < 0.2:
            credited = Money(draw.randint(1, invoice.gross.cents))
            note = Invoice(
                client_id=invoice.client_id, kind=InvoiceKind.CREDIT_NOTE, number=f"A-{invoice.id}",
                credited_invoice_id=invoice.id, issued_on=invoice.issued_on, due_on=invoice.due_on,
                net=credited, gross=credited,
            )  # fmt: skip
            desk.table(Invoice).insert(note)
        if draw.random() < 0.2:  # sometimes more than is owed
            paid = Money(draw.randint(1, 2 * invoice.gross.cents))
            desk.table(Payment).insert(Payment(invoice_id=invoice.id or 0, paid_on=invoice.issued_on, amount=paid))
    clocks = (
        None, None, Clock.ORDER_SERVICE, Clock.RELIEF, Clock.MEETING, Clock.INSTALMENT, Clock.CLIENT_REFERRAL, Clock.PERFORMANCE,
    )  # fmt: skip
    for number in range(160):
        day, done = TODAY + timedelta(days=draw.randint(-60, 60)), TODAY if draw.random() < 0.1 else None
        dispute_id, clock = draw.choice([*disputes, None]), draw.choice(clocks)
        desk.table(Deadline).insert(
            Deadline(
                dispute_id=dispute_id,
                title=draw.choice(["Été", "Appel", "Zoé"]),
                due_on=day,
                done_on=done,
                clock=clock,
                computed_on=day if clock else None,
            )
        )
        if number % 4 == 0:
            written = Letter(
                dispute_id=draw.choice(disputes),
                template="relance-ferme",
                title="Relance",
                written_on=day,
                send_method=SendMethod.POST,
                amount_due=Money(100),
            )
            desk.table(Letter).insert(written)


def groups(shown: Overview) -> dict[str, today.Group]:
    return {
        name: getattr(shown, name) for name in ("late", "soon", "without_next_step", "limitations", "waiting", "later")
    }


def assert_agree(shown: Overview, full: InFull) -> None:
    """All but the tasks that are only counted."""
    assert shown.first == full.first
    for name, group in groups(shown).items():
        whole = list(full.groups[name])
        assert list(group.tasks) == whole[: len(group.tasks)], name
        assert group.count == len(whole), name
        hidden = [task.kind for task in whole[len(group.tasks) :]]
        assert {kind: count for kind, count in group.others.items() if count} == {
            kind: hidden.count(kind) for kind in set(hidden)
        }
    assert (shown.outstanding, shown.overdue) == (full.outstanding, full.overdue)
    assert [(band.label, band.amount, band.count, band.late) for band in shown.ages] == list(full.ages)


@pytest.mark.parametrize("days", [-200, -31, -1, 0, 1, 8, 45, 400, 700, 1690, 1800])
def test_the_bounded_screen_agrees_with_the_computation_of_everything(crowded: Desk, days: int) -> None:
    day = TODAY + timedelta(days=days)
    full = in_full(crowded, day)
    assert_agree(today.overview(crowded, day), full)
    every = today.overview(crowded, day, more=10_000)
    assert_agree(every, full)
    assert not any(group.hidden for group in groups(every).values())


def test_the_example_is_shown_as_before(tmp_path: Path) -> None:
    telling.make(tmp_path / "d", NOW)
    with Desk.open(tmp_path / "d", lambda: NOW) as desk:
        for days in (-90, -7, 0, 3, 30, 365):
            shown = today.overview(desk, TODAY + timedelta(days=days))
            assert_agree(shown, in_full(desk, TODAY + timedelta(days=days)))
            assert not any(group.hidden for group in groups(shown).values()), "nothing of it is only counted"


def test_a_large_group_shows_its_first_tasks_and_more_of_them_on_request(crowded: Desk) -> None:
    late = today.overview(crowded, TODAY).late
    assert late.count > WHOLE
    assert len(late.tasks) == FIRST
    assert len(today.overview(crowded, TODAY, more=7).late.tasks) == FIRST + 7
    assert today.overview(crowded, TODAY).to_do == today.to_do(crowded, TODAY)


def test_what_comes_later_is_only_counted_where_it_is_not_shown(crowded: Desk) -> None:
    seen, unseen = today.overview(crowded, TODAY), today.overview(crowded, TODAY, later=False)
    assert unseen.later.tasks == unseen.waiting.tasks == ()
    assert (unseen.later.count, unseen.waiting.count) == (seen.later.count, seen.waiting.count)
    assert (unseen.first, unseen.late, unseen.soon) == (seen.first, seen.late, seen.soon)


@pytest.mark.parametrize("days", [-200, -31, 0, 8, 400])
def test_the_notice_of_the_day_counts_what_has_a_day(crowded: Desk, days: int) -> None:
    day = TODAY + timedelta(days=days)
    full = in_full(crowded, day)
    waiting = [*([full.first] if full.first else []), *full.groups["late"], *full.groups["soon"]]
    expected = [task for task in waiting if task.due_on is not None]
    assert today.dated(crowded, day) == (expected[0] if expected else None, len(expected))


def test_the_number_of_questions_does_not_grow_with_the_clients(
    tmp_path: Path, crowded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    scale.make(tmp_path / "d", NOW, 30)
    with Desk.open(tmp_path / "d", lambda: NOW) as small:
        counts = []
        for desk in (small, crowded):
            for read in (
                lambda desk: today.overview(desk, TODAY, TODAY - timedelta(days=3)),
                lambda desk: agenda.stretch(desk, TODAY, TODAY + timedelta(days=41), TODAY, 25),
                lambda desk: agenda.ahead(desk, TODAY, 3, 10),
            ):
                read(desk)  # where disputes stand is known then
                asked.clear()
                rows = type(desk.db).rows
                with monkeypatch.context() as patch:
                    patch.setattr(
                        type(desk.db),
                        "rows",
                        lambda db, sql, params=(), rows=rows: (asked.append(sql), rows(db, sql, params))[1],
                    )
                    read(desk)
                counts.append(len(asked))
    assert counts[3] <= counts[0] + 6, "one more for each kind of thing that the small folder lacks"
    assert counts[4:] == counts[1:3]


# ---- the calendar ----------------------------------------------------------------------------------------------------
def test_the_weeks_of_the_calendar_hold_or_count_every_date(crowded: Desk) -> None:
    first, last = date(2026, 10, 26), date(2026, 12, 6)
    whole = [one for one in agenda.entries(crowded, first, last) if one.done_on is None or not one.only_told]
    held = agenda.stretch(crowded, first, last, TODAY, 2)
    for day in {one.day for one in whole}:
        of_day = [one for one in whole if one.day == day]
        shown = [one for one in held.entries if one.day == day]
        assert len(shown) == min(2, len(of_day))
        assert all(one in of_day for one in shown)
        hidden = held.hidden.get(day)
        assert (hidden.count if hidden else 0) == len(of_day) - len(shown)
        still = [one for one in of_day if one.done_on is None and not (one.only_told and one.day < TODAY)]
        assert (hidden.open if hidden else 0) == max(0, len(still) - len(shown))
    assert any(held.hidden.values())


def test_the_next_dates_are_the_first_of_all_those_to_do(crowded: Desk) -> None:
    every = agenda.upcoming(crowded, TODAY)
    late, to_come = [one for one in every if one.day < TODAY], [one for one in every if one.day >= TODAY]
    ahead = agenda.ahead(crowded, TODAY, 3, 10)
    assert ahead.late_count == len(late)
    assert [one.day for one in ahead.late] == [one.day for one in late[:3]]
    assert [one.day for one in ahead.to_come] == [one.day for one in to_come[:10]]
    assert all(one in every for one in (*ahead.late, *ahead.to_come))
    assert agenda.keys_to_do(crowded, TODAY) == {one.key for one in every}
    typed = agenda.keys_to_do(crowded, TODAY, {agenda.Subject.TYPED})
    assert typed == {one.key for one in every if one.subject is agenda.Subject.TYPED}


def test_what_came_since_is_bounded_and_nothing_of_it_is_forgotten(crowded: Desk) -> None:
    whole, some = (agenda.since(crowded, TODAY - timedelta(days=30), TODAY, most) for most in (None, 9))
    assert len(whole.dates) > 9
    assert some.dates == whole.dates[:9]
    assert some.hidden == len(whole.dates) - 9


def test_alarms_ring_and_press_until_the_days_that_are_told() -> None:
    for number in range(0, 800, 3):
        day = date(2027, 1, 1) + timedelta(days=number)
        ringing, pressing = limitation_alarms.ringing_until(day), limitation_alarms.pressing_until(day)
        assert limitation_alarms.level(ringing, day) is not Alarm.NONE
        assert limitation_alarms.level(ringing + timedelta(days=1), day) is Alarm.NONE
        assert limitation_alarms.level(pressing, day).presses
        assert not limitation_alarms.level(pressing + timedelta(days=1), day).presses


def test_an_undisputed_invoice_is_found_among_many_that_are_paid(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d", lambda: NOW) as desk:
        with desk.db.transaction("Beaucoup", undoable=False):
            client = desk.table(Client).insert(Client(name="Studio Lumen"))
            for number in range(700):
                day = TODAY - timedelta(days=800 - number)
                invoice = desk.table(Invoice).insert(
                    Invoice(
                        client_id=client.id or 0,
                        number=f"F-{number}",
                        issued_on=day,
                        due_on=day,
                        net=Money(100),
                        gross=Money(100),
                    )
                )
                if number != 650:
                    desk.table(Payment).insert(Payment(invoice_id=invoice.id or 0, paid_on=day, amount=Money(100)))
        first = today.overview(desk, TODAY).first
        assert first is not None
        assert (first.kind, first.what) == (TaskKind.OVERDUE_INVOICE, "facture F-650 impayée")


def test_what_is_remembered_of_whole_tables_is_what_would_be_read_anew(crowded: Desk) -> None:
    disputes, invoices = crowded.table(Dispute), crowded.table(Invoice)
    owed = next(one for one in invoices.all() if one.dispute_id is not None and one.kind is InvoiceKind.INVOICE)
    dispute = disputes.get(owed.dispute_id or 0)
    letter = Letter(
        dispute_id=dispute.id, template="relance-amiable", title="Relance", written_on=TODAY, send_method=SendMethod.POST,
        amount_due=owed.gross,
    )  # fmt: skip
    answer = Deadline(dispute_id=dispute.id, title="Réponse", due_on=TODAY - timedelta(3))
    changes: tuple[Callable[[], object], ...] = (
        lambda: crowded.table(Payment).insert(Payment(invoice_id=owed.id or 0, paid_on=TODAY, amount=Money(1))),
        lambda: crowded.table(Letter).insert(letter),
        lambda: crowded.table(Deadline).insert(answer),
        lambda: disputes.update(
            replace(dispute, stage=DisputeStage.CLOSED, closed_on=TODAY, closing_reason=ClosingReason.ABANDONED)
        ),
        lambda: invoices.update(replace(owed, dispute_id=None, due_on=TODAY - timedelta(2))),
    )
    for change in changes:
        with crowded.db.transaction("Au hasard"):
            change()
            _as_read_anew(crowded)
        _as_read_anew(crowded)
    for _ in changes:
        crowded.undo()
        _as_read_anew(crowded)


def _as_read_anew(desk: Desk) -> None:
    kept = today.overview(desk, TODAY), today.to_do(desk, TODAY)
    desk.remembered.scrubbed()
    assert kept == (today.overview(desk, TODAY), today.to_do(desk, TODAY))
