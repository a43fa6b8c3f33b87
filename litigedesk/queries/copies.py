"""The copies that one may go back to, with what they hold; what a damaged database would cost; where the data folder lies."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Final

from litigedesk.errors import DatabaseDamaged, PasswordNeeded, StorageError
from litigedesk.formats import count, moment, typographic
from litigedesk.store.backups import choice, loss, snapshot
from litigedesk.store.backups import pause as note
from litigedesk.store.backups.keeper import Backup, Backups, copies_in
from litigedesk.store.backups.sealed import SUFFIX, Keys
from litigedesk.store.backups.second import marked_folders
from litigedesk.store.backups.sources import Source, open_source
from litigedesk.store.backups.words import not_ours
from litigedesk.store.faults import disk_faults
from litigedesk.store.layout import COPIES
from litigedesk.store.migrations import MIGRATIONS, scripts, version_of

# What a copy holds, as the user counts it; other tables are parts of these.
RECORDS: Final = {
    "client": ("client", "clients"),
    "contract": ("contrat", "contrats"),
    "invoice": ("facture", "factures"),
    "payment": ("paiement", "paiements"),
    "dispute": ("dossier", "dossiers"),
    "complaint": ("réclamation", "réclamations"),
    "mediation": ("médiation", "médiations"),
    "insurance_claim": ("sinistre", "sinistres"),
    "procedure": ("démarche", "démarches"),
    "agreement": ("accord", "accords"),
    "letter": ("courrier", "courriers"),
    "piece": ("pièce", "pièces"),
    "deadline": ("échéance", "échéances"),
    "event": ("événement", "événements"),
}


class Where(Enum):
    """Where a copy is: in the data folder, in the second place, or a file the user showed."""

    HERE = auto()
    SECOND = auto()
    FILE = auto()


@dataclass(frozen=True)
class CopyInfo:
    """One copy, as a list shows it; ``sentence`` is « 14 dossiers, 52 pièces, 3 mars 2027 à 10:02 ».

    ``sealed``: under a password. ``asks_password``: it must be typed, this data folder does not hold its key; the counts are then
    empty. ``readable``: not found damaged so far. ``ahead``: dated after the present moment, by a clock that was wrong then or is
    now.
    """

    path: Path
    taken_at: datetime
    size: int
    where: Where
    counts: Mapping[str, int]
    sealed: bool = False
    asks_password: bool = False
    readable: bool = True
    ahead: bool = False

    @property
    def disputes(self) -> int:
        """How many disputes it holds."""
        return self.counts.get("dispute", 0)

    @property
    def pieces(self) -> int:
        """How many pieces it holds."""
        return self.counts.get("piece", 0)

    @property
    def sentence(self) -> str:
        """What it holds and when it was made, or why that is not known."""
        if self.asks_password:
            what = "protégée par un mot de passe"
        elif not self.readable:
            what = "copie illisible"
        else:
            what = f"{count(self.disputes, 'dossier')}, {count(self.pieces, 'pièce')}"
        return f"{what}, {moment(self.taken_at)}{' (date à venir)' if self.ahead else ''}"


@dataclass(frozen=True)
class Pause:
    """A restore that waits for the user's word; until then nothing is copied by itself and no copy is thinned.

    ``previous`` is the copy of what was there before, for ``go_back``; ``since`` is ``None`` when the note can no longer be read.
    """

    since: datetime | None
    restored: str
    previous: Path | None
    sentence: str


@dataclass(frozen=True)
class Loss:
    """What going back to the newest good copy would cost, in sentences; ``copy`` is that copy.

    ``unknown_files`` counts kept files that the copy does not know; they stay.
    """

    copy: CopyInfo
    sentences: tuple[str, ...]
    unknown_files: int


# ---- lists -----------------------------------------------------------------------------------------------------------
def copies(folder: Path, now: datetime, second: Path | None = None) -> tuple[CopyInfo, ...]:
    """Every copy of a data folder, the newest first, and those of its second place, or of ``second``, when it is there.

    Reads each of them: call it in a thread. Works on a folder whose database is damaged or gone.
    """
    chosen = choice.read(folder)
    keys = Keys(None, *([chosen.key] if chosen.key else []))
    place = second or chosen.place
    found = [(backup, Where.HERE) for backup in Backups.of(folder).all()]
    for there, _ in marked_folders(place) if place is not None else ():
        with disk_faults():
            found += [(backup, Where.SECOND) for end in ("", SUFFIX) for backup in copies_in(there, end)]
    told = [_listed(backup, where, keys, now) for backup, where in found]
    newest_first = sorted(told, key=lambda one: one.taken_at, reverse=True)  # of one second, as they were found
    return tuple(sorted(newest_first, key=lambda one: one.ahead))


def _listed(backup: Backup, where: Where, keys: Keys, now: datetime) -> CopyInfo:
    """A copy in a list: one that cannot be read is listed too."""
    sealed = backup.path.name.endswith(SUFFIX)
    info = CopyInfo(backup.path, backup.taken_at, backup.size, where, {}, sealed, ahead=backup.taken_at > now)
    try:
        with open_source(backup.path, keys) as source:
            return replace(info, counts=_counts(source))
    except PasswordNeeded:
        return replace(info, asks_password=True)
    except StorageError:
        return replace(info, readable=False)


def _counts(source: Source) -> dict[str, int]:
    """How many records a copy holds by table; ``DatabaseTooNew`` or ``DatabaseDamaged`` for one that cannot be gone back to."""
    try:
        with disk_faults(), closing(source.read_database()) as connection:
            version_of(connection, len(scripts(MIGRATIONS)))
            return snapshot.counts(connection)
    except sqlite3.DatabaseError as fault:
        raise DatabaseDamaged(not_ours(source.path.name)) from fault


def describe(file: Path, folder: Path, now: datetime, password: str | None = None) -> CopyInfo:
    """A file shown by the user: copy, archive, under a password or not, told by its content.

    Raises ``StorageError`` in words for what is none, ``PasswordNeeded``, ``WrongPassword``, ``DatabaseTooNew`` or
    ``DatabaseDamaged``.
    """
    chosen = choice.read(folder)
    with open_source(file, Keys(password, *([chosen.key] if chosen.key else []))) as source:
        counts, sealed, made_at = _counts(source), source.sealed, source.made_at
    if file.parent == folder / COPIES:
        where = Where.HERE
    elif any(there == file.parent for there, _ in _second_folders(chosen)):
        where = Where.SECOND
    else:
        where = Where.FILE
    with disk_faults():
        status = file.stat()
    named = {backup.path: backup.taken_at for end in ("", SUFFIX) for backup in copies_in(file.parent, end)}
    taken_at = named.get(file) or made_at or datetime.fromtimestamp(int(status.st_mtime))  # noqa: DTZ006 (the user's local time)
    return CopyInfo(file, taken_at, status.st_size, where, counts, sealed, ahead=taken_at > now)


def _second_folders(chosen: choice.Choice) -> Iterator[tuple[Path, object]]:
    if chosen.place is not None:
        yield from marked_folders(chosen.place)


# ---- a restore that waits --------------------------------------------------------------------------------------------
def pause(folder: Path) -> Pause | None:
    """The restore that waits for the user's word, if any."""
    waits = note.waiting(folder)
    if waits is None:
        return None
    of_when = f" le {moment(waits.since)}" if waits.since else ""
    sentence = (
        f"Vous êtes revenu à une sauvegarde{of_when} : les copies automatiques attendent que vous confirmiez, et aucune "
        "sauvegarde n’est retirée d’ici là."
    )
    previous = folder / COPIES / waits.previous if waits.previous else None
    there = previous is not None and previous.is_file()
    return Pause(waits.since, waits.restored, previous if there else None, typographic(sentence))


