"""The file of where disputes stand can be thrown away: whatever befalls it, what is said stays right, and nothing is left in it."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.records import Client, Dispute
from litigedesk.errors import BugError
from litigedesk.operations import privacy
from litigedesk.queries import dispute_list
from litigedesk.queries.dispute_list import DisputeRow, Move, Scope
from litigedesk.standing import origin
from litigedesk.standing.kept import FILE_NAME
from tests.standing.conftest import NOW

DAY = NOW.date()
MARK = "Zwentibold Quichotte"


@pytest.fixture
def folder(told: Path, tmp_path: Path) -> Path:
    """A copy that was opened and looked at once."""
    copy = tmp_path / "d"
    shutil.copytree(told, copy)
    with Desk.open(copy, lambda: NOW) as desk:
        desk.standing.rows(DAY, Scope.ALL)
    return copy


def expected(desk: Desk) -> list[DisputeRow]:
    ids = [one.id or 0 for one in desk.table(Dispute).all()]
    return dispute_list.in_order(dispute_list.computed(desk, DAY, ids))


def content_of(path: Path) -> list[tuple[int, str]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT id, content FROM line ORDER BY id").fetchall()
    connection.close()
    return found


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def overwritten(path: Path) -> None:
    path.write_bytes(b"no database " * 4_000)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scratched(path: Path) -> None:
    """Pages in the middle are lost, which is met only when they are read."""
    data = bytearray(path.read_bytes())
    data[8_192:] = bytes(byte ^ 0x55 for byte in data[8_192:])
    path.write_bytes(data)


def misspelt(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE line SET content = replace(content, 'unpaid', 'unheard-of')")
    connection.close()


def of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 77")
    connection.close()


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "harm", [emptied, overwritten, cut, scratched, misspelt, of_another_version, replaced_by_a_folder, Path.unlink]
)
def test_a_file_that_is_harmed_is_made_anew_or_done_without(folder: Path, harm: Callable[[Path], None]) -> None:
    harm(folder / FILE_NAME)
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.standing.tally(DAY, Move.TO_DO)[0] == sum(row.move is Move.TO_DO for row in expected(desk))
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)
        client = desk.table(Client).get(expected(desk)[0].client_id)
        with desk.db.transaction("Nom"):
            desk.table(Client).update(replace(client, name="Autre"))
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)


@pytest.mark.parametrize("harm", [overwritten, cut, scratched])
def test_a_file_harmed_under_the_open_window_does_no_harm(folder: Path, harm: Callable[[Path], None]) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        desk.standing.tally(DAY, Move.TO_DO)
        harm(folder / FILE_NAME)
        for name in ("Un", "Deux", "Trois"):
            client = desk.table(Client).get(expected(desk)[0].client_id)
            with desk.db.transaction("Nom"):
                desk.table(Client).update(replace(client, name=name))
            assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)


def test_a_file_that_somebody_else_holds_is_done_without_and_stays(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    inode, lines = (folder / FILE_NAME).stat().st_ino, content_of(folder / FILE_NAME)
    other = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)
        assert "in memory alone" in caplog.text
    other.close()
    assert ((folder / FILE_NAME).stat().st_ino, content_of(folder / FILE_NAME)) == (inode, lines)


def test_a_file_that_somebody_else_takes_under_the_open_window_stays(folder: Path) -> None:
    inode = (folder / FILE_NAME).stat().st_ino
    with Desk.open(folder, lambda: NOW) as desk:
        desk.standing.rows(DAY, Scope.ALL)
        other = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with desk.db.transaction("Noms"):
            for client in desk.table(Client).all():
                desk.table(Client).update(replace(client, name=f"{client.name} bis"))
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)
        other.close()
        assert (folder / FILE_NAME).stat().st_ino == inode
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)


def test_what_is_erased_leaves_no_trace_in_a_file_that_is_done_without(folder: Path) -> None:
    other = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Desk.open(folder, lambda: NOW) as desk:
        desk.standing.rows(DAY, Scope.ALL)
        other.close()
        desk.scrub()
        assert not (folder / FILE_NAME).exists()


def test_a_disk_that_is_full_is_done_without(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)
        desk.standing._file._connection.execute("PRAGMA max_page_count = 1")  # as when the disk takes no more
        with desk.db.transaction("Noms"):
            for client in desk.table(Client).all():
                desk.table(Client).update(replace(client, name=f"{client.name} bis"))
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)


def test_it_is_not_relied_on_once_the_law_or_the_program_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("litigedesk.standing.standing.origin", lambda: "another law")
    with Desk.open(folder, lambda: NOW) as desk:
        assert desk.standing.lacking(DAY, Scope.ALL) == desk.table(Dispute).count()
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)


def test_nothing_is_left_out_when_the_clock_goes_to_another_day_and_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        monkeypatch.setattr("litigedesk.standing.standing.AT_ONCE", 1)  # so that most lines stay those of the first day
        desk.standing.tally(DAY + timedelta(days=1), Move.TO_DO)
        lacking = desk.standing.lacking(DAY)
        while desk.standing.bring(DAY, Scope.OPEN, 100):
            pass
        assert lacking > 0
        assert desk.standing.tally(DAY, Move.TO_DO)[0] == sum(row.move is Move.TO_DO for row in expected(desk))


def test_a_page_that_asks_much_while_many_lack_has_a_few_computed_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("litigedesk.standing.standing.AT_ONCE", 2)
    with Desk.open(folder, lambda: NOW) as desk:
        tomorrow = DAY + timedelta(days=1)
        many = desk.standing.lacking(tomorrow)
        for _ in range(3):
            desk.standing.tally(tomorrow, Move.TO_DO)
            desk.standing.first(tomorrow, Move.TO_DO, 5)
            desk.standing.known(tomorrow, most=2)
        assert many > 4
        assert desk.standing.lacking(tomorrow) == many - 2


def test_another_resource_or_module_is_another_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("law", "plans", "letters"):
        (tmp_path / "resources" / name).mkdir(parents=True)
    rate = tmp_path / "resources" / "law" / "rates.toml"
    rate.write_text("rate = 1")
    monkeypatch.setattr("litigedesk.paths.resources", lambda: tmp_path / "resources")
    before = origin.origin.__wrapped__()
    assert origin.origin.__wrapped__() == before
    rate.write_text("rate = 2")
    assert origin.origin.__wrapped__() != before


def test_a_folder_looked_at_only_gets_no_file(told: Path, tmp_path: Path) -> None:
    shutil.copytree(told, tmp_path / "d")
    held = sorted(path.name for path in (tmp_path / "d").iterdir())
    with Desk.open(tmp_path / "d", lambda: NOW, read_only=True) as desk:
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)
    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == held


def test_only_its_owner_may_read_it(folder: Path) -> None:
    assert (folder / FILE_NAME).stat().st_mode & 0o077 == 0


# ---- nothing is left in it -------------------------------------------------------------------------------------------
def written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob(f"{FILE_NAME}*"))


def named(desk: Desk) -> int:
    """A client of that name who has disputes."""
    client_id = desk.standing.rows(DAY)[0].client_id
    with desk.db.transaction("Nom"):
        desk.table(Client).update(replace(desk.table(Client).get(client_id), name=MARK))
    desk.standing.rows(DAY, Scope.ALL)
    return client_id


def test_whom_one_erases_leaves_no_trace_in_it(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        client_id = named(desk)
        assert MARK.encode() in written(folder)
        privacy.erase(desk, [client_id], despite_reasons=True)
        assert MARK.encode() not in written(folder)
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)
    assert MARK.encode() not in written(folder)
    assert MARK.lower().encode() not in written(folder)


def test_neither_when_nothing_was_asked_of_it_since_the_folder_was_opened(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        client_id = named(desk)
    with Desk.open(folder, lambda: NOW) as desk:
        privacy.erase(desk, [client_id], despite_reasons=True)
        assert MARK.encode() not in written(folder)
        assert desk.standing.rows(DAY, Scope.ALL) == expected(desk)


def test_it_is_in_no_copy(folder: Path, tmp_path: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        named(desk)
        desk.backups.make(NOW)
    assert not [path for path in (folder / "sauvegardes").rglob("*") if FILE_NAME in path.name]


def test_nothing_is_asked_of_it_after_its_end_and_its_sound_file_stays(folder: Path) -> None:
    with Desk.open(folder, lambda: NOW) as desk:
        standing, inode = desk.standing, (folder / FILE_NAME).stat().st_ino
        standing.rows(DAY)
        standing.closing()
        for ask in (lambda: standing.rows(DAY), lambda: standing.lacking(DAY), lambda: standing.behind(DAY)):
            with pytest.raises(BugError):
                ask()
        assert (folder / FILE_NAME).stat().st_ino == inode
    with Desk.open(folder, lambda: NOW) as desk:
        desk.standing.closing()  # before the first question
        with pytest.raises(BugError):
            desk.standing.rows(DAY)


def test_a_file_lost_once_too_often_is_let_go_all_the_same(folder: Path) -> None:
    desk = Desk.open(folder, lambda: NOW)
    desk.standing.rows(DAY)
    desk.standing._losses = 2
    connection = desk.standing._file._connection
    connection.execute("DROP TABLE state")
    with desk.db.transaction("Note"):
        desk.table(Dispute).update(replace(desk.table(Dispute).all()[0], title="Autre"))
    desk.close()
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
