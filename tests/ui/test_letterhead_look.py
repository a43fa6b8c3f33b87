"""A letterhead is looked at when it is chosen: what to look at, a sketch, and a letter to open in Word."""

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from tests.ui.letter_records import child, press, save_profile, with_dialog, words_in
from ui.context import Context
from ui.dialogs.letterhead import LetterheadDialog
from ui.forms.file_editor import FileEditor
from ui.forms.profile_form import ProfileForm


def paper(path: Path, *, width: int = 210) -> Path:
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(297)
    section.header.paragraphs[0].text = "Atelier Exemple"
    made.save(str(path))
    return path


@pytest.fixture
def form(context: Context, desk: Desk, qtbot: QtBot) -> ProfileForm:
    save_profile(desk)
    made = ProfileForm(context)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    return made


def choose(form: ProfileForm, path: Path) -> None:
    editor = form.editor("letterhead")
    assert isinstance(editor, FileEditor)
    form._folds["letterhead"].open()
    editor.take(path)


def test_what_to_look_at_is_said_as_soon_as_a_letterhead_is_chosen(form: ProfileForm, tmp_path: Path) -> None:
    assert not form.letterhead.isVisibleTo(form)
    choose(form, paper(tmp_path / "papier.docx", width=216))
    assert "peut servir" in words_in(form.letterhead)
    assert "à regarder" in words_in(form.letterhead)
    broken = tmp_path / "autre.docx"
    broken.write_bytes(b"PK rien")
    choose(form, broken)
    assert "ne peut pas être lu" in words_in(form.letterhead)
    assert not form.letterhead.look.isVisibleTo(form)


def test_the_sketch_and_the_remarks_are_shown_and_a_letter_on_it_opens(
    form: ProfileForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(form, paper(tmp_path / "papier.docx", width=216))
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, LetterheadDialog)
        assert "216 × 297" in words_in(dialog)
        assert "Atelier Exemple" in words_in(dialog)
        assert child(dialog, QPushButton, "letterhead.sample").isEnabled()
        press(dialog, "letterhead.sample")
        dialog.accept()

    with_dialog(lambda: press(form, "letterhead.look"), look)
    written = docx.Document(io.BytesIO(opened[0].read_bytes()))
    assert written.sections[0].header.paragraphs[0].text == "Atelier Exemple"
    assert any("rappel de paiement" in paragraph.text for paragraph in written.paragraphs)
