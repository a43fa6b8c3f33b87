"""The overview of a dossier: what it is about and the sums at the left, next deadline, timeline and proofs at the right."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import DisputeKind, DisputeStage
from litigedesk.operations.letters import proposed_choices
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import NextStep
from litigedesk.rules import procedures

from ...context import Context
from ...dialogs.pieces import PieceCommands
from ...kept_files import KeptFiles
from ...theme import current
from ...widgets.layout import hbox, vbox
from ...widgets.panels import Card
from ...widgets.text import IconText
from . import claims_card
from .agreement_card import AgreementCard
from .claims_card import ClaimsCard
from .commands import Commands
from .complaint_card import ComplaintCard
from .deadlines_part import NextDeadlineCard
from .evidence_card import EvidenceCard
from .limitation_card import LimitationCard
from .mediation_card import MediationCard
from .portage_card import PortageCard
from .procedures_card import RunningProceduresCard
from .sums_card import SumsCard
from .timeline import TimelineCard

NEWEST = 5  # lines of the timeline shown here
ONE_COLUMN_UNDER = 840  # px at the normal text size


class TwoColumns(QWidget):
    """Two columns of cards, one under the other when there is not room for both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: QBoxLayout = hbox(self, 0, 16)
        self.left, self.right = vbox(gap=12), vbox(gap=12)
        self._columns.addLayout(self.left, 1)
        self._columns.addLayout(self.right, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < ONE_COLUMN_UNDER * current().text_scale
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)
            self._columns.setSpacing(12 if narrow else 16)

    def minimumSizeHint(self) -> QSize:
        widest = max(self.left.minimumSize().width(), self.right.minimumSize().width())
        return QSize(widest, self._columns.minimumSize().height())


class OverviewPart(TwoColumns):
    """The cards of one dossier."""

    def __init__(
        self,
        commands: Commands,
        files: KeptFiles,
        dossier: Dossier,
        step: NextStep,
        *,
        chosen: str,
        adding: PieceCommands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        is_open = dossier.dispute.stage is not DisputeStage.CLOSED
        cards: list[QWidget] = [
            ComplaintCard(commands, files, dossier, view, asks=is_open and place == 0)
            for place, view in enumerate(dossier.complaints)
        ]
        mediations = [MediationCard(commands, dossier, one) for one in dossier.mediations]
        for card in (*mediations, *cards) if dossier.running is not None else (*cards, *mediations):
            self.left.addWidget(card)
        claims = ClaimsCard(commands, dossier) if claims_card.concerns(dossier) else None
        if claims is not None and dossier.complaints:
            self.left.addWidget(claims)
        for card in _running(commands, files, dossier):
            self.left.addWidget(card)
        if is_about_money(dossier):
            self.left.addWidget(SumsCard(commands, dossier))
            if dossier.portage is not None:
                self.left.addWidget(PortageCard(commands, files, dossier, dossier.portage))
        if dossier.limitation is not None:
            self.left.addWidget(LimitationCard(commands, dossier, dossier.limitation))
        if claims is not None and not dossier.complaints:
            self.left.addWidget(claims)
        if hint := _hint(commands.context, step):
            self.left.addWidget(Card().add(IconText("calendar-clock", hint, wrap=True)))
        self.left.addStretch(1)
        if is_open:
            self.right.addWidget(NextDeadlineCard(commands, dossier))
        self.timeline = TimelineCard(commands, dossier, chosen=chosen, limit=NEWEST)
        self.right.addWidget(self.timeline)
        if is_open and dossier.portage is None:  # its own card tells the proofs that the company asks for
            self.right.addWidget(EvidenceCard(commands, adding, dossier))
        self.right.addStretch(1)


def _running(commands: Commands, files: KeptFiles, dossier: Dossier) -> list[QWidget]:
    """What runs beside the letters: procedures, then the agreement to sign or in force."""
    cards: list[QWidget] = []
    if dossier.dispute.stage is not DisputeStage.CLOSED and procedures.running(dossier.procedures):
        cards.append(RunningProceduresCard(commands, dossier))
    return [*cards, *(AgreementCard(commands, files, dossier, one) for one in dossier.agreements if one.is_open)]


def is_about_money(dossier: Dossier) -> bool:
    """Whether sums are owed in it, as in every dispute about an invoice."""
    return bool(dossier.sums.lines) or dossier.dispute.kind is DisputeKind.UNPAID


def _hint(context: Context, step: NextStep) -> str:
    """Until when the letter to write would leave time to answer."""
    if step.action != "letter" or step.template is None:
        return ""
    reply_by = proposed_choices(context.desk, step.template).reply_by
    return f"Envoyée aujourd’hui, la lettre laisse jusqu’au {formats.date_long(reply_by)}." if reply_by else ""
