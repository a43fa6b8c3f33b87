"""The deadlines of a dossier: open ones first, each done, put off or changed in one press."""

from datetime import date

from PySide6.QtWidgets import QWidget

from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries.disputes import Dossier

from ...widgets.buttons import Button, Kind
from ...widgets.deadline_line import DeadlineLine, is_gone, is_told
from ...widgets.layout import row, vbox
from ...widgets.panels import Card, EmptyState, Separator
from ...widgets.text import IconText
from .commands import Commands


class NextDeadlineCard(Card):
    """The first open deadline, or the sentence that there is none."""

    def __init__(self, commands: Commands, dossier: Dossier, parent: QWidget | None = None) -> None:
        dispute_id = dossier.dispute.id or 0
        add = Button("Noter une échéance", Kind.LINK, name="deadline.add")
        add.clicked.connect(lambda: commands.plan(dispute_id))
        super().__init__("Prochaine échéance", right=add, parent=parent)
        today = commands.context.today()
        deadline = _next(dossier, today)
        if deadline is not None and not (is_told(deadline) and deadline.due_on < today):
            self.add(DeadlineLine(commands.deadlines, deadline, stacked=True))
        else:
            sentence = "Aucune date notée : suivez l’étape proposée en haut du dossier."
            self.add(IconText("circle-dashed", sentence, wrap=True))


def _next(dossier: Dossier, today: date) -> Deadline | None:
    """The first open deadline; an answer that did not come only when nothing else is to come."""
    first = dossier.next_deadline
    if first is None or not is_gone(first, today):
        return first
    still = (one for one in dossier.deadlines if one.done_on is None and not (one.clock and one.clock.is_backstop))
    return next((one for one in still if not is_told(one) and not is_gone(one, today)), first)


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
        card.add(DeadlineLine(commands.deadlines, deadline))
    return card
