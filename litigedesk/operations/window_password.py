"""The password that the window asks for: it closes the window and encrypts nothing.

Only a salted scrypt hash is kept, among the settings. Whoever can read the data folder can read the data without it, so
``remove_unasked`` takes it away from a folder that nobody has open: the way back for a user who forgot it.
"""

import hashlib
import hmac
import secrets
import unicodedata
from typing import TYPE_CHECKING, Final

from litigedesk.domain.records import Setting
from litigedesk.errors import InvalidInput, Problem, Refused
from litigedesk.operations.outcome import operation
from litigedesk.settings import PASSWORD

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_COST, _BLOCK, _LANES = 15, 8, 1  # scrypt: 2^15 rounds of 1 KiB, some 32 MB and a tenth of a second
_MEMORY = 64 * 1024 * 1024
WRONG: Final = "Ce n’est pas le mot de passe."


def is_set(desk: "Desk") -> bool:
    """Whether the window asks for a password."""
    return desk.table(Setting).count(key=PASSWORD) > 0


def is_right(desk: "Desk", typed: str) -> bool:
    """Whether that is the password; takes a tenth of a second on purpose."""
    held = desk.table(Setting).first(key=PASSWORD)
    if held is None:
        return True
    method, *rest = held.value.split(":")
    if method != "scrypt" or len(rest) != 5:
        return False
    cost, block, lanes = (int(number) for number in rest[:3])
    salt, kept = (bytes.fromhex(text) for text in rest[3:])
    return hmac.compare_digest(_hashed(typed, salt, cost, block, lanes), kept)


def refuse_weak(password: str, again: str) -> None:
    """Raise ``InvalidInput`` for a password too short, or typed otherwise the second time."""
    from litigedesk.validation.passwords import Level, strength

    problems = []
    found = strength(password)
    if found.level is Level.REFUSED:
        problems.append(Problem("password", found.sentence))
    elif password != again:
        problems.append(Problem("again", "Les deux saisies ne sont pas les mêmes."))
    if problems:
        raise InvalidInput(problems)


@operation("Mot de passe de la fenêtre choisi", undoable=False)
def choose(desk: "Desk", password: str, again: str, present: str = "") -> None:
    """Ask for this password from now on. Raises ``InvalidInput``; ``present`` is the one it replaces, if there is one."""
    _refuse_wrong(desk, present)
    refuse_weak(password, again)
    salt = secrets.token_bytes(16)
    kept = _hashed(password, salt, _COST, _BLOCK, _LANES)
    value = ":".join(("scrypt", str(_COST), str(_BLOCK), str(_LANES), salt.hex(), kept.hex()))
    table = desk.table(Setting)
    held = table.first(key=PASSWORD)
    if held is not None:
        table.delete(held.id or 0)
    table.insert(Setting(key=PASSWORD, value=value))


@operation("Mot de passe de la fenêtre retiré", undoable=False)
def remove(desk: "Desk", present: str) -> None:
    """Ask for no password any more. Raises ``InvalidInput`` for a wrong one."""
    _refuse_wrong(desk, present)
    _forget(desk)


@operation("Mot de passe de la fenêtre retiré", undoable=False)
def remove_unasked(desk: "Desk") -> None:
    """The same without asking for it, for a user who forgot it. ``Refused`` when there is none."""
    if not is_set(desk):
        raise Refused("Ce dossier n’a pas de mot de passe.")
    _forget(desk)


def _forget(desk: "Desk") -> None:
    for held in desk.table(Setting).where(key=PASSWORD):
        desk.table(Setting).delete(held.id or 0)


def _refuse_wrong(desk: "Desk", typed: str) -> None:
    if not is_right(desk, typed):
        raise InvalidInput([Problem("present", WRONG)])


def _hashed(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    """The same letters give the same bytes, whatever keyboard composed their accents."""
    typed = unicodedata.normalize("NFC", password).encode()
    return hashlib.scrypt(typed, salt=salt, n=2**cost, r=block, p=lanes, maxmem=_MEMORY, dklen=32)
