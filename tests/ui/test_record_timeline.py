"""The line of a record: words of different dates never overlap, whatever the width, and all of it is said in words too."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.rules.clock_dates import Milestone
from ui.theme import ThemeMode, current
from ui.widgets.record_timeline import ROWS, RecordTimeline

TODAY = date(2026, 11, 22)


def point(day: date, label: str, known: bool = True) -> Milestone:
    return Milestone(key=label, label=label, date=day, known=known)


COURSE = (
    point(date(2026, 9, 8), "saisine"),
    point(date(2026, 9, 15), "notification"),
    point(date(2026, 9, 20), "votre accord"),
    point(date(2026, 11, 18), "proposition"),
    point(date(2026, 11, 27), "votre réponse", known=False),
    point(date(2026, 12, 14), "fin des 90 jours", known=False),
)


def line(qtbot: QtBot, points: tuple[Milestone, ...], width: int) -> RecordTimeline:
    made = RecordTimeline(points, TODAY)
    qtbot.addWidget(made)
    made.resize(width, made.height())
    made.show()
    return made


def overlapping(shown: RecordTimeline) -> list[tuple[str, str]]:
    """The pairs of labels in one row that meet."""
    metrics = current().metrics()
    found = []
    for row in range(ROWS):
        places = [place for place in shown._places(shown.width()) if place.row == row]
        for one, other in pairwise(places):
            wide = max(metrics.horizontalAdvance(one.mark.when), metrics.horizontalAdvance(one.mark.what))
            if one.left + wide > other.left:
                found.append((one.mark.what, other.mark.what))
    return found


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [320, 480, 640, 800, 1000])
def test_labels_never_overlap(width: int, scale: float, qtbot: QtBot) -> None:
    current().apply(ThemeMode.LIGHT, scale)
    shown = line(qtbot, COURSE, width)
    assert shown.is_stacked or overlapping(shown) == []
    assert shown.height() == shown.sizeHint().height()


@settings(max_examples=60)
@given(
    days=st.lists(st.integers(-400, 400), min_size=1, max_size=10),
    width=st.integers(170, 1400),
    label=st.sampled_from(("saisine", "fin des 90 jours", "réponse du client", "W" * 40)),
)
def test_labels_never_overlap_and_stay_inside_whatever_the_dates(days: list[int], width: int, label: str) -> None:
    points = [point(TODAY + timedelta(day), label, known=day <= 0) for day in days]
    shown = RecordTimeline(points, TODAY)
    shown.resize(width, 100)
    metrics = current().metrics()
    if not shown.is_stacked:
        assert overlapping(shown) == []
        for place in shown._places(width):
            wide = max(metrics.horizontalAdvance(place.mark.when), metrics.horizontalAdvance(place.mark.what))
            assert 0 <= place.left <= place.x + 1 <= place.left + wide + 16
            assert place.left + wide <= width
    shown.grab()
    shown.deleteLater()
    QApplication.sendPostedEvents(shown)


def test_a_narrow_line_puts_one_date_under_the_other(qtbot: QtBot) -> None:
    more = (*COURSE, point(date(2026, 9, 10), "refus du médiateur"), point(date(2026, 9, 12), "réponse du client"))
    wide, narrow = line(qtbot, COURSE, 1000), line(qtbot, more, 200)
    assert not wide.is_stacked
    assert narrow.is_stacked
    assert narrow.height() > wide.height()


def test_it_says_everything_in_words_with_today_in_its_place(qtbot: QtBot) -> None:
    words = line(qtbot, COURSE, 600).describe().replace("\u00a0", " ").replace("\u202f", " ")
    assert words.split(" ; ") == [
        "8 septembre 2026 : saisine",
        "15 septembre 2026 : notification",
        "20 septembre 2026 : votre accord",
        "18 novembre 2026 : proposition",
        "22 novembre 2026 : aujourd’hui",
        "27 novembre 2026 : votre réponse (attendu)",
        "14 décembre 2026 : fin des 90 jours (attendu)",
    ]


def test_dates_of_one_day_share_a_mark_unless_one_is_only_expected(qtbot: QtBot) -> None:
    day = date(2026, 11, 20)
    shown = line(qtbot, (point(day, "votre réponse"), point(day, "réponse du client"), point(day, "fin", False)), 600)
    words = shown.describe().replace("\u00a0", " ").replace("\u202f", " ").split(" ; ")
    assert words[0] == "20 novembre 2026 : votre réponse, réponse du client"
    assert words[1] == "20 novembre 2026 : fin (attendu)"


def test_the_present_day_leaves_the_line_of_a_record_that_is_over(qtbot: QtBot) -> None:
    shown = line(qtbot, COURSE[:4], 600)
    shown.set_points(COURSE[:4], TODAY, running=False)
    assert "aujourd’hui" not in shown.describe()


def test_what_happened_and_today_are_drawn_in_both_themes(qtbot: QtBot) -> None:
    shown = line(qtbot, COURSE, 800)
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        current().apply(mode)
        image = shown.grab().toImage()
        accent, ink = current().palette.color("accent").rgb(), current().palette.color("text").rgb()
        colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert accent in colours
        assert ink in colours
