"""The lines that brought money, each with what it may pay: ticked to be noted, changed, left out."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries.settlement import Settling
from litigedesk.rules.settlement import Proposal

from ..context import Context
from ..models.records import Column
from ..palette import Tone
from ..widgets.buttons import Button, FilterChips, Kind, Option
from ..widgets.flow import Columns
from ..widgets.layout import row, vbox
from ..widgets.panels import Callout, Page
from ..widgets.text import IconText, Label
from ..widgets.tick_table import TickTable
from .bank_line import LineCard
from .bank_row import BankRow, client_words, paid_words, state, too_much

SIDE: Final = 420  # px at the normal text size
WANTED: Final[dict[str, tuple[str, Callable[[BankRow], bool]]]] = {
    "related": ("À confirmer", lambda one: one.is_related),
    "unrelated": ("Sans rapport", lambda one: not one.is_related and not one.is_recorded),
    "recorded": ("Déjà notées", lambda one: one.is_recorded),
    "all": ("Toutes", lambda _one: True),
}


class BankReviewPage(Page):
    """``changed`` when what is ticked is another."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rows: list[BankRow] = []
        self._settling: Settling | None = None
        self.summary = IconText("landmark", "", wrap=True)
        self._note = vbox(gap=8)
        self.filters = FilterChips([], "Lignes montrées")
        self.table = TickTable[BankRow](
            "Sommes reçues", self._columns(), self._describe, key=lambda one: one.key, may_tick=lambda one: one.may_tick
        )
        self.line = LineCard(context)
        self._lay_out()
        self.filters.chosen.connect(lambda _key: self._filter())
        self.table.current_changed.connect(self._show_line)
        self.table.ticked_changed.connect(self._ticked_changed)
        self.table.opened.connect(lambda _row: self.line.share())
        self.line.changed.connect(self._decide)
        self._ticked: set[str] = set()
        self._filling = False

    def _lay_out(self) -> None:
        main = QWidget()
        column = vbox(main, 0, 8)
        ticked = Button("Tout cocher", Kind.LINK, name="bank.tick_all")
        none = Button("Tout décocher", Kind.LINK, name="bank.tick_none")
        ticked.clicked.connect(lambda: self._tick_all(True))
        none.clicked.connect(lambda: self._tick_all(False))
        self._empty = Label("", Tone.MUTED, wrap=True)
        column.addWidget(self.summary)
        column.addLayout(self._note)
        column.addWidget(self.filters)
        column.addLayout(row(ticked, none, None, gap=16))
        column.addWidget(self.table)
        column.addWidget(self._empty)
        column.addStretch(1)
        self.add(Columns(main, self.line, side=SIDE, break_at=900))

    # ---- what is shown -----------------------------------------------------------------------------------------------
    def show_proposals(self, proposals: Sequence[Proposal], settling: Settling, unread: Sequence[str]) -> None:
        """Show a statement; ``unread`` says what could not be read of it."""
        self._settling = settling
        self._rows = [BankRow.of(one) for one in proposals]
        self._ticked = {one.key for one in self._rows if one.candidate is not None}
        while (item := self._note.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if unread:
            count = formats.count(len(unread), "ligne n’a pas pu être lue", "lignes n’ont pas pu être lues")
            self._note.addWidget(Callout(count, " ".join(unread[:3]), Tone.SOON))
        self._count()
        self.filters.set_key("related" if any(one.is_related for one in self._rows) else "all")
        self._filter()

    def _count(self) -> None:
        options = [Option(key, words, sum(map(fits, self._rows))) for key, (words, fits) in WANTED.items()]
        self.filters.set_options(options)
        found = {option.key: option.count or 0 for option in options}
        parts = [formats.count(found["related"], "paiement à confirmer", "paiements à confirmer")]
        parts.append(formats.count(found["unrelated"], "ligne sans rapport", "lignes sans rapport"))
        if found["recorded"]:
            parts.append(formats.count(found["recorded"], "déjà notée", "déjà notées"))
        self.summary.label.set_text(", ".join(parts) + ".")

    def _filter(self) -> None:
        fits = WANTED.get(self.filters.key, WANTED["all"])[1]
        shown = [one for one in self._rows if fits(one)]
        self._filling = True
        self.table.set_rows(shown)
        self.table.ticks.set_ticked(self._ticked)
        self._filling = False
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        nothing = (
            "Ce relevé n’a aucune ligne qui ait rapporté de l’argent."
            if not self._rows
            else "Aucune ligne de cette sorte."
        )
        self._empty.set_text(nothing)
        self._show_line()
        self.changed.emit()

    def _show_line(self) -> None:
        if self._settling is not None:
            self.line.show_row(self.table.record, self._settling)

    # ---- what is chosen ----------------------------------------------------------------------------------------------
    @property
    def chosen(self) -> list[BankRow]:
        """The lines ticked, whether they are shown or not."""
        return [one for one in self._rows if one.key in self._ticked and one.may_tick]

    @property
    def conflict(self) -> str:
        """What keeps the lines ticked from being noted together, in a sentence; empty when nothing does."""
        if self._settling is None:
            return ""
        beyond = too_much(self.chosen, self._settling)
        if not beyond:
            return ""
        invoice_id, amount = next(iter(beyond.items()))
        number = self._settling.invoice(invoice_id).number
        return f"Les lignes cochées paient {formats.money(amount)} de trop sur {number} : décochez-en une, ou répartissez-la."

    def _ticked_changed(self) -> None:
        if self._filling:
            return
        shown = {one.key for one in self.table.ticks.rows()}
        self._ticked = (self._ticked - shown) | {one.key for one in self.table.ticks.ticked}
        self.changed.emit()

    def _tick_all(self, on: bool) -> None:
        self.table.ticks.set_ticked(
            [one.key for one in self.table.ticks.rows() if on and one.may_tick and not one.asks_twin]
        )

    def _decide(self, decided: BankRow) -> None:
        """The user decided something about the current line: what would now be noted is ticked."""
        place = next(place for place, one in enumerate(self._rows) if one.key == decided.key)
        before, self._rows[place] = self._rows[place], decided
        shown = self.table.currentIndex().row()
        ticks = self.table.ticks
        if 0 <= shown < len(ticks.rows()) and ticks.record(shown).key == decided.key:
            ticks.replace(shown, decided)
        if decided.may_tick and (decided.candidate, decided.same) != (before.candidate, before.same):
            ticks.set_ticked([*(one.key for one in ticks.ticked), decided.key])
        self._count()
        self._show_line()
        self.changed.emit()

    # ---- the table ---------------------------------------------------------------------------------------------------
    def _columns(self) -> Sequence[Column[BankRow]]:
        def of(words: Callable[[BankRow, Settling], str]) -> Callable[[BankRow], str]:
            return lambda one: words(one, self._settling) if self._settling is not None else ""

        return [
            Column[BankRow]("", lambda _one: "", lambda one: not one.may_tick, width=36),
            Column[BankRow](
                "Reçu le", lambda one: formats.date_short(one.proposal.line.booked_on),
                lambda one: one.proposal.line.booked_on, width=96,
            ),
            Column[BankRow]("Libellé", lambda one: one.proposal.line.label),
            Column[BankRow](
                "Somme", lambda one: formats.money(one.proposal.line.amount), lambda one: one.proposal.line.amount, True, 112
            ),
            Column[BankRow]("Facture", of(paid_words), width=128),
            Column[BankRow]("Client", of(client_words), width=152, spare=True),
            Column[BankRow](
                "À savoir", lambda one: state(one)[0], tone=lambda one: state(one)[2], icon=lambda one: state(one)[1],
                width=184,
            ),
        ]  # fmt: skip

    def _describe(self, one: BankRow) -> str:
        """A whole row in words."""
        line = one.proposal.line
        paid = (
            f"paie {paid_words(one, self._settling)}"
            if self._settling is not None and one.may_tick
            else "ne paie rien encore"
        )
        return ", ".join(
            (formats.date_long(line.booked_on), line.label, formats.money(line.amount), paid, state(one)[0])
        )
