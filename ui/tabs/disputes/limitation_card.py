"""The card of the limitation period: what is left of it, the safe day, and what interrupted or suspended it, for each invoice."""

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import LimitationEvent
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.limitations import LimitationView

from ... import legal_words
from ...date_words import limitation_chip
from ...dialogs.explanation import explain
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import row, vbox
from ...widgets.limitation_bar import LimitationBar
from ...widgets.menu import add_action
from ...widgets.panels import Card, Foldable
from ...widgets.rows import FactRow
from ...widgets.text import Chip, IconText, Label
from . import limitation_words as words
from .commands import Commands


class LimitationCard(Card):
    """``view`` is that of the invoice which lapses first, which is that of the dispute; the others are folded."""

    def __init__(
        self, commands: Commands, dossier: Dossier, view: LimitationView, parent: QWidget | None = None
    ) -> None:
        self._commands, self._dossier, self._view = commands, dossier, view
        several = len(dossier.limitations) > 1
        self.chip = self._chip(view)
        note = f"facture {view.invoice_number}" if len(dossier.sums.lines) > 1 else ""
        super().__init__("Prescription", f"{note}, la première" if several else note, self.chip, parent=parent)
        self.setToolTip(legal_words.tip("prescription"))
        self.bar = self._bar(view)
        self.add(self.bar, Label(words.sentence(view, commands.context.desk.law), Tone.MUTED, wrap=True))
        if doubt := words.doubt(view):
            self.add(IconText("triangle-alert", doubt, Tone.SOON, wrap=True))
        if several:
            self.add(Foldable("Chaque facture", self._each(), note=formats.count(len(dossier.limitations), "facture")))
        if dossier.limitation_events:
            self.add(Label("Ce qui a déplacé la date", weight=600))
            for event in dossier.limitation_events:
                self.add(self._line(event))
        self.add(self._links(dossier.dispute.id or 0))

    # ---- bars --------------------------------------------------------------------------------------------------------
    def _chip(self, view: LimitationView) -> Chip:
        result = view.result
        text, tone = limitation_chip(
            result.prudent_safe_date, result.prudent_date, self._commands.context.today(), possible=result.date
        )
        return Chip(text, tone)

    def _bar(self, view: LimitationView) -> LimitationBar:
        result, today = view.result, self._commands.context.today()
        bar = LimitationBar()
        _, tone = limitation_chip(result.prudent_safe_date, result.prudent_date, today)
        found = words.marks(view, self._dossier.limitation_events)
        bar.set_period(view.start, result.prudent_date, today, tone, possible=result.date, marks=found)
        return bar

    def _each(self) -> QWidget:
        """One bar for each unpaid invoice, the first to lapse first."""
        holder = QWidget()
        column = vbox(holder, gap=12)
        for view in self._dossier.limitations:
            column.addLayout(row(Label(f"Facture {view.invoice_number}", weight=500), None, self._chip(view)))
            column.addWidget(self._bar(view))
        return holder

    # ---- what moved it -----------------------------------------------------------------------------------------------
    def _line(self, event: LimitationEvent) -> QWidget:
        fact = FactRow(words.icon(event), words.title(event), words.when(event), pressable=True)
        fact.setObjectName(f"limitation.{event.id}")
        fact.setToolTip(formats.typographic(words.told(event, self._view)))
        fact.clicked.connect(lambda: self._open(event))
        holder = QWidget()
        column = vbox(holder, gap=0)
        column.addLayout(row(fact, *self._more(event), gap=4, stretch=fact))
        told = Label(". ".join(filter(None, (words.effect(event, self._view), event.note))), wrap=True)
        told.setContentsMargins(36, 0, 0, 4)  # under the words of the row
        column.addWidget(told)
        return holder

    def _more(self, event: LimitationEvent) -> list[QWidget]:
        """The other actions; none for what follows dates that are changed elsewhere."""
        if event.mediation_id or event.procedure_id or event.agreement_id:
            return []
        more = IconButton("ellipsis", f"Autres actions : {words.title(event)}", size=28)
        menu = QMenu(more)
        edit = "Modifier le paiement…" if event.payment_id else "Modifier…"
        add_action(menu, edit, "pencil", lambda: self._open(event))
        add_action(menu, "Supprimer", "trash-2", lambda: self._commands.unlimit(event.id or 0))
        more.setMenu(menu)
        return [more]

    def _open(self, event: LimitationEvent) -> None:
        """Go to what the event follows from, or change it."""
        dispute_id = self._dossier.dispute.id or 0
        if event.mediation_id is not None:
            self._commands.show_mediation(event.mediation_id)
        elif event.procedure_id is not None or event.agreement_id is not None:
            self._commands.show_ways(dispute_id)
        elif event.payment_id is not None:
            self._commands.pay(self._dossier, event.payment_id)
        else:
            self._commands.limit(dispute_id, event.id)

    def _links(self, dispute_id: int) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(16, 4, holder)
        self.why_button = Button("Pourquoi ?", Kind.LINK, name="limitation.why")
        self.why_button.clicked.connect(self.explain)
        add = Button("Noter un événement", Kind.LINK, name="limitation.add")
        add.setToolTip(formats.typographic("Reconnaissance de dette, acte signifié, médiation convenue…"))
        add.clicked.connect(lambda: self._commands.limit(dispute_id))
        flow.addWidget(self.why_button)
        flow.addWidget(add)
        return holder

    def explain(self) -> None:
        """Show how the date was found."""
        view = self._view
        title = f"Prescription de la facture {view.invoice_number}"
        explain(self.window(), title, view.steps, [view.result.source], view.warnings)
