"""What may go with a letter: the papers that the dossier knows of, as boxes to tick."""

from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.records import Contract, Letter
from litigedesk.domain.vocabulary import ContractKind, InvoiceKind
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.ids import SEND_FILE
from litigedesk.letters.template import Family, Recipient, Template

CONTRACTS, COMPLAINT, INVOICES, LETTERS = "contracts", "complaint", "invoices", "letters"
_SIGNED = {
    ContractKind.QUOTE: ("Devis", "devis", "signé"),
    ContractKind.ORDER: ("Bon de commande", "bon de commande", "signé"),
    ContractKind.SERVICE: ("Contrat", "contrat de prestation", "signé"),
    ContractKind.TRIPARTITE: ("Contrat de portage", "contrat tripartite de portage salarial", "signé"),
}


@dataclass(frozen=True)
class Enclosure:
    """One box: its key, its words, and the lines it adds to the letter."""

    key: str
    label: str
    lines: tuple[str, ...]


def offered(template: Template, facts: LetterFacts) -> tuple[Enclosure, ...]:
    """The papers of this dossier, in the order they are listed at the foot of the letter.

    Confidential letters are among the facts only when they may go with this one (C. conso. L612-3).
    """
    found = []
    if facts.contracts:
        found.append(Enclosure(CONTRACTS, _contracts_label(facts.contracts), tuple(map(_contract, facts.contracts))))
    complaint = facts.complaint
    if template.recipient is Recipient.MEDIATOR and complaint is not None and complaint.is_written:
        line = f"réclamation reçue le {formats.date_long(complaint.received_on)}"
        found.append(Enclosure(COMPLAINT, "Réclamation reçue", (line,)))
    numbers = tuple(f"facture {number}".rstrip() for number in _invoice_numbers(facts))
    if numbers:
        label = "Facture" if len(numbers) == 1 else f"Les {len(numbers)} factures"
        found.append(Enclosure(INVOICES, label, numbers))
    kept = sorted((*facts.previous_letters, *facts.other_letters), key=lambda one: (one.written_on, one.id or 0))
    sent = tuple(letter for letter in kept if letter.sent_on is not None)
    if sent:
        found.append(Enclosure(LETTERS, _letters_label(sent), tuple(map(_letter, sent))))
    return tuple(found)


def usual(template: Template) -> frozenset[str]:
    """What is ticked to begin with: everything with a formal notice or the mediator's file, the invoice alone with a reminder."""
    if template.formal_notice or template.id == SEND_FILE:
        return frozenset({CONTRACTS, COMPLAINT, INVOICES, LETTERS})
    return frozenset({INVOICES} if template.family is Family.PAYMENT else ())


def _invoice_numbers(facts: LetterFacts) -> list[str]:
    if facts.statement is not None:
        return [line.number for line in facts.statement.lines]
    return [one.number for one in facts.invoices if one.kind is InvoiceKind.INVOICE]


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


def _letter(letter: Letter) -> str:
    day = letter.sent_on or letter.written_on
    return f"{letter.title[:1].lower()}{letter.title[1:]} du {formats.date_long(day)}"
