"""An open data folder: the one place where storage, law and clock are put together."""

import errno
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from litigedesk.data_folder import has_copies, is_data_folder
from litigedesk.domain import (
    agreement,
    evidence,
    insurance,
    mediation,
    plan,
    portage,
    procedure,
    records,
    upkeep,
    wording,
)
from litigedesk.domain.vocabulary import DivisorBasis
from litigedesk.errors import DatabaseDamaged, StorageError
from litigedesk.operations.outcome import Outcome
from litigedesk.rules.law import Law, load_rates
from litigedesk.rules.law import load as load_law
from litigedesk.rules.rates import RateTable
from litigedesk.settings import DIVISOR, SettingDef
from litigedesk.store.backups.keeper import Backup, Backups
from litigedesk.store.backups.preview import clear_left_over
from litigedesk.store.backups.restoring import forget_unfinished, restore
from litigedesk.store.backups.sealed import Keys
from litigedesk.store.backups.sources import open_source
from litigedesk.store.database import Database
from litigedesk.store.drafts import FOLDER as DRAFTS
from litigedesk.store.drafts import Drafts
from litigedesk.store.faults import disk_faults
from litigedesk.store.layout import DATABASE_NAME, FILES
from litigedesk.store.lock import FolderLock
from litigedesk.store.migrations import MIGRATIONS
from litigedesk.store.read_only import ReadOnlyDatabase
from litigedesk.store.schema import Definition, Schema
from litigedesk.store.table import Table
from litigedesk.store.trash import TRASH, Trash
from litigedesk.store.undo import Told, silent
from litigedesk.store.vault import Vault

if TYPE_CHECKING:
    from litigedesk.queries.remembered import Remembered
    from litigedesk.standing.standing import Standing

TRASH_DAYS: Final = 30

# Parents first: the trash brings records back in this order.
SCHEMA: Final = Schema(
    Definition("stored_file", records.StoredFile),
    Definition("profile", records.Profile),
    Definition("client", records.Client),
    Definition("contact", records.Contact),
    Definition("address", records.Address),
    Definition("portage_company", portage.PortageCompany),
    Definition("contract", records.Contract),
    Definition("tripartite", portage.Tripartite),
    Definition("policy", insurance.Policy),
    Definition("guarantee", insurance.Guarantee),
    Definition("dispute", records.Dispute),
    Definition("invoice", records.Invoice),
    Definition("payment", records.Payment),
    Definition("complaint", mediation.Complaint),
    Definition("mediator", mediation.Mediator),
    Definition("convention", mediation.Convention),
    Definition("mediation", mediation.Mediation),
    Definition("placed_mention", mediation.PlacedMention),
    Definition("insurance_claim", insurance.InsuranceClaim),
    Definition("harm", insurance.Harm),
    Definition("claim_piece", insurance.ClaimPiece),
    Definition("insurer_request", insurance.InsurerRequest),
    Definition("procedure", procedure.Procedure),
    Definition("agreement", agreement.Agreement),
    Definition("instalment", agreement.Instalment),
    Definition("plan_change", plan.PlanChange),
    Definition("letter", records.Letter),
    Definition("validation_round", portage.ValidationRound),
    Definition("delivery_proof", portage.DeliveryProof),
    Definition("event", records.Event),
    Definition("piece", evidence.Piece),
    Definition("deadline", records.Deadline),
    Definition("limitation_event", records.LimitationEvent),
    Definition("wording", wording.Wording),
    Definition("import_mapping", upkeep.ImportMapping),
    Definition("import_batch", upkeep.ImportBatch),
    Definition("refused_line", upkeep.RefusedLine),
    Definition("saved_list", upkeep.SavedList),
    Definition("ignored_finding", upkeep.IgnoredFinding),
    Definition("user_rate", records.UserRate),
    Definition("setting", records.Setting),
    TRASH,
)

T = TypeVar("T")

