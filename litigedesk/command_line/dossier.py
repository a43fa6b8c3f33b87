"""The command ``dossier``: everything about a dispute or a claim in one PDF or one archive."""

import argparse
from pathlib import Path

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.domain.matter import of_claim, of_dispute
from litigedesk.errors import Refused

MEGABYTE = 1_000_000


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the command."""
    from litigedesk.bundle.audiences import audiences

    command = parsing.add_command(subparsers, "dossier", dossier, "le dossier d’un litige, en un seul fichier")
    command.add_argument("number", type=parsing.count, metavar="N", help="numéro interne du litige, ou du sinistre")
    command.add_argument("--out", type=Path, required=True, metavar="FICHIER", help="fichier .pdf ou .zip à écrire")
    command.add_argument("--claim", action="store_true", help="N est le numéro d’un sinistre")
    keys = [one.key for one in audiences()]
    command.add_argument("--for", dest="audience", choices=keys, default=keys[0], help="à qui il est remis")
    command.add_argument("--limit", type=parsing.count, default=0, metavar="MO", help="taille d’un fichier PDF, en Mo")
    command.add_argument(
        "--confidential", action="store_true", help="avec les pièces confidentielles, pour le médiateur seul"
    )
    command.add_argument("--light", action="store_true", help="images plus légères")


def dossier(arguments: argparse.Namespace) -> Outcome:
    """Writes the bundle: cover, bordereau, chronology, statement, letters, numbered pieces; says what could not be shown."""
    from litigedesk.operations import bundles

    if arguments.confidential and arguments.audience != bundles.MEDIATOR:
        raise Refused(
            "Les pièces confidentielles ne se remettent qu’au médiateur (C. conso. L612-3)\u00a0: ajoutez --for mediator."
        )
    matter = of_claim(arguments.number) if arguments.claim else of_dispute(arguments.number)
    wanted = bundles.Wanted(
        audience=arguments.audience,
        limit=arguments.limit * MEGABYTE,
        light=arguments.light,
        with_confidential=arguments.confidential,
    )
    with open_desk(arguments) as desk:
        given = bundles.facts(desk, matter, wanted)
        report = bundles.written(given, arguments.out, wanted, lambda _done, _total, _what: None, lambda: False)
    files = [str(path) for path in report.files]
    slips: list[Json] = [{"number": one.number, "title": one.title, "why": one.why} for one in report.slips]
    lines = [f"Dossier écrit\u00a0: {path}" for path in files]
    lines += [f"Pièce n°\u00a0{one.number} sur feuille de substitution\u00a0: {one.why}" for one in report.slips]
    lines += [f"Laissée de côté, confidentielle\u00a0: {title}" for title in given.left_out]
    data: Json = {
        "files": files,
        "pages": report.pages,
        "pieces": len(given.pieces),
        "slips": slips,
        "left_out": list(given.left_out),
    }
    return Outcome(data, formats.typographic("\n".join(lines)))
