"""Imports of clients and invoices: done in one step, their refused lines kept until the user has corrected them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk.domain.upkeep import ImportBatch, RefusedLine
from litigedesk.exchange.tables import Step
from litigedesk.imports.plan import Choices, Plan
from litigedesk.operations.outcome import Outcome

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def apply(
    desk: "Desk",
    plan: Plan,
    choices: Choices,
    progress: Step | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[ImportBatch]:
    """Add and change what the plan says, in one transaction and one undo step, a copy made before; the mapping is remembered.

    Nothing is written when ``cancelled`` says so on the way (``Cancelled``). ``Refused`` when records have changed since the plan;
    ``StorageError`` when the disk refuses.
    """
    raise NotImplementedError


def batches(desk: "Desk") -> list[ImportBatch]:
    """The imports done, the last first."""
    raise NotImplementedError


def refused(desk: "Desk", batch_id: int) -> list[RefusedLine]:
    """The lines that an import refused, in the order of the file."""
    raise NotImplementedError


def write_refused(desk: "Desk", batch_id: int, target: Path) -> Path:
    """Write the refused lines as a CSV, the reason in a last column, to be corrected and imported. Raises ``StorageError``."""
    raise NotImplementedError


def forget(desk: "Desk", batch_id: int) -> Outcome[None]:
    """Throw away what is kept of an import, its refused lines with it; the records it made stay."""
    raise NotImplementedError
