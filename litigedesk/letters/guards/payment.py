"""Before a letter of payment leaves: what is paid, contested or not yet due, who the debtor is, what stands in the way."""

import re
from collections.abc import Iterable

from litigedesk import formats
from litigedesk.domain.money import ZERO
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import claim
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards.finding import Finding, Severity, finding
from litigedesk.letters.template import Template


def due(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether anything is due yet."""
    early = [line for line in facts.owed.lines if line.due_on >= facts.written_on]
    if facts.owed.lines and len(early) == len(facts.owed.lines):
        sentence = f"Rien n’est dû avant le {formats.date_long(min(line.due_on for line in early))}."
        yield finding("not-due", Severity.FORBIDS, "Aucune facture échue", sentence)
    elif early:
        numbers = ", ".join(line.number for line in early)
        yield finding("partly-due", Severity.WARNS, "Facture pas encore échue", f"Retirez du dossier : {numbers}.")


def paid(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether something is left to pay, and what came in since the last letter."""
    last = max((letter.written_on for letter in facts.previous_letters), default=None)
    recent = [payment for payment in facts.payments if last is not None and payment.paid_on >= last]
    if facts.owed.lines and claim.asked(template, facts) <= ZERO and not facts.owed.contested_amount:
        yield finding("paid", Severity.FORBIDS, "Tout est payé", "Il ne reste rien à réclamer avec cette lettre.")
    elif recent:
        received = ", ".join(f"{formats.money(one.amount)} le {formats.date_long(one.paid_on)}" for one in recent)
        sentence = f"Reçu depuis votre dernier courrier : {received}. La lettre ne réclame que le reste ; est-elle encore utile ?"
        yield finding("paid-since", Severity.WARNS, "Paiement récent", sentence)
    elif facts.owed.paid:
        title = f"Paiements partiels déduits ({formats.money(facts.owed.paid)})"
        yield finding("partly-paid", Severity.OK, title)
    else:
        yield finding("no-payment", Severity.OK, "Aucun paiement reçu" + (" depuis la relance" if last else ""))


def _contested(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    statement = facts.owed
    if not statement.contested_amount:
        yield finding("not-contested", Severity.OK, "Somme non contestée par écrit")
    elif claim.asked(template, facts) <= ZERO:
        sentence = "Répondez d’abord à la contestation : il ne reste aucune part non contestée à réclamer."
        yield finding("all-contested", Severity.FORBIDS, "Toute la somme est contestée", sentence)
    else:
        sentence = (
            f"La lettre ne réclame que la part non contestée. Contesté : {formats.money(statement.contested_amount)}."
        )
        yield finding(
            "contested", Severity.WARNS, "Somme contestée en partie", sentence, target="dispute.contested_amount"
        )


def identity(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether the debtor is known by a number and an exact name."""
    client = facts.client
    if client.kind not in (ClientKind.PROFESSIONAL, ClientKind.PUBLIC):
        return
    number = re.sub(r"\s", "", client.siret)
    if not number or not _valid_number(number):
        title = "SIRET du client absent" if not number else "SIRET du client faux"
        sentence = "Il identifie le débiteur : un nom approchant peut en désigner un autre. Il figure sur son papier à lettres."
        yield finding("client-siret", Severity.WARNS, title, sentence, target="client.siret", record_id=client.id)
    elif client.kind is ClientKind.PROFESSIONAL and not client.legal_form:
        sentence = "Vérifiez que le nom est la dénomination exacte ; ajoutez SARL, SAS… si le client est une société."
        yield finding(
            "client-form",
            Severity.WARNS,
            "Forme juridique absente",
            sentence,
            target="client.legal_form",
            record_id=client.id,
        )
    else:
        yield finding("client-identity", Severity.OK, "Client identifié par son numéro")


def _valid_number(number: str) -> bool:
    from stdnum.fr import siren, siret

    return bool(siret.is_valid(number)) if len(number) == 14 else bool(siren.is_valid(number))


def _rates(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if not claim.claims_total(template, facts):
        return
    for warning in facts.rate_warnings:
        yield finding("rates", Severity.WARNS, "Taux à vérifier", warning)
    if not facts.rate_warnings:
        yield finding("rates", Severity.OK, "Taux à jour")


def _registered(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    if template.formal_notice:
        yield from registered(template, facts)


def registered(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """Whether a formal notice leaves with the usual proof."""
    if facts.send_method.is_registered:
        yield finding("registered", Severity.OK, "Envoi en recommandé : la preuve habituelle")
        return
    start = " La date de réception fait courir l’intérêt." if facts.client.kind is ClientKind.CONSUMER else ""
    sentence = f"Le recommandé n’est pas obligatoire, mais c’est la preuve habituelle.{start}"
    yield finding(
        "registered",
        Severity.WARNS,
        "Envoi sans recommandé",
        sentence,
        article="C. civ. 1344",
        target="letter.send_method",
    )


def _complaint(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """A client who complains or has gone to the mediator is asked for money all the same, but not unawares."""
    complaint, mediation = facts.complaint, facts.mediation
    if mediation is not None and mediation.ended_on is None:
        sentence = (
            "Vous cherchez tous deux un accord devant le médiateur : réclamer pendant ce temps peut le compromettre. "
            "Passez outre si un délai vous presse."
        )
        yield finding("mediation-running", Severity.WARNS, "Une médiation est en cours", sentence)
    if complaint is not None and complaint.is_written and complaint.answered_on is None:
        sentence = (
            f"La réclamation écrite du {formats.date_long(complaint.received_on)} attend votre réponse : sans elle, votre "
            "client pourra dire que la somme est contestée."
        )
        yield finding(
            "complaint-unanswered", Severity.WARNS, "Répondez d’abord à la réclamation", sentence,
            target="template.reponse-reclamation",
        )  # fmt: skip


CHECKS = (paid, _contested, due, _rates, identity, _registered, _complaint)
