"""The ordinary claim before a court: a requête up to 5 000 €, else an assignation (CPC 818); TA for a public buyer."""

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, ProcedureKind
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import amicable_attempt, courts, grounds
from litigedesk.rules.procedures.courts import COMMERCIAL
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "CPC 54 et 57"
_PUBLIC_ARTICLE = "CCP L2192-13 et R2192-31"


def conditions(facts: CaseFacts, law: Law) -> tuple[Condition, ...]:
    """What must hold before a claim is brought."""
    allowed = {
        ClientKind.PROFESSIONAL: "Ouvert contre un professionnel.",
        ClientKind.CONSUMER: "Ouvert contre un consommateur, devant le tribunal judiciaire.",
        ClientKind.PUBLIC: "Contre un acheteur public, devant le tribunal administratif.",
    }
    if facts.client is ClientKind.PUBLIC:
        return (
            grounds.who(facts, allowed, {}, _PUBLIC_ARTICLE),
            _claimed_before(facts),
            grounds.due(facts, _PUBLIC_ARTICLE),
            grounds.determined(facts, _PUBLIC_ARTICLE),
            grounds.in_time(facts, "Le recours devant le juge l’interrompt (loi 68-1250, art. 2)."),
        )
    return (
        grounds.who(facts, allowed, {}, _ARTICLE),
        amicable_attempt.attempted(facts, law),
        grounds.due(facts, _ARTICLE),
        grounds.determined(facts, "CPC 54"),
        grounds.solvent(facts),
        grounds.in_time(facts, "La demande en justice l’interrompt (C. civ. 2241)."),
    )


def _claimed_before(facts: CaseFacts) -> Condition:
    title, article = "Réclamation faite d’abord", "loi 68-1250, art. 2"
    sent = [one for one in grounds.before(facts, ProcedureKind.PUBLIC_CLAIM) if one.asked_on is not None]
    if sent:
        said = formats.date_long(max(one.asked_on for one in sent if one.asked_on is not None))
        return condition("claimed", title, Verdict.MET, f"Réclamation envoyée le {said}.", article)
    return condition(
        "claimed",
        title,
        Verdict.ASK,
        "Aucune réclamation écrite n’est notée : commencez par là, et faites-vous aider.",
        article,
    )


def notes(facts: CaseFacts, law: Law) -> tuple[str, ...]:
    """How the court is seized, and whether there is an appeal."""
    petition = Money.of(law.parameter("petition-ceiling", facts.today).value)
    appeal = Money.of(law.parameter("appeal-ceiling", facts.today).value)
    found = courts.possible(facts)
    if found == (CourtKind.ADMINISTRATIVE,):
        return ()
    said = []
    if COMMERCIAL & set(found) - {CourtKind.LOCAL_COMMERCIAL}:
        said.append("Au tribunal de commerce, il faut une assignation, quel que soit le montant (CPC 854).")
    if CourtKind.JUDICIAL in found or not found:
        if facts.whole <= petition:
            said.append(
                f"Au tribunal judiciaire, une simple requête suffit jusqu’à {formats.money(petition)} (CPC 818)."
            )
        else:
            said.append(
                f"Au-delà de {formats.money(petition)}, il faut une assignation délivrée par un commissaire de justice (CPC 818)."
            )
    if facts.whole <= appeal and (CourtKind.JUDICIAL in found or not found):
        said.append(
            f"Jusqu’à {formats.money(appeal)}, le jugement du tribunal judiciaire est sans appel (COJ R211-3-24)."
        )
    return tuple(said)
