"""Beside the preview: the line looked at, what it would change, and the questions it asks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.formats import count
from litigedesk.imports import Doubt, PlannedLine, UnknownKind

from ..forms.editors import ChoiceEditor
from ..palette import Tone
from ..theme import MIDDLE
from ..widgets.buttons import Button, Kind
from ..widgets.kept_focus import kept_focus
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Card, Foldable, KeyValues
from ..widgets.text import IconText, Label
from .import_choices import Decisions, state

MOST_CELLS = 40


class ImportLineCard(QWidget):
    """``decided`` when the user answers something about the line shown."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = vbox(self, 0, 12)

    def show_line(self, line: PlannedLine | None, decisions: Decisions) -> None:
        """Show a line, or nothing."""
        with kept_focus(self):
            clear(self._body)
            if line is not None:
                self._fill(line, decisions)
            self._body.addStretch(1)

    def _fill(self, line: PlannedLine, decisions: Decisions) -> None:
        words, icon, tone = state(line, decisions)
        head = Card(gap=8)
        head.add(
            Label(line.label or f"Ligne {line.line}", size=MIDDLE, weight=600, wrap=True, verbatim=True),
            Label(f"Ligne {line.line} du fichier", Tone.MUTED),
            IconText(icon, words, tone, weight=500),
        )
        for sentence in filter(None, (line.reason, line.detail if line.detail != line.reason else "")):
            head.add(Label(sentence, Tone.MUTED, wrap=True))
        for sentence in line.warnings:
            head.add(IconText("triangle-alert", sentence, Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
        self._body.addWidget(head)
        doubt, unknown = decisions.doubt(line), decisions.unknown(line)
        if doubt is not None:
            self._body.addWidget(self._who(doubt, decisions))
        if unknown is not None:
            self._body.addWidget(self._kind(unknown, decisions))
        if line.changes:
            card = Card("Ce qui changerait", gap=8)
            for one in line.changes:
                change = f"{one.before or '(vide)'} → {one.after or '(vide)'}"
                card.add(Label(one.label, Tone.MUTED), Label(change, wrap=True, verbatim=True))
            self._body.addWidget(card)
        if line.cells:
            names = decisions.plan.source.columns
            pairs = [(name, cell) for name, cell in zip(names, line.cells, strict=False) if cell][:MOST_CELLS]
            holder = Card()
            holder.add(KeyValues(pairs, first=120))
            self._body.addWidget(Foldable("La ligne telle qu’elle est", holder, note=""))

    def _who(self, doubt: Doubt, decisions: Decisions) -> Card:
        """Whether it is a client already there."""
        card = Card("Est-ce le même client ?", count(len(doubt.lines), "ligne"), gap=10)
        card.add(Label(doubt.why, Tone.MUTED, wrap=True))
        answer = decisions.same.get(doubt.key, -1)
        skipped = set(doubt.lines) <= decisions.left_out

        def choice(words: str, taken: bool, name: str) -> Button:
            button = Button(words, Kind.SECONDARY, "circle-check" if taken else "circle", name=f"import.who.{name}")
            if taken:
                button.setAccessibleName(f"{words}, retenu")
            return button

        for near in doubt.near:
            same = choice(f"C’est {near.name}", not skipped and answer == near.id, str(near.id))
            same.clicked.connect(lambda _on, near=near: self._answer(doubt, near.id, decisions))
            card.add(row(same, None))
        other = choice("C’est un nouveau client", not skipped and answer is None, "new")
        other.clicked.connect(lambda: self._answer(doubt, None, decisions))
        leave = choice("Laisser de côté", skipped, "skip")
        leave.clicked.connect(lambda: self._skip(doubt, decisions))
        card.add(row(other, None), row(leave, None))
        return card

    def _kind(self, unknown: UnknownKind, decisions: Decisions) -> Card:
        """Which law applies to its client."""
        card = Card("Type de client", gap=10)
        kinds = [(one, one.label) for one in ClientKind]
        editor = ChoiceEditor("import.line_kind", unknown.name, kinds, segments=False, width=240)
        editor.set_value(decisions.kinds.get(unknown.key, decisions.kind))

        def keep() -> None:
            decisions.kinds[unknown.key] = editor.value
            self.decided.emit()

        editor.changed.connect(keep)
        card.add(editor)
        if unknown.why:
            card.add(IconText("info", unknown.why, Tone.MUTED, wrap=True))
        return card

    def _answer(self, doubt: Doubt, client_id: int | None, decisions: Decisions) -> None:
        decisions.answer(doubt, client_id)
        self.decided.emit()

    def _skip(self, doubt: Doubt, decisions: Decisions) -> None:
        decisions.skip(doubt)
        self.decided.emit()
