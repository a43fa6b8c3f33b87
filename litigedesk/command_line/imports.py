"""The command that brings files of the user in: ``import``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.errors import Refused
from litigedesk.formats import typographic

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.imports import Choices, ColumnMapping, Plan, Source

_NEAR: Final = ("refuse", "same", "new")
_KINDS: Final = (ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC)


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the command that imports."""
    command = parsing.add_command(
        subparsers, "import", run, "reprend des clients ou des factures : CSV, XLSX, vCard, dossier de factures électroniques"
    )  # fmt: skip
    command.add_argument("kind", choices=("clients", "invoices"), help="ce que le fichier contient")
    command.add_argument(
        "file", type=Path, metavar="FICHIER", help="un fichier, ou un dossier de factures électroniques"
    )
    command.add_argument(
        "--map", action="append", default=[], metavar="COLONNE=CHAMP",
        help="donne une colonne à un champ, par son nom ou sa clé, ou à aucun (COLONNE=), autant de fois qu’il le faut",
    )  # fmt: skip
    command.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, sans rien enregistrer")
    command.add_argument("--client", choices=_KINDS, help="le type des nouveaux clients quand le fichier ne le dit pas")
    command.add_argument(
        "--near", choices=_NEAR, default="refuse",
        help="un client presque pareil à un autre : refuse la ligne, est le même (same) ou un nouveau (new)",
    )  # fmt: skip
    command.add_argument("--encoding", metavar="NOM", help="l’encodage du fichier, s’il est mal deviné")
    command.add_argument("--delimiter", metavar="SIGNE", help="le séparateur des colonnes, s’il est mal deviné")
    command.add_argument("--refused", type=Path, metavar="FICHIER", help="écrit les lignes refusées, avec leur raison")


def run(arguments: argparse.Namespace) -> Outcome:
    """Imports a file, or says what that would do."""
    from litigedesk import imports
    from litigedesk.operations import imports as operations

    kind = ImportKind(arguments.kind)
    with open_desk(arguments) as desk:
        source = imports.read_source(
            [arguments.file], reading=imports.Reading(encoding=arguments.encoding, delimiter=arguments.delimiter)
        )
        mapping = _mapped(imports.propose_mapping(desk, source, kind), source, arguments.map)
        plan = imports.plan(desk, source, kind, mapping)
        choices = _choices(arguments, plan)
        foreseen = plan.foreseen(choices)
        added, updated, refused = foreseen.added, foreseen.updated, dict(foreseen.refused)
        if not arguments.dry_run:
            batch = operations.apply(desk, plan, choices).value
            added, updated = batch.added, batch.updated
            if batch.id is not None:
                refused = {line.line: line.reason for line in operations.refused(desk, batch.id)}
                _write_refused(desk, arguments, batch.id, refused)
    return Outcome(_data(plan, added, updated, refused), _text(plan, added, updated, refused, dry=arguments.dry_run))


def _write_refused(desk: "Desk", arguments: argparse.Namespace, batch_id: int, refused: dict[int, str]) -> None:
    from litigedesk.operations import imports as operations

    if arguments.refused is not None and refused:
        operations.write_refused(desk, batch_id, arguments.refused)


def _mapped(mapping: "ColumnMapping", source: "Source", asked: list[str]) -> "ColumnMapping":
    """The proposed mapping with the columns that the user gave; ``Refused`` for a column or a field that does not exist."""
    from litigedesk.imports import labels
    from litigedesk.imports.shapes import plain, usual_names

    names = {plain(name): place for place, name in reversed(list(enumerate(source.columns)))}
    fields = labels(mapping.kind)
    by_label = {plain(label): key for key, label in fields.items()}
    usual = usual_names(mapping.kind).fields
    for one in asked:
        column, sign, field = one.rpartition("=")
        if not sign:
            raise Refused(typographic(f"« {one} » : écrivez COLONNE=CHAMP, par exemple Montant=gross."))
        place = names.get(plain(column))
        if place is None:
            there = ", ".join(source.columns)
            raise Refused(typographic(f"Il n’y a pas de colonne « {column} » : le fichier a {there}."))
        key = (
            field.strip()
            if field.strip() in fields
            else by_label.get(plain(field)) or usual.get(plain(field), ("", 0))[0]
        )
        if field.strip() and not key:
            raise Refused(typographic(f"Il n’y a pas de champ « {field} » : {', '.join(fields)}."))
        mapping = mapping.with_field(place, key)
    return mapping


def _choices(arguments: argparse.Namespace, plan: "Plan") -> "Choices":
    from litigedesk.imports import Choices

    same: dict[str, int | None] = {}
    for doubt in plan.doubts:
        if arguments.near == "new":
            same[doubt.key] = None
        elif arguments.near == "same" and len(doubt.near) == 1:
            same[doubt.key] = doubt.near[0].id
    return Choices(kind=ClientKind(arguments.client or ClientKind.UNKNOWN), same=same)


def _data(plan: "Plan", added: int, updated: int, refused: dict[int, str]) -> Json:
    from litigedesk.imports import LineStatus

    source = plan.source
    named = zip(source.columns, plan.mapping.fields, strict=True)
    return {
        "read": len(plan.lines) - plan.counts[LineStatus.SKIPPED],
        "added": added,
        "updated": updated,
        "refused": [{"line": line, "reason": reason} for line, reason in sorted(refused.items())],
        "unchanged": plan.counts[LineStatus.SAME],
        "skipped": [{"line": one.line, "reason": one.reason} for one in plan.lines if one.status is LineStatus.SKIPPED],
        "warnings": [{"line": one.line, "warnings": list(one.warnings)} for one in plan.lines if one.warnings],
        "columns": {name: key for name, key in named if key},
        "notes": [*source.warnings, *plan.notes],
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "tool": source.tool,
    }


def _text(plan: "Plan", added: int, updated: int, refused: dict[int, str], *, dry: bool) -> str:
    from litigedesk.imports import LineStatus

    one, many, e = ("client", "clients", "") if plan.kind is ImportKind.CLIENTS else ("facture", "factures", "e")
    told = ", ".join(
        (
            formats.count(added, f"{one} ajouté{e}", f"{many} ajouté{e}s"),
            formats.count(updated, "mise à jour", "mises à jour"),
            formats.count(plan.counts[LineStatus.SAME], "ligne déjà là", "lignes déjà là"),
            formats.count(len(refused), "ligne refusée", "lignes refusées"),
        )
    )
    lines = [typographic(f"Serait fait : {told}." if dry else f"{told}."), *plan.source.warnings, *plan.notes]
    lines += [typographic(f"Ligne {line} : {reason}") for line, reason in sorted(refused.items())]
    if plan.unknown_kinds:
        unknown = formats.count(len(plan.unknown_kinds), "nouveau client", "nouveaux clients")
        lines.append(typographic(f"{unknown} de type inconnu : dites-le avec --client, ou dans leurs fiches."))
    return "\n".join(lines)