# ---- a damaged database ----------------------------------------------------------------------------------------------
def lost_since(folder: Path, now: datetime) -> Loss | None:
    """For a damaged database: what going back to the newest good copy would cost. ``None`` without a good copy; never raises."""
    keeper = Backups.of(folder)
    try:
        copy = loss.newest_good(keeper, now)
        if copy is None:
            return None
        compared = loss.compare(keeper, copy)
    except (StorageError, OSError):
        return None
    info = CopyInfo(copy.path, copy.taken_at, copy.size, Where.HERE, compared.counts, ahead=copy.taken_at > now)
    return Loss(info, tuple(typographic(one) for one in _loss_sentences(info, compared)), compared.unknown_files)


def _loss_sentences(info: CopyInfo, compared: loss.Compared) -> Iterator[str]:
    held = f"{count(info.disputes, 'dossier')}, {count(info.pieces, 'pièce')}"
    yield f"La dernière bonne sauvegarde est du {moment(info.taken_at)} : {held}."
    newer = [count(compared.newer[table], *words) for table, words in RECORDS.items() if table in compared.newer]
    if newer:
        yield (
            f"Le fichier abîmé laisse encore lire ce qu’elle n’a pas : {', '.join(newer)}. Ce sera à saisir de nouveau."
        )
    elif compared.readable:
        yield "Le fichier abîmé ne montre rien de plus récent ; des changements faits depuis peuvent manquer."
    else:
        yield "Le fichier abîmé ne laisse plus rien lire : ce qui a été saisi depuis cette sauvegarde serait perdu."
    if compared.unknown_files:
        verb = "ne sont connus" if compared.unknown_files > 1 else "n’est connu"
        stay = "ils restent" if compared.unknown_files > 1 else "il reste"
        kept = count(compared.unknown_files, "fichier gardé", "fichiers gardés")
        yield f"{kept} {verb} d’aucune fiche de cette sauvegarde : {stay} dans « fichiers »."
