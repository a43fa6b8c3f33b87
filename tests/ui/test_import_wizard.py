"""« Importer des clients ou des factures… »: the columns, the preview with its questions, the result, giving up, taking back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Client, Invoice
from litigedesk.domain.upkeep import ImportBatch
from litigedesk.domain.vocabulary import ClientKind, ImportKind
from litigedesk.imports import LineStatus
from tests.ui.disputes_world import client_named
from ui.app import build_window
from ui.context import Context
from ui.dialogs.bank import BankDialog
from ui.forms.editors import ChoiceEditor
from ui.widgets.buttons import Button
from ui.widgets.text import Label
from ui.window_state import WindowState
from ui.wizard.import_dialog import ImportDialog
from ui.wizard.import_past import PastImportsDialog

CLIENTS = """Nom;Prénom;Raison sociale;SIRET;E-mail;Code postal;Ville;Interne
;;Hôtel du Port SARL;;contact@port.fr;56100;Lorient;x
;;Menuiserie Kerbrat;123;;29200;Brest;
;;Atelier Quémeneur;;atelier@q.fr;56400;Auray;
Dupont;Jean;;;jean@dupont.fr;56000;Vannes;
"""
INVOICES = "Numéro;Client;Date;Total TTC\n" + "".join(
    f"F-{n};Hôtel du Port;0{1 + n % 9}/03/2026;{n},50\n" for n in range(1, 400)
)

Opened = Callable[[str, str], ImportDialog]


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just built is shown a moment later
    shown = [one.full_text() for one in widget.findChildren(Label) if one.isVisibleTo(widget)]
    return " ".join(shown).replace("\u00a0", " ").replace("\u202f", " ")


def button(widget: QWidget, name: str) -> Button:
    return next(one for one in widget.findChildren(Button) if one.objectName() == name)


@pytest.fixture
def opened(context: Context, qtbot: QtBot, tmp_path: Path) -> Opened:
    def make(name: str, text: str) -> ImportDialog:
        path = tmp_path / name
        path.write_bytes(text.encode("cp1252"))
        dialog = ImportDialog(context, None)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.read([path])
        qtbot.waitUntil(lambda: not dialog.tasks.is_busy(), timeout=20_000)
        return dialog

    return make


def look_at(dialog: ImportDialog, label: str) -> None:
    table = dialog.preview.table
    place = next(n for n, line in enumerate(table.ticks.rows()) if label in line.label)
    table.setCurrentIndex(table.ticks.index(place, 0))


def test_clients_are_imported_with_what_the_user_decides_and_taken_back_at_once(
    desk: Desk, opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = client_named(desk, "Jean Dupont", ClientKind.CONSUMER)
    dialog = opened("clients.csv", CLIENTS)
    assert dialog.stack.currentWidget() is dialog.columns
    assert "7 colonnes reprises sur 8" in words(dialog.columns)
    dialog.next_button.click()
    preview = dialog.preview
    assert "4 lignes" in words(preview)
    assert preview.decisions is not None
    counts = preview.decisions.plan.counts
    assert (counts[LineStatus.REFUSED], counts[LineStatus.DOUBTFUL]) == (1, 1)
    look_at(dialog, "Dupont")
    button(preview.line, f"import.who.{known}").click()
    preview.kind.set_value(ClientKind.PROFESSIONAL)
    preview.kind.changed.emit()
    preview.filters.set_key("all")
    preview.filters.chosen.emit("all")
    look_at(dialog, "Quémeneur")
    QApplication.processEvents()
    found = preview.line.findChildren(ChoiceEditor)
    editor = next(one for one in found if one.isVisibleTo(preview.line))
    editor.set_value(ClientKind.PUBLIC)
    editor.changed.emit()
    dialog.import_button.click()
    kinds = {client.name: client.kind for client in desk.table(Client).all()}
    assert len(kinds) == 3
    assert kinds["Atelier Quémeneur"] is ClientKind.PUBLIC
    assert kinds["Hôtel du Port SARL"] is ClientKind.PROFESSIONAL
    assert "2 clients ajoutés 1 fiche mise à jour 1 ligne refusée" in words(dialog.done_page)
    target = tmp_path / "refus.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    dialog.save_button.click()
    assert "Menuiserie Kerbrat" in target.read_text(encoding="utf-8-sig")
    past = PastImportsDialog(dialog._context, None)
    qtbot.addWidget(past)
    past.show()
    assert "2 clients ajoutés, 1 fiche mise à jour, 1 ligne refusée" in words(past)
    dialog.undo_button.click()
    assert [client.id for client in desk.table(Client).all()] == [known]
    assert desk.table(ImportBatch).count() == 0


def test_a_line_left_out_is_not_imported_and_the_button_counts(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    dialog = opened("clients.csv", CLIENTS)
    dialog.plan()
    assert "3" in dialog.import_button.text()
    look_at(dialog, "Dupont")
    table = dialog.preview.table
    table.ticks.setData(
        table.ticks.index(table.currentIndex().row(), 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    qtbot.waitUntil(lambda: "2" in dialog.import_button.text())
    dialog.apply()
    assert "Jean Dupont" not in {client.name for client in desk.table(Client).all()}


def test_giving_up_on_the_way_leaves_nothing_and_the_timers_of_others_wait(
    desk: Desk, opened: Opened, context: Context, qtbot: QtBot
) -> None:
    client_named(desk, "Hôtel du Port")
    dialog = opened("factures.csv", INVOICES)
    assert dialog.columns.kind.value is ImportKind.INVOICES
    dialog.plan()
    fired: list[bool] = []
    others = QTimer(context, interval=0)
    others.timeout.connect(lambda: fired.append(dialog._working))
    others.start()
    own = QTimer(dialog, interval=0, singleShot=True)
    own.timeout.connect(dialog.reject)
    own.start()
    dialog.apply()
    assert dialog.stack.currentWidget() is dialog.preview, "the window stays, to try again"
    assert "rien n’a été enregistré" in dialog.bar.status.label.full_text()
    assert (desk.table(Invoice).count(), desk.table(ImportBatch).count()) == (0, 0)
    assert not any(fired), "a timer of another window would write inside the transaction"
    qtbot.waitUntil(lambda: bool(fired))
    others.stop()
    dialog.apply()
    assert desk.table(Invoice).count() == 399


def test_a_file_read_otherwise_and_another_kind_of_records_show_other_columns(opened: Opened, qtbot: QtBot) -> None:
    dialog = opened("x.csv", "Numéro|Client|Date|Montant TTC\nF-1|Hôtel;Port|01/02/2026|12,00\n")
    assert "d’après le nom" in words(dialog.columns)
    dialog.columns.reading.delimiter.set_value(";")
    dialog.columns.reading.delimiter.changed.emit()
    qtbot.waitUntil(lambda: not dialog.tasks.is_busy(), timeout=20_000)
    assert len(dialog.columns.table.combos) == 2
    dialog.columns.kind.set_value(ImportKind.CLIENTS)
    dialog.columns.kind.changed.emit()
    assert dialog.columns.mapping is not None
    assert dialog.columns.mapping.kind is ImportKind.CLIENTS
    dialog.columns.table.changed.emit(0, None)
    dialog.columns.table.changed.emit(1, None)
    assert not dialog.next_button.isEnabled()
    assert "Nom ou raison sociale" in words(dialog.columns)


def test_a_statement_of_account_is_told_from_invoices(opened: Opened, qtbot: QtBot) -> None:
    dialog = opened("releve.csv", "Date;Libellé;Montant\n01/02/2026;VIR HOTEL;12,00\n")
    assert "relevé de compte" in words(dialog.columns)
    assert isinstance(seen(button(dialog.columns, "import.bank").click, qtbot), BankDialog)


@pytest.mark.parametrize(
    ("name", "text"), [("x.csv", ""), ("x.xlsx", "PK\x03\x04"), ("x.csv", "%PDF-1.7"), ("x.vcf", "BEGIN:VCARD")]
)
def test_what_cannot_be_read_is_said_where_it_was_chosen(opened: Opened, name: str, text: str) -> None:
    dialog = opened(name, text)
    if dialog.stack.currentWidget() is dialog.files:
        assert name in words(dialog.files)
    else:
        assert "refusée" in words(dialog.preview)


def test_files_dropped_on_the_window_open_what_reads_them(
    desk: Desk, state: WindowState, qtbot: QtBot, tmp_path: Path
) -> None:
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    for name, kind in (("c.csv", ImportDialog), ("r.ofx", BankDialog)):
        path = tmp_path / name
        path.write_text(CLIENTS, encoding="utf-8")
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        page, held, keys = window.centralWidget(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, held, keys)
        letting_go = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, held, keys)
        QApplication.sendEvent(page, entering)
        assert isinstance(seen(partial(QApplication.sendEvent, page, letting_go), qtbot), kind)


def seen(opens: Callable[[], object], qtbot: QtBot) -> QWidget | None:
    """What window ``opens`` shows, closed again; reading that is given up first takes two tries."""
    shown: list[QWidget] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            shown.append(dialog)
            dialog.close()

    again = QTimer(interval=10)
    again.timeout.connect(close)
    again.start()
    opens()
    again.stop()
    return shown[-1] if shown else None
