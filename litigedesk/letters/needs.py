"""The facts a template may declare it needs: what each is called, where it is typed, and when it is missing."""

from collections.abc import Callable, Iterable

from litigedesk import formats
from litigedesk.domain.money import ZERO
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus
from litigedesk.errors import BugError, MissingFact
from litigedesk.letters.facts import InvoiceFacts, LetterFacts

_ADDRESS = (("street", "la rue"), ("postcode", "le code postal"), ("city", "la commune"))
Check = Callable[[LetterFacts], Iterable[MissingFact]]


def missing(needs: Iterable[str], facts: LetterFacts) -> tuple[MissingFact, ...]:
    """Every declared fact that is not there, all at once; ``BugError`` for a need that nothing checks."""
    found: list[MissingFact] = []
    for need in needs:
        if need not in _CHECKS:
            raise BugError(f"no fact is called {need!r}")
        found += _CHECKS[need](facts)
    return tuple(dict.fromkeys(found))


def known() -> frozenset[str]:
    """The facts that a template may declare."""
    return frozenset(_CHECKS)


def _profile(field: str, label: str, *, own_invoices: bool = False) -> Check:
    """A field of the profile; one that only concerns who bills in their own name is not asked of a salarié porté."""

    def check(facts: LetterFacts) -> Iterable[MissingFact]:
        billed_by_other = own_invoices and facts.sender_status is ProfileStatus.PORTAGE
        if not billed_by_other and not str(getattr(facts.profile, field)).strip():
            yield MissingFact(f"profile.{field}", label, f"profile.{field}", facts.profile.id)

    return check


def _profile_address(facts: LetterFacts) -> Iterable[MissingFact]:
    for field, words in _ADDRESS:
        if not str(getattr(facts.profile, field)).strip():
            yield MissingFact(f"profile.{field}", f"{words} de votre adresse", f"profile.{field}", facts.profile.id)


def _client(facts: LetterFacts) -> Iterable[MissingFact]:
    """Somebody who claims without being a client on file has neither an address nor a way to be greeted."""
    claim = facts.insurance_claim
    if facts.known_client is None:
        label = "la fiche du client à qui écrire"
        yield MissingFact("client", label, "insurance_claim.client_id", claim.id if claim is not None else None)


def _client_name(facts: LetterFacts) -> Iterable[MissingFact]:
    client = facts.known_client
    if client is not None and not client.name.strip():
        yield MissingFact("client.name", "le nom du client", "client.name", client.id)


def _client_kind(facts: LetterFacts) -> Iterable[MissingFact]:
    client = facts.known_client
    if client is not None and client.kind is ClientKind.UNKNOWN:
        label = "le type du client (professionnel, consommateur ou acheteur public)"
        yield MissingFact("client.kind", label, "client.kind", client.id)


def _client_address(facts: LetterFacts) -> Iterable[MissingFact]:
    address, client = facts.address, facts.known_client
    if client is None:
        return
    if address is None:
        yield MissingFact("client.address", "l’adresse du client", "client.address", client.id)
        return
    for field, words in _ADDRESS:
        if not str(getattr(address, field)).strip():
            yield MissingFact(f"address.{field}", f"{words} de l’adresse du client", f"address.{field}", address.id)


def _invoices(facts: LetterFacts) -> Iterable[MissingFact]:
    if not facts.owed.lines:
        yield MissingFact(
            "dispute.invoices", "au moins une facture dans le dossier", "dispute.invoices", facts.dispute.id
        )


def _invoice(field: str, words: str) -> Check:
    def check(facts: LetterFacts) -> Iterable[MissingFact]:
        for line in facts.owed.lines:
            value = getattr(line, field)
            if value is None or not str(value).strip():
                yield MissingFact(f"invoice.{field}", f"{words} {_named(line)}", f"invoice.{field}", line.invoice_id)

    return check


def _named(line: InvoiceFacts) -> str:
    return f"de la facture {line.number}" if line.number.strip() else "d’une facture sans numéro"


