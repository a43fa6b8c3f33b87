"""From a missing fact or a finding to the field that mends it, in the form that holds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.matter import Matter
from litigedesk.letters import catalogue
from litigedesk.letters.ids import AGREEMENT_OF, PROCEDURE_OF

if TYPE_CHECKING:
    from ..context import Context

_WORDS: Final[Mapping[str, str]] = {
    "profile": "Compléter votre profil",
    "client": "Compléter le client",
    "address": "Compléter le client",
    "invoice": "Ouvrir la facture",
    "dispute": "Modifier le litige",
    "rates": "Ajouter le semestre",
    "complaint": "Compléter la réclamation",
    "mediation": "Compléter la médiation",
    "mediator": "Compléter le médiateur",
    "convention": "Indiquer votre convention",
    "company": "Compléter la société de portage",
    "tripartite": "Compléter le contrat",
    "policy": "Compléter le contrat d’assurance",
    "insurance_claim": "Compléter le sinistre",
    "complaint.received_on": "Noter la réclamation",
    "mediation.referred_on": "Noter la médiation",
    "procedure": "Compléter la démarche",
    "procedure.kind": "Noter la démarche",
    "dispute.contest_answer": "Noter votre réponse",
    "agreement": "Compléter l’accord",
    "agreement.proposed_on": "Préparer l’accord",
    "agreement.signed_on": "Noter la signature",
    "insurance_claim.declared_on": "Noter la déclaration",
    "insurance_claim.paid_on": "Revoir l’indemnité",
    "insurance_claim.closed_on": "Rouvrir le sinistre",
    "letter.sent_on": "Noter l’envoi",
    "bundle": "Remettre le dossier…",
    "letter.reply_by": "Changer la date",
    "letter.send_method": "Changer l’envoi",
}
_PLACES: Final[Mapping[str, str]] = {
    "profile": "Votre profil",
    "client": "Le client",
    "address": "Le client",
    "invoice": "Les factures",
    "complaint": "La réclamation",
    "mediation": "La médiation",
    "mediator": "Le médiateur",
    "convention": "Votre médiateur",
    "company": "La société de portage",
    "tripartite": "Le contrat de portage",
    "policy": "Le contrat d’assurance",
    "insurance_claim": "Le sinistre",
    "agreement": "L’accord avec le client",
    "procedure": "La démarche",
}
_CLAIM_STEPS: Final[Mapping[str, str]] = {"declared_on": "declaration", "paid_on": "indemnity", "closed_on": "reopen"}


@dataclass(frozen=True)
class Records:
    """The records a letter is about."""

    matter: Matter
    dispute_id: int | None
    client_id: int | None
    template_id: str = ""  # of the letter


def words(target: str) -> str:
    """What the link to a field says; empty when it leads nowhere."""
    form, _, name = target.partition(".")
    if form == "template":
        return f"Écrire plutôt «\u202f{catalogue.template(name).title}\u202f»"
    return _WORDS.get(target) or _WORDS.get(form, "")


def place(target: str) -> str:
    """The record that holds the field, as the title of a group of missing facts."""
    return _PLACES.get(target.partition(".")[0], "Le dossier")


def go(context: "Context", parent: QWidget, target: str, record_id: int | None, records: Records) -> None:
    """Open the form that holds the field, the cursor in it; returns when the form is closed."""
    form, _, field = target.partition(".")
    if target == "letter.sent_on" and record_id is not None:
        from ..dialogs.dispute import track_letter

        track_letter(context, parent, record_id)
    elif (open_form := _FORMS.get(form)) is not None:
        open_form(context, parent, field, record_id, records)


def _profile(context: "Context", parent: QWidget, field: str, _: int | None, _records: Records) -> None:
    from ..dialogs.profile import edit_profile

    edit_profile(context, parent, field or None)


def _client(context: "Context", parent: QWidget, field: str, _: int | None, records: Records) -> None:
    from ..dialogs.records import edit_client

    edit_client(context, parent, records.client_id or 0, field=field)


def _invoice(context: "Context", parent: QWidget, field: str, record_id: int | None, records: Records) -> None:
    from ..dialogs.records import edit_invoice

    edit_invoice(context, parent, record_id, records.client_id or 0, field=field)


def _rates(context: "Context", parent: QWidget, _field: str, _: int | None, _records: Records) -> None:
    from ..dialogs.rates import edit_rates

    edit_rates(context, parent)


def _dispute(context: "Context", parent: QWidget, field: str, _: int | None, records: Records) -> None:
    from ..dialogs.dispute import edit_dispute

    edit_dispute(context, parent, records.dispute_id or 0, field=field)


def _complaint(context: "Context", parent: QWidget, field: str, record_id: int | None, records: Records) -> None:
    """What is not there yet is noted in this dispute."""
    from ..dialogs import mediation

    mediation.edit_complaint(context, parent, record_id, field or None, dispute_id=records.dispute_id)


def _mediation(context: "Context", parent: QWidget, field: str, record_id: int | None, records: Records) -> None:
    """What is not there yet is noted in this dispute."""
    from ..dialogs import mediation

    mediation.edit_mediation(context, parent, record_id, field or None, dispute_id=records.dispute_id)


def _mediator(context: "Context", parent: QWidget, field: str, record_id: int | None, _: Records) -> None:
    from ..dialogs import mediation

    mediation.edit_mediator(context, parent, record_id, field)


def _convention(context: "Context", parent: QWidget, field: str, record_id: int | None, _: Records) -> None:
    from ..dialogs import mediation

    mediation.edit_convention(context, parent, record_id, field)


def _company(context: "Context", parent: QWidget, field: str, record_id: int | None, _: Records) -> None:
    from ..dialogs import portage

    portage.edit_company(context, parent, record_id, field or None)


def _tripartite(context: "Context", parent: QWidget, field: str, record_id: int | None, records: Records) -> None:
    from ..dialogs import portage

    field = "draft_document" if field == "draft_file_id" else field  # the file is chosen there
    portage.edit_tripartite(context, parent, record_id, field or None, client_id=records.client_id)


def _policy(context: "Context", parent: QWidget, field: str, record_id: int | None, _: Records) -> None:
    from ..dialogs import insurance

    insurance.edit_policy(context, parent, record_id, field or None)


def _claim(context: "Context", parent: QWidget, field: str, record_id: int | None, records: Records) -> None:
    """A field of the claim's file, or the step that notes it when it happens later."""
    from ..dialogs import insurance

    step = _CLAIM_STEPS.get(field)
    if step is not None and record_id is not None:
        insurance.note_claim_step(context, parent, record_id, step)
    else:
        insurance.edit_claim(context, parent, record_id, field or None, dispute_id=records.dispute_id)


