"""Before a registered e-mail leaves: whether its addressee may be sent one, and what it may not say."""

from collections.abc import Iterable
from typing import Final

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, SendMethod
from litigedesk.letters import typed
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.guards.words import met
from litigedesk.letters.template import Recipient, Template

ARTICLE: Final = "Code des postes, L100"
PROOF: Final = "Code des postes, R53-2 et R53-3"
FROM_THIS_LETTER: Final = ("à compter de la présente", "à compter du présent courrier", "à dater de la présente")


def check(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """A consumer must have consented beforehand; nobody is told who writes before accepting, which takes up to 15 days."""
    if facts.send_method is not SendMethod.ELECTRONIC:
        return
    if template.recipient is Recipient.CLIENT and facts.known_client is not None:
        yield from _consent(facts)
    spoken = [(one.text, one.target, one.record_id) for one in typed.statements(template, facts)]
    for text, target, record_id in (*spoken, (facts.wording, "", None)):
        if said := met(FROM_THIS_LETTER, text):
            sentence = (
                f"Vous écrivez « {said[0]} » : ce message peut n’être ouvert que 15 jours plus tard. Donnez une date."
            )
            yield finding(
                "from-this-letter", Severity.WARNS, "Point de départ incertain", sentence, article=PROOF, target=target,
                record_id=record_id,
            )  # fmt: skip


def _consent(facts: LetterFacts) -> Iterable[Finding]:
    client = facts.client
    given = client.electronic_consent_on
    if client.kind in {ClientKind.PROFESSIONAL, ClientKind.PUBLIC}:
        yield finding("electronic", Severity.OK, "Recommandé électronique possible avec ce client", article=ARTICLE)
    elif given is not None and given <= facts.written_on:
        yield finding("electronic", Severity.OK, f"Consentement noté le {formats.date_long(given)}", article=ARTICLE)
    elif client.kind is ClientKind.CONSUMER:
        sentence = (
            "Un consommateur doit avoir accepté d’avance de recevoir des recommandés électroniques : notez la date de son "
            "accord sur sa fiche, ou envoyez un recommandé papier."
        )
        yield finding(
            "electronic-consent", Severity.FORBIDS, "Consentement au recommandé électronique absent", sentence,
            article=ARTICLE, target="client.electronic_consent_on", record_id=client.id,
        )  # fmt: skip
    else:
        sentence = "Si c’est un consommateur, son accord préalable est obligatoire : dites d’abord qui est ce client."
        yield finding(
            "electronic-consent", Severity.WARNS, "Consentement à vérifier", sentence, article=ARTICLE, target="client.kind",
            record_id=client.id,
        )  # fmt: skip
