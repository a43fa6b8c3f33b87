"""Before a letter of a mediation leaves: whether there is one, who started it, and what was already answered in it."""

from collections.abc import Callable, Iterable

from litigedesk import formats
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import Stance
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import words
from litigedesk.letters.guards.complaint import consumer_only, insurer
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.ids import ACCEPT, ANSWERS, STANCES
from litigedesk.letters.template import Recipient, Template


def _mediation(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    mediation = facts.mediation
    if mediation is None:
        sentence = "Seul votre client peut saisir le médiateur : notez d’abord sa demande, quand vous en êtes informé."
        yield finding(
            "no-mediation",
            Severity.FORBIDS,
            "Aucune médiation dans ce dossier",
            sentence,
            article="C. conso. L611-3, 5°",
            target="mediation.referred_on",
        )
    elif template.recipient is Recipient.MEDIATOR:
        yield from _course(mediation)


def _course(mediation: Mediation) -> Iterable[Finding]:
    """A professional writes to the mediator only in answer to the consumer, and while the mediation runs."""
    if mediation.started_by_client is False:
        sentence = (
            "Un professionnel ne peut pas saisir le médiateur contre un consommateur. Pour être payé : relances, mise en demeure, "
            "conciliateur de justice."
        )
        yield finding(
            "started-by-user", Severity.FORBIDS, "Médiation non demandée par le client", sentence,
            article="C. conso. L611-3, 5°", target="mediation.started_by_client", record_id=mediation.id,
        )  # fmt: skip
    if mediation.ended_on is not None:
        sentence = (
            f"Elle a pris fin le {formats.date_long(mediation.ended_on)} : le médiateur n’attend plus cette lettre."
        )
        yield finding(
            "ended", Severity.WARNS, "Médiation terminée", sentence, target="mediation.ended_on", record_id=mediation.id
        )


def _stance(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    mediation, stance = facts.mediation, STANCES.get(template.id)
    if mediation is None or stance is None:
        return
    if mediation.stance is Stance.DECLINES and stance is Stance.TAKES_PART:
        sentence = "Vous avez noté que vous ne participez pas : cette lettre dit le contraire."
        yield finding(
            "stance", Severity.WARNS, "Réponse déjà donnée", sentence, target="mediation.stance", record_id=mediation.id
        )
    if stance is Stance.DECLINES and facts.convention is not None:
        sentence = "Vous êtes libre de ne pas participer, mais une convention peut vous y engager : relisez la vôtre."
        yield finding(
            "convention", Severity.WARNS, "Convention à relire", sentence, article="C. conso. R612-2",
            target="convention.notes", record_id=facts.convention.id,
        )  # fmt: skip


def _answer(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The answer to the proposal: once, within the time that the mediator fixed, and with the insurer's knowledge."""
    mediation, answer = facts.mediation, ANSWERS.get(template.id)
    if mediation is None or answer is None or mediation.proposal_on is None:
        return
    if mediation.my_answer is not None and mediation.my_answer is not answer:
        sentence = f"Vous avez noté « {mediation.my_answer.label.lower()} » : cette lettre dit le contraire."
        yield finding(
            "answered",
            Severity.WARNS,
            "Réponse déjà donnée",
            sentence,
            target="mediation.my_answer",
            record_id=mediation.id,
        )
    yield _in_time(mediation, facts)
    if template.id != ACCEPT:
        return
    yield from insurer(facts, "vous engager")
    if not mediation.my_answer_reason.strip():
        sentence = "Dites comment et pour quand vous exécuterez la solution ; sinon la lettre renvoie à la proposition."
        yield finding(
            "performance", Severity.WARNS, "Exécution non précisée", sentence, target="mediation.my_answer_reason",
            record_id=mediation.id,
        )  # fmt: skip


def _in_time(mediation: Mediation, facts: LetterFacts) -> Finding:
    article = "C. conso. R612-4"
    if mediation.answer_by is None:
        sentence = "Le médiateur fixe lui-même le délai pour répondre : notez la date qu’il a donnée."
        return finding(
            "answer-by", Severity.WARNS, "Délai du médiateur inconnu", sentence, article=article, target="mediation.answer_by",
            record_id=mediation.id,
        )  # fmt: skip
    until = formats.date_long(mediation.answer_by)
    if mediation.answer_by < facts.written_on:
        sentence = (
            f"Le délai fixé par le médiateur a pris fin le {until} : la lettre lui demande si elle compte encore."
        )
        return finding(
            "late", Severity.WARNS, "Délai du médiateur passé", sentence, article=article, target="mediation.answer_by",
            record_id=mediation.id,
        )  # fmt: skip
    return finding("in-time", Severity.OK, f"Délai du médiateur : jusqu’au {until}", article=article)


def _secrecy(template: Template, _: LetterFacts) -> Iterable[Finding]:
    if template.confidential:
        yield finding(
            "confidential",
            Severity.OK,
            "Confidentielle : elle reste entre les parties et le médiateur",
            article="C. conso. L612-3",
        )


CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = (
    consumer_only,
    _mediation,
    _stance,
    _answer,
    words.check,
    _secrecy,
)
