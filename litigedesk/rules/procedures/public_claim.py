"""The written claim to a public buyer: it interrupts the four years by itself (loi 68-1250, art. 2)."""

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import grounds
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "loi 68-1250, art. 2 ; CCP L2192-13"
_NOT_PUBLIC = ("Votre client n’est pas un acheteur public.", "Passez par vos relances et votre mise en demeure.")


def conditions(facts: CaseFacts, _: Law) -> tuple[Condition, ...]:
    """What must hold before a claim to a public buyer."""
    allowed = {ClientKind.PUBLIC: "Votre client est un acheteur public."}
    refused = {ClientKind.PROFESSIONAL: _NOT_PUBLIC, ClientKind.CONSUMER: _NOT_PUBLIC}
    return (
        grounds.who(facts, allowed, refused, _ARTICLE),
        grounds.due(facts, "CCP R2192-10"),
        grounds.determined(facts, "CCP L2192-13 et R2192-31"),
        grounds.in_time(facts, "Cette réclamation l’interrompt (loi 68-1250, art. 2)."),
    )


def notes(_facts: CaseFacts, _law: Law) -> tuple[str, ...]:
    """Nothing beyond what the data says."""
    return ()
