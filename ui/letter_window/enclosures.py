"""What may go with a letter: the papers that the dossier knows of, as boxes to tick."""

from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.records import Contract, Letter
from litigedesk.domain.vocabulary import ContractKind
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template

CONTRACTS, INVOICES, LETTERS = "contracts", "invoices", "letters"
_SIGNED = {
    ContractKind.QUOTE: ("Devis", "devis", "signé"),
    ContractKind.ORDER: ("Bon de commande", "bon de commande", "signé"),
    ContractKind.SERVICE: ("Contrat", "contrat de prestation", "signé"),
}


@dataclass(frozen=True)
class Enclosure:
    """One box: its key, its words, and the lines it adds to the letter."""

    key: str
    label: str
    lines: tuple[str, ...]


def offered(facts: LetterFacts) -> tuple[Enclosure, ...]:
    """The papers of this dossier, in the order they are listed at the foot of the letter."""
    found = []
    if facts.contracts:
        found.append(Enclosure(CONTRACTS, _contracts_label(facts.contracts), tuple(map(_contract, facts.contracts))))
    numbers = tuple(f"facture {line.number}".rstrip() for line in facts.statement.lines)
    if numbers:
        label = "Facture" if len(numbers) == 1 else f"Les {len(numbers)} factures"
        found.append(Enclosure(INVOICES, label, numbers))
    sent = tuple(letter for letter in facts.previous_letters if letter.sent_on is not None)
    if sent:
        found.append(Enclosure(LETTERS, _letters_label(sent), tuple(map(_letter, sent))))
    return tuple(found)


def usual(template: Template) -> frozenset[str]:
    """What is ticked to begin with: everything with a formal notice, the invoice alone with a reminder."""
    return frozenset({CONTRACTS, INVOICES, LETTERS} if template.formal_notice else {INVOICES})


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
