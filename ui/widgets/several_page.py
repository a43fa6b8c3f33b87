"""What stands beside a list while several rows are chosen: how many, which, what they add up to, and what can be done to all."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt

from litigedesk import formats
from litigedesk.domain.money import Money

from ..palette import Tone
from .buttons import Kind
from .kept_focus import kept_focus
from .layout import clear
from .list_pane import ListPane
from .panels import Card, Page
from .record_head import ButtonRow
from .text import Label, TitleLabel

NAMED: Final = 12  # rows named; the others are counted


class SeveralPage(Page):
    """Shown by whoever holds a list and the page of its record."""

    def __init__(self, pane: ListPane[Any]) -> None:
        super().__init__()
        self._pane = pane
        self.title = TitleLabel("")

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        noun = self._pane.noun()
        with kept_focus(self):
            clear(self.body)
            self.title = TitleLabel(noun.chosen(len(rows)))
            self.setAccessibleName(self.title.full_text())
            self.add(self.title, self._buttons(rows))
            card = Card(noun.agreed("Choisi", 2))
            for words in self._names(rows[:NAMED]):
                card.add(Label(words, elide=True))
            if len(rows) > NAMED:
                card.add(Label(f"et {formats.count(len(rows) - NAMED, 'autre')}", Tone.MUTED))
            self.add(card)
            for title, total in self._totals(rows):
                self.add(Label(f"{title} : {formats.money(total)}", weight=500))
            self.add(Label("Échap, ou un clic sur une ligne, revient à une seule.", Tone.MUTED, wrap=True))
            self.body.addStretch(1)

    def _buttons(self, rows: Sequence[Any]) -> ButtonRow:
        line = ButtonRow()
        for place, action in enumerate(self._pane.bulk_actions(rows)):
            kind = Kind.QUIET if action.icon == "trash-2" else Kind.SECONDARY
            line.add(action.text, action.icon, f"several.{place}", partial(action.do, rows), kind)
        return line

    def _names(self, rows: Sequence[Any]) -> list[str]:
        wanted = {id(row) for row in rows}
        model = self._pane.model
        places = [place for place, row in enumerate(model.rows()) if id(row) in wanted]
        return [str(model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for place in places]

    def _totals(self, rows: Sequence[Any]) -> list[tuple[str, Money]]:
        """Each sum that the rows can be sorted by, added up."""
        found = []
        for column in self._pane.model.columns:
            values = [value for row in rows if isinstance(value := column.value(row), Money)]
            if values:
                found.append((column.title, Money.total(values)))
        return found
