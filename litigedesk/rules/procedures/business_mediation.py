"""The médiateur des entreprises: free and confidential, between businesses or with a public buyer."""

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import grounds
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "economie.gouv.fr/mediateur-des-entreprises"
_CONSUMER = (
    "Votre client est un consommateur : ce médiateur n’est que pour les entreprises et les acheteurs publics.",
    "Saisissez un conciliateur de justice, gratuit lui aussi.",
)


def conditions(facts: CaseFacts, _: Law) -> tuple[Condition, ...]:
    """What must hold to go to the médiateur des entreprises."""
    allowed = {
        ClientKind.PROFESSIONAL: "Ouvert entre entreprises.",
        ClientKind.PUBLIC: "Ouvert avec un acheteur public.",
    }
    return (
        grounds.who(facts, allowed, {ClientKind.CONSUMER: _CONSUMER}, _ARTICLE),
        grounds.solvent(facts),
        grounds.due(facts, _ARTICLE),
        grounds.in_time(
            facts, "La saisine ne l’arrête pas : seul l’accord des deux parties la suspend (C. civ. 2238)."
        ),
    )


def notes(_facts: CaseFacts, _law: Law) -> tuple[str, ...]:
    """Nothing beyond what the data says."""
    return ()
