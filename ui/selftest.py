"""The program checks itself, off screen, on invented data: ``--selftest``. The frozen program answers to it too."""

import platform
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QDialogButtonBox

from litigedesk import __version__
from litigedesk.demo import telling
from litigedesk.desk import Desk
from litigedesk.errors import LitigeDeskError
from litigedesk.formats import NARROW

from .app import build_window, make_application
from .screenshots import settle
from .selftest_files import (
    EXAMPLE,
    CheckFailed,
    check_calendar,
    check_copy,
    check_database,
    check_dossier,
    check_libraries,
    check_message,
    check_numbers,
    check_resources,
    check_search,
    check_texts,
    check_word,
    check_workbook,
)
from .theme import FALLBACK_FAMILY, ThemeMode, current
from .window_state import WindowState

Check = Callable[[Path], str]


def check_version(_folder: Path) -> str:
    """What is running."""
    kind = "programme installé" if getattr(sys, "frozen", False) else "sources"
    return f"LitigeDesk {__version__}, {kind}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def check_fonts(_folder: Path) -> str:
    """The bundled interface font is there in its three weights, with the French signs."""
    styles = QFontDatabase.styles(FALLBACK_FAMILY)
    if not styles:
        raise CheckFailed(f"police {FALLBACK_FAMILY} absente")
    metrics = QFontMetrics(current().font())
    missing = [sign for sign in f"éÉœŒ€’«»–{NARROW}" if not metrics.inFontUcs4(ord(sign))]
    if missing:
        raise CheckFailed(f"signes absents de la police : {missing}")
    return f"{current().family}, {', '.join(styles)}"


def check_translation(_folder: Path) -> str:
    """Qt's own buttons speak French."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    words = box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")
    if words != "Annuler":
        raise CheckFailed(f"le bouton de Qt dit « {words} »")
    return f"Qt {qVersion()} dit « {words} »"


def check_icons(_folder: Path) -> str:
    """Icons are drawn, in both palettes."""
    theme = current()
    for mode in (ThemeMode.DARK, ThemeMode.LIGHT):
        theme.apply(mode)
        if theme.pixmap("scale", "accent", 16).toImage().allGray():
            raise CheckFailed(f"icône non dessinée, thème {mode.value}")
    return "dessinées, clair et sombre"


def check_letters(folder: Path) -> str:
    """The invented stories are played through every operation, and their letters written in both forms."""
    letters = telling.make(folder / EXAMPLE, datetime.now())
    for ending in (".docx", ".pdf"):
        written = [path for path in letters if path.suffix == ending and path.stat().st_size > 1000]
        if not written:
            raise CheckFailed(f"aucune lettre {ending}")
    return f"{len(letters)} fichiers écrits"


def check_window(folder: Path) -> str:
    """The window opens on those data and every tab shows itself."""
    with Desk.open(folder / EXAMPLE, datetime.now) as desk:
        window = build_window(desk, WindowState(folder / "fenetre.ini"))
        window.show()
        for tab in window.tabs:
            window.show_tab(type(tab).__name__)
            settle()
            if window.grab().isNull():
                raise CheckFailed(f"l’onglet {tab.entry.title} ne se dessine pas")
        window.close()
        window.deleteLater()
        return f"{len(window.tabs)} onglets"


CHECKS: tuple[tuple[str, Check], ...] = (
    ("polices", check_fonts),
    ("traduction", check_translation),
    ("icônes", check_icons),
    ("version", check_version),
    ("ressources", check_resources),
    ("lettres", check_letters),
    ("base de données", check_database),
    ("recherche", check_search),
    ("copie", check_copy),
    ("dossier", check_dossier),
    ("calendrier", check_calendar),
    ("tableur", check_workbook),
    ("textes", check_texts),
    ("courriel", check_message),
    ("Word", check_word),
    ("nombres", check_numbers),
    ("fenêtre", check_window),
    ("bibliothèques", check_libraries),
)


def run(say: Callable[[str], None]) -> int:
    """Run every check, say one line for each, return 0 when all passed."""
    app = make_application(["litigedesk"])
    failed = 0
    with tempfile.TemporaryDirectory(prefix="litigedesk-selftest-", ignore_cleanup_errors=True) as name:
        for title, check in CHECKS:
            try:
                say(f"ok    {title} : {check(Path(name))}")
            except (CheckFailed, LitigeDeskError, OSError) as error:
                failed += 1
                say(f"ÉCHEC {title} : {error}")
            except (ImportError, LookupError, ValueError) as error:  # what a library says of a file it lacks
                failed += 1
                say(f"ÉCHEC {title} : {type(error).__name__}, {error}")
    app.processEvents()
    return 1 if failed else 0
