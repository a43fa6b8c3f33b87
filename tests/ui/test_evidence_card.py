"""What proves a dispute, on its overview and above its pieces: the meter, what lacks and why, and each button."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.vocabulary import ClosingReason, PieceKind
from litigedesk.operations import disputes, invoices, pieces
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import invoices as invoice_queries
from tests.bundle.samples import png
from tests.exchange.evidence_files import pdf
from tests.ui.complaints_world import complaining, said
from tests.ui.disputes_world import dispute_with, shown, tab_shown
from tests.ui.mediation_world import gone
from tests.ui.pieces_world import kept
from tests.ui.portage_world import active, company_named, ported
from tests.ui.test_portage_dispute import unpaid
from ui.context import Context
from ui.dialogs.bundle import BundleDialog
from ui.letter_window.window import LetterWindow
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.dossier import PIECES
from ui.tabs.disputes.evidence_card import EvidenceCard


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DisputesTab:
    return tab_shown(context, qtbot)


def opened(tab: DisputesTab, dispute_id: int, part: str = "") -> None:
    tab.open_record(dispute_id)
    if part:
        tab.dossier.show_part(part)
    gone()


def line(tab: DisputesTab, key: str) -> str:
    gone()
    return said(shown(tab.dossier, QWidget, f"evidence.{key}"))


def press(tab: DisputesTab, name: str) -> None:
    shown(tab.dossier, QPushButton, name).click()
    gone()


def modal(ask: Callable[[], object]) -> type[QWidget] | None:
    """What kind of window it opens; closed at once."""
    found: list[type[QWidget]] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        found.append(type(dialog))
        dialog.reject()

    QTimer.singleShot(0, run)
    ask()
    return found[0] if found else None


def choosing(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))


def test_the_meter_says_in_words_what_its_bar_shows(tab: DisputesTab, desk: Desk) -> None:
    opened(tab, dispute_with(desk, "Atelier Boréal"))
    bar = tab.dossier.findChildren(QProgressBar)[0]
    assert bar.value() == 0
    assert bar.accessibleName().replace("\u00a0", " ").replace("\u202f", " ") == "Preuves réunies à 0 % : 6 manquantes"
    assert "0 %" in said(tab.dossier)


def test_a_proof_that_lacks_says_why_it_matters_and_how_to_get_it(tab: DisputesTab, desk: Desk) -> None:
    opened(tab, dispute_with(desk, "Atelier Boréal"))
    words = line(tab, "order")
    assert "manquante" in words
    assert "ce qui était convenu" in words
    assert "Devis ou contrat signé" in words


def test_a_file_added_from_a_proof_is_of_its_kind_and_mends_it(
    tab: DisputesTab, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    opened(tab, dispute_id)
    path = tmp_path / "scan0001.txt"
    path.write_text("Bon pour accord")
    choosing(monkeypatch, path)
    press(tab, "evidence.order.0")
    (piece,) = kept(desk, of_dispute(dispute_id))
    assert (piece.kind, piece.title) == (PieceKind.ORDER, "scan0001")
    assert tab.dossier.tabs.key == PIECES
    assert "1 présente, 5 manquantes" in said(tab.dossier)


def test_a_paper_kept_elsewhere_is_added_in_one_press(tab: DisputesTab, desk: Desk, tmp_path: Path) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    paper = tmp_path / "F-2026-014.pdf"
    paper.write_bytes(pdf())
    invoice = invoice_queries.rows(desk)[0].invoice
    invoices.save(desk, replace(invoice, dispute_id=dispute_id), paper)
    opened(tab, dispute_id)
    press(tab, "evidence.rest")
    press(tab, "evidence.invoice.0")
    (piece,) = kept(desk, of_dispute(dispute_id))
    assert (piece.kind, piece.title) == (PieceKind.INVOICE, "Facture F-2026-014")


def test_a_letter_that_makes_the_proof_is_opened(tab: DisputesTab, desk: Desk) -> None:
    opened(tab, dispute_with(desk, "Atelier Boréal"))
    press(tab, "evidence.rest")
    shown(tab.dossier, QPushButton, "evidence.reminders.0").click()
    window = tab.findChild(LetterWindow)
    assert window is not None
    assert window.isVisible()
    window.close()


def test_a_screenshot_alone_is_weak_in_words(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    pieces.add(desk, of_dispute(dispute_id), [Incoming("courriel.png", png())])
    opened(tab, dispute_id, PIECES)
    press(tab, "pieces.evidence")
    press(tab, "evidence.rest")
    words = line(tab, "exchanges")
    assert "fragile" in words
    assert "se conteste" in words
    assert "Pièce n° 1" in words


def test_under_portage_the_companys_own_card_tells_the_proofs_and_the_pieces_have_the_meter(
    tab: DisputesTab, desk: Desk
) -> None:
    ported(desk)
    dispute_id = unpaid(desk, active(desk, company_named(desk)))
    opened(tab, dispute_id)
    assert not tab.dossier.findChildren(EvidenceCard)
    assert "Portage : le dossier à remettre" in said(tab.dossier)
    opened(tab, dispute_id, PIECES)
    assert shown(tab.dossier, QPushButton, "pieces.evidence").text() == " Les preuves"


def test_the_proofs_above_the_pieces_stay_open_while_one_adds_pieces(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    opened(tab, dispute_id, PIECES)
    assert not shown(tab.dossier, QPushButton, "pieces.evidence").isChecked()
    press(tab, "pieces.evidence")
    tab.context.run(pieces.add, of_dispute(dispute_id), [Incoming("bon.txt", b"Bon")])
    gone()
    assert shown(tab.dossier, QPushButton, "pieces.evidence").isChecked()


def test_a_complaint_has_its_own_proofs(tab: DisputesTab, desk: Desk) -> None:
    opened(tab, complaining(desk))
    press(tab, "evidence.rest")
    words = line(tab, "complaint") + line(tab, "answer")
    assert "parmi les pièces" in words


def test_a_closed_dispute_asks_for_no_proof(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    disputes.close(desk, dispute_id, ClosingReason.ABANDONED, desk.today())
    opened(tab, dispute_id)
    assert not tab.dossier.findChildren(EvidenceCard)


def test_the_dossier_is_handed_over_from_its_pieces_its_menu_and_the_keys(tab: DisputesTab, desk: Desk) -> None:
    opened(tab, dispute_with(desk, "Atelier Boréal"), PIECES)
    menu = shown(tab.dossier, QToolButton, "dossier.more").menu()
    menu.aboutToShow.emit()
    entry = next(one for one in menu.actions() if one.text() == "Remettre le dossier…")
    for ask in (
        shown(tab.dossier, QPushButton, "pieces.hand_over").click,
        entry.trigger,
        tab.local_actions()["dispute.hand_over"],
    ):
        assert modal(ask) is BundleDialog


def test_a_signed_order_is_asked_for_by_an_email_to_the_client(
    desk: Desk, context: Context, tab: DisputesTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    monkeypatch.setattr(
        "ui.tabs.disputes.evidence_card.QDesktopServices.openUrl", lambda url: found.append(url.toString()) or True
    )
    opened(tab, dispute_with(desk, "Atelier Boréal"))
    press(tab, "evidence.order.1")
    assert found[0].startswith("mailto:")
    assert "LIT-2026-001" in found[0]


def test_without_a_mail_program_the_words_are_copied(
    desk: Desk, context: Context, tab: DisputesTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.tabs.disputes.evidence_card.QDesktopServices.openUrl", lambda url: False)
    said_: list[str] = []
    context.error_raised.connect(said_.append)
    opened(tab, dispute_with(desk, "Atelier Boréal"))
    press(tab, "evidence.order.1")
    assert "copié" in said_[0]
    assert "retour de courriel" in QApplication.clipboard().text()
