"""Whom a letter goes to: name, postal lines, e-mail address, and the form where these are typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from litigedesk.domain.matter import MatterKind
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.errors import BugError
from litigedesk.letters import address, escaping
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Recipient, Template

_GREETING = "Madame, Monsieur"


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """One recipient; ``form`` and ``record_id`` say where they are typed, ``called`` what they are to the user (« ce client »).

    ``email_field`` is the field of the address that was used, ``of_called`` is for « l’adresse du client ».
    """

    name: str
    lines: tuple[str, ...]
    email: str
    salutation: str = _GREETING
    called: str
    of_called: str
    form: str
    record_id: int | None
    email_field: str = "email"


def known(letter: Template, facts: LetterFacts) -> Addressee | None:
    """The recipient of a letter, without lines while no address is typed; ``None`` while nobody knows who it is."""
    return _OF[letter.recipient](letter, facts)


def addressee(letter: Template, facts: LetterFacts) -> Addressee:
    """The recipient of a letter that can be written; ``BugError`` when they were not handed in."""
    found = known(letter, facts)
    if found is None:
        raise BugError(f"a letter to the {letter.recipient} without one")
    return found


def _client(_: Template, facts: LetterFacts) -> Addressee | None:
    client = facts.known_client
    if client is None:
        return None
    return Addressee(
        name=address.client_name(client),
        lines=address.recipient_lines(client, facts.address, facts.contact) if facts.address else (),
        email=(facts.contact.email if facts.contact else "") or client.email,
        salutation=escaping.clean(client.salutation) or _GREETING,
        called="ce client",
        of_called="du client",
        form="client",
        record_id=client.id,
    )


def _mediator(_: Template, facts: LetterFacts) -> Addressee | None:
    mediator = facts.mediator
    if mediator is None:
        return None
    return Addressee(
        name=escaping.clean(mediator.name),
        lines=address.firm_lines(mediator, mediator.name),
        email=mediator.email,
        called="ce médiateur",
        of_called="du médiateur",
        form="mediator",
        record_id=mediator.id,
    )


def _company(letter: Template, facts: LetterFacts) -> Addressee | None:
    """Accounts for what is unpaid, the address for contracts and claims for the rest; the other one when it is empty."""
    company = facts.company
    if company is None:
        return None
    unpaid = letter.about is MatterKind.DISPUTE
    wanted, other = company.validation_email, company.accounts_email
    if unpaid:
        wanted, other = other, wanted
    name = address.company_name(company)
    return Addressee(
        name=name,
        lines=address.firm_lines(company, name, company.contact),
        email=wanted or other,
        called="cette société de portage",
        of_called="de la société de portage",
        form="company",
        record_id=company.id,
        email_field="accounts_email" if unpaid else "validation_email",
    )


def _insurer(_: Template, facts: LetterFacts) -> Addressee | None:
    policy = facts.policy
    if policy is None or not policy.insurer.strip():
        return None
    return Addressee(
        name=escaping.clean(policy.insurer),
        lines=address.firm_lines(policy, policy.insurer, policy.contact),
        email=policy.email,
        called="cet assureur",
        of_called="de l’assureur",
        form="policy",
        record_id=policy.id,
    )


def _authority(_: Template, facts: LetterFacts) -> Addressee | None:
    """Whoever a procedure is before, as the user typed them; the business mediator is also written to without an address."""
    procedure = facts.procedure
    if procedure is None:
        return None
    usual, salutation, called, of_called = _AUTHORITIES[procedure.kind]
    name = escaping.clean(procedure.authority) or usual
    return Addressee(
        name=name,
        lines=address.firm_lines(procedure, name, procedure.contact),
        email=procedure.email,
        salutation=salutation,
        called=called,
        of_called=of_called,
        form="procedure",
        record_id=procedure.id,
    )


_COURT: Final = ("", "Madame, Monsieur", "ce tribunal", "du tribunal")
_OFFICER: Final = ("", "Maître", "ce commissaire de justice", "du commissaire de justice")
_AUTHORITIES: Final[Mapping[ProcedureKind, tuple[str, str, str, str]]] = {  # usual name, salutation, « ce … », « du … »
    ProcedureKind.CONCILIATION: ("", _GREETING, "ce conciliateur de justice", "du conciliateur de justice"),
    ProcedureKind.BUSINESS_MEDIATION: ("Médiateur des entreprises", _GREETING, "ce médiateur", "du médiateur"),
    ProcedureKind.SMALL_CLAIMS: _OFFICER,
    ProcedureKind.PAYMENT_ORDER: _COURT,
    ProcedureKind.INTERIM_ORDER: _COURT,
    ProcedureKind.COURT_CLAIM: _COURT,
    ProcedureKind.PUBLIC_CLAIM: ("", _GREETING, "cette administration", "de l’administration"),
    ProcedureKind.INSOLVENCY: ("", "Maître", "ce mandataire judiciaire", "du mandataire judiciaire"),
    ProcedureKind.JUDGMENT: _OFFICER,
}
_OF: Final[Mapping[Recipient, Callable[[Template, LetterFacts], Addressee | None]]] = {
    Recipient.CLIENT: _client,
    Recipient.MEDIATOR: _mediator,
    Recipient.PORTAGE_COMPANY: _company,
    Recipient.INSURER: _insurer,
    Recipient.AUTHORITY: _authority,
}
