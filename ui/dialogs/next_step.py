"""What the button of a next step does, from any tab: the letter, the form or the record that it names."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.domain.procedure import ProcedureKind

from ..context import Context

if TYPE_CHECKING:
    from litigedesk.queries.next_step import NextStep

ICONS: Final = {
    "letter": "file-text",
    "client": "users",
    "close": "archive",
    "track": "mail-check",
    "deadline": "calendar-plus",
    "reopen": "rotate-ccw",
    "complaint": "message-square-text",
    "complaint-edit": "pencil",
    "mediation": "handshake",
    "mediation-step": "calendar-check",
    "complete": "check",
    "contract-edit": "pencil",
    "portage-step": "calendar-check",
    "claim": "shield-alert",
    "claim-new": "shield-alert",
    "claim-edit": "pencil",
    "claim-step": "calendar-check",
    "claim-piece": "file-plus",
    "ways": "scale",
    "procedure-new": "scale",
    "procedure-step": "calendar-check",
    "agreement-new": "clipboard-list",
    "agreement-step": "calendar-check",
    "pay": "banknote",
    "plan-done": "check",
    "rates": "percent",
    "plan": "clipboard-list",
}


def do_step(context: Context, parent: QWidget, step: "NextStep", *, dispute_id: int = 0, client_id: int = 0) -> None:
    """Do what a next step proposes, in a dispute or for the record it names; ``KeyError`` for one with nothing to press."""
    from litigedesk.operations import disputes, plans

    from . import dispute as dispute_dialogs
    from . import mediation as mediation_dialogs

    for names, act in _FAMILIES:
        if step.action in names:
            act(context, parent, step, dispute_id)
            return
    actions: dict[str, Callable[[], object]] = {
        "letter": lambda: compose(context, parent, step.matter or of_dispute(dispute_id), step.template or ""),
        "client": lambda: _complete_client(context, parent, client_id),
        "close": lambda: dispute_dialogs.close_dispute(context, parent, dispute_id),
        "track": lambda: dispute_dialogs.track_letter(context, parent, step.letter_id or 0),
        "deadline": lambda: dispute_dialogs.edit_deadline(context, parent, dispute_id),
        "reopen": lambda: context.run(disputes.reopen, dispute_id),
        "complaint": lambda: mediation_dialogs.edit_complaint(context, parent, None, dispute_id=dispute_id),
        "complaint-edit": lambda: mediation_dialogs.edit_complaint(context, parent, step.complaint_id, "findings"),
        "mediation": lambda: mediation_dialogs.edit_mediation(context, parent, None, dispute_id=dispute_id),
        "mediation-step": lambda: mediation_dialogs.note_step(context, parent, step.mediation_id or 0, step.step or ""),
        "complete": lambda: context.run(disputes.complete_deadline, step.deadline_id or 0),
        "pay": lambda: _pay(context, parent, dispute_id),
        "plan-done": lambda: context.run(plans.mark_done, dispute_id, step.step or ""),
        "rates": lambda: _add_rates(context, parent),
        "plan": lambda: context.navigate("plan", dispute_id),
    }
    actions[step.action]()


def _do_portage(context: Context, parent: QWidget, step: "NextStep", _dispute_id: int) -> None:
    from . import portage

    if step.action == "contract-edit":
        portage.edit_tripartite(context, parent, step.contract_id)
    else:
        portage.note_contract_step(context, parent, step.contract_id or 0, step.step or "")


def _do_claim(context: Context, parent: QWidget, step: "NextStep", dispute_id: int) -> None:
    from . import insurance

    claim_id = step.claim_id or 0
    match step.action:
        case "claim":
            context.navigate("insurance_claim", claim_id)
        case "claim-new":
            insurance.edit_claim(context, parent, None, dispute_id=dispute_id)
        case "claim-edit":
            insurance.edit_claim(context, parent, claim_id, step.step)
        case "claim-piece":
            insurance.edit_piece(context, parent, claim_id, step.step or "")
        case _:
            insurance.note_claim_step(context, parent, claim_id, step.step or "")


def _do_procedure(context: Context, parent: QWidget, step: "NextStep", dispute_id: int) -> None:
    from . import procedures

    match step.action:
        case "ways":
            context.navigate("ways", dispute_id)
        case "procedure-new":
            kind = ProcedureKind(step.step or "")
            if procedures.begin_procedure(context, parent, dispute_id, kind) is not None:
                context.navigate("ways", dispute_id)
        case _:
            procedures.note_procedure_step(context, parent, step.procedure_id or 0, step.step or "")


def _do_agreement(context: Context, parent: QWidget, step: "NextStep", dispute_id: int) -> None:
    from . import agreements

    if step.action == "agreement-new":
        agreements.propose_agreement(context, parent, dispute_id, AgreementKind(step.step or ""))
    else:
        agreements.note_agreement_step(context, parent, step.agreement_id or 0, step.step or "")


_FAMILIES: Final = (
    (frozenset({"contract-edit", "portage-step"}), _do_portage),
    (frozenset({"claim", "claim-new", "claim-edit", "claim-step", "claim-piece"}), _do_claim),
    (frozenset({"ways", "procedure-new", "procedure-step"}), _do_procedure),
    (frozenset({"agreement-new", "agreement-step"}), _do_agreement),
)


def _pay(context: Context, parent: QWidget, dispute_id: int) -> None:
    """Note a payment on one of the dispute's invoices."""
    from litigedesk.queries import disputes

    from .records import edit_payment

    dossier = disputes.dossier(context.desk, dispute_id, context.today())
    edit_payment(context, parent, None, [one.invoice.id for one in dossier.sums.lines if one.invoice.id is not None])


def compose(context: Context, parent: QWidget, matter: Matter, template: str) -> None:
    """Write a letter."""
    from ..letter_window import compose as open_window

    open_window(context, parent, matter, template)


def _complete_client(context: Context, parent: QWidget, client_id: int) -> None:
    from .records import edit_client

    edit_client(context, parent, client_id, field="kind")


def _add_rates(context: Context, parent: QWidget) -> None:
    from .rates import edit_rates

    edit_rates(context, parent)
