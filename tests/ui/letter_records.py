"""A dossier ready for its letters, and the small gestures the tests of the letter window share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.demo import identifiers
from litigedesk.demo.stories import PROFILE
from litigedesk.desk import Desk
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, ContractKind
from litigedesk.operations import clients, contracts, disputes, invoices, profile
from ui.context import Context
from ui.letter_window import LetterWindow
from ui.letter_window.filing import FilingDialog

W = TypeVar("W", bound=QWidget)
Open = Callable[..., LetterWindow]


def save_profile(desk: Desk, **changes: object) -> Profile:
    """The user, with everything a letter needs unless a change takes it away."""
    from dataclasses import replace

    whole = replace(PROFILE, siret=identifiers.siret(1), iban=identifiers.IBAN, bic=identifiers.BIC)
    return profile.save(desk, replace(whole, id=desk.profile().id, **changes)).value  # type: ignore[arg-type]


def open_dispute(desk: Desk, kind: ClientKind = ClientKind.PROFESSIONAL, count: int = 1) -> int:
    """A dispute over some invoices due on 29 May 2026, 2 500,00 € each; gives its id."""
    siret = identifiers.siret(2) if kind in {ClientKind.PROFESSIONAL, ClientKind.PUBLIC} else ""
    client = Client(kind=kind, name="Atelier Boréal", legal_form="SARL", siret=siret, email="compta@boreal.example")
    address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
    contact = Contact(client_id=0, name="Mme Anne Kermadec")
    client_id = clients.save(desk, client, [contact], [address]).value.id or 0
    contract = Contract(
        client_id=client_id,
        kind=ContractKind.QUOTE,
        reference="D-2026-009",
        title="Refonte",
        signed_on=date(2026, 3, 2),
    )
    contract_id = contracts.save(desk, contract).value.id
    ids = []
    taken = desk.table(Invoice).count()  # a number is used once, whoever the client
    for number in range(taken, taken + count):
        invoice = Invoice(
            client_id=client_id,
            contract_id=contract_id,
            number=f"F-2026-{14 + number:03}",
            title="Refonte du site internet",
            issued_on=date(2026, 4, 29),
            performed_on=date(2026, 4, 28),
            due_on=date(2026, 5, 29),
            net=Money.of("2500.00"),
            gross=Money.of("2500.00"),
        )
        ids.append(invoices.save(desk, invoice).value.id or 0)
    dispute = Dispute(client_id=client_id, title="Refonte du site", opened_on=date(2026, 10, 3))
    return disputes.open_dispute(desk, dispute, ids).value.id or 0


def written(qtbot: QtBot, window: LetterWindow) -> LetterWindow:
    """The same window, once nothing is being written or drawn any more."""
    qtbot.waitUntil(lambda: not window.is_writing and not window.tasks.is_busy(), timeout=20_000)
    return window


def child(parent: QWidget, kind: type[W], name: str) -> W:
    """The widget of that name, which must be there once and in sight."""
    QApplication.processEvents()  # what was just laid out is shown by the event loop
    found = [one for one in parent.findChildren(kind, name) if one.isVisibleTo(parent)]
    assert len(found) == 1, f"{len(found)} widgets called {name}"
    return found[0]


@contextmanager
def letter_windows(context: Context, qtbot: QtBot) -> Iterator[Open]:
    """Opens letter windows, each waited for until its pages are drawn, and closes them all."""
    opened: list[LetterWindow] = []

    def make(about: int | Matter, template: str = "mise-en-demeure") -> LetterWindow:
        matter = about if isinstance(about, Matter) else of_dispute(about)
        window = LetterWindow(context, None, matter, template)
        opened.append(window)
        qtbot.addWidget(window)
        window.show()
        return written(qtbot, window)

    yield make
    for window in opened:
        window.reject()


def text_of(window: LetterWindow) -> str:
    assert window.prepared.document is not None
    return window.prepared.document.text()


def words_in(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def press(window: QWidget, name: str) -> None:
    child(window, QPushButton, name).click()


def with_dialog(act: Callable[[], None], answer: Callable[[QDialog], None]) -> None:
    """Do something that opens a modal dialog, and answer it."""
    answered = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and not isinstance(dialog, LetterWindow):
            timer.stop()
            answered.append(dialog.windowTitle())
            answer(dialog)

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    act()
    timer.stop()
    assert answered, "no dialog opened"


def file_it(window: LetterWindow, sent: bool = False) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FilingDialog)
        if sent:
            dialog.sent.set_value("today")
        press(dialog, "filing.save")

    with_dialog(lambda: press(window, "letter.file"), answer)
