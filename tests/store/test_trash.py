"""The trash: what was deleted comes back whole under its own ids, or the reason is said and nothing changes."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from litigedesk.errors import BugError, NotFound, Refused
from litigedesk.store.database import Database
from litigedesk.store.trash import Trash, TrashEntry
from tests.store.sample_records import SCRIPTS, Bill, Firm, names, open_sample, saved

TODAY = date(2027, 3, 1)


def thrown_away(db: Database, firm: Firm) -> TrashEntry:
    """The firm and its bills put in the trash."""
    with db.transaction(f"Suppression de {firm.name}"):
        return Trash(db).put(f"Client {firm.name}", [firm, *db.table(Bill).where(firm_id=firm.id)], TODAY)


def test_a_record_and_its_children_go_and_come_back_the_same(db: Database) -> None:
    firm = saved(db, "Œuvre", bills=3)
    bills = db.table(Bill).all()
    entry = thrown_away(db, firm)
    assert (db.table(Firm).count(), db.table(Bill).count()) == (0, 0)
    assert (entry.kind, entry.label, entry.deleted_on, entry.schema_version) == ("firm", "Client Œuvre", TODAY, 1)
    assert Trash(db).all() == [entry]
    with db.transaction("Restauration") as step:
        assert Trash(db).restore(entry.id or 0) == entry
    assert (db.table(Firm).all(), db.table(Bill).all()) == ([firm], bills)
    assert Trash(db).all() == []
    assert step.done.kinds == {"firm", "bill", "trash"}


def test_both_ways_can_be_undone(db: Database) -> None:
    firm = saved(db, "a", bills=1)
    entry = thrown_away(db, firm)
    db.undo()
    assert (names(db), Trash(db).all()) == (["a"], [])
    db.redo()
    assert (names(db), Trash(db).all()) == ([], [entry])
    with db.transaction("Restauration"):
        Trash(db).restore(entry.id or 0)
    db.undo()
    assert (names(db), Trash(db).all()) == ([], [entry])


def test_what_is_kept_is_the_saved_row_not_an_older_one_in_hand(db: Database) -> None:
    firm = saved(db, "a")
    with db.transaction("Modification"):
        db.table(Firm).update(Firm(id=firm.id, name="b", visits=4))
    entry = thrown_away(db, firm)
    with db.transaction("Restauration"):
        Trash(db).restore(entry.id or 0)
    assert db.table(Firm).all() == [Firm(id=firm.id, name="b", visits=4)]


def test_a_child_does_not_come_back_without_its_parent_which_is_named_when_it_is_in_the_trash(db: Database) -> None:
    firm = saved(db, "a", bills=1)
    with db.transaction("Suppression"):
        child = Trash(db).put("Facture a-0", db.table(Bill).all(), TODAY)
    parent = thrown_away(db, firm)
    with pytest.raises(Refused, match="restaurez d’abord «\u202fClient a\u202f»"), db.transaction("Restauration"):
        Trash(db).restore(child.id or 0)
    with db.transaction("Suppression définitive"):
        db.table(TrashEntry).delete(parent.id or 0)
    with pytest.raises(Refused, match="se rattache n’existe plus"), db.transaction("Restauration"):
        Trash(db).restore(child.id or 0)
    assert Trash(db).all() == [child]
    assert db.table(Bill).count() == 0


def test_a_record_does_not_come_back_when_its_unique_value_is_taken(db: Database) -> None:
    entry = thrown_away(db, saved(db, "a", bills=1))
    saved(db, "a")
    with pytest.raises(
        Refused, match="Impossible de restaurer «\u202fClient a\u202f»\xa0: un autre élément porte déjà"
    ):
        Trash(db).restore(entry.id or 0)
    assert (names(db), db.table(Bill).count(), Trash(db).all()) == (["a"], 0, [entry])


def test_rows_of_an_older_format_lose_dropped_columns_and_take_defaults_for_new_ones(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    first = (SCRIPTS / "0001_first.sql").read_text(encoding="utf-8")
    (scripts / "0001_first.sql").write_text(
        first.replace("visits  INTEGER", "visits INTEGER DEFAULT 5"), encoding="utf-8"
    )
    with open_sample(tmp_path / "x.sqlite", scripts) as db:
        entry = thrown_away(db, saved(db, "a"))
        [[table, row]] = entry.rows
        old = {**row, "nickname": "gone"}
        del old["visits"]
        with db.transaction("Ancien format"):
            images = json.dumps([{"table": table, "row": old}])
            db.table(TrashEntry).update(TrashEntry(**{**vars(entry), "images": images}))
            Trash(db).restore(entry.id or 0)
        assert db.table(Firm).all() == [Firm(id=1, name="a", visits=5)]


@pytest.mark.parametrize("change", [{"table": "nowhere"}, {"row": {"id": 1, "mood": "calm"}}])
def test_rows_that_no_longer_fit_are_refused_in_words(db: Database, change: dict[str, object]) -> None:
    entry = thrown_away(db, saved(db, "a"))
    images = json.dumps([{"table": "firm", "row": dict(entry.rows[0][1]), **change}])
    with db.transaction("Ancien format"):
        db.table(TrashEntry).update(TrashEntry(**{**vars(entry), "images": images}))
    with pytest.raises(Refused, match="sa forme a changé depuis"):
        Trash(db).restore(entry.id or 0)
    assert names(db) == []


def test_what_others_refer_to_stays(db: Database) -> None:
    firm = saved(db, "a", bills=1)
    with pytest.raises(sqlite3.IntegrityError), db.transaction("Suppression"):
        Trash(db).put("Client a", [firm], TODAY)
    assert (names(db), Trash(db).all()) == (["a"], [])


def test_what_is_already_gone_is_not_found(db: Database) -> None:
    with pytest.raises(NotFound), db.transaction("Suppression"):
        Trash(db).put("Client a", [Firm(id=9, name="a")], TODAY)
    with pytest.raises(NotFound), db.transaction("Restauration"):
        Trash(db).restore(9)
    with pytest.raises(BugError), db.transaction("Suppression"):
        Trash(db).put("Rien", [], TODAY)


def test_old_entries_are_thrown_away_for_good_and_the_others_stay(db: Database) -> None:
    firms = [saved(db, name) for name in "abc"]
    entries = []
    with db.transaction("Suppressions"):
        for day, firm in enumerate(firms, 1):
            entries.append(Trash(db).put(firm.name, [firm], date(2027, 3, day)))
    assert Trash(db).purge(before=date(2027, 3, 3)) == 2
    assert Trash(db).all() == [entries[2]]
    assert Trash(db).purge(before=date(2027, 3, 3)) == 0
    assert db.undo_label is None
