"""A letter's template: what it declares (TOML between ``+++`` lines) and its text (Jinja2 giving a small Markdown)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from litigedesk import formats, paths
from litigedesk.domain.matter import MatterKind
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, SendMethod
from litigedesk.errors import BugError

FENCE = "+++"
_TYPED = re.compile(r"^```(\w+\.\w+)$", re.MULTILINE)
_INCLUDED = re.compile(r"""\{%-?\+?\s*include\s+"(\w+\.md)"\s*[-+]?%\}""")
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)


class Family(StrEnum):
    """What a letter is about: decides the facts it is given, and which earlier letters it follows."""

    PAYMENT = "payment"
    COMPLAINT = "complaint"
    MEDIATION = "mediation"
    PORTAGE = "portage"
    INSURANCE = "insurance"
    EVIDENCE = "evidence"
    CONTEST = "contest"
    AGREEMENT = "agreement"
    PROCEDURE = "procedure"


class Recipient(StrEnum):
    """Whom a letter goes to."""

    CLIENT = "client"
    MEDIATOR = "mediator"
    PORTAGE_COMPANY = "portage-company"
    INSURER = "insurer"
    AUTHORITY = "authority"  # the court, officer, conciliator or administrator of a procedure


@dataclass(frozen=True)
class LegalBasis:
    """An article a letter rests on, what it says in one line, and the kinds of client it is cited to."""

    article: str
    says: str
    client_kinds: tuple[ClientKind, ...]


@dataclass(frozen=True, kw_only=True)
class Template:
    """One letter of the catalogue; ``reply_days`` are calendar days and a choice, ``delay_note`` says so; 0 for no reply date.

    It is about a dispute unless ``about`` says otherwise.
    ``confidential`` ones are exchanged in a mediation (C. conso. L612-3). ``typed`` names the texts of the user that the letter
    prints as they stand, such as ``complaint.findings``. Only letters of payment have a ``tone``, say
    what they ``announces`` and may be a ``formal_notice``. Those that claim a sum say so: ``claims_total`` lists the kinds of
    client of whom interest and fee are claimed besides the principal, ``claims_contested`` whether the part contested in writing
    is claimed too, ``statement_over`` is the number of invoices beyond which the statement is annexed, 0 for always and ``None``
    for never.
    """

    id: str
    title: str
    purpose: str
    order: int
    family: Family
    about: MatterKind
    recipient: Recipient
    confidential: bool
    senders: tuple[ProfileStatus, ...]
    client_kinds: tuple[ClientKind, ...]
    send_method: SendMethod
    reply_days: int
    needs: tuple[str, ...]
    legal_basis: tuple[LegalBasis, ...]
    body: str
    typed: tuple[str, ...]
    delay_note: str = ""
    tone: str = ""
    announces: str = ""
    formal_notice: bool = False
    claims_total: tuple[ClientKind, ...] = ()
    claims_contested: bool = False
    statement_over: int | None = None

    def legal_basis_for(self, kind: ClientKind) -> tuple[LegalBasis, ...]:
        """The articles cited to this kind of client."""
        return tuple(basis for basis in self.legal_basis if kind in basis.client_kinds)


def parse(text: str) -> Template:
    """The template written in ``text``; ``BugError`` names what its declarations lack or misspell."""
    declarations, body = split(text)
    try:
        return _template(tomllib.loads(declarations), body)
    except (KeyError, TypeError, ValueError) as error:
        raise BugError(f"template declarations: {error!r}") from error


def split(text: str) -> tuple[str, str]:
    """The declarations and the body of a template."""
    parts = text.split(f"{FENCE}\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise BugError("a template starts with its declarations between two +++ lines")
    return parts[1], parts[2]


def fragment(name: str) -> str | None:
    """A text that several letters share, with French spacing; ``None`` when there is none of that name."""
    path = paths.resources() / "letters" / name
    if not name.startswith("_") or not path.is_file():
        return None
    return typographic_source(path.read_text(encoding="utf-8")).strip()


def typed_in(body: str) -> tuple[str, ...]:
    """The texts of the user that a body prints as they stand, through shared texts too."""
    return tuple(dict.fromkeys(_TYPED.findall(_INCLUDED.sub(lambda found: fragment(found[1]) or "", body))))


def typographic_source(body: str) -> str:
    """The body with French spacing put into its text, leaving what Jinja reads alone."""
    pieces = _TAG.split(body)
    return "".join(piece if index % 2 else formats.typographic(piece) for index, piece in enumerate(pieces))


def _template(data: Mapping[str, Any], body: str) -> Template:
    """The declarations of every letter; without ``client_kinds`` a letter, or an article it rests on, concerns all clients."""
    kinds = data.get("client_kinds", list(ClientKind))
    made = Template(
        id=data["id"],
        title=formats.typographic(data["title"]),
        purpose=formats.typographic(data["purpose"]),
        order=int(data["order"]),
        family=Family(data["family"]),
        about=MatterKind(data.get("about", MatterKind.DISPUTE)),
        recipient=Recipient(data["recipient"]),
        confidential=bool(data["confidential"]),
        senders=tuple(ProfileStatus(value) for value in data["senders"]),
        client_kinds=_kinds(kinds),
        send_method=SendMethod(data["send_method"]),
        reply_days=int(data["reply_days"]),
        delay_note=formats.typographic(data["delay_note"]) if data["reply_days"] else "",
        needs=tuple(data["needs"]),
        legal_basis=tuple(
            LegalBasis(basis["article"], formats.typographic(basis["says"]), _kinds(basis.get("client_kinds", kinds)))
            for basis in data["legal_basis"]
        ),
        body=typographic_source(body),
        typed=typed_in(body),
    )
    made = _with_claim(made, data) if "claims_total" in data or made.family is Family.PAYMENT else made
    return _as_reminder(made, data) if made.family is Family.PAYMENT else made


def _as_reminder(made: Template, data: Mapping[str, Any]) -> Template:
    """What only a letter of payment declares."""
    announces = formats.typographic(data["announces"])
    return replace(made, tone=data["tone"], announces=announces, formal_notice=bool(data["formal_notice"]))


def _with_claim(made: Template, data: Mapping[str, Any]) -> Template:
    """What only a letter that claims a sum declares."""
    over = data.get("statement_over")
    return replace(
        made,
        claims_total=_kinds(data["claims_total"]),
        claims_contested=bool(data.get("claims_contested", False)),
        statement_over=int(over) if over is not None else None,
    )


def _kinds(values: Iterable[str]) -> tuple[ClientKind, ...]:
    return tuple(ClientKind(value) for value in values)
