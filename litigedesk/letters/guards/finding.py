"""One line of « Avant d’envoyer »."""

from dataclasses import dataclass
from enum import StrEnum

from litigedesk import formats


class Severity(StrEnum):
    """How a finding weighs; a warning can be passed over, a prohibition cannot."""

    FORBIDS = "forbids"
    WARNS = "warns"
    OK = "ok"


@dataclass(frozen=True)
class Finding:
    """What is wrong (or right) and why; ``article`` is what it rests on, ``target`` the field that mends it, when there is one."""

    code: str
    severity: Severity
    title: str
    sentence: str = ""
    article: str = ""
    target: str = ""
    record_id: int | None = None


def finding(
    code: str,
    severity: Severity,
    title: str,
    sentence: str = "",
    *,
    article: str = "",
    target: str = "",
    record_id: int | None = None,
) -> Finding:
    """The finding with French spacing put into its words."""
    return Finding(
        code, severity, formats.typographic(title), formats.typographic(sentence), article, target, record_id
    )


def days_left(days: int) -> str:
    """``Plus que 3 jours``, as the title of a finding about a date that comes near."""
    return f"Plus que {formats.count(days, 'jour')}" if days else "C’est le dernier jour"
