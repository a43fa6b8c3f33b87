"""The forms of clients, contracts, invoices and payments in windows of their own, for any screen that needs one."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from litigedesk.errors import NotFound
from litigedesk.operations import invoices

from ..context import Context
from ..forms.client_form import ClientForm
from ..forms.contract_form import ContractForm
from ..forms.form import Form
from ..forms.invoice_form import InvoiceForm
from ..forms.payment_form import PaymentForm
from ..widgets.buttons import Button, Kind
from .form_dialog import WIDTH, FormDialog

WITH_SIDE: Final = 1000  # px at the normal text size: the fields and the card that explains
PLACES: Final = {"address": "street"}  # what a missing fact calls a field that the form calls otherwise


def edit_client(
    context: Context, parent: QWidget | None, client_id: int | None, field: str | None = None
) -> int | None:
    """Add or change a client; its id, or ``None`` when nothing was saved. ``field`` is where the cursor goes."""
    return _ask(context, parent, lambda: ClientForm(context, client_id, embedded=True), field, WITH_SIDE)


def edit_contract(
    context: Context,
    parent: QWidget | None,
    contract_id: int | None,
    client_id: int | None = None,
    field: str | None = None,
) -> int | None:
    """Add or change a contract, of that client if one is given."""
    return _ask(context, parent, lambda: ContractForm(context, contract_id, client_id, embedded=True), field, WITH_SIDE)


def edit_invoice(
    context: Context,
    parent: QWidget | None,
    invoice_id: int | None,
    client_id: int | None = None,
    contract_id: int | None = None,
    field: str | None = None,
    *,
    credited_id: int | None = None,
) -> int | None:
    """Add or change an invoice; with ``credited_id``, a credit note that reduces that one."""

    def form() -> InvoiceForm:
        return InvoiceForm(context, invoice_id, client_id, contract_id, credited_id=credited_id, embedded=True)

    return _ask(context, parent, form, field, WITH_SIDE)


def edit_payment(
    context: Context, parent: QWidget | None, payment_id: int | None, invoice_ids: Sequence[int] = ()
) -> int | None:
    """Note a payment on one of these invoices, or change one, which can then be deleted too."""
    delete = None
    if payment_id is not None:
        delete = Button("Supprimer ce paiement", Kind.QUIET, "trash-2", name="payment.delete")
    return _ask(context, parent, lambda: PaymentForm(context, payment_id, invoice_ids, embedded=True), delete=delete)


def _ask(
    context: Context,
    parent: QWidget | None,
    make: Callable[[], Form],
    field: str | None = None,
    width: int = WIDTH,
    delete: Button | None = None,
) -> int | None:
    """Show the form until it is saved or left; a record that is gone is told in the message bar."""
    try:
        form = make()
    except NotFound as gone:
        context.fail(gone)
        return None
    dialog = FormDialog(form, parent, delete=delete, width=width)
    if field:
        QTimer.singleShot(0, form, lambda: form.go_to(PLACES.get(field, field)))
    outcome = dialog.ask()
    if outcome is FormDialog.DELETED:
        if isinstance(form, PaymentForm) and form.payment is not None and form.payment.id is not None:
            context.run(invoices.delete_payment, form.payment.id)
        return None
    return outcome if isinstance(outcome, int) else None
