"""The overview of a dossier: what it is about and the sums at the left, next deadline, timeline and proofs at the right."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

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
from . import claims_card, limitation_words, words
from .agreement_card import AgreementCard
from .card_column import ALWAYS, CardColumn, Wanted
from .claims_card import ClaimsCard
from .commands import Commands
from .complaint_card import ComplaintCard
from .deadlines_part import NextDeadlineCard
from .evidence_card import EvidenceCard, Mending
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


_BESIDE = ("dispute", "client")
READS: Final[Mapping[type[QWidget], tuple[str, ...]]] = {  # the facts of a dossier from which a card is drawn and acts
    ClaimsCard: ("dispute", "claims", "policy", "deadlines"),
    SumsCard: (*_BESIDE, "sums", "portage", "complaints"),
    LimitationCard: ("dispute", "sums", "limitations", "limitation_events"),
    NextDeadlineCard: ("dispute", "deadlines", "next_deadline"),
    TimelineCard: ("dispute", "sums", "letters", "deadlines", "events"),
    EvidenceCard: (*_BESIDE, "contact", "evidence"),
}


class OverviewPart(TwoColumns):
    """The cards of one dossier; ``timeline_made`` is told each card of the timeline."""

    def __init__(
        self,
        commands: Commands,
        files: KeptFiles,
        adding: PieceCommands,
        timeline_made: Callable[[TimelineCard], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands, self._files, self._adding, self._timeline_made = commands, files, adding, timeline_made
        self._lefts, self._rights = CardColumn(self.left), CardColumn(self.right)

    def show_dossier(self, dossier: Dossier, step: NextStep, chosen: str) -> None:
        """Show a dispute, its timeline under this filter."""
        self._lefts.show(self._left_cards(dossier, step))
        self._rights.show(self._right_cards(dossier, chosen))

    def _left_cards(self, dossier: Dossier, step: NextStep) -> list[Wanted]:
        commands, law = self._commands, self._commands.context.desk.law
        of_client, claims = self._of_client(dossier), list[Wanted]()
        if claims_card.concerns(dossier):
            claims = [self._kept(ClaimsCard, dossier, lambda: ClaimsCard(commands, dossier))]
        found = [*of_client, *(claims if dossier.complaints else []), *_running(commands, self._files, dossier)]
        if is_about_money(dossier):
            source = words.legal_source(dossier.sums.statement, law) if dossier.sums.statement is not None else ""
            found.append(self._kept(SumsCard, dossier, lambda: SumsCard(commands, dossier), source))
            if (side := dossier.portage) is not None:
                found.append(Wanted("portage", ALWAYS, lambda: PortageCard(commands, self._files, dossier, side)))
        if (view := dossier.limitation) is not None:
            told = limitation_words.sentence(view, law)
            found.append(self._kept(LimitationCard, dossier, lambda: LimitationCard(commands, dossier, view), told))
        found += [] if dossier.complaints else claims
        if hint := _hint(commands.context, step):
            found.append(Wanted("hint", hint, lambda: Card().add(IconText("calendar-clock", hint, wrap=True))))
        return found

    def _of_client(self, dossier: Dossier) -> list[Wanted]:
        """Complaints and mediations, those that run first."""
        commands, files = self._commands, self._files
        is_open = dossier.dispute.stage is not DisputeStage.CLOSED
        complaints = [
            Wanted(
                f"complaint.{view.complaint.id}",
                ALWAYS,
                partial(ComplaintCard, commands, files, dossier, view, asks=is_open and place == 0),
            )
            for place, view in enumerate(dossier.complaints)
        ]
        mediations = [
            Wanted(f"mediation.{one.id}", ALWAYS, partial(MediationCard, commands, dossier, one))
            for one in dossier.mediations
        ]
        return [*mediations, *complaints] if dossier.running is not None else [*complaints, *mediations]

    def _right_cards(self, dossier: Dossier, chosen: str) -> list[Wanted]:
        commands, is_open = self._commands, dossier.dispute.stage is not DisputeStage.CLOSED
        found = []
        if is_open:
            found.append(self._kept(NextDeadlineCard, dossier, lambda: NextDeadlineCard(commands, dossier)))
        found.append(self._kept(TimelineCard, dossier, lambda: self._timeline(dossier, chosen), chosen))
        if is_open and dossier.portage is None:  # its own card tells the proofs that the company asks for
            mending = Mending(commands, self._adding, dossier)
            make = partial(EvidenceCard, mending, dossier)
            found.append(self._kept(EvidenceCard, dossier, make, *mending.facts))
        return found

    def _timeline(self, dossier: Dossier, chosen: str) -> TimelineCard:
        card = TimelineCard(self._commands, dossier, chosen=chosen, limit=NEWEST)
        self._timeline_made(card)
        return card

    def _kept(self, card: type[QWidget], dossier: Dossier, make: Callable[[], QWidget], *also: object) -> Wanted:
        facts = (self._commands.context.today(), *(getattr(dossier, name) for name in READS[card]), *also)
        return Wanted(card.__name__, facts, make)


def _running(commands: Commands, files: KeptFiles, dossier: Dossier) -> list[Wanted]:
    """What runs beside the letters: procedures, then the agreement to sign or in force."""
    found = []
    if dossier.dispute.stage is not DisputeStage.CLOSED and procedures.running(dossier.procedures):
        found.append(Wanted("procedures", ALWAYS, partial(RunningProceduresCard, commands, dossier)))
    return found + [
        Wanted(f"agreement.{one.agreement.id}", ALWAYS, partial(AgreementCard, commands, files, dossier, one))
        for one in dossier.agreements
        if one.is_open
    ]


def is_about_money(dossier: Dossier) -> bool:
    """Whether sums are owed in it, as in every dispute about an invoice."""
    return bool(dossier.sums.lines) or dossier.dispute.kind is DisputeKind.UNPAID


def _hint(context: Context, step: NextStep) -> str:
    """Until when the letter to write would leave time to answer."""
    if step.action != "letter" or step.template is None:
        return ""
    reply_by = proposed_choices(context.desk, step.template).reply_by
    return f"Envoyée aujourd’hui, la lettre laisse jusqu’au {formats.date_long(reply_by)}." if reply_by else ""
