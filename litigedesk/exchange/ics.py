"""Deadlines as an iCalendar file (RFC 5545) that calendar programs import, and import again without doubling anything."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from litigedesk.errors import BugError

if TYPE_CHECKING:
    from icalendar import Alarm, Event
    from icalendar.prop import vInline

ALARM_HOUR = 9  # of the user's morning: an alarm of an all-day event counts from midnight where the calendar is read
_PRODUCT = "-//LitigeDesk//LitigeDesk//FR"
_SEQUENCE_START = datetime(2020, 1, 1, tzinfo=UTC)  # seconds since then fit in 32 bits until 2088
_LARGEST = 2**31 - 1
_LINE_ENDS = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
_ESCAPED = re.compile(r"[\\;,\n]")


@dataclass(frozen=True)
class CalendarItem:
    """One day to remember; ``uid`` stays the same from one export to the next, an alarm rings that many days before."""

    uid: str
    day: date
    title: str
    description: str = ""
    categories: tuple[str, ...] = ()
    alarms_days_before: tuple[int, ...] = ()


def calendar(items: Sequence[CalendarItem], now: datetime, name: str) -> bytes:
    """The file of these items; ``now`` orders two exports, and is the machine's local time when it has no zone.

    No METHOD: it would make the file a scheduling message (RFC 5546), whose PUBLISH asks for an ORGANIZER; without it every
    program adds or updates by UID. ``BugError`` for an empty or repeated UID, or an alarm after the day.
    """
    from icalendar import Calendar

    _refuse_what_would_merge(items)
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made["x-wr-calname"] = _text(_one_line(name))
    moment = now.astimezone(UTC).replace(microsecond=0)
    for item in items:
        made.add_component(_event(item, moment))
    data: bytes = made.to_ical()
    return data


def _refuse_what_would_merge(items: Sequence[CalendarItem]) -> None:
    uids = [_one_line(item.uid) for item in items]
    if not all(uids) or len(set(uids)) < len(uids):
        raise BugError("each item of a calendar needs a UID of its own")
    if any(days < 0 for item in items for days in item.alarms_days_before):
        raise BugError("an alarm rings on the day or before")


def _event(item: CalendarItem, moment: datetime) -> "Event":
    """An all-day event that leaves the user free, private since a dispute is nobody else's business (C. conso. L612-3)."""
    from icalendar import Event

    title = _one_line(item.title) or "Échéance"
    event = Event()
    event["uid"] = _text(_one_line(item.uid))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", min(max(0, int((moment - _SEQUENCE_START).total_seconds())), _LARGEST))
    event.add("dtstart", item.day)
    if item.day < date.max:
        event.add("dtend", item.day + timedelta(days=1))
    event["summary"] = _text(title)
    if description := _clean(item.description).strip():
        event["description"] = _text(description)
    if categories := [_one_line(category) for category in item.categories if _one_line(category)]:
        event["categories"] = _list(categories)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for days in sorted(set(item.alarms_days_before), reverse=True):
        event.add_component(_alarm(title, days))
    return event


def _alarm(title: str, days: int) -> "Alarm":
    """Shown at ``ALARM_HOUR`` that many days before: ``-P6DT15H`` is seven days before at nine o’clock."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm["description"] = _text(title)
    alarm.add("trigger", timedelta(days=-days, hours=ALARM_HOUR))
    return alarm


# ---- values ------------------------------------------------------------------------------------------------------------
def _clean(text: str) -> str:
    """Text without control characters and halves of characters; every kind of line end becomes ``\\n``."""
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})


def _one_line(text: str) -> str:
    return re.sub(r" *\n\s*", " ", _clean(text)).strip()


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: r"\n" if found[0] == "\n" else "\\" + found[0], text)


def _text(text: str) -> "vInline":
    """A TEXT value, escaped here: icalendar takes the ``\\N`` of ``C:\\Notes`` for a line end."""
    from icalendar.prop import vInline

    return vInline(_escaped(text))


def _list(texts: Sequence[str]) -> "vInline":
    from icalendar.prop import vInline

    return vInline(",".join(_escaped(text) for text in texts))
