"""Long lists: read beside the window, laid out without asking of every row, and each row looked at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QItemSelectionModel, QLocale, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Invoice
from litigedesk.queries import clients, kept_rows
from ui.app import build_window
from ui.context import Context
from ui.dialogs.record_commands import RecordCommands
from ui.models.long_list import LongListModel
from ui.models.per_row import SPARE, PerRow
from ui.models.records import RECORD_ROLE, Column
from ui.models.sort_keys import SortKeys
from ui.tabs.clients.page import ClientView
from ui.tabs.contracts import ContractsTab
from ui.tabs.contracts.record_list import INVOICES, UNPAID
from ui.widgets.list_choice import ListChoice
from ui.widgets.list_reading import ListReading
from ui.widgets.list_rows import ListRows
from ui.widgets.long_card import FIRST
from ui.widgets.panels import Card
from ui.widgets.rows import FactRow
from ui.window_state import WindowState

FRENCH = QCollator(QLocale(QLocale.Language.French, QLocale.Country.France))


class Looked(LongListModel[str]):
    """Counts what is asked of it."""

    asked = 0
    flagged = 0

    def flags(self, index: Any) -> Qt.ItemFlag:
        self.flagged += 1
        return super().flags(index)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked += 1
        return super().data(index, role)


# ---- order -----------------------------------------------------------------------------------------------------------
@given(st.lists(st.text("aàâeéèoœOŒ -'’.,;()&/1029ABz\u00a0", max_size=8), max_size=30))
def test_texts_are_ranked_as_the_french_collation_compares_them(texts: list[str]) -> None:
    keys = SortKeys[str](lambda text: text).of(texts)
    for one, key in zip(texts, keys, strict=True):
        for other, another in zip(texts, keys, strict=True):
            assert (key < another) == (FRENCH.compare(one, other) < 0)
            assert (key == another) == (FRENCH.compare(one, other) == 0)


@pytest.mark.parametrize(
    "values", [[Money(5), Money(-2), None, Money(3)], [date(2026, 1, 2), None, date(2025, 3, 1)], [2, None, 1, 1]]
)
def test_sums_and_days_keep_their_order(values: list[Any]) -> None:
    keys = SortKeys[Any](lambda value: value).of(values)
    assert [key is None for key in keys] == [value is None for value in values]
    known = [(key, value) for key, value in zip(keys, values, strict=True) if value is not None]
    assert [value for _, value in sorted(known, key=lambda pair: pair[0])] == sorted(value for _, value in known)


def test_the_key_of_a_row_is_read_once_and_a_new_text_finds_its_place() -> None:
    read: list[tuple[str]] = []

    def value(row: tuple[str]) -> str:
        read.append(row)
        return row[0]

    rows, keys = [("zèbre",), ("âne",)], SortKeys[tuple[str]](value)
    assert keys.of(rows) == [1, 0]
    rows.append(("élan",))
    assert keys.of(rows) == [2, 0, 1]
    assert keys.of(rows[::-1]) == [1, 0, 2]
    assert read == rows


def test_texts_prepared_a_little_at_a_time_have_the_order_of_those_sorted_at_once() -> None:
    rows = [(f"{'eéèE'[place % 4]}{place * 7919 % 2_503}",) for place in range(2_500)]
    prepared, at_once = (SortKeys[tuple[str]](lambda row: row[0]) for _ in range(2))
    assert sum(1 for _ in prepared.prepare(rows)) > 3
    assert prepared.of(rows) == at_once.of(rows)
    assert prepared.of(rows[5:]) == at_once.of(rows[5:])


def test_rows_that_went_are_forgotten() -> None:
    kept = PerRow[list[int], int](len)
    for _ in range(4):
        rows = [[place] for place in range(SPARE)]
        assert kept.of(rows) == [1] * SPARE
    assert len(kept._rows) <= 3 * SPARE


# ---- the view --------------------------------------------------------------------------------------------------------
def test_laying_out_a_long_list_asks_only_of_the_rows_in_sight(qtbot: QtBot) -> None:
    model = Looked([Column("Mot", str)], str)
    view = ListRows()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(300, 400)
    view.show()
    model.show_rows([f"mot {place}" for place in range(20_000)])
    view.scrollTo(model.index(10_000, 0))
    qtbot.waitUntil(lambda: view.visualRect(model.index(10_000, 0)).isValid())
    assert model.rowCount() == 20_000
    assert model.asked < 500


def test_choosing_every_row_of_a_long_list_asks_nothing_of_each(qtbot: QtBot) -> None:
    model = Looked([Column("Mot", str)], str)
    view = ListRows()
    qtbot.addWidget(view)
    view.setModel(model)
    choice = ListChoice(view, model, hash)
    view.show()
    model.show_rows([f"mot {place}" for place in range(20_000)])
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert choice.is_several
    assert choice.rows == model.rows()
    assert model.flagged < 500


def test_rows_chosen_here_and_there_come_in_the_order_shown(qtbot: QtBot) -> None:
    model = LongListModel([Column("Mot", str)], str)
    view = ListRows()
    qtbot.addWidget(view)
    view.setModel(model)
    choice = ListChoice(view, model, hash)
    words = [f"mot {place}" for place in range(9)]
    model.show_rows(words)
    for place in (7, 2, 3, 0):
        view.selectionModel().select(model.index(place, 0), QItemSelectionModel.SelectionFlag.Select)
    wanted = [words[place] for place in (0, 2, 3, 7)]
    assert choice.rows == wanted
    with choice.kept():
        model.show_rows(["autre", *words])
    assert choice.rows == wanted


def test_the_model_of_a_long_list_keeps_the_promises_of_a_qt_model(qtmodeltester: ModelTester) -> None:
    model = LongListModel[str]([Column("Mot", str)], lambda word: f"le mot {word}")
    model.show_rows(["zèbre", "âne", "élan"])
    chosen = model.index(0, 0)
    assert chosen.data(RECORD_ROLE) == chosen.data() == "zèbre"
    assert chosen.data(Qt.ItemDataRole.AccessibleTextRole) == "le mot zèbre"
    assert not chosen.flags() & Qt.ItemFlag.ItemIsEditable
    qtmodeltester.check(model)
    model.sort(0)
    assert model.rows() == ["âne", "élan", "zèbre"]
    qtmodeltester.check(model)


# ---- a list read beside the window -------------------------------------------------------------------------------------
@pytest.fixture
def tab(qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch) -> ContractsTab:
    """Thirty invoices, which count as many here."""
    monkeypatch.setattr(kept_rows, "AT_ONCE", 10)
    monkeypatch.setattr(kept_rows, "SLICE", 4)
    write(context.desk, range(30))
    made = ContractsTab(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def write(desk: Desk, numbers: Sequence[int]) -> None:
    with desk.db.transaction("Essai"):
        client = desk.table(Client).first() or desk.table(Client).insert(Client(name="Studio Lumen"))
        for number in numbers:
            day = date(2026, 1, 1) + timedelta(days=number)
            invoice = Invoice(
                client_id=client.id or 0,
                number=f"F-{number:03}",
                issued_on=day,
                due_on=day,
                net=Money(100),
                gross=Money(100),
            )
            desk.table(Invoice).insert(invoice)


def choose(tab: ContractsTab, chip: str) -> None:
    tab.list.chips.set_key(chip)
    tab.list.chips.chosen.emit(chip)


def test_nothing_is_read_any_more_once_the_window_has_closed(
    desk: Desk, state: WindowState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_rows, "AT_ONCE", 10)
    write(desk, range(30))
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    window.show_tab("ContractsTab")
    lists = window.findChild(ContractsTab)
    assert lists is not None
    choose(lists, INVOICES)
    assert any(reading._steps is not None for reading in window.findChildren(ListReading))
    window.close()
    assert not any(reading._steps is not None for reading in window.findChildren(ListReading))


def is_being_read(tab: ContractsTab) -> bool:
    return tab.list.stack.currentWidget() is tab.list._unread


def test_a_long_list_says_that_it_is_being_read_then_shows_its_first_record(qtbot: QtBot, tab: ContractsTab) -> None:
    choose(tab, INVOICES)
    assert is_being_read(tab)
    qtbot.waitUntil(lambda: not is_being_read(tab))
    assert tab.list.model.rowCount() == 30
    assert tab.list.current_id is not None
    assert tab.invoice_view.invoice_id == -tab.list.current_id


def test_a_record_asked_for_meanwhile_is_shown_at_once(tab: ContractsTab) -> None:
    choose(tab, INVOICES)
    tab.open_record(17, "invoice")
    assert not is_being_read(tab)
    assert tab.list.current_id == -17
    assert tab.invoice_view.invoice_id == 17


def test_what_is_typed_and_saved_meanwhile_is_in_the_list_that_comes(qtbot: QtBot, tab: ContractsTab) -> None:
    choose(tab, INVOICES)
    tab.list.filter.setText("03")
    tab.list.question.typed()
    write(tab.context.desk, [30, 31])
    assert is_being_read(tab)
    qtbot.waitUntil(lambda: not is_being_read(tab))
    assert sorted(row.invoice.number for row in tab.list.model.rows()) == ["F-003", *(f"F-{n:03}" for n in (30, 31))]


def test_printing_a_list_that_is_being_read_prints_all_of_it(tab: ContractsTab) -> None:
    choose(tab, UNPAID)
    assert len(tab.list.listed().rows) == 30


def test_the_counts_of_the_chips_are_the_same_before_and_after_it_is_read(qtbot: QtBot, tab: ContractsTab) -> None:
    before = tab.list.counts()
    choose(tab, INVOICES)
    qtbot.waitUntil(lambda: not is_being_read(tab))
    assert tab.list.counts() == before == (0, 30, 30)


# ---- pages of many rows ------------------------------------------------------------------------------------------------
def test_a_page_of_many_rows_makes_first_those_in_sight_and_all_at_once_when_it_is_shown_again(
    qtbot: QtBot, context: Context
) -> None:
    with context.desk.db.transaction("Essai"):
        client = context.desk.table(Client).insert(Client(name="Studio Lumen"))
        for number in range(FIRST + 30):
            dispute = Dispute(client_id=client.id or 0, reference=f"L-{number:03}", opened_on=date(2026, 1, 1))
            context.desk.table(Dispute).insert(dispute)
    view = ClientView(RecordCommands(context, QWidget()))
    qtbot.addWidget(view)
    view.show_client(client.id or 0)
    assert len(shown_disputes(view)) == FIRST
    qtbot.waitUntil(lambda: len(shown_disputes(view)) == FIRST + 30)
    newest_first = [one.id for one in clients.page(context.desk, client.id or 0).disputes]
    assert shown_disputes(view) == newest_first
    view.show_client(client.id or 0)
    assert shown_disputes(view) == newest_first


def shown_disputes(view: ClientView) -> list[int]:
    """Those of the newest card, in the order shown."""
    start = "client.dispute."
    cards = [
        card for card in view.findChildren(Card) if any(row.objectName().startswith(start) for row in rows_of(card))
    ]
    return [
        int(row.objectName().removeprefix(start)) for row in rows_of(cards[-1]) if row.objectName().startswith(start)
    ]


def rows_of(card: Card) -> list[FactRow]:
    """Its rows, in the order made."""
    return card.findChildren(FactRow)
