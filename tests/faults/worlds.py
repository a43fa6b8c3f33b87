"""The data folders that are harmed: each is made in a place of its own, so that what belongs to it may stand beside it."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from litigedesk.desk import Desk
from litigedesk.domain.insurance import Policy
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Mediator
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, ComplaintChannel
from litigedesk.operations import (
    backup,
    clients,
    complaints,
    disputes,
    dossier_files,
    invoices,
    letters,
    mediators,
    policies,
    profile,
)
from litigedesk.queries import dispute_list
from litigedesk.queries.dispute_list import Move, Scope
from litigedesk.search.keeper import Keeper
from litigedesk.store.backups import choice
from litigedesk.store.backups.sealed import Key, sealing
from litigedesk.store.backups.second import SecondPlace
from tests.bad_input import victim

NOW = victim.NOW
PASSWORD = "un mot de passe de dix mots"
QUICK = 4  # log2 of scrypt's N: a key of no strength, had at once
STICK = "clé"
ARCHIVE, SEALED, DOSSIER = "tout.litigedesk", "tout-scelle.litigedesk", "un.litige"
TYPED = {"name": "Dupont & Fils", "since": NOW.date()}
STATEMENT, LIST = "releve.ofx", "clients.csv"


def world(folder: Path) -> None:
    """A profile, four clients who owe, a dispute with a letter, a complaint, a policy, a mediator."""
    with Desk.open(folder, lambda: NOW) as desk:
        wanted = Profile(
            name="Camille Roussel", street="12 rue des Tanneurs", postcode="35000", city="Rennes",
            siret="00010001600013", iban="FR7699999000010000012345693",
        )  # fmt: skip
        profile.save(desk, wanted)
        for place, name in enumerate(("Boréal", "Jeanne Martin", "Paul Guérin", "Léa Morel")):
            kind = ClientKind.CONSUMER if place else ClientKind.PROFESSIONAL
            home = Address(client_id=0, street="3 rue du Port", postcode="29200", city="Brest")
            client = clients.save(desk, Client(kind=kind, name=name), [], [home]).value
            bill = Invoice(
                client_id=client.id or 0, number=f"F-{place + 1}", title="Portrait", issued_on=date(2026, 9, 1),
                performed_on=date(2026, 8, 30), due_on=date(2026, 10, 1), net=Money.of(300), gross=Money.of(300),
            )  # fmt: skip
            invoices.save(desk, bill)
        disputes.open_dispute(desk, Dispute(client_id=1, opened_on=date(2026, 10, 5)), [1])
        letters.file(desk, of_dispute(1), "relance-amiable", victim.CHOICES)
        policies.save(desk, Policy(insurer="Mutuelle du Large"), [])
        told = Complaint(
            dispute_id=0, received_on=date(2026, 11, 2), channel=ComplaintChannel.EMAIL, grievance="Retard."
        )
        complaints.open_dispute(desk, Dispute(client_id=2, opened_on=date(2026, 11, 2)), told)
        mediators.save(desk, Mediator(name="Médiation des Marées"))


def nothing(_folder: Path) -> None:
    """A first start: there is no folder yet."""


def with_copies(folder: Path) -> None:
    """The world with pieces, copied, and changed since."""
    world(folder)
    with Desk.open(folder, lambda: NOW) as desk:
        victim.evidence(desk)
        backup.back_up(desk)
        victim.payment(desk)
        victim.evidence(desk)


def with_archives(folder: Path) -> None:
    """The same, and all of its first state in one file, under a password and not."""
    world(folder)
    with Desk.open(folder, lambda: NOW) as desk:
        victim.evidence(desk)
        plain = backup.make_archive(desk, folder.with_name(ARCHIVE)).path
        victim.payment(desk)
    seal(plain, folder.with_name(SEALED))


def seal(plain: Path, target: Path) -> None:
    """The same content under the password."""
    with target.open("wb") as raw, sealing(raw, Key.new(PASSWORD, QUICK)) as sealed:
        sealed.write(plain.read_bytes())


def with_a_second_place(folder: Path) -> None:
    """The world, copied to another disk, and changed since."""
    with_copies(folder)
    place_beside(folder)
    with Desk.open(folder, lambda: NOW) as desk:
        backup.back_up(desk)
        invoices.delete_payment(desk, 1)


def place_beside(folder: Path, key: Key | None = None) -> None:
    """A second place beside the folder; one that was chosen already is where the folder now is."""
    there = folder.with_name(STICK)
    there.mkdir(exist_ok=True)
    held = choice.read(folder)
    chosen = replace(held, place=there) if held.place else held.moved(there, key)
    SecondPlace(chosen).prepare()
    choice.write(folder, chosen)


def with_a_list(folder: Path) -> None:
    """The world, and a file of a hundred and fifty clients in the encoding of old French programs."""
    world(folder)
    lines = [f"Société n° {number};{number} rue de l’Été;29200;Brest" for number in range(150)]
    text = "\r\n".join(("Nom;Adresse;Code postal;Ville", *lines))
    folder.with_name(LIST).write_bytes(text.replace("’", "'").encode("cp1252"))


def with_a_statement(folder: Path) -> None:
    """The world, and a statement of account on which the four clients pay."""
    world(folder)
    lines = [
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>2026110{number}<TRNAMT>100.00<FITID>A{number}<NAME>VIR F-{number}"
        for number in range(1, 5)
    ]
    head = "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>"
    folder.with_name(STATEMENT).write_text("\n".join((head, *lines, "</BANKTRANLIST></STMTRS></OFX>")))


def with_a_dossier(folder: Path) -> None:
    """The world, and a dossier sent by another one."""
    world(folder)
    with TemporaryDirectory() as place:
        world(Path(place) / "ailleurs")
        with Desk.open(Path(place) / "ailleurs", lambda: NOW) as other:
            victim.evidence(other)
            parcel = dossier_files.prepared(other, 1)
            dossier_files.write(parcel, other.vault, folder.with_name(DOSSIER), None, unseen, going_on)


def unseen(_done: int, _all: int, _what: str) -> None:
    """Nobody looks at the progress."""


def going_on() -> bool:
    """Nobody gives up."""
    return False


def old_format(folder: Path) -> None:
    """A data folder that an older program left."""
    kept = sorted((Path(__file__).parents[1] / "store" / "old").glob("*.sqlite"))
    folder.mkdir()
    shutil.copyfile(kept[0], folder / "litigedesk.sqlite")


def standing_untrue(desk: Desk) -> str:
    """How what is kept of where disputes stand differs from their records; empty when it does not."""
    day, ids = NOW.date(), [row["id"] for row in desk.db.rows("SELECT id FROM dispute")]
    found = {row.id: row for row in desk.standing.rows(day, Scope.ALL)}
    wanted = {row.id: row for row in dispute_list.computed(desk, day, ids)}
    if found != wanted:
        return "other lines of disputes"
    for move in Move:
        of_move = [row for row in wanted.values() if row.move is move]
        if move is not Move.OVER and desk.standing.tally(day, move)[0] != len(of_move):
            return f"another count of {move}"
    return ""


def indexed(desk: Desk) -> Keeper:
    """The index of the search, brought up to date."""
    keeper = Keeper(desk.folder, desk.db.reader, desk.vault)
    desk.db.follow(keeper)
    settle(keeper)
    return keeper


def settle(keeper: Keeper) -> None:
    """Do all that the thread beside the window would."""
    while keeper.work(lambda: False, lambda _share: None):
        pass


def with_everything(folder: Path) -> None:
    """Every kind of file that the program writes: copies, archives, a dossier, a second place, drafts, an index, notes."""
    with_copies(folder)
    with Desk.open(folder, lambda: NOW) as desk:
        plain = backup.make_archive(desk, folder.with_name(ARCHIVE)).path
        parcel = dossier_files.prepared(desk, 1)
        dossier_files.write(parcel, desk.vault, folder.with_name(DOSSIER), None, unseen, going_on)
        desk.drafts.keep("client", {**TYPED}, title="Nouveau client", now=NOW)
        desk.drafts.write()
        indexed(desk)
    seal(plain, folder.with_name(SEALED))
    seal(folder.with_name(DOSSIER), folder.with_name(f"scelle-{DOSSIER}"))
