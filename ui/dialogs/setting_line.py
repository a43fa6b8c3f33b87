"""One setting with its reason and source; what was changed says what it was at first, and goes back to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.formats import typographic
from litigedesk.letters.guards import words
from litigedesk.operations import profile as operations
from litigedesk.settings import SettingDef

from ..context import Context
from ..forms.base_editor import Editor
from ..forms.editors import ChoiceEditor, IntegerEditor, LongTextEditor
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row, vbox


class SettingLine(QWidget):
    """Stores what is chosen at once; ``reset_asked(key)`` when the user wants the value it had at first."""

    reset_asked = Signal(str)

    def __init__(self, context: Context, setting: SettingDef, group: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._context = context
        self._searched = formats.folded(
            " ".join((group, setting.label, setting.help, setting.source, *(text for _, text in setting.choices)))
        )
        self.editor = _editor(setting)
        self.back = Button("", Kind.LINK, "rotate-ccw", name=f"settings.back.{setting.key}")
        self.back.clicked.connect(lambda: self.reset_asked.emit(setting.key))
        column = vbox(self, 0, 4)
        column.addWidget(self.editor)
        column.addLayout(row(self.back, None))
        self.editor.left.connect(self._store)
        if setting.choices:
            self.editor.changed.connect(self._store)
        self.show_stored()

    def matches(self, asked: str) -> bool:
        """Whether every word of a folded text is in what the line says."""
        return all(word in self._searched for word in asked.split())

    @property
    def is_changed(self) -> bool:
        """Whether the value kept is another than at the first start."""
        return self._context.desk.setting(self.setting) != self.setting.default

    def show_stored(self) -> None:
        """Show the value that is kept."""
        stored = self._context.desk.setting(self.setting)
        value: object = stored
        if self.setting.lines:
            value = "\n".join(words.admissions(stored))
        elif not self.setting.choices:
            value = int(stored)
        self.editor.set_problem(None)
        if self.editor.value != value:
            self.editor.set_value(value)
        self.back.setVisible(self.is_changed)
        self.back.set_text(f"Revenir à l’origine : {self._first()}")
        self.back.setAccessibleName(typographic(f"{self.setting.label} : revenir à l’origine, {self._first()}"))

    def _first(self) -> str:
        """The value at the first start, in words."""
        setting = self.setting
        if setting.lines:
            return "la liste de LitigeDesk"
        if setting.choices:
            return next((text for value, text in setting.choices if value == setting.default), "pas encore répondu")
        return f"{formats.number(int(setting.default))} {setting.unit}"

    def _store(self) -> None:
        typed = "" if self.editor.value is None else str(self.editor.value)
        stored = self._context.desk.setting(self.setting)
        if typed == ("\n".join(words.admissions(stored)) if self.setting.lines else stored):
            self.editor.set_problem(None)
            return
        saved = self._context.submit(
            lambda problems: self.editor.set_problem(problems[0].sentence),
            operations.set_setting,
            self.setting.key,
            typed,
        )
        if saved is not None:
            self.show_stored()


def _editor(setting: SettingDef) -> Editor:
    why = f"{setting.help} Source : {setting.source}." if setting.source else setting.help
    if setting.choices:
        return ChoiceEditor(setting.key, setting.label, list(setting.choices), hint=why)
    if setting.lines:
        return LongTextEditor(setting.key, setting.label, hint=why, rows=8)
    return IntegerEditor(setting.key, setting.label, hint=why, suffix=setting.unit)
