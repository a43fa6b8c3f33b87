"""Questions about complaints and mediations: the list, the file of one, and what is known of a dispute's."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Letter, StoredFile
from litigedesk.domain.vocabulary import ClientKind, Clock, MediatorKind
from litigedesk.queries.among import AMONG
from litigedesk.queries.convention_in_force import convention_in_force
from litigedesk.queries.kept_rows import KeptList
from litigedesk.rules import admissibility
from litigedesk.rules import mediation as rules
from litigedesk.rules.clock_dates import Milestone
from litigedesk.rules.conditions import Condition

if TYPE_CHECKING:
    from litigedesk.desk import Desk


class Scope(StrEnum):
    """Which mediations a list shows."""

    RUNNING = "running"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class MediationRow:
    """One line of the list of mediations; ``amount`` is what the complaint or the proposal is about."""

    id: int
    dispute_id: int
    client_id: int
    client_name: str
    dispute_reference: str
    mediator: str
    reference: str
    phase: rules.Phase
    amount: Money
    next_on: date | None
    next_title: str
    referred_on: date | None
    ended_on: date | None

    @property
    def searched(self) -> str:
        """What a filter looks at."""
        return f"{self.client_name} {self.dispute_reference} {self.mediator} {self.reference}"

    def is_within(self, scope: Scope) -> bool:
        """Whether a list of that scope shows it."""
        return scope is Scope.ALL or (self.phase is rules.Phase.ENDED) is (scope is Scope.ENDED)


@dataclass(frozen=True, kw_only=True)
class ComplaintView:
    """A complaint with its document and the deadlines it set, open first."""

    complaint: Complaint
    document: StoredFile | None
    clocks: tuple[Deadline, ...]

    def due(self, clock: Clock) -> date | None:
        """The day that one of its clocks gives, while it is open."""
        return next((one.due_on for one in self.clocks if one.clock is clock and one.done_on is None), None)


@dataclass(frozen=True, kw_only=True)
class MediationFile:
    """Everything the file of a mediation shows; timeline newest first."""

    mediation: Mediation
    mediator: Mediator
    convention: Convention | None
    dispute: Dispute
    client: Client
    complaints: tuple[Complaint, ...]
    phase: rules.Phase
    conditions: tuple[Condition, ...]
    milestones: tuple[Milestone, ...]
    clocks: tuple[Deadline, ...]
    events: tuple[Event, ...]
    letters: tuple[Letter, ...]
    proposal_file: StoredFile | None
    result_by: date | None


_ROWS = """
SELECT m.*, d.client_id, d.reference AS dispute_reference, c.name AS client_name, r.name AS mediator_name,
       coalesce(p.amount, m.proposal_amount, 0) AS at_stake
