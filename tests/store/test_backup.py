"""Backups are verified before anything older goes, and give back exactly what was there."""

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.errors import DatabaseDamaged, DatabaseTooNew, StorageError
from litigedesk.store.backups.keeper import Backup, Backups
from litigedesk.store.backups.thinning import KEEP_ALL, kept
from litigedesk.store.database import Database
from tests.store.sample_records import SCRIPTS, Firm, names, open_sample, restored, saved

NOW = datetime(2027, 3, 1, 10, 2, 3)


@pytest.fixture
def backups(path: Path) -> Backups:
    return Backups(database=path, folder=path.parent / "sauvegardes", migrations=SCRIPTS)


def test_a_backup_is_one_file_with_the_date_in_its_name_and_the_same_records(db: Database, backups: Backups) -> None:
    saved(db, "a", bills=2)
    made = backups.make(NOW)
    assert made.path.name == "litigedesk-2027-03-01-100203.sqlite"
    assert (made.taken_at, made.size) == (NOW, made.path.stat().st_size)
    assert backups.all() == [made]
    assert backups.counts(made) == {"firm": 1, "bill": 2}
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute("SELECT name FROM firm").fetchall() == [("a",)]


def test_two_backups_in_the_same_second_are_two_files_and_the_later_is_first(db: Database, backups: Backups) -> None:
    first = backups.make(NOW)
    saved(db, "a")
    second = backups.make(NOW)
    third = backups.make(NOW)
    assert backups.all() == [third, second, first]
    assert (backups.counts(first), backups.counts(second)) == ({}, {"firm": 1})


def test_nothing_is_copied_while_nothing_has_changed(db: Database, backups: Backups) -> None:
    later = iter(NOW + timedelta(minutes=30 * n) for n in range(20))
    assert backups.make_if_changed(next(later)) is not None
    assert backups.make_if_changed(next(later)) is None
    firm = saved(db, "a")
    assert backups.make_if_changed(next(later)) is not None
    with db.transaction("Rien"):
        db.table(Firm).update(firm)
    assert backups.make_if_changed(next(later)) is None
    db.undo()
    assert backups.make_if_changed(next(later)) is not None


def test_a_restored_state_followed_by_other_changes_is_never_taken_for_the_last_copy(
    path: Path, backups: Backups
) -> None:
    with open_sample(path) as db:
        first = backups.make(NOW)
        saved(db, "a")
    restored(backups, first.path, NOW + timedelta(hours=1))
    with open_sample(path) as db:
        saved(db, "b")
        assert backups.make_if_changed(NOW + timedelta(hours=2)) is not None


def test_a_migration_counts_as_a_change(path: Path, backups: Backups, tmp_path: Path) -> None:
    with open_sample(path):
        backups.make(NOW)
    shutil.copytree(SCRIPTS, tmp_path / "scripts")
    (tmp_path / "scripts" / "0002_next.sql").write_text("CREATE TABLE extra (id INTEGER) STRICT;", encoding="utf-8")
    with open_sample(path, tmp_path / "scripts"):
        assert backups.make_if_changed(NOW + timedelta(hours=1)) is not None


def test_a_backup_is_taken_from_another_thread_while_a_step_is_running(db: Database, backups: Backups) -> None:
    saved(db, "a")
    made: list[Backup] = []
    thread = threading.Thread(target=lambda: made.append(backups.make(NOW)))
    with db.transaction("Ajout"):
        db.table(Firm).insert(Firm(name="b"))
        thread.start()
        thread.join()
    assert backups.counts(made[0]) == {"firm": 1}
    assert names(db) == ["a", "b"]


