"""« Enregistrer les lignes refusées (CSV)… »: where, and what came of it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk.domain.upkeep import ImportBatch
from litigedesk.errors import UserError
from litigedesk.formats import typographic
from litigedesk.operations import imports as operations

from ..context import Context
from ..palette import Tone
from ..widgets.panels import BottomBar


def save_refused(context: Context, parent: QWidget, batch: ImportBatch, bar: BottomBar, folder: Path) -> None:
    """Ask where the lines go and write them; the bar says what came of it."""
    name = f"{Path(batch.file_name).stem} - lignes refusées.csv"
    chosen, _ = QFileDialog.getSaveFileName(
        parent, typographic("Enregistrer les lignes refusées"), str(folder / name), "CSV (*.csv)"
    )
    if not chosen:
        return
    try:
        written = operations.write_refused(context.desk, batch.id or 0, Path(chosen))
    except UserError as fault:
        bar.set_status(str(fault))
    else:
        bar.set_status(f"Enregistré : {written.name}", Tone.FINE, "circle-check")
