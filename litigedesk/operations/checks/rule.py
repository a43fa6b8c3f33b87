"""What a rule of the check is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litigedesk.desk import Desk


class Severity(StrEnum):
    """How much a finding matters; in the order in which they are shown."""

    DAMAGE = "damage"  # something kept is lost or unreadable
    WRONG = "wrong"  # two records contradict each other
    OVERSIGHT = "oversight"  # nothing is false, something was probably forgotten


@dataclass(frozen=True, kw_only=True)
class Found:
    """One record that a rule objects to: a French sentence that names it.

    ``record`` is whose it is, such as ``("invoice", 3)``; ``opens`` the record to show when that one has no page of its own.
    ``state`` is what was wrong, so that a finding set aside comes back when it is no longer the same.
    """

    sentence: str
    record: tuple[str, int]
    opens: tuple[str, int] | None = None
    state: str = ""

    @property
    def subject(self) -> str:
        """What tells this finding from the others of its rule."""
        kind, record_id = self.record
        return ":".join(filter(None, (kind, str(record_id), self.state)))


Find = Callable[["Desk"], Iterable[Found]]
Mend = Callable[["Desk", int], bool]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A logical rule: its code, what it is about without naming anybody, and the question it asks.

    ``mend`` takes the id of the record found, puts it right inside a running step and loses nothing; it says whether it could.
    """

    code: str
    title: str
    severity: Severity
    find: Find
    mend: Mend | None = None


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One finding as it is shown: ``title`` says what is wrong without naming anybody, ``sentence`` names the record.

    ``ignored`` when the user set it aside. ``opens`` is the record to show, if there is one.
    """

    code: str
    title: str
    severity: Severity
    sentence: str
    subject: str
    repairable: bool
    ignorable: bool
    ignored: bool = False
    opens: tuple[str, int] | None = None
