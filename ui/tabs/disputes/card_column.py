"""A column of cards that are built anew only when what they show has changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QWidget

ALWAYS: Final = None  # the facts of a card that is built anew each time


@dataclass(frozen=True)
class Wanted:
    """A card: which one it is, ``facts`` from which it is drawn and acts, and how it is made."""

    key: str
    facts: object
    make: Callable[[], QWidget]


class CardColumn:
    """Keeps the widgets of equal facts, with the keys, the folds and the mouse where they were."""

    def __init__(self, layout: QBoxLayout) -> None:
        self._layout = layout
        self._held: dict[str, tuple[object, QWidget]] = {}
        layout.addStretch(1)

    def show(self, cards: Sequence[Wanted]) -> None:
        """Show these cards in their order."""
        facts = {one.key: one.facts for one in cards}
        for key, (known, card) in list(self._held.items()):
            if known is ALWAYS or facts.get(key) != known:
                del self._held[key]
                self._layout.removeWidget(card)
                card.hide()
                card.deleteLater()
        for place, one in enumerate(cards):
            if one.key not in self._held:
                card = one.make()
                self._layout.insertWidget(place, card)
                card.show()
                self._held[one.key] = (one.facts, card)
            elif self._layout.indexOf(self._held[one.key][1]) != place:
                self._layout.insertWidget(place, self._held[one.key][1])
