"""The dossier of one dispute: all that its page shows."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.insurance import Policy
from litigedesk.domain.records import Address, Contact, Event, Letter, LimitationEvent
from litigedesk.queries import cases, evidence, limitations, plans, policies
from litigedesk.queries.cases import Case
from litigedesk.queries.limitations import LimitationView
from litigedesk.rules.evidence import Checked
from litigedesk.rules.plans import PlanView

if TYPE_CHECKING:
    from litigedesk.desk import Desk


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


def holding(desk: "Desk", kind: str, record_id: int) -> int:
    """The dispute that holds a ``dispute.piece``, ``dispute.letter`` or ``dispute.event``; 0 when none does any more."""
    table = {"dispute.piece": "piece", "dispute.letter": "letter", "dispute.event": "event"}[kind]
    return int(desk.db.value(f"SELECT dispute_id FROM {table} WHERE id = ?", (record_id,)) or 0)


def letter(desk: "Desk", letter_id: int) -> Letter:
    """One letter as filed; ``NotFound`` if it is gone."""
    return desk.table(Letter).get(letter_id)
