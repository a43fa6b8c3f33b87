"""The dates to watch as a calendar file: read back, exported again without doubling, chosen or all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention, Mediator
from litigedesk.domain.records import Client, Deadline, Dispute, Invoice
from litigedesk.errors import StorageError
from litigedesk.operations import calendar_file, disputes, mediators
from litigedesk.queries import agenda

LIMITATION = "Atelier Boréal SARL · LIT-2026-001 — Dernier jour sûr avant la prescription"


@pytest.fixture
def planned(desk: Desk, unpaid: Dispute) -> Deadline:
    """A date in a dispute, with reminders of its own; others stand alone or belong to a convention."""
    mediator = mediators.save(desk, Mediator(name="Médiation des Marées")).value
    mediators.save_convention(
        desk, Convention(mediator_id=mediator.id or 0, starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31))
    )
    disputes.save_deadline(desk, Deadline(title="Cotisation", due_on=date(2026, 11, 30), first_reminder=0))
    disputes.save_deadline(desk, Deadline(title="Déjà faite", due_on=date(2026, 11, 1), done_on=date(2026, 11, 1)))
    return disputes.save_deadline(
        desk,
        Deadline(
            dispute_id=unpaid.id,
            title="Rappeler ; vérifier, « virement »",
            due_on=date(2026, 12, 4),
            reason="Promis au téléphone.",
            first_reminder=10,
            second_reminder=2,
        ),
    ).value


def events(path: Path) -> dict[str, Any]:
    """What a calendar program reads, by title."""
    read = Calendar.from_ical(path.read_bytes())
    return {str(event["summary"]): event for event in read.walk("VEVENT")}


def test_every_open_date_is_written_with_its_reminders(desk: Desk, planned: Deadline, tmp_path: Path) -> None:
    path = tmp_path / "échéances.ics"
    assert calendar_file.export(desk, path) == 4
    found = events(path)
    title = "Atelier Boréal SARL · LIT-2026-001 — Rappeler ; vérifier, « virement »"
    assert set(found) == {
        title,
        "Cotisation",
        "Renouveler la convention avec Médiation des Marées",
        LIMITATION,
    }
    assert found[title].decoded("dtstart") == date(2026, 12, 4)
    assert "Promis au téléphone." in str(found[title]["description"])
    assert len(found[title].walk("VALARM")) == 2
    assert len(found["Cotisation"].walk("VALARM")) == 1  # none for the first, the usual one for the second
    assert len(found[LIMITATION].walk("VALARM")) == 4  # six months, three, one, fifteen days


def test_exporting_again_updates_and_never_doubles(desk: Desk, planned: Deadline, tmp_path: Path) -> None:
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    calendar_file.export(desk, first)
    disputes.postpone_deadline(desk, planned.id or 0, date(2026, 12, 11))
    calendar_file.export(desk, second)
    assert {str(one["uid"]) for one in events(first).values()} == {str(one["uid"]) for one in events(second).values()}
    moved = next(one for title, one in events(second).items() if "Rappeler" in title)
    assert moved.decoded("dtstart") == date(2026, 12, 11)


def test_two_data_folders_never_share_a_uid(desk: Desk, planned: Deadline, tmp_path: Path) -> None:
    calendar_file.export(desk, tmp_path / "a.ics")
    with Desk.open(tmp_path / "autre", desk.now) as other:
        disputes.save_deadline(other, Deadline(title="Ailleurs", due_on=date(2026, 12, 1)))
        calendar_file.export(other, tmp_path / "b.ics")
    ours = {str(one["uid"]) for one in events(tmp_path / "a.ics").values()}
    assert ours.isdisjoint(str(one["uid"]) for one in events(tmp_path / "b.ics").values())


def test_only_the_dates_asked_for_are_written(desk: Desk, planned: Deadline, tmp_path: Path) -> None:
    path = tmp_path / "une.ics"
    assert calendar_file.export(desk, path, {f"deadline:{planned.id}"}) == 1
    assert len(events(path)) == 1


def test_a_disk_that_refuses_leaves_no_file(desk: Desk, planned: Deadline, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="n’existe pas"):
        calendar_file.export(desk, tmp_path / "nulle part" / "a.ics")
    assert list(tmp_path.glob("*.ics")) == []


def test_exporting_is_no_step_to_undo(desk: Desk, planned: Deadline, tmp_path: Path) -> None:
    before = desk.undo_label
    calendar_file.export(desk, tmp_path / "a.ics")
    assert desk.undo_label == before


def test_an_unpaid_invoice_in_no_dispute_is_a_date_and_one_in_a_dispute_is_not(
    desk: Desk, unpaid: Dispute, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    alone = new_invoice(new_client(name="Studio Lumen SAS"), number="F-2026-099", due=date(2026, 12, 20))
    keys = {one.key for one in agenda.upcoming(desk, date(2026, 11, 22))}
    assert f"invoice:{alone.id}" in keys
    assert sum(1 for key in keys if key.startswith("invoice:")) == 1


def test_every_subject_of_the_calendar_has_its_category_in_the_file() -> None:
    assert set(calendar_file._CATEGORIES) == set(agenda.Subject)
