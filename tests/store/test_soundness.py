"""What a file tells of itself at opening: indexes are rebuilt, damage is called damage, and nothing is lost in silence."""

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from litigedesk.errors import DatabaseDamaged, StorageError
from litigedesk.store.database import Database
from litigedesk.store.soundness import Soundness
from tests.store.damage import flip, write_unknown_to_unique_name
from tests.store.sample_records import SCHEMA, SCRIPTS, Firm, names, open_sample, saved

NEW_FIRM = "INSERT INTO firm (name, mood, credit, active) VALUES ('{}', 'calm', 0, 1)"


def soundness(path: Path) -> Soundness:
    with closing(sqlite3.connect(path)) as connection:
        return Soundness.of(connection)


# ---- indexes ---------------------------------------------------------------------------------------------------------
def test_damaged_indexes_are_rebuilt_at_opening_after_a_copy(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    write_unknown_to_unique_name(path, NEW_FIRM.format("b"))
    seen: list[Soundness] = []
    with (
        caplog.at_level(logging.INFO),
        Database.open(path, SCHEMA, safeguard=lambda: seen.append(soundness(path)), migrations=SCRIPTS) as db,
    ):
        assert names(db) == ["a", "b"]
        assert [firm.name for firm in db.table(Firm).where(name="b")] == ["b"]
    assert seen == [Soundness.INDEXES]
    assert "rebuilt" in caplog.text
    assert soundness(path) is Soundness.SOUND


def test_a_copy_that_cannot_be_made_leaves_damaged_indexes_as_they_are(path: Path) -> None:
    open_sample(path).close()
    write_unknown_to_unique_name(path, NEW_FIRM.format("b"))

    def refuse() -> None:
        raise StorageError("Le disque est plein.")

    with pytest.raises(StorageError, match="plein"):
        Database.open(path, SCHEMA, safeguard=refuse, migrations=SCRIPTS)
    assert soundness(path) is Soundness.INDEXES


def test_an_old_file_with_damaged_indexes_is_mended_before_it_is_migrated(path: Path, tmp_path: Path) -> None:
    open_sample(path).close()
    write_unknown_to_unique_name(path, NEW_FIRM.format("b"))
    shutil.copytree(SCRIPTS, tmp_path / "scripts")
    by_index = "UPDATE firm SET visits = 7 WHERE name = 'b';"
    (tmp_path / "scripts" / "0002_next.sql").write_text(by_index, encoding="utf-8")
    with open_sample(path, tmp_path / "scripts", mend=False) as db:
        assert [firm.visits for firm in db.table(Firm).all()] == [7]


def test_two_rows_under_one_unique_name_are_damage_that_only_the_user_can_settle(path: Path) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    write_unknown_to_unique_name(path, NEW_FIRM.format("a"))
    with pytest.raises(DatabaseDamaged, match="restaurez une sauvegarde"):
        open_sample(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM firm NOT INDEXED").fetchone() == (2,)


# ---- headers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("offset", [18, 19])
@pytest.mark.parametrize("bit", [0, 2, 3, 4, 5, 6, 7])
def test_a_file_of_an_impossible_format_is_damaged_and_never_said_to_be_read_only(
    path: Path, offset: int, bit: int
) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    flip(path, offset, bit)
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged, match="endommagé"):
        open_sample(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [0, -1])
def test_a_file_of_ours_without_a_format_of_ours_is_damaged(path: Path, version: int) -> None:
    open_sample(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(DatabaseDamaged, match="endommagé"):
        open_sample(path)


def copied_while_open(path: Path, copy: Path) -> Path:
    """A file and its log as a crash would leave them; returns the log."""
    copy.parent.mkdir()
    with open_sample(path) as db:
        saved(db, "a", bills=20)
        for end in ("", "-wal"):
            shutil.copyfile(path.with_name(path.name + end), copy.with_name(copy.name + end))
    return copy.with_name(copy.name + "-wal")


@pytest.mark.parametrize("offset", range(32))
def test_a_log_whose_header_is_damaged_is_said_so_before_what_it_holds_is_lost(
    path: Path, tmp_path: Path, offset: int
) -> None:
    copy = tmp_path / "ailleurs" / "litigedesk.sqlite"
    log = copied_while_open(path, copy)
    flip(log, offset, offset % 8)
    before = log.read_bytes()
    with pytest.raises(DatabaseDamaged, match="journal de vos dernières saisies est endommagé"):
        open_sample(copy)
    assert log.read_bytes() == before


def test_a_sound_log_left_by_a_crash_is_taken_up(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "ailleurs" / "litigedesk.sqlite"
    copied_while_open(path, copy)
    with open_sample(copy) as db:
        assert names(db) == ["a"]


@pytest.mark.parametrize("content", [b"", b"\0" * 31, b"\0" * 10_000, b"half a header"])
def test_a_log_that_was_never_written_is_no_damage(path: Path, content: bytes) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    path.with_name(path.name + "-wal").write_bytes(content)
    with open_sample(path) as db:
        assert names(db) == ["a"]


@pytest.mark.parametrize("content", [b"x" * 600, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 600])
def test_a_damaged_rollback_journal_does_not_keep_the_file_from_opening(path: Path, content: bytes) -> None:
    with open_sample(path) as db:
        saved(db, "a")
    path.with_name(path.name + "-journal").write_bytes(content)
    with open_sample(path) as db:
        saved(db, "b")
        assert names(db) == ["a", "b"]
