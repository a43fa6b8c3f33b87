"""What is known of a way on: whether it is open, on what conditions, at what price, with what file."""

from dataclasses import dataclass

from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, ProcedureKind
from litigedesk.rules.conditions import Condition, Verdict


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One thing to pay for a way; ``amount`` is ``None`` when the program does not know it, zero when it is free.

    ``sentence`` says it in French, ``source`` and ``confidence`` where it comes from and how sure it is. ``setting`` is the key of
    the setting where the user types it, empty when there is none.
    """

    label: str
    amount: Money | None
    sentence: str
    source: str
    confidence: str
    setting: str = ""


@dataclass(frozen=True, kw_only=True)
class CourtAdvice:
    """Which court, in words, by what article; ``kind`` is ``None`` while a fact is missing or when there is a choice.

    ``others`` are the courts one may choose as well, ``form`` the Cerfa form of an injonction de payer, ``lawyer`` says whether one
    is needed.
    """

    kind: CourtKind | None
    others: tuple[CourtKind, ...]
    sentence: str
    article: str
    form: str
    lawyer: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One way on, judged by the facts of a dispute.

    ``key`` names it, the value of ``kind`` save for a way that the program does not open (``kind`` ``None``), whose reason is
    ``disabled``. ``happens`` marks what befalls the client or has been won, not a choice. ``verdict`` is ``FAILED`` when a
    condition forbids it, ``ASK`` while something is to be checked. ``file`` is what its file must hold, ``letters`` the ids of its
    templates, ``court`` who decides, ``notes`` what to know before, ``confidence`` how well its text is known.
    """

    key: str
    kind: ProcedureKind | None
    title: str
    verdict: Verdict
    conditions: tuple[Condition, ...] = ()
    costs: tuple[Cost, ...] = ()
    file: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    article: str = ""
    confidence: str = ""
    disabled: str = ""
    happens: bool = False
    court: CourtAdvice | None = None
    notes: tuple[str, ...] = ()


def verdict(conditions: tuple[Condition, ...]) -> Verdict:
    """Failed when a condition forbids the way, to be checked when one fails without forbidding or is not known."""
    if any(one.verdict is Verdict.FAILED and one.forbids for one in conditions):
        return Verdict.FAILED
    return Verdict.MET if all(one.verdict is Verdict.MET for one in conditions) else Verdict.ASK
