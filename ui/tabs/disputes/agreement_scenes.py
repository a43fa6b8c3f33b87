"""Pictures of agreements: one in its dossier, and the windows that propose, sign and end one."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from litigedesk.domain.agreement import AgreementKind
from litigedesk.queries import agreements, dispute_list

from ...dialogs.agreements import NARROW, WITH_SIDE
from ...dialogs.form_dialog import form_window
from ...forms.agreement_form import AgreementForm
from ...forms.agreement_steps import OUTCOME, SIGNED, AgreementStepForm
from ...forms.form import Form

if TYPE_CHECKING:
    from .tab import DisputesTab

Scene = Callable[[], QWidget | None]


def agreement_scenes(tab: "DisputesTab") -> dict[str, Scene]:
    """The first agreement noted, and a settlement to propose in a dispute; nothing without them."""
    context = tab.context
    rows = [row.id for row in dispute_list.rows(context.desk, context.today())]
    held = agreements.of_disputes(context.desk, rows, context.today())
    found: dict[str, Scene] = {}
    if rows:
        new = partial(AgreementForm, context, dispute_id=rows[0], kind=AgreementKind.SETTLEMENT)
        found["nouvel-accord"] = partial(_form, tab, new, WITH_SIDE)
    for dispute_id, views in held.items():
        one = views[0].agreement.id or 0
        found["accord"] = partial(tab.open_record, dispute_id)
        found["modifier-accord"] = partial(_form, tab, partial(AgreementForm, context, one), WITH_SIDE)
        for step in (SIGNED, OUTCOME):
            found[f"accord-{step}"] = partial(_form, tab, partial(AgreementStepForm, context, one, step), NARROW)
        break
    return found


def _form(tab: "DisputesTab", make: Callable[[], Form], width: int) -> QWidget:
    return form_window(make(), tab, width)
