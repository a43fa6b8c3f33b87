"""The card of the limitation period: what is left of it, the safe day, and what interrupted or suspended it."""

from datetime import date

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import LimitationEvent
from litigedesk.domain.vocabulary import LimitationEventKind
from litigedesk.queries.cases import LimitationView
from litigedesk.queries.disputes import Dossier
from litigedesk.rules.law import Law

from ... import legal_words
from ...date_words import limitation_chip
from ...dialogs.explanation import explain
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.layout import hbox, row
from ...widgets.limitation_bar import LimitationBar
from ...widgets.menu import add_action
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import Chip, IconText, Label
from .commands import Commands


class LimitationCard(Card):
    """``dossier.limitation`` is that of the invoice which lapses first; there is one while principal is unpaid."""

    def __init__(
        self, commands: Commands, dossier: Dossier, view: LimitationView, parent: QWidget | None = None
    ) -> None:
        self._commands, self._view = commands, view
        today, result = commands.context.today(), view.result
        text, tone = limitation_chip(result.safe_date, result.date, today)
        self.chip = Chip(text, tone)
        several = len(dossier.sums.lines) > 1
        super().__init__("Prescription", f"facture {view.invoice_number}" if several else "", self.chip, parent=parent)
        self.setToolTip(formats.typographic(legal_words.LIMITATION))
        bar = LimitationBar()
        bar.set_period(result.start, result.date, today, tone)
        self.add(bar, Label(_sentence(view, commands.context.desk.law), Tone.MUTED, wrap=True))
        if result.prudent_date < result.date:
            doubt = f"Restez prudent : gardez le {formats.date_long(result.prudent_date)} comme limite."
            self.add(IconText("triangle-alert", doubt, Tone.SOON, wrap=True))
        for event in dossier.limitation_events:
            if event.mediation_id is not None:
                self.add(IconText("handshake", _suspended(event), wrap=True), self._mediation_link(event.mediation_id))
            else:
                self.add(self._line(event))
        self.add(self._links(dossier.dispute.id or 0))

    def _links(self, dispute_id: int) -> QWidget:
        holder = QWidget()
        line = hbox(holder, gap=16)
        self.why_button = Button("Pourquoi ?", Kind.LINK, name="limitation.why")
        self.why_button.clicked.connect(self.explain)
        add = Button("Noter une interruption", Kind.LINK, name="limitation.add")
        add.setToolTip(formats.typographic("Reconnaissance de dette, acte signifié, médiation convenue…"))
        add.clicked.connect(lambda: self._commands.limit(dispute_id))
        line.addWidget(self.why_button)
        line.addWidget(add)
        line.addStretch(1)
        return holder

    def _line(self, event: LimitationEvent) -> QWidget:
        holder = QWidget()
        until = ""
        if event.kind is LimitationEventKind.SUSPENDED:
            until = f" au {formats.date_medium(event.ended_on)}" if event.ended_on else ", en cours"
        when = f"{'du ' if event.ended_on else ''}{formats.date_medium(event.happened_on)}{until}"
        fact = FactRow("pencil" if event.note else "calendar-check", event.kind.label, event.note, when, pressable=True)
        fact.setObjectName(f"limitation.{event.id}")
        fact.clicked.connect(lambda: self._commands.limit(event.dispute_id or 0, event.id))
        more = IconButton("ellipsis", f"Autres actions : {event.kind.label}", size=28)
        menu = QMenu(more)
        add_action(menu, "Modifier…", "pencil", lambda: self._commands.limit(event.dispute_id or 0, event.id))
        add_action(menu, "Supprimer", "trash-2", lambda: self._commands.unlimit(event.id or 0))
        more.setMenu(menu)
        holder.setLayout(row(fact, more, gap=4, stretch=fact))
        return holder

    def _mediation_link(self, mediation_id: int) -> QWidget:
        """A suspension by a mediation follows its dates: they are changed there."""
        holder = QWidget()
        look = Button("Ouvrir la médiation", Kind.LINK, name=f"limitation.mediation.{mediation_id}")
        look.clicked.connect(lambda: self._commands.show_mediation(mediation_id))
        holder.setLayout(row(look, None))
        return holder

    def explain(self) -> None:
        """Show how the date was found."""
        view = self._view
        title = f"Prescription de la facture {view.invoice_number}"
        explain(self.window(), title, view.steps, [view.result.source], view.warnings)


def _suspended(event: LimitationEvent) -> str:
    """What a mediation does to the period (C. civ. 2238)."""
    start = formats.date_long(event.happened_on)
    if event.ended_on is None:
        return f"Suspendue par la médiation depuis le {start}. À sa fin, il restera six mois au moins (C. civ. 2238)."
    end = formats.date_long(event.ended_on)
    return f"Suspendue par la médiation du {start} au {end} ; elle court de nouveau, pour six mois au moins (C. civ. 2238)."


def _sentence(view: LimitationView, law: Law) -> str:
    """Length, start, safe day, and whether a letter interrupts the period."""
    result = view.result
    rule = law.limitation_rule(result.claim)
    start, since = result.start, "depuis le"
    if rule.from_next_january:
        start, since = date(start.year + 1, 1, 1), "à compter du"
    length = f"{formats.count(rule.years, 'an')} {since} {formats.date_long(start)}"
    if rule.registered_letter_interrupts:
        letter = "Une réclamation écrite à l’administration l’interrompt."
    else:
        letter = "Une mise en demeure ne l’interrompt pas."
    return f"{length} ; dernier jour sûr : {formats.date_long(result.safe_date)}. {letter}"
