"""The deadlines of a dossier: open ones first, each done, put off or changed in one press."""

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries import agenda
from litigedesk.queries.disputes import Dossier

from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import Columns
from ...widgets.layout import hbox, row, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Card, EmptyState, Separator
from ...widgets.text import Chip, Icon, IconText, Label
from . import words
from .commands import Commands

ALWAYS = 1 << 14
BUTTONS_BREAK = 680  # px at the normal text size: below, the buttons stand under the words


class DeadlineLine(QWidget):
    """One deadline with what can be done about it; under each other when ``stacked``."""

    def __init__(
        self, commands: Commands, deadline: Deadline, *, stacked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._commands, self._deadline = commands, deadline
        self.setObjectName(f"deadline.{deadline.id}")
        text, tone, icon = words.deadline_chip(deadline, commands.context.today())
        self.chip = Chip(text, tone, icon)
        done = deadline.done_on is not None
        self.title = Label(deadline.title, Tone.MUTED if done else Tone.TEXT, weight=500, wrap=True)
        words_of_it = QWidget()
        what = vbox(words_of_it, 0, 2)
        what.addWidget(self.title)
        day = formats.date_full(deadline.due_on)
        what.addWidget(Label(day[0].upper() + day[1:], Tone.MUTED, wrap=True))
        if (reason := agenda.why(deadline)) and not stacked:
            what.addWidget(Label(reason, Tone.MUTED, wrap=True))
        top = QWidget()
        line = hbox(top, gap=12)
        if not stacked:
            line.addWidget(Icon("calendar-check" if done else "calendar-clock", Tone.MUTED, 20))
        line.addWidget(words_of_it, 1)
        line.addWidget(self.chip)
        buttons = self._menu_only() if done or _is_told(deadline) else self._open_buttons()
        vbox(self, 0, 0).addWidget(
            Columns(top, buttons, share=False, gap=8, break_at=ALWAYS if stacked else BUTTONS_BREAK)
        )

    def _open_buttons(self) -> QWidget:
        commands, deadline = self._commands, self._deadline
        deadline_id = deadline.id or 0
        done = Button("Fait", Kind.SECONDARY, "check", name=f"deadline.{deadline_id}.done")
        done.clicked.connect(lambda: commands.complete(deadline_id))
        week = Button("+1 semaine", Kind.QUIET, name=f"deadline.{deadline_id}.week")
        week.clicked.connect(lambda: commands.postpone(deadline, weeks=1))
        month = Button("+1 mois", Kind.QUIET, name=f"deadline.{deadline_id}.month")
        month.clicked.connect(lambda: commands.postpone(deadline, months=1))
        for button in (done, week, month):
            button.setAccessibleName(formats.typographic(f"{button.text().strip()} : {deadline.title}"))
        holder = QWidget()
        holder.setLayout(row(done, week, month, self._more(), None, gap=4))
        return holder

    def _menu_only(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(row(self._more()))
        return holder

    def _more(self) -> IconButton:
        commands, deadline = self._commands, self._deadline
        deadline_id = deadline.id or 0
        more = IconButton("ellipsis", f"Autres actions : {deadline.title}")
        menu = QMenu(more)
        if deadline.done_on is not None:
            add_action(menu, "Remettre à faire", "rotate-ccw", lambda: commands.undo_completion(deadline))
        add_action(menu, "Modifier…", "pencil", lambda: commands.plan(deadline.dispute_id or 0, deadline_id))
        if deadline.clock is None:  # what a rule set follows from its record
            add_action(menu, "Supprimer", "trash-2", lambda: commands.delete_deadline(deadline_id))
        more.setMenu(menu)
        return more


def _is_told(deadline: Deadline) -> bool:
    """Whether it is somebody else's right: there is nothing to do, and nothing to put off."""
    return deadline.clock is not None and deadline.clock.only_told


class NextDeadlineCard(Card):
    """The first open deadline, or the sentence that there is none."""

    def __init__(self, commands: Commands, dossier: Dossier, parent: QWidget | None = None) -> None:
        dispute_id = dossier.dispute.id or 0
        add = Button("Noter une échéance", Kind.LINK, name="deadline.add")
        add.clicked.connect(lambda: commands.plan(dispute_id))
        super().__init__("Prochaine échéance", right=add, parent=parent)
        deadline, today = dossier.next_deadline, commands.context.today()
        if deadline is not None and not (_is_told(deadline) and deadline.due_on < today):
            self.add(DeadlineLine(commands, deadline, stacked=True))
        else:
            sentence = "Aucune prochaine étape : notez le jour où vous reprendrez ce dossier."
            self.add(IconText("circle-dashed", sentence, wrap=True))


class DeadlinesPart(QWidget):
    """Open deadlines by date, then those that are done."""

    def __init__(self, commands: Commands, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = vbox(self, 0, 12)
        dispute_id = dossier.dispute.id or 0
        add = Button("Noter une échéance", Kind.SECONDARY, "calendar-plus", name="deadlines.add")
        add.clicked.connect(lambda: commands.plan(dispute_id))
        if not dossier.deadlines:
            sentence = "Une échéance dit ce qu’il faudra faire, et pour quand."
            layout.addWidget(EmptyState("calendar-clock", "Aucune échéance.", sentence, add, compact=True))
            layout.addStretch(1)
            return
        if dossier.dispute.stage is not DisputeStage.CLOSED:
            layout.addLayout(row(add, None))
        groups = (
            ("À faire", [one for one in dossier.deadlines if one.done_on is None]),
            ("Faites", [one for one in dossier.deadlines if one.done_on is not None]),
        )
        for title, deadlines in groups:
            if deadlines:
                layout.addWidget(_group(commands, title, deadlines))
        layout.addStretch(1)


def _group(commands: Commands, title: str, deadlines: list[Deadline]) -> Card:
    card = Card(title, str(len(deadlines)))
    for place, deadline in enumerate(deadlines):
        if place:
            card.add(Separator())
        card.add(DeadlineLine(commands, deadline))
    return card
