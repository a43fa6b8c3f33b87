"""What to do next in a dispute, in a sentence with its reason."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, DisputeKind, DisputeStage
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import complaint, mediation, payment, portage
from litigedesk.queries.next_step.claim import propose as propose_claim
from litigedesk.queries.next_step.mediation import propose as propose_mediation
from litigedesk.queries.next_step.portage import propose_contract
from litigedesk.queries.next_step.step import NextStep

__all__ = ["NextStep", "propose", "propose_claim", "propose_contract", "propose_mediation"]


def propose(dossier: Dossier, today: date) -> NextStep:
    """The next step of a dossier: a mediation first, then a complaint, then the money."""
    dispute = dossier.dispute
    if dispute.stage is DisputeStage.CLOSED and dispute.closed_on and dispute.closing_reason:
        reason = f"{dispute.closing_reason.label}, le {formats.date_long(dispute.closed_on)}."
        return NextStep(sentence="Ce litige est clos.", reason=reason, action="reopen", button="Rouvrir le litige")
    if dossier.client.kind is ClientKind.UNKNOWN:
        return NextStep(
            sentence="Dites qui est ce client\u00a0: professionnel, consommateur ou acheteur public.",
            reason="Les intérêts, les délais et les lettres en dépendent.",
            action="client",
            button="Compléter le client",
        )
    if dossier.running is not None:
        return mediation.propose(dossier.running, today)
    if dispute.kind is DisputeKind.COMPLAINT:
        return complaint.propose(dossier, today)
    waiting = complaint.unanswered(dossier)
    if waiting is not None:
        return complaint.answer(dossier, waiting, today)
    return portage.propose_unpaid(dossier, today) if dossier.portage is not None else payment.propose(dossier, today)
