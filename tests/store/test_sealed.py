"""Files under a password: what is changed, cut or opened with the wrong password is said, each in its own words."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.errors import PasswordNeeded, StorageError, WrongPassword
from litigedesk.store.backups.sealed import CHUNK, MAGIC, Key, Keys, SealedFile, sealed_size, sealing

KEY = Key.new("été 1987", cost=4)
HEADER, BLOCK = 64, CHUNK + 16
SIZES = st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])


def sealed(content: bytes, key: Key = KEY) -> bytes:
    raw = io.BytesIO()
    with sealing(raw, key) as stream:
        for start in range(0, len(content), 1000):
            stream.write(content[start : start + 1000])
    return raw.getvalue()


def opened(data: bytes, keys: Keys | None = None) -> bytes:
    return SealedFile(io.BytesIO(data), "copie", keys or Keys(None, KEY)).read()


LONG = bytes(range(256)) * 200  # over three chunks
SEALED = sealed(LONG)


@given(SIZES)
def test_what_was_sealed_comes_back_and_its_size_was_known(size: int) -> None:
    content = os.urandom(size)
    data = sealed(content)
    assert opened(data) == content
    assert len(data) == sealed_size(size)
    assert content[:16] not in data or size < 16


@given(st.integers(0, len(LONG) + 10), st.integers(0, 40_000))
def test_any_part_is_read_without_the_rest(start: int, length: int) -> None:
    file = io.BufferedReader(SealedFile(io.BytesIO(SEALED), "copie", Keys(None, KEY)))
    file.seek(start)
    assert file.read(length) == LONG[start : start + length]
    file.seek(-5, io.SEEK_END)
    assert file.read() == LONG[-5:]


@given(st.integers(0, len(SEALED) - 1), st.integers(0, 7))
def test_a_bit_turned_over_anywhere_is_an_alteration(place: int, bit: int) -> None:
    data = bytearray(SEALED)
    data[place] ^= 1 << bit
    with pytest.raises(StorageError) as told:
        opened(bytes(data))
    expected = "n’est pas une sauvegarde de LitigeDesk" if place < len(MAGIC) else "est altéré"
    assert expected in str(told.value)


@given(st.one_of(st.integers(0, len(SEALED) - 1), st.integers(0, 3).map(lambda n: HEADER + n * BLOCK)))
def test_a_file_cut_anywhere_is_incomplete(length: int) -> None:
    with pytest.raises(StorageError) as told:
        opened(SEALED[:length])
    expected = "n’est pas une sauvegarde" if length < len(MAGIC) else "est incomplet"
    assert expected in str(told.value)


def test_chunks_put_in_another_order_or_taken_from_another_file_are_an_alteration() -> None:
    head, blocks = SEALED[:HEADER], [SEALED[HEADER + n * BLOCK :][:BLOCK] for n in range(4)]
    other = sealed(LONG)
    for data in (
        head + blocks[1] + blocks[0] + b"".join(blocks[2:]),
        head + blocks[0] + other[HEADER + BLOCK :][:BLOCK] + b"".join(blocks[2:]),
        SEALED + blocks[0],
    ):
        with pytest.raises(StorageError, match=r"altéré|incomplet"):
            opened(data)


def test_a_wrong_password_is_said_and_none_is_asked_for() -> None:
    with pytest.raises(WrongPassword, match="Ce mot de passe n’ouvre pas «\u202fcopie\u202f»"):
        opened(SEALED, Keys("ete 1987"))
    with pytest.raises(PasswordNeeded, match="protégé par un mot de passe"):
        opened(SEALED, Keys())
    assert opened(SEALED, Keys("e\u0301te\u0301 1987")) == LONG, "typed on a Mac, accents are two characters"


def test_a_file_of_a_later_version_and_one_that_asks_for_all_memory_are_refused_at_once() -> None:
    import hashlib

    for place, value, sentence in ((8, 2, "version plus récente"), (9, 31, "altéré"), (11, 200, "altéré")):
        header = bytearray(SEALED[:56])
        header[place] = value
        data = bytes(header) + hashlib.sha256(header).digest()[:8] + SEALED[HEADER:]
        with pytest.raises(StorageError, match=sentence):
            opened(data, Keys("été 1987"))


def test_names_of_files_tell_nothing_without_the_key() -> None:
    other = Key.new("été 1987", cost=4)
    assert KEY.name_of("a" * 64) == KEY.name_of("a" * 64) != other.name_of("a" * 64)
    assert "aaaa" not in KEY.name_of("a" * 64)
