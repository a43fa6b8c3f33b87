"""Questions about procedures: what is open in a dispute, and the file of one that has begun."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import (
    Address,
    Client,
    Deadline,
    Dispute,
    Event,
    Letter,
    StoredFile,
)
from litigedesk.letters.ids import NOTICE
from litigedesk.queries import limitations, portage, sums
from litigedesk.rules import procedures as rules
from litigedesk.rules.procedures import Assessment, CaseFacts, Phase
from litigedesk.settings import COMMERCIAL_COSTS, CONTRIBUTION_FROM

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class ProcedureFile:
    """Everything the page of a procedure shows; deadlines open first, letters and events newest first.

    ``whole`` are the facts its assessment was made of.
    """

    procedure: Procedure
    dispute: Dispute
    client: Client
    facts: CaseFacts
    assessment: Assessment
    phase: Phase
    steps: tuple[str, ...]
    letters: tuple[Letter, ...]
    deadlines: tuple[Deadline, ...]
    events: tuple[Event, ...]
    document: StoredFile | None

    @property
    def next_deadline(self) -> Deadline | None:
        """The first deadline still open; a right of somebody else only when nothing else is."""
        still = [one for one in self.deadlines if one.done_on is None]
        ours = [one for one in still if one.clock is None or not one.clock.only_told]
        return next(iter([*ours, *still]), None)


def of_dispute(desk: "Desk", dispute_id: int) -> tuple[Procedure, ...]:
    """The procedures of a dispute, running ones first, then the latest begun."""
    return tuple(desk.table(Procedure).where(order="ended_on, id DESC", dispute_id=dispute_id))


def procedure(desk: "Desk", procedure_id: int) -> Procedure:
    """One procedure; ``NotFound`` if it is gone."""
    return desk.table(Procedure).get(procedure_id)


def ways(desk: "Desk", dispute_id: int, today: date) -> tuple[Assessment, ...]:
    """Every way on from a dispute, in the order to consider them; ``NotFound`` if it is gone."""
    return rules.ways(facts(desk, desk.table(Dispute).get(dispute_id), today), desk.law)


def file(desk: "Desk", procedure_id: int, today: date) -> ProcedureFile:
    """Everything about one procedure; ``NotFound`` if it is gone."""
    one = desk.table(Procedure).get(procedure_id)
    dispute = desk.table(Dispute).get(one.dispute_id)
    found = facts(desk, dispute, today)
    open_first = desk.table(Deadline).where("due_on, id", procedure_id=procedure_id)
    return ProcedureFile(
        procedure=one,
        dispute=dispute,
        client=desk.table(Client).get(dispute.client_id),
        facts=found,
        assessment=rules.assess(one.kind, found, desk.law),
        phase=rules.phase(one),
        steps=rules.steps(one),
        letters=tuple(desk.table(Letter).where(order="written_on DESC, id DESC", procedure_id=procedure_id)),
        deadlines=tuple(sorted(open_first, key=lambda line: line.done_on is not None)),
        events=tuple(desk.table(Event).where(order="happened_on DESC, id DESC", procedure_id=procedure_id)),
        document=None if one.file_id is None else desk.table(StoredFile).find(one.file_id),
    )


def facts(desk: "Desk", dispute: Dispute, today: date) -> CaseFacts:
    """The facts of a dispute by which its ways on are judged."""
    client, profile = desk.table(Client).get(dispute.client_id), desk.profile()
    address = desk.table(Address).first(order="main DESC, id", client_id=client.id)
    owed = sums.of_dispute(desk, dispute, today)
    unpaid = [line for line in owed.lines if line.outstanding]
    principal, interest = _split(owed)
    limit = next(iter(limitations.of_dispute(desk, dispute)), None)
    return CaseFacts(
        today=today,
        client=client.kind,
        status=profile.status,
        ported=portage.side_of(desk, dispute.id or 0) is not None,
        user_trader=profile.trader,
        client_trader=client.trader,
        principal=principal,
        interest=interest,
        whole=owed.total_due,
        obstacle=owed.obstacle,
        contested=dispute.contested_amount,
        contracts=len({line.contract.id for line in unpaid if line.contract is not None}),
        invoices=len(unpaid),
        due=min((line.invoice.due_on for line in unpaid), default=None),
        notice_sent=_noticed(desk, dispute),
        safe_date=limit.result.prudent_safe_date if limit is not None else None,
        postcode=address.postcode if address is not None else "",
        city=address.city if address is not None else "",
        country=address.country if address is not None else "",
        previous=of_dispute(desk, dispute.id or 0),
        contribution_from=date.fromisoformat(desk.setting(CONTRIBUTION_FROM)),
        commercial_costs=Money.of(desk.setting(COMMERCIAL_COSTS)) or None,
    )


def _split(owed: sums.Sums) -> tuple[Money, Money | None]:
    """What is left of the principal, and of the interest unless the law could not answer."""
    if owed.statement is None:
        return owed.outstanding, None
    return owed.statement.principal_due, owed.statement.interest_due


def _noticed(desk: "Desk", dispute: Dispute) -> date | None:
    """The day the last formal notice left, or was received when it left without the program."""
    sent = [one.sent_on for one in desk.table(Letter).where(dispute_id=dispute.id, template=NOTICE)]
    return max((day for day in sent if day is not None), default=dispute.notice_received_on)
