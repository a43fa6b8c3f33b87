"""Files of every earlier format become files of the sixth: every row under its number, and nothing said of what is new."""

from datetime import datetime
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.records import Client, Dispute, Payment
from litigedesk.domain.upkeep import IgnoredFinding, ImportBatch, ImportMapping, RefusedLine, SavedList
from litigedesk.store.check import examine
from litigedesk.store.migrations import scripts
from tests.store.old_files import kept_folder, raw, rows, tables

NOW = datetime(2026, 11, 26, 2)
ADDED = (ImportMapping, ImportBatch, RefusedLine, SavedList, IgnoredFinding)


def test_every_released_format_has_its_kept_file() -> None:
    kept = {path.stem for path in (Path(__file__).parent / "old").glob("*.sqlite")}
    assert kept == {script.name[:4] for script in scripts()}


def test_every_row_of_the_fifth_format_is_kept_and_what_is_new_says_nothing(tmp_path: Path) -> None:
    folder = kept_folder(tmp_path, "0005")
    with raw(folder) as old:
        before = {name: rows(old, name) for name in tables(old)}
    with Desk.open(folder, lambda: NOW) as desk:
        assert [desk.table(kind).count() for kind in ADDED] == [0] * len(ADDED)
        assert {client.erased_on for client in desk.table(Client).all()} == {None}
        assert {payment.bank_reference for payment in desk.table(Payment).all()} == {""}
        assert {dispute.origin for dispute in desk.table(Dispute).all()} == {""}
        assert {one.code for one in examine(desk.db, desk.vault, desk.folder)} == {"file-missing"}
    with raw(folder) as new:
        for name, was in before.items():
            now = rows(new, name)
            assert [{column: row[column] for column in old} for old, row in zip(was, now, strict=True)] == was, name


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004", "0005", "0006"])
def test_what_was_deleted_before_comes_back(tmp_path: Path, version: str) -> None:
    with Desk.open(kept_folder(tmp_path, version), lambda: NOW) as desk:
        for entry in desk.trash.all():
            desk.trash.restore(entry.id or 0)
        assert desk.trash.all() == []
