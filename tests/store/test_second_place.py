"""The second place: whole when it is there, and nothing of anybody else's is touched."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from litigedesk.errors import NotFound, StorageError
from litigedesk.store.backups.choice import Choice, read, write
from litigedesk.store.backups.keeper import Backups, copies_in
from litigedesk.store.backups.pool import listing
from litigedesk.store.backups.sealed import SUFFIX, Key, Keys
from litigedesk.store.backups.second import FOLDER, SecondPlace, marked_folders
from litigedesk.store.backups.sources import open_source
from litigedesk.store.database import Database
from litigedesk.store.vault import Vault
from tests.store.sample_records import SCRIPTS, Bill, saved

NOW = datetime(2027, 3, 1, 10)
KEY = Key.new("secret", cost=4)


@pytest.fixture
def backups(path: Path) -> Backups:
    return Backups(database=path, folder=path.parent / "sauvegardes", migrations=SCRIPTS)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "clé"
    folder.mkdir()
    (folder / "photos.txt").write_text("à moi", encoding="utf-8")
    return folder


def attached(db: Database, backups: Backups, content: bytes) -> str:
    sha256 = Vault(backups.files).put_bytes(content, "piece.pdf").sha256
    firm = saved(db, content.decode(), bills=1)
    with db.transaction("Pièce"):
        bill = db.table(Bill).first(firm_id=firm.id)
        assert bill is not None
        db.table(Bill).update(replace(bill, sha256=sha256))
    return sha256


def placed(stick: Path, key: Key | None = None, identity: str = "a") -> SecondPlace:
    place = SecondPlace(Choice(identity, stick, key))
    place.prepare()
    return place


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "sealed"])
def test_a_copy_there_holds_everything_and_the_next_one_brings_only_what_is_new(
    db: Database, backups: Backups, stick: Path, key: Key | None
) -> None:
    first = attached(db, backups, b"facture")
    place = placed(stick, key)
    made = place.copy(backups, backups.make(NOW))
    before = {path: path.stat().st_mtime_ns for path in listing(made.path.parent / "fichiers").values()}
    second = attached(db, backups, b"contrat")
    again = place.copy(backups, backups.make(NOW + timedelta(hours=1)))
    after = listing(made.path.parent / "fichiers")
    assert len(after) == 2
    assert {path: path.stat().st_mtime_ns for path in before} == before
    with open_source(again.path, Keys("secret")) as source:
        for sha256, content in ((first, b"facture"), (second, b"contrat")):
            with source.open_file(sha256) as file:
                assert file.read(100) == content
        with source.read_database() as connection:
            assert connection.execute("SELECT count(*) FROM bill").fetchone() == (2,)
        connection.close()
    everything = b"".join(contents(made.path.parent).values())
    assert (b"facture" in everything or b"SQLite" in everything) is (key is None)
    assert any(first in name for name in after) is (key is None), "a sealed name does not tell which file it is"


def test_what_is_copied_already_is_not_copied_again(db: Database, backups: Backups, stick: Path) -> None:
    place = placed(stick)
    made = backups.make(NOW)
    there = place.copy(backups, made).path
    before = there.stat()
    assert place.copy(backups, made).path == there
    assert there.stat().st_mtime_ns == before.st_mtime_ns


def test_a_place_not_plugged_in_or_another_stick_of_the_same_name_gets_nothing(
    db: Database, backups: Backups, stick: Path
) -> None:
    place, made = placed(stick), backups.make(NOW)
    shutil.rmtree(stick)
    with pytest.raises(NotFound, match=r"n’est pas là.*quand vous l’aurez branché"):
        place.copy(backups, made)
    assert not stick.exists()
    stick.mkdir()
    (stick / FOLDER).mkdir()
    (stick / FOLDER / "autre chose.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NotFound):
        place.copy(backups, made)
    assert list(contents(stick)) == [f"{FOLDER}/autre chose.txt"]


def test_two_laptops_onto_one_stick_do_not_mix_and_neither_do_two_passwords(
    db: Database, backups: Backups, stick: Path
) -> None:
    (stick / FOLDER).mkdir()  # of something else: it has no marker
    made = backups.make(NOW)
    places = [placed(stick), placed(stick, identity="b"), placed(stick, KEY), placed(stick, Key.new("x", cost=4))]
    for place in places:
        place.copy(backups, made)
    folders = [place.folder() for place in places]
    assert len(set(folders)) == 4
    assert not list((stick / FOLDER).iterdir())
    assert all(len([*copies_in(folder), *copies_in(folder, SUFFIX)]) == 1 for folder in folders if folder)
    assert [folder for folder, _ in marked_folders(stick)] == sorted(folder for folder in folders if folder)
    assert (stick / "photos.txt").read_text(encoding="utf-8") == "à moi"
    assert placed(stick).folder() == folders[0]


def test_a_full_stick_is_said_by_its_name_and_what_was_there_stays(
    db: Database, backups: Backups, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = placed(stick)
    place.copy(backups, backups.make(NOW))
    attached(db, backups, b"contrat")
    made = backups.make(NOW + timedelta(hours=1))
    before = contents(stick)
    full = shutil.disk_usage(stick)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(StorageError, match=r"Second emplacement .*clé.*plus assez de place"):
        place.copy(backups, made)
    assert contents(stick) == before
    monkeypatch.undo()
    place.copy(backups, made)
    assert len(copies_in(place.folder() or stick)) == 2


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "sealed"])
def test_thinning_there_follows_the_same_rules_and_removes_files_that_no_copy_names(
    db: Database, backups: Backups, stick: Path, key: Key | None
) -> None:
    place = placed(stick, key)
    sha256 = attached(db, backups, b"facture")
    start = NOW - timedelta(days=3)
    for hours in (0, 1):
        place.copy(backups, backups.make(start + timedelta(hours=hours)))
    with db.transaction("Retrait"):
        bill = db.table(Bill).first(sha256=sha256)
        assert bill is not None
        db.table(Bill).update(replace(bill, sha256=None))
    folder = place.folder()
    assert folder is not None
    for hours in (2, 30, 60):
        assert listing(folder / "fichiers")
        place.copy(backups, backups.make(start + timedelta(hours=hours)))
    end = "" if key is None else SUFFIX
    assert [copy.taken_at for copy in copies_in(folder, end)] == [copy.taken_at for copy in backups.all()]
    assert listing(folder / "fichiers") == {}


def test_the_choice_is_kept_for_the_user_alone_and_one_that_cannot_be_read_is_known_as_lost(tmp_path: Path) -> None:
    chosen = Choice().moved(tmp_path, KEY)
    write(tmp_path, chosen)
    assert read(tmp_path) == chosen
    kept = tmp_path / "second-lieu.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert "secret" not in kept.read_text(encoding="utf-8")
    for wrong in ("", "[]", '{"place": 3}', "[" * 100_000, '{"identity": "a", "place": "b", "key": {"cost": "x"}}'):
        kept.write_text(wrong, encoding="utf-8")
        assert read(tmp_path) == Choice(lost=True)
    kept.unlink()
    assert read(tmp_path) == Choice()
    assert not read(tmp_path).moved(tmp_path, None).lost
