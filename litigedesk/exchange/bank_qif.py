"""Statements in QIF, the old format of Quicken: one letter a line, ``^`` between movements, days before months in France."""

import re
from datetime import date
from typing import Final

from litigedesk.domain.money import ZERO
from litigedesk.errors import UserError
from litigedesk.exchange.bank_lines import MOST, RawLine, Statement, Unread, clean_label, day_of, with_references
from litigedesk.exchange.encoding import decoded
from litigedesk.formats import parse_money, typographic

_KINDS: Final = ("!type:bank", "!type:ccard", "!type:cash", "!account", "!type:oth")
_DATE: Final = re.compile(r"\s*(\d{1,4})\s*[/.\-' ]\s*(\d{1,2})\s*[/.\-' ]\s*(\d{1,4})\s*")
_EMPTY: Final = typographic("Ce fichier QIF ne contient aucun mouvement : redemandez l’export à votre banque.")


def is_qif(head: str) -> bool:
    """Whether a text begins as QIF does."""
    return head.lstrip("\ufeff \t\r\n").lower().startswith(_KINDS)


def read(data: bytes) -> tuple[Statement, ...]:
    """The one account of a file. Raises ``UserError`` for a file without movements."""
    blocks = [(place, fields) for place, one in enumerate(decoded(data).split("\n^"), 1) if (fields := _fields(one))][
        :MOST
    ]
    months_first = _months_first([fields["D"] for _, fields in blocks])
    lines: list[RawLine] = []
    unread: list[Unread] = []
    for place, fields in blocks:
        try:
            day, amount = _day(fields["D"], months_first), parse_money(fields.get("T", fields.get("U", "")))
        except ValueError:
            reason = "La date ou la somme ne se lit pas."
            unread.append(Unread(place=place, reason=reason, content=" ".join(fields.values())[:500]))
            continue
        if amount != ZERO:
            label = clean_label(
                fields.get("P", ""), fields.get("M", ""), f"n° {fields['N']}" if fields.get("N") else ""
            )
            lines.append(RawLine(place=place, booked_on=day, amount=amount, label=label or "(sans libellé)"))
    if not lines and not unread:
        raise UserError(_EMPTY)
    return (Statement(account="", lines=with_references("", lines), unread=tuple(unread)),)


def _fields(block: str) -> dict[str, str]:
    """The lines of one movement by their letter; empty for what is no movement."""
    found: dict[str, str] = {}
    for line in block.split("\n"):
        if len(line) > 1 and line[0] != "!":
            found.setdefault(line[0].upper(), line[1:].strip())
    return found if "D" in found else {}


def _months_first(days: list[str]) -> bool:
    """Whether months come before days: only when some « month » could be none the other way round."""
    parts = [found for one in days if (found := _DATE.fullmatch(one)) is not None and len(found[1]) < 3]
    return any(int(one[2]) > 12 for one in parts) and not any(int(one[1]) > 12 for one in parts)


def _day(text: str, months_first: bool) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        return day_of(first, second, third)
    day, month = (second, first) if months_first else (first, second)
    return day_of(third, month, day)
