"""The check says what is wrong in sentences and repairs without losing anything."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from litigedesk.errors import BugError
from litigedesk.store.check import Finding, examine, repair
from litigedesk.store.database import Database
from litigedesk.store.trash import Trash
from litigedesk.store.vault import Vault
from tests.store.damage import write_unknown_to_unique_name
from tests.store.sample_records import Bill, open_sample, saved


@pytest.fixture
def vault(path: Path) -> Vault:
    return Vault(path.parent / "fichiers")


@pytest.fixture
def findings(db: Database, vault: Vault, path: Path) -> Callable[[], list[Finding]]:
    return lambda: examine(db, vault, path.parent)


def attached(db: Database, vault: Vault, content: bytes) -> Bill:
    """A bill with a stored file."""
    firm = saved(db, content.decode())
    with db.transaction("Pièce"):
        sha256 = vault.put_bytes(content, "piece.pdf").sha256
        return db.table(Bill).insert(Bill(firm_id=firm.id or 0, number="1", sha256=sha256))


def test_all_is_well_after_ordinary_work(db: Database, vault: Vault, findings: Callable[[], list[Finding]]) -> None:
    attached(db, vault, b"abc")
    assert findings() == []


def test_a_missing_file_is_named_and_comes_back_when_it_was_only_set_aside(
    db: Database, vault: Vault, findings: Callable[[], list[Finding]]
) -> None:
    bill = attached(db, vault, b"abc")
    path = vault.path_of(bill.sha256 or "")
    vault.set_aside(path)
    [finding] = findings()
    assert (finding.code, finding.repairable) == ("file-missing", True)
    assert repair(db, vault, finding)
    assert findings() == []
    path.chmod(0o600)
    path.unlink()
    [finding] = findings()
    assert (finding.code, finding.repairable) == ("file-missing", False)
    assert finding.sentence.startswith("Il manque un fichier\xa0: «\u202f")
    with pytest.raises(BugError):
        repair(db, vault, finding)


def test_an_altered_file_is_told(db: Database, vault: Vault, findings: Callable[[], list[Finding]]) -> None:
    path = vault.path_of(attached(db, vault, b"abc").sha256 or "")
    path.chmod(0o600)
    path.write_bytes(b"abd")
    [finding] = findings()
    assert (finding.code, finding.repairable) == ("file-altered", False)
    assert "a été modifié depuis son enregistrement" in finding.sentence


def test_a_file_of_no_record_is_set_aside_and_not_deleted(
    db: Database, vault: Vault, findings: Callable[[], list[Finding]]
) -> None:
    stored = vault.put_bytes(b"abc", "a.pdf")
    [finding] = findings()
    assert (finding.code, finding.repairable) == ("file-orphan", True)
    repair(db, vault, finding)
    assert findings() == []
    assert vault.bring_back(stored.sha256)


def test_a_file_that_undo_or_the_trash_may_bring_back_is_no_orphan(
    db: Database, vault: Vault, path: Path, findings: Callable[[], list[Finding]]
) -> None:
    attached(db, vault, b"undone")
    db.undo()
    assert findings() == []
    db.redo()
    with db.transaction("Suppression"):
        Trash(db).put("Facture", db.table(Bill).all(), date(2027, 3, 1))
    assert findings() == []
    db.close()
    with open_sample(path) as again:
        assert examine(again, vault, path.parent) == []
        Trash(again).purge(date(2028, 1, 1))
        assert [finding.code for finding in examine(again, vault, path.parent)] == ["file-orphan"]


def test_a_row_without_its_parent_is_told(db: Database, path: Path, findings: Callable[[], list[Finding]]) -> None:
    saved(db, "a", bills=2)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DELETE FROM firm")
    [finding] = findings()
    assert (finding.code, finding.repairable, finding.subject) == ("broken-link", False, "bill")
    assert finding.sentence == "2\xa0éléments se rattachent à un élément qui n’existe plus (table bill)."


def test_what_an_interrupted_write_left_is_thrown_away(
    db: Database, vault: Vault, path: Path, findings: Callable[[], list[Finding]]
) -> None:
    left = path.parent / "fichiers" / "0123.part"
    left.parent.mkdir()
    left.write_bytes(b"half")
    [finding] = findings()
    assert (finding.code, finding.repairable) == ("temporary-file", True)
    repair(db, vault, finding)
    assert not left.exists()
    assert findings() == []


NEW_FIRM = "INSERT INTO firm (name, mood, credit, active) VALUES ('{}', 'calm', 0, 1)"


def test_an_index_that_lost_a_row_is_rebuilt(path: Path, vault: Vault) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    write_unknown_to_unique_name(path, NEW_FIRM.format("b"))
    with open_sample(path, mend=False) as db:
        [finding] = examine(db, vault, path.parent)
        assert (finding.code, finding.repairable) == ("index", True)
        assert repair(db, vault, finding)
        assert examine(db, vault, path.parent) == []
        assert db.value("SELECT count(*) FROM firm WHERE name = 'b'") == 1


def test_an_index_that_two_rows_contradict_is_not_said_to_be_mended_and_both_rows_stay(
    path: Path, vault: Vault
) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    write_unknown_to_unique_name(path, NEW_FIRM.format("a"))
    with open_sample(path, mend=False) as db:
        [finding] = examine(db, vault, path.parent)
        assert not repair(db, vault, finding)
        assert db.value("SELECT count(*) FROM firm NOT INDEXED") == 2
        saved(db, "c")  # the refused repair has left no transaction open
