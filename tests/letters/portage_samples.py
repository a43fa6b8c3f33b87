"""An invented portage company, its three-party contract and an unpaid client, that letters are written from in tests."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import Money
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Contact, Contract
from litigedesk.domain.vocabulary import (
    ComplaintChannel,
    ContractKind,
    DeliveryProofKind,
    DisputeKind,
    MissionGround,
    PaymentTerm,
    SendMethod,
    ValidationAnswer,
)
from litigedesk.letters.facts import ConditionFacts, DatedFact, LetterFacts, ProofFacts
from tests.letters import samples

TODAY = samples.TODAY
COMPANY = PortageCompany(
    id=81, name="Cap Portage", legal_form="SAS", siret="55208131700018", contact="Service juridique", street="30 rue du Port",
    postcode="44000", city="Nantes", validation_email="contrats@capportage.example", accounts_email="compta@capportage.example",
    guarantor="Caution Ouest", insurer="Assurances du Large", policy_number="RC-77-4512",
)  # fmt: skip
CLIENT = replace(samples.CLIENTS["professional"], phone="02 97 00 00 00")
CONTACT = Contact(id=6, client_id=3, name="Mme Hélène Durand", email="compta@boreal.example")
CONTRACT = Contract(
    id=9, client_id=3, kind=ContractKind.TRIPARTITE, reference="PS-2026-04", title="Refonte du site internet",
    starts_on=date(2026, 12, 1), ends_on=date(2027, 5, 31), amount=Money.of(18000), payment_term=PaymentTerm.INVOICE_30,
)  # fmt: skip
SIGNED = replace(CONTRACT, signed_on=date(2026, 3, 2), starts_on=date(2026, 3, 9), ends_on=date(2026, 4, 30))
PARTIES = Tripartite(
    id=91, contract_id=9, company_id=81, ground=MissionGround.EXPERTISE, skills="Conception et développement de sites, dix ans.",
    service="Refonte du site internet : maquettes, développement, mise en ligne.\nTravail à distance, réunion chaque lundi.",
    price="600 € HT par jour, trente jours.", safety="Le client répond des conditions de travail dans ses locaux.",
    equipment="Aucun équipement de protection nécessaire.",
    deliverables="Site en ligne ; procès-verbal de recette sous quinze jours.",
    place="À distance, et 8 quai des Indes à Lorient.", intellectual_property="Cession des droits au paiement complet.",
    confidentiality="Cinq ans après la fin de la mission.", termination="Préavis d’un mois, par lettre recommandée.",
    order_reference="BC-4471", drafted_on=date(2026, 11, 20), draft_file_id=701,
)  # fmt: skip
CONTENTS = "C. trav. L1254-23"
COMPLETE = tuple(
    ConditionFacts(code=code, title=title, met=True, sentence="Indiqué.", article=CONTENTS)
    for code, title in (("service", "La prestation et ses conditions d’exécution"), ("price", "Le prix"))
)
GAPS = (
    *COMPLETE,
    ConditionFacts(
        code="safety", title="La responsabilité de l’entreprise cliente pour la santé et la sécurité", met=None,
        sentence="À compléter : le contrat doit le dire.", article=CONTENTS, field="safety",
    ),
    ConditionFacts(
        code="guarantor", title="Le garant financier de la société de portage", met=None,
        sentence="À compléter : le contrat doit le dire.", article=CONTENTS, field="company.guarantor",
    ),
)  # fmt: skip
CORRECTED = (
    ValidationRound(
        id=95, contract_id=9, sent_on=date(2026, 11, 10), answered_on=date(2026, 11, 16), answer=ValidationAnswer.CORRECTIONS,
        corrections="Préciser la recette.",
    ),
)  # fmt: skip
BARE = Tripartite(id=91, contract_id=9, company_id=81, service="Refonte du site internet.")


def proofs(order: str = "present", delivery: str = "present") -> tuple[ProofFacts, ...]:
    """The three proofs, each as good as said; the invoices are the company's own."""
    pieces = {
        "present": ("CRA d’octobre 2026, signé le 30 octobre 2026",),
        "weak": ("CRA d’octobre 2026, non signé",),
        "missing": (),
    }
    contracts = {
        "present": ("Contrat tripartite (portage) PS-2026-04, signé par le client le 2 mars 2026",),
        "missing": (),
    }
    return (
        ProofFacts(
            kind="order", title="Preuve de commande", state=order, sentence="Un contrat est noté, sans fichier joint.",
            how="Joignez le fichier.", pieces=contracts.get(order, contracts["present"]),
        ),
        ProofFacts(
            kind="invoice", title="Facture(s)", state="missing", sentence="1 facture sans fichier joint.",
            pieces=("Facture F-2026-014 du 29 avril 2026",),
        ),
        ProofFacts(
            kind="delivery", title="Preuve de livraison", state=delivery, sentence="Livraison notée, non signée par le client.",
            how="Demandez au client de signer.", pieces=pieces[delivery],
        ),
    )  # fmt: skip