log = logging.getLogger(__name__)


class Desk:
    """The user's data folder, open and locked: ``litigedesk.sqlite``, ``fichiers/``, ``sauvegardes/``, ``journal/``.

    ``recherche.sqlite`` (what a search looks in) and ``dossiers.sqlite`` (where each dispute stands) are computed from these, in
    no copy, and made anew when they are missing.

    ``clock`` gives the present moment in local time; only the two entry points read the machine's.
    """

    care_fault: StorageError | None = None  # why no copy was made when the folder was opened

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], database: Database, lock: FolderLock | None
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._lock = lock
        self.read_only = lock is None
        self.backups = Backups.of(folder)
        self.db = database
        self.vault = Vault(folder / FILES, read_only=self.read_only)
        self.trash = Trash(self.db)
        self._law: Law | None = None
        self.is_open = True  # a form that pauses may wake up after the window has closed its folder

    @classmethod
    def open(cls, folder: Path, clock: Callable[[], datetime], *, mend: bool = True, read_only: bool = False) -> "Desk":
        """Open the folder, making it if it is not there; migrate, back up if something changed, empty the old trash.

        Damaged indexes are rebuilt, the file copied first; ``mend=False`` leaves them for the check to find. ``read_only``, for a
        preview, writes nothing at all, takes no lock, wants the present format, and every operation raises ``StorageError``.
        Raises ``AlreadyOpen``, ``DatabaseTooNew``, ``DatabaseDamaged`` or ``StorageError``.
        """
        if read_only:
            return cls(folder, clock, ReadOnlyDatabase.of(folder / DATABASE_NAME, SCHEMA, MIGRATIONS), None)
        make_folder(folder)
        lock = FolderLock(folder)
        lock.acquire()
        try:
            _refuse_lost_database(folder)
            database = Database.open(
                folder / DATABASE_NAME,
                SCHEMA,
                safeguard=lambda: Backups.of(folder).make(clock()),
                migrations=MIGRATIONS,
                mend=mend,
            )
        except BaseException:
            lock.release()
            raise
        desk = cls(folder, clock, database, lock)
        desk._look_after()
        return desk

    def _look_after(self) -> None:
        """What is done at each start; a full disk must not keep the user from reading their records."""
        try:
            forget_unfinished(self.backups)
            with disk_faults():
                clear_left_over(self.backups)
            if not self.backups.is_paused:  # what was gone back to is looked at as it was, its trash included
                self.backups.make_if_changed(self._clock())
                self.trash.purge(self.backups.believed(self._clock()).date() - timedelta(days=TRASH_DAYS))
        except StorageError as fault:
            log.warning("start-up care failed: %s", type(fault).__name__)
            self.care_fault = fault

    def close(self) -> None:
        """Close the database and let the folder go."""
        self.is_open = False
        self.db.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def now(self) -> datetime:
        """The present moment, local time."""
        return self._clock()

    def today(self) -> date:
        """The present day."""
        return self._clock().date()

    def table(self, record: type[T]) -> Table[T]:
        """The table of a record class."""
        return self.db.table(record)

    def reading(self) -> AbstractContextManager[None]:
        """Each question once inside, for a page whose parts ask the same; whatever is written meanwhile is read."""
        return self.db.remembering()

    # ---- law, with the user's own rows and choices -------------------------------------------------------------------
    @property
    def shipped_law(self) -> Law:
        """The law shipped with the program; read once, when first needed."""
        if self._law is None:
            self._law = load_law()
        return self._law

    @property
    def law(self) -> Law:
        """The shipped law with the half-years of rates that the user added."""
        mine = self.table(records.UserRate).all(order="half")
        return self.shipped_law.with_user_rates(mine) if mine else self.shipped_law

    @property
    def rates(self) -> RateTable:
        """The table of rates of ``law``, read without the rest of it."""
        mine, shipped = self.table(records.UserRate).all(order="half"), load_rates()
        return shipped.with_user_rows(shipped.not_shipped(mine)) if mine else shipped

    def setting(self, wanted: SettingDef) -> str:
        """The stored value of a setting, or its default."""
        found = self.table(records.Setting).first(key=wanted.key)
        return found.value if found else wanted.default

    def divisor(self) -> DivisorBasis:
        """The number of days a year counts for in interest."""
        return DivisorBasis(self.setting(DIVISOR))

    # ---- undo --------------------------------------------------------------------------------------------------------
    @property
    def undo_label(self) -> str | None:
        """Name of the step that ``undo`` would take back."""
        return self.db.undo_label

    @property
    def redo_label(self) -> str | None:
        """Name of the step that ``redo`` would do again."""
        return self.db.redo_label

    def undo(self, told: Told = silent) -> "Outcome[None]":
        """Take the last step back; ``Refused`` when a record has changed since. ``told`` as for ``Database.undo``."""
        done = self.db.undo(told)
        return Outcome(None, done.label, done.kinds)

    def redo(self, told: Told = silent) -> "Outcome[None]":
        """Do the last undone step again."""
        done = self.db.redo(told)
        return Outcome(None, done.label, done.kinds)

    @cached_property
    def drafts(self) -> Drafts:
        """What is typed and not saved yet; read when first asked for, and kept in memory alone while nothing may be written."""
        return Drafts(None if self.read_only else self.folder / DRAFTS)

    def keep_drafts_in(self, folder: Path) -> None:
        """Keep what is typed elsewhere: a desk that is thrown away must not take it along."""
        self.drafts = Drafts(folder)

    @cached_property
    def standing(self) -> "Standing":
        """Where each dispute stands; in memory alone while nothing may be written."""
        from litigedesk.standing.standing import Standing

        return Standing(self, None if self.read_only else self.folder)

    @cached_property
    def remembered(self) -> "Remembered":
        """Answers over whole tables, kept until a step touches them."""
        from litigedesk.queries.remembered import Remembered

        return Remembered(self)

    def scrub(self) -> bool:
        """Leave no trace of what was deleted, in the database nor in what is computed beside it; as ``Database.scrub``."""
        self.standing  # noqa: B018 - made now if nothing was asked of it yet, so that it is told
        return self.db.scrub()

    def profile(self) -> records.Profile:
        """The user's own record, empty before the first start is over."""
        return self.table(records.Profile).first() or records.Profile()


