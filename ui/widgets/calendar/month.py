"""Months as a calendar shows them: whole weeks from Monday, between the years whose holidays are known."""

from datetime import date, timedelta

from litigedesk import formats

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
Week = tuple[date, ...]


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def clamped(day: date) -> date:
    """The day, or the nearest one the calendar goes to."""
    return min(max(day, FIRST_DAY), LAST_DAY)


def moved(day: date, *, days: int = 0, months: int = 0) -> date:
    """The day some days or months away, the 31st becoming the last of a shorter month; never beyond the calendar."""
    return clamped(formats.add_months(clamped(day), months) + timedelta(days))


def weeks_of(first: date) -> tuple[Week, ...]:
    """The four to six weeks that hold the month beginning on ``first``, seven days each from Monday."""
    start = first - timedelta(first.weekday())
    last = formats.add_months(first, 1) - timedelta(1)
    count = (last - start).days // 7 + 1
    return tuple(tuple(start + timedelta(7 * week + day) for day in range(7)) for week in range(count))


def years_shown(first: date) -> tuple[int, ...]:
    """The years that the weeks of a month touch, two around New Year: those whose holidays are to be handed in."""
    weeks = weeks_of(first)
    return tuple(sorted({clamped(weeks[0][0]).year, clamped(weeks[-1][-1]).year}))


def month_title(first: date) -> str:
    """``Novembre 2026``."""
    return f"{formats.MONTHS[first.month - 1].capitalize()}{formats.NBSP}{first.year}"
