"""The password of the window: chosen, changed, removed; with honest words about what it protects."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.errors import InvalidInput, Problem, UserError
from litigedesk.operations import window_password as operations
from litigedesk.operations.outcome import Outcome
from litigedesk.settings import IDLE_MINUTES

from ..context import Context
from ..forms.password_editor import PasswordEditor, StrengthLine
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.panels import Callout, Card
from ..widgets.text import Label
from .fitting import tab_as_read
from .page_dialog import PageDialog

PROTECTS = (
    "Ce mot de passe ferme la fenêtre, il ne chiffre pas vos fichiers : contre le vol de l’ordinateur, activez le chiffrement "
    "du disque (BitLocker, FileVault, LUKS) et chiffrez vos sauvegardes."
)
FORGOTTEN = (
    "Si vous l’oubliez, rien n’est perdu : LitigeDesk lancé avec l’option --unlock le retire. Qui peut ouvrir votre session "
    "peut en faire autant."
)


class WindowPasswordDialog(PageDialog):
    """Two fields, or three when there is one already. ``exec`` returns 1 when it was chosen, changed or removed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._keep = Button("Choisir ce mot de passe", Kind.PRIMARY, name="password.keep")
        super().__init__(parent, "window_password", "Mot de passe de la fenêtre", self._keep, width=560, height=520)
        self.context = context
        self._has_one = operations.is_set(context.desk)
        self.present = PasswordEditor("present", "Mot de passe actuel")
        self.password = PasswordEditor(
            "password", "Nouveau mot de passe" if self._has_one else "Mot de passe", hint="Huit signes au moins."
        )
        self.again = PasswordEditor("again", "Le même, encore une fois")
        card = Card(gap=12)
        if self._has_one:
            card.add(self.present)
        card.add(self.password, StrengthLine(self.password), self.again)
        self.page.add(
            card,
            Callout("Ce qu’il protège", PROTECTS, Tone.ACCENT, icon="info"),
            Label(FORGOTTEN, Tone.MUTED, wrap=True),
        )
        self.page.add(Label(self._idle_words(), Tone.MUTED, wrap=True))
        self.page.body.addStretch(1)
        self.close_button.set_text("Annuler")
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self.reject)
        if self._has_one:
            self._keep.set_text("Changer le mot de passe")
            remove = Button("Retirer le mot de passe", Kind.QUIET, "lock-open", name="password.remove")
            remove.clicked.connect(self._remove)
            self.bar.layout().insertWidget(0, remove)  # type: ignore[union-attr]
        tab_as_read(self.bar)
        self._keep.clicked.connect(self._choose)
        for editor in (self.present, self.password, self.again):
            editor.line.returnPressed.connect(self._choose)
            editor.changed.connect(lambda editor=editor: editor.set_problem(None))
        (self.present if self._has_one else self.password).line.setFocus()

    def _idle_words(self) -> str:
        minutes = int(self.context.desk.setting(IDLE_MINUTES))
        after = f"au bout de {formats.count(minutes, 'minute')} sans rien toucher" if minutes else "jamais de lui-même"
        return f"La fenêtre se verrouille par Ctrl+L, et {after} (Réglages)."

    def _choose(self) -> None:
        typed = (self.password.value, self.again.value, self.present.value)
        self._do(lambda: operations.choose(self.context.desk, *typed))

    def _remove(self) -> None:
        self._do(lambda: operations.remove(self.context.desk, self.present.value))

    def _do(self, step: Callable[[], Outcome[None]]) -> None:
        """Not announced as a step: it cannot be undone."""
        try:
            done = step()
        except InvalidInput as refused:
            self._show(refused.problems)
            return
        except UserError as fault:
            self.bar.set_status(str(fault))
            return
        self.context.note(f"{done.label}.")
        self.accept()

    def _show(self, problems: Sequence[Problem]) -> None:
        editors = {"present": self.present, "password": self.password, "again": self.again}
        for problem in problems:
            editors[problem.field].set_problem(problem.sentence)
        editors[problems[0].field].line.setFocus()
