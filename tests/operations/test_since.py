"""What changed of itself while the program was closed is told once, on the first screen of the next opening."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Client, Dispute, Invoice
from litigedesk.domain.vocabulary import Clock, SendMethod
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import letters
from litigedesk.operations.letters import Choices
from litigedesk.queries.today import overview
from litigedesk.queries.today.since import ChangeKind, Since, since
from tests.operations.agreement_world import DUE, SIGNED, Today, signed


def told(found: Since | None) -> list[str]:
    """The title of each date."""
    return [] if found is None else [one.title for one in found.dates]


def test_an_instalment_missed_a_reply_overdue_and_an_invoice_past_due_are_told(
    desk: Desk, unpaid: Dispute, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    today = Today(SIGNED)
    desk._clock = today.now
    signed(desk, unpaid.id or 0)
    choices = Choices(written_on=SIGNED, send_method=SendMethod.REGISTERED, reply_by=DUE[0] - timedelta(days=3))
    letters.file(desk, of_dispute(unpaid.id or 0), NOTICE, choices, sent_on=SIGNED)
    new_invoice(new_client(name="Zoé"), "F-2", due=DUE[0] - timedelta(days=1))
    today.day = DUE[0] + timedelta(days=10)
    found = since(desk, SIGNED, today.day)
    assert found is not None
    missed = [
        str(row["title"])
        for row in desk.db.rows("SELECT title FROM deadline WHERE clock = ?", (str(Clock.INSTALMENT),))
    ]
    assert set(told(found)) & set(missed)
    assert "Échéance de la facture F-2" in told(found)
    assert any("réponse" in title.lower() for title in told(found)), told(found)
    assert overview(desk, today.day, SIGNED).since == found
    assert told(since(desk, today.day - timedelta(days=1), today.day)) == [], "told the time before"


def test_a_limitation_period_that_nears_is_told_at_each_of_its_alarms(desk: Desk, unpaid: Dispute) -> None:
    (last,) = desk.db.rows("SELECT due_on FROM deadline WHERE clock = ?", (str(Clock.LIMITATION),))
    end = date.fromisoformat(last["due_on"])
    alarms = [
        days
        for days in range(400)
        if any(
            "rescription" in title
            for title in told(since(desk, end - timedelta(days=days + 1), end - timedelta(days=days)))
        )
    ]
    assert len(alarms) >= 3
    assert max(alarms) > 150


def test_the_end_of_the_table_of_rates_is_told_once(desk: Desk) -> None:
    end = desk.law.rates.complete_until

    def kinds(day: date, today: date) -> list[ChangeKind]:
        found = since(desk, day, today)
        return [one.kind for one in found.changes] if found is not None else []

    after = end + timedelta(days=1)
    assert kinds(end - timedelta(days=9), end) == []
    assert kinds(end - timedelta(days=9), after) == [ChangeKind.RATES]
    assert kinds(after, after + timedelta(days=9)) == []


def test_a_copy_that_could_not_be_made_at_the_opening_is_told(
    tmp_path: Path, new_client: Callable[..., Client]
) -> None:
    folder = tmp_path / "d"
    with Desk.open(folder, lambda: datetime(2026, 11, 20, 9)):
        pass
    (folder / "sauvegardes").rename(tmp_path / "gone")
    (folder / "sauvegardes").write_bytes(b"")  # a file where the copies should go
    with Desk.open(folder, lambda: datetime(2026, 11, 22, 9)) as desk:
        found = since(desk, date(2026, 11, 20), desk.today())
        assert found is not None
        assert [one.kind for one in found.changes] == [ChangeKind.COPY]
        assert found.changes[0].detail.endswith(".")


def test_nothing_is_told_on_the_first_day_nor_when_nothing_came(desk: Desk) -> None:
    assert since(desk, None, desk.today()) is None
    assert since(desk, desk.today(), desk.today()) is None
    assert since(desk, desk.today() - timedelta(days=3), desk.today()) is None
