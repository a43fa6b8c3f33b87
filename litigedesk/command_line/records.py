"""The commands about a data folder: ``letters``, ``letter``, ``ics``, ``check``, ``demo``."""

import argparse
from pathlib import Path
from typing import Final

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.errors import StorageError


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the commands about a data folder."""
    parsing.add_command(subparsers, "letters", letters, "le catalogue des lettres")
    command = parsing.add_command(subparsers, "letter", letter, "écrit une lettre d’un litige")
    command.add_argument("id", metavar="LETTRE", help="par exemple mise-en-demeure ; voir « letters »")
    about = command.add_mutually_exclusive_group(required=True)
    for option, (_, words) in _MATTERS.items():
        about.add_argument(f"--{option}", type=parsing.count, metavar="N", help=f"numéro interne {words}")
    command.add_argument("--out", type=Path, required=True, metavar="FICHIER", help="fichier .docx ou .pdf à écrire")
    command = parsing.add_command(subparsers, "ics", ics, "toutes les échéances ouvertes, pour un calendrier")
    command.add_argument("--out", type=Path, required=True, metavar="FICHIER", help="fichier .ics à écrire")
    command = parsing.add_command(subparsers, "check", check, "vérifie le dossier de données")
    command.add_argument("--repair", action="store_true", help="répare ce qui peut l’être")
    command = parsing.add_command(subparsers, "demo", demo, "écrit un dossier d’exemple, inventé")
    command.add_argument("folder", metavar="DOSSIER", type=Path, help="un dossier vide ou à créer")
    command.add_argument(
        "--clients", type=parsing.count, metavar="N", help="un grand exemple de N clients, sans lettres"
    )


_MATTERS: Final = {
    "dispute": (MatterKind.DISPUTE, "du litige"),
    "contract": (MatterKind.CONTRACT, "du contrat"),
    "claim": (MatterKind.CLAIM, "du sinistre"),
    "policy": (MatterKind.POLICY, "du contrat d’assurance"),
}


def _matter(arguments: argparse.Namespace) -> Matter:
    """What the letter is about: the one option that was given."""
    return next(
        Matter(kind, given)
        for option, (kind, _) in _MATTERS.items()
        if (given := getattr(arguments, option)) is not None
    )


def letters(_: argparse.Namespace) -> Outcome:
    """The catalogue: id, title, what it is about, to whom, legal basis, who may send it, facts needed."""
    from litigedesk.letters import catalogue

    templates = catalogue.catalogue()
    data: Json = [
        {
            "id": one.id,
            "title": one.title,
            "purpose": one.purpose,
            "family": one.family.value,
            "recipient": one.recipient.value,
            "legal_basis": [f"{basis.article}\u00a0: {basis.says}" for basis in one.legal_basis],
            "who_may_send": [status.value for status in one.senders],
            "facts": list(one.needs),
        }
        for one in templates
    ]
    return Outcome(data, "\n".join(f"{one.id:<32}{one.title}. {one.purpose}" for one in templates))


def letter(arguments: argparse.Namespace) -> Outcome:
    """Writes one letter of a dispute; refuses with all missing facts listed."""
    from litigedesk.operations import letters as operations
    from litigedesk.operations.exports import write_file

    out: Path = arguments.out
    if out.suffix.lower() not in {".docx", ".pdf"}:
        raise StorageError("Le fichier à écrire finit par .docx ou .pdf.")
    matter = _matter(arguments)
    with open_desk(arguments) as desk:
        choices = operations.proposed_choices(desk, arguments.id)
        data = operations.written(desk, matter, arguments.id, choices, pdf=out.suffix.lower() == ".pdf")
    write_file(out, data)
    return Outcome(
        {
            "letter": arguments.id,
            "dispute": arguments.dispute,
            "about": matter.kind.value,
            "number": matter.id,
            "file": str(out),
        },
        f"Lettre écrite\u00a0: {out}",
    )


def ics(arguments: argparse.Namespace) -> Outcome:
    """Every open deadline as a calendar file."""
    from litigedesk.operations import calendar_file

    out: Path = arguments.out
    if out.suffix.lower() != ".ics":
        raise StorageError("Le fichier à écrire finit par .ics.")
    with open_desk(arguments) as desk:
        count = calendar_file.export(desk, out)
    return Outcome(
        {"file": str(out), "events": count},
        f"{formats.count(count, 'échéance écrite', 'échéances écrites')}\u00a0: {out}",
    )


def check(arguments: argparse.Namespace) -> Outcome:
    """Storage, kept files, and what records say of each other; status 1 when something stays wrong that was not set aside."""
    from litigedesk.operations import checks

    with open_desk(arguments, mend=False) as desk:
        found = checks.examine(desk)
        mending = found.repairable if arguments.repair else ()
        repaired = {one for one in mending if checks.repair(desk, one).value}
    wrong = [one for one in found.remarks if one not in repaired]
    told = [*found.remarks, *found.ignored]
    findings: list[dict[str, Json]] = [
        {"code": one.code, "sentence": one.sentence, "repaired": one in repaired} for one in told
    ]
    for place, one in enumerate(told):
        if one.ignored:
            findings[place]["ignored"] = True
    data: Json = {"ok": not wrong, "findings": findings}
    lines = [
        f"{one.sentence}{' Réparé.' if one in repaired else ''}{' (ignoré)' if one.ignored else ''}" for one in told
    ]
    return Outcome(data, "\n".join(lines) or "Tout est en ordre.", 1 if wrong else 0)


def demo(arguments: argparse.Namespace) -> Outcome:
    """A new data folder with invented data; refuses an existing folder that is not empty."""
    folder: Path = arguments.folder
    if arguments.clients is not None:
        from litigedesk.demo import scale

        scale.make(folder, arguments.now, arguments.clients)
        return Outcome({"data": str(folder), "letters": []}, f"Exemple écrit dans {folder}")
    from litigedesk.demo import telling

    written = telling.make(folder, arguments.now)
    text = [f"Exemple écrit dans {folder}", "Lettres\u00a0:", *(f"  {path}" for path in written)]
    return Outcome({"data": str(folder), "letters": [str(path) for path in written]}, "\n".join(text))
