"""The panel of the first screen: the one thing to do first, with what its buttons do."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from litigedesk import formats
from litigedesk.domain.money import ZERO
from litigedesk.queries import next_step
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.today import Overview, TaskKind
from litigedesk.queries.today import Task as Waiting

from ...dialogs.next_step import ICONS
from ...widgets.buttons import Button, Kind
from ...widgets.panels import NextAction
from .commands import Commands, later_days
from .words import lowered

if TYPE_CHECKING:
    from litigedesk.queries.disputes import Dossier

DONE_HERE = frozenset(
    {"letter", "complaint-edit", "mediation-step", "claim-new", "claim"}
)  # the others are done in the dossier, with its facts in sight


def first_panel(commands: Commands, shown: Overview, today: date) -> NextAction:
    """What to do first, or that nothing is urgent."""
    over = f"{formats.date_full(today).capitalize()} · à faire en premier"
    task = shown.first
    if task is None:
        return NextAction(
            "Rien d’urgent aujourd’hui.",
            "Rien en retard, rien à faire dans les sept jours, aucun litige sans prochaine étape.",
            over=formats.date_full(today).capitalize(),
            tall=True,
        )
    if task.kind is TaskKind.OVERDUE_INVOICE:
        return _invoice(commands, task, over)
    if task.kind is TaskKind.LIMITATION:
        return _limitation(commands, task, over)
    if (proposed := _of_record(commands, task, today)) is not None:
        return _for_record(commands, task, proposed, over, today)
    if task.dispute_id is None:
        return _alone(commands, task, over, today)
    from litigedesk.queries import disputes  # they compute the whole dossier: for a dispute alone

    desk = commands.context.desk
    dossier = disputes.dossier(desk, task.dispute_id, today)
    step = next_step.propose(dossier, today)
    return _of_dispute(commands, task, step, dossier, over, today)


def _of_record(commands: Commands, task: Waiting, today: date) -> NextStep | None:
    """The next step of an insurance claim or of a portage contract; ``None`` for what has no steps."""
    desk, (kind, record_id) = commands.context.desk, task.record
    if kind == "insurance_claim":
        from litigedesk.queries import insurance_claims

        return next_step.propose_claim(insurance_claims.file(desk, record_id, today), today)
    if kind != "contract":
        return None
    from litigedesk.queries import portage

    file = portage.file(desk, record_id, today)
    return next_step.propose_contract(file, today) if file is not None else None


def _for_record(commands: Commands, task: Waiting, step: NextStep, over: str, today: date) -> NextAction:
    buttons: list[Button] = []
    if step.action and not step.waiting:
        act = Button(step.button, Kind.PRIMARY, ICONS[step.action], name="today.first.write")
        act.clicked.connect(partial(commands.do_step, step, task.dispute_id or 0, task.client_id))
        buttons.append(act)
    elif task.deadline_id is not None:
        done = Button("C’est fait", Kind.PRIMARY, "check", name="today.first.done")
        done.clicked.connect(partial(commands.complete, task.deadline_id))
        buttons.append(done)
    see = Button("Ouvrir le dossier", Kind.SECONDARY if buttons else Kind.PRIMARY, name="today.first.see")
    see.clicked.connect(partial(commands.show, task.record))
    buttons.append(see)
    if task.deadline_id is not None:
        buttons.append(_postpone(partial(commands.postpone, task.deadline_id), today))
    sentence, reason = (task.what, task.reason) if step.waiting else (step.sentence, step.reason)
    return NextAction(f"{task.who} — {lowered(sentence)}", reason, buttons, over=over, tall=True)


def _alone(commands: Commands, task: Waiting, over: str, today: date) -> NextAction:
    assert task.deadline_id is not None
    done = Button("C’est fait", Kind.PRIMARY, "check", name="today.first.done")
    done.clicked.connect(partial(commands.complete, task.deadline_id))
    see = Button("Voir", name="today.first.see")
    see.clicked.connect(partial(commands.show, task.record))
    buttons = [done, see, _postpone(partial(commands.postpone, task.deadline_id), today)]
    return NextAction(f"{task.who} — {lowered(task.what)}", task.reason, buttons, over=over, tall=True)


def _limitation(commands: Commands, task: Waiting, over: str) -> NextAction:
    """Nothing puts this date off but what the dossier tells."""
    see = Button("Ouvrir le dossier", Kind.PRIMARY, "folder-open", name="today.first.see")
    see.clicked.connect(partial(commands.show, task.record))
    return NextAction(f"{task.who} — {lowered(task.what)}", task.reason, [see], over=over, tall=True)


def _invoice(commands: Commands, task: Waiting, over: str) -> NextAction:
    start = Button("Ouvrir un litige", Kind.PRIMARY, "scale", name="today.first.open")
    start.clicked.connect(partial(commands.open_dispute, task))
    see = Button("Voir la facture", name="today.first.see")
    see.clicked.connect(partial(commands.show, task.record))
    return NextAction(
        f"{task.who} — ouvrez un litige",
        f"{task.what[0].upper()}{task.what[1:]} ; {lowered(task.reason)}. "
        f"Reste dû, hors intérêts : {formats.money(task.amount)}.",
        [start, see],
        over=over,
        tall=True,
    )


def _of_dispute(
    commands: Commands, task: Waiting, step: NextStep, dossier: "Dossier", over: str, today: date
) -> NextAction:
    """The next step of the dispute; a date of its own that comes first stands for itself."""
    dated = task.kind is TaskKind.DEADLINE or step.deadline_id is not None
    sentence, reason = (task.what, task.reason) if dated else (step.sentence, step.reason)
    owed = dossier.sums
    if owed.total_due:
        reason += f" Dû aujourd’hui : {formats.money(owed.total_due)}"
        per_day = owed.statement.per_day if owed.statement else ZERO
        reason += f", puis {formats.money(per_day)} de plus par jour." if per_day else "."
    buttons: list[Button] = []
    if dated and task.deadline_id is not None:
        done = Button("C’est fait", Kind.PRIMARY, "check", name="today.first.done")
        done.clicked.connect(partial(commands.complete, task.deadline_id))
        buttons.append(done)
    elif step.action in DONE_HERE:
        act = Button(step.button, Kind.PRIMARY, ICONS[step.action], name="today.first.write")
        act.clicked.connect(partial(commands.do_step, step, task.dispute_id or 0, task.client_id))
        buttons.append(act)
    kind = Kind.SECONDARY if buttons else Kind.PRIMARY
    see = Button("Ouvrir le dossier", kind, "" if buttons else "folder-open", name="today.first.see")
    see.clicked.connect(partial(commands.show, task.record))
    buttons.append(see)
    if dated and task.deadline_id is not None:
        buttons.append(_postpone(partial(commands.postpone, task.deadline_id), today))
    elif step.planned:
        buttons.append(_postpone(partial(commands.put_off, task.dispute_id or 0, step.planned), today))
    return NextAction(f"{task.who} — {lowered(sentence)}", reason, buttons, over=over, tall=True)


def _postpone(put_off: Callable[[date], object], today: date) -> Button:
    button = Button("Reporter…", Kind.QUIET, name="today.first.postpone")
    menu = QMenu(button)
    for words, day in later_days(today):
        entry = menu.addAction(f"{words[0].upper()}{words[1:]}, au {formats.date_weekday(day)}")
        entry.triggered.connect(lambda _on=False, chosen=day: put_off(chosen))
    button.setMenu(menu)
    return button
