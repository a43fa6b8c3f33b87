"""The month: keys, mouse, what a day shows and says, and its size."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.calendar_dates import HOLIDAYS, TODAY, entry, november
from ui.theme import Theme, ThemeMode
from ui.widgets.calendar import CalendarEntry, MonthCalendar, years_shown
from ui.widgets.calendar.day_cell import CellLine, cell_height, cell_lines
from ui.widgets.calendar.month import FIRST_DAY, LAST_DAY, weeks_of
from ui.widgets.calendar.month_model import CELL

KEY, HELD = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def grid(qtbot: QtBot) -> MonthCalendar:
    made = shown(qtbot, november())
    made.show_day(date(2026, 11, 18))
    return made


def shown(qtbot: QtBot, entries: list[CalendarEntry], wide: int = 900) -> MonthCalendar:
    made = MonthCalendar(TODAY)
    qtbot.addWidget(made)
    made.set_entries(entries, HOLIDAYS, TODAY)
    made.resize(wide, made.minimumSizeHint().height())
    made.show()
    return made


def area_of(grid: MonthCalendar, day: date) -> QPoint:
    """The middle of the number of a day."""
    cell = grid.visualRect(grid.model().index_of(day))  # type: ignore[attr-defined]
    return QPoint(cell.x() + 12, cell.y() + 10)


def lines_of(grid: MonthCalendar, day: date, theme: Theme) -> tuple[CellLine, ...]:
    index = grid.model().index_of(day)  # type: ignore[attr-defined]
    return cell_lines(index.data(CELL), grid.visualRect(index), theme)


def said(grid: MonthCalendar, day: date) -> str:
    """What a screen reader says of the cell of a day."""
    index = grid.model().index_of(day)  # type: ignore[attr-defined]
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


# ---- weeks -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "starts", "ends", "weeks"),
    [
        (date(2026, 11, 1), date(2026, 10, 26), date(2026, 12, 6), 6),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28), 4),
        (date(2028, 2, 1), date(2028, 1, 31), date(2028, 3, 5), 5),
        (date(2026, 12, 1), date(2026, 11, 30), date(2027, 1, 3), 5),
    ],
)
def test_a_month_is_shown_in_whole_weeks_from_monday(first: date, starts: date, ends: date, weeks: int) -> None:
    found = weeks_of(first)
    assert (found[0][0], found[-1][-1], len(found)) == (starts, ends, weeks)
    days = [day for week in found for day in week]
    assert days == [starts + timedelta(n) for n in range(7 * weeks)]


def test_the_years_whose_holidays_are_needed_are_those_the_weeks_touch() -> None:
    assert years_shown(date(2026, 12, 1)) == (2026, 2027)
    assert years_shown(date(2026, 11, 1)) == (2026,)
    assert years_shown(date(2027, 1, 1)) == (2026, 2027)
    assert years_shown(date(2100, 12, 1)) == (2100,)


# ---- keys --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("start", "key", "held", "there"),
    [
        (date(2026, 11, 18), KEY.Key_Left, HELD.NoModifier, date(2026, 11, 17)),
        (date(2026, 11, 18), KEY.Key_Right, HELD.NoModifier, date(2026, 11, 19)),
        (date(2026, 11, 18), KEY.Key_Up, HELD.NoModifier, date(2026, 11, 11)),
        (date(2026, 11, 27), KEY.Key_Down, HELD.NoModifier, date(2026, 12, 4)),
        (date(2026, 11, 18), KEY.Key_PageUp, HELD.NoModifier, date(2026, 10, 18)),
        (date(2026, 12, 31), KEY.Key_PageDown, HELD.NoModifier, date(2027, 1, 31)),
        (date(2027, 1, 31), KEY.Key_PageDown, HELD.NoModifier, date(2027, 2, 28)),
        (date(2028, 1, 31), KEY.Key_PageDown, HELD.NoModifier, date(2028, 2, 29)),
        (date(2028, 2, 29), KEY.Key_PageUp, HELD.ShiftModifier, date(2027, 2, 28)),
        (date(2026, 11, 18), KEY.Key_PageDown, HELD.ControlModifier, date(2027, 11, 18)),
        (date(2026, 11, 18), KEY.Key_Home, HELD.NoModifier, date(2026, 11, 16)),
        (date(2026, 11, 18), KEY.Key_End, HELD.NoModifier, date(2026, 11, 22)),
        (date(2026, 3, 2), KEY.Key_T, HELD.NoModifier, TODAY),
        (date(2028, 2, 28), KEY.Key_Right, HELD.NoModifier, date(2028, 2, 29)),
        (FIRST_DAY, KEY.Key_Up, HELD.NoModifier, FIRST_DAY),
        (LAST_DAY, KEY.Key_PageDown, HELD.ShiftModifier, LAST_DAY),
    ],
)
def test_keys_move_by_day_week_month_and_year(
    grid: MonthCalendar, qtbot: QtBot, start: date, key: Qt.Key, held: Qt.KeyboardModifier, there: date
) -> None:
    grid.show_day(start)
    heard: list[date] = []
    grid.day_chosen.connect(heard.append)
    qtbot.keyClick(grid, key, held)
    assert grid.day == there
    assert grid.month == there.replace(day=1)
    assert heard == ([] if there == start else [there])


def test_enter_opens_the_day_and_insert_asks_to_add(grid: MonthCalendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.day_opened) as opened:
        qtbot.keyClick(grid, KEY.Key_Return)
    with qtbot.waitSignal(grid.add_asked) as asked:
        qtbot.keyClick(grid, KEY.Key_Insert)
    assert opened.args == asked.args == [date(2026, 11, 18)]


def test_other_keys_are_left_to_the_page(grid: MonthCalendar, qtbot: QtBot) -> None:
    for key, held in (
        (KEY.Key_T, HELD.ControlModifier),
        (KEY.Key_Left, HELD.AltModifier),
        (KEY.Key_Escape, HELD.NoModifier),
    ):
        qtbot.keyClick(grid, key, held)
    assert grid.day == date(2026, 11, 18)


def test_tab_leaves_the_month(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    grid, after = MonthCalendar(TODAY, holder), QWidget(holder)
    after.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    holder.show()
    grid.setFocus()
    qtbot.keyClick(grid, KEY.Key_Tab)
    assert holder.focusWidget() is after


def test_the_month_is_told_before_the_day_so_that_holidays_can_be_handed_in(grid: MonthCalendar, qtbot: QtBot) -> None:
    heard: list[tuple[str, date]] = []
    grid.month_changed.connect(lambda first: heard.append(("month", first)))
    grid.day_chosen.connect(lambda day: heard.append(("day", day)))
    grid.show_day(date(2026, 12, 31))
    qtbot.keyClick(grid, KEY.Key_Right)
    assert heard == [
        ("month", date(2026, 12, 1)),  # shown by the program: the day is not announced
        ("month", date(2027, 1, 1)),
        ("day", date(2027, 1, 1)),
    ]
    assert "férié\u00a0: Jour de l’an" in grid.accessibleDescription()


# ---- mouse -------------------------------------------------------------------------------------------------------------
def test_a_click_chooses_a_day_and_a_double_click_asks_to_add(grid: MonthCalendar, qtbot: QtBot) -> None:
    day = date(2026, 11, 24)
    with qtbot.waitSignal(grid.day_chosen) as chosen, qtbot.assertNotEmitted(grid.month_changed):
        qtbot.mouseClick(grid.viewport(), LEFT, pos=area_of(grid, day))
    with qtbot.waitSignal(grid.add_asked) as asked:
        qtbot.mouseDClick(grid.viewport(), LEFT, pos=area_of(grid, day))
    assert chosen.args == asked.args == [day]


def test_a_click_on_a_day_of_another_month_does_not_turn_the_page_under_the_mouse(
    grid: MonthCalendar, qtbot: QtBot
) -> None:
    qtbot.mouseClick(grid.viewport(), LEFT, pos=area_of(grid, date(2026, 12, 4)))
    assert (grid.day, grid.month) == (date(2026, 12, 4), date(2026, 11, 1))
    qtbot.keyClick(grid, KEY.Key_Right)
    assert (grid.day, grid.month) == (date(2026, 12, 5), date(2026, 12, 1))


def test_a_double_click_on_a_label_opens_its_entry(grid: MonthCalendar, qtbot: QtBot, theme: Theme) -> None:
    line = lines_of(grid, date(2026, 11, 27), theme)[1]
    with qtbot.waitSignal(grid.entry_opened) as opened:
        qtbot.mouseDClick(grid.viewport(), LEFT, pos=line.area.center())
    assert opened.args == ["transfer"]


def test_what_cannot_be_opened_is_not(qtbot: QtBot, theme: Theme) -> None:
    grid = shown(qtbot, [entry("fixed", TODAY, pressable=False)])
    with qtbot.assertNotEmitted(grid.entry_opened), qtbot.assertNotEmitted(grid.add_asked):
        qtbot.mouseDClick(grid.viewport(), LEFT, pos=lines_of(grid, TODAY, theme)[0].area.center())


def test_drawing_the_mouse_over_days_chooses_none_of_them(grid: MonthCalendar, qtbot: QtBot) -> None:
    qtbot.mousePress(grid.viewport(), LEFT, pos=area_of(grid, date(2026, 11, 3)))
    qtbot.mouseMove(grid.viewport(), area_of(grid, date(2026, 11, 13)))
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=area_of(grid, date(2026, 11, 13)))
    assert grid.day == date(2026, 11, 3)


def test_the_wheel_is_left_to_the_page(grid: MonthCalendar) -> None:
    place = QPointF(200, 200)
    turned = QWheelEvent(
        place, place, QPoint(), QPoint(0, -120), LEFT & ~LEFT, HELD.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(grid.viewport(), turned)
    assert not turned.isAccepted()
    assert grid.month == date(2026, 11, 1)


# ---- what a day shows --------------------------------------------------------------------------------------------------
def test_labels_have_a_sign_for_what_their_colour_says(grid: MonthCalendar, theme: Theme) -> None:
    signs = {
        line.entry.key: line.sign
        for week in weeks_of(grid.month)
        for day in week
        for line in lines_of(grid, day, theme)
        if line.entry is not None
    }
    assert signs == {
        "done": "check",
        "received": "handshake",
        "late": "circle-alert",
        "later-late": "circle-alert",
        "answer": "clock",
        "transfer": "clock",
        "fee": "calendar-days",
        "expert": "calendar-days",
    }


def test_beyond_two_labels_the_others_are_counted(qtbot: QtBot, theme: Theme) -> None:
    day = date(2026, 11, 24)
    grid = shown(qtbot, [entry(str(n), day) for n in range(2)])
    assert [line.text for line in lines_of(grid, day, theme)] == ["Label 0", "Label 1"]
    grid = shown(qtbot, [entry(str(n), day) for n in range(5)])
    assert [line.text for line in lines_of(grid, day, theme)] == ["Label 0", "+ 4 autres"]
    grid.resize(900, 900)
    assert [line.text for line in lines_of(grid, day, theme)][-2:] == ["Label 3", "Label 4"]


def test_what_is_pressing_comes_before_what_is_done(qtbot: QtBot, theme: Theme) -> None:
    entries = [entry("a", TODAY, done=True), entry("b", TODAY, happened=True), entry("c", TODAY)]
    grid = shown(qtbot, entries, wide=900)
    grid.resize(900, 900)
    assert [line.entry.key for line in lines_of(grid, TODAY, theme) if line.entry] == ["c", "b", "a"]


def test_a_column_too_narrow_for_words_shows_signs_and_counts(qtbot: QtBot, theme: Theme) -> None:
    day = date(2026, 11, 14)
    grid = shown(qtbot, [entry("1", day), entry("2", day), entry("3", day, done=True)], wide=320)
    assert [(line.sign, line.text) for line in lines_of(grid, day, theme)] == [("circle-alert", "2"), ("check", "1")]


def test_the_columns_are_named_in_full_or_shortened_and_always_said_in_full(grid: MonthCalendar) -> None:
    def names(role: Qt.ItemDataRole) -> list[str]:
        return [grid.model().headerData(n, Qt.Orientation.Horizontal, role) for n in range(7)]

    assert names(Qt.ItemDataRole.DisplayRole)[::6] == ["lundi", "dimanche"]
    grid.resize(400, 500)
    assert names(Qt.ItemDataRole.DisplayRole)[::6] == ["lun.", "dim."]
    assert names(Qt.ItemDataRole.AccessibleTextRole)[::6] == ["lundi", "dimanche"]


def test_days_off_and_today_are_drawn_apart(grid: MonthCalendar, theme: Theme) -> None:
    picture = grid.viewport().grab().toImage()

    def ground(day: date) -> str:
        cell = grid.visualRect(grid.model().index_of(day))  # type: ignore[attr-defined]
        return picture.pixelColor(cell.right() - 6, cell.bottom() - 4).name().upper()

    palette = theme.palette
    assert ground(date(2026, 11, 17)) == palette.surface
    assert ground(date(2026, 11, 21)) == ground(date(2026, 11, 11)) == palette.sunken
    assert ground(date(2026, 12, 2)) == palette.bg
    today = grid.visualRect(grid.model().index_of(TODAY))  # type: ignore[attr-defined]
    assert picture.pixelColor(today.x() + 6, today.y() + 5).name().upper() == palette.text


def inked(picture: QImage, colour: str) -> int:
    rgb = int(colour[1:], 16)
    return sum(picture.pixel(x, y) & 0xFFFFFF == rgb for x in range(picture.width()) for y in range(picture.height()))


def test_the_chosen_day_is_framed_and_more_so_with_the_keys(grid: MonthCalendar, qtbot: QtBot, theme: Theme) -> None:
    def framed() -> int:
        area = grid.visualRect(grid.currentIndex())
        return inked(grid.viewport().grab(area).toImage(), theme.palette.accent)

    grid.clearFocus()
    quiet = framed()
    assert quiet > 0
    grid.activateWindow()
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    assert framed() > 1.3 * quiet


# ---- what a day says ---------------------------------------------------------------------------------------------------
def test_the_month_is_a_table_whose_cells_say_the_day_the_holiday_and_the_entries(grid: MonthCalendar) -> None:
    assert said(grid, date(2026, 11, 11)) == "mercredi 11\u00a0novembre\u00a02026, férié\u00a0: Armistice, aucune date"
    assert said(grid, TODAY) == "dimanche 22\u00a0novembre\u00a02026, aujourd’hui, aucune date"
    friday = said(grid, date(2026, 11, 27))
    assert friday.startswith(
        "vendredi 27\u00a0novembre\u00a02026, 2\u00a0dates\u00a0: Répondre à la proposition, Paul Guérin,"
    )
    assert "Vérifier le virement, Saint-Aubin, dans 5\u00a0jours" in friday
    assert "en retard de 8\u00a0jours" in said(grid, date(2026, 11, 14))
    assert said(grid, date(2026, 11, 2)).endswith("fait")
    table = QAccessible.queryAccessibleInterface(grid)
    assert table.role() == QAccessible.Role.Table
    assert said(grid, grid.day) in {table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())}


def test_the_name_and_the_description_follow_the_day(grid: MonthCalendar, qtbot: QtBot) -> None:
    assert grid.accessibleName() == "Calendrier, novembre\u00a02026"
    grid.show_day(date(2026, 11, 27))
    assert "Vérifier le virement" in grid.accessibleDescription()
    qtbot.keyClick(grid, KEY.Key_PageDown)
    assert grid.accessibleName() == "Calendrier, décembre\u00a02026"
    assert grid.accessibleDescription() == "dimanche 27\u00a0décembre\u00a02026, aucune date"


def test_a_tooltip_gives_the_whole_title_and_why(grid: MonthCalendar, theme: Theme) -> None:
    label = lines_of(grid, date(2026, 11, 14), theme)[0].area.center()
    assert grid.tip_at(label).split("\n") == [
        "Envoyer la relance", "Studio Lumen · LIT-2026-003", "en retard de 8\u00a0jours", "Le médiateur l’a demandé."
    ]  # fmt: skip
    day = grid.tip_at(area_of(grid, date(2026, 11, 27)))
    assert day.startswith("Vendredi 27\u00a0novembre\u00a02026")
    assert "Répondre à la proposition" in day
    assert "Vérifier le virement" in day
    assert grid.tip_at(area_of(grid, date(2026, 11, 11))) == "Mercredi 11\u00a0novembre\u00a02026, Armistice"
    assert grid.tip_at(area_of(grid, date(2026, 11, 17))) == ""


def test_a_long_reason_is_shown_on_several_lines(qtbot: QtBot) -> None:
    tip = entry("1", TODAY, why="Quinze jours après la réclamation écrite, " * 5).tip(TODAY)
    assert max(len(line) for line in tip.split("\n")) <= 72


# ---- size and theme ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_day_has_room_for_two_labels_at_every_text_size(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.apply(ThemeMode.LIGHT, scale)
    grid = shown(qtbot, [entry(str(n), date(2026, 11, 24)) for n in range(2)])
    assert grid.minimumSizeHint().height() >= 6 * cell_height(theme)
    lines = lines_of(grid, date(2026, 11, 24), theme)
    assert len(lines) == 2
    cell = grid.visualRect(grid.model().index_of(date(2026, 11, 24)))  # type: ignore[attr-defined]
    assert cell.contains(lines[1].area)
    assert all(line.area.height() >= theme.line_height() for line in lines)


def test_the_height_does_not_change_with_the_month(grid: MonthCalendar) -> None:
    heights = set()
    for first in (date(2026, 11, 1), date(2027, 2, 1), date(2026, 12, 1)):
        grid.show_day(first)
        heights.add(grid.minimumSizeHint().height())
        last = weeks_of(first)[-1][-1]
        assert grid.visualRect(grid.model().index_of(last)).bottom() <= grid.viewport().height()  # type: ignore[attr-defined]
    assert len(heights) == 1


def test_a_switch_of_theme_is_followed(grid: MonthCalendar, theme: Theme) -> None:
    theme.apply(ThemeMode.DARK)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # type: ignore[call-overload]
    cell = grid.visualRect(grid.model().index_of(date(2026, 11, 17)))  # type: ignore[attr-defined]
    ground = grid.viewport().grab().toImage().pixelColor(cell.right() - 6, cell.bottom() - 4)
    assert ground.name().upper() == theme.palette.surface
    assert theme.palette.dark
