"""Plays two agreements of the demo: a schedule with an instalment missed, and an acknowledgment of debt that runs."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from litigedesk.demo import identifiers
from litigedesk.domain.agreement import Agreement, AgreementKind, Instalment
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contract, Dispute, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, ContractKind
from litigedesk.operations import agreements, clients, contracts, disputes, invoices, letters
from litigedesk.queries import agreements as queries
from litigedesk.queries.next_step.agreement import TEMPLATES
from litigedesk.rules import instalments as rules

if TYPE_CHECKING:
    from litigedesk.demo.moment import Moment
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An unpaid invoice that ended in an agreement, in days before today; the instalments are a month apart."""

    client: Client
    street: str
    postcode: str
    city: str
    invoice: str
    title: str
    net: str
    issued: int
    opened: int
    kind: AgreementKind
    proposed: int
    signed: int
    first: int
    count: int
    waived: str = "0"
    paid: int | None = None  # how long ago the first instalment came


AGREED = (
    Agreed(
        client=Client(
            kind=ClientKind.PROFESSIONAL,
            name="Imprimerie Kervella",
            legal_form="SARL",
            email="compta@kervella.example",
        ),
        street="3 rue du Port",
        postcode="29600",
        city="Morlaix",
        invoice="F-2026-012",
        title="Catalogue en ligne",
        net="2400.00",
        issued=150,
        opened=80,
        kind=AgreementKind.INSTALMENTS,
        proposed=60,
        signed=52,
        first=40,
        count=4,
        waived="60.00",
        paid=41,
    ),
    Agreed(
        client=Client(
            kind=ClientKind.CONSUMER,
            name="Hélène Daumas",
            salutation="Madame",
            email="h.daumas@exemple.example",
        ),
        street="17 allée des Ajoncs",
        postcode="35400",
        city="Saint-Malo",
        invoice="F-2026-016",
        title="Site de la chambre d’hôtes",
        net="780.00",
        issued=120,
        opened=60,
        kind=AgreementKind.ACKNOWLEDGMENT,
        proposed=30,
        signed=24,
        first=-25,
        count=1,
    ),
)


def tell(desk: "Desk", moment: "Moment") -> None:
    """Both, each with its client, its invoice and its dispute."""
    for number, agreed in enumerate(AGREED, 40):
        _tell(desk, moment, agreed, identifiers.siret(number))


def _tell(desk: "Desk", moment: "Moment", agreed: Agreed, siret: str) -> None:
    wanted = replace(agreed.client, siret=siret if agreed.client.kind is ClientKind.PROFESSIONAL else "")
    address = Address(client_id=0, street=agreed.street, postcode=agreed.postcode, city=agreed.city)
    client = clients.save(desk, wanted, [], [address]).value
    invoice = _sell(desk, moment, agreed, client.id or 0)
    dispute = Dispute(client_id=client.id or 0, title=agreed.title, opened_on=moment.ago(agreed.opened))
    dispute_id = disputes.open_dispute(desk, dispute, [invoice.id or 0]).value.id or 0
    agreement = _propose(desk, moment, agreed, dispute_id)
    if agreed.paid is not None:
        first = queries.instalments(desk, agreement.id or 0)[0]
        payment = Payment(invoice_id=invoice.id or 0, paid_on=moment.ago(agreed.paid), amount=first.amount)
        invoices.save_payment(desk, payment)
    moment.now = moment.end


def _sell(desk: "Desk", moment: "Moment", agreed: Agreed, client_id: int) -> Invoice:
    issued, net = moment.ago(agreed.issued), Money.of(agreed.net)
    quote = Contract(
        client_id=client_id, kind=ContractKind.QUOTE, reference=f"D{agreed.invoice[1:]}", title=agreed.title,
        signed_on=issued - timedelta(days=40), amount=net,
    )  # fmt: skip
    contract = contracts.save(desk, quote).value
    invoice = Invoice(
        client_id=client_id, contract_id=contract.id, number=agreed.invoice, title=agreed.title, issued_on=issued,
        performed_on=issued - timedelta(days=2), due_on=issued + timedelta(days=30), net=net, gross=net,
    )  # fmt: skip
    return invoices.save(desk, invoice).value


def _propose(desk: "Desk", moment: "Moment", agreed: Agreed, dispute_id: int) -> Agreement:
    """Proposed by letter one day, signed another: the debt is then recognised."""
    first_on = (moment.end - timedelta(days=agreed.first)).date()
    wanted = queries.suggested(desk, dispute_id, agreed.kind, moment.ago(agreed.proposed))
    wanted = replace(wanted, waived=Money.of(agreed.waived), acceleration=True)
    table: tuple[Instalment, ...] = rules.by_count(wanted.total, agreed.count, first_on)
    agreement = agreements.save(desk, wanted, table).value
    template = TEMPLATES[agreed.kind]
    choices = letters.proposed_choices(desk, template)
    letters.file(desk, of_dispute(dispute_id), template, choices, sent_on=choices.written_on)
    signed_on = moment.ago(agreed.signed)
    return agreements.save(desk, replace(agreement, signed_on=signed_on), None, None, True).value
