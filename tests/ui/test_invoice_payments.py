"""Money received: partial, whole, too much; and the windows around the forms."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, PaymentMethod
from litigedesk.operations import clients
from litigedesk.operations import invoices as operations
from litigedesk.queries import clients as client_queries
from litigedesk.queries import invoices
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.records import edit_client, edit_invoice, edit_payment
from ui.forms.form import Form
from ui.forms.payment_form import PaymentForm

Typing = Callable[[QWidget, str], None]


@pytest.fixture
def invoice_id(desk: Desk) -> int:
    """2 500 € due on 31 May 2026 by a professional: oracle I-2 says 148,12 € of interest on 22 November, and 40 €."""
    client = clients.save(desk, Client(name="Atelier Boréal", kind=ClientKind.PROFESSIONAL)).value
    return bill(desk, client.id or 0, "F-2026-014", date(2026, 5, 31))


def bill(desk: Desk, client_id: int, number: str, due: date) -> int:
    sum_ = Money.of(2500)
    invoice = Invoice(client_id=client_id, number=number, issued_on=date(2026, 4, 29), due_on=due, net=sum_, gross=sum_)
    return operations.save(desk, invoice).value.id or 0


def shown(context: Context, qtbot: QtBot, payment_id: int | None, *ids: int) -> PaymentForm:
    form = PaymentForm(context, payment_id, ids)
    qtbot.addWidget(form)
    form.show()
    return form


def write(form: Form, type_text: Typing, **values: str) -> None:
    for name, text in values.items():
        field = form.editor(name).field
        field.clear()  # type: ignore[attr-defined]
        type_text(field, text)
        form.editor(name).left.emit()


def test_everything_due_is_proposed_interest_and_fee_included(
    context: Context, qtbot: QtBot, desk: Desk, invoice_id: int
) -> None:
    form = shown(context, qtbot, None, invoice_id)
    assert form.all_button.text() == "Tout ce qui est dû\u00a0: 2\u202f688,12\u00a0€"
    form.all_button.click()
    form.save()
    row = invoices.page(desk, invoice_id).row
    assert (row.paid, row.outstanding, row.beyond_principal) == (Money.of("2688.12"), Money(0), Money.of("188.12"))


def test_a_partial_payment_leaves_the_rest(
    context: Context, qtbot: QtBot, desk: Desk, invoice_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, invoice_id)
    write(form, type_text, paid_on="1/11/2026", amount="1000", note="Virement annoncé")
    form.save()
    page = invoices.page(desk, invoice_id)
    assert page.row.outstanding == Money.of(1500)
    assert [(one.paid_on, one.method, one.note) for one in page.payments] == [
        (date(2026, 11, 1), PaymentMethod.TRANSFER, "Virement annoncé")
    ]


def test_a_payment_above_what_is_due_is_refused_in_words(
    context: Context, qtbot: QtBot, desk: Desk, invoice_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, invoice_id)
    write(form, type_text, amount="2688,13")
    assert form.editor("amount").problem == (
        "C’est plus que ce qui reste dû\u00a0: 2\u202f688,12\u00a0€. Vérifiez la somme, ou répartissez-la."
    )
    form.save()
    assert invoices.page(desk, invoice_id).payments == ()
    assert form.editor("amount").value == Money.of("2688.13")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("amount", "0", "Indiquez la somme reçue."),
        ("amount", "-5", "Une somme ne peut pas être négative ici."),
        ("paid_on", "23/11/2026", "Ce paiement est daté d’un jour à venir."),
        ("paid_on", "hier matin", "Écrivez une date, comme 15/3, 3 mars 2027 ou +30j."),
    ],
)
def test_what_cannot_be_a_payment_is_refused(
    context: Context, qtbot: QtBot, desk: Desk, invoice_id: int, type_text: Typing, field: str, typed: str, said: str
) -> None:
    form = shown(context, qtbot, None, invoice_id)
    write(form, type_text, amount="10")
    write(form, type_text, **{field: typed})
    assert form.editor(field).problem.replace("\u00a0", " ") == said
    form.save()
    assert invoices.page(desk, invoice_id).payments == ()


def test_the_oldest_unpaid_invoice_is_proposed_first(
    context: Context, qtbot: QtBot, desk: Desk, invoice_id: int
) -> None:
    client_id = invoices.page(desk, invoice_id).client.id or 0
    older = bill(desk, client_id, "F-2026-013", date(2026, 5, 1))
    form = shown(context, qtbot, None, invoice_id, older)
    assert form.editor("invoice_id").value == older


def test_what_is_due_follows_the_day_of_the_payment(
    context: Context, qtbot: QtBot, invoice_id: int, type_text: Typing
) -> None:
    form = shown(context, qtbot, None, invoice_id)
    write(form, type_text, paid_on="31/5/2026")
    assert form.all_button.text() == "Tout ce qui est dû\u00a0: 2\u202f500,00\u00a0€"


# ---- in their windows ------------------------------------------------------------------------------------------------
@pytest.fixture
def in_window(qtbot: QtBot) -> Iterator[Callable[[Callable[[FormDialog], Any]], None]]:
    """Runs a function on the modal window that is about to open; what fails in it fails the test."""
    done: list[bool] = []

    def plan(act: Callable[[FormDialog], Any]) -> None:
        def run() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, FormDialog)
            try:
                act(dialog)
                done.append(True)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, run)

    yield plan
    assert done


def test_a_payment_can_be_changed_and_deleted_from_its_window(
    context: Context, desk: Desk, invoice_id: int, in_window: Any, type_text: Typing
) -> None:
    payment = Payment(invoice_id=invoice_id, paid_on=date(2026, 11, 1), amount=Money.of(100))
    payment_id = operations.save_payment(desk, payment).value.id or 0

    def change(dialog: FormDialog) -> None:
        write(dialog.form, type_text, amount="150")
        QTest.mouseClick(dialog.form.save_button, Qt.MouseButton.LeftButton)

    in_window(change)
    assert edit_payment(context, None, payment_id) == payment_id
    assert invoices.page(desk, invoice_id).row.paid == Money.of(150)

    def delete(dialog: FormDialog) -> None:
        button = dialog.findChild(QPushButton, "payment.delete")
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    in_window(delete)
    assert edit_payment(context, None, payment_id) is None
    assert invoices.page(desk, invoice_id).row.paid == Money(0)
    context.undo()
    assert invoices.page(desk, invoice_id).row.paid == Money.of(150)


def test_escape_in_a_window_keeps_a_draft_for_the_next_time(
    context: Context, desk: Desk, invoice_id: int, in_window: Any, type_text: Typing
) -> None:
    def leave(dialog: FormDialog) -> None:
        write(dialog.form, type_text, amount="12")
        QTest.keyClick(dialog.form.editor("amount").field, Qt.Key.Key_Escape)

    in_window(leave)
    assert edit_payment(context, None, None, [invoice_id]) is None
    found: list[Any] = []
    in_window(lambda dialog: found.append(dialog.form.editor("amount").value))
    edit_payment(context, None, None, [invoice_id])
    assert found == [Money.of(12)]


def test_a_client_added_on_the_way_is_chosen_in_the_invoice(
    context: Context, desk: Desk, in_window: Any, type_text: Typing
) -> None:
    def new_client(dialog: FormDialog) -> None:
        write(dialog.form, type_text, name="Studio Lumen")
        dialog.form.save()

    def new_invoice(dialog: FormDialog) -> None:
        QTimer.singleShot(0, lambda: new_client(QApplication.activeModalWidget()))  # type: ignore[arg-type]
        button = dialog.findChild(QPushButton, "client_id.new")
        assert isinstance(button, QPushButton)
        button.click()
        assert dialog.form.editor("client_id").value == client_queries.rows(desk)[0].id
        write(dialog.form, type_text, number="F-1", performed_on="20/11/2026", gross="80")
        dialog.form.save()

    in_window(new_invoice)
    assert edit_invoice(context, None, None) == invoices.rows(desk)[0].invoice.id
    assert invoices.rows(desk)[0].client_name == "Studio Lumen"


def test_a_missing_fact_opens_the_window_at_its_field(
    context: Context, desk: Desk, in_window: Any, qtbot: QtBot
) -> None:
    client = clients.save(desk, Client(name="Studio Lumen", kind=ClientKind.CONSUMER)).value
    reached: list[str] = []

    def look(dialog: FormDialog) -> None:
        qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.form.editor("street").field)
        reached.append("street")

    in_window(look)
    edit_client(context, None, client.id, "address")
    assert reached == ["street"]


def test_a_record_deleted_meanwhile_is_told_and_no_window_opens(context: Context, qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert edit_client(context, None, 999) is None
