"""Every tab, form and window of the program: named, in order, lit, without a trap, and whole at 200 % on a small screen.

One pass over all of them, on the invented stories: each is built once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Letter
from litigedesk.errors import StorageError
from litigedesk.queries import dispute_list, invoices, mentions, settlement
from litigedesk.rules.settlement import Received
from litigedesk.store.drafts import decode, encode
from tests.folders import demo_folder
from tests.ui import accessibility
from ui.app import build_window
from ui.context import Context
from ui.crash import CrashDialog
from ui.dialogs.copy_choice import CopyChoice
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.password_question import PasswordQuestion
from ui.dialogs.send_dossier import SendDialog
from ui.dialogs.startup_error import StartupErrorDialog
from ui.draft_keys import read
from ui.draft_openers import OPENERS, resume
from ui.forms.bank_share_form import BankShareForm
from ui.forms.form import Form
from ui.help.window import HelpWindow
from ui.letter_window import LetterWindow
from ui.letter_window.filing import FilingDialog
from ui.main_window import MainWindow
from ui.screenshots import all_scenes, settle
from ui.widgets.list_and_record import ListAndRecord
from ui.window_state import WindowState
from ui.wizard.import_past import PastImportsDialog
from ui.wording_window import WordingWindow
from ui.wording_window.questions import UnsavedDialog

NOW = datetime(2026, 11, 22, 9)
HOLDS_A_FILE = (
    "einvoice:",
    "invoice:file:",
    "pieces:",
    "wizard:",
    "bank:",
)  # forms that begin with a file, or keep no draft
ONLY_BEGINNINGS = {"Form", "RecordStepForm", "InterruptionForm", "_ChangeForm"}  # others are made of these


def keys(context: Context) -> Iterator[str]:
    """Forms that no picture shows, by the keys of their drafts."""
    desk, today = context.desk, context.today()
    dispute = dispute_list.rows(desk, today)[0].id
    unpaid = invoices.rows(desk, unpaid_only=True)[0].invoice.id
    letter = desk.table(Letter).all()[0].id
    yield from (
        f"dispute:{dispute}:closing",
        f"contest:{dispute}",
        f"event:new:{dispute}::note",
        f"limitation:new:dispute_id:{dispute}",
        "limitation:new:insurance_claim_id:1",
        f"payment:new:{unpaid}",
        f"letter:{letter}:tracking",
        f"mention:{mentions.information(desk, today).places[0].duty.key}",
        "portage_company:new",
        "rate:new",
        *(f"plan:{dispute}:{change}:relance-amiable" for change in ("delay", "postpone", "skip")),
    )
    tripartite = desk.db.value("SELECT contract_id FROM tripartite")
    yield from (f"portage:{tripartite}:{part}" for part in ("proof:new:acceptance:", "round:new", "draft", "end"))


def share_a_line(main: MainWindow) -> None:
    """What a line of a statement pays, said by hand."""
    owed = settlement.facts(main.context.desk)
    line = Received(reference="1", booked_on=main.context.today(), amount=Money.of(100), label="VIREMENT")
    FormDialog(BankShareForm(main.context, line, owed, ()), main).ask()


def others(main: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Windows that no picture shows."""
    context, today = main.context, main.context.today()
    dispute = dispute_list.rows(context.desk, today)[0].id
    yield "crash", CrashDialog("Une trace.", main)
    yield "help", HelpWindow(main)
    yield "start refused", StartupErrorDialog(StorageError("Le disque est plein."), context.desk.folder, main)
    yield "which copy", CopyChoice(context.desk.folder, NOW, main)
    yield "password", PasswordQuestion(main, "Cette copie est protégée.")
    yield "send", SendDialog(context, dispute, main)
    yield "past imports", PastImportsDialog(context, main)
    yield "text not kept", UnsavedDialog(main, "Mise en demeure", may_save=True)
    yield "filing", FilingDialog(main, today=today, reply_by=today, to_look_at=(), save=lambda _sent_on: True)


