"""A form says what is wrong beside the field, loses nothing that was typed, and saves from the keyboard."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.errors import Problem, StorageError
from litigedesk.operations import clients
from litigedesk.operations.outcome import Outcome
from litigedesk.validation import client_problems
from ui.context import Context
from ui.forms.editors import (
    CheckEditor,
    ChoiceEditor,
    DateEditor,
    EmailEditor,
    LongTextEditor,
    PhoneEditor,
    SiretEditor,
    TextEditor,
)
from ui.forms.form import Form, Values
from ui.widgets.text import IconText

Typing = Callable[[QWidget, str], None]


class Made:
    """A client form and what it handed over for saving."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context, self.saved = context, []
        self.form = Form(context, "client:new", "Nouveau client", "Enregistrer", self.save, validate=self.problems)
        self.name = TextEditor("name", "Nom", called="le nom")
        self.siret = SiretEditor("siret", "SIRET", called="le SIRET")
        self.phone = PhoneEditor("phone", "Téléphone", optional=True)
        self.email = EmailEditor("email", "Courriel", called="le courriel")
        self.notes = LongTextEditor("notes", "Notes")
        self.form.section("Identité", self.name, [self.siret, self.phone])
        self.fold = self.form.fold("Interlocuteur", self.email)
        self.form.fold("Notes", self.notes)
        self.form.load({})
        self.form.resize(900, 700)
        qtbot.addWidget(self.form)
        self.form.show()
        self.form.activateWindow()
        with qtbot.waitActive(self.form):
            pass

    @staticmethod
    def problems(values: Values) -> list[Problem]:
        return client_problems(Client(**values))

    def save(self, values: Values) -> object | None:
        self.saved.append(values)
        return self.context.submit(self.form.show_problems, clients.save, Client(**values))


@pytest.fixture
def made(context: Context, qtbot: QtBot) -> Made:
    return Made(context, qtbot)


def test_a_fault_appears_beside_its_field_once_typing_stops(made: Made, qtbot: QtBot, type_text: Typing) -> None:
    type_text(made.siret.line, "12345678200018")
    assert made.siret.problem == ""
    qtbot.waitUntil(lambda: made.siret.problem != "")
    assert "00018" in made.siret.problem
    assert made.form.bar.status.label.full_text() == "1\u00a0champ à corriger\u00a0: le SIRET"


def test_fields_not_visited_yet_are_not_blamed(made: Made, type_text: Typing) -> None:
    type_text(made.siret.line, "1")
    made.form.check()
    assert made.siret.problem
    assert made.name.problem == ""


def test_a_correction_clears_the_fault_at_once(made: Made, type_text: Typing) -> None:
    type_text(made.siret.line, "12345678200018")
    made.siret.left.emit()
    assert made.siret.problem
    made.siret.line.clear()
    type_text(made.siret.line, "12345678200010")
    assert made.siret.problem == ""
    assert not made.form.bar.status.isVisible()


def test_saving_with_faults_goes_to_the_first_and_hands_nothing_over(made: Made, type_text: Typing) -> None:
    type_text(made.siret.line, "123")
    made.form.save()
    assert made.saved == []
    assert made.name.problem
    assert made.name.line.hasFocus()
    assert "2\u00a0champs à corriger\u00a0: le nom, le SIRET" in made.form.bar.status.label.full_text()


def test_a_fault_in_a_folded_part_unfolds_it(made: Made, type_text: Typing) -> None:
    type_text(made.name.line, "Atelier Boréal")
    made.email.line.setText("pas une adresse")
    assert not made.fold.is_open()
    made.form.save()
    assert made.fold.is_open()
    assert made.email.line.hasFocus()


