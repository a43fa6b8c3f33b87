"""Whether a client of the file is one already there: the same, perhaps the same, or another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.formats import typographic
from litigedesk.imports import kinds
from litigedesk.queries.clients import bare_name

_OTHER_SITE: Final = typographic("Même SIREN : un autre établissement de la même entreprise.")
_NEAR: Final = 88  # of 100, between two bare names
_MOST_NEAR: Final = 5  # clients proposed for one
_COMMON: Final = 400  # clients who share the beginning of a word: it tells nothing


@dataclass(frozen=True, slots=True)
class Known:
    """What tells a client: ``id`` is that of its record, or a line of the file for one read before."""

    id: int
    name: str
    bare: str
    siret: str
    vat_number: str
    email: str
    postcode: str
    kind: ClientKind = ClientKind.UNKNOWN

    @property
    def is_firm(self) -> bool:
        """Whether something tells that it is no consumer: its kind, or a number that only firms have."""
        told = self.kind in (ClientKind.PROFESSIONAL, ClientKind.PUBLIC)
        return told or (self.kind is ClientKind.UNKNOWN and bool(self.siret))


def known_of(record_id: int, client: Client, postcode: str) -> Known:
    """What tells a client, from its record and the postcode of its main address."""
    kind = client.kind
    if kind is ClientKind.UNKNOWN:
        kind = kinds.sure(client.name, client.siret, client.vat_number, client.legal_form)
    return Known(
        record_id, client.name, bare_name(client.name), client.siret, client.vat_number, client.email.casefold(), postcode, kind,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """``same`` is the client it is, or else ``near`` those it may be and why (French); neither for another one."""

    same: Known | None = None
    near: tuple[Known, ...] = ()
    why: str = ""


@dataclass
class Register:
    """The clients already there, found by their numbers, e-mails and names."""

    by_siren: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_vat: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_beginning: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Known) -> None:
        """Let a client be found from now on."""
        for index, key in (
            (self.by_siren, one.siret[:9]), (self.by_vat, one.vat_number), (self.by_email, one.email), (self.by_name, one.bare),
        ):  # fmt: skip
            if key:
                index[key].append(one)
        for beginning in set(_beginnings(one.bare)):
            self.by_beginning[beginning].append(one)

    def match(self, wanted: Known, *, nearly: bool = True) -> Match:
        """Who this client is. Numbers decide; a name alone does unless something contradicts it; ``nearly`` looks for others."""
        numbered = self._numbered(wanted)
        if numbered is not None:
            return numbered
        named = (
            [one for one in self.by_name.get(wanted.bare, ()) if not _other_firm(one, wanted)] if wanted.bare else []
        )
        agreeing = [one for one in named if not _contradicts(one, wanted)]
        if len(agreeing) == 1:
            return Match(same=agreeing[0])
        if named:
            return Match(near=tuple((agreeing or named)[:_MOST_NEAR]), why=_why_unsure(named, agreeing, wanted))
        if not nearly:
            return Match()
        written = (
            [one for one in self.by_email.get(wanted.email, ()) if not _other_firm(one, wanted)] if wanted.email else []
        )
        if written:
            if not wanted.bare and len(written) == 1 and not _another_law(written[0], wanted):
                return Match(same=written[0])
            return Match(near=tuple(written[:_MOST_NEAR]), why="Même courriel, sous un autre nom.")
        alike = tuple(self._alike(wanted))
        return Match(near=alike, why="Nom très proche.") if alike else Match()

    def _numbered(self, wanted: Known) -> Match | None:
        same_siren = self.by_siren.get(wanted.siret[:9], ()) if len(wanted.siret) >= 9 else ()
        whole = [one for one in same_siren if one.siret == wanted.siret]
        part = [one for one in same_siren if 9 in (len(one.siret), len(wanted.siret))]
        for found in (whole, part):
            named = [one for one in found if one.bare == wanted.bare] if len(found) > 1 else found
            if len(named) == 1:
                return Match(same=named[0])
            if found:
                return Match(near=tuple(found[:_MOST_NEAR]), why="Plusieurs fiches portent ce SIREN.")
        if same_siren:
            return Match(
                near=tuple(same_siren[:_MOST_NEAR]),
                why=_OTHER_SITE,
            )
        by_vat = (
            [one for one in self.by_vat.get(wanted.vat_number, ()) if not _other_firm(one, wanted)]
            if wanted.vat_number
            else []
        )
        return Match(same=by_vat[0]) if len(by_vat) == 1 else None

    def _alike(self, wanted: Known) -> Iterator[Known]:
        """Those whose name is nearly this one: a slip of the finger, or a word more; numbers in names must be equal."""
        from rapidfuzz import fuzz

        words = wanted.bare.split()
        candidates: dict[int, Known] = {}
        for beginning in _beginnings(wanted.bare):
            held = self.by_beginning.get(beginning, ())
            if len(held) <= _COMMON:
                candidates.update((one.id, one) for one in held)
        found = 0
        for one in candidates.values():
            if _other_firm(one, wanted) or _figures(one.bare) != _figures(wanted.bare):
                continue
            theirs = one.bare.split()
            within = len(words) != len(theirs) and min(len(words), len(theirs)) >= 2 and (
                set(words) < set(theirs) or set(theirs) < set(words)
            )  # fmt: skip
            if within or fuzz.ratio(one.bare, wanted.bare) >= _NEAR:
                yield one
                found += 1
                if found == _MOST_NEAR:
                    return


def register_of(clients: Iterable[Known]) -> Register:
    """The register of these clients."""
    made = Register()
    for one in clients:
        made.add(one)
    return made


def _beginnings(bare: str) -> Iterator[str]:
    """The beginning and the end of each word: a slip in one leaves the other."""
    for word in bare.split():
        if len(word) >= 3:
            yield f"{word[:3]}…"
            yield f"…{word[-3:]}"


def _figures(bare: str) -> list[str]:
    return [word for word in bare.split() if any(sign.isdigit() for sign in word)]


def _other_firm(one: Known, wanted: Known) -> bool:
    """Two SIREN that differ: two firms, whatever their names."""
    return len(one.siret) >= 9 and len(wanted.siret) >= 9 and one.siret[:9] != wanted.siret[:9]


def _another_law(one: Known, wanted: Known) -> bool:
    """A consumer and a firm: a person and their firm bear one name, and other interest and time limits."""
    consumer = ClientKind.CONSUMER
    return (one.kind is consumer and wanted.is_firm) or (wanted.kind is consumer and one.is_firm)


def _why_unsure(named: list[Known], agreeing: list[Known], wanted: Known) -> str:
    """Why a name alone does not tell which client it is."""
    if agreeing:
        return "Plusieurs fiches portent ce nom."
    if any(_another_law(one, wanted) for one in named):
        return "Même nom, mais l’un des deux est un particulier."
    return "Même nom, mais une autre adresse ou un autre courriel."


def _contradicts(one: Known, wanted: Known) -> bool:
    """Another law; or another postcode, or another e-mail that no equal postcode makes up for."""
    if _another_law(one, wanted):
        return True
    if one.postcode and wanted.postcode:
        return one.postcode != wanted.postcode
    return bool(one.email and wanted.email and one.email != wanted.email)
