"""The letters of a dossier: what became of each, and copies opened elsewhere while the kept file stays untouched."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.operations import letters
from litigedesk.queries import files
from tests.ui.disputes_world import dispute_with, shown, who_writes
from ui.context import Context
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.dossier import LETTERS
from ui.tabs.disputes.letters_part import LetterCard
from ui.widgets.text import Label


class Opener(QObject):
    """Stands where the system's programs are."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def letter(desk: Desk) -> Letter:
    who_writes(desk)
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    choices = letters.Choices(
        written_on=date(2026, 11, 2), send_method=SendMethod.REGISTERED, reply_by=date(2026, 11, 17)
    )
    return letters.file(desk, of_dispute(dispute_id), "mise-en-demeure", choices).value


@pytest.fixture
def tab(context: Context, letter: Letter, qtbot: QtBot) -> DisputesTab:
    made = DisputesTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    made.open_record(letter.dispute_id)
    made.dossier.show_part(LETTERS)
    return made


def card_of(tab: DisputesTab) -> LetterCard:
    return next(one for one in tab.findChildren(LetterCard) if one.isVisible())


def test_a_filed_letter_says_what_was_asked_and_that_it_waits_to_be_sent(tab: DisputesTab) -> None:
    card = card_of(tab)
    assert card.state.text() == "rédigée, à envoyer"
    words = "\n".join(label.full_text() for label in card.findChildren(Label))
    assert "Mise en demeure" in words
    assert "Recommandé avec avis de réception · 2\u202f671,13\u00a0€ demandés" in words


def test_its_state_follows_what_the_post_says(tab: DisputesTab, letter: Letter) -> None:
    followed = Letter(**{**vars(letter), "sent_on": date(2026, 11, 3), "tracking_number": "1A20012345678"})
    tab.context.run(letters.track, followed)
    assert card_of(tab).state.text() == "envoyée le 3\u00a0nov."
    tab.context.run(letters.track, Letter(**{**vars(followed), "presented_on": date(2026, 11, 5)}))
    assert card_of(tab).state.text() == "présentée le 5\u00a0nov."
    tab.context.run(letters.track, Letter(**{**vars(followed), "received_on": date(2026, 11, 6)}))
    assert card_of(tab).state.text() == "reçue le 6\u00a0nov."


@pytest.mark.parametrize(("button", "suffix"), [("pdf", ".pdf"), ("word", ".docx")])
def test_a_copy_with_a_readable_name_is_opened_never_the_kept_file(
    tab: DisputesTab, letter: Letter, desk: Desk, opener: Opener, qtbot: QtBot, button: str, suffix: str
) -> None:
    qtbot.mouseClick(shown(tab, QPushButton, f"letter.{letter.id}.{button}"), Qt.MouseButton.LeftButton)
    assert [one.name for one in opener.opened] == [f"2026-11-02 Mise en demeure LIT-2026-001{suffix}"]
    copy = opener.opened[0]
    assert desk.folder not in copy.parents
    kept = letter.pdf_file_id if suffix == ".pdf" else letter.docx_file_id
    assert copy.read_bytes() == files.content(desk, kept)
    copy.write_bytes(b"changed by another program")
    assert files.content(desk, kept) != b"changed by another program"


def test_a_reference_that_is_no_file_name_still_opens(
    tab: DisputesTab, letter: Letter, opener: Opener, qtbot: QtBot
) -> None:
    tab.dossier.files.open(letter, "LIT/2026:7", "pdf")
    assert [one.name for one in opener.opened] == ["2026-11-02 Mise en demeure LIT-2026-7.pdf"]


def test_a_deleted_letter_leaves_the_dossier_and_undo_brings_it_back(tab: DisputesTab, letter: Letter) -> None:
    tab.commands.delete_letter(letter.id or 0)
    assert not [one for one in tab.findChildren(LetterCard) if one.isVisible()]
    assert shown(tab, QPushButton, "letters.write").text().strip() == "Rédiger une lettre"
    tab.context.undo()
    assert card_of(tab).state.text() == "rédigée, à envoyer"


def test_a_copy_that_is_open_elsewhere_is_shown_again_and_not_written_again(
    tab: DisputesTab, letter: Letter, opener: Opener
) -> None:
    tab.dossier.files.open(letter, "LIT-2026-001", "pdf")
    first = opener.opened[0].stat()
    tab.dossier.files.open(letter, "LIT-2026-001", "pdf")
    assert opener.opened[0] == opener.opened[1]
    assert (opener.opened[1].stat().st_ino, opener.opened[1].stat().st_mtime_ns) == (first.st_ino, first.st_mtime_ns)


@pytest.mark.parametrize(
    ("kept", "given"),
    [
        ("con.pdf", "con_.pdf"),
        ("Aux .txt", "Aux_.txt"),
        ("devis : été?.PDF", "devis - été.pdf"),
        ("sans fin", "sans fin"),
    ],
)
def test_a_document_is_given_a_name_that_every_system_allows(
    tab: DisputesTab, desk: Desk, letter: Letter, kept: str, given: str
) -> None:
    file = files.stored_file(desk, letter.pdf_file_id)
    assert file is not None
    copy = tab.dossier.files.copy_of(replace(file, name=kept))
    assert copy is not None
    assert copy.name == given
