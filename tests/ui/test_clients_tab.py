"""The tab Clients: from nothing to a list, one client's page, and what can be done to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.demo.identifiers import siret
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Contact, Dispute, Invoice
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients as operations
from litigedesk.operations import disputes, invoices, profile
from litigedesk.queries import clients
from ui.context import Context
from ui.tabs.clients import ClientsTab, words
from ui.widgets.text import Label

Typing = Callable[[QWidget, str], None]
TODAY = date(2026, 11, 22)


def add(desk: Desk, name: str, kind: ClientKind = ClientKind.PROFESSIONAL) -> int:
    found = operations.save(desk, Client(name=name, kind=kind)).value
    return found.id or 0


def bill(desk: Desk, client_id: int, number: str = "F-1", due: date = date(2026, 10, 1), euros: int = 500) -> int:
    sum_ = Money.of(euros)
    invoice = Invoice(client_id=client_id, number=number, issued_on=date(2026, 9, 1), due_on=due, net=sum_, gross=sum_)
    return invoices.save(desk, invoice).value.id or 0


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> ClientsTab:
    made = ClientsTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    return made


def show(tab: ClientsTab) -> None:
    """A page that was just filled shows its parts at the next turn of the events."""
    tab.show()
    QApplication.processEvents()


def press(tab: ClientsTab, name: str) -> None:
    found = [button for button in tab.view.findChildren(QPushButton, name) if button.isVisible()]
    assert len(found) == 1, name
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def seen(widget: QWidget) -> str:
    return " ".join(label.full_text() for label in widget.findChildren(Label) if label.isVisible())


# ---- nothing yet -----------------------------------------------------------------------------------------------------
def test_without_a_client_one_sentence_one_button_and_the_example(
    tab: ClientsTab, context: Context, qtbot: QtBot
) -> None:
    show(tab)
    assert tab.stage.is_empty
    assert "Ajoutez votre premier client" in seen(tab)
    example = tab.findChild(QPushButton, "clients.example")
    assert isinstance(example, QPushButton)
    with qtbot.waitSignal(context.action_asked) as asked:
        example.click()
    assert asked.args == ["file.demo"]
    several = tab.findChild(QPushButton, "clients.import")
    assert isinstance(several, QPushButton)
    with qtbot.waitSignal(context.action_asked) as asked:
        several.click()
    assert asked.args == ["file.import"]


def test_the_first_client_is_typed_with_the_keyboard_and_shown(
    tab: ClientsTab, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    show(tab)
    with qtbot.waitActive(tab):
        tab.activateWindow()
    tab.first_button.setFocus()
    QTest.keyClick(tab.first_button, Qt.Key.Key_Space)
    form = tab.stage.form
    assert form is not None
    assert not tab.stage.is_empty
    assert form.editor("kind").field.focusProxy().hasFocus()  # type: ignore[union-attr]
    QTest.keyClick(form.editor("kind").field.focusProxy(), Qt.Key.Key_Tab)
    assert form.editor("name").field.hasFocus()
    type_text(form.editor("name").field, "Atelier Boréal")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.stage.form is None
    qtbot.waitUntil(lambda: "Atelier Boréal" in seen(tab.view))
    assert tab.list.current_id == clients.rows(desk)[0].id


# ---- the list --------------------------------------------------------------------------------------------------------
def test_the_filter_is_blind_to_accents_and_case(tab: ClientsTab, qtbot: QtBot, desk: Desk) -> None:
    for name in ("Élise Corvo", "Garage Tessier"):
        add(desk, name)
    show(tab)
    tab.list.filter.setText("elise")
    qtbot.waitUntil(lambda: [row.name for row in tab.list.model.rows()] == ["Élise Corvo"])


def test_a_chip_shows_one_kind_and_counts_it(tab: ClientsTab, qtbot: QtBot, desk: Desk) -> None:
    add(desk, "Studio Lumen")
    add(desk, "Sylvie Marchand", ClientKind.CONSUMER)
    show(tab)
    assert [button.text().strip() for button in tab.list.chips.buttons()] == ["Tous 2", "Pros 1", "Consommateurs 1"]
    tab.list.chips.buttons()[2].click()
    assert [row.name for row in tab.list.model.rows()] == ["Sylvie Marchand"]


def test_a_row_says_name_sum_kind_and_next_date(desk: Desk) -> None:
    client_id = add(desk, "Studio Lumen")
    bill(desk, client_id)
    [row] = clients.rows(desk)
    view = words.list_row(replace(row, next_on=date(2026, 11, 14)), TODAY)
    assert view.words() == "Studio Lumen, Professionnel, 14\u00a0nov. · en retard de 8\u00a0jours, 500,00\u00a0€"


def test_enter_in_the_list_goes_to_the_page(tab: ClientsTab, qtbot: QtBot, desk: Desk) -> None:
    add(desk, "Studio Lumen")
    show(tab)
    with qtbot.waitActive(tab):
        tab.activateWindow()
    tab.list.view.setFocus()
    QTest.keyClick(tab.list.view, Qt.Key.Key_Return)
    focused = tab.window().focusWidget()
    assert focused is not None
    assert tab.view.isAncestorOf(focused)


def test_a_client_hidden_by_the_filter_is_shown_when_asked_for(tab: ClientsTab, qtbot: QtBot, desk: Desk) -> None:
    add(desk, "Studio Lumen")
    wanted = add(desk, "Sylvie Marchand", ClientKind.CONSUMER)
    show(tab)
    tab.list.filter.setText("lumen")
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 1)
    tab.open_record(wanted, "client")
    assert tab.list.current_id == wanted
    assert tab.view.client_id == wanted


# ---- the page --------------------------------------------------------------------------------------------------------
def test_the_page_shows_who_it_is_and_what_hangs_on_it(tab: ClientsTab, context: Context, desk: Desk) -> None:
    client = Client(name="Cabinet Aldebert", kind=ClientKind.PROFESSIONAL, email="a@b.example")
    saved = operations.save(desk, client, [Contact(client_id=0, name="Mme Roux", role="Gérante")]).value
    invoice_id = bill(desk, saved.id or 0, "F-2026-018")
    dispute = disputes.open_dispute(
        desk, Dispute(client_id=saved.id or 0, reference="LIT-2026-001", opened_on=TODAY), [invoice_id]
    ).value
    show(tab)
    text = seen(tab.view)
    assert "Mme Roux" in text
    assert "a@b.example" in text
    assert dispute.reference in text
    assert tab.view.table is not None
    assert [row.invoice.number for row in tab.view.table.cells.rows()] == ["F-2026-018"]
    assert tab.view.findChild(Label, "head.amount").full_text() == "500,00\u00a0€"  # type: ignore[union-attr]


def test_an_invoice_of_the_page_opens_with_enter(tab: ClientsTab, context: Context, qtbot: QtBot, desk: Desk) -> None:
    invoice_id = bill(desk, add(desk, "Studio Lumen"))
    show(tab)
    assert tab.view.table is not None
    with qtbot.waitSignal(context.navigated) as gone:
        QTest.keyClick(tab.view.table, Qt.Key.Key_Return)
    assert gone.args == ["invoice", invoice_id]


def test_a_client_that_is_needed_is_not_deleted_and_the_reason_is_said(
    tab: ClientsTab, context: Context, qtbot: QtBot, desk: Desk
) -> None:
    bill(desk, add(desk, "Studio Lumen"))
    show(tab)
    with qtbot.waitSignal(context.error_raised) as said:
        press(tab, "client.delete")
    assert said.args[0] == "Studio Lumen ne peut pas être supprimé\u00a0: il reste 1\u00a0facture, à supprimer d’abord."
    assert len(clients.rows(desk)) == 1


def test_a_deleted_client_comes_back_with_undo(tab: ClientsTab, context: Context, qtbot: QtBot, desk: Desk) -> None:
    add(desk, "Studio Lumen")
    add(desk, "Transports Ozanne")
    show(tab)
    with qtbot.waitSignal(context.step_done):
        press(tab, "client.delete")
    assert [row.name for row in tab.list.model.rows()] == ["Transports Ozanne"]
    qtbot.waitUntil(lambda: "Transports Ozanne" in seen(tab.view))
    context.undo()
    assert [row.name for row in tab.list.model.rows()] == ["Studio Lumen", "Transports Ozanne"]


def test_the_context_menu_has_the_buttons_of_the_page(tab: ClientsTab, desk: Desk) -> None:
    add(desk, "Studio Lumen")
    show(tab)
    menu = QMenu()
    tab._fill_menu(clients.rows(desk)[0], menu)
    offered = {action.text() for action in menu.actions() if action.text()}
    buttons = {button.text().strip() for button in tab.view.findChildren(QPushButton) if button.isVisible()}
    assert offered <= buttons
    assert offered == {
        "Nouvelle facture",
        "Nouveau contrat",
        "Ouvrir un litige",
        "Noter une réclamation",
        "Modifier",
        "Données personnelles…",
        "Supprimer",
    }


# ---- forms in the tab ------------------------------------------------------------------------------------------------
def test_changing_a_client_shows_the_change_and_undo_takes_it_back(
    tab: ClientsTab, context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    add(desk, "Studio Lumen")
    show(tab)
    press(tab, "client.edit")
    form = tab.stage.form
    assert form is not None
    type_text(form.editor("name").field, " SAS")
    form.save()
    qtbot.waitUntil(lambda: "Studio Lumen SAS" in seen(tab.view))
    context.undo()
    qtbot.waitUntil(lambda: "Studio Lumen SAS" not in seen(tab.view))
    assert tab.list.model.record(0).name == "Studio Lumen"


def test_choosing_another_client_keeps_the_form_as_a_draft(
    tab: ClientsTab, context: Context, desk: Desk, type_text: Typing
) -> None:
    first, second = add(desk, "Cabinet Aldebert"), add(desk, "Studio Lumen")
    show(tab)
    tab.edit(first)
    assert tab.stage.form is not None
    type_text(tab.stage.form.editor("notes").field, "Rappeler Mme Roux")
    tab.list.select(second)
    assert tab.stage.form is None
    assert tab.view.client_id == second
    tab.edit(first)
    assert tab.stage.form is not None
    assert tab.stage.form.editor("notes").value == "Rappeler Mme Roux"


def test_a_kind_to_be_told_is_asked_for_first(tab: ClientsTab, desk: Desk) -> None:
    add(desk, "Le Comptoir d’Élise", ClientKind.UNKNOWN)
    show(tab)
    press(tab, "client.next")
    assert tab.stage.form is not None
    assert tab.stage.form.editor("kind").value is ClientKind.UNKNOWN


# ---- what to do now --------------------------------------------------------------------------------------------------
def step_of(desk: Desk, client_id: int) -> words.Step | None:
    return words.next_step(clients.page(desk, client_id), TODAY)


def test_a_late_invoice_in_no_dispute_calls_for_one(desk: Desk) -> None:
    client_id = add(desk, "Studio Lumen")
    late = bill(desk, client_id, "F-1")
    bill(desk, client_id, "F-2", due=date(2026, 12, 1))
    step = step_of(desk, client_id)
    assert step is not None
    assert (step.action, step.invoice_ids) == ("dispute", (late,))
    assert "échéance dépassée de 52\u00a0jours" in step.reason


def test_an_open_dispute_is_gone_on_with(desk: Desk) -> None:
    client_id = add(desk, "Studio Lumen")
    dispute = disputes.open_dispute(
        desk, Dispute(client_id=client_id, reference="LIT-2026-001", opened_on=TODAY), [bill(desk, client_id)]
    ).value
    step = step_of(desk, client_id)
    assert step is not None
    assert (step.action, step.record_id) == ("dossier", dispute.id)


def test_nothing_is_asked_when_nothing_waits(desk: Desk) -> None:
    client_id = add(desk, "Studio Lumen")
    assert step_of(desk, client_id).action == "invoice"  # type: ignore[union-attr]
    bill(desk, client_id, due=date(2026, 12, 31))
    assert step_of(desk, client_id) is None


def test_a_new_client_is_proposed_as_professional_unless_one_sells_to_consumers(tab: ClientsTab, desk: Desk) -> None:
    show(tab)
    tab.new_record()
    assert tab.stage.form is not None
    assert tab.stage.form.editor("kind").value is ClientKind.PROFESSIONAL
    profile.save(desk, replace(desk.profile(), name="Anne Le Goff", sells_to_consumers=True))
    tab.new_record()
    assert tab.stage.form.editor("kind").value is ClientKind.UNKNOWN


def test_nine_digits_are_named_a_siren_and_fourteen_a_siret(tab: ClientsTab, desk: Desk) -> None:
    number = siret(3)
    kept = operations.save(desk, Client(name="Le Phare", kind=ClientKind.PROFESSIONAL, siret=number[:9])).value
    tab.refresh_now()
    show(tab)
    assert "SIREN" in seen(tab)
    assert "SIRET" not in seen(tab)
    operations.save(desk, replace(kept, siret=number))
    tab.refresh_now()
    show(tab)
    assert "SIRET" in seen(tab)
    assert "SIREN" not in seen(tab)
