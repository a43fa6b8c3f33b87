"""What the program is harmed at: each scene prepares a data folder, then does one thing to it, step by step."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.insurance import Policy
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Mediator
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, ComplaintChannel, ImportKind
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
    privacy,
    profile,
)
from litigedesk.operations import imports as import_operations
from litigedesk.queries import copies
from tests.bad_input import victim

NOW = victim.NOW
Act = Callable[[Path, Callable[[], None]], None]


@dataclass(frozen=True)
class Scene:
    """``words`` (French) is its line in the table of figures; ``act`` calls what it is handed after each step saved."""

    words: str
    act: Act
    prepare: Callable[[Path], None]


def opened(folder: Path, acknowledge: Callable[[], None]) -> Desk:
    """The folder, open; each step saved is acknowledged."""
    desk = Desk.open(folder, lambda: NOW)
    desk.db.follow(lambda _changes: acknowledge(), lambda: None)
    return desk


def _inside(work: Callable[[Desk], object]) -> Act:
    def act(folder: Path, acknowledge: Callable[[], None]) -> None:
        with opened(folder, acknowledge) as desk:
            work(desk)

    return act


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


# ---- copies, files that come in, formats -----------------------------------------------------------------------------
def with_copies(folder: Path) -> None:
    """The world, copied, and changed since."""
    world(folder)
    with Desk.open(folder, lambda: NOW) as desk:
        backup.back_up(desk)
        victim.payment(desk)
        victim.evidence(desk)


def restored(folder: Path, acknowledge: Callable[[], None]) -> None:
    """Back to the copy, then back to before."""
    copy = copies.copies(folder, NOW)[0]
    backup.restore(folder, copy, NOW)
    acknowledge()
    backup.go_back(folder, NOW + timedelta(minutes=1))
    acknowledge()


def archived(desk: Desk) -> None:
    """Everything in one file, under a password."""
    backup.make_archive(desk, desk.folder / "tout.litigedesk", "un mot de passe de dix mots")


def with_a_list(folder: Path) -> None:
    """The world, and a file of a hundred and fifty clients in the encoding of old French programs."""
    world(folder)
    lines = [f"Société n° {number};{number} rue de l’Été;29200;Brest" for number in range(150)]
    text = "\r\n".join(("Nom;Adresse;Code postal;Ville", *lines))
    (folder / "clients.csv").write_bytes(text.replace("’", "'").encode("cp1252"))


def imported(desk: Desk) -> None:
    """A hundred and fifty clients in one step."""
    source = imports.read_source([desk.folder / "clients.csv"])
    mapping = imports.propose_mapping(desk, source, ImportKind.CLIENTS)
    plan = imports.plan(desk, source, ImportKind.CLIENTS, mapping)
    import_operations.apply(desk, plan, imports.Choices(kind=ClientKind.PROFESSIONAL))


def with_a_dossier(folder: Path) -> None:
    """The world, and a dossier sent by another one."""
    world(folder)
    with TemporaryDirectory() as place:
        world(Path(place) / "ailleurs")
        with Desk.open(Path(place) / "ailleurs", lambda: NOW) as other:
            victim.evidence(other)
            parcel = dossier_files.prepared(other, 1)
            dossier_files.write(parcel, other.vault, folder / "un.litige", None, _unseen, _going_on)


def _unseen(_done: int, _all: int, _what: str) -> None:
    """Nobody looks at the progress."""


def _going_on() -> bool:
    return False


def received(desk: Desk) -> None:
    """A dossier received with its files, beside the one that is like it."""
    dossier = dossier_files.reader(desk, desk.folder / "un.litige", None)(_unseen, _going_on)
    dossier_files.receive(desk, dossier, dossier_files.Choices())


def erased(desk: Desk) -> None:
    """A client made anonymous for good: records, trash, files."""
    privacy.anonymise(desk, 1, despite_reasons=True)


def old_format(folder: Path) -> None:
    """A data folder that an older program left."""
    kept = sorted((Path(__file__).parents[1] / "store" / "old").glob("*.sqlite"))
    folder.mkdir()
    shutil.copyfile(kept[0], folder / "litigedesk.sqlite")


def open_only(folder: Path, acknowledge: Callable[[], None]) -> None:
    """Opening is what brings an old format to the present one."""
    with opened(folder, acknowledge):
        pass


SCENES: dict[str, Scene] = {
    **{
        work.__name__: Scene(words, _inside(work), world)
        for work, words in (
            (victim.letter, "enregistrer un courrier, ses deux fichiers et son délai"),
            (victim.payment, "noter un paiement"),
            (victim.delete, "supprimer un litige, annuler, rétablir"),
            (victim.restore, "jeter un paiement et le reprendre de la corbeille"),
            (victim.mediation, "noter une médiation et son document"),
            (victim.evidence, "ajouter dix pièces, dont un courriel"),
            (victim.claim, "noter un sinistre"),
            (victim.procedure, "noter une injonction de payer"),
            (victim.agreement, "signer un échéancier de soixante versements"),
            (victim.words, "reprendre des textes de lettres"),
            (victim.batch, "relancer trois clients d’un coup"),
        )
    },
    "copy": Scene("faire une copie vérifiée", _inside(backup.back_up), with_copies),
    "archive": Scene("tout copier en un fichier sous mot de passe", _inside(archived), world),
    "go_back": Scene("revenir à une copie, puis à avant", restored, with_copies),
    "import": Scene("importer cent cinquante clients", _inside(imported), with_a_list),
    "receive": Scene("recevoir un dossier d’un autre LitigeDesk", _inside(received), with_a_dossier),
    "erase": Scene("effacer les données d’un client", _inside(erased), world),
    "migrate": Scene("ouvrir un dossier d’un ancien format", open_only, old_format),
}
