"""Someone at the keyboard: finds what is on the screen, types, presses, answers windows, reads what is said."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from litigedesk import formats
from litigedesk.demo import identifiers
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.queries import clients, disputes
from litigedesk.queries.disputes import Dossier
from ui.context import Context
from ui.forms.file_editor import FileEditor
from ui.letter_window import LetterWindow
from ui.letter_window.filing import FilingDialog
from ui.main_window import MainWindow
from ui.widgets.buttons import Segments
from ui.widgets.ledger import Ledger
from ui.widgets.list_rows import ListRows
from ui.widgets.text import Label
from ui.wizard.first_start import FirstStart, FirstStartDialog

Typing = Callable[[QWidget, str], None]
Play = Callable[[QDialog], None]
W = TypeVar("W", bound=QWidget)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAME = "Éléonore Brûlé-Œuvrard"
PATIENCE = 20_000  # ms, for letters written in another thread on a busy machine


def plain(text: str) -> str:
    """The same words with ordinary spaces: the French ones have their own tests."""
    return text.replace(formats.NBSP, " ").replace(formats.NARROW, " ")


def money(amount: str) -> str:
    """A sum as the screen writes it."""
    return plain(formats.money(Money.of(amount)))


class Clock:
    """The desk's clock, moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Person:
    """Plays on one window at a time: the one in front."""

    def __init__(self, qtbot: QtBot, type_text: Typing) -> None:
        self.qtbot, self._type = qtbot, type_text

    # ---- finding -----------------------------------------------------------------------------------------------------
    def find(self, root: QWidget, kind: type[W], name: str) -> W:
        """The widget of that name that is in sight."""
        seen = [one for one in root.findChildren(kind, name) if one.isVisible()]
        assert seen, f"nothing called {name} is in sight in {root.objectName()}"
        return seen[0]

    def button(self, root: QWidget, words: str) -> QAbstractButton:
        """The button in sight that says so, or that is called so by the program."""
        for one in root.findChildren(QAbstractButton):
            names = (plain(one.text()).strip(), plain(one.accessibleName()), one.objectName())
            if one.isVisible() and words in names:
                return one
        raise AssertionError(f"no button « {words} » in sight, but: {self.said(root)}")

    def said(self, root: QWidget) -> str:
        """Every sentence in sight, one a line."""
        labels = [one for one in root.findChildren(QLabel) if one.isVisible()]
        return plain("\n".join(one.full_text() if isinstance(one, Label) else one.text() for one in labels))

    # ---- doing -------------------------------------------------------------------------------------------------------
    def click(self, root: QWidget, words: str) -> None:
        """Press a button with the pointer."""
        button = self.button(root, words)
        assert button.isEnabled(), f"« {words} » is greyed out"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Let the program finish what it put off."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
        QApplication.processEvents()

    def fill(self, root: QWidget, name: str, text: str) -> None:
        """Go to a field, type over what it holds, and leave it by the Tab key."""
        line = self.find(root, QLineEdit, f"{name}.field")
        line.setFocus(Qt.FocusReason.TabFocusReason)
        line.selectAll()
        self._type(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Tab)
        self.settle()

    def choose(self, root: QWidget, name: str, words: str) -> None:
        """Choose one of a few, by its words, with the keys of a list or the pointer of segments."""
        field = self.find(root, QWidget, f"{name}.field")
        if isinstance(field, Segments):
            self.click(field, words)
            return
        assert isinstance(field, QComboBox)
        offered = [plain(field.itemText(one)) for one in range(field.count())]
        place = next((at for at, one in enumerate(offered) if one.startswith(words)), -1)
        assert place >= 0, f"{words} is not offered: {offered}"
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.qtbot.keyClick(field, Qt.Key.Key_Home)
        for _step in range(place):
            self.qtbot.keyClick(field, Qt.Key.Key_Down)
        assert field.currentIndex() == place
        self.settle()

    def fill_all(self, root: QWidget, **fields: str) -> None:
        """Fill these fields, one after the other."""
        for name, text in fields.items():
            self.fill(root, name, text)

    def tell(self, root: QWidget, name: str, text: str) -> None:
        """Type over a field of several lines."""
        area = self.find(root, QPlainTextEdit, f"{name}.field")
        area.setFocus(Qt.FocusReason.TabFocusReason)
        area.selectAll()
        self._type(area, text)
        self.settle()

    def drop(self, root: QWidget, name: str, path: Path) -> None:
        """Drop a file on the field that keeps one."""
        field, data = self.find(root, FileEditor, name), QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        held = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(field, QDragEnterEvent(QPoint(4, 4), *held))
        QApplication.sendEvent(field, QDropEvent(QPointF(4, 4), *held))
        self.settle()
        assert path.name in self.said(field)

    def from_menu(self, root: QWidget, words: str) -> None:
        """A line of one of the menus there."""
        lines = [line for menu in root.findChildren(QMenu) for line in menu.actions() if plain(line.text()) == words]
        assert lines, f"no line « {words} »"
        assert lines[0].isEnabled(), f"« {words} » is greyed out"
        lines[0].trigger()
        self.settle()

    def note(self, ask: Callable[[], object], save: str, **fields: str) -> None:
        """Note something in the small form that ``ask`` opens, and save it by the button so called."""

        def play(dialog: QDialog) -> None:
            self.fill_all(dialog, **fields)
            self.click(dialog, save)

        self.answer(ask, play)

    def value(self, root: QWidget, name: str) -> str:
        """What a line holds."""
        return self.find(root, QLineEdit, f"{name}.field").text()

    def problem(self, root: QWidget, name: str) -> str:
        """The sentence beside a field; empty when there is none."""
        holders = [one for one in root.findChildren(QWidget, f"{name}.problem") if one.isVisible()]
        return self.said(holders[0]) if holders else ""

    # ---- keys --------------------------------------------------------------------------------------------------------
    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keys are."""
        self.qtbot.keyClick(self.focused(), key, modifiers)
        self.settle()

    def tab(self, times: int = 1) -> None:
        """Go on to the next controls."""
        for _step in range(times):
            self.press(Qt.Key.Key_Tab)

    def write(self, text: str) -> None:
        """Type where the keys are."""
        self._type(self.focused(), text)
        self.settle()

    def focused(self) -> QWidget:
        """What has the keys."""
        focused = QApplication.focusWidget() or QApplication.activeWindow()
        assert focused is not None, "nothing has the keys"
        return focused

    def go_to(self, name: str, most: int = 40) -> None:
        """Tab until the control of that name has the keys."""
        for _step in range(most):
            if self.focused().objectName() == name:
                return
            self.tab()
        raise AssertionError(f"{name} is not reached by the Tab key")

    # ---- windows -----------------------------------------------------------------------------------------------------
    def answer(self, ask: Callable[[], object], play: Play) -> None:
        """``ask`` opens a window that waits; ``play`` answers it and must leave it closed."""
        owner, before = QApplication.activeWindow(), QApplication.activeModalWidget()
        met: list[QDialog] = []
        faults: list[BaseException] = []

        def meet() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or dialog is before:
                return
            watch.stop()
            met.append(dialog)
            try:
                self.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
                play(dialog)
                assert not dialog.isVisible(), f"the window stays open: {self.said(dialog)}"
            except BaseException as fault:  # noqa: BLE001  # told below, outside Qt's own loop
                faults.append(fault)
                dialog.done(0)

        watch = QTimer(interval=1)
        watch.timeout.connect(meet)
        watch.start()
        ask()
        if not met:  # opened without waiting
            self.qtbot.waitUntil(lambda: bool(met), timeout=5000)
        self.settle()
        if faults:
            raise faults[0]
        # Off screen nobody else brings it back; a window an earlier test has closed cannot come.
        if owner is not None and owner.isVisible() and not owner.isActiveWindow():
            owner.activateWindow()
            self.qtbot.waitUntil(owner.isActiveWindow)

    def letter_window(self) -> LetterWindow:
        """The letter window in front, once its letter is written."""
        (window,) = letter_windows()
        window.resize(1366, 768)  # a laptop's: the off-screen platform has less, and shows one half at a time
        self.qtbot.waitUntil(lambda: not window.is_writing and not window.tasks.is_busy(), timeout=PATIENCE)
        self.settle()  # what is to be looked at before it leaves is shown by the event loop
        return window

    def file_letter(self, title: str, *, reply: str = "", sent_today: bool = True) -> str:
        """Read the letter in front, file it, close its window; gives the words of its pages."""
        window = self.letter_window()
        assert title in self.said(window)
        assert f"{reply[:1].upper()}{reply[1:]}" in self.said(window)
        text = pages(window.preview.view.pdf)

        def say_sent(dialog: QDialog) -> None:
            assert isinstance(dialog, FilingDialog)
            assert not reply or f"Réponse attendue le {reply}" in self.said(dialog)
            if sent_today:
                self.press(Qt.Key.Key_Right)  # from « Pas encore » to « Oui, aujourd’hui »
            self.press(Qt.Key.Key_Return)

        self.answer(lambda: self.click(window, "Enregistrer dans le dossier"), say_sent)
        assert "Enregistrée dans le dossier" in self.said(window)
        self.leave(window, lambda: self.click(window, "Fermer"))
        return text

    def leave(self, window: LetterWindow, close: Callable[[], object] | None = None) -> None:
        """Close a letter window, by Escape unless told how, and come back to the one behind."""
        owner = window.parentWidget()
        assert owner is not None
        if close is None:
            self.press(Qt.Key.Key_Escape)
        else:
            close()
        assert letter_windows() == []
        owner.window().activateWindow()
        self.qtbot.waitUntil(owner.window().isActiveWindow)


def letter_windows() -> list[LetterWindow]:
    """The letter windows in sight."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, LetterWindow) and one.isVisible()]


