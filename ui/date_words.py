"""How far a date is, in words and in a tone: the same in every list."""

from datetime import date

from litigedesk import formats
from litigedesk.queries.today import SOON_DAYS

from .palette import Tone


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


def clock_chip(day: date, done_on: date | None, today: date, *, only_told: bool = False) -> tuple[str, Tone, str]:
    """When a date falls, in words, with its tone and icon; somebody else's right (``only_told``) simply ends."""
    if done_on is not None:
        return f"fait le {short_day(done_on, today)}", Tone.FINE, "circle-check"
    if only_told and day < today:
        return f"terminé le {short_day(day, today)}", Tone.MUTED, "calendar-days"
    tone = tone_of(day, today)
    icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    return formats.days_away(day, today), tone, icon


def late_by(days: int) -> str:
    """``5 jours``, or nothing when on time."""
    return formats.count(days, "jour") if days > 0 else ""
