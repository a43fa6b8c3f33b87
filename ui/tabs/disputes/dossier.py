"""The dossier of one dispute: head, stages, what to do now, then its parts under sub-tabs."""

from functools import partial
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.vocabulary import DisputeStage, EventKind
from litigedesk.queries import disputes, next_step, pieces
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import NextStep

from ...dialogs.next_step import ICONS
from ...dialogs.pieces import PieceCommands
from ...dialogs.plan_commands import PlanCommands
from ...kept_files import LetterFiles
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind, Option, SubTabs
from ...widgets.drop_area import DropArea
from ...widgets.drop_files import Dropped
from ...widgets.kept_focus import focus_primary, kept_focus
from ...widgets.layout import hbox, vbox
from ...widgets.menu import add_action
from ...widgets.panels import NextAction, Page
from ...widgets.piece_panel import PiecePanel
from ...widgets.record_head import RecordHead
from ...widgets.text import Chip
from . import stage_words, timeline, words
from .alerts import alerts
from .commands import Commands, Subject
from .deadlines_part import DeadlinesPart
from .letters_part import LettersPart
from .overview_part import OverviewPart
from .pieces_part import PiecesPart
from .plan_part import PlanPart
from .stages import StageStepper
from .timeline import TimelineCard
from .ways_part import WaysPart

MARGIN = 16
LAID_OUT = 6  # times
OVERVIEW, TIMELINE, LETTERS, DEADLINES, PIECES = "overview", "timeline", "letters", "deadlines", "pieces"
WAYS = "ways"
PLAN = "plan"
DROP = "Déposez : chaque fichier devient une pièce de ce dossier."


