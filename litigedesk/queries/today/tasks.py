"""What is shown of the first lines that wait: who, what and why, read for those alone."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.matter import Matter, MatterKind, of_dispute
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Deadline, Letter
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries import agenda, invoices, subjects
from litigedesk.queries.among import AMONG
from litigedesk.queries.dispute_list import DisputeRow
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.subjects import Subject
from litigedesk.queries.today.lines import DATE, INVOICE, LETTER, STEP, STUCK, Line
from litigedesk.queries.today.task import COSTLY, Task, TaskKind

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_COSTLY: Final = f"""
SELECT dispute_id, due_on FROM deadline
WHERE done_on IS NULL AND clock IN ({", ".join(f"'{clock}'" for clock in sorted(COSTLY))}) AND dispute_id {AMONG}
"""


class Told:
    """The tasks of some lines; ``rows`` are the lines of the open disputes that they are in, by id."""

    def __init__(self, desk: "Desk", lines: Collection[Line], rows: Mapping[int, DisputeRow]) -> None:
        self._rows = rows
        ids = {source: json.dumps([one.record_id for one in lines if one.source == source]) for source in range(5)}
        costly = desk.db.rows(_COSTLY, (ids[STEP],)) if ids[STEP] != "[]" else ()
        self._costly = {(row["dispute_id"], row["due_on"]) for row in costly}
        dates = desk.table(Deadline).select(f"SELECT * FROM deadline WHERE id {AMONG}", (ids[DATE],))
        unsent = desk.table(Letter).select(f"SELECT * FROM letter WHERE id {AMONG}", (ids[LETTER],))
        owed = [one.record_id for one in lines if one.source == INVOICE]
        self._dates, self._letters = {one.id: one for one in dates}, {one.id: one for one in unsent}
        self._invoices = {row.invoice.id: row for row in (invoices.rows(desk, among=owed) if owed else ())}
        matters = {letter.matter for letter in unsent} | {m for one in dates if (m := _matter(one)) is not None}
        closed = [one.dispute_id for one in dates if one.dispute_id is not None and one.dispute_id not in rows]
        self._about = subjects.subjects(desk, matters | {of_dispute(key) for key in closed})

    def task(self, line: Line) -> Task:
        """The task of one of the lines."""
        if line.source == STUCK:
            return _stuck(self._rows[line.record_id])
        if line.source == STEP:
            return _step(self._rows[line.record_id], self._costly)
        if line.source == LETTER:
            letter = self._letters[line.record_id]
            return _to_send(letter, self._about[letter.matter], self._rows.get(letter.dispute_id or 0))
        if line.source == INVOICE:
            return _overdue(self._invoices[line.record_id])
        return self._dated(self._dates[line.record_id])

    def _dated(self, deadline: Deadline) -> Task:
        row = self._rows.get(deadline.dispute_id or 0)
        if deadline.clock is Clock.LIMITATION and row is not None:
            return replace(_of_dispute(deadline, row), kind=TaskKind.LIMITATION)
        if (matter := _matter(deadline)) is not None:
            return _about(deadline, matter, self._about[matter], row)
        if deadline.dispute_id is None:
            return _alone(deadline)
        if row is not None:
            return _of_dispute(deadline, row)
        return _after_closing(deadline, self._about[of_dispute(deadline.dispute_id)])


def disputes_of(desk: "Desk", lines: Collection[Line]) -> set[int]:
    """The disputes that some lines are in."""
    found = {line.record_id for line in lines if line.source in {STEP, STUCK}}
    for source, table in ((DATE, "deadline"), (LETTER, "letter")):
        ids = [line.record_id for line in lines if line.source == source]
        sql = f"SELECT dispute_id FROM {table} WHERE dispute_id IS NOT NULL AND id {AMONG}"
        found |= {row["dispute_id"] for row in (desk.db.rows(sql, (json.dumps(ids),)) if ids else ())}
    return found


# ---- the next step of each dispute -----------------------------------------------------------------------------------
def _stuck(row: DisputeRow) -> Task:
    """A dispute whose plan is over while something is still owed."""
    return Task(
        kind=TaskKind.NO_NEXT_STEP,
        who=row.client_name,
        what="choisir la suite",
        reason=formats.typographic(f"Dossier {row.reference}, toutes les étapes de son plan sont faites ou passées"),
        due_on=None,
        amount=row.amount,
        record=("plan", row.id),
        client_id=row.client_id,
        dispute_id=row.id,
        stage=row.stage,
        contested=row.contested,
    )


def _step(row: DisputeRow, costly: Collection[tuple[int, str]]) -> Task:
    """``costly`` are the disputes and days of the open dates that cost a right."""
    step = row.step
    assert step is not None
    return Task(
        kind=TaskKind.WAITING if step.waiting else TaskKind.NEXT_STEP,
        who=row.client_name,
        what=step.brief or step.sentence,
        reason=step.reason,
        due_on=step.by,
        amount=row.amount,
        record=("dispute", row.id),
        client_id=row.client_id,
        deadline_id=step.deadline_id,
        dispute_id=row.id,
        stage=row.stage,
        planned=step.planned,
        costly=(row.id, str(step.by)) in costly,
        contested=row.contested,
    )


# ---- dates -----------------------------------------------------------------------------------------------------------
def _matter(deadline: Deadline) -> Matter | None:
    """The insurance claim, policy or contract that a date is about; ``None`` for those of a dispute and those that stand alone."""
    for kind in (MatterKind.CLAIM, MatterKind.POLICY, MatterKind.CONTRACT):
        record_id = getattr(deadline, f"{kind}_id")
        if record_id is not None:
            return Matter(kind, record_id)
    return None


def _about(deadline: Deadline, matter: Matter, about: Subject, row: DisputeRow | None) -> Task:
    """A date of an insurance claim, which outlives the dispute it came of, of a policy or of a contract."""
    return Task(
        kind=TaskKind.DEADLINE,
        who=about.who or "RC Pro",
        what=deadline.title,
        reason=agenda.why(deadline) or about.reference,
        due_on=deadline.due_on,
        amount=ZERO,
        record=(str(matter.kind), matter.id),
        client_id=about.client_id or 0,
        deadline_id=deadline.id,
        costly=deadline.clock in COSTLY,
        dispute_id=row.id if row is not None else None,
        stage=row.stage if row is not None else None,
    )


def _of_dispute(deadline: Deadline, row: DisputeRow) -> Task:
    return Task(
        kind=TaskKind.DEADLINE,
        who=row.client_name,
        what=deadline.title,
        reason=agenda.why(deadline) or f"Dossier {row.reference}",
        due_on=deadline.due_on,
        amount=row.amount,
        record=("dispute", row.id) if deadline.mediation_id is None else ("mediation", deadline.mediation_id),
        client_id=row.client_id,
        deadline_id=deadline.id,
        costly=deadline.clock in COSTLY,
        dispute_id=row.id,
        stage=row.stage,
        contested=row.contested,
    )


def _after_closing(deadline: Deadline, about: Subject) -> Task:
    """An agreement still to perform outlives its dispute, often closed as soon as it is reached."""
    return Task(
        kind=TaskKind.DEADLINE,
        who=about.who,
        what=deadline.title,
        reason=deadline.reason,
        due_on=deadline.due_on,
        amount=ZERO,
        record=("mediation", deadline.mediation_id or 0),
        client_id=about.client_id or 0,
        deadline_id=deadline.id,
    )


def _alone(deadline: Deadline) -> Task:
    """A date that belongs to no dispute: the end of a convention, or one typed on its own."""
    return Task(
        kind=TaskKind.DEADLINE,
        who="Rappel" if deadline.convention_id is None else "Médiation",
        what=deadline.title,
        reason=agenda.why(deadline) or "Date notée par vous",
        due_on=deadline.due_on,
        amount=ZERO,
        record=("convention", deadline.convention_id) if deadline.convention_id else ("deadline", deadline.id or 0),
        client_id=0,
        deadline_id=deadline.id,
    )


# ---- letters and invoices --------------------------------------------------------------------------------------------
def _to_send(letter: Letter, about: Subject, row: DisputeRow | None) -> Task:
    return Task(
        kind=TaskKind.UNSENT_LETTER,
        who=about.who,
        what=f"envoyer la lettre\u00a0: {letter.title.lower()}",
        reason=f"Rédigée le {formats.date_long(letter.written_on)}, son envoi n’est pas noté.",
        due_on=letter.written_on,
        amount=row.amount if row is not None else ZERO,
        record=(str(letter.matter.kind), letter.matter.id),
        client_id=about.client_id or 0,
        dispute_id=letter.dispute_id,
        stage=row.stage if row is not None else None,
    )


def _overdue(row: InvoiceRow) -> Task:
    """An invoice past due that is in no dispute yet."""
    return Task(
        kind=TaskKind.OVERDUE_INVOICE,
        who=row.client_name,
        what=f"facture {row.invoice.number} impayée",
        reason=f"Échue le {formats.date_long(row.invoice.due_on)}, aucun litige ouvert",
        due_on=row.invoice.due_on,
        amount=row.outstanding,
        record=("invoice", row.invoice.id or 0),
        client_id=row.invoice.client_id,
    )
