"""Statements in CAMT.053 and CAMT.052 (ISO 20022), the XML that banks give to firms: an entry may hold several movements."""

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk.domain.money import Money
from litigedesk.errors import UserError
from litigedesk.exchange.bank_lines import MOST, RawLine, Statement, Unread, clean_label, day_of, with_references
from litigedesk.exchange.safe_xml import parsed
from litigedesk.formats import parse_money, typographic

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND: Final = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.05[23]\.")
_BOOKED: Final = {"", "BOOK"}  # other entries wait, or only inform: they may come again, or never
_EMPTY: Final = typographic("Ce fichier CAMT ne contient aucun mouvement : redemandez l’export à votre banque.")


def is_camt(head: str) -> bool:
    """Whether a text begins as a statement of ISO 20022 does."""
    return _KIND.search(head) is not None


def read(data: bytes) -> tuple[Statement, ...]:
    """The accounts of a file, each movement by itself. Raises ``UserError`` for what cannot be read or holds none."""
    root = parsed(data)
    found = [_statement(one) for name in ("Stmt", "Rpt") for one in root.iterfind(f".//{{*}}{name}")]
    if not any(one.lines or one.unread for one in found):
        raise UserError(_EMPTY)
    return tuple(found)


def _statement(of: "_Element") -> Statement:
    account = _text(of, "{*}Acct/{*}Id/{*}IBAN") or _text(of, "{*}Acct/{*}Id/{*}Othr/{*}Id")
    lines: list[RawLine] = []
    unread: list[Unread] = []
    for entry in of.iterfind("{*}Ntry"):
        details = entry.findall("{*}NtryDtls/{*}TxDtls")
        parts = details if len(details) > 1 and all(_amount_of(one) is not None for one in details) else [None]
        for detail in parts:
            place = len(lines) + len(unread) + 1
            if place > MOST:
                break
            only = detail if detail is not None else (details[0] if len(details) == 1 else None)
            made = _line(place, entry, detail, only)
            (lines if isinstance(made, RawLine) else unread).append(made)  # type: ignore[arg-type]
    return Statement(account=account, lines=with_references(account, lines), unread=tuple(unread))


def _line(place: int, entry: "_Element", part: "_Element | None", words: "_Element | None") -> RawLine | Unread:
    """``part`` is one movement of an entry that holds several, ``words`` where its labels stand."""
    label = _label(entry, words)
    amount = _amount_of(part) if part is not None else entry.find("{*}Amt")
    currency = (amount.get("Ccy") or "EUR").upper() if amount is not None else "EUR"
    if currency != "EUR":
        return Unread(place=place, reason=f"La somme est en {currency[:3]}.", content=label)
    if (_text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts")) not in _BOOKED:
        return Unread(place=place, reason="L’opération n’est pas encore comptabilisée par la banque.", content=label)
    try:
        paid = parse_money((amount.text or "") if amount is not None else "", grouped=False)
        booked = _text(entry, "{*}BookgDt/{*}Dt") or _text(entry, "{*}BookgDt/{*}DtTm")
        written = date.fromisoformat(booked[:10])
        day = day_of(written.year, written.month, written.day)
    except ValueError:
        return Unread(place=place, reason="La date ou la somme ne se lit pas.", content=label)
    left = _text(entry, "{*}CdtDbtInd") == "DBIT"  # also of a credit taken back, which RvslInd marks
    given = (_text(words, "{*}Refs/{*}AcctSvcrRef") if words is not None else "") or _text(entry, "{*}AcctSvcrRef")
    return RawLine(
        place=place,
        booked_on=day,
        amount=Money(-paid.cents) if left else paid,
        label=label or "(sans libellé)",
        given=given,
    )


def _amount_of(detail: "_Element") -> "_Element | None":
    found = detail.find("{*}Amt")
    return found if found is not None else detail.find("{*}AmtDtls/{*}TxAmt/{*}Amt")


def _label(entry: "_Element", words: "_Element | None") -> str:
    parts = []
    if words is not None:
        parts += [_text(words, "{*}RltdPties/{*}Dbtr/{*}Nm") or _text(words, "{*}RltdPties/{*}Dbtr/{*}Pty/{*}Nm")]
        parts += [one.text or "" for one in words.iterfind("{*}RmtInf/{*}Ustrd")]
        end = _text(words, "{*}Refs/{*}EndToEndId")
        parts += [end if end != "NOTPROVIDED" else "", _text(words, "{*}AddtlTxInf")]
    return clean_label(*parts, _text(entry, "{*}AddtlNtryInf"))


def _text(of: "_Element", path: str) -> str:
    found = of.find(path)
    return (found.text or "").strip() if found is not None else ""
