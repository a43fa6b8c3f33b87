"""Pictures of every tab and main dialog, light and dark, at the size of a small laptop: ``--screenshots DIR``."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from litigedesk import formats
from litigedesk.domain.matter import of_dispute
from litigedesk.letters.ids import NOTICE
from litigedesk.queries import clients, dispute_list
from litigedesk.queries.chart_views import CHARTS
from litigedesk.queries.reminders import candidates

from . import import_examples
from .dialogs.about import AboutDialog
from .dialogs.archive import ArchiveDialog
from .dialogs.backups import BackupsDialog
from .dialogs.calculators.deadline import DeadlineCalculator
from .dialogs.calculators.interest import InterestCalculator
from .dialogs.calculators.limitation import LimitationCalculator
from .dialogs.charts import ChartsDialog
from .dialogs.check import CheckDialog
from .dialogs.everything import EverythingDialog
from .dialogs.form_dialog import FormDialog
from .dialogs.privacy import PrivacyDialog
from .dialogs.privacy_client import ClientPrivacyDialog
from .dialogs.rates import RatesDialog
from .dialogs.reminders import RemindersDialog
from .dialogs.second_place import SecondPlaceDialog
from .dialogs.settings import SettingsDialog
from .dialogs.shortcuts import ShortcutsDialog
from .dialogs.trash import TrashDialog
from .dialogs.version import VersionDialog
from .dialogs.window_password import WindowPasswordDialog
from .forms.profile_form import ProfileForm
from .letter_window.window import LetterWindow
from .main_window import MainWindow
from .tasks import Tasks
from .theme import ThemeMode, current
from .widgets.list_and_record import ListAndRecord
from .wizard.first_start import FirstStartDialog
from .wording_window import WordingWindow

WIDTH, HEIGHT = 1366, 768


@dataclass(frozen=True)
class Scene:
    """A picture: its file name, and what builds what to show (a dialog, not yet run), or ``None`` for the window."""

    name: str
    make: Callable[[MainWindow], QWidget | None]


def _letter(window: MainWindow) -> QWidget | None:
    """The formal notice of the first open dispute, or nothing on an empty desk."""
    rows = dispute_list.rows(window.context.desk, window.context.today())
    return LetterWindow(window.context, window, of_dispute(rows[0].id), NOTICE) if rows else None


def _profile(window: MainWindow) -> QWidget:
    dialog = FormDialog(ProfileForm(window.context), window, width=960)
    dialog.fit()
    return dialog


def _reminders(window: MainWindow) -> QWidget:
    """The reminders of the day, the letter of the first line drawn."""
    dialog = RemindersDialog(window.context, window, candidates(window.context.desk, window.context.today()))
    dialog.resize(WIDTH, HEIGHT)
    dialog.show()
    while dialog.review.is_reading:
        QApplication.processEvents()
    dialog.review.draw()
    while dialog.tasks.is_busy():
        dialog.tasks.settle()
        settle()
    return dialog


def _chart(window: MainWindow, key: str) -> QWidget:
    dialog = ChartsDialog(window)
    dialog.questions.set_key(key)
    dialog.refresh()
    return dialog


def _backups(window: MainWindow) -> QWidget:
    dialog = BackupsDialog(window)
    _rest(dialog.tasks)
    return dialog


def _check(window: MainWindow) -> QWidget:
    dialog = CheckDialog(window.context, window.state, window)
    while dialog.work.is_busy:
        dialog.work.settle()
        settle()
    return dialog


def _rest(tasks: Tasks) -> None:
    """Wait for what is done beside the window, and for its answer."""
    while tasks.is_busy():
        tasks.settle()
        settle()


def _client_data(window: MainWindow) -> QWidget | None:
    """Why the data of the first client are kept, or nothing on an empty desk."""
    rows = clients.rows(window.context.desk)
    return ClientPrivacyDialog(window, window, rows[0].id) if rows else None


# Dialogs that no tab owns. Those of a tab come from its ``scenes()``.
PROGRAM_SCENES: tuple[Scene, ...] = (
    Scene("lettre", _letter),
    Scene("textes", lambda window: WordingWindow(window.context, window, NOTICE)),
    Scene("premier-demarrage", lambda window: FirstStartDialog(window.context, window.context.desk.folder / "neuf")),
    Scene("mon-profil", _profile),
    Scene("relances", _reminders),
    Scene("import-colonnes", import_examples.import_columns),
    Scene("import-verification", import_examples.import_preview),
    Scene("releve", import_examples.statement),
    Scene("reglages", lambda window: SettingsDialog(window.context, window)),
    *(Scene(f"graphiques-{key}", partial(_chart, key=key)) for key, _words, _make in CHARTS),
    Scene("taux", lambda window: RatesDialog(window.context, window)),
    Scene("sauvegardes", _backups),
    Scene("sauvegarde-ailleurs", lambda window: ArchiveDialog(window.context, window)),
    Scene("second-emplacement", lambda window: SecondPlaceDialog(window.context, window)),
    Scene("verifier", _check),
    Scene("mot-de-passe", lambda window: WindowPasswordDialog(window.context, window)),
    Scene("version", lambda window: VersionDialog(window.context, window)),
    Scene("export", lambda window: EverythingDialog(window.context, window)),
    Scene("donnees-personnelles", PrivacyDialog),
    Scene("donnees-d-un-client", _client_data),
    Scene("corbeille", lambda window: TrashDialog(window.context, window)),
    Scene("calcul-delai", lambda window: DeadlineCalculator(window.context, window)),
    Scene("calcul-interets", lambda window: InterestCalculator(window.context, window)),
    Scene("calcul-prescription", lambda window: LimitationCalculator(window.context, window)),
    Scene("raccourcis", lambda window: ShortcutsDialog(window.actions_of_menus, window)),
    Scene("a-propos", lambda window: AboutDialog(window.context.desk.folder, window)),
)


def all_scenes(window: MainWindow) -> Iterator[Scene]:
    """Each tab in front, then what the tab shows besides, then the dialogs of the program."""
    for place, tab in enumerate(window.tabs, 1):
        key = tab.entry.key
        name = f"{place}-{formats.folded(tab.entry.title).replace('’', '')}"

        def front(window: MainWindow, key: str = key) -> None:
            window.show_tab(key)

        yield Scene(name, front)
        for inner, make in tab.scenes().items():

            def inside(window: MainWindow, key: str = key, make: Callable[[], QWidget | None] = make) -> QWidget | None:
                window.show_tab(key)
                return make()

            yield Scene(f"{name}-{inner}", inside)
    yield from PROGRAM_SCENES


def quiet(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt's messages, less the one that the off-screen platform repeats for every window shown."""
    if kind is not QtMsgType.QtDebugMsg and "propagateSizeHints" not in text:
        print(text, file=sys.stderr)  # noqa: T201


