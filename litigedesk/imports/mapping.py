"""Which column fills which field: what is proposed, and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litigedesk.domain.vocabulary import ImportKind, Labelled
from litigedesk.imports.source import Source

if TYPE_CHECKING:
    from litigedesk.desk import Desk


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
        raise NotImplementedError

    def missing(self) -> tuple[str, ...]:
        """What lines cannot do without and no column fills, as the user reads it."""
        raise NotImplementedError


def propose_mapping(desk: "Desk", source: Source, kind: ImportKind) -> ColumnMapping:
    """What this kind of file was last given, else what its tool, the names of columns, then their contents tell."""
    raise NotImplementedError
