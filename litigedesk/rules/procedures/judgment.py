"""After a decision: have it served, enforced, and count the raised interest and the ten years (CMF L313-3; CPCE L111-4)."""

from litigedesk import formats
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.rules.conditions import Condition, Verdict, condition
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import grounds
from litigedesk.rules.procedures.facts import CaseFacts

_ARTICLE = "CPCE L111-3 et L111-4"
_DECIDING = (
    ProcedureKind.PAYMENT_ORDER, ProcedureKind.INTERIM_ORDER, ProcedureKind.COURT_CLAIM, ProcedureKind.JUDGMENT
)  # fmt: skip


def conditions(facts: CaseFacts, _: Law) -> tuple[Condition, ...]:
    """Whether there is a decision to enforce."""
    return (_decided(facts), grounds.solvent(facts))


def _decided(facts: CaseFacts) -> Condition:
    title = "Décision de justice"
    days = [one.decided_on for one in grounds.before(facts, *_DECIDING) if one.decided_on is not None]
    if days:
        return condition("decided", title, Verdict.MET, f"Décision du {formats.date_long(max(days))}.", _ARTICLE)
    sentence = "Avez-vous une décision de justice qui vous donne raison ? Un accord signé n’en est pas une."
    return condition("decided", title, Verdict.ASK, sentence, _ARTICLE)


def notes(_facts: CaseFacts, _law: Law) -> tuple[str, ...]:
    """Nothing beyond what the data says."""
    return ()
