"""Where copies also go: a stick, another disk; under a password if the user wants."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.operations import backup

from ..context import Context
from ..forms.password_pair import PasswordPair
from ..palette import Tone
from ..theme import current, follow
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from ..widgets.panels import Callout, Card
from ..widgets.text import Label
from .fitting import tab_as_read
from .page_dialog import PageDialog


class SecondPlaceDialog(PageDialog):
    """``exec`` returns 1 when a place was chosen or given up; the copy itself follows within a minute, or at once on demand."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.keep_button = Button("Copier aussi à cet endroit", Kind.PRIMARY, "check", name="second.keep")
        super().__init__(parent, "second_place", "Second emplacement", self.keep_button, width=600, height=560)
        self._folder = context.desk.folder
        present = backup.second_place(self._folder)
        self.place: Path | None = present.folder if present else None
        self._where = Label("", weight=500, wrap=True, verbatim=True)
        self.choose_button = Button("Choisir un dossier…", Kind.SECONDARY, "folder-open", name="second.choose")
        self.choose_button.clicked.connect(self._choose)
        card = Card("Où", gap=8)
        card.add(self._where, row(self.choose_button, None))
        words = "Une clé USB, un autre disque. Les pièces sont copiées une fois, puis seulement ce qui change."
        card.add(Label(words, Tone.MUTED, wrap=True))
        self.sealed = QCheckBox(formats.typographic("Chiffrer ces copies par un mot de passe"))
        self.sealed.setObjectName("second.sealed")
        self.sealed.setChecked(present.sealed if present else False)
        follow(self._restyle)
        self.pair = PasswordPair()
        self.pair.setVisible(self.sealed.isChecked())
        self.sealed.toggled.connect(self.pair.setVisible)
        lock = Card("Contre le vol ou la perte de ce support", gap=8)
        kept = "Le mot de passe n’est demandé que pour revenir à une copie : cet ordinateur en garde la clé, pas le mot de passe."
        lock.add(self.sealed, self.pair, Label(kept, Tone.MUTED, wrap=True))
        self.page.add(card, lock)
        self.page.body.addStretch(1)
        self.close_button.set_text("Annuler")
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self._keep)
        if present is not None:
            leave = Button("Ne plus copier ailleurs", Kind.QUIET, name="second.leave")
            leave.clicked.connect(self._leave)
            self.bar.layout().insertWidget(0, leave)  # type: ignore[union-attr]
        tab_as_read(self.bar)
        self._show_place()
        self.choose_button.setFocus()

    def _restyle(self) -> None:
        self.sealed.setFont(current().font())

    def _show_place(self) -> None:
        self._where.set_text(str(self.place) if self.place else formats.typographic("Aucun dossier choisi."))
        self.choose_button.set_text("Changer de dossier…" if self.place else "Choisir un dossier…")
        self.keep_button.setEnabled(self.place is not None)

    def _choose(self) -> None:
        start = str(self.place or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, formats.typographic("Où copier aussi ?"), start)
        if chosen:
            self.use_place(Path(chosen))

    def use_place(self, place: Path) -> None:
        """Show a chosen folder."""
        self.place = place
        self.bar.set_status("")
        self._show_place()

    def _keep(self) -> None:
        password = self.pair.chosen() if self.sealed.isChecked() else None
        if self.sealed.isChecked() and password is None:
            return
        try:
            told = backup.set_second_place(self._folder, self.place, password)
        except UserError as fault:
            self.bar.set_status(str(fault))
            return
        if told:
            self._tell(told)
        self.accept()

    def _tell(self, sentences: tuple[str, ...]) -> None:
        """What the user should know of the place, once it is kept."""
        from . import show_dialog

        dialog = PageDialog(self, "second_told", "À savoir de cet emplacement", width=560, height=460)
        for sentence in sentences:
            dialog.page.add(Callout("Attention", sentence, Tone.SOON))
        dialog.page.body.addStretch(1)
        show_dialog(dialog)

    def _leave(self) -> None:
        try:
            backup.set_second_place(self._folder, None)
        except UserError as fault:
            self.bar.set_status(str(fault))
            return
        self.accept()
