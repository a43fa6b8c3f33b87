"""What to do next in a dispute, in a sentence with its reason and its date; what computes it is imported when it is asked for."""

from datetime import date
from typing import TYPE_CHECKING

from litigedesk.queries.next_step.step import NextStep

if TYPE_CHECKING:
    from litigedesk.queries.disputes import Dossier
    from litigedesk.queries.insurance_claims import ClaimFile
    from litigedesk.queries.mediations import MediationFile
    from litigedesk.queries.portage import TripartiteFile

__all__ = ["NextStep", "propose", "propose_claim", "propose_contract", "propose_mediation"]


def propose(dossier: "Dossier", today: date) -> NextStep:
    """The next step of a dossier, with what is to be gathered before a letter that a judge may read."""
    from litigedesk.queries.next_step import of_dispute

    return of_dispute.propose(dossier, today)


def propose_claim(file: "ClaimFile", today: date) -> NextStep:
    """The next step of an insurance claim."""
    from litigedesk.queries.next_step import claim

    return claim.propose(file, today)


def propose_contract(file: "TripartiteFile", today: date) -> NextStep:
    """The next step of a contract of portage."""
    from litigedesk.queries.next_step import portage

    return portage.propose_contract(file, today)


def propose_mediation(file: "MediationFile", today: date) -> NextStep:
    """The next step of a mediation."""
    from litigedesk.queries.next_step import mediation

    return mediation.propose(file, today)
