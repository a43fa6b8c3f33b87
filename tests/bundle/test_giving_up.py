"""A bundle is whole or not there: given up at any step, stopped by any fault, nothing stays behind."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from litigedesk.bundle.archive import write_zip
from litigedesk.bundle.facts import BundleFacts
from litigedesk.bundle.pdf import write_pdf, write_volumes
from litigedesk.bundle.work import Cancelled
from litigedesk.errors import StorageError, UserError
from tests.bundle import samples

Write = Callable[[BundleFacts, Path, Callable[..., None], Callable[[], bool]], object]


def in_volumes(
    facts: BundleFacts, target: Path, progress: Callable[..., None], cancelled: Callable[[], bool]
) -> object:
    return write_volumes(facts, target, 250_000, progress, cancelled, text_of=samples.text_of)


WAYS: dict[str, Write] = {"one": write_pdf, "volumes": in_volumes, "zip": write_zip}


@pytest.fixture
def facts(folder: samples.Folder) -> BundleFacts:
    folder.add("facture.pdf", samples.pdf(3))
    folder.add("photo.jpg", samples.jpeg(samples.scan(), 6))
    folder.add("relance.eml", samples.EML)
    folder.add("casse.pdf", b"%PDF-1.4")
    return samples.facts(folder, letters=1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a bundle of yesterday in it."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Dossier.pdf").write_bytes(b"hier")
    return tmp_path / "out"


def untouched(place: Path) -> bool:
    return [(path.name, path.read_bytes()) for path in place.iterdir()] == [("Dossier.pdf", b"hier")]


@pytest.mark.parametrize("way", WAYS)
def test_given_up_at_any_step_it_leaves_what_was_there(facts: BundleFacts, place: Path, way: str) -> None:
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    WAYS[way](facts, place.parent / "whole", lambda *_: None, count)
    for stop in {*range(0, asked, 5), asked - 1}:
        left = iter(range(stop))
        with pytest.raises(Cancelled):
            WAYS[way](facts, place / "Dossier.pdf", lambda *_: None, lambda left=left: next(left, None) is None)
        assert untouched(place), f"given up the {stop}th time it asked"


@pytest.mark.parametrize("way", WAYS)
def test_a_fault_of_ours_on_the_way_leaves_what_was_there(facts: BundleFacts, place: Path, way: str) -> None:
    def fail(done: int, total: int, _: str) -> None:
        if done == total - 1:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        WAYS[way](facts, place / "Dossier.pdf", fail, lambda: False)
    assert untouched(place)


@pytest.mark.parametrize("way", WAYS)
def test_a_file_altered_since_it_was_filed_stops_the_bundle(facts: BundleFacts, place: Path, way: str) -> None:
    facts.pieces[1].path.write_bytes(samples.jpeg(samples.scan()))
    with pytest.raises(StorageError, match=r"pièce n°.2 .* a changé depuis son ajout"):
        WAYS[way](facts, place / "Dossier.pdf", lambda *_: None, lambda: False)
    assert untouched(place)


def test_a_file_altered_while_the_archive_is_made_stops_it(facts: BundleFacts, place: Path) -> None:
    def alter(_: int, __: int, what: str) -> None:
        if what.endswith("copie"):
            facts.pieces[3].path.write_bytes(b"%PDF-1.5")

    with pytest.raises(StorageError, match=r"pièce n°.4 .* a changé"):
        write_zip(facts, place / "Dossier.pdf", alter, lambda: False)
    assert untouched(place)


@pytest.mark.parametrize("way", WAYS)
def test_a_missing_file_stops_the_bundle_and_is_named(facts: BundleFacts, place: Path, way: str) -> None:
    facts.pieces[0].path.unlink()
    with pytest.raises(StorageError, match=r"pièce n°.1 .* ne peut pas être lu"):
        WAYS[way](facts, place / "Dossier.pdf", lambda *_: None, lambda: False)
    assert untouched(place)


def test_a_letter_that_is_gone_or_broken_is_named(facts: BundleFacts, place: Path) -> None:
    facts.letters[0].path.write_bytes(b"%PDF broken")
    with pytest.raises(UserError, match="« Relance n°\u00a01 » ne peut pas être joint".replace(" ", ".")):
        write_pdf(facts, place / "Dossier.pdf", lambda *_: None, lambda: False)
    facts.letters[0].path.unlink()
    with pytest.raises(StorageError, match="est introuvable"):
        write_pdf(facts, place / "Dossier.pdf", lambda *_: None, lambda: False)
    assert untouched(place)


def test_a_folder_that_does_not_exist_is_said_in_a_sentence(facts: BundleFacts, place: Path) -> None:
    with pytest.raises(StorageError, match="n’existe pas"):
        write_pdf(facts, place / "parti" / "Dossier.pdf", lambda *_: None, lambda: False)


def test_a_dossier_without_pieces_letters_or_sums_is_still_a_bundle(facts: BundleFacts, place: Path) -> None:
    bare = replace(facts, pieces=(), letters=(), sums=(), chronology=(), statement_pdf=None, asked=(), left_out=())
    report = write_pdf(bare, place / "Dossier.pdf", lambda *_: None, lambda: False)
    assert report.pages == 1
    assert write_zip(bare, place / "Dossier.zip", lambda *_: None, lambda: False).pages == 1
