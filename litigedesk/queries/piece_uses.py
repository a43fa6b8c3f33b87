"""The records that a piece of a dossier may serve too: the contract as signed, the invoice as issued, the claim's checklist."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.evidence import Piece
from litigedesk.domain.insurance import ClaimPiece, InsuranceClaim
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.records import Contract, Invoice
from litigedesk.queries import insurance_claims, policies

if TYPE_CHECKING:
    from litigedesk.desk import Desk


class UseKind(StrEnum):
    """The kinds of records that keep a paper of their own; the value is the name of their table."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    COMPLAINT = "complaint"
    CLAIM = "insurance_claim"


@dataclass(frozen=True, kw_only=True)
class Use:
    """One record that a piece may serve: its words, and whether it does. ``key`` is the line of a claim's checklist."""

    kind: UseKind
    record_id: int
    words: str
    serves: bool
    key: str = ""


def uses(desk: "Desk", piece: Piece) -> list[Use]:
    """Every record that a piece may serve, those of its own dossier."""
    return [*_of_contracts(desk, piece), *_of_dispute(desk, piece), *_of_claims(desk, piece)]


def _contract_ids(desk: "Desk", piece: Piece) -> list[int]:
    if piece.dispute_id is not None:
        return policies.contracts_of(desk, piece.dispute_id)
    claim = desk.table(InsuranceClaim).get(piece.insurance_claim_id or 0)
    return [claim.contract_id] if claim.contract_id is not None else []


def _of_contracts(desk: "Desk", piece: Piece) -> Iterator[Use]:
    for contract in (desk.table(Contract).get(one) for one in _contract_ids(desk, piece)):
        yield Use(
            kind=UseKind.CONTRACT,
            record_id=contract.id or 0,
            words=f"{contract.kind.label} {contract.reference}\u00a0: le document signé",
            serves=contract.file_id == piece.file_id,
        )


def _of_dispute(desk: "Desk", piece: Piece) -> Iterator[Use]:
    if piece.dispute_id is None:
        return
    for invoice in desk.table(Invoice).where(order="issued_on, id", dispute_id=piece.dispute_id):
        yield Use(
            kind=UseKind.INVOICE,
            record_id=invoice.id or 0,
            words=f"{invoice.kind.label} {invoice.number}",
            serves=invoice.file_id == piece.file_id,
        )
    for complaint in desk.table(Complaint).where(order="received_on, id", dispute_id=piece.dispute_id):
        yield Use(
            kind=UseKind.COMPLAINT,
            record_id=complaint.id or 0,
            words=f"Réclamation du {formats.date_long(complaint.received_on)}",
            serves=complaint.file_id == piece.file_id,
        )


def _of_claims(desk: "Desk", piece: Piece) -> Iterator[Use]:
    if piece.insurance_claim_id is not None:
        claims = [desk.table(InsuranceClaim).get(piece.insurance_claim_id)]
    else:
        claims = list(insurance_claims.of_dispute(desk, piece.dispute_id or 0))
    for claim in claims:
        if claim.closed_on is not None:
            continue
        held = {one.key: one for one in desk.table(ClaimPiece).where("id", insurance_claim_id=claim.id)}
        for wanted in insurance_claims.checklist(desk, claim):
            if wanted.kind is None:
                continue
            present = held.get(wanted.kind.key)
            yield Use(
                kind=UseKind.CLAIM,
                record_id=claim.id or 0,
                words=f"Sinistre {claim.reference}\u00a0: {wanted.title[:1].lower()}{wanted.title[1:]}",
                serves=present is not None and present.file_id == piece.file_id,
                key=wanted.kind.key,
            )
