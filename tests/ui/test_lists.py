"""Lists sort as French dictionaries do, keep their place, answer to the keyboard and say when they are empty."""

from datetime import date

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from litigedesk.domain.money import Money
from tests.ui.gallery_list import SAMPLES, Sample, sample_list
from ui.models.records import RECORD_ROLE, SORT_ROLE, Column, RecordModel
from ui.palette import Tone
from ui.theme import ThemeMode, current
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Label

WORDS = ("zèbre", "œuvre", "été", "Élan", "eau", "oeuf", "ete", "Éléonore")


def model_of(words: tuple[str, ...] = WORDS) -> RecordModel[str]:
    model: RecordModel[str] = RecordModel([Column("Mot", str), Column("Lettres", lambda w: str(len(w)), len, True)])
    model.set_rows(words)
    return model


@pytest.fixture
def pane(qtbot: QtBot) -> ListPane[Sample]:
    made = sample_list()
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    return made


def clients(pane: ListPane[Sample]) -> list[str]:
    return [row.client for row in pane.model.rows()]


# ---- model -----------------------------------------------------------------------------------------------------------
def test_the_model_keeps_the_promises_of_a_qt_model(qtmodeltester: ModelTester) -> None:
    model = model_of()
    qtmodeltester.check(model)
    model.sort(0)
    qtmodeltester.check(model)


def test_words_sort_as_in_a_french_dictionary() -> None:
    model = model_of()
    model.sort(0)
    assert model.rows() == ["eau", "Élan", "Éléonore", "ete", "été", "oeuf", "œuvre", "zèbre"]


def test_what_has_no_value_comes_last_both_ways() -> None:
    model: RecordModel[date | None] = RecordModel([Column("Date", str, lambda day: day)])
    model.set_rows([None, date(2026, 1, 2), date(2026, 1, 1)])
    model.sort(0)
    assert model.rows() == [date(2026, 1, 1), date(2026, 1, 2), None]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.rows() == [date(2026, 1, 2), date(2026, 1, 1), None]


def test_sorting_carries_what_points_at_a_row_along() -> None:
    model = model_of()
    zebra = QPersistentModelIndex(model.index(0, 1))
    model.sort(0)
    assert zebra.row() == len(WORDS) - 1
    assert zebra.data(RECORD_ROLE) == "zèbre"
    assert zebra.data(SORT_ROLE) == 5


def test_figures_stand_at_the_right_with_their_title(qtbot: QtBot) -> None:
    model, view = model_of(), QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    role, right = Qt.ItemDataRole.TextAlignmentRole, Qt.AlignmentFlag.AlignRight
    assert Qt.AlignmentFlag(model.index(0, 1).data(role)) & right
    assert Qt.AlignmentFlag(model.headerData(1, Qt.Orientation.Horizontal, role)) & right
    assert not Qt.AlignmentFlag(model.index(0, 0).data(role)) & right


# ---- pane ------------------------------------------------------------------------------------------------------------
def test_the_list_sorts_by_what_the_line_above_says(pane: ListPane[Sample]) -> None:
    pane.sort_by(1)
    assert clients(pane) == ["Atelier Boréal SARL", "Éléonore Œuvrard", "Studio Lumen SAS", "Sylvie Marchand"]
    assert pane.sort_button.accessibleName() == "Trié par client"
    pane.order_button.click()
    assert clients(pane)[0] == "Sylvie Marchand"
    assert "décroissant" in pane.order_button.accessibleName()
    pane.refresh()
    assert clients(pane)[0] == "Sylvie Marchand"


def test_the_current_row_stays_current_through_sorting_and_reading_again(pane: ListPane[Sample], qtbot: QtBot) -> None:
    pane.select(2)
    with qtbot.assertNotEmitted(pane.chosen):
        pane.sort_by(1)
        pane.refresh()
    assert pane.current_id == 2


def test_a_row_that_disappears_hands_over_to_its_neighbour(qtbot: QtBot) -> None:
    rows = list(SAMPLES)
    pane = sample_list()
    qtbot.addWidget(pane)
    pane.question.source = lambda query: rows
    pane.refresh()
    pane.select(2)
    del rows[1]
    with qtbot.waitSignal(pane.chosen) as told:
        pane.refresh()
    assert told.args == [3]


def test_typing_in_the_filter_reads_the_list_again(pane: ListPane[Sample], qtbot: QtBot) -> None:
    pane.filter.setText("œuv")
    qtbot.waitUntil(lambda: len(clients(pane)) == 1)
    assert clients(pane) == ["Éléonore Œuvrard"]


def test_a_filter_that_finds_nothing_offers_to_show_everything(pane: ListPane[Sample]) -> None:
    pane.filter.setText("rien de tel")
    pane.refresh()
    assert pane.reset_button.isVisible()
    pane.reset_button.click()
    assert len(clients(pane)) == 4
    assert pane.view.isVisible()


def test_a_chip_narrows_the_list(pane: ListPane[Sample]) -> None:
    pane.chips.buttons()[1].click()
    assert {row.tone for row in pane.model.rows()} == {Tone.LATE}


def test_nothing_at_all_says_what_to_do(qtbot: QtBot) -> None:
    pane = sample_list(())
    qtbot.addWidget(pane)
    pane.show()
    shown = pane.stack.currentWidget()
    assert shown is not None
    words = [label.full_text() for label in shown.findChildren(Label)]
    assert words[0] == "Aucun litige pour l’instant."
    assert shown.isVisible()
    assert not pane.view.isVisible()
    assert not pane.reset_button.isVisible()


def test_enter_and_double_click_open_the_current_row(pane: ListPane[Sample], qtbot: QtBot) -> None:
    pane.select(3)
    with qtbot.waitSignal(pane.opened) as told:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert told.args == [3]
    area = pane.view.visualRect(pane.model.index(0, 0))
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    with qtbot.waitSignal(pane.opened):
        qtbot.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())


def test_down_in_the_filter_goes_to_the_rows_and_escape_empties_it(pane: ListPane[Sample], qtbot: QtBot) -> None:
    pane.focus_filter()
    assert pane.filter.hasFocus()
    pane.filter.setText("atelier")
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    assert pane.filter.text() == ""
    with qtbot.waitSignal(pane.chosen):
        qtbot.keyClick(pane.filter, Qt.Key.Key_Down)
    assert pane.view.hasFocus()


def test_a_row_says_everything_it_shows_to_a_screen_reader(pane: ListPane[Sample]) -> None:
    said = pane.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Studio Lumen SAS, Impayé · amiable, 14 nov. · en retard de 8\u00a0jours, 1\u202f701,17\u00a0€"


def test_the_focused_row_looks_different(pane: ListPane[Sample]) -> None:
    pane.select(1)
    pane.filter.setFocus()
    before = pane.view.grab().toImage()
    pane.view.setFocus()
    assert pane.view.grab().toImage() != before


def test_rows_grow_with_the_text(pane: ListPane[Sample]) -> None:
    before = pane.view.sizeHintForRow(0)
    assert before == 80
    current().apply(ThemeMode.LIGHT, 1.5)
    assert pane.view.sizeHintForRow(0) > before


def test_a_sum_of_money_sorts_by_its_amount(pane: ListPane[Sample]) -> None:
    pane.sort_by(2)
    assert [row.amount for row in pane.model.rows()] == sorted(row.amount for row in SAMPLES)
    assert pane.model.rows()[0].amount == Money.of(350)
