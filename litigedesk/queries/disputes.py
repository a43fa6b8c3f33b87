"""Questions about disputes: the list, and the dossier of one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.insurance import Policy
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Address, Contact, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import ClientKind, Clock, ComplaintChannel, DisputeKind, DisputeStage
from litigedesk.queries import cases, evidence, limitations, plans, policies, sums
from litigedesk.queries.cases import Case
from litigedesk.queries.limitations import LimitationView
from litigedesk.rules.evidence import Checked
from litigedesk.rules.plans import PlanView

if TYPE_CHECKING:
    from sqlite3 import Row

    from litigedesk.desk import Desk


class Scope(StrEnum):
    """Which disputes a list shows."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class DisputeRow:
    """One line of the list of disputes; ``next_on`` is its first open deadline, ``None`` when it has no next step.

    ``amount`` is what is owed, or without invoices what the complaint asks for; ``in_mediation`` while a mediation runs,
    ``to_answer`` while a complaint waits for its answer.
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
    next_on: date | None
    next_title: str


@dataclass(frozen=True, kw_only=True)
class Dossier(Case):
    """Everything the dossier of a dispute shows, beyond its case; the timeline newest first.

    ``policy`` is what may answer for it, ``evidence`` the checklist of what proves it,
    ``limitations`` those of its unpaid invoices, ``plan`` what comes next and after.
    """

    address: Address | None
    contact: Contact | None
    limitations: tuple[LimitationView, ...]
    limitation_events: tuple[LimitationEvent, ...]
    events: tuple[Event, ...]
    policy: Policy | None
    evidence: tuple[Checked, ...]
    plan: PlanView


# The earliest comes last and stays; a right of somebody else only stands for what comes next when nothing else does. The end of
# the limitation period, years away, is no step.
_TOLD = ", ".join(f"'{clock}'" for clock in Clock if clock.only_told)
_NEXT = f"""
SELECT dispute_id, due_on, title FROM deadline
WHERE done_on IS NULL AND dispute_id IS NOT NULL AND coalesce(clock, '') <> '{Clock.LIMITATION}'
AND NOT (coalesce(clock, '') IN ({_TOLD}) AND due_on < ?)
ORDER BY dispute_id, coalesce(clock, '') IN ({_TOLD}) DESC, due_on DESC, id DESC
"""
_RUNNING = "SELECT DISTINCT dispute_id FROM mediation WHERE ended_on IS NULL"
_ALOUD = ", ".join(f"'{channel}'" for channel in ComplaintChannel if not channel.is_written)
# Once a complaint is in writing, one made aloud waits for nothing more.
_ASKED = f"""
SELECT dispute_id, max(coalesce(amount, 0)) AS amount,
       CASE WHEN max(channel NOT IN ({_ALOUD})) THEN max(channel NOT IN ({_ALOUD}) AND answered_on IS NULL)
            ELSE max(answered_on IS NULL) END AS waits
FROM complaint GROUP BY dispute_id
"""
_FOUND = """
SELECT d.* FROM dispute d JOIN client c ON c.id = d.client_id WHERE {stage}
AND (?1 = '' OR instr(fold(d.reference || ' ' || d.title || ' ' || c.name), fold(?1)) > 0
     OR EXISTS (SELECT 1 FROM complaint p WHERE p.dispute_id = d.id
                AND instr(fold(p.grievance || ' ' || p.request), fold(?1)) > 0)
     OR EXISTS (SELECT 1 FROM mediation m JOIN mediator r ON r.id = m.mediator_id WHERE m.dispute_id = d.id
                AND instr(fold(m.reference || ' ' || r.name), fold(?1)) > 0)
     OR EXISTS (SELECT 1 FROM insurance_claim s WHERE s.dispute_id = d.id
                AND instr(fold(s.reference || ' ' || s.insurer_reference), fold(?1)) > 0))
"""


def rows(
    desk: "Desk", today: date, scope: Scope = Scope.OPEN, text: str = "", owed: Mapping[int, sums.Sums] | None = None
) -> list[DisputeRow]:
    """The list of disputes by next date, those without one last; filtered blind to accents and case.

    ``owed`` are the sums of all of them on that day, when they are known already.
    """
    stage = {Scope.OPEN: "d.stage <> 'closed'", Scope.CLOSED: "d.stage = 'closed'", Scope.ALL: "1"}[scope]
    disputes = desk.table(Dispute).select(_FOUND.format(stage=stage), (text.strip(),))
    owed = sums.of_disputes(desk, disputes, today) if owed is None else owed
    clients = {row["id"]: row for row in desk.db.rows("SELECT id, name, kind FROM client")}
    upcoming = {row["dispute_id"]: row for row in desk.db.rows(_NEXT, (str(today),))}
    running = {row["dispute_id"] for row in desk.db.rows(_RUNNING)}
    asked = {row["dispute_id"]: row for row in desk.db.rows(_ASKED)}
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
                kind=dispute.kind,
                stage=dispute.stage,
                in_mediation=dispute.id in running,
                to_answer=dispute.stage is not DisputeStage.CLOSED and _waits(dispute, asked.get(dispute.id)),
                amount=owed[dispute.id].total_due
                or (Money(asked[dispute.id]["amount"]) if dispute.id in asked else ZERO),
                next_on=date.fromisoformat(step["due_on"]) if step else None,
                next_title=step["title"] if step else "",
            )
        )
    found.sort(key=lambda row: (row.next_on is None, row.next_on or date.max, formats.folded(row.client_name)))
    return found


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


def dossier(desk: "Desk", dispute_id: int, today: date) -> Dossier:
    """Everything about one dispute; ``NotFound`` if it is gone."""
    case = cases.read(desk, dispute_id, today)
    dispute, client_id = case.dispute, case.client.id
    events = tuple(desk.table(LimitationEvent).where(order="happened_on, id", dispute_id=dispute_id))
    return Dossier(
        **{field.name: getattr(case, field.name) for field in fields(case)},
        address=desk.table(Address).first(order="main DESC, id", client_id=client_id),
        contact=desk.table(Contact).first(client_id=client_id),
        limitations=limitations.of_lines(desk.law, dispute, case.client.kind, case.sums.lines, events),
        limitation_events=events,
        events=tuple(desk.table(Event).where(order="happened_on DESC, id DESC", dispute_id=dispute_id)),
        policy=policies.of_dispute(desk, dispute_id, today),
        evidence=evidence.checklist(
            desk,
            dispute,
            case.letters,
            [view.complaint for view in case.complaints],
            today,
            ported=case.portage is not None,
        ),
        plan=plans.view(desk, case, today),
    )


def letter(desk: "Desk", letter_id: int) -> Letter:
    """One letter as filed; ``NotFound`` if it is gone."""
    return desk.table(Letter).get(letter_id)
