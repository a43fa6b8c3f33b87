"""The deadlines that rules set: kept in step with the records they follow from, the user's own changes respected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk.domain.agreement import Agreement
from litigedesk.domain.insurance import InsuranceClaim, InsurerRequest
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.portage import Tripartite
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Client, Deadline, Dispute
from litigedesk.domain.vocabulary import ClientKind, Clock, DisputeStage
from litigedesk.queries import agreements, insurance_claims, policies, portage
from litigedesk.rules import instalments as instalment_rules
from litigedesk.rules import insurance as insurance_rules
from litigedesk.rules import mediation as rules
from litigedesk.rules import portage as portage_rules
from litigedesk.rules import procedures as procedure_rules
from litigedesk.rules.clock_dates import ClockDate
from litigedesk.settings import COMPLAINT_DAYS, SIGNATURE_DAYS, VALIDATION_DAYS

if TYPE_CHECKING:
    from litigedesk.desk import Desk

DELAYS: Final = (COMPLAINT_DAYS, VALIDATION_DAYS, SIGNATURE_DAYS)  # settings that move the clocks
Owner = tuple[str, int]  # the column of a deadline that says whose it is, and the record's id
Expected = Mapping[Owner, Sequence[ClockDate]]


def delays(
    desk: "Desk", received_on: date, contract_id: int | None, dispute_id: int | None = None
) -> rules.AnswerDelays:
    """The user's own delay to answer a complaint, and that of the policy that answers for its contract.

    Once a claim came of the dispute, the time to tell the insurer is the claim's.
    """
    ids = policies.contracts_of(desk, dispute_id) if dispute_id is not None else []
    policy = policies.applicable(desk, received_on, [contract_id] if contract_id is not None else ids)
    claimed = dispute_id is not None and insurance_claims.of_dispute(desk, dispute_id) != ()
    return rules.AnswerDelays(
        answer_days=int(desk.setting(COMPLAINT_DAYS)),
        insurer_days=policy.declaration_days if policy is not None and not claimed else None,
    )


def expected(desk: "Desk", dispute_id: int) -> Expected:
    """What the rules now give for each complaint, mediation, agreement and procedure of a dispute; ``NotFound`` if it is gone."""
    client = desk.table(Client).get(desk.table(Dispute).get(dispute_id).client_id)
    complaints = desk.table(Complaint).where(dispute_id=dispute_id)
    mediations = desk.table(Mediation).where(dispute_id=dispute_id)
    found: dict[Owner, Sequence[ClockDate]] = {}
    for one in complaints:
        found["complaint_id", one.id or 0] = _of_complaint(desk, one, client.kind, complaints, mediations)
    for held in mediations:
        found["mediation_id", held.id or 0] = rules.mediation_clocks(held, desk.law)
    for agreement in desk.table(Agreement).where(dispute_id=dispute_id):
        found["agreement_id", agreement.id or 0] = of_agreement(desk, agreement)
    for procedure in desk.table(Procedure).where(dispute_id=dispute_id):
        found["procedure_id", procedure.id or 0] = of_procedure(desk, procedure)
    return found


def of_procedure(desk: "Desk", procedure: Procedure) -> Sequence[ClockDate]:
    """What the rules now give for a procedure."""
    profile = desk.profile()
    return procedure_rules.clocks(
        procedure, desk.law, profile.holiday_region, abroad=procedure_rules.is_abroad(profile.country)
    )


def _of_complaint(
    desk: "Desk", complaint: Complaint, client: ClientKind, complaints: list[Complaint], mediations: list[Mediation]
) -> tuple[ClockDate, ...]:
    """A referral or a writing counts from the day of the complaint: what came before was about another one."""
    referred = [one.referred_on for one in mediations if one.referred_on is not None]
    written = [] if complaint.is_written else [one.received_on for one in complaints if one.is_written]
    return rules.complaint_clocks(
        complaint,
        client,
        delays(desk, complaint.received_on, complaint.contract_id, complaint.dispute_id),
        min((day for day in referred if day >= complaint.received_on), default=None),
        desk.law,
        written_on=min((day for day in written if day >= complaint.received_on), default=None),
    )


def follow(desk: "Desk", dispute_id: int, was: Expected) -> None:
    """Bring the deadlines of a dispute to what the rules now give, inside the running step; ``was`` is what they gave before."""
    for (column, record_id), wanted in expected(desk, dispute_id).items():
        follow_one(desk, wanted, was.get((column, record_id), ()), {column: record_id}, dispute_id)


def follow_open(desk: "Desk", dispute_id: int, was: Expected) -> None:
    """``follow``, save for a closed dispute: it is left as it is, and follows when it is opened again."""
    if desk.table(Dispute).get(dispute_id).stage is not DisputeStage.CLOSED:
        follow(desk, dispute_id, was)


def follow_all(desk: "Desk", client_id: int | None = None) -> None:
    """Bring every clock, or those of one client, to what they depend on, inside the step that changes it.

    Closed disputes are left as they are: they follow when they are opened again.
    """
    for dispute_id in _with_clocks(desk, client_id):
        follow(desk, dispute_id, expected(desk, dispute_id))
    if client_id is None:
        for parties in desk.table(Tripartite).all():
            follow_contract(desk, parties.contract_id, of_contract(desk, parties.contract_id))
        for claim in desk.table(InsuranceClaim).where(closed_on=None):
            follow_claim(desk, claim, of_claim(desk, claim))


_OPEN_WITH_CLOCKS = """
SELECT id FROM dispute WHERE stage <> 'closed' AND (?1 IS NULL OR client_id = ?1)
AND id IN (SELECT dispute_id FROM complaint UNION SELECT dispute_id FROM mediation UNION SELECT dispute_id FROM agreement
           UNION SELECT dispute_id FROM procedure)
