"""The windows of the menus: first start, profile, settings, rates, trash, calculators."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Profile, UserRate
from litigedesk.domain.vocabulary import ClientKind, LimitationEventKind, ProfileStatus
from litigedesk.operations import clients
from litigedesk.rules.kinds import DeadlineName, LimitationClaim
from litigedesk.settings import SETTINGS
from tests.folders import new_desk
from ui.context import Context
from ui.dialogs.calculators.base import Calculator
from ui.dialogs.calculators.deadline import DeadlineCalculator
from ui.dialogs.calculators.interest import InterestCalculator
from ui.dialogs.calculators.limitation import LimitationCalculator
from ui.dialogs.rates import RateForm, RatesDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.trash import TrashDialog
from ui.forms.form import Form
from ui.forms.profile_form import OWN_BILLS, ProfileForm
from ui.wizard.first_start import FirstStartDialog

NOW = datetime(2026, 11, 22, 9, 0)
Typing = Callable[[QWidget, str], None]


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path) -> Iterator[Context]:
    with new_desk(tmp_path / "d", lambda: NOW) as desk:
        yield Context(desk)


def kept(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()


def problem(form: Form, name: str) -> str:
    return form.editor(name).problem


def test_the_first_start_goes_through_three_pages_and_keeps_what_was_typed(
    qtbot: QtBot, context: Context, tmp_path: Path, type_text: Typing
) -> None:
    dialog = FirstStartDialog(context, tmp_path / "Données à moi")
    kept(qtbot, dialog)
    me = dialog._me
    me.save_button.click()
    assert "nom" in problem(me, "name")
    type_text(me.editor("name").field, "Éloïse Çà")
    me.editor("siret").set_value("00010001600012")
    me.save_button.click()
    assert "dernier groupe" in problem(me, "siret")
    me.editor("siret").set_value("00010001600013")
    me.save_button.click()
    sales = dialog._sales
    sales.editor("sells_to_consumers").set_value(True)
    sales.save_button.click()
    dialog._start()
    chosen = dialog.chosen
    assert chosen is not None
    assert (chosen.profile.name, chosen.profile.siret) == ("Éloïse Çà", "00010001600013")
    assert chosen.profile.sells_to_consumers
    assert chosen.folder == tmp_path / "Données à moi"
    assert not chosen.folder.exists()


def test_the_first_start_never_takes_a_folder_that_holds_something_else(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "été.jpg").write_bytes(b"x")
    dialog = FirstStartDialog(context, tmp_path / "neuf")
    kept(qtbot, dialog)
    dialog.use_folder(tmp_path / "photos")
    dialog._start()
    assert dialog.chosen is not None
    assert dialog.chosen.folder == tmp_path / "photos" / "LitigeDesk"


def test_the_example_is_one_press_away(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    dialog = FirstStartDialog(context, tmp_path / "neuf")
    kept(qtbot, dialog)
    dialog._use_example()
    assert dialog.chosen is not None
    assert dialog.chosen.example


def test_a_picture_that_is_none_is_refused_beside_its_field_and_nothing_is_saved(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    form = ProfileForm(context)
    kept(qtbot, form)
    form.editor("name").set_value("Camille")
    fake = tmp_path / "logo.png"
    fake.write_bytes(b"\x89PNG\r\n\x1a\nnot a picture")
    form.editor("logo").take(fake)  # type: ignore[attr-defined]
    form.save()
    assert "PNG ou JPEG" in problem(form, "logo")
    assert context.desk.table(Profile).count() == 0


def test_a_logo_is_kept_in_the_data_folder_and_undo_takes_it_back(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    from PIL import Image

    picture = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "#0B5C68").save(picture)
    form = ProfileForm(context)
    kept(qtbot, form)
    form.editor("name").set_value("Camille")
    form.editor("logo").take(picture)  # type: ignore[attr-defined]
    form.save()
    picture.unlink()
    assert context.desk.profile().logo_file_id is not None
    again = ProfileForm(context)
    kept(qtbot, again)
    assert again.editor("logo").value.name == "logo.png"
    context.undo()
    assert context.desk.profile().logo_file_id is None


def test_the_first_start_asks_an_employee_of_a_portage_company_nothing_about_bills_of_their_own(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    """The portage company bills and is paid: no SIRET, no « EI », no IBAN, no VAT, no consumers."""
    dialog = FirstStartDialog(context, tmp_path / "neuf")
    kept(qtbot, dialog)
    me, sales = (dialog.findChild(Form, f"form.wizard:{page}") for page in ("me", "sales"))
    assert isinstance(me, Form)
    assert isinstance(sales, Form)
    asked = {one.name for one in me.editors() if one.isVisibleTo(me)}
    assert {"siret", "ei_mention", "iban"} <= asked
    me.editor("status").set_value(ProfileStatus.PORTAGE)
    me.editor("name").set_value("Léa Portée")
    me.changed.emit()
    assert {one.name for one in me.editors() if one.isVisibleTo(me)} == asked - set(OWN_BILLS)
    me.save()
    assert {one.name for one in sales.editors() if one.isVisibleTo(sales)} == {
        "activity",
        "sells_online",
        "holiday_region",
    }
    me.editor("status").set_value(ProfileStatus.EI)
    me.changed.emit()
    assert {one.name for one in me.editors() if one.isVisibleTo(me)} == asked
    me.save()
    assert sales.editor("vat_regime").isVisibleTo(sales)


def test_each_status_says_what_it_changes(qtbot: QtBot, context: Context) -> None:
    form = ProfileForm(context)
    kept(qtbot, form)
    from ui.widgets.text import Label

    for status, word in ((ProfileStatus.PORTAGE, "société de portage"), (ProfileStatus.COMPANY, "créancière")):
        form.editor("status").set_value(status)
        form.changed.emit()
        assert any(word in label.full_text() for label in form.findChildren(Label))


def test_a_setting_applies_at_once_and_an_absurd_one_is_said_beside_it(qtbot: QtBot, context: Context) -> None:
    dialog = SettingsDialog(context)
    kept(qtbot, dialog)
    editor = dialog.lines["reply_days.mise-en-demeure"].editor
    editor.set_value(0)
    editor.left.emit()
    assert "entre 1 et 90" in editor.problem
    editor.set_value(10)
    editor.left.emit()
    assert editor.problem == ""
    assert context.desk.db.value("SELECT value FROM setting") == "10"
    dialog.reset()
    assert context.desk.db.value("SELECT count(*) FROM setting") == 0
    assert editor.value == 15


def test_a_setting_is_found_by_its_words_accents_and_capitals_aside(qtbot: QtBot, context: Context) -> None:
    dialog = SettingsDialog(context)
    kept(qtbot, dialog)

    def shown() -> set[str]:
        return {key for key, line in dialog.lines.items() if line.isVisible()}

    everything = shown()
    assert everything == {one.key for one in SETTINGS}, "each setting has a group"
    dialog.search.setText("DELAI mise demeure")
    assert shown() == {"reply_days.mise-en-demeure"}
    assert dialog.search.accessibleDescription() == "1\u00a0réglage"
    dialog.search.setText("zzz")
    assert shown() == set()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert shown() == everything
    assert dialog.isVisible(), "Escape empties the search first"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_changed_goes_back_one_by_one_by_group_or_all_at_once_and_undo_takes_each_back(
    qtbot: QtBot, context: Context
) -> None:
    dialog = SettingsDialog(context)
    kept(qtbot, dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    amiable, firm, first = (
        dialog.lines[key] for key in ("reply_days.relance-amiable", "reply_days.relance-ferme", "reminder.first")
    )
    assert not any(one.is_changed or one.back.isVisible() for one in dialog.lines.values())
    for line, typed in ((amiable, 10), (firm, 12), (first, 3)):
        line.editor.set_value(typed)
        line.editor.left.emit()
    group = next(one for one in dialog._groups if firm in one.lines)
    assert amiable.back.text().strip() == "Revenir à l’origine\u00a0: 8\u00a0jours"
    assert group.back.isVisible()

    def kept_now() -> tuple[int, int, int]:
        return tuple(int(context.desk.setting(one.setting)) for one in (amiable, firm, first))  # type: ignore[return-value]

    for press, after in (
        (amiable.back, (8, 12, 3)),
        (group.back, (8, 8, 3)),
        (dialog.reset_button, (8, 8, 7)),
    ):
        before = kept_now()
        if not press.isVisible():
            context.undo()
            before = kept_now()
        press.click()
        assert kept_now() == after
        qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert kept_now() == before == (amiable.editor.value, firm.editor.value, first.editor.value)
        assert "Annulé" in dialog.bar.status.label.full_text()
        press.click()
    assert not dialog.reset_button.isEnabled()


def test_the_words_of_an_admission_are_the_user_s_to_change_and_come_back(qtbot: QtBot, context: Context) -> None:
    dialog = SettingsDialog(context)
    kept(qtbot, dialog)
    editor = dialog.lines["insurance.admission_words"].editor
    shipped = editor.value
    assert "ma faute" in shipped.splitlines()
    editor.set_value("  j’ai   oublié \n\nma faute\nma faute")
    editor.left.emit()
    assert editor.value == "j’ai oublié\nma faute"
    assert context.desk.db.value("SELECT value FROM setting") == "j’ai oublié\nma faute"
    editor.set_value("mot " * 30)
    editor.left.emit()
    assert "trop long" in editor.problem
    editor.set_value("")
    editor.left.emit()
    assert editor.problem == ""
    assert editor.value == shipped
    assert context.desk.db.value("SELECT value FROM setting") == ""


def test_a_half_year_is_added_marked_as_the_users_and_removed(qtbot: QtBot, context: Context) -> None:
    form = RateForm(context, None)
    kept(qtbot, form)
    assert form.editor("half").value == "2027-S1"
    form.save()
    assert "pour cent" in problem(form, "refi")
    form.editor("refi").set_value(Decimal("2.65"))
    form.editor("legal_professional").set_value(Decimal("2.80"))
    form.editor("source").set_value("JO du 28 décembre 2026")
    form.save()
    assert context.desk.law.rates.complete_until == date(2027, 6, 30)
    dialog = RatesDialog(context)
    kept(qtbot, dialog)
    own = context.desk.table(UserRate).first()
    assert own is not None
    dialog._remove(own.id or 0)
    assert context.desk.law.rates.complete_until == date(2026, 12, 31)


def test_the_trash_gives_back_what_was_deleted(qtbot: QtBot, context: Context) -> None:
    client = clients.save(context.desk, Client(name="Zoé & Cie", kind=ClientKind.PROFESSIONAL)).value
    clients.delete(context.desk, client.id or 0)
    dialog = TrashDialog(context)
    kept(qtbot, dialog)
    dialog._restore(context.desk.trash.all()[0].id or 0)
    assert context.desk.table(Client).count(name="Zoé & Cie") == 1
    assert not dialog.empty_button.isVisibleTo(dialog)


def test_thousands_deleted_together_are_shown_a_hundred_at_a_time(qtbot: QtBot, context: Context) -> None:
    for number in range(103):
        client = clients.save(context.desk, Client(name=f"n{number}", kind=ClientKind.PROFESSIONAL)).value
        clients.delete(context.desk, client.id or 0)
    dialog = TrashDialog(context)
    kept(qtbot, dialog)

    def links(name: str) -> list[QAbstractButton]:
        QApplication.processEvents()  # what was just built is shown a moment later
        found = dialog.findChildren(QAbstractButton)
        return [one for one in found if one.objectName().startswith(name) and one.isVisibleTo(dialog)]

    assert len(links("trash.restore.")) == 100
    (more,) = links("trash.more")
    assert "(3)" in more.accessibleName() + more.text()
    more.click()
    assert len(links("trash.restore.")) == 103
    assert links("trash.more") == []


def headline(calculator: Calculator) -> str:
    assert calculator.shown is not None
    return calculator.shown.headline


def test_the_interest_calculator_gives_the_worked_example_and_copies_its_reasons(
    qtbot: QtBot, context: Context
) -> None:
    calculator = InterestCalculator(context)
    kept(qtbot, calculator)
    assert calculator.shown is None
    assert not calculator.copy_button.isEnabled()
    calculator.principal.set_value(Money.of("2500"))
    calculator.due.set_value(date(2026, 5, 31))
    calculator.compute()
    assert headline(calculator) == "148,12\u00a0€ d’intérêts"
    calculator.copy()
    copied = QGuiApplication.clipboard().text()
    assert "145\u00a0jours" in copied
    assert "L441-10" in copied
    calculator.client.set_value(ClientKind.CONSUMER)
    calculator.compute()
    assert headline(calculator) == "0,00\u00a0€ d’intérêts"
    assert "40,00" not in "".join(value for _, value in calculator.shown.figures)  # type: ignore[union-attr]


def test_a_missing_half_year_is_a_sentence_and_not_a_sum(qtbot: QtBot, context: Context) -> None:
    calculator = InterestCalculator(context)
    kept(qtbot, calculator)
    calculator.principal.set_value(Money.of("100"))
    calculator.due.set_value(date(2026, 12, 1))
    calculator.until.set_value(date(2027, 2, 1))
    calculator.compute()
    assert calculator.shown is None


def test_the_deadline_calculator_skips_holidays_and_says_so(qtbot: QtBot, context: Context) -> None:
    calculator = DeadlineCalculator(context)
    kept(qtbot, calculator)
    calculator.rule.set_value(DeadlineName.CLAIM_DECLARATION)
    calculator.start.set_value(date(2026, 5, 8))
    calculator.days.set_value(5)
    calculator.compute()
    assert headline(calculator) == "Lundi 18\u00a0mai\u00a02026"
    assert any("Ascension" in step for step in calculator.shown.steps)  # type: ignore[union-attr]


def test_the_limitation_calculator_shows_the_safe_day_and_asks_for_a_missing_date(
    qtbot: QtBot, context: Context
) -> None:
    calculator = LimitationCalculator(context)
    kept(qtbot, calculator)
    assert calculator.shown is None
    calculator.claim.set_value(LimitationClaim.PROFESSIONAL)
    calculator.start.set_value(date(2022, 5, 14))
    calculator.compute()
    assert headline(calculator) == "Vendredi 14\u00a0mai\u00a02027 à 24 heures"
    assert "13\u00a0mai\u00a02027" in calculator.shown.under  # type: ignore[union-attr]
    calculator.cause.set_value(LimitationEventKind.SERVED)
    calculator.compute()
    assert calculator.shown is None
    calculator.on.set_value(date(2026, 3, 1))
    calculator.compute()
    assert "2031" in headline(calculator)


def test_leaving_the_first_start_half_typed_asks_first(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox

    dialog = FirstStartDialog(context, tmp_path / "neuf")
    kept(qtbot, dialog)
    dialog._me.editor("name").set_value("Éloïse")

    def press(words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.findChildren(QAbstractButton) if button.text() == words).click()

    QTimer.singleShot(0, lambda: press("Continuer la saisie"))
    dialog.leave()
    assert dialog.isVisible()
    QTimer.singleShot(0, lambda: press("Quitter"))
    dialog.leave()
    assert not dialog.isVisible()
    assert dialog.chosen is None
