"""The tab Contrats: contracts, invoices with or without one, their pages, and what can be done to them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Contract, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, InvoiceKind, PaymentTerm, PenaltyClause
from litigedesk.operations import clients, contracts, invoices
from litigedesk.queries import contracts as contract_queries
from litigedesk.queries import invoices as queries
from ui.context import Context
from ui.forms.contract_form import ContractForm
from ui.forms.invoice_form import InvoiceForm
from ui.tabs.contracts import ContractsTab, words
from ui.widgets.ledger import Ledger
from ui.widgets.text import Label

TODAY = date(2026, 11, 22)


@pytest.fixture
def client_id(desk: Desk) -> int:
    return clients.save(desk, Client(name="Atelier Boréal", kind=ClientKind.PROFESSIONAL)).value.id or 0


@pytest.fixture
def contract_id(desk: Desk, client_id: int) -> int:
    contract = Contract(
        client_id=client_id,
        reference="D-2026-009",
        title="Refonte",
        signed_on=date(2026, 3, 2),
        amount=Money.of(2500),
        payment_term=PaymentTerm.EOM_45_A,
        penalty_clause=PenaltyClause.FIXED,
        penalty_rate=Decimal(3),
    )
    return contracts.save(desk, contract).value.id or 0


def bill(desk: Desk, client_id: int, number: str = "F-1", **fields: Any) -> int:
    sum_ = Money.of(1000)
    known: dict[str, Any] = {"issued_on": date(2026, 9, 1), "due_on": date(2026, 10, 1), "net": sum_, "gross": sum_}
    return invoices.save(desk, Invoice(client_id=client_id, number=number, **(known | fields))).value.id or 0


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> ContractsTab:
    made = ContractsTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    return made


def show(tab: ContractsTab) -> None:
    tab.show()
    QApplication.processEvents()


def button(tab: ContractsTab, name: str) -> QPushButton:
    found = [one for one in tab.findChildren(QPushButton, name) if one.isVisible()]
    assert len(found) == 1, name
    return found[0]


def seen(widget: QWidget) -> str:
    return " ".join(label.full_text() for label in widget.findChildren(Label) if label.isVisible())


def chip(tab: ContractsTab, place: int) -> None:
    tab.list.chips.buttons()[place].click()
    QApplication.processEvents()


# ---- the list --------------------------------------------------------------------------------------------------------
def test_nothing_yet_offers_an_invoice_first(tab: ContractsTab) -> None:
    show(tab)
    assert tab.stage.is_empty
    tab.first_button.click()
    assert isinstance(tab.stage.form, InvoiceForm)


def test_an_invoice_without_a_contract_is_found_under_invoices(
    tab: ContractsTab, desk: Desk, client_id: int, contract_id: int
) -> None:
    alone = bill(desk, client_id, "F-SEULE")
    bill(desk, client_id, "F-2", contract_id=contract_id)
    show(tab)
    assert [one.text().strip() for one in tab.list.chips.buttons()] == ["Contrats 1", "Factures 2", "À encaisser 2"]
    chip(tab, 1)
    assert -alone in [tab.list.identity(row) for row in tab.list.model.rows()]
    tab.list.select(-alone)
    QApplication.processEvents()
    assert "Facture F-SEULE" in seen(tab.invoice_view)


def test_unpaid_invoices_have_a_list_of_their_own(tab: ContractsTab, desk: Desk, client_id: int) -> None:
    paid = bill(desk, client_id, "F-1")
    bill(desk, client_id, "F-2")
    invoices.save_payment(desk, Payment(invoice_id=paid, paid_on=date(2026, 9, 20), amount=Money.of(1000)))
    show(tab)
    chip(tab, 2)
    assert [words.list_row(row, TODAY).detail for row in tab.list.model.rows()] == ["F-2"]


def test_invoices_are_filtered_by_number_title_or_client(
    tab: ContractsTab, qtbot: QtBot, desk: Desk, client_id: int
) -> None:
    bill(desk, client_id, "F-1", title="Création d’été")
    bill(desk, client_id, "F-2")
    show(tab)
    chip(tab, 1)
    tab.list.filter.setText("creation d’ETE")
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 1)
    tab.list.filter.setText("boreal")
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 2)


def test_ctrl_n_makes_what_the_list_shows(tab: ContractsTab, desk: Desk, client_id: int, contract_id: int) -> None:
    bill(desk, client_id)
    show(tab)
    tab.new_record()
    assert isinstance(tab.stage.form, ContractForm)
    chip(tab, 1)
    tab.new_record()
    assert isinstance(tab.stage.form, InvoiceForm)


def test_rows_say_where_an_invoice_stands(desk: Desk, client_id: int) -> None:
    late = bill(desk, client_id, "F-1")
    bill(desk, client_id, "A-1", kind=InvoiceKind.CREDIT_NOTE, credited_invoice_id=late)
    settled, note = queries.page(desk, late).row, queries.rows(desk)[0]
    assert words.state(settled, TODAY)[0] == "annulée par avoir"
    assert words.state(note, TODAY)[0] == "avoir du 1er\u00a0sept."
    fresh = queries.page(desk, bill(desk, client_id, "F-2")).row
    assert words.state(fresh, TODAY)[0] == "1er\u00a0oct. · en retard de 52\u00a0jours"


# ---- a contract's page -----------------------------------------------------------------------------------------------
def test_the_terms_are_said_in_words(tab: ContractsTab, desk: Desk, contract_id: int) -> None:
    show(tab)
    said = seen(tab.contract_view)
    assert "45\u00a0jours puis fin de mois." in said
    assert "Une facture datée d’aujourd’hui serait à payer le 31\u00a0janvier\u00a02027." in said
    assert "Taux du contrat\u00a0: 3,00\u202f% l’an" in said
    assert "sous le plancher légal de ce semestre, 8,25\u202f%" in said


def test_the_table_shows_vat_only_when_there_is_some(
    tab: ContractsTab, desk: Desk, client_id: int, contract_id: int
) -> None:
    bill(desk, client_id, "F-1", contract_id=contract_id)
    show(tab)
    titles = [column.title for column in tab.contract_view.table.cells.columns]  # type: ignore[union-attr]
    assert titles == ["Numéro", "Prestation", "Date", "Échéance", "TTC", "Payé", "Reste dû", "Retard"]
    bill(desk, client_id, "F-2", contract_id=contract_id, vat=Money.of(200), gross=Money.of(1200))
    tab.refresh_now()
    table = tab.contract_view.table
    assert table is not None
    assert [column.title for column in table.cells.columns][3:5] == ["HT", "TVA"]
    row = next(row for row in table.cells.rows() if row.invoice.number == "F-2")
    texts = [column.text(row).replace("\u00a0", " ") for column in table.cells.columns]
    assert texts == ["F-2", "01/09/2026", "01/10/2026", "1\u202f000,00 €", "200,00 €", "1\u202f200,00 €", "",
                     "1\u202f200,00 €", "52 jours"]  # fmt: skip


def test_a_contract_with_invoices_is_not_deleted_and_the_reason_is_said(
    tab: ContractsTab, context: Context, qtbot: QtBot, desk: Desk, client_id: int, contract_id: int
) -> None:
    bill(desk, client_id, contract_id=contract_id)
    show(tab)
    with qtbot.waitSignal(context.error_raised) as said:
        QTest.mouseClick(button(tab, "contract.delete"), Qt.MouseButton.LeftButton)
    assert said.args[0].startswith("D-2026-009 ne peut pas être supprimé")
    assert len(contract_queries.rows(desk)) == 1


def test_a_deleted_contract_comes_back_with_undo(
    tab: ContractsTab, context: Context, desk: Desk, client_id: int, contract_id: int
) -> None:
    show(tab)
    QTest.mouseClick(button(tab, "contract.delete"), Qt.MouseButton.LeftButton)
    assert tab.stage.is_empty
    context.undo()
    QApplication.processEvents()
    assert not tab.stage.is_empty
    assert "D-2026-009 — Refonte" in seen(tab.contract_view)


def test_the_next_invoice_of_a_contract_leads_to_its_page(
    tab: ContractsTab, context: Context, qtbot: QtBot, desk: Desk, client_id: int, contract_id: int
) -> None:
    invoice_id = bill(desk, client_id, contract_id=contract_id)
    show(tab)
    context.navigated.connect(lambda kind, record_id: tab.open_record(record_id, kind))
    assert tab.contract_view.table is not None
    QTest.keyClick(tab.contract_view.table, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert tab.list.query.chip == "invoices"
    assert tab.list.current_id == -invoice_id
    assert "Facture F-1" in seen(tab.invoice_view)


# ---- an invoice's page -----------------------------------------------------------------------------------------------
def test_the_sums_of_an_invoice_add_up_even_when_interest_was_paid(
    tab: ContractsTab, desk: Desk, client_id: int
) -> None:
    invoice_id = bill(desk, client_id, "F-1", net=Money.of(2500), gross=Money.of(2500), due_on=date(2026, 10, 1))
    most = invoices.remaining(desk, invoice_id, TODAY)
    invoices.save_payment(desk, Payment(invoice_id=invoice_id, paid_on=TODAY, amount=most))
    show(tab)
    tab.open_record(invoice_id, "invoice")
    QApplication.processEvents()
    [ledger] = [one for one in tab.invoice_view.findChildren(Ledger) if one.isVisible()]
    *parts, total = [line.amount for line in ledger.lines]
    assert Money.total(part for part in parts if isinstance(part, Money)) == total == Money(0)


def test_ones_own_due_date_is_told_with_the_one_proposed(
    tab: ContractsTab, desk: Desk, client_id: int, contract_id: int
) -> None:
    invoice_id = bill(desk, client_id, contract_id=contract_id, due_on=date(2026, 10, 15))
    show(tab)
    tab.open_record(invoice_id, "invoice")
    QApplication.processEvents()
    assert "Date choisie par vous\u202f; proposée\u00a0: 31\u00a0octobre\u00a02026." in seen(tab.invoice_view)


def test_the_menu_of_a_row_has_the_buttons_of_its_page(
    tab: ContractsTab, desk: Desk, client_id: int, contract_id: int
) -> None:
    invoice_id = bill(desk, client_id, contract_id=contract_id)
    show(tab)
    tab.open_record(invoice_id, "invoice")
    QApplication.processEvents()
    menu = QMenu()
    row = tab.list.current
    assert row is not None
    tab._fill_menu(row, menu)
    offered = {action.text() for action in menu.actions() if action.text()}
    buttons = {one.text().strip() for one in tab.invoice_view.findChildren(QPushButton) if one.isVisible()}
    assert offered - {"Voir le client"} <= buttons
    assert "Noter un paiement" in offered


def test_only_one_button_of_a_page_is_filled(tab: ContractsTab, desk: Desk, client_id: int, contract_id: int) -> None:
    bill(desk, client_id, contract_id=contract_id)
    show(tab)
    for place, wanted in ((0, "Noter un paiement"), (1, "Ouvrir un litige")):  # late, and in no dispute yet
        chip(tab, place)
        filled = [one for one in tab.findChildren(QPushButton) if one.isVisible() and one.property("kind") == "primary"]
        assert [one.text().strip() for one in filled] == [wanted]


def test_an_invoice_changed_in_place_is_shown_changed_and_undone(
    tab: ContractsTab, context: Context, desk: Desk, client_id: int
) -> None:
    invoice_id = bill(desk, client_id)
    show(tab)
    tab.open_record(invoice_id, "invoice")
    QApplication.processEvents()
    QTest.mouseClick(button(tab, "invoice.edit"), Qt.MouseButton.LeftButton)
    assert tab.stage.form is not None
    tab.stage.form.editor("title").set_value("Charte graphique")
    tab.stage.form.save()
    QApplication.processEvents()
    assert tab.stage.form is None
    assert "Charte graphique" in seen(tab.invoice_view)
    context.undo()
    QApplication.processEvents()
    assert "Charte graphique" not in seen(tab.invoice_view)