def pages(pdf: bytes) -> str:
    """The words of a PDF, every space plain."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        found = [document[place].get_textpage().get_text_bounded() for place in range(len(document))]
    return " ".join(" ".join(found).split())


class Freelancer(Person):
    """A person before LitigeDesk's own window."""

    def __init__(self, qtbot: QtBot, type_text: Typing, window: MainWindow, clock: Clock) -> None:
        super().__init__(qtbot, type_text)
        self.window, self.clock = window, clock

    @property
    def desk(self) -> Desk:
        """The data folder."""
        return self.window.context.desk

    def sees(self, words: str) -> bool:
        """Whether the tab in front says so."""
        return words in self.said(self.window)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.window.show_tab(key)
        self.settle()

    def menu(self, action_id: str) -> None:
        """An entry of the menus of the window."""
        self.window.actions_of_menus.trigger(action_id)
        self.settle()

    def open(self, tab: str, words: str, part: str = "") -> None:
        """A record of a tab, found in its list by these words; ``part`` is the part of the tab that has the list."""
        self.show_tab(tab)
        if part:
            self.click(self.window.current_tab, part)
        self.window.current_tab.focus_filter()
        self.focused().selectAll()  # type: ignore[attr-defined]
        self.write(words)
        rows = next(one for one in self.window.current_tab.findChildren(ListRows) if one.isVisible())
        self.qtbot.keyClick(rows, Qt.Key.Key_Home)
        self.qtbot.keyClick(rows, Qt.Key.Key_Return)
        self.settle()

    def wakes_on(self, day: datetime) -> None:
        """Another day: the clock moves on, and the window left open is come back to."""
        self.clock.now = day
        elsewhere = QWidget()
        self.qtbot.addWidget(elsewhere)
        for one in (elsewhere, self.window):
            one.show()
            one.activateWindow()
            self.qtbot.waitUntil(one.isActiveWindow)
        elsewhere.close()
        self.settle()

    def dossier(self) -> Dossier:
        """The first dispute, as it is stored."""
        return disputes.dossier(self.desk, 1, self.desk.today())

    def ledger(self) -> dict[str, str]:
        """The sums shown, by what they are called."""
        shown = next(one for one in self.window.findChildren(Ledger) if one.isVisible())
        return {plain(line.text): plain(line.shown) for line in shown.lines}

    def amount(self) -> str:
        """The one big sum of the dossier."""
        return plain(self.find(self.window, Label, "dossier.amount").full_text())

    def undo(self) -> str:
        """Ctrl+Z; gives what the message bar then says."""
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, CONTROL)
        self.settle()
        return plain(self.window.message.text)

    def redo(self) -> str:
        """Ctrl+Shift+Z."""
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, CONTROL | SHIFT)
        self.settle()
        return plain(self.window.message.text)

    # ---- records -----------------------------------------------------------------------------------------------------
    def add_client(self, kind: str, name: str, *, form: str = "", siret: str = "") -> None:
        """From the empty desk: « Ajouter un client »."""

        def play(dialog: QDialog) -> None:
            self.choose(dialog, "kind", kind)
            self.fill(dialog, "name", name)
            if form:
                self.fill(dialog, "legal_form", form)
            if siret:
                self.fill(dialog, "siret", siret)
            self.fill(dialog, "street", "8 quai de la Loire")
            self.fill(dialog, "postcode", "44000")
            self.fill(dialog, "city", "Nantes")
            self.click(dialog, "Enregistrer le client")

        self.answer(lambda: self.click(self.window, "Ajouter un client"), play)

    def add_contract(self) -> None:
        """From the client's page: a signed quote payable 30 days after the invoice."""

        def play(dialog: QDialog) -> None:
            self.fill(dialog, "reference", "D-2026-014")
            self.fill(dialog, "title", "Refonte du site")
            self.fill(dialog, "signed_on", "2/3")
            self.fill(dialog, "amount", "2500")
            self.click(dialog, "Enregistrer le contrat")

        self.answer(lambda: self.click(self.window, "Nouveau contrat"), play)

    def add_invoice(self, *, due: str, contract: str = "", received: str = "") -> None:
        """From the client's page: 2 500 € invoiced on 1 May 2026, whose due date the program proposes."""

        def play(dialog: QDialog) -> None:
            if contract:
                self.choose(dialog, "contract_id", contract)
            self.fill(dialog, "number", "F-2026-031")
            self.fill(dialog, "title", "Refonte du site")
            self.fill(dialog, "issued_on", "1/5/26")
            self.fill(dialog, "performed_on", "30/4")
            if received:
                self.fill(dialog, "received_on", received)
            assert self.value(dialog, "due_on") == due
            self.fill(dialog, "gross", "2500")
            self.click(dialog, "form.save")

        self.answer(lambda: self.click(self.window, "client.next"), play)

    def open_dispute(self) -> None:
        """From the client's page: the late invoice becomes a dispute, whose dossier is shown."""

        def play(dialog: QDialog) -> None:
            assert "F-2026-031 du 1er mai 2026" in plain(self.button(dialog, "invoice_ids.1").text())
            self.click(dialog, "Ouvrir le litige")

        self.answer(lambda: self.click(self.window, "client.next"), play)

    def pay(self, amount: str) -> None:
        """« Noter un paiement » of today; an empty amount takes all that is due."""

        def play(dialog: QDialog) -> None:
            if amount:
                self.fill(dialog, "amount", amount)
            else:
                self.click(dialog, "payment.all")
            self.click(dialog, "Enregistrer le paiement")

        self.answer(lambda: self.click(self.window, "Noter un paiement"), play)

    def track(self, **dates: str) -> None:
        """Note what became of the last letter, from the line of the part Courriers."""
        letter_id = self.dossier().letters[0].id

        def play(dialog: QDialog) -> None:
            for name, typed in dates.items():
                self.fill(dialog, name, typed)
            self.click(dialog, "Enregistrer")

        self.answer(lambda: self.click(self.window, f"letter.{letter_id}.track"), play)

    def clients(self) -> Sequence[str]:
        """The names of the clients stored."""
        return [row.name for row in clients.rows(self.desk)]


