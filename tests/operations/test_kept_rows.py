"""The rows that a list keeps in memory are those of a fresh reading, whatever happens to any table."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from litigedesk.demo import scale
from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.records import Client, Invoice, Payment
from litigedesk.errors import UserError
from litigedesk.queries import clients, contracts, insurance_claims, invoices, kept_rows, mediations
from litigedesk.queries.kept_rows import KeptList, KeptRows
from tests.folders import demo_folder

NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()
FRESH: dict[str, tuple[KeptList[Any], Callable[[Desk], list[Any]]]] = {
    "clients": (clients.KEPT, clients.rows),
    "contracts": (contracts.KEPT, contracts.rows),
    "invoices": (invoices.KEPT, invoices.rows),
    "mediations": (mediations.kept(TODAY), lambda desk: mediations.rows(desk, TODAY, mediations.Scope.ALL)),
    "claims": (insurance_claims.KEPT, lambda desk: insurance_claims.rows(desk, insurance_claims.Scope.ALL)),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, to be copied."""
    folder = tmp_path_factory.mktemp("kept") / "d"
    demo_folder(folder, NOW)
    return folder


@pytest.fixture
def desk(told: Path, tmp_path: Path) -> Iterator[Desk]:
    copytree(told, tmp_path / "d")
    with Desk.open(tmp_path / "d", lambda: NOW) as opened:
        yield opened


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Desk]:
    scale.make(tmp_path / "m", NOW, 40)
    with Desk.open(tmp_path / "m", lambda: NOW) as opened:
        yield opened


def shake(desk: Desk, draw: Random) -> None:
    """Change, copy or delete a record of any table, with values that other records of it have; or take a step back."""
    if draw.random() < 0.1:
        with suppress(UserError):
            draw.choice((desk.undo, desk.redo))()
        return
    looked_at = list(draw.choice(list(FRESH.values()))[0].leads)
    every = [one.name for one in SCHEMA.definitions]
    record = SCHEMA.named(draw.choice(looked_at if draw.random() < 0.9 else every)).record
    held = desk.table(record).all()
    if not held:
        return
    one, other = draw.choice(held), draw.choice(held)
    column = draw.choice([field.name for field in fields(record) if field.name != "id"])
    with suppress(sqlite3.IntegrityError), desk.db.transaction("Essai"):
        match draw.randrange(8):
            case 0:
                desk.table(record).delete(one.id)
            case 1:
                desk.table(record).insert(replace(one, id=None, **{column: getattr(other, column)}))
            case _:
                desk.table(record).update(replace(one, **{column: getattr(other, column)}))


@pytest.mark.parametrize("seed", range(3))
def test_kept_rows_equal_a_fresh_reading_whatever_changes(desk: Desk, seed: int) -> None:
    draw = Random(seed)
    kept = {name: KeptRows(desk, how) for name, (how, _) in FRESH.items()}
    changed = dict.fromkeys(kept, 0)
    for _ in range(80):
        before = {name: one.rows() for name, one in kept.items()}
        for _ in range(draw.randrange(1, 8)):
            shake(desk, draw)
        for name, (_, fresh) in FRESH.items():
            assert kept[name].rows() == fresh(desk), name
            changed[name] += kept[name].rows() is not before[name]
    assert all(changed.values()), changed


def test_after_a_step_only_the_rows_it_touched_are_read(many: Desk) -> None:
    kept = KeptRows(many, invoices.KEPT)
    before = kept.rows()
    one = before[100].invoice
    asked = read_ids(kept)
    with many.db.transaction("Essai"):
        many.table(Payment).insert(Payment(invoice_id=one.id or 0, paid_on=TODAY, amount=one.gross))
    after = kept.rows()
    assert asked == [{one.id}]
    assert [row for row in after if not any(row is held for held in before)] == [after[100]]
    assert after[100].paid == before[100].paid + one.gross


def test_nothing_is_read_again_when_nothing_was_touched(many: Desk) -> None:
    kept = KeptRows(many, invoices.KEPT)
    before, asked = kept.rows(), read_ids(kept)
    with many.db.transaction("Essai"):
        client = many.table(Client).insert(Client(name="Neuf"))
    assert kept.rows() is before
    assert asked == [], "a new client has no invoice"
    assert client.id is not None


def test_a_row_that_is_as_it_was_stays_the_same_object(many: Desk) -> None:
    kept = KeptRows(many, clients.KEPT)
    before = kept.rows()
    with many.db.transaction("Essai"):
        one = many.table(Invoice).all()[0]
        many.table(Invoice).update(replace(one, title="Autre prestation"))
    assert kept.rows() is before


def test_a_list_read_in_slices_is_that_read_at_once(many: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "AT_ONCE", 50)
    monkeypatch.setattr(kept_rows, "SLICE", 60)
    kept = KeptRows(many, invoices.KEPT)
    assert kept.is_long
    slices = 1
    while kept.read_more():
        slices += 1
        with many.db.transaction("Essai"):  # meanwhile one is changed, one comes and one goes
            held = many.table(Invoice).all(order="id DESC")
            many.table(Invoice).update(replace(held[0], title=f"Prestation {slices}"))
            many.table(Invoice).insert(replace(held[0], id=None, number=f"N-{slices}"))
            free = next(one for one in held[3:] if not many.table(Payment).count(invoice_id=one.id))
            many.table(Invoice).delete(free.id or 0)
    assert slices == 4
    assert not kept.is_long
    assert kept.rows() == invoices.rows(many)


def read_ids(kept: KeptRows[Any]) -> list[set[int]]:
    """The ids that are read from now on, one set for each question."""
    asked: list[set[int]] = []
    how = kept._list

    def read(desk: Desk, ids: Any) -> Any:
        asked.append(set(ids))
        return how.read(desk, ids)

    kept._list = replace(how, read=read)
    return asked


def test_rows_asked_inside_a_step_that_is_given_up_are_not_kept(desk: Desk) -> None:
    rows = KeptRows(desk, clients.KEPT)
    for known in (False, True):
        before = list(rows.rows()) if known else clients.rows(desk)
        one = desk.table(Client).get(before[0].id)
        with suppress(KeyError), desk.db.transaction("Nom"):
            desk.table(Client).update(replace(one, name="Autre nom"))
            assert not rows.is_long
            assert not rows.read_more()
            assert rows.rows() == clients.rows(desk)
            raise KeyError
        assert rows.rows() == before
