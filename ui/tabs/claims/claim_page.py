"""The page of one claim: head, steps, what to do now, its line of time, then its cards."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.insurance import ClaimDecision
from litigedesk.domain.matter import of_claim
from litigedesk.letters.ids import CHASE_INSURER
from litigedesk.queries import insurance_claims, letters, next_step
from litigedesk.queries.insurance_claims import ClaimFile
from litigedesk.rules.insurance import ClaimPhase

from ...dialogs.next_step import ICONS
from ...dialogs.pieces import PieceCommands
from ...palette import Tone
from ...theme import MIDDLE
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.drop_area import DropArea
from ...widgets.drop_files import Dropped
from ...widgets.figures import Stepper
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, hbox, row, vbox
from ...widgets.panels import Card, NextAction, Page
from ...widgets.piece_panel import PiecePanel
from ...widgets.record_events import EventsCard
from ...widgets.record_head import RecordHead
from ...widgets.record_letters import LettersCard
from ...widgets.record_timeline import RecordTimeline
from ...widgets.text import Chip, Label
from . import words
from .claim_dates import ClocksCard, DatesCard, DeclarationCard
from .claim_facts import CoverCard, FactsCard, HarmsCard
from .claim_links import LinksCard
from .claim_pieces import PiecesCard, RequestsCard
from .claim_rights import DecisionCard, LimitationCard
from .commands import Commands

SIDE = 380  # px of the second column
DROP = "Déposez : chaque fichier devient une pièce de ce sinistre."


class ClaimPage(Page):
    """Shows one claim at a time; a refresh keeps the scroll position and the focus."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Dossier du sinistre")
        self._commands, self._context = commands, commands.context
        self.file: ClaimFile | None = None
        self.pieces = PieceCommands(self._context, commands.parent, self._show_added)
        self.panel = PiecePanel(self.pieces)
        DropArea(self, DROP).dropped.connect(self._take)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.panel.paste)
        over = QShortcut(QKeySequence("Ctrl+Shift+B"), self)  # as in a dossier
        over.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        over.activated.connect(self._hand_over)

    @property
    def claim_id(self) -> int | None:
        """The claim shown."""
        return self.file.claim.id if self.file else None

    def show_claim(self, claim_id: int) -> None:
        """Read a claim and show it; ``NotFound`` when it is gone."""
        file = insurance_claims.file(self._context.desk, claim_id, self._context.today())
        scrolled = self.verticalScrollBar().value() if claim_id == self.claim_id else 0
        self.file = file
        with kept_focus(self):
            self._build(file)
        self.verticalScrollBar().setValue(scrolled)

    def _build(self, file: ClaimFile) -> None:
        self.body.removeWidget(self.panel)  # it goes on: it keeps the piece chosen and how far it was read
        clear(self.body)
        self.add(self._head(file))
        self.add(Stepper(words.steps(file), words.place_of(file.phase)))
        self.add(self._next(file), self._line(file))
        self.add(Columns(self._course(file), self._facts(file), side=SIDE, break_at=840))
        note = Label("Les fichiers mêmes, numérotés, dans l’ordre où vous les remettez.", Tone.MUTED, elide=True)
        self.body.addLayout(row(Label("Pièces", size=MIDDLE, weight=600), note, gap=12, stretch=note))
        self.add(self.panel)
        self.panel.show_matter(of_claim(file.claim.id or 0))
        self.body.addStretch(1)

    def _take(self, what: Dropped) -> None:
        if self.claim_id is not None:
            self.pieces.take(of_claim(self.claim_id), what)

    def _hand_over(self) -> None:
        if self.claim_id is not None:
            self._commands.hand_over(self.claim_id)

    def _show_added(self, ids: list[int]) -> None:
        self.panel.select(ids[0])
        self.ensureWidgetVisible(self.panel)

    # ---- the top -----------------------------------------------------------------------------------------------------
    def _head(self, file: ClaimFile) -> QWidget:
        claim = file.claim
        tone = Tone.FINE if file.phase is ClaimPhase.CLOSED else Tone.MUTED
        record = RecordHead(
            claim.title or file.who,
            Chip(file.phase.label, tone, "shield-alert"),
            words.reference_line(file),
            claim.amount,
            "demandés par le tiers" if claim.amount is not None else "aucune somme demandée",
        )
        more = IconButton("ellipsis", "Autres actions sur ce sinistre")
        more.setObjectName("claim.more")
        menu = QMenu(more)
        self._commands.fill_menu(menu, claim)
        more.setMenu(menu)
        holder = QWidget()
        layout = hbox(holder, 0, 12)
        layout.addWidget(record, 1)
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _next(self, file: ClaimFile) -> NextAction:
        step = next_step.propose_claim(file, self._context.today())
        buttons = []
        refused = file.phase is ClaimPhase.DECIDED and file.claim.decision is ClaimDecision.REFUSED
        if refused and words.is_own(file):
            buttons.append(self._contest(file))
        if step.action:
            quiet = step.waiting or file.phase is ClaimPhase.CLOSED
            kind = Kind.SECONDARY if quiet else Kind.PRIMARY
            act = Button(step.button, kind, ICONS[step.action], name="claim.next")
            act.clicked.connect(lambda: self._commands.do_step(step, file.claim))
            buttons.append(act)
        return NextAction(step.sentence, step.reason, buttons)

    def _contest(self, file: ClaimFile) -> Button:
        """A refusal is answered by a registered letter, which also keeps one's rights (C. ass. L114-2)."""
        write = Button("Rédiger une relance", Kind.SECONDARY, "file-text", name="claim.contest")
        write.clicked.connect(lambda: self._commands.letters.compose(of_claim(file.claim.id or 0), CHASE_INSURER))
        return write

    def _line(self, file: ClaimFile) -> Card:
        running = file.phase is not ClaimPhase.CLOSED
        line = RecordTimeline(file.milestones, self._context.today(), running=running)
        return Card("Le cours du sinistre").add(line)

    # ---- the two columns ---------------------------------------------------------------------------------------------
    def _course(self, file: ClaimFile) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        for card in (
            DeclarationCard(self._commands, file),
            CoverCard(self._commands, file),
            PiecesCard(self._commands, file),
            RequestsCard(self._commands, file),
            self._letters(file),
            self._events(file),
        ):
            column.addWidget(card)
        column.addStretch(1)
        return holder

    def _facts(self, file: ClaimFile) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        cards: list[QWidget] = [FactsCard(self._commands, file), HarmsCard(self._commands, file)]
        if any(one.done_on is None for one in file.clocks):
            cards.append(ClocksCard(self._commands, file))
        cards += [
            DecisionCard(self._commands, file),
            LimitationCard(self._commands, file),
            DatesCard(self._commands, file),
            LinksCard(self._commands, file),
        ]
        if file.claim.notes:
            cards.append(Card("Notes").add(Label(file.claim.notes, wrap=True)))
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        return holder

    def _letters(self, file: ClaimFile) -> LettersCard:
        matter = of_claim(file.claim.id or 0)
        card = LettersCard(
            file.letters,
            letters.fitting_letters(self._context.desk, matter),
            self._context.today(),
            name="claim",
            empty="Aucune lettre encore : la déclaration s’écrit d’ici.",
        )
        self._commands.letters.serve(card, matter, file.claim.reference)
        return card

    def _events(self, file: ClaimFile) -> EventsCard:
        claim_id = file.claim.id or 0
        card = EventsCard(file.events, adding=True, name="claim.event")
        card.add_asked.connect(lambda kind: self._commands.note(claim_id, kind))
        card.edit_asked.connect(lambda event_id: self._commands.edit_event(claim_id, event_id))
        card.delete_asked.connect(self._commands.delete_event)
        return card