FROM mediation m
JOIN dispute d ON d.id = m.dispute_id
JOIN client c ON c.id = d.client_id
JOIN mediator r ON r.id = m.mediator_id
LEFT JOIN complaint p ON p.id = m.complaint_id
WHERE {} (?1 = '' OR instr(fold(c.name || ' ' || d.reference || ' ' || r.name || ' ' || m.reference), fold(?1)) > 0)
"""
_NEXT = f"""
SELECT mediation_id, due_on, title FROM deadline
WHERE mediation_id IS NOT NULL AND done_on IS NULL AND NOT (clock = '{Clock.REJECTION}' AND due_on < ?)
ORDER BY mediation_id, due_on DESC, id DESC
"""


def rows(
    desk: "Desk",
    today: date,
    scope: Scope = Scope.RUNNING,
    text: str = "",
    among: Collection[int] | None = None,
) -> list[MediationRow]:
    """The list of mediations by next date, those without one last; filtered blind to accents and case.

    ``among`` are the ids of those wanted.
    """
    wanted = "" if among is None else f"m.id {AMONG.replace('?', '?2')} AND"
    ids = [] if among is None else [json.dumps(list(among))]
    upcoming = {
        row["mediation_id"]: row for row in desk.db.rows(_NEXT, (str(today),))
    }  # the earliest comes last and stays
    raw = desk.db.rows(_ROWS.format(wanted), (text.strip(), *ids))
    found = []
    for row, mediation in zip(raw, desk.table(Mediation).read(raw), strict=True):
        assert mediation.id is not None
        phase = rules.phase(mediation)
        step = upcoming.get(mediation.id)
        found.append(
            MediationRow(
                id=mediation.id,
                dispute_id=mediation.dispute_id,
                client_id=row["client_id"],
                client_name=row["client_name"],
                dispute_reference=row["dispute_reference"],
                mediator=row["mediator_name"],
                reference=mediation.reference,
                phase=phase,
                amount=Money(row["at_stake"]),
                next_on=date.fromisoformat(step["due_on"]) if step else None,
                next_title=step["title"] if step else "",
                referred_on=mediation.referred_on,
                ended_on=mediation.ended_on,
            )
        )
    return sorted((one for one in found if one.is_within(scope)), key=_order)


def _order(row: MediationRow) -> tuple[bool, date, str, int]:
    return row.next_on is None, row.next_on or date.max, formats.folded(row.client_name), row.id


def kept(today: date) -> KeptList[MediationRow]:
    """How the list of that day is read and kept."""
    return KeptList(
        ids="SELECT id FROM mediation",
        read=lambda desk, ids: rows(desk, today, Scope.ALL, among=ids),
        identity=lambda row: row.id,
        order=_order,
        leads={
            "mediation": [("id", "")],
            "dispute": [("id", f"SELECT id FROM mediation WHERE dispute_id {AMONG}")],
            "client": [
                ("id", f"SELECT m.id FROM mediation m JOIN dispute d ON d.id = m.dispute_id WHERE d.client_id {AMONG}")
            ],
            "mediator": [("id", f"SELECT id FROM mediation WHERE mediator_id {AMONG}")],
            "complaint": [("id", f"SELECT id FROM mediation WHERE complaint_id {AMONG}")],
            "deadline": [("mediation_id", "")],
        },
    )


def counts(desk: "Desk") -> dict[Scope, int]:
    """How many mediations each scope holds."""
    finished = desk.table(Mediation).select("SELECT * FROM mediation WHERE ended_on IS NOT NULL")
    ended = sum(1 for one in finished if rules.phase(one) is rules.Phase.ENDED)
    total = desk.table(Mediation).count()
    return {Scope.RUNNING: total - ended, Scope.ENDED: ended, Scope.ALL: total}


def file(desk: "Desk", mediation_id: int, today: date) -> MediationFile:
    """Everything about one mediation; ``NotFound`` if it is gone."""
    mediation = desk.table(Mediation).get(mediation_id)
    dispute = desk.table(Dispute).get(mediation.dispute_id)
    client = desk.table(Client).get(dispute.client_id)
    complaints = tuple(desk.table(Complaint).where(order="received_on, id", dispute_id=dispute.id))
    return MediationFile(
        mediation=mediation,
        mediator=desk.table(Mediator).get(mediation.mediator_id),
        convention=convention_in_force(desk, mediation.notified_on or today, mediation.mediator_id),
        dispute=dispute,
        client=client,
        complaints=complaints,
        phase=rules.phase(mediation),
        conditions=admissibility.conditions(client.kind, complaints, mediation, desk.law, today),
        milestones=rules.milestones(mediation, desk.law),
        clocks=_deadlines(desk, "mediation_id", mediation_id),
        events=tuple(desk.table(Event).where(order="happened_on DESC, id DESC", mediation_id=mediation_id)),
        letters=tuple(desk.table(Letter).where(order="written_on DESC, id DESC", mediation_id=mediation_id)),
        proposal_file=_document(desk, mediation.proposal_file_id),
        result_by=rules.result_by(mediation, desk.law),
    )


def of_dispute(desk: "Desk", dispute_id: int) -> tuple[Mediation, ...]:
    """The mediations of a dispute, the running one first, then the latest."""
    found = desk.table(Mediation).where(order="id DESC", dispute_id=dispute_id)
    return tuple(sorted(found, key=lambda one: one.ended_on is not None))


def complaints_of(desk: "Desk", dispute_id: int) -> tuple[ComplaintView, ...]:
    """The complaints of a dispute, oldest first, each with its clocks."""
    found = desk.table(Complaint).where(order="received_on, id", dispute_id=dispute_id)
    return tuple(
        ComplaintView(
            complaint=one,
            document=_document(desk, one.file_id),
            clocks=_deadlines(desk, "complaint_id", one.id or 0),
        )
        for one in found
    )


def complaint(desk: "Desk", complaint_id: int) -> Complaint:
    """One complaint; ``NotFound`` if it is gone."""
    return desk.table(Complaint).get(complaint_id)


def mediation(desk: "Desk", mediation_id: int) -> Mediation:
    """One mediation; ``NotFound`` if it is gone."""
    return desk.table(Mediation).get(mediation_id)


def _deadlines(desk: "Desk", column: str, record_id: int) -> tuple[Deadline, ...]:
    found = desk.table(Deadline).where("due_on, id", **{column: record_id})
    return tuple(sorted(found, key=lambda one: one.done_on is not None))


def _document(desk: "Desk", file_id: int | None) -> StoredFile | None:
    return None if file_id is None else desk.table(StoredFile).find(file_id)


# ---- mediators and conventions ---------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class ConventionView:
    """A convention with its mediator; ``in_force`` on the day asked."""

    convention: Convention
    mediator: Mediator
    in_force: bool
    document: StoredFile | None


@dataclass(frozen=True, kw_only=True)
class YearCost:
    """What mediation cost in one calendar year: fees paid that year, and mediations charged for."""

    year: int
    fees: Money
    mediations: Money
    count: int

    @property
    def total(self) -> Money:
        """Both together."""
        return self.fees + self.mediations


def mediators(desk: "Desk", kind: MediatorKind | None = None) -> list[Mediator]:
    """The user's own register by name, of one kind or all."""
    found = desk.table(Mediator).select("SELECT * FROM mediator ORDER BY fold(name), id")
    return [one for one in found if kind is None or one.kind is kind]


