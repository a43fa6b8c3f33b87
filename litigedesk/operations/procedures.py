"""Procedures: begun, moved from date to date, ended; with their clocks, their timeline and what they do to the limitation."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import validation
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Démarche enregistrée")
def save(desk: "Desk", procedure: Procedure, documents: Mapping[str, Path] | None = None) -> Procedure:
    """Begin a procedure or note what happened in it; ``documents`` gives the files to keep whole, by field (``file_id``).

    Raises ``InvalidInput`` for dates out of order, ``Refused`` for a new one in a closed dispute, ``StorageError`` for a document
    that cannot be read.
    """
    validation.refuse(validation.procedure_problems(procedure, desk.today()))
    if (document := (documents or {}).get("file_id")) is not None:
        procedure = replace(procedure, file_id=keep_document(desk, document).id)
    table = desk.table(Procedure)
    return table.insert(procedure) if procedure.id is None else table.update(procedure)


@operation("Démarche mise à la corbeille")
def delete(desk: "Desk", procedure_id: int) -> None:
    """Put a procedure with its letters, deadlines, lines and what it did to the limitation in the trash."""
    procedure = desk.table(Procedure).get(procedure_id)
    dispute = desk.table(Dispute).get(procedure.dispute_id)
    letters = desk.table(Letter).where(procedure_id=procedure_id)
    ids = {letter.id for letter in letters}
    events = desk.table(Event).where(dispute_id=dispute.id)
    deadlines = desk.table(Deadline).where(dispute_id=dispute.id)
    children = [
        *letters,
        *(one for one in events if one.procedure_id == procedure_id or one.letter_id in ids),
        *(one for one in deadlines if one.procedure_id == procedure_id or one.letter_id in ids),
        *desk.table(LimitationEvent).where(procedure_id=procedure_id),
    ]
    desk.trash.put(f"{procedure.kind.label}, {dispute.reference}", [procedure, *children], desk.today())
