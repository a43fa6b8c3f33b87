"""The plan of an import of clients."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.exchange.tables import Row, Table
from litigedesk.formats import typographic
from litigedesk.imports import kinds
from litigedesk.imports.client_lines import NO_NAME, client_of
from litigedesk.imports.drafts import ClientChange, ClientDraft, ExtraContact
from litigedesk.imports.lines import Layout, Line
from litigedesk.imports.matching import Known, Match, Register, known_of
from litigedesk.imports.merging import PresentClients, merged
from litigedesk.imports.passed import why_passed
from litigedesk.imports.plan import Change, Doubt, LineStatus, PlannedLine, UnknownKind
from litigedesk.queries.clients import ClientChoice

_NUMBERS: Final = ("siret", "email", "phone", "postcode", "street")  # a line of totals has none of these


@dataclass
class ClientPlanning:
    """The lines planned so far, and what is to be asked about them."""

    table: Table
    layout: Layout
    there: PresentClients
    lines: list[PlannedLine] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unknown_kinds: list[UnknownKind] = field(default_factory=list)
    _read: Register = field(default_factory=Register)
    _drafts: dict[int, ClientDraft] = field(default_factory=dict)
    _present: dict[int, int] = field(default_factory=dict)  # ids of clients already there, by the line that gave them

    def take(self, place: int) -> None:
        """Plan the row at a place, counted from 0."""
        row = self.table.rows[place]
        line = Line(row, self.layout, self.table.columns)
        passed = why_passed(self.table, place, line, ("name",), _NUMBERS)
        if passed:
            self.lines.append(
                PlannedLine(row.line, LineStatus.SKIPPED, _shown_name(line, None), reason=passed, cells=line.cells)
            )
            return
        draft = client_of(line, "name")
        if draft is None or not draft.client.name:
            line.problems.append(NO_NAME)
        if line.problems or draft is None:
            self.lines.append(_refused(line, draft))
            return
        self.lines.append(self._placed(row, line, draft))

    def _placed(self, row: Row, line: Line, draft: ClientDraft) -> PlannedLine:
        wanted = known_of(row.line, draft.client, draft.address.postcode if draft.address else "")
        again = self._read.match(wanted, nearly=False).same
        if again is not None:
            return self._repeated(row, line, draft, again)
        self._read.add(wanted)
        self._drafts[row.line] = draft
        match = self.there.register.match(wanted)
        if match.same is not None:
            self._present[row.line] = match.same.id
            change, changes = merged(self.there, match.same.id, draft)
            status = LineStatus.SAME if change is None else LineStatus.UPDATE
            return _planned(row, line, draft, status, changes=changes, held=change)
        key = str(row.line)
        if draft.client.kind is ClientKind.UNKNOWN:
            hint, why = kinds.hint(draft.client.name, draft.client.siret, draft.civility, person=draft.person)
            self.unknown_kinds.append(UnknownKind(key, draft.client.name, (row.line,), hint, why))
        if match.near:
            self.doubts.append(doubt_of(key, draft.client.name, (row.line,), match, self.there))
            return _planned(row, line, draft, LineStatus.DOUBTFUL, reason=doubt_reason(match), held=draft)
        return _planned(row, line, draft, LineStatus.NEW, held=draft)

    def _repeated(self, row: Row, line: Line, draft: ClientDraft, again: Known) -> PlannedLine:
        """A client that the file has already given: passed when it says the same, another person, or else for the user to see."""
        first = self._drafts[again.id]
        if first == draft:
            return _planned(row, line, draft, LineStatus.SKIPPED, reason=typographic(f"Répète la ligne {again.id}."))
        if draft.contact is None or (first.contact is not None and first.contact.name == draft.contact.name):
            reason = typographic(
                f"Même client que la ligne {again.id}, avec d’autres données : gardez une seule des deux."
            )
            return _planned(row, line, draft, LineStatus.REFUSED, reason=reason)
        contact = replace(draft.contact, email=draft.client.email, phone=draft.client.phone)
        if again.id not in self._present:
            added = (Change("Personne à contacter", "", contact.name),)
            return _planned(row, line, draft, LineStatus.UPDATE, changes=added, held=ExtraContact(again.id, contact))
        change, changes = merged(self.there, self._present[again.id], ClientDraft(Client(), contact=contact))
        return _planned(
            row, line, draft, LineStatus.SAME if change is None else LineStatus.UPDATE, changes=changes, held=change
        )  # fmt: skip


def doubt_of(key: str, name: str, lines: Sequence[int], match: Match, there: PresentClients) -> Doubt:
    """The question whether a client of the file is one of those near it."""
    near = tuple(ClientChoice(id=one.id, name=one.name, kind=there.clients[one.id].kind) for one in match.near)
    return Doubt(key, name, tuple(lines), near, match.why)


def doubt_reason(match: Match) -> str:
    """Why a line waits for the user's answer, which refuses it when there is none."""
    return typographic(f"Peut-être déjà là : « {match.near[0].name} ». {match.why} Dites si c’est le même client.")


def _planned(
    row: Row,
    line: Line,
    draft: ClientDraft,
    status: LineStatus,
    *,
    reason: str = "",
    changes: tuple[Change, ...] = (),
    held: ClientDraft | ClientChange | ExtraContact | None = None,
) -> PlannedLine:
    return PlannedLine(
        row.line, status, _shown_name(line, draft), detail=_detail(draft), reason=reason, warnings=tuple(line.warnings),
        changes=changes, cells=line.cells, draft=held,
    )  # fmt: skip


def _refused(line: Line, draft: ClientDraft | None) -> PlannedLine:
    reason = " ".join(dict.fromkeys(line.problems))
    return PlannedLine(
        line.row.line, LineStatus.REFUSED, _shown_name(line, draft), reason=reason, warnings=tuple(line.warnings), cells=line.cells
    )  # fmt: skip


def _shown_name(line: Line, draft: ClientDraft | None) -> str:
    """What the line is called in the list: the client's name, else its first cell that says something."""
    name = draft.client.name if draft is not None else line.said("name")
    return name or next((cell for cell in line.cells if cell), "")


def _detail(draft: ClientDraft) -> str:
    return ", ".join(_details(draft))


def _details(draft: ClientDraft) -> Iterator[str]:
    if draft.client.kind is not ClientKind.UNKNOWN:
        yield draft.client.kind.label
    if draft.address is not None and draft.address.city:
        yield draft.address.city
    if draft.client.email:
        yield draft.client.email
