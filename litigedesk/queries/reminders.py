"""Whom to remind today: disputes with something late, and clients whose late invoices are in no dispute yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute
from litigedesk.domain.vocabulary import DisputeKind, DisputeStage, InvoiceKind
from litigedesk.letters.ids import LADDER
from litigedesk.queries import disputes, invoices, next_step

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One client with late invoices, in the dispute ``dispute_id`` or, while it is ``None``, in none yet.

    ``other`` is the reference of an open unpaid dispute with the same client, which these invoices could join.
    """

    client_id: int
    client_name: str
    dispute_id: int | None
    reference: str
    invoice_ids: tuple[int, ...]
    numbers: tuple[str, ...]
    days_late: int  # of the oldest
    outstanding: Money
    other: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others, the same from one look to the next."""
        return f"dispute-{self.dispute_id}" if self.dispute_id is not None else f"client-{self.client_id}"


@dataclass(frozen=True)
class Proposal:
    """The letter that the next step of a dispute asks for; or, without one, why none is due, in words."""

    template: str = ""
    instead: str = ""


def candidates(desk: "Desk", today: date) -> tuple[Candidate, ...]:
    """Everyone with an invoice past due that is unpaid, the latest first; a closed dispute is nothing to remind of."""
    opened = {
        one.id: one
        for one in desk.table(Dispute).where(order="id", kind=DisputeKind.UNPAID)
        if one.stage is not DisputeStage.CLOSED
    }
    by_owner: dict[tuple[int, int | None], list[invoices.InvoiceRow]] = defaultdict(list)
    for row in invoices.rows(desk, unpaid_only=True):
        invoice = row.invoice
        if invoice.kind is InvoiceKind.INVOICE and invoice.due_on < today:
            by_owner[invoice.client_id, invoice.dispute_id].append(row)
    theirs: dict[int, str] = {}  # the first dispute of each client
    for one in opened.values():
        theirs.setdefault(one.client_id, one.reference)
    found = [
        _candidate(client_id, dispute_id, rows, opened, theirs, today)
        for (client_id, dispute_id), rows in by_owner.items()
        if dispute_id is None or dispute_id in opened
    ]
    return tuple(sorted(found, key=lambda one: (-one.days_late, formats.folded(one.client_name), one.key)))


def _candidate(
    client_id: int,
    dispute_id: int | None,
    rows: list[invoices.InvoiceRow],
    opened: dict[int | None, Dispute],
    theirs: dict[int, str],
    today: date,
) -> Candidate:
    rows = sorted(rows, key=lambda row: (row.invoice.due_on, row.invoice.id or 0))
    return Candidate(
        client_id=client_id,
        client_name=rows[0].client_name,
        dispute_id=dispute_id,
        reference=opened[dispute_id].reference if dispute_id is not None else "",
        invoice_ids=tuple(row.invoice.id or 0 for row in rows),
        numbers=tuple(row.invoice.number for row in rows),
        days_late=max(row.days_late(today) for row in rows),
        outstanding=Money.total(row.outstanding for row in rows),
        other=theirs.get(client_id, "") if dispute_id is None else "",
    )


def proposal(desk: "Desk", dispute_id: int, today: date) -> Proposal:
    """The reminder or the notice that is this dispute's next step, if one is; ``NotFound`` when it is gone."""
    step = next_step.propose(disputes.dossier(desk, dispute_id, today), today)
    if step.action == "letter" and step.template in LADDER and step.matter is None:
        return Proposal(template=step.template or "")
    return Proposal(instead=step.sentence)


def client(desk: "Desk", client_id: int) -> Client:
    """The client of a line; ``NotFound`` when it is gone."""
    return desk.table(Client).get(client_id)
