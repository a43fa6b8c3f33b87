"""Pictures of the tab besides itself: its parts, a claim at each phase, and each window opened from here."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from litigedesk.queries import insurance_claims, policies
from litigedesk.queries.insurance_claims import Scope
from litigedesk.rules.insurance import ClaimPhase

from ...dialogs.form_dialog import form_window
from ...dialogs.insurance import NARROW, ROOMY, WITH_SIDE
from ...forms.claim_form import ClaimForm
from ...forms.claim_piece_form import ClaimPieceForm
from ...forms.claim_steps import STEPS, ClaimStepForm
from ...forms.form import Form
from ...forms.insurer_request_form import InsurerRequestForm
from ...forms.policy_form import PolicyForm

if TYPE_CHECKING:
    from .tab import ClaimsTab

Scene = Callable[[], QWidget | None]
CLAIMS: Final = "claims"
POLICIES: Final = "policies"
_NAMES: Final = {
    ClaimPhase.TO_DECLARE: "a-declarer",
    ClaimPhase.DECLARED: "declare",
    ClaimPhase.EXPERTISE: "expertise",
    ClaimPhase.DECIDED: "decision",
    ClaimPhase.CLOSED: "clos",
}


def scenes(tab: "ClaimsTab") -> dict[str, Scene]:
    """Name and maker of each picture; a phase that no claim of the data folder is in has none."""
    context = tab.context
    found: dict[str, Scene] = {
        "sinistres": partial(tab.show_part, CLAIMS),
        "contrats-rc-pro": partial(tab.show_part, POLICIES),
        "nouveau": partial(_form, tab, lambda: ClaimForm(context), WITH_SIDE),
        "nouveau-contrat": partial(_form, tab, lambda: PolicyForm(context), ROOMY),
    }
    held = policies.files(context.desk, context.today())
    if held:
        policy_id = held[0].policy.id
        found["modifier-contrat"] = partial(_form, tab, lambda: PolicyForm(context, policy_id), ROOMY)
    return {**found, **_of_claims(tab)}


def _form(tab: "ClaimsTab", make: Callable[[], Form], width: int) -> QWidget:
    return form_window(make(), tab, width)


def _of_claims(tab: "ClaimsTab") -> dict[str, Scene]:
    context = tab.context
    rows = insurance_claims.rows(context.desk, Scope.ALL)
    if not rows:
        return {}
    first_of = {row.phase: row.id for row in reversed(rows)}
    shown: dict[str, Scene] = {
        _NAMES[phase]: partial(tab.open_record, claim_id, "insurance_claim") for phase, claim_id in first_of.items()
    }
    claim_id = rows[0].id
    windows: dict[str, Scene] = {
        "modifier": partial(_form, tab, lambda: ClaimForm(context, claim_id), WITH_SIDE),
        "piece": partial(_form, tab, lambda: ClaimPieceForm(context, claim_id, "", None), NARROW),
        "demande": partial(_form, tab, lambda: InsurerRequestForm(context, claim_id, None), NARROW),
    }
    steps = {
        f"etape-{step}": partial(_form, tab, partial(ClaimStepForm, context, claim_id, step), NARROW) for step in STEPS
    }
    return {**shown, **windows, **steps}