def mediator(desk: "Desk", mediator_id: int) -> Mediator:
    """One mediator; ``NotFound`` if it is gone."""
    return desk.table(Mediator).get(mediator_id)


def convention(desk: "Desk", convention_id: int) -> Convention:
    """One convention; ``NotFound`` if it is gone."""
    return desk.table(Convention).get(convention_id)


def conventions(desk: "Desk", today: date) -> list[ConventionView]:
    """Every convention, the latest first."""
    current = convention_in_force(desk, today)
    return [
        ConventionView(
            convention=one,
            mediator=desk.table(Mediator).get(one.mediator_id),
            in_force=current is not None and one.id == current.id,
            document=_document(desk, one.file_id),
        )
        for one in desk.table(Convention).where(order="starts_on DESC, id DESC")
    ]


def charges(desk: "Desk") -> list[tuple[date | None, Convention | Mediation]]:
    """What mediation cost: conventions and mediations that have a cost, with its day.

    A sum not dated as paid counts on the day it was due; ``None`` for a mediation without any date.
    """
    found: list[tuple[date | None, Convention | Mediation]] = [
        (one.fee_paid_on or one.signed_on or one.starts_on, one) for one in desk.table(Convention).all() if one.fee
    ]
    found += [
        (one.cost_paid_on or one.ended_on or one.notified_on or one.referred_on, one)
        for one in desk.table(Mediation).all()
        if one.cost
    ]
    return found


def costs(desk: "Desk") -> list[YearCost]:
    """What mediation cost, year by year, the latest first."""
    fees: dict[int, Money] = {}
    charged: dict[int, list[Money]] = {}
    for day, one in charges(desk):
        if isinstance(one, Convention):
            year = (day or one.starts_on).year
            fees[year] = fees.get(year, ZERO) + (one.fee or ZERO)
        elif day is not None:
            charged.setdefault(day.year, []).append(one.cost or ZERO)
    return [
        YearCost(
            year=year,
            fees=fees.get(year, ZERO),
            mediations=Money.total(charged.get(year, [])),
            count=len(charged.get(year, [])),
        )
        for year in sorted({*fees, *charged}, reverse=True)
    ]


def open_consumer_disputes(desk: "Desk") -> list[tuple[int, str]]:
    """The open disputes of consumers in which a mediation may be opened, as (id, words)."""
    found = desk.db.rows(
        """SELECT d.id, d.reference, c.name FROM dispute d JOIN client c ON c.id = d.client_id
           WHERE d.stage <> 'closed' AND c.kind = ? ORDER BY fold(c.name), d.id""",
        (str(ClientKind.CONSUMER),),
    )
    return [(row["id"], f"{row['name']} · {row['reference']}") for row in found]
