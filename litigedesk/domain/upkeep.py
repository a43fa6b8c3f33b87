"""What is remembered of imports, of lists kept under a name, and of findings of the check that were set aside."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.vocabulary import ImportKind


@dataclass(frozen=True, kw_only=True)
class ImportMapping:
    """Which column of a kind of file fills which field: ``columns`` is JSON, ``fingerprint`` tells such files by their heads."""

    id: int | None = None
    kind: ImportKind
    fingerprint: str
    columns: str
    used_on: date


@dataclass(frozen=True, kw_only=True)
class ImportBatch:
    """One import: the file, the day, and how many records it added and changed."""

    id: int | None = None
    kind: ImportKind
    file_name: str
    imported_on: date
    added: int
    updated: int


@dataclass(frozen=True, kw_only=True)
class RefusedLine:
    """A line that an import refused, counted from 1 as in the file, with the reason (French) and its cells (JSON)."""

    id: int | None = None
    import_batch_id: int
    line: int
    reason: str
    content: str


@dataclass(frozen=True, kw_only=True)
class SavedList:
    """What a list was asked for, kept under a name: ``question`` is JSON, ``list`` the name of the list."""

    id: int | None = None
    list: str
    name: str
    question: str


@dataclass(frozen=True, kw_only=True)
class IgnoredFinding:
    """A finding of the check that the user set aside."""

    id: int | None = None
    code: str
    subject: str
    ignored_on: date
