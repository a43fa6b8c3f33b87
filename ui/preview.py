"""A copy looked at in a second window: on a passing folder, read only, every write refused in words."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

from litigedesk import formats
from litigedesk.desk import Desk
from litigedesk.errors import UserError
from litigedesk.operations import backup
from litigedesk.operations.backup import CopyInfo

from .dialogs.backup_steps import tell, with_password
from .dialogs.long_work import LongWork, Progress
from .palette import Tone
from .widgets.buttons import Button, Kind
from .widgets.window_banner import WindowBanner
from .window_state import WindowState

if TYPE_CHECKING:
    from .main_window import MainWindow

# What only looks: the other entries are not shown over a copy.
LOOKING: Final = (
    "view.", "help.", "edit.filter", "edit.search", "file.print_list", "file.export_list", "file.quit", "dispute.print",
    "dispute.hand_over", "dispute.ways", "dispute.plan", "tools.deadline", "tools.interest", "tools.limitation", "tools.charts",
)  # fmt: skip


def open_preview(window: "MainWindow", copy: CopyInfo) -> "MainWindow | None":
    """Show a copy; ``None`` when it cannot be opened, or the user gave up."""
    desk, held = window.context.desk, ExitStack()

    def prepare(password: str | None) -> Path | None:
        def work(progress: Progress) -> Path:
            return held.enter_context(backup.preview_folder(copy, desk.folder, password, progress))

        return LongWork(window, "Ouverture de la sauvegarde", work, words="Lecture de la copie").ask()

    folders: list[Path | None] = []
    sentence = f"Donnez le mot de passe de la sauvegarde du {formats.moment(copy.taken_at)}."
    opened, _ = with_password(window, lambda password: folders.append(prepare(password)), sentence)
    folder = folders[-1] if opened and folders else None
    if folder is None:
        held.close()
        return None
    try:
        shown = Desk.open(folder, desk.now, read_only=True)
    except UserError as fault:
        held.close()
        tell(window, "Cette sauvegarde ne s’ouvre pas", str(fault))
        return None
    held.callback(shown.close)
    return _window(shown, window, copy, held)


def _window(desk: Desk, owner: "MainWindow", copy: CopyInfo, held: ExitStack) -> "MainWindow":
    from .app import build_window

    passing = held.enter_context(TemporaryDirectory(prefix="litigedesk-", ignore_cleanup_errors=True))
    state = WindowState(Path(passing) / "fenetre.ini")  # how the preview stands is not remembered
    state.set_look(owner.state.theme_mode, owner.state.text_scale)
    made = build_window(desk, state, title="Aperçu d’une sauvegarde")
    for entry in made.actions_of_menus.shown():
        if not entry.id.startswith(LOOKING):
            made.actions_of_menus.action(entry.id).setVisible(False)
    for banner in made.findChildren(WindowBanner):
        banner.take_away()  # the one of any folder that is only read
    close = Button("Fermer l’aperçu", Kind.SECONDARY, "x", name="preview.close")
    close.clicked.connect(made.close)
    when = formats.moment(copy.taken_at)
    WindowBanner(f"Aperçu de la sauvegarde du {when} — lecture seule", [close], Tone.ACCENT, "eye").put_on(made)
    _Ending(made, owner, held)
    made.resize(owner.size())
    made.show()
    return made


class _Ending(QObject):
    """Lets the passing folder go when the preview is closed, and the preview when its owner is."""

    def __init__(self, shown: "MainWindow", owner: "MainWindow", held: ExitStack) -> None:
        super().__init__(shown)
        self._shown, self._owner, self._held = shown, owner, held
        self._ended = False
        shown.installEventFilter(self)
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._owner:
            self._shown.close()
            self._end()  # the event loop may not turn again
        elif event.type() == QEvent.Type.Close and watched is self._shown:
            QTimer.singleShot(0, self._end)  # the window first closes as any other
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._held.close()
            self._shown.deleteLater()
