"""The shapes of the next step of a procedure: a date to note, a letter to write, a deadline to tick, a meeting to prepare."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries.next_step.step import NextStep
from litigedesk.queries.procedures import ProcedureFile


def note(
    file: ProcedureFile,
    step: str,
    sentence: str,
    reason: str,
    button: str,
    *,
    by: date | None = None,
    waiting: bool = False,
) -> NextStep:
    """Note one step of the procedure."""
    return NextStep(
        sentence=formats.typographic(sentence),
        reason=formats.typographic(reason),
        action="procedure-step",
        button=button,
        procedure_id=file.procedure.id,
        step=step,
        by=by,
        waiting=waiting,
    )


def write(
    file: ProcedureFile, template: str, sentence: str, reason: str, button: str, *, by: date | None = None
) -> NextStep:
    """Write one letter of the procedure."""
    return NextStep(
        sentence=formats.typographic(sentence),
        reason=formats.typographic(reason),
        action="letter",
        button=button,
        template=template,
        procedure_id=file.procedure.id,
        by=by,
    )


def tick(deadline: Deadline, today: date) -> NextStep:
    """Do what a deadline is for, then tick it."""
    late = deadline.due_on < today
    day = formats.date_full(deadline.due_on)
    when = f"c’était à faire avant le {day}" if late else f"au plus tard le {day}"
    return NextStep(
        sentence=formats.typographic(f"{deadline.title} : {when}."),
        reason=deadline.reason,
        action="complete",
        button="C’est fait",
        deadline_id=deadline.id,
        by=deadline.due_on,
    )


def clock(file: ProcedureFile, which: Clock) -> Deadline | None:
    """An open deadline of the procedure, at the day the user may have moved it to."""
    return next((one for one in file.deadlines if one.clock is which and one.done_on is None), None)


def hearing(file: ProcedureFile, today: date, what: str, after: str) -> NextStep | None:
    """Prepare a meeting to come, or note what came out of it; ``None`` without one."""
    day = file.procedure.meeting_on
    if day is None:
        return None
    if day >= today:
        sentence = f"Préparez {what} du {formats.date_full(day)}."
        reason = "Relisez vos pièces et leur bordereau, et apportez-les."
        return note(file, "meeting", sentence, reason, "Revoir la date", by=day, waiting=True)
    sentence = f"Notez ce que {what} a donné."
    return note(file, after, sentence, f"Tenue le {formats.date_long(day)}.", "Noter la suite")
