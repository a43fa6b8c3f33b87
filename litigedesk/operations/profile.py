"""The user's own record, settings, rates, and the files that dress their letters."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from litigedesk import validation
from litigedesk.domain.records import Profile, Setting, UserRate
from litigedesk.errors import InvalidInput, Problem, UserError
from litigedesk.letters import images, letterhead
from litigedesk.letters.guards import words
from litigedesk.operations import clocks
from litigedesk.operations.files import keep_bytes
from litigedesk.operations.outcome import operation
from litigedesk.settings import SettingDef, definition
from litigedesk.store.disk import read_file

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Dress = Literal["logo", "signature", "letterhead"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = b"PK"
LONGEST_PHRASE, MOST_PHRASES = 80, 300  # characters of a line, lines of a list of words
IMAGE_TYPES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@operation("Profil modifié")
def save(desk: "Desk", profile: Profile, dress: Mapping[Dress, Path | None] | None = None) -> Profile:
    """Save the user's record; there is only one.

    ``dress`` takes a logo, a signature (PNG or JPEG) or a letterhead (.docx) into the data folder, or puts it away
    (``None``); what it does not name stays. Raises ``InvalidInput``, also for a file not of the kind asked, and
    ``StorageError`` for one that cannot be read.
    """
    validation.refuse(validation.profile_problems(profile))
    changes = {f"{which}_file_id": _kept(desk, which, source) for which, source in (dress or {}).items()}
    table = desk.table(Profile)
    present = table.first()
    profile = replace(profile, id=present.id if present else None, **changes)  # type: ignore[arg-type]
    profile = table.insert(profile) if present is None else table.update(profile)
    if _moves_clocks(profile) != _moves_clocks(present or Profile()):
        clocks.follow_all(desk)
    return profile


def _moves_clocks(profile: Profile) -> tuple[object, ...]:
    """What dates depend on: whose policy answers follows from who signs, waits and declarations from where one is."""
    return profile.status, profile.holiday_region, profile.country.strip()


@operation("Premier démarrage", undoable=False)
def begin(desk: "Desk", profile: Profile) -> Profile:
    """Keep what the first start asked; a folder that already has a profile keeps its own. Raises ``InvalidInput``."""
    present = desk.table(Profile).first()
    return present if present is not None else save(desk, profile).value


def _kept(desk: "Desk", which: Dress, source: Path | None) -> int | None:
    if source is None:
        return None
    data = read_file(source, most=10_000_000)
    kind = DOCX if which == "letterhead" else _image_type(data)
    if kind is None or (which == "letterhead" and not data.startswith(ZIP)):
        wanted = "un document Word (.docx)" if which == "letterhead" else "une image PNG ou JPEG"
        raise InvalidInput([Problem(which, f"«\u202f{source.name}\u202f» n’est pas {wanted}.")])
    try:
        _refuse_unusable(which, data)
    except UserError as fault:
        raise InvalidInput([Problem(which, str(fault))]) from fault
    return keep_bytes(desk, data, source.name, kind).id


def _image_type(data: bytes) -> str | None:
    return next((kind for magic, kind in IMAGE_TYPES.items() if data.startswith(magic)), None)


def _refuse_unusable(which: Dress, data: bytes) -> None:
    """Read the file whole now: a letter must not be what finds out that half of it is missing."""
    if which == "letterhead":
        refused = [one.sentence for one in letterhead.examine(data, Profile()).remarks if one.blocks]
        if refused:
            raise UserError(" ".join(refused))
    else:
        images.fitted(data, 1, 1)


@operation("Réglage modifié{ — setting}")
def set_setting(desk: "Desk", key: str, value: str) -> Setting:
    """Store one setting. Raises ``InvalidInput`` for a value it cannot have, ``KeyError`` for an unknown key."""
    known = definition(key)
    value = _list_of_words(known, value) if known.lines else _one_of(known, value)
    table = desk.table(Setting)
    present = table.first(key=key)
    stored = Setting(key=key, value=value)
    stored = table.insert(stored) if present is None else table.update(replace(present, value=value))
    if known in clocks.DELAYS:
        clocks.follow_all(desk)
    return stored


@operation("Retour aux réglages d’origine{ — setting}")
def reset_settings(desk: "Desk", keys: Collection[str]) -> None:
    """Give these settings the value they had at the first start; ``KeyError`` for an unknown key."""
    wanted = [definition(key) for key in keys]
    table = desk.table(Setting)
    for known in wanted:
        if (stored := table.first(key=known.key)) is not None:
            table.delete(stored.id or 0)
    if set(wanted) & set(clocks.DELAYS):
        clocks.follow_all(desk)


def _one_of(known: SettingDef, value: str) -> str:
    in_range = re.fullmatch(r"[0-9]{1,6}", value) and known.minimum <= int(value) <= known.maximum
    if value not in dict(known.choices) if known.choices else not in_range:
        sentence = f"Ce réglage se situe entre {known.minimum} et {known.maximum} {known.unit}."
        raise InvalidInput([Problem(known.key, sentence)])
    return value


def _list_of_words(known: SettingDef, value: str) -> str:
    """The phrases, one a line; empty for the shipped list, which then follows the program's own."""
    found = words.phrases(value)
    long = next((one for one in found if len(one) > LONGEST_PHRASE), None)
    if long is not None or len(found) > MOST_PHRASES:
        sentence = (
            f"«\u202f{long[:30]}…\u202f» est trop long\u00a0: {LONGEST_PHRASE} caractères au plus par ligne."
            if long is not None
            else f"Gardez {MOST_PHRASES} lignes au plus."
        )
        raise InvalidInput([Problem(known.key, sentence)])
    return "" if found == words.shipped_admissions() else "\n".join(found)


@operation("Taux du semestre{ user_rate} enregistrés")
def save_rate(desk: "Desk", rate: UserRate) -> UserRate:
    """Add or change a half-year of rates of the user's own. Raises ``UserError`` when it overlaps or leaves a gap."""
    validation.refuse(validation.user_rate_problems(rate))
    table = desk.table(UserRate)
    taken = table.first(half=rate.half)
    if taken is not None and taken.id != rate.id:
        raise InvalidInput([Problem("half", f"Vous avez déjà saisi les taux de {rate.half}\u00a0: modifiez-les.")])
    if rate.id is None:
        rate = table.insert(rate)
    else:
        table.update(rate)
    _refuse_gaps(desk)
    return rate


@operation("Taux du semestre{ user_rate} retirés")
def delete_rate(desk: "Desk", rate_id: int) -> None:
    """Remove a half-year of the user's own."""
    desk.table(UserRate).delete(rate_id)
    _refuse_gaps(desk)


def _refuse_gaps(desk: "Desk") -> None:
    """An overlap or a gap raises, which takes the whole step back."""
    desk.shipped_law.rates.with_user_rows(desk.table(UserRate).all(order="half"))
