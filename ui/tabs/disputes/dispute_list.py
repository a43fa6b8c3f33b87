"""The list at the left of the tab Litiges: it grows while thousands of disputes are brought up to date, and says so."""

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from litigedesk import formats
from litigedesk.listing import Listing
from litigedesk.queries.dispute_list import DisputeRow, Scope

from ...context import Context
from ...palette import Tone
from ...standing_upkeep import StandingUpkeep, bring_all
from ...widgets.layout import hbox
from ...widgets.list_pane import Column, ListPane, ListQuery
from ...widgets.text import Label
from . import words

BEHIND: Final = formats.typographic("Mise à jour des dossiers…")


class DisputeList(ListPane[DisputeRow]):
    """Every row shown is that of today. What needs the whole list has the rest computed first."""

    def __init__(self, context: Context, columns: tuple[Column[DisputeRow], ...], **options: Any) -> None:
        """``options`` are those of any list."""
        super().__init__(
            "Litiges",
            columns,
            self._read,
            lambda row: words.list_row(row, context.today()),
            lambda row: row.id,
            **options,
        )
        self.context = context
        self.upkeep = StandingUpkeep.of(context)
        self._grows = False
        self.behind = Label(BEHIND, Tone.MUTED)
        self.behind.setObjectName("list.behind")
        line = hbox(margins=(16, 8, 16, 8))
        line.addWidget(self.behind)
        self.behind.hide()
        if isinstance(layout := self.layout(), QVBoxLayout):
            layout.addLayout(line)

    def _read(self, query: ListQuery) -> list[DisputeRow]:
        scope, standing = Scope(query.chip or Scope.OPEN), self.context.desk.standing
        more = {"most": 0} if self._grows else {}
        found = standing.known(self.context.today(), scope, **more)
        self.behind.setVisible(self.upkeep.ask(scope) > 0)
        return found

    def grow(self) -> None:
        """List those that were computed meanwhile."""
        self._grows = True
        self.refresh()
        self._grows = False

    @property
    def scope(self) -> Scope:
        """Which disputes are listed."""
        return Scope(self.query.chip or Scope.OPEN)

    @property
    def is_behind(self) -> bool:
        """Whether some are not listed yet."""
        return not self.behind.isHidden()

    def finish_reading(self) -> None:
        """List them all now, with its progress once it lasts. Raises ``GivenUp`` after « Annuler »."""
        if self.is_behind:
            bring_all(self.context, self, self.scope)
            self.refresh()

    def whole(self) -> Listing:
        self.finish_reading()
        return super().whole()

    def reveal(self, record_id: int, chip: str) -> bool:
        """As for any list; while some are not listed yet, that one is computed before all others."""
        if not self.is_behind:
            return super().reveal(record_id, chip)
        self.context.desk.standing.ensure(self.context.today(), [record_id])
        self.refresh()
        if self.select(record_id):
            return True
        self.question.clear(chip)
        self.refresh()
        return self.select(record_id)
