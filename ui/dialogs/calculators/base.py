"""What the calculators share: fields at the left, the result and its reasons at the right, copied in one press."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from litigedesk.errors import UserError
from litigedesk.formats import typographic

from ...context import Context
from ...forms.base_editor import Editor
from ...palette import Tone
from ...screen_room import screen_room
from ...theme import MIDDLE, TITLE, current
from ...widgets.buttons import Button, Kind
from ...widgets.explanation import Explanation
from ...widgets.layout import clear, hbox, vbox
from ...widgets.panels import BottomBar, Card, Page, Separator
from ...widgets.text import Label


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A result: the headline, what stands under it, lines of figures, and the reasons."""

    headline: str
    under: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def text(self) -> str:
        """The whole answer as plain text, for the clipboard."""
        lines = [self.headline, self.under, *(f"{name}\u00a0: {value}" for name, value in self.figures)]
        lines += [f"{place}. {step}" for place, step in enumerate(self.steps, 1)]
        lines += [f"Attention\u00a0: {warning}" for warning in self.warnings]
        lines += [f"Source\u00a0: {source}" for source in self.sources]
        return "\n".join(line for line in lines if line)


class Calculator(QDialog):
    """Computes again at each change; nothing is saved. Subclasses give the editors and ``answer``."""

    def __init__(self, context: Context, parent: QWidget | None, name: str, title: str) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(f"dialog.{name}")
        self.setWindowTitle(typographic(title))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.shown: Answer | None = None
        self._editors: list[Editor] = []
        outer = vbox(self, 0, 0)
        page = Page()
        page.add(Label(title, size=MIDDLE, weight=600, wrap=True))
        columns = hbox(gap=16)
        fields = Card(gap=12)
        self._fields = fields.body
        self._result = QWidget()
        self._result_body = vbox(self._result, 0, 12)
        columns.addWidget(fields, 2, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self._result, 3, Qt.AlignmentFlag.AlignTop)
        page.add(columns)
        page.body.addStretch(1)
        outer.addWidget(page, 1)
        self.copy_button = Button("Copier le résultat", Kind.PRIMARY, "copy", name=f"{name}.copy")
        self.copy_button.clicked.connect(self.copy)
        close = Button("Fermer", Kind.SECONDARY, name=f"{name}.close")
        close.clicked.connect(self.accept)
        outer.addWidget(BottomBar(close, self.copy_button))
        room, scale = screen_room(self), current().text_scale
        self.resize(min(round(960 * scale), room.width() - 32), min(round(640 * scale), round(room.height() * 0.85)))

    def add_line(self, *editors: Editor) -> None:
        """One line of editors."""
        line = hbox(gap=16)
        for editor in editors:
            line.addWidget(editor, 0 if editor.is_narrow else 1, Qt.AlignmentFlag.AlignTop)
            editor.changed.connect(self.compute)
            self._editors.append(editor)
        if all(editor.is_narrow for editor in editors):
            line.addStretch(1)
        self._fields.addLayout(line)

    def answer(self) -> Answer:
        """The result for what is typed; raises ``UserError`` while it has none."""
        raise NotImplementedError

    def compute(self) -> None:
        """Show the result, or the sentence that says what is missing."""
        wrong = next(
            (editor.own_problem() for editor in self._editors if editor.isEnabled() and editor.own_problem()), ""
        )
        self.shown = None
        sentence = wrong
        if not wrong:
            try:
                self.shown = self.answer()
            except UserError as error:
                sentence = str(error)
        self.copy_button.setEnabled(self.shown is not None)
        clear(self._result_body)
        self._result_body.addWidget(self._waiting(sentence) if self.shown is None else self._card(self.shown))

    def _waiting(self, sentence: str) -> QWidget:
        return Card().add(Label(sentence, Tone.MUTED, wrap=True))

    def _card(self, answer: Answer) -> QWidget:
        holder = QWidget()
        layout = vbox(holder, 0, 12)
        card = Card(gap=4)
        headline = Label(answer.headline, size=TITLE, weight=600, wrap=True)
        headline.setObjectName("calculator.headline")
        card.add(headline)
        if answer.under:
            card.add(Label(answer.under, Tone.MUTED, wrap=True))
        if answer.figures:
            card.add(Separator())
            for name, value in answer.figures:
                line = hbox()
                line.addWidget(Label(name, wrap=True), 1)
                line.addWidget(Label(value, weight=500, figures=True))
                card.add(line)
        layout.addWidget(card)
        if answer.steps or answer.warnings:
            why = Card("Pourquoi ?")
            explanation = Explanation(answer.steps, answer.sources, answer.warnings)
            explanation.copy_button.hide()  # the bar copies the whole result
            layout.addWidget(why.add(explanation))
        return holder

    def copy(self) -> None:
        """Put the result and its reasons on the clipboard."""
        if self.shown is not None:
            QGuiApplication.clipboard().setText(self.shown.text())
            self.context.note("Résultat copié.")


def missing(*names: str) -> UserError:
    """What is still to be typed, as one sentence."""
    listed: Sequence[str] = names
    return UserError(typographic(f"Indiquez {' et '.join(listed)}."))
