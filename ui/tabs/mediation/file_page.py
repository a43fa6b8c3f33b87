"""The file of one mediation: head, steps, what to do now, its line of time, then its cards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.money import ZERO
from litigedesk.queries import mediations, next_step
from litigedesk.queries.mediations import MediationFile
from litigedesk.rules.mediation import Phase

from ...dialogs.next_step import ICONS
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.figures import Stepper
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, hbox, vbox
from ...widgets.panels import Card, NextAction, Page
from ...widgets.record_events import EventsCard
from ...widgets.record_head import RecordHead
from ...widgets.record_timeline import RecordTimeline
from ...widgets.text import Chip, Label
from . import words
from .commands import Commands
from .file_dates import ClocksCard, DatesCard
from .file_facts import ConditionsCard, CostCard, MediatorCard, SuspensionCard
from .file_letters import letters_card
from .file_proposal import ProposalCard

SIDE = 380  # px of the second column


class FilePage(Page):
    """Shows one mediation at a time; a refresh keeps the scroll position and the focus."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Dossier de la médiation")
        self._commands, self._context = commands, commands.context
        self.file: MediationFile | None = None

    @property
    def mediation_id(self) -> int | None:
        """The mediation shown."""
        return self.file.mediation.id if self.file else None

    def show_mediation(self, mediation_id: int) -> None:
        """Read a mediation and show it; ``NotFound`` when it is gone."""
        file = mediations.file(self._context.desk, mediation_id, self._context.today())
        scrolled = self.verticalScrollBar().value() if mediation_id == self.mediation_id else 0
        self.file = file
        with kept_focus(self):
            self._build(file)
        self.verticalScrollBar().setValue(scrolled)

    def _build(self, file: MediationFile) -> None:
        clear(self.body)
        self.add(self._head(file))
        self.add(Stepper(words.steps(file), words.place_of(file.phase)))
        self.add(self._next(file), self._line(file))
        self.add(Columns(self._course(file), self._facts(file), side=SIDE, break_at=840))
        self.body.addStretch(1)

    # ---- the top -----------------------------------------------------------------------------------------------------
    def _head(self, file: MediationFile) -> QWidget:
        asked = max((one.amount for one in file.complaints if one.amount), default=ZERO)
        amount = file.mediation.proposal_amount
        note = "proposés par le médiateur" if amount else "demandés par le client"
        tone = Tone.FINE if file.phase is Phase.ENDED else Tone.MUTED
        record = RecordHead(
            file.client.name,
            Chip(file.phase.label, tone, "handshake"),
            " · ".join(
                filter(None, (file.mediator.name, file.mediation.reference, f"litige {file.dispute.reference}"))
            ),
            amount or asked,
            note if amount or asked else "aucune somme notée",
        )
        more = IconButton("ellipsis", "Autres actions sur cette médiation")
        more.setObjectName("mediation.more")
        menu = QMenu(more)
        self._commands.fill_menu(menu, file.mediation.id or 0, file.dispute.id or 0, file.client.id or 0)
        more.setMenu(menu)
        holder = QWidget()
        layout = hbox(holder, 0, 12)
        layout.addWidget(record, 1)
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _next(self, file: MediationFile) -> NextAction:
        step = next_step.propose_mediation(file, self._context.today())
        buttons = []
        if step.action:
            act = Button(step.button, Kind.PRIMARY, ICONS[step.action], name="mediation.next")
            act.clicked.connect(lambda: self._commands.do_step(step, file.dispute.id or 0, file.client.id or 0))
            buttons.append(act)
        return NextAction(step.sentence, step.reason, buttons)

    def _line(self, file: MediationFile) -> Card:
        today = self._context.today()
        line = RecordTimeline(file.milestones, today, running=file.phase is not Phase.ENDED)
        card = Card("Le cours de la médiation", words.day_count(file.mediation, file.result_by, today))
        return card.add(line)

    # ---- the two columns ---------------------------------------------------------------------------------------------
    def _course(self, file: MediationFile) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        if file.mediation.proposal_on is not None:
            column.addWidget(ProposalCard(self._commands, file))
        column.addWidget(DatesCard(self._commands, file))
        column.addWidget(letters_card(self._commands, file))
        column.addWidget(self._events(file))
        column.addStretch(1)
        return holder

    def _events(self, file: MediationFile) -> EventsCard:
        card = EventsCard(file.events)
        card.edit_asked.connect(lambda event_id: self._commands.edit_event(file.dispute.id or 0, event_id))
        card.delete_asked.connect(self._commands.delete_event)
        return card

    def _facts(self, file: MediationFile) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        if file.clocks:
            column.addWidget(ClocksCard(self._commands, file))
        if suspended := words.suspension(file.mediation):
            column.addWidget(SuspensionCard(suspended))
        column.addWidget(ConditionsCard(self._commands, file))
        column.addWidget(CostCard(self._commands, file))
        column.addWidget(MediatorCard(self._commands, file))
        if file.mediation.notes:
            column.addWidget(Card("Notes").add(Label(file.mediation.notes, wrap=True)))
        column.addStretch(1)
        return holder
