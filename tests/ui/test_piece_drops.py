"""What a drag or the clipboard brings to a dossier: files, contents without a file, images, and what cannot be had, in words."""

import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_claim
from litigedesk.queries import files
from tests.ui.claims_screen import tab_shown as claims_shown
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.mediation_world import gone
from tests.ui.pieces_world import drag_over, drop_on, files_in, kept, panel_shown, texts, with_pieces
from ui.context import Context
from ui.tabs.disputes.dossier import OVERVIEW
from ui.widgets.drop_area import DropArea
from ui.widgets.drop_files import PIECE, dropped, may_hold_files

GROUP = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
CONTENTS = 'application/x-qt-windows-mime;value="FileContents";index={}'


def mime_of(**formats: bytes) -> QMimeData:
    """Raw formats; ``__`` stands for ``/``."""
    mime = QMimeData()
    for name, data in formats.items():
        mime.setData(name.replace("__", "/").replace("_", "-"), data)
    return mime


def outlook(*files: tuple[str, bytes]) -> QMimeData:
    """Files without a path, as Windows programs give them."""
    described = [bytes(72) + name.encode("utf-16-le").ljust(520, b"\0") for name, _ in files]
    mime = QMimeData()
    mime.setData(GROUP, struct.pack("<I", len(files)) + b"".join(described))
    for place, (_, data) in enumerate(files):
        mime.setData(CONTENTS.format(place), data)
    return mime


def image() -> QImage:
    made = QImage(4, 3, QImage.Format.Format_RGB32)
    made.fill(QColor("red"))
    return made


# ---- what it brings --------------------------------------------------------------------------------------------------
def test_files_and_the_files_of_a_folder_are_taken_once(tmp_path: Path) -> None:
    folder = tmp_path / "numérisations"
    (folder / "dedans").mkdir(parents=True)
    for name in ("b.pdf", "a.pdf", ".caché"):
        (folder / name).write_bytes(b"x")
    found = dropped(files_in(folder / "b.pdf", folder))
    assert [path.name for path in found.paths] == ["b.pdf", "a.pdf"]
    assert found.refused == ()


@pytest.mark.parametrize("name", ["text/uri-list", "x-special/gnome-copied-files", "text/plain"])
def test_addresses_written_in_other_ways_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "devis signé.pdf"
    path.write_bytes(b"x")
    head = "copy\n" if name.startswith("x-special") else ""
    mime = QMimeData()
    mime.setData(
        name, f"{head}{QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)}".encode()
    )
    assert dropped(mime).paths == (path,)


@pytest.mark.parametrize(
    ("address", "words"),
    [("https://exemple.fr/photo.jpg", "Rien n’est téléchargé"), ("smb://serveur/devis.pdf", "copiez-le d’abord")],
)
def test_what_is_not_on_this_computer_is_told_and_nothing_is_fetched(address: str, words: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(address)])
    found = dropped(mime)
    assert (found.paths, found.contents) == ((), ())
    assert words in found.refused[0]


def test_files_without_a_path_are_taken_with_their_names() -> None:
    mime = outlook(("Réponse.msg", b"message"), ("devis.pdf", b"devis"))
    assert may_hold_files(mime)
    assert dropped(mime).contents == (("Réponse.msg", b"message"), ("devis.pdf", b"devis"))


def test_a_message_given_as_text_is_an_email() -> None:
    assert dropped(mime_of(message__rfc822=b"From: a@b.fr")).contents == (("courriel.eml", b"From: a@b.fr"),)


@pytest.mark.parametrize("mime", [outlook(("Réponse.msg", b"")), mime_of(text__x_moz_message=b"imap://boite")])
def test_a_promise_that_is_not_kept_says_what_to_do(mime: QMimeData) -> None:
    found = dropped(mime)
    assert found.contents == ()
    assert "enregistrez-le d’abord" in found.refused[0]


def test_a_broken_list_of_names_gives_nothing() -> None:
    mime = QMimeData()
    mime.setData(GROUP, struct.pack("<I", 4_000_000_000) + b"\0" * 100)
    assert dropped(mime).contents == ()


def test_an_image_alone_is_a_png() -> None:
    mime = QMimeData()
    mime.setImageData(image())
    ((name, data),) = dropped(mime).contents
    assert (name, QImage.fromData(data).size()) == ("Image collée.png", image().size())


def test_a_piece_of_our_own_or_mere_words_are_no_files() -> None:
    words = QMimeData()
    words.setText("bonjour")
    assert dropped(words).is_empty
    mine = QMimeData()
    mine.setUrls([QUrl("file:///tmp/devis.pdf")])
    mine.setData(PIECE, b"3")
    assert not may_hold_files(mine)
    assert not may_hold_files(words)