class Pass:
    """Looks at window after window and notes what is wrong; ``forms`` are the classes met."""

    def __init__(self, main: MainWindow) -> None:
        self.main = main
        self.faults: defaultdict[str, list[str]] = defaultdict(list)
        self.forms: set[str] = set()
        self._lit: set[tuple[object, ...]] = set()

    def look(self, name: str, window: QWidget) -> None:
        """Everything about one window."""
        window.activateWindow()
        settle()
        for form in window.findChildren(Form):
            if form.isVisible():
                self.forms |= {kind.__name__ for kind in type(form).__mro__}
                self.faults[name] += draft_faults(form)
        before = window.size()
        self.faults[name] += accessibility.unnamed(window)
        self.faults[name] += accessibility.out_of_reach(window)
        self.faults[name] += accessibility.out_of_order(window)
        self.faults[name] += accessibility.traps(window)
        self.faults[name] += accessibility.unlit(window, self._lit)
        self.faults[name] += accessibility.too_large(window, accessibility.AT_200_PERCENT)
        window.resize(before)

    def meet(self, name: str, ask: Callable[[], object]) -> None:
        """``ask`` opens a window that waits: look at it and leave it."""
        met: list[QWidget] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and not isinstance(dialog, QMessageBox):
                met.append(dialog)
                self.look(name, dialog)
                dialog.done(0)

        QTimer.singleShot(0, look)
        ask()
        if not met:
            self.faults[name].append(f"opened nothing: {self.main.message.text}")


def draft_faults(form: Form) -> Iterator[str]:
    """What would be lost of this form by a crash."""
    if form.key.startswith(HOLDS_A_FILE):
        return
    known = read(form.key)
    if known is None or known[0] not in OPENERS:
        yield f"nothing opens {form.key} again"
    for editor in form.editors():
        if decode(encode(editor.raw)) != editor.raw:
            yield f"{form.key}: {editor.name} does not come back"


def made_of(kind: type[Form]) -> set[str]:
    """Every form of the program."""
    return {kind.__name__}.union(*(made_of(one) for one in kind.__subclasses__() if one.__module__.startswith("ui.")))


def test_what_is_looked_for_would_be_found(qtbot: QtBot) -> None:
    window = QDialog()
    column, across = QVBoxLayout(window), QHBoxLayout()
    nameless, trap, cut = QToolButton(), QTextEdit(), QLabel("Un mot qui est coupé")
    nameless.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    nameless.setStyleSheet("border:none")
    cut.setFixedWidth(40)
    for widget in (nameless, trap, cut):
        column.addWidget(widget)
    across.setDirection(QHBoxLayout.Direction.RightToLeft)
    for words in ("Premier", "Second"):
        across.addWidget(QPushButton(words))
    column.addLayout(across)
    column.addSpacing(400)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert len(list(accessibility.unnamed(window))) == 2, "the button and the area of text"
    assert list(accessibility.out_of_reach(window)) == []
    nameless.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert len(list(accessibility.out_of_reach(window))) == 1
    nameless.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    (back,) = accessibility.out_of_order(window)
    assert back.index("Premier") < back.index("Second")
    assert len(list(accessibility.traps(window))) == 1
    assert any("QToolButton" in one for one in accessibility.unlit(window, set()))
    needs, words = accessibility.too_large(window, accessibility.AT_200_PERCENT)
    assert needs.startswith("needs 683")
    assert "coupé" in words


def test_every_screen_can_be_used_without_a_pointer_read_aloud_and_seen_at_200_percent(
    qtbot: QtBot, tmp_path: Path, state: WindowState
) -> None:
    demo_folder(tmp_path / "d", NOW)
    with Desk.open(tmp_path / "d", lambda: NOW) as desk:
        main = build_window(desk, state)
        qtbot.addWidget(main)
        main.resize(1366, 768)
        main.show()
        walk = Pass(main)
        for scene in all_scenes(main):
            made = scene.make(main)
            shown = made or main
            shown.show()
            if isinstance(shown, LetterWindow | WordingWindow):
                shown.settled()
                shown.tasks.settle()
            walk.look(scene.name, shown)
            if made is not None:
                made.close()
                made.deleteLater()
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            for host in main.findChildren(ListAndRecord):
                host.leave_form()
        walk.meet("search", lambda: main.actions_of_menus.trigger("edit.search"))
        for name, dialog in others(main):
            dialog.show()
            walk.look(name, dialog)
            dialog.close()
        for key in keys(main.context):
            walk.meet(key, lambda key=key: resume(main.context, main, key))
        walk.meet("bank", lambda: share_a_line(main))
        assert made_of(Form) - walk.forms - ONLY_BEGINNINGS == set(), (
            "forms that no picture shows and no key above opens"
        )
        assert {name: found for name, found in walk.faults.items() if found} == {}
        main.close()