class DossierHead(QWidget):
    """Who, what kind, which invoices, and the one big sum."""

    def __init__(self, commands: Commands, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        amount, note = words.head_sum(dossier)
        self.record = RecordHead(
            dossier.client.name,
            Chip(words.kind_chip(dossier), Tone.MUTED, words.kind_icon(dossier)),
            words.reference_line(dossier, commands.context.today()),
            amount,
            note,
        )
        self.record.amount.setObjectName("dossier.amount")
        layout = hbox(self, 0, 12)
        layout.addWidget(self.record, 1)
        layout.addWidget(self._menu_button(commands, dossier), 0, Qt.AlignmentFlag.AlignTop)

    def _menu_button(self, commands: Commands, dossier: Dossier) -> IconButton:
        more = IconButton("ellipsis", "Autres actions sur ce litige")
        more.setObjectName("dossier.more")
        self.menu = QMenu(more)
        self.menu.aboutToShow.connect(partial(self._fill_menu, commands, Subject.of_dossier(dossier)))
        more.setMenu(self.menu)
        return more

    def _fill_menu(self, commands: Commands, subject: Subject) -> None:
        if self.menu.isEmpty():
            commands.fill_menu(self.menu, subject)


class DossierPage(Page):
    """Shows one dispute at a time; a refresh keeps the part shown, the scroll position and the focus."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Dossier du litige")
        self.commands, self.context = commands, commands.context
        self.files = LetterFiles(commands.context)
        self._dossier: Dossier | None = None
        self._filter = timeline.ALL
        self._unfolded: frozenset[str] = frozenset()
        self._head, self._part = QWidget(), QWidget()
        self._overviewed: object = None  # the dispute of the overview, and the day
        self.tabs = SubTabs([], "Parties du dossier")
        self.tabs.chosen.connect(lambda _key: self._show_part())
        self.body.setSpacing(12)
        for widget in (self._head, self.tabs, self._part):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.plan = PlanCommands(self.context, commands.parent)
        self.pieces = PieceCommands(self.context, commands.parent, self._show_added)
        DropArea(self, DROP).dropped.connect(self._take)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(lambda: self.pieces.paste(of_dispute(self.dispute_id or 0)))

    def _keep_width(self, _lowest: int, highest: int) -> None:
        """The scroll bar stands in the right margin: what is shown keeps its width when a part needs scrolling."""
        bar = self.verticalScrollBar().sizeHint().width() if highest > 0 else 0
        self.body.setContentsMargins(MARGIN, MARGIN, max(0, MARGIN - bar), MARGIN)

    @property
    def dossier(self) -> Dossier | None:
        """What is shown, as it was last read."""
        return self._dossier

    @property
    def dispute_id(self) -> int | None:
        """The dispute shown."""
        return self._dossier.dispute.id if self._dossier else None

    @property
    def part(self) -> PiecesPart | None:
        """The pieces under what they prove, while they are the part shown."""
        return self._part if isinstance(self._part, PiecesPart) else None

    @property
    def panel(self) -> PiecePanel | None:
        """The pieces, while they are the part shown."""
        return self.part.panel if self.part is not None else None

    def show_dispute(self, dispute_id: int) -> None:
        """Read a dispute and show it; ``NotFound`` when it is gone."""
        same = dispute_id == self.dispute_id
        scrolled = self.verticalScrollBar().value() if same else 0
        with self.context.desk.reading():
            self._show(disputes.dossier(self.context.desk, dispute_id, self.context.today()), same=same)
        self._lay_out()
        self.verticalScrollBar().setValue(scrolled)

    def _show(self, dossier: Dossier, *, same: bool) -> None:
        if not same:
            self._filter = timeline.ALL
            self._unfolded = frozenset()
            self.tabs.set_key(OVERVIEW)
        self._dossier = dossier
        held = self._held_name()
        with kept_focus(self):
            self.body.setEnabled(False)  # or each part shown would lay the page out
            self._show_all(dossier)
            self.body.setEnabled(True)
            self.body.invalidate()
        if self._held_name() != held:  # what had the keys is gone, such as the way just begun: they are elsewhere now
            QTimer.singleShot(0, self, self._show_held)

    def _lay_out(self) -> None:
        """Lay the page out now, as often as its scroll bar and its wrapped lines ask for it: it is then painted once."""
        for kind in (QEvent.Type.PolishRequest, *[QEvent.Type.LayoutRequest] * LAID_OUT):  # buttons measure themselves
            QCoreApplication.sendPostedEvents(None, kind)

    def _held_name(self) -> str:
        """The name of the control of this page that the window remembers; empty when it is none of its own."""
        held = cast(QWidget | None, self.window().focusWidget())  # the stubs leave out that there may be none
        return held.objectName() if held is not None and self.isAncestorOf(held) else ""

    def _show_held(self) -> None:
        held = cast(QWidget | None, self.window().focusWidget())
        if held is not None and self.isAncestorOf(held):
            self.ensureWidgetVisible(held, 0, 48)

    def show_part(self, key: str) -> None:
        """Choose a sub-tab: ``OVERVIEW``, ``PLAN``, ``TIMELINE``, ``LETTERS``, ``PIECES``, ``WAYS`` or ``DEADLINES``."""
        self.tabs.set_key(key)
        self._show_part()

    def show_within(self, key: str, record_id: int) -> None:
        """Show a part at one record of it: a piece, a letter or a line of the timeline."""
        if key == TIMELINE:
            self._filter = timeline.ALL
        self.show_part(key)
        if (panel := self.panel) is not None:
            panel.select(record_id)
            panel.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(self._part, LettersPart | TimelineCard):
            self._part.reveal(record_id)

    def take_focus(self) -> None:
        """Put the keys on what to do now."""
        focus_primary(self)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _show_all(self, dossier: Dossier) -> None:
        today = self.context.today()
        self._step = next_step.propose(dossier, today)
        head = QWidget()
        layout = vbox(head, 0, 12)
        layout.addWidget(DossierHead(self.commands, dossier))
        kind = dossier.dispute.kind
        stepper = StageStepper(
            stage_words.steps(dossier, today),
            stage_words.place_of(dossier.dispute.stage, kind),
            stage_words.passed_over(dossier),
            kind=kind,
        )
        stepper.stage_asked.connect(self._offer_stage)
        layout.addWidget(stepper)
        for alert in alerts(self.commands, dossier):
            layout.addWidget(alert)
        layout.addWidget(self._next_action(dossier, self._step))
        self._head = self._replaced(self._head, head)
        lines = len(timeline.lines(dossier, today))
        held = pieces.rows(self.context.desk, of_dispute(dossier.dispute.id or 0))
        waiting = sum(one.done_on is None for one in dossier.deadlines)
        self.tabs.set_options(
            [
                Option(OVERVIEW, "Vue d’ensemble"),
                Option(PLAN, "Plan"),
                Option(TIMELINE, "Chronologie", lines or None),
                Option(LETTERS, "Courriers", len(dossier.letters) or None),
                Option(PIECES, "Pièces", len(held) or None),
                Option(WAYS, "Démarches", len(dossier.procedures) + len(dossier.agreements) or None),
                Option(DEADLINES, "Échéances", waiting or None),
            ]
        )
        self._show_part()

    def _next_action(self, dossier: Dossier, step: NextStep) -> NextAction:
        buttons = []
        closed = dossier.dispute.stage is DisputeStage.CLOSED
        if not closed and dossier.sums.lines and dossier.sums.total_due and step.action != "pay":
            pay = Button("Noter un paiement", Kind.SECONDARY, "banknote", name="dossier.pay")
            pay.clicked.connect(lambda: self.commands.pay(dossier))
            buttons.append(pay)
        if step.action:
            kind = Kind.SECONDARY if closed else Kind.PRIMARY
            act = Button(step.button, kind, ICONS[step.action], name="dossier.next")
            act.clicked.connect(lambda: self._do_next(dossier, step, act))
            buttons.append(act)
        return NextAction(step.sentence, step.reason, buttons)

    def _do_next(self, dossier: Dossier, step: NextStep, button: Button) -> None:
        """Do it; while the client's answer is awaited, first ask which of the two came."""
        if not step.waiting or step.letter_id is None:
            self.commands.do_next(dossier, step)
            return
        letter_id, dispute_id = step.letter_id, dossier.dispute.id or 0
        menu = QMenu(self)
        menu.setObjectName("dossier.answer_menu")
        add_action(menu, "La réponse du client…", "mail", lambda: self.commands.note(dispute_id, EventKind.EMAIL))
        add_action(menu, "L’envoi ou l’avis de réception…", "mail-check", lambda: self.commands.track(letter_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show_part(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        key = self.tabs.key
        if key == TIMELINE:
            card = TimelineCard(self.commands, dossier, chosen=self._filter)
            self._connect_timeline(card)
            part: QWidget = card
        elif key == LETTERS:
            part = LettersPart(self.commands, self.files, dossier, self._step)
        elif key == PIECES:
            part = self._pieces_part(dossier)
        elif key == WAYS:
            ways = WaysPart(self.commands, self.files, dossier, self._step, opened=self._unfolded)
            ways.unfolded.connect(self._keep_unfolded)
            part = ways
        elif key == PLAN:
            part = PlanPart(self.plan, dossier.dispute.id or 0, dossier.plan)
        elif key == DEADLINES:
            part = DeadlinesPart(self.commands, dossier)
        else:
            part = self._overview(dossier)
        self._part = self._replaced(self._part, part)

    def _overview(self, dossier: Dossier) -> OverviewPart:
        """The part that is there goes on for the same dispute: cards whose facts did not change stay as they are."""
        part, shown = self._part, (dossier.dispute.id, self.context.today())
        if not isinstance(part, OverviewPart) or self._overviewed != shown:
            part = OverviewPart(self.commands, self.files, self.pieces, self._connect_timeline, self.holder)
        self._overviewed = shown
        part.show_dossier(dossier, self._step, self._filter)
        return part

    def _pieces_part(self, dossier: Dossier) -> PiecesPart:
        """The part that is there goes on: it keeps the piece chosen and how far it was read."""
        part = self.part or PiecesPart(self.commands, self.pieces)
        part.show_dossier(dossier)
        return part

    def _take(self, what: Dropped) -> None:
        if self.dispute_id is not None:
            self.pieces.take(of_dispute(self.dispute_id), what)

    def _show_added(self, ids: list[int]) -> None:
        self.show_part(PIECES)
        if (panel := self.panel) is not None:
            panel.select(ids[0])

    def _connect_timeline(self, card: TimelineCard) -> None:
        card.filtered.connect(self._keep_filter)
        card.more_asked.connect(lambda: self.show_part(TIMELINE))
        card.letter_asked.connect(lambda _id: self.show_part(LETTERS))
        card.deadline_asked.connect(lambda _id: self.show_part(DEADLINES))

    def _keep_unfolded(self, key: str, opened: bool) -> None:
        self._unfolded = self._unfolded | {key} if opened else self._unfolded - {key}

    def _keep_filter(self, chosen: str) -> None:
        self._filter = chosen

    def _replaced(self, old: QWidget, new: QWidget) -> QWidget:
        if new is old:
            return new
        self.body.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        new.show()
        return new

    def _offer_stage(self, stage: DisputeStage, point: QPoint) -> None:
        if self._dossier is None:
            return
        menu = QMenu(self)
        menu.setObjectName("dossier.stage_menu")
        self.commands.offer_stage(menu, self._dossier, stage)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)
