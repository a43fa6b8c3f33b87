"""An open desk on an empty data folder, and the makers of the records the tests speak about."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Mediation, Mediator
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contract, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, DisputeKind
from litigedesk.operations import clients, complaints, contracts, disputes, invoices, mediations, mediators, profile
from tests.folders import new_desk
from tests.operations.mediation_world import referral, written

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", lambda: datetime(2026, 11, 22, 9, 0)) as opened:
        yield opened


@pytest.fixture
def me(desk: Desk) -> Profile:
    return profile.save(
        desk,
        Profile(
            name="Camille Roussel",
            siret="00010001600013",
            street="12 rue des Tanneurs",
            postcode="35000",
            city="Rennes",
            email="camille@roussel.example",
            iban="FR7699999000010000012345693",
        ),
    ).value


@pytest.fixture
def new_client(desk: Desk) -> Callable[..., Client]:
    def make(kind: ClientKind = ClientKind.PROFESSIONAL, name: str = "Atelier Boréal SARL") -> Client:
        address = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
        siret = "" if kind is ClientKind.CONSUMER else "00010002400017"
        return clients.save(desk, Client(kind=kind, name=name, siret=siret), [], [address]).value

    return make


@pytest.fixture
def new_invoice(desk: Desk) -> Callable[..., Invoice]:
    def make(
        client: Client, number: str = "F-2026-014", gross: str = "2500.00", due: date = date(2026, 5, 31)
    ) -> Invoice:
        contract = contracts.save(
            desk,
            Contract(client_id=client.id or 0, reference=f"D-{number}", title="Refonte", signed_on=date(2026, 3, 2)),
        ).value
        return invoices.save(
            desk,
            Invoice(
                client_id=client.id or 0,
                contract_id=contract.id,
                number=number,
                title="Refonte du site",
                issued_on=date(2026, 4, 29),
                performed_on=date(2026, 4, 28),
                due_on=due,
                net=Money.of(gross),
                gross=Money.of(gross),
            ),
        ).value

    return make


@pytest.fixture
def unpaid(desk: Desk, me: Profile, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]) -> Dispute:
    """The worked example I-2: 2 500 € due on 31 May 2026, professional client, nothing agreed."""
    client = new_client()
    invoice = new_invoice(client)
    return disputes.open_dispute(
        desk, Dispute(client_id=client.id or 0, title="Refonte", opened_on=date(2026, 10, 1)), [invoice.id or 0]
    ).value


@pytest.fixture
def consumer(desk: Desk, me: Profile, new_client: Callable[..., Client]) -> Client:
    return new_client(ClientKind.CONSUMER, "Jeanne Martin")


@pytest.fixture
def dispute_id(desk: Desk, consumer: Client) -> int:
    """An open dispute of a consumer about a complaint that is not noted yet."""
    wanted = Dispute(
        client_id=consumer.id or 0, kind=DisputeKind.COMPLAINT, title="Retard", opened_on=date(2026, 11, 2)
    )
    with desk.db.transaction("Litige ouvert"):
        return disputes.opened(desk, wanted, ()).id or 0


@pytest.fixture
def mediator_id(desk: Desk) -> int:
    wanted = Mediator(
        name="CM2C", street="14 rue Saint-Jean", postcode="75017", city="Paris", website="https://cm2c.net"
    )
    return mediators.save(desk, wanted).value.id or 0


@pytest.fixture
def opened(desk: Desk, dispute_id: int, mediator_id: int) -> Mediation:
    """A written complaint of 2 November and the client's referral of 5 November."""
    complaint = complaints.save(desk, written(dispute_id)).value
    return mediations.save(desk, referral(dispute_id, mediator_id, complaint_id=complaint.id)).value
