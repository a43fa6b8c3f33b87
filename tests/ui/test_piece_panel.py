"""The list of pieces: what it says, the order by keys and by mouse, what goes out, and each button and menu."""

import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Invoice
from litigedesk.domain.vocabulary import PieceKind
from litigedesk.operations import invoices, pieces
from litigedesk.operations.pieces import Incoming
from tests.exchange.evidence_files import pdf
from tests.ui.disputes_world import answering
from tests.ui.mediation_world import button, gone, menu_words
from tests.ui.pieces_world import email, files_in, kept, panel_shown, point_of, texts, with_pieces
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.pieces import recent_scans
from ui.forms.piece_form import PaperChoiceForm
from ui.screenshots import settle
from ui.theme import ThemeMode, current
from ui.widgets.drop_files import PIECE
from ui.widgets.piece_list import PieceList
from ui.widgets.piece_panel import PiecePanel


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to show."""
    found: list[Path] = []
    monkeypatch.setattr(
        "ui.kept_files.QDesktopServices.openUrl", lambda url: found.append(Path(url.toLocalFile())) or True
    )
    return found


def titles(panel: PiecePanel) -> list[str]:
    return [row.piece.title for row in panel.list.rows.pieces]


def press(panel: PiecePanel, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    from PySide6.QtTest import QTest

    panel.list.setFocus()
    QTest.keyClick(panel.list, key, held)
    gone()


def choose(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text() == words).trigger()
    gone()


# ---- what it says ----------------------------------------------------------------------------------------------------
def test_each_piece_says_its_number_what_it_is_and_that_it_is_confidential(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    matter = with_pieces(desk, Incoming("Devis.pdf", pdf(CreationDate="D:20260302100000Z")), *texts("un"))
    (first, _) = kept(desk, matter)
    pieces.save(desk, replace(first, confidential=True, is_copy=False))
    _, panel = panel_shown(context, qtbot)
    said = panel.list.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert (
        said
        == "Pièce n°\u00a01, Devis, Commande, contrat, 2\u00a0mars\u00a02026, Camille Roussel, original, confidentielle"
    )
    assert panel.about.full_text().endswith("confidentielle (C.\u00a0conso.\u00a0L612-3)")
    assert panel.list.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole).endswith("sans date, copie")


def test_without_pieces_it_says_what_to_do(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk)
    _, panel = panel_shown(context, qtbot)
    assert panel.nothing.isVisibleTo(panel)
    assert not panel.stage.isVisibleTo(panel)
    assert "Déposez vos fichiers n’importe où" in panel.nothing.sentence.full_text()


def test_the_number_of_pieces_stands_beside_the_name_of_the_part(desk: Desk, context: Context, qtbot: QtBot) -> None:
    matter = with_pieces(desk, *texts("un", "deux"))
    tab, _ = panel_shown(context, qtbot)
    assert "Pièces 2" in [one.accessibleName() for one in tab.dossier.tabs.buttons()]
    context.run(pieces.add, matter, texts("trois"))
    assert "Pièces 3" in [one.accessibleName() for one in tab.dossier.tabs.buttons()]


# ---- order -----------------------------------------------------------------------------------------------------------
def test_alt_and_the_arrows_move_a_piece_that_stays_chosen(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, *texts("un", "deux", "trois"))
    _, panel = panel_shown(context, qtbot)
    press(panel, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(panel, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(panel) == ["deux", "trois", "un"]
    assert panel.list.currentIndex().row() == 2
    assert panel.list.hasFocus()
    press(panel, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(panel) == ["deux", "un", "trois"]
    assert [row.piece.number for row in panel.list.rows.pieces] == [2, 1, 3]


class OwnDrop(QDropEvent):
    """A piece of the list, let go in it."""

    def __init__(self, point: QPointF, piece_list: PieceList, piece_id: int) -> None:
        self.mime = files_in()
        self.mime.setData(PIECE, str(piece_id).encode())
        super().__init__(
            point, Qt.DropAction.CopyAction, self.mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        self._from = piece_list

    def source(self) -> PieceList:
        return self._from


@pytest.mark.parametrize(
    ("moved", "onto", "lower", "wanted"),
    [
        (0, 2, True, "deux trois un"),
        (2, 0, False, "trois un deux"),
        (0, 1, True, "deux un trois"),
        (1, 1, False, "un deux trois"),
    ],
)
def test_a_piece_let_go_between_two_others_goes_there(
    desk: Desk, context: Context, qtbot: QtBot, moved: int, onto: int, lower: bool, wanted: str
) -> None:
    matter = with_pieces(desk, *texts("un", "deux", "trois"))
    piece_id = kept(desk, matter)[moved].id or 0
    _, panel = panel_shown(context, qtbot)
    panel.list.dropEvent(OwnDrop(QPointF(point_of(panel, onto, lower=lower)), panel.list, piece_id))
    assert titles(panel) == wanted.split()


def test_renumbering_asks_first_and_says_what_it_changes(desk: Desk, context: Context, qtbot: QtBot) -> None:
    matter = with_pieces(desk, *texts("un", "deux"))
    pieces.move(desk, kept(desk, matter)[0].id or 0, 1)
    _, panel = panel_shown(context, qtbot)
    asked: list[str] = []

    def answer(words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.informativeText())
        next(one for one in box.buttons() if one.text() == words).click()

    for words, wanted in (("Garder les numéros", [2, 1]), ("Renuméroter", [1, 2])):
        QTimer.singleShot(0, lambda words=words: answer(words))
        choose(panel.more.menu(), "Renuméroter dans l’ordre de la liste…")
        assert [one.number for one in kept(desk, matter)] == wanted
    assert "lettres déjà parties" in asked[0]
    with qtbot.waitSignal(context.noted):
        choose(panel.more.menu(), "Renuméroter dans l’ordre de la liste…")


# ---- going out -------------------------------------------------------------------------------------------------------
def test_a_copy_goes_out_under_its_own_name_and_cannot_be_written(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, *texts("devis signé"))
    _, panel = panel_shown(context, qtbot)
    press(panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    path = Path(url.toLocalFile())
    assert (path.name, path.read_bytes()) == ("devis signé.txt", b"Texte de devis sign\xc3\xa9")
    assert not path.stat().st_mode & 0o222
    panel.list.copy()  # written again over a read-only one
    assert path.read_bytes() == b"Texte de devis sign\xc3\xa9"


def test_open_and_show_in_folder_hand_over_a_copy(
    desk: Desk, context: Context, qtbot: QtBot, opened: list[Path]
) -> None:
    with_pieces(desk, *texts("devis"))
    _, panel = panel_shown(context, qtbot)
    panel.open_button.click()
    press(panel, Qt.Key.Key_Return)
    panel.piece_more.menu().aboutToShow.emit()
    choose(panel.piece_more.menu(), "Montrer dans son dossier")
    assert [path.name for path in opened[:2]] == ["devis.txt", "devis.txt"]
    assert [one.name for one in opened[2].iterdir()] == ["devis.txt"]
    assert desk.folder not in opened[0].parents


def test_what_could_run_is_never_opened(desk: Desk, context: Context, qtbot: QtBot, opened: list[Path]) -> None:
    names = ("facture.pdf.exe", "page.html", "lien.url", "macro.sh", "sans")
    with_pieces(desk, *(Incoming(name, f"contenu {name}".encode()) for name in names))
    _, panel = panel_shown(context, qtbot)
    for place in range(len(names)):
        panel.list.setCurrentIndex(panel.list.rows.index(place))
        assert not panel.open_button.isEnabled()
        with qtbot.waitSignal(context.error_raised):
            press(panel, Qt.Key.Key_Return)
    assert opened == []


# ---- one piece -------------------------------------------------------------------------------------------------------
def test_a_piece_is_deleted_by_the_key_and_comes_back_by_undo(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, *texts("un", "deux", "trois"))
    _, panel = panel_shown(context, qtbot)
    panel.list.setCurrentIndex(panel.list.rows.index(1))
    press(panel, Qt.Key.Key_Delete)
    assert titles(panel) == ["un", "trois"]
    assert panel.title.full_text().endswith("trois"), "the one at its place is shown"
    context.undo()
    assert titles(panel) == ["un", "deux", "trois"]


def test_what_a_piece_says_is_changed_in_its_window(desk: Desk, context: Context, qtbot: QtBot) -> None:
    matter = with_pieces(desk, *texts("scan"))
    _, panel = panel_shown(context, qtbot)

    def act(dialog: FormDialog) -> None:
        form = dialog.form
        for name, value in {"title": "Bon de commande", "kind": PieceKind.ORDER, "dated_on": date(2026, 3, 2)}.items():
            form.editor(name).set_value(value)
        form.editor("confidential").set_value(True)
        form.editor("is_copy").set_value(False)
        form.save_button.click()

    answering(panel.edit_button.click, act)
    (piece,) = kept(desk, matter)
    assert (piece.title, piece.kind, piece.dated_on) == ("Bon de commande", PieceKind.ORDER, date(2026, 3, 2))
    assert (piece.confidential, piece.is_copy) == (True, False)
    assert "2\u00a0mars\u00a02026" in panel.about.full_text()


def test_a_piece_without_a_name_or_of_a_day_to_come_is_refused(desk: Desk, context: Context, qtbot: QtBot) -> None:
    matter = with_pieces(desk, *texts("scan"))
    _, panel = panel_shown(context, qtbot)
    problems: list[str] = []

    def act(dialog: FormDialog) -> None:
        dialog.form.editor("title").set_value("")
        dialog.form.editor("dated_on").set_value(date(2027, 1, 1))
        dialog.form.save_button.click()
        problems.extend(one.name for one in dialog.form.editors() if one.is_bad)

    answering(lambda: press(panel, Qt.Key.Key_F2), act)
    assert problems == ["title", "dated_on"]
    assert kept(desk, matter)[0].title == "scan"


def test_the_menu_of_a_piece_offers_what_can_be_done_to_it(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, *texts("un", "deux"))
    _, panel = panel_shown(context, qtbot)
    panel.piece_more.menu().aboutToShow.emit()
    assert menu_words(panel.piece_more.menu()) == [
        "Ouvrir",
        "Montrer dans son dossier",
        "Modifier…",
        "Sert aussi pour",
        "Descendre (Alt+↓)",
        "Supprimer la pièce",
    ]


# ---- other ways in ---------------------------------------------------------------------------------------------------
def test_papers_already_kept_join_in_one_press_or_some_of_them(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    matter = with_pieces(desk)
    paper = tmp_path / "facture.pdf"
    paper.write_bytes(pdf(2))
    (invoice,) = desk.table(Invoice).all()
    invoices.save(desk, invoice, paper)
    _, panel = panel_shown(context, qtbot)
    assert panel.known_button.accessibleName() == "Papiers déjà enregistrés (1)"

    def act(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PaperChoiceForm)
        (box,) = dialog.form.boxes
        box.box.click()
        assert not dialog.form.save_button.isEnabled()
        box.box.click()
        dialog.form.save_button.click()

    answering(panel.known_button.click, act)
    assert [(one.title, one.kind) for one in kept(desk, matter)] == [("Facture F-2026-014", PieceKind.INVOICE)]
    assert not panel.known_button.isVisibleTo(panel)


def test_the_latest_scans_of_a_folder_are_offered_those_of_today_ticked(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = with_pieces(desk)
    for name, moment in (
        ("hier.pdf", datetime(2026, 11, 21, 9)),
        ("midi.jpg", datetime(2026, 11, 22, 8)),
        ("notes.txt", None),
    ):
        path = tmp_path / name
        path.write_bytes(name.encode())
        if moment is not None:
            os.utime(path, (moment.timestamp(), moment.timestamp()))
    assert [path.name for path, _ in recent_scans(tmp_path)] == ["midi.jpg", "hier.pdf"]
    assert recent_scans(tmp_path / "absent") == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    _, panel = panel_shown(context, qtbot)
    answering(button(panel, "pieces.scans").click, lambda dialog: dialog.form.save_button.click())
    assert [one.title for one in kept(desk, matter)] == ["midi"]


def test_chosen_files_become_pieces(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = with_pieces(desk)
    (tmp_path / "devis.txt").write_bytes(b"devis")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "devis.txt")], ""))
    tab, panel = panel_shown(context, qtbot)
    button(panel, "pieces.files").click()
    tab.local_actions()["dispute.pieces"]()
    assert [one.title for one in kept(desk, matter)] == ["devis"]


def test_attachments_of_an_email_are_added_one_by_one_or_all(desk: Desk, context: Context, qtbot: QtBot) -> None:
    matter = with_pieces(desk, email(devis=b"Devis", plan=b"Plan"))
    _, panel = panel_shown(context, qtbot)
    button(panel, "pieces.attach.1").click()
    assert [one.title for one in kept(desk, matter)] == ["Promesse", "plan"]
    panel.list.setCurrentIndex(panel.list.rows.index(0))
    panel.preview.settle()
    button(panel, "pieces.attach.all").click()
    assert [one.title for one in kept(desk, matter)] == ["Promesse", "plan", "devis"]


# ---- look ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_panel_fits_the_page_at_every_text_size(desk: Desk, context: Context, qtbot: QtBot, scale: float) -> None:
    current().apply(ThemeMode.LIGHT, scale)
    with_pieces(desk, *texts(*map(str, range(12))))
    tab, panel = panel_shown(context, qtbot)
    settle()
    assert tab.dossier.horizontalScrollBar().maximum() == 0
    assert panel.stage.is_stacked == (scale == 2.0)
    assert panel.preview.height() > 150


def test_a_piece_is_made_the_paper_of_an_invoice_too_and_no_longer(desk: Desk, context: Context, qtbot: QtBot) -> None:
    with_pieces(desk, *texts("un"))
    _, panel = panel_shown(context, qtbot)
    (invoice,) = desk.table(Invoice).all()
    for held in (True, False):
        menu = panel.piece_more.menu()
        menu.aboutToShow.emit()
        under = next(one.menu() for one in menu.actions() if one.text() == "Sert aussi pour")
        assert isinstance(under, QMenu)
        entry = next(one for one in under.actions() if invoice.number in one.text())
        assert entry.isChecked() is not held
        entry.trigger()
        gone()
        assert (desk.table(Invoice).get(invoice.id or 0).file_id is not None) is held
