"""The command ``export``: the readable exit, of everything or of one client."""

import argparse
from pathlib import Path

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the command."""
    about = "toutes les données en pages, tableaux et fichiers d’origine"
    command = parsing.add_command(subparsers, "export", export, about)
    command.add_argument("folder", metavar="DOSSIER", type=Path, help="un dossier vide ou à créer")
    command.add_argument(
        "--client", type=parsing.count, metavar="N", help="seulement ce qui concerne ce client (numéro interne)"
    )


def export(arguments: argparse.Namespace) -> Outcome:
    """Writes the readable exit; refuses an existing folder that is not empty."""
    from litigedesk.operations import readable_exit
    from litigedesk.reading import Reading

    readable_exit.refuse_occupied(arguments.folder)
    with open_desk(arguments) as desk:
        reading = Reading.of(desk)
        one, whole = readable_exit.of_client, readable_exit.everything
        given = one(reading, arguments.client) if arguments.client is not None else whole(reading)
        written = readable_exit.write_folder(
            given, desk.vault, arguments.folder, lambda _done, _total, _what: None, lambda: False
        )
    lines = [f"Export écrit\u00a0: {written.path}", *written.faults]
    data: Json = {
        "folder": str(written.path),
        "pages": written.pages,
        "tables": written.tables,
        "files": written.files,
        "faults": list(written.faults),
    }
    return Outcome(data, formats.typographic("\n".join(lines)))
