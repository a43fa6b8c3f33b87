"""The conciliateur de justice: free, seized without formality, and asked for first by the tribunal judiciaire up to 5 000 €."""

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import amicable_attempt, grounds
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "CPC 1536"
_PUBLIC = (
    "Avec un acheteur public, ce n’est pas la voie prévue.",
    "Adressez une réclamation écrite, puis le comité consultatif (CCRA) ou le médiateur des entreprises.",
)


def conditions(facts: CaseFacts, _: Law) -> tuple[Condition, ...]:
    """What must hold to go to a conciliateur de justice."""
    allowed = {
        ClientKind.PROFESSIONAL: "Ouvert entre professionnels.",
        ClientKind.CONSUMER: "Ouvert contre un consommateur, au contraire de la médiation de la consommation (C. conso. L611-3).",
    }
    return (
        grounds.who(facts, allowed, {ClientKind.PUBLIC: _PUBLIC}, _ARTICLE),
        grounds.solvent(facts),
        grounds.due(facts, _ARTICLE),
        grounds.in_time(
            facts, "La saisine ne l’arrête pas : seul l’accord des deux parties la suspend (C. civ. 2238)."
        ),
    )


def notes(facts: CaseFacts, law: Law) -> tuple[str, ...]:
    """Whether it is asked for here, and what exempts from it."""
    needed, limit = amicable_attempt.asked_for(facts, law), formats.money(amicable_attempt.ceiling(facts, law))
    if needed is False:
        why = f"au-delà de {limit}" if facts.whole > amicable_attempt.ceiling(facts, law) else "devant votre tribunal"
        return (f"Facultatif ici : la tentative n’est pas exigée {why} (CPC 750-1).",)
    if needed is None:
        return (
            f"Exigé avant le tribunal judiciaire jusqu’à {limit}, sauf dispense (CPC 750-1).",
            amicable_attempt.exemptions(),
        )
    if words := amicable_attempt.made(facts, law):
        return (f"La tentative exigée est faite. {words}",)
    return (
        f"Exigé ici avant le tribunal judiciaire, sauf pour l’injonction de payer : votre demande ne dépasse pas {limit} (CPC "
        "750-1).",
        amicable_attempt.exemptions(),
    )
