"""Killed without warning at any line of the store's work, the program finds its data whole at the next start."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from litigedesk.errors import DatabaseTooNew
from litigedesk.store.backups.keeper import Backups, files_named_by
from litigedesk.store.backups.pause import is_paused
from litigedesk.store.backups.pool import digest_of
from litigedesk.store.backups.sealed import Keys
from litigedesk.store.backups.second import marked_folders
from litigedesk.store.backups.snapshot import named_files
from litigedesk.store.backups.sources import open_source
from litigedesk.store.check import examine
from litigedesk.store.database import Database
from litigedesk.store.disk import PART
from litigedesk.store.vault import Vault
from tests.store.sample_records import SCHEMA, SCRIPTS, Bill, Firm, names, open_sample, saved
from tests.store.victim import BILLS, KEY

KILLS = 7  # for each kind of work, spread over its lines
NOW = datetime(2027, 3, 2, 10)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")


def run(action: str, folder: Path, fatal: int) -> list[str]:
    """What the victim acknowledged before it died."""
    victim = Path(__file__).with_name("victim.py")
    result = subprocess.run(
        [sys.executable, str(victim), action, str(folder), str(fatal)], capture_output=True, text=True, check=False
    )
    assert result.returncode == (-9 if fatal else 0), result.stderr
    return result.stdout.split("\n")[:-1]


def kills(action: str, start: Path, tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Folders left by victims killed at lines spread over all the work, with what each acknowledged."""
    whole = tmp_path / "whole"
    shutil.copytree(start, whole)
    total = int(run(action, whole, 0)[-1].split()[1])
    bounds = [total * part // KILLS for part in range(KILLS + 1)]
    for number in range(KILLS):
        fatal = random.randint(bounds[number] + 1, bounds[number + 1])
        folder = tmp_path / f"killed-{fatal}"
        shutil.copytree(start, folder)
        yield folder, run(action, folder, fatal)


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """A data folder in use: a database, three copies of it, a file that a record names."""
    folder = tmp_path / "start"
    path = folder / "litigedesk.sqlite"
    piece = Vault(folder / "fichiers").put_bytes(b"0" * 10_000, "piece.pdf")
    with open_sample(path) as db:
        saved(db, "a", bills=BILLS)
        with db.transaction("Pièce"):
            db.table(Bill).update(replace(db.table(Bill).get(1), sha256=piece.sha256))
        backups = Backups(database=path, folder=folder / "sauvegardes", migrations=SCRIPTS)
        for moment in (datetime(2027, 2, 27, 8), datetime(2027, 2, 27, 9), datetime(2027, 2, 28, 12)):
            backups.make(moment)
    return folder


def whole(folder: Path, scripts: Path = SCRIPTS) -> Database:
    """The database of a folder, opened and found sound, with no half record and every copy restorable."""
    path = folder / "litigedesk.sqlite"
    backups = Backups(database=path, folder=folder / "sauvegardes", migrations=SCRIPTS)
    for copy in backups.all():
        assert backups.counts(copy)["bill"] % BILLS == 0
        assert files_named_by(copy.path).keys() <= backups.pool.present().keys()
    db = Database.open(path, SCHEMA, safeguard=lambda: None, migrations=scripts, busy_seconds=0)
    assert db.value("SELECT * FROM pragma_integrity_check") == "ok"
    assert db.rows("SELECT * FROM pragma_foreign_key_check") == []
    for firm in db.table(Firm).all():
        assert db.table(Bill).count(firm_id=firm.id) == BILLS
    return db


def test_killed_while_saving_every_acknowledged_record_is_there_and_none_by_half(start: Path, tmp_path: Path) -> None:
    for folder, acknowledged in kills("save", start, tmp_path):
        with whole(folder) as db:
            present = names(db)
            missing = [name for name in acknowledged if name not in present]
            # Only the last one may be gone: the victim was undoing it.
            assert missing == [] or (len(acknowledged) == 4 and missing == acknowledged[3:])
            assert len(present) <= len(acknowledged) + 2


def test_killed_at_the_first_start_the_next_one_works(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder, acknowledged in kills("save", empty, tmp_path):
        with whole(folder) as db:
            assert {*acknowledged[:3]} <= {*names(db)}


def test_killed_while_migrating_the_file_is_old_or_new_and_opens(start: Path, tmp_path: Path) -> None:
    shutil.copytree(SCRIPTS, start / "scripts")
    sql = "UPDATE firm SET name = upper(name);\nALTER TABLE bill ADD COLUMN x TEXT; ALTER TABLE bill DROP COLUMN x;"
    (start / "scripts" / "0002_next.sql").write_text(sql, encoding="utf-8")
    found = set()
    for folder, _ in kills("migrate", start, tmp_path):
        copies = Backups(database=folder / "litigedesk.sqlite", folder=folder / "sauvegardes").all()
        state = as_the_old_program_finds_it(folder)
        found.add(state)
        assert state == "old" or copies[0].taken_at.month == 3
        with whole(folder, folder / "scripts") as db:
            assert (db.version, names(db)) == (2, ["A"])
    assert "old" in found


def as_the_old_program_finds_it(folder: Path) -> str:
    """« old » when the program that made the file still opens it, unchanged; « new » when it is told it is too new."""
    try:
        with whole(folder) as db:
            assert names(db) == ["a"]
    except DatabaseTooNew:
        return "new"
    return "old"


def test_killed_while_backing_up_no_copy_is_by_half_and_none_is_lost(start: Path, tmp_path: Path) -> None:
    for folder, _ in kills("backup", start, tmp_path):
        backups = Backups(database=folder / "litigedesk.sqlite", folder=folder / "sauvegardes", migrations=SCRIPTS)
        copies = backups.all()
        assert all(backups.counts(copy) == {"firm": 1, "bill": BILLS} for copy in copies)
        # The older of the same day may go, but only once the new one is there.
        assert [copy.taken_at.day for copy in copies] in ([28, 27, 27], [1, 28, 27, 27], [1, 28, 27])
        assert backups.make(NOW).path.exists()
        whole(folder).close()


def test_killed_while_restoring_the_database_is_the_old_or_the_new_one(start: Path, tmp_path: Path) -> None:
    live = tmp_path / "live"
    shutil.copytree(start, live)
    with open_sample(live / "litigedesk.sqlite") as db:
        saved(db, "b", bills=BILLS)
        shutil.copytree(live, tmp_path / "logged")  # the last step is in the log only
    shutil.rmtree(tmp_path / "logged" / "fichiers")
    states = set()
    for folder, _ in kills("restore", tmp_path / "logged", tmp_path):
        with whole(folder) as db:
            states.add(tuple(names(db)))
            if names(db) == ["a"]:  # the new one: with its file, and waiting for the user's word
                assert Vault(folder / "fichiers").missing(named_files(db._connection)) == []
                assert is_paused(folder)
    assert states <= {("a",), ("a", "b")}
    assert ("a", "b") in states


def test_killed_while_copying_to_a_second_place_no_copy_there_is_by_half(start: Path, tmp_path: Path) -> None:
    for folder, _ in kills("second", start, tmp_path):
        copies = [path for there, _ in marked_folders(folder / "second") for path in there.glob("litigedesk-*")]
        for copy in copies:
            if copy.name.endswith(PART):
                continue
            with open_source(copy, Keys(None, KEY)) as source, closing(source.read_database()) as connection:
                assert connection.execute("SELECT count(*) FROM bill").fetchone() == (BILLS,)
                for sha256 in named_files(connection):
                    with source.open_file(sha256) as file:
                        assert digest_of(file) == sha256
        whole(folder).close()


def test_killed_while_storing_files_every_acknowledged_one_is_whole(start: Path, tmp_path: Path) -> None:
    for folder, acknowledged in kills("store", start, tmp_path):
        vault = Vault(folder / "fichiers")
        assert vault.missing(acknowledged) == []
        assert vault.altered() == []
        with whole(folder) as db:
            codes = {finding.code for finding in examine(db, vault, folder)}
        assert codes <= {"file-orphan", "temporary-file"}


def test_killed_at_any_moment_between_two_lines_too(start: Path) -> None:
    """The signal comes from outside, as the system's would, at a moment nobody chose."""
    for number in range(4):
        victim = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("victim.py")), "save", str(start), "0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        with victim:
            assert victim.stdout is not None
            acknowledged = [victim.stdout.readline().strip() for _ in range(number)]
            victim.kill()
        with whole(start) as db:
            assert set(acknowledged) <= set(names(db))
