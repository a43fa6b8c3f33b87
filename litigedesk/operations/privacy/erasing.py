"""The data of a client erased or made anonymous, for good: records, trash, steps to undo, lines of imports, kept files.

This is the one act that cannot be undone, and before which no copy is taken: it would keep the person. Copies taken earlier keep
them until they are thinned.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from litigedesk.domain.records import Client, Setting, StoredFile
from litigedesk.domain.upkeep import ImportBatch, RefusedLine, SavedList
from litigedesk.errors import Refused, StorageError
from litigedesk.operations.outcome import Outcome, operation
from litigedesk.operations.privacy import traces as tracing
from litigedesk.operations.privacy.anonymous import GONE, anonymous
from litigedesk.operations.privacy.parts import leaving
from litigedesk.operations.privacy.traces import FILES, Traces
from litigedesk.queries import privacy
from litigedesk.rules.retention import Kept
from litigedesk.settings import FILES_TO_ERASE
from litigedesk.store.links import Key
from litigedesk.store.trash import TrashEntry

if TYPE_CHECKING:
    from litigedesk.desk import Desk

EVERYTHING: Final = frozenset(Kept)
_REASONS: Final = (
    "Des raisons légales demandent encore de garder des données de ce client\u00a0: dites que vous les avez lues, "
    "ou attendez."
)
_NOT_SCRUBBED: Final = (
    "le fichier des données n’a pas pu être récrit, faute de place\u00a0: l’ancien contenu peut s’y lire encore"
)
_AT_THE_END: Final = "l’ancien contenu du fichier des données sera récrit à la fermeture de LitigeDesk"
_IN_USE: Final = (
    "{} n’a pas pu être effacé\u00a0: fermez les programmes qui l’ont ouvert, l’effacement finira à la prochaine "
    "ouverture"
)


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """What was erased: how many records and kept files, their keys, and what is still there and why, in sentences."""

    records: int
    files: int
    keys: frozenset[Key]
    left: tuple[str, ...]


def erase(
    desk: "Desk", client_ids: Sequence[int], *, despite_reasons: bool = False, parts: Collection[Kept] = EVERYTHING
) -> Outcome[Erasure]:
    """Erase all that is held of these clients, or only these ``parts``; who they are goes with the last part.

    ``Refused`` while a legal reason keeps what would go, unless ``despite_reasons``; ``NotFound`` when one is gone. All of it or
    nothing; never undone.
    """
    done = _erase(desk, tuple(client_ids), despite_reasons, frozenset(parts))
    return replace(done, value=_finished(desk, done.value))


def anonymise(desk: "Desk", client_id: int, *, despite_reasons: bool = False) -> Outcome[Erasure]:
    """Take out everything that tells who a client is: names, addresses, contacts, free texts, files. Sums and dates stay.

    Raises as ``erase``; never undone.
    """
    done = _anonymise(desk, client_id, despite_reasons)
    return replace(done, value=_finished(desk, done.value))


def finish(desk: "Desk") -> int:
    """Delete the kept files of an erasure that was cut short; how many are still there."""
    return len(_remove_files(desk))


@operation("Données effacées", undoable=False)
def _erase(desk: "Desk", client_ids: Sequence[int], despite_reasons: bool, parts: frozenset[Kept]) -> Erasure:
    _refuse_kept(desk, client_ids, despite_reasons, parts)
    traces = tracing.of_clients(desk, client_ids)
    gone = leaving(traces, desk.db.schema, parts)
    files = traces.file_ids({*gone, *traces.once})
    _forget_around(desk, traces)
    _cut_links(desk, traces, gone)
    _delete(desk, gone)
    for client_id in client_ids:
        if ("client", client_id) not in gone and Kept.EXCHANGES in parts:
            table = desk.table(Client)
            table.update(replace(table.get(client_id), notes=""))
    return _erasure(desk, traces, gone, files)


@operation("Données rendues anonymes", undoable=False)
def _anonymise(desk: "Desk", client_id: int, despite_reasons: bool) -> Erasure:
    _refuse_kept(desk, [client_id], despite_reasons, EVERYTHING)
    traces = tracing.of_clients(desk, [client_id])
    gone = {key for key in traces.keys if key[0] in GONE}
    files = traces.file_ids(traces.all_keys)
    _forget_around(desk, traces)
    _cut_links(desk, traces, gone)
    _delete(desk, gone)
    for table, record_id in sorted(traces.keys - gone):
        definition = desk.db.schema.named(table)
        held = desk.table(definition.record)
        changed = anonymous(table, held.get(record_id), _without_files(traces, table))
        if isinstance(changed, Client):
            changed = replace(changed, erased_on=desk.today())
        held.update(changed)
    return _erasure(desk, traces, set(traces.keys), files)


# ---- inside the step -------------------------------------------------------------------------------------------------
def _refuse_kept(desk: "Desk", client_ids: Sequence[int], despite_reasons: bool, parts: Collection[Kept]) -> None:
    rows = privacy.some(desk, client_ids, desk.today())
    if not despite_reasons and any(set(parts) - set(row.assessment.free_parts) for row in rows):
        raise Refused(_REASONS)


def _forget_around(desk: "Desk", traces: Traces) -> None:
    """The trash, the lines of imports and the lists that name the client."""
    for entry in traces.trash:
        desk.table(TrashEntry).delete(entry.id or 0)
    for line in desk.table(RefusedLine).all():
        if tracing.names_them(traces, line.content):
            desk.table(RefusedLine).delete(line.id or 0)
    for batch in desk.table(ImportBatch).all():
        if tracing.names_them(traces, batch.file_name):
            desk.table(ImportBatch).update(replace(batch, file_name="(effacé)"))
    for saved in desk.table(SavedList).all():
        if tracing.names_them(traces, saved.question) or tracing.names_them(traces, saved.name):
            desk.table(SavedList).delete(saved.id or 0)


def _cut_links(desk: "Desk", traces: Traces, gone: set[Key]) -> None:
    """What stays no longer refers to what goes."""
    for table, record_id in traces.keys - gone:
        image = desk.db.image(table, record_id)
        assert image is not None
        changed = dict(image)
        for link in traces.held:
            if link.table == table and (link.parent, image[link.column]) in gone:
                changed[link.column] = None
        if changed != image:
            desk.db.update_row(table, image, changed)


def _delete(desk: "Desk", gone: Iterable[Key]) -> None:
    """Delete rows, those that refer to others first."""
    wanted: dict[str, list[int]] = {}
    for table, record_id in gone:
        wanted.setdefault(table, []).append(record_id)
    for definition in reversed(desk.db.schema.definitions):
        images = [desk.db.image(definition.name, one) for one in sorted(wanted.get(definition.name, ()))]
        rows = [image for image in images if image is not None]
        for image in sorted(rows, key=lambda one: one.get("credited_invoice_id") is None):
            desk.db.delete_row(definition.name, image)


def _without_files(traces: Traces, table: str) -> Mapping[str, None]:
    return {link.column: None for link in traces.held if link.table == table and link.parent == FILES}


def _erasure(desk: "Desk", traces: Traces, gone: set[Key], files: set[int]) -> Erasure:
    """Let the kept files go that nothing names any more, and note their content, to be deleted after the step is saved."""
    free = _unused(desk, traces, files)
    table = desk.table(StoredFile)
    contents = {table.get(file_id).sha256 for file_id in free}
    for file_id in free:
        table.delete(file_id)
    _note(desk, contents)
    return Erasure(
        records=len(gone) + len(traces.trash),
        files=len(contents),
        keys=traces.all_keys,
        left=(),
    )


def _unused(desk: "Desk", traces: Traces, files: set[int]) -> list[int]:
    """Of these kept files, those that no record, no deleted record and no step to undo of anybody else names."""
    named: set[int] = set()
    for link in traces.held:
        if link.parent == FILES:
            rows = desk.db.rows(
                f'SELECT DISTINCT "{link.column}" FROM "{link.table}" WHERE "{link.column}" IS NOT NULL'
            )
            named |= {row[0] for row in rows}
    others = [*desk.db.journal.images(), *(one for entry in desk.trash.all() for one in entry.rows)]
    for table, row in others:
        if (table, row["id"]) not in traces.all_keys:
            columns = [link.column for link in traces.held if link.table == table and link.parent == FILES]
            named |= {value for column in columns if isinstance(value := row.get(column), int)}
    known = {one for one in files if desk.table(StoredFile).find(one) is not None}
    return sorted(known - named)


# ---- after the step --------------------------------------------------------------------------------------------------
def _note(desk: "Desk", contents: Iterable[str]) -> None:
    held = desk.table(Setting).first(key=FILES_TO_ERASE)
    wanted = sorted({*contents, *(json.loads(held.value) if held is not None else ())})
    if held is not None:
        desk.table(Setting).update(replace(held, value=json.dumps(wanted)))
    elif wanted:
        desk.table(Setting).insert(Setting(key=FILES_TO_ERASE, value=json.dumps(wanted)))


def _finished(desk: "Desk", done: Erasure) -> Erasure:
    """What is outside the records: steps to undo, drafts, the content of files, the old content of the data file."""
    desk.db.journal.forget(set(done.keys))
    left = [_IN_USE.format(one) for one in _remove_files(desk)]
    try:
        desk.drafts.forget(done.keys)
        if not desk.scrub():
            left.append(_AT_THE_END)
    except StorageError:
        left.append(_NOT_SCRUBBED)
    return replace(done, left=tuple(left))


def _remove_files(desk: "Desk") -> list[str]:
    """Delete the content of files noted, but for what a record names again; the names of those that the system keeps."""
    held = desk.table(Setting).first(key=FILES_TO_ERASE)
    if held is None:
        return []
    left = []
    for sha256 in json.loads(held.value):
        if desk.table(StoredFile).first(sha256=sha256) is None and not desk.vault.erase(sha256):
            left.append(sha256)
    with desk.db.transaction("Fichiers effacés", undoable=False):
        if left:
            desk.table(Setting).update(replace(held, value=json.dumps(left)))
        else:
            desk.table(Setting).delete(held.id or 0)
    return [f"«\u202f{one[:8]}…\u202f»" for one in left]


__all__ = ["EVERYTHING", "Erasure", "anonymise", "erase", "finish"]
