"""A file under a password: nothing of it can be read, and nothing changed unseen, without the password.

A sealed file is a header of 64 bytes, then chunks of 16 400 bytes; numbers are big-endian.

====== ====== =================================================================================================
offset length header
====== ====== =================================================================================================
0      8      ``LDSCELLE``
8      1      version of the format, 1
9      3      scrypt: log2 of N, r, p
12     16     scrypt: salt; the same for all files of a second place, so that its key is derived once
28     16     salt of this file
44     12     what the right key answers: the first bytes of HMAC(master, « check »)
56     8      the first bytes of SHA-256 over the 56 bytes before, which tells damage from a wrong password
====== ====== =================================================================================================

master = scrypt(password in NFC and UTF-8, salt), 32 bytes; key of the file = HMAC-SHA256(master, « file » + salt of this file).
Each chunk is 16 384 bytes under ChaCha20-Poly1305 with its tag of 16; the nonce is its number on 11 bytes, then 1 for the last
chunk and 0 for others; the header is authenticated with each. The content of the last chunk ends with 0x80 and as many zeros as
fill it, so that every chunk is whole: a file cut anywhere is known as cut, a bit turned over anywhere as an alteration. The
header keeps its shape and its checksum in every version.
"""

import hashlib
import hmac
import io
import math
import secrets
import struct
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from litigedesk.errors import PasswordNeeded, StorageError, WrongPassword
from litigedesk.formats import NBSP
from litigedesk.store.backups.words import (
    altered,
    from_later_version,
    not_ours,
    password_needed,
    truncated,
    wrong_password,
)

SUFFIX = ".scelle"
MAGIC = b"LDSCELLE"
VERSION = 1
CHUNK = 1 << 14
COST = 17  # log2 of scrypt's N: 128 MB and about half a second to try one password
NO_PASSWORD = f"Le mot de passe est vide{NBSP}: choisissez-en un."

_HEADER = struct.Struct(">8sBBBB16s16s12s8s")
_TAG = 16
_BLOCK = CHUNK + _TAG
_END = b"\x80"
_MOST_MEMORY = 1 << 28  # of one derivation: a header may ask for anything