def test_a_warning_is_shown_and_does_not_stop_the_save(made: Made, type_text: Typing, qtbot: QtBot) -> None:
    type_text(made.name.line, "Atelier Boréal")
    type_text(made.phone.line, "12")
    made.phone.left.emit()
    assert "incomplet" in made.phone.problem
    assert not made.phone.is_bad
    with qtbot.waitSignals([made.form.saved, made.form.closed]):
        made.form.save()
    assert made.saved[0]["phone"] == "12"


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_the_keyboard_saves_even_from_a_long_text(
    made: Made, type_text: Typing, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    type_text(made.name.line, "Œuvre & Cie")
    made.notes.text.setPlainText("Fidèle.")
    made.form._folds["notes"].open()
    made.notes.text.setFocus()
    with qtbot.waitSignal(made.form.saved):
        qtbot.keyClick(made.notes.text, key, held)
    assert made.saved[0]["name"] == "Œuvre & Cie"
    assert made.saved[0]["notes"] == "Fidèle."


def test_enter_goes_to_the_next_field_and_saves_nothing(made: Made, qtbot: QtBot, type_text: Typing) -> None:
    made.name.line.setFocus()
    type_text(made.name.line, "Alpha")
    qtbot.keyClick(made.name.line, Qt.Key.Key_Return)
    assert made.siret.line.hasFocus()
    assert made.saved == []
    assert made.form.isVisible()


def test_tab_goes_through_the_fields_as_one_reads(made: Made, qtbot: QtBot) -> None:
    made.name.line.setFocus()
    for expected in (made.siret.line, made.phone.line):
        qtbot.keyClick(made.form.focusWidget(), Qt.Key.Key_Tab)
        assert expected.hasFocus()


def test_escape_closes_and_the_next_form_has_what_was_typed(
    made: Made, qtbot: QtBot, context: Context, type_text: Typing
) -> None:
    type_text(made.name.line, "Atelier")
    type_text(made.siret.line, "123 pas fini")
    with qtbot.waitSignals([made.form.closed, context.noted]):
        qtbot.keyClick(made.name.line, Qt.Key.Key_Escape)
    again = Made(context, qtbot)
    assert again.name.value == "Atelier"
    assert again.siret.line.text() == "123 pas fini"
    assert again.form.is_dirty
    notice = [label for label in again.form.findChildren(IconText) if "reprise" in label.label.full_text()]
    assert notice[0].isVisible()
    again.form.discard_draft()
    assert again.name.value == ""
    assert not again.form.is_dirty
    assert not context.drafts


def test_closing_an_untouched_form_keeps_no_draft(made: Made, context: Context, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(context.noted):
        made.form.close_keeping()
    assert not context.drafts


def test_saving_forgets_the_draft(made: Made, context: Context, type_text: Typing) -> None:
    context.drafts["client:new"] = {"name": "Vieux brouillon"}
    type_text(made.name.line, "Atelier Boréal")
    made.form.save()
    assert not context.drafts
    assert not made.form.is_dirty


def test_what_only_saving_can_refuse_is_put_beside_its_field(context: Context, qtbot: QtBot) -> None:
    def refuse(values: Values) -> object | None:
        form.show_problems([Problem("name", "Ce nom est déjà pris.")])
        return None

    form = Form(context, "x", "Titre", "Enregistrer", refuse)
    name = TextEditor("name", "Nom")
    form.section("Identité", name)
    form.load({"name": "Alpha"})
    qtbot.addWidget(form)
    form.show()
    form.save()
    assert name.problem == "Ce nom est déjà pris."
    name.line.setText("Bêta")
    name.line.textEdited.emit("Bêta")
    assert name.problem == ""


def test_a_form_opens_on_the_field_that_holds_the_cursor_even_far_down(context: Context, qtbot: QtBot) -> None:
    form = Form(context, "x", "Titre", "Enregistrer", lambda _values: None)
    fields = [TextEditor(f"field{place}", f"Champ {place}") for place in range(12)]
    for one in fields:
        form.section(one.name, one)
    form.load({})
    form.resize(600, 320)
    fields[-1].field.setFocus()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(lambda: not fields[-1].field.visibleRegion().isEmpty())


def test_a_fault_of_no_field_is_said_in_the_bar(context: Context, qtbot: QtBot) -> None:
    form = Form(context, "x", "Titre", "Enregistrer", lambda values: None)
    form.section("Identité", TextEditor("name", "Nom"))
    qtbot.addWidget(form)
    form.show_problems([Problem("elsewhere", "Choisissez au moins une facture.")])
    assert form.bar.status.label.full_text() == "Choisissez au moins une facture."


def test_an_unreadable_field_blocks_the_save_whatever_the_rules_say(context: Context, qtbot: QtBot) -> None:
    saved: list[Any] = []
    form = Form(context, "x", "Titre", "Enregistrer", saved.append)
    day = DateEditor("day", "Date", today=context.today())
    form.section("Dates", day, ChoiceEditor("kind", "Genre", [(1, "Un"), (2, "Deux")]), CheckEditor("ok", "D’accord"))
    qtbot.addWidget(form)
    form.show()
    day.set_raw("32/13")
    form.save()
    assert saved == []
    assert "15/3" in day.problem
    day.set_raw("15/3")
    form.save()
    assert saved[0]["day"].month == 3


def test_a_form_refused_by_the_disk_stays_open_with_everything_in_it(
    context: Context, type_text: Typing, qtbot: QtBot
) -> None:
    def full(desk: Desk, name: str) -> Outcome[None]:
        raise StorageError(f"Le disque est plein : « {name} » n’a pas été enregistré.")

    form = Form(context, "x", "T", "Enregistrer", lambda v: context.submit(form.show_problems, full, v["name"]))
    name = TextEditor("name", "Nom")
    form.section("Identité", name)
    qtbot.addWidget(form)
    form.show()
    type_text(name.line, "Atelier Boréal")
    with qtbot.waitSignal(context.error_raised) as told, qtbot.assertNotEmitted(form.closed):
        form.save()
    assert "Le disque est plein" in told.args[0]
    assert name.value == "Atelier Boréal"


def test_a_form_that_wakes_up_asks_nothing_of_a_folder_closed_meanwhile(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    from ui.forms.claim_form import ClaimForm

    form = ClaimForm(context, None)
    qtbot.addWidget(form)
    form.editor("known_on").set_value(date(2026, 11, 20))
    desk.close()
    form._pause.timeout.emit()
    assert not desk.is_open
