"""The window of charts: by the keyboard from a bar to its record, the same figures as a table, on paper and in a file."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Invoice, Payment
from tests.ui.conftest import TODAY
from ui import app
from ui.dialogs.charts import ChartsDialog, CountedDialog
from ui.main_window import MainWindow
from ui.printing import PrintPreview
from ui.theme import ThemeMode, current
from ui.widgets.bar_chart import draw_part
from ui.widgets.text import Label
from ui.window_state import WindowState


@pytest.fixture
def window(desk: Desk, state: WindowState, qtbot: QtBot) -> Iterator[MainWindow]:
    made = app.build_window(desk, state)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def invoice_id(desk: Desk) -> int:
    """An invoice late by forty days, and one paid ten days late."""
    with desk.db.transaction("Essai", undoable=False):
        client = desk.table(Client).insert(Client(name="Atelier Boréal")).id or 0
        desk.table(Dispute).insert(Dispute(client_id=client, reference="LIT-1", opened_on=date(2025, 5, 1)))
        desk.table(Dispute).insert(Dispute(client_id=client, reference="LIT-2", opened_on=date(2026, 5, 1)))
        due, sum_ = TODAY - timedelta(days=40), Money.of(1000)
        fields: dict[str, Any] = {"client_id": client, "issued_on": date(2026, 1, 1)}
        late = desk.table(Invoice).insert(Invoice(**fields, number="F-1", due_on=due, net=sum_, gross=sum_))
        paid = desk.table(Invoice).insert(Invoice(**fields, number="F-2", due_on=due, net=sum_, gross=sum_))
        desk.table(Payment).insert(Payment(invoice_id=paid.id or 0, paid_on=due + timedelta(days=10), amount=sum_))
    return late.id or 0


def opened(window: MainWindow, qtbot: QtBot) -> ChartsDialog:
    dialog = ChartsDialog(window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def heard(widget: QWidget | None) -> str:
    assert widget is not None
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).replace("\u00a0", " ").replace("\u202f", " ")


def answering(ask: Callable[[], object], act: Callable[[QDialog], None]) -> None:
    """Open something modal and answer it; whatever ``act`` leaves open is closed."""

    def run() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, QDialog)
        try:
            act(shown)
        finally:
            if shown.isVisible():
                shown.done(0)

    QTimer.singleShot(0, run)
    ask()


def press(widget: QWidget | None, key: Qt.Key) -> None:
    assert widget is not None
    QTest.keyClick(widget, key)


def chosen(dialog: ChartsDialog, key: str) -> None:
    dialog.questions.set_key(key)
    dialog.questions.chosen.emit(key)


def test_arrows_say_each_figure_and_enter_leads_from_a_bar_to_the_record(
    window: MainWindow, invoice_id: int, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    dialog.picture.setFocus(Qt.FocusReason.TabFocusReason)
    bars = dialog.picture.bars
    assert [bar for bar in bars if bar.focusPolicy() is Qt.FocusPolicy.StrongFocus] == [bars[0]]
    said = []
    for _ in range(3):
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
        said.append(heard(QApplication.focusWidget()))
    assert said[1] == "31 à 60 jours : 1 000,00 €, 1 facture"
    press(QApplication.focusWidget(), Qt.Key.Key_End)
    assert QApplication.focusWidget() is bars[-1]
    for _ in range(2):
        press(QApplication.focusWidget(), Qt.Key.Key_Up)
    went: list[tuple[str, int]] = []
    window.context.navigated.connect(lambda kind, record_id: went.append((kind, record_id)))

    def open_it(shown: QDialog) -> None:
        assert isinstance(shown, CountedDialog)
        assert [one.value for one in shown.table.cells.rows()] == [Money.of(1000)]
        press(shown.table, Qt.Key.Key_Return)

    answering(lambda: press(QApplication.focusWidget(), Qt.Key.Key_Return), open_it)
    assert went == [("invoice", invoice_id)]
    assert not dialog.isVisible()


def test_the_table_has_the_figures_of_the_bars_and_goes_to_a_file(
    window: MainWindow, invoice_id: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(window, qtbot)
    dialog.form.set_key("table")
    dialog.form.chosen.emit("table")
    assert not dialog.picture.isVisible()
    assert dialog.table is not None
    dialog.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert dialog.table.cells.rows()[0].values == ("31 à 60 jours", 1, Money.of(1000))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "argent.csv"), ""))
    dialog.export_button.click()
    rows = list(csv.reader((tmp_path / "argent.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Ancienneté", "Factures", "Reste dû"]
    assert ["31 à 60 jours", "1", "1000,00"] in rows
    chosen(dialog, "delays")
    assert [line.values[-1] for line in dialog.table.cells.rows()] == ["trop peu de factures"]


def test_the_year_narrows_the_disputes_and_stays_when_they_are_read_again(
    window: MainWindow, invoice_id: int, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    assert not dialog.year.isVisible()
    chosen(dialog, "disputes")
    assert [dialog.year.itemText(place) for place in range(dialog.year.count())] == [
        "Toutes les années", "Ouverts en 2026", "Ouverts en 2025",
    ]  # fmt: skip
    assert heard(dialog.picture.bars[0]) == "Ouverts, Amiable : 2 litiges (2 impayés)"
    dialog.year.setCurrentIndex(2)
    dialog.year.activated.emit(2)
    window.context.data_changed.emit(frozenset({"dispute"}))
    assert heard(dialog.picture.bars[0]) == "Ouverts, Amiable : 1 litige (1 impayé)"


def test_printing_shows_the_pages_first_and_an_empty_chart_says_so(
    window: MainWindow, desk: Desk, invoice_id: int, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot)
    chosen(dialog, "costs")
    assert not dialog.print_button.isEnabled()
    assert dialog.picture.bars == []
    chosen(dialog, "money")
    assert dialog.print_button.shortcut().toString() == "Ctrl+P"
    seen: list[type[QDialog]] = []
    answering(dialog.print_button.click, lambda shown: seen.append(type(shown)))
    assert seen == [PrintPreview]


def test_at_200_percent_words_stand_above_the_bars_and_parts_have_their_own_patterns(
    window: MainWindow, invoice_id: int, qtbot: QtBot
) -> None:
    current().apply(ThemeMode.DARK, 2.0)
    dialog = opened(window, qtbot)
    dialog.resize(683, 384)
    bar = dialog.picture.bars[2]
    qtbot.waitUntil(lambda: bar.height() == bar.sizeHint().height())
    assert bar.height() > 2 * current().line_height()
    chosen(dialog, "disputes")
    words = [label.full_text() for label in dialog.picture.findChildren(Label)]
    assert {"Impayés", "Réclamations"} <= set(words)
    assert len({inked(place) for place in range(3)}) == 3


def inked(place: int) -> int:
    """How many pixels of a part of a bar have ink: what tells it from another without colour."""
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    current().apply(ThemeMode.LIGHT, 1.0)
    painter = QPainter(image)
    draw_part(painter, QRectF(0, 0, 60, 20), place, QColor(Qt.GlobalColor.black))
    painter.end()
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(60) for y in range(20))
