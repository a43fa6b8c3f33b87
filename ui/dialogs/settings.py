"""Réglages: each choice the law leaves open, with its reason and source, and the way back to the default."""

from functools import partial

from PySide6.QtWidgets import QWidget

from litigedesk.letters.guards import words
from litigedesk.operations import profile as operations
from litigedesk.settings import SETTINGS, SettingDef

from ..context import Context
from ..forms.base_editor import Editor
from ..forms.editors import ChoiceEditor, IntegerEditor, LongTextEditor
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Card
from ..widgets.text import Label
from .page_dialog import PageDialog

GROUPS = (
    ("Calcul des intérêts", ("interest.",)),
    ("Délais de vos lettres et des versements", ("reply_days.", "agreement.")),
    ("Réclamations, médiation, assurance", ("complaint.", "mediation.", "insurance.")),
    ("Démarches", ("procedure.",)),
    ("Portage salarial", ("portage.",)),
    ("Faites-vous aider", ("help.",)),
    ("Rappels", ("reminder.",)),
    ("Mot de passe de la fenêtre", ("window.",)),
)


class SettingsDialog(PageDialog):
    """Every setting applies at once and can be undone; the theme and the size of the text are in « Affichage »."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, "settings", "Réglages", width=720, height=680)
        self.context = context
        self._editors: dict[str, Editor] = {}
        for title, prefixes in GROUPS:
            card = Card(title, gap=16)
            for setting in SETTINGS:
                if setting.key.startswith(prefixes):
                    card.add(self._line(setting))
            self.page.add(card)
        self.page.add(Label("Le thème et la taille du texte se règlent dans le menu Affichage.", Tone.MUTED))
        self.page.body.addStretch(1)
        reset = Button("Revenir aux réglages d’origine", Kind.QUIET, "rotate-ccw", name="settings.reset")
        reset.clicked.connect(self.reset)
        self.bar.layout().insertWidget(0, reset)  # type: ignore[union-attr]

    def _line(self, setting: SettingDef) -> QWidget:
        why = f"{setting.help} Source : {setting.source}." if setting.source else setting.help
        editor: Editor
        if setting.choices:
            editor = ChoiceEditor(setting.key, setting.label, list(setting.choices), hint=why)
            editor.set_value(self.context.desk.setting(setting))
        elif setting.lines:
            editor = LongTextEditor(setting.key, setting.label, hint=why, rows=8)
            editor.set_value(self._words(setting))
        else:
            editor = IntegerEditor(setting.key, setting.label, hint=why, suffix=setting.unit)
            editor.set_value(int(self.context.desk.setting(setting)))
        editor.left.connect(partial(self._store, setting, editor))
        if setting.choices:
            editor.changed.connect(partial(self._store, setting, editor))
        self._editors[setting.key] = editor
        return editor

    def _words(self, setting: SettingDef) -> str:
        """The list as it stands, one phrase a line: the user's own, or the shipped one."""
        return "\n".join(words.admissions(self.context.desk.setting(setting)))

    def _store(self, setting: SettingDef, editor: Editor) -> None:
        value = "" if editor.value is None else str(editor.value)
        if value == (self._words(setting) if setting.lines else self.context.desk.setting(setting)):
            editor.set_problem(None)
            return
        saved = self.context.submit(
            lambda problems: editor.set_problem(problems[0].sentence), operations.set_setting, setting.key, value
        )
        if saved is not None:
            editor.set_problem(None)
            if setting.lines:
                editor.set_value(self._words(setting))

    def reset(self) -> None:
        """Put every setting back to what it was at the first start."""
        for setting in SETTINGS:
            editor = self._editors[setting.key]
            if setting.lines:
                editor.set_value("\n".join(words.admissions(setting.default)))
            else:
                editor.set_value(setting.default if setting.choices else int(setting.default))
            self._store(setting, editor)