def _refuse_lost_database(folder: Path) -> None:
    """A folder with copies and no database has lost it: starting anew there would look like losing everything."""
    if not is_data_folder(folder) and has_copies(folder):
        raise DatabaseDamaged("Le fichier de vos données a disparu de ce dossier, mais ses sauvegardes y sont.")


def restore_newest(folder: Path, now: datetime) -> Backup:
    """Go back to the newest copy that is good, what is there put aside first. Raises ``StorageError`` when there is none."""
    keeper = Backups.of(folder)
    refused = StorageError("Il n’y a aucune sauvegarde dans ce dossier.")
    with FolderLock(folder):
        for copy in keeper.newest_first(now):
            try:
                with open_source(copy.path, Keys()) as source:
                    restore(keeper, source, now)
            except DatabaseDamaged as fault:
                refused = fault
                continue
            return copy
    raise refused


def make_folder(folder: Path) -> None:
    """Make the data folder, closed to other users; ``StorageError`` in words when the disk refuses or a file has that name."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        sentence = f"«\u202f{folder}\u202f» est un fichier, pas un dossier\u00a0: choisissez un autre dossier."
        raise StorageError(sentence) from None
    except OSError as fault:
        why = "le disque est plein" if fault.errno == errno.ENOSPC else "le système refuse d’y écrire"
        raise StorageError(f"Impossible de créer le dossier «\u202f{folder}\u202f»\u00a0: {why}.") from fault
