"""Sets the application up, opens the data folder, and shows the window; every fault at the start is said in French."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

import litigedesk
from litigedesk.data_folder import has_copies, is_data_folder, is_in_use
from litigedesk.errors import AlreadyOpen, StorageError, UserError
from litigedesk.paths import default_data_folder, resources

from .file_events import FileOpenEvents
from .first_paint import FirstPaint, show_painted
from .main_window import MainWindow
from .single_instance import RaiseRequests, ask_to_show
from .tab_modules import located
from .tabs.entries import TABS
from .taskbar import stand_apart
from .theme import current
from .window_state import WindowState, default_path

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.domain.records import Profile

    from .afterwards import Step

FRENCH = QLocale(QLocale.Language.French, QLocale.Country.France)
JOURNAL_FOLDER = "journal"
Stages = Callable[[str], object]


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application in French, sharp at any scale, with its fonts, its theme and its keys."""
    app = make_look(arguments)
    hear_keys()
    return app


def hear_keys() -> None:
    """Before anything can be typed; the frame shows first."""
    from .undo_keys import watch_keys

    if isinstance(app := QApplication.instance(), QApplication):
        watch_keys(app)


def make_look(arguments: Sequence[str]) -> QApplication:
    """The application before its keys: all that a first painting needs."""
    QLocale.setDefault(FRENCH)
    present = QApplication.instance()
    if isinstance(present, QApplication):  # the tests have one
        app = present
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        stand_apart()
        app = QApplication([*arguments, "-style", "fusion"])  # asked of Qt alone: its styles are a long import
        if sys.platform == "darwin":
            FileOpenEvents(app)
    app.setApplicationName("LitigeDesk")
    app.setApplicationDisplayName("LitigeDesk")
    app.setApplicationVersion(litigedesk.__version__)
    app.setOrganizationName("LitigeDesk")
    QGuiApplication.setDesktopFileName("fr.litigedesk.LitigeDesk")
    translate(app)
    current()
    picture = resources() / "icons" / "litigedesk.svg"
    if picture.is_file():
        app.setWindowIcon(QIcon(str(picture)))
    return app


def translate(app: QApplication) -> bool:
    """Load Qt's own French words, so that its buttons say « Annuler »; false when the file is missing."""
    app.installTranslator(_Lacking(app))
    translator = QTranslator(app)
    loaded = translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return loaded and app.installTranslator(translator)


class _Lacking(QTranslator):
    """The words that Qt's French file lacks, for the window that chooses a file on a desktop without its own."""

    WORDS: Final = {
        "&Look in:": "&Dans\u00a0:", "Files of &type:": "&Type de fichier\u00a0:", "Folder": "Dossier",
        "File Folder": "Dossier", "File": "Fichier", "%1 File": "Fichier %1", "Drive": "Lecteur", "Shortcut": "Raccourci",
        "Unknown": "Inconnu", "%1 bytes": "%1\u00a0octets", "%1 KB": "%1\u00a0ko", "%1 MB": "%1\u00a0Mo", "%1 GB": "%1\u00a0Go",
        "%1 TB": "%1\u00a0To", "Previous month": "Mois précédent", "Next month": "Mois suivant",
    }  # fmt: skip

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return self.WORDS.get(source, source)  # asked last: what it does not know stays as it is


def make_frame(state: WindowState, *, title: str = "LitigeDesk") -> MainWindow:
    """The window before its data: what shows at once."""
    native = QGuiApplication.platformName() == "cocoa"
    return MainWindow(located(*TABS), state, title=title, native_menu=native)


def build_window(desk: "Desk", state: WindowState, *, title: str = "LitigeDesk") -> MainWindow:
    """The whole window over an open desk, every menu entry registered."""
    window = make_frame(state, title=title)
    fill_window(window, desk)
    return window


def fill_window(window: MainWindow, desk: "Desk") -> None:
    """Put the data of an open desk into the frame."""
    from .filling import fill

    fill(window, desk)


