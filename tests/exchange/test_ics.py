"""The exported calendar is read back whole by two readers that share no code, whatever its texts hold."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from litigedesk.errors import BugError
from litigedesk.exchange.ics import CalendarItem, calendar
from tests.bad_input.hostile import TEXTS

NOW = datetime(2026, 11, 24, 10, 30, 15, 999, tzinfo=UTC)
ANSWER = CalendarItem(
    uid="echeance-12@litigedesk",
    day=date(2026, 12, 9),
    title="Répondre à la réclamation de Mme Lefèvre\u202f; délai choisi",
    description="Reçue le 24 novembre 2026.\nC. conso. L612-2\u00a0: « 15\u00a0jours », réglage.",
    categories=("Médiation", "Réclamation"),
    alarms_days_before=(1, 7),
)
any_text = st.text(st.characters(codec="utf-16", exclude_categories=()))  # halves of characters among them
any_item = st.builds(
    CalendarItem,
    uid=st.just("x@litigedesk"),
    day=st.dates(),
    title=any_text,
    description=any_text,
    categories=st.lists(any_text, max_size=3).map(tuple),
    alarms_days_before=st.lists(st.integers(0, 3000), max_size=4).map(tuple),
)


def events(data: bytes) -> list[Any]:
    """The events as icalendar reads them."""
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def strict_events(data: bytes) -> list[Event]:
    """The events as ical reads them: it checks every value's type and refuses what does not fit."""
    return IcsCalendarStream.calendar_from_ics(data.decode()).events


def only(*items: CalendarItem, now: datetime = NOW) -> tuple[Any, Event]:
    data = calendar(items, now, "LitigeDesk")
    (mine,), (strict,) = events(data), strict_events(data)
    return mine, strict


def signs(text: str) -> str:
    """What a calendar must keep of a text: all but spaces, line ends, control characters and halves of characters."""
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in {"Cc", "Cs"})


def test_both_readers_find_the_same_day_words_and_alarms() -> None:
    mine, strict = only(ANSWER)
    assert mine["UID"] == strict.uid == ANSWER.uid
    assert mine["SUMMARY"] == strict.summary == ANSWER.title
    assert mine["DESCRIPTION"] == strict.description == ANSWER.description
    assert list(map(str, mine.categories)) == strict.categories == list(ANSWER.categories)
    assert mine["DTSTART"].params["VALUE"] == mine["DTEND"].params["VALUE"] == "DATE"
    assert mine["DTSTART"].dt == strict.dtstart == date(2026, 12, 9)
    assert mine["DTEND"].dt == strict.dtend == date(2026, 12, 10)
    assert mine["DTSTAMP"].dt == mine["LAST-MODIFIED"].dt == strict.dtstamp == NOW.replace(microsecond=0)
    assert mine["TRANSP"] == strict.transparency == "TRANSPARENT"
    assert mine["CLASS"] == strict.classification == "PRIVATE"
    triggers = [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]
    assert [alarm["TRIGGER"].dt for alarm in mine.walk("VALARM")] == triggers
    assert [alarm.trigger for alarm in strict.alarm] == triggers
    assert {alarm.action for alarm in strict.alarm} == {"DISPLAY"}
    assert {alarm.description for alarm in strict.alarm} == {ANSWER.title}


def test_an_alarm_rings_at_nine_in_the_morning_of_its_day() -> None:
    data = calendar([replace(ANSWER, alarms_days_before=(7, 1, 0, 1))], NOW, "LitigeDesk")
    lines = [line for line in data.decode().split("\r\n") if line.startswith("TRIGGER")]
    assert lines == ["TRIGGER:-P6DT15H", "TRIGGER:-PT15H", "TRIGGER:PT9H"]


def test_the_calendar_says_who_made_it_and_its_name_and_is_no_scheduling_message() -> None:
    data = calendar([ANSWER], NOW, "Échéances à venir")
    read = icalendar.Calendar.from_ical(data)
    assert read["VERSION"] == "2.0"
    assert "LitigeDesk" in read["PRODID"]
    assert read["X-WR-CALNAME"] == "Échéances à venir"
    assert "METHOD" not in read
    assert IcsCalendarStream.calendar_from_ics(data.decode()).prodid == read["PRODID"]


def test_a_later_export_updates_the_same_event_and_an_equal_one_is_equal() -> None:
    first = calendar([ANSWER], NOW, "LitigeDesk")
    assert calendar([ANSWER], NOW, "LitigeDesk") == first
    moved = replace(ANSWER, day=date(2027, 1, 4))
    old, new = events(first)[0], events(calendar([moved], NOW + timedelta(seconds=1), "LitigeDesk"))[0]
    assert old["UID"] == new["UID"]
    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert new["DTSTAMP"].dt > old["DTSTAMP"].dt


