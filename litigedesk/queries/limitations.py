"""When the claims of a dispute are time-barred: one limitation for each unpaid invoice, the first to lapse first."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.records import Client, Dispute, Invoice, LimitationEvent
from litigedesk.domain.vocabulary import ClientKind, InvoiceKind, Recognition
from litigedesk.errors import UserError
from litigedesk.queries import sums
from litigedesk.queries.among import AMONG
from litigedesk.rules import limitation, limitation_alarms
from litigedesk.rules.law import Law
from litigedesk.rules.limitation_alarms import Alarm
from litigedesk.rules.limitation_start import Start, earliest_start

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class LimitationView:
    """The limitation of one unpaid invoice, and where its count begins; ``steps`` and ``warnings`` say why."""

    invoice_id: int
    invoice_number: str
    result: limitation.Limitation
    begun: Start

    @property
    def start(self) -> date:
        """The day its count begins."""
        return self.begun.date

    @property
    def steps(self) -> tuple[str, ...]:
        """Why it ends when it does, each sentence once."""
        return tuple(dict.fromkeys((*self.begun.steps, *self.result.steps)))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to beware of, each sentence once."""
        return tuple(dict.fromkeys((*self.begun.warnings, *self.result.warnings)))

    def alarm(self, today: date) -> Alarm:
        """How near its prudent safe day is."""
        return limitation_alarms.level(self.result.prudent_safe_date, today)


def of_dispute(desk: "Desk", dispute: Dispute) -> tuple[LimitationView, ...]:
    """Those of a dispute, read anew: the first to lapse first; none once a judgment has given its own time to be enforced."""
    invoices = desk.table(Invoice).where(order="due_on, id", dispute_id=dispute.id, kind=InvoiceKind.INVOICE)
    if not invoices:
        return ()
    kind = desk.table(Client).get(dispute.client_id).kind
    events = desk.table(LimitationEvent).where(order="happened_on, id", dispute_id=dispute.id)
    return of_lines(desk.law, dispute, kind, sums.gathered(desk, invoices), events)


def of_disputes(desk: "Desk", disputes: Sequence[Dispute]) -> dict[int, tuple[LimitationView, ...]]:
    """Those of many disputes, in as few reads as for one."""
    ids = (json.dumps([one.id for one in disputes]),)
    kinds = {row["id"]: ClientKind(row["kind"]) for row in desk.db.rows("SELECT id, kind FROM client")}
    invoices = desk.table(Invoice).select(
        f"SELECT * FROM invoice WHERE dispute_id {AMONG} AND kind = 'invoice' ORDER BY due_on, id", ids
    )
    lines = defaultdict[int | None, list[sums.InvoiceSums]](list)
    for line in sums.gathered(desk, invoices):
        lines[line.invoice.dispute_id].append(line)
    events = defaultdict[int | None, list[LimitationEvent]](list)
    sql = f"SELECT * FROM limitation_event WHERE dispute_id {AMONG} ORDER BY happened_on, id"
    for event in desk.table(LimitationEvent).select(sql, ids):
        events[event.dispute_id].append(event)
    law = desk.law
    return {
        one.id: of_lines(law, one, kinds[one.client_id], lines[one.id], events[one.id])
        for one in disputes
        if one.id is not None
    }


def of_lines(
    law: Law, dispute: Dispute, kind: ClientKind, lines: Iterable[sums.InvoiceSums], events: Sequence[LimitationEvent]
) -> tuple[LimitationView, ...]:
    """The same from what was read already.

    A payment says something of its own invoice alone. A judgment ends the limitation of the claim (CPCE L111-4 has its own).
    """
    if dispute.judgment_on is not None:
        return ()
    found = (_view(law, kind, line, events) for line in lines if line.outstanding)
    return tuple(sorted(filter(None, found), key=lambda view: (view.result.prudent_date, view.result.date)))


def claimable_until(desk: "Desk", lines: Iterable[sums.InvoiceSums]) -> dict[int, date]:
    """The last day on which what is left of invoices may be claimed in court, by invoice, doubtful recognitions counted in.

    Not those on which a judgment was given, nor whose limitation cannot be counted.
    """
    disputes = {one.id: one for one in desk.table(Dispute).all()}
    kinds = {row["id"]: ClientKind(row["kind"]) for row in desk.db.rows("SELECT id, kind FROM client")}
    events = defaultdict[int | None, list[LimitationEvent]](list)
    for event in desk.table(LimitationEvent).all(order="happened_on, id"):
        events[event.dispute_id].append(event)
    law, found = desk.law, dict[int, date]()
    for line in lines:
        dispute = disputes.get(line.invoice.dispute_id)
        if dispute is None or dispute.judgment_on is None:
            view = _view(law, kinds[line.invoice.client_id], line, events[dispute.id] if dispute is not None else ())
            if view is not None:
                found[view.invoice_id] = view.result.date
    return found


def recognition(desk: "Desk", payment_id: int) -> Recognition:
    """What the user answered about a payment: whether it recognises the debt."""
    held = desk.table(LimitationEvent).first(payment_id=payment_id)
    if held is None:
        return Recognition.NONE
    return Recognition.WRITTEN if held.certain else Recognition.POSSIBLE


def _view(
    law: Law, kind: ClientKind, line: sums.InvoiceSums, events: Sequence[LimitationEvent]
) -> LimitationView | None:
    invoice, paid = line.invoice, {payment.id for payment in line.payments}
    causes = [
        limitation.Cause(event.kind, event.happened_on, event.ended_on, certain=event.certain, event_id=event.id)
        for event in events
        if event.payment_id is None or event.payment_id in paid
    ]
    start = earliest_start(completed=invoice.performed_on, invoiced=invoice.issued_on, due=invoice.due_on)
    try:
        result = limitation.for_client(kind, start, causes, law)
    except UserError:
        return None  # a cause out of order; its own form says so
    return LimitationView(
        invoice_id=invoice.id or 0,
        invoice_number=invoice.number,
        result=result,
        begun=start,
    )
