"""What leaves and what comes in as a whole, in the windows: written where asked, shown before it is received, erased when typed."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contract, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients, contracts, disputes, dossier_files, invoices, pieces, profile
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import privacy
from litigedesk.queries.today import overview
from ui import app
from ui.dialogs import receive_dossier
from ui.dialogs.erasure import Act, ErasureDialog
from ui.dialogs.everything import EverythingDialog
from ui.dialogs.privacy import PrivacyDialog
from ui.dialogs.privacy_client import ClientPrivacyDialog, named
from ui.dialogs.receive_dossier import BESIDE, NEW, REPLACE, ReviewDialog
from ui.dialogs.send_dossier import SendDialog
from ui.main_window import MainWindow
from ui.single_instance import RaiseRequests, ask_to_show
from ui.tabs.today.review_card import points
from ui.widgets.drop_area import DropArea
from ui.widgets.text import Label
from ui.window_state import WindowState

Typed = Callable[[QWidget, str], None]


@pytest.fixture
def window(desk: Desk, state: WindowState, qtbot: QtBot) -> Iterator[MainWindow]:
    made = app.build_window(desk, state)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def dispute(desk: Desk) -> Dispute:
    profile.save(desk, Profile(name="Camille Roussel", street="12 rue des Tanneurs", postcode="35000", city="Rennes"))
    address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
    client = clients.save(desk, Client(kind=ClientKind.PROFESSIONAL, name="Atelier Boréal"), [], [address]).value
    invoice = invoices.save(
        desk,
        Invoice(client_id=client.id or 0, number="F-1", issued_on=date(2026, 4, 1), due_on=date(2026, 5, 1),
                net=Money.of("100.00"), gross=Money.of("100.00")),
    ).value  # fmt: skip
    made = disputes.open_dispute(
        desk, Dispute(client_id=client.id or 0, title="Impayé", opened_on=date(2026, 10, 1)), [invoice.id or 0]
    ).value
    pieces.add(desk, of_dispute(made.id or 0), [Incoming("preuve.txt", b"livraison faite")])
    return made


def sent(desk: Desk, dispute_id: int, target: Path, password: str | None = None) -> Path:
    parcel = dossier_files.prepared(desk, dispute_id)
    dossier_files.write(parcel, desk.vault, target, password, lambda *_: None, lambda: False)
    return target


def test_everything_is_exported_to_a_new_folder(
    window: MainWindow, dispute: Dispute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile()) or True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    dialog = EverythingDialog(window.context, window)
    dialog.write_button.click()
    assert dialog.written is not None
    assert dialog.written.path == tmp_path / "LitigeDesk export 2026-11-22"
    assert (dialog.written.path / "index.html").is_file()
    assert dialog.open_button.isVisibleTo(dialog)
    dialog.open_button.click()
    assert opened == [(dialog.written.path / "index.html").as_posix()]
    again = EverythingDialog(window.context, window)
    again.write_button.click()
    assert again.written is not None
    assert again.written.path.name == "LitigeDesk export 2026-11-22 (2)"


def test_a_dispute_is_sent_under_a_password_and_read_with_it(
    window: MainWindow, dispute: Dispute, tmp_path: Path
) -> None:
    dialog = SendDialog(window.context, dispute.id or 0, window)
    made = dialog.write(tmp_path / "un.litige", "à cœur ouvert")
    assert made is not None
    assert made.sealed
    assert "Dossier écrit" in dialog.told.label.full_text()
    asked: list[str] = []

    class Question:
        """Types a wrong password, then the right one."""

        def __init__(self, _parent: QWidget, sentence: str, wrong: str = "", *, of: str) -> None:
            asked.append(wrong)

        def ask(self) -> str:
            return "faux" if len(asked) == 1 else "à cœur ouvert"

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(receive_dossier, "PasswordQuestion", Question)
        received = receive_dossier.read_file(window.context, window, made.path)
    assert received is not None
    assert received.dispute.title == "Impayé"
    assert asked[0] == ""
    assert asked[1] != ""


def test_a_dossier_is_shown_before_it_is_received_and_undone_at_once(
    desk: Desk, window: MainWindow, dispute: Dispute, tmp_path: Path
) -> None:
    received = receive_dossier.read_file(window.context, window, sent(desk, dispute.id or 0, tmp_path / "un.litige"))
    assert received is not None
    dialog = ReviewDialog(window.context, dossier_files.review(desk, received), window)
    assert dialog.again.value == REPLACE
    assert dialog.client.value == dispute.client_id
    dialog.again.set_value(BESIDE)
    dialog.client.set_value(NEW)
    assert dialog.choices() == dossier_files.Choices(client_id=None, replace=False)
    dialog.receive_button.click()
    assert dialog.dispute_id is not None
    assert [one.reference for one in desk.table(Dispute).all()] == ["LIT-2026-001", "LIT-2026-002"]
    assert desk.table(Client).count() == 2
    assert desk.table(Piece).count() == 2
    window.context.undo()
    assert desk.table(Dispute).count() == 1
    assert desk.table(Client).count() == 1


def test_a_file_that_is_no_dossier_is_told_in_the_message_bar(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "photo.litige"
    path.write_bytes(b"\xff\xd8 une photo")
    with qtbot.waitSignal(window.context.error_raised) as told:
        assert receive_dossier.read_file(window.context, window, path) is None
    assert "n’est pas un dossier" in told.args[0]


def test_a_second_start_hands_its_file_to_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    requests = RaiseRequests(tmp_path)
    path = tmp_path / "reçu d’Élise.litige"
    with qtbot.waitSignal(requests.given) as given:
        ask_to_show(tmp_path, lambda _seconds: requests._look(), opened=path)
    assert given.args == [path]


def test_erasing_asks_for_the_reasons_and_the_word(
    desk: Desk, window: MainWindow, dispute: Dispute, type_text: Typed
) -> None:
    row = privacy.one(desk, dispute.client_id, desk.today())
    dialog = ErasureDialog(window, window, Act.ERASE, [row])
    assert not dialog.do_button.isEnabled()
    type_text(dialog.word.line, "effacer")
    assert not dialog.do_button.isEnabled(), "reasons still run"
    dialog.read.box.click()
    assert dialog.do_button.isEnabled()
    window.context.drafts.keep(f"client:{dispute.client_id}", {"name": "Atelier"}, "Client")
    pane = next(one for tab in window.tabs for one in tab.panes())
    pane.filter.setText("Atelier")
    pane.question.typed()
    assert pane.question.memory is not None
    dialog.do_button.click()
    assert dialog.is_done
    left = pane.question.memory.last
    assert left is not None
    assert left.query.text == "", "a list remembers the name that was looked for"
    assert desk.table(Client).count() == desk.table(Dispute).count() == 0
    assert desk.db.undo_label is None
    assert not window.message.undo_button.isVisible()


def test_a_copy_is_kept_first_when_asked(
    desk: Desk, window: MainWindow, dispute: Dispute, tmp_path: Path, type_text: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    dialog = ErasureDialog(window, window, Act.ANONYMISE, [privacy.one(desk, dispute.client_id, desk.today())])
    dialog.copy_first.box.click()
    dialog.read.box.click()
    type_text(dialog.word.line, "anonymiser")
    dialog.do_button.click()
    (kept,) = tmp_path.glob("Données effacées *")
    assert list((kept / "fichiers").rglob("preuve.txt"))
    assert desk.table(Client).get(dispute.client_id).name.startswith("Client anonymisé")
    assert desk.table(Piece).count() == 0
    after = ClientPrivacyDialog(window, window, dispute.client_id)
    assert Act.ANONYMISE not in after._acts()
    said = [label.full_text() for label in after.findChildren(Label)]
    assert any("raison" in one and "mois" in one for one in said)
    assert any("réclamation à la CNIL et saisir le juge" in one for one in said)
    assert any(one.startswith("À confirmer. RGPD, art.\u00a012.4") for one in said)


def test_those_no_reason_keeps_are_told_in_the_review_and_erased_together(
    tmp_path: Path, state: WindowState, qtbot: QtBot, type_text: Typed, dispute: Dispute, desk: Desk
) -> None:
    assert not any(one.key == "privacy" for one in points(overview(desk, desk.today()), desk.today()))
    desk.close()
    with Desk.open(tmp_path / "données", lambda: datetime(2045, 1, 9, 9, 0)) as later:
        for name in ("Ancien client", "Autre ancien"):
            old = clients.save(later, Client(name=name)).value
            contracts.save(later, Contract(client_id=old.id or 0, reference=name, ends_on=date(2030, 4, 1)))
        told = [one for one in points(overview(later, later.today()), later.today()) if one.key == "privacy"]
        assert [one.detail for one in told] == ["2\u00a0clients à effacer"]
        window = app.build_window(later, state)
        qtbot.addWidget(window)
        dialog = PrivacyDialog(window)
        assert dialog.table is not None
        assert dialog.table.cells.record(0).name == "Ancien client"
        asked = ErasureDialog(window, dialog, Act.ERASE, dialog._due)
        type_text(asked.word.line, "EFFACER")
        asked.do_button.click()
        assert [one.name for one in later.table(Client).all()] == ["Atelier Boréal"]
        dialog.refresh()
        assert not dialog._due
        window.close()


def test_the_menu_of_a_client_and_of_a_dispute_lead_there(window: MainWindow, dispute: Dispute) -> None:
    entries = window.actions_of_menus
    for key in ("file.exit", "file.receive_dossier", "tools.privacy", "dispute.send"):
        assert entries.action(key).text()


def test_a_dossier_dropped_on_a_page_of_pieces_goes_to_the_window(qtbot: QtBot) -> None:
    page = QWidget()
    inner = QWidget(page)
    inner.resize(200, 200)
    page.resize(300, 300)
    qtbot.addWidget(page)
    taken: list[str] = []
    DropArea(page, "fenêtre", takes_dossiers=True).dropped.connect(
        lambda what: taken.append(f"window {what.paths[0].name}")
    )
    DropArea(inner, "pièces").dropped.connect(lambda what: taken.append(f"pieces {what.paths[0].name}"))
    page.show()
    for name in ("un.litige", "preuve.pdf"):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(f"/tmp/{name}")])
        for kind in (QDragEnterEvent, QDropEvent):
            point = QPoint(50, 50) if kind is QDragEnterEvent else QPointF(50, 50)
            event = kind(
                point, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(inner, event)
            if not event.isAccepted():
                QApplication.sendEvent(page, event)
    assert taken == ["window un.litige", "pieces preuve.pdf"]


def test_a_point_in_a_name_is_not_the_end_of_a_file() -> None:
    assert named(Path("Données de M. Durand"), as_folder=False).name == "Données de M. Durand.zip"
    assert named(Path("Données de M. Durand.ZIP"), as_folder=True).name == "Données de M. Durand"