def flip(path: Path, offset: int, length: int = 64) -> None:
    """Damage a file."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xa5" * length)


def test_a_damaged_database_gives_no_backup_and_costs_none(path: Path, backups: Backups) -> None:
    with open_sample(path) as db:
        saved(db, "a", bills=50)
        old = [backups.make(NOW - timedelta(days=days)) for days in (0, 400, 399)]
    flip(path, 4096, 4096)
    with pytest.raises(DatabaseDamaged):
        backups.make(NOW + timedelta(hours=1))
    assert {backup.path for backup in backups.all()} >= {old[0].path}
    assert len(backups.all()) == len(list(old[0].path.parent.iterdir()))


def test_old_backups_are_thinned_only_once_the_new_one_is_verified(
    db: Database, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backups.make(NOW).path.parent
    for number in range(40):
        shutil.copyfile(
            folder / "litigedesk-2027-03-01-100203.sqlite", folder / f"litigedesk-2027-02-27-1100{number:02d}.sqlite"
        )
    full = shutil.disk_usage(folder)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(StorageError, match="disque est plein"):
        backups.make(NOW + timedelta(days=1))
    assert len(backups.all()) == 41
    monkeypatch.undo()
    backups.make(NOW + timedelta(days=1))
    assert len(backups.all()) == 3


# ---- restoring -------------------------------------------------------------------------------------------------------
def test_restoring_gives_back_what_was_there_and_keeps_what_is_there_now(path: Path, backups: Backups) -> None:
    with open_sample(path) as db:
        saved(db, "a")
        copy = backups.make(NOW)
        saved(db, "b")
    present = restored(backups, copy.path, NOW + timedelta(hours=1))
    with open_sample(path) as db:
        assert names(db) == ["a"]
    assert present is not None
    assert backups.all() == [present, copy]
    restored(backups, present.path, NOW + timedelta(hours=2))
    with open_sample(path) as db:
        assert names(db) == ["a", "b"]
    assert not list(path.parent.rglob("*.part"))


def test_a_log_left_by_a_crash_is_not_played_onto_the_restored_file(
    path: Path, backups: Backups, tmp_path: Path
) -> None:
    db = open_sample(path)
    saved(db, "a")
    copy = backups.make(NOW)
    saved(db, "b")
    for file in path.parent.glob(
        "litigedesk.sqlite*"
    ):  # as a killed program leaves them: the last step is in the log only
        shutil.copyfile(file, tmp_path / file.name)
    db.close()
    for file in tmp_path.glob("litigedesk.sqlite*"):
        shutil.copyfile(file, path.parent / file.name)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    present = restored(backups, copy.path, NOW + timedelta(hours=1))
    assert present is not None
    assert backups.counts(present) == {"firm": 2}
    with open_sample(path) as db:
        assert names(db) == ["a"]


@pytest.mark.parametrize("harm", ["garbage", "unknown format", "empty", "main file gone"])
def test_over_a_damaged_database_the_old_files_are_put_aside_as_they_are(
    path: Path, backups: Backups, harm: str
) -> None:
    with open_sample(path) as db:
        saved(db, "a")
        copy = backups.make(NOW)
    wal = path.with_name(path.name + "-wal")
    if harm == "garbage":
        path.write_bytes(b"\xa5" * 5000)
        wal.write_bytes(b"\xa5" * 600)
    elif harm == "unknown format":
        flip(path, 47, 1)
    elif harm == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
        wal.write_bytes(b"\xa5" * 600)
    there = {file.name: file.read_bytes() for file in path.parent.glob("litigedesk.sqlite*")}
    assert restored(backups, copy.path, NOW + timedelta(hours=1)) is None
    with open_sample(path) as db:
        assert names(db) == ["a"]
    aside = path.parent / "sauvegardes" / "endommage-2027-03-01-110203"
    kept_aside = {file.name: file.read_bytes() for file in aside.iterdir()}
    assert kept_aside.items() >= there.items()


def test_with_no_database_at_all_a_restore_just_puts_the_copy_there(path: Path, backups: Backups) -> None:
    with open_sample(path) as db:
        saved(db, "a")
        copy = backups.make(NOW)
    path.unlink()
    assert restored(backups, copy.path, NOW) is None
    with open_sample(path) as db:
        assert names(db) == ["a"]


def test_a_copy_that_is_damaged_foreign_or_too_new_is_refused_and_the_present_stays(
    path: Path, backups: Backups, tmp_path: Path
) -> None:
    with open_sample(path) as db:
        saved(db, "a", bills=50)
        copy = backups.make(NOW)
    damaged, foreign, too_new = (tmp_path / name for name in ("damaged", "foreign", "too-new"))
    for file in (damaged, too_new):
        shutil.copyfile(copy.path, file)
    flip(damaged, 4096, 4096)
    with closing(sqlite3.connect(foreign)) as other, closing(sqlite3.connect(too_new)) as later:
        other.execute("CREATE TABLE x (y)")
        later.execute("PRAGMA user_version = 2")
    for file, error, sentence in (
        (damaged, DatabaseDamaged, "«\u202fdamaged\u202f» est endommagé"),
        (foreign, DatabaseDamaged, "n’est pas une sauvegarde de LitigeDesk"),
        (too_new, DatabaseTooNew, "version plus récente"),
        (tmp_path / "absent", StorageError, "«\u202fabsent\u202f» est introuvable"),
    ):
        with pytest.raises(error, match=sentence):
            restored(backups, file, NOW + timedelta(hours=1))
    with open_sample(path) as db:
        assert names(db) == ["a"]
    assert backups.all() == [copy]


def test_a_database_still_open_is_not_replaced(db: Database, backups: Backups) -> None:
    copy = backups.make(NOW)
    saved(db, "a")
    with pytest.raises(StorageError, match="Un autre programme"):
        restored(backups, copy.path, NOW + timedelta(hours=1))
    assert names(db) == ["a"]


# ---- thinning --------------------------------------------------------------------------------------------------------
def at(moment: datetime) -> Backup:
    return Backup(Path(f"{moment:%Y%m%d%H%M%S}"), moment, 0)


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 3, 2)), unique=True), st.randoms())
def test_thinning_keeps_every_recent_copy_at_most_31_others_and_settles(
    moments: list[datetime], random: object
) -> None:
    copies = [at(moment) for moment in moments]
    keep = kept(copies, NOW)
    recent = {copy for copy in copies if NOW - copy.taken_at < KEEP_ALL}
    assert recent <= keep <= set(copies)
    assert len(keep - recent) <= 12 + 10 + 9
    assert kept(list(keep), NOW) == keep
    if copies:
        assert max(copies, key=lambda copy: copy.taken_at) in keep


def test_a_year_of_daily_use_leaves_twelve_days_ten_weeks_and_nine_months() -> None:
    copies: set[Backup] = set()
    start = datetime(2026, 1, 1, 9)
    for day in range(420):
        for hour in (0, 4, 8):
            now = start + timedelta(days=day, hours=hour)
            copies.add(at(now))
            copies = kept(list(copies), now)
    ages = sorted((now - copy.taken_at).days for copy in copies)
    assert len([age for age in ages if age < 2]) == 6
    assert ages[6:18] == list(range(2, 14))
    weeks = {(now - timedelta(days=age)).isocalendar()[:2] for age in ages[18:28]}
    assert len(weeks) == 10
    assert 70 < ages[27] < 90
    months = ages[28:]
    assert len(months) == 9
    assert 300 < months[-1] < 400


def test_the_newest_of_each_day_is_the_one_kept() -> None:
    day = NOW - timedelta(days=10)
    copies = [at(day.replace(hour=hour)) for hour in (8, 12, 18)]
    assert kept(copies, NOW) == {copies[2]}


def test_a_monthly_drill_every_kept_copy_restores(path: Path, backups: Backups) -> None:
    """Each copy, of any age, gives back what the user had that day."""
    expected: dict[Path, list[str]] = {}
    with open_sample(path) as db:
        for number in range(30):
            saved(db, f"{number:02d}")
            made = backups.make(NOW + timedelta(days=3 * number))
            expected[made.path] = names(db)
    copies = [copy.path for copy in backups.all()]
    assert len(copies) == 21  # over two days apart, each is thinned by when the one before it was taken
    for number, copy in enumerate(copies):
        shutil.copyfile(copy, path.parent / "copy.sqlite")
        restored(backups, path.parent / "copy.sqlite", NOW + timedelta(days=88, seconds=number))
        with open_sample(path) as db:
            assert names(db) == expected[copy]
