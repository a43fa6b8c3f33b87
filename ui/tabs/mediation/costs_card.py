"""What mediation cost, year by year."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.queries.mediations import YearCost

from ...palette import Tone
from ...widgets.figures import AgeBars, Bar
from ...widgets.panels import Card
from ...widgets.text import Label


class CostsCard(Card):
    """A bar a year, then what each is made of."""

    def __init__(self, years: Sequence[YearCost], parent: QWidget | None = None) -> None:
        total = formats.money(Money.total(one.total for one in years))
        super().__init__("Ce que la médiation vous a coûté", right=Label(f"{total} en tout", Tone.MUTED), parent=parent)
        self.add(AgeBars([Bar(str(one.year), one.total) for one in years]))
        for one in years:
            self.add(Label(_detail(one), Tone.MUTED, wrap=True))


def _detail(one: YearCost) -> str:
    parts = [f"adhésion : {formats.money(one.fees)}"] if one.fees else []
    if one.count:
        parts.append(f"{formats.count(one.count, 'médiation')} : {formats.money(one.mediations)}")
    return f"{one.year} — {', '.join(parts)}."
