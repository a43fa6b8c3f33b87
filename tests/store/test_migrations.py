"""Every file takes the same road to the present format, and none is left halfway."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from litigedesk.errors import BugError, DatabaseDamaged, DatabaseTooNew, StorageError
from litigedesk.store.database import Database
from litigedesk.store.migrations import APPLICATION_ID, MIGRATIONS, Script, scripts
from tests.store.sample_records import SCHEMA, SCRIPTS, Bill, Firm, names, open_sample, saved

HASHES = Path(__file__).with_name("migration_hashes.json")
OLD = Path(__file__).with_name("old")

REBUILD = """
CREATE TABLE firm_new (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT NOT NULL UNIQUE,
    mood    TEXT NOT NULL CHECK (mood IN ('calm', 'angry')),
    since   TEXT, seen_at TEXT, rate TEXT,
    credit  INTEGER NOT NULL,
    active  INTEGER NOT NULL CHECK (active IN (0, 1)),
    visits  INTEGER
) STRICT;
INSERT INTO firm_new SELECT id, name || ' !', mood, since, seen_at, rate, credit, active, visits FROM firm;
DROP TABLE firm; -- with its children still there
ALTER TABLE firm_new RENAME TO firm;
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of scripts to which a test adds its own."""
    folder = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, folder)
    return folder


@pytest.fixture
def add(folder: Path) -> Callable[[str], None]:
    def add(sql: str) -> None:
        number = len(list(folder.iterdir())) + 1
        (folder / f"{number:04d}_next.sql").write_text(sql, encoding="utf-8")

    return add


def dump(path: Path) -> list[str]:
    """Everything a file holds, as SQL, with its header's numbers."""
    with closing(sqlite3.connect(path)) as connection:
        numbers = [str(connection.execute(f"PRAGMA {name}").fetchone()) for name in ("user_version", "application_id")]
        return [*numbers, *connection.iterdump()]


def test_a_new_file_is_made_by_every_script_and_is_marked_as_ours(
    path: Path, folder: Path, add: Callable[[str], None]
) -> None:
    add("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;")
    with open_sample(path, folder) as db:
        assert db.version == 2
        assert db.rows("SELECT * FROM extra") == []
    assert dump(path)[:2] == ["(2,)", f"({APPLICATION_ID},)"]
    assert sorted(file.name for file in path.parent.iterdir()) == ["litigedesk.sqlite"]


def test_an_old_file_is_backed_up_then_brought_to_what_a_new_one_is(
    path: Path, folder: Path, add: Callable[[str], None]
) -> None:
    with open_sample(path, folder) as db:
        saved(db, "a", bills=2)
    seen: list[list[str]] = []
    add(REBUILD)
    add("ALTER TABLE bill ADD COLUMN extra TEXT; ALTER TABLE bill DROP COLUMN extra;")
    with Database.open(path, SCHEMA, safeguard=lambda: seen.append(dump(path)[:1]), migrations=folder) as db:
        assert (names(db), db.table(Bill).count(), db.version) == (["a !"], 2, 3)
        assert db.value("SELECT * FROM pragma_foreign_keys") == 1
        with pytest.raises(sqlite3.IntegrityError), db.transaction("Suppression"):
            db.table(Firm).delete(1)
        assert saved(db, "b").id == 2
    assert seen == [["(1,)"]]
    with Database.open(path, SCHEMA, safeguard=lambda: pytest.fail("nothing to migrate"), migrations=folder):
        pass


@pytest.mark.parametrize(
    ("second", "third", "error"),
    [
        ("UPDATE firm SET name = 'x';", "UPDATE nowhere SET name = 'x';", sqlite3.OperationalError),
        ("UPDATE firm SET name = 'x';", "UPDATE firm SET mood = 'sad';", sqlite3.IntegrityError),
        ("UPDATE firm SET name = 'x';", "DELETE FROM firm;", BugError),
        ("UPDATE firm SET name = 'x';", "COMMIT; UPDATE firm SET name = 'y';", BugError),
        ("UPDATE firm SET name = 'x';", "ROLLBACK;", BugError),
        ("UPDATE firm SET name = 'x';", "UPDATE firm SET name = 'unfinished", BugError),
    ],
)
def test_a_failing_migration_leaves_the_file_as_it_was(
    path: Path, folder: Path, add: Callable[[str], None], second: str, third: str, error: type[Exception]
) -> None:
    with open_sample(path) as db:
        saved(db, "a", bills=1)
    before = dump(path)
    add(second)
    add(third)
    with pytest.raises(error):
        open_sample(path, folder)
    assert dump(path) == before
    with open_sample(path) as db:
        assert db.version == 1


