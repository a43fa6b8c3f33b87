"""An invoice reviewed after it was read from a file: saved with the client it names, in one step."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk.domain.records import Address, Client, Invoice
from litigedesk.operations import clients, invoices
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Facture{ invoice} enregistrée")
def save(
    desk: "Desk",
    invoice: Invoice,
    document: Path | None = None,
    client: Client | None = None,
    address: Address | None = None,
) -> Invoice:
    """Add an invoice with its file, and its client when ``client`` is new; raises as ``clients.save`` and ``invoices.save``."""
    if client is not None:
        made = clients.save(desk, client, None, None if address is None else [address]).value
        invoice = replace(invoice, client_id=made.id or 0)
    return invoices.save(desk, invoice, document).value
