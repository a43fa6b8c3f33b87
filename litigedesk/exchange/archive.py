"""A ZIP archive opened with a bound on all that it says of itself; nothing of it is written anywhere."""

import io
import zipfile
import zlib

from litigedesk.errors import ProtectedFile, UserError
from litigedesk.formats import number, typographic

_MOST_ENTRIES = 20_000
_ENTRY = b"PK\x01\x02"  # begins each line of the table of contents
BROKEN = typographic(
    "Cette archive ne peut pas être lue : elle est abîmée ou incomplète. Demandez qu’on vous la renvoie."
)
_MANY = typographic(f"Cette archive contient plus de {number(_MOST_ENTRIES)} fichiers : elle n’est pas ouverte.")
_SWELLS = typographic("Cette archive est trop grosse une fois ouverte : elle n’est pas ouverte.")
_PROTECTED = typographic(
    "Cette archive est protégée par un mot de passe : ouvrez-la et gardez les fichiers qu’elle contient."
)


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive, to be closed; ``UserError`` if it is damaged or lists too many files."""
    if data.count(_ENTRY) > _MOST_ENTRIES:  # each listed file takes far more memory than its line
        raise UserError(_MANY)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError) as fault:
        raise UserError(BROKEN) from fault


def entry(packed: zipfile.ZipFile, name: str, most: int) -> bytes | None:
    """The content of a file of the archive, ``None`` if it has none of that name.

    ``UserError`` beyond ``most`` bytes, whatever size it says, ``ProtectedFile`` under a password.
    """
    try:
        listed = packed.getinfo(name)
    except KeyError:
        return None
    if listed.flag_bits & 1:
        raise ProtectedFile(_PROTECTED)
    try:
        with packed.open(listed) as source:
            content = source.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, ImportError) as fault:
        raise UserError(BROKEN) from fault
    if len(content) > most:
        raise UserError(_SWELLS)
    return content


def unfolded_size(packed: zipfile.ZipFile) -> int:
    """Bytes of all its files together, as it says."""
    return sum(listed.file_size for listed in packed.infolist())