def run(
    folder: Path | None,
    *,
    demo: bool = False,
    unlock: bool = False,
    opened: Path | None = None,
    state_file: Path | None = None,
    stages: Stages | None = None,
) -> int:
    """Open the folder and stay until the window closes; 0 when all went well or another window took over.

    ``unlock`` takes away the password of the window, for a user who forgot it; ``opened`` is a dossier received, to be shown.
    ``stages``, for a measure, is told when the frame, then the first screen are painted and when the program is at rest; it then
    closes.
    """
    app = make_look(["litigedesk"])
    state = WindowState(state_file or default_path())
    current().apply(state.theme_mode, state.text_scale)
    start = choose_start(folder, state, demo=demo)
    if start is None:
        return 0
    while True:
        window = make_frame(state, title="Exemple" if start.example else "LitigeDesk")  # the system adds the name
        if not is_in_use(start.folder):  # else the window of the other instance comes forward, and none of ours flashes
            show_painted(window)
        if stages is not None:
            stages("frame")
        hear_keys()
        desk = open_desk(start.folder, opened, window)
        if desk is None or isinstance(desk, Shown):
            window.hide()
            return 1 if desk is None else 0
        if unlock:
            _unlock(desk)
        refused = save_profile(desk, start.profile)
        if start.profile is not None:
            _forget_first_start(desk, state, chosen=folder is None)
        status, afterwards = _stay(app, desk, window, replace(start, opened=opened), refused, stages)
        window.deleteLater()  # its parts know each other: without this it would live on, over a folder that is closed
        opened = None
        if afterwards is None:
            return status
        afterwards(desk.folder)  # going back to a copy, which wants the folder closed
        start = Start(folder=desk.folder, example=start.example)


def _unlock(desk: "Desk") -> None:
    from litigedesk.operations import window_password

    if window_password.is_set(desk):
        window_password.remove_unasked(desk)


def _forget_first_start(desk: "Desk", state: WindowState, *, chosen: bool) -> None:
    """What was typed is saved; the folder ``chosen`` there, not on the command line, is that of the next starts."""
    from .wizard.first_run import forget_typed

    forget_typed(state.folder)
    if chosen:
        state.set_text("data/folder", str(desk.folder))


def _stay(
    app: QApplication,
    desk: "Desk",
    window: MainWindow,
    start: "Start",
    refused: UserError | None,
    stages: "Stages | None",
) -> "tuple[int, Step | None]":
    """Fill the window and stay until it closes; the exit status, and what it was closed for, if it is to open again."""
    from .afterwards import Afterwards
    from .crash import JOURNAL, CrashReporter, start_journal, stop_journal
    from .exit_actions import open_dossier

    journal = start_journal(desk.folder / JOURNAL_FOLDER)
    reporter = CrashReporter(desk.folder / JOURNAL_FOLDER / JOURNAL)
    reporter.install()
    requests = RaiseRequests(desk.folder)
    try:
        fill_window(window, desk)
        requests.asked.connect(lambda: bring_forward(window))
        requests.given.connect(lambda path: open_dossier(window, path))
        if stages is not None:
            _tell_stages(window, stages)
        window.show()
        if received := app.findChild(FileOpenEvents):
            received.hand_to(lambda path: QTimer.singleShot(0, window, partial(open_dossier, window, path)))
        if start.opened is not None:
            QTimer.singleShot(0, window, partial(open_dossier, window, start.opened))
        if refused is not None and start.profile is not None:
            tell_unsaved(window, start.profile, refused)
        status = app.exec()
        return status, Afterwards.of(window).step
    except Exception as error:  # the event loop reports faults by itself; this one is of building the window
        reporter.hook(type(error), error, error.__traceback__)
        raise
    finally:
        if received := app.findChild(FileOpenEvents):
            received.hand_to(None)
        reporter.remove()
        desk.close()
        stop_journal(journal)


def _tell_stages(window: MainWindow, stages: "Stages") -> None:
    FirstPaint(window).came.connect(lambda: stages("screen"))
    window.later.add(lambda: stages("rest"))
    window.later.add(window.close)


@dataclass(frozen=True, kw_only=True)
class Start:
    """The folder to open, what the first start asked for, and a dossier received to be shown."""

    folder: Path
    profile: "Profile | None" = None
    example: bool = False
    opened: Path | None = None


