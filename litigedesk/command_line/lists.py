"""The command ``list``: a list of a data folder as a file for spreadsheets, or as text."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.errors import StorageError

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.listing import Listing, Value


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the command."""
    command = parsing.add_command(subparsers, "list", write, "une liste, dans un tableur ou en texte")
    command.add_argument("what", metavar="LISTE", choices=sorted(_LISTS), help=", ".join(sorted(_LISTS)))
    command.add_argument("--out", type=Path, metavar="FICHIER", help="fichier .csv ou .xlsx à écrire")


def write(arguments: argparse.Namespace) -> Outcome:
    """Writes every row of a list, or shows it."""
    from litigedesk.exchange import spreadsheet
    from litigedesk.operations.exports import write_file

    writers = {".csv": spreadsheet.write_csv, ".xlsx": spreadsheet.write_xlsx}
    out: Path | None = arguments.out
    if out is not None and out.suffix.lower() not in writers:
        raise StorageError("Le fichier à écrire finit par .csv ou .xlsx.")
    with open_desk(arguments) as desk:
        listing = _LISTS[arguments.what](desk, desk.today())
    if out is None:
        return _shown(listing)
    write_file(out, writers[out.suffix.lower()](listing))
    count = formats.count(len(listing.rows), "ligne écrite", "lignes écrites")
    return Outcome({"file": str(out), "rows": len(listing.rows)}, f"{count}\u00a0: {out}")


def _shown(listing: "Listing") -> Outcome:
    """Every column for machines, the printed ones for people, one row a line."""
    from litigedesk.listing import shown

    titles = [head.title for head in listing.heads]
    data: Json = [{title: _plain(value) for title, value in zip(titles, row, strict=True)} for row in listing.rows]
    lines = [" · ".join(filter(None, map(shown, row))) for row in listing.on_paper().rows]
    return Outcome(data, "\n".join(lines) or "Rien dans cette liste.")


def _plain(value: "Value") -> str | int | None:
    return value if value is None or isinstance(value, (int, str)) else str(value)


def _clients(desk: "Desk", _: date) -> "Listing":
    from litigedesk.listing import listing
    from litigedesk.queries import clients, list_fields

    return listing("Clients", list_fields.of_clients(), clients.rows(desk))


def _invoices(desk: "Desk", today: date) -> "Listing":
    from litigedesk.listing import listing
    from litigedesk.queries import invoices, list_fields

    return listing("Factures", list_fields.of_invoices(today), invoices.rows(desk))


def _contracts(desk: "Desk", _: date) -> "Listing":
    from litigedesk.listing import listing
    from litigedesk.queries import contracts, list_fields

    return listing("Contrats", list_fields.of_contracts(), contracts.rows(desk))


def _disputes(desk: "Desk", today: date) -> "Listing":
    from litigedesk.listing import listing
    from litigedesk.queries import dispute_list, list_fields

    return listing("Litiges", list_fields.of_disputes(), dispute_list.rows(desk, today, dispute_list.Scope.ALL))


def _deadlines(desk: "Desk", today: date) -> "Listing":
    from litigedesk.listing import listing
    from litigedesk.queries import agenda, list_fields

    return listing("Échéances", list_fields.of_deadlines(today), agenda.upcoming(desk, today))


_LISTS: Final[dict[str, Callable[["Desk", date], "Listing"]]] = {
    "clients": _clients,
    "contracts": _contracts,
    "deadlines": _deadlines,
    "disputes": _disputes,
    "invoices": _invoices,
}
