"""Which column fills which field: what is proposed, and why."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.upkeep import ImportMapping
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.exchange.tables import Table
from litigedesk.imports import contents, shapes, values
from litigedesk.imports.contents import Look
from litigedesk.imports.fields import FIELDS
from litigedesk.imports.shapes import plain
from litigedesk.imports.source import Source

if TYPE_CHECKING:
    from litigedesk.desk import Desk

REASON: Final = "Motif du refus"  # the last column of the refused lines: never read back
_NEAR_NAME: Final = 90  # of 100, for a misspelt name
DATES: Final = ("issued_on", "due_on", "performed_on", "paid_on")
SUMS: Final = ("net", "vat", "gross", "paid", "left")


class Origin(Labelled):
    """Why a column is proposed for a field."""

    NONE = "none", ""
    REMEMBERED = "remembered", "comme la dernière fois"
    TOOL = "tool", "export reconnu"
    NAME = "name", "d’après le nom"
    CONTENT = "content", "d’après le contenu"
    USER = "user", "votre choix"


@dataclass(frozen=True)
class ColumnMapping:
    """For each column, the key of the field it fills, or ``""``, and why."""

    kind: ImportKind
    fields: tuple[str, ...]
    origins: tuple[Origin, ...]

    def with_field(self, column: int, key: str) -> "ColumnMapping":
        """The mapping once the user gave a column, counted from 0, to a field; a field of one column leaves its former one."""
        several = {field.key for field in FIELDS[self.kind] if field.several}
        fields, origins = list(self.fields), list(self.origins)
        if key and key not in several:
            for other, held in enumerate(fields):
                if held == key:
                    fields[other], origins[other] = "", Origin.NONE
        fields[column], origins[column] = key, Origin.USER
        return replace(self, fields=tuple(fields), origins=tuple(origins))

    def missing(self) -> tuple[str, ...]:
        """What lines cannot do without and no column fills, as the user reads it."""
        held = set(self.fields)
        wanted = [field for field in FIELDS[self.kind] if field.required and not held & {field.key, *field.instead}]
        return tuple(field.label for field in wanted)

    def columns_of(self, key: str) -> tuple[int, ...]:
        """The columns that fill a field, from the left."""
        return tuple(i for i, held in enumerate(self.fields) if held == key)


def propose_mapping(desk: "Desk", source: Source, kind: ImportKind) -> ColumnMapping:
    """What this kind of file was last given, else what its tool, the names of columns, then their contents tell."""
    columns = source.columns
    placed = _remembered(desk, source, kind)
    looked = contents.looks(source.table)
    shape = shapes.recognised(columns, source.name) if not placed else None
    by_tool = shape.columns.get(kind, {}) if shape is not None else {}
    placed |= {i: (by_tool[plain(name)], Origin.TOOL) for i, name in enumerate(columns) if plain(name) in by_tool}
    taken = {key for key, _ in placed.values()}
    for column, key in _by_names(source.table, kind, looked, set(placed), taken):
        placed[column] = (key, Origin.NAME)
        taken.add(key)
    for column, key in _by_contents(source, kind, looked, set(placed), taken):
        placed[column] = (key, Origin.CONTENT)
        taken.add(key)
    found = [placed.get(i, ("", Origin.NONE)) for i in range(len(columns))]
    return ColumnMapping(kind, tuple(key for key, _ in found), tuple(why if key else Origin.NONE for key, why in found))


# ---- remembered ------------------------------------------------------------------------------------------------------
def fingerprint(source: Source) -> str:
    """What tells such files again: the names of their columns in any order, or what the columns hold when they have no names."""
    if source.table.head_line or source.form != "csv":
        told = sorted(name for name in map(plain, source.columns) if name != plain(REASON))
    else:
        told = [f"{i} {found}" for i, found in enumerate(contents.looks(source.table))]
    return hashlib.sha256("\n".join([str(bool(source.table.head_line)), *told]).encode()).hexdigest()


def to_remember(source: Source, mapping: ColumnMapping) -> str:
    """The fields of the columns, by their plain names, as JSON.

    An empty column that the user said nothing of is left out: the next file may fill it, and show what it is.
    """
    looked = contents.looks(source.table)
    named = [
        (plain(name), key)
        for name, key, why, look in zip(source.columns, mapping.fields, mapping.origins, looked, strict=True)
        if name != REASON and not (look is Look.EMPTY and why is not Origin.USER)
    ]
    return json.dumps(dict(named), ensure_ascii=False)


def _remembered(desk: "Desk", source: Source, kind: ImportKind) -> dict[int, tuple[str, Origin]]:
    """The columns that the last file of this kind told."""
    found = desk.table(ImportMapping).first(kind=kind, fingerprint=fingerprint(source))
    if found is None:
        return {}
    held: Mapping[str, str] = json.loads(found.columns)
    known = {field.key for field in FIELDS[kind]}
    told = ((i, held[plain(name)]) for i, name in enumerate(source.columns) if plain(name) in held)
    return {i: (key, Origin.REMEMBERED) if key in known else ("", Origin.NONE) for i, key in told}


# ---- names -----------------------------------------------------------------------------------------------------------
def _by_names(
    table: Table, kind: ImportKind, looked: Sequence[Look], placed: set[int], taken: set[str]
) -> Iterator[tuple[int, str]]:
    """For each field, the free column with its likeliest name; a name that the cells contradict is left alone."""
    several = {field.key for field in FIELDS[kind] if field.several}
    claims: list[tuple[int, int, str]] = []
    for i, name in enumerate(table.columns):
        if i in placed or name == REASON or shapes.is_never(name):
            continue
        found = _named(name, kind)
        if found is not None:
            key = _as_held(found[0], table, i, looked[i])
            if key:
                claims.append((found[1], i, key))
    names = {plain(name) for name in table.columns}
    claims = [_person(claim, plain(table.columns[claim[1]]), kind, names) for claim in claims]
    gone = set(taken)
    for _, i, key in sorted(claims):
        if key in several or key not in gone:
            gone.add(key)
            yield i, key


def _named(name: str, kind: ImportKind) -> tuple[str, int] | None:
    """The field of a name and its rank: usual, or nearly so."""
    from rapidfuzz import fuzz, process

    usual = shapes.usual_names(kind).fields
    wanted = plain(name)
    if wanted in usual:
        return usual[wanted]
    without = " ".join(
        word for word in wanted.split() if word not in {"client", "facturation", "billing", "customer", "du", "de"}
    )
    if without in usual and len(without) > 2:
        return usual[without][0], usual[without][1] + 100
    near = (
        process.extractOne(wanted, usual.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_NAME)
        if len(wanted) > 4
        else None
    )
    return None if near is None else (usual[near[0]][0], usual[near[0]][1] + 200)


def _as_held(key: str, table: Table, column: int, look: Look) -> str:
    """The field that a column fills once its cells are seen: « Payée » may hold a sum, a day or a word."""
    if key in ("paid", "status", "paid_on"):
        if look is Look.DATE:
            return "paid_on"
        if look is Look.MONEY:
            return "paid"
        return "status" if look in (Look.WORDS, Look.NUMBER) else key
    if key in DATES and not contents.readable_as(table, column, values.day):
        return ""
    if key in SUMS and not contents.readable_as(table, column, values.amount):
        return ""
    if key in ("name", "client") and look in (Look.EMAIL, Look.DATE):
        return ""
    return key


def _person(claim: tuple[int, int, str], name: str, kind: ImportKind, names: set[str]) -> tuple[int, int, str]:
    """« Nom » is the family name beside « Prénom », or beside a column for the firm."""
    rank, column, key = claim
    whole = "name" if kind is ImportKind.CLIENTS else "client"
    if key != whole or name not in {"nom", "nom client", "nom du client", "client nom"}:
        return claim
    first_name = any("prenom" in other.split() for other in names)
    usual = shapes.usual_names(kind).fields
    firm = any(usual.get(other, ("", 0))[0] == whole for other in names - {name})
    return (rank, column, "last_name") if first_name or (firm and name == "nom") else claim


# ---- contents --------------------------------------------------------------------------------------------------------
_BY_LOOK: Final = {Look.EMAIL: "email", Look.SIRET: "siret", Look.POSTCODE: "postcode", Look.PHONE: "phone"}


def _by_contents(
    source: Source, kind: ImportKind, looked: Sequence[Look], placed: set[int], taken: set[str]
) -> Iterator[tuple[int, str]]:
    """What free columns hold beyond doubt; without names of columns, also what invoices and clients cannot lack."""
    unnamed = not source.table.head_line
    free = [
        i for i in range(len(looked))
        if i not in placed and (unnamed or not shapes.is_never(source.columns[i])) and source.columns[i] != REASON
    ]  # fmt: skip
    for i in free:
        key = _BY_LOOK.get(looked[i], "")
        if key and key not in taken:
            taken = taken | {key}
            yield i, key
    if not unnamed:
        return
    rest = [i for i in free if looked[i] not in _BY_LOOK]
    words = [i for i in rest if looked[i] is Look.WORDS]
    if kind is ImportKind.CLIENTS:
        wanted = list(zip(words, ("name", "street", "city"), strict=False))
    else:
        dates = [i for i in rest if looked[i] is Look.DATE]
        sums = [i for i in rest if looked[i] is Look.MONEY]
        numbers = [i for i in rest if looked[i] is Look.NUMBER]
        wanted = [
            *zip(numbers, ("number",), strict=False), *zip(words, ("client", "title"), strict=False),
            *zip(dates, ("issued_on", "due_on"), strict=False), *contents.sums_of(source.table, sums[:4]).items(),
        ]  # fmt: skip
    for i, key in wanted:
        if key not in taken:
            yield i, key
