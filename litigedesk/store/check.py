"""The check of a data folder: what is wrong, in sentences, and what can be repaired without losing anything."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from litigedesk.errors import BugError
from litigedesk.formats import NARROW, NBSP, count
from litigedesk.store.backups.keeper import ONE_AT_A_TIME
from litigedesk.store.backups.spares import Spares
from litigedesk.store.database import Database
from litigedesk.store.disk import PART
from litigedesk.store.faults import DAMAGED, disk_faults, quoted
from litigedesk.store.soundness import CHECK, Soundness
from litigedesk.store.vault import Vault

IN_A_COPY = " Vos sauvegardes l’ont encore tel qu’il était."

_SHA = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Finding:
    """One thing wrong: its code, a French sentence, whether ``repair`` can mend it, and what it is about."""

    code: str
    sentence: str
    repairable: bool
    subject: str = ""


def examine(
    database: Database,
    vault: Vault,
    folder: Path,
    *,
    undoable: Collection[str] = (),
    told: Callable[[int, int], object] | None = None,
) -> list[Finding]:
    """Everything wrong with a data folder; reads every stored file. Empty when all is well.

    ``undoable`` are files that an undo of another connection may bring back (``recoverable_files``); ``told(done, total)`` is
    called before each file is read, and what it raises ends the check.
    """
    return [
        *_database_findings(database),
        *_vault_findings(database, vault, undoable, told),
        *_left_behind(folder),
    ]


def repair(database: Database, vault: Vault, finding: Finding) -> bool:
    """Mend one repairable finding, and say whether it is mended; ``BugError`` for one that cannot be.

    Nothing of the user's is deleted: files that belong to no record, or are no longer as they were kept, are moved to
    ``fichiers/non-rattaches/``. What is missing or altered comes back from the copies.
    """
    if not finding.repairable:
        raise BugError(f"{finding.code} cannot be repaired")
    match finding.code:
        case "index":
            return database.rebuild_indexes()
        case "file-missing":
            return vault.bring_back(finding.subject) or Spares(vault.folder.parent).put_back(finding.subject)
        case "file-altered":
            return Spares(vault.folder.parent).put_back(finding.subject)
        case "file-orphan":
            vault.set_aside(Path(finding.subject))
        case _:
            with disk_faults():
                Path(finding.subject).unlink(missing_ok=True)
    return True


def _database_findings(database: Database) -> Iterator[Finding]:
    soundness = Soundness.told_by(row[0] for row in database.rows(CHECK))
    if soundness is Soundness.INDEXES:
        yield Finding("index", f"Un index de vos données est incohérent{NARROW}; il peut être reconstruit.", True)
    elif soundness is Soundness.DAMAGED:
        yield Finding("database-damaged", DAMAGED, False)
    broken = database.rows('SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1')
    for table, number in broken:
        verb = "se rattachent" if number > 1 else "se rattache"
        sentence = f"{count(number, 'élément')} {verb} à un élément qui n’existe plus (table {table})."
        yield Finding("broken-link", sentence, False, table)


def _vault_findings(
    database: Database, vault: Vault, undoable: Collection[str], told: Callable[[int, int], object] | None
) -> Iterator[Finding]:
    names, spares = _named_files(database), Spares(vault.folder.parent)
    for sha256 in vault.missing(names):
        spare = spares.has(sha256)
        sentence = f"Il manque un fichier{NBSP}: {quoted(names[sha256])}.{IN_A_COPY if spare else ''}"
        yield Finding("file-missing", sentence, spare or vault.is_aside(sha256), sha256)
    for sha256 in vault.altered(told):
        spare = spares.has(sha256)
        name = quoted(names.get(sha256, sha256[:8]))
        sentence = f"Le fichier {name} a été modifié depuis son enregistrement.{IN_A_COPY if spare else ''}"
        yield Finding("file-altered", sentence, spare, sha256)
    for path in vault.orphans({*names, *recoverable_files(database), *undoable}):
        sentence = f"Le fichier {quoted(path.name[:8] + '…' + path.suffix)} n’est rattaché à rien."
        yield Finding("file-orphan", sentence, True, str(path))


def _left_behind(folder: Path) -> Iterator[Finding]:
    with ONE_AT_A_TIME, disk_faults():  # a copy being made in another thread leaves nothing behind
        found = sorted(folder.rglob("*" + PART))
        for path in found:
            sentence = f"{quoted(path.name)} est un reste d’une écriture interrompue."
            yield Finding("temporary-file", sentence, True, str(path))


def _named_files(database: Database) -> dict[str, str]:
    """The SHA-256 of every file that a record names, with the name it goes by."""
    names: dict[str, str] = {}
    for table, column in _file_columns(database):
        named = "name" if "name" in database.schema.named(table).columns else f'substr("{column}", 1, 8)'
        rows = database.rows(f'SELECT "{column}", {named} FROM "{table}" WHERE "{column}" IS NOT NULL')
        names.update((sha256, name) for sha256, name in rows)
    return names


def recoverable_files(database: Database) -> set[str]:
    """The SHA-256 of files that no record names now, but that undo or the trash may bring back."""
    found = {sha256 for row in database.rows("SELECT images FROM trash") for sha256 in _SHA.findall(row[0])}
    for _, image in database.journal.images():
        found |= {value for value in image.values() if isinstance(value, str) and _SHA.fullmatch(value)}
    return found


def _file_columns(database: Database) -> Iterator[tuple[str, str]]:
    for definition in database.schema.definitions:
        for column in definition.columns:
            if column == "sha256" or column.endswith("_sha256"):
                yield definition.name, column
