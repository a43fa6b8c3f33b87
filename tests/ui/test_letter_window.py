"""The letter window: what is seen is what is printed and kept, nothing typed is lost, and what forbids a letter is said."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Deadline, Event, Invoice, Letter, Payment, StoredFile
from litigedesk.domain.vocabulary import ClientKind, DisputeStage, ProfileStatus, SendMethod
from litigedesk.operations import disputes, invoices
from litigedesk.operations import letters as operations
from litigedesk.operations import profile as profile_operations
from litigedesk.queries.disputes import dossier
from litigedesk.queries.files import content
from tests.ui.letter_records import Open, child, open_dispute, save_profile, written
from ui.context import Context
from ui.forms.form import Form
from ui.letter_window import LetterWindow, compose
from ui.letter_window.filing import FilingDialog
from ui.theme import ThemeMode, current
from ui.widgets.buttons import Button

Typing = Callable[[QWidget, str], None]
TODAY = date(2026, 11, 22)


@pytest.fixture
def open_letter(context: Context, qtbot: QtBot) -> Iterator[Open]:
    opened: list[LetterWindow] = []

    def make(dispute_id: int, template: str = "mise-en-demeure") -> LetterWindow:
        window = LetterWindow(context, None, dispute_id, template)
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        return written(qtbot, window)

    yield make
    for window in opened:
        window.reject()


@pytest.fixture
def dispute_id(desk: Desk) -> int:
    save_profile(desk)
    return open_dispute(desk)


def text_of(window: LetterWindow) -> str:
    assert window.prepared.document is not None
    return window.prepared.document.text()


def words_in(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def press(window: QWidget, name: str) -> None:
    child(window, QPushButton, name).click()


def with_dialog(act: Callable[[], None], answer: Callable[[QDialog], None]) -> None:
    """Do something that opens a modal dialog, and answer it."""
    answered = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and not isinstance(dialog, LetterWindow):
            timer.stop()
            answered.append(dialog.windowTitle())
            answer(dialog)

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    act()
    timer.stop()
    assert answered, "no dialog opened"


def file_it(window: LetterWindow, sent: bool = False) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FilingDialog)
        if sent:
            dialog.sent.set_value("today")
        press(dialog, "filing.save")

    with_dialog(lambda: press(window, "letter.file"), answer)


# ---- what is seen ------------------------------------------------------------------------------------------------------
def test_the_preview_shows_the_very_bytes_that_are_kept_in_the_dossier(
    open_letter: Open, desk: Desk, dispute_id: int
) -> None:
    window = open_letter(dispute_id)
    seen = window.preview.view.pdf
    file_it(window)
    letter = dossier(desk, dispute_id, TODAY).letters[0]
    assert seen.startswith(b"%PDF")
    assert content(desk, letter.pdf_file_id) == seen
    assert window.preview.view.pdf == seen


def test_every_page_is_drawn_with_its_small_page_and_the_statement_is_named(open_letter: Open, dispute_id: int) -> None:
    window = open_letter(dispute_id)
    assert window.preview.view.page_count == 2
    assert window.preview.strip.labels() == ["1 Lettre", "2 Décompte"]
    image = window.preview.view.drawn(0)
    assert image is not None
    assert not image.isNull()
    assert "Page 1 sur 2" in words_in(window.preview)


def test_a_small_page_scrolls_to_its_page(open_letter: Open, dispute_id: int) -> None:
    window = open_letter(dispute_id)
    window.preview.strip.chosen.emit(1)
    assert window.preview.view.page == 1
    assert "Page 2 sur 2" in words_in(window.preview)


def test_the_pages_follow_the_keys_of_zoom(open_letter: Open, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id)
    view = window.preview.view
    fitted = view.zoom
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > fitted
    assert not view.is_fitted
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(fitted)
    written(qtbot, window)
    image = view.drawn(0)
    assert image is not None
    assert abs(image.width() - fitted * 210 * 96 / 25.4) < 2


def test_the_chosen_date_is_in_the_letter(open_letter: Open, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id)
    assert "7\u00a0décembre\u00a02026" in text_of(window)
    window.choices.reply_by.chips[2].click()
    text = text_of(written(qtbot, window))
    assert "22\u00a0décembre\u00a02026" in text
    assert "7\u00a0décembre\u00a02026" not in text
    assert [chip.isChecked() for chip in window.choices.reply_by.chips] == [False, False, True]


def test_the_last_of_many_quick_choices_wins(open_letter: Open, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id)
    for _ in range(5):
        for chip in window.choices.reply_by.chips:
            chip.click()
            window.refresh()
    window.choices.reply_by.chips[0].click()
    assert "30\u00a0novembre\u00a02026" in text_of(written(qtbot, window))


def test_ticked_papers_are_listed_at_the_foot_of_the_letter(open_letter: Open, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id)
    assert "devis D-2026-009 signé le 2\u00a0mars\u00a02026" in text_of(window)
    child(window, QCheckBox, "letter.enclose.contracts").click()
    text = text_of(written(qtbot, window)).split("Pièce")[-1]
    assert "D-2026-009" not in text
    assert "facture F-2026-014" in text
    assert "décompte" in text


def test_a_consumer_is_not_asked_for_forty_euros(open_letter: Open, desk: Desk) -> None:
    save_profile(desk)
    professional, consumer = open_dispute(desk), open_dispute(desk, ClientKind.CONSUMER)
    assert "40,00\u00a0€" in text_of(open_letter(professional))
    assert "40,00\u00a0€" not in text_of(open_letter(consumer))


# ---- what is missing or forbidden ----------------------------------------------------------------------------------------
def test_every_missing_fact_is_listed_at_once_then_the_letter_appears(
    open_letter: Open, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    lacking = save_profile(desk, iban="", siret="")
    window = open_letter(open_dispute(desk))
    assert window.prepared.document is None
    links = {link.objectName() for link in window.preview.findChildren(Button) if link.isVisibleTo(window)}
    assert {"letter.missing.profile.siret", "letter.missing.profile.iban"} <= links
    assert "2\u00a0informations" in window.guards.count.text()
    assert not child(window, QPushButton, "letter.file").isEnabled()
    context.run(profile_operations.save, save_profile_values(lacking))
    assert "Rennes" in text_of(written(qtbot, window))
    assert child(window, QPushButton, "letter.file").isEnabled()


def save_profile_values(lacking: object) -> object:
    from dataclasses import replace

    from litigedesk.demo import identifiers

    return replace(lacking, siret=identifiers.siret(1), iban=identifiers.IBAN)  # type: ignore[type-var]


def test_a_missing_fact_jumps_to_its_field_and_the_letter_is_written_on_return(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    from litigedesk.demo import identifiers

    save_profile(desk, iban="")
    window = open_letter(open_dispute(desk))
    reached = []

    def answer(dialog: QDialog) -> None:
        form = dialog.findChild(Form)
        assert form is not None
        reached.append(form.focusWidget() is form.editor("iban").field)
        form.editor("iban").set_value(identifiers.IBAN)
        form.editor("iban").changed.emit()
        form.save()

    with_dialog(lambda: press(window, "letter.missing.profile.iban"), answer)
    assert reached == [True]
    assert "FR76" in text_of(written(qtbot, window))


def test_a_client_of_unknown_kind_is_named_as_the_obstacle_and_completed_from_there(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    save_profile(desk)
    window = open_letter(open_dispute(desk, ClientKind.UNKNOWN), "relance-amiable")
    assert "Type de client inconnu" in words_in(window.preview)
    titles = []
    with_dialog(
        lambda: press(window, "letter.mend.client.kind"),
        lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject())[-1],
    )
    assert titles == ["Modifier le client"]
    qtbot.waitUntil(lambda: window.findChild(Form) is None)


def test_a_portage_worker_is_told_why_and_offered_the_letter_they_may_send(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    save_profile(desk, status=ProfileStatus.PORTAGE)
    window = open_letter(open_dispute(desk))
    assert window.prepared.document is None
    assert "société de portage" in words_in(window.preview)
    assert not child(window, QPushButton, "letter.print").isEnabled()
    press(window, "letter.mend.template.relance-amiable")
    written(qtbot, window)
    assert window.title.text() == "Relance amiable"
    assert window.prepared.document is not None


def test_a_half_year_without_a_rate_is_named_with_the_way_to_add_it(tmp_path: Path, qtbot: QtBot) -> None:
    with Desk.open(tmp_path / "plus tard", lambda: datetime(2031, 3, 1, 9, 0)) as later:
        save_profile(later)
        window = LetterWindow(Context(later), None, open_dispute(later), "mise-en-demeure")
        qtbot.addWidget(window)
        window.show()
        written(qtbot, window)
        assert "semestre" in words_in(window.preview)
        assert child(window, QPushButton, "letter.mend.rates").text().strip() == "Ajouter le semestre"
        window.reject()


def test_a_warning_is_passed_over_and_may_be_looked_at_again(open_letter: Open, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id)
    window.choices.send_method.set_value(SendMethod.POST)
    window.choices.send_method.changed.emit()
    written(qtbot, window)
    assert window.guards.count.text() == "1\u00a0point à regarder"
    press(window, "guard.pass.registered")
    assert window.guards.count.text() == "Rien à signaler"
    press(window, "guard.again.registered")
    assert window.guards.count.text() == "1\u00a0point à regarder"
    assert child(window, QPushButton, "letter.file").isEnabled()


def test_a_date_already_past_forbids_the_letter_and_points_to_the_field(
    open_letter: Open, dispute_id: int, qtbot: QtBot, type_text: Typing
) -> None:
    window = open_letter(dispute_id)
    line = window.choices.reply_by.line
    line.selectAll()
    type_text(line, "1/11")
    written(qtbot, window)
    assert not child(window, QPushButton, "letter.file").isEnabled()
    press(window, "guard.mend.delay-past")
    assert window.focusWidget() is line


def test_a_date_that_cannot_be_read_keeps_the_last_letter_and_what_was_typed(
    open_letter: Open, dispute_id: int, type_text: Typing, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    before = text_of(window)
    line = window.choices.reply_by.line
    line.selectAll()
    type_text(line, "bientôt")
    written(qtbot, window)
    window.choices.reply_by.left.emit()
    assert text_of(window) == before
    assert "Écrivez une date" in window.choices.reply_by.problem
    press(window, "letter.file")  # opens nothing, goes to the field
    assert window.focusWidget() is line
    assert line.text() == "bientôt"


def test_a_payment_noted_meanwhile_changes_the_letter(
    open_letter: Open, desk: Desk, context: Context, dispute_id: int, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    invoice_id = desk.table(Invoice).all()[0].id or 0
    before = text_of(window)
    payment = Payment(invoice_id=invoice_id, paid_on=date(2026, 11, 20), amount=Money.of("500.00"))
    context.run(invoices.save_payment, payment)
    text = text_of(written(qtbot, window))
    assert text != before
    assert "500,00\u00a0€" in text


def test_a_dossier_deleted_meanwhile_is_said_and_files_nothing(
    open_letter: Open, context: Context, dispute_id: int, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    context.run(disputes.delete, dispute_id)
    written(qtbot, window)
    assert "n’est plus là" in words_in(window.preview)
    assert not child(window, QPushButton, "letter.file").isEnabled()


# ---- filing ------------------------------------------------------------------------------------------------------------
def test_filing_keeps_word_and_pdf_writes_the_timeline_and_the_deadline_in_one_step_that_undo_takes_back(
    open_letter: Open, desk: Desk, context: Context, dispute_id: int
) -> None:
    window = open_letter(dispute_id)
    before = dossier(desk, dispute_id, TODAY)
    file_it(window, sent=True)
    after = dossier(desk, dispute_id, TODAY)
    letter = after.letters[0]
    assert (letter.sent_on, letter.reply_by) == (TODAY, date(2026, 12, 7))
    names = {desk.table(StoredFile).get(one or 0).name for one in (letter.docx_file_id, letter.pdf_file_id)}
    assert {Path(name).suffix for name in names} == {".docx", ".pdf"}
    assert after.events[0].title == "Mise en demeure envoyée"
    assert after.next_deadline is not None
    assert after.next_deadline.due_on == date(2026, 12, 7)
    assert after.dispute.stage is DisputeStage.FORMAL_NOTICE
    assert "Enregistrée dans le dossier" in words_in(window)
    context.undo()
    restored = dossier(desk, dispute_id, TODAY)
    assert (restored.letters, restored.events, restored.deadlines) == (before.letters, before.events, before.deadlines)
    assert restored.dispute == before.dispute
    for table in (Letter, Event, Deadline):
        assert [one for one in desk.table(table).all() if getattr(one, "letter_id", None)] == []


def test_after_an_undo_the_choices_are_open_again_and_the_letter_can_be_filed(
    open_letter: Open, desk: Desk, dispute_id: int, qtbot: QtBot
) -> None:
    window = open_letter(dispute_id)
    file_it(window)
    assert not window.choices.reply_by.isEnabled()
    assert child(window, QPushButton, "letter.file").text().strip() == "Fermer"
    press(window, "letter.undo")
    written(qtbot, window)
    assert window.choices.reply_by.isEnabled()
    file_it(window)
    assert len(dossier(desk, dispute_id, TODAY).letters) == 1


def test_going_back_from_the_question_files_nothing(open_letter: Open, desk: Desk, dispute_id: int) -> None:
    window = open_letter(dispute_id)
    with_dialog(lambda: press(window, "letter.file"), lambda dialog: press(dialog, "filing.cancel"))
    assert dossier(desk, dispute_id, TODAY).letters == ()


def test_a_disk_that_refuses_is_said_in_the_question_and_nothing_is_half_filed(
    open_letter: Open, desk: Desk, dispute_id: int
) -> None:
    window = open_letter(dispute_id)
    vault = desk.folder / "fichiers"
    vault.write_text("un fichier là où il faut un dossier", encoding="utf-8")
    said = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FilingDialog)
        press(dialog, "filing.save")
        said.append(dialog.bar.status.label.full_text())
        dialog.reject()

    with_dialog(lambda: press(window, "letter.file"), answer)
    assert said[0].endswith(".")
    assert dossier(desk, dispute_id, TODAY).letters == ()
    assert desk.undo_label != "Lettre enregistrée dans le dossier"


# ---- drafts, closing, other letters --------------------------------------------------------------------------------------
def test_closing_keeps_the_choices_and_opening_again_says_so(
    open_letter: Open, dispute_id: int, type_text: Typing
) -> None:
    window = open_letter(dispute_id)
    line = window.choices.reply_by.line
    line.selectAll()
    type_text(line, "15/1/27")
    child(window, QCheckBox, "letter.enclose.invoices").click()
    assert "brouillon gardé à 9\u00a0h\u00a000" in words_in(window)
    window.reject()
    again = open_letter(dispute_id)
    assert again.choices.reply_by.line.text() == "15/1/27"
    assert not child(again, QCheckBox, "letter.enclose.invoices").isChecked()
    assert "brouillon repris" in words_in(again)
    assert "15\u00a0janvier\u00a02027" in text_of(again)


def test_a_filed_letter_leaves_no_draft(open_letter: Open, context: Context, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id)
    window.choices.reply_by.chips[2].click()
    written(qtbot, window)
    assert context.drafts
    file_it(window)
    assert not context.drafts


def test_each_letter_of_the_ladder_keeps_its_own_choices(open_letter: Open, dispute_id: int, qtbot: QtBot) -> None:
    window = open_letter(dispute_id, "relance-amiable")
    assert window.choices.reply_by.value == date(2026, 11, 30)
    window.choices.reply_by.chips[1].click()
    window.show_template("mise-en-demeure")
    written(qtbot, window)
    assert window.title.text() == "Mise en demeure"
    assert window.choices.send_method.value is SendMethod.REGISTERED
    window.show_template("relance-amiable")
    written(qtbot, window)
    assert window.choices.reply_by.value == date(2026, 12, 7)


def test_closing_while_the_pages_are_drawn_is_quiet(context: Context, dispute_id: int, qtbot: QtBot) -> None:
    for _ in range(5):
        window = LetterWindow(context, None, dispute_id, "mise-en-demeure")
        qtbot.addWidget(window)
        window.show()
        window.preview.view.zoom_in()
        window.refresh()
        window.reject()
        window.reject()
        QApplication.processEvents()
    assert context.drafts == {}


def test_the_window_opens_over_its_owner_and_goes_when_closed(context: Context, dispute_id: int, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(1200, 700)
    owner.show()
    window = compose(context, owner, dispute_id, "relance-ferme")
    assert window is not None
    assert window.isModal()
    assert window.size() == owner.size()
    gone = []
    window.destroyed.connect(lambda: gone.append(True))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone == [True])


def test_a_dispute_that_is_gone_opens_no_window_and_says_so(context: Context, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised) as said:
        assert compose(context, None, 999, "relance-ferme") is None
    assert said.args[0].endswith(".")


# ---- for everyone ------------------------------------------------------------------------------------------------------
def test_one_button_is_filled_and_everything_that_takes_the_keys_has_a_name(open_letter: Open, dispute_id: int) -> None:
    window = open_letter(dispute_id)
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    assert [one.text().strip() for one in shown if one.property("kind") == "primary"] == ["Enregistrer dans le dossier"]
    nameless = [
        (type(one).__name__, one.objectName())
        for one in shown
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not (one.accessibleName() or getattr(one, "text", str)())
    ]
    assert nameless == []


def test_the_letter_can_be_heard(open_letter: Open, dispute_id: int) -> None:
    window = open_letter(dispute_id)
    assert window.preview.view.accessibleName() == "Aperçu de la lettre, page 1\u00a0sur\u00a02"
    assert "mise en demeure" in window.preview.view.accessibleDescription()


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_at_twice_the_text_size_nothing_is_wider_than_a_laptop(
    open_letter: Open, dispute_id: int, mode: ThemeMode
) -> None:
    current().apply(mode, 2.0)
    window = open_letter(dispute_id)
    window.resize(1366, 768)
    assert window.minimumSizeHint().width() <= 1366
    assert window.choices.horizontalScrollBar().maximum() == 0


def test_the_papers_offered_name_what_the_dossier_holds(
    open_letter: Open, desk: Desk, context: Context, dispute_id: int
) -> None:
    choices = operations.Choices(written_on=TODAY, send_method=SendMethod.EMAIL, reply_by=date(2026, 11, 30))
    context.run(operations.file, dispute_id, "relance-amiable", choices, sent_on=TODAY)
    window = open_letter(dispute_id)
    assert child(window, QCheckBox, "letter.enclose.letters").text() == "La relance"
    assert "relance amiable du 22\u00a0novembre\u00a02026" in text_of(window)
