"""The card of the month and the lists beside it: what they show, filter, ask for and open."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.calendar_dates import HOLIDAYS, TODAY, entry, november
from ui.theme import Theme, ThemeMode
from ui.widgets.calendar import CalendarFilter, CalendarPane, DayList, UpcomingList
from ui.widgets.text import Chip, Label

FILTERS = [
    CalendarFilter("all", "Toutes les échéances"),
    CalendarFilter("mediation", "Médiation seulement", frozenset({"mediation"})),
    CalendarFilter("rest", "Le reste", frozenset({"dispute", "claim"})),
]
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def pane(qtbot: QtBot) -> CalendarPane:
    made = CalendarPane(TODAY)
    qtbot.addWidget(made)
    made.set_filters(FILTERS, "all")
    made.set_entries(november(), HOLIDAYS, TODAY)
    made.resize(900, 560)
    made.show()
    return made


def texts(widget: CalendarPane | DayList | UpcomingList) -> list[str]:
    return [label.full_text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def button(widget: CalendarPane | DayList, name: str) -> QAbstractButton:
    found = widget.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    return found


def choose(pane: CalendarPane, qtbot: QtBot, steps: int) -> None:
    combo = pane.findChild(QComboBox, "calendar.filter")
    assert combo is not None
    for _ in range(steps):
        qtbot.keyClick(combo, Qt.Key.Key_Down)


# ---- the card ----------------------------------------------------------------------------------------------------------
def test_the_card_opens_on_today_with_its_month_and_its_count(pane: CalendarPane) -> None:
    assert (pane.day, pane.month) == (TODAY, date(2026, 11, 1))
    assert "Novembre\u00a02026" in texts(pane)
    assert "7\u00a0dates, dont 2 en retard" in texts(pane)
    for words in ("en retard", "sous 7\u00a0jours", "fait", "à venir ou reçu"):
        assert words in texts(pane)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "aucune date"),
        ([entry("1", TODAY)], "1\u00a0date"),
        ([entry("1", date(2026, 11, 2))], "1\u00a0date en retard"),
        ([entry("1", date(2026, 11, 2)), entry("2", date(2026, 11, 3))], "2\u00a0dates en retard"),
        ([entry("1", date(2026, 12, 2))], "aucune date"),
    ],
)
def test_the_count_is_that_of_the_month(pane: CalendarPane, entries: list, words: str) -> None:
    pane.set_entries(entries, {}, TODAY)
    assert words in texts(pane)


def test_the_buttons_turn_the_pages_and_come_back_to_today(pane: CalendarPane) -> None:
    heard: list[date] = []
    pane.month_changed.connect(heard.append)
    pane.day_chosen.connect(heard.append)
    button(pane, "calendar.next").click()
    assert heard == [date(2026, 12, 1), date(2026, 12, 22)]
    assert "Décembre\u00a02026" in texts(pane)
    assert "1\u00a0date" in texts(pane)
    button(pane, "calendar.previous").click()
    button(pane, "calendar.previous").click()
    assert pane.month == date(2026, 10, 1)
    button(pane, "calendar.today").click()
    assert (pane.day, pane.month) == (TODAY, date(2026, 11, 1))


def test_from_a_day_of_the_next_month_the_buttons_turn_from_the_month_shown(pane: CalendarPane) -> None:
    pane.grid.setCurrentIndex(pane.grid.model().index(5, 4))
    assert (pane.day, pane.month) == (date(2026, 12, 4), date(2026, 11, 1))
    button(pane, "calendar.next").click()
    assert (pane.day, pane.month) == (date(2026, 12, 1), date(2026, 12, 1))


def test_every_icon_button_has_a_name_and_asks_for_what_it_says(pane: CalendarPane, qtbot: QtBot) -> None:
    for name, words in (
        ("calendar.previous", "Mois précédent"),
        ("calendar.next", "Mois suivant"),
        ("calendar.print", "Imprimer le mois"),
        ("calendar.export", "Exporter vers un agenda (ICS)"),
    ):
        assert (button(pane, name).accessibleName(), button(pane, name).toolTip()) == (words, words)
    with qtbot.waitSignal(pane.print_asked):
        button(pane, "calendar.print").click()
    with qtbot.waitSignal(pane.export_asked):
        button(pane, "calendar.export").click()


def test_a_filter_shows_its_groups_only_and_is_announced(pane: CalendarPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.filter_changed) as changed:
        choose(pane, qtbot, 1)
    assert changed.args == [pane.filter_key] == ["mediation"]
    assert {one.key for one in pane.entries} == {"done", "received", "answer", "fee"}
    assert [one.key for one in pane.entries_on(FRIDAY)] == ["answer"]
    assert "4\u00a0dates" in texts(pane)
    choose(pane, qtbot, 1)
    assert {one.key for one in pane.entries} == {"late", "later-late", "transfer", "expert"}


def test_filters_are_set_without_an_announcement_and_an_unknown_one_is_refused(
    pane: CalendarPane, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(pane.filter_changed):
        pane.set_filters(FILTERS, "rest")
    assert pane.filter_key == "rest"
    with pytest.raises(ValueError):
        pane.set_filters(FILTERS, "nothing")
    assert pane.filter_key == "rest"


def test_a_calendar_without_filters_shows_everything(qtbot: QtBot) -> None:
    pane = CalendarPane(TODAY)
    qtbot.addWidget(pane)
    pane.set_entries(november(), HOLIDAYS, TODAY)
    pane.show()
    combo = pane.findChild(QComboBox, "calendar.filter")
    assert combo is not None
    assert not combo.isVisible()
    assert len(pane.entries) == len(november())


def test_a_day_is_shown_without_an_announcement(pane: CalendarPane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.day_chosen), qtbot.waitSignal(pane.month_changed):
        pane.show_day(date(2027, 1, 1))
    assert pane.holiday(pane.day) == "Jour de l’an"


def test_a_calendar_left_on_today_follows_it_after_midnight_and_one_left_elsewhere_stays(pane: CalendarPane) -> None:
    tomorrow = TODAY + timedelta(1)
    pane.set_entries(november(), HOLIDAYS, tomorrow)
    assert pane.day == tomorrow
    pane.show_day(FRIDAY)
    pane.set_entries(november(), HOLIDAYS, tomorrow + timedelta(1))
    assert pane.day == FRIDAY


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_card_is_usable_at_600_pixels_and_does_not_force_the_window_wider(
    pane: CalendarPane, theme: Theme, scale: float
) -> None:
    theme.apply(ThemeMode.LIGHT, scale)
    pane.resize(round(600 * scale), 560)
    assert pane.minimumSizeHint().width() <= 350 * scale
    for label in pane.findChildren(Label):
        if label.isVisibleTo(pane):
            assert label.text() == label.full_text()


def test_the_arrows_stay_under_the_mouse_from_month_to_month(pane: CalendarPane) -> None:
    before = button(pane, "calendar.next").mapTo(pane, button(pane, "calendar.next").rect().center())
    for _ in range(12):
        button(pane, "calendar.next").click()
        QApplication.processEvents()
        assert button(pane, "calendar.next").mapTo(pane, button(pane, "calendar.next").rect().center()) == before


# ---- the list of a day -------------------------------------------------------------------------------------------------
def day_list(qtbot: QtBot, day: date, holiday: str = "") -> DayList:
    made = DayList(day)
    qtbot.addWidget(made)
    made.set_day(day, [one for one in november() if one.day == day], holiday, TODAY)
    made.resize(392, 300)
    made.show()
    return made


def test_the_list_of_a_day_says_each_entry_with_its_state_and_opens_it(qtbot: QtBot) -> None:
    made = day_list(qtbot, FRIDAY)
    assert "Vendredi 27\u00a0novembre\u00a02026" in texts(made)
    assert [row.accessibleName() for row in made.rows()] == [
        "Répondre à la proposition, Paul Guérin, dans 5\u00a0jours",
        "Vérifier le virement, Saint-Aubin, dans 5\u00a0jours",
    ]
    assert [chip.text() for chip in made.findChildren(Chip)] == ["dans 5\u00a0jours"] * 2
    first = made.rows()[0]
    assert first.accessibleDescription() == "Le médiateur l’a demandé."
    assert "Le médiateur l’a demandé." in first.toolTip()
    with qtbot.waitSignal(made.entry_opened) as opened:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert opened.args == ["answer"]


def test_an_empty_holiday_says_so_and_offers_to_add(qtbot: QtBot) -> None:
    made = day_list(qtbot, date(2026, 11, 11), "Armistice")
    assert "Férié\u00a0: Armistice" in texts(made)
    assert "Aucune date ce jour-là." in texts(made)
    with qtbot.waitSignal(made.add_asked) as asked:
        button(made, "calendar.add").click()
    assert asked.args == [date(2026, 11, 11)]


def test_the_keys_go_to_the_first_entry_that_opens_and_stay_on_it_when_the_list_is_made_anew(qtbot: QtBot) -> None:
    made = day_list(qtbot, FRIDAY)
    made.set_day(FRIDAY, [entry("a", FRIDAY, "Aller", pressable=False), entry("b", FRIDAY, "Bouger")], "", TODAY)
    made.focus_first()

    def focused() -> str:
        widget = made.focusWidget()
        return widget.objectName() if widget in [*made.rows(), button(made, "calendar.add")] else ""

    qtbot.waitUntil(lambda: focused() == "calendar.FullRow.b")
    made.set_day(FRIDAY, [entry("b", FRIDAY, "Bouger", done=True), entry("c", FRIDAY, "Courir")], "", TODAY)
    qtbot.waitUntil(lambda: focused() == "calendar.FullRow.b")
    made.set_day(FRIDAY, [], "", TODAY)
    made.focus_first()
    qtbot.waitUntil(lambda: focused() == "calendar.add")


def test_a_row_that_opens_nothing_takes_no_keys_and_says_nothing_when_pressed(qtbot: QtBot) -> None:
    made = day_list(qtbot, FRIDAY)
    made.set_day(FRIDAY, [entry("a", FRIDAY, pressable=False)], "", TODAY)
    row = made.rows()[0]
    assert row.focusPolicy() == Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(made.entry_opened):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)


# ---- the next dates ----------------------------------------------------------------------------------------------------
def upcoming(qtbot: QtBot, entries: list) -> UpcomingList:
    made = UpcomingList()
    qtbot.addWidget(made)
    made.set_entries(entries, TODAY)
    made.show()
    return made


def test_what_is_late_comes_first_under_its_name_and_what_is_done_or_received_does_not_come(qtbot: QtBot) -> None:
    made = upcoming(qtbot, november())
    assert [row.entry.key for row in made.rows()] == ["late", "later-late", "answer", "transfer", "fee", "expert"]
    said = texts(made)
    assert (
        said.index("En retard")
        < said.index("sam. 14\u00a0nov.")
        < said.index("À venir")
        < said.index("ven. 4\u00a0déc.")
    )
    assert made.rows()[0].accessibleName() == (
        "sam. 14\u00a0nov., Envoyer la relance, Studio Lumen · LIT-2026-003, en retard de 8\u00a0jours"
    )
    with qtbot.waitSignal(made.entry_opened) as opened:
        made.rows()[2].click()
    assert opened.args == ["answer"]


def test_a_date_of_another_year_says_which(qtbot: QtBot) -> None:
    made = upcoming(qtbot, [entry("end", date(2029, 11, 24)), entry("old", date(2025, 12, 30)), entry("soon", TODAY)])
    assert [row.accessibleName().split(",")[0].replace("\u00a0", " ") for row in made.rows()] == [
        "30 déc. 2025",
        "dim. 22 nov.",
        "24 nov. 2029",
    ]


def test_ten_dates_ahead_are_shown_whatever_is_late(qtbot: QtBot) -> None:
    entries = [entry(f"l{n}", TODAY - timedelta(n + 1)) for n in range(5)]
    entries += [entry(f"n{n:02}", TODAY + timedelta(n)) for n in range(12)]
    made = upcoming(qtbot, entries)
    keys = [row.entry.key for row in made.rows()]
    assert keys == ["l4", "l3", "l2", *(f"n{n:02}" for n in range(10))]
    assert "et 2\u00a0autres en retard" in texts(made)


def test_nothing_ahead_is_said(qtbot: QtBot) -> None:
    assert "Aucune échéance à venir." in texts(upcoming(qtbot, []))
    late_only = texts(upcoming(qtbot, [entry("1", date(2026, 11, 2))]))
    assert "En retard" in late_only
    assert "Aucune échéance à venir." in late_only
