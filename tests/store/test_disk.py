"""Full, read-only and damaged disks: one French sentence, what was saved before intact, nothing half-written."""

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from litigedesk.errors import DatabaseDamaged, DatabaseTooNew, StorageError
from litigedesk.store.backups.keeper import Backups
from litigedesk.store.database import Database
from litigedesk.store.faults import disk_faults
from litigedesk.store.trash import TrashEntry
from litigedesk.store.vault import Vault
from tests.store.sample_records import SCRIPTS, Bill, Firm, names, open_sample, saved

NOW = datetime(2027, 3, 1, 10, 2, 3)
BALLAST = "ballast"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB, where the system lets us make one."""
    folder = tmp_path / "disque"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if mount is None or sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Use up all the room of a disk."""
    with contextlib.suppress(OSError), (folder / BALLAST).open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


def read_only(folder: Path) -> None:
    """Make a small disk read-only."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


# ---- full ------------------------------------------------------------------------------------------------------------
def test_when_the_file_can_grow_no_more_the_step_is_taken_back_and_the_sentence_says_why(db: Database) -> None:
    saved(db, "a", bills=2)
    pages = db.value("SELECT * FROM pragma_page_count")
    db._command(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(StorageError, match="Le disque est plein\xa0: rien n’a été enregistré"), db.transaction("Ajout"):
        firm = db.table(Firm).insert(Firm(name="b"))
        for number in range(1000):
            db.table(Bill).insert(Bill(firm_id=firm.id or 0, number="x" * 500 + str(number)))
    assert (names(db), db.table(Bill).count(), db.undo_label) == (["a"], 2, "Ajout de a")
    db._command("PRAGMA max_page_count = 100000")
    saved(db, "c")
    assert names(db) == ["a", "c"]
    assert db.value("SELECT * FROM pragma_integrity_check") == "ok"


def test_a_disk_that_fills_up_costs_only_the_step_that_did_not_fit(small_disk: Path) -> None:
    path = small_disk / "litigedesk.sqlite"
    backups = Backups(database=path, folder=small_disk / "sauvegardes", migrations=SCRIPTS)
    vault = Vault(small_disk / "fichiers")
    with open_sample(path) as db:
        saved(db, "a", bills=2)
        copy = backups.make(NOW)
        kept = vault.put_bytes(b"abc", "a.pdf")
        fill(small_disk)
        before = sorted(str(file) for file in small_disk.rglob("*"))
        with pytest.raises(StorageError, match="disque est plein"), db.transaction("Ajout"):
            for number in range(2000):
                db.table(Firm).insert(Firm(name=f"{number}" + "x" * 200))
        with pytest.raises(StorageError, match="disque est plein"):
            vault.put_bytes(b"x" * 100_000, "b.pdf")
        with pytest.raises(StorageError, match="disque est plein"):
            backups.make(NOW)
        assert sorted(str(file) for file in small_disk.rglob("*")) == before
        assert (names(db), backups.all()) == (["a"], [copy])
        (small_disk / BALLAST).unlink()
        saved(db, "b")
        assert names(db) == ["a", "b"]
    with open_sample(path) as db:
        assert names(db) == ["a", "b"]
        assert vault.read(kept.sha256) == b"abc"


def test_a_migration_on_a_full_disk_leaves_the_file_as_it_was(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "litigedesk.sqlite"
    with open_sample(path) as db, db.transaction("Ajout"):
        for number in range(500):
            db.table(Firm).insert(Firm(name=f"{number}" + "x" * 1000))
    shutil.copytree(SCRIPTS, tmp_path / "scripts")
    (tmp_path / "scripts" / "0002_big.sql").write_text("UPDATE firm SET name = name || name || name;", encoding="utf-8")
    fill(small_disk)
    with pytest.raises(StorageError, match="disque est plein"):
        open_sample(path, tmp_path / "scripts")
    (small_disk / BALLAST).unlink()
    with open_sample(path) as db:
        assert (db.version, db.table(Firm).count()) == (1, 500)


def test_a_first_start_on_a_full_disk_leaves_no_database(small_disk: Path) -> None:
    fill(small_disk)
    path = small_disk / "litigedesk.sqlite"
    with pytest.raises(StorageError, match="disque est plein"):
        open_sample(path)
    assert not path.exists()
    (small_disk / BALLAST).unlink()
    with open_sample(path) as db:
        assert names(db) == []


# ---- read-only -------------------------------------------------------------------------------------------------------
def test_a_read_only_disk_is_said_so_and_nothing_is_touched(small_disk: Path) -> None:
    path = small_disk / "litigedesk.sqlite"
    with open_sample(path) as db:
        saved(db, "a")
    before = path.read_bytes()
    read_only(small_disk)
    for attempt in (
        lambda: open_sample(path),
        lambda: open_sample(small_disk / "autre" / "litigedesk.sqlite"),
        lambda: Vault(small_disk / "fichiers").put_bytes(b"abc", "a.pdf"),
        lambda: Backups(database=path, folder=small_disk / "sauvegardes").make(NOW),
    ):
        with pytest.raises(StorageError, match=r"lecture seule|ne peuvent pas être ouvertes"):
            attempt()
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights bind neither Windows folders nor root")
def test_a_folder_without_the_right_to_write_is_said_so(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o500)
    with pytest.raises(StorageError, match="lecture seule"):
        open_sample(path)
    path.parent.chmod(0o700)


def test_a_file_opened_for_reading_only_says_so_when_written(db: Database, path: Path) -> None:
    saved(db, "a")
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with closing(connection), pytest.raises(StorageError, match="lecture seule"), disk_faults():
        connection.execute("DELETE FROM firm")
    assert names(db) == ["a"]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OSError(errno.ENOSPC, "x"), "disque est plein"),
        (PermissionError(errno.EACCES, "x"), "lecture seule"),
        (OSError(errno.EROFS, "x"), "lecture seule"),
        (OSError(errno.EIO, "x"), "n’a pas répondu correctement"),
        (
            FileNotFoundError(errno.ENOENT, "x", "/chemin/de/quelqu’un/lettre.pdf"),
            "^«\u202flettre.pdf\u202f» est introuvable",
        ),
    ],
)
def test_faults_of_the_system_become_one_sentence_without_a_path(fault: OSError, sentence: str) -> None:
    with pytest.raises(StorageError, match=sentence) as raised, disk_faults():
        raise fault
    assert "chemin" not in str(raised.value)
    assert str(raised.value).endswith(".")


# ---- damaged ---------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with some of everything in it."""
    path = tmp_path_factory.mktemp("sound") / "litigedesk.sqlite"
    with open_sample(path) as db:
        for name in "abcdefgh":
            saved(db, name, bills=9)
        with db.transaction("Détails"):
            db.table(Firm).insert(Firm(name="é" * 300, visits=7))
    return path


