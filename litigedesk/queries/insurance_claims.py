"""Questions about insurance claims: the list, and the whole file of one."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from litigedesk.domain.insurance import ClaimPiece, Guarantee, Harm, InsuranceClaim, InsurerRequest, Policy
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.records import (
    Address,
    Client,
    Contract,
    Deadline,
    Dispute,
    Event,
    Letter,
    LimitationEvent,
)
from litigedesk.letters.ids import CHASE_INSURER
from litigedesk.queries import policies
from litigedesk.queries.among import AMONG
from litigedesk.queries.kept_rows import KeptList
from litigedesk.queries.subjects import typed_third_party
from litigedesk.rules import claim_pieces, cover, deadlines
from litigedesk.rules import insurance as rules
from litigedesk.rules.clock_dates import Milestone
from litigedesk.rules.conditions import Condition
from litigedesk.rules.insurance import ClaimPhase
from litigedesk.rules.limitation import Cause, Limitation

if TYPE_CHECKING:
    from sqlite3 import Row

    from litigedesk.desk import Desk


class Scope(StrEnum):
    """Which claims a list shows."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """One line of the list of claims; ``next_on`` is its first open deadline, ``who`` the third party."""

    id: int
    reference: str
    title: str
    who: str
    phase: ClaimPhase
    amount: Money | None
    next_on: date | None
    next_title: str
    known_on: date
    declared_on: date | None
    insurer: str
    searched: str  # what a filter looks at

    def is_within(self, scope: Scope) -> bool:
        """Whether a list of that scope shows it."""
        return scope is Scope.ALL or (self.phase is ClaimPhase.CLOSED) is (scope is Scope.CLOSED)


@dataclass(frozen=True, kw_only=True)
class ClaimFile:
    """Everything the page of a claim shows; events newest first, requests and pieces oldest first.

    ``declaration`` shows how the time to declare is counted, ``days_late`` how far past it; ``cover`` is what the insurer will look
    at; ``pieces`` is the checklist for its harms, each with what is there; ``limit`` is the limitation against the insurer.
    """

    claim: InsuranceClaim
    policy: Policy | None
    company: PortageCompany | None
    guarantees: tuple[Guarantee, ...]
    harms: tuple[Harm, ...]
    client: Client | None
    address: Address | None
    dispute: Dispute | None
    contract: Contract | None
    pieces: tuple[claim_pieces.Wanted, ...]
    requests: tuple[InsurerRequest, ...]
    letters: tuple[Letter, ...]
    events: tuple[Event, ...]
    clocks: tuple[Deadline, ...]
    limitation_events: tuple[LimitationEvent, ...]
    phase: ClaimPhase
    declaration: deadlines.Deadline
    days_late: int
    cover: tuple[Condition, ...]
    limit: Limitation
    milestones: tuple[Milestone, ...]

    @property
    def who(self) -> str:
        """The third party."""
        return third_party(self.claim, self.client)

    @property
    def next_deadline(self) -> Deadline | None:
        """The first deadline still open."""
        return next((one for one in self.clocks if one.done_on is None), None)


def third_party(claim: InsuranceClaim, client: Client | None) -> str:
    """Who claims: the client's name, or the first line of what was typed."""
    return client.name if client is not None else typed_third_party(claim.third_party)


_NEXT = """
SELECT insurance_claim_id, due_on, title FROM deadline
WHERE done_on IS NULL AND insurance_claim_id IS NOT NULL ORDER BY insurance_claim_id, due_on DESC, id DESC
"""


def rows(
    desk: "Desk", scope: Scope = Scope.OPEN, text: str = "", among: Collection[int] | None = None
) -> list[ClaimRow]:
    """The list of claims by next date, those without one last; filtered blind to accents and case.

    ``among`` are the ids of those wanted.
    """
    wanted = "" if among is None else f"AND s.id {AMONG.replace('?', '?2')}"
    ids = [] if among is None else [json.dumps(list(among))]
    stage = {Scope.OPEN: "s.closed_on IS NULL", Scope.CLOSED: "s.closed_on IS NOT NULL", Scope.ALL: "1"}[scope]
    raw = desk.db.rows(
        f"""
        SELECT * FROM (
            SELECT s.*, c.name AS client_name, coalesce(p.insurer, '') AS insurer,
                   s.reference || ' ' || s.title || ' ' || s.third_party || ' ' ||
                   s.insurer_reference || ' ' || coalesce(c.name, '') || ' ' || coalesce(p.insurer, '') || ' ' ||
                   coalesce(p.number, '') || ' ' || coalesce(d.reference, '') AS searched
            FROM insurance_claim s LEFT JOIN client c ON c.id = s.client_id LEFT JOIN policy p ON p.id = s.policy_id
            LEFT JOIN dispute d ON d.id = s.dispute_id WHERE {stage} {wanted}
        ) WHERE ?1 = '' OR instr(fold(searched), fold(?1)) > 0
        """,
        (text.strip(), *ids),
    )
    upcoming = {row["insurance_claim_id"]: row for row in desk.db.rows(_NEXT)}
    found = zip(raw, desk.table(InsuranceClaim).read(raw), strict=True)
    made = [_row(row, one, upcoming.get(one.id)) for row, one in found]
    return sorted(made, key=_order)


