"""Fichier › Sauvegardes: the copies here and in the second place, looked at, gone back to; and where they are made."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.operations import backup
from litigedesk.operations.backup import BackUp, CopyInfo, SecondPlace, Where
from litigedesk.settings import BACKUP_MINUTES

from ..palette import Tone
from ..tasks import Tasks
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Callout, Card, EmptyState
from ..widgets.text import IconText, Label
from . import show_dialog
from .backup_rows import copies_card
from .backup_steps import described, go_back_to, told_of
from .fitting import tab_as_read
from .page_dialog import PageDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow

LIST: Final = "copies"
NOW: Final = "copy-now"
ABOUT: Final = "Une copie vérifiée est faite à l’ouverture, puis toutes les {} minutes, dès que quelque chose a changé."
ALONE: Final = (
    " Celles de ce dossier ne protègent ni du vol ni de la panne du disque : choisissez un second emplacement."
)


class BackupsDialog(PageDialog):
    """Reads the copies beside the window. « Voir » and going back close it: ``wish`` is then done by whoever showed it."""

    def __init__(self, window: "MainWindow") -> None:
        self.now_button = Button("Sauvegarder maintenant", Kind.PRIMARY, "database-backup", name="backups.now")
        super().__init__(window, "backups", "Sauvegardes", self.now_button, width=760, height=640)
        self._window, self._desk = window, window.context.desk
        self.wish: Callable[[], object] | None = None
        self.tasks = Tasks()
        self._copies: tuple[CopyInfo, ...] | None = None
        self._holder = QWidget()
        self._body = vbox(self._holder, gap=12)
        self.page.add(self._holder)
        self.page.body.addStretch(1)
        tab_as_read(self.bar)
        self.now_button.clicked.connect(self._back_up)
        self.finished.connect(self.tasks.stop)
        self.refresh()

    # ---- reading -----------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the copies again."""
        self._fill()
        folder, now = self._desk.folder, self._desk.now()
        self.tasks.start(LIST, lambda: backup.copies(folder, now), self._show, self._fail)

    def _show(self, found: tuple[CopyInfo, ...]) -> None:
        self._copies = found
        self._fill()

    def _fail(self, fault: UserError) -> None:
        self._copies = ()
        self._fill()
        self.bar.set_status(str(fault))

    def _fill(self) -> None:
        clear(self._body)
        now, second = self._desk.now(), backup.second_place(self._desk.folder)
        if self._copies is None:
            self._body.addWidget(Label("Lecture des copies…", Tone.MUTED))
            return
        here = [copy for copy in self._copies if copy.where is Where.HERE]
        away = [copy for copy in self._copies if copy.where is Where.SECOND]
        self._body.addWidget(self._summary(here, now))
        self._body.addWidget(self._second(second, away, now))
        acts = (("Voir", self._preview), ("Revenir à cette sauvegarde…", self._restore))
        if here:
            self._body.addWidget(copies_card("Dans ce dossier", here, now, acts))
        if away:
            self._body.addWidget(copies_card("Au second emplacement", away, now, acts))
        from_file = Button("Revenir à une sauvegarde d’un fichier…", Kind.LINK, "file-up", name="backups.file")
        from_file.clicked.connect(self._choose_file)
        to_file = Button("Copier une sauvegarde ailleurs…", Kind.LINK, "hard-drive", name="backups.copy")
        to_file.clicked.connect(lambda: self._leave_for(lambda: self._window.context.ask("file.backup")))
        self._body.addLayout(row(to_file, from_file, None, gap=24))

    def _summary(self, here: list[CopyInfo], now: datetime) -> QWidget:
        waits = backup.pause(self._desk.folder)
        if waits is not None:
            return Callout("Les sauvegardes automatiques sont en pause", waits.sentence, Tone.SOON)
        if not here:
            words = "La première se fait dès que quelque chose est enregistré."
            return EmptyState("database-backup", "Aucune copie pour l’instant.", words, compact=True)
        title = f"La dernière copie : {formats.ago(here[0].taken_at, now)}"
        about = ABOUT.format(self._desk.setting(BACKUP_MINUTES))
        about += "" if backup.second_place(self._desk.folder) else ALONE
        return Callout(title, about, Tone.FINE, icon="circle-check")

    def _second(self, second: SecondPlace | None, away: list[CopyInfo], now: datetime) -> Card:
        card = Card("Second emplacement", gap=8)
        choose = Button("Choisir un emplacement…", Kind.SECONDARY, "usb", name="backups.second")
        choose.clicked.connect(self._choose_second)
        if second is None:
            words = "Une clé USB ou un autre disque : la copie y est faite quand il est branché, et dite quand il ne l’est pas."
            card.add(Label(words, Tone.MUTED, wrap=True), row(choose, None))
            return card
        choose.set_text("Changer…")
        where = Label(str(second.folder), weight=500, wrap=True, verbatim=True)
        card.add(row(where, choose, stretch=where))
        if not second.folder.is_dir():
            card.add(IconText("triangle-alert", "Cet emplacement n’est pas là : branchez-le.", Tone.SOON, wrap=True))
        elif away:
            card.add(
                IconText("circle-check", f"Dernière copie {formats.ago(away[0].taken_at, now)}.", Tone.FINE, wrap=True)
            )
        else:
            card.add(IconText("clock", "Aucune copie n’y est encore.", Tone.MUTED, wrap=True))
        sealed = (
            "Les copies y sont chiffrées par votre mot de passe."
            if second.sealed
            else "Les copies n’y sont pas chiffrées."
        )
        card.add(IconText("lock" if second.sealed else "lock-open", sealed, Tone.MUTED, wrap=True))
        return card

    # ---- acts --------------------------------------------------------------------------------------------------------
    def _leave_for(self, wish: Callable[[], object]) -> None:
        self.wish = wish
        self.accept()

    def _back_up(self) -> None:
        """Beside the window: a stick is slow."""
        desk = self._desk
        self.now_button.setEnabled(False)
        self.bar.set_status("Copie en cours…", Tone.MUTED, "clock")
        self.tasks.start(
            NOW, lambda: backup.back_up(desk, reason="asked for in the window"), self._made, self._not_made
        )

    def _made(self, done: BackUp) -> None:
        sentence, tone = told_of(done)
        self.bar.set_status(sentence, tone, "circle-check" if tone is Tone.FINE else "triangle-alert")
        self._offer_again()
        self.refresh()

    def _not_made(self, fault: UserError) -> None:
        self.bar.set_status(str(fault))
        self._offer_again()

    def _offer_again(self) -> None:
        """The button had let the keys go when it was greyed."""
        self.now_button.setEnabled(True)
        self.now_button.setFocus()

    def _choose_second(self) -> None:
        from .second_place import SecondPlaceDialog

        dialog = SecondPlaceDialog(self._window.context, self)
        show_dialog(dialog)
        if dialog.result():
            self.refresh()

    def _preview(self, copy: CopyInfo) -> None:
        from ..preview import open_preview

        self._leave_for(lambda: open_preview(self._window, copy))

    def _restore(self, copy: CopyInfo) -> None:
        self._leave_for(lambda: go_back_to(self._window, copy))

    def _choose_file(self) -> None:
        title = formats.typographic("Choisir une sauvegarde")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), backup_filter())
        if chosen:
            self.use_file(Path(chosen))

    def use_file(self, file: Path) -> None:
        """Go back to a copy kept in a file, after its password if it has one."""
        found = described(self, self._desk.folder, self._desk.now(), file)
        if found is not None:
            copy, password = found
            self._leave_for(lambda: go_back_to(self._window, copy, password))


def backup_filter() -> str:
    """The names that copies end with, for the window that chooses a file."""
    return "Sauvegardes (*.sqlite *.zip *.litigedesk *.scelle);;Tous les fichiers (*)"


def show_backups(window: "MainWindow") -> None:
    """Show the copies, then do what was asked there."""
    dialog = BackupsDialog(window)
    show_dialog(dialog)
    if dialog.wish is not None:
        dialog.wish()
