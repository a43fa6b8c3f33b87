"""Copies hold the files that their records name: once, without room taken twice, and as long as a copy names them."""

import errno
import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from litigedesk.store.backups.keeper import Backups, files_named_by
from litigedesk.store.check import examine, repair
from litigedesk.store.database import Database
from litigedesk.store.disk import sha256_of
from litigedesk.store.vault import Vault
from tests.store.sample_records import SCRIPTS, Bill, open_sample, restored, saved

NOW = datetime(2027, 3, 1, 10)


@pytest.fixture
def backups(path: Path) -> Backups:
    return Backups(database=path, folder=path.parent / "sauvegardes", migrations=SCRIPTS)


@pytest.fixture
def vault(path: Path) -> Vault:
    return Vault(path.parent / "fichiers")


def attached(db: Database, vault: Vault, content: bytes) -> str:
    """A bill that names a file; its SHA-256."""
    sha256 = vault.put_bytes(content, "piece.pdf").sha256
    firm = saved(db, content.decode(), bills=1)
    with db.transaction("Pièce"):
        bill = db.table(Bill).first(firm_id=firm.id)
        assert bill is not None
        db.table(Bill).update(replace(bill, sha256=sha256))
    return sha256


def test_a_copy_names_files_that_take_no_room_of_their_own(db: Database, backups: Backups, vault: Vault) -> None:
    first, second = attached(db, vault, b"a"), attached(db, vault, b"b")
    made = backups.make(NOW)
    assert (made.missing, set(files_named_by(made.path))) == ((), {first, second})
    for sha256 in (first, second):
        kept, own = backups.pool.present()[sha256], vault.path_of(sha256)
        assert (kept.stat().st_ino, kept.stat().st_nlink) == (own.stat().st_ino, 2)
        assert (kept.parent.parent.parent, kept.name) == (backups.folder, own.name)
    attached(db, vault, b"c")
    backups.make(NOW + timedelta(hours=1))
    assert len(backups.pool.present()) == 3


def test_where_no_link_can_be_made_the_file_is_copied(
    db: Database, backups: Backups, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = attached(db, vault, b"a")

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links on a stick")

    monkeypatch.setattr(os, "link", refused)
    backups.make(NOW)
    kept = backups.pool.present()[sha256]
    assert kept.stat().st_ino != vault.path_of(sha256).stat().st_ino
    assert sha256_of(kept) == sha256


def test_a_file_gone_or_altered_is_told_and_costs_neither_the_copy_nor_the_good_one_of_before(
    db: Database, backups: Backups, vault: Vault
) -> None:
    gone, altered = attached(db, vault, b"a"), attached(db, vault, b"b")
    backups.make(NOW)
    new = attached(db, vault, b"c")
    place = vault.path_of(altered)
    for sha256 in (gone, altered, new):
        vault.path_of(sha256).unlink()
    place.write_bytes(b"otherwise")
    made = backups.make(NOW + timedelta(hours=1))
    assert made.missing == (new,)
    assert {name: sha256_of(path) for name, path in backups.pool.present().items()} == {gone: gone, altered: altered}


def test_a_file_is_removed_once_no_kept_copy_names_it_and_not_before(
    db: Database, backups: Backups, vault: Vault
) -> None:
    sha256 = attached(db, vault, b"a")
    start = NOW - timedelta(days=3)
    backups.make(start)
    backups.make(start + timedelta(hours=1))
    with db.transaction("Retrait"):
        bill = db.table(Bill).first(sha256=sha256)
        assert bill is not None
        db.table(Bill).update(replace(bill, sha256=None))
    moments = [start + timedelta(hours=hours) for hours in (2, 30, 60)]
    for moment in moments:
        assert sha256 in backups.pool.present()
        backups.make(moment)
    assert all(sha256 not in files_named_by(copy.path) for copy in backups.all())
    assert backups.pool.present() == {}
    assert vault.path_of(sha256).is_file(), "the data folder's own files are nobody's to thin"


def test_a_restore_brings_back_what_is_gone_replaces_what_was_altered_and_leaves_the_good(
    path: Path, backups: Backups, vault: Vault
) -> None:
    with open_sample(path) as db:
        gone, altered, good = (attached(db, vault, content) for content in (b"a", b"b", b"c"))
        copy = backups.make(NOW)
    vault.path_of(gone).unlink()
    place, untouched = vault.path_of(altered), vault.path_of(good).stat()
    place.unlink()
    place.write_bytes(b"otherwise")
    restored(backups, copy.path, NOW + timedelta(hours=1))
    assert [vault.read(sha256) for sha256 in (gone, altered, good)] == [b"a", b"b", b"c"]
    assert vault.path_of(good).stat().st_mtime_ns == untouched.st_mtime_ns
    aside = backups.files / "non-rattaches"
    assert [file.read_bytes() for file in aside.iterdir()] == [b"otherwise"]
    assert not vault.is_aside(altered), "it is not what its own name said"
    assert not list(path.parent.rglob("*.part"))


def test_the_check_mends_what_is_gone_or_altered_from_the_copies(path: Path, backups: Backups, vault: Vault) -> None:
    with open_sample(path) as db:
        gone, altered = attached(db, vault, b"a"), attached(db, vault, b"b")
        backups.make(NOW)
        place = vault.path_of(altered)
        for sha256 in (gone, altered):
            vault.path_of(sha256).unlink()
        place.write_bytes(b"otherwise")
        findings = examine(db, vault, path.parent)
        assert [(one.code, one.repairable) for one in findings] == [("file-missing", True), ("file-altered", True)]
        assert all("Vos sauvegardes l’ont encore" in one.sentence for one in findings)
        assert all(repair(db, vault, one) for one in findings)
        assert [vault.read(sha256) for sha256 in (gone, altered)] == [b"a", b"b"]
        assert examine(db, vault, path.parent) == []
