"""The command ``reminders``: every reminder of the day, filed in its dossier and in one PDF to print."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.errors import StorageError

if TYPE_CHECKING:
    from litigedesk.operations.reminders import LeftOut, Line


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the command."""
    command = parsing.add_command(subparsers, "reminders", reminders, "relance toutes les factures en retard")
    command.add_argument(
        "--out", type=Path, metavar="FICHIER", help="fichier .pdf à écrire, toutes les lettres à la suite"
    )
    command.add_argument("--dry-run", action="store_true", help="dit ce qui partirait, sans rien écrire ni enregistrer")
    command.add_argument("--all", action="store_true", help="avec les lettres où un point est à regarder")
    command.add_argument("--duplex", action="store_true", help="pour imprimer recto verso : une feuille par lettre")
    command.add_argument("--sent", action="store_true", help="note qu’elles partent aujourd’hui")


def reminders(arguments: argparse.Namespace) -> Outcome:
    """Lists the lines with what stands in their way; then writes, files and prints those that may leave, all or none."""
    from litigedesk.operations import reminders as operations
    from litigedesk.queries.reminders import candidates

    out: Path | None = arguments.out
    if not arguments.dry_run and (out is None or out.suffix.lower() != ".pdf"):
        raise StorageError("Indiquez avec --out le fichier .pdf à écrire, ou ajoutez --dry-run.")
    with open_desk(arguments) as desk:
        lines = [operations.examine(desk, one) for one in candidates(desk, arguments.today)]
        chosen = [one for one in lines if one.is_ready or (arguments.all and one.may_leave)]
        if arguments.dry_run or not chosen:
            return _told(lines, chosen, None, ())
        assert out is not None
        with desk.db.transaction("Relances enregistrées"):  # with the file: all of it, or nothing
            batch = operations.write(desk, chosen, arguments.today if arguments.sent else None)
            operations.save_printed(out, batch.filed, arguments.today, duplex=arguments.duplex)
    return _told(lines, [one.line for one in batch.filed], out, batch.left_out)


def _told(
    lines: "Sequence[Line]", chosen: "Sequence[Line]", out: Path | None, left_out: "Sequence[LeftOut]"
) -> Outcome:
    failed = {one.line.candidate.key: one.why for one in left_out}
    keys = {one.candidate.key for one in chosen}
    data: Json = {
        "file": str(out) if out is not None else None,
        "letters": len(chosen),
        "lines": [_line(one, one.candidate.key in keys, failed.get(one.candidate.key, "")) for one in lines],
    }
    words = [_words(one, one.candidate.key in keys, failed.get(one.candidate.key, "")) for one in lines]
    head = formats.count(len(chosen), "lettre écrite", "lettres écrites") if out is not None else "Rien n’est écrit."
    return Outcome(data, formats.typographic("\n".join([*words, f"{head} {out or ''}".rstrip()])))


def _line(line: "Line", chosen: bool, failed: str) -> Json:
    candidate = line.candidate
    return {
        "client": candidate.client_name,
        "dispute": candidate.dispute_id,
        "invoices": list(candidate.numbers),
        "days_late": candidate.days_late,
        "amount": str(line.amount),
        "letter": line.template.id if line.template is not None else None,
        "chosen": chosen,
        "may_leave": line.may_leave,
        "in_the_way": [failed] if failed else line.in_the_way(),
        "findings": [
            {"severity": one.severity.value, "code": one.code, "title": one.title, "article": one.article}
            for one in line.findings
        ],
    }


def _words(line: "Line", chosen: bool, failed: str) -> str:
    mark = "x" if chosen else " "
    title = line.template.title if line.template is not None else "aucune lettre"
    why = failed or " ; ".join(line.in_the_way())
    said = f"[{mark}] {line.candidate.client_name}, {formats.money(line.amount)}, {title}"
    return f"{said} : {why}" if why else said
