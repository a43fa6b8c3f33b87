"""What the window remembers between two starts: place and size, splitters, theme and text size."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

from .theme import ThemeMode

SMALLEST = (640, 480)
DEFAULT = (1280, 720)
TITLE_BAR = 32  # px; the frame, known only once the window is shown, stands above the place that is asked for
TEXT_SCALES = (1.0, 1.15, 1.3, 1.5)


def clamp(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """The rectangle moved and shrunk to lie whole on one of the screens present: the one it covers most, else the first."""
    if not screens:
        return wanted
    best = max(screens, key=lambda screen: _area(screen.intersected(wanted)))
    width = min(max(wanted.width(), SMALLEST[0]), best.width())
    height = min(max(wanted.height(), SMALLEST[1]), best.height())
    left = min(max(wanted.left(), best.left()), best.left() + best.width() - width)
    top = min(max(wanted.top(), best.top()), best.top() + best.height() - height)
    return QRect(left, top, width, height)


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0


def default_path() -> Path:
    """The file of the platform's configuration folder."""
    import platformdirs

    return platformdirs.user_config_path("LitigeDesk", appauthor=False) / "fenetre.ini"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class WindowState:
    """Reads and writes one ini file; what cannot be read is as if it were not there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path:
        """Where the program keeps its own settings."""
        return Path(self._settings.fileName()).parent

    # ---- window ------------------------------------------------------------------------------------------------------
    def save_window(self, window: QMainWindow) -> None:
        """Remember place, size and whether it fills the screen."""
        self._settings.setValue("window/rect", window.normalGeometry())
        self._settings.setValue("window/maximized", int(window.isMaximized()))
        self._settings.sync()

    def restore_window(self, window: QMainWindow) -> None:
        """Put the window back, its title bar within the screens present now; centred the first time."""
        screens = [screen.availableGeometry().adjusted(0, TITLE_BAR, 0, 0) for screen in QGuiApplication.screens()]
        kept = self._settings.value("window/rect")
        if isinstance(kept, QRect) and kept.isValid():
            window.setGeometry(clamp(kept, screens))
        elif screens:
            first = QRect(0, 0, *DEFAULT)
            first.moveCenter(screens[0].center())
            window.setGeometry(clamp(first, screens))
        if str(self._settings.value("window/maximized", 0)) == "1":
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    # ---- parts -------------------------------------------------------------------------------------------------------
    def keep_splitter(self, name: str, splitter: QSplitter) -> None:
        """Restore the splitter now, and remember it whenever it is moved."""
        kept = self._settings.value(f"splitter/{name}")
        if isinstance(kept, QByteArray):
            splitter.restoreState(kept)
        splitter.splitterMoved.connect(
            lambda _place, _index: self._settings.setValue(f"splitter/{name}", splitter.saveState())
        )

    # ---- small values ------------------------------------------------------------------------------------------------
    def text(self, key: str, default: str = "") -> str:
        """A remembered word, such as the last tab."""
        return str(self._settings.value(key, default))

    def set_text(self, key: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(key, value)

    def day(self, key: str) -> date | None:
        """A remembered day; ``None`` when there is none that can be read."""
        return _day(self.text(key))

    def note_opening(self, folder: Path, today: date) -> date | None:
        """Remember that a data folder is open today; the last day before on which it was, ``None`` the first time."""
        import hashlib

        key = f"opened/{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
        latest, before = (_day(self.text(f"{key}/{which}")) for which in ("latest", "before"))
        if latest != today:
            before = latest
            self.set_text(f"{key}/before", before.isoformat() if before else "")
            self.set_text(f"{key}/latest", today.isoformat())
        return before if before is not None and before < today else None

    @property
    def theme_mode(self) -> ThemeMode:
        """Light, dark, or the system's choice."""
        kept = self.text("look/theme")
        return ThemeMode(kept) if kept in {mode.value for mode in ThemeMode} else ThemeMode.SYSTEM

    @property
    def text_scale(self) -> float:
        """The text size, one of ``TEXT_SCALES``."""
        try:
            kept = float(self.text("look/text_scale", "1"))
        except ValueError:
            return 1.0
        return min(TEXT_SCALES, key=lambda scale: abs(scale - kept))

    def set_look(self, mode: ThemeMode, text_scale: float) -> None:
        """Remember theme and text size."""
        self.set_text("look/theme", mode.value)
        self.set_text("look/text_scale", str(text_scale))
