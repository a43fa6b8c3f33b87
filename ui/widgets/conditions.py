"""Conditions set by law or contract as a checklist: what holds, what fails and what to do instead, what is still to answer."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from litigedesk.formats import count, typographic
from litigedesk.rules.conditions import Condition, Verdict

from ..palette import Tone
from ..theme import BODY
from .buttons import Button, Kind
from .flow import FlowLayout
from .layout import hbox, row, vbox
from .text import Icon, IconText, Label, TitleLabel

SIGNS: Final = {
    Verdict.MET: ("circle-check", Tone.FINE),
    Verdict.FAILED: ("circle-x", Tone.LATE),
    Verdict.ASK: ("circle-help", Tone.SOON),
}
FOR_THE_MEDIATOR: Final = (
    "Le médiateur dit seul si la demande est manifestement infondée ou abusive (C. conso. L612-2, 2°)."
)

ASKED: Final = ("Répondre", "Changer la réponse")
WRITTEN: Final = ("Compléter", "Corriger")  # of a text to write rather than a question


def summary(found: Sequence[Condition]) -> str:
    """How many hold, fail and wait, such as « 5 remplies, 1 non remplie, 2 à vérifier »."""
    many = {verdict: sum(1 for one in found if one.verdict is verdict) for verdict in Verdict}
    words = (
        count(many[Verdict.MET], "remplie"),
        count(many[Verdict.FAILED], "non remplie", "non remplies"),
        count(many[Verdict.ASK], "à vérifier", "à vérifier"),
    )
    return ", ".join(text for text, verdict in zip(words, Verdict, strict=True) if many[verdict])


class ConditionList(QWidget):
    """One line a condition: sign, title, article, word, sentence, and what to do instead when it fails.

    ``controls`` are the fields that answer its questions, by name, shown in their line; without one, a question has a link that
    announces ``asked(field)``. ``note`` is who judges in the end; ``narrow`` puts the word
    beside the title's article, for a column at the side. ``verbs`` are the words of the link, before it is answered and after.
    """

    asked = Signal(str)

    def __init__(
        self,
        controls: Mapping[str, QWidget] | None = None,
        *,
        name: str = "Conditions",
        note: str = "",
        narrow: bool = False,
        verbs: tuple[str, str] = ASKED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._controls, self._narrow, self._verbs = controls or {}, narrow, verbs
        self._lines: dict[str, ConditionLine] = {}
        self._layout = vbox(self, 0, 12)
        if note:
            self._layout.addWidget(IconText("info", note, wrap=True))

    def show_conditions(self, found: Sequence[Condition]) -> None:
        """Show these verdicts; a line already there is changed in place, so that the keys stay where they are."""
        for place, condition in enumerate(found):
            line = self._lines.get(condition.code)
            if line is None:
                line = ConditionLine(
                    condition, self._controls.get(condition.field), narrow=self._narrow, verbs=self._verbs
                )
                line.asked.connect(self.asked)
                self._lines[condition.code] = line
                self._layout.insertWidget(place, line)
            line.show_verdict(condition)
        for code in set(self._lines) - {condition.code for condition in found}:
            gone = self._lines.pop(code)
            gone.hide()
            gone.deleteLater()

    def line(self, code: str) -> "ConditionLine":
        """The line of one condition; ``KeyError`` when it is not shown."""
        return self._lines[code]


class ConditionLine(QWidget):
    """One condition and what is known of it."""

    asked = Signal(str)

    def __init__(
        self,
        condition: Condition,
        control: QWidget | None,
        *,
        narrow: bool = False,
        verbs: tuple[str, str] = ASKED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self.setObjectName(f"condition.{condition.code}")
        self._control, self._field = control, condition.field
        self._icon = Icon("circle-help", Tone.SOON, 20)
        self.word = Label("", weight=500)
        self.sentence = Label("", wrap=True)
        self.instead = IconText("arrow-right", "", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED)
        self.link = Button("Répondre", Kind.LINK, name=f"condition.{condition.code}.answer")
        self.link.clicked.connect(lambda: self.asked.emit(self._field))
        self._lay_out(condition, narrow=narrow)

    def _lay_out(self, condition: Condition, *, narrow: bool) -> None:
        across = hbox(self, 0, 12)
        across.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = vbox(gap=4)
        named = QWidget()
        names = FlowLayout(8, 0, named)
        names.addWidget(TitleLabel(condition.title, size=BODY))
        names.addWidget(TitleLabel(condition.article, Tone.MUTED, size=BODY, weight=400))
        top = hbox()
        top.addWidget(named, 1)
        if narrow:
            names.addWidget(self.word)
        else:
            top.addWidget(self.word, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(top)
        if self._control is not None:
            words.addWidget(self._control)
        for widget in (self.sentence, self.instead):
            words.addWidget(widget)
        words.addLayout(row(self.link, None))
        across.addLayout(words, 1)

    def show_verdict(self, condition: Condition) -> None:
        """Change sign, word, sentence and advice together."""
        icon, tone = SIGNS[condition.verdict]
        self._icon.set_icon(icon, tone)
        self.word.set_text(condition.verdict.label)
        self.word.set_tone(tone)
        asks_above = (
            self._control is not None and condition.verdict is Verdict.ASK
        )  # the field asks the question itself
        self.sentence.set_text(condition.sentence)
        self.sentence.setVisible(not asks_above)
        self.instead.label.set_text(condition.instead)
        self.instead.setVisible(bool(condition.instead))
        self.link.set_text(self._verbs[0 if condition.verdict is Verdict.ASK else 1])
        self.link.setAccessibleName(typographic(f"{self.link.text()} : {condition.title}"))
        self.link.setVisible(self._control is None and bool(self._field))
        said = f"{condition.title} : {condition.verdict.label.lower()}. {condition.sentence} {condition.article}."
        self.setAccessibleName(typographic(" ".join(filter(None, (said, condition.instead)))))
