"""Filing a letter: one small window that recalls the reply date and asks whether the letter has left."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from litigedesk import formats
from litigedesk.errors import Problem
from litigedesk.letters.guards import Finding

from ..forms.editors import ChoiceEditor
from ..palette import Tone
from ..theme import current
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar, Callout
from ..widgets.text import IconText, Label

WIDTH = 520
NOT_YET, TODAY = "not-yet", "today"


class FilingDialog(QDialog):
    """Asks « Envoyée ? » and files by ``save(sent_on)``, which answers whether it was done; stays open when it was not."""

    def __init__(
        self,
        parent: QWidget,
        *,
        today: date,
        reply_by: date | None,
        to_look_at: Sequence[Finding],
        save: Callable[[date | None], bool],
    ) -> None:
        super().__init__(parent)
        self._today, self._save = today, save
        self.setWindowTitle("Enregistrer dans le dossier")
        self.setObjectName("dialog.filing")
        self.sent = ChoiceEditor("sent_on", "La lettre est-elle partie ?", _options(today), segments=True)
        self.sent.set_value(NOT_YET)
        self.primary = Button("Enregistrer dans le dossier", Kind.PRIMARY, "folder-open", name="filing.save")
        cancel = Button("Revenir à la lettre", name="filing.cancel")
        self.bar = BottomBar(cancel, self.primary)
        self.primary.clicked.connect(self._file)
        cancel.clicked.connect(self.reject)
        column = vbox(None, (24, 20, 24, 16), 12)
        if to_look_at:
            count = formats.count(len(to_look_at), "point")
            titles = " ; ".join(finding.title for finding in to_look_at)
            column.addWidget(Callout(f"{count} à regarder", f"{titles}."))
        for icon, words in _kept(reply_by):
            column.addWidget(IconText(icon, words, Tone.TEXT, icon_tone=Tone.MUTED, wrap=True))
        column.addSpacing(4)
        column.addWidget(self.sent)
        column.addWidget(Label("Vous pourrez noter l’envoi et l’avis de réception plus tard.", Tone.MUTED, wrap=True))
        column.addStretch(1)
        outer = vbox(self, 0, 0)
        outer.addLayout(column, 1)
        outer.addWidget(self.bar)
        self.setMinimumWidth(round(WIDTH * min(1.6, current().text_scale)))
        self.primary.setDefault(True)
        self.sent.field.setFocus()  # Enter files it all the same: the filled button is the default

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside the question, or in the bar, why the letter was not filed."""
        for problem in problems:
            if problem.field == "sent_on":
                self.sent.set_problem(problem.sentence, problem.blocking)
            else:
                self.bar.set_status(problem.sentence)

    def show_error(self, sentence: str) -> None:
        """Say in the bar why the letter was not filed."""
        self.bar.set_status(sentence)

    def _file(self) -> None:
        self.bar.set_status("")
        if self._save(self._today if self.sent.value == TODAY else None):
            self.accept()


def _options(today: date) -> list[tuple[str, str]]:
    return [(NOT_YET, "Pas encore"), (TODAY, f"Oui, aujourd’hui {formats.date_long(today)}")]


def _kept(reply_by: date | None) -> list[tuple[str, str]]:
    lines = [("file-check", "La lettre est gardée telle quelle, en Word et en PDF, et notée à sa date.")]
    if reply_by is not None:
        lines.append(("calendar-clock", f"Réponse attendue le {formats.date_full(reply_by)} : l’échéance est notée."))
    return lines