def _reply_by(facts: LetterFacts) -> Iterable[MissingFact]:
    if facts.reply_by is None:
        yield MissingFact("letter.reply_by", "la date limite de paiement", "letter.reply_by", None)


def _recorded(form: str, field: str, label: str) -> Check:
    """A record that the letter is about."""

    def check(facts: LetterFacts) -> Iterable[MissingFact]:
        if getattr(facts, form) is None:
            yield MissingFact(form, label, f"{form}.{field}")

    return check


def _of(form: str, field: str, label: str) -> Check:
    """A field of a record that the letter is about or goes to; without that record, nothing more is asked of it."""

    def check(facts: LetterFacts) -> Iterable[MissingFact]:
        record = getattr(facts, form)
        value = getattr(record, field) if record is not None else ""
        if record is not None and (value is None or not str(value).strip()):
            yield MissingFact(f"{form}.{field}", label, f"{form}.{field}", _record_id(form, facts))

    return check


def _record_id(form: str, facts: LetterFacts) -> int | None:
    """The record that a form opens: the three-party part of a contract is opened by its contract."""
    record = getattr(facts, form)
    return facts.contracts[0].id if form == "tripartite" and facts.contracts else record.id


def _address_of(form: str, whose: str) -> Check:
    def check(facts: LetterFacts) -> Iterable[MissingFact]:
        for field, words in _ADDRESS:
            yield from _of(form, field, f"{words} de l’adresse {whose}")(facts)

    return check


def _inventory(facts: LetterFacts) -> Iterable[MissingFact]:
    if not facts.inventory:
        yield MissingFact("dispute.pieces", "au moins une pièce dans le dossier", "dispute.pieces", facts.dispute.id)


def _convention(facts: LetterFacts) -> Iterable[MissingFact]:
    if facts.convention is None:
        label = "votre convention en cours avec un médiateur"
        yield MissingFact("convention.mediator_id", label, "convention.mediator_id")


def _company(facts: LetterFacts) -> Iterable[MissingFact]:
    """The portage company: named by a policy when the letter is about it, else by the contract of the invoices."""
    claim, policy = facts.insurance_claim, facts.policy
    if facts.company is not None:
        return
    if policy is not None:
        label = "la société de portage qui est assurée"
        yield MissingFact("company", label, "policy.company_id", policy.id)
    elif claim is not None:
        label = "le contrat d’assurance de la société de portage"
        yield MissingFact("company", label, "insurance_claim.policy_id", claim.id)
    else:
        label = "la société de portage : enregistrez-la, ou rattachez chaque facture à son contrat de portage"
        yield MissingFact("company", formats.typographic(label), "company.name")


def _policy(facts: LetterFacts) -> Iterable[MissingFact]:
    if facts.policy is None:
        claim = facts.insurance_claim
        label = "le contrat d’assurance concerné"
        yield MissingFact("policy", label, "insurance_claim.policy_id", claim.id if claim is not None else None)


def _third_party(facts: LetterFacts) -> Iterable[MissingFact]:
    claim = facts.insurance_claim
    if claim is not None and facts.known_client is None and not claim.third_party.strip():
        label = "le tiers qui réclame (un client, ou ses coordonnées)"
        yield MissingFact("insurance_claim.third_party", label, "insurance_claim.third_party", claim.id)


def _agreed_sum(facts: LetterFacts) -> Iterable[MissingFact]:
    agreement = facts.agreement
    if agreement is not None and agreement.total <= ZERO:
        yield MissingFact("agreement.principal", "la somme à payer", "agreement.principal", agreement.id)


def _instalments(facts: LetterFacts) -> Iterable[MissingFact]:
    agreement = facts.agreement
    if agreement is not None and not facts.instalments:
        yield MissingFact(
            "agreement.instalments", "les versements, avec leur date", "agreement.instalments", agreement.id
        )


