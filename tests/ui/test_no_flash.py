"""Opening a tab or a form shows the window and nothing else: a label shown before it has a parent flashes as a window."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.queries import mediations
from tests.folders import demo_folder
from tests.ui.claims_world import claim_with, insured_by
from ui.app import build_window
from ui.context import Context
from ui.forms.claim_form import ClaimForm
from ui.forms.claim_piece_form import ClaimPieceForm
from ui.forms.claim_steps import STEPS as CLAIM_STEPS
from ui.forms.claim_steps import ClaimStepForm
from ui.forms.complaint_form import ComplaintForm
from ui.forms.convention_form import ConventionForm
from ui.forms.deadline_form import DeadlineForm
from ui.forms.dispute_form import DisputeForm
from ui.forms.form import Form
from ui.forms.insurer_request_form import InsurerRequestForm
from ui.forms.limitation_form import ClaimLimitationForm
from ui.forms.mediation_form import MediationForm
from ui.forms.mediation_steps import STEPS, StepForm
from ui.forms.mediator_form import MediatorForm
from ui.forms.policy_form import PolicyForm
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
    demo_folder(tmp_path / "données", NOW)
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
        context, consumers = window.context, mediations.open_consumer_disputes(desk)
        complained = next(one for one, _ in consumers if mediations.complaints_of(desk, one))
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
            *_of_insurance(context, complained),
        ]
        QApplication.instance().removeEventFilter(shown)  # type: ignore[union-attr]
        for form in made:
            qtbot.addWidget(form)
        window.close()  # its timers ask the folder
    assert shown.names == ["MainWindow "]


def _of_insurance(context: Context, dispute_id: int) -> list[Form]:
    claim_id = claim_with(context.desk, insured_by(context.desk))
    return [
        PolicyForm(context),
        PolicyForm(context, 1),
        ClaimForm(context),
        ClaimForm(context, dispute_id=dispute_id),
        ClaimForm(context, claim_id),
        ClaimPieceForm(context, claim_id),
        ClaimPieceForm(context, claim_id, "contract"),
        InsurerRequestForm(context, claim_id),
        ClaimLimitationForm(context, claim_id),
        *(ClaimStepForm(context, claim_id, step) for step in CLAIM_STEPS),
    ]
