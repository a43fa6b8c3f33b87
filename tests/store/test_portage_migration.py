"""Files of the first and second formats become files of the third: contracts, letters and dates rebuilt, settings made a policy."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.insurance import Policy, PolicyHolder
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Contract, Deadline, Event, Letter, LimitationEvent, Setting
from litigedesk.domain.vocabulary import Clock, ContractKind, EventKind, LimitationEventKind, SendMethod
from litigedesk.operations import policies, trash
from litigedesk.queries import agenda
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import policies as questions
from litigedesk.store.check import examine
from litigedesk.store.database import Database
from litigedesk.store.migrations import MIGRATIONS, migrate, scripts
from tests.store.old_files import kept_folder, put_away, raw, rows, tables

NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()
OF_SECOND = {"complaint", "mediator", "convention", "mediation", "placed_mention"}
ADDED = {
    "portage_company", "tripartite", "validation_round", "delivery_proof", "policy", "guarantee", "insurance_claim", "harm",
    "claim_piece", "insurer_request",
}  # fmt: skip
REBUILT = ("contract", "letter", "event", "deadline", "limitation_event")
SAID_BY_SETTINGS = ("insurance.rc_pro", "insurance.declaration_days")


@pytest.fixture(params=["0001", "0002"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return kept_folder(tmp_path, request.param)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A data folder of the second format."""
    return kept_folder(tmp_path, "0002")


# ---- rows ------------------------------------------------------------------------------------------------------------
def test_every_row_is_kept_under_its_number_and_new_columns_say_nothing(folder: Path) -> None:
    with raw(folder) as old:
        before = {table: rows(old, table) for table in tables(old) if table != "setting"}
    assert all(before[table] for table in before if table != "trash")
    Desk.open(folder, lambda: NOW).close()
    with raw(folder) as new:
        for table, kept in before.items():
            now = rows(new, table)
            assert [{name: row[name] for name in was} for was, row in zip(kept, now, strict=True)] == kept
            added = {value for row in now for name, value in row.items() if name not in kept[0]} if kept else set()
            assert added <= {None, 0, ""}
        assert set(tables(new)) - set(before) - OF_SECOND >= ADDED | {"setting"}
        assert [name for name in ADDED - {"policy"} if rows(new, name)] == []


def test_an_old_file_ends_with_the_very_tables_of_a_new_one(folder: Path, tmp_path: Path) -> None:
    Desk.open(folder, lambda: NOW).close()
    Desk.open(tmp_path / "neuf", lambda: NOW).close()
    with raw(folder) as old, raw(tmp_path / "neuf") as new:
        query = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
        assert [tuple(row) for row in old.execute(query)] == [tuple(row) for row in new.execute(query)]
        assert not [row for row in new.execute(query) if "_new" in (row["name"] + (row["sql"] or ""))]


def test_what_an_old_file_holds_is_sound_shown_and_writable(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.db.rows("SELECT * FROM pragma_foreign_key_check") == []
        assert desk.db.rows("SELECT * FROM pragma_integrity_check")[0][0] == "ok"
        assert {one.code for one in examine(desk.db, desk.vault, desk.folder)} == {"file-missing"}, (
            "only the file was kept"
        )
        for row in desk.db.rows("SELECT id FROM dispute"):
            dossiers.dossier(desk, row["id"], TODAY)
        assert agenda.entries(desk, date.min, date.max)
        for record in (Contract, Letter, Event, Deadline, LimitationEvent):
            with desk.db.transaction("Rien"):
                for one in desk.table(record).all():
                    desk.table(record).update(one)
        with desk.db.transaction("Essai"):
            made = desk.table(Contract).insert(Contract(client_id=1, kind=ContractKind.TRIPARTITE, reference="T-1"))
            letter = Letter(
                contract_id=made.id,
                template="contrat-a-valider",
                title="Lettre",
                written_on=TODAY,
                send_method=SendMethod.EMAIL,
                amount_due=ZERO,
            )
            assert desk.table(Letter).insert(letter).dispute_id is None


def test_a_letter_an_event_or_a_cause_of_limitation_is_always_about_something(second: Path) -> None:
    with Desk.open(second, lambda: NOW) as desk:
        letter = Letter(template="x", title="x", written_on=TODAY, send_method=SendMethod.POST, amount_due=ZERO)
        event = Event(kind=EventKind.NOTE, happened_on=TODAY, title="x")
        cause = LimitationEvent(kind=LimitationEventKind.EXPERT, happened_on=TODAY)
        for orphan in (letter, event, cause):
            with pytest.raises(sqlite3.IntegrityError), desk.db.transaction("Essai"):
                desk.table(type(orphan)).insert(orphan)  # type: ignore[arg-type]


# ---- numbers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("table", REBUILT)
def test_the_number_of_a_record_deleted_before_is_not_used_again(folder: Path, table: str) -> None:
    with raw(folder) as old:
        columns = ", ".join(name for name in rows(old, table)[0] if name != "id")
        old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT 1")
        highest = old.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
        old.execute(f"DELETE FROM {table} WHERE id = ?", (highest,))
        counted = {row["name"]: row["seq"] for row in old.execute("SELECT * FROM sqlite_sequence")}
    with Desk.open(folder, lambda: NOW) as desk:
        sequence = {row["name"]: row["seq"] for row in desk.db.rows("SELECT * FROM sqlite_sequence")}
        assert {name: sequence[name] for name in counted} == counted
        assert not [name for name in sequence if name.endswith("_new")]
        image = dict(desk.db.rows(f"SELECT * FROM {table} ORDER BY id LIMIT 1")[0])
        with desk.db.transaction("Essai"):
            assert desk.db.insert_row(table, image | {"id": None})["id"] == highest + 1


@pytest.mark.parametrize("table", REBUILT)
@pytest.mark.parametrize("version", [1, 2])
def test_an_empty_table_starts_at_one(tmp_path: Path, version: int, table: str) -> None:
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, scripts(MIGRATIONS)[:version])
    with Database.open(path, SCHEMA, safeguard=lambda: None) as db:
        assert db.rows("SELECT * FROM sqlite_sequence WHERE name IN (?, ?)", (table, f"{table}_new")) == []


