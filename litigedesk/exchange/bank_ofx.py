"""Statements in OFX, 1.x (SGML, whose tags need not be closed) and 2 (XML), read the same way.

A reader of our own, for the few tags that matter: of the libraries for OFX, the one still kept (ofxtools) is GPL-3.0-only, which
would bind the whole program to that version of the licence, and the other (ofxparse) has had no release since 2021. Tags are read
without an XML parser, so that no entity is ever expanded.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from litigedesk.domain.money import ZERO
from litigedesk.errors import UserError
from litigedesk.exchange.bank_lines import MOST, RawLine, Statement, Unread, clean_label, day_of, with_references
from litigedesk.exchange.encoding import decoded
from litigedesk.formats import parse_money, typographic

_TAG: Final = re.compile(r"<(/?)([A-Z][A-Z0-9._]*)>([^<]*)", re.IGNORECASE)
_CHARSET: Final = re.compile(r"^\s*CHARSET\s*:\s*([\w-]+)|encoding=[\"']([\w-]+)[\"']", re.IGNORECASE | re.MULTILINE)
_DAY: Final = re.compile(r"\d{8}")
_KEPT: Final = frozenset({"TRNTYPE", "DTPOSTED", "DTUSER", "TRNAMT", "FITID", "NAME", "MEMO", "CHECKNUM", "REFNUM"})
_EMPTY: Final = typographic("Ce fichier OFX ne contient aucun mouvement : redemandez l’export à votre banque.")
_FOREIGN: Final = "Ce relevé est en {} : seuls les comptes en euros se lisent."


def is_ofx(head: str) -> bool:
    """Whether a text begins as OFX does."""
    return "OFXHEADER" in head.upper() or "<OFX>" in head.upper()


def read(data: bytes) -> tuple[Statement, ...]:
    """The accounts of a file. Raises ``UserError`` for a file without movements, or with none in euros."""
    declared = _CHARSET.search(data[:2_000].decode("ascii", errors="replace"))
    text = decoded(data, _codec(next(filter(None, declared.groups()), "") if declared else ""))
    lines, unread = defaultdict[str, list[RawLine]](list), defaultdict[str, list[Unread]](list)
    foreign = ""
    for place, movement in enumerate(_movements(text), 1):
        if place > MOST:
            break
        if movement.currency not in {"", "EUR"}:
            foreign = movement.currency[:3]
            continue
        made = _line(place, movement.fields)
        if isinstance(made, RawLine):
            lines[movement.account].append(made)
        else:
            unread[movement.account].append(made)
    accounts = dict.fromkeys([*lines, *unread])
    if not accounts:
        raise UserError(typographic(_FOREIGN.format(foreign)) if foreign else _EMPTY)
    return tuple(
        Statement(account=one, lines=with_references(one, lines[one]), unread=tuple(unread[one])) for one in accounts
    )


def _codec(name: str) -> str:
    return f"cp{name}" if name.isdigit() else name


@dataclass(frozen=True)
class _Movement:
    """The tags of one movement, with the account and the currency they stand under."""

    account: str
    currency: str
    fields: dict[str, str]


def _movements(text: str) -> Iterator[_Movement]:
    """Each movement; one ends where the next begins, closed or not."""
    account = currency = ""
    fields: dict[str, str] | None = None
    for closing, name, value in _TAG.findall(text):
        tag = name.upper()
        if tag in {"STMTTRN", "BANKTRANLIST", "STMTRS", "CCSTMTRS"}:
            if fields:
                yield _Movement(account, currency, fields)
            fields = {} if tag == "STMTTRN" and not closing else None
        elif closing:
            continue
        elif fields is not None and tag in _KEPT:
            fields.setdefault(tag, html.unescape(value).strip())
        elif fields is None and tag == "ACCTID":
            account = value.strip()
        elif fields is None and tag == "CURDEF":
            currency = value.strip().upper()
    if fields:
        yield _Movement(account, currency, fields)


def _line(place: int, fields: dict[str, str]) -> RawLine | Unread:
    label = clean_label(fields.get("NAME", ""), fields.get("MEMO", ""))
    check = fields.get("CHECKNUM", "").lstrip("0")
    content = " ".join(fields.values())[:500]
    try:
        amount = parse_money(fields.get("TRNAMT", ""), grouped=False)
        day = _day(fields.get("DTPOSTED", "") or fields.get("DTUSER", ""))
    except ValueError:
        return Unread(place=place, reason="La date ou la somme ne se lit pas.", content=content)
    if amount == ZERO:
        return Unread(place=place, reason="La somme est nulle.", content=content)
    return RawLine(
        place=place,
        booked_on=day,
        amount=amount,
        label=label or (f"Chèque {check}" if check else "(sans libellé)"),
        given=fields.get("FITID", ""),
    )


def _day(text: str) -> date:
    """The day of ``20260303120000[0:GMT]``; ``ValueError`` if there is none."""
    found = _DAY.match(text)
    if found is None:
        raise ValueError(text)
    return day_of(int(found[0][:4]), int(found[0][4:6]), int(found[0][6:8]))
