"""Which court decides and by what article, which others one may choose, on what form one asks, and whether with a lawyer."""

from PySide6.QtWidgets import QWidget

from litigedesk.rules.procedures import CourtAdvice

from ..palette import Tone
from .layout import vbox
from .text import IconText, Label


class CourtAdviceBlock(QWidget):
    """The advice of the law on the court, in words; without its title where the card that holds it has one."""

    def __init__(self, court: CourtAdvice, *, titled: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = vbox(self, 0, 4)
        if titled:
            column.addWidget(Label("Quel tribunal", weight=600))
        said = (
            f"{court.sentence} ({court.article})"
            if court.article and court.article not in court.sentence
            else court.sentence
        )
        column.addWidget(IconText("landmark", said, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        if court.others:
            others = ", ou ".join(one.label.lower() for one in court.others)
            column.addWidget(Label(f"Vous pouvez aussi choisir : {others}.", wrap=True))
        if court.form:
            column.addWidget(IconText("file-text", court.form, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        for note in filter(None, (court.lawyer, *court.notes)):
            column.addWidget(Label(note, Tone.MUTED, wrap=True))
