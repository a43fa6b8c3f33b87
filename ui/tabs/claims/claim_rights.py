"""What the insurer decided and pays, and the two years one has against it."""

from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import LimitationEvent
from litigedesk.letters.ids import CHASE_INSURER
from litigedesk.queries.insurance_claims import ClaimFile
from litigedesk.rules.insurance import SETTLE_WITH_INSURER

from ... import legal_words
from ...date_words import limitation_chip
from ...dialogs.explanation import explain
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import row
from ...widgets.ledger import Ledger, LedgerLine
from ...widgets.limitation_bar import LimitationBar
from ...widgets.menu import add_action
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import Chip, IconText, Label
from . import words
from .commands import Commands

SETTLE: Final = f"{SETTLE_WITH_INSURER[:1].lower()}{SETTLE_WITH_INSURER[1:]}"
STARTS_AGAIN: Final = (
    "Un expert désigné ou une lettre recommandée de l’assuré sur l’indemnité les fait repartir (C. ass. L114-2)."
)


class DecisionCard(Card):
    """The decision with its sums; before it, that it is awaited."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        claim = file.claim
        note = Button("Modifier" if claim.decision else "Noter la décision", Kind.LINK, name="claim.decision")
        note.clicked.connect(lambda: commands.note_step(claim.id or 0, "decision"))
        day = formats.date_long(claim.decided_on) if claim.decided_on is not None else ""
        super().__init__("Décision et indemnité", day, note, parent=parent)
        if claim.decision is None:
            self.add(Label("L’assureur n’a pas encore dit s’il prend ce sinistre en charge.", Tone.MUTED, wrap=True))
            self.add(IconText("triangle-alert", f"Avant tout accord avec le tiers, {SETTLE}", Tone.SOON, wrap=True))
            return
        self.add(Label(claim.decision.label, weight=600))
        if claim.decision_text:
            self.add(Label(claim.decision_text, wrap=True))
        ledger = Ledger(_sums(file))
        ledger.setToolTip(legal_words.tip("franchise"))
        self.add(ledger)
        if claim.paid_on is None and claim.indemnity is not None:
            paid = Button("Noter le versement", Kind.LINK, name="claim.indemnity")
            paid.clicked.connect(lambda: commands.note_step(claim.id or 0, "indemnity"))
            self.add(row(paid, None))
        if claim.recourse:
            self.add(IconText("arrow-right", f"Recours : {claim.recourse}", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))


def _sums(file: ClaimFile) -> list[LedgerLine]:
    claim = file.claim
    lines = [LedgerLine("Demandé par le tiers", claim.amount, muted=True)] if claim.amount is not None else []
    if claim.indemnity is not None:
        when = f", versée le {formats.date_medium(claim.paid_on)}" if claim.paid_on is not None else ""
        lines.append(LedgerLine(f"Indemnité{when}", claim.indemnity))
    if claim.deductible is not None:
        whose = "à votre charge" if words.is_own(file) else "à la charge de l’assuré"
        lines.append(LedgerLine(f"Franchise {whose}", claim.deductible))
    return lines


class LimitationCard(Card):
    """How long one may still claim from the insurer, and what started the two years again."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        self._commands, self._file = commands, file
        today, result = commands.context.today(), file.limit
        text, tone = limitation_chip(result.safe_date, result.date, today)
        super().__init__("Prescription", right=Chip(text, tone), parent=parent)
        self.setToolTip(legal_words.tip("prescription-assureur"))
        bar = LimitationBar()
        bar.set_period(result.start, result.date, today, tone)
        start, safe = formats.date_long(result.start), formats.date_long(result.safe_date)
        sentence = (
            f"Deux ans pour agir contre l’assureur, depuis le {start} ; dernier jour sûr : {safe}. {STARTS_AGAIN}"
        )
        self.add(bar, Label(sentence, Tone.MUTED, wrap=True))
        for told in _by_themselves(file):
            self.add(IconText("calendar-check", told, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        for event in file.limitation_events:
            self.add(self._line(event))
        self.add(self._links())

    def _links(self) -> QWidget:
        holder, claim_id = QWidget(), self._file.claim.id or 0
        flow = FlowLayout(16, 4, holder)
        self.why_button = Button("Pourquoi ?", Kind.LINK, name="claim.limit.why")
        self.why_button.clicked.connect(self.explain)
        add = Button("Noter une interruption", Kind.LINK, name="claim.limit.add")
        add.clicked.connect(lambda: self._commands.interrupt(claim_id))
        flow.addWidget(self.why_button)
        flow.addWidget(add)
        return holder

    def _line(self, event: LimitationEvent) -> QWidget:
        holder, claim_id, event_id = QWidget(), self._file.claim.id or 0, event.id or 0
        when = formats.date_medium(event.happened_on)
        fact = FactRow("pencil" if event.note else "calendar-check", event.kind.label, event.note, when, pressable=True)
        fact.setObjectName(f"claim.limit.{event_id}")
        fact.clicked.connect(lambda: self._commands.interrupt(claim_id, event_id))
        more = IconButton("ellipsis", f"Autres actions : {event.kind.label}", size=28)
        menu = QMenu(more)
        add_action(menu, "Modifier…", "pencil", lambda: self._commands.interrupt(claim_id, event_id))
        add_action(menu, "Supprimer", "trash-2", lambda: self._commands.delete_interruption(event_id))
        more.setMenu(menu)
        holder.setLayout(row(fact, more, gap=4, stretch=fact))
        return holder

    def explain(self) -> None:
        """Show how the date was found."""
        found = self._file.limit
        explain(self.window(), "Prescription contre l’assureur", found.steps, [found.source], found.warnings)


def _by_themselves(file: ClaimFile) -> list[str]:
    """What interrupts by what is noted elsewhere: the expert, the registered letters to the insurer."""
    found = [
        f"Relance recommandée envoyée le {formats.date_long(one.sent_on)}."
        for one in file.letters
        if one.template == CHASE_INSURER and one.sent_on is not None and one.send_method.is_registered
    ]
    if file.claim.expert_on is not None:
        found.append(f"Expert désigné le {formats.date_long(file.claim.expert_on)}.")
    return found
