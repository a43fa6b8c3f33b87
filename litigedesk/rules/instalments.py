"""Instalments of an agreement: a proposed table, what each payment settles, and when the whole becomes due.

A missed instalment does not by itself make the rest due: the law takes the term away for securities alone (C. civ. 1305-4). The
agreement must say so, and a notice must have remained without effect. Each instalment has its own limitation period, from its own
day (C. civ. 2233, 3°).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from litigedesk import formats
from litigedesk.domain.agreement import Agreement, Instalment
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import Clock
from litigedesk.errors import Refused
from litigedesk.rules.clock_dates import ClockDate, clock_date
from litigedesk.rules.conditions import Condition, Verdict, condition

MOST: Final = 120  # instalments of a table: beyond ten years of months, a slip of the finger
ARTICLE: Final = "C. civ. 1305-4"
_BINDING, _NOTICE = "C. civ. 1103", "C. civ. 1344"


class InstalmentState(Labelled):
    """Where one instalment stands on a day."""

    PAID = "paid", "Payé"
    PART = "part", "Payé en partie"
    LATE = "late", "En retard"
    TO_COME = "to-come", "À venir"


@dataclass(frozen=True, kw_only=True)
class TrackedInstalment:
    """One instalment, what it received, and the day its last cent came; ``late_days`` is 0 unless it is late."""

    instalment: Instalment
    received: Money
    paid_on: date | None
    state: InstalmentState
    late_days: int = 0

    @property
    def left(self) -> Money:
        """What it still lacks."""
        return self.instalment.amount - self.received


@dataclass(frozen=True, kw_only=True)
class Tracking:
    """The instalments in the order of their days; ``surplus`` is what was received beyond them all."""

    lines: tuple[TrackedInstalment, ...]
    surplus: Money

    @property
    def promised(self) -> Money:
        """What all instalments add up to."""
        return Money.total(line.instalment.amount for line in self.lines)

    @property
    def received(self) -> Money:
        """What the instalments received."""
        return Money.total(line.received for line in self.lines)

    @property
    def left(self) -> Money:
        """What is still to come of them all."""
        return self.promised - self.received

    @property
    def next(self) -> TrackedInstalment | None:
        """The first one not wholly paid."""
        return next((line for line in self.lines if line.left), None)

    @property
    def missed(self) -> tuple[TrackedInstalment, ...]:
        """Those whose day has gone by without the whole sum."""
        return tuple(line for line in self.lines if line.state is InstalmentState.LATE)

    @property
    def is_paid(self) -> bool:
        """Whether every instalment was received."""
        return not self.left

    @property
    def n_paid(self) -> int:
        """How many are wholly paid."""
        return sum(1 for line in self.lines if not line.left)


@dataclass(frozen=True, kw_only=True)
class TermNotice:
    """A notice to pay the missed instalments: when it left, and until when it left time to pay."""

    sent_on: date | None
    reply_by: date | None


# ---- the proposed table ----------------------------------------------------------------------------------------------
def by_count(total: Money, count: int, first_on: date) -> tuple[Instalment, ...]:
    """``count`` monthly instalments from a day, equal to the cent, the last one taking the remainder.

    A month too short takes its last day (31 January, 28 February, 31 March). ``Refused`` for no instalment, too many, or less
    than a cent each.
    """
    if not 1 <= count <= MOST:
        raise Refused(f"Choisissez entre 1 et {MOST} versements.")
    if total.cents < count:
        raise Refused("La somme est trop petite pour autant de versements.")
    each = Money(total.cents // count)
    return _table([each] * (count - 1) + [total - each * (count - 1)], first_on)


def by_amount(total: Money, amount: Money, first_on: date) -> tuple[Instalment, ...]:
    """Monthly instalments of one sum from a day, the last one taking what is left. ``Refused`` as ``by_count``."""
    if amount <= ZERO or total <= ZERO:
        raise Refused("Indiquez une somme par mois, supérieure à zéro.")
    whole, rest = divmod(total.cents, amount.cents)
    if whole + bool(rest) > MOST:
        raise Refused(f"À ce rythme il faudrait plus de {MOST} versements\u00a0: augmentez la somme par mois.")
    return _table([amount] * whole + ([Money(rest)] if rest else []), first_on)


def _table(amounts: Sequence[Money], first_on: date) -> tuple[Instalment, ...]:
    return tuple(
        Instalment(agreement_id=0, due_on=formats.add_months(first_on, place), amount=amount)
        for place, amount in enumerate(amounts)
    )


def gap(agreement: Agreement, instalments: Sequence[Instalment]) -> Money:
    """What the instalments lack of the agreement's total; negative when they are more than it."""
    return agreement.total - Money.total(one.amount for one in instalments)


