"""Offers side by side: what each would cost over the years asked, with so many mediations, and how it is counted."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Convention
from litigedesk.domain.money import Money
from litigedesk.errors import UserError
from litigedesk.rules import mediation_offers
from litigedesk.rules.mediation_offers import Offer, OfferCost, Price

from ...dialogs.explanation import explain
from ...forms.editors import IntegerEditor
from ...models.records import Column
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import row
from ...widgets.panels import Card
from ...widgets.record_table import RecordTable
from ...widgets.text import IconText, Label
from .commands import Commands

START: Final = {"years": 3, "simple": 1, "complex": 0}


def _total(cost: OfferCost) -> str:
    if cost.low is None or cost.high is None:
        return "à demander"
    if cost.low == cost.high:
        return formats.money(cost.low)
    return f"{formats.money(cost.low)} à {formats.money(cost.high)}"


COLUMNS: Final = (
    Column[OfferCost]("Offre", lambda cost: cost.offer.name),
    Column[OfferCost](
        "Par an", lambda cost: formats.money(cost.fee_per_year), lambda cost: cost.fee_per_year, figures=True, width=84
    ),
    Column[OfferCost](
        "Adhésions", lambda cost: formats.money(cost.fees), lambda cost: cost.fees, figures=True, width=92
    ),
    Column[OfferCost]("Avec les médiations", _total, lambda cost: cost.low, figures=True, width=188),
)


class OffersCard(Card):
    """Three numbers, a table, and the working of the line chosen; what was typed stays when the page is read again."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("Comparer les offres", parent=parent)
        self._commands = commands
        self._mine: Offer | None = None
        self.years = IntegerEditor("years", "Années", suffix="ans", called="les années")
        self.simple = IntegerEditor("simple", "Médiations simples", called="les médiations simples")
        self.complex = IntegerEditor("complex", "Médiations complexes", called="les médiations complexes")
        holder = QWidget()
        flow = FlowLayout(16, 8, holder)
        for editor in (self.years, self.simple, self.complex):
            editor.set_value(START[editor.name])
            editor.changed.connect(self._compute)
            flow.addWidget(editor)
        self.problem = IconText("circle-alert", "", Tone.LATE, wrap=True)
        self.table = RecordTable[OfferCost]("Offres comparées", COLUMNS, _described)
        self.table.setObjectName("offers.table")
        self.table.opened.connect(self._explain)
        self.why = Button("Voir le calcul", Kind.LINK, name="offers.why")
        self.why.clicked.connect(lambda: self._explain(self.table.record))
        self.add(holder, self.problem, self.table, row(self.why, None))
        self.add(Label(mediation_offers.INDICATIVE, Tone.MUTED, wrap=True))
        self._compute()

    def refresh(self, convention: Convention | None) -> None:
        """Compare the convention in force with the others, if there is one with a fee."""
        self._mine = _own(convention)
        self._compute()

    def _compute(self) -> None:
        offers = [*mediation_offers.load(), *([self._mine] if self._mine else [])]
        sentence = next((one.own_problem() for one in (self.years, self.simple, self.complex) if one.own_problem()), "")
        found: tuple[OfferCost, ...] = ()
        if not sentence:
            try:
                found = mediation_offers.compare(
                    offers, self.years.value or 0, self.simple.value or 0, self.complex.value or 0
                )
            except UserError as refused:
                sentence = str(refused)
        self.problem.label.set_text(sentence)
        self.problem.setVisible(bool(sentence))
        self.table.setVisible(bool(found))
        self.why.setVisible(bool(found))
        self.table.set_rows(found)

    def _explain(self, cost: OfferCost | None) -> None:
        if cost is not None:
            offer = cost.offer
            read = f"lu le {formats.date_long(offer.read_on)}" if offer.read_on else ""
            source = ", ".join(filter(None, (offer.source, read)))
            explain(self._commands.parent, offer.name, cost.steps, [source] if source else [], cost.warnings)


def _own(convention: Convention | None) -> Offer | None:
    if convention is None or not convention.fee:
        return None
    return Offer(
        key="mine",
        name="Ma convention",
        years=convention.years,
        fee=convention.fee,
        simple=_fixed(convention.fee_simple),
        complex=_fixed(convention.fee_complex),
    )


def _fixed(fee: Money | None) -> Price | None:
    return Price.fixed(fee) if fee is not None else None


def _described(cost: OfferCost) -> str:
    parts = (cost.offer.name, cost.offer.who, f"{formats.money(cost.fees)} d’adhésions", f"en tout {_total(cost)}")
    return ", ".join(filter(None, parts))
