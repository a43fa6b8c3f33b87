"""Small records with one field of each type, for the storage tests; the user's own records are tested with the operations."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from litigedesk.domain.money import ZERO, Money
from litigedesk.store.backups.keeper import Backup, Backups
from litigedesk.store.backups.restoring import restore
from litigedesk.store.backups.sealed import Keys
from litigedesk.store.backups.sources import open_source
from litigedesk.store.database import Database
from litigedesk.store.schema import Definition, Schema
from litigedesk.store.trash import TRASH

SCRIPTS = Path(__file__).with_name("sample")


class Mood(StrEnum):
    """A closed list."""

    CALM = "calm"
    ANGRY = "angry"


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A parent."""

    id: int | None = None
    name: str
    mood: Mood = Mood.CALM
    since: date | None = None
    seen_at: datetime | None = None
    rate: Decimal | None = None
    credit: Money = ZERO
    active: bool = True
    visits: int | None = None


@dataclass(frozen=True, kw_only=True)
class Bill:
    """A child of a firm, perhaps also of another bill."""

    id: int | None = None
    firm_id: int
    parent_id: int | None = None
    number: str
    sha256: str | None = None


SCHEMA = Schema(Definition("firm", Firm), Definition("bill", Bill), TRASH)


def open_sample(path: Path, migrations: Path = SCRIPTS, *, mend: bool = True) -> Database:
    """A database of samples."""
    return Database.open(path, SCHEMA, safeguard=lambda: None, migrations=migrations, busy_seconds=0, mend=mend)


def saved(database: Database, name: str, bills: int = 0) -> Firm:
    """A firm saved in a step of its own, with that many bills."""
    with database.transaction(f"Ajout de {name}"):
        firm = database.table(Firm).insert(Firm(name=name))
        assert firm.id is not None
        for number in range(bills):
            database.table(Bill).insert(Bill(firm_id=firm.id, number=f"{name}-{number}"))
    return firm


def names(database: Database) -> list[str]:
    """Names of the firms saved, in order."""
    return [firm.name for firm in database.table(Firm).all(order="name")]


def restored(backups: Backups, file: Path, now: datetime) -> Backup | None:
    """Go back to a copy; the copy of what was there before."""
    with open_source(file, Keys()) as source:
        return restore(backups, source, now).previous
