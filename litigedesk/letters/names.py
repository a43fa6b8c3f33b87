"""What a letter can say, by name: one list (``resources/letters/names.toml``) for those who write templates and for the window."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from litigedesk import formats, paths
from litigedesk.domain.matter import MatterKind
from litigedesk.letters.template import Family, Template


class NameKind(StrEnum):
    """How a name is written in a template; see the head of ``names.toml``."""

    TEXT = "text"
    NUMBER = "number"
    SUM = "sum"
    DATE = "date"
    DAYS = "days"
    IBAN = "iban"
    CODE = "code"
    TEXTS = "texts"
    YES = "yes"
    RECORD = "record"
    CHOICE = "choice"
    ROWS = "rows"
    WORDS = "words"
    PASSAGE = "passage"
    SHARED = "shared"


FILTERS: Mapping[NameKind, tuple[str, ...]] = {  # those a kind may be printed through, the usual one first
    NameKind.TEXT: ("", "nowrap"),
    NameKind.NUMBER: ("", "days"),
    NameKind.SUM: ("money", "money_words"),
    NameKind.DATE: ("date_long", "date_full"),
    NameKind.DAYS: ("days", ""),
    NameKind.IBAN: ("iban",),
    NameKind.CODE: ("nowrap", ""),
    NameKind.TEXTS: ("listed",),
}
ASKED = frozenset({NameKind.YES, NameKind.RECORD, NameKind.CHOICE})  # what a condition asks, and nothing prints


@dataclass(frozen=True, kw_only=True)
class Name:
    """One name: how it is written, what it stands for, and for ``rows`` the record whose fields each of them has.

    ``sample`` is what stands in the snippet of ``words`` and ``rows``; ``tells`` is another name under which a condition may
    ask for a passage.
    """

    name: str
    kind: NameKind
    says: str
    values: tuple[str, ...] = ()
    each: str = ""
    sample: str = ""
    tells: str = ""

    @property
    def snippet(self) -> str:
        """What is put into a text to use it."""
        match self.kind:
            case NameKind.YES | NameKind.RECORD:
                return f"{{% if {self.name} %}}\n\n{{% endif %}}"
            case NameKind.CHOICE:
                return f'{{% if {self.name} == "{self.values[0]}" %}}\n\n{{% endif %}}'
            case NameKind.ROWS:
                return f"{{% for element in {self.name} %}}\n- {self.sample}\n\n{{% endfor %}}"
            case NameKind.WORDS:
                return f"{{{{ {self.name}({self.sample}) }}}}"
            case NameKind.PASSAGE:
                return f"```{self.name}\n```"
            case NameKind.SHARED:
                return f'{{% include "{self.name}" %}}'
            case _:
                through = FILTERS[self.kind][0]
                return f"{{{{ {self.name}{'|' if through else ''}{through} }}}}"


@dataclass(frozen=True, kw_only=True)
class NameGroup:
    """Names that go together, under a title; those of one template come from every group that concerns it."""

    title: str
    families: tuple[Family, ...]
    about: tuple[MatterKind, ...]
    names: tuple[Name, ...]

    def concerns(self, template: Template) -> bool:
        """Whether that letter may use them."""
        return template.family in self.families and template.about in self.about


@cache
def every_group() -> tuple[NameGroup, ...]:
    """All the groups, in the order of the file."""
    path = paths.resources() / "letters" / "names.toml"
    return tuple(_group(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["group"])


def groups(template: Template) -> tuple[NameGroup, ...]:
    """The groups of names that a letter may use."""
    return tuple(one for one in every_group() if one.concerns(template))


def known(template: Template) -> Mapping[str, Name]:
    """Every name that a letter may use, with its entry."""
    return {one.name: one for group in groups(template) for one in group.names}


def _group(row: Mapping[str, Any]) -> NameGroup:
    return NameGroup(
        title=formats.typographic(row["title"]),
        families=tuple(Family(value) for value in row.get("families", list(Family))),
        about=tuple(MatterKind(value) for value in row.get("about", list(MatterKind))),
        names=tuple(
            Name(
                name=one["name"],
                kind=NameKind(one["kind"]),
                says=formats.typographic(one["says"]),
                values=tuple(one.get("values", ())),
                each=one.get("each", ""),
                sample=one.get("sample", ""),
                tells=one.get("tells", ""),
            )
            for one in row["names"]
        ),
    )
