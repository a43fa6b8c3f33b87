"""A data folder that cannot be opened: what is said, that nothing is touched, and the way back to the last copy."""

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import DATABASE_NAME, Desk
from litigedesk.domain.records import Client, Profile
from litigedesk.errors import StorageError, UserError
from litigedesk.operations import clients
from tests.bad_input.conftest import NOW
from tests.bad_input.witness import contents, faults, files
from ui import app
from ui.crash import start_journal, stop_journal
from ui.dialogs.startup_error import StartupErrorDialog
from ui.single_instance import RaiseRequests
from ui.window_state import WindowState

Answer = Callable[[StartupErrorDialog], None]


@pytest.fixture
def kept(folder: Path) -> Path:
    """A folder in use, closed, with a copy of each of two states: one client, then two."""
    for hour, name in ((9, "Boréal"), (10, "Martin")):
        with Desk.open(folder, lambda hour=hour: datetime(2026, 11, 20, hour)) as desk:
            clients.save(desk, Client(name=name, notes="x" * 9000))
            desk.backups.make(desk.now())
    return folder


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], list[StartupErrorDialog]]:
    """Answers each start-up box as it opens, by its own buttons; gives the boxes seen."""

    def install(answer: Answer) -> list[StartupErrorDialog]:
        seen: list[StartupErrorDialog] = []
        shown = StartupErrorDialog.exec

        def exec_(dialog: StartupErrorDialog) -> int:
            assert len(seen) < 5, "the box comes back for ever"
            seen.append(dialog)
            QTimer.singleShot(0, lambda: answer(dialog))
            return shown(dialog)

        monkeypatch.setattr(StartupErrorDialog, "exec", exec_)
        monkeypatch.setattr(StartupErrorDialog, "deleteLater", lambda dialog: None)
        return seen

    return install


def give_up(dialog: StartupErrorDialog) -> None:
    dialog.close_button.click()


