"""Hostile text in a complaint, a mediation, a mediator and a convention: shown, written, exported and found as text."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator, PlacedMention
from litigedesk.domain.records import Deadline, Event
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.errors import InvalidInput
from litigedesk.letters import catalogue, escaping
from litigedesk.operations import calendar_file, complaints, disputes, letters, mediations, mediators, trash
from litigedesk.operations.letters import Choices
from litigedesk.queries import agenda, mentions
from litigedesk.queries import mediations as mediation_pages
from tests.bad_input.hostile import TEXTS
from tests.bad_input.hostile_mediation import filled
from tests.bad_input.test_hostile_text import _paragraphs, everywhere, read_as_more_than_text, window_over
from tests.bad_input.witness import contents, faults
from ui.forms.complaint_form import ComplaintForm
from ui.forms.convention_form import ConventionForm
from ui.forms.date_editor import DateEditor
from ui.forms.deadline_form import DeadlineForm
from ui.forms.mediation_form import MediationForm
from ui.forms.mediation_steps import STEPS, StepForm
from ui.forms.mediator_form import MediatorForm

DAY = date(2026, 11, 22)
CHOICES = Choices(written_on=DAY, send_method=SendMethod.EMAIL, reply_by=None)
NOT_FREE = {"postcode", "email", "phone", "shipped", "place"}
LETTERS = (
    "reponse-reclamation",
    "information-mediation",
    "transmission-dossier-mediateur",
    "participation-acceptee",
    "participation-declinee",
    "refus-proposition",
)


@everywhere
def test_each_text_comes_back_as_it_was_typed_and_is_found_again(desk: Desk, me: object, text: str) -> None:
    filled(desk, text)
    kept: list[Any] = [desk.table(one).all()[0] for one in (Complaint, Mediator, Convention, Mediation, PlacedMention)]
    for record in kept:
        typed = {one.name for one in fields(record) if one.type is str} - NOT_FREE
        assert {getattr(record, name) for name in typed} == {text}
    assert len(mediation_pages.rows(desk, DAY, text=text.strip()[:40])) == 1
    assert faults(desk) == []


@everywhere
def test_every_page_of_a_mediation_can_be_asked_for(desk: Desk, me: object, text: str) -> None:
    place = filled(desk, text)
    file = mediation_pages.file(desk, place.mediation_id, DAY)
    assert (file.mediator.name, file.convention is not None) == (text, True)
    assert text.strip() in {event.body for event in file.events}
    assert any(entry.title == text for entry in agenda.entries(desk, date.min, date.max))
    information = mentions.information(desk, DAY)
    assert any(one.placed is not None and one.placed.spot == text for one in information.places)


@everywhere
def test_it_goes_to_the_trash_and_comes_back(desk: Desk, me: object, text: str) -> None:
    place = filled(desk, text)
    before = contents(desk)
    for operation, record_id in (
        (mediations.delete, place.mediation_id),
        (complaints.delete, place.complaint_id),
        (mediators.delete_convention, place.convention_id),
        (mediators.delete, place.mediator_id),
        (disputes.delete, place.dispute_id),
    ):
        operation(desk, record_id)
    for entry in desk.trash.all():
        trash.restore(desk, entry.id or 0)
    assert contents(desk) == before


@everywhere
def test_the_calendar_file_says_it_in_one_line_that_others_read_back(
    desk: Desk, me: object, tmp_path: Path, text: str
) -> None:
    filled(desk, text)
    path = tmp_path / "dates.ics"
    count = calendar_file.export(desk, path)
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    read = Calendar.from_ical(raw).walk("VEVENT")
    assert len(read) == count == raw.count(b"BEGIN:VEVENT\r\n")
    assert {prop for event in read for prop in event} <= {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "SEQUENCE",
        "LAST-MODIFIED", "STATUS", "CLASS", "URL",
    }  # fmt: skip


@pytest.mark.parametrize("template", LETTERS)
@pytest.mark.parametrize("name", ["html", "jinja", "control", "lines"])
def test_its_letters_print_it_as_text(desk: Desk, me: object, template: str, name: str) -> None:
    text = TEXTS[name]
    letter = letters.file(desk, of_dispute(filled(desk, text).dispute_id), template, CHOICES).value
    assert letter.title == catalogue.template(template).title
    stored = {path.suffix: path.read_bytes() for path in (desk.folder / "fichiers").rglob("*.*")}
    assert stored[".pdf"].startswith(b"%PDF")
    written = "\n".join(_paragraphs(stored[".docx"]))
    assert escaping.clean(text).split("\n")[0][:30] in written
    assert faults(desk) == []


def test_a_text_of_twenty_thousand_characters_is_kept_and_one_more_is_refused(desk: Desk, me: object) -> None:
    place = filled(desk, "x")
    held = mediation_pages.mediation(desk, place.mediation_id)
    mediations.save(desk, replace(held, proposal="a b " * 5000))
    (line,) = desk.table(Event).where(milestone="proposal")
    assert len(line.body) > 19_000
    with pytest.raises(InvalidInput, match="est trop long"):
        mediations.save(desk, replace(held, proposal="a b " * 5000 + "."))


# ---- windows ---------------------------------------------------------------------------------------------------------
def test_no_window_of_a_mediation_reads_it_as_anything_but_text(
    desk: Desk, me: object, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    text = TEXTS["ampersand"] + TEXTS["html"] + TEXTS["placeholder"]
    place = filled(desk, text)
    letters.file(desk, of_dispute(place.dispute_id), "reponse-reclamation", CHOICES)
    window = window_over(desk, qtbot, tmp_path)
    found: list[str] = []
    for width in (1366, 900):
        window.resize(width, 700)
        for kind, record_id in (
            ("dispute", place.dispute_id),
            ("mediation", place.mediation_id),
            ("convention", place.convention_id),
            ("mediator", place.mediator_id),
        ):
            window.context.navigate(kind, record_id)
            QApplication.processEvents()
            found += read_as_more_than_text(window)
    context = window.context
    alone = next(one for one in desk.table(Deadline).all() if one.title == text)
    for form in (
        ComplaintForm(context, place.complaint_id),
        MediationForm(context, place.mediation_id),
        MediationForm(context),
        MediatorForm(context, place.mediator_id),
        ConventionForm(context, place.convention_id),
        DeadlineForm(context, None, alone),
        *(StepForm(context, place.mediation_id, step) for step in STEPS),
    ):
        qtbot.addWidget(form)
        form.show()
        found += read_as_more_than_text(form)
    assert sorted(set(found)) == []


@pytest.mark.parametrize("text", ["1/1/1990", "29/2/2096", "31/12/2100"])
def test_every_form_of_a_mediation_answers_the_first_and_the_last_days_that_are_taken(
    desk: Desk, me: object, french: QApplication, qtbot: QtBot, tmp_path: Path, text: str
) -> None:
    """The time limits counted from them may go past the years whose public holidays are known."""
    place = filled(desk, "mot")
    context = window_over(desk, qtbot, tmp_path).context
    for form in (
        ComplaintForm(context),
        ComplaintForm(context, place.complaint_id),
        MediationForm(context, place.mediation_id),
        MediatorForm(context, place.mediator_id),
        ConventionForm(context, place.convention_id),
        *(StepForm(context, place.mediation_id, step) for step in STEPS),
    ):
        qtbot.addWidget(form)
        form.show()
        for editor in [one for one in form.editors() if isinstance(one, DateEditor)]:
            before = editor.raw
            editor.set_raw(text)
            editor.changed.emit()
            form.check()
            assert editor.value is not None, f"{form.key}.{editor.name}"
            editor.set_raw(before)
            editor.changed.emit()
        form.hide()  # it reads when the keys leave it, and the data folder closes before it


@pytest.mark.parametrize("name", ["control", "lines", "right to left", "one long word"])
def test_every_page_of_a_mediation_can_show_it_and_stays_within_the_laptop(
    desk: Desk, me: object, french: QApplication, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    place = filled(desk, TEXTS[name])
    window = window_over(desk, qtbot, tmp_path)
    for kind, record_id in (
        ("dispute", place.dispute_id),
        ("mediation", place.mediation_id),
        ("convention", place.convention_id),
        ("mediator", place.mediator_id),
    ):
        window.context.navigate(kind, record_id)
        QApplication.processEvents()
        window.grab()
        assert window.minimumSizeHint().width() <= 1366
        assert window.width() <= 1366
