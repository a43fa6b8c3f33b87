"""A deadline in its form: of a dispute or of none, with reminders of its own, or set by a rule and moved."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.operations import disputes, profile
from litigedesk.queries import agenda
from litigedesk.queries import disputes as queries
from litigedesk.settings import FIRST_REMINDER
from tests.ui.complaints_world import Typist, complaining, fill, said
from tests.ui.disputes_world import TODAY, answering, choose, dispute_with, shown
from ui.context import Context
from ui.dialogs.dispute import edit_deadline
from ui.dialogs.form_dialog import FormDialog
from ui.forms.deadline_form import NO_DISPUTE, DeadlineForm
from ui.forms.editors import ChoiceEditor


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def answer_clock(desk: Desk, dispute_id: int) -> Deadline:
    """The deadline to answer the complaint of a dispute."""
    found = queries.dossier(desk, dispute_id, TODAY).deadlines
    return next(one for one in found if one.clock is Clock.COMPLAINT_ANSWER)


# ---- without a dispute -----------------------------------------------------------------------------------------------
def test_a_date_from_the_calendar_may_belong_to_no_dispute(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_with(desk, "Atelier Boréal SARL")

    def plan(dialog: FormDialog) -> None:
        assert dialog.form.editor("due_on").value == date(2026, 12, 24)
        assert dialog.form.editor("dispute_id").value is None
        fill(dialog.form, "title", "Appeler la fédération", type_text)
        dialog.form.save_button.click()

    deadline_id = answering(lambda: edit_deadline(context, window, None, due_on=date(2026, 12, 24)), plan)
    kept = agenda.deadline(desk, deadline_id or 0)
    assert (kept.dispute_id, kept.due_on) == (None, date(2026, 12, 24))


def test_a_date_from_the_calendar_is_put_in_an_open_dispute(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def plan(dialog: FormDialog) -> None:
        editor = dialog.form.editor("dispute_id")
        assert isinstance(editor, ChoiceEditor)
        choose(editor, "Atelier Boréal SARL · LIT-2026-001")
        fill(dialog.form, "title", "Rappeler", type_text)
        dialog.form.save_button.click()

    answering(lambda: edit_deadline(context, window, None, due_on=date(2026, 12, 24)), plan)
    typed = [one for one in queries.dossier(desk, dispute_id, TODAY).deadlines if one.clock is None]
    assert [one.title for one in typed] == ["Rappeler"]


def test_a_date_of_no_dispute_is_changed_and_deleted_from_its_window(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    wanted = Deadline(title="Appeler la fédération", due_on=date(2026, 12, 24))
    deadline_id = disputes.save_deadline(desk, wanted).value.id or 0

    def change(dialog: FormDialog) -> None:
        assert dialog.form.editor("dispute_id").field.currentText() == NO_DISPUTE  # type: ignore[attr-defined]
        fill(dialog.form, "due_on", "28/12", type_text)
        dialog.form.save_button.click()

    answering(lambda: edit_deadline(context, window, None, deadline_id), change)
    assert agenda.deadline(desk, deadline_id).due_on == date(2026, 12, 28)
    answering(
        lambda: edit_deadline(context, window, None, deadline_id),
        lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
    )
    assert agenda.entries(desk, date.min, date.max) == []


def test_a_deadline_that_is_gone_is_said_in_the_message_bar(context: Context, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert edit_deadline(context, window, None, 99) is None


# ---- reminders -------------------------------------------------------------------------------------------------------
def test_reminders_left_empty_are_the_usual_ones(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    profile.set_setting(desk, FIRST_REMINDER.key, "10")
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")

    def plan(dialog: FormDialog) -> None:
        assert "vos rappels habituels, 10 et 1 jours avant" in said(dialog)
        fill(dialog.form, "title", "Rappeler", type_text)
        fill(dialog.form, "due_on", "24/12", type_text)
        fill(dialog.form, "second_reminder", "3", type_text)
        dialog.form.save_button.click()

    deadline_id = answering(lambda: edit_deadline(context, window, dispute_id), plan)
    kept = agenda.deadline(desk, deadline_id or 0)
    assert (kept.first_reminder, kept.second_reminder) == (None, 3)
    entry = next(one for one in agenda.entries(desk, date.min, date.max) if one.deadline_id == deadline_id)
    assert entry.reminders == (10, 3)


@pytest.mark.parametrize("typed", ["-1", "400"])
def test_an_absurd_reminder_is_refused_beside_its_field(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist, typed: str
) -> None:
    form = DeadlineForm(context, dispute_with(desk, "Atelier Boréal SARL"), None)
    qtbot.addWidget(form)
    fill(form, "first_reminder", typed, type_text)
    form.save()
    assert form.editor("first_reminder").problem
    assert form.editor("first_reminder").is_bad


# ---- set by a rule ---------------------------------------------------------------------------------------------------
def test_a_date_that_a_rule_set_keeps_its_words_and_can_only_be_moved(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    dispute_id = complaining(desk)
    deadline = answer_clock(desk, dispute_id)

    def move(dialog: FormDialog) -> None:
        assert set(dialog.form.values()) == {"due_on", "first_reminder", "second_reminder"}
        assert "aucun texte ne fixe ce délai" in said(dialog)
        assert not dialog.findChildren(QPushButton, "form.delete")
        fill(dialog.form, "due_on", "27/11", type_text)
        assert "Calculé : 1er décembre 2026." in said(dialog)
        dialog.form.save_button.click()

    answering(lambda: edit_deadline(context, window, dispute_id, deadline.id), move)
    kept = answer_clock(desk, dispute_id)
    assert (kept.due_on, kept.computed_on, kept.title) == (date(2026, 11, 27), date(2026, 12, 1), deadline.title)


def test_a_moved_date_goes_back_to_the_one_computed_in_one_press(
    context: Context, desk: Desk, window: QWidget, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk)
    deadline = answer_clock(desk, dispute_id)
    disputes.save_deadline(desk, Deadline(**{**vars(deadline), "due_on": date(2026, 11, 27)}))

    def back(dialog: FormDialog) -> None:
        button = shown(dialog, QPushButton, "due_on.restore")
        assert button.text() == "Revenir à cette date"
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        dialog.form.save_button.click()

    answering(lambda: edit_deadline(context, window, dispute_id, deadline.id), back)
    assert answer_clock(desk, dispute_id).due_on == date(2026, 12, 1)
