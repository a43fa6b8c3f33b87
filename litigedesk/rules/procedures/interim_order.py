"""The référé-provision: a quick order for what cannot seriously be contested (CPC 835 and 873)."""

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import amicable_attempt, grounds
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "CPC 835, al. 2, et 873, al. 2"
_PUBLIC = (
    "Contre un acheteur public, c’est le juge administratif qui est compétent.",
    "Adressez une réclamation écrite, puis faites-vous conseiller pour saisir le tribunal administratif.",
)


def conditions(facts: CaseFacts, law: Law) -> tuple[Condition, ...]:
    """What must hold: a claim that is due and not seriously contestable."""
    allowed = {
        ClientKind.PROFESSIONAL: "Ouvert contre un professionnel.",
        ClientKind.CONSUMER: "Ouvert contre un consommateur, devant le tribunal judiciaire.",
    }
    return (
        grounds.who(facts, allowed, {ClientKind.PUBLIC: _PUBLIC}, _ARTICLE),
        grounds.uncontested(facts, _ARTICLE, forbids=True),
        grounds.due(facts, _ARTICLE),
        grounds.determined(facts, "CPC 54"),
        amicable_attempt.attempted(facts, law, urgent=True),
        grounds.solvent(facts),
        grounds.in_time(facts, "L’assignation l’interrompt (C. civ. 2241)."),
    )


def notes(_facts: CaseFacts, _law: Law) -> tuple[str, ...]:
    """Nothing beyond what the data says."""
    return ()
