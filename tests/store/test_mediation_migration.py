"""Files of the first format become files of the second: every row kept, no number used twice, the trash still of use."""

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.records import Deadline, Dispute, Event, Invoice, Letter, LimitationEvent
from litigedesk.domain.vocabulary import Clock
from litigedesk.operations import disputes, trash
from litigedesk.queries import agenda
from litigedesk.queries import disputes as dossiers
from litigedesk.store.database import Database
from litigedesk.store.migrations import MIGRATIONS, migrate, scripts
from litigedesk.store.trash import Trash
from tests.store.old_files import Rows, kept_folder, raw, rows, tables

NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()
REBUILT = ("dispute", "deadline")
ADDED = {"complaint", "mediator", "convention", "mediation", "placed_mention"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder of the first format: the demonstration, with a record in each table."""
    return kept_folder(tmp_path, "0001")


# ---- rows ------------------------------------------------------------------------------------------------------------
def test_every_row_is_kept_under_its_number_and_new_columns_say_nothing(folder: Path) -> None:
    with raw(folder) as old:
        before = {table: rows(old, table) for table in tables(old)}
    assert all(before[table] for table in before if table != "trash")
    Desk.open(folder, lambda: NOW).close()
    with raw(folder) as new:
        for table, kept in before.items():
            now = rows(new, table)
            assert [{name: row[name] for name in was} for was, row in zip(kept, now, strict=True)] == kept
            added = {name: value for row in now for name, value in row.items() if name not in kept[0]} if kept else {}
            assert set(added.values()) <= {None, 0, ""}
        assert set(tables(new)) - set(before) >= ADDED


def test_an_old_file_ends_with_the_very_tables_of_a_new_one(folder: Path, tmp_path: Path) -> None:
    Desk.open(folder, lambda: NOW).close()
    Desk.open(tmp_path / "neuf", lambda: NOW).close()
    with raw(folder) as old, raw(tmp_path / "neuf") as new:
        query = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
        assert [tuple(row) for row in old.execute(query)] == [tuple(row) for row in new.execute(query)]
        assert not [row for row in new.execute(query) if "_new" in (row["name"] + (row["sql"] or ""))]


def test_what_an_old_file_holds_is_shown_and_checked_as_before(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.db.rows("SELECT * FROM pragma_foreign_key_check") == []
        assert desk.db.rows("SELECT * FROM pragma_integrity_check")[0][0] == "ok"
        found = desk.table(Dispute).all()
        assert all(dossiers.dossier(desk, one.id or 0, TODAY).dispute == one for one in found)
        days = {one.deadline_id for one in agenda.entries(desk, date.min, date.max)} - {None}
        shown = desk.db.rows(
            """SELECT l.id FROM deadline l JOIN dispute d ON d.id = l.dispute_id
               WHERE d.stage <> 'closed' OR l.done_on IS NOT NULL"""
        )
        assert days == {row["id"] for row in shown}


# ---- numbers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("table", REBUILT)
def test_the_number_of_a_record_deleted_before_is_not_used_again(folder: Path, table: str) -> None:
    """Else what was written elsewhere of the old record, in the trash or a calendar, would be taken for the new one's."""
    with raw(folder) as old:
        old.execute("PRAGMA foreign_keys = ON")
        if table == "dispute":
            old.execute(
                """INSERT INTO dispute SELECT NULL, client_id, kind, 'LIT-9', title, opened_on, stage, contested_amount,
                   contested_reason, notice_received_on, judgment_on, capitalise, closed_on, closing_reason, notes
                   FROM dispute LIMIT 1"""
            )
        highest = old.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
        assert old.execute(f"DELETE FROM {table} WHERE id = ?", (highest,)).rowcount == 1
        counted = {row["name"]: row["seq"] for row in old.execute("SELECT * FROM sqlite_sequence")}
    with Desk.open(folder, lambda: NOW) as desk:
        sequence = {row["name"]: row["seq"] for row in desk.db.rows("SELECT * FROM sqlite_sequence")}
        assert {name: sequence[name] for name in counted} == counted
        assert not [name for name in sequence if name.endswith("_new")]
        if table == "deadline":
            added = disputes.save_deadline(desk, Deadline(title="Appeler", due_on=TODAY)).value.id
        else:
            client_id = desk.table(Dispute).all()[0].client_id
            with desk.db.transaction("Litige ouvert"):
                added = desk.table(Dispute).insert(Dispute(client_id=client_id, reference="N", opened_on=TODAY)).id
        assert added == highest + 1


@pytest.mark.parametrize("table", REBUILT)
def test_a_table_that_never_held_anything_or_was_emptied_still_counts_right(tmp_path: Path, table: str) -> None:
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, scripts(MIGRATIONS)[:1])
    with Database.open(path, SCHEMA, safeguard=lambda: None) as db:
        assert db.rows("SELECT * FROM sqlite_sequence WHERE name = ?", (table,)) == []
        with db.transaction("Échéance"):
            assert db.table(Deadline).insert(Deadline(title="x", due_on=TODAY)).id == 1


