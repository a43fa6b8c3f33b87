"""The plan of a dossier: every step with its day and its reason, what the user changed in it, and what can be changed."""

from datetime import date

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.rules.plans import CHOICE, PlanView, StepState, StepView

from ...dialogs.plan_commands import PlanCommands
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.layout import hbox, row, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Card, Separator
from ...widgets.text import Chip, Icon, IconText, Label

LOOKS = {
    StepState.DONE: ("circle-check", Tone.FINE),
    StepState.CURRENT: ("circle-dot", Tone.ACCENT),
    StepState.WAITING: ("hourglass", Tone.SOON),
    StepState.SKIPPED: ("circle-x", Tone.MUTED),
    StepState.OUT: ("ban", Tone.MUTED),
    StepState.LATER: ("circle-dashed", Tone.MUTED),
}
GOES_ON = "En cours"
TOLD = frozenset({StepState.CURRENT, StepState.WAITING, StepState.SKIPPED})  # the others say it under their name
STILL_TO_DO = frozenset({StepState.CURRENT, StepState.WAITING, StepState.LATER})


class PlanPart(QWidget):
    """The steps in their order; those without object are folded under one line."""

    def __init__(self, commands: PlanCommands, dispute_id: int, plan: PlanView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._dispute_id, self._plan = commands, dispute_id, plan
        layout = vbox(self, 0, 12)
        self._goes_on = any(one.state in STILL_TO_DO for one in plan.steps)
        if self._goes_on:
            add = Button("Ajouter une étape…", Kind.SECONDARY, "plus", name="plan.add")
            add.clicked.connect(lambda: commands.add(dispute_id, plan))
            layout.addLayout(row(add, None))
        layout.addWidget(self._card())
        layout.addStretch(1)

    def _card(self) -> Card:
        plan = self._plan
        card = Card(plan.title, "modifié par vous" if plan.changed else "", gap=4)
        card.add(IconText("info", plan.says, Tone.MUTED, wrap=True))
        shown = [one for one in plan.steps if one.state is not StepState.OUT]
        for view in shown:
            card.add(Separator(), StepLine(self._commands, self._dispute_id, plan, view))
        if not shown:
            card.add(Separator(), Label("Aucune étape n’a été faite.", Tone.MUTED))
        out = [one for one in plan.steps if one.state is StepState.OUT]
        if out and self._goes_on:  # once it is over, all that is left has the same reason
            card.add(Separator(), Label("Sans objet ici", Tone.MUTED, weight=500))
            for view in out:
                card.add(
                    IconText("ban", f"{view.step.title} : {view.why or 'ne convient pas à ce dossier.'}", wrap=True)
                )
        return card


class StepLine(QWidget):
    """One step: state by icon and word, its day, why, the user's changes, and a menu of what can be changed."""

    def __init__(
        self, commands: PlanCommands, dispute_id: int, plan: PlanView, view: StepView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._commands, self._dispute_id, self._plan, self._view = commands, dispute_id, plan, view
        self.setObjectName(f"plan.{view.step.key}")
        icon, tone = LOOKS[view.state]
        across = hbox(self, (0, 4, 0, 4), 12)
        across.addWidget(Icon(icon, tone, 20))
        words = vbox(gap=2)
        muted = Tone.MUTED if view.state in {StepState.DONE, StepState.SKIPPED} else Tone.TEXT
        words.addWidget(
            Label(view.step.title, muted, weight=600 if view.state is StepState.CURRENT else 500, wrap=True)
        )
        words.addWidget(Label(when(view, commands.context.today()), Tone.MUTED, wrap=True))
        if view.why and (view.state is StepState.CURRENT or view.postponed):
            words.addWidget(Label(view.why, Tone.MUTED, wrap=True))
        for change in view.changes:
            words.addWidget(IconText("pencil", change_words(change), Tone.ACCENT, wrap=True))
        across.addLayout(words, 1)
        self.setAccessibleName(formats.typographic(f"{view.step.title} : {view.state.label.lower()}"))
        if (chip := _chip(view, commands.context.today())) is not None:
            across.addWidget(chip)
        across.addWidget(self._menu_button())

    def _menu_button(self) -> IconButton:
        more = IconButton("ellipsis", f"Changer l’étape « {self._view.step.title} »")
        more.setObjectName(f"plan.{self._view.step.key}.more")
        menu = QMenu(more)
        self._fill(menu)
        more.setMenu(menu)
        kept = more.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the states stay in one column
        more.setSizePolicy(kept)
        more.setVisible(bool(menu.actions()))
        return more

    def _fill(self, menu: QMenu) -> None:
        commands, dispute_id, view = self._commands, self._dispute_id, self._view
        last = view is self._plan.steps[-1]  # it closes the dispute: neither skipped nor put off
        if view.state in STILL_TO_DO and not last:
            add_action(menu, "C’est fait", "check", lambda: commands.done(dispute_id, view))
            add_action(menu, "Reporter…", "calendar-clock", lambda: commands.postpone(dispute_id, view))
            if view.days is not None and not view.step.by:
                add_action(menu, "Changer le délai…", "pencil", lambda: commands.change_delay(dispute_id, view))
            add_action(menu, "Passer cette étape…", "circle-x", lambda: commands.skip(dispute_id, view))
        if view.state is StepState.SKIPPED:
            add_action(menu, "Reprendre cette étape", "rotate-ccw", lambda: commands.take_up(dispute_id, view))
        elif view.step.own:
            add_action(menu, "Retirer cette étape", "trash-2", lambda: commands.remove(view))
        elif view.changes:
            add_action(menu, "Annuler votre changement", "rotate-ccw", lambda: commands.restore(view))


def _chip(view: StepView, today: date) -> Chip | None:
    """Where the step stands, when that is not already in the words under its name."""
    if view.state not in TOLD:
        return None
    icon, tone = LOOKS[view.state]
    if goes_on(view):
        return Chip(GOES_ON, tone, icon)
    if view.state is StepState.CURRENT and view.by is not None and view.by < today:
        return Chip("En retard", Tone.LATE, "circle-alert")
    return Chip(view.state.label, tone, icon)


def goes_on(view: StepView) -> bool:
    """Whether the step has begun, or is the client's to do: the next step above the dossier tells what is left of it."""
    return view.state is StepState.CURRENT and (view.running or view.step.action == "pay")


def when(view: StepView, today: date) -> str:
    """The day of a step, and where its delay comes from."""
    return formats.typographic(f"{_when(view, today)}.")


def _when(view: StepView, today: date) -> str:
    if view.state is StepState.DONE and view.closed_on is not None:
        return f"Faite le {formats.date_long(view.closed_on)}"
    if view.state is StepState.SKIPPED:
        by_user = any(one.kind is PlanChangeKind.SKIPPED for one in view.changes)
        return "Passée, à votre demande" if by_user else view.why.removesuffix(".")
    if view.state is StepState.WAITING and view.until is not None:
        return f"Attendez jusqu’au {formats.date_full(view.until)}, {formats.days_away(view.until, today)}"
    if view.step.action == "close" and view.state is StepState.LATER:
        return "À la fin, une fois tout réglé"  # no estimate: nobody closes a dispute on a set day
    if goes_on(view):
        return _going_on(view, today)
    if view.by is None:
        return "Sans date : dès que vous pouvez" if view.state is StepState.CURRENT else "Sans date pour l’instant"
    if view.estimated:
        return f"Vers le {formats.date_long(view.by)}, si rien ne change{_delay(view)}"
    until = "Au plus tard le" if view.step.by else "Avant le"
    return f"{until} {formats.date_full(view.by)}, {formats.days_away(view.by, today)}{_delay(view)}"


def _going_on(view: StepView, today: date) -> str:
    if view.step.action == "letter":
        return "Lettre préparée, pas encore envoyée"
    if view.step.action == "pay" and view.by is not None:
        return f"Versement attendu le {formats.date_full(view.by)}, {formats.days_away(view.by, today)}"
    return "Commencée : la suite est en haut du dossier"


def _delay(view: StepView) -> str:
    if not view.days:
        return ""
    source = view.step.source
    law = "" if source == CHOICE else source.partition("délai")[0].rstrip(" ;\u00a0\u202f")
    theirs = view.step.own or any(one.kind is PlanChangeKind.DELAY for one in view.changes)
    told = f" ; délai de {formats.count(view.days, 'jour')}, {'votre choix' if theirs else CHOICE}"
    return f"{told} ({law})" if law else told


def change_words(change: PlanChange) -> str:
    """What the user changed, when and why."""
    told = {
        PlanChangeKind.DELAY: f"Votre délai : {formats.count(change.days or 0, 'jour')}",
        PlanChangeKind.SKIPPED: "Vous avez passé cette étape",
        PlanChangeKind.POSTPONED: f"Vous avez reporté au {formats.date_long(change.until)}"
        if change.until
        else "Reportée",
        PlanChangeKind.DONE: "Vous avez dit que c’était fait",
        PlanChangeKind.ADDED: "Étape que vous avez ajoutée",
    }[change.kind]
    why = f" : {change.reason}" if change.reason else ""
    return f"{told}, le {formats.date_long(change.changed_on)}{why}."
