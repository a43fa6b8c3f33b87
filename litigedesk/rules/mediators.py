"""The shipped register of mediators: which are offered to whom, what must be checked again, and which names are warned of.

A mediator stays on the CECMC's list only as long as the commission keeps it there (C. conso. L615-1, L615-2), and is competent only
in the sectors it is listed for: what is shipped is a proposal to check, never an answer.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from litigedesk import formats, paths
from litigedesk.domain.mediation import Mediator
from litigedesk.domain.vocabulary import ClientKind, MediatorKind
from litigedesk.errors import BugError
from litigedesk.rules import toml_rows
from litigedesk.rules.toml_rows import Row

OFFICIAL_PAGE = "www.economie.gouv.fr/mediation-conso"  # shown, for the user to open: the program opens no network
SECTORS_REMINDER = formats.typographic(
    "Un médiateur n’est compétent que dans les secteurs pour lesquels il est inscrit : vérifiez que le vôtre en fait partie."
)

_OFFERED = {
    ClientKind.CONSUMER: MediatorKind.CONSUMER,  # C. conso. L611-1
    ClientKind.PROFESSIONAL: MediatorKind.BUSINESS,  # C. conso. L611-3: consumer mediation leaves professionals out
    ClientKind.PUBLIC: MediatorKind.BUSINESS,
}


@dataclass(frozen=True, kw_only=True)
class ShippedMediator:
    """One mediator of the shipped register; ``name`` is what clients read, text that is not known is ``""``.

    ``status`` says how it is known, as it was on ``read_on``; ``address_note`` where the address was seen.
    """

    key: str
    kind: MediatorKind
    name: str
    short_name: str
    website: str
    street: str
    street_extra: str
    postcode: str
    city: str
    phone: str
    email: str
    status: str
    address_note: str
    note: str
    source: str
    read_on: date

    @property
    def postal_address(self) -> str:
        """The postal address on one line; empty when it is not known."""
        town = f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (self.street, self.street_extra, town) if part)

    @property
    def to_check_again(self) -> str:
        """The sentence shown beside the mediator: where and why to look before naming it, and when it was read."""
        read = formats.date_long(self.read_on)
        if self.kind is MediatorKind.BUSINESS:
            return formats.typographic(f"À revérifier sur son site : page lue le {read}.")
        return formats.typographic(f"À revérifier sur le site de la CECMC ({OFFICIAL_PAGE}) : statut lu le {read}.")

    def taken(self) -> Mediator:
        """A record for the user's own register, not yet checked by them."""
        return Mediator(
            shipped=self.key,
            kind=self.kind,
            name=self.name,
            website=self.website,
            street=self.street,
            street_extra=self.street_extra,
            postcode=self.postcode,
            city=self.city,
            email=self.email,
            phone=self.phone,
        )


@dataclass(frozen=True, kw_only=True)
class WithdrawnName:
    """A name that is never offered: a mediator taken off the list, or one that never was on it."""

    name: str
    patterns: tuple[str, ...]
    why: str
    source: str
    read_on: date

    def is_in(self, text: str) -> bool:
        """Whether the text names it, whatever its capitals, accents and punctuation."""
        words = f" {_words(text)} "
        return any(f" {pattern} " in words for pattern in self.patterns)

    @property
    def warning(self) -> str:
        """Why not to name it, its source and where to check, in French."""
        return formats.typographic(
            f"LitigeDesk ne propose pas « {self.name} ». {self.why} Vérifiez sur {OFFICIAL_PAGE}. (Source : {self.source}.)"
        )


@dataclass(frozen=True)
class Register:
    """What is shipped: mediators in the order of their names, so that none comes first by favour, and names warned of."""

    mediators: tuple[ShippedMediator, ...]
    withdrawn_names: tuple[WithdrawnName, ...]

    def offered(self, client_kind: ClientKind) -> tuple[ShippedMediator, ...]:
        """The mediators for disputes with that kind of client; none while the kind is not known."""
        wanted = _OFFERED.get(client_kind)
        return tuple(one for one in self.mediators if one.kind is wanted)

    def mediator(self, key: str) -> ShippedMediator | None:
        """The shipped mediator of that key; ``None`` when it is no longer shipped."""
        return next((one for one in self.mediators if one.key == key), None)

    def withdrawn(self, typed: str) -> str:
        """The warning about a name or site that a user types themself; empty when nothing is known against it."""
        return next((one.warning for one in self.withdrawn_names if one.is_in(typed)), "")


@cache
def load(folder: Path | None = None) -> Register:
    """The shipped register, from ``resources/law`` or another folder; ``BugError`` names the file and row at fault."""
    path = (folder or paths.resources() / "law") / "mediators.toml"
    mediators = toml_rows.rows(path, "mediator", _mediator, beside=("withdrawn",))
    withdrawn = toml_rows.rows(path, "withdrawn", _withdrawn, beside=("mediator",))
    toml_rows.check_distinct(path, [one.key for one in mediators])
    for one in mediators:
        if any(name.is_in(f"{one.name} {one.website}") for name in withdrawn):
            raise BugError(f"{path.name}: {one.key} is offered and withdrawn")
    return Register(tuple(sorted(mediators, key=lambda one: formats.folded(one.short_name))), tuple(withdrawn))


def _mediator(row: Row) -> ShippedMediator:
    toml_rows.check_keys(row, ShippedMediator)
    parts = [key for key in ("street", "postcode", "city") if key in row]
    if parts and len(parts) < 3:
        raise ValueError(f"half an address: {parts}")
    return ShippedMediator(
        key=toml_rows.plain(row, "key"),
        kind=MediatorKind(row["kind"]),
        name=toml_rows.text(row, "name"),
        short_name=toml_rows.text(row, "short_name"),
        website=toml_rows.plain(row, "website"),
        street=toml_rows.known(row, "street"),
        street_extra=toml_rows.known(row, "street_extra"),
        postcode=toml_rows.known(row, "postcode"),
        city=toml_rows.known(row, "city"),
        phone=toml_rows.known(row, "phone"),
        email=toml_rows.known(row, "email"),
        status=toml_rows.text(row, "status"),
        address_note=toml_rows.text(row, "address_note"),
        note=toml_rows.note(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
    )


def _withdrawn(row: Row) -> WithdrawnName:
    toml_rows.check_keys(row, WithdrawnName)
    patterns = toml_rows.texts(row, "patterns")
    if crooked := [pattern for pattern in patterns if pattern != _words(pattern)]:
        raise ValueError(f"patterns are not folded words: {crooked}")
    return WithdrawnName(
        name=toml_rows.text(row, "name"),
        patterns=patterns,
        why=toml_rows.text(row, "why"),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
    )


def _words(text: str) -> str:
    """The words of a text, folded and apart by one space."""
    return " ".join(re.findall(r"[a-z0-9]+", formats.folded(text)))
