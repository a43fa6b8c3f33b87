"""Everything in one file: what is damaged, foreign or hostile in it is said, and nothing of it is believed."""

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litigedesk.errors import StorageError
from litigedesk.store.backups import archive
from litigedesk.store.backups.archive import Contents, reading

MADE_AT = datetime(2027, 3, 1, 10)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive of a small database and two files."""
    import hashlib

    folder = tmp_path_factory.mktemp("archive")
    database = folder / "base"
    database.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)
    files = {}
    for content in (b"facture" * 50, b"contrat" * 60):
        sha256 = hashlib.sha256(content).hexdigest()
        files[sha256] = folder / f"{sha256}.pdf"
        files[sha256].write_bytes(content)
    stream = io.BytesIO()
    archive.write(stream, Contents(database, {"dispute": 3}, files, ("f" * 64,), MADE_AT))
    return stream.getvalue()


def read(data: bytes) -> None:
    with reading(io.BytesIO(data), "tout.zip") as reader:
        reader.verify()
        reader.copy_database(io.BytesIO())


def test_an_archive_is_a_zip_that_any_program_opens(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        manifest = json.loads(opened.read("manifest.json"))
    assert names[:2] == ["manifest.json", "litigedesk.sqlite"]
    assert all(name.startswith("fichiers/") and name.endswith(".pdf") for name in names[2:])
    assert (manifest["counts"], manifest["missing"]) == ({"dispute": 3}, ["f" * 64])
    read(whole)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_turned_over_or_cut_is_a_sentence_or_harmless(whole: bytes, data: st.DataObject) -> None:
    harmed = bytearray(whole)
    if data.draw(st.booleans()):
        del harmed[data.draw(st.integers(0, len(whole) - 1)) :]
    else:
        harmed[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    told = ""
    try:
        read(bytes(harmed))
    except StorageError as fault:
        told = str(fault)
    # Harmless: a date or an attribute; what is kept was read and is right.
    assert "«\u202ftout.zip\u202f»" in told or (told == "" and len(harmed) == len(whole))


def test_a_download_cut_short_is_incomplete_and_another_zip_is_not_ours(whole: bytes) -> None:
    for length in (len(whole) // 2, len(whole) - 1):
        with pytest.raises(StorageError, match="est incomplet"):
            read(whole[:length])
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("photo.jpg", "x")
    for foreign in (other.getvalue(), b"PK\x03\x04" + bytes(100)):
        with pytest.raises(StorageError, match="n’est pas une sauvegarde"):
            read(foreign)


def made_again(whole: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    change(entries)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return stream.getvalue()


def manifest(change: Callable[[dict[str, object]], object]) -> Callable[[dict[str, bytes]], None]:
    def changed(entries: dict[str, bytes]) -> None:
        told = json.loads(entries["manifest.json"])
        change(told)
        entries["manifest.json"] = json.dumps(told).encode()

    return changed


HOSTILE = {
    "a later version": (manifest(lambda told: told.update(version=2)), "version plus récente"),
    "another format": (manifest(lambda told: told.update(format="autre")), "n’est pas une sauvegarde"),
    "no size": (manifest(lambda told: told.update(database=None)), "altéré"),
    "a negative size": (manifest(lambda told: told.update(database={"size": -1, "sha256": ""})), "altéré"),
    "counts that are none": (manifest(lambda told: told.update(counts=[1])), "altéré"),
    "a file promised and not there": (manifest(lambda told: told.update(files={"fichiers/aa/x": 1})), "altéré"),
    "no database": (lambda entries: entries.pop("litigedesk.sqlite"), "altéré"),
    "another database": (lambda entries: entries.update({"litigedesk.sqlite": b"SQLite format 3\0" * 9}), "altéré"),
    "a database that swells": (lambda entries: entries.update({"litigedesk.sqlite": bytes(50_000_000)}), "altéré"),
    "another file under a good name": (
        lambda entries: entries.update({name: b"x" for name in entries if name.startswith("fichiers/")}),
        "altéré",
    ),
    "a manifest nested without end": (lambda entries: entries.update({"manifest.json": b"[" * 100_000}), "altéré"),
    "a manifest that is no text": (lambda entries: entries.update({"manifest.json": zlib.compress(b"x")}), "altéré"),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_an_archive_made_to_deceive_is_refused(whole: bytes, harm: str) -> None:
    change, sentence = HOSTILE[harm]
    with pytest.raises(StorageError, match=sentence):
        read(made_again(whole, change))


def test_names_that_lead_out_of_the_folder_are_not_even_looked_at(whole: bytes) -> None:
    names = ("../../evil.pdf", "/etc/passwd", "fichiers/../litigedesk.sqlite", "fichiers/aa/" + "a" * 64 + "/../x")
    data = made_again(whole, lambda entries: entries.update(dict.fromkeys(names, b"x")))
    with reading(io.BytesIO(data), "tout.zip") as reader:
        assert len(reader.files) == 2
        assert all(Path(entry.filename).name.startswith(sha256) for sha256, entry in reader.files.items())


def test_a_file_on_a_disk_that_lost_some_of_its_inside_is_refused_in_words(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tout.zip"  # what begins before it is a fault of the system there, not of the format
    path.write_bytes(whole[:60] + whole[80:])
    with path.open("rb") as raw, pytest.raises(StorageError, match="altéré"), reading(raw, path.name) as reader:
        reader.verify()
