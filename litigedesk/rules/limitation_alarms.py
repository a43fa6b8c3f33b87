"""When to be told that a limitation period nears its end: six months, three, one, then fifteen days before the prudent safe day.

No text says when to be reminded: these steps are the program's own.
"""

import datetime as dt
from typing import Final

from litigedesk import formats
from litigedesk.domain.labelled import Labelled

_MONTHS: Final = (6, 3, 1)
_DAYS: Final = 15


class Alarm(Labelled):
    """How near the last safe day is."""

    NONE = "none", "loin"
    SIX_MONTHS = "six-months", "moins de six mois"
    THREE_MONTHS = "three-months", "moins de trois mois"
    ONE_MONTH = "one-month", "moins d’un mois"
    FIFTEEN_DAYS = "fifteen-days", "quinze jours au plus"
    OVER = "over", "dernier jour sûr passé"

    @property
    def presses(self) -> bool:
        """Whether it comes before other work: a month or less is left."""
        return self in {Alarm.ONE_MONTH, Alarm.FIFTEEN_DAYS, Alarm.OVER}


def days(safe: dt.date) -> tuple[tuple[Alarm, dt.date], ...]:
    """The day on which each alarm begins, the first one first."""
    levels = (Alarm.SIX_MONTHS, Alarm.THREE_MONTHS, Alarm.ONE_MONTH)
    months = [(level, formats.add_months(safe, -count)) for level, count in zip(levels, _MONTHS, strict=True)]
    return (*months, (Alarm.FIFTEEN_DAYS, safe - dt.timedelta(_DAYS)), (Alarm.OVER, safe + dt.timedelta(1)))


def level(safe: dt.date, today: dt.date) -> Alarm:
    """The alarm that rings today for a claim whose last safe day is ``safe``."""
    begun = [alarm for alarm, day in days(safe) if day <= today]
    return begun[-1] if begun else Alarm.NONE


def ringing_until(today: dt.date) -> dt.date:
    """The last ``safe`` of which an alarm rings today; later ones are silent."""
    return _last(today, _MONTHS[0])


def pressing_until(today: dt.date) -> dt.date:
    """The last ``safe`` of which the alarm presses today."""
    return _last(today, _MONTHS[-1])


def _last(today: dt.date, months: int) -> dt.date:
    """The last day that is so many months after today or less; months being of several lengths, it is looked for."""
    found = formats.add_months(today, months) + dt.timedelta(3)
    while formats.add_months(found, -months) > today:
        found -= dt.timedelta(1)
    return found


def reminders(safe: dt.date) -> tuple[int, ...]:
    """The same as days before ``safe``, the furthest first, for calendars."""
    return tuple((safe - day).days for alarm, day in days(safe) if alarm is not Alarm.OVER)
