"""What is typed survives a crash and a closed window, and is offered again at the next opening."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.errors import StorageError
from litigedesk.letters.ids import NOTICE
from litigedesk.operations import clients
from litigedesk.store.drafts import NAME
from ui.context import Context
from ui.draft_keys import about, read
from ui.draft_openers import OPENERS, can_resume
from ui.forms.client_form import ClientForm
from ui.forms.form import Form
from ui.main_window import MainWindow
from ui.screenshots import settle
from ui.tab_modules import located
from ui.tabs.clients import ClientsTab
from ui.tabs.today import TodayTab
from ui.window_state import WindowState
from ui.wording_window import WordingWindow

Typing = Callable[[QWidget, str], None]
NOW = datetime(2026, 11, 22, 9)


def reopened(folder: Path) -> Desk:
    """The folder at the next start."""
    return Desk.open(folder, lambda: datetime(2026, 11, 23, 10, 5))


# ---- on the disk ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("moment", [1, 3])
def test_killed_while_one_types_the_next_start_has_what_was_typed_until_a_second_before(
    tmp_path: Path, moment: int
) -> None:
    typist = Path(__file__).with_name("typist.py")
    with subprocess.Popen(
        [sys.executable, str(typist), str(tmp_path / "d")], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        told = [int(child.stdout.readline()) for _ in range(moment)]
        child.kill()
    with reopened(tmp_path / "d") as desk:
        draft = desk.drafts.get("client:new")
        assert draft is not None
        kept = str(draft.values["name"])
    assert set(kept) == {"é"}
    assert len(kept) >= told[-1] > 0
    assert sorted(told) == told


def test_one_who_types_without_a_pause_is_written_every_second_and_not_at_the_end(
    context: Context, qtbot: QtBot, type_text: Typing
) -> None:
    form = ClientForm(context, None)
    qtbot.addWidget(form)
    timer, file = context.drafts._timer, context.desk.folder / "brouillons" / NAME
    assert timer.interval() == 1000
    type_text(form.editor("name").line, "Z")  # type: ignore[attr-defined]
    begun = timer.timerId()
    type_text(form.editor("name").line, "oé")  # type: ignore[attr-defined]
    assert timer.timerId() == begun > 0
    assert not file.exists()
    timer.timeout.emit()
    assert "Zo" in file.read_text()
    assert not timer.isActive()


def test_a_disk_that_takes_nothing_is_told_once(context: Context, qtbot: QtBot, type_text: Typing) -> None:
    folder = context.desk.folder / "brouillons"
    folder.write_bytes(b"")
    said: list[str] = []
    context.error_raised.connect(said.append)
    for letter in "Zoé":
        context.drafts.keep("k", {"name": letter})
        context.drafts.write()
    assert len(said) == 1
    folder.unlink()
    context.drafts.keep("k", {"name": "Z"})
    context.drafts.write()
    assert (folder / NAME).exists()
    assert issubclass(StorageError, Exception)


# ---- closing and opening again -------------------------------------------------------------------------------------------
def opened(qtbot: QtBot, desk: Desk, state: WindowState) -> MainWindow:
    """The window, in front."""
    window = MainWindow(located(TodayTab.entry, ClientsTab.entry), state)
    window.begin(Context(desk))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def offered(window: MainWindow, name: str) -> bool:
    """Whether a button is in sight; one of before may still wait to be deleted."""
    return any(one.isVisible() for one in window.findChildren(QAbstractButton, name))


def test_closing_the_window_keeps_what_is_typed_and_the_next_one_offers_it(
    qtbot: QtBot, tmp_path: Path, state: WindowState, type_text: Typing
) -> None:
    with Desk.open(tmp_path / "d", lambda: NOW) as desk:
        window = opened(qtbot, desk, state)
        window.show_tab("ClientsTab")
        window.current_tab.new_record()
        form = next(one for one in window.findChildren(Form) if one.isVisible())
        type_text(form.editor("name").line, "Éloïse")  # type: ignore[attr-defined]
        window.quit()
        assert not window.isVisible()
    with reopened(tmp_path / "d") as desk:
        window = opened(qtbot, desk, state)
        settle()
        take = window.findChild(QAbstractButton, "today.resume.client:new")
        assert take.isVisible(), "above the page, also when there is no client yet"
        met: list[str] = []

        def meet() -> None:
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            editing = dialog.findChild(Form)
            assert isinstance(editing, Form)
            met.append(editing.editor("name").value)
            editing.save()

        QTimer.singleShot(0, meet)
        qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
        window.activateWindow()  # off screen nobody else brings it back
        qtbot.waitUntil(window.isActiveWindow)
        settle()
        assert met == ["Éloïse"]
        assert [one.name for one in desk.table(Client).all()] == ["Éloïse"]
        assert not offered(window, "today.resume.client:new")
        assert not window.context.drafts
        window.close()


def test_throwing_away_is_asked_first(qtbot: QtBot, desk: Desk, state: WindowState) -> None:
    client = clients.save(desk, Client(name="Alpha")).value
    desk.drafts.keep(f"client:{client.id}", {"name": "Alphabet"}, title="Modifier le client", now=NOW)
    desk.drafts.keep("einvoice:1:2", {}, title="Facture lue", now=NOW)
    window = opened(qtbot, desk, state)
    settle()
    drop = window.findChild(QAbstractButton, f"today.drop.client:{client.id}")
    assert drop.accessibleName() == "Jeter\u00a0: Modifier le client — Alpha"
    assert not offered(window, "today.drop.einvoice:1:2"), "its file is not known here"
    asked: list[str] = []

    def answer(words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(button for button in box.findChildren(QAbstractButton) if button.text() == words).click()

    for words in ("Garder", "Jeter"):
        QTimer.singleShot(0, lambda words=words: answer(words))
        qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
        settle()
        assert (f"client:{client.id}" in window.context.drafts) is (words == "Garder")
    assert len(asked) == 2
    window.close()


def test_a_form_whose_record_is_gone_says_so(qtbot: QtBot, desk: Desk, state: WindowState) -> None:
    for key in (
        "client:9",
        "event:9",
        "claim_piece:9",
        "plan:9:delay:x",
        "mention:x",
        "limitation:9",
        "letter:dispute:9:x",
    ):
        desk.drafts.keep(key, {}, title="Saisie", now=NOW)
    window = opened(qtbot, desk, state)
    settle()
    window.findChild(QAbstractButton, "today.unfinished.all").click()
    for key, _draft in desk.drafts:
        window.message.dismiss()
        window.findChild(QAbstractButton, f"today.resume.{key}").click()
        settle()
        assert window.message.text, key
    window.close()


# ---- windows that are no forms -------------------------------------------------------------------------------------------
def test_a_text_of_a_letter_being_written_comes_back_after_a_crash(
    context: Context, qtbot: QtBot, type_text: Typing
) -> None:
    first = WordingWindow(context, None, NOTICE)
    qtbot.addWidget(first)
    type_text(first.editor, "Bonjour. ")
    again = WordingWindow(context, None, NOTICE)  # the first was never closed: it died
    qtbot.addWidget(again)
    assert again.body.startswith("Bonjour. ")
    assert again.is_changed
    assert "reprise" in again.messages.text
    assert again.save()
    assert not context.drafts
    for window in (first, again):
        window.tasks.stop()


# ---- keys ----------------------------------------------------------------------------------------------------------------
def test_a_key_says_its_form_and_the_records_it_is_about() -> None:
    assert about("invoice:new:3:4:", {"dispute_id": 5, "invoice_ids": (6, 7), "name": "x", "notes_id": None}) == {
        ("client", 3),
        ("contract", 4),
        ("dispute", 5),
        ("invoice", 6),
        ("invoice", 7),
    }
    assert about("letter:insurance_claim:3:relance-assureur", {}) == {("insurance_claim", 3)}
    assert about("payment:new:3,4", {}) == {("invoice", 3), ("invoice", 4)}
    assert about("pieces:scans", {}) == frozenset()
    assert read("pieces:scans") is None
    assert can_resume("client:12")
    assert not can_resume("client:12:odd")
    assert not can_resume("wizard:me")
    assert {"client", "letter", "wording", "plan"} <= set(OPENERS)
