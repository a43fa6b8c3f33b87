"""What the tests of disputes share: clients who owe, and a way to answer modal windows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients, disputes, invoices, profile
from ui.context import Context
from ui.dialogs.explanation import ExplanationDialog
from ui.dialogs.form_dialog import FormDialog
from ui.forms.editors import ChoiceEditor
from ui.tabs.disputes import DisputesTab
from ui.widgets.ledger import Ledger
from ui.widgets.text import Label

TODAY = date(2026, 11, 22)
OPENED = date(2026, 10, 1)
DUE = date(2026, 5, 31)  # with 2 500 €, case I-2 of the worked examples
T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


def client_named(desk: Desk, name: str, kind: ClientKind = ClientKind.PROFESSIONAL) -> int:
    """A client with an address."""
    address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
    client = clients.save(desk, Client(name=name, kind=kind), [], [address]).value
    assert client.id is not None
    return client.id


def invoice_of(desk: Desk, client_id: int, number: str, euros: str = "2500", due: date = DUE) -> int:
    """An invoice issued and performed a month before it is due."""
    issued = due - timedelta(days=32)
    wanted = Invoice(
        client_id=client_id,
        number=number,
        title="Refonte du site internet",
        issued_on=issued,
        performed_on=issued,
        due_on=due,
        net=Money.of(euros),
        gross=Money.of(euros),
    )
    invoice = invoices.save(desk, wanted).value
    assert invoice.id is not None
    return invoice.id


def dispute_with(
    desk: Desk, name: str, kind: ClientKind = ClientKind.PROFESSIONAL, number: str = "F-2026-014", euros: str = "2500"
) -> int:
    """A client, an invoice due on 31 May 2026, and the dispute over it."""
    client_id = client_named(desk, name, kind)
    invoice_id = invoice_of(desk, client_id, number, euros)
    dispute = disputes.open_dispute(desk, Dispute(client_id=client_id, opened_on=OPENED), [invoice_id]).value
    assert dispute.id is not None
    return dispute.id


def who_writes(desk: Desk) -> None:
    """The user's own record, complete enough for letters."""
    wanted = Profile(
        name="Camille Roussel",
        street="12 rue des Tanneurs",
        postcode="35000",
        city="Rennes",
        siret="98765432400019",
        iban="FR7630006000011234567890189",
        email="camille@roussel.example",
    )
    profile.save(desk, wanted)


def tab_shown(context: Context, qtbot: QtBot) -> DisputesTab:
    """The tab as on a small laptop."""
    made = DisputesTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    return made


def ledger_of(tab: DisputesTab) -> dict[str, str]:
    """Words and sum of each line."""
    ledger = next(one for one in tab.findChildren(Ledger) if one.isVisible())
    return {line.text: line.shown for line in ledger.lines}


def amount_of(tab: DisputesTab) -> str:
    return shown(tab.dossier, Label, "dossier.amount").full_text()


def press(tab: DisputesTab, name: str, qtbot: QtBot) -> None:
    button = shown(tab, QPushButton, name)
    tab.dossier.ensureWidgetVisible(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(tab: DisputesTab) -> str:
    """Everything written in the dossier."""
    return "\n".join(label.full_text() for label in tab.dossier.findChildren(Label) if label.isVisible())


def answering(open_it: Callable[[], T], act: Callable[[FormDialog], None]) -> T:
    """Open something modal and answer it; whatever ``act`` leaves open is closed."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, FormDialog)
            act(dialog)
        finally:
            if isinstance(dialog, QDialog) and dialog.isVisible():
                QDialog.done(dialog, 0)

    QTimer.singleShot(0, run)
    return open_it()


def answering_explanation(open_it: Callable[[], None]) -> str:
    """Open a « Pourquoi ? », copy it, close it; returns what was copied."""
    found: list[str] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, ExplanationDialog)
            dialog.explanation.copy_button.click()
            found.append(QApplication.clipboard().text())
        finally:
            if isinstance(dialog, QDialog):
                dialog.accept()

    QTimer.singleShot(0, run)
    open_it()
    return found[0]


def choose(editor: ChoiceEditor, words: str) -> None:
    """Pick a line of a list, as the user does."""
    combo = editor.field
    assert isinstance(combo, QComboBox)
    place = combo.findText(words)
    assert place >= 0, f"{words} is not offered"
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def shown(holder: QWidget, kind: type[W], name: str) -> W:
    """The visible widget of that name."""
    found = [one for one in holder.findChildren(kind, name) if one.isVisible()]
    assert len(found) == 1, f"{name}: {len(found)} found"
    return found[0]
