"""Every widget is drawn, in both themes and at every text size, and fits a small screen at 200 %."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.domain.money import Money
from tests.ui import gallery
from ui.context import Context
from ui.palette import Tone
from ui.screenshots import settle
from ui.theme import ThemeMode, current
from ui.widgets.explanation import Explanation
from ui.widgets.figures import AgeBars, Bar, Step, Stepper
from ui.widgets.flow import Columns
from ui.widgets.ledger import Ledger, LedgerLine
from ui.widgets.limitation_bar import LimitationBar
from ui.widgets.panels import Foldable, NextAction, Page
from ui.widgets.rows import Task, TaskRow, Timeline, TimelineEntry
from ui.widgets.text import Label

PAGES = tuple(gallery.scenes(None))  # type: ignore[arg-type]  # names only
each_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def page(name: str, context: Context, qtbot: QtBot) -> QWidget:
    widget = gallery.scenes(context)[name]()
    qtbot.addWidget(widget)
    return widget


@each_page
def test_a_page_is_drawn_in_both_themes_and_follows_the_switch(page: QWidget) -> None:
    page.resize(1366, 719)
    page.show()
    settle()
    light = page.grab().toImage()
    current().apply(ThemeMode.DARK)
    settle()
    dark = page.grab().toImage()
    ground = light.pixelColor(light.width() - 3, 3).lightness(), dark.pixelColor(dark.width() - 3, 3).lightness()
    assert ground[0] > 200
    assert ground[1] < 60


@each_page
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_nothing_needs_scrolling_sideways_on_a_small_screen_at_200_percent(page: QWidget, scale: float) -> None:
    current().apply(ThemeMode.LIGHT, scale)
    page.resize(round(683 * scale), 360)
    page.show()
    settle()
    wide = [
        p for p in [page, *page.findChildren(Page)] if isinstance(p, Page) and p.horizontalScrollBar().maximum() > 0
    ]
    assert wide == []
    assert page.width() <= round(683 * scale)


@each_page
def test_every_control_can_be_named_and_reached(page: QWidget) -> None:
    page.show()
    controls = [
        control
        for control in page.findChildren(QAbstractButton)
        if control.isVisible()
        and not control.objectName().startswith("qt_")
        and control.parent().inherits("QLineEdit") is False
    ]
    assert controls
    assert [c for c in controls if not (c.accessibleName() or c.text())] == []


@each_page
def test_a_page_has_one_filled_button_at_most(page: QWidget) -> None:
    filled = [b for b in page.findChildren(QAbstractButton) if b.property("kind") == "primary"]
    assert len(filled) <= 1


def test_the_gallery_saves_its_pictures(tmp_path: Path, qapp: QApplication) -> None:
    gallery.main(tmp_path)
    assert len(list(tmp_path.glob("*.png"))) == 2 * len(PAGES)


# ---- single widgets --------------------------------------------------------------------------------------------------
def test_a_label_that_does_not_fit_is_cut_and_keeps_the_whole_as_a_tooltip(qtbot: QtBot) -> None:
    label = Label("Une très longue phrase : 1 234,56 € !", elide=True)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == "Une très longue phrase\u00a0: 1\u202f234,56\u00a0€\u202f!"
    label.resize(600, 20)
    assert label.text() == label.full_text()
    assert label.toolTip() == ""


def test_a_label_shows_codes_as_they_are(qtbot: QtBot) -> None:
    label = Label("C:\\l'été\\1 234 !", verbatim=True)
    qtbot.addWidget(label)
    assert label.text() == "C:\\l'été\\1 234 !"


def test_the_stepper_says_where_it_stands_and_gives_way_when_narrow(qtbot: QtBot) -> None:
    stepper = Stepper([Step("Amiable", "2 relances"), Step("Mise en demeure", "à envoyer"), Step("Clos")], 1)
    qtbot.addWidget(stepper)
    assert stepper.accessibleName() == "Étape 2 sur 3\u00a0: Mise en demeure, à envoyer"
    stepper.resize(900, 48)
    assert not stepper.is_compact
    stepper.resize(260, 48)
    assert stepper.is_compact


def test_the_ages_of_money_are_said_in_words_and_the_longest_bar_is_the_largest_sum(qtbot: QtBot) -> None:
    bars = AgeBars([Bar("À échoir", Money.of(100), Tone.MUTED), Bar("Plus de 90 jours", Money.of(50), Tone.LATE)])
    qtbot.addWidget(bars)
    bars.resize(400, bars.sizeHint().height())
    assert "Plus de 90\u00a0jours\u00a0: 50,00\u00a0€" in bars.accessibleName()
    picture = bars.grab().toImage()
    late = current().palette.color("late")
    filled = sum(picture.pixelColor(x, 48) == late for x in range(picture.width()))
    field = current().palette.color("field")
    full = sum(picture.pixelColor(x, 16) == field for x in range(picture.width()))
    assert 0.4 < filled / full < 0.6


def test_no_money_at_all_draws_empty_bars(qtbot: QtBot) -> None:
    bars = AgeBars([Bar("À échoir", Money(0))])
    qtbot.addWidget(bars)
    assert not bars.grab().isNull()


def test_the_limitation_bar_empties_as_time_goes_by(qtbot: QtBot) -> None:
    bar = LimitationBar()
    qtbot.addWidget(bar)
    bar.resize(400, bar.sizeHint().height())
    fine = current().palette.color("fine")

    def left(today: date) -> int:
        bar.set_period(date(2026, 1, 1), date(2031, 1, 1), today)
        picture = bar.grab().toImage()
        return sum(picture.pixelColor(x, 10) == fine for x in range(picture.width()))

    assert left(date(2026, 2, 1)) > left(date(2029, 1, 1)) > left(date(2030, 12, 1)) >= 0
    assert left(date(2035, 1, 1)) == 0
    assert "1er\u00a0janvier\u00a02031 à 24 heures" in bar.accessibleName()


def test_a_ledger_line_is_said_with_its_sum(qtbot: QtBot) -> None:
    ledger = Ledger([LedgerLine("Principal", Money.of(2500)), LedgerLine("Dû", Money.of("2500.5"), total=True)])
    qtbot.addWidget(ledger)
    said = {label.accessibleName() for label in ledger.findChildren(Label)}
    assert "Dû\u00a0: 2\u202f500,50\u00a0€" in said
    ledger.set_lines([LedgerLine("Rien", "—")])
    settle()
    assert len(ledger.lines) == 1


def test_a_task_opens_by_mouse_and_keyboard_and_says_all_it_shows(qtbot: QtBot) -> None:
    row = TaskRow(
        Task("mail", "Studio Lumen — relancer", "Facture échue", "en retard de 8 jours", Tone.LATE, "10,00 €")
    )
    qtbot.addWidget(row)
    row.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(row.clicked):
            qtbot.keyClick(row, key)
    with qtbot.waitSignal(row.clicked):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert "en retard de 8\u00a0jours" in row.accessibleName()


def test_only_events_with_a_record_open(qtbot: QtBot) -> None:
    timeline = Timeline(
        [TimelineEntry("phone", "1 nov.", "Appel", record=7), TimelineEntry("clock", "2 nov.", "Échéance")]
    )
    qtbot.addWidget(timeline)
    call, due = timeline.rows()
    with qtbot.waitSignal(timeline.opened) as told:
        call.click()
    assert told.args == [7]
    with qtbot.assertNotEmitted(timeline.opened):
        due.click()
    assert due.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_fold_says_whether_it_is_open(qtbot: QtBot) -> None:
    fold = Foldable("Notes", Label("…"))
    qtbot.addWidget(fold)
    fold.show()
    assert fold.header.accessibleName() == "Notes, replié"
    qtbot.keyClick(fold.header, Qt.Key.Key_Space)
    assert fold.content.isVisible()
    assert fold.header.accessibleName() == "Notes, déplié"


def test_columns_stack_when_narrow_and_come_back(qtbot: QtBot) -> None:
    columns = Columns(Label("Un"), Label("Deux"), side=300)
    qtbot.addWidget(columns)
    columns.resize(1000, 300)
    columns.show()
    assert not columns.is_stacked
    assert columns.second.width() == 300
    columns.resize(500, 300)
    assert columns.is_stacked
    settle()
    assert columns.second.width() == 500


def test_an_explanation_is_copied_whole(qtbot: QtBot) -> None:
    why = Explanation(["Échue le 31 mai."], ["art. L441-10"], ["Table à relever."])
    qtbot.addWidget(why)
    why.copy_button.click()
    text = QApplication.clipboard().text()
    assert text.splitlines() == [
        "1. Échue le 31 mai.",
        "Attention\u00a0: Table à relever.",
        "Source\u00a0: art. L441-10",
    ]


def test_the_next_action_is_heard_as_one_sentence(qtbot: QtBot) -> None:
    panel = NextAction("Envoyez la lettre.", "Le délai est passé.")
    qtbot.addWidget(panel)
    assert panel.accessibleName() == "À faire\u00a0: Envoyez la lettre. Le délai est passé."


def test_a_page_being_collected_still_hears_of_its_layout(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    body = page.holder
    vars(page).clear()  # as the collector of cycles does before Qt deletes it
    assert not QApplication.sendEvent(body, QEvent(QEvent.Type.LayoutRequest))
