"""What an import would do, line by line, before anything is written; and what the user decides."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.imports.drafts import ClientDraft, ExtraContact, InvoiceDraft
from litigedesk.imports.mapping import ColumnMapping
from litigedesk.imports.source import Source
from litigedesk.queries.clients import ClientChoice


class LineStatus(Labelled):
    """What becomes of a line."""

    NEW = "new", "À ajouter"
    UPDATE = "update", "À mettre à jour"
    SAME = "same", "Déjà là"
    DOUBTFUL = "doubtful", "À trancher"  # its client may be one already there: see ``Plan.doubts``
    REFUSED = "refused", "Refusée"
    SKIPPED = "skipped", "Passée"  # a line of totals


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a record already there that the file would change, as the user reads it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of the file, counted from 1 as in the file.

    ``label`` is the name or number shown; ``reason`` says why it is refused, doubtful or passed; ``warnings`` refuse nothing.
    ``draft`` is what would be saved, for ``operations.imports`` alone.
    """

    line: int
    status: LineStatus
    label: str
    detail: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    cells: tuple[str, ...] = ()
    draft: Any = None


@dataclass(frozen=True)
class Doubt:
    """A client of the file whose name, e-mail or SIREN is near one already there: the user says whether it is the same."""

    key: str
    name: str
    lines: tuple[int, ...]
    near: tuple[ClientChoice, ...]
    why: str


@dataclass(frozen=True)
class UnknownKind:
    """A new client whose kind the file does not tell; ``hint`` is only a proposal."""

    key: str
    name: str
    lines: tuple[int, ...]
    hint: ClientKind = ClientKind.UNKNOWN
    why: str = ""


@dataclass(frozen=True)
class Choices:
    """What the user decides: the kind of new clients that do not tell it, who is whom, lines left out, records left as they are.

    ``same`` gives for a doubt's key the id of the client it is, or ``None`` for another one; lines of a doubt without an answer
    are refused. ``kinds`` gives the kind of one client, by its key, ``kind`` that of the others.
    """

    kind: ClientKind = ClientKind.UNKNOWN
    kinds: Mapping[str, ClientKind] = field(default_factory=dict)
    same: Mapping[str, int | None] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    update: bool = True


@dataclass(frozen=True)
class Plan:
    """The whole import before it is done; ``notes`` say how dates and numbers of whole columns were read.

    ``revision`` tells whether records have changed since. ``new_clients`` are those that invoices would add, by key.
    """

    kind: ImportKind
    source: Source
    mapping: ColumnMapping
    lines: tuple[PlannedLine, ...]
    doubts: tuple[Doubt, ...] = ()
    unknown_kinds: tuple[UnknownKind, ...] = ()
    notes: tuple[str, ...] = ()
    revision: str = ""
    new_clients: Mapping[str, ClientDraft] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[LineStatus, int]:
        """How many lines have each status, zeros included."""
        counted = Counter(line.status for line in self.lines)
        return {status: counted[status] for status in LineStatus}

    def foreseen(self, choices: Choices) -> "Foreseen":
        """What would be done with these decisions."""
        added = updated = 0
        refused: dict[int, str] = {}
        for line in self.lines:
            if line.status is LineStatus.REFUSED:
                refused[line.line] = line.reason
            elif line.line in choices.left_out:
                continue
            elif line.status is LineStatus.NEW:
                added += 1
            elif isinstance(line.draft, ExtraContact):
                if self._comes(str(line.draft.first_line), choices):
                    updated += 1
                else:
                    refused[line.line] = f"Son client, à la ligne {line.draft.first_line}, n’est pas repris."
            elif line.status is LineStatus.UPDATE:
                updated += choices.update
            elif line.status is LineStatus.DOUBTFUL:
                key = self.key_of(line)
                if key not in choices.same:
                    refused[line.line] = line.reason
                elif choices.same[key] is None or self.kind is ImportKind.INVOICES:
                    added += 1
                else:
                    updated += 1
        return Foreseen(added, updated, refused)

    def _comes(self, key: str, choices: Choices) -> bool:
        """Whether the client of that key is imported."""
        return int(key) not in choices.left_out and (key not in self._doubtful or key in choices.same)

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        return frozenset(doubt.key for doubt in self.doubts)

    def key_of(self, line: PlannedLine) -> str:
        """The key of the client of a line, in ``Choices.same`` and ``Choices.kinds``."""
        return line.draft.owner if isinstance(line.draft, InvoiceDraft) else str(line.line)


@dataclass(frozen=True)
class Foreseen:
    """Records that would be added and changed, and the lines that would be refused with their reason."""

    added: int
    updated: int
    refused: Mapping[int, str]
