"""How each record is called in a few words: by its own name or number, else by that of the record it belongs to."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from litigedesk import formats, settings
from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.errors import NotFound

if TYPE_CHECKING:
    from litigedesk.desk import Desk

LONGEST: Final = 60  # characters of a name in a sentence
Row = Mapping[str, Any]  # one row as SQL holds it

# The columns that name a row, the best first.
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "client": ("name",),
    "contract": ("reference", "title"),
    "portage_company": ("name",),
    "policy": ("number", "insurer"),
    "dispute": ("reference", "title"),
    "invoice": ("number",),
    "mediator": ("name",),
    "insurance_claim": ("reference", "title"),
    "letter": ("title",),
    "event": ("title",),
    "piece": ("title",),
    "deadline": ("title",),
    "insurer_request": ("what",),
    "user_rate": ("half",),
    "trash": ("label",),
    "saved_list": ("name",),
    "import_batch": ("file_name",),
}
# What the others belong to, the nearest first.
_OWNERS: Final = ("dispute", "insurance_claim", "contract", "policy", "invoice", "mediator", "client")


def of_row(desk: "Desk", kind: str, row: Row) -> str:
    """The name of a row of that table, cut where it is long; empty when nothing names it."""
    special = _SPECIAL.get(kind)
    name = special(desk, row) if special is not None else _plain(kind, row)
    if not name:
        owners = ((owner, row.get(f"{owner}_id")) for owner in _OWNERS if owner != kind)
        name = next((found for owner, owner_id in owners if owner_id and (found := of(desk, owner, owner_id))), "")
    name = " ".join(name.split())
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def of(desk: "Desk", kind: str, record_id: int) -> str:
    """The name of a record; empty when it is gone or nothing names it."""
    row = desk.db.image(kind, record_id) if kind in desk.db.schema else None
    return "" if row is None else of_row(desk, kind, row)


def _plain(kind: str, row: Row) -> str:
    return next((str(row[column]) for column in _COLUMNS.get(kind, ()) if row.get(column)), "")


def _payment(_desk: "Desk", row: Row) -> str:
    return formats.money(Money(row["amount"]))


def _agreement(desk: "Desk", row: Row) -> str:
    return f"{AgreementKind(row['kind']).label.lower()} de {of(desk, 'dispute', row['dispute_id'])}"


def _procedure(desk: "Desk", row: Row) -> str:
    return f"{ProcedureKind(row['kind']).label.lower()} de {of(desk, 'dispute', row['dispute_id'])}"


def _claim_piece(_desk: "Desk", row: Row) -> str:
    from litigedesk.rules import claim_pieces

    return str(row["title"]) or next((one.title for one in claim_pieces.kinds() if one.key == row["key"]), "")


def _setting(_desk: "Desk", row: Row) -> str:
    return next((one.label for one in settings.SETTINGS if one.key == row["key"]), "")


def _wording(_desk: "Desk", row: Row) -> str:
    try:
        from litigedesk.letters import catalogue

        return catalogue.template(row["template"]).title
    except NotFound:
        return ""


_SPECIAL: Final[Mapping[str, Callable[["Desk", Row], str]]] = {
    "payment": _payment,
    "agreement": _agreement,
    "procedure": _procedure,
    "claim_piece": _claim_piece,
    "setting": _setting,
    "wording": _wording,
}
