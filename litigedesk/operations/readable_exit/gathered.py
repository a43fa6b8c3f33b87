"""What is to be written, read at one moment in the thread that will write it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, StoredFile
from litigedesk.errors import NotFound
from litigedesk.queries import sums
from litigedesk.readable.front_page import Cover
from litigedesk.readable.pages import Line
from litigedesk.readable.shelf import FILES, PAGES, Shelf
from litigedesk.settings import SECRET_KEYS
from litigedesk.store.links import Key, Web, links

if TYPE_CHECKING:
    from datetime import date

    from litigedesk.reading import Reading, ReadingDesk

GENERAL: Final = "Documents généraux"
_FIRST_OWNERS: Final = (
    "dispute",
    "insurance_claim",
    "mediation",
    "contract",
    "policy",
    "client",
    "mediator",
    "portage_company",
)
_ABOUT_A_PERSON: Final = frozenset(_FIRST_OWNERS) | {FILES}  # what a client's records refer to and that explains them


@dataclass(frozen=True)
class Original:
    """A kept file: the folder of the record that it belongs to, its name, and where it is."""

    file: StoredFile
    folder: str


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The records, what is computed from them, the files, and the cover; ``with_tables`` for CSV files."""

    shelf: Shelf
    sums: Mapping[int, Sequence[Line]]
    obstacles: Mapping[int, str]
    originals: tuple[Original, ...]
    cover: Cover
    with_tables: bool


def everything(reading: "Reading") -> Gathered:
    """All records of all tables, without what is secret; call it in the thread that writes."""
    with reading.open() as desk:
        web = Web.read(desk.db, desk.db.schema)
        profile = desk.profile()
        cover = Cover("Toutes vos données", profile.name, desk.today())
        return _gathered(
            desk, web, {(table, one) for table, rows in web.rows.items() for one in rows}, cover, with_tables=True
        )


def of_client(reading: "Reading", client_id: int) -> Gathered:
    """All that is held about one client, and what it refers to; ``NotFound`` if it is gone."""
    with reading.open() as desk:
        web = Web.read(desk.db, desk.db.schema)
        if client_id not in web.rows["client"]:
            raise NotFound("Ce client n’existe plus.")
        client = desk.table(Client).get(client_id)
        wanted = web.below([("client", client_id)])
        wanted |= web.above(wanted, _ABOUT_A_PERSON.__contains__)
        cover = Cover(
            "Données personnelles",
            client.name,
            desk.today(),
            f"Établi par {desk.profile().name}, responsable du fichier.",
        )
        return _gathered(desk, web, wanted, cover, with_tables=False)


def _gathered(desk: "ReadingDesk", web: Web, wanted: Iterable[Key], cover: Cover, *, with_tables: bool) -> Gathered:
    schema = desk.db.schema
    kept = set(wanted)
    tables: dict[str, list[Any]] = {}
    for definition in schema.definitions:
        rows = [image for record_id, image in web.rows[definition.name].items() if (definition.name, record_id) in kept]
        records = definition.read_all(definition.columns, [tuple(row.values()) for row in rows])
        tables[definition.name] = [one for one in records if not _is_secret(definition.name, one)]
    shelf = Shelf(tables, {one.name: one.columns for one in schema.definitions}, links(desk.db, schema))
    stated, obstacles = _sums(desk, tables["dispute"], desk.today())
    return Gathered(
        shelf=shelf,
        sums=stated,
        obstacles=obstacles,
        originals=tuple(_originals(shelf)),
        cover=replace(cover, note=formats.typographic(cover.note)),
        with_tables=with_tables,
    )


def _is_secret(table: str, record: Any) -> bool:
    return table == "setting" and record.key in SECRET_KEYS


def _sums(
    desk: "ReadingDesk", disputes: Sequence[Dispute], today: "date"
) -> tuple[dict[int, tuple[Line, ...]], dict[int, str]]:
    """What is owed in each dispute on the day, or why it cannot be said."""
    stated: dict[int, tuple[Line, ...]] = {}
    obstacles: dict[int, str] = {}
    for dispute_id, found in sums.of_disputes(desk, disputes, today).items():
        if found.statement is None:
            if found.lines:
                obstacles[dispute_id] = found.obstacle
            continue
        owed = found.statement
        rows: list[tuple[str, Money]] = [
            ("Principal", owed.principal),
            ("Avoirs", owed.credited),
            ("Intérêts", owed.interest),
        ]
        rows += [("Indemnité forfaitaire", owed.fixed_fee), ("Payé", owed.paid)]
        total = Line(f"Reste dû au {formats.date_long(owed.until)}", owed.total_due, total=True)
        if found.lines:
            stated[dispute_id] = (*(Line(label, amount) for label, amount in rows if amount), total)
    return stated, obstacles


def _originals(shelf: Shelf) -> Iterable[Original]:
    """Each kept file in the folder of the record it belongs to: a dispute before a contract, a contract before a client."""
    owners: dict[int, tuple[str, Any]] = {}
    for table, records in shelf.tables.items():
        for record in records:
            for file_id in shelf.file_ids(table, record):
                owner = _owner(shelf, table, record)
                present = owners.get(file_id)
                if owner is not None and (present is None or _rank(owner[0]) < _rank(present[0])):
                    owners[file_id] = owner
    for file in shelf.tables[FILES]:
        owner = owners.get(file.id)
        yield Original(
            file, GENERAL if owner is None else f"{_kind_folder(owner[0])}/{shelf.name(*owner).replace('/', '-')}"
        )


def _rank(table: str) -> int:
    return _FIRST_OWNERS.index(table)


def _kind_folder(table: str) -> str:
    return PAGES[table]


def _owner(shelf: Shelf, table: str, record: Any) -> tuple[str, Any] | None:
    """The record with a page of its own that a record belongs to, itself if it has one."""
    seen: set[Key] = set()
    level: list[tuple[str, Any]] = [(table, record)]
    while level:
        owners = [one for one in level if one[0] in PAGES]
        if owners:
            return min(owners, key=lambda one: _rank(one[0]))
        above = [(parent, shelf.find(parent, getattr(one, column)))
                 for name, one in level for column in shelf.columns[name] if (parent := shelf.parent(name, column))]  # fmt: skip
        level = [
            (parent, one)
            for parent, one in above
            if one is not None and parent != FILES and (parent, one.id) not in seen
        ]
        seen |= {(parent, one.id) for parent, one in level}
    return None
