"""The plan of a dispute: which one its situation asks for, the facts its steps depend on, and what the user changed in it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.plan import PlanChange
from litigedesk.domain.procedure import ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import ClientKind, Clock, DisputeKind
from litigedesk.letters.template import Family, Template
from litigedesk.queries import agreements, insurer_first, procedures
from litigedesk.queries.cases import Case
from litigedesk.queries.plan_facts import closings, marks, noted, running
from litigedesk.rules import plans as rules
from litigedesk.rules import procedures as ways
from litigedesk.rules.conditions import Verdict
from litigedesk.rules.limitation_alarms import Alarm
from litigedesk.rules.plans import Plan, PlanFacts, PlanView, Point, Situation
from litigedesk.settings import SETTINGS

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_UNPAID: Final[Mapping[ClientKind, Situation]] = {
    ClientKind.PROFESSIONAL: Situation.UNPAID_PROFESSIONAL,
    ClientKind.CONSUMER: Situation.UNPAID_CONSUMER,
    ClientKind.PUBLIC: Situation.UNPAID_PUBLIC,
    ClientKind.UNKNOWN: Situation.UNPAID_CONSUMER,  # the most careful one until the user says who it is
}
_UNTOLD: Final = "Facture impayée, client à préciser"
_CAREFUL: Final = (
    "C’est le plan le plus prudent, celui d’un consommateur, tant que vous n’avez pas dit qui est ce client."
)
_BEFORE_A_JUDGE: Final = frozenset(
    {
        ProcedureKind.PAYMENT_ORDER,
        ProcedureKind.INTERIM_ORDER,
        ProcedureKind.COURT_CLAIM,
        ProcedureKind.PUBLIC_CLAIM,
        ProcedureKind.JUDGMENT,
    }
)
_DECIDE: Final = _BEFORE_A_JUDGE - {ProcedureKind.PUBLIC_CLAIM}
_LOST: Final = frozenset({ProcedureOutcome.REJECTED, ProcedureOutcome.LAPSED, ProcedureOutcome.WITHDRAWN})
_ASKING: Final = frozenset({Family.PAYMENT, Family.PORTAGE})  # letters that claim money
_DISTANT: Final = frozenset({Alarm.NONE, Alarm.OVER})


@cache
def all_plans() -> Mapping[Situation, Plan]:
    """The shipped plans by situation, every letter they propose being in the catalogue; read once."""
    from litigedesk.letters import catalogue

    found = rules.read()
    rules.check_letters(found, {one.id for one in catalogue.catalogue()})
    return {plan.situation: plan for plan in found}


@dataclass(frozen=True)
class Usual:
    """What every dispute shares, read once for many: the day, and the days each letter usually leaves to answer."""

    today: date
    reply_days: Mapping[str, int]

    @classmethod
    def of(cls, desk: "Desk", today: date) -> "Usual":
        """Those of a data folder: the letter's own delay, or the user's where a setting has one."""
        from litigedesk.letters import catalogue

        chosen = {one.key: one for one in SETTINGS}
        days = {}
        for letter in catalogue.catalogue():
            setting = chosen.get(f"reply_days.{letter.id}")
            days[letter.id] = letter.reply_days if setting is None else int(desk.setting(setting))
        return cls(today, days)


# ---- reading ---------------------------------------------------------------------------------------------------------
def view(desk: "Desk", case: Case, today: date) -> PlanView:
    """The whole plan of a dispute."""
    plan = all_plans()[situation(case)]
    if case.client.kind is ClientKind.UNKNOWN and plan.situation is Situation.UNPAID_CONSUMER:
        plan = replace(plan, title=_UNTOLD, says=_CAREFUL)
    return rules.course(plan, _facts(desk, case, Usual.of(desk, today)), changes_of(desk, case.dispute.id or 0))


def point(desk: "Desk", case: Case, changes: Sequence[PlanChange], usual: Usual) -> Point:
    """Where a dispute stands in its plan, without the steps to come: for lists."""
    return rules.point(all_plans()[situation(case)], _facts(desk, case, usual), changes)


def changes_of(desk: "Desk", dispute_id: int) -> tuple[PlanChange, ...]:
    """What the user changed in the plans of a dispute, the oldest first."""
    return tuple(desk.table(PlanChange).where(order="id", dispute_id=dispute_id))


def change(desk: "Desk", change_id: int) -> PlanChange:
    """One change; ``NotFound`` if it is gone."""
    return desk.table(PlanChange).get(change_id)


def all_changes(desk: "Desk") -> Mapping[int, Sequence[PlanChange]]:
    """The changes of every dispute, by its id."""
    found: defaultdict[int, list[PlanChange]] = defaultdict(list)
    for one in desk.table(PlanChange).all():
        found[one.dispute_id].append(one)
    return found


# ---- which plan ------------------------------------------------------------------------------------------------------
def situation(case: Case) -> Situation:
    """Which plan a dispute follows: what befalls the client first, then what was agreed or decided, then what it is about."""
    if ways.insolvent(case.procedures) is not None or _is_lost(case):
        return Situation.INSOLVENCY
    if case.dispute.kind is DisputeKind.COMPLAINT:
        return Situation.COMPLAINT
    if agreements.current(case.agreements) is not None:
        return Situation.INSTALMENTS
    if case.portage is not None:
        return Situation.UNPAID_PORTAGE
    return Situation.JUDGMENT if _has_decision(case) else _UNPAID[case.client.kind]


def _is_lost(case: Case) -> bool:
    """Whether an insolvency ended without anything to recover: the unpaid invoice is asked for no more."""
    return any(
        one.kind is ProcedureKind.INSOLVENCY and one.outcome is ProcedureOutcome.UNRECOVERABLE
        for one in case.procedures
    )


def _has_decision(case: Case) -> bool:
    """Whether a decision or a title that the user holds is to be carried out."""
    held = (
        one
        for one in case.procedures
        if one.decided_on is not None and (one.kind in _DECIDE or one.kind is ProcedureKind.SMALL_CLAIMS)
    )
    return case.dispute.judgment_on is not None or any(one.outcome not in _LOST for one in held)


# ---- its facts -------------------------------------------------------------------------------------------------------
def _facts(desk: "Desk", case: Case, usual: Usual) -> PlanFacts:
    typed = noted(case)
    return PlanFacts(
        today=usual.today,
        stage=case.dispute.stage,
        marks=marks(case),
        closings=closings(case),
        running=running(case, usual.today),
        refusal=_refusals(desk, case, usual.today),
        forbidden=_forbidden(case),
        reply_days=usual.reply_days,
        settled=case.is_settled,
        noted_on=typed.due_on if typed is not None else None,
    )


def _refusals(desk: "Desk", case: Case, today: date) -> Callable[[str], str | None]:
    """Why a condition does not hold, asked once each; an empty answer leaves the usual words."""
    plain: Mapping[str, Callable[[], bool]] = {
        "complaint-waiting": lambda: case.unanswered is not None,
        "complaint-aloud": lambda: case.unanswered is not None and not case.unanswered.complaint.is_written,
        "insurer-first": lambda: insurer_first.comes_first(case),
        "consumer": lambda: case.client.kind is ClientKind.CONSUMER,
        "contested": lambda: case.dispute.contested_amount > ZERO,
        "limitation-near": lambda: _is_near(case, today),
    }

    @cache
    def facts() -> ways.CaseFacts:
        return procedures.facts(desk, case.dispute, today)

    @cache
    def refusal(condition: str) -> str | None:
        if condition in plain:
            return None if plain[condition]() else ""
        if condition == "can-be-mediated":
            return _no_mediation(case, today)
        found = ways.assess(ProcedureKind(condition.partition(":")[2]), facts(), desk.law)
        if found.verdict is not Verdict.FAILED:
            return None
        return next((one.refusal for one in found.conditions if one.verdict is Verdict.FAILED and one.forbids), "")

    return refusal


def _no_mediation(case: Case, today: date) -> str | None:
    """Why the client cannot go to the mediator; ``None`` while they can, empty once their year is over."""
    last = min(filter(None, (view.due(Clock.CLIENT_REFERRAL) for view in case.complaints)), default=None)
    if last is not None:
        return None if last >= today else ""
    if not any(view.complaint.is_written for view in case.complaints):
        return "Aucune réclamation écrite n’est notée\u00a0: le délai du médiateur ne court pas encore."
    return "Plus aucun délai pour saisir le médiateur ne court."


def _is_near(case: Case, today: date) -> bool:
    """Whether the limitation period ends within six months and no judge has the claim yet."""
    if case.limitation is None or case.limitation.alarm(today) in _DISTANT:
        return False
    return not any(one.kind in _BEFORE_A_JUDGE and ways.started(one) for one in ways.running(case.procedures))


@cache
def _letters() -> Mapping[str, Template]:
    """Every letter by its id."""
    from litigedesk.letters import catalogue

    return {one.id: one for one in catalogue.catalogue()}


def _forbidden(case: Case) -> Callable[[str], str | None]:
    """Why a letter would be refused before it leaves, from its sums, as its guards would."""

    def reason(template_id: str) -> str | None:
        letter = _letters().get(template_id)
        if letter is None or letter.family not in _ASKING or not case.sums.lines or _asked(letter, case) > ZERO:
            return None
        contested = case.dispute.contested_amount > ZERO
        if contested and letter.family is Family.PORTAGE:
            return None  # the company is told of the whole
        return "Toute la somme est contestée." if contested else "Il ne reste rien à réclamer avec cette lettre."

    return reason


def _asked(letter: Template, case: Case) -> Money:
    """What a letter would ask for today: everything due or the principal left, less what is contested."""
    found = case.sums.statement
    left = found.principal_due if found is not None else case.sums.outstanding
    contested = ZERO if letter.claims_contested else min(case.dispute.contested_amount, left)
    if contested and contested == left:
        return ZERO  # the fee alone, and the interest of what is contested, are nothing to write for
    if case.client.kind in letter.claims_total and found is not None:
        return found.total_due - contested
    return Money.total(line.outstanding for line in case.sums.lines) - contested
