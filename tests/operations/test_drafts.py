"""Half-filled forms about somebody who is erased go with them, and those about others stay."""

from collections.abc import Callable
from datetime import date

from litigedesk.desk import Desk
from litigedesk.domain.records import Client, Invoice, Payment
from litigedesk.operations import drafts, invoices
from litigedesk.store.drafts import Record


def test_what_was_typed_about_a_client_and_all_that_is_theirs_is_forgotten(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    erased, other = new_client(name="Zoé"), new_client(name="Ali")
    theirs, others = new_invoice(erased, "F-1"), new_invoice(other, "F-2")
    payment = invoices.save_payment(
        desk, Payment(invoice_id=theirs.id or 0, paid_on=date(2026, 6, 1), amount=theirs.gross)
    ).value
    about: dict[str, Record] = {
        "client": ("client", erased.id or 0),
        "contract": ("contract", theirs.contract_id or 0),
        "invoice": ("invoice", theirs.id or 0),
        "payment": ("payment", payment.id or 0),
        "other client": ("client", other.id or 0),
        "other invoice": ("invoice", others.id or 0),
        "same number, another kind": ("mediator", erased.id or 0),
    }
    for key, record in about.items():
        desk.drafts.keep(key, {}, title=key, now=desk.now(), about=[record])
    assert drafts.forget(desk, "client", erased.id or 0) == 4
    assert {key for key, _ in desk.drafts} == {"other client", "other invoice", "same number, another kind"}
    assert not desk.drafts.is_unwritten
