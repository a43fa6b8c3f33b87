"""Someone without a pointer: the same person, who reaches everything by the keys and by nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from tests.journeys.person import CONTROL, Freelancer, plain
from ui.actions import ACTIONS
from ui.focus_order import put_in_order
from ui.forms.file_editor import FileEditor
from ui.widgets.buttons import Segments
from ui.widgets.list_rows import ListRows
from ui.widgets.nav import NavTab

FURTHEST = 400  # controls of the longest window
NONE = Qt.KeyboardModifier.NoModifier


class KeyboardFreelancer(Freelancer):
    """Tab, arrows, Enter, Space, shortcuts and menus; the eyes only tell which way round is shorter."""

    # ---- reaching ------------------------------------------------------------------------------------------------------
    def reach(self, wanted: QWidget) -> None:
        """Press Tab or Shift+Tab until a control has the keys."""
        window = wanted.window()
        for _step in range(FURTHEST):
            focused = self.focused()
            if focused is wanted:
                return
            order = put_in_order(window)
            assert wanted in order, (
                f"{wanted.objectName()} « {wanted.accessibleName()} » is not on the way of the Tab key"
            )
            ahead = 1
            if focused in order:
                ahead = (order.index(wanted) - order.index(focused)) % len(order)
            back = ahead > len(order) // 2
            self.qtbot.keyClick(focused, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
            assert self.focused() is not focused or len(order) == 1, f"the keys stay in {focused.objectName()}"
        raise AssertionError(f"{wanted.objectName()} is not reached")

    def focused(self) -> QWidget:
        """What has the keys; off screen nobody brings the window back once another one is gone."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        return super().focused()

    def click(self, root: QWidget, words: str) -> None:
        """Press a button by Enter or Space, or go to it by the arrows among its neighbours."""
        button = self.button(root, words)
        assert button.isEnabled(), f"« {words} » is greyed out"
        if button.group() is not None:
            self._among(button)
        else:
            self.reach(button)
            self.press(Qt.Key.Key_Space if isinstance(button, QCheckBox) else Qt.Key.Key_Return)
        self.settle()

    def _among(self, button: QAbstractButton) -> None:
        """One of several: Tab stops at the chosen one, and the arrows go on."""
        together = button.group().buttons()
        stop = next(one for one in together if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        self.reach(stop)
        if isinstance(button, NavTab) or not button.isChecked():
            forward = together.index(button) > together.index(stop)
            for _step in together:
                if self.focused() is button:
                    break
                self.press(Qt.Key.Key_Right if forward else Qt.Key.Key_Left)
        if not button.isChecked():
            self.press(Qt.Key.Key_Space)
        assert button.isChecked() or not button.isVisible()

    def fill(self, root: QWidget, name: str, text: str) -> None:
        line = self.find(root, QLineEdit, f"{name}.field")
        self.reach(line)
        self.press(Qt.Key.Key_A, CONTROL)
        self.write(text)
        self.press(Qt.Key.Key_Tab)

    def choose(self, root: QWidget, name: str, words: str) -> None:
        field = self.find(root, QWidget, f"{name}.field")
        if isinstance(field, Segments):
            self.click(field, words)
            return
        assert isinstance(field, QComboBox)
        self.reach(field)
        offered = [plain(field.itemText(one)) for one in range(field.count())]
        place = next(at for at, one in enumerate(offered) if one.startswith(words))
        self.press(Qt.Key.Key_Home)
        for _step in range(place):
            self.press(Qt.Key.Key_Down)
        assert field.currentIndex() == place

    def tell(self, root: QWidget, name: str, text: str) -> None:
        area = self.find(root, QPlainTextEdit, f"{name}.field")
        self.reach(area)
        self.press(Qt.Key.Key_A, CONTROL)
        self.write(text)

    def drop(self, root: QWidget, name: str, path: Path) -> None:
        """The file is chosen in the system's own window, by its name."""
        field = self.find(root, FileEditor, name)

        def name_it(dialog: QDialog) -> None:
            assert isinstance(dialog, QFileDialog)
            self.write(str(path))
            self.press(Qt.Key.Key_Return)

        self.reach(field.choose)
        self.answer(lambda: self.press(Qt.Key.Key_Return), name_it)
        assert path.name in self.said(field)

    # ---- menus ---------------------------------------------------------------------------------------------------------
    def from_menu(self, root: QWidget, words: str) -> None:
        button = next(
            one
            for one in root.findChildren(QAbstractButton)
            if one.isVisible() and (menu := _menu_of(one)) is not None and words in _lines(menu)
        )
        self.reach(button)
        self._in_popup(lambda: self.press(Qt.Key.Key_Space), lambda: self._pick(words))
        self.settle()

    def _in_popup(self, ask: Callable[[], object], play: Callable[[], object]) -> None:
        """A menu that waits: what is pressed in it."""
        faults: list[AssertionError] = []

        def meet() -> None:
            try:
                play()
            except AssertionError as fault:
                faults.append(fault)
                while (popup := QApplication.activePopupWidget()) is not None:
                    popup.close()

        QTimer.singleShot(0, meet)
        ask()
        self.qtbot.waitUntil(lambda: bool(faults) or QApplication.activePopupWidget() is None)
        if faults:
            raise faults[0]

    def _pick(self, words: str) -> None:
        """Go down the menu in front until the line, and press Enter."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert words in _lines(menu), f"no line « {words} » but {_lines(menu)}"
        for _step in range(len(menu.actions()) + 1):
            active = menu.activeAction()
            if active is not None and plain(active.text()) == words:
                break
            self.qtbot.keyClick(menu, Qt.Key.Key_Down)
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)

    def menu(self, action_id: str) -> None:
        """By its shortcut, or by Alt and the arrows when it has none."""
        entry = next(one for one in ACTIONS if one.id == action_id)
        if entry.shortcut:
            keys = QKeySequence(entry.shortcut)[0]
            self.press(keys.key(), keys.keyboardModifiers())
            return
        handle = self.window.windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(handle, QKeyEvent(kind, Qt.Key.Key_Alt, NONE))
        self._pick(entry.menu)
        if entry.under:
            self._pick(entry.under)
        self._pick(plain(self.window.actions_of_menus.action(action_id).text()))
        self.settle()

    # ---- the window ----------------------------------------------------------------------------------------------------
    def show_tab(self, key: str) -> None:
        place = [type(tab).__name__ for tab in self.window.tabs].index(key)
        self.press(Qt.Key(Qt.Key.Key_1 + place), CONTROL)

    def open(self, tab: str, words: str, part: str = "") -> None:
        """In the list of a tab, found by its filter."""
        self.show_tab(tab)
        if part:
            self.click(self.window.current_tab, part)
        self.press(Qt.Key.Key_F, CONTROL)
        self.press(Qt.Key.Key_A, CONTROL)
        self.write(words)
        rows = next(one for one in self.window.current_tab.findChildren(ListRows) if one.isVisible())
        self.reach(rows)
        self.press(Qt.Key.Key_Home)
        self.press(Qt.Key.Key_Return)

    def undo(self) -> str:
        self.press(Qt.Key.Key_Z, CONTROL)
        return plain(self.window.message.text)

    def redo(self) -> str:
        self.press(Qt.Key.Key_Y, CONTROL)
        return plain(self.window.message.text)


def _menu_of(button: QAbstractButton) -> QMenu | None:
    menu = button.menu() if hasattr(button, "menu") else None
    return menu if isinstance(menu, QMenu) else None


def _lines(menu: QMenu) -> list[str]:
    return [plain(line.text()) for line in menu.actions() if line.isVisible() and line.isEnabled()]


either_way = pytest.mark.parametrize("hands", [Freelancer, KeyboardFreelancer], ids=["pointer", "keys"])
