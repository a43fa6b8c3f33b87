"""The cards beside an insurance claim: what the insurer will look at, and what the law calls liability."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk.rules.conditions import Condition

from .. import legal_words
from ..palette import Tone
from ..widgets.conditions import ConditionList
from ..widgets.panels import Card
from ..widgets.text import IconText, Label

FOR_THE_INSURER: Final = "L’assureur dit seul s’il couvre. Rien ici n’empêche de déclarer."
NOTHING_YET: Final = "Ce que l’assureur regardera s’affiche ici, une fois dit le jour où vous avez su."
ELSEWHERE: Final = frozenset({"in-time"})  # the clock's own card says it
ARTICLES: Final = (
    ("Avec votre client : article 1231-1 du code civil", "responsabilite-contrat"),
    ("Avec toute autre personne : article 1240 du code civil", "responsabilite-faute"),
)


class CoverCard(Card):
    """Whether the policy may answer, one condition after another; ``asked(field)`` where one is answered."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Ce que l’assureur regardera", gap=12, parent=parent)
        self._nothing = Label(NOTHING_YET, Tone.MUTED, wrap=True)
        self.conditions = ConditionList(name="Ce que l’assureur regardera", note=FOR_THE_INSURER, narrow=True)
        self.conditions.asked.connect(self.asked)
        self.add(self._nothing, self.conditions)

    def show_for(self, found: Sequence[Condition]) -> None:
        """Show these conditions; none while the day the user knew is missing."""
        shown = [one for one in found if one.code not in ELSEWHERE]
        self.conditions.show_conditions(shown)
        self.conditions.setVisible(bool(shown))
        self._nothing.setVisible(not shown)


class LiabilityCard(Card):
    """The two articles that liability is discussed on, each explained on hover: the insurer discusses it, not this program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Responsabilité civile", parent=parent)
        for title, key in ARTICLES:
            line = IconText("book-open", title, Tone.MUTED, wrap=True)
            line.setToolTip(legal_words.tip(key))
            line.label.setAccessibleDescription(legal_words.told(key))
            self.add(line)
