"""Long operations as the user starts them, and the longest silence of the window while each runs, progress shown or not."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from litigedesk.operations import bulk, readable_exit
from tests.benchmarks import timing
from tests.benchmarks.figures import Figure
from tests.benchmarks.heartbeat import watched
from tests.benchmarks.stage import Stage, settle, show_tab
from tests.benchmarks.storing import written_csv
from ui.dialogs.bulk import delete_several
from ui.dialogs.check_work import CheckWork
from ui.dialogs.everything import write_readable
from ui.dialogs.long_step import LongStep
from ui.dialogs.long_work import LongWork
from ui.list_output import export_listing
from ui.models.noun import Noun
from ui.wizard.import_dialog import ImportDialog

DELETED: Final = 200
INVOICES: Final = 3  # the place of that tab
DISPUTES: Final = 4
OPENED: Final = {
    "held-backups": "file.backups", "held-charts": "tools.charts", "held-privacy": "tools.privacy",
    "held-reminders": "tools.reminders",
}  # fmt: skip


def measures(stage: Stage) -> Iterator[Figure]:
    """Every figure of this subject at one size."""
    yield from _import(stage)
    show_tab(stage.window, DISPUTES)
    yield _held(stage, "held-delete", partial(_delete, stage))
    yield _held(stage, "held-undo-delete", stage.window.context.undo)
    show_tab(stage.window, INVOICES)
    yield _held(stage, "held-export", partial(_export, stage))
    work = CheckWork(stage.window)
    yield _held(stage, "held-check", lambda: work.start(stage.desk), lambda: work.is_busy)
    work.stop()
    yield _held(stage, "held-exit", partial(_exit, stage))
    for row, action in OPENED.items():
        yield _held(stage, row, partial(_open_and_close, stage, action))


def _held(stage: Stage, row: str, action: Callable[[], object], is_busy: Callable[[], bool] = lambda: False) -> Figure:
    with watched() as beat:
        action()
        while is_busy():
            settle()
        settle()
    silence = beat.worked if timing.is_processor_time() else beat.longest
    return Figure(row=row, clients=stage.clients, ms=max(silence, 0.1))


def _import(stage: Stage) -> Iterator[Figure]:
    """As many clients again, then taken back and done again."""
    dialog = ImportDialog(stage.window.context, stage.window)
    dialog.show()
    dialog.read([written_csv(stage)])
    while dialog.tasks.is_busy():
        settle()
    dialog.plan()
    yield _held(stage, "held-import", dialog.apply)
    dialog.close()
    dialog.deleteLater()
    context = stage.window.context
    yield _held(stage, "held-undo", context.undo)
    yield _held(stage, "held-redo", context.redo)
    context.undo()


def _delete(stage: Stage) -> None:
    rows = stage.desk.db.rows("SELECT id FROM dispute ORDER BY id DESC LIMIT ?", (DELETED,))
    QTimer.singleShot(0, stage.window, _agree)
    delete_several(
        stage.window.context, stage.window, Noun("litige", "litiges"), [row["id"] for row in rows], bulk.delete_disputes
    )


def _agree() -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == "Mettre à la corbeille").click()


def _export(stage: Stage) -> None:
    """The list in front, as a workbook."""
    pane = next(pane for pane in stage.window.current_tab.panes() if pane.isVisible())
    target = stage.place / "liste.xlsx"
    with patch.object(QFileDialog, "getSaveFileName", lambda *_: (str(target), "")):
        export_listing(stage.window.context, stage.window, pane.listed())


def _exit(stage: Stage) -> None:
    write_readable(stage.window, stage.desk, readable_exit.everything, stage.place / "sortie", lambda _fault: None)


def _open_and_close(stage: Stage, action: str) -> None:
    """A window of the menus, closed once it is there."""
    closing = QTimer(stage.window, interval=50)
    closing.timeout.connect(_close)
    closing.start()
    stage.window.actions_of_menus.trigger(action)
    closing.stop()
    closing.deleteLater()


def _close() -> None:
    shown = QApplication.activeModalWidget()
    if isinstance(shown, QDialog) and not isinstance(shown, LongWork | LongStep):
        shown.reject()
