"""Réglages: each choice the law leaves open, found by its words, with the way back to what it was at first."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from litigedesk import formats
from litigedesk.formats import typographic
from litigedesk.operations import profile as operations
from litigedesk.settings import grouped

from ..context import Context
from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from ..widgets.panels import Card
from ..widgets.text import Label
from .page_dialog import PageDialog
from .setting_line import SettingLine


class SettingsDialog(PageDialog):
    """Every setting applies at once and can be undone, a whole group or all of them in one step too.

    The theme and the size of the text are in « Affichage ».
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, "settings", "Réglages", width=720, height=680)
        self.context = context
        self.lines: dict[str, SettingLine] = {}
        self._groups: list[_Group] = []
        self._add_search()
        for title, settings in grouped():
            lines = [SettingLine(context, one, title) for one in settings]
            group = _Group(title, lines)
            group.back.clicked.connect(lambda _on=False, group=group: self._reset(group.lines))
            self._groups.append(group)
            self.page.add(group)
            for line in lines:
                line.reset_asked.connect(lambda key: self._reset([self.lines[key]]))
                self.lines[line.setting.key] = line
        self._nothing = Label("Aucun réglage ne contient ces mots.", Tone.MUTED)
        look = Label("Le thème et la taille du texte se règlent dans le menu Affichage.", Tone.MUTED, wrap=True)
        self.page.add(self._nothing, look)
        self.page.body.addStretch(1)
        self.reset_button = Button("Revenir aux réglages d’origine", Kind.QUIET, "rotate-ccw", name="settings.reset")
        self.reset_button.clicked.connect(self.reset)
        self.bar.layout().insertWidget(0, self.reset_button)  # type: ignore[union-attr]
        self.setTabOrder(self.reset_button, self.close_button)
        self.follow(context, self._told)
        self._show()
        self.search.setFocus()

    def _add_search(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("settings.search")
        self.search.setPlaceholderText("Chercher un réglage")
        self.search.setAccessibleName("Chercher un réglage")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._filter())
        self._count = Label("", Tone.MUTED)
        follow(self._restyle)
        self.page.body.addLayout(row(self.search, self._count, stretch=self.search))
        QShortcut(QKeySequence("Ctrl+F"), self, self._begin_search)

    def _restyle(self) -> None:
        self.search.setFont(current().font())

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _filter(self) -> None:
        """Leave in sight the lines that hold every word typed, accents and capitals aside."""
        asked = formats.folded(self.search.text()).strip()
        found = sum(group.filter(asked) for group in self._groups)
        self._nothing.setVisible(not found)
        self._count.set_text(formats.count(found, "réglage") if asked else "")
        self.search.setAccessibleDescription(self._count.full_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self._begin_search()
            return
        super().keyPressEvent(event)

    # ---- values ------------------------------------------------------------------------------------------------------
    def reset(self) -> None:
        """Give every setting the value it had at the first start, in one step."""
        self._reset(self.lines.values())

    def _reset(self, lines: Iterable[SettingLine]) -> None:
        changed = [line.setting.key for line in lines if line.is_changed]
        if changed:
            self.context.run(operations.reset_settings, changed)
        for line in lines:
            line.show_stored()  # also what was typed and refused

    def _told(self, kinds: frozenset[str]) -> None:
        """Set elsewhere, undone or done again."""
        if "setting" in kinds:
            for line in self.lines.values():
                line.show_stored()
            self._show()

    def _show(self) -> None:
        for group in self._groups:
            group.show_changed()
        self.reset_button.setEnabled(any(line.is_changed for line in self.lines.values()))
        self._filter()


class _Group(Card):
    """The settings under one title, with the way back of all of them once several were changed."""

    def __init__(self, title: str, lines: list[SettingLine]) -> None:
        self.back = Button("Tout revenir à l’origine", Kind.LINK)
        self.back.setAccessibleName(typographic(f"{title} : tout revenir à l’origine"))
        super().__init__(title, right=self.back, gap=16)
        self.lines = lines
        self.add(*lines)

    def filter(self, asked: str) -> int:
        """Show the lines that hold the words; how many they are."""
        found = [line for line in self.lines if line.matches(asked)]
        for line in self.lines:
            line.setVisible(line in found)
        self.setVisible(bool(found))
        return len(found)

    def show_changed(self) -> None:
        """Offer the way back."""
        self.back.setVisible(sum(line.is_changed for line in self.lines) > 1)
