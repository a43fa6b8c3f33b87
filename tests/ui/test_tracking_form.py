"""Following a letter: the number checked as it is typed, the day that counts said at once, the scan of the receipt, its label."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import ClientKind, DeliveryOutcome, PieceKind, SendMethod
from litigedesk.operations import letters
from litigedesk.queries import pieces
from tests.ui.disputes_world import dispute_with, who_writes
from ui.context import Context
from ui.dialogs import letter_papers
from ui.forms.tracking_form import TrackingForm
from ui.kept_files import LetterFiles
from ui.printing import PdfPages
from ui.widgets.text import Label

Shown = Callable[[Letter], TrackingForm]


@pytest.fixture
def letter(desk: Desk) -> Letter:
    """A consumer's formal notice, posted on 3 November."""
    who_writes(desk)
    choices = letters.Choices(
        written_on=date(2026, 11, 2), send_method=SendMethod.REGISTERED, reply_by=date(2026, 11, 17)
    )
    matter = of_dispute(dispute_with(desk, "Paul Guérin", ClientKind.CONSUMER))
    return letters.file(desk, matter, "mise-en-demeure", choices, sent_on=date(2026, 11, 3)).value


@pytest.fixture
def shown(context: Context, qtbot: QtBot) -> Shown:
    def make(letter: Letter) -> TrackingForm:
        form = TrackingForm(context, letter)
        qtbot.addWidget(form)
        form.show()
        return form

    return make


def typed(form: TrackingForm, **values: object) -> None:
    for name, value in values.items():
        form.editor(name).set_value(value)
        form.editor(name).changed.emit()
        form.editor(name).left.emit()


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was put in is shown
    found = [one.full_text() for one in widget.findChildren(Label) if one.isVisibleTo(widget)]
    return " ".join(found).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_wrong_digit_is_told_beside_the_number_and_does_not_keep_it_from_being_noted(
    desk: Desk, letter: Letter, shown: Shown
) -> None:
    form = shown(letter)
    typed(form, tracking_number="RR 473 124 828 GB")
    editor = form.editor("tracking_number")
    assert "clé" in (editor.problem or "")
    assert not editor.is_bad
    form.save()
    assert desk.table(Letter).get(letter.id or 0).tracking_number == "RR 473 124 828 GB"
    form = shown(desk.table(Letter).get(letter.id or 0))
    typed(form, tracking_number="rr 473 124 829 gb")
    assert not form.editor("tracking_number").problem
    form.save()
    assert desk.table(Letter).get(letter.id or 0).tracking_number == "RR473124829GB"


def test_the_day_that_counts_is_said_as_the_dates_are_typed(letter: Letter, shown: Shown) -> None:
    form = shown(letter)
    assert "Ce n’est pas l’envoi qui compte" in words(form)
    typed(form, presented_on=date(2026, 11, 5), outcome=DeliveryOutcome.UNCLAIMED)
    assert "première présentation, le 5 novembre 2026, compte (Cass. 1re civ., 20 janv. 2021, n° 19-20.680)" in words(
        form
    )
    assert "court depuis le 6 novembre 2026" in words(form)
    typed(form, outcome=DeliveryOutcome.RECEIVED, received_on=date(2026, 11, 12))
    assert "Reçue le 12 novembre 2026" in words(form)
    assert "ne laisse que 5 jours" in words(form)
    typed(form, outcome=DeliveryOutcome.REFUSED)
    assert "n’a pas de jour de réception" in (form.editor("received_on").problem or "")


def test_the_scan_dropped_becomes_a_piece_opened_from_the_letter(
    context: Context, desk: Desk, letter: Letter, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "avis.pdf"
    path.write_bytes(b"%PDF-1.4 signed")
    form = shown(letter)
    form.editor("receipt").take(path)  # type: ignore[attr-defined]
    typed(form, received_on=date(2026, 11, 5))
    form.save()
    (row,) = pieces.rows(desk, of_dispute(letter.dispute_id or 0))
    assert (row.piece.kind, row.piece.dated_on) == (PieceKind.RECEIPT, date(2026, 11, 5))
    kept = desk.table(Letter).get(letter.id or 0)
    assert shown(kept).editor("receipt").value.stored_id == row.file.id
    opened: list[str] = []
    monkeypatch.setattr(LetterFiles, "open_document", lambda _self, stored: opened.append(stored.name))
    menu = QMenu()
    letter_papers.fill_menu(menu, context, QWidget(), LetterFiles(context), kept)
    next(one for one in menu.actions() if "Avis de réception" in one.text()).trigger()
    assert opened == ["avis.pdf"]


def test_a_registered_e_mail_has_its_own_words_and_reminds_of_its_proof(letter: Letter, shown: Shown) -> None:
    electronic = Letter(**{**vars(letter), "send_method": SendMethod.ELECTRONIC, "presented_on": date(2026, 11, 22)})
    form = shown(electronic)
    assert form.editor("received_on").label_text == "Acceptée le"
    typed(form, tracking_number="AR24-quelconque")
    assert not form.editor("tracking_number").problem
    assert "jusqu’au 7 décembre 2026" in words(form)
    assert "ne vous la garde qu’un an" in words(form)


def test_the_label_is_printed_from_the_menu_of_a_letter_on_paper_and_only_there(
    context: Context, letter: Letter, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    printed: list[int] = []

    def preview(_parent: QWidget, pages: PdfPages, _title: str) -> None:
        printed.append(pages.count)

    monkeypatch.setattr(letter_papers, "show_preview", preview)
    menu = QMenu(owner)
    letter_papers.fill_menu(menu, context, owner, LetterFiles(context), letter)
    menu.actions()[0].trigger()
    assert printed == [1]
    other = QMenu(owner)
    mailed = Letter(**{**vars(letter), "send_method": SendMethod.ELECTRONIC})
    letter_papers.fill_menu(other, context, owner, LetterFiles(context), mailed)
    assert other.actions() == []
    with qtbot.waitSignal(context.error_raised):
        letter_papers.print_label(context, owner, 99)
