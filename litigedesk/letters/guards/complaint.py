"""Before a letter about a consumer's complaint leaves: whose complaint, written or not, answered or not, and with what proof."""

from collections.abc import Callable, Iterable

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, ComplaintAnswer, SendMethod
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import words
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.ids import ASK_IN_WRITING, INFORMATION, REPLY
from litigedesk.letters.template import Template

_KINDS = {ClientKind.PROFESSIONAL: "un professionnel", ClientKind.PUBLIC: "un acheteur public"}
_INSTEAD = {
    ClientKind.PROFESSIONAL: "le médiateur des entreprises ou un conciliateur de justice, tous deux gratuits",
    ClientKind.PUBLIC: "le médiateur des entreprises, gratuit",
}


def consumer_only(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Consumer mediation is closed to other clients (C. conso. L611-3)."""
    client = facts.client
    if client.kind in _KINDS and client.kind not in template.client_kinds:
        sentence = (
            f"Votre client est {_KINDS[client.kind]} : la médiation de la consommation ne lui est pas ouverte. Répondez-lui par "
            f"un courrier libre ; si le désaccord dure, proposez {_INSTEAD[client.kind]}."
        )
        yield finding(
            "consumer", Severity.FORBIDS, "Réservé aux consommateurs", sentence, article="C. conso. L611-1 et L611-3",
            target="client.kind", record_id=client.id,
        )  # fmt: skip


def _complaint(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    if facts.complaint is None:
        sentence = "Cette lettre répond à une réclamation : notez-la d’abord dans le dossier."
        yield finding(
            "no-complaint",
            Severity.FORBIDS,
            "Aucune réclamation dans ce dossier",
            sentence,
            target="complaint.received_on",
        )


def _writing(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Only a written complaint opens the way to the mediator (C. conso. L612-2, 1°)."""
    complaint, article = facts.complaint, "C. conso. L612-2, 1°"
    if complaint is None:
        return
    received = formats.date_long(complaint.received_on)
    if template.id == ASK_IN_WRITING:
        if complaint.is_written:
            sentence = f"La réclamation reçue le {received} est déjà écrite : répondez-y."
            yield finding(
                "written", Severity.FORBIDS, "Réclamation déjà écrite", sentence, article=article, target=f"template.{REPLY}"
            )  # fmt: skip
    elif facts.complained_on is None:
        sentence = (
            f"Faite de vive voix le {received}, elle n’ouvre pas la voie du médiateur : demandez plutôt une réclamation écrite. La "
            "lettre invite sinon à la confirmer."
        )
        yield finding(
            "oral", Severity.WARNS, "Réclamation faite de vive voix", sentence, article=article,
            target=f"template.{ASK_IN_WRITING}",
        )  # fmt: skip
    else:
        yield finding("in-writing", Severity.OK, "Réclamation écrite", article=article)


def _answered(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    complaint = facts.complaint
    if complaint is None:
        return
    if template.id == INFORMATION and complaint.answered_on is None:
        sentence = (
            "Cette lettre vaut quand le désaccord dure : répondez d’abord à la réclamation, avec ces coordonnées."
        )
        yield finding(
            "not-answered", Severity.WARNS, "Réclamation sans réponse", sentence, article="C. conso. L616-1",
            target=f"template.{REPLY}",
        )  # fmt: skip
    if template.id == REPLY and complaint.answer in {ComplaintAnswer.OFFER, ComplaintAnswer.PARTIAL}:
        yield from insurer(facts, "proposer")


def insurer(facts: LetterFacts, doing: str) -> Iterable[Finding]:
    """A settlement made without the insurer may not bind him (C. ass. L124-2); the policy is named when one is on file."""
    policy, why = facts.policy, "une transaction faite sans lui peut ne pas l’engager"
    if policy is not None:
        number = f", contrat n° {policy.number.strip()}" if policy.number.strip() else ""
        who = f"{policy.insurer.strip() or 'votre assureur'}{number}"
        sentence = f"Demandez d’abord l’accord de {who}, si sa garantie peut jouer : {why}."
        yield finding("insurer", Severity.WARNS, "Accord de l’assureur d’abord", sentence, article="C. ass. L124-2")
    elif facts.insured is not False:
        sentence = f"Si votre RC Pro peut jouer, demandez l’accord de votre assureur avant de {doing} : {why}."
        yield finding("insurer", Severity.WARNS, "Assureur à consulter", sentence, article="C. ass. L124-2")


def _mediator(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The mediator's details are the user's duty, and theirs to prove (C. conso. L616-1, L641-1)."""
    mediator = facts.mediator
    if template.id == ASK_IN_WRITING or mediator is None:
        return
    if facts.send_method is SendMethod.POST:
        sentence = (
            "Gardez la preuve que les coordonnées du médiateur ont été données : un courriel ou un recommandé laisse une trace, "
            "un courrier simple n’en laisse pas."
        )
        yield finding(
            "proof", Severity.WARNS, "Envoi sans preuve", sentence, article="C. conso. L616-1 et L641-1",
            target="letter.send_method",
        )  # fmt: skip
    if all(text.strip() for text in (mediator.street, mediator.city, mediator.website)):
        yield finding("mediator", Severity.OK, "Nom, adresse et site du médiateur donnés", article="C. conso. R616-1")


CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = (
    consumer_only,
    _complaint,
    _writing,
    _answered,
    words.check,
    _mediator,
)
