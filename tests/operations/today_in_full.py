"""The first screen as it was first computed, every record read and every task made: what the bounded one must agree with."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from litigedesk import formats
from litigedesk.desk import Desk
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Deadline, Dispute, Letter
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries import agenda, dispute_list, invoices, subjects
from litigedesk.queries.dispute_list import DisputeRow
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.today import Task, TaskKind
from litigedesk.queries.today.task import COSTLY
from litigedesk.rules import limitation_alarms
from litigedesk.rules.limitation_alarms import Alarm

BANDS = (
    (-inf, "À échoir"),
    (1, "1 à 30 jours"),
    (31, "31 à 60 jours"),
    (61, "61 à 90 jours"),
    (91, "Plus de 90 jours"),
)


@dataclass(frozen=True, kw_only=True)
class InFull:
    """The tasks in their groups, and the money: each band with its label, sum, number of invoices and whether it is late."""

    first: Task | None
    groups: Mapping[str, Sequence[Task]]
    outstanding: Money
    overdue: Money
    ages: Sequence[tuple[str, Money, int, bool]]


def in_full(desk: Desk, today: date) -> InFull:
    """All of it, for one day."""
    rows = dispute_list.rows(desk, today)
    owed = awaited(desk)
    tasks = all_tasks(desk, rows, owed, today)
    late = [task for task in tasks if task.is_late(today)]
    soon = [task for task in tasks if task.is_soon(today)]
    waiting = [task for task in tasks if task.kind is TaskKind.WAITING]
    ending = [task for task in tasks if task.kind is TaskKind.LIMITATION and not task.presses(today)]
    taken = {id(task) for task in (*late, *soon, *ending, *waiting)}
    without = stuck(rows)
    first = min([*late, *soon], key=lambda task: not task.presses(today), default=None) or next(iter(without), None)
    return InFull(
        first=first,
        groups={
            "late": [task for task in late if task is not first],
            "soon": [task for task in soon if task is not first],
            "without_next_step": [task for task in without if task is not first],
            "limitations": ending,
            "waiting": waiting,
            "later": [task for task in tasks if id(task) not in taken],
        },
        outstanding=Money.total(row.outstanding for row in owed),
        overdue=Money.total(row.outstanding for row in owed if row.invoice.due_on < today),
        ages=by_age(owed, today),
    )


def awaited(desk: Desk) -> list[InvoiceRow]:
    """The invoices on which money is still expected: unpaid, those of closed disputes left out."""
    closed = {row["id"] for row in desk.db.rows("SELECT id FROM dispute WHERE stage = 'closed'")}
    return [row for row in invoices.rows(desk, unpaid_only=True) if row.invoice.dispute_id not in closed]


def by_age(waiting: Sequence[InvoiceRow], today: date) -> list[tuple[str, Money, int, bool]]:
    """Unpaid principal in bands of age, what is not due yet first."""
    starts = [start for start, _ in BANDS]
    held: list[list[InvoiceRow]] = [[] for _ in BANDS]
    for row in waiting:
        held[bisect_right(starts, (today - row.invoice.due_on).days) - 1].append(row)
    totals = [Money.total(row.outstanding for row in rows) for rows in held]
    return [
        (label, total, len(rows), start > 90 and total > ZERO)
        for (start, label), rows, total in zip(BANDS, held, totals, strict=True)
    ]


def all_tasks(desk: Desk, rows: Sequence[DisputeRow], waiting: Sequence[InvoiceRow], today: date) -> list[Task]:
    """Everything that waits, by its day: what is to be done as soon as one can comes as today's."""
    unsent = desk.table(Letter).where(order="written_on, id", sent_on=None)
    by_id = {row.id: row for row in rows}
    dates = desk.table(Deadline).where(order="due_on, id", done_on=None)
    found = [
        *_steps(rows, {(one.dispute_id, one.due_on) for one in dates if one.clock in COSTLY}),
        *_deadlines(desk, dates, by_id, {letter.id for letter in unsent}, today),
        *_unsent(desk, by_id, unsent),
        *_overdue(waiting, today),
    ]
    return sorted(found, key=lambda task: (task.due_on or today, task.who))


def stuck(rows: Sequence[DisputeRow]) -> list[Task]:
    """The disputes whose plan is over while something is still owed."""
    return [
        Task(
            kind=TaskKind.NO_NEXT_STEP,
            who=row.client_name,
            what="choisir la suite",
            reason=formats.typographic(
                f"Dossier {row.reference}, toutes les étapes de son plan sont faites ou passées"
            ),
            due_on=None,
            amount=row.amount,
            record=("plan", row.id),
            client_id=row.client_id,
            dispute_id=row.id,
            stage=row.stage,
            contested=row.contested,
        )
        for row in rows
        if row.without_next_step
    ]


