"""How well a dispute is proved: the checklist of its situation, from its pieces, contracts, letters and complaints."""

from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.portage import DeliveryProof, Tripartite
from litigedesk.domain.records import Contract, Letter
from litigedesk.domain.vocabulary import DeliveryProofKind, DisputeKind
from litigedesk.letters.ids import LADDER, NOTICE
from litigedesk.queries import pieces, policies
from litigedesk.queries.disputes import Dossier
from litigedesk.rules import evidence, portage

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def checklist(desk: "Desk", dossier: Dossier, today: date) -> tuple[evidence.Checked, ...]:
    """The checklist of a dispute's situation."""
    return evidence.checked(_situation(dossier), _held(desk, dossier, today))


def _situation(dossier: Dossier) -> evidence.Situation:
    if dossier.dispute.kind is DisputeKind.COMPLAINT:
        return evidence.Situation.COMPLAINT
    return evidence.Situation.PORTAGE if dossier.portage is not None else evidence.Situation.UNPAID


def _held(desk: "Desk", dossier: Dossier, today: date) -> evidence.Held:
    dispute_id = dossier.dispute.id or 0
    contracts = [desk.table(Contract).get(one) for one in policies.contracts_of(desk, dispute_id)]
    proofs = [one for contract in contracts for one in desk.table(DeliveryProof).where(contract_id=contract.id)]
    notices = [one for one in dossier.letters if one.template == NOTICE and one.sent_on is not None]
    written = [view.complaint for view in dossier.complaints if view.complaint.is_written]
    return evidence.Held(
        pieces=tuple(
            evidence.HeldPiece(row.piece.number, row.piece.kind, row.file.media_type.startswith("image/"))
            for row in pieces.rows(desk, of_dispute(dispute_id))
        ),
        order_signed=any(one.signed_on is not None for one in contracts) if contracts else None,
        delivery_signed=any(one.signed_on is not None for one in proofs) if proofs else None,
        reports=sum(1 for one in proofs if one.kind is DeliveryProofKind.ACTIVITY_REPORT),
        reports_lacking=sum(_lacking(desk, one, proofs, today) for one in contracts),
        reminders=sum(1 for one in dossier.letters if _reminds(one)),
        notice_sent=bool(notices),
        notice_received=any(one.received_on or one.presented_on for one in notices),
        complaint_written=bool(written),
        answered=any(one.answered_on is not None for one in written),
    )


def _reminds(letter: Letter) -> bool:
    return letter.template in LADDER[:-1] and letter.sent_on is not None


def _lacking(desk: "Desk", contract: Contract, proofs: list[DeliveryProof], today: date) -> int:
    parties = desk.table(Tripartite).first(contract_id=contract.id)
    if parties is None:
        return 0
    own = [one for one in proofs if one.contract_id == contract.id]
    return len(portage.reports_lacking(contract, parties, own, today))
