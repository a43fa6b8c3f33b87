"""The injonction de payer (CPC 1405 to 1422): a judge decides on the papers, then the order is served."""

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import courts, grounds
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "CPC 1405"
_PUBLIC = (
    "L’injonction de payer n’est pas ouverte contre un acheteur public.",
    "Adressez une réclamation écrite, puis saisissez le juge administratif s’il refuse.",
)


def conditions(facts: CaseFacts, _: Law) -> tuple[Condition, ...]:
    """What must hold: a contractual claim of a determined sum, due, against a debtor in France."""
    allowed = {
        ClientKind.PROFESSIONAL: "Ouverte contre un professionnel.",
        ClientKind.CONSUMER: "Ouverte contre un consommateur, devant le tribunal judiciaire.",
    }
    return (
        grounds.who(facts, allowed, {ClientKind.PUBLIC: _PUBLIC}, _ARTICLE),
        grounds.contractual(facts, _ARTICLE),
        grounds.determined(facts, "CPC 1405 et 1407"),
        grounds.due(facts, _ARTICLE),
        grounds.uncontested(facts, "CPC 1405", forbids=False),
        *_court_known(facts),
        grounds.located(facts, "CPC 1406", "Seul le tribunal de ce lieu est compétent"),
        grounds.solvent(facts),
        grounds.in_time(facts, "La requête ne l’arrête pas : seule la signification de l’ordonnance l’interrompt."),
    )


def _court_known(facts: CaseFacts) -> tuple[Condition, ...]:
    if facts.client is not ClientKind.PROFESSIONAL:
        return ()
    title, article, found = "Tribunal compétent", "C. com. L721-3 ; CPC 1406", courts.possible(facts)
    if not found:
        question, field = grounds.trader_question(facts)
        return (condition("court", title, Verdict.ASK, question, article, field=field),)
    names = " ou ".join(f"{one.label[:1].lower()}{one.label[1:]}" for one in found)
    return (condition("court", title, Verdict.MET, f"{names[:1].upper()}{names[1:]}.", article),)


def notes(facts: CaseFacts, law: Law) -> tuple[str, ...]:
    """The regime of an order given today, and what weakens the file."""
    regime = law.injonction_regime(facts.today)
    service = formats.count(regime.service_months, "mois", "mois")
    enforceable = formats.count(regime.enforceable_months, "mois", "mois")
    found = [
        f"Rendue aujourd’hui, l’ordonnance devrait être signifiée dans les {service}, sinon elle ne vaut plus rien ; elle serait "
        f"exécutoire {enforceable} après la signification, sans opposition (CPC 1411 et 1422, {regime.confidence}).",
    ]
    if not facts.notice_sent:
        found.append("Aucune mise en demeure n’est notée : envoyez-la d’abord, le juge la cherchera dans vos pièces.")
    return tuple(found)
