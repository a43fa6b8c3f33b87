"""What some scenes promise besides records: copies, archives and drafts that are whole or not there."""

from contextlib import closing
from pathlib import Path

from litigedesk.desk import Desk
from litigedesk.errors import StorageError, UserError
from litigedesk.operations import dossier_files, window_password
from litigedesk.store.backups import choice
from litigedesk.store.backups.keeper import copies_in
from litigedesk.store.backups.pool import digest_of
from litigedesk.store.backups.sealed import SUFFIX, Keys
from litigedesk.store.backups.second import marked_folders
from litigedesk.store.backups.snapshot import named_files
from litigedesk.store.backups.sources import open_source
from litigedesk.store.drafts import ASIDE, FOLDER
from litigedesk.store.layout import COPIES
from tests.faults import worlds


def nothing_more(_folder: Path) -> str:
    """Records and files are all."""
    return ""


def copies_are_whole(folder: Path) -> str:
    """Every copy of the folder can be read with all that it names."""
    return _unsound([copy.path for copy in copies_in(folder / COPIES)], Keys())


def second_place_is_whole(folder: Path) -> str:
    """The same of the other disk; nothing stands there under the name of a copy that is none."""
    key = choice.read(folder).key
    there = [path for path, _ in marked_folders(folder.with_name(worlds.STICK))]
    found = [copy.path for path in there for end in ("", SUFFIX) for copy in copies_in(path, end)]
    return _unsound(found, Keys(None, *([key] if key else [])))


def archive_is_whole(folder: Path) -> str:
    """The archive is not there, or holds everything."""
    path = folder.with_name("copie.litigedesk")
    return _unsound([path], Keys(worlds.PASSWORD)) if path.exists() else ""


def _unsound(copies: list[Path], keys: Keys) -> str:
    for copy in copies:
        try:
            with open_source(copy, keys) as source, closing(source.read_database()) as connection:
                for sha256 in named_files(connection):
                    with source.open_file(sha256) as file:
                        if digest_of(file) != sha256:
                            return f"{copy.name} holds a file otherwise than it was"
        except (StorageError, KeyError) as fault:
            return f"{copy.name} is not whole: {fault}"
    return ""


def dossier_is_whole(folder: Path) -> str:
    """The file of a dossier is not there, or can be received."""
    path = folder.with_name("envoi.litige")
    if not path.exists():
        return ""
    with Desk.open(folder, lambda: worlds.NOW) as desk:
        try:
            dossier_files.reader(desk, path, None)(worlds.unseen, worlds.going_on)
        except UserError as fault:
            return f"a dossier by half: {fault}"
    return ""


def export_is_whole(folder: Path) -> str:
    """The pages are not there, or all are."""
    target = folder.with_name("sortie")
    return "an export by half" if target.exists() and not (target / "index.html").exists() else ""


def draft_is_read(folder: Path) -> str:
    """What was typed can be read, the last time or the one before."""
    with Desk.open(folder, lambda: worlds.NOW) as desk:
        drafts = dict(desk.drafts)
    if list((folder / FOLDER).glob(f"{ASIDE}*")):
        return "a draft by half"
    kept = [draft.values for draft in drafts.values()]
    return "" if kept in [[], *([{"name": "D" * number}] for number in range(4))] else f"another draft: {kept}"


def standing_is_true(folder: Path) -> str:
    """The next start tells of each dispute what its records say, from what was kept."""
    with Desk.open(folder, lambda: worlds.NOW) as desk:
        return worlds.standing_untrue(desk)


def index_is_sound(folder: Path) -> str:
    """The next start finds by the index what the records say."""
    with Desk.open(folder, lambda: worlds.NOW) as desk:
        answer = worlds.indexed(desk).find("boreal")
    hits = {(hit.kind, hit.id) for group in answer.groups for hit in group.hits} if answer else set()
    return "" if ("client", 1) in hits else f"the index does not find a client: {hits}"


def password_is_right(folder: Path) -> str:
    """The window asks for nothing, or for the password that was chosen."""
    with Desk.open(folder, lambda: worlds.NOW) as desk:
        return "" if window_password.is_right(desk, worlds.PASSWORD) else "another password"