@given(
    st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2087, 1, 1), timezones=st.just(UTC)), min_size=2, max_size=4)
)
def test_the_sequence_never_goes_back_and_fits_in_its_type(moments: list[datetime]) -> None:
    sequences = [events(calendar([ANSWER], moment, ""))[0]["SEQUENCE"] for moment in sorted(moments)]
    assert sequences == sorted(sequences)
    assert all(0 <= sequence < 2**31 for sequence in sequences)


def test_a_moment_of_another_zone_is_written_in_universal_time() -> None:
    paris = timezone(timedelta(hours=1))
    data = calendar([ANSWER], NOW.astimezone(paris), "LitigeDesk")
    assert b"DTSTAMP:20261124T103015Z\r\n" in data
    assert data == calendar([ANSWER], NOW, "LitigeDesk")


@given(any_item)
def test_any_text_is_read_back_whole_by_both_readers(item: CalendarItem) -> None:
    data = calendar([item], NOW, item.title)
    (mine,), (strict,) = events(data), strict_events(data)
    assert str(mine["SUMMARY"]) == strict.summary
    assert signs(strict.summary) == (signs(item.title) or "Échéance")
    assert str(mine.get("DESCRIPTION", "")) == (strict.description or "")
    assert signs(strict.description or "") == signs(item.description)
    assert mine["DTSTART"].dt == strict.dtstart == item.day
    assert [signs(str(one)) for one in mine.categories] == [signs(one) for one in item.categories if signs(one)]
    days = sorted(set(item.alarms_days_before), reverse=True)
    assert [alarm.trigger for alarm in strict.alarm] == [timedelta(days=-one, hours=9) for one in days]


@given(any_item)
def test_lines_are_short_end_as_the_standard_says_and_cut_no_character(item: CalendarItem) -> None:
    data = calendar([item], NOW, item.title)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert not any(unicodedata.category(sign) == "Cc" for sign in line.decode())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_that_means_something_elsewhere_adds_no_property(text: str) -> None:
    hostile = replace(ANSWER, title=text, description=text, categories=(text,), uid=f"{text}@litigedesk")
    mine, strict = only(hostile)
    usual, _ = only(ANSWER)
    assert set(mine) == set(usual)
    assert strict.uid == mine["UID"]


@pytest.mark.parametrize("text", [r"C:\Notes\nouveau; fini", "un\\", r"\\N \; \,", "a,b;c\\d"])
def test_backslashes_commas_and_semicolons_come_back_as_they_were(text: str) -> None:
    mine, strict = only(replace(ANSWER, title=text, categories=(text, "autre")))
    assert mine["SUMMARY"] == strict.summary == text
    assert list(map(str, mine.categories)) == [text, "autre"]
    assert len(events(calendar([ANSWER], NOW, text))) == 1


def test_a_thousand_deadlines_come_back_each_once() -> None:
    first = date(2026, 1, 1)
    items = [
        replace(ANSWER, uid=f"echeance-{n}@litigedesk", day=first + timedelta(days=n), title=f"Échéance {n}")
        for n in range(1000)
    ]
    data = calendar(items, NOW, "LitigeDesk")
    expected = {(item.uid, item.day, item.title) for item in items}
    assert {(str(one["UID"]), one["DTSTART"].dt, str(one["SUMMARY"])) for one in events(data)} == expected
    assert {(one.uid, one.dtstart, one.summary) for one in strict_events(data)} == expected
    assert data.count(b"BEGIN:VEVENT") == 1000
    assert data.count(b"BEGIN:VALARM") == 2000


def test_no_deadline_makes_a_calendar_without_events() -> None:
    data = calendar([], NOW, "LitigeDesk")
    assert events(data) == strict_events(data) == []


def test_the_last_day_there_is_can_be_written() -> None:
    mine, _ = only(replace(ANSWER, day=date.max))
    assert mine["DTSTART"].dt == date.max
    assert "DTEND" not in mine


@pytest.mark.parametrize(
    "items",
    [
        [replace(ANSWER, uid="")],
        [replace(ANSWER, uid=" \n ")],
        [ANSWER, ANSWER],
        [ANSWER, replace(ANSWER, uid=ANSWER.uid + "\x00")],
        [replace(ANSWER, alarms_days_before=(-1,))],
    ],
    ids=["empty", "blank", "repeated", "repeated once cleaned", "alarm after the day"],
)
def test_items_that_would_merge_or_ring_too_late_are_a_fault_of_ours(items: list[CalendarItem]) -> None:
    with pytest.raises(BugError):
        calendar(items, NOW, "LitigeDesk")
