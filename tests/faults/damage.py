"""Files altered behind the program's back: bits turned over, ends cut off, in every kind of file that it writes.

What it cannot read it says, or makes anew when nothing of the user's was in it; what it reads is what was there.
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from litigedesk.desk import DATABASE_NAME, Desk, restore_newest
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Payment
from litigedesk.errors import DatabaseDamaged, StorageError, UserError
from litigedesk.operations import backup, bundles, dossier_files, invoices
from litigedesk.operations.backup import SecondState
from litigedesk.queries import copies
from litigedesk.queries.dispute_list import Scope
from litigedesk.search.index import FILE_NAME
from litigedesk.standing.kept import FILE_NAME as STANDING
from litigedesk.store import check
from litigedesk.store.backups import choice, pause
from litigedesk.store.backups.keeper import copies_in
from litigedesk.store.backups.sealed import Key
from litigedesk.store.drafts import ASIDE, FOLDER, NAME
from litigedesk.store.layout import COPIES, FILES
from litigedesk.store.vault import Vault
from tests.faults import worlds
from tests.faults.report import Line
from tests.faults.verdict import HARMLESS, Rows, copied, next_start, rows, rows_of
from tests.faults.worlds import NOW, PASSWORD
from tests.store.damage import flip


class Unlike(Exception):
    """What was read is not what was there, and nobody said so; ``unseen`` when nothing in the file can tell."""

    def __init__(self, what: str, *, unseen: bool = False) -> None:
        super().__init__(what)
        self.unseen = unseen


@dataclass(frozen=True)
class Kind:
    """A kind of file: its words (French), how a folder is made ready and where the file then is, and what becomes of it.

    ``outcome`` says whether it was refused in words, or set right; it raises ``Unlike``.
    """

    words: str
    ready: Callable[[Path], Path]
    outcome: Callable[[Path, Path], bool]
    share: float = 1.0  # of the tries


def campaign(tries: int, luck: random.Random) -> Iterator[Line]:
    """For each kind of file, a line for turned bits and one for cut ends."""
    with tempfile.TemporaryDirectory() as place:
        start = Path(place) / "début" / "données"
        start.parent.mkdir()
        worlds.with_everything(start)
        made = _copies(start)
        for kind in _kinds(rows(start), rows_of(made[0]), rows_of(made[-1])):
            for harm, damage in (("bit retourné dans un fichier", _flip), ("fichier tronqué", _cut)):
                yield _line(kind, Line(harm, kind.words), damage, start, max(1, round(tries * kind.share)), luck)


def _line(
    kind: Kind, line: Line, damage: Callable[[Path, random.Random], None], start: Path, tries: int, luck: random.Random
) -> Line:
    for _ in range(tries):
        with tempfile.TemporaryDirectory() as place:
            folder = copied(start, Path(place))
            path = kind.ready(folder)
            damage(path, luck)
            try:
                line.count("", refused=kind.outcome(folder, path))
            except Unlike as unlike:
                line.unseen += unlike.unseen
                line.count("" if unlike.unseen else str(unlike))
            except Exception as other:  # noqa: BLE001 (whatever is not a sentence is what is looked for)
                line.count(f"a traceback: {other!r}")
    return line


def _flip(path: Path, luck: random.Random) -> None:
    path.chmod(0o600)
    flip(path, luck.randrange(path.stat().st_size), luck.randrange(8))


def _cut(path: Path, luck: random.Random) -> None:
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.truncate(luck.randrange(path.stat().st_size))


_PAID = (3, 4)
_STEPS = [{1}, {1, 2}, {1, 2, 3}]  # the payments of one step or another


# ---- kinds -----------------------------------------------------------------------------------------------------------
def _kinds(sound: Rows, first: Rows, last: Rows) -> list[Kind]:
    def archive(folder: Path, path: Path) -> bool:
        return _archive(folder, path, last)

    return [
        Kind("la base", lambda folder: folder / DATABASE_NAME, lambda folder, _: _database(folder, sound, last), 4),
        Kind("le journal de la base", _logged, lambda folder, _: _log(folder, sound), 2),
        Kind("une copie", lambda folder: _copies(folder)[0], lambda *where: _copy(*where, first)),
        Kind("une copie en un fichier", lambda folder: folder.with_name(worlds.ARCHIVE), archive, 2),
        Kind("une copie sous mot de passe", lambda folder: folder.with_name(worlds.SEALED), archive, 2),
        Kind("un dossier envoyé (.litige)", lambda folder: folder.with_name(worlds.DOSSIER), _dossier),
        Kind("un dossier sous mot de passe", lambda folder: folder.with_name(f"scelle-{worlds.DOSSIER}"), _dossier),
        Kind("une pièce gardée", lambda folder: _kept(folder / FILES), _piece),
        Kind("une pièce d’une copie", lambda folder: _kept(folder / COPIES / FILES), _spare),
        Kind(
            "ce qui est en train d’être tapé", lambda folder: folder / FOLDER / NAME, lambda folder, _: _draft(folder)
        ),
        Kind("l’index de la recherche", lambda folder: folder / FILE_NAME, lambda folder, _: _index(folder)),
        Kind("où en sont les litiges", _standing_kept, lambda folder, _: _standing(folder, sound)),
        Kind("le choix du second lieu", _choose, lambda folder, _: _second(folder)),
        Kind("la note d’une reprise à confirmer", _go_back, lambda folder, _: _pause(folder)),
        Kind("le verrou", _lock, lambda folder, _: _opens(folder, sound), 0.2),
    ]


def _database(folder: Path, sound: Rows, last: Rows) -> bool:
    """Damage is told, with what it costs, and the last good copy brings back what it had."""
    try:
        found = next_start(folder).rows
    except DatabaseDamaged:
        loss = copies.lost_since(folder, NOW)
        restore_newest(folder, NOW)
        if loss is None or not loss.sentences or next_start(folder).rows != last:
            raise Unlike("the copy did not bring all back") from None
        return True
    if found != sound:
        raise Unlike("other records", unseen=True)  # a letter of a text, which SQLite cannot know
    return False


def _log(folder: Path, sound: Rows) -> bool:
    """The records are those of one step or another: the last one is lost in silence when its part of the log is damaged."""
    try:
        found = next_start(folder).rows
    except DatabaseDamaged:
        restore_newest(folder, NOW)
        next_start(folder)
        return True
    numbers = {row[0] for row in found["payment"]}
    if any(found[table] != sound[table] for table in ("client", "invoice", "letter")) or numbers not in _STEPS:
        raise Unlike("a state between two steps")
    if numbers != _STEPS[-1]:
        raise Unlike("the last step", unseen=True)
    return False


def _copy(folder: Path, path: Path, held: Rows) -> bool:
    """A copy is refused in words and the folder is as it was, or gives back what it had."""
    was = rows(folder)
    if not all(one.sentence for one in copies.copies(folder, NOW)):
        raise Unlike("a copy of which nothing is said")
    try:
        backup.restore(folder, path, NOW, PASSWORD)
    except UserError:
        if next_start(folder).rows != was:
            raise Unlike("a refused copy changed the folder") from None
        return True
    found = next_start(folder)
    if found.findings - HARMLESS - {"copy-damaged"}:
        raise Unlike(f"the check finds {sorted(found.findings)}")
    if found.rows != held:
        raise Unlike("other records", unseen=True)
    return False


def _archive(folder: Path, path: Path, held: Rows) -> bool:
    """On a new computer: refused in words and nothing is there, or all is, files included, or it is told what is missing."""
    new = folder.with_name("neuf")
    try:
        done = backup.restore(new, path, NOW, PASSWORD)
    except UserError:
        if (new / DATABASE_NAME).exists():
            raise Unlike("a refused archive left something") from None
        return True
    found = next_start(new)
    if found.rows != held or found.findings != ({"file-missing"} if done.missing else set()):
        raise Unlike(f"other records or files, {done.missing} missing, the check finds {sorted(found.findings)}")
    return bool(done.missing)


def _dossier(folder: Path, path: Path) -> bool:
    with Desk.open(folder, lambda: NOW) as desk:
        try:
            found = dossier_files.reader(desk, path, PASSWORD)(worlds.unseen, worlds.going_on)
            dossier_files.receive(desk, found, dossier_files.Choices())
        except UserError:
            return True
        whole = folder.with_name("entier.litige")
        parcel = dossier_files.prepared(desk, 1)
        dossier_files.write(parcel, desk.vault, whole, None, worlds.unseen, worlds.going_on)
        same = dossier_files.reader(desk, whole, None)(worlds.unseen, worlds.going_on)
        if found.records != same.records:
            raise Unlike("another dossier")
    return False


def _piece(folder: Path, path: Path) -> bool:
    """The check says it, nobody is given it, and the copy puts it back."""
    with Desk.open(folder, lambda: NOW) as desk:
        found = check.examine(desk.db, desk.vault, desk.folder)
        if [(one.code, one.subject) for one in found] != [("file-altered", path.stem)]:
            raise Unlike(f"the check says {[one.code for one in found]}")
        with suppress(StorageError):
            desk.vault.read(path.stem)
            raise Unlike("an altered file is read")
        target = folder.with_name("dossier.pdf")
        with suppress(UserError):
            bundles.make(desk, of_dispute(1), target, bundles.Wanted(), worlds.unseen, worlds.going_on)
            raise Unlike("an altered file is handed over")
        if target.exists():
            raise Unlike("a dossier by half")
        if not check.repair(desk.db, desk.vault, found[0]) or check.examine(desk.db, desk.vault, desk.folder):
            raise Unlike("the copy does not put it back")
    return True


def _spare(folder: Path, path: Path) -> bool:
    """A copy whose file is damaged takes the good one of the folder, or says how many it lacks."""
    done = backup.restore(folder, _copies(folder)[0], NOW)
    if Vault(folder / FILES).altered() or done.missing:
        raise Unlike("a damaged file came back")
    return False


def _draft(folder: Path) -> bool:
    with Desk.open(folder, lambda: NOW) as desk:
        kept = [draft.values for _, draft in desk.drafts]
    if list((folder / FOLDER).glob(f"{ASIDE}*")):
        return True
    if kept != [worlds.TYPED]:
        raise Unlike("another draft", unseen=True)
    return False


def _index(folder: Path) -> bool:
    """What was damaged shows at the latest when it is asked, and is then made anew."""
    with Desk.open(folder, lambda: NOW) as desk:
        keeper = worlds.indexed(desk)
        keeper.find("boreal")
        worlds.settle(keeper)
        answer = keeper.find("boreal")
    hits = {(hit.kind, hit.id) for group in answer.groups for hit in group.hits} if answer else set()
    if ("client", 1) not in hits:
        raise Unlike("a client is not found", unseen=True)
    return False


def _standing(folder: Path, sound: Rows) -> bool:
    """Whatever became of it, the disputes are told and nothing of the records is lost."""
    with Desk.open(folder, lambda: NOW) as desk:
        untrue = worlds.standing_untrue(desk)
    if rows(folder) != sound:
        raise Unlike("other records")
    if untrue:
        raise Unlike(untrue, unseen=True)  # a letter of a text
    return False


def _second(folder: Path) -> bool:
    """The copy is made there, or the user is told that it is not."""
    with Desk.open(folder, lambda: NOW) as desk:
        second = backup.back_up(desk).second
    if second.state is SecondState.NOT_SET:
        raise Unlike("no copy there, and nobody is told")
    return second.state is not SecondState.DONE


def _pause(folder: Path) -> bool:
    """It still waits; going back is refused, or goes back to one of the copies."""
    if not backup.is_paused(folder):
        raise Unlike("the restore does not wait any more")
    held = list(map(rows_of, _copies(folder)))
    try:
        backup.go_back(folder, NOW)
    except UserError:
        return True
    if next_start(folder).rows not in held:
        raise Unlike("another state")
    return False


def _opens(folder: Path, sound: Rows) -> bool:
    if next_start(folder).rows != sound:
        raise Unlike("other records")
    return False


# ---- where they stand ------------------------------------------------------------------------------------------------
def _copies(folder: Path) -> list[Path]:
    """Of the folder itself, the oldest first."""
    return [copy.path for copy in reversed(copies_in(folder / COPIES))]


def _kept(files: Path) -> Path:
    return min(files.glob("??/*"))


def _logged(folder: Path) -> Path:
    """Two payments that are in the log of the database only, as a kill leaves them."""
    with Desk.open(folder, lambda: NOW) as desk:
        for invoice in _PAID:
            invoices.save_payment(desk, Payment(invoice_id=invoice, paid_on=NOW.date(), amount=Money.of(1)))
        log = folder / f"{DATABASE_NAME}-wal"
        kept = {path: path.read_bytes() for path in (folder / DATABASE_NAME, log)}
    for path, content in kept.items():
        path.write_bytes(content)
    return log


def _standing_kept(folder: Path) -> Path:
    with Desk.open(folder, lambda: NOW) as desk:
        desk.standing.rows(NOW.date(), Scope.ALL)
    return folder / STANDING


def _choose(folder: Path) -> Path:
    worlds.place_beside(folder, Key.new(PASSWORD, worlds.QUICK))
    return folder / choice.NAME


def _go_back(folder: Path) -> Path:
    backup.restore(folder, _copies(folder)[0], NOW)
    return folder / pause.NAME


def _lock(folder: Path) -> Path:
    path = folder / "verrou"
    path.write_bytes(b"occup\xe9")
    return path