DELIVERIES = (
    DeliveryProof(
        id=85, contract_id=9, kind=DeliveryProofKind.ACTIVITY_REPORT, month=date(2026, 4, 1), made_on=date(2026, 4, 30),
        signed_on=date(2026, 5, 4), file_id=702,
    ),
)  # fmt: skip
CHRONOLOGY = (
    DatedFact(date(2026, 3, 2), "Contrat tripartite (portage) PS-2026-04 signé"),
    DatedFact(date(2026, 10, 5), "Relance amiable envoyée"),
    DatedFact(date(2026, 10, 20), "Appel : le client promet un virement"),
)
REMINDER = samples.REMINDERS[0]
REPORT = samples.letter("impaye-portage", "Impayé signalé à la société de portage", date(2026, 11, 2))
COMPLAINT = Complaint(
    id=21, dispute_id=7, received_on=date(2026, 11, 3), channel=ComplaintChannel.EMAIL, grievance="Trois pages manquent.",
    file_id=703,
)  # fmt: skip
DISPUTE = replace(samples.DISPUTE, kind=DisputeKind.UNPAID)
CONTESTED = replace(DISPUTE, contested_amount=Money.of(600), contested_reason="Trois pages manqueraient.")
TEMPLATES = ("contrat-a-valider", "impaye-portage", "mandat-commissaire", "relance-portage")


def owed(count: int = 1, **changes: Any) -> Any:
    """The invoices of the portage company, without interest: what the client was to pay it."""
    return samples.statement(*(samples.invoice(14 + index) for index in range(count)), **changes)


def partly_paid() -> Any:
    """Two invoices, one paid in part."""
    lines = (samples.invoice(14, paid=Money.of(1000)), samples.invoice(15))
    return samples.statement(*lines)


STARTS: dict[str, dict[str, Any]] = {
    "contrat-a-valider": {
        "contracts": (CONTRACT,), "conditions": COMPLETE, "enclosures": ("projet de contrat tripartite PS-2026-04",),
    },
    "impaye-portage": {
        "contracts": (SIGNED,), "dispute": DISPUTE, "statement": owed(), "proofs": proofs(), "deliveries": DELIVERIES,
        "other_letters": (REMINDER,), "limitation_on": date(2031, 4, 27), "chronology": CHRONOLOGY,
        "reply_by": TODAY + timedelta(days=10),
        "enclosures": ("contrat tripartite de portage salarial PS-2026-04 signé le 2 mars 2026", "facture F-2026-014"),
    },
}  # fmt: skip
STARTS["mandat-commissaire"] = STARTS["impaye-portage"] | {"previous_letters": (REPORT,)}
REQUEST = replace(REPORT, id=13, template="mandat-commissaire", sent_on=date(2026, 11, 5), written_on=date(2026, 11, 5))
STARTS["relance-portage"] = STARTS["impaye-portage"] | {
    "previous_letters": (REPORT, REQUEST), "enclosures": (), "send_method": SendMethod.REGISTERED,
}  # fmt: skip


def facts(template: str, status: str = "portage", **changes: Any) -> LetterFacts:
    """Everything for one letter to the portage company."""
    values: dict[str, Any] = {
        "written_on": TODAY, "profile": samples.PROFILES[status], "client": CLIENT, "address": samples.ADDRESS, "contact": CONTACT,
        "portage": True, "company": COMPANY, "tripartite": PARTIES, "send_method": SendMethod.EMAIL,
    }  # fmt: skip
    return samples.made(values | STARTS[template] | changes)


# A letter's variants: a word for the golden text, and what differs from its usual facts.
VARIANTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("contrat-a-valider", "complete", {}),
    ("contrat-a-valider", "gaps", {"tripartite": replace(PARTIES, safety=""), "company": replace(COMPANY, guarantor=""),
                                   "conditions": GAPS}),
    ("contrat-a-valider", "corrected", {"rounds": CORRECTED}),
    ("contrat-a-valider", "bare", {
        "tripartite": BARE, "contracts": (replace(CONTRACT, starts_on=None, ends_on=None, amount=None, title="", reference=""),),
        "address": None, "contact": None, "client": replace(CLIENT, siret="", phone=""), "enclosures": (),
    }),
    ("impaye-portage", "proved", {}),
    ("impaye-portage", "gaps", {
        "proofs": proofs("weak", "missing"), "other_letters": (), "statement": partly_paid(), "limitation_on": None,
        "contracts": (), "contact": None, "enclosures": (),
    }),
    ("impaye-portage", "contested", {
        "dispute": CONTESTED, "statement": owed(contested_amount=Money.of(600)), "complaint": COMPLAINT,
        "proofs": proofs("missing", "weak"), "limitation_on": date(2026, 11, 1), "reply_by": None,
    }),
    ("impaye-portage", "public", {"client": samples.CLIENTS["public"], "contact": None}),
    ("mandat-commissaire", "proved", {"enclosures": ("contrat", "facture F-2026-014", "CRA", "relance", "SIREN", "bon", "devis")}),
    ("mandat-commissaire", "gaps", {
        "proofs": proofs("weak", "missing"), "other_letters": (), "previous_letters": (), "chronology": (), "contact": None,
        "limitation_on": date(2026, 12, 15), "statement": owed(3),
    }),
    ("mandat-commissaire", "contested", {
        "dispute": CONTESTED, "statement": owed(contested_amount=Money.of(2500)), "complaint": COMPLAINT,
        "limitation_on": date(2026, 11, 1), "reply_by": None,
    }),
    ("mandat-commissaire", "public", {"client": samples.CLIENTS["public"], "contact": None}),
    ("relance-portage", "requested", {"limitation_on": date(2027, 3, 1)}),
    ("relance-portage", "reported", {"previous_letters": (REPORT,), "statement": partly_paid(), "reply_by": None}),
    ("relance-portage", "first", {
        "previous_letters": (), "client": samples.CLIENTS["public"], "limitation_on": date(2026, 12, 31),
    }),
)  # fmt: skip
