"""The facts a template may declare it needs: what each is called, where it is typed, and when it is missing."""

from collections.abc import Callable, Iterable

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
        billed_by_other = own_invoices and facts.profile.status is ProfileStatus.PORTAGE
        if not billed_by_other and not str(getattr(facts.profile, field)).strip():
            yield MissingFact(f"profile.{field}", label, f"profile.{field}", facts.profile.id)

    return check


def _profile_address(facts: LetterFacts) -> Iterable[MissingFact]:
    for field, words in _ADDRESS:
        if not str(getattr(facts.profile, field)).strip():
            yield MissingFact(f"profile.{field}", f"{words} de votre adresse", f"profile.{field}", facts.profile.id)


def _client_name(facts: LetterFacts) -> Iterable[MissingFact]:
    if not facts.client.name.strip():
        yield MissingFact("client.name", "le nom du client", "client.name", facts.client.id)


def _client_kind(facts: LetterFacts) -> Iterable[MissingFact]:
    if facts.client.kind is ClientKind.UNKNOWN:
        label = "le type du client (professionnel, consommateur ou acheteur public)"
        yield MissingFact("client.kind", label, "client.kind", facts.client.id)


def _client_address(facts: LetterFacts) -> Iterable[MissingFact]:
    address = facts.address
    if address is None:
        yield MissingFact("client.address", "l’adresse du client", "client.address", facts.client.id)
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


def _of_case(form: str, field: str, label: str) -> Check:
    """A field of the complaint, the mediation or the mediator; without that record, nothing more is asked of it."""

    def check(facts: LetterFacts) -> Iterable[MissingFact]:
        record = getattr(facts, form)
        value = getattr(record, field) if record is not None else ""
        if record is not None and (value is None or not str(value).strip()):
            yield MissingFact(f"{form}.{field}", label, f"{form}.{field}", record.id)

    return check


def _convention(facts: LetterFacts) -> Iterable[MissingFact]:
    if facts.convention is None:
        label = "votre convention en cours avec un médiateur"
        yield MissingFact("convention.mediator_id", label, "convention.mediator_id")


def _mediator_address(facts: LetterFacts) -> Iterable[MissingFact]:
    for field, words in _ADDRESS:
        yield from _of_case("mediator", field, f"{words} de l’adresse du médiateur")(facts)


_CHECKS: dict[str, Check] = {
    "profile.name": _profile("name", "votre nom"),
    "profile.address": _profile_address,
    "profile.siret": _profile("siret", "votre SIRET", own_invoices=True),
    "profile.iban": _profile("iban", "votre IBAN", own_invoices=True),
    "client.kind": _client_kind,
    "client.name": _client_name,
    "client.address": _client_address,
    "invoices": _invoices,
    "invoice.number": _invoice("number", "le numéro"),
    "invoice.title": _invoice("title", "la prestation"),
    "invoice.performed_on": _invoice("performed_on", "la date d’exécution"),
    "reply_by": _reply_by,
    "complaint": _recorded("complaint", "received_on", "la réclamation de votre client"),
    "complaint.grievance": _of_case("complaint", "grievance", "ce que votre client reproche"),
    "complaint.request": _of_case("complaint", "request", "ce que votre client demande"),
    "complaint.findings": _of_case("complaint", "findings", "les faits que vous avez constatés"),
    "complaint.answer": _of_case("complaint", "answer", "votre réponse (proposition ou refus)"),
    "complaint.answer_text": _of_case("complaint", "answer_text", "ce que vous proposez, ou les raisons du refus"),
    "convention": _convention,
    "mediator.address": _mediator_address,
    "mediator.website": _of_case("mediator", "website", "le site du médiateur"),
    "mediation": _recorded("mediation", "referred_on", "la médiation"),
    "mediation.reference": _of_case("mediation", "reference", "la référence donnée par le médiateur"),
    "mediation.notified_on": _of_case("mediation", "notified_on", "le jour de la notification par le médiateur"),
    "mediation.stance": _of_case("mediation", "stance", "si vous participez à la médiation"),
    "mediation.position": _of_case("mediation", "position", "votre position sur le litige"),
    "mediation.proposal_on": _of_case("mediation", "proposal_on", "le jour de la proposition du médiateur"),
    "mediation.outcome": _of_case("mediation", "outcome", "l’issue de la médiation"),
    "mediation.ended_on": _of_case("mediation", "ended_on", "le jour où la médiation a pris fin"),
}