# ---- settings --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "days", "declared_within", "left"),
    [
        ("yes", None, 5, {}),
        ("yes", "5", 5, {}),
        ("yes", "8", 8, {}),
        ("yes", "2", 5, {}),  # never under five (C. ass. L113-2, 4°)
        ("no", "8", None, {"insurance.rc_pro": "no"}),
        ("unknown", "8", None, {"insurance.rc_pro": "unknown"}),
        (None, "8", None, {}),
        (None, None, None, {}),
    ],
)
def test_the_policy_that_settings_told_of_is_on_file(
    second: Path, said: str | None, days: str | None, declared_within: int | None, left: dict[str, str]
) -> None:
    with raw(second) as old:
        old.execute("DELETE FROM setting WHERE key IN (?, ?)", SAID_BY_SETTINGS)
        for key, value in zip(SAID_BY_SETTINGS, (said, days), strict=True):
            if value is not None:
                old.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (key, value))
        kept = rows(old, "setting", "key NOT LIKE 'insurance.%'")
    with Desk.open(second, lambda: NOW) as desk:
        held = desk.table(Policy).all()
        assert [(one.declaration_days, one.holder, one.insurer) for one in held] == (
            [] if declared_within is None else [(declared_within, PolicyHolder.USER, "")]
        )
        told = {one.key: one.value for one in desk.table(Setting).all()}
        assert told == left | {row["key"]: row["value"] for row in kept}
        assert questions.insured(desk) is (True if held else False if said == "no" else None)


def test_the_days_to_tell_the_insurer_stay_where_they_were(second: Path) -> None:
    """The demonstration's policy has five days: what it set is what the policy now sets, on the same days."""
    with raw(second) as old:
        before = {row["id"]: row["due_on"] for row in rows(old, "deadline", "clock = 'insurer'")}
    assert before
    with Desk.open(second, lambda: NOW) as desk:
        (held,) = desk.table(Policy).all()
        policies.save(desk, Policy(id=held.id, insurer="Mutuelle du Large", number="RC-1"), [])
        now = {one.id: one.due_on.isoformat() for one in desk.table(Deadline).where(clock=Clock.INSURER)}
        assert now.items() <= before.items()


# ---- the trash -------------------------------------------------------------------------------------------------------
def alone(connection: sqlite3.Connection, table: str) -> list[tuple[str, dict[str, Any]]]:
    """A record on which nothing rests, with its line and its deadline when it is a letter."""
    if table == "letter":
        row = rows(connection, "letter")[-1]
        where = f"letter_id = {row['id']}"
        return [(table, row), *((kind, one) for kind in ("event", "deadline") for one in rows(connection, kind, where))]
    columns = ", ".join(name for name in rows(connection, table)[0] if name != "id")
    own = columns.replace("milestone", "''").replace("clock", "NULL").replace("computed_on", "NULL")
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {own} FROM {table} LIMIT 1")
    return [(table, rows(connection, table)[-1])]


@pytest.mark.parametrize("kind", REBUILT)
def test_what_the_second_version_threw_away_comes_back(second: Path, kind: str) -> None:
    with raw(second) as old:
        went = alone(old, kind)
        put_away(old, 2, went)
    with Desk.open(second, lambda: NOW) as desk:
        entry = desk.trash.all()[0]
        assert (entry.kind, entry.schema_version) == (kind, 2)
        trash.restore(desk, entry.id or 0)
        for table, was in went:
            (now,) = desk.db.rows(f"SELECT * FROM {table} WHERE id = ?", (was["id"],))
            assert {name: now[name] for name in was} == was
            assert {value for name, value in dict(now).items() if name not in was} <= {
                None,
                0,
            }  # what each column says by default
        desk.undo()
        assert desk.db.rows(f"SELECT * FROM {kind} WHERE id = ?", (went[0][1]["id"],)) == []


def test_a_whole_dispute_of_the_second_version_comes_back_with_its_complaint_and_mediation(second: Path) -> None:
    with raw(second) as old:
        number = rows(old, "mediation")[0]["dispute_id"]
        where = f"dispute_id = {number}"
        went = [("dispute", rows(old, "dispute", f"id = {number}")[0])]
        children = ("complaint", "mediation", "letter", "event", "deadline", "limitation_event")
        went += [(table, row) for table in children for row in rows(old, table, where)]
        old.execute("UPDATE invoice SET dispute_id = NULL WHERE dispute_id = ?", (number,))
        put_away(old, 2, went)
    with Desk.open(second, lambda: NOW) as desk:
        trash.restore(desk, desk.trash.all()[0].id or 0)
        for table, was in went:
            if table != "deadline":  # dates follow the rules of today
                (now,) = desk.db.rows(f"SELECT * FROM {table} WHERE id = ?", (was["id"],))
                assert {name: now[name] for name in was} == was
        dossiers.dossier(desk, number, TODAY)
