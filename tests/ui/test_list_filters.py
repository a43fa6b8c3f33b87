"""A list narrowed, remembered, kept under a name, chosen several at once, printed and exported: by the keyboard alone."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Invoice
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients, invoices
from litigedesk.queries.saved_lists import of_list
from ui import list_output
from ui.app import build_window
from ui.context import Context
from ui.main_window import MainWindow
from ui.models.list_query import ListQuery, ListState, read_state
from ui.printing import Pages
from ui.row_menus import RowMenus
from ui.tabs.clients.tab import ClientsTab
from ui.widgets.buttons import IconButton
from ui.widgets.invoice_table import InvoiceTable
from ui.widgets.layout import hbox
from ui.widgets.list_pane import ListPane
from ui.widgets.text import Label
from ui.window_state import WindowState

PEOPLE = (
    ("Atelier Boréal", ClientKind.PROFESSIONAL, "Lorient"),
    ("Éléonore Œuvrard", ClientKind.CONSUMER, "Lorient"),
    ("Mairie de Lorient", ClientKind.PUBLIC, "Lorient"),
    ("Studio Lumen", ClientKind.PROFESSIONAL, "Rennes"),
)


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    made = {}
    for name, kind, city in PEOPLE:
        home = [Address(client_id=0, city=city)]
        made[name] = clients.save(desk, Client(name=name, kind=kind), None, home).value.id or 0
    for number, due, gross in (("F-1", date(2026, 9, 1), 100), ("F-2", date(2026, 10, 1), 250)):
        invoice = Invoice(
            client_id=made["Atelier Boréal"],
            number=number,
            issued_on=due,
            due_on=due,
            net=Money.of(gross),
            gross=Money.of(gross),
        )
        invoices.save(desk, invoice)
    return made


def opened(desk: Desk, state: WindowState, qtbot: QtBot) -> MainWindow:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    with qtbot.waitActive(window):
        pass
    window.show_tab("ClientsTab")
    return window


@pytest.fixture
def window(desk: Desk, people: dict[str, int], state: WindowState, qtbot: QtBot) -> MainWindow:
    return opened(desk, state, qtbot)


def alone(context: Context, state: WindowState, qtbot: QtBot) -> ClientsTab:
    """The tab without its window, which is made in a fraction of the time."""
    made = ClientsTab(context)
    qtbot.addWidget(made)
    RowMenus(made)
    made.keep(state)
    made.resize(1366, 720)
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    return made


@pytest.fixture
def tab(context: Context, people: dict[str, int], state: WindowState, qtbot: QtBot) -> ClientsTab:
    return alone(context, state, qtbot)


@pytest.fixture
def pane(tab: ClientsTab) -> ListPane[Any]:
    return tab.list


def names(pane: ListPane[Any]) -> list[str]:
    return [row.name for row in pane.model.rows()]


def tags(pane: ListPane[Any]) -> list[str]:
    return [tag.text().strip() for tag in pane.controls.tags]


def typed(pane: ListPane[Any], text: str) -> None:
    pane.filter.setText(text)
    pane.question.typed()


def answer(button: str, seen: list[str] | None = None) -> None:
    """Press a button of the box that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if seen is not None:
            seen.append(f"{box.text()} {box.informativeText()}")
        next(one for one in box.findChildren(QPushButton) if button in one.text()).click()

    QTimer.singleShot(0, press)


def popup(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


# ---- narrowing -------------------------------------------------------------------------------------------------------
def test_words_chip_and_facets_combine_and_each_can_be_taken_off(pane: ListPane[Any], qtbot: QtBot) -> None:
    typed(pane, "lorient")
    assert names(pane) == ["Atelier Boréal", "Éléonore Œuvrard", "Mairie de Lorient"]
    pane.question.ask("kind", ("professional", "consumer"))
    assert names(pane) == ["Atelier Boréal", "Éléonore Œuvrard"]
    typed(pane, "LORIENT oeuv")
    assert names(pane) == ["Éléonore Œuvrard"]
    assert pane.controls.count.full_text() == "1\u00a0client sur 4\u00a0:"
    assert tags(pane) == ["«\u202fLORIENT oeuv\u202f»", "Type\u00a0: professionnel", "Type\u00a0: consommateur"]
    last = pane.controls.tags[-1]
    qtbot.waitUntil(last.isVisible)
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Delete)
    assert names(pane) == []
    assert pane.reset_button.isVisible()
    qtbot.waitUntil(pane.controls.tags[-1].hasFocus)
    pane.controls.clear_button.click()
    assert len(names(pane)) == 4
    assert not pane.controls.clear_button.isVisible()