ORDER BY id
"""


def _with_clocks(desk: "Desk", client_id: int | None) -> list[int]:
    """The open disputes, or those of one client, that have dates to follow: those of what is in them."""
    return [row["id"] for row in desk.db.rows(_OPEN_WITH_CLOCKS, (client_id,))]


def of_row(desk: "Desk", row: Mapping[str, object]) -> Expected:
    """What the rules now give around a row about to come back: for its dispute, its contract and its insurance claim."""
    dispute_id, contract_id, claim_id = (row.get(name) for name in ("dispute_id", "contract_id", "insurance_claim_id"))
    found: dict[Owner, Sequence[ClockDate]] = {}
    if isinstance(dispute_id, int) and desk.table(Dispute).find(dispute_id) is not None:
        found.update(expected(desk, dispute_id))
    if isinstance(contract_id, int):
        found["contract_id", contract_id] = of_contract(desk, contract_id)
    claim = desk.table(InsuranceClaim).find(claim_id) if isinstance(claim_id, int) else None
    if claim is not None and isinstance(claim_id, int):
        found["insurance_claim_id", claim_id] = of_claim(desk, claim)
    return found


# ---- contracts and insurance claims ----------------------------------------------------------------------------------
def of_contract(desk: "Desk", contract_id: int) -> Sequence[ClockDate]:
    """What the rules now give for a three-party contract; nothing for one of two."""
    parties = portage.tripartite(desk, contract_id)
    if parties is None:
        return ()
    return portage_rules.contract_clocks(parties, portage.rounds(desk, contract_id), portage.delays(desk), desk.law)


def follow_contract(desk: "Desk", contract_id: int, was: Sequence[ClockDate]) -> None:
    """Bring the reminders of a contract to what the rules now give, inside the running step."""
    follow_one(desk, of_contract(desk, contract_id), was, {"contract_id": contract_id}, None)


def follow_around(desk: "Desk", was: Expected) -> None:
    """Bring the dates of the contracts and claims that ``was`` tells of to what the rules now give, inside the running step."""
    for (column, record_id), before in was.items():
        if column == "contract_id":
            follow_contract(desk, record_id, before)
        elif column == "insurance_claim_id":
            follow_claim(desk, desk.table(InsuranceClaim).get(record_id), before)


def of_claim(desk: "Desk", claim: InsuranceClaim) -> Sequence[ClockDate]:
    """What the rules now give for an insurance claim."""
    requests = desk.table(InsurerRequest).where(order="asked_on, id", insurance_claim_id=claim.id)
    days, limit = insurance_claims.declaration_days(desk, claim), insurance_claims.limit_of(desk, claim)
    return insurance_rules.claim_clocks(claim, days, requests, limit, desk.law)


def follow_claim(desk: "Desk", claim: InsuranceClaim, was: Sequence[ClockDate]) -> None:
    """Bring the dates of an insurance claim to what the rules now give, inside the running step."""
    follow_one(desk, of_claim(desk, claim), was, {"insurance_claim_id": claim.id}, claim.dispute_id)


def of_agreement(desk: "Desk", agreement: Agreement) -> Sequence[ClockDate]:
    """What the rules now give for an agreement: its next instalment."""
    return instalment_rules.clocks(agreement, agreements.tracking(desk, agreement, desk.today()))


def follow_agreements(desk: "Desk", dispute_id: int) -> None:
    """Bring the next instalments of an open dispute to what was paid, inside the running step."""
    if desk.table(Dispute).get(dispute_id).stage is not DisputeStage.CLOSED:
        for agreement in desk.table(Agreement).where(dispute_id=dispute_id):
            follow_one(desk, of_agreement(desk, agreement), (), {"agreement_id": agreement.id}, dispute_id)


def follow_one(
    desk: "Desk",
    wanted: Sequence[ClockDate],
    was: Sequence[ClockDate],
    owner: Mapping[str, int | None],
    dispute_id: int | None,
) -> None:
    """Bring the deadlines of one record to what its rules now give, inside the running step.

    ``was`` is what they gave before the change, ``owner`` the column and id that say whose they are. A day the user moved stays;
    one they ticked as done stays done.
    """
    table, before = desk.table(Deadline), {one.clock: one for one in was}
    present = {one.clock: one for one in table.where("id", **owner) if one.clock is not None}
    for one in wanted:
        held = present.pop(one.clock, None)
        if held is None:
            table.insert(
                Deadline(
                    **owner,
                    dispute_id=dispute_id,
                    title=one.title,
                    due_on=one.date,
                    reason=one.reason,
                    done_on=one.done_on,
                    clock=one.clock,
                    computed_on=one.date,
                )
            )
        else:
            table.update(replace(_followed(held, one, before.get(one.clock)), dispute_id=dispute_id))
    for left in present.values():
        assert left.id is not None
        table.delete(left.id)


def _followed(held: Deadline, wanted: ClockDate, was: ClockDate | None) -> Deadline:
    another = wanted.clock is Clock.INSTALMENT and wanted.date != held.computed_on  # the one before was paid
    moved = held.due_on != held.computed_on and not another
    done_by_us = was is not None and was.done_on is not None and held.done_on == was.done_on
    ticked = None if done_by_us or another else held.done_on
    return replace(
        held,
        title=wanted.title,
        reason=wanted.reason,
        due_on=held.due_on if moved else wanted.date,
        computed_on=wanted.date,
        done_on=ticked or wanted.done_on,
    )