def read_everything(path: Path) -> None:
    """Open a file, read all its records, write one."""
    with open_sample(path) as db:
        for record in (Firm, Bill, TrashEntry):
            db.table(record).all()
        saved(db, "après")


@pytest.mark.parametrize("kept", [0, 1, 50, 99, 100, 511, 4095, 4096, 5000, 8192, 20000])
def test_a_truncated_file_is_said_to_be_damaged_and_left_alone(path: Path, sound: Path, kept: int) -> None:
    whole = sound.read_bytes()
    assert kept < len(whole)
    path.parent.mkdir()
    path.write_bytes(whole[:kept])
    with pytest.raises(DatabaseDamaged, match="restaurez une sauvegarde"):
        read_everything(path)
    assert path.read_bytes() == whole[:kept]


def test_a_main_file_lost_beside_its_log_is_damage_not_a_first_start(path: Path) -> None:
    path.parent.mkdir()
    path.with_name(path.name + "-wal").write_bytes(b"anything")
    with pytest.raises(DatabaseDamaged, match="Il manque le fichier principal"):
        open_sample(path)
    assert not path.exists()


@settings(max_examples=300, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), length=st.sampled_from([1, 1, 1, 16, 512]))
@example(place=0.0, bit=3, length=1)
@example(place=0.0, bit=0, length=512)
def test_flipped_bits_are_harmless_or_said_in_a_sentence(
    tmp_path: Path, sound: Path, place: float, bit: int, length: int
) -> None:
    damaged = bytearray(sound.read_bytes())
    start = int(place * len(damaged))
    for offset in range(start, min(start + length, len(damaged))):
        damaged[offset] ^= 1 << bit
    path = tmp_path / "litigedesk.sqlite"
    for file in tmp_path.glob("litigedesk.sqlite*"):
        file.unlink()
    path.write_bytes(damaged)
    with contextlib.suppress(DatabaseDamaged, DatabaseTooNew):  # anything else is a crash report in the user's face
        read_everything(path)


def test_a_damaged_page_is_found_at_opening_before_anything_is_written_or_copied(path: Path, sound: Path) -> None:
    whole = sound.read_bytes()
    damaged = whole[:8192] + b"\xa5" * 4096 + whole[12288:]
    path.parent.mkdir()
    path.write_bytes(damaged)
    with pytest.raises(DatabaseDamaged, match="endommagé"):
        open_sample(path)
    assert path.read_bytes() == damaged
