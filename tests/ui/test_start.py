"""The start: in French, one window per data folder, faults said in words, reports without client data."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QFileInfo, QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QFileIconProvider, QLabel
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.errors import AlreadyOpen, DatabaseDamaged, DatabaseTooNew, StorageError
from ui import __main__ as command
from ui import app, selftest
from ui.crash import JOURNAL, TAIL, CrashDialog, CrashReporter, places, report, start_journal, stop_journal
from ui.dialogs.startup_error import StartupErrorDialog
from ui.single_instance import REQUEST, RaiseRequests, ask_to_show

ROOT = Path(__file__).parents[2]
SECRET = "Atelier Boréal doit 2 688,12 €"


# ---- French ----------------------------------------------------------------------------------------------------------
def test_the_buttons_of_qt_speak_french(qtbot: QtBot) -> None:
    standard = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(standard.Cancel | standard.Save)
    qtbot.addWidget(box)
    words = {box.button(one).text().replace("&", "") for one in (standard.Cancel, standard.Save)}
    assert words == {"Annuler", "Enregistrer"}
    assert QLocale().language() == QLocale.Language.French


def test_the_window_of_qt_that_chooses_a_file_speaks_french(qtbot: QtBot) -> None:
    """A desktop without a file chooser of its own shows it; Qt's French lacks two of its words."""
    chooser = QFileDialog()
    qtbot.addWidget(chooser)
    words = [label.text().replace("&", "") for label in chooser.findChildren(QLabel)]
    assert [*filter(None, words)] == ["Dans\u00a0:", "Nom de fichier\u00a0:", "Type de fichier\u00a0:"]
    assert QFileIconProvider().type(QFileInfo(str(Path(__file__).parent))) == "Dossier"
    sizes = {QCoreApplication.translate("QFileSystemModel", words) for words in ("%1 bytes", "%1 KB", "%1 MB", "%1 GB")}
    assert sizes == {"%1\u00a0octets", "%1\u00a0ko", "%1\u00a0Mo", "%1\u00a0Go"}


# ---- one instance ----------------------------------------------------------------------------------------------------
def test_a_second_start_brings_the_first_window_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first = RaiseRequests(tmp_path)

    def let_the_first_work(seconds: float) -> None:
        QTimer.singleShot(round(seconds * 1000), lambda: None)
        QApplication.processEvents()

    with qtbot.waitSignal(first.asked):
        assert ask_to_show(tmp_path, wait=let_the_first_work) or (tmp_path / REQUEST).read_bytes() == b""


def test_a_second_request_is_answered_too(qtbot: QtBot, tmp_path: Path) -> None:
    first = RaiseRequests(tmp_path)
    for _ in range(2):
        with qtbot.waitSignal(first.asked):
            (tmp_path / REQUEST).write_bytes(b"!")
        assert (tmp_path / REQUEST).read_bytes() == b""


def test_without_an_answer_the_second_start_knows_it(tmp_path: Path) -> None:
    waited: list[float] = []
    assert not ask_to_show(tmp_path, wait=waited.append)
    assert sum(waited) == pytest.approx(2.0)
    assert not ask_to_show(tmp_path / "absent", wait=waited.append)


def test_a_folder_in_use_shows_the_other_window_and_opens_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "ask_to_show", lambda folder, **_given: folder == desk.folder)
    assert isinstance(app.open_desk(desk.folder), app.Shown)


# ---- faults at the start ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (AlreadyOpen("Ce dossier est déjà ouvert."), "déjà ouverte"),
        (DatabaseTooNew("Écrite par la version 9."), "dernière version"),
        (DatabaseDamaged("La base est abîmée."), "sauvegardes"),
        (StorageError("Le système refuse d’y écrire."), "intact"),
    ],
)
def test_a_fault_at_the_start_says_what_happened_what_is_safe_and_what_to_do(
    qtbot: QtBot, tmp_path: Path, error: StorageError, words: str
) -> None:
    dialog = StartupErrorDialog(error, tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.sentence.full_text() == str(error)
    assert words in dialog.advice.full_text()


def test_another_folder_can_be_tried_at_once(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "données"
    in_the_way.write_text("un fichier, pas un dossier", encoding="utf-8")
    asked: list[str] = []

    def answer(dialog: StartupErrorDialog) -> Path | None:
        asked.append(dialog.sentence.full_text())
        return tmp_path / "ailleurs"

    monkeypatch.setattr(StartupErrorDialog, "ask", answer)
    opened = app.open_desk(in_the_way)
    assert isinstance(opened, Desk)
    assert opened.folder == tmp_path / "ailleurs"
    assert "est un fichier" in asked[0]
    opened.close()


# ---- crash report ----------------------------------------------------------------------------------------------------
def failing() -> BaseException:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"{SECRET} !") from error
    except ValueError as error:
        return error


def test_a_report_names_places_and_never_what_was_typed() -> None:
    text = places(failing())
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_start.py" in text
    assert "failing" in text
    assert "Boréal" not in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parent) not in text