def make_ready(window: MainWindow) -> None:
    """Show the window with all that it does without at first: the numbers of its tabs."""
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.later.finish()
    settle()


def take_all(window: MainWindow, folder: Path) -> list[Path]:
    """Save every scene in both themes; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    before_messages = qInstallMessageHandler(quiet)
    theme, before = current(), current().mode
    make_ready(window)
    saved = []
    for mode, word in ((ThemeMode.LIGHT, "clair"), (ThemeMode.DARK, "sombre")):
        theme.apply(mode)
        for scene in all_scenes(window):
            saved.append(_take(scene, window, folder / f"{scene.name}-{word}.png"))
    theme.apply(before)
    qInstallMessageHandler(before_messages)
    return saved


def _take(scene: Scene, window: MainWindow, file: Path) -> Path:
    made = scene.make(window)
    shown = made or window
    shown.show()
    settle()
    if isinstance(shown, LetterWindow | WordingWindow):
        shown.resize(WIDTH, HEIGHT)
        while shown.is_writing or shown.tasks.is_busy():
            shown.settled()
            shown.tasks.settle()
            settle()
    shown.grab().save(str(file))
    if made is not None:
        made.close()
        made.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for host in window.findChildren(ListAndRecord):
        host.leave_form()  # or the next picture of that tab, in the other theme, would show the form
    window.message.dismiss()
    return file


def settle() -> None:
    """Let layouts whose height follows their width come to rest."""
    for _ in range(5):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
