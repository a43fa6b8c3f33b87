"""What the next step of a dispute depends on: less than its whole dossier, so that a list can know it of every dispute."""

from dataclasses import dataclass

from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.records import Client, Deadline, Dispute, Letter
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries.agreements import AgreementView
from litigedesk.queries.limitations import LimitationView
from litigedesk.queries.mediations import ComplaintView, MediationFile
from litigedesk.queries.portage import PortageSide
from litigedesk.queries.sums import Sums


@dataclass(frozen=True, kw_only=True)
class Case:
    """A dispute with what its next step is computed from; letters newest first, deadlines open first, complaints oldest first.

    ``mediations`` begin with the one that runs, whose whole file is ``running``. ``portage`` is there when a portage company is the
    creditor; ``claims`` are the insurance claims that came of it, open ones first, ``agreements`` those with the client, newest first.
    """

    dispute: Dispute
    client: Client
    sums: Sums
    limitation: LimitationView | None
    letters: tuple[Letter, ...]
    deadlines: tuple[Deadline, ...]
    complaints: tuple[ComplaintView, ...]
    mediations: tuple[Mediation, ...]
    running: MediationFile | None
    portage: PortageSide | None
    claims: tuple[InsuranceClaim, ...]
    agreements: tuple[AgreementView, ...]

    @property
    def next_deadline(self) -> Deadline | None:
        """The first deadline still open; a right of somebody else only when nothing else is.

        The end of the limitation period is no step: its alarms tell of it.
        """
        still = [one for one in self.deadlines if one.done_on is None and one.clock is not Clock.LIMITATION]
        ours = [one for one in still if one.clock is None or not one.clock.only_told]
        return next(iter([*ours, *still]), None)
