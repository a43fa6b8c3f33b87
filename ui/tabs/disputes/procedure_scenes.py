"""Pictures of the part Démarches and of the windows of procedures."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from litigedesk.domain.procedure import ProcedureKind
from litigedesk.queries import dispute_list, procedures

from ...dialogs.form_dialog import form_window
from ...dialogs.procedures import NARROW, WITH_SIDE
from ...forms.form import Form
from ...forms.procedure_form import ProcedureForm
from ...forms.procedure_steps import ProcedureStepForm
from .ways_part import WaysPart

if TYPE_CHECKING:
    from .tab import DisputesTab

Scene = Callable[[], QWidget | None]


def procedure_scenes(tab: "DisputesTab") -> dict[str, Scene]:
    """The ways on from a dispute without a procedure and from one with, then a new procedure and a step."""
    context = tab.context
    rows = [row.id for row in dispute_list.rows(context.desk, context.today())]
    begun = {one: procedures.of_dispute(context.desk, one) for one in rows}
    bare = next((one for one in rows if not begun[one]), None)
    busy = next((one for one in rows if begun[one]), None)
    found: dict[str, Scene] = {}
    if bare is not None:
        new = partial(ProcedureForm, context, dispute_id=bare, kind=ProcedureKind.PAYMENT_ORDER)
        found["demarches"] = partial(_show_ways, tab, bare)
        found["nouvelle-demarche"] = partial(_form, tab, new, WITH_SIDE)
    if busy is not None:
        procedure = begun[busy][0]
        found["demarches-en-cours"] = partial(_show_ways, tab, busy)
        found["modifier-demarche"] = partial(_form, tab, partial(ProcedureForm, context, procedure.id), WITH_SIDE)
        step = partial(ProcedureStepForm, context, procedure.id or 0, "ended")
        found["etape-demarche"] = partial(_form, tab, step, NARROW)
    return found


def _show_ways(tab: "DisputesTab", dispute_id: int) -> None:
    tab.open_record(dispute_id, "ways")
    part = tab.dossier.findChild(WaysPart)
    if part is not None and part.folds:
        part.folds[0].open()


def _form(tab: "DisputesTab", make: Callable[[], Form], width: int) -> QWidget:
    return form_window(make(), tab, width)