@dataclass(frozen=True)
class Recipe:
    """How a key follows from a password: scrypt's parameters and salt."""

    cost: int
    block: int
    parallel: int
    salt: bytes

    def key(self, password: str) -> "Key":
        """The key of a password; ``StorageError`` for an empty one. Slow on purpose."""
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        if not password:
            raise StorageError(NO_PASSWORD)
        kdf = Scrypt(salt=self.salt, length=32, n=1 << self.cost, r=self.block, p=self.parallel)
        return Key(self, kdf.derive(unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")))


@dataclass(frozen=True)
class Key:
    """What a password gives, by a recipe; 32 bytes that open all that was sealed with them."""

    recipe: Recipe
    master: bytes

    @classmethod
    def new(cls, password: str, cost: int = COST) -> "Key":
        """A key with a salt of its own."""
        return Recipe(cost, 8, 1, secrets.token_bytes(16)).key(password)

    @property
    def check(self) -> bytes:
        """What tells this key from another, and nothing else of it."""
        return self._derive(b"check")[:12]

    def name_of(self, sha256: str) -> str:
        """The name of a file under this key: without the key, nobody can tell which file it is."""
        return self._derive(b"name" + sha256.encode()).hex()

    def of_file(self, salt: bytes) -> bytes:
        """The key of one file."""
        return self._derive(b"file" + salt)

    def _derive(self, purpose: bytes) -> bytes:
        return hmac.new(self.master, purpose, hashlib.sha256).digest()


class Keys:
    """The keys at hand: those held, and those that a password gives, each derived once."""

    def __init__(self, password: str | None = None, *held: Key) -> None:
        self._password = password
        self._held = list(held)

    def of(self, header: "Header", name: str) -> Key:
        """The key of a sealed file; ``PasswordNeeded`` or ``WrongPassword`` when it cannot be had."""
        for key in self._held:
            if key.recipe == header.recipe and key.check == header.check:
                return key
        if self._password is None:
            raise PasswordNeeded(password_needed(name))
        key = header.recipe.key(self._password)
        if key.check != header.check:
            raise WrongPassword(wrong_password(name))
        self._held.append(key)
        return key


@dataclass(frozen=True)
class Header:
    """What stands before the chunks."""

    recipe: Recipe
    salt: bytes
    check: bytes
    packed: bytes

    @classmethod
    def new(cls, key: Key) -> "Header":
        """The header of a file to be sealed."""
        how, salt = key.recipe, secrets.token_bytes(16)
        fields = (MAGIC, VERSION, how.cost, how.block, how.parallel, how.salt, salt, key.check)
        return cls(how, salt, key.check, _HEADER.pack(*fields, _checksum(_HEADER.pack(*fields, b"")[:56])))

    @classmethod
    def read(cls, packed: bytes, name: str) -> "Header":
        """The header of a sealed file; ``StorageError`` in words for what is none, or is cut, altered or of a later version."""
        if not packed.startswith(MAGIC):
            raise StorageError(not_ours(name))
        if len(packed) < _HEADER.size:
            raise StorageError(truncated(name))
        _, version, cost, block, parallel, recipe_salt, salt, check, checksum = _HEADER.unpack(packed)
        if checksum != _checksum(packed[:56]):
            raise StorageError(altered(name))
        if version != VERSION:
            raise StorageError(from_later_version(name))
        if not (1 <= cost < 16 * block and 1 <= parallel <= 4 and (128 * block << cost) <= _MOST_MEMORY):
            raise StorageError(altered(name))
        return cls(Recipe(cost, block, parallel, recipe_salt), salt, check, packed)


@contextmanager
def sealing(raw: BinaryIO, key: Key) -> Iterator[io.RawIOBase]:
    """A stream whose content goes sealed to ``raw``; whole once the block is left without a fault."""
    writer = _Writer(raw, Header.new(key), key)
    yield writer
    writer.finish()


class _Writer(io.RawIOBase):
    """Seals what is written to it; cannot go back."""

    def __init__(self, raw: BinaryIO, header: Header, key: Key) -> None:
        super().__init__()
        self._raw = raw
        self._cipher = _cipher(key, header)
        self._header = header.packed
        self._pending = bytearray()
        self._number = 0
        raw.write(header.packed)

    def writable(self) -> bool:
        """It takes content."""
        return True

    def write(self, data: object) -> int:
        """Take content; sealed as chunks fill."""
        content = memoryview(data)  # type: ignore[arg-type]
        self._pending += content
        whole = len(self._pending) // CHUNK * CHUNK
        for start in range(0, whole, CHUNK):
            self._seal(bytes(self._pending[start : start + CHUNK]), last=False)
        del self._pending[:whole]
        return content.nbytes

    def finish(self) -> None:
        """Seal what is left, as the end."""
        end = bytes(self._pending) + _END
        self._seal(end.ljust(CHUNK, b"\0"), last=True)

    def _seal(self, content: bytes, *, last: bool) -> None:
        self._raw.write(self._cipher.encrypt(_nonce(self._number, last=last), content, self._header))
        self._number += 1


class SealedFile(io.RawIOBase):
    """The content of a sealed file, read from anywhere in it; a chunk that is not as it was sealed raises ``StorageError``."""

    def __init__(self, raw: BinaryIO, name: str, keys: Keys) -> None:
        super().__init__()
        raw.seek(0)
        self._raw = raw
        self._name = name
        header = Header.read(raw.read(_HEADER.size), name)
        self._header = header.packed
        self.key = keys.of(header, name)
        self._cipher = _cipher(self.key, header)
        self._position = 0
        self._held: tuple[int, bytes] = (-1, b"")
        self._blocks, left = divmod(raw.seek(0, io.SEEK_END) - _HEADER.size, _BLOCK)
        if left or not self._blocks:
            raise StorageError(truncated(name))
        self._size = (self._blocks - 1) * CHUNK + len(self._last())

    def readable(self) -> bool:
        """It is read."""
        return True

    def seekable(self) -> bool:
        """From anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the content."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise OSError(22, "negative seek")  # as any file answers, and as zipfile expects
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        """The place in the content."""
        return self._position

    def readinto(self, buffer: object) -> int:
        """Fill a buffer with what follows, as far as one chunk goes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self._position >= self._size:
            return 0
        number, offset = divmod(self._position, CHUNK)
        content = self._chunk(number)[offset : offset + len(view)]
        view[: len(content)] = content
        self._position += len(content)
        return len(content)

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            content = self._last() if number == self._blocks - 1 else self._open(number, last=False)
            if content is None:
                raise StorageError(altered(self._name))
            self._held = number, content
        return self._held[1]

    def _last(self) -> bytes:
        """The end, without what fills it; says whether a file without an end was cut or altered."""
        number = self._blocks - 1
        content = self._open(number, last=True)
        if content is None:
            cut = self._open(number, last=False) is not None
            raise StorageError(truncated(self._name) if cut else altered(self._name))
        return content.rstrip(b"\0")[:-1]

    def _open(self, number: int, *, last: bool) -> bytes | None:
        from cryptography.exceptions import InvalidTag

        self._raw.seek(_HEADER.size + number * _BLOCK)
        try:
            return self._cipher.decrypt(_nonce(number, last=last), self._raw.read(_BLOCK), self._header)
        except InvalidTag:
            return None


class _Cipher(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...


def is_sealed(start: bytes) -> bool:
    """Whether a file begins as a sealed one does."""
    return start.startswith(MAGIC)


def sealed_size(size: int) -> int:
    """The bytes that ``size`` bytes take once sealed."""
    return _HEADER.size + math.ceil((size + 1) / CHUNK) * _BLOCK


def _cipher(key: Key, header: Header) -> _Cipher:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    cipher: _Cipher = ChaCha20Poly1305(key.of_file(header.salt))
    return cipher


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _checksum(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:8]
