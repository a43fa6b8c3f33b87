"""Opening a tab or a form shows the window and nothing else: a label shown before it has a parent flashes as a window."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.demo import telling
from litigedesk.desk import Desk
from litigedesk.queries import mediations
from ui.app import build_window
from ui.forms.complaint_form import ComplaintForm
from ui.forms.convention_form import ConventionForm
from ui.forms.deadline_form import DeadlineForm
from ui.forms.dispute_form import DisputeForm
from ui.forms.form import Form
from ui.forms.mediation_form import MediationForm
from ui.forms.mediation_steps import STEPS, StepForm
from ui.forms.mediator_form import MediatorForm
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
        context, complained = window.context, mediations.open_consumer_disputes(desk)[0][0]
        complaint_id = mediations.complaints_of(desk, complained)[0].complaint.id
        mediation_id = mediations.rows(desk, NOW.date())[0].id
        made: list[Form] = [
            DisputeForm(context, None),
            ProfileForm(context),
            ComplaintForm(context),
            ComplaintForm(context, complaint_id),
            MediationForm(context),
            MediationForm(context, dispute_id=complained),
            MediationForm(context, mediation_id),
            MediatorForm(context, shipped="cm2c"),
            ConventionForm(context),
            DeadlineForm(context, None, None),
            *(StepForm(context, mediation_id, step) for step in STEPS),
        ]
        QApplication.instance().removeEventFilter(shown)  # type: ignore[union-attr]
        for form in made:
            qtbot.addWidget(form)
        window.close()  # its timers ask the folder
    assert shown.names == ["MainWindow "]