def _order(row: ClaimRow) -> tuple[bool, date, str, int]:
    return row.next_on is None, row.next_on or date.max, row.reference, row.id


KEPT: Final = KeptList[ClaimRow](
    ids="SELECT id FROM insurance_claim",
    read=lambda desk, ids: rows(desk, Scope.ALL, among=ids),
    identity=lambda row: row.id,
    order=_order,
    leads={
        "insurance_claim": [("id", "")],
        "client": [("id", f"SELECT id FROM insurance_claim WHERE client_id {AMONG}")],
        "policy": [("id", f"SELECT id FROM insurance_claim WHERE policy_id {AMONG}")],
        "dispute": [("id", f"SELECT id FROM insurance_claim WHERE dispute_id {AMONG}")],
        "deadline": [("insurance_claim_id", "")],
    },
)


def next_dates(desk: "Desk", ids: Collection[int]) -> dict[int, tuple[date, str]]:
    """The day and the words of the next open deadline of each of these claims that is open, as its line of the list has them."""
    found = desk.db.rows(
        f"""SELECT n.* FROM ({_NEXT}) n JOIN insurance_claim s ON s.id = n.insurance_claim_id
            WHERE s.closed_on IS NULL AND s.id {AMONG} ORDER BY n.due_on DESC""",
        (json.dumps(sorted(ids)),),
    )
    return {row["insurance_claim_id"]: (date.fromisoformat(row["due_on"]), row["title"]) for row in found}


def _row(read: "Row", claim: InsuranceClaim, step: "Row | None") -> ClaimRow:
    shown = step if claim.closed_on is None else None
    return ClaimRow(
        id=claim.id or 0,
        reference=claim.reference,
        title=claim.title,
        who=typed_third_party(claim.third_party) if read["client_name"] is None else read["client_name"],
        phase=rules.phase(claim),
        amount=claim.amount,
        next_on=date.fromisoformat(shown["due_on"]) if shown else None,
        next_title=shown["title"] if shown else "",
        known_on=claim.known_on,
        declared_on=claim.declared_on,
        insurer=read["insurer"],
        searched=read["searched"],
    )


def counts(desk: "Desk") -> dict[Scope, int]:
    """How many claims each scope holds."""
    row = desk.db.rows("SELECT count(*) AS n, count(closed_on) AS closed FROM insurance_claim")[0]
    return {Scope.OPEN: row["n"] - row["closed"], Scope.CLOSED: row["closed"], Scope.ALL: row["n"]}


def to_do(desk: "Desk") -> int:
    """How many open claims wait to be declared."""
    return int(
        desk.db.value("SELECT count(*) FROM insurance_claim WHERE declared_on IS NULL AND closed_on IS NULL") or 0
    )


def claim(desk: "Desk", claim_id: int) -> InsuranceClaim:
    """One claim's own record; ``NotFound`` if it is gone."""
    return desk.table(InsuranceClaim).get(claim_id)


def harms(desk: "Desk", claim_id: int) -> tuple[Harm, ...]:
    """The harms of a claim, in the order typed."""
    return tuple(desk.table(Harm).where(order="id", insurance_claim_id=claim_id))


def of_dispute(desk: "Desk", dispute_id: int) -> tuple[InsuranceClaim, ...]:
    """The claims that came of a dispute, open ones first."""
    return tuple(desk.table(InsuranceClaim).where(order="closed_on, known_on DESC, id DESC", dispute_id=dispute_id))


def of_client(desk: "Desk", client_id: int) -> tuple[InsuranceClaim, ...]:
    """The claims of a client, newest first."""
    return tuple(desk.table(InsuranceClaim).where(order="known_on DESC, id DESC", client_id=client_id))


def request(desk: "Desk", request_id: int) -> InsurerRequest:
    """One request of the insurer; ``NotFound`` if it is gone."""
    return desk.table(InsurerRequest).get(request_id)


def most_payable(desk: "Desk", claim: InsuranceClaim, found: Sequence[Harm]) -> Money | None:
    """The sum of the caps that a claim's harms fall under; ``None`` when they are not all known."""
    return rules.most_payable(found, policies.guarantees(desk, claim.policy_id))