def test_the_panel_narrows_as_one_presses(pane: ListPane[Any], qtbot: QtBot) -> None:
    panel = pane.question.open_panel()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert names(pane) == ["Atelier Boréal", "Studio Lumen"]
    least = panel.findChild(QWidget, "facet.amount.least")
    assert least is not None
    city = panel.findChild(QWidget, "facet.city")
    city.setCurrentIndex(city.findText("Rennes"))  # type: ignore[union-attr]
    city.activated.emit(city.currentIndex())  # type: ignore[union-attr]
    assert names(pane) == ["Studio Lumen"]
    assert panel.count.full_text() == "1\u00a0client sur 4"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert tags(pane) == ["Type\u00a0: professionnel", "Ville\u00a0: Rennes"]


def test_a_list_is_as_it_was_left_and_says_what_hides_the_rest(
    tab: ClientsTab, pane: ListPane[Any], state: WindowState, qtbot: QtBot
) -> None:
    pane.sort_by(4, Qt.SortOrder.DescendingOrder)
    pane.question.ask("kind", ("consumer",))
    typed(pane, "rennes")
    again = alone(tab.context, state, qtbot).list
    assert names(again) == []
    assert again.controls.count.full_text() == "0\u00a0client sur 4\u00a0:"
    assert tags(again) == ["«\u202frennes\u202f»", "Type\u00a0: consommateur"]
    assert again.sort_button.accessibleName() == "Trié par ville"
    assert "décroissant" in again.order_button.accessibleName()
    again.reset_button.click()
    assert len(names(again)) == 4


@pytest.mark.parametrize(
    "kept", ["", "{", "[1]", '{"text":3,"chip":[],"facets":[1],"sort":null}', "[" * 9999, '{"facets":{"kind":[7]}}']
)
def test_a_memory_that_cannot_be_read_is_as_if_there_were_none(kept: str) -> None:
    found = read_state(kept)
    assert found is None or found == ListState(ListQuery(facets=found.query.facets))
    assert found is None or not any(found.query.facets.values())


def test_opening_a_hidden_record_widens_the_list(tab: ClientsTab, pane: ListPane[Any], people: dict[str, int]) -> None:
    pane.question.ask("city", ("Nulle Part",))
    assert names(pane) == []
    tab.open_record(people["Studio Lumen"])
    assert pane.current_id == people["Studio Lumen"]
    assert tags(pane) == []


def test_a_list_is_kept_under_a_name_and_asked_again(
    tab: ClientsTab, pane: ListPane[Any], desk: Desk, qtbot: QtBot
) -> None:
    pane.question.ask("kind", ("public",))

    def name() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue("Mairies & Cie")
        dialog.accept()

    def choose(words: str) -> None:
        pane.controls.more_button.click()
        menu = popup(qtbot)
        action = next(one for one in menu.actions() if words in one.text())
        menu.close()
        action.trigger()

    QTimer.singleShot(0, name)
    choose("Enregistrer cette liste")
    assert [one.name for one in of_list(desk, "clients")] == ["Mairies & Cie"]
    pane.show_all()
    choose("Mairies && Cie")
    assert names(pane) == ["Mairie de Lorient"]
    tab.context.undo()
    assert of_list(desk, "clients") == []


