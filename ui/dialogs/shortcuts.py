"""The list of keyboard shortcuts, from the same data as the menus."""

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from litigedesk.formats import typographic

from ..actions import MENUS, ActionDef, Actions, shortcut_words
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar, Card, Page
from ..widgets.text import Label

FORM_KEYS = (
    ("Enregistrer un formulaire", "Ctrl+S"),
    ("Champ suivant", "Tab"),
    ("Fermer en gardant la saisie", "Esc"),
    ("Un jour de plus ou de moins dans une date", "Up"),
    ("Ouvrir le calendrier d’une date", "F4"),
)
CALENDAR_KEYS = (
    ("Jour suivant, semaine suivante", "Right, Down"),
    ("Mois suivant", "PgDown"),
    ("Année suivante", "Shift+PgDown"),
    ("Lundi ou dimanche de la semaine", "Home, End"),
    ("Aujourd’hui", "T"),
    ("Voir les dates du jour", "Enter"),
    ("Ajouter une date", "Ins"),
)


class ShortcutsDialog(QDialog):
    """Every entry that has a shortcut, by menu, then what forms and calendars answer to."""

    def __init__(self, entries: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Raccourcis clavier")
        self.setObjectName("dialog.shortcuts")
        page = Page()
        shown = [entry for entry in entries.shown() if entry.shortcut]
        for menu in MENUS:
            lines = [self._line(entries, entry) for entry in shown if entry.menu == menu]
            if lines:
                page.add(self._card(menu, lines))
        page.add(self._card("Formulaires", [(words, shortcut_words(keys)) for words, keys in FORM_KEYS]))
        page.add(self._card("Calendrier", [(words, shortcut_words(keys)) for words, keys in CALENDAR_KEYS]))
        page.body.addStretch(1)
        close = Button("Fermer", Kind.PRIMARY, name="shortcuts.close")
        close.clicked.connect(self.accept)
        layout = vbox(self, 0, 0)
        layout.addWidget(page, 1)
        layout.addWidget(BottomBar(close))
        self.resize(520, 600)
        close.setFocus()

    @staticmethod
    def _line(entries: Actions, entry: ActionDef) -> tuple[str, str]:
        return entries.action(entry.id).text(), shortcut_words(entry.shortcut)

    @staticmethod
    def _card(title: str, lines: list[tuple[str, str]]) -> Card:
        card, grid = Card(title), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, 112)
        for place, (words, keys) in enumerate(lines):
            grid.addWidget(Label(words), place, 0)
            shown = Label(keys, Tone.MUTED, weight=500, verbatim=True)
            shown.setAccessibleName(typographic(f"{words} : {keys}"))
            grid.addWidget(shown, place, 1)
        return card.add(grid)