def limit_of(desk: "Desk", claim: InsuranceClaim) -> Limitation:
    """The limitation against the insurer, with everything that interrupts it."""
    noted = desk.table(LimitationEvent).where(order="happened_on, id", insurance_claim_id=claim.id)
    letters = desk.table(Letter).where(insurance_claim_id=claim.id, template=CHASE_INSURER)
    registered = [one.sent_on for one in letters if one.sent_on and one.send_method.is_registered]
    causes = [Cause(one.kind, one.happened_on, one.ended_on) for one in noted]
    return rules.against_insurer(claim, rules.causes(claim, registered, causes), desk.law)


def declaration_days(desk: "Desk", claim: InsuranceClaim) -> int:
    """The working days the policy leaves to declare; the legal five without one."""
    held = None if claim.policy_id is None else desk.table(Policy).find(claim.policy_id)
    return held.declaration_days if held is not None else rules.LEAST_DAYS


def checklist(desk: "Desk", one: InsuranceClaim) -> tuple[claim_pieces.Wanted, ...]:
    """The pieces wanted for a claim's harms, each with what is there."""
    policy = None if one.policy_id is None else desk.table(Policy).get(one.policy_id)
    return claim_pieces.checklist(
        one,
        harms(desk, one.id or 0),
        desk.table(ClaimPiece).where(order="id", insurance_claim_id=one.id),
        portage=policy is not None and policy.company_id is not None,
    )


def file(desk: "Desk", claim_id: int, today: date) -> ClaimFile:
    """Everything about one claim; ``NotFound`` if it is gone."""
    one = desk.table(InsuranceClaim).get(claim_id)
    policy = None if one.policy_id is None else desk.table(Policy).get(one.policy_id)
    found, law = harms(desk, claim_id), desk.law
    held, limit = policies.guarantees(desk, one.policy_id), limit_of(desk, one)
    days = declaration_days(desk, one)
    requests = tuple(desk.table(InsurerRequest).where(order="asked_on, id", insurance_claim_id=claim_id))
    clocks = rules.claim_clocks(one, days, requests, limit, law)
    company_id = policy.company_id if policy is not None else None
    return ClaimFile(
        claim=one,
        policy=policy,
        company=None if company_id is None else desk.table(PortageCompany).get(company_id),
        guarantees=held,
        harms=found,
        client=None if one.client_id is None else desk.table(Client).get(one.client_id),
        address=None
        if one.client_id is None
        else desk.table(Address).first(order="main DESC, id", client_id=one.client_id),
        dispute=None if one.dispute_id is None else desk.table(Dispute).get(one.dispute_id),
        contract=None if one.contract_id is None else desk.table(Contract).get(one.contract_id),
        pieces=checklist(desk, one),
        requests=requests,
        letters=tuple(desk.table(Letter).where(order="written_on DESC, id DESC", insurance_claim_id=claim_id)),
        events=tuple(desk.table(Event).where(order="happened_on DESC, id DESC", insurance_claim_id=claim_id)),
        clocks=tuple(
            sorted(
                desk.table(Deadline).where(order="due_on, id", insurance_claim_id=claim_id),
                key=lambda one: one.done_on is not None,
            )
        ),
        limitation_events=tuple(
            desk.table(LimitationEvent).where(order="happened_on, id", insurance_claim_id=claim_id)
        ),
        phase=rules.phase(one),
        declaration=rules.declaration(one.known_on, days, law),
        days_late=rules.days_late(one, days, law, today),
        cover=cover.conditions(one, found, policy, held, law, today),
        limit=limit,
        milestones=rules.milestones(one, clocks),
    )


def suggested(desk: "Desk", dispute_id: int, today: date) -> InsuranceClaim:
    """A claim not saved yet, as a dispute suggests it: its client, contract, complaint, and the policy that answers for it."""
    dispute = desk.table(Dispute).get(dispute_id)
    complaints = desk.table(Complaint).where(order="received_on, id", dispute_id=dispute_id)
    first = next((one for one in complaints if one.is_written), complaints[0] if complaints else None)
    ids = policies.contracts_of(desk, dispute_id)
    known_on = min((one.received_on for one in complaints), default=today)
    policy = policies.applicable(desk, known_on, ids)
    return InsuranceClaim(
        title=dispute.title,
        dispute_id=dispute_id,
        client_id=dispute.client_id,
        contract_id=first.contract_id if first is not None and first.contract_id is not None else next(iter(ids), None),
        policy_id=policy.id if policy is not None else None,
        known_on=known_on,
        claimed_on=first.received_on if first is not None else None,
        facts=first.findings if first is not None else "",
        request="\n".join(filter(None, (first.grievance, first.request))) if first is not None else "",
        amount=first.amount if first is not None else None,
    )
