"""The commands about a data folder: ``letters``, ``letter``, ``ics``, ``check``, ``backup``, ``backups``, ``restore``, ``demo``."""

import argparse
from pathlib import Path
from typing import Final

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import folder_of, open_desk
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.errors import NotFound, StorageError


def register(subparsers: "argparse._SubParsersAction[parsing.FrenchParser]") -> None:
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
    command = parsing.add_command(subparsers, "backup", backup, "fait une copie vérifiée de la base")
    command.add_argument("--out", type=Path, metavar="FICHIER", help="copie aussi à cet endroit, qui doit être libre")
    parsing.add_command(subparsers, "backups", backups, "la liste des copies")
    command = parsing.add_command(
        subparsers, "restore", restore, "revient à une copie, la base présente copiée d’abord"
    )
    command.add_argument("file", metavar="FICHIER", type=Path, help="une copie faite par « backup »")
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


def backup(arguments: argparse.Namespace) -> Outcome:
    """A verified copy of the database; refuses to take the place of a file, which may be an older copy."""
    from litigedesk.operations.backup import copy_to

    if arguments.out and arguments.out.exists():
        raise StorageError(f"«\u202f{arguments.out}\u202f» existe déjà\u00a0: choisissez un autre nom.")
    with open_desk(arguments) as desk:
        path = copy_to(desk, arguments.out) if arguments.out else desk.backups.make(desk.now()).path
    return Outcome({"file": str(path), "size": path.stat().st_size, "verified": True}, f"Copie vérifiée\u00a0: {path}")


def backups(arguments: argparse.Namespace) -> Outcome:
    """The copies, newest first."""
    with open_desk(arguments) as desk:
        found = desk.backups.all()
    data: Json = [{"file": str(one.path), "taken_at": one.taken_at.isoformat(), "size": one.size} for one in found]
    lines = [f"{formats.date_long(one.taken_at.date())} à {one.taken_at:%H:%M}  {one.path}" for one in found]
    return Outcome(data, "\n".join(lines) or "Aucune copie pour l’instant.")


def restore(arguments: argparse.Namespace) -> Outcome:
    """Goes back to a copy; the present database is copied first."""
    from litigedesk.desk import keeper_of, make_folder
    from litigedesk.store.lock import FolderLock

    folder = folder_of(arguments)
    make_folder(folder)
    if not arguments.file.is_file():
        raise NotFound(f"«\u202f{arguments.file}\u202f» n’existe pas.")
    with FolderLock(folder):
        before = keeper_of(folder).restore(arguments.file, arguments.now)
    kept = None if before is None else str(before.path)
    text = f"Données remises dans l’état de {arguments.file.name}."
    return Outcome({"restored": str(arguments.file), "previous": kept}, text)


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
