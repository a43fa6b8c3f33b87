"""The check of a data folder: storage, files, then what records say of each other; each finding mended or set aside."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.upkeep import IgnoredFinding
from litigedesk.errors import BugError, LitigeDeskError
from litigedesk.operations.checks import days, disputes, money, records
from litigedesk.operations.checks.rule import Found, Remark, Rule, Severity
from litigedesk.operations.outcome import Outcome, operation
from litigedesk.store import check
from litigedesk.store.check import Finding

if TYPE_CHECKING:
    from litigedesk.desk import Desk

__all__ = ["Cancelled", "Examination", "Remark", "Severity", "examine", "heed", "ignore", "repair", "repair_all"]

RULES: Final = {rule.code: rule for rules in (records.RULES, money.RULES, days.RULES, disputes.RULES) for rule in rules}

# What the store finds: what it is about without naming anything, and how much it matters.
_STORE: Final[Mapping[str, tuple[str, Severity]]] = {
    "index": ("Index incohérent", Severity.DAMAGE),
    "database-damaged": ("Base de données abîmée", Severity.DAMAGE),
    "broken-link": ("Éléments qui se rattachent à rien", Severity.DAMAGE),
    "file-missing": ("Fichier qui manque", Severity.DAMAGE),
    "file-altered": ("Fichier modifié depuis son enregistrement", Severity.DAMAGE),
    "file-orphan": ("Fichier rattaché à rien", Severity.OVERSIGHT),
    "temporary-file": ("Reste d’une écriture interrompue", Severity.OVERSIGHT),
}
_NEVER_IGNORED: Final = frozenset({"index", "database-damaged", "broken-link"})

Progress = Callable[[int, int, str], object]
IsCancelled = Callable[[], bool]


class Cancelled(LitigeDeskError):
    """The user gave the check up."""


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What a check found, the gravest first, and how much it looked at; ``ignored`` is what the user set aside before."""

    remarks: tuple[Remark, ...]
    ignored: tuple[Remark, ...]
    records: int
    files: int

    @property
    def repairable(self) -> tuple[Remark, ...]:
        """What « Tout réparer » would mend."""
        return tuple(one for one in self.remarks if one.repairable)


def examine(
    desk: "Desk",
    *,
    undoable: frozenset[str] = frozenset(),
    progress: Progress = lambda _done, _total, _words: None,
    cancelled: IsCancelled = lambda: False,
) -> Examination:
    """Look at everything; changes nothing. ``desk`` may be one opened for reading only, in a thread of its own.

    ``undoable`` are files that an undo of the user's own desk may bring back (``undoable_files``). Raises ``Cancelled``.
    """
    steps = len(RULES)
    files = desk.vault.count()

    def reading(done: int, _files: int) -> None:
        if cancelled():
            raise Cancelled
        progress(done, files + steps, f"Lecture des fichiers, {done + 1} sur {files}")

    found = [_of_store(one) for one in check.examine(desk.db, desk.vault, desk.folder, undoable=undoable, told=reading)]
    if not any(
        one.code in {"database-damaged", "broken-link"} for one in found
    ):  # or a question would trip over the damage
        for left, total in disputes.brought(desk):  # what the rules of disputes ask
            if cancelled():
                raise Cancelled
            progress(files, files + steps, f"Mise à jour des dossiers, {total - left} sur {total}")
        for done, rule in enumerate(RULES.values()):
            if cancelled():
                raise Cancelled
            progress(files + done, files + steps, rule.title)
            found += [_of_rule(rule, one) for one in rule.find(desk)]
    return _sorted_out(desk, found, files)


def undoable_files(desk: "Desk") -> frozenset[str]:
    """The files that an undo of this desk may bring back, for a check made by another connection."""
    return frozenset(check.recoverable_files(desk.db))


def _of_store(finding: Finding) -> Remark:
    title, severity = _STORE[finding.code]
    return Remark(
        code=finding.code,
        title=title,
        severity=severity,
        sentence=finding.sentence,
        subject=finding.subject,
        repairable=finding.repairable,
        ignorable=finding.code not in _NEVER_IGNORED,
    )


