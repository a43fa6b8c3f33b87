"""A fault of the program with client data all around it: the report and the journal hold none of it."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Payment
from litigedesk.operations import clients, disputes, invoices, letters, trash
from litigedesk.operations.letters import proposed_choices
from tests.bad_input.conftest import TODAY
from tests.bad_input.hostile import TEXTS
from ui.app import build_window
from ui.crash import JOURNAL, CrashDialog, CrashReporter, start_journal, stop_journal
from ui.main_window import MainWindow
from ui.window_state import WindowState

SECRETS = (
    "Boréal",
    "Roussel",
    "2500",
    "2 500",
    "2\u202f500",
    "F-2026-014",
    "00010002400017",
    "quai des Indes",
    "boreal",
    "LIT-2026",
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Path]:
    handler = start_journal(tmp_path / "journal")
    yield tmp_path / "journal" / JOURNAL
    stop_journal(handler)


def with_everything(depth: int, client: Client, amount: str) -> None:
    """A fault deep in the calls, its words and its local values full of what must stay here."""
    note = f"{client.name} doit {amount} (facture F-2026-014)"
    try:
        if depth:
            with_everything(depth - 1, client, amount)
        raise KeyError(note)
    except KeyError as error:
        error.add_note(note)
        raise ValueError(f"{note!r}", client, {client.name: amount}) from error


def group(client: Client) -> None:
    raise ExceptionGroup(
        f"pour {client.name}", [ValueError(client.name), OSError(2, client.name, f"/home/{client.name}/F-2026-014.pdf")]
    )


def unicode_fault(client: Client) -> None:
    client.name.encode("ascii")


FAULTS: dict[str, Callable[[Client], object]] = {
    "deep": lambda client: with_everything(3, client, "2 500,00 €"),
    "group": group,
    "unicode": unicode_fault,
    "lookup": lambda client: {}[client.name],  # type: ignore[var-annotated]
    "own class": lambda client: (_ for _ in ()).throw(
        type("Fault", (Exception,), {"__str__": lambda _: client.name})()
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
@pytest.mark.parametrize("thread", [False, True], ids=["in the window", "beside it"])
def test_neither_the_report_nor_the_journal_quotes_what_was_typed(
    desk: Desk,
    debtor: Client,
    journal: Path,
    french: QApplication,
    qtbot: QtBot,
    fault: Callable[[Client], object],
    thread: bool,
) -> None:
    shown: list[str] = []
    reporter = CrashReporter(journal, shown.append)
    logging.getLogger("litigedesk").warning("dossier %d", 3)
    if thread:
        before = threading.excepthook
        threading.excepthook = reporter._thread_hook
        worker = threading.Thread(target=fault, args=(debtor,))
        worker.start()
        worker.join()
        threading.excepthook = before
    else:
        try:
            fault(debtor)
        except Exception as error:  # noqa: BLE001 (whatever it is: that is what the hook is for)
            reporter.hook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    written = shown[0] + journal.read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret in written] == []
    assert "test_crash_without_names.py" in written
    assert "dossier 3" in shown[0]
    assert "/home" not in written


def test_a_session_of_work_leaves_ids_only_in_the_journal(
    desk: Desk, unpaid: Dispute, journal: Path, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("litigedesk", "ui"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    window = build_window(desk, WindowState(tmp_path / "f.ini"))
    qtbot.addWidget(window)
    window.show()
    for kind in ("client", "invoice", "dispute"):
        window.context.navigate(kind, 1)
    invoices.save_payment(desk, Payment(invoice_id=1, paid_on=TODAY, amount=Money.of(100), note=TEXTS["html"]))
    letters.file(desk, of_dispute(1), "relance-amiable", proposed_choices(desk, "relance-amiable"))
    disputes.delete(desk, 1)
    trash.restore(desk, desk.trash.all()[0].id or 0)
    window.context.run(clients.delete, 1)
    desk.undo()
    desk.backups.make(desk.now())
    logging.getLogger("litigedesk").info("fin")
    for name in ("litigedesk", "ui"):
        logging.getLogger(name).setLevel(logging.INFO)
    written = journal.read_text(encoding="utf-8")
    assert "fin" in written
    assert [secret for secret in SECRETS if secret in written] == []


def test_a_fault_in_the_window_opens_one_box_that_can_be_copied_and_the_window_goes_on(
    desk: Desk, debtor: Client, journal: Path, french: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window: MainWindow = build_window(desk, WindowState(tmp_path / "f.ini"))
    qtbot.addWidget(window)
    window.show()
    reporter = CrashReporter(journal)
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, CrashDialog)
            seen.append(dialog.findChild(QPlainTextEdit).toPlainText())
            dialog.copy_button.click()
        finally:
            if isinstance(dialog, QDialog):
                dialog.accept()

    QTimer.singleShot(0, answer)
    try:
        with_everything(1, debtor, "2 500,00 €")
    except ValueError as error:
        reporter.hook(type(error), error, error.__traceback__)
    assert len(seen) == 1
    assert QGuiApplication.clipboard().text() == seen[0]
    assert "Boréal" not in seen[0]
    assert window.isVisible()
    assert clients.save(desk, Client(name="Martin")).value.id == 2
