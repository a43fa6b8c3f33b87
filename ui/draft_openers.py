"""Opens the form that a draft belongs to, from its key alone."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.domain.vocabulary import DeliveryProofKind, EventKind
from litigedesk.errors import NotFound
from litigedesk.queries import disputes, mentions, rates, record_links

from . import draft_keys
from .context import Context
from .dialogs import agreements, dispute, form_dialog, insurance, mediation, portage, procedures, records
from .dialogs.pieces import PieceCommands
from .dialogs.plan_commands import PlanCommands

Parts = Mapping[str, str]
Opener = Callable[[Context, QWidget, Parts], object]

GONE: Final = "Ce que concernait cette saisie n’est plus là : rien à reprendre."


def can_resume(key: str) -> bool:
    """Whether the form of that draft can be opened from here."""
    known = draft_keys.read(key)
    return known is not None and known[0] in OPENERS


def resume(context: Context, parent: QWidget, key: str) -> None:
    """Open the form of that draft, which shows what was typed; what it was about may be gone, which the message bar says."""
    known = draft_keys.read(key)
    if known is None or known[0] not in OPENERS:
        return
    try:
        OPENERS[known[0]](context, parent, known[1])
    except (NotFound, LookupError, ValueError):  # also a step or a kind that this version of the program no longer has
        context.note(GONE)


def _id(parts: Parts, name: str) -> int | None:
    return int(parts[name]) if parts.get(name) else None


def _sure(parts: Parts, name: str) -> int:
    return int(parts[name])


def _owners(context: Context, parts: Parts, name: str) -> Mapping[str, int]:
    """What the record of that name belongs to; for one not made yet, what the key says it will."""
    if parts[name]:
        return record_links.links(context.desk, name, int(parts[name]))
    return {of: int(parts[of]) for of in ("dispute", "insurance_claim") if parts.get(of)}


# ---- the forms that need more than their ids -----------------------------------------------------------------------------
def _contract(context: Context, parent: QWidget, parts: Parts) -> object:
    contract_id, client_id = _id(parts, "contract"), _id(parts, "client")
    if parts["sort"]:
        return portage.edit_tripartite(context, parent, contract_id, client_id=client_id)
    return records.edit_contract(context, parent, contract_id, client_id)


def _invoice(context: Context, parent: QWidget, parts: Parts) -> object:
    return records.edit_invoice(
        context,
        parent,
        _id(parts, "invoice"),
        _id(parts, "client"),
        _id(parts, "of_contract"),
        credited_id=_id(parts, "credited"),
    )


def _payment(context: Context, parent: QWidget, parts: Parts) -> object:
    invoice_ids = [int(one) for one in parts["invoices"].split(",") if one]
    return records.edit_payment(context, parent, _id(parts, "payment"), invoice_ids)


def _complaint(context: Context, parent: QWidget, parts: Parts) -> object:
    complaint_id, dispute_id = _id(parts, "complaint"), _id(parts, "dispute")
    if complaint_id is None and dispute_id is None:
        return mediation.open_complaint(context, parent, _id(parts, "client"))
    return mediation.edit_complaint(context, parent, complaint_id, dispute_id=dispute_id)


def _event(context: Context, parent: QWidget, parts: Parts) -> object:
    event_id, kind = _id(parts, "event"), EventKind(parts["sort"]) if parts["sort"] else EventKind.NOTE
    of = _owners(context, parts, "event")
    if "insurance_claim" in of and (event_id is None or "dispute" not in of):
        return dispute.edit_claim_event(context, parent, of["insurance_claim"], event_id, kind)
    return dispute.edit_event(context, parent, of.get("dispute", 0), event_id, kind)


def _deadline(context: Context, parent: QWidget, parts: Parts) -> object:
    return dispute.edit_deadline(context, parent, _id(parts, "dispute"), _id(parts, "deadline"))


def _limitation(context: Context, parent: QWidget, parts: Parts) -> object:
    of, event_id = _owners(context, parts, "limitation_event"), _id(parts, "limitation_event")
    if "insurance_claim" in of:
        return insurance.note_interruption(context, parent, of["insurance_claim"], event_id)
    return dispute.edit_limitation_event(context, parent, of.get("dispute", 0), event_id)


def _mediation(context: Context, parent: QWidget, parts: Parts) -> object:
    if parts["step"]:
        return mediation.note_step(context, parent, _sure(parts, "mediation"), parts["step"])
    return mediation.edit_mediation(context, parent, _id(parts, "mediation"), dispute_id=_id(parts, "dispute"))


def _mediator(context: Context, parent: QWidget, parts: Parts) -> object:
    return mediation.edit_mediator(context, parent, _id(parts, "mediator"), shipped=parts["shipped"])


def _convention(context: Context, parent: QWidget, parts: Parts) -> object:
    known, before = _id(parts, "mediator"), _id(parts, "renewed")
    return mediation.edit_convention(context, parent, _id(parts, "convention"), mediator_id=known, renewed_id=before)


def _mention(context: Context, parent: QWidget, parts: Parts) -> object:
    from .dialogs.mention import note_mention

    place = mentions.information(context.desk, context.today()).place(parts["place"])
    if place is None:
        raise NotFound(GONE)
    return note_mention(context, parent, place)


def _claim(context: Context, parent: QWidget, parts: Parts) -> object:
    claim_id = _id(parts, "insurance_claim")
    if claim_id is not None and parts["step"]:
        return insurance.note_claim_step(context, parent, claim_id, parts["step"])
    dispute_id, client_id = _id(parts, "dispute"), _id(parts, "client")
    return insurance.edit_claim(context, parent, claim_id, dispute_id=dispute_id, client_id=client_id)


def _claim_piece(context: Context, parent: QWidget, parts: Parts) -> object:
    claim_id = _owners(context, parts, "claim_piece")["insurance_claim"]
    return insurance.edit_piece(context, parent, claim_id, parts["sort"], _id(parts, "claim_piece"))


def _request(context: Context, parent: QWidget, parts: Parts) -> object:
    claim_id = _owners(context, parts, "insurer_request")["insurance_claim"]
    return insurance.edit_request(context, parent, claim_id, _id(parts, "insurer_request"))


def _proof(context: Context, parent: QWidget, parts: Parts) -> object:
    known = {"month": date.fromisoformat(parts["month"])} if parts["month"] else {}
    kind = DeliveryProofKind(parts["sort"]) if parts["sort"] else DeliveryProofKind.ACTIVITY_REPORT
    proof_id = _id(parts, "delivery_proof")
    return portage.edit_proof(context, parent, _sure(parts, "contract"), proof_id, kind=kind, **known)


def _procedure(context: Context, parent: QWidget, parts: Parts) -> object:
    if parts["sort"]:
        return procedures.begin_procedure(context, parent, _sure(parts, "dispute"), ProcedureKind(parts["sort"]))
    procedure_id = _sure(parts, "procedure")
    if parts["step"]:
        return procedures.note_procedure_step(context, parent, procedure_id, parts["step"])
    return procedures.edit_procedure(context, parent, procedure_id)


def _agreement(context: Context, parent: QWidget, parts: Parts) -> object:
    if parts["sort"]:
        return agreements.propose_agreement(context, parent, _sure(parts, "dispute"), AgreementKind(parts["sort"]))
    agreement_id = _sure(parts, "agreement")
    if parts["step"]:
        return agreements.note_agreement_step(context, parent, agreement_id, parts["step"])
    return agreements.edit_agreement(context, parent, agreement_id)


def _plan(context: Context, parent: QWidget, parts: Parts) -> None:
    dispute_id, commands = _sure(parts, "dispute"), PlanCommands(context, parent)
    plan = disputes.dossier(context.desk, dispute_id, context.today()).plan
    if parts["change"] == "add":
        commands.add(dispute_id, plan)
        return
    view = next((one for one in plan.steps if one.step.key == parts["step"]), None)
    ask = {"delay": commands.change_delay, "postpone": commands.postpone, "skip": commands.skip}.get(parts["change"])
    if view is None or ask is None:
        raise NotFound(GONE)
    ask(dispute_id, view)


def _letter(context: Context, parent: QWidget, parts: Parts) -> object:
    from .letter_window import compose

    return compose(context, parent, Matter(MatterKind(parts["matter"]), _sure(parts, "of")), parts["template"])


def _bundle(context: Context, parent: QWidget, parts: Parts) -> None:
    from .dialogs.bundle import hand_over

    hand_over(context, parent, Matter(MatterKind(parts["matter"]), _sure(parts, "of")))


def _wording(context: Context, parent: QWidget, parts: Parts) -> None:
    from .wording_window import edit_wordings

    edit_wordings(context, parent, parts["template"])


def _profile(context: Context, parent: QWidget, _parts: Parts) -> object:
    from .dialogs.profile import edit_profile

    return edit_profile(context, parent)


def _rate(context: Context, parent: QWidget, parts: Parts) -> object:
    from .dialogs.rates import RateForm

    mine = {one.half: one for one in rates.user_rates(context.desk)}
    return form_dialog.ask_form(RateForm(context, mine.get(parts["half"])), parent)


def _by_id(ask: Callable[[Context, QWidget, int], object], name: str) -> Opener:
    return lambda context, parent, parts: ask(context, parent, _sure(parts, name))


def _by_known_id(ask: Callable[[Context, QWidget, int | None], object], name: str) -> Opener:
    return lambda context, parent, parts: ask(context, parent, _id(parts, name))


OPENERS: Final[Mapping[str, Opener]] = {
    "client": _by_known_id(records.edit_client, "client"),
    "contract": _contract,
    "invoice": _invoice,
    "payment": _payment,
    "closing": _by_id(dispute.close_dispute, "dispute"),
    "dispute": lambda context, parent, parts: dispute.edit_dispute(
        context, parent, _id(parts, "dispute"), _id(parts, "client")
    ),
    "contest": _by_id(dispute.contest, "dispute"),
    "complaint": _complaint,
    "event": _event,
    "deadline": _deadline,
    "limitation": _limitation,
    "mediation": _mediation,
    "mediator": _mediator,
    "convention": _convention,
    "mention": _mention,
    "insurance_claim": _claim,
    "claim_piece": _claim_piece,
    "insurer_request": _request,
    "policy": lambda context, parent, parts: insurance.edit_policy(
        context, parent, _id(parts, "policy"), company_id=_id(parts, "portage_company")
    ),
    "portage_company": _by_known_id(portage.edit_company, "portage_company"),
    "portage_proof": _proof,
    "portage_round": lambda context, parent, parts: portage.edit_round(
        context, parent, _sure(parts, "contract"), _id(parts, "validation_round")
    ),
    "portage_step": lambda context, parent, parts: portage.note_contract_step(
        context, parent, _sure(parts, "contract"), parts["step"]
    ),
    "procedure": _procedure,
    "agreement": _agreement,
    "plan": _plan,
    "piece": lambda context, parent, parts: PieceCommands(context, parent).edit(_sure(parts, "piece")),
    "tracking": _by_id(dispute.track_letter, "letter"),
    "letter": _letter,
    "bundle": _bundle,
    "wording": _wording,
    "profile": _profile,
    "rate": _rate,
}
