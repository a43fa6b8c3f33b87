"""Questions about disputes: the list, and the dossier of one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import ClientKind, DisputeStage
from litigedesk.errors import UserError
from litigedesk.queries import sums
from litigedesk.rules import limitation

if TYPE_CHECKING:
    from litigedesk.desk import Desk


class Scope(StrEnum):
    """Which disputes a list shows."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class DisputeRow:
    """One line of the list of disputes; ``next_on`` is its first open deadline, ``None`` when it has no next step."""

    id: int
    reference: str
    client_id: int
    client_name: str
    client_kind: ClientKind
    stage: DisputeStage
    amount: Money
    next_on: date | None
    next_title: str


@dataclass(frozen=True, kw_only=True)
class LimitationView:
    """The limitation that lapses first among the unpaid invoices of a dispute."""

    invoice_number: str
    result: limitation.Limitation
    start: date
    steps: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Everything the dossier of a dispute shows; the timeline newest first, deadlines open first."""

    dispute: Dispute
    client: Client
    address: Address | None
    contact: Contact | None
    sums: sums.Sums
    limitation: LimitationView | None
    limitation_events: tuple[LimitationEvent, ...]
    events: tuple[Event, ...]
    letters: tuple[Letter, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def next_deadline(self) -> Deadline | None:
        """The first deadline still open."""
        return next((one for one in self.deadlines if one.done_on is None), None)


_NEXT = """
SELECT dispute_id, due_on, title FROM deadline WHERE done_on IS NULL ORDER BY dispute_id, due_on DESC, id DESC
"""


def rows(desk: "Desk", today: date, scope: Scope = Scope.OPEN, text: str = "") -> list[DisputeRow]:
    """The list of disputes by next date, those without one last; filtered blind to accents and case."""
    stage = {Scope.OPEN: "d.stage <> 'closed'", Scope.CLOSED: "d.stage = 'closed'", Scope.ALL: "1"}[scope]
    disputes = desk.table(Dispute).select(
        f"""SELECT d.* FROM dispute d JOIN client c ON c.id = d.client_id WHERE {stage}
            AND (?1 = '' OR instr(fold(d.reference || ' ' || d.title || ' ' || c.name), fold(?1)) > 0)""",
        (text.strip(),),
    )
    owed = sums.of_disputes(desk, disputes, today)
    clients = {row["id"]: row for row in desk.db.rows("SELECT id, name, kind FROM client")}
    upcoming = {row["dispute_id"]: row for row in desk.db.rows(_NEXT)}  # the earliest comes last and stays
    found = []
    for dispute in disputes:
        assert dispute.id is not None
        client = clients[dispute.client_id]
        step = upcoming.get(dispute.id) if dispute.stage is not DisputeStage.CLOSED else None
        found.append(
            DisputeRow(
                id=dispute.id,
                reference=dispute.reference,
                client_id=dispute.client_id,
                client_name=client["name"],
                client_kind=ClientKind(client["kind"]),
                stage=dispute.stage,
                amount=owed[dispute.id].total_due,
                next_on=date.fromisoformat(step["due_on"]) if step else None,
                next_title=step["title"] if step else "",
            )
        )
    found.sort(key=lambda row: (row.next_on is None, row.next_on or date.max, formats.folded(row.client_name)))
    return found


def counts(desk: "Desk") -> dict[Scope, int]:
    """How many disputes each scope holds."""
    n_open = desk.db.value("SELECT count(*) FROM dispute WHERE stage <> 'closed'")
    n_all = desk.db.value("SELECT count(*) FROM dispute")
    return {Scope.OPEN: n_open, Scope.CLOSED: n_all - n_open, Scope.ALL: n_all}


def dossier(desk: "Desk", dispute_id: int, today: date) -> Dossier:
    """Everything about one dispute; ``NotFound`` if it is gone."""
    dispute = desk.table(Dispute).get(dispute_id)
    client = desk.table(Client).get(dispute.client_id)
    owed = sums.of_dispute(desk, dispute, today)
    events = tuple(desk.table(LimitationEvent).where(order="happened_on, id", dispute_id=dispute_id))
    return Dossier(
        dispute=dispute,
        client=client,
        address=desk.table(Address).first(order="main DESC, id", client_id=client.id),
        contact=desk.table(Contact).first(client_id=client.id),
        sums=owed,
        limitation=_first_to_lapse(desk, client.kind, owed, events),
        limitation_events=events,
        events=tuple(desk.table(Event).where(order="happened_on DESC, id DESC", dispute_id=dispute_id)),
        letters=tuple(desk.table(Letter).where(order="written_on DESC, id DESC", dispute_id=dispute_id)),
        deadlines=tuple(
            desk.table(Deadline).select(
                "SELECT * FROM deadline WHERE dispute_id = ? ORDER BY done_on IS NOT NULL, due_on, id", (dispute_id,)
            )
        ),
    )


def letter(desk: "Desk", letter_id: int) -> Letter:
    """One letter as filed; ``NotFound`` if it is gone."""
    return desk.table(Letter).get(letter_id)


def _first_to_lapse(
    desk: "Desk", kind: ClientKind, owed: sums.Sums, events: tuple[LimitationEvent, ...]
) -> LimitationView | None:
    causes = [limitation.Cause(event.kind, event.happened_on, event.ended_on) for event in events]
    found: list[LimitationView] = []
    for line in owed.lines:
        if not line.outstanding:
            continue
        invoice = line.invoice
        start = limitation.earliest_start(
            completed=invoice.performed_on, invoiced=invoice.issued_on, due=invoice.due_on
        )
        try:
            result = limitation.for_client(kind, start, causes, desk.law)
        except UserError:
            continue  # a cause out of order; its own form says so
        found.append(
            LimitationView(
                invoice_number=invoice.number,
                result=result,
                start=start.date,
                steps=tuple(dict.fromkeys((*start.steps, *result.steps))),
                warnings=tuple(dict.fromkeys((*start.warnings, *result.warnings))),
            )
        )
    return min(found, key=lambda view: view.result.safe_date, default=None)
