"""What a statement of account is compared with: the invoices that may still be paid, the payments on file, what is due on a day."""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Dispute, Invoice, Letter
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.queries import agreements, sums
from litigedesk.queries.among import AMONG
from litigedesk.queries.sums import InvoiceSums
from litigedesk.rules.settlement import Asked, Noted, OpenInvoice

if TYPE_CHECKING:
    from litigedesk.desk import Desk

# Unpaid, or paid but for what its dispute still asks. What a portage company bills never reaches the user's account.
_OPEN = """
SELECT * FROM invoice i WHERE i.kind = 'invoice'
  AND NOT EXISTS (SELECT 1 FROM tripartite t WHERE t.contract_id = i.contract_id)
  AND (i.gross > coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0)
               + coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0)
       OR EXISTS (SELECT 1 FROM dispute d WHERE d.id = i.dispute_id AND d.closed_on IS NULL))
ORDER BY i.due_on, i.id
"""
_NOTED = """
SELECT p.id, p.invoice_id, i.number, i.client_id, c.name AS client_name, p.paid_on, p.amount, p.bank_reference
FROM payment p JOIN invoice i ON i.id = p.invoice_id JOIN client c ON c.id = i.client_id ORDER BY p.paid_on, p.id
"""
_ASKED = f"""
SELECT * FROM letter WHERE dispute_id {AMONG} AND amount_due > 0 ORDER BY written_on DESC, id DESC
"""


@dataclass(frozen=True)
class Dues:
    """What each invoice leaves due on a day, interest and fee included; computed apart from the desk, in any thread."""

    terms: sums.Terms
    lines: dict[int, InvoiceSums]
    kinds: dict[int, ClientKind]
    disputes: dict[int, Dispute]

    def __call__(self, invoice_id: int, day: date) -> Money:
        """The sum; never below zero. Payments after that day count, as they do when a payment is noted."""
        line = self.lines[invoice_id]
        dispute = self.disputes.get(line.invoice.dispute_id or 0)
        until = max([day, *(payment.paid_on for payment in line.payments)])
        found = sums.computed(self.terms, [line], self.kinds[line.invoice.client_id], dispute, until)
        return max(ZERO, found.total_due)


@dataclass(frozen=True, kw_only=True)
class Settling:
    """Everything that proposals are made from."""

    invoices: tuple[OpenInvoice, ...]
    noted: tuple[Noted, ...]
    dues: Dues

    @cached_property
    def _by_id(self) -> dict[int, OpenInvoice]:
        return {one.invoice_id: one for one in self.invoices}

    def invoice(self, invoice_id: int) -> OpenInvoice:
        """One of the open invoices; ``KeyError`` if it is none."""
        return self._by_id[invoice_id]


def facts(desk: "Desk") -> Settling:
    """Read them all, in as few questions for a thousand invoices as for one."""
    lines = sums.gathered(desk, desk.table(Invoice).select(_OPEN))
    clients = {client.id or 0: client for client in desk.table(Client).all()}
    wanted = {line.invoice.dispute_id for line in lines} - {None}
    disputes = {one.id or 0: one for one in desk.table(Dispute).all() if one.id in wanted}
    expected = _instalments(desk, disputes)
    asked = _asked(desk, disputes)
    dues = Dues(
        terms=sums.Terms.of(desk),
        lines={line.invoice.id or 0: line for line in lines},
        kinds={key: client.kind for key, client in clients.items()},
        disputes={key: _still_running(dispute) for key, dispute in disputes.items()},
    )
    return Settling(
        invoices=tuple(
            OpenInvoice(
                invoice_id=line.invoice.id or 0,
                number=line.invoice.number,
                client_id=line.invoice.client_id,
                client_name=clients[line.invoice.client_id].name,
                issued_on=line.invoice.issued_on,
                due_on=line.invoice.due_on,
                left=line.outstanding,
                dispute_id=line.invoice.dispute_id,
                instalment=expected.get(line.invoice.dispute_id or 0, ZERO),
                asked=asked.get(line.invoice.dispute_id or 0, ()),
            )
            for line in lines
        ),
        noted=_noted(desk),
        dues=dues,
    )


def _still_running(dispute: Dispute) -> Dispute:
    """What is due is counted as when a payment is noted: the day a dispute was closed does not stop it."""
    return replace(dispute, closed_on=None)


def _instalments(desk: "Desk", disputes: dict[int, Dispute]) -> dict[int, Money]:
    """What the agreement in force of each dispute expects next."""
    found = {}
    for dispute_id, views in agreements.of_disputes(desk, disputes, desk.today()).items():
        held = agreements.running(views)
        if held is not None and held.tracking.next is not None:
            found[dispute_id] = held.tracking.next.left
    return found


def _asked(desk: "Desk", disputes: dict[int, Dispute]) -> dict[int, tuple[Asked, ...]]:
    """The sums that the letters of each dispute asked for, the last first."""
    found = defaultdict[int, list[Asked]](list)
    for letter in desk.table(Letter).select(_ASKED, (json.dumps(list(disputes)),)):
        asked = Asked(amount=letter.amount_due, title=letter.title.lower(), written_on=letter.written_on)
        found[letter.dispute_id or 0].append(asked)
    return {key: tuple(letters) for key, letters in found.items()}


def _noted(desk: "Desk") -> tuple[Noted, ...]:
    return tuple(
        Noted(
            payment_id=row["id"],
            invoice_id=row["invoice_id"],
            number=row["number"],
            client_id=row["client_id"],
            client_name=row["client_name"],
            paid_on=date.fromisoformat(row["paid_on"]),
            amount=Money(row["amount"]),
            bank_reference=row["bank_reference"],
        )
        for row in desk.db.rows(_NOTED)
    )