def test_a_chain_of_errors_that_bites_its_tail_ends() -> None:
    error = failing()
    error.__cause__ = error
    assert places(error).count("ValueError") == 1


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Path]:
    handler = start_journal(tmp_path / "journal")
    yield tmp_path / "journal" / JOURNAL
    stop_journal(handler)


def test_the_journal_keeps_ids_and_places_and_its_end_is_in_the_report(journal: Path) -> None:
    log = logging.getLogger("ui.essai")
    for number in range(TAIL + 5):
        log.info("litige %d ouvert", number)
    error = failing()
    log.error("échec", exc_info=error)
    written = journal.read_text(encoding="utf-8")
    assert "litige 3 ouvert" in written
    assert "Boréal" not in written
    text = report(error, journal)
    assert "PySide6" in text
    assert "litige 34 ouvert" in text
    assert "litige 1 ouvert" not in text
    assert "Boréal" not in text


def test_an_error_nobody_caught_is_shown_once_and_written(qtbot: QtBot, journal: Path) -> None:
    shown: list[str] = []
    reporter = CrashReporter(journal, shown.append)
    error = failing()
    reporter.hook(type(error), error, error.__traceback__)
    assert len(shown) == 1
    assert "ValueError" in shown[0]
    assert "uncaught error" in journal.read_text(encoding="utf-8")


def test_an_error_while_the_report_is_open_opens_no_second_window(qtbot: QtBot) -> None:
    shown: list[str] = []

    def show(text: str) -> None:
        shown.append(text)
        again = failing()
        reporter.hook(type(again), again, again.__traceback__)

    reporter = CrashReporter(None, show)
    error = failing()
    reporter.hook(type(error), error, error.__traceback__)
    assert len(shown) == 1


def test_an_error_in_a_thread_reaches_the_window(qtbot: QtBot) -> None:
    shown: list[str] = []
    reporter = CrashReporter(None, shown.append)
    hooks = sys.excepthook, threading.excepthook
    reporter.install()
    try:
        thread = threading.Thread(target=lambda: {}["absent"])
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(shown))
    finally:
        sys.excepthook, threading.excepthook = hooks
    assert "KeyError" in shown[0]


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog("LitigeDesk 0.1\nValueError")
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "LitigeDesk 0.1\nValueError"
    assert dialog.text.isReadOnly()
    assert dialog.text.accessibleName() == "Rapport d’erreur"


# ---- command line ----------------------------------------------------------------------------------------------------
def test_the_command_line_answers_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["--help"])
    assert left.value.code == 0
    assert "dossier des données" in capsys.readouterr().out


def test_pictures_of_a_folder_in_use_are_refused_in_a_sentence(
    desk: Desk, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert command.main(["--data", str(desk.folder), "--screenshots", str(tmp_path / "images")]) == 1
    assert "déjà ouvert" in capfdbinary.readouterr().err.decode()


@pytest.mark.parametrize(("title", "check"), selftest.CHECKS[:3], ids=[title for title, _ in selftest.CHECKS[:3]])
def test_the_self_test_passes_here(title: str, check: Callable[[Path], str], tmp_path: Path) -> None:
    assert check(tmp_path)


def test_a_failed_check_is_said_and_makes_the_self_test_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_folder: Path) -> str:
        raise selftest.CheckFailed("rien ne va")

    monkeypatch.setattr(selftest, "CHECKS", (("polices", selftest.check_fonts), ("essai", broken)))
    said: list[str] = []
    assert selftest.run(said.append) == 1
    assert said[0].startswith("ok    polices")
    assert said[1] == "ÉCHEC essai : rien ne va"


def test_opening_the_window_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    source = (
        "import sys; from datetime import datetime; from pathlib import Path\n"
        "from litigedesk.desk import Desk; from ui import app; from ui.window_state import WindowState\n"
        "qt = app.make_application([])\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "with Desk.open(folder / 'données', datetime.now) as desk:\n"
        "    window = app.build_window(desk, WindowState(folder / 'fenetre.ini'))\n"
        "    window.show(); qt.processEvents(); window.close()\n"
        "heavy = {'docx', 'jinja2', 'lxml', 'holidays', 'stdnum', 'reportlab', 'pypdfium2', 'markdown_it', 'PIL'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
