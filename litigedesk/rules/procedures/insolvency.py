"""The client's insolvency: reminders stop, the claim is declared in time (C. com. L622-21, R622-24)."""

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import grounds
from litigedesk.rules.procedures.course import insolvent
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "C. com. L622-7, L622-21 et R622-24"
_CONSUMER = (
    "Un particulier relève de la commission de surendettement, qui suit d’autres règles : faites-vous conseiller."
)
_PUBLIC = ("Un acheteur public n’est pas mis en procédure collective.", "Adressez-lui une réclamation écrite.")


def conditions(facts: CaseFacts, _: Law) -> tuple[Condition, ...]:
    """Whether it is opened, and against whom it may be."""
    if facts.client is ClientKind.CONSUMER:
        return (condition("client", "Client", Verdict.ASK, _CONSUMER, _ARTICLE), _opened(facts))
    allowed = {ClientKind.PROFESSIONAL: "Sauvegarde, redressement ou liquidation d’un professionnel."}
    return (grounds.who(facts, allowed, {ClientKind.PUBLIC: _PUBLIC}, _ARTICLE), _opened(facts))


def _opened(facts: CaseFacts) -> Condition:
    title = "Jugement d’ouverture publié"
    if insolvent(facts.previous) is not None:
        return condition("opened", title, Verdict.MET, "Une procédure collective est notée et suivie ici.", _ARTICLE)
    sentence = (
        "Votre client est-il en sauvegarde, redressement ou liquidation ? Cherchez son nom ou son SIREN sur bodacc.fr."
    )
    return condition("opened", title, Verdict.ASK, sentence, _ARTICLE)


def notes(_facts: CaseFacts, _law: Law) -> tuple[str, ...]:
    """Nothing beyond what the data says."""
    return ()
