"""Each editor reads what people type, shows it in its usual form, and says in words what it cannot read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, PaymentTerm
from ui.forms.editors import (
    CheckEditor,
    ChoiceEditor,
    DateEditor,
    Editor,
    EmailEditor,
    FileChoice,
    FileEditor,
    IbanEditor,
    IntegerEditor,
    LongTextEditor,
    MoneyEditor,
    PercentEditor,
    PhoneEditor,
    PostcodeEditor,
    SiretEditor,
    TextEditor,
)
from ui.forms.file_editor import WORD

TODAY = date(2026, 11, 22)
Typing = Callable[[QWidget, str], None]

EVERY: tuple[tuple[Callable[[], Editor], Any], ...] = (
    (lambda: TextEditor("name", "Nom", hint="Tel qu’il signe."), "Éléonore Œuvrard"),
    (lambda: LongTextEditor("name", "Notes", hint="Pour vous."), "Une ligne\nune autre"),
    (lambda: DateEditor("name", "Date", today=TODAY, hint="Du cachet."), date(2027, 3, 1)),
    (lambda: MoneyEditor("name", "Montant", hint="TTC."), Money.of("1234.5")),
    (lambda: PercentEditor("name", "Taux", hint="Annuel."), Decimal("12.40")),
    (lambda: IntegerEditor("name", "Délai", suffix="jours", hint="Du contrat."), 30),
    (lambda: ChoiceEditor("name", "Genre", ClientKind, hint="Qui est-ce ?"), ClientKind.CONSUMER),
    (lambda: ChoiceEditor("name", "Délai", PaymentTerm, hint="Du contrat."), PaymentTerm.CUSTOM),
    (lambda: CheckEditor("name", "Je vends en ligne", hint="Sur un site."), True),
    (lambda: SiretEditor("name", "SIRET", hint="14 chiffres."), "12345678200010"),
    (lambda: IbanEditor("name", "IBAN", hint="Du RIB."), "FR7699999000010000012345693"),
    (lambda: EmailEditor("name", "Courriel", hint="Du contact."), "a@b.example"),
    (lambda: PhoneEditor("name", "Téléphone", hint="Du contact."), "+33 2 99 00 00 00"),
    (lambda: PostcodeEditor("name", "Code postal", hint="Du siège."), "56100"),
    (lambda: FileEditor("name", "Logo", hint="En couleurs."), FileChoice(stored_id=4, name="logo.png")),
)
each = pytest.mark.parametrize(("make", "value"), EVERY)


def shown(qtbot: QtBot, editor: Editor) -> Editor:
    """The editor in a window with another field to go to."""
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(editor)
    layout.addWidget(QLineEdit(objectName="other"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    with qtbot.waitActive(window):
        pass
    editor._window = window  # type: ignore[attr-defined]  # kept alive with the editor
    return editor


def leave(editor: Editor) -> None:
    editor.window().findChild(QLineEdit, "other").setFocus()


@each
def test_an_editor_gives_back_the_value_it_was_given_and_says_nothing_changed(
    qtbot: QtBot, make: Callable[[], Editor], value: Any
) -> None:
    editor = make()
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value(value)
    assert editor.value == value
    assert editor.own_problem() == ""
    editor.normalise()
    assert editor.value == value


@each
def test_an_editor_has_names_for_tests_and_for_screen_readers(
    qtbot: QtBot, make: Callable[[], Editor], value: Any
) -> None:
    editor = make()
    qtbot.addWidget(editor)
    assert editor.objectName() == "name"
    assert editor.field.objectName() == "name.field"
    assert editor.label_text in editor.field.accessibleName()
    assert editor._hint in editor.field.accessibleDescription()


@each
def test_a_problem_is_said_in_words_to_eyes_and_screen_readers_and_goes_away(
    qtbot: QtBot, make: Callable[[], Editor], value: Any
) -> None:
    editor = shown(qtbot, make())
    editor.set_problem("Un chiffre est faux : vérifiez.")
    message = editor.findChild(QWidget, "name.problem")
    assert message is not None
    assert message.isVisible()
    assert editor.problem == "Un chiffre est faux\u00a0: vérifiez."
    assert editor.problem in editor.field.accessibleDescription()
    assert editor.is_bad
    editor.set_problem("À vérifier.", blocking=False)
    assert not editor.is_bad
    editor.set_problem(None)
    assert not message.isVisible()


@each
def test_what_a_draft_keeps_comes_back_the_same(qtbot: QtBot, make: Callable[[], Editor], value: Any) -> None:
    before, after = make(), make()
    for editor in (before, after):
        qtbot.addWidget(editor)
    before.set_value(value)
    after.set_raw(before.raw)
    assert after.value == value
    assert after.raw == before.raw


@each
def test_the_field_that_has_the_focus_looks_different(qtbot: QtBot, make: Callable[[], Editor], value: Any) -> None:
    editor = shown(qtbot, make())
    leave(editor)
    before = editor.grab().toImage()
    editor.field.setFocus(Qt.FocusReason.TabFocusReason)
    assert editor.grab().toImage() != before


# ---- dates -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15/3", date(2026, 3, 15)),
        ("15/03/27", date(2027, 3, 15)),
        ("+30j", date(2026, 12, 22)),
        ("3 mars 2027", date(2027, 3, 3)),
        ("demain", date(2026, 11, 23)),
    ],
)
def test_a_typed_date_is_understood_and_written_out_when_one_leaves(
    qtbot: QtBot, type_text: Typing, typed: str, expected: date
) -> None:
    editor = shown(qtbot, DateEditor("day", "Date", today=TODAY))
    assert isinstance(editor, DateEditor)
    editor.line.setFocus()
    with qtbot.waitSignal(editor.changed):
        type_text(editor.line, typed)
    assert editor.value == expected
    assert str(expected.year) in editor.long_text()
    leave(editor)
    assert editor.line.text() == f"{expected:%d/%m/%Y}"


def test_an_unreadable_date_stays_as_typed_and_says_how_to_write_one(qtbot: QtBot, type_text: Typing) -> None:
    editor = shown(qtbot, DateEditor("day", "Date", today=TODAY))
    assert isinstance(editor, DateEditor)
    type_text(editor.line, "31/02")
    leave(editor)
    assert editor.value is None
    assert editor.line.text() == "31/02"
    assert "15/3" in editor.own_problem()


def test_the_first_of_a_month_is_written_as_french_people_do(qtbot: QtBot) -> None:
    editor = DateEditor("day", "Date", today=TODAY)
    qtbot.addWidget(editor)
    editor.set_value(date(2027, 3, 1))
    assert editor.long_text() == "Lundi 1er\u00a0mars\u00a02027"


def test_arrows_move_a_date_by_a_day(qtbot: QtBot) -> None:
    editor = DateEditor("day", "Date", today=TODAY)
    qtbot.addWidget(editor)
    qtbot.keyClick(editor.line, Qt.Key.Key_Up)
    assert editor.value == TODAY
    qtbot.keyClick(editor.line, Qt.Key.Key_Up)
    assert editor.value == date(2026, 11, 23)
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.value == date(2026, 11, 21)


def test_quick_buttons_count_from_today_and_nudges_from_the_date_typed(qtbot: QtBot) -> None:
    editor = DateEditor("day", "Date", today=TODAY, quick=(("15 jours", "+15j"),), nudge=True)
    qtbot.addWidget(editor)
    fortnight, week, month = editor.chips
    qtbot.mouseClick(fortnight, Qt.MouseButton.LeftButton)
    assert editor.value == date(2026, 12, 7)
    qtbot.mouseClick(week, Qt.MouseButton.LeftButton)
    assert editor.value == date(2026, 12, 14)
    qtbot.mouseClick(month, Qt.MouseButton.LeftButton)
    assert editor.value == date(2027, 1, 14)
    qtbot.mouseClick(fortnight, Qt.MouseButton.LeftButton)
    assert editor.value == date(2026, 12, 7)


@pytest.mark.parametrize("width", [420, 520, 620, 900])
def test_a_problem_beside_a_date_never_pushes_its_quick_buttons_over_the_long_date(qtbot: QtBot, width: int) -> None:
    editor = DateEditor("on", "Rendue le", today=TODAY, quick=[("Aujourd’hui", "0j"), ("Hier", "-1j")])
    shown(qtbot, editor)
    editor.set_value(date(2027, 3, 1))
    editor.set_problem("Cette date est à venir : notez-la quand ce sera fait.")
    editor.window().resize(width, 300)
    qtbot.waitUntil(lambda: editor.window().width() == width)
    QApplication.processEvents()
    under = editor._long.mapTo(editor, QPoint(0, 0)).y()
    for chip in editor.chips:
        assert chip.mapTo(editor, QPoint(0, chip.height())).y() <= under
        assert chip.mapTo(editor, QPoint(0, 0)).y() < editor.line.mapTo(editor, QPoint(0, editor.line.height())).y()


def test_the_calendar_starts_on_monday_speaks_french_and_gives_its_day(qtbot: QtBot) -> None:
    editor = shown(qtbot, DateEditor("day", "Date", today=TODAY))
    assert isinstance(editor, DateEditor)
    qtbot.keyClick(editor.line, Qt.Key.Key_F4)
    calendar = editor.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert calendar.locale().dayName(1) == "lundi"
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert editor.value == date(2026, 11, 23)


# ---- numbers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("editor", "typed", "value", "text"),
    [
        (MoneyEditor, "1 234.56 €", Money.of("1234.56"), "1\u202f234,56\u00a0€"),
        (PercentEditor, "12,4", Decimal("12.4"), "12,40\u202f%"),
        (IntegerEditor, " 1 200", 1200, "1\u202f200"),
        (SiretEditor, "123 456 782 00010", "12345678200010", "123\u202f456\u202f782\u202f00010"),
        (IbanEditor, "fr76 9999 9000 0100 0001 2345 693", "FR7699999000010000012345693", None),
        (EmailEditor, " a@b.example ", "a@b.example", "a@b.example"),
        (PhoneEditor, "0299000000", "0299000000", "02\u202f99\u202f00\u202f00\u202f00"),
    ],
)
def test_typed_numbers_take_their_usual_form_when_one_leaves(
    qtbot: QtBot, type_text: Typing, editor: type[TextEditor], typed: str, value: Any, text: str | None
) -> None:
    field = shown(qtbot, editor("x", "Champ"))
    assert isinstance(field, TextEditor)
    field.line.setFocus()
    type_text(field.line, typed)
    assert field.value == value
    leave(field)
    assert text is None or field.line.text() == text


@pytest.mark.parametrize(
    ("editor", "typed"),
    [
        (MoneyEditor, "douze"),
        (MoneyEditor, "1,234"),
        (MoneyEditor, "1e99"),
        (PercentEditor, "NaN"),
        (PercentEditor, "99999"),
        (IntegerEditor, "1,5"),
    ],
)
def test_what_is_no_number_is_kept_and_answered_with_an_example(
    qtbot: QtBot, type_text: Typing, editor: type[TextEditor], typed: str
) -> None:
    field = shown(qtbot, editor("x", "Champ"))
    assert isinstance(field, TextEditor)
    type_text(field.line, typed)
    leave(field)
    assert field.value is None
    assert field.line.text() == typed
    assert field.own_problem().startswith("Écrivez ")


# ---- choices ---------------------------------------------------------------------------------------------------------
def test_a_few_short_choices_are_segments_that_arrows_move(qtbot: QtBot) -> None:
    editor = shown(qtbot, ChoiceEditor("kind", "Genre", ClientKind))
    assert isinstance(editor, ChoiceEditor)
    editor.set_value(ClientKind.PROFESSIONAL)
    editor.field.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(focused, Qt.Key.Key_Right)
    assert editor.value is ClientKind.CONSUMER


def test_a_long_list_does_not_change_under_the_wheel(qtbot: QtBot) -> None:
    editor = shown(qtbot, ChoiceEditor("term", "Délai", PaymentTerm))
    editor.set_value(PaymentTerm.INVOICE_30)
    editor.field.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.field, wheel)
    assert editor.value is PaymentTerm.INVOICE_30


def test_replacing_the_options_keeps_the_choice_when_it_is_still_there(qtbot: QtBot) -> None:
    editor = ChoiceEditor("client", "Client", [(1, "Alpha"), (2, "Bêta")], segments=False, empty="Choisir…")
    qtbot.addWidget(editor)
    assert editor.value is None
    editor.set_value(2)
    editor.set_options([(2, "Bêta"), (3, "Gamma")], empty="Choisir…")
    assert editor.value == 2
    editor.set_options([(3, "Gamma")], empty="Choisir…")
    assert editor.value is None


def test_tab_leaves_a_long_text_and_enter_makes_a_line(qtbot: QtBot) -> None:
    editor = shown(qtbot, LongTextEditor("notes", "Notes"))
    assert isinstance(editor, LongTextEditor)
    editor.text.setFocus()
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    assert editor.raw == "\n"
    qtbot.keyClick(editor.text, Qt.Key.Key_Tab)
    assert not editor.text.hasFocus()


# ---- files -----------------------------------------------------------------------------------------------------------
def test_a_picture_is_taken_shown_and_cleared(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "mon logo.png"
    pixmap = QPixmap(40, 20)
    pixmap.fill(Qt.GlobalColor.red)
    pixmap.save(str(picture))
    editor = FileEditor("logo", "Logo")
    qtbot.addWidget(editor)
    editor.take(picture)
    assert editor.value == FileChoice(path=picture, name="mon logo.png")
    assert editor.value.is_new
    qtbot.mouseClick(editor.clear, Qt.MouseButton.LeftButton)
    assert editor.value is None


def test_a_file_of_another_kind_is_refused_in_words_and_the_present_one_kept(qtbot: QtBot, tmp_path: Path) -> None:
    editor = FileEditor("letterhead", "Papier à en-tête", WORD)
    qtbot.addWidget(editor)
    editor.set_value(FileChoice(stored_id=3, name="en-tête.docx"))
    editor.take(tmp_path / "photo.jpg")
    assert "photo.jpg" in editor.own_problem()
    assert ".docx" in editor.own_problem()
    assert editor.value == FileChoice(stored_id=3, name="en-tête.docx")