def flip(data: bytes, start: int, end: int) -> bytes:
    middle = bytes(byte ^ 0xFF for byte in data[start:end])
    return data[:start] + middle + data[end:]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut in the header": lambda data: data[:60],
    "cut by half": lambda data: data[: len(data) // 2],
    "header flipped": lambda data: flip(data, 0, 16),
    "page size flipped": lambda data: flip(data, 16, 24),
    "first page flipped": lambda data: flip(data, 100, 2000),
    "a page zeroed": lambda data: data[:8192] + bytes(4096) + data[12288:],
    "random": lambda data: random.Random(1).randbytes(len(data)),
    "a text": lambda data: b"bonjour",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_database_is_said_so_left_alone_and_the_last_copy_brings_it_back(
    kept: Path,
    french: QApplication,
    answered: Callable[[Answer], list[StartupErrorDialog]],
    damage: Callable[[bytes], bytes],
) -> None:
    database = kept / DATABASE_NAME
    database.write_bytes(damage(database.read_bytes()))
    for name in ("-wal", "-shm"):
        (kept / f"{DATABASE_NAME}{name}").unlink(missing_ok=True)
    before = files(kept), database.read_bytes()
    seen = answered(give_up)
    assert app.open_desk(kept) is None
    assert (files(kept), database.read_bytes()) == before
    (dialog,) = seen
    assert "restaurez une sauvegarde" in dialog.sentence.full_text()
    assert "n’a rien écrit" in dialog.advice.full_text()
    assert not dialog.restore_button.isHidden()
    answered(lambda box: box.restore_button.click())
    opened = app.open_desk(kept)
    assert isinstance(opened, Desk)
    with opened:
        assert [client.name for client in opened.table(Client).all()] == ["Boréal", "Martin"]
        assert faults(opened) == []


def test_when_the_last_copy_is_damaged_too_the_box_stays_and_says_so(
    kept: Path, french: QApplication, answered: Callable[[Answer], list[StartupErrorDialog]]
) -> None:
    for file in (kept / DATABASE_NAME, *sorted((kept / "sauvegardes").glob("*.sqlite"))):
        file.chmod(0o600)
        file.write_bytes(b"bonjour")
    said: list[str] = []

    def press(dialog: StartupErrorDialog) -> None:
        dialog.restore_button.click()
        said.append(dialog.sentence.full_text())
        if dialog.isVisible():
            dialog.close_button.click()

    answered(press)
    assert app.open_desk(kept) is None
    assert "endommagé" in said[-1]
    assert (kept / DATABASE_NAME).read_bytes() == b"bonjour"


def test_a_database_of_a_newer_version_is_not_touched(
    kept: Path, french: QApplication, answered: Callable[[Answer], list[StartupErrorDialog]]
) -> None:
    with closing(sqlite3.connect(kept / DATABASE_NAME)) as other:
        other.execute("PRAGMA user_version = 99")
        other.commit()
    before = (kept / DATABASE_NAME).read_bytes(), files(kept)
    seen = answered(give_up)
    assert app.open_desk(kept) is None
    (dialog,) = seen
    assert "version" in dialog.sentence.full_text()
    assert "Installez la dernière version" in dialog.advice.full_text()
    assert dialog.restore_button.isHidden()
    assert ((kept / DATABASE_NAME).read_bytes(), files(kept)) == before


def test_a_database_lost_from_its_folder_is_not_taken_for_a_first_start(
    kept: Path, french: QApplication, answered: Callable[[Answer], list[StartupErrorDialog]], tmp_path: Path
) -> None:
    (kept / DATABASE_NAME).unlink()
    start = app.choose_start(kept, WindowState(tmp_path / "f.ini"), demo=False)
    assert start is not None
    assert start.profile is None
    seen = answered(lambda box: box.restore_button.click())
    opened = app.open_desk(start.folder)
    assert isinstance(opened, Desk)
    assert "a disparu" in seen[0].sentence.full_text()
    with opened:
        assert len(opened.table(Client).all()) == 2


def test_a_second_window_on_the_folder_is_told_and_the_first_goes_on(
    desk: Desk,
    french: QApplication,
    answered: Callable[[Answer], list[StartupErrorDialog]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "ask_to_show", lambda folder, **_opened: False)  # the first one does not answer
    seen = answered(give_up)
    before = files(desk.folder)
    assert app.open_desk(desk.folder) is None
    assert "déjà ouvert" in seen[0].sentence.full_text()
    assert files(desk.folder) == before
    assert clients.save(desk, Client(name="Boréal")).value.id == 1


@pytest.mark.skipif(sys.platform == "win32", reason="another process is started the way of Unix")
def test_a_folder_held_by_another_process_is_refused_and_free_when_it_dies(kept: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import datetime; from litigedesk.desk import Desk;"
        "d = Desk.open(Path(sys.argv[1]), datetime.now); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(kept)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StorageError, match="déjà ouvert"):
            Desk.open(kept, lambda: NOW)
        holder.kill()
    with Desk.open(kept, lambda: NOW) as desk:
        assert len(desk.table(Client).all()) == 2


def test_a_database_locked_by_another_program_loses_nothing(desk: Desk) -> None:
    clients.save(desk, Client(name="Boréal"))
    before = contents(desk)
    desk.db._command("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(desk.folder / DATABASE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for attempt in (lambda: clients.save(desk, Client(name="Martin")), lambda: clients.delete(desk, 1), desk.undo):
            with pytest.raises(StorageError, match="Un autre programme occupe vos données"):
                attempt()
        assert contents(desk) == before
        assert str(desk.undo_label).startswith("Client enregistré — ")
    assert clients.save(desk, Client(name="Martin")).value.id == 2
    assert faults(desk) == []


# ---- things in the way -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["verrou", DATABASE_NAME])
def test_a_folder_where_a_file_must_be_is_said(
    folder: Path, french: QApplication, answered: Callable[[Answer], list[StartupErrorDialog]], name: str
) -> None:
    (folder / name).mkdir(parents=True)
    seen = answered(give_up)
    assert app.open_desk(folder) is None
    assert seen[0].sentence.full_text().endswith(".")
    assert list((folder / name).iterdir()) == []


@pytest.mark.parametrize("name", ["journal", "sauvegardes", "fichiers", "montrer-la-fenetre"])
def test_a_file_where_a_folder_must_be_does_not_keep_the_user_from_their_data(
    kept: Path, french: QApplication, name: str, qtbot: QtBot, tmp_path: Path
) -> None:
    """The journal, the copies, the request to be shown: none is worth refusing to open."""
    place = kept / name
    if place.is_dir():
        shutil.rmtree(place)
    if name == "montrer-la-fenetre":
        place.mkdir()
    else:
        place.write_text("un fichier", encoding="utf-8")
    with Desk.open(kept, lambda: NOW) as desk:
        handler = start_journal(kept / app.JOURNAL_FOLDER)
        requests = RaiseRequests(kept)
        window = app.build_window(desk, WindowState(tmp_path / "f.ini"))
        qtbot.addWidget(window)
        window.show()
        assert clients.save(desk, Client(name="Troisième")).value.id == 3
        requests.deleteLater()
        stop_journal(handler)
        if name == "sauvegardes":
            with pytest.raises(StorageError):
                desk.backups.make(desk.now())
        if name == "fichiers":
            with pytest.raises(StorageError):
                desk.vault.put_bytes(b"x", "x.pdf")
    if place.is_file():
        assert place.read_text(encoding="utf-8") == "un fichier"


def test_what_the_first_start_asked_is_kept_for_the_form_when_it_cannot_be_saved(
    desk: Desk, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    typed = Profile(name="Camille Roussel", city="Rennes", sells_online=True)
    with closing(sqlite3.connect(desk.folder / DATABASE_NAME, isolation_level=None)) as other:
        desk.db._command("PRAGMA busy_timeout = 20")
        other.execute("BEGIN IMMEDIATE")
        refused = app.save_profile(desk, typed)
    assert isinstance(refused, UserError)
    window = app.build_window(desk, WindowState(tmp_path / "f.ini"))
    qtbot.addWidget(window)
    window.show()
    app.tell_unsaved(window, typed, refused)
    assert "occupe vos données" in window.message.text
    from ui.forms.profile_form import ProfileForm

    form = ProfileForm(window.context)
    qtbot.addWidget(form)
    assert (form.values()["name"], form.values()["city"], form.values()["sells_online"]) == (
        "Camille Roussel",
        "Rennes",
        True,
    )
    form.save()
    assert desk.profile().name == "Camille Roussel"


def test_an_example_that_cannot_be_written_is_said_and_another_place_can_be_chosen(
    tmp_path: Path, french: QApplication, answered: Callable[[Answer], list[StartupErrorDialog]]
) -> None:
    in_the_way = tmp_path / "exemple"
    in_the_way.write_text("un fichier", encoding="utf-8")
    seen = answered(give_up)
    assert app.choose_start(in_the_way, WindowState(tmp_path / "f.ini"), demo=True) is None
    assert "existe déjà" in seen[0].sentence.full_text()
    assert in_the_way.read_text(encoding="utf-8") == "un fichier"


# ---- read-only -------------------------------------------------------------------------------------------------------
@pytest.fixture
def read_only(tmp_path: Path, kept: Path) -> Iterator[Path]:
    """The folder in use, on a disk that refuses to be written."""
    disk = tmp_path / "disque"
    disk.mkdir()
    mount = shutil.which("mount") or ""
    command = [mount, "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)]
    if not mount or sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    shutil.copytree(kept, disk / "données")
    subprocess.run([mount, "-o", "remount,ro", str(disk)], check=True)
    yield disk / "données"
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_read_only_folder_is_said_so_and_another_can_be_tried(
    read_only: Path, french: QApplication, answered: Callable[[Answer], list[StartupErrorDialog]]
) -> None:
    before = files(read_only)
    seen = answered(give_up)
    assert app.open_desk(read_only) is None
    assert "lecture seule" in seen[0].sentence.full_text()
    assert "droit d’écrire" in seen[0].advice.full_text() or "lecture seule" in seen[0].advice.full_text()
    assert files(read_only) == before