def first_start(
    qtbot: QtBot, type_text: Typing, scratch: Context, folder: Path, status: str = "Entrepreneur individuel"
) -> FirstStart:
    """Play the three pages of the first start; gives what was chosen there."""
    person = Person(qtbot, type_text)

    def play(dialog: QDialog) -> None:
        person.choose(dialog, "status", status)
        person.fill(dialog, "name", NAME)
        bills = status != "Salarié porté"  # whose company bills, and is paid
        if bills:
            person.fill(dialog, "siret", identifiers.siret(1))
        person.fill(dialog, "street", "12 rue de la Forêt")
        person.fill(dialog, "postcode", "75011")
        person.fill(dialog, "city", "Paris")
        person.fill(dialog, "email", "eleonore@exemple.fr")
        if bills:
            person.fill(dialog, "iban", identifiers.IBAN)
        person.press(Qt.Key.Key_Return, CONTROL)
        person.fill(dialog, "activity", "Création de sites")
        person.press(Qt.Key.Key_Return, CONTROL)
        assert str(folder) in person.said(dialog)
        person.press(Qt.Key.Key_Return)

    dialog = FirstStartDialog(scratch, folder)
    person.answer(dialog.exec, play)
    chosen = dialog.chosen
    dialog.deleteLater()
    assert chosen is not None
    return chosen
