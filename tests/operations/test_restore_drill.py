"""The drill: everything is lost, and every kind of copy brings back every record and every file."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from litigedesk.__main__ import main
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Client, StoredFile
from litigedesk.errors import AlreadyOpen, PasswordNeeded, Refused, StorageError, WrongPassword
from litigedesk.operations import backup, checks, clients, pieces
from litigedesk.operations.backup import SecondState, Where
from litigedesk.store.migrations import MIGRATIONS
from tests.folders import demo_folder
from tests.store.test_migrations import OLD

NOW = datetime(2026, 11, 22, 9, 0)
LATER = NOW + timedelta(hours=1)
PASSWORD = "Été 1987, à Brest"


def opened(folder: Path, now: datetime = LATER, *, read_only: bool = False) -> Desk:
    return Desk.open(folder, lambda: now, read_only=read_only)


def records(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {
        one.name: [tuple(row) for row in desk.db.rows(f'SELECT * FROM "{one.name}" ORDER BY id')]
        for one in desk.db.schema.definitions
    }


def files(desk: Desk) -> dict[str, bytes]:
    """Every kept file, read and found as it was kept."""
    return {one.sha256: desk.vault.read(one.sha256) for one in desk.table(StoredFile).all()}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exemple") / "données"
    demo_folder(folder, NOW)
    return folder


@pytest.fixture
def folder(told: Path, tmp_path: Path) -> Path:
    shutil.copytree(told, tmp_path / "données")
    return tmp_path / "données"


def test_the_drill(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    backup.set_second_place(folder, stick)
    with opened(folder) as desk:
        before, kept = records(desk), files(desk)
        assert sum(map(len, before.values())) > 400
        assert len(kept) > 50
        done = backup.back_up(desk)
        assert (done.missing, done.second.state) == (0, SecondState.DONE)
        told = " ".join(backup.set_second_place(folder, stick, PASSWORD))
        assert "second-lieu.json" in told
        assert "en clair" in told
        sealed_there = backup.back_up(desk)
        assert sealed_there.second.state is SecondState.DONE
        plain = backup.make_archive(desk, tmp_path / "tout.zip")
        sealed = backup.make_archive(desk, tmp_path / "tout.scelle", PASSWORD)
    assert (plain.files, plain.missing, plain.sealed, sealed.sealed) == (len(kept), 0, False, True)
    found = backup.copies(folder, LATER)
    assert done.copy is not None
    (there,) = [one for one in found if one.where is Where.SECOND and not one.sealed]
    (there_sealed,) = [one for one in found if one.where is Where.SECOND and one.sealed]
    # The data folder's own copies serve when its database and its files are lost, the others when all of it is.
    elsewhere = tmp_path / "nouvel ordinateur"
    for copy, new in (
        (done.copy, folder),
        (there, elsewhere),
        (there_sealed, elsewhere),
        (tmp_path / "tout.zip", elsewhere),
        (tmp_path / "tout.scelle", elsewhere),
    ):
        shutil.rmtree(new / "fichiers" if new == folder else new, ignore_errors=True)
        (new / "litigedesk.sqlite").unlink(missing_ok=True)
        assert backup.restore(new, copy, LATER, PASSWORD).missing == 0
        with opened(new) as desk:
            assert records(desk) == before
            assert files(desk) == kept
            assert list(checks.examine(desk).remarks) == []


def test_a_restore_waits_for_the_user_s_word_and_can_be_undone(folder: Path) -> None:
    first = backup.copies(folder, NOW)[0]
    with opened(folder) as desk:
        clients.save(desk, Client(name="Ajouté après la copie"))
        after = records(desk)
        with pytest.raises(AlreadyOpen):
            backup.restore(folder, first, LATER)
    number = len(backup.copies(folder, LATER))
    done = backup.restore(folder, first, LATER)
    assert done.previous is not None
    assert f"Ce qui était là est copié\u00a0: {done.previous.sentence}" in done.sentence
    assert backup.is_paused(folder)
    with opened(folder, LATER + timedelta(days=400)) as desk:  # nothing is copied, nothing is thinned
        assert desk.table(Client).count(name="Ajouté après la copie") == 0
        clients.save(desk, Client(name="Ajouté sur la reprise"))
        assert backup.keep_up(folder, desk.now()).copy is None
        assert len(backup.copies(folder, LATER)) == number + 1
        assert backup.back_up(desk).copy is not None
        assert len(backup.copies(folder, LATER)) == number + 2
    backup.go_back(folder, LATER + timedelta(days=400))
    assert not backup.is_paused(folder)
    with opened(folder) as desk:
        assert records(desk) == after
    with pytest.raises(Refused):
        backup.go_back(folder, LATER)
    backup.restore(folder, first, LATER)
    backup.confirm_restore(folder)
    assert backup.pause(folder) is None
    with opened(folder) as desk:
        clients.save(desk, Client(name="Encore"))
        assert backup.keep_up(folder, LATER).copy is not None


def test_a_preview_shows_the_copy_writes_nothing_and_refuses_every_change(folder: Path, tmp_path: Path) -> None:
    with opened(folder) as desk:
        backup.make_archive(desk, tmp_path / "tout.zip")
        kept = files(desk)
        before = records(desk)
    for copy in (backup.copies(folder, LATER)[0], tmp_path / "tout.zip"):
        with backup.preview_folder(copy, folder) as passing:
            there = {path: path.read_bytes() for path in passing.rglob("*") if path.is_file()}
            with opened(passing, read_only=True) as desk:
                assert (records(desk), files(desk)) == (before, kept)
                attempts = (
                    lambda: clients.save(desk, Client(name="X")),
                    lambda: pieces.add(desk, of_dispute(1), [pieces.Incoming("x.txt", b"x")]),
                    lambda: clients.delete(desk, 1),
                    lambda: backup.back_up(desk),
                    lambda: backup.make_archive(desk, tmp_path / "autre.zip"),
                    lambda: desk.vault.put_bytes(b"x", "x.txt"),
                )
                for attempt in attempts:
                    with pytest.raises(StorageError, match="aperçu d’une sauvegarde"):
                        attempt()
            assert {path: path.read_bytes() for path in passing.rglob("*") if path.is_file()} == there
        assert not passing.exists()
    assert not list((folder / "sauvegardes").glob("*apercu-*"))


def test_what_a_sealed_copy_holds_is_laid_out_for_the_user_alone_and_gone_at_the_next_start(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing_files = tmp_path / "temp"
    passing_files.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing_files))
    with opened(folder) as desk:
        backup.back_up(desk)
        backup.make_archive(desk, tmp_path / "scellée", PASSWORD)
    left = [place / "litigedesk-apercu-plantage" for place in (folder / "sauvegardes", passing_files)]
    for one in left:
        one.mkdir()
        (one / "litigedesk.sqlite").write_bytes(b"en clair")
    victim = tmp_path / "à un autre"
    victim.mkdir()
    (passing_files / "litigedesk-apercu-lien").symlink_to(victim)
    with backup.preview_folder(tmp_path / "scellée", folder, PASSWORD) as passing:
        assert passing.parent == folder / "sauvegardes"
        assert passing.stat().st_mode & 0o077 == 0
        opened(folder).close()
        assert (passing / "litigedesk.sqlite").exists(), "somebody looks at it"
        assert [one for one in left if one.exists()] == []
    assert not passing.exists()
    assert list(victim.iterdir()) == []


def test_a_copy_of_every_older_format_is_previewed_and_restored(tmp_path: Path) -> None:
    latest = len(list(MIGRATIONS.glob("*.sql")))
    file = tmp_path
    for old in sorted(OLD.glob("*.sqlite")):
        folder = tmp_path / old.stem
        file = tmp_path / f"{old.stem}.sqlite"
        shutil.copyfile(old, file)
        with backup.preview_folder(file, folder) as passing, opened(passing, read_only=True) as desk:
            assert desk.db.version == latest
        backup.restore(folder, file, LATER)
        with opened(folder) as desk:
            assert desk.db.version == latest
    with sqlite3.connect(file) as later:
        later.execute(f"PRAGMA user_version = {latest + 1}")
    later.close()
    with pytest.raises(StorageError, match="version plus récente"):
        backup.restore(tmp_path / "autre", file, LATER)


def test_what_a_file_is_follows_from_its_content_and_a_password_is_asked_for(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "sans extension"
    with opened(folder) as desk:
        backup.make_archive(desk, file, PASSWORD)
        with pytest.raises(StorageError, match="existe déjà"):
            backup.make_archive(desk, file)
    with pytest.raises(PasswordNeeded):
        backup.describe(file, folder, LATER)
    with pytest.raises(WrongPassword):
        backup.restore(folder, file, LATER, "autre")
    info = backup.describe(file, folder, LATER, PASSWORD)
    assert (info.where, info.sealed, info.taken_at) == (Where.FILE, True, LATER)
    assert info.sentence.endswith("22\u00a0novembre\u00a02026 à 10:00")
    assert info.disputes > 10
    for name, content in (("vide", b""), ("photo.jpg", b"\xff\xd8\xff\xe0" * 50), ("lettre.pdf", b"%PDF-1.7\n")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StorageError, match=f"{name}.* n’est pas une sauvegarde"):
            backup.restore(folder, tmp_path / name, LATER)
    assert not backup.is_paused(folder)


def test_giving_up_an_archive_or_a_restore_half_way_leaves_nothing_and_changes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    class GaveUp(Exception):
        pass

    def give_up(done: int, total: int) -> None:
        if done > total // 2:
            raise GaveUp

    with opened(folder) as desk:
        before = records(desk)
        with pytest.raises(GaveUp):
            backup.make_archive(desk, tmp_path / "tout.zip", progress=give_up)
        backup.make_archive(desk, tmp_path / "entier.zip")
        clients.save(desk, Client(name="Ajouté"))
        present = records(desk)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["données", "entier.zip"]
    with pytest.raises(GaveUp):
        backup.restore(folder, tmp_path / "entier.zip", LATER, progress=give_up)
    assert not backup.is_paused(folder)
    with opened(folder) as desk:
        assert records(desk) == present != before
        assert checks.examine(desk).remarks == ()


@pytest.mark.parametrize("password", [None, PASSWORD], ids=["plain", "sealed"])
def test_an_altered_archive_changes_nothing_and_gives_back_what_stayed_good_when_asked(
    folder: Path, tmp_path: Path, password: str | None
) -> None:
    file, new = tmp_path / "tout.bin", tmp_path / "neuf"
    with opened(folder) as desk:
        before = records(desk)
        backup.make_archive(desk, file, password)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4  # in a kept file: they are most of it
    file.write_bytes(content)
    with pytest.raises(StorageError, match="est altéré"):
        backup.restore(new, file, LATER, password)
    assert [path for path in new.rglob("*") if path.is_file() and path.name != "verrou"] == []
    done = backup.restore(new, file, LATER, password, salvage=True)
    assert 1 <= done.missing <= 4
    with opened(new) as desk:
        assert records(desk) == before
        assert {one.code for one in checks.examine(desk).remarks} == {"file-missing"}


def test_for_a_damaged_database_one_is_told_what_going_back_would_cost(folder: Path) -> None:
    with opened(folder, NOW) as desk:
        backup.back_up(desk)
        for name in ("Un", "Deux", "Trois"):
            clients.save(desk, Client(name=name))
        desk.vault.put_bytes(b"une piece de plus", "piece.txt")
    file = folder / "litigedesk.sqlite"
    whole = file.read_bytes()
    for harm, sentence in (
        (whole[: len(whole) // 2], "ce qu’elle n’a pas\u00a0: 3\u00a0clients"),
        (whole[:50_000] + bytes(50_000) + whole[100_000:], "Le fichier abîmé"),
        (bytes(len(whole)), "ne laisse plus rien lire"),
        (b"", "ne laisse plus rien lire"),
    ):
        file.write_bytes(harm)
        loss = backup.lost_since(folder, LATER)
        assert loss is not None
        assert "La dernière bonne sauvegarde est du 22\u00a0novembre\u00a02026 à 09:00" in loss.sentences[0]
        assert sentence in loss.sentences[1]
        assert (loss.unknown_files, "1\u00a0fichier gardé n’est connu" in loss.sentences[2]) == (1, True)
        assert [path.name for path in folder.glob("litigedesk*")] == ["litigedesk.sqlite"]
        assert file.read_bytes() == harm


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    def say(*words: object) -> tuple[int, Any, str]:
        status = main([str(word) for word in words], today=NOW.date())
        out, err = capsys.readouterr()
        return status, json.loads(out) if out.startswith(("{", "[")) else out, err

    return say


def test_the_commands_do_all_of_it(folder: Path, tmp_path: Path, said: Callable[..., tuple[int, Any, str]]) -> None:
    secret, file, stick = tmp_path / "mdp.txt", tmp_path / "tout.bin", tmp_path / "clé"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    stick.mkdir()
    base = ("--data", folder, "--json")
    status, done, _ = said(*base, "backup", "--out", file, "--password-file", secret)
    assert (status, done["sealed"], done["verified"], done["missing"]) == (0, True, True, 0)
    assert said(*base, "backup", "--password-file", secret)[0] == 1
    status, done, _ = said(*base, "backup", "--second", stick, "--password-file", secret)
    assert (status, done["second"]) == (0, "done")
    status, listed, _ = said(*base, "backups")
    assert {one["place"] for one in listed} == {"here", "second"}
    assert all(one["disputes"] > 0 for one in listed[:2])
    new = ("--data", tmp_path / "neuf", "--json")
    status, _, err = said(*new, "restore", file)
    assert (status, "protégé par un mot de passe" in err) == (1, True)
    status, done, _ = said(*new, "restore", file, "--password-file", secret)
    assert (status, done["previous"], done["paused"], done["missing"]) == (0, None, True, 0)
    assert said(*new, "check")[:2] == (0, {"ok": True, "findings": []})
    assert said(*new, "restore", "--confirm")[1] == {"confirmed": True}
    status, done, _ = said(*base, "restore", file, "--password-file", secret)
    assert (status, done["paused"]) == (0, True)
    status, done, _ = said(*base, "restore", "--undo")
    assert (status, done["paused"]) == (0, False)


def test_a_second_place_whose_choice_was_lost_is_said_at_each_copy_until_it_is_chosen_again(tmp_path: Path) -> None:
    folder, stick = tmp_path / "données", tmp_path / "clé"
    stick.mkdir()
    with Desk.open(folder, lambda: datetime(2026, 11, 22, 9)) as desk:
        backup.set_second_place(folder, stick)
        (folder / "second-lieu.json").write_text('{"place', encoding="utf-8")
        done = backup.back_up(desk)
        assert done.copy is not None
        assert (done.second.state, "second emplacement" in done.second.sentence) == (SecondState.FAILED, True)
        backup.set_second_place(folder, stick)
        assert backup.back_up(desk).second.state is SecondState.DONE


def test_a_piece_written_over_in_place_is_not_said_to_be_copied(folder: Path) -> None:
    with opened(folder) as desk:
        backup.back_up(desk)
        harmed = next(path for path in desk.vault.folder.rglob("*.pdf"))
        harmed.chmod(0o600)
        with harmed.open("ab") as file:  # its copy is the same file under another name
            file.write(b"x")
        done = backup.back_up(desk)
    assert (done.missing, "1\u00a0fichier manque ou a changé" in done.sentence) == (1, True)
