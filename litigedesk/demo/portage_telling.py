"""Plays two portage contracts of the demo: one active with an unpaid invoice, one on its way to be validated."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from litigedesk.demo import identifiers
from litigedesk.demo.papers import paper
from litigedesk.domain.insurance import Policy, PolicyHolder, PolicyTrigger
from litigedesk.domain.matter import of_contract, of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Address, Client, Contract, Dispute, Invoice
from litigedesk.domain.vocabulary import (
    ClientKind,
    ContractKind,
    DeliveryProofKind,
    MissionGround,
    PaymentTerm,
    SendMethod,
    ValidationAnswer,
)
from litigedesk.formats import add_months, month_year
from litigedesk.letters.ids import LADDER, REPORT_UNPAID, SUBMIT_CONTRACT
from litigedesk.operations import clients, disputes, invoices, letters, policies, portage

if TYPE_CHECKING:
    from litigedesk.demo.moment import Moment
    from litigedesk.desk import Desk

COMPANY = PortageCompany(
    name="Portage Horizon SAS (exemple)",
    legal_form="SAS",
    contact="Service administratif",
    street="20 avenue des Essais",
    postcode="44000",
    city="Nantes",
    validation_email="contrats@portage-horizon.example",
    accounts_email="compta@portage-horizon.example",
    phone="02 40 00 00 00",
    guarantor="Caution Atlantique (exemple)",
    insurer="Assurances du Ponant (exemple)",
    policy_number="RC-PH-2025-0042",
)
INTRANET = Tripartite(
    contract_id=0,
    company_id=0,
    ground=MissionGround.EXPERTISE,
    skills="Conception d’interfaces et conduite d’ateliers, douze ans d’expérience.",
    service="Accompagner la refonte de l’intranet : ateliers, maquettes, recette avec les équipes.",
    price="520 € HT par jour, 60 jours",
    safety="Le client répond de la santé et de la sécurité sur ses sites.",
    equipment="Aucun équipement de protection nécessaire.",
    deliverables="Maquettes et compte rendu de chaque atelier ; procès-verbal de recette en fin de lot.",
    place="Sites du client à Brest et à distance",
    intellectual_property="Cession des maquettes au paiement complet.",
    confidentiality="Informations internes du client, pendant trois ans.",
    termination="Un mois de préavis.",
    order_reference="PO-77120",
)
TRAINING = replace(
    INTRANET,
    ground=MissionGround.OCCASIONAL,
    service="Former douze personnes aux outils collaboratifs, en six demi-journées.",
    price="650 € HT par demi-journée",
    deliverables="Supports de formation et feuilles de présence.",
    place="Siège du client à Quimper",
    order_reference="",
)


def tell(desk: "Desk", moment: "Moment") -> None:
    """Write the portage company, its policy and both contracts."""
    started = moment.ago(400)
    company = portage.save_company(desk, replace(COMPANY, siret=identifiers.siret(40))).value
    assert company.id is not None
    policies.save(
        desk,
        Policy(
            holder=PolicyHolder.PORTAGE_COMPANY,
            company_id=company.id,
            insurer=COMPANY.insurer,
            number=COMPANY.policy_number,
            activity="Prestations intellectuelles des salariés portés",
            starts_on=started,
            declaration_days=5,
            trigger=PolicyTrigger.CLAIM,
            territory="Union européenne",
        ),
        (),
    )
    with TemporaryDirectory(prefix="litigedesk-") as passing:
        _active(desk, moment, company.id, Path(passing))
        _to_validate(desk, moment, company.id, Path(passing))
    moment.now = moment.end


def _client(desk: "Desk", number: int, name: str, street: str, postcode: str, city: str, email: str) -> int:
    client = Client(
        kind=ClientKind.PROFESSIONAL, name=name, legal_form="SAS", siret=identifiers.siret(number), email=email
    )
    address = Address(client_id=0, label="Siège", street=street, postcode=postcode, city=city)
    client_id = clients.save(desk, client, [], [address]).value.id
    assert client_id is not None
    return client_id


def _contract(client_id: int, reference: str, title: str, starts_on: date, ends_on: date, amount: str) -> Contract:
    return Contract(
        client_id=client_id,
        kind=ContractKind.TRIPARTITE,
        reference=reference,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        amount=Money.of(amount),
        payment_term=PaymentTerm.INVOICE_45,
    )


def _submit(desk: "Desk", contract_id: int, day: date) -> ValidationRound:
    choices = letters.Choices(written_on=day, send_method=SendMethod.EMAIL, reply_by=None)
    letters.file(desk, of_contract(contract_id), SUBMIT_CONTRACT, choices, sent_on=day)
    return desk.table(ValidationRound).where(order="id", contract_id=contract_id)[-1]


def _active(desk: "Desk", moment: "Moment", company_id: int, folder: Path) -> None:
    """Corrections asked, then signed by the three; reports month by month; the last invoice is not paid."""
    client_id = _client(
        desk, 41, "Compagnie des Cadrans SAS", "5 rue de l’Arsenal", "29200", "Brest", "achats@cadrans.example"
    )
    start = moment.ago(195)
    drafted = moment.ago(215)
    draft = paper(folder, "Contrat tripartite CP-2026-04", "Compagnie des Cadrans SAS", "Refonte de l’intranet")
    wanted = _contract(client_id, "CP-2026-04", "Refonte de l’intranet", start, add_months(start, 9), "31200.00")
    parties = replace(INTRANET, company_id=company_id, drafted_on=drafted)
    contract = portage.save(desk, wanted, parties, {"draft": draft}).value
    assert contract.id is not None
    first = _submit(desk, contract.id, moment.ago(212))
    asked = "Indiquer qui répond de la sécurité sur site, et le numéro de commande."
    corrected = replace(first, answered_on=moment.ago(209), answer=ValidationAnswer.CORRECTIONS, corrections=asked)
    portage.save_round(desk, corrected)
    second = _submit(desk, contract.id, moment.ago(207))
    portage.save_round(desk, replace(second, answered_on=moment.ago(204), answer=ValidationAnswer.APPROVED))
    signed = paper(folder, "Contrat CP-2026-04 signé", "Signé par les trois parties")
    for ago, who in ((202, "worker"), (200, "client"), (197, "company")):
        held = desk.table(Tripartite).first(contract_id=contract.id)
        assert held is not None
        day = moment.ago(ago)
        noted = replace(held, **{f"{who}_signed_on": day})  # type: ignore[arg-type]
        portage.note(desk, noted, {"company": signed} if who == "company" else None)
    _report(desk, moment, contract.id, start, folder)
    _unpaid(desk, moment, client_id, contract.id, folder)


def _report(desk: "Desk", moment: "Moment", contract_id: int, start: date, folder: Path) -> None:
    """A report at each month's end, signed by the client but for the last one."""
    month = start.replace(day=1)
    months = []
    while add_months(month, 1) <= moment.end.date():
        months.append(month)
        month = add_months(month, 1)
    for place, one in enumerate(months):
        made = add_months(one, 1)
        moment.now = moment.end
        signed = None if place == len(months) - 1 else min(made + timedelta(days=3), moment.end.date())
        document = paper(
            folder, f"CRA {month_year(one)}".replace("\u00a0", " "), "Jours réalisés : 7", "Contrat CP-2026-04"
        )
        proof = DeliveryProof(
            contract_id=contract_id, kind=DeliveryProofKind.ACTIVITY_REPORT, month=one, made_on=made, signed_on=signed
        )
        portage.save_proof(desk, proof, document)


