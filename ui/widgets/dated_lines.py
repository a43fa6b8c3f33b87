"""The dates of a record one under the other: what is noted, what is not yet, and the link that notes or changes it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from litigedesk import formats

from ..palette import Tone
from ..theme import current, follow
from .buttons import Button, Kind
from .flow import Columns
from .layout import hbox
from .text import Icon, Label

STACKED: Final = 300  # px at the normal text size: below, the day goes under its name


@dataclass(frozen=True)
class Dated:
    """One date: what it is, when, what is known besides, and the step that notes it (``""`` for the whole file's field).

    ``to_come`` when it is noted and its day is still ahead: nothing is done yet.
    """

    name: str
    day: date | None
    note: str = ""
    step: str = ""
    to_come: bool = False


class DatedLine(QWidget):
    """One date, with the link that notes or changes it."""

    def __init__(self, one: Dated, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        known = one.day is not None or bool(one.note)
        tone = Tone.TEXT if known else Tone.MUTED
        when = formats.date_long(one.day) if one.day is not None else ""
        words = " · ".join(filter(None, (when, one.note))) or "—"
        title, value = Label(one.name, tone, wrap=True), Label(words, tone, wrap=True)
        value.setAccessibleName(formats.typographic(f"{one.name} : {words if known else 'pas encore noté'}"))
        for label in (title, value):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.act = Button("Modifier" if known else "Noter", Kind.LINK, name=name)
        self.act.setAccessibleName(formats.typographic(f"{self.act.text()} : {one.name}"))
        self._end = QWidget()
        hbox(self._end, 0, 0).addWidget(self.act, 1, Qt.AlignmentFlag.AlignRight)
        across = hbox(self, 0, 12)
        icon = "calendar-clock" if one.to_come else "circle-check" if known else "circle"
        across.addWidget(Icon(icon, Tone.FINE if icon == "circle-check" else Tone.MUTED))
        across.addWidget(Columns(title, value, gap=4, break_at=STACKED), 1)
        across.addWidget(self._end)
        follow(self._restyle)

    def _restyle(self) -> None:
        """The links are of two lengths; the days stand under each other all the same."""
        self._end.setFixedWidth(current().metrics(weight=500).horizontalAdvance("Modifier") + 8)
