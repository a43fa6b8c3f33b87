"""A card of many rows: those that can be in sight are made at once, the others between what the user does."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from PySide6.QtWidgets import QWidget

from .list_reading import ListReading
from .panels import Card

FIRST: Final = 12  # rows made at once: about what a screen holds
TOGETHER: Final = 5  # of the others


def fill_card(card: Card, rows: Iterator[QWidget], *, whole: bool) -> Card:
    """Add rows to a card, in their order; ``whole`` when something waits for all of them, as a place scrolled to does."""
    for row in islice(rows, None if whole else FIRST):
        card.add(row)
    if not whole:
        ListReading(card).start(_others(card, rows))
    return card


def _others(card: Card, rows: Iterator[QWidget]) -> Iterator[None]:
    while some := list(islice(rows, TOGETHER)):
        for row in some:
            card.add(row)
        yield
