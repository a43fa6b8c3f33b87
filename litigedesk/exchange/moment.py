"""Moments written by machines, told as days in France: an e-mail of 23:30 in London is one of the next day in Paris."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_FIRST_YEAR, _LAST_YEAR = 1990, 2099  # before and after it is a clock that was never set
_ZONE = "Europe/Paris"


def local(moment: datetime) -> datetime | None:
    """The moment in the time of Paris; one without a zone is already in it. ``None`` if no clock that was set gave it."""
    try:
        there = moment.replace(tzinfo=ZoneInfo(_ZONE)) if moment.tzinfo is None else moment.astimezone(ZoneInfo(_ZONE))
    except (OverflowError, ValueError):
        return None
    return there if _FIRST_YEAR <= there.year <= _LAST_YEAR else None


def local_day(moment: datetime) -> date | None:
    """The day of a moment in France, ``None`` as ``local``."""
    there = local(moment)
    return there.date() if there else None


def read_iso(text: str) -> datetime | None:
    """A moment as XML writes it, such as ``2027-03-15T23:30:00Z``; ``None`` if it is none."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
