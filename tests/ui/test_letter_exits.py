"""What leaves the letter window: paper true to size, whole files under readable names, drafts with the letter attached."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QFileDialog, QToolBar, QToolButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.errors import StorageError
from litigedesk.letters import page
from tests.ui.letter_records import open_dispute, save_profile, written
from ui.context import Context
from ui.letter_window import LetterWindow, exports
from ui.pdf_pages import draw_page, page_sizes, page_with
from ui.printing import PdfPages, PrintPreview, print_pages, set_up

DARK = 160
FINE = 8  # pixels per millimetre in these tests


@pytest.fixture
def window(desk: Desk, context: Context, qtbot: QtBot) -> Iterator[LetterWindow]:
    save_profile(desk)
    window = LetterWindow(context, None, of_dispute(open_dispute(desk)), "mise-en-demeure")
    qtbot.addWidget(window)
    window.show()
    yield written(qtbot, window)
    window.reject()


def said(window: LetterWindow) -> str:
    return window.messages.text


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    """Qt's own file window answers this path; the list receives what was proposed."""
    proposed: list[str] = []

    def choose(_parent: Any, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        proposed.append(start)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return proposed


def opened_by_the_system(monkeypatch: pytest.MonkeyPatch, *, works: bool = True) -> list[QUrl]:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or works)
    return urls


