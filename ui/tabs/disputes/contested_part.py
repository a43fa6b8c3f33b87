"""The part of the sums that the client contests: both parts as a bar, the reason, and what to do about it."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, DisputeStage
from litigedesk.letters.ids import ANSWER_CONTEST, REPLY
from litigedesk.queries.disputes import Dossier
from litigedesk.rules import contested
from litigedesk.rules.statement import Statement

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import vbox
from ...widgets.split_bar import Part, SplitBar
from ...widgets.text import IconText
from .commands import Commands


def _answer(commands: Commands, dossier: Dossier) -> Button:
    """The letter that answers; a consumer who contests complains, and that has its own answer, with the mediator's details."""
    dispute_id = dossier.dispute.id or 0
    if dossier.client.kind is not ClientKind.CONSUMER:
        answer = Button("Répondre à la contestation", Kind.LINK, name="contest.answer")
        answer.clicked.connect(lambda: commands.compose(dispute_id, ANSWER_CONTEST))
        return answer
    view = next((one for one in dossier.complaints if one.complaint.answered_on is None), None)
    if view is None:
        note = Button("Noter la réclamation", Kind.LINK, name="contest.complaint")
        note.clicked.connect(lambda: commands.note_complaint(dispute_id))
        return note
    answer = Button("Répondre à la réclamation", Kind.LINK, name="contest.answer")
    answer.clicked.connect(lambda: commands.compose(dispute_id, REPLY))
    return answer


class ContestedPart(QWidget):
    """``found`` is the statement of the dispute; the sums of the bar add up to what is due."""

    def __init__(self, commands: Commands, dossier: Dossier, found: Statement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dispute, dispute_id = dossier.dispute, dossier.dispute.id or 0
        parts = contested.split(found, dispute.contested_amount)
        column = vbox(self, gap=8)
        self.bar = SplitBar(Part("Non contesté", parts.uncontested), Part("Contesté", parts.left_aside))
        column.addWidget(self.bar)
        since = f"Depuis le {formats.date_long(dispute.contested_on)} : " if dispute.contested_on else "Contesté : "
        if dispute.contested_reason:
            column.addWidget(IconText("message-square-text", f"{since}{dispute.contested_reason}", wrap=True))
        interest = f", dont {formats.money(parts.contested_interest)} d’intérêts" if parts.contested_interest else ""
        aside = f"Vos relances laissent de côté {formats.money(parts.left_aside)}{interest} ; tout reste dû."
        column.addWidget(IconText("info", aside, Tone.MUTED, wrap=True))
        if dispute.stage is DisputeStage.CLOSED:
            return
        links = QWidget()
        flow = FlowLayout(16, 4, links)
        flow.addWidget(_answer(commands, dossier))
        change = Button("Modifier", Kind.LINK, name="contest.change")
        change.clicked.connect(lambda: commands.contest(dispute_id))
        lift = Button("Le client ne conteste plus", Kind.LINK, name="contest.lift")
        lift.clicked.connect(lambda: commands.lift_contest(dispute_id))
        flow.addWidget(change)
        flow.addWidget(lift)
        column.addWidget(links)
