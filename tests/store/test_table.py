"""The DAO: what is saved comes back the same, and nothing else gets in."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import Money
from litigedesk.errors import BugError, DatabaseDamaged, NotFound
from litigedesk.store.database import Database
from litigedesk.store.schema import Definition, Schema
from tests.store.sample_records import SCHEMA, Bill, Firm, Mood, open_sample, saved

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WHOLE = st.integers(-(2**63), 2**63 - 1)
FIRMS = st.builds(
    Firm,
    id=st.none(),
    name=TEXT,
    mood=st.sampled_from(Mood),
    since=st.none() | st.dates(),
    seen_at=st.none() | st.datetimes(),
    rate=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    credit=st.builds(Money, WHOLE),
    active=st.booleans(),
    visits=st.none() | WHOLE,
)


@given(FIRMS)
def test_every_field_survives_its_image(firm: Firm) -> None:
    definition = SCHEMA.of(Firm)
    assert definition.read(definition.image(firm)) == firm


def test_what_is_saved_comes_back_the_same_from_a_reopened_file(db: Database, path: Path) -> None:
    firm = Firm(
        name="L’Œuvre\u202f; « été » \x00 '",
        mood=Mood.ANGRY,
        since=date(2027, 3, 1),
        seen_at=datetime(2027, 3, 1, 10, 2, 3, 456),
        rate=Decimal("12.40"),
        credit=Money(-123_456_789_012),
        active=False,
        visits=0,
    )
    with db.transaction("Ajout"):
        kept = db.table(Firm).insert(firm)
    db.close()
    with open_sample(path) as again:
        assert again.table(Firm).all() == [kept]
    assert kept == replace(firm, id=1)


def test_records_are_found_by_values_none_included_and_in_the_order_asked(db: Database) -> None:
    with db.transaction("Ajout"):
        table = db.table(Firm)
        for name, visits in (("b", None), ("a", 2), ("c", None)):
            table.insert(Firm(name=name, visits=visits))
    assert [firm.name for firm in table.all(order="name DESC")] == ["c", "b", "a"]
    assert [firm.name for firm in table.where(visits=None, order="name")] == ["b", "c"]
    assert [firm.name for firm in table.where(mood=Mood.CALM, visits=2)] == ["a"]
    assert table.first(visits=None, order="name DESC") == table.get(3)
    assert table.first(name="z") is None
    assert (table.count(), table.count(visits=None), table.count(name="z")) == (3, 2, 0)
    assert [firm.name for firm in table.select("SELECT * FROM firm WHERE name > ?", ("b",))] == ["c"]


def test_a_record_that_is_gone_is_said_so_in_french(db: Database) -> None:
    assert db.table(Firm).find(7) is None
    with pytest.raises(NotFound, match="n’existe plus"):
        db.table(Firm).get(7)
    with pytest.raises(NotFound), db.transaction("Modification"):
        db.table(Firm).update(Firm(id=7, name="x"))
    with pytest.raises(NotFound), db.transaction("Suppression"):
        db.table(Firm).delete(7)


def test_a_parent_cannot_be_deleted_before_its_children(db: Database) -> None:
    firm = saved(db, "Dupont", bills=1)
    with pytest.raises(sqlite3.IntegrityError), db.transaction("Suppression"):
        db.table(Firm).delete(firm.id or 0)
    assert db.table(Firm).all() == [firm]


def test_an_update_that_changes_nothing_is_no_step(db: Database) -> None:
    firm = saved(db, "Dupont")
    with db.transaction("Modification") as step:
        db.table(Firm).update(firm)
    assert step.done.kinds == frozenset()
    assert db.undo_label == "Ajout de Dupont"


@pytest.mark.parametrize(
    "wrong", [{"since": datetime(2027, 1, 1)}, {"visits": True}, {"credit": 12}, {"mood": "calm"}, {"name": None}]
)
def test_a_value_of_another_type_is_a_bug_and_saves_nothing(db: Database, wrong: dict[str, Any]) -> None:
    with pytest.raises(BugError), db.transaction("Ajout"):
        db.table(Firm).insert(replace(Firm(name="x"), **wrong))
    assert db.table(Firm).count() == 0


def test_a_new_record_has_no_id_and_a_changed_one_has(db: Database) -> None:
    with pytest.raises(BugError), db.transaction("Ajout"):
        db.table(Firm).insert(Firm(id=3, name="x"))
    with pytest.raises(BugError), db.transaction("Modification"):
        db.table(Firm).update(Firm(name="x"))


@pytest.mark.parametrize("order", ["nom", "name; DROP TABLE firm", "(SELECT 1)", "name COLLATE NOCASE", ""])
def test_an_order_that_is_not_a_list_of_columns_is_a_bug(db: Database, order: str) -> None:
    with pytest.raises(BugError):
        db.table(Firm).all(order=order)


def test_an_unknown_column_is_a_bug(db: Database) -> None:
    with pytest.raises(BugError):
        db.table(Firm).where(nom="x")


def test_a_question_may_ask_more_than_the_record_holds_in_any_order_but_not_less(db: Database) -> None:
    firm = saved(db, "Dupont")
    rows = db.rows("SELECT 7 AS more, * FROM firm")
    assert db.table(Firm).read(rows) == [firm]
    assert db.table(Firm).read([]) == []
    with pytest.raises(BugError, match="active, visits"):
        db.table(Firm).select("SELECT id, name, mood, since, seen_at, rate, credit FROM firm")


@pytest.mark.parametrize(
    ("column", "value"), [("name", 7), ("name", None), ("mood", "sad"), ("credit", "much"), ("since", 20270101)]
)
def test_a_value_of_another_kind_is_reported_as_damage(db: Database, column: str, value: object) -> None:
    definition = db.schema.of(Firm)
    image = definition.image(Firm(id=1, name="Dupont"))
    with pytest.raises(DatabaseDamaged, match=rf"firm\.{column}"):
        definition.read({**image, column: value})


def test_a_value_that_no_program_of_ours_wrote_is_reported_as_damage(db: Database, path: Path) -> None:
    saved(db, "Dupont")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE firm SET since = '2027-13-45'")
    with pytest.raises(DatabaseDamaged, match=r"firm\.since"):
        db.table(Firm).get(1)


def test_a_type_without_a_codec_is_refused_when_it_is_defined() -> None:
    @dataclass(frozen=True)
    class Odd:
        id: int | None
        weight: float

    with pytest.raises(BugError, match=r"odd\.weight"):
        Definition("odd", Odd)


def test_a_table_unlike_its_record_is_refused_at_opening(db: Database) -> None:
    @dataclass(frozen=True)
    class Short:
        id: int | None

    with pytest.raises(BugError, match="different columns"):
        Schema(Definition("bill", Short)).verify(db)


@pytest.mark.parametrize("table", ["(id INTEGER PRIMARY KEY) STRICT", "(id INTEGER PRIMARY KEY AUTOINCREMENT)"])
def test_a_table_that_would_reuse_ids_or_take_any_type_is_refused(tmp_path: Path, table: str) -> None:
    @dataclass(frozen=True)
    class Loose:
        id: int | None

    (tmp_path / "0001_x.sql").write_text(f"CREATE TABLE loose {table};", encoding="utf-8")
    with pytest.raises(BugError, match="STRICT"):
        Database.open(
            tmp_path / "x.sqlite", Schema(Definition("loose", Loose)), safeguard=lambda: None, migrations=tmp_path
        )


def test_generated_columns_are_no_business_of_records(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Named:
        id: int | None
        name: str

    sql = "CREATE TABLE named (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, size INTEGER AS (length(name))) STRICT;"
    (tmp_path / "0001_x.sql").write_text(sql + "CREATE TABLE revision (token TEXT) STRICT;", encoding="utf-8")
    schema = Schema(Definition("named", Named))
    with Database.open(tmp_path / "x.sqlite", schema, safeguard=lambda: None, migrations=tmp_path) as database:
        with database.transaction("Ajout"):
            database.table(Named).insert(Named(None, "abc"))
        assert database.table(Named).all() == [Named(1, "abc")]


def test_records_and_tables_outside_the_schema_are_bugs(db: Database) -> None:
    with pytest.raises(BugError):
        db.table(Mood)
    with pytest.raises(BugError):
        db.image("sqlite_schema", 1)
    assert "bill" in SCHEMA
    assert SCHEMA.named("bill").record is Bill


def test_records_saved_all_at_once_are_those_saved_one_by_one(db: Database) -> None:
    firms = [Firm(name=f"Société {n}", mood=Mood.CALM, visits=n) for n in range(3)]
    with db.transaction("Un à un"):
        apart = [db.table(Firm).insert(firm) for firm in firms]
        db.table(Firm).delete(apart[-1].id or 0)
    with db.transaction("Tous") as step:
        firms = [replace(firm, name=f"{firm.name} bis") for firm in firms]
        ids = db.table(Firm).insert_all(firms)
        assert list(db.table(Firm).insert_all([])) == []
    assert list(ids) == [4, 5, 6], "an id is never taken twice"
    assert [db.table(Firm).get(taken) for taken in ids] == [
        replace(firm, id=taken) for firm, taken in zip(firms, ids, strict=True)
    ]
    assert [change.before for change in step.changes] == [None] * 3
    db.undo()
    assert db.table(Firm).count() == 2
    db.redo()
    assert db.table(Firm).count() == 5
    with pytest.raises(BugError):
        db.table(Firm).insert_all(firms)
    with pytest.raises(BugError), db.transaction("Déjà là"):
        db.table(Firm).insert_all(apart)
