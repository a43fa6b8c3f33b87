"""What « Rechercher partout » shows of the records that the index found: read from the data, so that none is shown that is gone."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.insurance import PolicyHolder
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import (
    ClientKind,
    ContractKind,
    DisputeKind,
    DisputeStage,
    EventKind,
    InvoiceKind,
    PieceKind,
)
from litigedesk.queries import clients, dispute_list, insurance_claims
from litigedesk.queries.among import AMONG

if TYPE_CHECKING:
    from sqlite3 import Row

    from litigedesk.desk import Desk

Key = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class FoundRecord:
    """One record as a line: ``opens`` is what to navigate to, ``client_id`` whom it is about; ``said`` is its own long text.

    ``aside`` is what stands at the right, a sum or a day; the next date of disputes, clients and claims is asked apart.
    """

    kind: str
    id: int
    title: str
    detail: str
    aside: str = ""
    opens: Key
    client_id: int | None = None
    said: str = ""

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id


@dataclass(frozen=True)
class NextDate:
    """What comes next in a dispute, with a client or in a claim; ``day`` is ``None`` when it is as soon as one can."""

    day: date | None
    title: str


def records(desk: "Desk", wanted: Iterable[Key]) -> dict[Key, FoundRecord]:
    """Those of these records that exist, by kind and id."""
    by_kind: dict[str, list[int]] = {}
    for kind, record_id in wanted:
        if kind in _SHOWN:
            by_kind.setdefault(kind, []).append(record_id)
    found = {}
    for kind, ids in by_kind.items():
        sql, make = _SHOWN[kind]
        for row in desk.db.rows(f"{sql} WHERE x.id {AMONG}", (json.dumps(ids),)):
            one = make(row)
            found[one.key] = one
    return found


def next_dates(desk: "Desk", today: date, wanted: Collection[Key]) -> dict[Key, NextDate]:
    """What comes next in these disputes and claims and with these clients, as their lists have it."""
    ids = {kind: {one for other, one in wanted if other == kind} for kind in ("dispute", "client", "insurance_claim")}
    found: dict[Key, NextDate] = {}
    for one, (day, title) in (dispute_list.next_dates(desk, today, ids["dispute"]) if ids["dispute"] else {}).items():
        found["dispute", one] = NextDate(day, title)
    for one, first in (clients.next_dates(desk, ids["client"]) if ids["client"] else {}).items():
        found["client", one] = NextDate(first, "")
    claims = insurance_claims.next_dates(desk, ids["insurance_claim"]) if ids["insurance_claim"] else {}
    for one, (due, title) in claims.items():
        found["insurance_claim", one] = NextDate(due, title)
    return found


# ---- each kind -------------------------------------------------------------------------------------------------------
def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _day(text: str | None) -> str:
    return formats.date_medium(date.fromisoformat(text)) if text else ""


def _client(row: "Row") -> FoundRecord:
    disputes = formats.count(row["open_disputes"], "litige ouvert", "litiges ouverts") if row["open_disputes"] else ""
    return FoundRecord(
        kind="client",
        id=row["id"],
        title=row["name"],
        detail=_joined(ClientKind(row["kind"]).label, row["city"], disputes),
        opens=("client", row["id"]),
        client_id=row["id"],
    )


def _dispute(row: "Row") -> FoundRecord:
    kind, stage = DisputeKind(row["kind"]), DisputeStage(row["stage"])
    closed = f"clos le {_day(row['closed_on'])}" if row["closed_on"] else ""
    words = "" if kind is DisputeKind.COMPLAINT and stage.label_of(kind) == kind.label else stage.label_of(kind)
    return FoundRecord(
        kind="dispute",
        id=row["id"],
        title=row["client"],
        detail=_joined(row["reference"], kind.label, closed or words, row["title"]),
        opens=("dispute", row["id"]),
        client_id=row["client_id"],
    )


def _invoice(row: "Row") -> FoundRecord:
    return FoundRecord(
        kind="invoice",
        id=row["id"],
        title=f"{InvoiceKind(row['kind']).label} {row['number']}",
        detail=_joined(row["client"], _day(row["issued_on"]), row["title"]),
        aside=formats.money(Money(row["gross"])),
        opens=("invoice", row["id"]),
        client_id=row["client_id"],
    )


def _contract(row: "Row") -> FoundRecord:
    amount = formats.money(Money(row["amount"])) if row["amount"] is not None else ""
    return FoundRecord(
        kind="contract",
        id=row["id"],
        title=" ".join(filter(None, (ContractKind(row["kind"]).label, row["reference"]))),
        detail=_joined(row["client"], _day(row["signed_on"]), row["title"]),
        aside=amount,
        opens=("contract", row["id"]),
        client_id=row["client_id"],
    )


def _letter(row: "Row") -> FoundRecord:
    place = next(kind for kind in ("dispute", "insurance_claim", "policy", "contract") if row[f"{kind}_id"] is not None)
    return FoundRecord(
        kind="letter",
        id=row["id"],
        title=row["title"],
        detail=_joined(row["client"], row["reference"]),
        aside=_day(row["written_on"]),
        opens=("dispute.letter", row["id"]) if place == "dispute" else (place, row[f"{place}_id"]),
        client_id=row["client_id"],
    )


def _piece(row: "Row") -> FoundRecord:
    where = "dispute.piece" if row["dispute_id"] is not None else "insurance_claim.piece"
    return FoundRecord(
        kind="piece",
        id=row["id"],
        title=f"Pièce {row['number']}\u00a0: {row['title']}",
        detail=_joined(row["client"], row["reference"], PieceKind(row["kind"]).label, row["author"]),
        aside=_day(row["dated_on"]),
        opens=(where, row["id"]),
        client_id=row["client_id"],
        said=row["note"],
    )


def _event(row: "Row") -> FoundRecord:
    in_dispute = row["dispute_id"] is not None
    return FoundRecord(
        kind="event",
        id=row["id"],
        title=row["title"],
        detail=_joined(row["client"], row["reference"], EventKind(row["kind"]).label),
        aside=_day(row["happened_on"]),
        opens=("dispute.event", row["id"]) if in_dispute else ("insurance_claim", row["insurance_claim_id"]),
        client_id=row["client_id"],
        said=row["body"],
    )


def _mediation(row: "Row") -> FoundRecord:
    return FoundRecord(
        kind="mediation",
        id=row["id"],
        title=row["client"],
        detail=_joined(row["mediator"], row["reference"], "terminée" if row["ended_on"] else "en cours"),
        aside=_day(row["ended_on"] or row["referred_on"]),
        opens=("mediation", row["id"]),
        client_id=row["client_id"],
        said=row["proposal"],
    )


def _mediator(row: "Row") -> FoundRecord:
    convention = "sous convention" if row["signed"] else ""
    return FoundRecord(
        kind="mediator",
        id=row["id"],
        title=row["name"],
        detail=_joined(row["city"], row["website"], convention),
        opens=("mediator", row["id"]),
    )


def _insurance_claim(row: "Row") -> FoundRecord:
    third_party = next(iter((row["client"] or row["third_party"]).strip().splitlines()), "")
    return FoundRecord(
        kind="insurance_claim",
        id=row["id"],
        title=row["title"] or third_party,
        detail=_joined(row["reference"], third_party, row["insurer"]),
        opens=("insurance_claim", row["id"]),
        client_id=row["client_id"],
        said=row["facts"],
    )


def _policy(row: "Row") -> FoundRecord:
    return FoundRecord(
        kind="policy",
        id=row["id"],
        title=" ".join(filter(None, (row["insurer"], row["number"]))) or "Contrat RC Pro",
        detail=_joined(PolicyHolder(row["holder"]).label, row["activity"]),
        aside=_day(row["ends_on"]),
        opens=("policy", row["id"]),
    )


def _portage_company(row: "Row") -> FoundRecord:
    return FoundRecord(
        kind="portage_company",
        id=row["id"],
        title=row["name"],
        detail=_joined(row["city"], row["contact"]),
        opens=("portage_company", row["id"]),
    )


_MATTER = """
LEFT JOIN dispute d ON d.id = x.dispute_id
LEFT JOIN insurance_claim s ON s.id = x.insurance_claim_id
"""
_SHOWN: Final[Mapping[str, tuple[str, Callable[["Row"], FoundRecord]]]] = {
    "client": (
        """SELECT x.id, x.name, x.kind,
        (SELECT a.city FROM address a WHERE a.client_id = x.id ORDER BY a.main DESC, a.id LIMIT 1) AS city,
        (SELECT count(*) FROM dispute d WHERE d.client_id = x.id AND d.stage <> 'closed') AS open_disputes FROM client x""",
        _client,
    ),
    "dispute": ("SELECT x.*, c.name AS client FROM dispute x JOIN client c ON c.id = x.client_id", _dispute),
    "invoice": ("SELECT x.*, c.name AS client FROM invoice x JOIN client c ON c.id = x.client_id", _invoice),
    "contract": ("SELECT x.*, c.name AS client FROM contract x JOIN client c ON c.id = x.client_id", _contract),
    "letter": (
        f"""SELECT x.*, c.id AS client_id, coalesce(c.name, r.insurer) AS client,
        coalesce(d.reference, s.reference, k.reference, r.number) AS reference FROM letter x {_MATTER}
        LEFT JOIN contract k ON k.id = x.contract_id LEFT JOIN policy r ON r.id = x.policy_id
        LEFT JOIN client c ON c.id = coalesce(d.client_id, s.client_id, k.client_id)""",
        _letter,
    ),
    "piece": (
        f"""SELECT x.*, c.id AS client_id, c.name AS client, coalesce(d.reference, s.reference) AS reference
        FROM piece x {_MATTER} LEFT JOIN client c ON c.id = coalesce(d.client_id, s.client_id)""",
        _piece,
    ),
    "event": (
        f"""SELECT x.*, c.id AS client_id, c.name AS client, coalesce(d.reference, s.reference) AS reference
        FROM event x {_MATTER} LEFT JOIN client c ON c.id = coalesce(d.client_id, s.client_id)""",
        _event,
    ),
    "mediation": (
        """SELECT x.*, c.id AS client_id, c.name AS client, m.name AS mediator FROM mediation x
        JOIN mediator m ON m.id = x.mediator_id JOIN dispute d ON d.id = x.dispute_id JOIN client c ON c.id = d.client_id""",
        _mediation,
    ),
    "mediator": (
        "SELECT x.*, EXISTS (SELECT 1 FROM convention v WHERE v.mediator_id = x.id) AS signed FROM mediator x",
        _mediator,
    ),
    "insurance_claim": (
        """SELECT x.*, c.name AS client, r.insurer FROM insurance_claim x LEFT JOIN client c ON c.id = x.client_id
        LEFT JOIN policy r ON r.id = x.policy_id""",
        _insurance_claim,
    ),
    "policy": ("SELECT x.* FROM policy x", _policy),
    "portage_company": ("SELECT x.* FROM portage_company x", _portage_company),
}
