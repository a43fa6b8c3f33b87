"""Opening a data folder: what is kept safe, and what is said when it cannot be opened."""

import json
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from litigedesk import desk as desks
from litigedesk.__main__ import main
from litigedesk.desk import DATABASE_NAME, Desk
from litigedesk.domain.records import Client, Contact
from litigedesk.errors import AlreadyOpen, DatabaseDamaged, DatabaseTooNew, StorageError
from litigedesk.operations import clients
from litigedesk.store.check import examine
from tests.store.damage import write_unknown_to_index

NOW = datetime(2026, 11, 22, 9, 0)


def opened(folder: Path, now: datetime = NOW) -> Desk:
    return Desk.open(folder, lambda: now)


def test_a_folder_is_copied_at_start_when_something_changed_and_only_then(tmp_path: Path) -> None:
    with opened(tmp_path / "d") as desk:
        clients.save(desk, Client(name="Zoé"))
    with opened(tmp_path / "d", NOW + timedelta(hours=1)) as desk:
        first = len(desk.backups.all())
        assert desk.backups.counts(desk.backups.all()[0])["client"] == 1
    with opened(tmp_path / "d", NOW + timedelta(hours=2)) as desk:
        assert len(desk.backups.all()) == first


def test_a_second_instance_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path / "d") as first:
        with pytest.raises(AlreadyOpen):
            opened(tmp_path / "d")
        clients.save(first, Client(name="Zoé"))
    with opened(tmp_path / "d") as again:
        assert again.table(Client).count() == 1


def test_a_database_from_a_later_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    import sqlite3

    with opened(tmp_path / "d"):
        pass
    file = tmp_path / "d" / DATABASE_NAME
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 999")
    db.close()
    before = file.read_bytes()
    with pytest.raises(DatabaseTooNew, match="récente"):
        opened(tmp_path / "d")
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["truncated", "scribbled", "gone"])
def test_a_damaged_database_is_said_and_its_newest_copy_brings_everything_back(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "d"
    with opened(folder) as desk:
        clients.save(desk, Client(name="Zoé"))
    with opened(folder, NOW + timedelta(hours=1)):
        pass
    file = folder / DATABASE_NAME
    if damage == "gone":
        file.unlink()
    elif damage == "truncated":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        file.write_bytes(b"\x00" * file.stat().st_size)
    with pytest.raises(DatabaseDamaged):
        opened(folder)
    desks.restore_newest(folder, NOW + timedelta(hours=2))
    with opened(folder) as desk:
        assert desk.table(Client).count(name="Zoé") == 1


def unknown_to_index(folder: Path) -> None:
    """Give Zoé a contact that the index of contacts does not know, as a failing disk would."""
    sql = "INSERT INTO contact (client_id, name, role, email, phone) VALUES (1, 'Anne', '', '', '')"
    write_unknown_to_index(folder / DATABASE_NAME, "contact_of_client", sql)


def test_a_start_on_damaged_indexes_copies_the_file_rebuilds_them_and_loses_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "d") as desk:
        clients.save(desk, Client(name="Zoé"))
    unknown_to_index(tmp_path / "d")
    with opened(tmp_path / "d", NOW + timedelta(hours=1)) as desk:
        assert desk.backups.all()[0].taken_at == NOW + timedelta(hours=1)
        assert [contact.name for contact in desk.table(Contact).where(client_id=1)] == ["Anne"]
        assert examine(desk.db, desk.vault, desk.folder) == []
    desks.restore_newest(tmp_path / "d", NOW + timedelta(hours=2))
    with opened(tmp_path / "d", NOW + timedelta(hours=3)) as desk:
        assert [contact.name for contact in desk.table(Contact).where(client_id=1)] == ["Anne"]


def test_the_command_check_finds_damaged_indexes_and_rebuilds_them_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "d"
    with opened(folder) as desk:
        clients.save(desk, Client(name="Zoé"))
    unknown_to_index(folder)
    words = ["--data", str(folder), "--json", "check"]
    told = {"code": "index", "sentence": "Un index de vos données est incohérent\u202f; il peut être reconstruit."}
    for more, status, repaired in (([], 1, False), (["--repair"], 0, True)):
        assert main([*words, *more], today=NOW.date()) == status
        found = json.loads(capsys.readouterr().out)
        assert found == {"ok": repaired, "findings": [{**told, "repaired": repaired}]}
    assert main(words, today=NOW.date()) == 0


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("autre chose")
    with pytest.raises(StorageError, match="est un fichier"):
        opened(tmp_path / "d")


def test_a_folder_without_copies_has_nothing_to_restore(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    with pytest.raises(StorageError, match="aucune sauvegarde"):
        desks.restore_newest(tmp_path / "d", NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists of its own")
def test_other_users_of_the_machine_cannot_look_into_the_data_folder(tmp_path: Path) -> None:
    with opened(tmp_path / "d"):
        assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700
