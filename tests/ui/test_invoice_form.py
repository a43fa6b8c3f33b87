"""The invoice's form: a due date that explains itself, sums that follow each other, and credit notes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Contract, Invoice
from litigedesk.domain.vocabulary import ClientKind, InvoiceKind, PaymentTerm, VatRegime
from litigedesk.operations import clients, contracts, profile
from litigedesk.operations import invoices as operations
from litigedesk.queries import invoices
from ui.context import Context
from ui.forms.form import Form
from ui.forms.invoice_form import InvoiceForm
from ui.widgets.text import Label

Typing = Callable[[QWidget, str], None]


@pytest.fixture
def client_id(desk: Desk) -> int:
    return clients.save(desk, Client(name="Atelier Boréal", kind=ClientKind.PROFESSIONAL)).value.id or 0


@pytest.fixture
def contract_id(desk: Desk, client_id: int) -> int:
    contract = Contract(
        client_id=client_id, reference="D-2026-009", title="Refonte du site", payment_term=PaymentTerm.INVOICE_45
    )
    return contracts.save(desk, contract).value.id or 0


def bill(desk: Desk, client_id: int, number: str = "F-1", **fields: Any) -> Invoice:
    sum_ = Money.of(1000)
    known: dict[str, Any] = {"issued_on": date(2026, 9, 1), "due_on": date(2026, 10, 1), "net": sum_, "gross": sum_}
    return operations.save(desk, Invoice(client_id=client_id, number=number, **(known | fields))).value


def shown(context: Context, qtbot: QtBot, *known: int | None, credited_id: int | None = None) -> InvoiceForm:
    form = InvoiceForm(context, *(known or (None,)), credited_id=credited_id)
    qtbot.addWidget(form)
    form.resize(1046, 720)
    form.show()
    return form


def write(form: Form, type_text: Typing, **values: str) -> None:
    """Each field emptied, typed and left, as with the keyboard."""
    for name, text in values.items():
        field = form.editor(name).field
        field.clear()  # type: ignore[attr-defined]
        type_text(field, text)
        form.editor(name).left.emit()
    QApplication.processEvents()


def choose(form: Form, name: str, value: Any) -> None:
    editor = form.editor(name)
    editor.set_value(value)
    editor.changed.emit()
    editor.left.emit()
    QApplication.processEvents()


def words(widget: QWidget) -> str:
    return " ".join(label.full_text() for label in widget.findChildren(Label) if label.isVisible())


def liable(desk: Desk) -> None:
    profile.save(desk, replace(desk.profile(), name="Anne Le Goff", vat_regime=VatRegime.LIABLE))


# ---- due date --------------------------------------------------------------------------------------------------------
def test_the_due_date_follows_the_contract_and_shows_its_working(
    context: Context, qtbot: QtBot, contract_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, None, contract_id)
    assert form.editor("title").value == "Refonte du site"
    write(form, type_text, issued_on="1/10/2026")
    assert form.editor("due_on").value == date(2026, 11, 15)
    said = words(form.due.working)
    assert "45\u00a0jours calendaires après la date de facture" in said
    assert "L441-10" in said
    assert form.due.line.isHidden()


def test_ones_own_due_date_wins_stays_visible_and_can_be_given_up(
    context: Context, qtbot: QtBot, desk: Desk, contract_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, None, contract_id)
    write(form, type_text, issued_on="1/10/2026", due_on="30/11/2026", number="F-1", gross="100")
    assert "Votre date l’emporte. Proposée\u00a0: 15\u00a0novembre\u00a02026." in words(form.due.line)
    write(form, type_text, issued_on="2/10/2026")
    assert form.editor("due_on").value == date(2026, 11, 30)
    form.save()
    saved = invoices.rows(desk)[0].invoice
    assert saved.due_on == date(2026, 11, 30)
    again = shown(context, qtbot, saved.id)
    assert "Proposée\u00a0: 16\u00a0novembre\u00a02026." in words(again.due.line)
    again.due.restore_button.click()
    assert again.editor("due_on").value == date(2026, 11, 16)
    assert again.due.line.isHidden()


def test_without_a_contract_the_end_of_the_work_is_asked_for(
    context: Context, qtbot: QtBot, client_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, client_id)
    assert form.editor("due_on").value is None
    assert "Il manque la date d’exécution" in words(form.due.working)
    write(form, type_text, issued_on="5/8/2026", performed_on="31/7/2026")
    assert form.editor("due_on").value == date(2026, 8, 30)


def test_a_term_that_ended_before_the_invoice_is_told_and_not_filled_in(
    context: Context, qtbot: QtBot, client_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, client_id)
    write(form, type_text, performed_on="31/7/2026")
    assert form.editor("due_on").value is None
    assert "Cette date précède celle de la facture" in words(form.due.working)
    assert "dimanche 30\u00a0août\u00a02026" in words(form.due.working)


def test_only_a_public_client_is_asked_when_the_invoice_was_received(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    town = clients.save(desk, Client(name="Commune", kind=ClientKind.PUBLIC)).value.id
    form = shown(context, qtbot, None, client_id)
    assert form.editor("received_on").isHidden()
    choose(form, "client_id", town)
    assert not form.editor("received_on").isHidden()
    write(form, type_text, received_on="20/11/2026")
    assert form.editor("due_on").value == date(2026, 12, 20)


def test_a_due_date_before_the_invoice_is_refused_beside_its_field(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, client_id)
    write(form, type_text, number="F-1", issued_on="1/10/2026", due_on="30/9/2026", gross="100")
    assert form.editor("due_on").problem == "L’échéance vient avant la date de la facture."
    form.save()
    assert invoices.rows(desk) == []
    assert form.editor("number").value == "F-1"


def test_missing_dates_are_asked_for_at_once(context: Context, qtbot: QtBot, desk: Desk, client_id: int) -> None:
    form = shown(context, qtbot, None, client_id)
    choose(form, "issued_on", None)
    form.save()
    wrong = {editor.name for editor in form.editors() if editor.is_bad}
    assert wrong == {"number", "issued_on", "due_on", "gross"}


# ---- client, contract, number ----------------------------------------------------------------------------------------
def test_only_the_contracts_of_the_client_are_offered(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, contract_id: int
) -> None:
    other = clients.save(desk, Client(name="Studio Lumen")).value.id
    form = shown(context, qtbot, None, None, contract_id)
    assert form.editor("contract_id").value == contract_id
    choose(form, "client_id", other)
    assert form.editor("contract_id").value is None
    choose(form, "contract_id", contract_id)
    assert form.editor("contract_id").value is None


def test_a_number_used_twice_is_refused(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    bill(desk, client_id, "F-2026-014")
    form = shown(context, qtbot, None, client_id)
    write(form, type_text, number="f-2026-014")
    assert form.editor("number").problem == "Ce numéro est déjà celui d’une autre facture."


# ---- sums ------------------------------------------------------------------------------------------------------------
def sums(form: Form) -> tuple[str, ...]:
    return tuple(str(form.editor(name).value) for name in ("net", "vat", "gross"))


def test_sums_follow_each_other_at_twenty_percent(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    liable(desk)
    form = shown(context, qtbot, None, client_id)
    write(form, type_text, net="1000")
    assert sums(form) == ("1000.00", "200.00", "1200.00")
    write(form, type_text, gross="600")
    assert sums(form) == ("500.00", "100.00", "600.00")
    write(form, type_text, vat="55")
    assert sums(form) == ("500.00", "55.00", "555.00")
    assert form.editor("vat_rate").value is None
    write(form, type_text, vat_rate="10")
    assert sums(form) == ("500.00", "50.00", "550.00")


def test_an_invoice_of_another_rate_keeps_its_vat(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    saved = bill(desk, client_id, vat=Money.of(55), gross=Money.of(1055))
    form = shown(context, qtbot, saved.id)
    assert form.editor("vat_rate").value is None
    write(form, type_text, net="2000")
    assert sums(form) == ("2000.00", "55.00", "2055.00")


def test_without_vat_one_sum_is_asked_for(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, client_id)
    assert [form.editor(name).isHidden() for name in ("net", "vat_rate", "vat", "gross")] == [True, True, True, False]
    write(form, type_text, number="F-1", performed_on="20/11/2026", gross="250")
    form.save()
    saved = invoices.rows(desk)[0].invoice
    assert (saved.net, saved.vat, saved.gross) == (Money.of(250), Money(0), Money.of(250))


def test_vat_can_be_charged_on_one_invoice_of_a_business_that_charges_none(
    context: Context, qtbot: QtBot, client_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, client_id)
    write(form, type_text, gross="120")
    form.vat_button.click()
    assert sums(form) == ("100.00", "20.00", "120.00")
    assert not form.editor("vat").isHidden()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-5", "Une somme ne peut pas être négative ici."),
        ("200000000", "Cette somme paraît fausse\u00a0: elle dépasse 100\u00a0millions d’euros."),
        ("douze", "Écrivez une somme, comme 1\u202f234,50."),
        ("0", "Indiquez le montant de la facture."),
    ],
)
def test_a_sum_that_cannot_be_is_refused_in_words(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing, typed: str, said: str
) -> None:
    form = shown(context, qtbot, None, client_id)
    write(form, type_text, gross=typed)
    assert form.editor("gross").problem.replace("\u00a0", " ") == said.replace("\u00a0", " ")
    form.save()
    assert invoices.rows(desk) == []


# ---- credit notes ----------------------------------------------------------------------------------------------------
def test_a_credit_note_reduces_its_invoice(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    invoice = bill(desk, client_id, "F-2026-006")
    form = shown(context, qtbot, credited_id=invoice.id)
    assert form.editor("credited_invoice_id").value == invoice.id
    assert form.editor("due_on").isVisible() is False
    write(form, type_text, number="A-2026-001", gross="150")
    form.save()
    row = next(row for row in invoices.rows(desk) if row.invoice.id == invoice.id)
    assert (row.credited, row.outstanding) == (Money.of(150), Money.of(850))


def test_a_credit_note_above_its_invoice_is_refused(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    invoice = bill(desk, client_id)
    form = shown(context, qtbot, credited_id=invoice.id)
    write(form, type_text, number="A-1", gross="1000,01")
    form.save()
    assert "Cet avoir dépasse ce qui reste de la facture" in form.editor("gross").problem
    assert len(invoices.rows(desk)) == 1


def test_a_credit_note_must_name_its_invoice(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    bill(desk, client_id)
    form = shown(context, qtbot, None, client_id)
    choose(form, "kind", InvoiceKind.CREDIT_NOTE)
    write(form, type_text, number="A-1", gross="10")
    form.save()
    assert form.editor("credited_invoice_id").problem == "Choisissez la facture que cet avoir réduit."


# ---- drafts and names ------------------------------------------------------------------------------------------------
def test_escape_keeps_the_client_contract_and_own_due_date(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, contract_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot)
    choose(form, "client_id", client_id)
    choose(form, "contract_id", contract_id)
    write(form, type_text, number="F-9", due_on="31/12/2026")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    again = shown(context, qtbot)
    found = {name: again.editor(name).value for name in ("client_id", "contract_id", "number", "due_on")}
    assert found == {
        "client_id": client_id,
        "contract_id": contract_id,
        "number": "F-9",
        "due_on": date(2026, 12, 31),
    }
    assert again.due.is_own
    assert invoices.rows(desk) == []


def test_an_invoice_keeps_its_dispute_when_changed(
    context: Context, qtbot: QtBot, desk: Desk, client_id: int, type_text: Typing
) -> None:
    from litigedesk.domain.records import Dispute
    from litigedesk.operations import disputes

    invoice = bill(desk, client_id)
    dispute = Dispute(client_id=client_id, reference="LIT-1", opened_on=date(2026, 11, 1))
    opened = disputes.open_dispute(desk, dispute, [invoice.id or 0]).value
    form = shown(context, qtbot, invoice.id)
    assert not form.editor("client_id").field.isEnabled()
    write(form, type_text, title="Refonte")
    form.save()
    assert invoices.page(desk, invoice.id or 0).row.invoice.dispute_id == opened.id


def test_every_field_has_a_name_for_screen_readers(context: Context, qtbot: QtBot, client_id: int) -> None:
    form = shown(context, qtbot, None, client_id)
    assert [editor.name for editor in form.editors() if not editor.field.accessibleName()] == []
