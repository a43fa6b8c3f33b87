"""The vault: a file goes in whole, stays as it was, and is found again by its content."""

import errno
import hashlib
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.errors import NotFound, StorageError
from litigedesk.store.vault import Stored, Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "fichiers")


def files(tmp_path: Path) -> list[str]:
    return sorted(str(path.relative_to(tmp_path / "fichiers")) for path in (tmp_path / "fichiers").rglob("*.*"))


@given(data=st.binary())
def test_content_comes_back_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    vault = Vault(tmp_path_factory.mktemp("vault"))
    stored = vault.put_bytes(data, "lettre.pdf")
    assert stored == Stored(hashlib.sha256(data).hexdigest(), len(data))
    assert vault.read(stored.sha256) == data


def test_content_is_kept_under_its_hash_and_cannot_be_written_to(vault: Vault, tmp_path: Path) -> None:
    stored = vault.put_bytes(b"x" * 3_000_000, "Contrat signé.PDF")
    assert stored.size == 3_000_000
    assert files(tmp_path) == [f"{stored.sha256[:2]}/{stored.sha256}.pdf"]
    assert not vault.path_of(stored.sha256).stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_the_same_content_is_stored_once_whatever_its_name(vault: Vault, tmp_path: Path) -> None:
    first = vault.put_bytes(b"abc", "a.pdf")
    assert vault.put_bytes(b"abc", "b.docx") == first
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("name", ["sans extension", "x.tar.../../etc", "a.é", "b.unetreslonguefin", ".pdf", ""])
def test_a_strange_name_gives_no_strange_path(vault: Vault, tmp_path: Path, name: str) -> None:
    stored = vault.put_bytes(b"abc", name)
    path = vault.path_of(stored.sha256)
    assert path.parent == tmp_path / "fichiers" / stored.sha256[:2]
    assert path.name == stored.sha256


def test_an_altered_file_is_noticed_and_mended_when_its_content_is_stored_again(vault: Vault) -> None:
    stored = vault.put_bytes(b"abc", "a.txt")
    path = vault.path_of(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(b"abd")
    assert vault.altered() == [stored.sha256]
    with pytest.raises(StorageError, match="a été modifié depuis"):
        vault.read(stored.sha256)
    vault.put_bytes(b"abc", "a.txt")
    assert vault.read(stored.sha256) == b"abc"
    assert vault.altered() == []


def test_missing_files_and_files_of_no_record_are_told(vault: Vault) -> None:
    kept, orphan = vault.put_bytes(b"abc", "a.txt"), vault.put_bytes(b"def", "d.txt")
    gone = hashlib.sha256(b"gone").hexdigest()
    assert vault.missing([kept.sha256, gone]) == [gone]
    assert vault.orphans([kept.sha256, gone]) == [vault.path_of(orphan.sha256)]
    with pytest.raises(NotFound, match="n’est plus"):
        vault.path_of(gone)


@pytest.mark.parametrize("sha256", ["", "..", "*", "../../etc/passwd", "A" * 64])
def test_what_is_no_hash_finds_nothing(vault: Vault, sha256: str) -> None:
    vault.put_bytes(b"abc", "a.txt")
    with pytest.raises(NotFound):
        vault.path_of(sha256)


def test_a_file_set_aside_comes_back_if_its_content_is_right(vault: Vault) -> None:
    stored = vault.put_bytes(b"abc", "a.txt")
    vault.set_aside(vault.path_of(stored.sha256))
    assert vault.missing([stored.sha256]) == [stored.sha256]
    assert vault.is_aside(stored.sha256)
    assert vault.bring_back(stored.sha256)
    assert vault.read(stored.sha256) == b"abc"
    assert not vault.bring_back(stored.sha256)


def test_a_full_disk_in_the_middle_leaves_nothing_half_written(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="disque est plein"):
        vault.put_bytes(b"abc", "a.txt")
    assert files(tmp_path) == []
