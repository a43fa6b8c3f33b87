"""When the program itself is at fault: a report that can be copied and holds no client data, and the journal.

Exception *messages* may quote what was typed: only types and places are kept, here and in the journal.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

import litigedesk

from .palette import Tone
from .widgets.buttons import Button, Kind
from .widgets.layout import vbox
from .widgets.panels import BottomBar
from .widgets.text import IconText, Label

JOURNAL = "litigedesk.log"
SIZE, KEPT = 256 * 1024, 3
TAIL = 30  # lines of the journal in a report

log = logging.getLogger(__name__)


# ---- journal ---------------------------------------------------------------------------------------------------------
class PlacesOnly(logging.Formatter):
    """Writes where an exception happened, never what it said."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return places(ei[1]) if ei[1] is not None else ""


def start_journal(folder: Path) -> logging.Handler:
    """Begin the rotating journal of a data folder; records hold ids, never names or amounts.

    Where the disk refuses, nothing is written: no journal is worth keeping the user from their data.
    """
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / JOURNAL, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(PlacesOnly())
    for name in ("litigedesk", "ui"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
    return handler


def stop_journal(handler: logging.Handler) -> None:
    """Close the journal."""
    for name in ("litigedesk", "ui"):
        logging.getLogger(name).removeHandler(handler)
    handler.close()


# ---- report ----------------------------------------------------------------------------------------------------------
def places(error: BaseException) -> str:
    """Type and places of an error and of its causes: module file, line, function; no message, no value, no home folder."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines = [f"  {_short(f.filename)}:{f.lineno} {f.name}" for f in traceback.extract_tb(one.__traceback__)]
        parts.append("\n".join([type(one).__qualname__, *lines]))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\ncaused by ".join(parts)


def _short(filename: str) -> str:
    parts = Path(filename).parts
    for root in ("litigedesk", "ui", "site-packages"):
        if root in parts:
            place = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[place:])
    return parts[-1] if parts else filename


def report(error: BaseException, journal: Path | None = None) -> str:
    """What the user may send: versions, platform, places of the error, end of the journal."""
    import platform

    lines = [
        f"LitigeDesk {litigedesk.__version__}",
        f"Python {platform.python_version()}, PySide6 {pyside_version}, {platform.system()} {platform.release()}",
        f"Affichage {QGuiApplication.platformName()}, {'programme installé' if hasattr(sys, '_MEIPASS') else 'sources'}",
        "",
        places(error),
    ]
    if journal is not None and journal.is_file():
        end = journal.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]
        lines += ["", "Fin du journal :", *end]
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Says what happened in plain words, what is safe, and offers the report to copy."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Erreur du programme")
        self.setObjectName("dialog.crash")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Rapport d’erreur")
        self.copy_button = Button("Copier le rapport", Kind.SECONDARY, "copy", name="crash.copy")
        self.close_button = Button("Continuer", Kind.PRIMARY, name="crash.close")
        body = vbox(margins=(24, 20, 24, 16), gap=12)
        body.addWidget(
            IconText(
                "circle-alert",
                "Une erreur du programme a interrompu cette action.",
                Tone.TEXT,
                weight=600,
                icon_tone=Tone.LATE,
            )
        )
        body.addWidget(
            Label(
                "Ce qui était enregistré est intact. Vous pouvez continuer, ou "
                "fermer le programme et le rouvrir. Le rapport ci-dessous ne contient ni nom, ni somme, ni adresse : vous "
                "pouvez le copier et l’envoyer.",
                wrap=True,
            )
        )
        body.addWidget(self.text, 1)
        layout = vbox(self, 0, 0)
        layout.addLayout(body, 1)
        layout.addWidget(BottomBar(self.copy_button, self.close_button))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.close_button.clicked.connect(self.accept)
        self.resize(680, 480)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)


class CrashReporter(QObject):
    """Takes every error nobody caught, in any thread, to the journal and to one dialog at a time."""

    _met = Signal(object)

    def __init__(self, journal: Path | None, show: Callable[[str], None] | None = None) -> None:
        super().__init__(QApplication.instance())
        self._journal, self._show, self._showing = journal, show or _show_dialog, False
        self._met.connect(self._tell)

    def install(self) -> None:
        """Become the hook of all threads."""
        sys.excepthook = self.hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Give Python its own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The shape of ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.critical("uncaught error", exc_info=(kind, error, trace))
        self._met.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, error: BaseException) -> None:
        if self._showing:  # an error while the report is open would stack windows: the journal has it
            return
        self._showing = True
        try:
            self._show(report(error, self._journal))
        finally:
            self._showing = False


def _show_dialog(text: str) -> None:
    dialog = CrashDialog(text, QApplication.activeWindow())
    dialog.exec()
    dialog.deleteLater()
