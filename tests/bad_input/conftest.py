"""A desk with someone who owes, the window over it, and the proof that a refusal changed nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients, disputes, invoices, profile
from tests.bad_input.witness import contents, faults, files
from tests.folders import new_desk
from ui.app import make_application
from ui.context import Context
from ui.theme import ThemeMode, current

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen platform warns of what it leaves out, and Qt of pictures it cannot read: no fault of the program."""
    for item in items:
        item.add_marker(
            pytest.mark.qt_log_ignore(
                "^This plugin does not support", "^QImage|^libpng|^Corrupt JPEG|^Premature end of JPEG", extend=True
            )
        )


@pytest.fixture
def french(qapp: QApplication) -> Iterator[QApplication]:
    """Qt in French, light, at the normal size."""
    if qapp.applicationName() != "LitigeDesk":
        make_application([])
    if (current().mode, current().text_scale) != (ThemeMode.LIGHT, 1.0):  # every widget still alive is styled anew
        current().apply(ThemeMode.LIGHT, 1.0)
    yield qapp
    qapp.clipboard().clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "données"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with new_desk(folder, lambda: NOW) as opened:
        yield opened


@pytest.fixture
def context(desk: Desk, french: QApplication, qtbot: QtBot) -> Context:
    return Context(desk)


@pytest.fixture
def me(desk: Desk) -> Profile:
    wanted = Profile(
        name="Camille Roussel",
        siret="00010001600013",
        street="12 rue des Tanneurs",
        postcode="35000",
        city="Rennes",
        email="camille@roussel.example",
        iban="FR7699999000010000012345693",
    )
    return profile.save(desk, wanted).value


@pytest.fixture
def debtor(desk: Desk, me: Profile) -> Client:
    address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
    wanted = Client(kind=ClientKind.PROFESSIONAL, name="Atelier Boréal SARL", siret="00010002400017")
    return clients.save(desk, wanted, [], [address]).value


@pytest.fixture
def new_invoice(desk: Desk, debtor: Client) -> Callable[..., Invoice]:
    def make(number: str, **changes: object) -> Invoice:
        wanted = Invoice(
            client_id=debtor.id or 0,
            number=number,
            title="Refonte du site",
            issued_on=date(2026, 4, 29),
            performed_on=date(2026, 4, 28),
            due_on=date(2026, 5, 31),
            net=Money.of("2500"),
            gross=Money.of("2500"),
        )
        return invoices.save(desk, replace(wanted, **changes)).value  # type: ignore[arg-type]

    return make


@pytest.fixture
def unpaid(desk: Desk, debtor: Client, new_invoice: Callable[..., Invoice]) -> Dispute:
    """2 500 € due on 31 May 2026 by a professional client."""
    wanted = Dispute(client_id=debtor.id or 0, title="Refonte", opened_on=date(2026, 10, 1))
    return disputes.open_dispute(desk, wanted, [new_invoice("F-2026-014").id or 0]).value


@pytest.fixture
def untouched(desk: Desk) -> Callable[[], AbstractContextManager[None]]:
    """Whatever happens inside leaves records, files and the journal of undo as they were, and the folder sound."""

    @contextmanager
    def watch() -> Iterator[None]:
        before = contents(desk), files(desk.folder), desk.undo_label
        yield
        assert (contents(desk), files(desk.folder), desk.undo_label) == before
        assert faults(desk) == []

    return watch
