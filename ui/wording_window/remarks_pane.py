"""What is to be said of a text being typed: what refuses it, what it no longer says; each line leads to its place."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from litigedesk import formats
from litigedesk.letters.remark import Remark

from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, hbox, vbox
from ..widgets.panels import Page
from ..widgets.text import Icon, IconText, Label

TALLEST = 200  # px at the normal text size
MOST_SHOWN = 30


class RemarksPane(QFrame):
    """The remarks, the gravest first; ``line_asked(line)`` when one is pressed."""

    line_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottombar")
        self.count = IconText("circle-check", "", Tone.TEXT, weight=600)
        self._shown: tuple[Remark, ...] | None = None
        self._page = Page(margins=0)
        self._page.body.setSpacing(6)
        self._page.setObjectName("pane")  # on the ground of this pane
        self._page.holder.setAutoFillBackground(False)
        self._page.setStyleSheet("border:none")
        column = vbox(self, (16, 8, 16, 8), 8)
        column.addWidget(self.count)
        column.addWidget(self._page, 1)
        follow(self._restyle)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these; nothing moves when they are the same as before."""
        found = tuple(remarks)
        if found == self._shown:
            return
        self._shown = found
        self._count(found)
        clear(self._page.body)
        for one in found[:MOST_SHOWN]:
            self._page.add(self._row(one))
        self._page.body.addStretch(1)
        self._page.setVisible(bool(found))
        self._restyle()

    def _count(self, found: Sequence[Remark]) -> None:
        refused = sum(one.blocks for one in found)
        advice = len(found) - refused
        parts = []
        if refused:
            parts.append(formats.count(refused, "point à corriger", "points à corriger"))
        if advice:
            parts.append(formats.count(advice, "point à regarder", "points à regarder"))
        self.count.label.set_text(", ".join(parts) or "Rien à signaler")
        tone, icon = (Tone.LATE, "circle-alert") if refused else (Tone.SOON, "triangle-alert")
        self.count.icon.set_icon(*((icon, tone) if found else ("circle-check", Tone.FINE)))

    def _row(self, one: Remark) -> QWidget:
        holder = QWidget()
        across = hbox(holder, 0, 8)
        tone, icon = (Tone.LATE, "circle-alert") if one.blocks else (Tone.SOON, "triangle-alert")
        across.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        if one.line:
            link = Button(f"Ligne {one.line}", Kind.LINK, name=f"wording.line.{one.line}")
            link.clicked.connect(partial(self.line_asked.emit, one.line))
            across.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        sentence = one.sentence[:1].upper() + one.sentence[1:]
        if one.article and one.article not in sentence:
            sentence = f"{sentence.rstrip('.')} ({one.article})."
        # The braces that the sentence shows are to be typed as they are.
        across.addWidget(Label(sentence, wrap=True, verbatim=True), 1)
        return holder

    def _restyle(self) -> None:
        most = round(TALLEST * min(1.5, current().text_scale))
        empty = not self._shown
        self.setMaximumHeight(current().control_height() + 16 if empty else most)
        self.setMinimumHeight(current().control_height() + (8 if empty else 64))