# ---- on the page -----------------------------------------------------------------------------------------------------
def test_files_dropped_anywhere_on_a_dossier_become_pieces_and_are_shown(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    matter = with_pieces(desk, *texts("un"))
    for name in ("devis", "plan"):
        (tmp_path / f"{name}.txt").write_bytes(name.encode())
    (tmp_path / "vide.txt").write_bytes(b"")
    (tmp_path / "copie.txt").write_bytes(texts("un")[0].data)
    tab, _ = panel_shown(context, qtbot)
    tab.dossier.show_part(OVERVIEW)
    said: list[str] = []
    context.step_done.connect(said.append)
    event = drop_on(tab.dossier, files_in(*sorted(tmp_path.glob("*.txt"))))
    assert event.isAccepted()
    assert [one.title for one in kept(desk, matter)] == ["un", "devis", "plan"]
    told = said[-1].replace("\u202f", " ").replace("\u00a0", " ")
    assert told == "2 pièces ajoutées ; 1 déjà là (pièce n° 1) ; 1 refusée : « vide.txt » est vide."
    assert tab.dossier.panel is not None
    assert tab.dossier.panel.title.full_text().startswith("Pièce n°\u00a02")
    context.undo()
    assert [one.title for one in kept(desk, matter)] == ["un"]


def test_the_page_lights_up_only_while_files_are_above_it(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    with_pieces(desk)
    tab, _ = panel_shown(context, qtbot)
    area = tab.dossier.findChild(DropArea)
    assert area is not None
    assert drag_over(tab.dossier, files_in(tmp_path / "devis.pdf"))
    assert area.overlay.isVisible()
    assert area.overlay.size() == tab.dossier.viewport().size()
    QApplication.sendEvent(tab.dossier.viewport(), QDragLeaveEvent())
    assert not area.overlay.isVisible()
    words = QMimeData()
    words.setText("bonjour")
    assert not drag_over(tab.dossier, words)
    assert not area.overlay.isVisible()


def test_a_drag_above_a_widget_of_the_page_reaches_the_page(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    with_pieces(desk, *texts("un"))
    tab, panel = panel_shown(context, qtbot)
    area = tab.dossier.findChild(DropArea)
    assert area is not None
    mime, keys, held = files_in(tmp_path / "a.pdf"), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    for inner in (panel.list.viewport(), panel.preview.text.viewport(), panel.open_button, tab.dossier.tabs):
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, held, keys)
        QApplication.sendEvent(inner, event)
        assert area.overlay.isVisible()
        QApplication.sendEvent(tab.dossier.viewport(), QDragLeaveEvent())
        assert not area.overlay.isVisible()


def test_what_is_only_refused_is_an_error_that_stays(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    matter = with_pieces(desk)
    tab, _ = panel_shown(context, qtbot)
    with qtbot.waitSignal(context.error_raised) as said:
        drop_on(tab.dossier, files_in(tmp_path / "absent.pdf"))
    assert said.args is not None
    assert "absent.pdf" in said.args[0]
    assert kept(desk, matter) == []


def test_an_image_is_pasted_by_the_keys(desk: Desk, context: Context, qtbot: QtBot) -> None:
    matter = with_pieces(desk)
    tab, _ = panel_shown(context, qtbot)
    QGuiApplication.clipboard().setImage(image())
    tab.dossier.tabs.setFocus()
    qtbot.keySequence(tab.dossier.tabs.buttons()[0], QKeySequence(QKeySequence.StandardKey.Paste))
    gone()
    (piece,) = kept(desk, matter)
    data = files.content(desk, piece.file_id)
    assert data is not None
    assert (piece.title, QImage.fromData(data).size()) == ("Image collée", image().size())


def test_an_empty_clipboard_says_so(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk)
    _, panel = panel_shown(context, qtbot)
    QGuiApplication.clipboard().setText("bonjour")
    with qtbot.waitSignal(context.noted) as said:
        panel.paste()
    assert said.args == ["Le presse-papiers ne contient ni fichier ni image."]


def test_files_dropped_on_a_claim_are_its_pieces(desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    claim_id = claim_with(desk, insured_by(desk))
    (tmp_path / "constat.txt").write_bytes(b"constat")
    page = claims_shown(context, qtbot).claims.page
    drop_on(page, files_in(tmp_path / "constat.txt"))
    assert [one.title for one in kept(desk, of_claim(claim_id))] == ["constat"]
    page.panel.preview.settle()
    assert page.panel.preview.text.toPlainText() == "constat"
