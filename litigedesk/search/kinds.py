"""What can be found: for each kind of record the words it is known by, those it hangs on, its sums and its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.vocabulary import (
    ContractKind,
    DisputeKind,
    DisputeStage,
    EventKind,
    InvoiceKind,
    PieceKind,
)

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Found:
    """One kind: ``own`` are SQL terms for what names a record ``x``, ``around`` for all else it is found by.

    ``sums`` are SQL terms for cents, ``files`` for ids of kept files. ``told`` says in French what the columns ``told_from`` mean.
    """

    name: str
    own: tuple[str, ...]
    around: tuple[str, ...] = ()
    joins: str = ""
    sums: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    told_from: tuple[str, ...] = ()
    told: Callable[[Row], str] = lambda _row: ""

    @property
    def question(self) -> str:
        """The records of these ids (JSON) with ``own``, ``around``, ``sums`` and the SHA-256 of ``files``, apart by spaces."""
        files = " UNION ".join(f"SELECT {term}" if " " not in term else term for term in self.files)
        held = f"(SELECT group_concat(sha256, ' ') FROM stored_file WHERE id IN ({files}))" if files else "NULL"
        columns = [
            "x.id",
            f"{_all(self.own)} AS own",
            f"{_all(self.around)} AS around",
            f"{held} AS files",
            f"{_all(tuple(f'({term})' for term in self.sums))} AS sums",
            *(f"x.{column}" for column in self.told_from),
        ]
        asked = "WHERE x.id IN (SELECT value FROM json_each(?))"
        return f"SELECT {', '.join(columns)} FROM {self.name} x {self.joins} {asked} ORDER BY x.id"


def _all(terms: tuple[str, ...]) -> str:
    return " || ' ' || ".join(f"coalesce({term}, '')" for term in terms) + " || ''" if terms else "''"


def _of(table: str, column: str, *terms: str) -> str:
    """The texts of the records of ``table`` that belong to ``x``."""
    return f"(SELECT group_concat({_all(terms)}, ' ') FROM {table} WHERE {column} = x.id)"


def _kind_of(labelled: type[Labelled]) -> Callable[[Row], str]:
    return lambda row: labelled(row["kind"]).label


def _stage(row: Row) -> str:
    kind = DisputeKind(row["kind"])
    return f"{kind.label} {DisputeStage(row['stage']).label_of(kind)}"


_PLACE = ("x.street", "x.street_extra", "x.postcode", "x.city")
_MATTER = """
LEFT JOIN dispute d ON d.id = x.dispute_id
LEFT JOIN insurance_claim s ON s.id = x.insurance_claim_id
LEFT JOIN client c ON c.id = coalesce(d.client_id, s.client_id)
"""
_OF_MATTER = ("c.name", "d.reference", "d.title", "s.reference", "s.title", "s.third_party")

KINDS: Final = (
    Found(
        name="client",
        own=("x.name", _of("contact", "client_id", "name")),
        around=(
            "x.legal_form", "x.siret", "x.vat_number", "x.email", "x.phone", "x.notes",
            _of("contact", "client_id", "role", "email", "phone"),
            _of("address", "client_id", "label", "street", "street_extra", "postcode", "city", "country"),
        ),
    ),
    Found(
        name="dispute",
        own=("x.reference", "x.title"),
        around=(
            "c.name", "x.contested_reason", "x.contest_answer", "x.notes",
            _of("complaint", "dispute_id", "grievance", "request", "findings", "answer_text"),
            _of("procedure", "dispute_id", "authority", "contact", "city", "opposition_court", "notes"),
            _of("agreement", "dispute_id", "cause", "our_concessions", "their_concessions", "notes"),
        ),
        joins="JOIN client c ON c.id = x.client_id",
        sums=("nullif(x.contested_amount, 0)", "SELECT max(amount) FROM complaint WHERE dispute_id = x.id"),
        files=tuple(f"SELECT file_id FROM {table} WHERE dispute_id = x.id" for table in ("complaint", "procedure", "agreement")),
        told_from=("kind", "stage"),
        told=_stage,
    ),
    Found(
        name="invoice",
        own=("x.number", "x.title"),
        around=("c.name", "k.reference", "x.notes"),
        joins="JOIN client c ON c.id = x.client_id LEFT JOIN contract k ON k.id = x.contract_id",
        sums=("x.gross", "x.net", "SELECT group_concat(amount, ' ') FROM payment WHERE invoice_id = x.id"),
        files=("x.file_id",),
        told_from=("kind",),
        told=_kind_of(InvoiceKind),
    ),
    Found(
        name="contract",
        own=("x.reference", "x.title"),
        around=("c.name", "x.notes", "t.service", "t.deliverables", "t.order_reference", "p.name"),
        joins="""JOIN client c ON c.id = x.client_id
        LEFT JOIN tripartite t ON t.contract_id = x.id LEFT JOIN portage_company p ON p.id = t.company_id""",
        sums=("x.amount",),
        files=("x.file_id", "t.draft_file_id", "t.worker_file_id", "t.client_file_id", "t.company_file_id"),
        told_from=("kind",),
        told=_kind_of(ContractKind),
    ),
    Found(
        name="letter",
        own=("x.title",),
        around=(*_OF_MATTER, "k.reference", "kc.name", "r.insurer", "r.number", "x.tracking_number"),
        joins=f"""{_MATTER} LEFT JOIN contract k ON k.id = x.contract_id LEFT JOIN client kc ON kc.id = k.client_id
        LEFT JOIN policy r ON r.id = x.policy_id""",
        files=("x.pdf_file_id", "x.receipt_file_id"),
    ),
    Found(
        name="piece",
        own=("x.title", "x.author"),
        around=(*_OF_MATTER, "f.name", "x.note"),
        joins=f"{_MATTER} JOIN stored_file f ON f.id = x.file_id",
        files=("x.file_id",),
        told_from=("kind",),
        told=_kind_of(PieceKind),
    ),
    Found(
        name="event",
        own=("x.title",),
        around=(*_OF_MATTER, "x.body"),
        joins=_MATTER,
        told_from=("kind",),
        told=_kind_of(EventKind),
    ),
    Found(
        name="mediation",
        own=("x.reference", "m.name"),
        around=(
            "c.name", "d.reference", "d.title", "x.rejection_reason", "x.stance_reason", "x.position", "x.proposal",
            "x.my_answer_reason", "x.notes",
        ),
        joins="""JOIN mediator m ON m.id = x.mediator_id
        JOIN dispute d ON d.id = x.dispute_id JOIN client c ON c.id = d.client_id""",
        sums=("x.proposal_amount",),
        files=("x.proposal_file_id",),
    ),
    Found(
        name="mediator",
        own=("x.name",),
        around=(
            "x.website", *_PLACE, "x.email", "x.phone", "x.sectors", "x.notes",
            _of("convention", "mediator_id", "reference", "through", "notes"),
        ),
        files=("SELECT file_id FROM convention WHERE mediator_id = x.id",),
    ),
    Found(
        name="insurance_claim",
        own=("x.reference", "x.title", "x.third_party", "x.insurer_reference"),
        around=(
            "c.name", "r.insurer", "r.number", "d.reference", "x.facts", "x.request", "x.measures", "x.witnesses",
            "x.other_insurance",
            "x.handler", "x.expert", "x.decision_text", "x.recourse", "x.notes",
            _of("harm", "insurance_claim_id", "description"),
            _of("insurer_request", "insurance_claim_id", "what"),
            _of("claim_piece", "insurance_claim_id", "title"),
        ),
        joins="""LEFT JOIN client c ON c.id = x.client_id LEFT JOIN policy r ON r.id = x.policy_id
        LEFT JOIN dispute d ON d.id = x.dispute_id""",
        sums=("x.amount",),
        files=("x.declaration_file_id", "SELECT file_id FROM claim_piece WHERE insurance_claim_id = x.id"),
    ),
    Found(
        name="policy",
        own=("x.insurer", "x.number"),
        around=("x.activity", "x.contact", *_PLACE, "x.email", "x.phone", "x.notes", "p.name"),
        joins="LEFT JOIN portage_company p ON p.id = x.company_id",
        files=("x.file_id", "x.attestation_file_id"),
    ),
    Found(
        name="portage_company",
        own=("x.name",),
        around=(
            "x.legal_form", "x.siret", "x.contact", *_PLACE, "x.validation_email", "x.accounts_email", "x.phone", "x.guarantor",
            "x.insurer", "x.policy_number", "x.notes",
        ),
    ),
)  # fmt: skip
BY_NAME: Final = {kind.name: kind for kind in KINDS}
NAMED: Final = (
    "client",
    "mediator",
    "portage_company",
    "policy",
    "insurance_claim",
)  # known by a name: typos are forgiven

# A record that is a part of another, by the column that says so.
PART_OF: Final = {
    "contact": ("client", "client_id"),
    "address": ("client", "client_id"),
    "payment": ("invoice", "invoice_id"),
    "complaint": ("dispute", "dispute_id"),
    "procedure": ("dispute", "dispute_id"),
    "agreement": ("dispute", "dispute_id"),
    "tripartite": ("contract", "contract_id"),
    "convention": ("mediator", "mediator_id"),
    "harm": ("insurance_claim", "insurance_claim_id"),
    "insurer_request": ("insurance_claim", "insurance_claim_id"),
    "claim_piece": ("insurance_claim", "insurance_claim_id"),
}


@dataclass(frozen=True)
class Carried:
    """The columns of a record that others are found by too, and which these are: a kind, and the SQL that chooses them."""

    columns: tuple[str, ...]
    by: tuple[tuple[str, str], ...]


def _by(column: str, *kinds: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, f"{column} IN (SELECT value FROM json_each(?))") for kind in kinds)


CARRIED: Final = {
    "client": Carried(("name",), _by("client_id", "dispute", "invoice", "contract", "insurance_claim")),
    "dispute": Carried(
        ("reference", "title", "client_id"),
        _by("dispute_id", "letter", "piece", "event", "mediation", "insurance_claim"),
    ),
    "contract": Carried(("reference", "client_id"), _by("contract_id", "letter", "invoice")),
    "insurance_claim": Carried(
        ("reference", "title", "third_party", "client_id"), _by("insurance_claim_id", "letter", "piece", "event")
    ),
    "policy": Carried(("insurer", "number"), _by("policy_id", "letter", "insurance_claim")),
    "mediator": Carried(("name",), _by("mediator_id", "mediation")),
    "portage_company": Carried(
        ("name",),
        (
            *_by("company_id", "policy"),
            (
                "contract",
                "id IN (SELECT contract_id FROM tripartite WHERE company_id IN (SELECT value FROM json_each(?)))",
            ),
        ),
    ),
}
