"""The list of disputes: who, how much, and what comes next in each."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import ClientKind, Clock, ClosingReason, ComplaintChannel, DisputeKind, DisputeStage
from litigedesk.queries.among import AMONG
from litigedesk.queries.next_step import NextStep

if TYPE_CHECKING:
    from sqlite3 import Row

    from litigedesk.desk import Desk


class Scope(StrEnum):
    """Which disputes a list shows."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"

    def holds(self, *, is_open: bool) -> bool:
        """Whether a dispute of that state is in it."""
        return self is Scope.ALL or is_open is (self is Scope.OPEN)


class Move(StrEnum):
    """Whose the next move in a dispute is."""

    TO_DO = "to-do"
    WAITING = "waiting"
    STUCK = "stuck"  # its plan is over while something is still owed
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class DisputeRow:
    """One line of the list of disputes.

    ``amount`` is what is owed, or without invoices what the complaint asks for; ``in_mediation`` while a mediation runs,
    ``to_answer`` while a complaint waits for its answer, ``contested`` while the client contests a part of it.
    ``step`` is what comes next while it is open; ``next_on`` its day, or
    that of an earlier date of the dispute, whose words are then ``next_title``. ``None``: as soon as one can.
    ``comes_on`` is where it stands in the order of days: what can be done at once comes today, not after everything dated.
    ``ported`` when a portage company is the creditor; ``searched`` is what a filter looks at.
    """

    id: int
    reference: str
    client_id: int
    client_name: str
    client_kind: ClientKind
    kind: DisputeKind
    stage: DisputeStage
    in_mediation: bool
    to_answer: bool
    amount: Money
    contested: bool
    step: NextStep | None
    next_on: date | None
    next_title: str
    comes_on: date | None
    title: str
    opened_on: date
    closed_on: date | None
    closing_reason: ClosingReason | None
    ported: bool
    searched: str

    @property
    def waits(self) -> bool:
        """Whether nothing is to do before somebody else moved or a day came."""
        return self.step is not None and self.step.waiting and self.next_title == self.step.sentence

    @property
    def without_next_step(self) -> bool:
        """Whether its plan is over while something is still owed: the user has to choose what follows."""
        ended = self.step is not None and self.step.action == "close"
        return ended and self.kind is DisputeKind.UNPAID and self.amount > ZERO

    @property
    def move(self) -> Move:
        """Whose the next move is; nobody's in a closed dispute."""
        if self.step is None:
            return Move.OVER
        if self.without_next_step:
            return Move.STUCK
        return Move.WAITING if self.step.waiting else Move.TO_DO


# The first open date of each dispute that the next step does not tell: neither the end of the limitation period nor of a right of
# somebody else, nor the answer to a letter. The earliest comes last and stays.
_TOLD = ", ".join(f"'{clock}'" for clock in Clock if clock.only_told or clock.is_backstop)
_NEXT = f"""
SELECT dispute_id, due_on, title FROM deadline
WHERE done_on IS NULL AND dispute_id IS NOT NULL AND letter_id IS NULL AND coalesce(clock, '') NOT IN ({_TOLD})
ORDER BY dispute_id, due_on DESC, id DESC
"""
_RUNNING = f"SELECT DISTINCT dispute_id FROM mediation WHERE ended_on IS NULL AND dispute_id {AMONG}"
_ALOUD = ", ".join(f"'{channel}'" for channel in ComplaintChannel if not channel.is_written)
# Once a complaint is in writing, one made aloud waits for nothing more.
_ASKED = f"""
SELECT dispute_id, max(coalesce(amount, 0)) AS amount,
       CASE WHEN max(channel NOT IN ({_ALOUD})) THEN max(channel NOT IN ({_ALOUD}) AND answered_on IS NULL)
            ELSE max(answered_on IS NULL) END AS waits
FROM complaint WHERE dispute_id {AMONG} GROUP BY dispute_id
"""
_FOUND = f"""
SELECT d.*, d.reference || ' ' || d.title || ' ' || c.name
    || coalesce((SELECT group_concat(' ' || p.grievance || ' ' || p.request, '') FROM complaint p
                 WHERE p.dispute_id = d.id), '')
    || coalesce((SELECT group_concat(' ' || m.reference || ' ' || r.name, '')
                 FROM mediation m JOIN mediator r ON r.id = m.mediator_id WHERE m.dispute_id = d.id), '')
    || coalesce((SELECT group_concat(' ' || s.reference || ' ' || s.insurer_reference, '') FROM insurance_claim s
                 WHERE s.dispute_id = d.id), '') AS searched
FROM dispute d JOIN client c ON c.id = d.client_id WHERE d.id {AMONG} ORDER BY d.id
"""


def rows(desk: "Desk", today: date, scope: Scope = Scope.OPEN, text: str = "") -> list[DisputeRow]:
    """The list of disputes by next date, those that only wait without one last; filtered blind to accents and case."""
    found, wanted = desk.standing.rows(today, scope), formats.folded(text.strip())
    return [row for row in found if wanted in formats.folded(row.searched)] if wanted else found


def in_order(found: Iterable[DisputeRow]) -> list[DisputeRow]:
    """By next date, then by name; those that only wait without one last."""
    return sorted(found, key=place)


