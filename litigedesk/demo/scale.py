"""A large invented data folder, to measure lists and sums: five invoices and two disputes per client, no letters."""

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from litigedesk.demo import identifiers
from litigedesk.demo.stories import PROFILE
from litigedesk.demo.telling import refuse_occupied
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contract, Deadline, Dispute, Event, Invoice, Payment, Profile
from litigedesk.domain.vocabulary import ClientKind, ClosingReason, DisputeStage, EventKind
from litigedesk.operations import limitation_dates

TOWNS = (("35000", "Rennes"), ("44000", "Nantes"), ("29200", "Brest"), ("56100", "Lorient"), ("75011", "Paris"))
TRADES = ("Atelier", "Studio", "Maison", "Cabinet", "Librairie", "Garage", "Œuvre", "École", "Épicerie", "Scierie")
NAMES = ("Boréal", "Lumen", "du Phare", "Kervella", "d’Élise", "Ozanne", "du Ponant", "Aldebert", "Corvo", "Tessier")
KINDS = (ClientKind.PROFESSIONAL, ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC)


def make(folder: Path, now: datetime, clients: int) -> None:
    """Write a data folder with so many clients, the same at each call. Raises ``StorageError`` when it is not empty."""
    refuse_occupied(folder)
    draw = Random(20261122)
    with Desk.open(folder, lambda: now) as desk:
        today = min(now.date(), desk.law.rates.complete_until)
        with desk.db.transaction("Exemple à grande échelle", undoable=False):
            desk.table(Profile).insert(identifiers.given_to(PROFILE))
            for number in range(1, clients + 1):
                _client(desk, draw, number, today)
        limitation_dates.catch_up(desk)


def _client(desk: Desk, draw: Random, number: int, today: date) -> None:
    kind = draw.choice(KINDS)
    name = f"{draw.choice(TRADES)} {draw.choice(NAMES)} {number}"
    number_of_siret = (number + 1) % 100_000  # the first is the user's own
    siret = "" if kind is ClientKind.CONSUMER else identifiers.siret(number_of_siret)
    client = desk.table(Client).insert(Client(kind=kind, name=name, siret=siret, email=f"c{number}@client.example"))
    assert client.id is not None
    postcode, city = draw.choice(TOWNS)
    street = f"{draw.randint(1, 120)} rue des Essais"
    desk.table(Address).insert(Address(client_id=client.id, street=street, postcode=postcode, city=city))
    contract = desk.table(Contract).insert(
        Contract(
            client_id=client.id, reference=f"D-{number:05}", title="Prestation", signed_on=today - timedelta(days=400)
        )
    )
    open_one = _dispute(desk, client.id, f"LIT-{number:05}-A", today, closed=False)
    closed_one = _dispute(desk, client.id, f"LIT-{number:05}-B", today, closed=True)
    for n in range(1, 6):
        issued = today - timedelta(days=draw.randint(20, 380))
        gross = Money(draw.randint(10_000, 500_000))
        invoice = desk.table(Invoice).insert(
            Invoice(
                client_id=client.id,
                contract_id=contract.id,
                dispute_id={1: open_one, 2: open_one, 3: closed_one}.get(n),
                number=f"F-{number:05}-{n}",
                title="Prestation",
                issued_on=issued,
                performed_on=issued - timedelta(days=1),
                due_on=issued + timedelta(days=30),
                net=gross,
                gross=gross,
            )
        )
        if n >= 4:
            part = gross if n == 5 else Money(gross.cents // 2)
            paid_on = min(today, issued + timedelta(days=draw.randint(5, 45)))
            desk.table(Payment).insert(Payment(invoice_id=invoice.id or 0, paid_on=paid_on, amount=part))


def _dispute(desk: Desk, client_id: int, reference: str, today: date, *, closed: bool) -> int:
    opened = today - timedelta(days=90)
    dispute = desk.table(Dispute).insert(
        Dispute(
            client_id=client_id,
            reference=reference,
            title="Prestation",
            opened_on=opened,
            stage=DisputeStage.CLOSED if closed else DisputeStage.AMICABLE,
            closed_on=opened + timedelta(days=30) if closed else None,
            closing_reason=ClosingReason.SETTLED if closed else None,
        )
    )
    assert dispute.id is not None
    for days, title in ((0, "Litige ouvert"), (10, "Appel au client")):
        desk.table(Event).insert(
            Event(dispute_id=dispute.id, kind=EventKind.CALL, happened_on=opened + timedelta(days=days), title=title)
        )
    if not closed:
        due = today + timedelta(days=client_id % 40 - 10)
        desk.table(Deadline).insert(Deadline(dispute_id=dispute.id, title="Rappeler le client", due_on=due))
    return dispute.id
