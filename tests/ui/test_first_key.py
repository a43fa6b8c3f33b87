"""Where the first key goes: the field still to be filled, the filled button of a page, « Commencer »."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Invoice
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients, invoices
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.forms.client_form import ClientForm
from ui.forms.contract_form import ContractForm
from ui.forms.form import Form
from ui.forms.invoice_form import InvoiceForm
from ui.forms.payment_form import PaymentForm
from ui.widgets.buttons import Button
from ui.wizard.first_start import FirstStartDialog


def first_field(form: Form, qtbot: QtBot) -> str:
    """The field that has the keys when the window opens."""
    dialog = FormDialog(form, None)
    seen: list[str] = []

    def look() -> None:
        focused = dialog.focusWidget()
        seen.append(focused.objectName() if focused else "")
        dialog.reject()

    QTimer.singleShot(0, look)
    dialog.ask()
    return seen[0]


def test_typing_starts_in_the_first_field_still_to_be_filled(desk: Desk, context: Context, qtbot: QtBot) -> None:
    client_id = clients.save(desk, Client(kind=ClientKind.PROFESSIONAL, name="Atelier Boréal"), (), ()).value.id or 0
    invoice = Invoice(
        client_id=client_id,
        number="F-1",
        issued_on=date(2026, 5, 1),
        due_on=date(2026, 5, 31),
        net=Money.of(2500),
        gross=Money.of(2500),
    )
    invoice_id = invoices.save(desk, invoice).value.id or 0
    assert first_field(PaymentForm(context, None, [invoice_id], embedded=True), qtbot) == "amount.field"
    assert first_field(ContractForm(context, None, client_id, embedded=True), qtbot) == "reference.field"
    assert first_field(InvoiceForm(context, None, client_id, embedded=True), qtbot) == "number.field"
    assert first_field(ClientForm(context, client_id, embedded=True), qtbot).startswith("kind")


def test_the_last_page_of_the_first_start_is_left_by_enter(
    context: Context, qtbot: QtBot, tmp_path: Path, type_text: Callable[[QWidget, str], None]
) -> None:
    dialog = FirstStartDialog(context, tmp_path / "données")
    qtbot.addWidget(dialog)
    dialog.show()
    name = dialog.findChild(QLineEdit, "name.field")
    assert name is not None
    type_text(name, "Éléonore Brûlé-Œuvrard")
    for _page in range(2):
        next(one for one in dialog.findChildren(Button, "form.save") if one.isVisible()).click()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.chosen is not None
    assert dialog.chosen.profile.name == "Éléonore Brûlé-Œuvrard"
