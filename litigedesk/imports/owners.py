"""Whose each invoice of the file is: a client already there, one to add, or one to ask about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.formats import typographic
from litigedesk.imports import kinds
from litigedesk.imports.client_lines import client_of
from litigedesk.imports.client_plan import doubt_of, doubt_reason
from litigedesk.imports.drafts import ClientDraft
from litigedesk.imports.fields import FIELDS
from litigedesk.imports.lines import Line
from litigedesk.imports.matching import Match, Register, known_of
from litigedesk.imports.merging import PresentClients
from litigedesk.imports.plan import Doubt, UnknownKind

_NOBODY: Final = typographic("Il manque le client : son nom, son SIRET ou son courriel.")


@dataclass(frozen=True, slots=True)
class Owner:
    """The client of an invoice: the id of one already there, or the key of one to add.

    ``reason`` says why it must be asked whether it is one of ``near``, which are ids.
    """

    client_id: int = 0
    key: str = ""
    reason: str = ""
    near: frozenset[int] = frozenset()
    kind: ClientKind = ClientKind.UNKNOWN


@dataclass
class Owners:
    """The clients of the invoices read so far; ``drafts`` are those to add, by key."""

    there: PresentClients
    drafts: dict[str, ClientDraft] = field(default_factory=dict)
    _read: Register = field(default_factory=Register)
    _found: dict[tuple[str, ...], Owner] = field(default_factory=dict)
    _near: dict[str, Match] = field(default_factory=dict)
    _fields: tuple[str, ...] = ()

    def of(self, line: Line) -> Owner | None:
        """The owner of an invoice; ``None`` with a problem on the line when the file does not say enough."""
        told = tuple(line.text(key) for key in self._keys(line))
        if told in self._found:
            return self._found[told]
        apart = Line(replace(line.row, fault="", warning=""), line.layout, line.names)
        draft = client_of(apart, "client")
        if draft is None:
            line.problems.append(_NOBODY)
            return None
        owner = self._owner(line, apart, draft)
        if owner is not None:
            self._found[told] = owner
        return owner

    def _keys(self, line: Line) -> tuple[str, ...]:
        """The fields of the file that speak of the client."""
        if not self._fields:
            about = {field.key for field in FIELDS[ImportKind.CLIENTS]} - {"notes"} | {"client"}
            self._fields = tuple(sorted(about & line.layout.places.keys()))
        return self._fields

    def _owner(self, line: Line, apart: Line, draft: ClientDraft) -> Owner | None:
        wanted = known_of(line.row.line, draft.client, draft.address.postcode if draft.address else "")
        match = self.there.register.match(wanted)
        if match.same is not None:
            return Owner(match.same.id, kind=self.there.clients[match.same.id].kind)
        again = self._read.match(wanted, nearly=False).same
        if again is not None:
            return self._first(str(again.id))
        if not draft.client.name:
            line.problems.append(_NOBODY)
            return None
        if apart.problems:
            line.problems += apart.problems
            return None
        line.warnings += apart.warnings
        self._read.add(wanted)
        key = str(line.row.line)
        self.drafts[key] = draft
        if match.near:
            self._near[key] = match
        return self._first(key)

    def _first(self, key: str) -> Owner:
        match = self._near.get(key, Match())
        reason = doubt_reason(match) if match.near else ""
        return Owner(
            key=key, reason=reason, near=frozenset(one.id for one in match.near), kind=self.drafts[key].client.kind
        )

    def doubts(self, waiting: Mapping[str, Sequence[int]]) -> tuple[Doubt, ...]:
        """The clients to ask about, among those that lines wait for: ``waiting`` gives the lines by key."""
        return tuple(
            doubt_of(key, self.drafts[key].client.name, waiting[key], match, self.there)
            for key, match in self._near.items() if key in waiting
        )  # fmt: skip

    def unknown_kinds(self, waiting: Mapping[str, Sequence[int]]) -> tuple[UnknownKind, ...]:
        """The new clients whose kind the file does not tell, likewise."""
        found = []
        for key, draft in self.drafts.items():
            if key in waiting and draft.client.kind is ClientKind.UNKNOWN:
                hint, why = kinds.hint(draft.client.name, draft.client.siret, draft.civility, person=draft.person)
                found.append(UnknownKind(key, draft.client.name, tuple(waiting[key]), hint, why))
        return tuple(found)


def with_kind(draft: ClientDraft, kind: ClientKind) -> ClientDraft:
    """The draft once its kind is chosen; what the file says stays."""
    if draft.client.kind is not ClientKind.UNKNOWN:
        return draft
    return replace(draft, client=replace(draft.client, kind=kind))