def _unpaid(desk: "Desk", moment: "Moment", client_id: int, contract_id: int, folder: Path) -> None:
    """Reminded politely, then told to the portage company, whose time to answer has gone by."""
    issued = moment.ago(118)
    net, vat = Money.of("7280.00"), Money.of("1456.00")
    invoice = Invoice(
        client_id=client_id,
        contract_id=contract_id,
        number="PH-2026-0318",
        title="Refonte de l’intranet, deuxième lot",
        issued_on=issued,
        performed_on=issued - timedelta(days=4),
        received_on=issued + timedelta(days=1),
        due_on=issued + timedelta(days=45),
        net=net,
        vat=vat,
        gross=net + vat,
    )
    document = paper(folder, "Facture PH-2026-0318", "Compagnie des Cadrans SAS", "8 736,00 € TTC")
    kept = invoices.save(desk, invoice, document).value
    day = moment.ago(62)
    opened = disputes.open_dispute(
        desk, Dispute(client_id=client_id, title="Refonte de l’intranet, deuxième lot", opened_on=day), [kept.id or 0]
    ).value
    for template, ago in ((LADDER[0], 60), (REPORT_UNPAID, 40)):
        day = moment.ago(ago)
        choices = letters.Choices(
            written_on=day, send_method=SendMethod.EMAIL, reply_by=day + timedelta(days=15), enclosures=()
        )
        letters.file(desk, of_dispute(opened.id or 0), template, choices, sent_on=day)


def _to_validate(desk: "Desk", moment: "Moment", company_id: int, folder: Path) -> None:
    """Sent to the company, which has not answered when the reminder falls."""
    client_id = _client(
        desk, 42, "Groupe Vauban Services SAS", "9 quai de l’Odet", "29000", "Quimper", "formation@vauban.example"
    )
    drafted = moment.ago(14)
    start = moment.end.date() + timedelta(days=20)
    draft = paper(folder, "Contrat tripartite CP-2026-09", "Groupe Vauban Services SAS", "Formation aux outils")
    wanted = _contract(
        client_id, "CP-2026-09", "Formation aux outils collaboratifs", start, add_months(start, 3), "3900.00"
    )
    contract = portage.save(
        desk, wanted, replace(TRAINING, company_id=company_id, drafted_on=drafted), {"draft": draft}
    ).value
    assert contract.id is not None
    _submit(desk, contract.id, moment.ago(12))
