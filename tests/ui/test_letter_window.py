"""The letter window: what is seen is what is printed and kept, nothing typed is lost, and what forbids a letter is said."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.vocabulary import ClientKind, SendMethod
from litigedesk.operations import letters as operations
from litigedesk.queries.disputes import dossier
from litigedesk.queries.files import content
from tests.ui.letter_records import (
    Open,
    child,
    file_it,
    letter_windows,
    open_dispute,
    save_profile,
    text_of,
    words_in,
    written,
)
from ui.context import Context
from ui.letter_window import LetterWindow, compose
from ui.theme import ThemeMode, current

Typing = Callable[[QWidget, str], None]
TODAY = date(2026, 11, 22)


@pytest.fixture
def open_letter(context: Context, qtbot: QtBot) -> Iterator[Open]:
    with letter_windows(context, qtbot) as make:
        yield make


@pytest.fixture
def dispute_id(desk: Desk) -> int:
    save_profile(desk)
    return open_dispute(desk)


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
        window = LetterWindow(context, None, of_dispute(dispute_id), "mise-en-demeure")
        qtbot.addWidget(window)
        window.show()
        window.preview.view.zoom_in()
        window.refresh()
        window.reject()
        window.reject()
        QApplication.processEvents()
    assert not context.drafts


def test_the_window_opens_over_its_owner_and_goes_when_closed(context: Context, dispute_id: int, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(1200, 700)
    owner.show()
    window = compose(context, owner, of_dispute(dispute_id), "relance-ferme")
    assert window is not None
    assert window.isModal()
    assert window.size() == owner.size()
    gone = []
    window.destroyed.connect(lambda: gone.append(True))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone == [True])


def test_a_dispute_that_is_gone_opens_no_window_and_says_so(context: Context, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised) as said:
        assert compose(context, None, of_dispute(999), "relance-ferme") is None
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
    context.run(operations.file, of_dispute(dispute_id), "relance-amiable", choices, sent_on=TODAY)
    window = open_letter(dispute_id)
    assert child(window, QCheckBox, "letter.enclose.letters").text() == "La relance"
    assert "relance amiable du 22\u00a0novembre\u00a02026" in text_of(window)


def test_a_window_too_narrow_for_both_halves_shows_one_at_a_time_and_folds_the_ways_out(
    open_letter: Open, dispute_id: int
) -> None:
    window = open_letter(dispute_id)
    assert window.exits.all.isHidden()
    window.resize(683, 384)
    QApplication.processEvents()
    assert window.width() == 683
    assert window.choices.isVisible()
    assert window.choices.horizontalScrollBar().maximum() == 0
    assert not window.preview.isVisible()
    assert [one.isVisible() for one in (*window.exits.buttons, window.exits.all)] == [False] * 4 + [True]
    window.halves.tabs.buttons()[1].click()
    assert window.preview.isVisible()
    assert not window.choices.isVisible()
    window.mend("letter.reply_by")  # a choice to mend comes back into sight
    assert window.choices.isVisible()
    window.resize(1200, 700)
    QApplication.processEvents()
    assert window.choices.isVisible()
    assert window.preview.isVisible()
    assert window.exits.all.isHidden()
