"""From a missing fact or a finding to the field that mends it, in the form that holds it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from litigedesk.domain.matter import Matter
from litigedesk.letters import catalogue

if TYPE_CHECKING:
    from ..context import Context

_WORDS = {
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
    "complaint.received_on": "Noter la réclamation",
    "mediation.referred_on": "Noter la médiation",
    "letter.sent_on": "Noter l’envoi",
    "letter.reply_by": "Changer la date",
    "letter.send_method": "Changer l’envoi",
}


@dataclass(frozen=True)
class Records:
    """The records a letter is about."""

    matter: Matter
    dispute_id: int | None
    client_id: int | None


def words(target: str) -> str:
    """What the link to a field says; empty when it leads nowhere."""
    form, _, name = target.partition(".")
    if form == "template":
        return f"Écrire plutôt une {catalogue.template(name).title.lower()}"
    return _WORDS.get(target) or _WORDS.get(form, "")


def place(target: str) -> str:
    """The record that holds the field, as the title of a group of missing facts."""
    groups = {
        "profile": "Votre profil",
        "client": "Le client",
        "address": "Le client",
        "invoice": "Les factures",
        "complaint": "La réclamation",
        "mediation": "La médiation",
        "mediator": "Le médiateur",
        "convention": "Votre médiateur",
    }
    return groups.get(target.partition(".")[0], "Le dossier")


def go(context: "Context", parent: QWidget, target: str, record_id: int | None, records: Records) -> None:
    """Open the form that holds the field, the cursor in it; returns when the form is closed."""
    form, _, field = target.partition(".")
    if form == "profile":
        from ..dialogs.profile import edit_profile

        edit_profile(context, parent, field or None)
    elif form in {"client", "address"}:
        from ..dialogs.records import edit_client

        edit_client(context, parent, records.client_id or 0, field=field)
    elif form == "invoice":
        from ..dialogs.records import edit_invoice

        edit_invoice(context, parent, record_id, records.client_id or 0, field=field)
    elif form == "rates":
        from ..dialogs.rates import edit_rates

        edit_rates(context, parent)
    elif target == "letter.sent_on" and record_id is not None:
        from ..dialogs.dispute import track_letter

        track_letter(context, parent, record_id)
    elif form == "dispute":
        from ..dialogs.dispute import edit_dispute

        edit_dispute(context, parent, records.dispute_id or 0, field=field)
    else:
        _go_to_case(context, parent, target, record_id, records)


def _go_to_case(context: "Context", parent: QWidget, target: str, record_id: int | None, records: Records) -> None:
    """The complaint, its mediation, the mediator and the convention; what is not there yet is noted in this dispute."""
    from ..dialogs import mediation

    form, _, field = target.partition(".")
    if form == "complaint":
        mediation.edit_complaint(context, parent, record_id, field or None, dispute_id=records.dispute_id)
    elif form == "mediation":
        mediation.edit_mediation(context, parent, record_id, field or None, dispute_id=records.dispute_id)
    elif form == "mediator":
        mediation.edit_mediator(context, parent, record_id, field)
    elif form == "convention":
        mediation.edit_convention(context, parent, record_id, field)
