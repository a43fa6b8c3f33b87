"""What is done with copies: made now, opened by their password, gone back to; each asks what it must and tells what it did."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from litigedesk import formats
from litigedesk.desk import Desk
from litigedesk.errors import PasswordNeeded, UserError, WrongPassword
from litigedesk.operations import backup
from litigedesk.operations.backup import BackUp, CopyInfo, Restored, SecondState
from litigedesk.queries import since_copy as queries

from ..afterwards import Afterwards
from ..palette import Tone
from ..theme import MIDDLE
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar, Callout
from ..widgets.text import IconText, Label
from .fitting import fit
from .long_work import PATIENCE, LongWork, Progress
from .password_question import PasswordQuestion

if TYPE_CHECKING:
    from ..main_window import MainWindow


def told_of(done: BackUp) -> tuple[str, Tone]:
    """What to say of a copy just made, and how."""
    failed = done.second.state in {SecondState.ABSENT, SecondState.FAILED} or done.missing
    return f"{done.sentence} {done.second.sentence}".strip(), Tone.SOON if failed else Tone.FINE


def described(parent: QWidget | None, folder: Path, now: datetime, file: Path) -> tuple[CopyInfo, str | None] | None:
    """What a file of the user's is, its password asked until it is right; ``None`` when they give up or it is no copy."""
    found: list[CopyInfo] = []

    def open_it(password: str | None) -> None:
        found[:] = [backup.describe(file, folder, now, password)]

    opened, password = with_password(parent, open_it, f"Donnez le mot de passe de « {file.name} ».")
    return (found[0], password) if opened else None


def with_password(
    parent: QWidget | None, step: Callable[[str | None], object], sentence: str
) -> tuple[bool, str | None]:
    """Do a step that may need a password, asked as long as it is wrong; whether it was done, and with which one.

    What else goes wrong is shown in a window of its own.
    """
    password: str | None = None
    while True:
        try:
            step(password)
        except (PasswordNeeded, WrongPassword) as wanted:
            wrong = str(wanted) if isinstance(wanted, WrongPassword) else ""
            password = PasswordQuestion(parent, sentence, wrong).ask()
            if password is None:
                return False, None
        except UserError as fault:
            tell(parent, "Cette sauvegarde ne s’ouvre pas", str(fault))
            return False, None
        else:
            return True, password


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say what went wrong where there is no message bar."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, formats.typographic(title), "", parent=parent)
    box.setText(formats.typographic(title))
    box.setInformativeText(formats.typographic(sentence))
    box.addButton("Fermer", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()


def copy_before(parent: QWidget | None, desk: Desk, reason: str) -> bool:
    """A copy before many records change, beside the window; false when the user gave up. Raises ``StorageError``."""

    def work(progress: Progress) -> bool:
        backup.safeguard(desk, reason=reason)
        progress(1, 1)
        return True

    copying = LongWork(parent, "Copie de vos données", work, words="Avant de changer beaucoup de fiches")
    return bool(copying.ask(PATIENCE))


# ---- going back ------------------------------------------------------------------------------------------------------
class GoBackQuestion(QDialog):
    """Says what would be lost since, and what is safe, before going back to a copy."""

    def __init__(self, desk: Desk, copy: CopyInfo, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.go_back")
        self.setWindowTitle("Revenir à une sauvegarde")
        when = formats.moment(copy.taken_at)
        body = vbox(margins=(24, 20, 24, 20), gap=12)
        body.addWidget(Label(f"Revenir à la sauvegarde du {when} ?", size=MIDDLE, weight=600, wrap=True))
        body.addWidget(Label(f"{copy.sentence}.", Tone.MUTED, wrap=True))
        self.lost = Callout("Ce qui ne sera plus là", lost_words(desk, copy), Tone.SOON)
        body.addWidget(self.lost)
        for icon, words in (
            ("database-backup", "Vos données d’aujourd’hui sont copiées d’abord : vous pourrez y revenir."),
            ("history", "Les sauvegardes automatiques s’arrêtent jusqu’à ce que vous ayez confirmé."),
            ("refresh-cw", "La fenêtre se ferme et se rouvre."),
        ):
            body.addWidget(IconText(icon, words, Tone.MUTED, wrap=True))
        keep = Button("Garder mes données d’aujourd’hui", Kind.SECONDARY, name="go_back.cancel")
        self.go_button = Button("Revenir à cette sauvegarde", Kind.PRIMARY, "history", name="go_back.go")
        layout = vbox(self, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(BottomBar(keep, self.go_button))
        keep.clicked.connect(self.reject)
        self.go_button.clicked.connect(self.accept)
        fit(self, 600)
        keep.setFocus()


def lost_words(desk: Desk, copy: CopyInfo) -> str:
    """What was typed since a copy, as far as counting tells."""
    since = f"Tout ce que vous avez saisi ou changé depuis le {formats.moment(copy.taken_at)}"
    if not copy.counts:
        return f"{since}."
    more, fewer = queries.more_than(desk, copy.counts), queries.fewer_than(desk, copy.counts)
    words = f"{since}, dont {_listed(more)}." if more else f"{since} ; rien n’a été ajouté depuis."
    back = f" Reviendraient : {_listed(fewer)}." if fewer else ""
    return words + back


def _listed(items: tuple[str, ...]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} et {items[-1]}"


def go_back_to(window: "MainWindow", copy: CopyInfo, password: str | None = None) -> None:
    """Ask, then close the window, go back to a copy, and open the window again."""
    desk = window.context.desk
    if copy.asks_password and password is None:
        again = described(window, desk.folder, desk.now(), copy.path)
        if again is None:
            return
        copy, password = again
    question = GoBackQuestion(desk, copy, window)
    question.exec()
    question.deleteLater()
    if question.result():
        clock = desk.now
        Afterwards.of(window).close_for(lambda folder: restored(None, folder, copy, clock, password))


def restored(
    parent: QWidget | None, folder: Path, copy: CopyInfo, clock: Callable[[], datetime], password: str | None = None
) -> Restored | None:
    """Go back to a copy, the folder open nowhere; ``None`` when it was given up or refused, and said so."""

    def work(progress: Progress) -> Restored:
        return backup.restore(folder, copy, clock(), password, progress)

    return _done(parent, "Retour à la sauvegarde", work)


def taken_back(parent: QWidget | None, folder: Path, clock: Callable[[], datetime]) -> Restored | None:
    """Undo the restore that waits, the folder open nowhere."""

    def work(_progress: Progress) -> Restored:
        return backup.go_back(folder, clock())

    return _done(parent, "Retour à vos données d’avant", work)


def _done(parent: QWidget | None, title: str, work: Callable[[Progress], Restored]) -> Restored | None:
    try:
        return LongWork(parent, title, work, words="Copie des données et des fichiers").ask()
    except UserError as fault:
        tell(parent, "Rien n’a été changé", str(fault))
        return None
