"""One deadline with what can be done about it in one press: done, put off, changed."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries import agenda

from ..date_words import clock_chip
from ..palette import Tone
from .buttons import Button, IconButton, Kind
from .flow import Columns
from .layout import hbox, row, vbox
from .menu import add_action
from .text import Chip, Icon, Label
from .tips import plain_tip

if TYPE_CHECKING:
    from ..dialogs.deadline_commands import DeadlineCommands

BEGIN: Final = frozenset({Clock.RATE_INCREASE})  # what such a date announces goes on from it
ALWAYS: Final = 1 << 14
BUTTONS_BREAK: Final = 680  # px at the normal text size: below, the buttons stand under the words


class DeadlineLine(QWidget):
    """One deadline with what can be done about it; under each other when ``stacked``.

    Without ``quick`` it is only changed, in its form: what makes it done is noted elsewhere.
    """

    def __init__(
        self,
        commands: "DeadlineCommands",
        deadline: Deadline,
        *,
        stacked: bool = False,
        quick: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands, self._deadline = commands, deadline
        self.setObjectName(f"deadline.{deadline.id}")
        text, tone, icon = deadline_chip(deadline, commands.context.today())
        self.chip = Chip(text, tone, icon)
        done = deadline.done_on is not None
        self.title = Label(deadline.title, Tone.MUTED if done else Tone.TEXT, weight=500, wrap=True)
        words_of_it = QWidget()
        what = vbox(words_of_it, 0, 2)
        what.addWidget(self.title)
        day = formats.date_full(deadline.due_on)
        what.addWidget(Label(day[0].upper() + day[1:], Tone.MUTED, wrap=True))
        reason = agenda.why(deadline)
        if stacked:
            self.setToolTip(plain_tip(reason))
        elif reason:
            what.addWidget(Label(reason, Tone.MUTED, wrap=True))
        top = QWidget()
        line = hbox(top, gap=12)
        if not stacked:
            line.addWidget(Icon("calendar-check" if done else "calendar-clock", Tone.MUTED, 20))
        line.addWidget(words_of_it, 1)
        line.addWidget(self.chip)
        outer = vbox(self, 0, 0)
        if done or is_told(deadline) or not quick:
            line.addWidget(self._more())
            outer.addWidget(top)
            return
        break_at = ALWAYS if stacked else BUTTONS_BREAK
        outer.addWidget(Columns(top, self._open_buttons(), share=False, gap=8, break_at=break_at))

    def _open_buttons(self) -> QWidget:
        commands, deadline = self._commands, self._deadline
        deadline_id = deadline.id or 0
        done = Button("Fait", Kind.SECONDARY, "check", name=f"deadline.{deadline_id}.done")
        done.clicked.connect(lambda: commands.complete(deadline_id))
        buttons = [done]
        if deadline.clock is None or deadline.clock.can_wait:
            week = Button("+1 semaine", Kind.QUIET, name=f"deadline.{deadline_id}.week")
            week.clicked.connect(lambda: commands.postpone(deadline, weeks=1))
            month = Button("+1 mois", Kind.QUIET, name=f"deadline.{deadline_id}.month")
            month.clicked.connect(lambda: commands.postpone(deadline, months=1))
            buttons += [week, month]
        for button in buttons:
            button.setAccessibleName(formats.typographic(f"{button.text().strip()} : {deadline.title}"))
        holder = QWidget()
        holder.setLayout(row(*buttons, self._more(), None, gap=4))
        return holder

    def _more(self) -> IconButton:
        commands, deadline = self._commands, self._deadline
        deadline_id = deadline.id or 0
        more = IconButton("ellipsis", f"Autres actions : {deadline.title}")
        menu = QMenu(more)
        if deadline.done_on is not None:
            add_action(menu, "Remettre à faire", "rotate-ccw", lambda: commands.reopen(deadline))
        add_action(menu, "Modifier…", "pencil", lambda: commands.edit(deadline))
        if deadline.clock is None:  # what a rule set follows from its record
            add_action(menu, "Supprimer", "trash-2", lambda: commands.delete(deadline_id))
        more.setMenu(menu)
        return more


def is_told(deadline: Deadline) -> bool:
    """Whether it is somebody else's right: there is nothing to do, and nothing to put off."""
    return deadline.clock is not None and deadline.clock.only_told


def is_gone(deadline: Deadline, today: date) -> bool:
    """Whether the time that a letter left to answer is over: what follows is told by the next step."""
    return deadline.letter_id is not None and deadline.done_on is None and deadline.due_on < today


def deadline_chip(deadline: Deadline, today: date) -> tuple[str, Tone, str]:
    """When a deadline falls, in words, with its tone and icon; an answer that did not come is not the user's to be late with."""
    if is_gone(deadline, today):
        return f"passé depuis {formats.count((today - deadline.due_on).days, 'jour')}", Tone.SOON, "clock"
    return clock_chip(
        deadline.due_on, deadline.done_on, today, only_told=is_told(deadline), begins=deadline.clock in BEGIN
    )
