"""Questions about letters: which ones fit a record, what they are about, and the complaint and mediation they speak of."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from litigedesk.domain.agreement import Agreement
from litigedesk.domain.evidence import Piece
from litigedesk.domain.insurance import InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.portage import Tripartite
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Client, Dispute, Invoice, Letter
from litigedesk.errors import NotFound
from litigedesk.queries import insurance_claims, mediations, portage, sums
from litigedesk.queries.among import AMONG
from litigedesk.store.table import GONE

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.letters.template import Template


def complaint_to_answer(desk: "Desk", dispute_id: int) -> Complaint | None:
    """The first written complaint not answered yet, else the latest of all; ``None`` without one."""
    found = desk.table(Complaint).where(order="received_on, id", dispute_id=dispute_id)
    waiting = [one for one in found if one.is_written and one.answered_on is None]
    return waiting[0] if waiting else found[-1] if found else None


def present_mediation(desk: "Desk", dispute_id: int) -> Mediation | None:
    """The running mediation, else the latest; ``None`` without one."""
    return next(iter(mediations.of_dispute(desk, dispute_id)), None)


_SUBJECTS: Final = {
    MatterKind.DISPUTE: f"""
SELECT d.id, c.name, '' AS typed, d.reference, d.client_id, d.id AS dispute_id
FROM dispute d JOIN client c ON c.id = d.client_id WHERE d.id {AMONG}
""",
    MatterKind.CONTRACT: f"""
SELECT k.id, c.name, '' AS typed, k.reference, k.client_id, NULL AS dispute_id
FROM contract k JOIN client c ON c.id = k.client_id WHERE k.id {AMONG}
""",
    MatterKind.CLAIM: f"""
SELECT s.id, c.name, s.third_party AS typed, s.reference, s.client_id, s.dispute_id
FROM insurance_claim s LEFT JOIN client c ON c.id = s.client_id WHERE s.id {AMONG}
""",
    MatterKind.POLICY: f"""
SELECT id, insurer AS name, '' AS typed, number AS reference, NULL AS client_id, NULL AS dispute_id
FROM policy WHERE id {AMONG}
""",
}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a letter is about, for its window: who, the number of the record, and the client and dispute if there are."""

    who: str
    reference: str
    client_id: int | None
    dispute_id: int | None


def subject(desk: "Desk", matter: Matter) -> Subject:
    """What a letter is about; ``NotFound`` when it is gone."""
    found = subjects(desk, [matter])
    if not found:
        raise NotFound(GONE)
    return found[matter]


def subjects(desk: "Desk", matters: Collection[Matter]) -> dict[Matter, Subject]:
    """What letters are about, in as many questions whatever their number; those that are gone are left out."""
    ids = {kind: json.dumps([one.id for one in matters if one.kind is kind]) for kind in MatterKind}
    found: dict[Matter, Subject] = {}
    for kind, question in _SUBJECTS.items():
        for row in desk.db.rows(question, (ids[kind],)) if ids[kind] != "[]" else ():
            found[Matter(kind, row["id"])] = Subject(
                who=row["name"] if row["name"] is not None else insurance_claims.typed_third_party(row["typed"]),
                reference=row["reference"],
                client_id=row["client_id"],
                dispute_id=row["dispute_id"],
            )
    return found


def is_kept(desk: "Desk", letter_id: int) -> bool:
    """Whether a letter is still on file."""
    return desk.table(Letter).find(letter_id) is not None


def fitting_letters(desk: "Desk", matter: Matter) -> "tuple[Template, ...]":
    """The letters that this record may call for, in the order of the catalogue; ``NotFound`` when it is gone."""
    from litigedesk.letters import catalogue, fitting

    about = [one for one in catalogue.catalogue() if one.about is matter.kind]
    if matter.kind is MatterKind.CLAIM:
        return fitting.of_holder(about, _holder(desk, desk.table(InsuranceClaim).get(matter.id).policy_id))
    if matter.kind is MatterKind.POLICY:
        return fitting.of_holder(about, _holder(desk, matter.id))
    if matter.kind is MatterKind.CONTRACT:
        return tuple(about) if desk.table(Tripartite).count(contract_id=matter.id) else ()
    dispute, agreed = desk.table(Dispute).get(matter.id), desk.table(Agreement).where(dispute_id=matter.id)
    situation = fitting.Situation(
        dispute=dispute.kind,
        client=desk.table(Client).get(dispute.client_id).kind,
        invoiced=bool(desk.table(Invoice).count(dispute_id=matter.id)),
        complaint=complaint_to_answer(desk, matter.id),
        mediation=present_mediation(desk, matter.id),
        portage=portage.side_of(desk, matter.id) is not None,
        pieces=bool(desk.table(Piece).count(dispute_id=matter.id, confidential=False)),
        contested=bool(dispute.contested_amount or dispute.contested_reason.strip()),
        settled=_settled(desk, dispute),
        agreements=frozenset(one.kind for one in agreed),
        signed=any(one.signed_on is not None for one in agreed),
        procedures=frozenset(one.kind for one in desk.table(Procedure).where(dispute_id=matter.id)),
    )
    return fitting.fitting(about, situation)


def _settled(desk: "Desk", dispute: Dispute) -> bool:
    """Whether a client may be told that the account is closed: the dispute is, or its invoices are paid."""
    if dispute.closed_on is not None:
        return True
    owed = sums.of_dispute(desk, dispute, desk.today())
    return bool(owed.lines) and not any(line.outstanding for line in owed.lines)


def _holder(desk: "Desk", policy_id: int | None) -> PolicyHolder | None:
    return None if policy_id is None else desk.table(Policy).get(policy_id).holder
