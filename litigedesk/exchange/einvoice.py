"""An electronic invoice (Factur-X, ZUGFeRD, XRechnung, CII, UBL): what it says, to be proposed for review and never taken so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.errors import UserError
from litigedesk.exchange import einvoice_paths, safe_xml
from litigedesk.exchange.einvoice_paths import PartyPaths, Syntax
from litigedesk.formats import parse_decimal, typographic

if TYPE_CHECKING:
    from lxml.etree import _Element

EURO = "EUR"
_MOST_TEXT = 300  # characters of a name or title
_MOST_LINES = 500
_MOST_EUROS = 10**11
_NO_INVOICE = typographic("Le fichier XML joint à ce PDF n’est pas une facture électronique (Factur-X, CII ou UBL).")


@dataclass(frozen=True)
class Party:
    """Who sells or buys; numbers without spaces. ``siret`` has 14 digits, or 9 when only the SIREN is known."""

    name: str = ""
    siret: str = ""
    vat: str = ""
    iban: str = ""
    street: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    country: str = ""

    @property
    def address(self) -> tuple[str, ...]:
        """The lines under the name on an envelope."""
        town = f"{self.postcode} {self.city}".strip()
        abroad = "" if self.country == "FR" else self.country
        return tuple(line for line in (*self.street, town, abroad) if line)


@dataclass(frozen=True)
class EInvoice:
    """What an electronic invoice says of itself; a sum is ``None`` when it is missing, unreadable or not in euros.

    A credit note keeps the sums as it writes them, positive as a rule. ``payable`` is what is left to pay. ``warnings`` are
    sentences on what is missing or contradicts itself.
    """

    profile: str
    kind: InvoiceKind
    number: str
    issued_on: date | None
    due_on: date | None
    seller: Party
    buyer: Party
    lines: tuple[str, ...]
    net: Money | None
    vat: Money | None
    gross: Money | None
    payable: Money | None
    currency: str
    warnings: tuple[str, ...] = ()


def read(data: bytes) -> EInvoice | None:
    """The invoice that a PDF carries or that an XML is; ``None`` for any other file.

    ``UserError`` if the PDF cannot be opened, or if the XML is damaged, too big, or made to block programs.
    """
    from litigedesk.exchange import file_kind, pdf_attachments

    kind = file_kind.kind_of(data, "a.xml").media_type
    if kind == "application/xml":
        return read_xml(data)
    embedded = pdf_attachments.invoice_xml(data) if kind == "application/pdf" else None
    if embedded is None:
        return None
    found = read_xml(embedded)
    if found is None:
        raise UserError(_NO_INVOICE)
    return found


def read_xml(data: bytes) -> EInvoice | None:
    """The invoice of an XML, ``None`` when it is something else; ``UserError`` as ``read``."""
    from litigedesk.exchange import einvoice_doubts

    root = safe_xml.parsed(data)
    syntax = einvoice_paths.BY_ROOT.get(_local(root))
    if syntax is None:
        return None
    currency = _text(root, syntax.currency).upper()[:3]
    found = EInvoice(
        profile=_text(root, syntax.profile),
        kind=_kind(root, syntax),
        number=_text(root, syntax.number),
        issued_on=next(_days(root, syntax.issued_on), None),
        due_on=next(_days(root, syntax.due_on), None),
        seller=_party(root, syntax.seller, _compact(_text(root, syntax.iban))),
        buyer=_party(root, syntax.buyer),
        lines=tuple(_lines(root, syntax)),
        net=_money(root, syntax.net, currency),
        vat=_money(root, syntax.vat, currency),
        gross=_money(root, syntax.gross, currency),
        payable=_money(root, syntax.payable, currency),
        currency=currency,
    )
    written = {name: _text(root, getattr(syntax, name)) for name in ("net", "vat", "gross", "issued_on", "due_on")}
    several = len(set(_days(root, syntax.due_on))) > 1
    known = root.tag.startswith(tuple(f"{{{name}}}" for name in syntax.namespaces))
    return replace(found, warnings=einvoice_doubts.doubts(found, written, several_dues=several, known_syntax=known))


def _kind(root: "_Element", syntax: Syntax) -> InvoiceKind:
    reduces = _text(root, syntax.type_code) in einvoice_paths.CREDIT_NOTES or _local(root) == "CreditNote"
    return InvoiceKind.CREDIT_NOTE if reduces else InvoiceKind.INVOICE


def _party(root: "_Element", paths: PartyPaths, iban: str = "") -> Party:
    party = next(_found(root, (paths.party,)), None)
    if party is None:
        return Party(iban=iban)
    vat = next((_compact(_said(one)) for one in _found(party, paths.vat) if _is_vat(one)), "")
    street = [_said(one) for one in _found(party, paths.address)]
    return Party(
        name=_text(party, paths.names),
        siret=_siret([_compact(_said(one)) for one in _found(party, paths.legal_ids)], vat),
        vat=vat,
        iban=iban,
        street=tuple(line for line in street if line),
        postcode=_text(party, (paths.postcode,)),
        city=_text(party, (paths.city,)),
        country=_text(party, (paths.country,)).upper()[:2],
    )


def _siret(written: list[str], vat: str) -> str:
    """The SIRET among the numbers of a party, or else its SIREN, which a French VAT number holds too."""
    numbers = [one for one in written if re.fullmatch(r"[0-9]{14}|[0-9]{9}", one)]
    if re.fullmatch(r"FR[0-9A-Z]{2}[0-9]{9}", vat):
        numbers.append(vat[4:])
    return max(numbers, key=len, default="")


def _is_vat(element: "_Element") -> bool:
    """Whether a tax number is that of VAT: CII says so beside it, UBL in the element around it."""
    scheme = element.get("schemeID")
    parent = element.getparent()
    if scheme is None and parent is not None:
        scheme = _text(parent, ("TaxScheme/ID",))
    return str(scheme or "VA").upper() in ("VA", "VAT")


def _lines(root: "_Element", syntax: Syntax) -> Iterator[str]:
    for number, line in enumerate(_found(root, syntax.lines)):
        if number >= _MOST_LINES:
            return
        if title := _text(line, syntax.line_title):
            yield title


def _money(root: "_Element", paths: tuple[str, ...], currency: str) -> Money | None:
    """A sum in euros, to the nearest cent; VAT may be given twice, in two currencies."""
    if currency not in ("", EURO):
        return None
    for one in _found(root, paths):
        if (one.get("currencyID") or EURO).upper() == EURO and (value := _decimal(_said(one))) is not None:
            return Money.rounded(value)
    return None


def _decimal(text: str) -> Decimal | None:
    try:
        value = parse_decimal(text)
    except ValueError:
        return None
    return value if abs(value) < _MOST_EUROS and "," not in text else None


def _days(root: "_Element", paths: tuple[str, ...]) -> Iterator[date]:
    """Days written 20270315 (CII, format 102) or 2027-03-15 (UBL), whatever stands after them."""
    for one in _found(root, paths):
        match = re.match(r"(20[0-9]{2}|19[0-9]{2})(-?)([0-9]{2})\2([0-9]{2})", _said(one))
        if match:
            try:
                yield date(int(match[1]), int(match[3]), int(match[4]))
            except ValueError:
                continue


def _text(element: "_Element", paths: tuple[str, ...]) -> str:
    """The first of these that says something."""
    return next((text for one in _found(element, paths) if (text := _said(one))), "")


def _found(element: "_Element", paths: tuple[str, ...]) -> Iterator["_Element"]:
    """Elements at the end of each path, by local names; ``|`` stands between two names of the same place."""
    for path in paths:
        places = [element]
        for step in path.split("/"):
            names = step.split("|")
            places = [child for place in places for child in place if _local(child) in names]
        yield from places


def _said(element: "_Element") -> str:
    """The text of an element on one line, without signs that nobody sees."""
    text = re.sub(r"\s+", " ", element.text or "").strip()[:_MOST_TEXT]
    return "".join(sign for sign in text if sign.isprintable())


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _compact(number: str) -> str:
    return re.sub(r"[\s.\-]", "", number).upper()
