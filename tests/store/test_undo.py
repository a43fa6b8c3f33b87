"""Undo and redo replay rows exactly, or change nothing."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from litigedesk.errors import BugError, Refused
from litigedesk.store.database import Database
from litigedesk.store.schema import Definition, Schema
from litigedesk.store.undo import Change, Journal, Step
from tests.store.sample_records import Bill, Firm, names, open_sample, saved


def test_undo_and_redo_name_the_step_and_what_changed(db: Database) -> None:
    saved(db, "a", bills=2)
    assert (db.undo_label, db.redo_label) == ("Ajout de a", None)
    done = db.undo()
    assert (done.label, done.kinds) == ("Ajout de a", {"firm", "bill"})
    assert (db.undo_label, db.redo_label) == (None, "Ajout de a")
    assert (db.table(Firm).count(), db.table(Bill).count()) == (0, 0)
    assert db.redo() == done
    assert (db.table(Firm).count(), db.table(Bill).count()) == (1, 2)


def test_with_nothing_to_undo_or_redo_it_says_so(db: Database) -> None:
    with pytest.raises(Refused, match="rien à annuler"):
        db.undo()
    with pytest.raises(Refused, match="rien à rétablir"):
        db.redo()


def test_a_new_step_forgets_what_could_be_redone(db: Database) -> None:
    saved(db, "a")
    db.undo()
    saved(db, "b")
    assert db.redo_label is None
    db.undo()
    assert names(db) == []


def test_restrict_keys_hold_at_every_moment_of_the_replay(db: Database) -> None:
    """RESTRICT is checked at once, even when keys are deferred: only the exact order can work."""
    firm = saved(db, "a", bills=1)
    with db.transaction("Remplacement"):
        bills = db.table(Bill)
        old = bills.get(1)
        new_firm = db.table(Firm).insert(Firm(name="b"))
        child = bills.insert(Bill(firm_id=new_firm.id or 0, parent_id=old.id, number="child"))
        bills.update(replace(child, parent_id=None))
        bills.delete(1)
        db.table(Firm).delete(firm.id or 0)
        db.table(Firm).update(replace(new_firm, name="a"))  # the unique name is free only now
    after = (db.table(Firm).all(), db.table(Bill).all())
    for _ in range(2):
        db.undo()
        assert db.table(Firm).all() == [firm]
        assert db.table(Bill).all() == [old]
        db.redo()
        assert (db.table(Firm).all(), db.table(Bill).all()) == after


def test_an_id_is_never_used_twice_even_after_an_undo(db: Database, path: Path) -> None:
    saved(db, "a")
    db.undo()
    assert saved(db, "b").id == 2
    db.undo()
    db.close()
    with open_sample(path) as again:
        assert saved(again, "c").id == 3


def test_undo_refuses_when_a_row_is_not_what_the_step_left(db: Database, path: Path) -> None:
    firm = saved(db, "a")
    with db.transaction("Modification"):
        db.table(Firm).update(replace(firm, visits=1))
        db.table(Firm).insert(Firm(name="b"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE firm SET visits = 7 WHERE id = 1")
    with pytest.raises(Refused, match="ont changé depuis"):
        db.undo()
    assert names(db) == ["a", "b"]
    assert db.table(Firm).get(1).visits == 7
    assert db.undo_label == "Modification"


def test_a_step_of_thousands_of_rows_is_replayed_in_parts_and_told_on_the_way(db: Database) -> None:
    with db.transaction("Import"):
        db.table(Firm).insert_all([Firm(name=f"n{number}") for number in range(1200)])
        db.table(Firm).update(replace(db.table(Firm).get(1), visits=1))
    before = db.table(Firm).all()
    told: list[tuple[int, int]] = []
    db.undo(lambda done, total: told.append((done, total)))
    assert (db.table(Firm).count(), told[0], told[-1]) == (0, (0, 1201), (1201, 1201))
    assert len(told) > 3
    db.redo()
    assert db.table(Firm).all() == before


def test_what_is_raised_on_the_way_takes_the_whole_replay_back(db: Database) -> None:
    class Enough(Exception):
        pass

    with db.transaction("Import"):
        db.table(Firm).insert_all([Firm(name=f"n{number}") for number in range(1200)])
    before = db.table(Firm).all()

    def tell(done: int, total: int) -> None:
        if done > total / 2:
            raise Enough

    with pytest.raises(Enough):
        db.undo(tell)
    assert (db.table(Firm).all(), db.undo_label, db.redo_label) == (before, "Import", None)
    db.undo()
    with pytest.raises(Enough):
        db.redo(tell)
    assert (db.table(Firm).count(), db.undo_label, db.redo_label) == (0, None, "Import")


def test_one_row_among_thousands_changed_since_refuses_them_all(db: Database, path: Path) -> None:
    with db.transaction("Import"):
        db.table(Firm).insert_all([Firm(name=f"n{number}") for number in range(1200)])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE firm SET visits = 7 WHERE id = 3")
    with pytest.raises(Refused, match="ont changé depuis"):
        db.undo()
    assert db.table(Firm).count() == 1200


def test_undo_refuses_when_something_saved_since_depends_on_the_row(db: Database) -> None:
    firm = saved(db, "a")
    with db.transaction("Écriture du programme", undoable=False):
        db.table(Bill).insert(Bill(firm_id=firm.id or 0, number="1"))
    with pytest.raises(Refused, match="Rien n’a été modifié"):
        db.undo()
    assert (names(db), db.table(Bill).count()) == (["a"], 1)
    assert db.undo_label is not None


def test_a_step_that_cannot_be_undone_leaves_unrelated_steps_alone(db: Database) -> None:
    saved(db, "a")
    saved(db, "b")
    db.undo()
    with db.transaction("Écriture du programme", undoable=False):
        db.table(Firm).insert(Firm(name="c"))
    assert (db.undo_label, db.redo_label) == ("Ajout de a", "Ajout de b")
    db.redo()
    db.undo()
    db.undo()
    assert names(db) == ["c"]


def test_a_step_that_cannot_be_undone_forgets_the_steps_it_gets_in_the_way_of_and_those_behind(db: Database) -> None:
    for name in "abc":
        saved(db, name)
    with db.transaction("Suppression définitive", undoable=False):
        db.table(Firm).delete(2)
    assert db.undo_label == "Ajout de c"
    db.undo()
    assert db.undo_label is None
    assert names(db) == ["a"]


def test_one_part_that_cannot_be_undone_makes_the_whole_step_so_unless_it_failed(db: Database) -> None:
    with db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="a"))
        with pytest.raises(sqlite3.IntegrityError), db.transaction("Partie", undoable=False):
            db.table(Firm).insert(Firm(name="a"))
    assert db.undo_label == "Ajout"
    with db.transaction("Autre ajout"), db.transaction("Partie", undoable=False):
        db.table(Firm).insert(Firm(name="b"))
    assert db.undo_label == "Ajout"
    assert names(db) == ["a", "b"]


def test_undo_inside_a_transaction_is_a_bug(db: Database) -> None:
    saved(db, "a")
    with pytest.raises(BugError), db.transaction("Ajout"):
        db.undo()
    assert names(db) == ["a"]


def test_rows_that_point_at_each_other_in_a_circle_are_undone_too(tmp_path: Path) -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Half:
        id: int | None
        other_id: int | None

    (tmp_path / "0001_x.sql").write_text(
        "CREATE TABLE half (id INTEGER PRIMARY KEY AUTOINCREMENT, other_id INTEGER REFERENCES half (id)) STRICT;"
        "CREATE TABLE revision (token TEXT) STRICT;",
        encoding="utf-8",
    )
    schema = Schema(Definition("half", Half))
    with Database.open(tmp_path / "x.sqlite", schema, safeguard=lambda: None, migrations=tmp_path) as db:
        with db.transaction("Ajout"):
            left = db.table(Half).insert(Half(None, None))
            right = db.table(Half).insert(Half(None, left.id))
            db.table(Half).update(Half(left.id, right.id))
        db.undo()
        assert db.table(Half).count() == 0
        db.redo()
        assert db.table(Half).all() == [Half(1, 2), Half(2, 1)]


def test_only_the_last_200_steps_are_kept() -> None:
    journal = Journal()
    for number in range(250):
        journal.add(Step(str(number), changes=[Change("firm", number, None, {"id": number})]))
    undone = []
    while journal.last:
        undone.append(journal.last.label)
        journal.undone()
    assert undone == [str(number) for number in range(249, 49, -1)]
    assert len(list(journal.images())) == 200
