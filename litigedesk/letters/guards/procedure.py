"""Before a letter of a procedure leaves: its conditions as the law sets them, its file, its form, its dates."""

from collections.abc import Callable, Iterable
from typing import Final

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import claim
from litigedesk.letters.facts import ConditionFacts, LetterFacts
from litigedesk.letters.guards import payment, words
from litigedesk.letters.guards.finding import Finding, Severity, days_left, finding
from litigedesk.letters.ids import ANSWER_CONTEST, ASK_BUSINESS_MEDIATOR, ASK_SMALL_CLAIMS, DECLARE_DEBT, ORDER_ANNEXES
from litigedesk.letters.template import Template

NEAR: Final = 15  # days before a last day, from which we say how many are left


def _known(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    if facts.procedure is None:
        sentence = "Notez d’abord la démarche dans le dossier, avec la personne à qui écrire."
        yield finding("no-procedure", Severity.FORBIDS, "Démarche pas encore notée", sentence, target="procedure.kind")


def _conditions(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """What the law asks, as the rules found it: only what forbids the way forbids its letter."""
    for one in facts.conditions:
        yield _condition(one)


def _condition(one: ConditionFacts) -> Finding:
    code = f"condition-{one.code}"
    if one.met:
        return finding(code, Severity.OK, one.title, article=one.article)
    forbids = one.met is False and one.forbids
    return finding(
        code, Severity.FORBIDS if forbids else Severity.WARNS, one.title, one.sentence, article=one.article,
        target=one.field if "." in one.field else "",
    )  # fmt: skip


def _nothing_left(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    statement = facts.owed
    if not statement.lines:
        return
    if statement.total_due.cents <= 0:
        yield finding("paid", Severity.FORBIDS, "Tout est payé", "Il ne reste rien à demander avec cette lettre.")
    elif statement.contested_amount and not template.claims_contested:
        left_out = formats.money(statement.contested_amount)
        sentence = f"La demande porte sur la part non contestée ; {left_out} en sont laissés de côté."
        if claim.asked(template, facts).cents <= 0:
            sentence = "Toute la somme est contestée par écrit : cette démarche vise une créance qui ne l’est pas."
            yield finding(
                "all-contested", Severity.FORBIDS, "Toute la somme est "
                "contestée", sentence, target=f"template.{ANSWER_CONTEST}"
            )  # fmt: skip
        else:
            yield finding(
                "contested", Severity.WARNS, "Somme contestée en partie", sentence, target="dispute.contested_amount"
            )  # fmt: skip


def _file(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The papers that go with it, and the form that is not ours to fill."""
    if template.id == ORDER_ANNEXES:
        form = facts.court_form
        named = f"Formulaire {form}" if form else "Formulaire du tribunal"
        sentence = (
            "Ces annexes ne remplacent pas la requête : elle demande aussi votre date "
            "et votre lieu de naissance, votre nationalité et votre "
            "profession ou, pour une société, qui la représente. Datez-la et signez-la."
        )
        yield finding("form", Severity.WARNS, f"{named} à remplir", sentence, article="CPC 54, 57 et 1407")
    if template.id == ASK_SMALL_CLAIMS:
        sentence = (
            "Tous les frais restent à votre charge. N’acceptez aucun paiement tant que l’issue n’est pas constatée."
        )
        yield finding("costs", Severity.OK, "Frais à votre charge", sentence, article="CPCE L125-1 et R125-7")
    if template.id != ORDER_ANNEXES and not facts.enclosures:
        sentence = "Joignez au moins le contrat, les factures et les courriers envoyés : la demande sera lue avec eux."
        yield finding("no-enclosure", Severity.WARNS, "Aucune pièce jointe", sentence)


def _address(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    procedure = facts.procedure
    if template.id != ASK_BUSINESS_MEDIATOR or procedure is None or procedure.city.strip() or procedure.email.strip():
        return
    sentence = (
        "Le médiateur des entreprises se saisit sur son site : joignez-y ce "
        "courrier, ou notez son adresse dans la démarche."
    )
    yield finding(
        "online", Severity.WARNS, "Demande à déposer en ligne", sentence, target="procedure.email", record_id=procedure.id
    )  # fmt: skip


def _declaration(template: Template, facts: LetterFacts) -> Iterable[Finding]:
    """The two months of a declaration, and what may be declared."""
    procedure = facts.procedure
    if template.id != DECLARE_DEBT or procedure is None:
        return
    article = "C. com. L622-24 et R622-24"
    if facts.act_by is None:
        sentence = "Cherchez l’annonce sur bodacc.fr : les deux mois pour déclarer partent de sa date."
        yield finding(
            "bodacc", Severity.WARNS, "Date du BODACC inconnue", sentence, article=article, target="procedure.published_on",
            record_id=procedure.id,
        )  # fmt: skip
    else:
        yield _in_time((facts.act_by - facts.written_on).days, formats.date_long(facts.act_by), article)
    opened = procedure.decided_on
    later = [
        line.number
        for line in facts.owed.lines
        if opened is not None and line.performed_on and line.performed_on > opened
    ]
    if later:
        sentence = (
            f"Prestation faite après le jugement d’ouverture : {', '.join(later)}. "
            "Elle ne se déclare pas ainsi ; faites-vous aider."
        )
        yield finding("born-later", Severity.WARNS, "Créance née après le jugement", sentence, article=article)
    if facts.contracts:
        sentence = (
            "Si votre contrat prévoit une garantie ou une réserve de propriété, "
            "dites-le au mandataire : la lettre n’en invoque aucune."
        )
        yield finding("no-privilege", Severity.OK, "Créance sans privilège", sentence)


def _in_time(left: int, day: str, article: str) -> Finding:
    if left < 0:
        sentence = (
            f"Le délai a pris fin le {day}. Un relevé de forclusion se demande au "
            "juge-commissaire dans les six mois : faites-vous aider."
        )
        return finding("too-late", Severity.WARNS, "Délai de déclaration passé", sentence, article="C. com. L622-26")
    if left <= NEAR:
        return finding("declare-by", Severity.WARNS, days_left(left), f"Dernier jour : le {day}.", article=article)
    return finding("declare-by", Severity.OK, f"Délai jusqu’au {day}", article=article)


def _rates(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    for warning in facts.rate_warnings:
        yield finding("rates", Severity.WARNS, "Taux à vérifier", warning)


CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = (
    _known,
    _conditions,
    _nothing_left,
    _file,
    _address,
    _declaration,
    _rates,
    payment.identity,
)


# ---- answering a contestation ----------------------------------------------------------------------------------------
def _consumer(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    """A consumer who contests complains: the answer gives the mediator's details (C. conso. L616-1)."""
    if facts.client.kind is ClientKind.CONSUMER:
        sentence = (
            "La contestation d’un consommateur est une réclamation : la "
            "réponse doit nommer le médiateur de la consommation."
        )
        yield finding(
            "consumer", Severity.FORBIDS, "Client consommateur", sentence, article="C. conso. L616-1",
            target="template.reponse-reclamation",
        )  # fmt: skip


def _proved(_: Template, facts: LetterFacts) -> Iterable[Finding]:
    if not facts.enclosures:
        sentence = (
            "Votre réponse vaut par ses preuves : joignez le contrat, les échanges et ce qui montre la livraison."
        )
        yield finding("no-enclosure", Severity.WARNS, "Aucune pièce jointe", sentence, article="C. civ. 1353")


CONTEST_CHECKS: tuple[Callable[[Template, LetterFacts], Iterable[Finding]], ...] = (
    _consumer,
    _proved,
    words.admissions_only,
    payment.identity,
)
