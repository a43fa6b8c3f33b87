"""The plan of an import: each line read, checked as the forms check it, and compared with the records already there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from litigedesk.domain.vocabulary import ImportKind
from litigedesk.exchange.tables import Step
from litigedesk.imports.mapping import ColumnMapping
from litigedesk.imports.plan import Plan
from litigedesk.imports.source import Source

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def plan(
    desk: "Desk",
    source: Source,
    kind: ImportKind,
    mapping: ColumnMapping,
    progress: Step | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """What importing these lines would do; writes nothing. ``UserError`` when a field that lines need has no column."""
    raise NotImplementedError
