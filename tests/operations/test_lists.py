"""Lists say of each record what its own page says."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from litigedesk.demo import scale
from litigedesk.desk import Desk
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Dispute, Invoice, Payment
from litigedesk.domain.vocabulary import DisputeStage, InvoiceKind
from litigedesk.operations import invoices as operations
from litigedesk.queries import dispute_list, disputes, invoices, next_step, sums, today
from litigedesk.queries.next_step import lists
from litigedesk.rules.plans import StepState
from tests.folders import demo_folder

NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demonstration, only read here."""
    folder = tmp_path_factory.mktemp("lists") / "d"
    demo_folder(folder, NOW)
    with Desk.open(folder, lambda: NOW) as desk:
        yield desk


def test_the_row_of_each_invoice_is_that_of_its_page(told: Desk) -> None:
    rows = invoices.rows(told)
    assert [invoices.page(told, row.invoice.id or 0).row for row in rows] == rows
    assert any(row.credited for row in rows)
    assert any(row.paid for row in rows)


def open_ones(desk: Desk) -> list[Dispute]:
    return [one for one in desk.table(Dispute).all() if one.stage is not DisputeStage.CLOSED]


def test_the_next_step_of_each_open_dispute_is_that_of_its_dossier(told: Desk) -> None:
    opened = open_ones(told)
    found = lists.next_of(told, opened, TODAY)
    assert sorted(found) == [one.id for one in opened]
    for key, step in found.items():
        own = next_step.propose(disputes.dossier(told, key, TODAY), TODAY)
        assert own.reason.startswith(step.reason), "the dossier names the proofs to gather besides"
        assert replace(own, reason=step.reason) == step
        assert step.action


def test_no_plan_calls_late_what_its_dossier_does_not(told: Desk) -> None:
    for key, step in lists.next_of(told, open_ones(told), TODAY).items():
        current = disputes.dossier(told, key, TODAY).plan.current
        assert current is not None
        if current.state is not StepState.CURRENT or current.running or step.action in {"client", "letter"}:
            continue  # the client is asked for before the plan; a letter of an agreement has its own day
        if current.by is not None and current.by < TODAY:
            assert step.by == current.by, step.sentence


def test_what_can_be_done_at_once_stands_before_what_a_later_day_asks_for(told: Desk) -> None:
    rows = dispute_list.rows(told, TODAY)
    places = {row.id: place for place, row in enumerate(rows)}
    at_once = [row for row in rows if row.next_on is None and row.step is not None and not row.waits]
    later = [row for row in rows if row.next_on is not None and row.next_on > TODAY]
    assert at_once
    assert later
    assert max(places[row.id] for row in at_once) < min(places[row.id] for row in later)


def test_the_unpaid_are_the_rows_with_something_outstanding(told: Desk) -> None:
    assert invoices.rows(told, unpaid_only=True) == [row for row in invoices.rows(told) if row.outstanding]


def test_invoices_are_found_by_number_title_and_client_whatever_the_case_and_accents(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    first, second = new_client(), new_client(name="Œuvre d’Élise")
    new_invoice(first, "F-1")
    new_invoice(second, "F-2")

    def found(text: str, **limits: int) -> list[str]:
        return [row.invoice.number for row in invoices.rows(desk, text=text, **limits)]

    assert found(" OEUVRE D’elise ") == ["F-2"]
    assert found("f-1") == ["F-1"]
    assert found("REFONTE") == ["F-2", "F-1"]
    assert found("refonte", client_id=first.id or 0) == ["F-1"]
    assert found("", client_id=second.id or 0) == ["F-2"]
    assert found("100 %") == []


def test_what_is_received_beyond_the_principal_leaves_nothing_outstanding(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    invoice = new_invoice(new_client())
    credit = Invoice(
        client_id=invoice.client_id,
        kind=InvoiceKind.CREDIT_NOTE,
        number="A-1",
        issued_on=TODAY,
        due_on=TODAY,
        net=Money.of(500),
        gross=Money.of(500),
        credited_invoice_id=invoice.id,
    )
    operations.save(desk, credit)
    operations.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of(2040)))
    note, row = sorted(invoices.rows(desk), key=lambda one: one.invoice.number)
    assert (row.paid, row.credited, row.outstanding, row.beyond_principal) == (
        Money.of(2040),
        Money.of(500),
        ZERO,
        Money.of(40),
    )
    assert (note.invoice.number, note.outstanding) == ("A-1", ZERO)
    assert invoices.rows(desk, unpaid_only=True) == []


def test_sums_of_some_disputes_equal_those_of_each_and_leave_the_others_out(told: Desk) -> None:
    every = told.table(Dispute).all()
    some = every[::2]
    assert sums.of_disputes(told, some, TODAY) == {one.id: sums.of_dispute(told, one, TODAY) for one in some}
    assert sums.of_disputes(told, [], TODAY) == {}


def test_more_invoices_are_gathered_at_once_than_sql_takes_parameters(tmp_path: Path) -> None:
    scale.make(tmp_path / "d", NOW, 1)
    with Desk.open(tmp_path / "d", lambda: NOW) as desk:
        [first, *_] = invoices.rows(desk)
        gathered = sums.gathered(desk, [first.invoice] * 40_000)
        assert len(gathered) == 40_000
        assert gathered[0] == gathered[-1]


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (-400, "À échoir"),
        (0, "À échoir"),
        (1, "1 à 30 jours"),
        (30, "1 à 30 jours"),
        (31, "31 à 60 jours"),
        (60, "31 à 60 jours"),
        (61, "61 à 90 jours"),
        (90, "61 à 90 jours"),
        (91, "Plus de 90 jours"),
        (4000, "Plus de 90 jours"),
    ],
)
def test_money_outstanding_is_counted_in_the_band_of_its_age(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice], days: int, label: str
) -> None:
    invoice = new_invoice(new_client(), due=date(2026, 5, 31))
    ages = today.overview(desk, invoice.due_on + timedelta(days=days)).ages
    assert [(band.label, band.amount, band.count, band.late) for band in ages if band.count] == [
        (label, Money.of(2500), 1, days > 90)
    ]
    assert len(ages) == 5