def _contested(facts: LetterFacts) -> Iterable[MissingFact]:
    if not facts.dispute.contested_reason.strip():
        label = "ce que le client conteste"
        yield MissingFact("dispute.contested_reason", label, "dispute.contested_reason", facts.dispute.id)
    if not facts.dispute.contest_answer.strip():
        label = "votre réponse à cette contestation"
        yield MissingFact("dispute.contest_answer", label, "dispute.contest_answer", facts.dispute.id)


_CHECKS: dict[str, Check] = {
    "profile.name": _profile("name", "votre nom"),
    "profile.address": _profile_address,
    "profile.siret": _profile("siret", "votre SIRET", own_invoices=True),
    "profile.iban": _profile("iban", "votre IBAN", own_invoices=True),
    "client": _client,
    "client.kind": _client_kind,
    "client.name": _client_name,
    "client.address": _client_address,
    "invoices": _invoices,
    "invoice.number": _invoice("number", "le numéro"),
    "invoice.title": _invoice("title", "la prestation"),
    "invoice.performed_on": _invoice("performed_on", "la date d’exécution"),
    "reply_by": _reply_by,
    "pieces": _inventory,
    "complaint": _recorded("complaint", "received_on", "la réclamation de votre client"),
    "complaint.grievance": _of("complaint", "grievance", "ce que votre client reproche"),
    "complaint.request": _of("complaint", "request", "ce que votre client demande"),
    "complaint.findings": _of("complaint", "findings", "les faits que vous avez constatés"),
    "complaint.answer": _of("complaint", "answer", "votre réponse (proposition ou refus)"),
    "complaint.answer_text": _of("complaint", "answer_text", "ce que vous proposez, ou les raisons du refus"),
    "convention": _convention,
    "mediator.address": _address_of("mediator", "du médiateur"),
    "mediator.website": _of("mediator", "website", "le site du médiateur"),
    "mediation": _recorded("mediation", "referred_on", "la médiation"),
    "mediation.reference": _of("mediation", "reference", "la référence donnée par le médiateur"),
    "mediation.notified_on": _of("mediation", "notified_on", "le jour de la notification par le médiateur"),
    "mediation.stance": _of("mediation", "stance", "si vous participez à la médiation"),
    "mediation.position": _of("mediation", "position", "votre position sur le litige"),
    "mediation.proposal_on": _of("mediation", "proposal_on", "le jour de la proposition du médiateur"),
    "mediation.outcome": _of("mediation", "outcome", "l’issue de la médiation"),
    "mediation.ended_on": _of("mediation", "ended_on", "le jour où la médiation a pris fin"),
    "contest": _contested,
    "agreement": _recorded("agreement", "proposed_on", "l’accord avec le client"),
    "agreement.sum": _agreed_sum,
    "agreement.cause": _of("agreement", "cause", "ce que la dette ou le litige a pour cause"),
    "agreement.our_concessions": _of("agreement", "our_concessions", "ce que vous concédez"),
    "agreement.their_concessions": _of("agreement", "their_concessions", "ce que le client concède"),
    "agreement.signed_on": _of("agreement", "signed_on", "le jour où le client a signé"),
    "instalments": _instalments,
    "procedure": _recorded("procedure", "kind", "la démarche, avec la personne à qui écrire"),
    "procedure.authority": _of("procedure", "authority", "le nom de la personne ou du tribunal à qui écrire"),
    "procedure.address": _address_of("procedure", "du destinataire"),
    "procedure.court": _of("procedure", "court", "le tribunal"),
    "procedure.decided_on": _of("procedure", "decided_on", "le jour du jugement d’ouverture"),
    "company": _company,
    "company.address": _address_of("company", "de la société de portage"),
    "tripartite.service": _of("tripartite", "service", "la prestation prévue au contrat"),
    "policy": _policy,
    "policy.insurer": _of("policy", "insurer", "le nom de l’assureur"),
    "policy.address": _address_of("policy", "de l’assureur"),
    "insurance_claim.third_party": _third_party,
    "insurance_claim.facts": _of("insurance_claim", "facts", "les faits, tels que vous les avez constatés"),
    "insurance_claim.declared_on": _of("insurance_claim", "declared_on", "le jour de la déclaration du sinistre"),
}
