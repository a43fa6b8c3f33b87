"""The commands about copies: ``backup``, ``backups``, ``restore``."""

import argparse
import codecs
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from litigedesk import formats
from litigedesk.command_line import parsing
from litigedesk.command_line.folder import folder_of, open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Json, Outcome
from litigedesk.errors import NotFound, PasswordNeeded, StorageError

T = TypeVar("T")
LONGEST_PASSWORD = 1_000  # bytes

NO_PASSWORD_FOR_NOTHING = (
    "Un mot de passe va avec --out ou --second\u00a0: les copies du dossier de données ne sont pas chiffrées."
)
NOT_UTF_8 = "Le fichier du mot de passe n’est pas en UTF-8\u00a0: enregistrez-le dans cet encodage, puis recommencez."
TWO_PASSWORDS = "Les deux saisies diffèrent\u00a0: recommencez."


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds the commands about copies."""
    command = parsing.add_command(subparsers, "backup", backup, "fait une copie vérifiée, pièces comprises")
    target = command.add_mutually_exclusive_group()
    target.add_argument("--out", type=Path, metavar="FICHIER", help="tout en un seul fichier, à un endroit libre")
    target.add_argument(
        "--second",
        type=Path,
        metavar="DOSSIER",
        help="copie aussi dans ce dossier, et le retient comme second emplacement",
    )
    _add_password(command)
    command.add_argument("--password", action="store_true", help="demande un mot de passe pour chiffrer")
    parsing.add_command(subparsers, "backups", backups, "la liste des copies, ici et dans le second emplacement")
    command = parsing.add_command(
        subparsers, "restore", restore, "revient à une copie, ce qui est là étant copié d’abord"
    )
    command.add_argument(
        "file", metavar="FICHIER", type=Path, nargs="?", help="une copie ou un fichier faits par « backup »"
    )
    command.add_argument("--salvage", action="store_true", help="d’une copie altérée, reprend ce qui est resté bon")
    after = command.add_mutually_exclusive_group()
    after.add_argument("--confirm", action="store_true", help="garde la reprise, les copies automatiques continuent")
    after.add_argument("--undo", action="store_true", help="défait la dernière reprise non confirmée")
    _add_password(command)


def _add_password(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--password-file", type=Path, metavar="FICHIER", help="fichier dont la première ligne est le mot de passe"
    )


def backup(arguments: argparse.Namespace) -> Outcome:
    """A verified copy, here and in the second place, or in one file; never takes the place of a file."""
    from litigedesk.operations import backup as operations

    password = _password(arguments, twice=True) if arguments.password or arguments.password_file else None
    if password is not None and arguments.out is None and arguments.second is None:
        raise StorageError(NO_PASSWORD_FOR_NOTHING)
    with open_desk(arguments) as desk:
        if arguments.out is not None:
            made = operations.make_archive(desk, arguments.out, password)
            data: dict[str, Json] = {"file": str(made.path), "size": made.size, "verified": True}
            data |= {"files": made.files, "missing": made.missing, "sealed": made.sealed}
            return Outcome(
                data, f"Copie vérifiée\u00a0: {made.path} ({formats.count(made.files, 'fichier')} avec la base)."
            )
        advice: tuple[str, ...] = ()
        if arguments.second is not None:
            advice = operations.set_second_place(desk.folder, arguments.second, password)
        done = operations.back_up(desk)
    assert done.copy is not None
    data = {"file": str(done.copy.path), "size": done.copy.size, "verified": True, "missing": done.missing}
    data |= {"second": done.second.state.name.lower().replace("_", "-"), "second_sentence": done.second.sentence}
    lines = [f"{done.sentence} {done.copy.path}", done.second.sentence, *advice]
    return Outcome(data, "\n".join(line for line in lines if line))


def backups(arguments: argparse.Namespace) -> Outcome:
    """The copies, newest first; told of a damaged folder too."""
    from litigedesk.data_folder import has_copies, is_data_folder
    from litigedesk.operations.backup import copies

    folder = folder_of(arguments)
    if not is_data_folder(folder) and not has_copies(folder):
        raise StorageError(f"Il n’y a pas de données LitigeDesk dans «\u202f{folder}\u202f».")
    found = copies(folder, arguments.now)
    data: Json = [
        {
            "file": str(one.path),
            "taken_at": one.taken_at.isoformat(),
            "size": one.size,
            "place": one.where.name.lower(),
            "disputes": one.disputes,
            "pieces": one.pieces,
            "counts": dict(one.counts),
            "sealed": one.sealed,
            "sentence": one.sentence,
        }
        for one in found
    ]
    return Outcome(data, "\n".join(f"{one.sentence}  {one.path}" for one in found) or "Aucune copie pour l’instant.")


def restore(arguments: argparse.Namespace) -> Outcome:
    """Goes back to a copy of any kind, or confirms or undoes the last time."""
    from litigedesk.operations import backup as operations

    folder = folder_of(arguments)
    if arguments.confirm:
        waited = operations.is_paused(folder)
        operations.confirm_restore(folder)
        text = "Reprise gardée\u00a0: les copies automatiques continuent." if waited else "Aucune reprise n’attendait."
        return Outcome({"confirmed": waited}, text)
    if arguments.undo:
        done = operations.go_back(folder, arguments.now)
        name = "--undo"
    else:
        if arguments.file is None:
            raise StorageError("Donnez le fichier à reprendre\u00a0; «\u202fbackups\u202f» en donne la liste.")
        if not arguments.file.is_file():
            what = "n’est pas un fichier" if arguments.file.exists() else "n’existe pas"
            raise NotFound(f"«\u202f{arguments.file}\u202f» {what}.")
        name = str(arguments.file)
        done = _with_password(
            arguments,
            lambda given: operations.restore(folder, arguments.file, arguments.now, given, salvage=arguments.salvage),
        )
    previous = None if done.previous is None else str(done.previous.path)
    data: Json = {
        "restored": name,
        "previous": previous,
        "files": done.files,
        "missing": done.missing,
        "paused": operations.is_paused(folder),
    }
    return Outcome(data, done.sentence)


def _with_password(arguments: argparse.Namespace, work: Callable[[str | None], T]) -> T:
    """Do it with the password of the file, or the one typed once it turns out to be needed."""
    try:
        return work(_password(arguments) if arguments.password_file else None)
    except PasswordNeeded:
        if not sys.stdin.isatty():
            raise
    return work(_password(arguments))


def _password(arguments: argparse.Namespace, *, twice: bool = False) -> str:
    """The first line of the file, or what is typed; never an argument, which every program of the machine can read."""
    if arguments.password_file is not None:
        from litigedesk.store.disk import read_file

        return _first_line(read_file(arguments.password_file, LONGEST_PASSWORD))
    if not sys.stdin.isatty():
        raise StorageError("Aucun mot de passe ne peut être demandé ici\u00a0: donnez --password-file.")
    given = getpass.getpass("Mot de passe\u00a0: ")
    if twice and getpass.getpass("Le même, encore une fois\u00a0: ") != given:
        raise StorageError(TWO_PASSWORDS)
    return given


def _first_line(data: bytes) -> str:
    """The password as it would be typed; refused in an encoding that cannot be told, where every accent would be the same sign."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # as the console of Windows writes
    try:
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise StorageError(NOT_UTF_8) from fault
    return text.split("\n", 1)[0].rstrip("\r")
