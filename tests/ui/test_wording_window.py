"""The window of texts: what is typed is tried on the very pages, nothing is lost unasked, and ours is always one click away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.letters import catalogue, own_wording
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import wordings
from litigedesk.queries import wordings as queries
from tests.ui.letter_records import (
    child,
    letter_windows,
    open_dispute,
    press,
    save_profile,
    text_of,
    with_dialog,
    words_in,
    written,
)
from ui.context import Context
from ui.theme import ThemeMode, current
from ui.wording_window import WordingWindow
from ui.wording_window.questions import BackDialog, UnsavedDialog

Make = Callable[..., WordingWindow]
Typing = Callable[[QWidget, str], None]
MARK = "Comme convenu au téléphone."


def ours(template_id: str = NOTICE) -> str:
    return own_wording.ours(catalogue.template(template_id))


def mine() -> str:
    return ours().replace("{{ salutation }},", f"{{{{ salutation }}}},\n\n{MARK}", 1)


@pytest.fixture
def make(context: Context, desk: Desk, qtbot: QtBot) -> Make:
    save_profile(desk)

    def leave(window: QWidget) -> None:
        assert isinstance(window, QDialog)
        window.done(QDialog.DialogCode.Rejected)  # without asking, whatever is typed

    def open_window(template_id: str = NOTICE) -> WordingWindow:
        window = WordingWindow(context, None, template_id)
        qtbot.addWidget(window, before_close_func=leave)
        window.show()
        return tried(qtbot, window)

    return open_window


def tried(qtbot: QtBot, window: WordingWindow) -> WordingWindow:
    qtbot.waitUntil(lambda: not window.is_writing and not window.tasks.is_busy(), timeout=20_000)
    return window


def put(window: WordingWindow, text: str) -> None:
    window.editor.setPlainText(text)
    window.settled()


# ---- trying ------------------------------------------------------------------------------------------------------------
def test_what_is_typed_is_seen_on_the_pages_and_kept_in_the_letters(
    make: Make, desk: Desk, type_text: Typing, qtbot: QtBot
) -> None:
    window = make()
    before = window.preview.view.pdf
    window.editor.go_to_line(3)
    window.editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    window.editor.insertPlainText("\n\n")
    type_text(window.editor, MARK)
    tried(qtbot, window)
    assert MARK in window.trial.text
    assert window.preview.view.pdf != before
    press(window, "wording.save")
    assert queries.body(desk, NOTICE) == mine()
    assert window.state.text() == "Votre texte"
    assert not child(window, QPushButton, "wording.save").isEnabled()


def test_a_fault_is_said_with_its_line_leads_there_and_is_not_kept(make: Make, desk: Desk) -> None:
    window = make()
    pages = window.preview.view.pdf
    put(window, ours().replace("{{ asked|money }}", "{{ montant }}", 1))
    assert "montant" in words_in(window.remarks)
    assert window.preview.view.pdf == pages
    press(window, "wording.save")
    assert "ne peut pas être enregistré" in window.messages.text
    assert queries.row(desk, NOTICE).own is None
    window.editor.moveCursor(QTextCursor.MoveOperation.End)
    press(window, "wording.line.1")
    assert window.editor.textCursor().blockNumber() == 0


def test_what_the_law_asks_for_and_is_gone_is_said_and_may_be_kept_all_the_same(make: Make, desk: Desk) -> None:
    window = make("reponse-reclamation")
    put(window, ours("reponse-reclamation").replace('{% include "_mediator.md" +%}', "Voyez le médiateur."))
    assert any("médiateur" in one.sentence and not one.blocks for one in window.trial.remarks)
    assert window.save()
    assert queries.row(desk, "reponse-reclamation").own is not None


def test_a_name_is_found_by_its_words_and_inserted_where_the_cursor_is(make: Make, type_text: Typing) -> None:
    window = make()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.names.isVisibleTo(window)
    type_text(window.names.search, "votre activité")
    QTest.keyClick(window.names.search, Qt.Key.Key_Return)
    window.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(window.names.tree, Qt.Key.Key_Return)
    assert window.editor.toPlainText().endswith("{{ profile.activity }}")


# ---- ours, and theirs --------------------------------------------------------------------------------------------------
def test_going_back_shows_what_changes_first_and_can_be_undone(make: Make, desk: Desk, context: Context) -> None:
    wordings.save(desk, NOTICE, mine())
    window = make()

    def refuse(dialog: QDialog) -> None:
        assert isinstance(dialog, BackDialog)
        dialog.accept()

    with_dialog(window.go_back, refuse)
    assert queries.row(desk, NOTICE).own is not None
    with_dialog(window.go_back, lambda dialog: press(dialog, "back.confirm"))
    assert queries.row(desk, NOTICE).own is None
    assert window.body == ours()
    context.undo()
    assert window.body == mine()


def test_a_newer_text_of_ours_is_shown_beside_and_theirs_is_kept_when_they_say_so(make: Make, desk: Desk) -> None:
    from dataclasses import replace

    from litigedesk.domain.wording import Wording

    wordings.save(desk, NOTICE, mine())
    with desk.db.transaction("une version passée"):
        own = desk.table(Wording).first(template=NOTICE)
        assert own is not None
        desk.table(Wording).update(replace(own, ours=ours().replace("en demeure", "en retard")))
    window = make()
    press(window, "wording.see")
    assert "en retard" in window.changes.text.toPlainText()
    press(window, "wording.keep")
    assert not queries.row(desk, NOTICE).is_outdated
    assert MARK in window.changes.text.toPlainText()
    assert window.body == mine()


def test_leaving_a_text_that_is_not_saved_is_asked_and_staying_loses_nothing(make: Make, desk: Desk) -> None:
    window = make()
    put(window, mine())

    def stay(dialog: QDialog) -> None:
        assert isinstance(dialog, UnsavedDialog)
        dialog.reject()

    with_dialog(window.reject, stay)
    assert window.isVisible()
    assert window.body == mine()
    with_dialog(lambda: window.letters.chosen.emit("relance-amiable"), stay)
    assert window.body == mine()
    with_dialog(lambda: window.letters.chosen.emit("relance-amiable"), lambda dialog: press(dialog, "unsaved.save"))
    assert queries.body(desk, NOTICE) == mine()
    assert window.body == ours("relance-amiable")
    put(window, "# Objet : autre\n\nAutre.")
    with_dialog(window.reject, lambda dialog: press(dialog, "unsaved.drop"))
    assert not window.isVisible()
    assert queries.row(desk, "relance-amiable").own is None


# ---- files -------------------------------------------------------------------------------------------------------------
def test_a_text_goes_to_a_file_and_comes_back(
    make: Make, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mien.md"
    wordings.save(desk, NOTICE, mine())
    window = make()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(target)], ""))
    window.files.export_one()
    wordings.remove(desk, NOTICE)
    window.show_letter("relance-amiable")
    window.files.import_texts()
    assert window.body == mine()
    assert queries.body(desk, NOTICE) == mine()
    target.write_text("+++\nlettre = 3", encoding="utf-8")
    window.files.import_texts()
    assert queries.body(desk, NOTICE) == mine()


# ---- from a letter -----------------------------------------------------------------------------------------------------
def test_a_letter_leads_to_its_text_on_its_own_dossier_and_says_whose_text_it_is(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    save_profile(desk)
    dispute_id = open_dispute(desk)
    with letter_windows(context, qtbot) as open_letter:
        letter = open_letter(dispute_id)
        assert not letter.wording_line.mark.isVisibleTo(letter)

        def write(dialog: QDialog) -> None:
            assert isinstance(dialog, WordingWindow)
            assert "Atelier Boréal" in dialog.preview.about.full_text()
            put(dialog, mine())
            assert "Atelier Boréal" in dialog.trial.text
            press(dialog, "wording.save")
            dialog.reject()

        with_dialog(lambda: press(letter, "letter.wording"), write)
        written(qtbot, letter)
        assert MARK in text_of(letter)
        assert letter.wording_line.mark.isVisibleTo(letter)


# ---- look --------------------------------------------------------------------------------------------------------------
def test_everything_can_be_reached_at_twice_the_text_size_on_a_small_screen(make: Make) -> None:
    current().apply(ThemeMode.DARK, 2.0)
    window = make()
    window.resize(1366, 768)
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768
    assert window.others.isVisibleTo(window) or window.letters.isVisibleTo(window)
    assert len(window.others.menu().actions()) == len(catalogue.catalogue())
