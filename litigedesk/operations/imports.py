"""Imports of clients and invoices: done in one step, their refused lines kept until the user has corrected them."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk.domain.upkeep import ImportBatch, ImportMapping, RefusedLine
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import Refused, StorageError
from litigedesk.exchange.tables import Step
from litigedesk.formats import typographic
from litigedesk.imports import mapping as mappings
from litigedesk.imports.plan import Choices, LineStatus, Plan
from litigedesk.imports.planning import revision
from litigedesk.listing import Head, Listing
from litigedesk.operations import backup, limitation_dates
from litigedesk.operations.exports import write_file
from litigedesk.operations.imported_clients import ImportedClients
from litigedesk.operations.imported_invoices import ImportedInvoices
from litigedesk.operations.imported_lines import WRITING, Told, Work
from litigedesk.operations.outcome import Outcome, operation
from litigedesk.store.faults import broken_links
from litigedesk.store.undo import in_parts

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_MOVED: Final = typographic(
    "Vos données ont changé depuis l’examen du fichier : examinez-le à nouveau. Rien n’a été importé."
)
_WORTH_KEEPING: Final = frozenset({LineStatus.NEW, LineStatus.UPDATE, LineStatus.DOUBTFUL, LineStatus.REFUSED})


def apply(
    desk: "Desk",
    plan: Plan,
    choices: Choices,
    progress: Step | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[ImportBatch]:
    """Add and change what the plan says, in one transaction and one undo step, a copy made before; the mapping is remembered.

    Nothing is written when ``cancelled`` says so on the way (``Cancelled``), or when there is nothing to do (the batch has no id).
    ``Refused`` when records have changed since the plan; ``StorageError`` when the disk refuses.
    """
    if revision(desk) != plan.revision:
        raise Refused(_MOVED)
    label = typographic(f"Import de {plan.source.name}")
    if not any(line.status in _WORTH_KEEPING for line in plan.lines):
        return Outcome(_batch(desk, plan, Told()), label, frozenset())
    backup.safeguard(desk, reason=label)
    with broken_links(), desk.db.transaction(label) as step:
        work = Work(desk, plan, choices, progress, cancelled)
        made = ImportedClients(work) if plan.kind is ImportKind.CLIENTS else ImportedInvoices(work)
        made.run()
        batch = desk.table(ImportBatch).insert(_batch(desk, plan, work.told))
        _keep_refused(plan, batch, work)
        limitation_dates.follow(desk, step.changes)
    with suppress(StorageError):  # the import is done: its columns are only asked again
        _remember(desk, plan)  # after it, or giving up would make the plan look out of date
    return Outcome(batch, label, step.done.kinds)


def _batch(desk: "Desk", plan: Plan, told: Told) -> ImportBatch:
    return ImportBatch(
        kind=plan.kind, file_name=plan.source.name, imported_on=desk.today(), added=told.added, updated=told.updated
    )  # fmt: skip


def _remember(desk: "Desk", plan: Plan) -> None:
    """Keep the mapping for the next file of the same kind: no step of the user's, so that undoing the import keeps it."""
    table = desk.table(ImportMapping)
    print_ = mappings.fingerprint(plan.source)
    held = table.first(kind=plan.kind, fingerprint=print_)
    wanted = ImportMapping(
        id=held.id if held is not None else None, kind=plan.kind, fingerprint=print_,
        columns=mappings.to_remember(plan.source, plan.mapping), used_on=desk.today(),
    )  # fmt: skip
    with desk.db.transaction("Correspondance des colonnes", undoable=False):
        if held is None:
            table.insert(wanted)
        else:
            table.update(wanted)


def _keep_refused(plan: Plan, batch: ImportBatch, work: Work) -> None:
    cells = {line.line: line.cells for line in plan.lines}
    for some in in_parts(list(work.told.refused.items())):
        work.pause()
        if work.progress is not None:
            work.progress(len(plan.lines), len(plan.lines), WRITING)
        work.desk.table(RefusedLine).insert_all(
            [
                RefusedLine(
                    import_batch_id=batch.id or 0, line=line, reason=reason,
                    content=json.dumps(list(zip(plan.source.columns, cells[line], strict=True)), ensure_ascii=False),
                )
                for line, reason in some
            ]
        )  # fmt: skip


# ---- afterwards ------------------------------------------------------------------------------------------------------
def batches(desk: "Desk") -> list[ImportBatch]:
    """The imports of clients and invoices done, the last first."""
    kinds = (ImportKind.CLIENTS, ImportKind.INVOICES)
    return [one for one in desk.table(ImportBatch).all(order="id DESC") if one.kind in kinds]


def refused(desk: "Desk", batch_id: int) -> list[RefusedLine]:
    """The lines that an import refused, in the order of the file."""
    return desk.table(RefusedLine).where(order="line, id", import_batch_id=batch_id)


def write_refused(desk: "Desk", batch_id: int, target: Path) -> Path:
    """Write the refused lines as a CSV, the reason in a last column, to be corrected and imported. Raises ``StorageError``."""
    from litigedesk.exchange.spreadsheet import write_csv

    lines = refused(desk, batch_id)
    if not lines:
        raise Refused(typographic("Cet import n’a refusé aucune ligne : il n’y a rien à enregistrer."))
    contents = [json.loads(line.content) for line in lines]
    columns = _columns(contents)
    rows = tuple(
        (*(dict(content).get(column, "") for column in columns), line.reason)
        for line, content in zip(lines, contents, strict=True)
    )
    heads = tuple(Head(column) for column in (*columns, mappings.REASON))
    write_file(target, write_csv(Listing(title="Lignes refusées", heads=heads, rows=rows)))
    return target


def _columns(contents: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """The columns of the file, in its order, without the reason that an earlier import had added."""
    names = dict.fromkeys(name for content in contents for name, _ in content)
    return [name for name in names if name != mappings.REASON]


@operation("Import oublié")
def forget(desk: "Desk", batch_id: int) -> None:
    """Throw away what is kept of an import, its refused lines with it; the records it made stay."""
    for line in refused(desk, batch_id):
        desk.table(RefusedLine).delete(line.id or 0)
    desk.table(ImportBatch).delete(batch_id)
