"""Transactions: all or nothing, whatever happens inside; questions that cannot write."""

import sqlite3
import threading
from pathlib import Path

import pytest

from litigedesk.errors import BugError, StorageError
from litigedesk.store.database import Database
from tests.store.sample_records import Bill, Firm, names, open_sample, saved


class Oops(Exception):
    """Something fails in the middle."""


def test_the_file_is_set_up_to_lose_nothing(db: Database) -> None:
    settings = {
        name: db.value(f"SELECT * FROM pragma_{name}")
        for name in ("foreign_keys", "journal_mode", "synchronous", "quick_check")
    }
    assert settings == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "quick_check": "ok"}
    assert db.version == 1


def test_a_failure_inside_takes_everything_back(db: Database) -> None:
    with pytest.raises(Oops), db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="a"))
        raise Oops
    assert names(db) == []
    assert db.undo_label is None


def test_a_failed_part_takes_only_itself_back(db: Database) -> None:
    with db.transaction("Ajout") as step:
        db.table(Firm).insert(Firm(name="a"))
        with pytest.raises(Oops), db.transaction("Partie"):
            db.table(Firm).insert(Firm(name="b"))
            with db.transaction("Partie de la partie"):
                db.table(Firm).insert(Firm(name="c"))
            raise Oops
        with db.transaction("Autre partie"):
            db.table(Firm).insert(Firm(name="d"))
    assert names(db) == ["a", "d"]
    assert step.done.label == "Ajout"
    db.undo()
    assert names(db) == []
    db.redo()
    assert names(db) == ["a", "d"]


def test_a_step_says_which_kinds_it_changed(db: Database) -> None:
    with db.transaction("Ajout") as step:
        firm = db.table(Firm).insert(Firm(name="a"))
        db.table(Bill).insert(Bill(firm_id=firm.id or 0, number="1"))
    assert (step.done.label, step.done.kinds) == ("Ajout", {"firm", "bill"})


def test_a_write_outside_a_transaction_is_a_bug(db: Database) -> None:
    firm = saved(db, "a")
    for write in (
        lambda: db.table(Firm).insert(Firm(name="b")),
        lambda: db.table(Firm).update(Firm(id=firm.id, name="c")),
        lambda: db.table(Firm).delete(firm.id or 0),
    ):
        with pytest.raises(BugError, match="outside a transaction"):
            write()
    assert db.table(Firm).all() == [firm]


def test_when_sqlite_rolls_back_by_itself_nothing_written_after_is_saved_alone(db: Database) -> None:
    firm = saved(db, "a")
    with pytest.raises(StorageError, match="rien n’a été enregistré"), db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="b"))
        with pytest.raises(sqlite3.IntegrityError):
            db.table(Bill).insert(Bill(firm_id=firm.id or 0, number="lost"))
        db.table(Firm).insert(Firm(name="c"))
    assert names(db) == ["a"]
    saved(db, "d")
    assert names(db) == ["a", "d"]


def test_when_sqlite_rolls_back_in_a_part_the_whole_step_fails_even_if_the_part_was_forgiven(db: Database) -> None:
    firm = saved(db, "a")
    with pytest.raises(StorageError, match="rien n’a été enregistré"), db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="b"))
        with pytest.raises(sqlite3.IntegrityError), db.transaction("Partie"):
            db.table(Bill).insert(Bill(firm_id=firm.id or 0, number="lost"))
    with (
        pytest.raises(StorageError),
        db.transaction("Ajout"),
        db.transaction("Partie"),
        pytest.raises(sqlite3.IntegrityError),
    ):
        db.table(Bill).insert(Bill(firm_id=firm.id or 0, number="lost"))
    assert names(db) == ["a"]
    assert db.undo_label == "Ajout de a"


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO firm (name, mood, credit, active) VALUES ('x', 'calm', 0, 1)",
        "WITH x AS (SELECT 1) UPDATE firm SET visits = 9",
        "with x as (select 1) delete from firm",
        "-- a remark\n DELETE FROM firm",
        "PRAGMA foreign_keys = OFF",
        "COMMIT",
        "ROLLBACK",
        "VACUUM",
        "DROP TABLE bill",
        "ATTACH ':memory:' AS other",
        "WITH x AS (SELECT 1) UPDATE sqlite_master SET sql = ''",
    ],
)
def test_a_question_that_would_write_is_refused(db: Database, sql: str) -> None:
    saved(db, "a")
    before = db.table(Firm).all()
    with db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="b"))
        with pytest.raises((BugError, sqlite3.OperationalError)):
            db.rows(sql)
    with pytest.raises((BugError, sqlite3.OperationalError)):
        db.rows(sql)
    assert names(db) == ["a", "b"]
    assert db.table(Firm).get(1) == before[0]
    assert db.value("SELECT * FROM pragma_foreign_keys") == 1