def place(row: DisputeRow) -> tuple[bool, date, str, int]:
    """Where a line comes in that order."""
    return row.comes_on is None, row.comes_on or date.max, formats.folded(row.client_name), row.id


def computed(desk: "Desk", today: date, ids: Collection[int]) -> list[DisputeRow]:
    """The lines of these disputes, each from its records as they are now, in as few reads as for one."""
    from litigedesk.queries import portage, sums
    from litigedesk.queries.next_step.lists import next_of

    among = (json.dumps(sorted(ids)),)
    raw = desk.db.rows(_FOUND, among)
    disputes = desk.table(Dispute).read(raw)
    owed = sums.of_disputes(desk, disputes, today)
    clients = {
        row["id"]: row
        for row in desk.db.rows(
            f"SELECT id, name, kind FROM client WHERE id {AMONG}",
            (json.dumps(sorted({dispute.client_id for dispute in disputes})),),
        )
    }
    upcoming = {
        row["dispute_id"]: row for row in desk.db.rows(f"SELECT * FROM ({_NEXT}) WHERE dispute_id {AMONG}", among)
    }
    steps = next_of(desk, [one for one in disputes if one.stage is not DisputeStage.CLOSED], today, owed)
    running = {row["dispute_id"] for row in desk.db.rows(_RUNNING, among)}
    asked = {row["dispute_id"]: row for row in desk.db.rows(_ASKED, among)}
    ported = portage.ported(desk, [row["id"] for row in raw])
    found = []
    for row, dispute in zip(raw, disputes, strict=True):
        assert dispute.id is not None
        client = clients[dispute.client_id]
        step = steps.get(dispute.id)
        next_on, next_title = _soonest(step, upcoming.get(dispute.id))
        found.append(
            DisputeRow(
                id=dispute.id,
                reference=dispute.reference,
                client_id=dispute.client_id,
                client_name=client["name"],
                client_kind=ClientKind(client["kind"]),
                kind=dispute.kind,
                stage=dispute.stage,
                in_mediation=dispute.id in running,
                to_answer=dispute.stage is not DisputeStage.CLOSED and _waits(dispute, asked.get(dispute.id)),
                amount=owed[dispute.id].total_due
                or (Money(asked[dispute.id]["amount"]) if dispute.id in asked else ZERO),
                contested=owed[dispute.id].outstanding > ZERO and dispute.contested_amount > ZERO,
                step=step,
                next_on=next_on,
                next_title=next_title,
                comes_on=today if next_on is None and _can_be_done(step) else next_on,
                title=dispute.title,
                opened_on=dispute.opened_on,
                closed_on=dispute.closed_on,
                closing_reason=dispute.closing_reason,
                ported=dispute.id in ported,
                searched=row["searched"],
            )
        )
    return found


def next_dates(desk: "Desk", today: date, ids: Collection[int]) -> dict[int, tuple[date | None, str]]:
    """The day and the words of what comes next in each of these disputes that is open, as its line of the list has them."""
    from litigedesk.queries.next_step.lists import next_of

    asked = (json.dumps(sorted(ids)),)
    disputes = desk.table(Dispute).select(f"SELECT * FROM dispute WHERE id {AMONG} AND stage <> 'closed'", asked)
    upcoming = {
        row["dispute_id"]: row for row in desk.db.rows(f"SELECT * FROM ({_NEXT}) WHERE dispute_id {AMONG}", asked)
    }
    steps = next_of(desk, disputes, today) if disputes else {}
    return {key: _soonest(step, upcoming.get(key)) for key, step in steps.items()}


def _soonest(step: NextStep | None, dated: "Row | None") -> tuple[date | None, str]:
    """The day and the words of what comes first: the next step, unless a date of the dispute falls before it."""
    if step is None:
        return None, ""
    day = date.fromisoformat(dated["due_on"]) if dated is not None else None
    before = step.by is None and not step.waiting  # to do now: nothing falls before
    if dated is None or day is None or before or (step.by is not None and step.by <= day):
        return step.by, step.sentence
    return day, dated["title"]


def _can_be_done(step: NextStep | None) -> bool:
    """Whether there is something to do besides closing, and nothing to wait for."""
    return step is not None and not step.waiting and step.action != "close"


def _waits(dispute: Dispute, complaints: "Row | None") -> bool:
    """Whether a complaint waits for an answer; a dispute about one that is not noted yet waits too."""
    return dispute.kind is DisputeKind.COMPLAINT if complaints is None else bool(complaints["waits"])


def counts(desk: "Desk") -> dict[Scope, int]:
    """How many disputes each scope holds."""
    n_open = desk.db.value("SELECT count(*) FROM dispute WHERE stage <> 'closed'")
    n_all = desk.db.value("SELECT count(*) FROM dispute")
    return {Scope.OPEN: n_open, Scope.CLOSED: n_all - n_open, Scope.ALL: n_all}


def choices(desk: "Desk") -> list[tuple[int, str]]:
    """The open disputes by client, for a form's list, as (id, words)."""
    found = desk.db.rows(
        """SELECT d.id, d.reference, c.name FROM dispute d JOIN client c ON c.id = d.client_id
           WHERE d.stage <> 'closed' ORDER BY fold(c.name), d.id"""
    )
    return [(row["id"], f"{row['name']} · {row['reference']}") for row in found]
