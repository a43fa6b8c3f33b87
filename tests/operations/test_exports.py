"""Files written where the user asks: whole, nothing beside them, and every refusal a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from litigedesk.errors import StorageError
from litigedesk.operations.exports import write_file


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder that must hold in the end what it held, but for the file asked for."""
    (tmp_path / "fichier.txt").write_text("à moi", encoding="utf-8")
    (tmp_path / "dossier").mkdir()
    before = {path.name for path in tmp_path.iterdir()}
    yield tmp_path
    assert {path.name for path in tmp_path.iterdir()} - before <= {"lettre.pdf"}


def test_an_existing_file_is_replaced_whole(place: Path) -> None:
    (place / "lettre.pdf").write_bytes(b"x" * 100)
    write_file(place / "lettre.pdf", b"%PDF")
    assert (place / "lettre.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("parti/lettre.pdf", "Le dossier «\u202fparti\u202f» n’existe pas"),
        ("fichier.txt/lettre.pdf", "Le dossier «\u202ffichier.txt\u202f» n’existe pas"),
        ("dossier", "Un dossier s’appelle déjà «\u202fdossier\u202f»"),
        ("é" * 300, "est un nom trop long"),
    ],
)
def test_a_place_that_refuses_is_said_in_a_sentence(place: Path, name: str, words: str) -> None:
    with pytest.raises(StorageError, match=words):
        write_file(place / name, b"%PDF")
    assert (place / "fichier.txt").read_text(encoding="utf-8") == "à moi"


def test_a_read_only_folder_is_said_in_a_sentence(place: Path) -> None:
    locked = place / "dossier"
    locked.chmod(0o500)
    try:
        (locked / "essai").touch()
    except PermissionError:
        with pytest.raises(StorageError, match="lecture seule"):
            write_file(locked / "lettre.pdf", b"%PDF")
    else:
        pytest.skip("this user may write anywhere")
    finally:
        locked.chmod(0o700)