def test_questions_may_use_json_recursion_and_our_french_folding(db: Database) -> None:
    saved(db, "Œuvre")
    saved(db, "étude")
    saved(db, "Zèbre")
    assert [row[0] for row in db.rows("SELECT name FROM firm ORDER BY fold(name)")] == ["étude", "Œuvre", "Zèbre"]
    assert db.value("SELECT value FROM json_each('[7]')") == 7
    assert (
        db.value("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT max(i) FROM n")
        == 5
    )
    assert db.row("SELECT name FROM firm WHERE id = 99") is None
    assert db.value("SELECT name FROM firm WHERE id = 99") is None


def test_half_a_sign_may_be_searched_for(db: Database) -> None:
    saved(db, "a")
    assert db.rows("SELECT 1 FROM firm WHERE name = ?", ("\ud83d",)) == []


def test_a_reader_in_another_thread_sees_what_is_saved_and_cannot_write(db: Database) -> None:
    saved(db, "a")
    seen: list[object] = []

    def task() -> None:
        with db.reader() as reader:
            seen.append(reader.value("SELECT count(*) FROM firm"))
            try:
                reader.rows("WITH x AS (SELECT 1) DELETE FROM firm")
            except StorageError:
                seen.append("refused")

    with db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="b"))
        thread = threading.Thread(target=task)
        thread.start()
        thread.join()
    assert seen == [1, "refused"]
    assert names(db) == ["a", "b"]


def test_another_program_writing_is_waited_for_then_named(db: Database, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="Un autre programme"), db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="a"))
    other.execute("ROLLBACK")
    other.close()
    saved(db, "b")
    assert names(db) == ["b"]


def test_a_fault_of_the_program_keeps_its_own_name(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        db.rows("SELECT * FROM nowhere")
    saved(db, "a")
    with pytest.raises(sqlite3.IntegrityError), db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="a"))


def test_full_text_search_is_kept_right_by_triggers_through_undo(tmp_path: Path) -> None:
    first = (Path(__file__).with_name("sample") / "0001_first.sql").read_text(encoding="utf-8")
    (tmp_path / "0001_first.sql").write_text(first, encoding="utf-8")
    (tmp_path / "0002_search.sql").write_text(
        """CREATE VIRTUAL TABLE found USING fts5 (name, content='firm', content_rowid='id', tokenize='unicode61');
        CREATE TRIGGER found_added AFTER INSERT ON firm BEGIN
            INSERT INTO found (rowid, name) VALUES (new.id, new.name); END;
        CREATE TRIGGER found_deleted AFTER DELETE ON firm BEGIN
            INSERT INTO found (found, rowid, name) VALUES ('delete', old.id, old.name); END;""",
        encoding="utf-8",
    )
    asked = "SELECT count(*) FROM found WHERE found MATCH 'etude'"
    with open_sample(tmp_path / "x.sqlite", tmp_path) as db:
        saved(db, "Étude Dupont")
        assert db.value(asked) == 1
        db.undo()
        assert db.value(asked) == 0
        db.redo()
        assert db.value(asked) == 1
    with open_sample(tmp_path / "x.sqlite", tmp_path) as db:
        assert db.value(asked) == 1
