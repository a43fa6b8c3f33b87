"""Procedures: begun, moved from date to date, ended; with their clocks, their timeline and what they do to the limitation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import validation
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.errors import Refused
from litigedesk.operations import clocks
from litigedesk.operations.disputes import reached
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation
from litigedesk.operations.procedure_lines import SENT, follow
from litigedesk.rules import procedures as rules

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_ORDER: Final = tuple(DisputeStage)


@operation("Démarche enregistrée{ — procedure}")
def save(desk: "Desk", procedure: Procedure, documents: Mapping[str, Path] | None = None) -> Procedure:
    """Begin a procedure or note what happened in it; ``documents`` gives the files to keep whole, by field (``file_id``).

    Raises ``InvalidInput`` for dates out of order, ``Refused`` for a new one in a closed dispute, ``StorageError`` for a document
    that cannot be read.
    """
    return _stored(desk, procedure, documents)


def _stored(desk: "Desk", procedure: Procedure, documents: Mapping[str, Path] | None = None) -> Procedure:
    table = desk.table(Procedure)
    before = None if procedure.id is None else table.get(procedure.id)
    dispute = desk.table(Dispute).get(procedure.dispute_id)
    if before is None and dispute.stage is DisputeStage.CLOSED:
        raise Refused("Ce litige est clos\u00a0: rouvrez-le avant d’y commencer une démarche.")
    validation.refuse(validation.procedure_problems(procedure, desk.today()))
    was, stood = clocks.expected(desk, procedure.dispute_id), _Standing(desk, dispute)
    if (document := (documents or {}).get("file_id")) is not None:
        procedure = replace(procedure, file_id=keep_document(desk, document).id)
    procedure = table.insert(procedure) if before is None else table.update(procedure)
    clocks.follow_open(desk, procedure.dispute_id, was)
    follow(desk, procedure)
    stood.carry_over(desk)
    return procedure


class _Standing:
    """The stage and judgment that the records of a dispute gave before a change, to move only what followed from them."""

    def __init__(self, desk: "Desk", dispute: Dispute) -> None:
        self._dispute_id = dispute.id or 0
        self._stage, self._judgment = reached(desk, dispute), _judgment(desk, dispute)

    def carry_over(self, desk: "Desk") -> None:
        """Bring the dispute to what its records now give; what the user set otherwise stays."""
        table = desk.table(Dispute)
        dispute = changed = table.get(self._dispute_id)
        judgment = _judgment(desk, dispute)
        if judgment != self._judgment and dispute.judgment_on == self._judgment:
            changed = replace(changed, judgment_on=judgment)
        stage = reached(desk, changed)
        further = _ORDER.index(stage) > _ORDER.index(dispute.stage)
        if stage is not self._stage and (further or dispute.stage is self._stage):
            changed = replace(changed, stage=stage)
        if changed != dispute:
            table.update(changed)


def _judgment(desk: "Desk", dispute: Dispute) -> date | None:
    return rules.judgment_on(desk.table(Procedure).where(dispute_id=dispute.id))


# ---- letters ---------------------------------------------------------------------------------------------------------
def note_letter(desk: "Desk", letter: Letter, before: Letter | None = None) -> None:
    """Let a procedure follow the letter that begins it: sent, sent another day (``before``), or taken back; inside the step.

    A day that the user noted otherwise stays.
    """
    field = SENT.get(letter.template)
    if field is None or letter.procedure_id is None:
        return
    procedure = desk.table(Procedure).find(letter.procedure_id)
    if procedure is None:
        return
    held = desk.table(Letter).where(procedure_id=procedure.id, template=letter.template)
    first = min((one.sent_on for one in held if one.sent_on is not None), default=None)
    told = {None, letter.sent_on, before.sent_on if before else None, first}
    changed = procedure
    if getattr(procedure, field) in told:
        changed = replace(procedure, asked_on=first) if field == "asked_on" else replace(procedure, declared_on=first)
    faults = validation.procedure_problems(changed, desk.today())
    if any(one.blocking for one in faults):  # what follows it was noted already: the letter changes nothing
        changed = procedure
    _stored(desk, changed)


# ---- deleting --------------------------------------------------------------------------------------------------------
@operation("Démarche mise à la corbeille{ — procedure}")
def delete(desk: "Desk", procedure_id: int) -> None:
    """Put a procedure with its letters, deadlines, lines and what it did to the limitation in the trash.

    The dispute comes back to the stage it had reached without it.
    """
    procedure = desk.table(Procedure).get(procedure_id)
    dispute = desk.table(Dispute).get(procedure.dispute_id)
    was, stood = clocks.expected(desk, procedure.dispute_id), _Standing(desk, dispute)
    client = desk.table(Client).get(dispute.client_id)
    label = f"{procedure.kind.label}, {client.name}"
    desk.trash.put(label, [procedure, *_belongings(desk, procedure)], desk.today())
    stood.carry_over(desk)
    clocks.follow_open(desk, procedure.dispute_id, was)


def _belongings(desk: "Desk", procedure: Procedure) -> Sequence[object]:
    """What goes to the trash with a procedure, parents first."""
    letters = desk.table(Letter).where(procedure_id=procedure.id)
    ids = {letter.id for letter in letters}
    events = desk.table(Event).where(dispute_id=procedure.dispute_id)
    deadlines = desk.table(Deadline).where(dispute_id=procedure.dispute_id)
    return [
        *letters,
        *(one for one in events if one.procedure_id == procedure.id or one.letter_id in ids),
        *(one for one in deadlines if one.procedure_id == procedure.id or one.letter_id in ids),
        *desk.table(LimitationEvent).where(procedure_id=procedure.id),
    ]


def brought_back(desk: "Desk", procedure: Procedure, was: clocks.Expected) -> None:
    """What a procedure taken out of the trash changes again in its dispute, inside the running step; ``was`` is before it came."""
    clocks.follow_open(desk, procedure.dispute_id, was)
    follow(desk, procedure)
    dispute = desk.table(Dispute).get(procedure.dispute_id)
    changed = dispute
    others = [one for one in desk.table(Procedure).where(dispute_id=dispute.id) if one.id != procedure.id]
    if dispute.judgment_on == rules.judgment_on(others):
        changed = replace(changed, judgment_on=rules.judgment_on([*others, procedure]))
    stage = reached(desk, changed)
    if _ORDER.index(stage) > _ORDER.index(dispute.stage):
        changed = replace(changed, stage=stage)
    if changed != dispute:
        desk.table(Dispute).update(changed)
