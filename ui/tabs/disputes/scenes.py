"""Pictures of the tab besides itself: the parts of a dossier, a complaint, and each window opened from here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.vocabulary import DisputeKind
from litigedesk.queries import dispute_list, mediations, pieces

from ...dialogs.bundle import WIDTH as WIDE
from ...dialogs.bundle import BundleDialog
from ...dialogs.explanation import ExplanationDialog
from ...dialogs.form_dialog import WIDTH, form_window
from ...dialogs.mediation import NARROW, ROOMY, WITH_SIDE
from ...forms.complaint_form import ComplaintForm
from ...forms.convention_form import ConventionForm
from ...forms.deadline_form import DeadlineForm
from ...forms.dispute_form import DisputeForm
from ...forms.form import Form
from ...forms.mediation_form import MediationForm
from ...forms.mediation_steps import STEPS, StepForm
from ...forms.mediator_form import MediatorForm
from ...forms.piece_form import PieceForm
from ...forms.plan_forms import AddStepForm
from ...theme import current
from .agreement_scenes import agreement_scenes
from .dossier import DEADLINES, LETTERS, OVERVIEW, PIECES, PLAN, TIMELINE
from .procedure_scenes import procedure_scenes

if TYPE_CHECKING:
    from .tab import DisputesTab

Scene = Callable[[], QWidget | None]


def scenes(tab: "DisputesTab") -> dict[str, Scene]:
    """Name and maker of each picture; one that needs a record the data folder lacks shows the tab as it is."""
    found: dict[str, Scene] = {
        "chronologie": partial(tab.dossier.show_part, TIMELINE),
        "courriers": partial(tab.dossier.show_part, LETTERS),
        "echeances": partial(tab.dossier.show_part, DEADLINES),
        "plan": partial(tab.dossier.show_part, PLAN),
        "plan-etape": partial(_plan_form, tab),
        "calcul": partial(_explanation, tab),
        "nouveau": partial(_form, tab, lambda: DisputeForm(tab.context, None), WIDTH),
        "nouvelle-reclamation": partial(_form, tab, lambda: ComplaintForm(tab.context), WITH_SIDE),
        "nouvelle-mediation": partial(_form, tab, lambda: MediationForm(tab.context), ROOMY),
        "mediateur": partial(_form, tab, lambda: MediatorForm(tab.context, shipped="cm2c"), WITH_SIDE),
        "convention": partial(_form, tab, lambda: ConventionForm(tab.context), ROOMY),
        "echeance": partial(_form, tab, lambda: DeadlineForm(tab.context, None, None), NARROW),
    }
    return {
        **found,
        **_pieces(tab),
        **_about_a_complaint(tab),
        **_steps(tab),
        **procedure_scenes(tab),
        **agreement_scenes(tab),
    }


def _form(tab: "DisputesTab", make: Callable[[], Form], width: int) -> QWidget:
    return form_window(make(), tab, width)


def _plan_form(tab: "DisputesTab") -> QWidget | None:
    dossier = tab.dossier.dossier
    if dossier is None:
        return None
    return form_window(AddStepForm(tab.context, dossier.dispute.id or 0, dossier.plan), tab, NARROW)


def _explanation(tab: "DisputesTab") -> QWidget | None:
    tab.dossier.show_part(OVERVIEW)
    dossier = tab.dossier.dossier
    found = dossier.sums.statement if dossier else None
    if found is None:
        return None
    return ExplanationDialog(tab, "Calcul des sommes", found.steps, found.sources, found.warnings)


def _pieces(tab: "DisputesTab") -> dict[str, Scene]:
    """A dossier with pieces and one without, a piece, and the papers that could join them."""
    context = tab.context
    rows = [row.id for row in dispute_list.rows(context.desk, context.today())]
    held = {one: pieces.rows(context.desk, of_dispute(one)) for one in rows}
    full = next((one for one in rows if held[one]), None)
    bare = next((one for one in rows if not held[one]), None)
    papers = {one: pieces.known_papers(context.desk, of_dispute(one)) for one in rows}
    offering = max(rows, key=lambda one: len(papers[one]), default=None)
    found: dict[str, Scene] = {}
    if full is not None:
        piece_id = held[full][0].piece.id or 0
        found["pieces"] = partial(_show_pieces, tab, full)
        found["piece"] = partial(_form, tab, lambda: PieceForm(context, piece_id), NARROW)
        found["pieces-preuves"] = partial(_show_pieces, tab, full, proofs=True)
        found["remettre-dossier"] = partial(_hand_over, tab, full)
    if bare is not None:
        found["pieces-aucune"] = partial(_show_pieces, tab, bare)
    if offering is not None and papers[offering]:
        known = partial(tab.dossier.pieces.known_form, of_dispute(offering), papers[offering])
        found["papiers-enregistres"] = partial(_form, tab, known, NARROW)
    return found


def _hand_over(tab: "DisputesTab", dispute_id: int) -> QWidget:
    dialog = BundleDialog(tab.context, tab, of_dispute(dispute_id))
    dialog.resize(round(WIDE * current().text_scale), dialog.height())
    return dialog


def _show_pieces(tab: "DisputesTab", dispute_id: int, *, proofs: bool = False) -> None:
    tab.open_record(dispute_id)
    tab.dossier.show_part(PIECES)
    if tab.dossier.part is not None:
        tab.dossier.part.show_proofs(opened=proofs)
    if tab.dossier.panel is not None:
        tab.dossier.panel.preview.settle()


def _about_a_complaint(tab: "DisputesTab") -> dict[str, Scene]:
    context = tab.context
    rows = dispute_list.rows(context.desk, context.today())
    row = next((one for one in rows if one.kind is DisputeKind.COMPLAINT and not one.in_mediation), None)
    if row is None:
        return {}
    views = mediations.complaints_of(context.desk, row.id)
    complaint_id = views[0].complaint.id if views else None
    return {
        "reclamation": partial(tab.open_record, row.id),
        "modifier-reclamation": partial(_form, tab, lambda: ComplaintForm(context, complaint_id), WITH_SIDE),
        "ouvrir-mediation": partial(_form, tab, lambda: MediationForm(context, dispute_id=row.id), ROOMY),
    }


def _steps(tab: "DisputesTab") -> dict[str, Scene]:
    context = tab.context
    rows = mediations.rows(context.desk, context.today())
    if not rows:
        return {}
    mediation_id = rows[0].id
    whole: dict[str, Scene] = {
        "modifier-mediation": partial(_form, tab, lambda: MediationForm(context, mediation_id), ROOMY)
    }
    return whole | {
        f"etape-{step}": partial(_form, tab, partial(StepForm, context, mediation_id, step), NARROW) for step in STEPS
    }
