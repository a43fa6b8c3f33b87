"""Sums that add up before the reader's eyes: details in an inner column, totals in the outer one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from litigedesk.domain.money import Money
from litigedesk.formats import money

from ..palette import Tone
from .layout import clear
from .panels import Separator
from .text import Label
from .tips import plain_tip


@dataclass(frozen=True)
class LedgerLine:
    """One line. ``inner`` details stand indented under their total; ``total`` is bold under a rule."""

    text: str
    amount: Money | str
    inner: bool = False
    total: bool = False
    muted: bool = False
    tip: str = ""

    @property
    def shown(self) -> str:
        """The amount as people read it."""
        return money(self.amount) if isinstance(self.amount, Money) else self.amount


class Ledger(QWidget):
    """A statement of sums; one rule, above the sum due."""

    def __init__(self, lines: Sequence[LedgerLine] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self.lines: tuple[LedgerLine, ...] = ()
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[LedgerLine]) -> None:
        """Show these lines."""
        clear(self._grid)
        self.lines = tuple(lines)
        place = 0
        for line in lines:
            if line.total:
                self._grid.addWidget(Separator(), place, 0, 1, 3)
                place += 1
            self._add(line, place)
            place += 1

    def _add(self, line: LedgerLine, place: int) -> None:
        tone = Tone.MUTED if line.inner or line.muted else Tone.TEXT
        weight = 600 if line.total else 400
        words = Label(line.text, tone, weight=weight, elide=True)
        words.setIndent(18 if line.inner else 0)
        if line.tip:
            words.setToolTip(plain_tip(line.tip))
        amount = Label(line.shown, Tone.MUTED if line.inner else Tone.TEXT, weight=weight, figures=True)
        amount.setAccessibleName(f"{words.full_text()}\u00a0: {amount.full_text()}")
        self._grid.addWidget(words, place, 0)
        self._grid.addWidget(amount, place, 1 if line.inner else 2)
