"""Plays four procedures of the demo: a conciliation to come, an order to serve, an insolvent client, a judgment to enforce."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from litigedesk.demo import identifiers
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind
from litigedesk.domain.records import Address, Client, Contract, Dispute, Invoice
from litigedesk.domain.vocabulary import ClientKind, ContractKind, SendMethod
from litigedesk.letters.ids import ASK_CONCILIATOR, NOTICE
from litigedesk.operations import clients, contracts, disputes, invoices, letters, procedures

if TYPE_CHECKING:
    from litigedesk.demo.moment import Moment
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Begun:
    """An unpaid invoice that went further than letters, in days before today; a date to come is negative."""

    client: Client
    street: str
    postcode: str
    city: str
    invoice: str
    title: str
    net: str
    issued: int
    opened: int
    noticed: int | None
    procedure: Procedure
    days: dict[str, int]  # the procedure's dates by field
    letter: str = ""  # sent on the day it was asked
    granted: str = ""


def _firm(name: str, form: str, email: str) -> Client:
    return Client(kind=ClientKind.PROFESSIONAL, name=name, legal_form=form, email=email, trader=True)


BEGUN: Final = (
    Begun(
        client=Client(
            kind=ClientKind.CONSUMER, name="Luc Baudry", salutation="Monsieur", email="luc.baudry@exemple.example"
        ),
        street="9 rue de la Croix", postcode="35510", city="Cesson-Sévigné",
        invoice="F-2026-005", title="Site de la fête de quartier", net="940.00", issued=240, opened=150, noticed=90,
        procedure=Procedure(
            dispute_id=0, kind=ProcedureKind.CONCILIATION, authority="M. Conciliateur (exemple)",
            street="Mairie, 1 place de l’Église", postcode="35510", city="Cesson-Sévigné",
        ),
        days={"asked_on": 34, "meeting_on": -9},
        letter=ASK_CONCILIATOR,
    ),
    Begun(
        client=_firm("Charpentes du Couesnon", "SARL", "compta@couesnon.example"),
        street="14 zone artisanale des Landes", postcode="35560", city="Bazouges-la-Pérouse",
        invoice="F-2026-007", title="Configurateur de charpentes", net="6200.00", issued=260, opened=180, noticed=120,
        procedure=Procedure(
            dispute_id=0, kind=ProcedureKind.PAYMENT_ORDER, court=CourtKind.COMMERCIAL, reference="2026 IP 0412",
            authority="Greffe du tribunal de commerce (exemple)", cost=Money.of("33.00"),
        ),
        days={"asked_on": 62, "decided_on": 18},
        granted="6200.00",
    ),
    Begun(
        client=_firm("Saveurs d’Armor", "SAS", "direction@saveurs-armor.example"),
        street="27 quai Vauban", postcode="22000", city="Saint-Brieuc",
        invoice="F-2026-010", title="Photographies de la carte", net="1850.00", issued=200, opened=110, noticed=None,
        procedure=Procedure(
            dispute_id=0, kind=ProcedureKind.INSOLVENCY, authority="Maître Mandataire (exemple)", reference="2026 RJ 0087",
            street="1 place du Guesclin", postcode="22000", city="Saint-Brieuc",
        ),
        days={"decided_on": 33, "published_on": 24},
    ),
    Begun(
        client=_firm("Garage Trégor Auto", "SARL", "garage@tregor.example"),
        street="5 route de Paimpol", postcode="22300", city="Lannion",
        invoice="F-2025-033", title="Site de réservation", net="3300.00", issued=420, opened=380, noticed=330,
        procedure=Procedure(
            dispute_id=0, kind=ProcedureKind.JUDGMENT, court=CourtKind.JUDICIAL, reference="RG 26/00123",
            authority="Tribunal judiciaire (exemple)",
        ),
        days={"decided_on": 160, "served_on": 140, "enforceable_on": 105},
        granted="3300.00",
    ),
)  # fmt: skip


def tell(desk: "Desk", moment: "Moment") -> None:
    """Each with its client, its invoice, its dispute and its letters."""
    for number, begun in enumerate(BEGUN, 60):
        _tell(desk, moment, begun, identifiers.siret(number))


def _tell(desk: "Desk", moment: "Moment", begun: Begun, siret: str) -> None:
    wanted = replace(begun.client, siret=siret if begun.client.kind is ClientKind.PROFESSIONAL else "")
    address = Address(client_id=0, street=begun.street, postcode=begun.postcode, city=begun.city)
    client = clients.save(desk, wanted, [], [address]).value
    invoice = _sell(desk, moment, begun, client.id or 0)
    dispute = Dispute(client_id=client.id or 0, title=begun.title, opened_on=moment.ago(begun.opened))
    dispute_id = disputes.open_dispute(desk, dispute, [invoice.id or 0]).value.id or 0
    if begun.noticed is not None:
        _give_notice(desk, moment, dispute_id, begun.noticed)
    _begin(desk, moment, begun, dispute_id)
    moment.now = moment.end


def _sell(desk: "Desk", moment: "Moment", begun: Begun, client_id: int) -> Invoice:
    issued, net = moment.ago(begun.issued), Money.of(begun.net)
    quote = Contract(
        client_id=client_id, kind=ContractKind.QUOTE, reference=f"D{begun.invoice[1:]}", title=begun.title,
        signed_on=issued - timedelta(days=30), amount=net,
    )  # fmt: skip
    contract = contracts.save(desk, quote).value
    invoice = Invoice(
        client_id=client_id, contract_id=contract.id, number=begun.invoice, title=begun.title, issued_on=issued,
        performed_on=issued - timedelta(days=3), due_on=issued + timedelta(days=30), net=net, gross=net,
    )  # fmt: skip
    return invoices.save(desk, invoice).value


def _give_notice(desk: "Desk", moment: "Moment", dispute_id: int, ago: int) -> None:
    """A formal notice, received three days later."""
    day = moment.ago(ago)
    choices = replace(letters.proposed_choices(desk, NOTICE), send_method=SendMethod.REGISTERED)
    notice = letters.file(desk, of_dispute(dispute_id), NOTICE, choices, sent_on=day).value
    received = moment.ago(ago - 3)
    letters.track(desk, replace(notice, presented_on=received, received_on=received))


def _begin(desk: "Desk", moment: "Moment", begun: Begun, dispute_id: int) -> None:
    """Begun with what is known of it; its letter gives it its first day, the others are noted at the end."""
    moment.ago(max(begun.days.values()))
    procedure = procedures.save(desk, replace(begun.procedure, dispute_id=dispute_id)).value
    if begun.letter:
        day = moment.ago(begun.days["asked_on"])
        choices = letters.proposed_choices(desk, begun.letter)
        letters.file(desk, of_dispute(dispute_id), begun.letter, choices, sent_on=day)
    moment.now = moment.end
    dates = {field: desk.today() - timedelta(days=ago) for field, ago in begun.days.items()}
    granted = Money.of(begun.granted) if begun.granted else None
    known = desk.table(Procedure).get(procedure.id or 0)
    procedures.save(desk, replace(known, granted=granted, **dates))  # type: ignore[arg-type]