# ---- the trash -------------------------------------------------------------------------------------------------------
def thrown_away_before(folder: Path, dispute_id: int) -> dict[str, Rows]:
    """A dispute put in the trash by the first version, in its columns; returns the rows that went."""
    with raw(folder) as old:
        old.execute("PRAGMA foreign_keys = ON")
        children = ("letter", "event", "deadline", "limitation_event")
        went = {"dispute": rows(old, "dispute", f"id = {dispute_id}")}
        went |= {table: rows(old, table, f"dispute_id = {dispute_id}") for table in children}
        stayed = [row["id"] for row in rows(old, "invoice", f"dispute_id = {dispute_id}")]
        images = [
            *({"table": table, "row": row} for table, kept in went.items() for row in kept),
            *({"table": "invoice", "stayed": one} for one in stayed),
        ]
        old.execute("UPDATE invoice SET dispute_id = NULL WHERE dispute_id = ?", (dispute_id,))
        for table in reversed(went):
            for row in reversed(went[table]):
                old.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))
        old.execute(
            "INSERT INTO trash (kind, label, deleted_on, schema_version, images) VALUES ('dispute', 'Litige', ?, 1, ?)",
            (TODAY.isoformat(), json.dumps(images, ensure_ascii=False)),
        )
    return went


def test_a_dispute_thrown_away_by_the_first_version_comes_back_in_the_second(folder: Path) -> None:
    with raw(folder) as old:
        query = """SELECT dispute_id FROM deadline WHERE dispute_id IN (SELECT dispute_id FROM letter)
                   AND dispute_id IN (SELECT dispute_id FROM event) ORDER BY dispute_id"""
        dispute_id = old.execute(query).fetchone()[0]
        invoices = [row["id"] for row in rows(old, "invoice", f"dispute_id = {dispute_id}")]
    went = thrown_away_before(folder, dispute_id)
    assert all(went[table] for table in ("dispute", "letter", "event", "deadline"))
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.table(Dispute).find(dispute_id) is None
        (entry,) = (one for one in Trash(desk.db).all() if one.kind == "dispute")
        assert entry.schema_version == 1
        trash.restore(desk, entry.id or 0)
        for record in (Dispute, Letter, Event, Deadline, LimitationEvent):
            table = SCHEMA.of(record).name
            for was in went[table]:
                (now,) = desk.db.rows(f"SELECT * FROM {table} WHERE id = ?", (was["id"],))
                assert {name: now[name] for name in was} == was
        assert [one.id for one in desk.table(Invoice).where(dispute_id=dispute_id)] == invoices
        assert {one.clock for one in desk.table(Deadline).where(dispute_id=dispute_id)} == {None, Clock.LIMITATION}
        assert {one.confidential for one in desk.table(Letter).where(dispute_id=dispute_id)} == {False}
        dossiers.dossier(desk, dispute_id, TODAY)
        desk.undo()
        assert desk.table(Dispute).find(dispute_id) is None


@pytest.mark.parametrize("kind", ["event", "deadline", "letter"])
def test_what_was_thrown_away_alone_comes_back_too(folder: Path, kind: str) -> None:
    with raw(folder) as old:
        old.execute("PRAGMA foreign_keys = ON")
        alone = {"event": "letter_id IS NULL AND payment_id IS NULL", "deadline": "1", "letter": "1"}[kind]
        row = rows(old, kind, alone)[-1]
        children = [
            (table, one) for table in ("event", "deadline") for one in rows(old, table, f"letter_id = {row['id']}")
        ]
        images = [(kind, row), *(children if kind == "letter" else [])]
        for table, one in reversed(images):
            old.execute(f"DELETE FROM {table} WHERE id = ?", (one["id"],))
        told = json.dumps([{"table": table, "row": one} for table, one in images])
        old.execute(
            "INSERT INTO trash (kind, label, deleted_on, schema_version, images) VALUES (?, 'x', ?, 1, ?)",
            (kind, TODAY.isoformat(), told),
        )
    with Desk.open(folder, lambda: NOW) as desk:
        trash.restore(desk, desk.trash.all()[0].id or 0)
        for table, one in images:
            (now,) = desk.db.rows(f"SELECT * FROM {table} WHERE id = ?", (one["id"],))
            assert {name: now[name] for name in one} == one
