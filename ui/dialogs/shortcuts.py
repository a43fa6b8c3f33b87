"""The list of keyboard shortcuts: those of the menus, then the keys of each part of the program; found by their words."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from litigedesk import formats
from litigedesk.formats import typographic

from ..actions import MENUS, ActionDef, Actions, shortcut_words
from ..palette import Tone
from ..theme import current, follow
from ..widgets.panels import Card
from ..widgets.text import Label
from .key_list import PARTS
from .page_dialog import PageDialog

KEYS: Final = 190  # px at the normal text size, so that the keys of all cards stand in one column


@dataclass(frozen=True)
class _Line:
    """One line of a card, and what it is found by."""

    words: Label
    keys: Label
    searched: str


class ShortcutsDialog(PageDialog):
    """Every entry of the menus that has a shortcut, by menu, then what each part answers to."""

    def __init__(self, entries: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "shortcuts", "Raccourcis clavier", width=560, height=640)
        self._cards: list[tuple[Card, list[_Line]]] = []
        self.search = QLineEdit()
        self.search.setObjectName("shortcuts.search")
        self.search.setPlaceholderText("Chercher une action ou une touche")
        self.search.setAccessibleName("Chercher une action ou une touche")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        follow(self._restyle)
        self.page.add(self.search)
        shown = [entry for entry in entries.shown() if entry.shortcut]
        for menu in MENUS:
            self._add(menu, [_entry(entry) for entry in shown if entry.menu == menu])
        for title, lines in PARTS:
            self._add(title, [(words, keys.split(" ; ")) for words, keys in lines])
        self._nothing = Label("Aucun raccourci ne contient ces mots.", Tone.MUTED)
        self._nothing.hide()
        self.page.add(self._nothing)
        self.page.body.addStretch(1)
        self.search.setFocus()

    def _restyle(self) -> None:
        self.search.setFont(current().font())

    def _add(self, title: str, lines: list[tuple[str, list[str]]]) -> None:
        if not lines:
            return
        card, grid = Card(title), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, round(KEYS * current().text_scale))
        made = []
        for place, (words, keys) in enumerate(lines):
            said = ", ".join(shortcut_words(one) for one in keys)
            label, shown = Label(words, wrap=True), Label(said, Tone.MUTED, weight=500, verbatim=True)
            shown.setAccessibleName(typographic(f"{words} : {said}"))
            grid.addWidget(label, place, 0)
            grid.addWidget(shown, place, 1)
            made.append(_Line(label, shown, formats.folded(f"{title} {words} {said}")))
        self._cards.append((card.add(grid), made))
        self.page.add(card)

    def _filter(self) -> None:
        asked = formats.folded(self.search.text()).split()
        found = 0
        for card, lines in self._cards:
            kept = [line for line in lines if all(word in line.searched for word in asked)]
            for line in lines:
                line.words.setVisible(line in kept)
                line.keys.setVisible(line in kept)
            card.setVisible(bool(kept))
            found += len(kept)
        self._nothing.setVisible(not found)


def _entry(entry: ActionDef) -> tuple[str, list[str]]:
    """Its words as they are defined: those of « Annuler » follow the last step."""
    return entry.text, [one for one in (entry.shortcut, entry.also) if one]
