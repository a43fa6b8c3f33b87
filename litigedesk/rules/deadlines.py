"""Time limits: how long each is, what moves it, and what its date means.

The day of the event never counts. Months and years end on the same day-number, or the last day of a shorter month (CPC
641). Only the time limits that a text extends move from a Saturday, Sunday or public holiday to the next working day
(CPC 642; C. conso. L221-19). Nobody has ruled on local holidays: they never give the user more time to act, and never
shorten what the user must wait.
"""

import datetime as dt
from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.vocabulary import HolidayRegion
from litigedesk.errors import UserError
from litigedesk.rules import calendar, deadline_words
from litigedesk.rules.kinds import DeadlineName, DeadlineUnit
from litigedesk.rules.law import DeadlineRule, InjonctionRegime, Law

LONGEST = 3660  # days one may ask for: ten years, beyond which a number is a slip of the keyboard
_SKIPPING = frozenset({DeadlineUnit.WORKING_DAYS, DeadlineUnit.WORKABLE_DAYS})


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A computed time limit: the last day on which to act, or for a wait the first day on which one may.

    ``raw_date`` is what ``date`` would be without any extension to a working day. ``alarm_date`` is for alarms: what
    the user must do is counted there without extension and without local holidays, what they must wait for is ``date``.
    """

    rule: DeadlineName
    start: dt.date
    date: dt.date
    raw_date: dt.date
    alarm_date: dt.date
    steps: tuple[str, ...]
    source: str
    warnings: tuple[str, ...]


def compute(
    name: DeadlineName,
    start: dt.date,
    law: Law,
    *,
    region: HolidayRegion = HolidayRegion.MAINLAND,
    days: int | None = None,
    order_date: dt.date | None = None,
) -> Deadline:
    """The date of a time limit counted from ``start``.

    ``days`` replaces the usual length of the limits counted in days; ``order_date`` is the day of the injonction order.
    ``UserError`` when either is needed and missing, or makes no sense.
    """
    rule = law.deadline_rule(name)
    regime = _regime(name, start, order_date, law)
    reckoning = _reckon(rule, regime, start, _count(rule, days, regime, law, start), law, region)
    after = dt.timedelta(1 if rule.first_day_after else 0)
    date = reckoning.end + after
    return Deadline(
        rule=name,
        start=start,
        date=date,
        raw_date=reckoning.raw + after,
        alarm_date=min(reckoning.raw, reckoning.unsettled) if rule.user_acts else date,
        steps=deadline_words.steps(reckoning),
        source=regime.source if regime else rule.source,
        warnings=deadline_words.warnings(reckoning),
    )


def _reckon(
    rule: DeadlineRule, regime: InjonctionRegime | None, start: dt.date, count: int, law: Law, region: HolidayRegion
) -> deadline_words.Reckoning:
    """Counts with the region's holidays, and once more without them."""
    mainland = HolidayRegion.MAINLAND
    raw = end = _end(rule.unit, start, count, law, region)
    unsettled = _end(rule.unit, start, count, law, mainland)
    if rule.extended:
        end = calendar.next_working_day(law, raw, mainland if rule.user_acts else region)
        unsettled = calendar.next_working_day(law, unsettled, mainland)
    return deadline_words.Reckoning(
        rule=rule,
        regime=regime,
        start=start,
        count=count,
        counted=_days_counted(rule.unit, start, count, law, region) if rule.unit in _SKIPPING else (),
        raw=raw,
        end=end,
        unsettled=unsettled,
        holidays=_holidays_met(law, start, end, region),
        region_note=next(row.note for row in law.region_holidays if row.region is region),
    )


def _regime(name: DeadlineName, start: dt.date, order_date: dt.date | None, law: Law) -> InjonctionRegime | None:
    if name is DeadlineName.INJONCTION_SERVICE:
        return law.injonction_regime(start)
    if name is not DeadlineName.INJONCTION_ENFORCEABLE:
        return None
    if order_date is None:
        raise UserError(
            formats.typographic(
                "Indiquez la date de l’ordonnance : le délai n’est pas le même avant et après le 1er septembre 2026."
            )
        )
    if order_date > start:
        raise UserError(formats.typographic("L’ordonnance ne peut pas être postérieure à sa signification."))
    return law.injonction_regime(order_date)


def _count(rule: DeadlineRule, days: int | None, regime: InjonctionRegime | None, law: Law, start: dt.date) -> int:
    if regime is not None:
        enforceable = rule.name is DeadlineName.INJONCTION_ENFORCEABLE
        return regime.enforceable_months if enforceable else regime.service_months
    if days is None and rule.name is DeadlineName.FORMAL_NOTICE:
        return law.parameter("formal-notice", start).whole
    if rule.name is DeadlineName.RATE_INCREASE:
        return law.parameter("judgment-months", start).whole
    if days is None and rule.count is None:
        raise UserError(formats.typographic("Indiquez le nombre de jours."))
    if days is not None and not rule.adjustable:
        raise UserError(
            formats.typographic(
                f"La durée de ce délai est fixée par un texte ({rule.source}) : n’indiquez pas de jours."
            )
        )
    count = rule.count if days is None else days
    if count is None or not 1 <= count <= LONGEST:
        raise UserError(
            formats.typographic(f"Le nombre de jours doit être compris entre 1 et {formats.number(LONGEST)}.")
        )
    return count


def _end(unit: DeadlineUnit, start: dt.date, count: int, law: Law, region: HolidayRegion) -> dt.date:
    match unit:
        case DeadlineUnit.WORKING_DAYS | DeadlineUnit.WORKABLE_DAYS:
            return _days_counted(unit, start, count, law, region)[-1]
        case DeadlineUnit.WEEKS:
            return start + dt.timedelta(7 * count)
        case DeadlineUnit.MONTHS:
            return formats.add_months(start, count)
        case DeadlineUnit.YEARS:
            return formats.add_months(start, 12 * count)
        case DeadlineUnit.DAYS_THEN_MONTH_END:
            return month_end(start + dt.timedelta(count))
        case DeadlineUnit.MONTH_END_THEN_DAYS:
            return month_end(start) + dt.timedelta(count)
        case _:
            return start + dt.timedelta(count)


def month_end(day: dt.date) -> dt.date:
    """The last day of a month."""
    return formats.add_months(day.replace(day=1), 1) - dt.timedelta(1)


def _days_counted(
    unit: DeadlineUnit, start: dt.date, count: int, law: Law, region: HolidayRegion
) -> tuple[dt.date, ...]:
    counts = calendar.is_working_day if unit is DeadlineUnit.WORKING_DAYS else calendar.is_workable_day
    found: list[dt.date] = []
    day = start
    while len(found) < count:
        day += dt.timedelta(1)
        if counts(law, day, region):
            found.append(day)
    return tuple(found)


def _holidays_met(law: Law, first: dt.date, last: dt.date, region: HolidayRegion) -> tuple[calendar.Holiday, ...]:
    years = range(first.year, last.year + 1)
    return tuple(
        holiday for year in years for holiday in calendar.holidays(law, year, region) if first < holiday.date <= last
    )
