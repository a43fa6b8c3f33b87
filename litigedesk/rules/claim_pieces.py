"""The pieces that an insurer asks for, by kind of harm: the checklist as data, and what a claim's file already holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from litigedesk import formats, paths
from litigedesk.domain.insurance import ClaimPiece, Harm, HarmKind, ImmaterialHarm, InsuranceClaim
from litigedesk.rules import toml_rows
from litigedesk.rules.toml_rows import Row


@dataclass(frozen=True, kw_only=True)
class PieceKind:
    """One piece of the checklist: for which harms (all when empty), why the insurer wants it, and how to get it.

    ``portage`` pieces are only asked when the portage company declares. ``field`` is the text of the claim that says it too.
    ``named`` is what a letter calls it among its enclosures, where the title speaks to the user.
    """

    key: str
    title: str
    why: str
    how: str
    harms: tuple[HarmKind, ...] = ()
    natures: tuple[ImmaterialHarm, ...] = ()
    portage: bool = False
    field: str = ""
    named: str = ""
    source: str
    read_on: date


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One line of a claim's checklist: what is wanted, and the piece that answers it if there is one.

    ``kind`` is ``None`` for a piece that the user added of their own. ``told`` when the claim itself says it.
    """

    kind: PieceKind | None
    piece: ClaimPiece | None
    told: bool = False

    @property
    def title(self) -> str:
        """What the line is called."""
        if self.kind is not None:
            return self.kind.title
        return self.piece.title or self.piece.key if self.piece is not None else ""

    @property
    def named(self) -> str:
        """What a letter calls it."""
        return (self.kind.named if self.kind is not None else "") or self.title

    @property
    def is_lacking(self) -> bool:
        """Whether it is still to be had."""
        if self.piece is None:
            return not self.told
        return self.piece.obtained_on is None and not self.piece.not_needed and not self.told


@cache
def kinds() -> tuple[PieceKind, ...]:
    """The shipped checklist; ``BugError`` names the row at fault."""
    path = paths.resources() / "law" / "claim_pieces.toml"
    found = toml_rows.rows(path, "piece", _kind)
    toml_rows.check_distinct(path, [one.key for one in found])
    return tuple(found)


def _kind(row: Row) -> PieceKind:
    toml_rows.check_keys(row, PieceKind)
    return PieceKind(
        key=toml_rows.plain(row, "key"),
        title=toml_rows.text(row, "title"),
        why=toml_rows.text(row, "why"),
        how=toml_rows.text(row, "how"),
        harms=tuple(HarmKind(one) for one in row.get("harms", ())),
        natures=tuple(ImmaterialHarm(one) for one in row.get("natures", ())),
        portage=bool(row.get("portage", False)),
        field=_field(row),
        named=formats.typographic(toml_rows.known(row, "named")),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
    )


def _field(row: Row) -> str:
    name = toml_rows.known(row, "field")
    if name and not isinstance(getattr(InsuranceClaim, name, None), str):
        raise ValueError(f"a claim has no text {name}")
    return name


def checklist(
    claim: InsuranceClaim, harms: Sequence[Harm], pieces: Sequence[ClaimPiece], *, portage: bool
) -> tuple[Wanted, ...]:
    """What is wanted for these harms, in the order of the data, then the user's own pieces."""
    held = {one.key: one for one in pieces if one.key}
    wanted = [one for one in kinds() if one.key in held or _concerns(one, harms, portage=portage)]
    known = {one.key for one in wanted}
    own = [Wanted(kind=None, piece=one) for one in pieces if one.key not in known]
    return (*(Wanted(kind=one, piece=held.get(one.key), told=_told(one, claim)) for one in wanted), *own)


def _told(kind: PieceKind, claim: InsuranceClaim) -> bool:
    return bool(kind.field and str(getattr(claim, kind.field)).strip())


def _concerns(kind: PieceKind, harms: Sequence[Harm], *, portage: bool) -> bool:
    if kind.portage and not portage:
        return False
    if kind.harms and not any(one.kind in kind.harms for one in harms):
        return False
    return not kind.natures or any(one.nature in kind.natures for one in harms)