def _of_rule(rule: Rule, found: Found) -> Remark:
    return Remark(
        code=rule.code,
        title=rule.title,
        severity=rule.severity,
        sentence=formats.typographic(found.sentence),
        subject=found.subject,
        repairable=rule.mend is not None,
        ignorable=True,
        opens=found.opens,
    )


def _sorted_out(desk: "Desk", found: list[Remark], files: int) -> Examination:
    aside = {(one.code, one.subject) for one in desk.table(IgnoredFinding).all()}
    order = list(Severity)
    found.sort(key=lambda one: order.index(one.severity))
    ignored = [replace(one, ignored=True) for one in found if one.ignorable and (one.code, one.subject) in aside]
    shown = [one for one in found if not (one.ignorable and (one.code, one.subject) in aside)]
    tables = [one.name for one in desk.db.schema.definitions]
    counted = sum(desk.db.value(f'SELECT count(*) FROM "{table}"') for table in tables)
    return Examination(remarks=tuple(shown), ignored=tuple(ignored), records=counted, files=files)


# ---- what is done about a finding ------------------------------------------------------------------------------------
def repair(desk: "Desk", remark: Remark) -> Outcome[bool]:
    """Mend one finding, and say whether it is mended; nothing of the user's is lost. ``BugError`` for one without a repair.

    What a rule mends is one undo step. A file or an index is mended in place, which undo does not know; before an index is made
    anew the database is copied. Raises ``StorageError``, ``NotFound`` when the record is gone.
    """
    if not remark.repairable:
        raise BugError(f"{remark.code} cannot be repaired")
    if remark.code in RULES:
        return _mend(desk, (remark,))
    if remark.code == "index":
        desk.backups.make(desk.now())
    finding = Finding(remark.code, remark.sentence, remark.repairable, remark.subject)
    return Outcome(check.repair(desk.db, desk.vault, finding), "Données réparées", frozenset())


def repair_all(desk: "Desk", remarks: tuple[Remark, ...]) -> Outcome[bool]:
    """Mend all of these, the ones of rules as one undo step; true when all are."""
    of_rules = tuple(one for one in remarks if one.code in RULES)
    others = [repair(desk, one).value for one in remarks if one.code not in RULES]
    if not of_rules:
        return Outcome(all(others), "Données réparées", frozenset())
    mended = _mend(desk, of_rules)
    return replace(mended, value=mended.value and all(others))


@operation("Données réparées")
def _mend(desk: "Desk", remarks: tuple[Remark, ...]) -> bool:
    mended = [_mended(desk, one) for one in remarks]  # each is tried, whatever became of the others
    return all(mended)


def _mended(desk: "Desk", remark: Remark) -> bool:
    mend = RULES[remark.code].mend
    return mend is not None and mend(desk, int(remark.subject.split(":")[1]))


@operation("Constat ignoré")
def ignore(desk: "Desk", remark: Remark) -> None:
    """Set a finding aside: it is no longer counted as wrong, as long as it stays the same."""
    if not remark.ignorable:
        raise BugError(f"{remark.code} cannot be ignored")
    table = desk.table(IgnoredFinding)
    if table.first(code=remark.code, subject=remark.subject) is None:
        table.insert(IgnoredFinding(code=remark.code, subject=remark.subject, ignored_on=desk.today()))


@operation("Constat à nouveau signalé")
def heed(desk: "Desk", remark: Remark) -> None:
    """Count a finding as wrong again."""
    for held in desk.table(IgnoredFinding).where(code=remark.code, subject=remark.subject):
        desk.table(IgnoredFinding).delete(held.id or 0)


def report(found: Examination, version: str) -> Iterator[str]:
    """The lines of a report that names nobody: what was looked at, and each finding by its kind and the number of its record."""
    yield f"LitigeDesk {version}"
    yield f"{formats.count(found.records, 'enregistrement')}, {formats.count(found.files, 'fichier')}"
    if not found.remarks and not found.ignored:
        yield "Tout est en ordre."
    for one in (*found.remarks, *found.ignored):
        where = one.subject if one.code in RULES else ""
        aside = ", ignoré" if one.ignored else ""
        yield f"{one.code}{aside} : {one.title}{f' ({where})' if where else ''}"
