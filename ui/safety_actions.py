"""Menu entries about the safety of the data: copies, the check, the password of the window, the version."""

from collections.abc import Callable

from litigedesk.operations import window_password

from .backup_timer import BackupTimer
from .dialogs import show_dialog
from .main_window import MainWindow
from .safety_notices import say_read_only, show_notices
from .window_lock import WindowLock


def register_safety(window: MainWindow) -> None:
    """Give these entries their handlers; each window is imported when it is first opened. A copy is only looked at."""
    entries = window.actions_of_menus
    entries.register("help.version", _bound(_version, window))
    if window.context.desk.read_only:
        say_read_only(window)
        return
    for action_id, opener in {
        "file.backups": _backups,
        "file.backup": _archive,
        "tools.check": _check,
    }.items():
        entries.register(action_id, _bound(opener, window))
    BackupTimer(window)
    show_notices(window)
    lock = WindowLock(window)
    entries.register("file.lock", lambda: _lock(window, lock))
    entries.register("file.password", lambda: _password(window, lock))


def _bound(opener: Callable[[MainWindow], None], window: MainWindow) -> Callable[[], None]:
    return lambda: opener(window)


def _backups(window: MainWindow) -> None:
    from .dialogs.backups import show_backups

    show_backups(window)


def _archive(window: MainWindow) -> None:
    from .dialogs.archive import ArchiveDialog

    show_dialog(ArchiveDialog(window.context, window))


def _check(window: MainWindow) -> None:
    from .dialogs.check import CheckDialog

    show_dialog(CheckDialog(window.context, window.state, window))


def _version(window: MainWindow) -> None:
    from .dialogs.version import VersionDialog

    show_dialog(VersionDialog(window.context, window))


def _lock(window: MainWindow, lock: WindowLock) -> None:
    """Without a password there is nothing to unlock with: it is chosen first."""
    if not window_password.is_set(window.context.desk):
        _password(window, lock)
    lock.lock()


def _password(window: MainWindow, lock: WindowLock) -> None:
    from .dialogs.window_password import WindowPasswordDialog

    show_dialog(WindowPasswordDialog(window.context, window))
    lock.follow_password()
