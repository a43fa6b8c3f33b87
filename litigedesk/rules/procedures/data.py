"""The ways on as data: ``resources/law/procedures.toml`` and ``courts.toml``, each row dated and sourced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from litigedesk import formats, paths
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, ProcedureKind
from litigedesk.errors import BugError
from litigedesk.rules import toml_rows
from litigedesk.rules.toml_rows import Row


@dataclass(frozen=True, kw_only=True)
class WayRule:
    """One way on: its article, what its file must hold, the ids of its letters, what to know first."""

    kind: ProcedureKind
    article: str
    letters: tuple[str, ...]
    file: tuple[str, ...]
    notes: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str


@dataclass(frozen=True, kw_only=True)
class CostRule:
    """One thing to pay: ``amount`` when a source gives a sure one, or the ``parameter`` of the law that holds it.

    ``court`` is the only kind of court that asks for it; ``setting`` is where the user types or dates it.
    """

    ways: tuple[ProcedureKind, ...]
    court: CourtKind | None
    label: str
    amount: Money | None
    parameter: str
    setting: str
    sentence: str
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str


@dataclass(frozen=True, kw_only=True)
class FormRule:
    """A Cerfa form of the injonction de payer, by court; never compulsory."""

    court: CourtKind
    number: str
    title: str
    valid_from: date
    source: str
    read_on: date
    confidence: str
    note: str


@dataclass(frozen=True, kw_only=True)
class CourtRule:
    """Where a court bears another name: the seats, or the first two digits of the postcodes."""

    kind: CourtKind
    cities: tuple[str, ...]
    departments: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ClosedWay:
    """A way that the program does not open, and why."""

    key: str
    title: str
    article: str
    reason: str
    valid_from: date
    source: str
    read_on: date
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """A rule that closed a way to some, from a day on."""

    key: str
    article: str
    sentence: str
    valid_from: date
    source: str
    read_on: date
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Everything that the rules of procedures read."""

    ways: tuple[WayRule, ...]
    costs: tuple[CostRule, ...]
    forms: tuple[FormRule, ...]
    courts: tuple[CourtRule, ...]
    closed: tuple[ClosedWay, ...]
    exclusions: tuple[Exclusion, ...]

    def way(self, kind: ProcedureKind) -> WayRule:
        """The rule of one way."""
        return next(one for one in self.ways if one.kind is kind)

    def exclusion(self, key: str) -> Exclusion:
        """One rule that closes a way; ``BugError`` for an unknown key."""
        found = next((one for one in self.exclusions if one.key == key), None)
        if found is None:
            raise BugError(f"unknown exclusion: {key}")
        return found

    def form(self, court: CourtKind | None) -> FormRule | None:
        """The form for a court; ``None`` when no source names one."""
        wanted = CourtKind.COMMERCIAL if court is CourtKind.ECONOMIC else court
        return next((one for one in self.forms if one.court is wanted), None)


_TABLES = ("way", "cost", "form", "closed", "exclusion")


@cache
def load(folder: Path | None = None) -> Ways:
    """The shipped ways, from ``resources/law`` or another folder; ``BugError`` names the file and row at fault."""
    folder = folder or paths.resources() / "law"
    path = folder / "procedures.toml"
    ways = toml_rows.rows(path, "way", _way, beside=_others("way"))
    toml_rows.check_distinct(path, [one.kind for one in ways])
    if missing := set(ProcedureKind) - {one.kind for one in ways}:
        raise BugError(f"{path.name}: no way for {', '.join(sorted(missing))}")
    return Ways(
        ways=tuple(ways),
        costs=tuple(toml_rows.rows(path, "cost", _cost, beside=_others("cost"))),
        forms=tuple(toml_rows.rows(path, "form", _form, beside=_others("form"))),
        courts=tuple(toml_rows.rows(folder / "courts.toml", "court", _court)),
        closed=tuple(toml_rows.rows(path, "closed", _closed, beside=_others("closed"))),
        exclusions=tuple(toml_rows.rows(path, "exclusion", _exclusion, beside=_others("exclusion"))),
    )


def _others(table: str) -> tuple[str, ...]:
    return tuple(one for one in _TABLES if one != table)


def _way(row: Row) -> WayRule:
    toml_rows.check_keys(row, WayRule)
    return WayRule(
        kind=ProcedureKind(row["kind"]),
        article=toml_rows.text(row, "article"),
        letters=tuple(row["letters"]),
        file=_sentences(row, "file"),
        notes=_sentences(row, "notes"),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
    )


def _sentences(row: Row, key: str) -> tuple[str, ...]:
    return tuple(formats.typographic(one) for one in toml_rows.texts(row, key))


def _cost(row: Row) -> CostRule:
    toml_rows.check_keys(row, CostRule)
    return CostRule(
        ways=tuple(ProcedureKind(one) for one in toml_rows.texts(row, "ways")),
        court=CourtKind(row["court"]) if "court" in row else None,
        label=toml_rows.text(row, "label"),
        amount=toml_rows.money(row, "amount") if "amount" in row else None,
        parameter=toml_rows.known(row, "parameter"),
        setting=toml_rows.known(row, "setting"),
        sentence=toml_rows.text(row, "sentence"),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
    )


def _form(row: Row) -> FormRule:
    toml_rows.check_keys(row, FormRule)
    return FormRule(
        court=CourtKind(row["court"]),
        number=toml_rows.plain(row, "number"),
        title=toml_rows.text(row, "title"),
        valid_from=toml_rows.day(row, "valid_from"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )


def _court(row: Row) -> CourtRule:
    toml_rows.check_keys(row, CourtRule)
    return CourtRule(
        kind=CourtKind(row["kind"]),
        cities=_listed(row["cities"]),
        departments=_listed(row["departments"]),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )


def _listed(found: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(one) for one in found)


def _closed(row: Row) -> ClosedWay:
    toml_rows.check_keys(row, ClosedWay)
    return ClosedWay(
        key=toml_rows.plain(row, "key"),
        title=toml_rows.text(row, "title"),
        article=toml_rows.text(row, "article"),
        reason=toml_rows.text(row, "reason"),
        valid_from=toml_rows.day(row, "valid_from"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
    )


def _exclusion(row: Row) -> Exclusion:
    toml_rows.check_keys(row, Exclusion)
    return Exclusion(
        key=toml_rows.plain(row, "key"),
        article=toml_rows.text(row, "article"),
        sentence=toml_rows.text(row, "sentence"),
        valid_from=toml_rows.day(row, "valid_from"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
    )