def _agreement(context: "Context", parent: QWidget, field: str, record_id: int | None, records: Records) -> None:
    """A field of the agreement, or the step that notes its signature; one that is not there yet is prepared."""
    from ..dialogs import agreements
    from ..forms.agreement_steps import SIGNED

    if record_id is None:
        kind = AGREEMENT_OF.get(records.template_id, AgreementKind.INSTALMENTS)
        agreements.propose_agreement(context, parent, records.dispute_id or 0, kind)
    elif field == "signed_on":
        agreements.note_agreement_step(context, parent, record_id, SIGNED)
    else:
        agreements.edit_agreement(context, parent, record_id, field)


def _procedure(context: "Context", parent: QWidget, field: str, record_id: int | None, records: Records) -> None:
    """A field of the procedure; one that is not there yet is begun, of the kind that the letter serves."""
    from ..dialogs import procedures

    if record_id is not None:
        procedures.edit_procedure(context, parent, record_id, field)
    elif (kind := PROCEDURE_OF.get(records.template_id)) is not None:
        procedures.begin_procedure(context, parent, records.dispute_id or 0, kind)


def _bundle(context: "Context", parent: QWidget, audience: str, _: int | None, records: Records) -> None:
    """The dossier for whoever helps."""
    from ..dialogs.bundle import hand_over

    hand_over(context, parent, records.matter, audience=audience)


_FORMS: Final[Mapping[str, Callable[["Context", QWidget, str, int | None, Records], None]]] = {
    "profile": _profile,
    "client": _client,
    "address": _client,
    "invoice": _invoice,
    "rates": _rates,
    "dispute": _dispute,
    "complaint": _complaint,
    "mediation": _mediation,
    "mediator": _mediator,
    "convention": _convention,
    "company": _company,
    "tripartite": _tripartite,
    "policy": _policy,
    "insurance_claim": _claim,
    "agreement": _agreement,
    "procedure": _procedure,
    "bundle": _bundle,
}
