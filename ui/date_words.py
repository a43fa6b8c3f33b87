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


def distance(day: date, today: date) -> str:
    """``24 nov. · dans 2 jours``."""
    return f"{short_day(day, today)} · {formats.days_away(day, today)}"


def late_by(days: int) -> str:
    """``5 jours``, or nothing when on time."""
    return formats.count(days, "jour") if days > 0 else ""
