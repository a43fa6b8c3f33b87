"""What may go with a letter: the papers that the dossier knows of, as boxes to tick, with the files kept of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from litigedesk import formats
from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.portage import DeliveryProof
from litigedesk.domain.records import Contract, Letter
from litigedesk.domain.vocabulary import ContractKind, DeliveryProofKind, InvoiceKind
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.ids import (
    ANSWER_CONTEST,
    ASK_OFFICER,
    DECLARATIONS,
    INVENTORY,
    ORDER_ANNEXES,
    PROCEDURE_OF,
    REPORT_UNPAID,
    SEND_FILE,
    SUBMIT_CONTRACT,
    TERM_NOTICE,
)
from litigedesk.letters.template import Family, Recipient, Template

DRAFT, CONTRACTS, COMPLAINT, INVOICES, DELIVERIES, PIECES, LISTED, AGREED, LETTERS = (
    "draft", "contracts", "complaint", "invoices", "deliveries", "pieces", "listed", "agreed", "letters",
)  # fmt: skip
_SIGNED = {
    ContractKind.QUOTE: ("Devis", "devis", "signé"),
    ContractKind.ORDER: ("Bon de commande", "bon de commande", "signé"),
    ContractKind.SERVICE: ("Contrat", "contrat de prestation", "signé"),
    ContractKind.TRIPARTITE: ("Contrat de portage", "contrat tripartite de portage salarial", "signé"),
}
_DELIVERED = {
    DeliveryProofKind.ACTIVITY_REPORT: "compte rendu d’activité",
    DeliveryProofKind.ACCEPTANCE: "procès-verbal de recette",
    DeliveryProofKind.DELIVERABLE: "livrable",
}


@dataclass(frozen=True)
class Enclosure:
    """One box: its key, its words, the lines it adds to the letter, and the kept files that go with an e-mail."""

    key: str
    label: str
    lines: tuple[str, ...]
    files: tuple[int, ...] = ()


def offered(template: Template, facts: LetterFacts) -> tuple[Enclosure, ...]:
    """The papers of this dossier, in the order they are listed at the foot of the letter.

    Confidential letters are among the facts only when they may go with this one (C. conso. L612-3).
    """
    return tuple(found for source in _SOURCES if (found := source(template, facts)) is not None)


def usual(template: Template) -> frozenset[str]:
    """What is ticked to begin with: everything with a formal notice or a file handed on, the invoice alone with a reminder."""
    if template.id in _WITH or template.formal_notice:
        return _WITH.get(template.id, frozenset({CONTRACTS, COMPLAINT, INVOICES, LETTERS}))
    return frozenset({INVOICES} if template.family is Family.PAYMENT else ())


_WITH: Final[Mapping[str, frozenset[str]]] = {
    SEND_FILE: frozenset({CONTRACTS, COMPLAINT, INVOICES, LETTERS}),
    SUBMIT_CONTRACT: frozenset({DRAFT}),
    INVENTORY: frozenset({LISTED}),
    REPORT_UNPAID: frozenset({CONTRACTS, INVOICES, DELIVERIES, LETTERS}),
    ASK_OFFICER: frozenset({CONTRACTS, INVOICES, DELIVERIES, LETTERS}),
    **{one: frozenset({CONTRACTS, PIECES}) for one in DECLARATIONS},
    **{one: frozenset({CONTRACTS, INVOICES, LETTERS}) for one in PROCEDURE_OF},
    ORDER_ANNEXES: frozenset({LISTED}),
    ANSWER_CONTEST: frozenset({CONTRACTS, INVOICES}),
    TERM_NOTICE: frozenset({AGREED}),
}


# ---- where they come from --------------------------------------------------------------------------------------------
def _draft(template: Template, facts: LetterFacts) -> Enclosure | None:
    parties = facts.tripartite
    if template.id != SUBMIT_CONTRACT or parties is None or parties.draft_file_id is None:
        return None
    number = facts.contracts[0].reference if facts.contracts else ""
    line = f"projet de contrat tripartite {number}".rstrip()
    return Enclosure(DRAFT, "Projet de contrat", (line,), (parties.draft_file_id,))


def _contracts(template: Template, facts: LetterFacts) -> Enclosure | None:
    if not facts.contracts or template.id == SUBMIT_CONTRACT:
        return None
    return Enclosure(
        CONTRACTS,
        _contracts_label(facts.contracts),
        tuple(map(_contract, facts.contracts)),
        _kept(one.file_id for one in facts.contracts),
    )


def _complaint(template: Template, facts: LetterFacts) -> Enclosure | None:
    complaint = facts.complaint
    if template.recipient is Recipient.CLIENT or complaint is None or not complaint.is_written:
        return None
    line = f"réclamation reçue le {formats.date_long(complaint.received_on)}"
    return Enclosure(COMPLAINT, "Réclamation reçue", (line,), _kept([complaint.file_id]))


def _invoices(_: Template, facts: LetterFacts) -> Enclosure | None:
    issued = [one for one in facts.invoices if one.kind is InvoiceKind.INVOICE]
    numbers = [line.number for line in facts.statement.lines] if facts.statement else [one.number for one in issued]
    if not numbers:
        return None
    label = "Facture" if len(numbers) == 1 else f"Les {len(numbers)} factures"
    lines = tuple(f"facture {number}".rstrip() for number in numbers)
    return Enclosure(INVOICES, label, lines, _kept(one.file_id for one in issued))


def _deliveries(_: Template, facts: LetterFacts) -> Enclosure | None:
    found = facts.deliveries
    if not found:
        return None
    label = "Preuve de livraison" if len(found) == 1 else f"Les {len(found)} preuves de livraison"
    return Enclosure(DELIVERIES, label, tuple(map(_delivery, found)), _kept(one.file_id for one in found))


def _pieces(template: Template, facts: LetterFacts) -> Enclosure | None:
    found = [one for one in facts.pieces if one.there]
    if not found or template.recipient is Recipient.CLIENT:
        return None
    label = "Pièce du sinistre" if len(found) == 1 else f"Les {len(found)} pièces du sinistre"
    lines = tuple(f"{one.title[:1].lower()}{one.title[1:]}" for one in found)
    return Enclosure(PIECES, label, lines, _kept(one.file_id for one in found))


def _inventory(_: Template, facts: LetterFacts) -> Enclosure | None:
    """The pieces that the bordereau lists, whose names need no second list."""
    found = facts.inventory
    if not found:
        return None
    label = "La pièce du bordereau" if len(found) == 1 else f"Les {len(found)} pièces du bordereau"
    return Enclosure(LISTED, label, (f"{label[:1].lower()}{label[1:]}",), _kept(one.file_id for one in found))


def _agreed(_: Template, facts: LetterFacts) -> Enclosure | None:
    """The agreement that the client signed."""
    agreement = facts.agreement
    if agreement is None or agreement.signed_on is None:
        return None
    name = agreement.kind.label
    line = f"{name[:1].lower()}{name[1:]} du {formats.date_long(agreement.signed_on)}"
    signed = "signée" if agreement.kind is AgreementKind.ACKNOWLEDGMENT else "signé"
    return Enclosure(AGREED, f"{name} {signed}", (line,), _kept([agreement.file_id]))


def _letters(template: Template, facts: LetterFacts) -> Enclosure | None:
    """Letters sent; the portage company has those that were written to it."""
    previous = () if template.family is Family.PORTAGE else facts.previous_letters
    kept = sorted((*previous, *facts.other_letters), key=lambda one: (one.written_on, one.id or 0))
    sent = tuple(letter for letter in kept if letter.sent_on is not None)
    if not sent:
        return None
    return Enclosure(LETTERS, _letters_label(sent), tuple(map(_letter, sent)), _kept(one.pdf_file_id for one in sent))


_SOURCES: Final[tuple[Callable[[Template, LetterFacts], Enclosure | None], ...]] = (
    _draft,
    _contracts,
    _complaint,
    _invoices,
    _deliveries,
    _pieces,
    _inventory,
    _agreed,
    _letters,
)


def _kept(ids: Iterable[int | None]) -> tuple[int, ...]:
    """The files there are, each once."""
    return tuple(dict.fromkeys(one for one in ids if one is not None))


# ---- how they are called ---------------------------------------------------------------------------------------------
def _contracts_label(contracts: tuple[Contract, ...]) -> str:
    if len(contracts) > 1:
        return f"Les {len(contracts)} contrats"
    only = contracts[0]
    name, _, signed = _SIGNED[only.kind]
    return f"{name} {signed}" if only.signed_on else name


def _letters_label(sent: tuple[Letter, ...]) -> str:
    reminders = all(letter.title.casefold().startswith("relance") for letter in sent)
    if len(sent) == 1:
        return "La relance" if reminders else "Le courrier envoyé"
    return f"Les {len(sent)} {'relances' if reminders else 'courriers envoyés'}"


def _contract(contract: Contract) -> str:
    _, name, signed = _SIGNED[contract.kind]
    words = f"{name} {contract.reference}".rstrip()
    return f"{words} {signed} le {formats.date_long(contract.signed_on)}" if contract.signed_on else words


def _delivery(proof: DeliveryProof) -> str:
    words = _DELIVERED[proof.kind]
    if proof.month is not None:
        words = f"{words}, {formats.month_year(proof.month)}"
    elif proof.title.strip():
        words = f"{words} «\u202f{proof.title.strip()}\u202f»"
    return f"{words}, signé le {formats.date_long(proof.signed_on)}" if proof.signed_on is not None else words


def _letter(letter: Letter) -> str:
    day = letter.sent_on or letter.written_on
    return f"{letter.title[:1].lower()}{letter.title[1:]} du {formats.date_long(day)}"