# ---- what was paid ---------------------------------------------------------------------------------------------------
def counted_from(agreement: Agreement) -> date:
    """The first day whose payments count: the sums stopped at ``as_of`` already hold those before.

    What came on the very day the agreement was signed is its first payment.
    """
    after = agreement.as_of + timedelta(1)
    return after if agreement.signed_on is None else min(after, agreement.signed_on)


def track(
    agreement: Agreement, instalments: Sequence[Instalment], payments: Sequence[tuple[date, Money]], today: date
) -> Tracking:
    """What each instalment received of the payments (day, sum) that count, the first due first.

    An ended agreement is told as it was on the day it ended.
    """
    until = min(today, agreement.ended_on) if agreement.ended_on is not None else today
    start = counted_from(agreement)
    counted = sorted(one for one in payments if start <= one[0] <= until)
    return allocate(instalments, counted, until)


def allocate(instalments: Sequence[Instalment], payments: Sequence[tuple[date, Money]], today: date) -> Tracking:
    """Every payment set against the instalments in the order of their days; an instalment is late from the day after its own."""
    ordered = sorted(instalments, key=lambda one: (one.due_on, one.id or 0))
    received = [ZERO] * len(ordered)
    paid_on: list[date | None] = [None] * len(ordered)
    surplus, place = ZERO, 0
    for day, amount in sorted(payments):
        left = amount
        while left and place < len(ordered):
            part = min(left, ordered[place].amount - received[place])
            received[place] += part
            left -= part
            if received[place] == ordered[place].amount:
                paid_on[place] = day
                place += 1
        surplus += left
    lines = (_tracked(one, got, day, today) for one, got, day in zip(ordered, received, paid_on, strict=True))
    return Tracking(lines=tuple(lines), surplus=surplus)


def _tracked(instalment: Instalment, received: Money, paid_on: date | None, today: date) -> TrackedInstalment:
    if received == instalment.amount:
        return TrackedInstalment(instalment=instalment, received=received, paid_on=paid_on, state=InstalmentState.PAID)
    late = max(0, (today - instalment.due_on).days)
    state = InstalmentState.LATE if late else InstalmentState.PART if received else InstalmentState.TO_COME
    return TrackedInstalment(instalment=instalment, received=received, paid_on=None, state=state, late_days=late)


# ---- where an agreement stands ---------------------------------------------------------------------------------------
def in_force(agreement: Agreement) -> bool:
    """Whether it was signed and has not ended."""
    return agreement.signed_on is not None and agreement.outcome is None


def is_kept_up(agreement: Agreement, tracking: Tracking) -> bool:
    """Whether it is in force with no instalment missed: nothing else may be asked for meanwhile."""
    return in_force(agreement) and not tracking.missed


def clocks(agreement: Agreement, tracking: Tracking) -> tuple[ClockDate, ...]:
    """The next instalment to come, while the agreement is in force."""
    line = tracking.next
    if line is None or not in_force(agreement):
        return ()
    already = f", dont {formats.money(line.received)} déjà reçus" if line.received else ""
    place = tracking.lines.index(line) + 1
    what = f"Versement {place} sur {len(tracking.lines)}" if len(tracking.lines) > 1 else "Paiement"
    return (
        clock_date(
            Clock.INSTALMENT,
            f"{what} : {formats.money(line.instalment.amount)} attendus",
            line.instalment.due_on,
            f"{agreement.kind.label} signé par votre client{already}. Sa prescription court de ce jour (C. civ. 2233, 3°).",
        ),
    )


