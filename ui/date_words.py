"""How far a date is, in words and in a tone: the same in every list."""

from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.queries.today import SOON_DAYS

from .palette import Tone

LIMITATION_SOON_MONTHS: Final = 6
IN_YEARS: Final = 730  # days from which a distance is told in years and months


def tone_of(day: date, today: date) -> Tone:
    """Late, soon within a week, or neither."""
    if day < today:
        return Tone.LATE
    return Tone.SOON if (day - today).days <= SOON_DAYS else Tone.MUTED


def short_day(day: date, today: date) -> str:
    """``16 nov.``, with the year when it is not this one."""
    medium = formats.date_medium(day)
    return medium if day.year != today.year else medium.rsplit(formats.NBSP, 1)[0]


def weekday(day: date, today: date) -> str:
    """``mar. 24 nov.``, or ``24 nov. 2029`` when it is not this year."""
    return formats.date_weekday(day) if day.year == today.year else formats.date_medium(day)


def distance(day: date, today: date) -> str:
    """``24 nov. · dans 2 jours``."""
    return f"{short_day(day, today)} · {formats.days_away(day, today)}"


def clock_chip(
    day: date, done_on: date | None, today: date, *, only_told: bool = False, begins: bool = False
) -> tuple[str, Tone, str]:
    """When a date falls, in words, with its tone and icon.

    Somebody else's right (``only_told``) simply ends; what ``begins`` that day goes on from it.
    """
    if done_on is not None:
        return f"fait le {short_day(done_on, today)}", Tone.FINE, "circle-check"
    if begins and day <= today:
        return f"depuis le {short_day(day, today)}", Tone.MUTED, "calendar-days"
    if only_told and day < today:
        return f"terminé le {short_day(day, today)}", Tone.MUTED, "calendar-days"
    tone = tone_of(day, today)
    icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    far = (day - today).days > IN_YEARS
    return f"dans {span(today, day)}" if far else formats.days_away(day, today), tone, icon


def late_by(days: int) -> str:
    """``5 jours``, or nothing when on time."""
    return formats.count(days, "jour") if days > 0 else ""


def span(start: date, end: date) -> str:
    """A length of time in its two largest units: ``4 ans et 5 mois``, ``3 mois``, ``12 jours``."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and formats.add_months(start, months) > end:
        months -= 1
    if months < 1:
        return formats.count((end - start).days, "jour")
    years, rest = divmod(months, 12)
    parts = [formats.count(years, "an")] if years else []
    if rest:
        parts.append(f"{rest}{formats.NBSP}mois")
    return " et ".join(parts)


def limitation_chip(safe: date, end: date, today: date, *, possible: date | None = None) -> tuple[str, Tone]:
    """How far the end of the limitation period is; ``possible`` is a later one that is not sure."""
    if today > end and possible is not None and today <= possible:
        return f"peut-être acquise depuis le {formats.date_medium(end)}", Tone.LATE
    if today > end:
        return f"acquise depuis le {formats.date_medium(end)}", Tone.LATE
    if today >= safe:
        return "dernier jour", Tone.LATE
    if formats.add_months(today, LIMITATION_SOON_MONTHS) >= safe:
        return f"proche : {span(today, safe)}", Tone.SOON
    return f"loin : {span(today, safe)}", Tone.FINE
