"""What stands across the window until it is answered: a restore to confirm, a place that puts the data at risk."""

import hashlib
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.operations import backup

from .afterwards import Afterwards
from .palette import Tone
from .widgets.buttons import Button, Kind
from .widgets.window_banner import WindowBanner

if TYPE_CHECKING:
    from pathlib import Path

    from .main_window import MainWindow


def show_notices(window: "MainWindow") -> None:
    """Show those that there are; one at a time, the restore first."""
    if not _restore_waits(window):
        _place_at_risk(window)


def _restore_waits(window: "MainWindow") -> bool:
    """« Garder » goes on with the copies; « Revenir à l’état d’avant » closes the window and takes the restore back."""
    desk = window.context.desk
    waits = backup.pause(desk.folder)
    if waits is None:
        return False
    keep = Button("Garder", Kind.PRIMARY, "check", name="pause.keep")
    back = Button("Revenir à l’état d’avant", Kind.SECONDARY, "undo-2", name="pause.back")
    back.setVisible(waits.previous is not None)
    banner = WindowBanner(waits.sentence, [keep, back], Tone.SOON, "history")
    banner.put_on(window)

    def confirm() -> None:
        try:
            backup.confirm_restore(desk.folder)
        except UserError as fault:
            window.context.fail(fault)
            return
        banner.take_away()
        window.context.note("Vous gardez cette sauvegarde : les copies automatiques reprennent.")

    def undo() -> None:
        from .dialogs.backup_steps import taken_back

        clock = desk.now
        Afterwards.of(window).close_for(lambda folder: taken_back(None, folder, clock))

    keep.clicked.connect(confirm)
    back.clicked.connect(undo)
    return True


def say_read_only(window: "MainWindow") -> None:
    """A folder that takes nothing is only read: each refusal says so too, but later."""
    words = "Lecture seule : rien ne peut être enregistré dans ce dossier. Ce qui y est reste lisible."
    WindowBanner(words, tone=Tone.SOON, icon="eye").put_on(window)


def silence_key(folder: "Path") -> str:
    """Where the window remembers that the user has read of the risks of a folder."""
    return f"place/{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


def _place_at_risk(window: "MainWindow") -> None:
    """Once per folder and kind of risk: « Ne plus le dire » is remembered with what was said."""
    folder = window.context.desk.folder
    told = backup.place_warnings(folder)
    said = hashlib.sha256("".join(told).encode()).hexdigest()[:16]
    if not told or window.state.text(silence_key(folder)) == said:
        return
    later = Button("Fermer", Kind.SECONDARY, "x", name="place.close")
    never = Button("Ne plus le dire", Kind.SECONDARY, name="place.never")
    banner = WindowBanner(formats.typographic(" ".join(told)), [never, later])
    banner.put_on(window)

    def silence() -> None:
        window.state.set_text(silence_key(folder), said)
        banner.take_away()

    never.clicked.connect(silence)
    later.clicked.connect(banner.take_away)
