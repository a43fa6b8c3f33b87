"""What the next step of a dispute depends on: less than its whole dossier, so that a list can know it of every dispute."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Client, Deadline, Dispute, Letter, LimitationEvent, StoredFile
from litigedesk.queries import agreements, limitations, mediations, portage, procedures, sums
from litigedesk.queries.agreements import AgreementView
from litigedesk.queries.among import AMONG
from litigedesk.queries.limitations import LimitationView
from litigedesk.queries.mediations import ComplaintView, MediationFile
from litigedesk.queries.portage import PortageSide
from litigedesk.queries.procedures import ProcedureFile
from litigedesk.queries.sums import Sums
from litigedesk.rules import procedures as ways
from litigedesk.rules.mediation import Phase, phase

if TYPE_CHECKING:
    from litigedesk.desk import Desk

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A dispute with what its next step is computed from; letters newest first, deadlines open first, complaints oldest first.

    ``mediations`` begin with the one that runs, whose whole file is ``running``. ``portage`` is there when a portage company is the
    creditor; ``claims`` are the insurance claims that came of it, open ones first, ``agreements`` and ``procedures`` those
    with the client, the newest or the running ones first, ``proceeding`` the file of the one to follow.
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
    procedures: tuple[Procedure, ...]
    proceeding: ProcedureFile | None

    @property
    def next_deadline(self) -> Deadline | None:
        """The first deadline still open; a right of somebody else only when nothing else is.

        The end of the limitation period is no step: its alarms tell of it.
        """
        still = [one for one in self.deadlines if one.done_on is None and not (one.clock and one.clock.is_backstop)]
        ours = [one for one in still if one.clock is None or not one.clock.only_told]
        return next(iter([*ours, *still]), None)

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is owed of what was."""
        return bool(self.sums.lines) and not self.sums.total_due

    @property
    def unanswered(self) -> ComplaintView | None:
        """The complaint to deal with first: the first in writing without an answer, else one made aloud; none once all is answered.

        A complaint made aloud needs nothing more once one is in writing.
        """
        written = [view for view in self.complaints if view.complaint.is_written]
        return next((view for view in written or self.complaints if view.complaint.answered_on is None), None)


# ---- reading ---------------------------------------------------------------------------------------------------------
_TABLES: Final[Mapping[type, tuple[str, str]]] = {  # each with the order in which its records are told
    LimitationEvent: ("limitation_event", "happened_on, id"),
    Letter: ("letter", "written_on DESC, id DESC"),
    Deadline: ("deadline", "done_on IS NOT NULL, due_on, id"),
    Complaint: ("complaint", "received_on, id"),
    Mediation: ("mediation", "ended_on IS NOT NULL, id DESC"),
    InsuranceClaim: ("insurance_claim", "closed_on, known_on DESC, id DESC"),
    Procedure: ("procedure", "ended_on IS NOT NULL, id DESC"),
}


def read(desk: "Desk", dispute_id: int, today: date) -> Case:
    """The case of one dispute; ``NotFound`` if it is gone."""
    return read_all(desk, [desk.table(Dispute).get(dispute_id)], today)[dispute_id]


def read_all(
    desk: "Desk", disputes: Sequence[Dispute], today: date, owed: Mapping[int, Sums] | None = None
) -> dict[int, Case]:
    """The cases of many disputes in as few reads as for one; ``owed`` when their sums are known already."""
    reader = _Reader(desk, disputes, today)
    found = sums.of_disputes(desk, disputes, today) if owed is None else owed
    return {one.id: reader.case(one, found[one.id]) for one in disputes if one.id is not None}


class _Reader:
    """What the cases of some disputes are made of, read table by table."""

    def __init__(self, desk: "Desk", disputes: Sequence[Dispute], today: date) -> None:
        self._desk, self._today, self._law = desk, today, desk.law
        self._ids = [one.id for one in disputes if one.id is not None]
        clients = _among([one.client_id for one in disputes])
        sql = f"SELECT * FROM client WHERE id {AMONG}"
        self._clients = {one.id: one for one in desk.table(Client).select(sql, clients)}
        self._limiting = self._read(LimitationEvent)
        self._letters = self._read(Letter)
        self._deadlines = self._read(Deadline)
        self._complaints = self._read(Complaint)
        self._mediations = self._read(Mediation)
        self._claims = self._read(InsuranceClaim)
        self._procedures = self._read(Procedure)
        self._agreements = agreements.of_disputes(desk, self._ids, today)
        self._ported = portage.ported(desk, self._ids)
        papers = _among([one.file_id for held in self._complaints.values() for one in held if one.file_id is not None])
        sql = f"SELECT * FROM stored_file WHERE id {AMONG}"
        self._papers = {one.id: one for one in desk.table(StoredFile).select(sql, papers)}

    def _read(self, record: type[T]) -> Mapping[int, Sequence[T]]:
        """The records of these disputes, by dispute, each list in its order."""
        name, order = _TABLES[record]
        found: defaultdict[int, list[T]] = defaultdict(list)
        rows = self._desk.db.rows(f"SELECT * FROM {name} WHERE dispute_id {AMONG} ORDER BY {order}", _among(self._ids))
        for row, one in zip(rows, self._desk.table(record).read(rows), strict=True):
            found[row["dispute_id"]].append(one)
        return found

    def case(self, dispute: Dispute, owed: Sums) -> Case:
        key, client = dispute.id or 0, self._clients[dispute.client_id]
        limits = limitations.of_lines(self._law, dispute, client.kind, owed.lines, self._limiting[key])
        deadlines, held = tuple(self._deadlines[key]), tuple(self._mediations[key])
        running = next((one.id for one in held if phase(one) is not Phase.ENDED), None)
        return Case(
            dispute=dispute,
            client=client,
            sums=owed,
            limitation=next(iter(limits), None),
            letters=tuple(self._letters[key]),
            deadlines=deadlines,
            complaints=tuple(
                ComplaintView(
                    complaint=one,
                    document=self._papers.get(one.file_id),
                    clocks=tuple(line for line in deadlines if line.complaint_id == one.id),
                )
                for one in self._complaints[key]
            ),
            mediations=held,
            running=None if running is None else mediations.file(self._desk, running, self._today),
            portage=portage.side_of(self._desk, key) if key in self._ported else None,
            claims=tuple(self._claims[key]),
            agreements=self._agreements.get(key, ()),
            procedures=tuple(self._procedures[key]),
            proceeding=self._proceeding(self._procedures[key]),
        )

    def _proceeding(self, held: Sequence[Procedure]) -> ProcedureFile | None:
        """The file of the procedure to follow first: an insolvency, then the last one begun."""
        first = ways.insolvent(held) or next(iter(ways.running(held)), None)
        return None if first is None or first.id is None else procedures.file(self._desk, first.id, self._today)


def _among(ids: Iterable[int]) -> tuple[str]:
    return (json.dumps(list(ids)),)