# ---- several at once -------------------------------------------------------------------------------------------------
def test_several_rows_are_deleted_in_one_step_by_the_keyboard(
    tab: ClientsTab, pane: ListPane[Any], desk: Desk, qtbot: QtBot
) -> None:
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_End)
    qtbot.keyClick(pane.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert tab.stage.right.currentWidget() is tab.stage.several
    assert tab.stage.several.title.full_text() == "2\u00a0clients choisis"
    qtbot.keyClick(pane.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = popup(qtbot)
    assert [one.text() for one in menu.actions()] == [
        "Imprimer la sélection…",
        "Exporter la sélection…",
        "Supprimer",
    ]
    asked: list[str] = []
    answer("corbeille", asked)
    menu.close()
    next(one for one in menu.actions() if one.text() == "Supprimer").trigger()
    assert "Mettre 2\u00a0clients à la corbeille" in asked[0]
    assert names(pane) == ["Atelier Boréal", "Éléonore Œuvrard"]
    assert desk.undo_label == "2\u00a0clients mis à la corbeille"
    tab.context.undo()
    assert len(names(pane)) == 4
    assert tab.stage.right.currentWidget() is tab.view


def test_escape_comes_back_to_one_row_and_refreshing_keeps_several(
    tab: ClientsTab, pane: ListPane[Any], desk: Desk, qtbot: QtBot
) -> None:
    pane.view.setFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(pane.selected) == 4
    tab.refresh_now()
    assert len(pane.selected) == 4
    assert tab.stage.right.currentWidget() is tab.stage.several
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert len(pane.selected) == 1
    assert tab.stage.right.currentWidget() is tab.view
    assert tab.view.client_id == pane.current_id


def test_keeping_several_deletes_nothing(pane: ListPane[Any], desk: Desk) -> None:
    pane.view.selectAll()
    answer("Garder")
    pane.bulk[0].do(pane.selected)
    assert desk.table(Client).count() == 4


def test_invoices_chosen_in_a_table_go_into_one_dispute(tab: ClientsTab, people: dict[str, int], qtbot: QtBot) -> None:
    tab.open_record(people["Atelier Boréal"])
    qtbot.waitUntil(lambda: any(one.isVisible() for one in tab.findChildren(InvoiceTable)))
    held = next(one for one in tab.findChildren(InvoiceTable) if one.isVisible())
    held.table.setFocus()
    qtbot.keyClick(held.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert held.dispute_button.isVisible()
    qtbot.keyClick(held.table, Qt.Key.Key_Menu)
    menu = popup(qtbot)
    assert [one.text() for one in menu.actions()] == [
        "Ouvrir un litige sur 2\u00a0factures",
        "Supprimer 2\u00a0factures",
    ]
    menu.close()


# ---- paper and files -------------------------------------------------------------------------------------------------
def test_ctrl_p_previews_what_is_shown(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    previewed: list[tuple[Pages, str]] = []
    monkeypatch.setattr(list_output, "show_preview", lambda _parent, pages, title: previewed.append((pages, title)))
    window.current_tab.panes()[0].question.ask("kind", ("public",))
    action = window.actions_of_menus.action("file.print_list")
    assert action.shortcut() == QKeySequence("Ctrl+P")
    action.trigger()
    window.show_tab("TodayTab")
    action.trigger()  # what waits: there is one page of dates, or a note that there is none
    assert previewed[0][1] == "Clients"
    assert previewed[0][0].count == 1


@pytest.mark.parametrize(("name", "read"), [("liste.csv", True), ("liste", False)])
def test_the_list_shown_is_exported(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, read: bool
) -> None:
    window.current_tab.panes()[0].question.ask("city", ("Lorient",))
    kinds = list(list_output.KINDS.values())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), kinds[0]))
    answer("affiché")
    window.actions_of_menus.trigger("file.export_list")
    if read:
        rows = list(csv.reader((tmp_path / name).read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert [row[0] for row in rows[1:]] == ["Atelier Boréal", "Éléonore Œuvrard", "Mairie de Lorient"]
        assert rows[1][6] == "350,00"
    else:
        assert (tmp_path / "liste.xlsx").read_bytes().startswith(b"PK")


def test_a_disk_that_refuses_is_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "rien" / "x.csv"), ""))
    with qtbot.waitSignal(window.context.error_raised) as told:
        window.actions_of_menus.trigger("file.export_list")
    assert "n’existe pas" in told.args[0]


# ---- menus of rows ---------------------------------------------------------------------------------------------------
def test_the_right_button_in_a_row_opens_what_its_dots_open(tab: ClientsTab, qtbot: QtBot) -> None:
    holder = QWidget(tab)
    line = hbox(holder)
    words, more = Label("Une échéance"), IconButton("ellipsis", "Autres actions")
    menu = QMenu(more)
    menu.addAction("Modifier")
    more.setMenu(menu)
    line.addWidget(words)
    line.addWidget(more)
    holder.show()
    at = words.mapToGlobal(QPoint(2, 2))
    QApplication.sendEvent(words, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), at))
    assert popup(qtbot) is menu
    menu.close()
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert popup(qtbot) is menu
    menu.close()
