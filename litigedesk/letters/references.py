"""What a letter is filed under: the number its recipient knows it by, and the user's own."""

from litigedesk.domain.matter import MatterKind
from litigedesk.letters import escaping
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.phrases import numbered
from litigedesk.letters.template import Recipient, Template

_OURS = {
    MatterKind.DISPUTE: "dossier",
    MatterKind.CLAIM: "dossier",
    MatterKind.CONTRACT: "contrat",
    MatterKind.POLICY: "contrat",
}


def on_the_letter(letter: Template, facts: LetterFacts) -> str:
    """The line « Référence »: the mediator or the insurer looks for the number they gave, the others for the user's; or empty."""
    theirs, ours = _theirs(letter, facts), _ours(letter, facts)
    if letter.recipient is Recipient.INSURER:
        return " — ".join([*theirs, *([f"notre {ours}"] if ours else [])])
    if theirs:
        return f"{theirs[0]}{f' ({ours})' if ours else ''}"
    return ours


def in_a_subject(letter: Template, facts: LetterFacts) -> str:
    """The one number that a message is found by; empty without any."""
    theirs = _theirs(letter, facts)
    return theirs[-1] if theirs else _ours(letter, facts)


def _ours(letter: Template, facts: LetterFacts) -> str:
    number = escaping.clean(facts.reference)
    return f"{_OURS[letter.about]} {number}" if number else ""


def _theirs(letter: Template, facts: LetterFacts) -> list[str]:
    """The numbers that the recipient gave, the narrowest last."""
    claim, policy, mediation = facts.insurance_claim, facts.policy, facts.mediation
    given: list[tuple[str, str]] = []
    if letter.recipient is Recipient.MEDIATOR and mediation is not None:
        given = [("médiation ", mediation.reference)]
    elif letter.recipient is Recipient.AUTHORITY and facts.procedure is not None:
        given = [("affaire ", facts.procedure.reference)]
    elif letter.recipient is Recipient.INSURER:
        given = [
            ("contrat ", numbered(policy.number) if policy is not None else ""),
            ("sinistre ", numbered(claim.insurer_reference) if claim is not None else ""),
        ]
    return [f"{word}{escaping.clean(number)}" for word, number in given if number.strip()]
