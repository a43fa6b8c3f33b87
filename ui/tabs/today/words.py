"""What the first screen says of a task, from the facts alone."""

from datetime import date

from litigedesk import formats
from litigedesk.queries.today import Task as Waiting
from litigedesk.queries.today import TaskKind

from ...date_words import tone_of
from ...palette import Tone
from ...widgets.rows import Task

ICONS = {
    TaskKind.NEXT_STEP: "circle-dot",
    TaskKind.WAITING: "hourglass",
    TaskKind.DEADLINE: "calendar-clock",
    TaskKind.OVERDUE_INVOICE: "receipt-euro",
    TaskKind.UNSENT_LETTER: "send",
    TaskKind.NO_NEXT_STEP: "circle-dashed",
    TaskKind.LIMITATION: "hourglass",
}


def lowered(sentence: str) -> str:
    """The sentence as the second part of another: small first letter, no full stop."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def as_row(task: Waiting, today: date) -> Task:
    """The task as a row shows it."""
    if task.due_on is None:
        when, tone = "aucune date" if task.kind is TaskKind.NO_NEXT_STEP else "dès que possible", Tone.MUTED
    elif task.kind is TaskKind.WAITING:
        when, tone = f"{formats.date_weekday(task.due_on)} · {formats.days_away(task.due_on, today)}", Tone.MUTED
    else:
        when, tone = formats.days_away(task.due_on, today), tone_of(task.due_on, today)
        if task.due_on >= today:
            when = f"{formats.date_weekday(task.due_on)} · {when}"
    amount = formats.money(task.amount) if task.amount else ""
    reason = task.reason.rstrip(".")
    reason = f"Contesté en partie · {reason}" if task.contested else reason
    return Task(ICONS[task.kind], f"{task.who} — {lowered(task.what)}", reason, when, tone, amount)
