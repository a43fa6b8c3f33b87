"""How well a dispute is proved: the checklist of its situation, from its pieces, contracts, letters and complaints."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.portage import DeliveryProof
from litigedesk.domain.records import Contract, Dispute, Letter
from litigedesk.domain.vocabulary import DeliveryProofKind, DisputeKind, PieceKind
from litigedesk.letters.ids import LADDER, NOTICE
from litigedesk.queries import pieces, policies, portage
from litigedesk.rules import evidence
from litigedesk.rules.portage import reports_lacking

if TYPE_CHECKING:
    from litigedesk.desk import Desk


_PAPERS = frozenset({PieceKind.ORDER, PieceKind.INVOICE, PieceKind.DELIVERY})  # those a record keeps as its own


def checklist(
    desk: "Desk",
    dispute: Dispute,
    letters: Sequence[Letter],
    complaints: Sequence[Complaint],
    today: date,
    *,
    ported: bool,
) -> tuple[evidence.Checked, ...]:
    """The checklist of a dispute's situation; ``ported`` when a portage company is the creditor."""
    situation = evidence.Situation.PORTAGE if ported else evidence.Situation.UNPAID
    if dispute.kind is DisputeKind.COMPLAINT:
        situation = evidence.Situation.COMPLAINT
    return evidence.checked(situation, _held(desk, dispute.id or 0, letters, complaints, today))


def _held(
    desk: "Desk", dispute_id: int, letters: Sequence[Letter], complaints: Sequence[Complaint], today: date
) -> evidence.Held:
    ids = policies.contracts_of(desk, dispute_id)
    contracts, proofs = [desk.table(Contract).get(one) for one in ids], portage.deliveries(desk, ids)
    notices = [one for one in letters if one.template == NOTICE and one.sent_on is not None]
    written = [one for one in complaints if one.is_written]
    matter = of_dispute(dispute_id)
    kept = [one.kind for one in pieces.known_papers(desk, matter) if one.kind in _PAPERS]
    return evidence.Held(
        pieces=(
            *(
                evidence.HeldPiece(row.piece.number, row.piece.kind, row.file.media_type.startswith("image/"))
                for row in pieces.rows(desk, matter)
            ),
            *(evidence.HeldPiece(0, kind, is_image=False) for kind in kept),
        ),
        order_signed=any(one.signed_on is not None for one in contracts) if contracts else None,
        delivery_signed=any(one.signed_on is not None for one in proofs) if proofs else None,
        reports=sum(1 for one in proofs if one.kind is DeliveryProofKind.ACTIVITY_REPORT),
        reports_lacking=sum(_lacking(desk, one, proofs, today) for one in contracts),
        reminders=sum(1 for one in letters if _reminds(one)),
        notice_sent=bool(notices),
        notice_received=any(one.received_on or one.presented_on for one in notices),
        complaint_written=bool(written),
        answered=any(one.answered_on is not None for one in written),
    )


def _reminds(letter: Letter) -> bool:
    return letter.template in LADDER[:-1] and letter.sent_on is not None


def _lacking(desk: "Desk", contract: Contract, proofs: Sequence[DeliveryProof], today: date) -> int:
    assert contract.id is not None
    parties = portage.tripartite(desk, contract.id)
    if parties is None:
        return 0
    own = [one for one in proofs if one.contract_id == contract.id]
    return len(reports_lacking(contract, parties, own, today))