def ink(
    image: QImage, left: float, top: float, right: float, bottom: float
) -> tuple[float, float, float, float] | None:
    """The box of everything dark in a part of a page, in millimetres, or ``None`` when there is nothing."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    marks = bytes(grey.constBits()).translate(bytes(level < DARK for level in range(256)))
    first, last = round(left * FINE), round(right * FINE)
    across, down = [], []
    for y in range(round(top * FINE), round(bottom * FINE)):
        row = marks[y * grey.bytesPerLine() + first : y * grey.bytesPerLine() + last]
        if 1 in row:
            down.append(y)
            across += [first + row.find(1), first + row.rfind(1)]
    if not down:
        return None
    return min(across) / FINE, min(down) / FINE, max(across) / FINE, max(down) / FINE


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    set_up(printer, "Mise en demeure")
    return printer


# ---- paper -------------------------------------------------------------------------------------------------------------
def test_printing_gives_the_same_pages_with_the_address_in_the_window_of_the_envelope(
    window: LetterWindow, tmp_path: Path
) -> None:
    pdf = window.prepared.pdf
    printer = printer_to(tmp_path / "imprimé.pdf")
    print_pages(PdfPages(pdf), printer)
    printed = (tmp_path / "imprimé.pdf").read_bytes()
    assert len(page_sizes(printed)) == len(page_sizes(pdf)) == 2
    assert page_sizes(printed)[0].width() == pytest.approx(210, abs=0.5)
    assert page_sizes(printed)[0].height() == pytest.approx(297, abs=0.5)
    box = page.WINDOW
    around = (box.left - 1, box.top - 3, 209, box.bottom + 1)
    on_paper = ink(draw_page(printed, 0, FINE), *around)
    on_screen = ink(draw_page(pdf, 0, FINE), *around)
    assert on_paper is not None
    assert on_screen is not None
    assert on_paper == pytest.approx(on_screen, abs=0.5)
    assert box.left < on_paper[0] < on_paper[2] < box.right
    assert box.top < on_paper[1] < on_paper[3] < box.bottom


def test_printing_a_range_leaves_the_other_pages_out(window: LetterWindow, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "page2.pdf")
    printer.setFromTo(2, 2)
    print_pages(PdfPages(window.prepared.pdf), printer)
    printed = draw_page((tmp_path / "page2.pdf").read_bytes(), 0, FINE)
    assert len(page_sizes((tmp_path / "page2.pdf").read_bytes())) == 1
    whole = ink(printed, 0, 0, 209, 296)
    second = ink(draw_page(window.prepared.pdf, 1, FINE), 0, 0, 209, 296)
    assert whole == pytest.approx(second, abs=0.7)


def test_the_preview_before_printing_holds_every_page(window: LetterWindow, qtbot: QtBot) -> None:
    dialog = PrintPreview(window, PdfPages(window.prepared.pdf), "Mise en demeure")
    qtbot.addWidget(dialog)
    dialog.show()
    preview = dialog.findChild(QPrintPreviewWidget)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pageCount() == 2)
    assert "Mise en demeure" in dialog.windowTitle()


def test_the_bar_of_the_preview_is_open_to_the_keys(window: LetterWindow, qtbot: QtBot) -> None:
    dialog = PrintPreview(window, PdfPages(window.prepared.pdf), "Mise en demeure")
    qtbot.addWidget(dialog)
    dialog.show()
    bar = dialog.findChild(QToolBar)
    assert bar is not None
    printing = bar.actions()[-1]
    assert dialog.focusWidget() is bar.widgetForAction(printing)
    assert [keys.toString() for keys in printing.shortcuts()] == ["Ctrl+P", "Ctrl+Return"]
    buttons = [one for one in map(bar.widgetForAction, bar.actions()) if isinstance(one, QToolButton)]
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in buttons)
    overview = next(one for one in buttons if one.isCheckable() and not one.isChecked())
    overview.setFocus()
    qtbot.keyClick(overview, Qt.Key.Key_Return)
    assert overview.isChecked()


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_refuses_is_said_in_a_sentence(window: LetterWindow, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "nulle part" / "imprimé.pdf")
    with pytest.raises(StorageError, match=r"imprimante"):
        print_pages(PdfPages(window.prepared.pdf), printer)


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_refuses_in_the_preview_is_no_fault_of_the_program(
    window: LetterWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PrintPreview(window, PdfPages(window.prepared.pdf), "Mise en demeure")
    qtbot.addWidget(dialog)
    dialog.paintRequested.emit(printer_to(tmp_path / "nulle part" / "imprimé.pdf"))
    assert "imprimante" in str(dialog.fault)


def test_a_text_is_found_on_its_page_whatever_its_spaces(window: LetterWindow) -> None:
    pdf = window.prepared.pdf
    assert page_with(pdf, "Décompte au 22 novembre 2026") == 1
    assert page_with(pdf, "Décompte au 22\u00a0novembre\u00a02026", first=1) == 1
    assert page_with(pdf, "bonnet de bain") is None


# ---- files -------------------------------------------------------------------------------------------------------------
def test_the_saved_pdf_is_the_one_seen_under_a_name_people_can_read(
    window: LetterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = answer(monkeypatch, tmp_path / "lettre.pdf")
    window.exits.save_as(".pdf")
    assert (tmp_path / "lettre.pdf").read_bytes() == window.preview.view.pdf
    assert Path(proposed[0]).name == "2026-11-22 Mise en demeure Atelier Boréal LIT-2026-001.pdf"
    assert said(window) == "Enregistrée\u00a0: lettre.pdf"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["lettre.pdf"]


def test_the_word_file_says_what_the_pages_say(
    window: LetterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import docx

    answer(monkeypatch, tmp_path / "lettre")
    window.exits.save_as(".docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "lettre.docx")).paragraphs)
    assert "mise en demeure de payer" in text


def test_the_next_file_is_proposed_where_the_last_one_went(
    window: LetterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = answer(monkeypatch, tmp_path / "lettre.pdf")
    window.exits.save_as(".pdf")
    window.exits.save_as(".pdf")
    assert Path(proposed[1]).parent == tmp_path


def test_giving_up_writes_nothing(window: LetterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    window.exits.save_as(".pdf")
    assert said(window) == ""


def test_a_name_without_suffix_never_replaces_a_file_nobody_was_asked_about(
    window: LetterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lettre.pdf").write_text("la mienne", encoding="utf-8")
    answer(monkeypatch, tmp_path / "lettre")
    window.exits.save_as(".pdf")
    assert (tmp_path / "lettre.pdf").read_text(encoding="utf-8") == "la mienne"
    assert "existe déjà" in said(window)


@pytest.mark.parametrize("place", ["dossier disparu/lettre.pdf", "fichier.txt/lettre.pdf", "déjà là.pdf"])
def test_a_place_that_refuses_is_said_in_a_sentence_and_leaves_nothing_behind(
    window: LetterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "fichier.txt").write_text("un fichier", encoding="utf-8")
    (tmp_path / "déjà là.pdf" / "plein").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    answer(monkeypatch, tmp_path / place)
    window.exits.save_as(".pdf")
    assert said(window).endswith("choisissez un autre endroit.")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_keeps_no_sign_that_a_system_forbids(window: LetterWindow) -> None:
    from dataclasses import replace

    facts = window.prepared.facts
    assert facts is not None
    hostile = replace(facts, known_client=replace(facts.client, name='A/B\\C:D*?"<E>|\n' + "é" * 300))
    name = exports.proposed_name(window.prepared.template, hostile, ".pdf")
    assert not set(name) & set('\\/:*?"<>|\n')
    assert len(name) <= exports.LONGEST + 4
    assert name.startswith("2026-11-22 Mise en demeure A B C D E")


# ---- e-mail ------------------------------------------------------------------------------------------------------------
def test_the_draft_holds_the_letter_and_goes_to_the_client(
    window: LetterWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = opened_by_the_system(monkeypatch)
    window.exits.open_draft()
    path = Path(urls[0].toLocalFile())
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert path.suffix == ".eml"
    assert message["To"] == "compta@boreal.example"
    assert message["X-Unsent"] == "1"
    attached = list(message.iter_attachments())  # type: ignore[attr-defined]
    assert [one.get_content_type() for one in attached] == ["application/pdf"]
    assert attached[0].get_content() == window.preview.view.pdf
    assert len(pypdfium2.PdfDocument(attached[0].get_content())) == 2
    assert "messagerie" in said(window)


def test_without_a_mail_program_the_other_ways_are_said(window: LetterWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_by_the_system(monkeypatch, works=False)
    window.exits.open_draft()
    assert "Aucun programme de courriel" in said(window)
    window.exits.open_message()
    assert "joignez-le" in said(window)


def test_a_simple_message_opens_with_its_subject(window: LetterWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = opened_by_the_system(monkeypatch)
    window.exits.open_message()
    assert urls[0].scheme() == "mailto"
    assert urls[0].path() == "compta@boreal.example"
    assert "Mise en demeure" in urls[0].query(QUrl.ComponentFormattingOption.FullyDecoded)


def test_what_is_exported_is_the_letter_as_it_stands_even_a_moment_after_a_change(
    window: LetterWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "lettre.pdf")
    window.choices.reply_by.chips[2].click()
    assert window.is_writing
    window.exits.save_as(".pdf")
    assert page_with((tmp_path / "lettre.pdf").read_bytes(), "22 décembre 2026") == 0
    QApplication.processEvents()
