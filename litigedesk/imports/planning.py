"""The plan of an import: each line read, checked as the forms check it, and compared with the records already there."""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from litigedesk.bundle.work import Cancelled
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import BugError, Refused
from litigedesk.exchange.tables import Step
from litigedesk.formats import typographic
from litigedesk.imports.client_plan import ClientPlanning
from litigedesk.imports.drafts import InvoiceDraft
from litigedesk.imports.dues import Dues
from litigedesk.imports.invoice_plan import InvoicePlanning, present_invoices
from litigedesk.imports.lines import Layout, layout_of
from litigedesk.imports.mapping import ColumnMapping
from litigedesk.imports.merging import present_clients
from litigedesk.imports.owners import Owners
from litigedesk.imports.plan import LineStatus, Plan
from litigedesk.imports.source import Source

if TYPE_CHECKING:
    from litigedesk.desk import Desk

PLANNING: Final = "Examen des lignes"
_EVERY: Final = 50  # lines between two words on progress


def plan(
    desk: "Desk",
    source: Source,
    kind: ImportKind,
    mapping: ColumnMapping,
    progress: Step | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """What importing these lines would do; writes nothing. ``Refused`` when a field that lines need has no column.

    ``Cancelled`` when ``cancelled`` says so on the way.
    """
    if missing := mapping.missing():
        told = ", ".join(f"« {label} »" for label in missing)
        them = "les" if len(missing) > 1 else "la"
        raise Refused(typographic(f"Aucune colonne n’est donnée pour {told} : choisissez-{them}, puis recommencez."))

    def tick(done: int) -> None:
        if done % _EVERY == 0:
            if cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, len(source.table.rows), PLANNING)

    layout = layout_of(source.table, mapping)
    if kind is ImportKind.CLIENTS:
        return _of_clients(desk, source, mapping, layout, tick)
    if kind is ImportKind.INVOICES:
        return _of_invoices(desk, source, mapping, layout, tick)
    raise BugError(f"no import of {kind}")


def revision(desk: "Desk") -> str:
    """What changes with each step saved: tells a plan that records have moved under it."""
    return str(desk.db.value("SELECT token FROM revision"))


def _of_clients(
    desk: "Desk", source: Source, mapping: ColumnMapping, layout: Layout, tick: Callable[[int], None]
) -> Plan:
    made = ClientPlanning(source.table, layout, present_clients(desk))
    for place in range(len(source.table.rows)):
        tick(place)
        made.take(place)
    return Plan(
        ImportKind.CLIENTS, source, mapping, tuple(made.lines), tuple(made.doubts), tuple(made.unknown_kinds), layout.notes,
        revision(desk),
    )  # fmt: skip


def _of_invoices(
    desk: "Desk", source: Source, mapping: ColumnMapping, layout: Layout, tick: Callable[[int], None]
) -> Plan:
    owners = Owners(present_clients(desk))
    contracts = {one.id: one for one in desk.table(Contract).all() if one.id is not None}
    made = InvoicePlanning(
        desk, source, layout, owners, present_invoices(desk), Dues(desk.law, contracts), desk.today()
    )
    for place in range(len(source.table.rows)):
        tick(place)
        made.take(place)
    lines = made.finished()
    waiting: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if (
            isinstance(line.draft, InvoiceDraft)
            and line.draft.owner
            and line.status in (LineStatus.NEW, LineStatus.DOUBTFUL)
        ):
            waiting[line.draft.owner].append(line.line)
    return Plan(
        ImportKind.INVOICES, source, mapping, lines, owners.doubts(waiting), owners.unknown_kinds(waiting), layout.notes,
        revision(desk), owners.drafts,
    )  # fmt: skip
