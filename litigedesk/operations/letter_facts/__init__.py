"""The facts a letter is written from, gathered from the records: only those that letters of its family speak of."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk.domain.insurance import InsuranceClaim, Policy
from litigedesk.domain.matter import Matter, MatterKind, of_dispute
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Letter
from litigedesk.errors import Refused
from litigedesk.letters import catalogue
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import words
from litigedesk.letters.template import Family, Recipient, Template
from litigedesk.operations.letter_facts.agreement import about_agreement
from litigedesk.operations.letter_facts.case import about_complaint, about_mediation, with_case
from litigedesk.operations.letter_facts.insurance import about_insurance
from litigedesk.operations.letter_facts.payment import with_sums
from litigedesk.operations.letter_facts.portage_side import about_portage, with_portage
from litigedesk.operations.letter_facts.procedure import about_contest, about_procedure
from litigedesk.operations.letter_facts.standing import with_standing
from litigedesk.queries import pieces
from litigedesk.queries.files import content
from litigedesk.settings import ADMISSION_WORDS

__all__ = ["addressed", "gathered"]

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_TO_OTHERS = frozenset({Family.PORTAGE, Family.INSURANCE})  # written to the portage company or the insurer


def gathered(desk: "Desk", matter: Matter, template: Template, written_on: date) -> LetterFacts:
    """Everything that letter may say of its matter but the user's choices.

    Raises ``Refused`` when its sums cannot be stated or when the letter is about something else, ``NotFound`` when it is gone.
    """
    if matter.kind is not template.about:
        raise Refused(f"«\u202f{template.title}\u202f» ne s’écrit pas à partir de cette fiche.")
    facts = _common(desk, matter, written_on)
    if (by_letter := _BY_LETTER.get(template.family)) is not None:
        found = by_letter(desk, facts, template)
    else:
        found = _FAMILIES[template.family](desk, facts)
    return _with_letters(desk, with_standing(desk, found), template, matter)


def addressed(desk: "Desk", matter: Matter, template: Template, written_on: date) -> LetterFacts:
    """Enough to know who writes to whom; for a client without the sums, which an envelope does not need.

    Raises as ``gathered``.
    """
    if template.recipient is Recipient.CLIENT:
        return _common(desk, matter, written_on)
    return gathered(desk, matter, template, written_on)


def _common(desk: "Desk", matter: Matter, written_on: date) -> LetterFacts:
    claim = desk.table(InsuranceClaim).get(matter.id) if matter.kind is MatterKind.CLAIM else None
    contract = desk.table(Contract).get(matter.id) if matter.kind is MatterKind.CONTRACT else None
    dispute_id = claim.dispute_id if claim is not None else matter.id if matter.kind is MatterKind.DISPUTE else None
    dispute = desk.table(Dispute).get(dispute_id) if dispute_id is not None else None
    client_id = next((one.client_id for one in (dispute, contract, claim) if one is not None and one.client_id), None)
    profile = desk.profile()
    return LetterFacts(
        written_on=written_on,
        profile=profile,
        known_client=desk.table(Client).get(client_id) if client_id is not None else None,
        address=desk.table(Address).first(order="main DESC, id", client_id=client_id) if client_id else None,
        contact=desk.table(Contact).first(client_id=client_id) if client_id else None,
        known_dispute=dispute,
        contracts=(contract,) if contract is not None else (),
        insurance_claim=claim,
        policy=desk.table(Policy).get(matter.id) if matter.kind is MatterKind.POLICY else None,
        logo=content(desk, profile.logo_file_id),
        signature=content(desk, profile.signature_file_id),
        letterhead=content(desk, profile.letterhead_file_id),
        admission_words=words.admissions(desk.setting(ADMISSION_WORDS)),
    )


def _about_payment(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    return with_portage(desk, with_sums(desk, with_case(desk, facts)))


def _about_evidence(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """The pieces that may be shown to anybody: what was exchanged in a mediation is not among them (C. conso. L612-3)."""
    return with_portage(desk, replace(facts, inventory=pieces.inventory(desk, of_dispute(facts.dispute.id or 0))))


def _with_letters(desk: "Desk", facts: LetterFacts, template: Template, matter: Matter) -> LetterFacts:
    """The earlier letters; those exchanged in a mediation go to nobody but the mediator (C. conso. L612-3)."""
    to_mediator = template.recipient is Recipient.MEDIATOR
    kept = desk.table(Letter).where(order="written_on, id", **{matter.column: matter.id})
    if matter.kind is MatterKind.CLAIM and facts.known_dispute is not None:
        kept += desk.table(Letter).where(order="written_on, id", dispute_id=facts.dispute.id, insurance_claim_id=None)
    kept = [one for one in kept if to_mediator or not one.confidential]
    same = [one for one in kept if catalogue.family_of(one.template) is template.family]
    if template.family is Family.MEDIATION and facts.mediation is not None:
        same = [one for one in same if one.mediation_id == facts.mediation.id]
    told = template.recipient is not Recipient.CLIENT  # the client knows what was written to them
    others = [one for one in kept if one not in same and catalogue.family_of(one.template) not in _TO_OTHERS]
    others = others if told else []
    return replace(facts, previous_letters=tuple(same), other_letters=tuple(others))


_FAMILIES: Final[Mapping[Family, Callable[["Desk", LetterFacts], LetterFacts]]] = {
    Family.PAYMENT: _about_payment,
    Family.COMPLAINT: about_complaint,
    Family.MEDIATION: about_mediation,
    Family.PORTAGE: about_portage,
    Family.INSURANCE: about_insurance,
    Family.EVIDENCE: _about_evidence,
    Family.CONTEST: about_contest,
}
_BY_LETTER: Final[Mapping[Family, Callable[["Desk", LetterFacts, Template], LetterFacts]]] = {
    Family.AGREEMENT: about_agreement,
    Family.PROCEDURE: about_procedure,
}
