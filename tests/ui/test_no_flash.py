"""Opening a tab or a form shows the window and nothing else: a label shown before it has a parent flashes as a window."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.demo import telling
from litigedesk.desk import Desk
from ui.app import build_window
from ui.forms.dispute_form import DisputeForm
from ui.forms.form import Form
from ui.forms.profile_form import ProfileForm
from ui.window_state import WindowState

NOW = datetime(2026, 11, 22, 9)


class WindowsShown(QObject):
    """Notes every widget that appears as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_tabs_and_forms_open_without_another_window_flashing(qtbot: QtBot, tmp_path: Path, state: WindowState) -> None:
    telling.make(tmp_path / "données", NOW)
    shown = WindowsShown()
    with Desk.open(tmp_path / "données", lambda: NOW) as desk:
        QApplication.instance().installEventFilter(shown)  # type: ignore[union-attr]
        window = build_window(desk, state)
        qtbot.addWidget(window)
        window.show()
        for tab in window.tabs:
            window.show_tab(type(tab).__name__)
            if type(tab).__name__ in {"ClientsTab", "ContractsTab"}:
                tab.new_record()
        made: list[Form] = [DisputeForm(window.context, None), ProfileForm(window.context)]
        QApplication.instance().removeEventFilter(shown)  # type: ignore[union-attr]
        for form in made:
            qtbot.addWidget(form)
    assert shown.names == ["MainWindow "]
