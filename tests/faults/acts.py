"""What is done to a data folder while it is harmed, step by step; each step saved is acknowledged."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.records import Client, Profile
from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.operations import backup, bank, bulk, clients, dossier_files, privacy, profile, window_password
from litigedesk.operations import imports as import_operations
from litigedesk.operations.readable_exit import everything, write_folder
from litigedesk.queries import bank_files, copies
from litigedesk.queries.dispute_list import Scope
from litigedesk.reading import Reading
from litigedesk.rules.settlement import Share
from litigedesk.store.backups.sealed import Key
from litigedesk.store.undo import Change
from tests.bad_input import victim
from tests.faults import worlds
from tests.faults.worlds import NOW, PASSWORD

Acknowledge = Callable[[], None]
Act = Callable[[Path, Acknowledge], None]


class Told:
    """Hears of each step that is saved."""

    def __init__(self, acknowledge: Acknowledge) -> None:
        self._acknowledge = acknowledge

    def saved(self, _changes: Sequence[Change]) -> None:
        self._acknowledge()

    def scrubbed(self) -> None:
        """No step."""

    def closing(self) -> None:
        """No step."""


def opened(folder: Path, acknowledge: Acknowledge) -> Desk:
    """The folder, open; each step saved is acknowledged."""
    desk = Desk.open(folder, lambda: NOW)
    desk.db.follow(Told(acknowledge))
    return desk


def inside(work: Callable[[Desk], object]) -> Act:
    """What is done to the open folder."""

    def act(folder: Path, acknowledge: Acknowledge) -> None:
        with opened(folder, acknowledge) as desk:
            work(desk)

    return act


def open_only(folder: Path, acknowledge: Acknowledge) -> None:
    """Opening is what brings an old format to the present one."""
    with opened(folder, acknowledge):
        pass


def first_start(desk: Desk) -> None:
    """The folder is made; then who uses it."""
    profile.save(desk, Profile(name="Camille Roussel", siret="00010001600013"))


# ---- copies ----------------------------------------------------------------------------------------------------------
def archived(desk: Desk) -> None:
    """Everything in one file, under a password."""
    backup.make_archive(desk, desk.folder.with_name("copie.litigedesk"), PASSWORD)


def copied_elsewhere(key: Key | None) -> Act:
    """A second place chosen, and a copy made there."""

    def act(folder: Path, acknowledge: Acknowledge) -> None:
        worlds.place_beside(folder, key)
        with opened(folder, acknowledge) as desk:
            backup.back_up(desk)

    return act


def went_back(folder: Path, acknowledge: Acknowledge) -> None:
    """Back to the copy, then back to before."""
    _restored(folder, copies.copies(folder, NOW)[0].path, acknowledge)
    backup.go_back(folder, NOW + timedelta(minutes=1))
    acknowledge()


def restored_from(name: str) -> Act:
    """Back to an archive, kept."""

    def act(folder: Path, acknowledge: Acknowledge) -> None:
        _restored(folder, folder.with_name(name), acknowledge)
        backup.confirm_restore(folder)

    return act


def restored_from_second_place(folder: Path, acknowledge: Acknowledge) -> None:
    """Back to a copy of the other disk, after a disk was lost: nothing is taken from here."""
    worlds.place_beside(folder)
    there = next(one for one in copies.copies(folder, NOW) if one.where is copies.Where.SECOND)
    _restored(folder, there.path, acknowledge)


def _restored(folder: Path, copy: Path, acknowledge: Acknowledge) -> None:
    backup.restore(folder, copy, NOW, PASSWORD)
    acknowledge()


# ---- in and out ------------------------------------------------------------------------------------------------------
def imported(desk: Desk) -> None:
    """A hundred and fifty clients in one step."""
    source = imports.read_source([desk.folder.with_name(worlds.LIST)])
    mapping = imports.propose_mapping(desk, source, ImportKind.CLIENTS)
    plan = imports.plan(desk, source, ImportKind.CLIENTS, mapping)
    import_operations.apply(desk, plan, imports.Choices(kind=ClientKind.PROFESSIONAL))


def import_undone(desk: Desk) -> None:
    """The same, taken back, and done again."""
    imported(desk)
    desk.undo()
    desk.redo()


def statement_noted(desk: Desk) -> None:
    """Four payments of a statement of account, in one step."""
    read = bank_files.read(desk.folder.with_name(worlds.STATEMENT))
    lines = sorted(bank_files.received(read.statements), key=lambda line: line.booked_on)
    confirmed = [
        bank.Confirmed(line=line, shares=(Share(number, line.amount),)) for number, line in enumerate(lines, 1)
    ]
    bank.record(desk, confirmed, read.path.name)


def received(desk: Desk) -> None:
    """A dossier received with its files, beside the one that is like it."""
    dossier = dossier_files.reader(desk, desk.folder.with_name(worlds.DOSSIER), None)(worlds.unseen, worlds.going_on)
    dossier_files.receive(desk, dossier, dossier_files.Choices())


def exported(desk: Desk) -> None:
    """Everything as pages and tables."""
    target = desk.folder.with_name("sortie")
    write_folder(everything(Reading.of(desk)), desk.vault, target, worlds.unseen, worlds.going_on)


def sent(desk: Desk) -> None:
    """A dossier as a file."""
    parcel = dossier_files.prepared(desk, 1)
    dossier_files.write(parcel, desk.vault, desk.folder.with_name("envoi.litige"), None, worlds.unseen, worlds.going_on)


# ---- the rest --------------------------------------------------------------------------------------------------------
def erased(desk: Desk) -> None:
    """A client made anonymous for good: records, trash, files."""
    privacy.anonymise(desk, 1, despite_reasons=True)


def deleted_together(desk: Desk) -> None:
    """Three clients and what they owe into the trash, in two steps."""
    bulk.delete_disputes(desk, [1, 2], lambda number: f"{number} litiges supprimés")
    bulk.delete_invoices(desk, [1, 2, 3], lambda number: f"{number} factures supprimées")


def typed(desk: Desk) -> None:
    """What is being typed, kept four times."""
    for number in range(4):
        desk.drafts.keep("client", {"name": "D" * number}, title="Nouveau client", now=NOW)
        desk.drafts.write()


def password_chosen(desk: Desk) -> None:
    """The password of the window."""
    window_password.choose(desk, PASSWORD, PASSWORD)


def standing_kept(desk: Desk) -> None:
    """Where each dispute stands, written for a day, for the next one, and after a payment."""
    desk.standing.rows(NOW.date(), Scope.ALL)
    victim.payment(desk)
    desk.standing.rows(NOW.date(), Scope.ALL)
    desk.standing.rows(NOW.date() + timedelta(days=1), Scope.ALL)


def searched(desk: Desk) -> None:
    """An index made, then kept in step with a client."""
    keeper = worlds.indexed(desk)
    held = desk.table(Client).get(1)
    clients.save(desk, replace(held, name="Atelier Boréal"), [], [])
    worlds.settle(keeper)