def test_a_backup_that_fails_stops_the_migration(path: Path, folder: Path, add: Callable[[str], None]) -> None:
    open_sample(path).close()
    before = dump(path)
    add("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;")

    def refuse() -> None:
        raise StorageError("Le disque est plein.")

    with pytest.raises(StorageError, match="plein"):
        Database.open(path, SCHEMA, safeguard=refuse, migrations=folder)
    assert dump(path) == before


def test_a_first_script_that_fails_leaves_no_file_that_looks_whole(
    path: Path, folder: Path, add: Callable[[str], None]
) -> None:
    add("UPDATE nowhere SET name = 'x';")
    with pytest.raises(sqlite3.OperationalError):
        open_sample(path, folder)
    assert not path.exists()
    with open_sample(path) as db:
        assert names(db) == []


def test_a_file_from_a_later_version_is_refused_in_french_and_left_alone(path: Path) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 2")
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew, match="version plus récente de LitigeDesk"):
        open_sample(path)
    assert path.read_bytes() == before


def test_a_file_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE moz_places (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged, match="n’est pas une base de données LitigeDesk"):
        open_sample(path)
    assert path.read_bytes() == before


def test_statements_are_split_where_sqlite_says_they_end() -> None:
    sql = """
    CREATE TABLE a (b TEXT DEFAULT 'x;y'); /* ; */ CREATE TABLE c (d);
    CREATE TRIGGER e AFTER INSERT ON c BEGIN SELECT 1; SELECT 2; END; -- last; one
    """
    statements = list(Script(1, "0001_x.sql", sql).statements())
    assert [statement.split("CREATE ")[1][:7] for statement in statements] == ["TABLE a", "TABLE c", "TRIGGER"]


@pytest.mark.parametrize("present", [["0002_second.sql"], ["0001_a.sql", "0003_c.sql"], ["first.sql"], []])
def test_scripts_are_numbered_from_one_without_a_gap(tmp_path: Path, present: list[str]) -> None:
    for name in present:
        (tmp_path / name).write_text("SELECT 1;", encoding="utf-8")
    with pytest.raises(BugError):
        scripts(tmp_path)


# ---- the scripts of the program itself -------------------------------------------------------------------------------
def pinned() -> dict[str, str]:
    """Name and hash of every released script."""
    read = json.loads(HASHES.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def test_a_released_script_never_changes() -> None:
    present = {script.name: hashlib.sha256(script.sql.encode()).hexdigest() for script in scripts(MIGRATIONS)}
    assert {name: present.get(name) for name in pinned()} == pinned()


def test_every_released_format_has_a_file_kept_and_opens_as_the_present_one(tmp_path: Path) -> None:
    from litigedesk.desk import SCHEMA as PRESENT

    kept = {file.stem: file for file in OLD.glob("*.sqlite")}
    assert set(kept) == {name[:4] for name in pinned()}
    for file in kept.values():
        path = tmp_path / file.name
        shutil.copyfile(file, path)
        with Database.open(path, PRESENT, safeguard=lambda: None) as db:
            assert db.version == len(scripts(MIGRATIONS))
            assert db.rows("SELECT * FROM pragma_foreign_key_check") == []
            for definition in PRESENT.definitions:
                db.table(definition.record).all()


def test_the_programs_own_scripts_make_the_tables_its_records_need(tmp_path: Path) -> None:
    from litigedesk.desk import SCHEMA as PRESENT

    with Database.open(tmp_path / "x.sqlite", PRESENT, safeguard=lambda: None) as db:
        assert all(db.table(definition.record).all() == [] for definition in PRESENT.definitions)
        assert db.rows("SELECT * FROM pragma_foreign_key_check") == []
