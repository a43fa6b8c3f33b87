"""Files of every earlier format become files of the fifth: every row under its number, the trash of use, procedures to begin."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Deadline, Dispute, Letter
from litigedesk.domain.vocabulary import Clock, DisputeStage, SendMethod
from litigedesk.operations import agreements, disputes, limitation_dates, procedures, trash
from litigedesk.queries import agenda, dispute_list
from litigedesk.queries import agreements as agreement_pages
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import procedures as procedure_pages
from litigedesk.rules import instalments
from litigedesk.store.check import examine
from litigedesk.store.database import Database
from litigedesk.store.migrations import MIGRATIONS, migrate, scripts
from tests.store.old_files import Rows, kept_folder, put_away, raw, rows, tables

NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()
VERSIONS = ("0001", "0002", "0003", "0004")
ADDED = {"procedure", "agreement", "instalment", "plan_change", "wording"}
REBUILT = ("letter", "deadline", "insurance_claim")
OF_DISPUTE = ("complaint", "mediation", "letter", "event", "piece", "deadline", "limitation_event")


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, version: str) -> Path:
    return kept_folder(tmp_path, version)


def kept(was: Rows, now: Rows) -> None:
    """Every old row, value for value; what is new in it says nothing."""
    assert [{name: row[name] for name in old} for old, row in zip(was, now, strict=True)] == was
    added = {value for row in now for name, value in row.items() if was and name not in was[0]}
    assert added <= {None, 0, ""}


# ---- rows ------------------------------------------------------------------------------------------------------------
def test_every_row_is_kept_under_its_number(folder: Path, version: str) -> None:
    with raw(folder) as old:
        names = [name for name in tables(old) if name != "setting" or version > "0002"]  # a policy came of settings
        before = {name: rows(old, name) for name in names}
    assert sum(map(len, before.values())) > 150
    Desk.open(folder, lambda: NOW).close()
    with raw(folder) as new:
        for name, was in before.items():
            kept(was, rows(new, name))
        assert set(tables(new)) >= ADDED
        assert not any(rows(new, name) for name in ADDED)


def test_an_old_file_ends_with_the_very_tables_of_a_new_one(folder: Path, tmp_path: Path) -> None:
    Desk.open(folder, lambda: NOW).close()
    Desk.open(tmp_path / "neuf", lambda: NOW).close()
    with raw(folder) as old, raw(tmp_path / "neuf") as new:
        query = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
        assert [tuple(row) for row in old.execute(query)] == [tuple(row) for row in new.execute(query)]
        assert not [row for row in new.execute(query) if "_new" in (row["name"] + (row["sql"] or ""))]


# ---- numbers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("table", REBUILT)
def test_the_number_of_a_record_deleted_before_is_not_used_again(tmp_path: Path, table: str) -> None:
    folder = kept_folder(tmp_path, "0004")
    with raw(folder) as old:
        columns = ", ".join(name for name in rows(old, table)[0] if name not in {"id", "reference"})
        own = f"reference, {columns}" if table == "insurance_claim" else columns
        values = f"'S-9', {columns}" if table == "insurance_claim" else columns
        old.execute(f"INSERT INTO {table} ({own}) SELECT {values} FROM {table} LIMIT 1")
        highest = old.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
        old.execute(f"DELETE FROM {table} WHERE id = ?", (highest,))
        counted = {row["name"]: row["seq"] for row in old.execute("SELECT * FROM sqlite_sequence")}
    with Desk.open(folder, lambda: NOW) as desk:
        sequence = {row["name"]: row["seq"] for row in desk.db.rows("SELECT * FROM sqlite_sequence")}
        assert {name: sequence[name] for name in counted} == counted
        assert not [name for name in sequence if name.endswith("_new")]


def test_an_empty_table_starts_at_one(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, scripts(MIGRATIONS)[:4])
    with Database.open(path, SCHEMA, safeguard=lambda: None) as db:
        names = (*REBUILT, *(f"{one}_new" for one in REBUILT))
        assert [one for one in db.rows("SELECT name FROM sqlite_sequence") if one["name"] in names] == []


# ---- of use ----------------------------------------------------------------------------------------------------------
def test_what_an_old_file_holds_is_shown_and_goes_on(folder: Path) -> None:
    """Every page is shown, limitation gets its dates, and each open unpaid dispute takes a procedure and an agreement."""
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.db.rows("SELECT * FROM pragma_foreign_key_check") == []
        assert desk.db.value("SELECT * FROM pragma_integrity_check") == "ok"
        assert {one.code for one in examine(desk.db, desk.vault, desk.folder)} == {"file-missing"}
        limitation_dates.catch_up(desk)
        assert desk.table(Deadline).count(clock=Clock.LIMITATION)
        shown = dispute_list.rows(desk, TODAY, dispute_list.Scope.ALL)
        assert len(shown) == desk.table(Dispute).count()
        for row in shown:
            page = dossiers.dossier(desk, row.id, TODAY)
            assert procedure_pages.ways(desk, row.id, TODAY)
            if page.dispute.stage is DisputeStage.CLOSED or page.portage is not None or not page.sums.outstanding:
                continue
            procedures.save(desk, Procedure(dispute_id=row.id, kind=ProcedureKind.CONCILIATION, asked_on=TODAY))
            wanted = agreement_pages.suggested(desk, row.id, AgreementKind.ACKNOWLEDGMENT, TODAY)
            if not (page.client.kind.value == "consumer" and wanted.fee):
                agreements.save(desk, wanted, instalments.by_count(wanted.total, 3, TODAY + timedelta(30)))
            dossiers.dossier(desk, row.id, TODAY)
        assert desk.table(Procedure).count()
        agenda.entries(desk, date.min, date.max)
        while desk.undo_label is not None:
            desk.undo()
        assert not desk.table(Procedure).count()


def test_a_letter_of_an_old_file_may_now_be_registered_electronic_mail(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk, desk.db.transaction("Essai"):
        letter = replace(desk.table(Letter).all()[0], send_method=SendMethod.ELECTRONIC)
        assert desk.table(Letter).update(letter) == letter


# ---- the trash -------------------------------------------------------------------------------------------------------
def gone(connection: sqlite3.Connection, kind: str, version: str) -> list[tuple[str, dict[str, Any]]]:
    """What went to the trash of that version: a letter with its own lines, a dispute with all that is in it."""
    present = [name for name in OF_DISPUTE if name in tables(connection)]
    if kind == "letter":
        letter = rows(connection, "letter")[-1]
        own = [
            (name, one)
            for name in ("event", "deadline")
            for one in rows(connection, name, f"letter_id = {letter['id']}")
        ]
        return [("letter", letter), *own]
    counts = {row["id"]: 0 for row in rows(connection, "dispute")}
    for name in present:
        for row in rows(connection, name):
            counts[row["dispute_id"]] = counts.get(row["dispute_id"], 0) + 1
    claimed = {row["dispute_id"] for row in rows(connection, "insurance_claim")} if version > "0002" else set()
    number = max((one for one in counts if one not in claimed and one is not None), key=lambda one: counts[one])
    connection.execute("UPDATE invoice SET dispute_id = NULL WHERE dispute_id = ?", (number,))
    where = f"dispute_id = {number}"
    children = [(name, one) for name in present for one in rows(connection, name, where)]
    return [("dispute", rows(connection, "dispute", f"id = {number}")[0]), *children]


@pytest.mark.parametrize("kind", ["letter", "dispute"])
def test_what_an_earlier_version_threw_away_comes_back(folder: Path, version: str, kind: str) -> None:
    with raw(folder) as old:
        went = gone(old, kind, version)
        put_away(old, int(version), went)
    with Desk.open(folder, lambda: NOW) as desk:
        entry = desk.trash.all()[0]
        assert (entry.kind, entry.schema_version) == (kind, int(version))
        trash.restore(desk, entry.id or 0)
        for table, was in went:
            if table != "deadline" or was.get("clock") is None:  # dates follow the rules of today
                (now,) = desk.db.rows(f"SELECT * FROM {table} WHERE id = ?", (was["id"],))
                kept([was], [dict(now)])
        if kind == "dispute":
            number = went[0][1]["id"]
            dossiers.dossier(desk, number, TODAY)
            disputes.delete(desk, number)
            desk.undo()
        desk.undo()
        assert desk.db.rows(f"SELECT * FROM {kind} WHERE id = ?", (went[0][1]["id"],)) == []
