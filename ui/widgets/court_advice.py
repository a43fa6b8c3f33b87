"""Which court decides and by what article, which others one may choose, on what form one asks, and whether with a lawyer."""

from PySide6.QtWidgets import QWidget

from litigedesk.formats import typographic
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
        said = _with_article(court)
        others = ", ou ".join(one.label.lower() for one in court.others)
        lines = (
            ("landmark", said, Tone.TEXT),
            ("scale", f"Vous pouvez aussi choisir : {others}." if others else "", Tone.TEXT),
            ("file-text", court.form, Tone.TEXT),
            *(("info", note, Tone.MUTED) for note in (court.lawyer, *court.notes)),
        )
        for icon, words, tone in lines:
            if words:
                column.addWidget(IconText(icon, words, tone, wrap=True, icon_tone=Tone.MUTED))


def _with_article(court: CourtAdvice) -> str:
    """The sentence and its articles, in one pair of brackets: those that end the sentence are among them."""
    said, article = court.sentence.removesuffix("."), typographic(court.article)
    if not article or article in said:
        return court.sentence
    head, opened, last = said.rpartition(" (")
    if opened and last.removesuffix(")") in article:
        said = head
    return f"{said} ({article})."