# ---- the whole becomes due -------------------------------------------------------------------------------------------
def forfeiture(
    agreement: Agreement, tracking: Tracking, notices: Sequence[TermNotice], today: date
) -> tuple[Condition, ...]:
    """What must be met for the whole to become due, in the order to look at it; all must be."""
    return (
        _was_signed(agreement),
        _is_stipulated(agreement),
        _was_missed(tracking),
        _was_noticed(tracking, notices, today),
    )


def may_forfeit(conditions: Sequence[Condition]) -> bool:
    """Whether every condition of the forfeiture is met."""
    return all(one.verdict is Verdict.MET for one in conditions)


def why_not(conditions: Sequence[Condition]) -> str:
    """The first condition not met, with its article and what to do; empty when all are."""
    return next((one.refusal for one in conditions if one.verdict is not Verdict.MET), "")


def _was_signed(agreement: Agreement) -> Condition:
    if agreement.signed_on is not None:
        sentence = f"Signé le {formats.date_long(agreement.signed_on)}."
        return condition("signed", "L’accord est signé", Verdict.MET, sentence, _BINDING)
    return condition(
        "signed", "L’accord est signé", Verdict.FAILED, "L’accord n’est pas signé.", _BINDING,
        instead="Faites-le signer : tant qu’il ne l’est pas, il n’engage personne.",
    )  # fmt: skip


def _is_stipulated(agreement: Agreement) -> Condition:
    title = "L’accord prévoit la déchéance du terme"
    if agreement.acceleration:
        return condition("clause", title, Verdict.MET, "Une clause le dit.", ARTICLE)
    return condition(
        "clause", title, Verdict.FAILED, "L’accord ne prévoit pas que tout devient exigible.", ARTICLE,
        instead="Vous ne pouvez demander que les versements échus.", field="acceleration",
    )  # fmt: skip


def _was_missed(tracking: Tracking) -> Condition:
    title = "Un versement manque"
    missed = tracking.missed
    if missed:
        first = missed[0]
        sentence = (
            f"{formats.money(first.left)} attendus le {formats.date_long(first.instalment.due_on)} ne sont pas arrivés."
        )
        return condition("missed", title, Verdict.MET, sentence, ARTICLE)
    return condition(
        "missed", title, Verdict.FAILED, "Aucun versement n’est en retard.", ARTICLE,
        instead="Votre client garde ses délais.",
    )  # fmt: skip


def _was_noticed(tracking: Tracking, notices: Sequence[TermNotice], today: date) -> Condition:
    title = "Une mise en demeure est restée sans effet"
    sent = [(one.sent_on, one.reply_by) for one in notices if one.sent_on is not None and one.reply_by is not None]
    about = [(on, by) for on, by in sent if any(line.instalment.due_on < on for line in tracking.missed)]
    if any(by < today for _, by in about):
        on, by = min((one for one in about if one[1] < today), key=lambda one: one[1])
        sentence = f"Envoyée le {formats.date_long(on)}, elle laissait jusqu’au {formats.date_long(by)}."
        return condition("notice", title, Verdict.MET, sentence, _NOTICE)
    if about:
        by = min(by for _, by in about)
        return condition(
            "notice", title, Verdict.ASK, f"Elle laisse jusqu’au {formats.date_long(by)}.", _NOTICE,
            instead="Attendez la fin de ce délai.",
        )  # fmt: skip
    return condition(
        "notice", title, Verdict.FAILED, "Aucune mise en demeure de payer le versement manqué n’a été envoyée.", _NOTICE,
        instead="Elle vient après une simple relance : envoyez-la en recommandé, et notez son envoi.",
    )  # fmt: skip