def choose_start(folder: Path | None, state: WindowState, *, demo: bool) -> Start | None:
    """The example, the folder of last time, or the three pages of the first start; ``None`` when the user quits there."""
    if demo:
        return _example(folder)
    remembered = state.text("data/folder")
    wanted = folder or (Path(remembered) if remembered else default_data_folder())
    if is_data_folder(wanted) or has_copies(wanted):
        return Start(folder=wanted)
    if folder is None and remembered:  # a disk not plugged in must not look like a first start
        lost = StorageError(
            f"Le dossier de vos données est introuvable\u00a0: «\u202f{wanted}\u202f». Branchez son disque."
        )
        other = _ask_other_folder(lost, wanted)
        return Start(folder=other) if other else None
    from .wizard.first_run import ask_first_start

    hear_keys()
    chosen = ask_first_start(wanted, state.folder)
    if chosen is None:
        return None
    return _example(None) if chosen.example else Start(folder=chosen.folder, profile=chosen.profile)


def _example(folder: Path | None) -> Start | None:
    wanted: Path | None = folder or demo_folder()
    while wanted is not None:
        try:
            fill_demo(wanted)
            return Start(folder=wanted, example=True)
        except StorageError as error:
            wanted = _ask_other_folder(error, wanted)
    return None


def _ask_other_folder(error: StorageError, folder: Path) -> Path | None:
    from .dialogs.startup_error import StartupErrorDialog

    hear_keys()
    return StartupErrorDialog(error, folder).ask()


def save_profile(desk: "Desk", profile: "Profile | None") -> UserError | None:
    """Keep what the first start asked; a folder that already has a profile keeps its own. The fault, when the disk refuses."""
    try:
        if profile is not None:
            from litigedesk.operations import profile as operations

            operations.begin(desk, profile)
    except UserError as refused:
        return refused
    return None


def tell_unsaved(window: MainWindow, profile: "Profile", refused: UserError) -> None:
    """Say why the first start was not saved; what was typed waits in the form of « Mon profil »."""
    typed = {one.name: getattr(profile, one.name) for one in fields(profile)}
    kept = {name: value for name, value in typed.items() if value is not None}
    window.context.drafts.keep("profile", kept, "Mon profil")
    window.context.fail(refused)


class Shown:
    """Another instance holds the folder and has shown its window."""


def open_desk(folder: Path, opened: Path | None = None, frame: QWidget | None = None) -> "Desk | Shown | None":
    """Open the folder, or say in French why not and let the user choose another; ``None`` when they give up.

    ``frame`` is the window that waits for its data: it is not shown behind such a question.
    """
    from litigedesk.desk import Desk

    wanted: Path | None = folder
    while wanted is not None:
        try:
            return Desk.open(wanted, datetime.now)
        except AlreadyOpen as error:
            if ask_to_show(wanted, opened=opened):
                return Shown()
            _hide(frame)
            wanted = _ask_other_folder(error, wanted)
        except StorageError as error:
            from .dialogs.startup_error import StartupErrorDialog

            _hide(frame)
            asked = StartupErrorDialog(error, wanted)
            folder, wanted = wanted, asked.ask()
            if asked.read_only:
                return _looked_at(folder)
    return None


def _hide(frame: QWidget | None) -> None:
    if frame is not None:
        frame.hide()


def _looked_at(folder: Path) -> "Desk | None":
    """A folder in which nothing can be written, to read it all the same; ``None`` when even that fails, and said so."""
    from litigedesk.desk import Desk

    from .dialogs.backup_steps import tell

    try:
        return Desk.open(folder, datetime.now, read_only=True)
    except StorageError as error:
        tell(None, "Ce dossier ne se lit pas", str(error))
        return None


def bring_forward(window: MainWindow) -> None:
    """Show the window above the others, even when it was minimised."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()


def demo_folder() -> Path:
    """Where the example lives: beside the user's data, never in them."""
    own = default_data_folder()
    return own.with_name(f"{own.name} exemple")


def fill_demo(folder: Path) -> None:
    """Write the example if it is not there yet."""
    from litigedesk.demo import telling

    if not is_data_folder(folder):
        telling.make(folder, datetime.now())
