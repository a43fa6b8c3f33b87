"""A letter's template: what it declares (TOML between ``+++`` lines) and its text (Jinja2 giving a small Markdown)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus, SendMethod
from litigedesk.errors import BugError

FENCE = "+++"
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)


@dataclass(frozen=True)
class LegalBasis:
    """An article a letter rests on, what it says in one line, and the kinds of client it is cited to."""

    article: str
    says: str
    client_kinds: tuple[ClientKind, ...]


@dataclass(frozen=True, kw_only=True)
class Template:
    """One letter of the catalogue; ``reply_days`` are calendar days and a choice, ``delay_note`` says so.

    ``claims_total`` lists the kinds of client who are asked for interest and fee besides the principal. ``statement_over`` is the
    number of invoices beyond which the statement is annexed: 0 for always.
    """

    id: str
    title: str
    purpose: str
    order: int
    tone: str
    senders: tuple[ProfileStatus, ...]
    client_kinds: tuple[ClientKind, ...]
    claims_total: tuple[ClientKind, ...]
    statement_over: int
    send_method: SendMethod
    reply_days: int
    delay_note: str
    formal_notice: bool
    needs: tuple[str, ...]
    legal_basis: tuple[LegalBasis, ...]
    body: str

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


def typographic_source(body: str) -> str:
    """The body with French spacing put into its text, leaving what Jinja reads alone."""
    pieces = _TAG.split(body)
    return "".join(piece if index % 2 else formats.typographic(piece) for index, piece in enumerate(pieces))


def _template(data: Mapping[str, Any], body: str) -> Template:
    return Template(
        id=data["id"],
        title=formats.typographic(data["title"]),
        purpose=formats.typographic(data["purpose"]),
        order=int(data["order"]),
        tone=data["tone"],
        senders=tuple(ProfileStatus(value) for value in data["senders"]),
        client_kinds=_kinds(data["client_kinds"]),
        claims_total=_kinds(data["claims_total"]),
        statement_over=int(data["statement_over"]),
        send_method=SendMethod(data["send_method"]),
        reply_days=int(data["reply_days"]),
        delay_note=formats.typographic(data["delay_note"]),
        formal_notice=bool(data["formal_notice"]),
        needs=tuple(data["needs"]),
        legal_basis=tuple(
            LegalBasis(basis["article"], formats.typographic(basis["says"]), _kinds(basis["client_kinds"]))
            for basis in data["legal_basis"]
        ),
        body=typographic_source(body),
    )


def _kinds(values: list[str]) -> tuple[ClientKind, ...]:
    return tuple(ClientKind(value) for value in values)