# ---- the next step of each dispute -----------------------------------------------------------------------------------
def _steps(rows: Sequence[DisputeRow], costly: Collection[tuple[int | None, date]]) -> Iterator[Task]:
    """``costly`` are the disputes and days of the open dates that cost a right."""
    for row in rows:
        step = row.step
        if step is None or row.without_next_step:
            continue
        yield Task(
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
            costly=(row.id, step.by) in costly,
            contested=row.contested,
        )


# ---- dates -----------------------------------------------------------------------------------------------------------
def _deadlines(
    desk: Desk,
    dates: Sequence[Deadline],
    by_id: Mapping[int, DisputeRow],
    not_left: Collection[int | None],
    today: date,
) -> Iterator[Task]:
    """Open dates that no next step tells; neither answers to letters, which it awaits or calls late, nor others’ rights."""
    for deadline in dates:
        row = by_id.get(deadline.dispute_id or 0)
        if deadline.clock is Clock.LIMITATION:
            yield from _limitation(deadline, row, today)
            continue
        told = deadline.clock is not None and deadline.clock.only_told
        if told or deadline.letter_id in not_left or (row is not None and _is_told_by(row.step, deadline)):
            continue
        if (matter := _matter(deadline)) is not None:
            yield _about(desk, deadline, matter, row)
        elif deadline.dispute_id is None:
            yield _alone(deadline)
        elif row is not None:
            yield _of_dispute(deadline, row)
        elif deadline.clock is Clock.PERFORMANCE and deadline.mediation_id is not None:
            yield _after_closing(desk, deadline, deadline.mediation_id)


def _is_told_by(step: NextStep | None, deadline: Deadline) -> bool:
    """Whether the next step of its dispute already says this date."""
    if step is None or _matter(deadline) is not None:
        return False
    if deadline.clock is Clock.INSTALMENT:  # the agreement that runs is the next step
        return True
    by_rule = deadline.clock is not None and step.by == deadline.due_on
    return deadline.letter_id is not None or by_rule or step.deadline_id == deadline.id


def _limitation(deadline: Deadline, row: DisputeRow | None, today: date) -> Iterator[Task]:
    """The alarm of the limitation period, once it rings."""
    if row is not None and limitation_alarms.level(deadline.due_on, today) is not Alarm.NONE:
        yield replace(_of_dispute(deadline, row), kind=TaskKind.LIMITATION)


def _matter(deadline: Deadline) -> Matter | None:
    """The insurance claim, policy or contract that a date is about; ``None`` for those of a dispute and those that stand alone."""
    for kind in (MatterKind.CLAIM, MatterKind.POLICY, MatterKind.CONTRACT):
        record_id = getattr(deadline, f"{kind}_id")
        if record_id is not None:
            return Matter(kind, record_id)
    return None


def _about(desk: Desk, deadline: Deadline, matter: Matter, row: DisputeRow | None) -> Task:
    """A date of an insurance claim, which outlives the dispute it came of, of a policy or of a contract."""
    about = subjects.subject(desk, matter)
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


def _after_closing(desk: Desk, deadline: Deadline, mediation_id: int) -> Task:
    """An agreement still to perform outlives its dispute, often closed as soon as it is reached."""
    dispute = desk.table(Dispute).get(deadline.dispute_id or 0)
    return Task(
        kind=TaskKind.DEADLINE,
        who=desk.table(Client).get(dispute.client_id).name,
        what=deadline.title,
        reason=deadline.reason,
        due_on=deadline.due_on,
        amount=ZERO,
        record=("mediation", mediation_id),
        client_id=dispute.client_id,
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
def _unsent(desk: Desk, by_id: Mapping[int, DisputeRow], unsent: Sequence[Letter]) -> Iterator[Task]:
    """Letters written and not sent: nobody will answer them. That which the next step sends is told by it."""
    for letter in unsent:
        row = by_id.get(letter.dispute_id or 0)
        told = row is not None and row.step is not None and row.step.letter_id == letter.id
        if not told and (row is not None or letter.dispute_id is None):
            yield _to_send(desk, letter, row)


def _to_send(desk: Desk, letter: Letter, row: DisputeRow | None) -> Task:
    about = subjects.subject(desk, letter.matter)
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


def _overdue(waiting: Sequence[InvoiceRow], today: date) -> list[Task]:
    """Invoices past due that are in no dispute yet."""
    return [
        Task(
            kind=TaskKind.OVERDUE_INVOICE,
            who=row.client_name,
            what=f"facture {row.invoice.number} impayée",
            reason=f"Échue le {formats.date_long(row.invoice.due_on)}, aucun litige ouvert",
            due_on=row.invoice.due_on,
            amount=row.outstanding,
            record=("invoice", row.invoice.id or 0),
            client_id=row.invoice.client_id,
        )
        for row in waiting
        if row.invoice.dispute_id is None and row.invoice.due_on < today
    ]
