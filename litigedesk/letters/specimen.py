"""An invented dossier in which every letter can be read: for looking at a text without a dossier of one's own at hand."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from litigedesk.domain.agreement import Agreement, AgreementKind
from litigedesk.domain.insurance import ClaimDecision, Harm, HarmKind, InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.matter import MatterKind
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany, Tripartite
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Letter, Profile
from litigedesk.domain.vocabulary import (
    ClientKind,
    ComplaintAnswer,
    ComplaintChannel,
    ContractKind,
    MediationOutcome,
    MissionGround,
    ProfileStatus,
    SendMethod,
    Stance,
)
from litigedesk.letters import ids
from litigedesk.letters.facts import (
    DatedFact,
    InstalmentFacts,
    InventoryFacts,
    InvoiceFacts,
    LetterFacts,
    ProofFacts,
    RateMode,
    SegmentFacts,
    StatementFacts,
)
from litigedesk.letters.template import Family, Template

_OWED, _FEE, _DAYS = Money.of(2500), Money.of(40), 60
_SOMEBODY: Final = Profile(
    name="Camille Exemple", siret="98765432400019", street="12 rue des Tanneurs", postcode="35000", city="Rennes",
    email="camille@exemple.example", phone="02 99 00 00 00", iban="FR1420041010050500013M02606", bic="PSSTFRPPREN",
)  # fmt: skip
_ADDRESS: Final = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
_CLIENTS: Final = {
    ClientKind.PROFESSIONAL: Client(kind=ClientKind.PROFESSIONAL, name="Client Exemple", legal_form="SARL", siret="73282932000074"),
    ClientKind.CONSUMER: Client(kind=ClientKind.CONSUMER, name="Léa Exemple", salutation="Madame"),
    ClientKind.PUBLIC: Client(kind=ClientKind.PUBLIC, name="Commune d’Exemple", siret="21850210000017"),
}  # fmt: skip


def facts(
    template: Template, profile: Profile, on: date, dress: Mapping[str, bytes | None] | None = None
) -> LetterFacts:
    """Everything that letter may say of the invented dossier, from the user's own record where it is filled in.

    ``dress`` are their logo, signature and letterhead, by the names of ``LetterFacts``.
    """
    writer = _filled(profile)
    if writer.status not in template.senders:
        writer = replace(writer, status=template.senders[0])
    kind = next((one for one in _CLIENTS if one in template.client_kinds), ClientKind.PROFESSIONAL)
    in_portage = template.family is Family.PORTAGE or template.senders == (ProfileStatus.PORTAGE,)
    reply_by = on + timedelta(days=template.reply_days) if template.reply_days else None
    values: dict[str, Any] = {
        "written_on": on, "profile": writer, "known_client": _CLIENTS[kind], "address": _ADDRESS,
        "contact": Contact(client_id=0, name="Mme Hélène Durand", email="compta@exemple.example"), "reply_by": reply_by,
        "send_method": template.send_method, "portage": in_portage, "chronology": _chronology(on),
        "enclosures": ("devis D-2026-009 signé", "facture F-2026-014"),
        **(dress or {}), **_unpaid(on, kind), **_complained(on), **_ported(on), **_insured(on, in_portage), **_settled(on),
    }  # fmt: skip
    if template.about is not MatterKind.DISPUTE:
        values |= {"known_dispute": None}
    if template.about is MatterKind.CONTRACT:
        values |= {"statement": None}
    if template.about is not MatterKind.CLAIM:
        values |= {"insurance_claim": None}
    if template.about is MatterKind.POLICY:
        values |= {"known_client": None}
    return LetterFacts(**values)


def _filled(profile: Profile) -> Profile:
    """The user's record, its blanks filled from an invented one."""
    blanks = {
        one.name: getattr(_SOMEBODY, one.name)
        for one in fields(Profile)
        if one.type in ("str", str) and not getattr(profile, one.name)
    }
    return replace(profile, **blanks)


def _chronology(on: date) -> tuple[DatedFact, ...]:
    return (
        DatedFact(on - timedelta(days=200), "Devis D-2026-009 signé"),
        DatedFact(on - timedelta(days=30), "Relance amiable envoyée"),
    )


def _unpaid(on: date, kind: ClientKind) -> Mapping[str, Any]:
    """One invoice due sixty days ago, reminded twice, and its papers; a consumer owes its principal only."""
    due, consumer = on - timedelta(days=_DAYS), kind is ClientKind.CONSUMER
    interest, fee = (Money(), Money()) if consumer else (Money.of(50), _FEE)
    mode = {ClientKind.CONSUMER: RateMode.LEGAL, ClientKind.PUBLIC: RateMode.PUBLIC}.get(kind, RateMode.DEFAULT)
    segment = SegmentFacts(
        first=due + timedelta(days=1),
        last=on,
        days=_DAYS,
        rate=Decimal("12.15"),
        amount=interest,
        source="Exemple",
        principal=_OWED,
    )
    line = InvoiceFacts(
        invoice_id=None, number="F-2026-014", title="Refonte de votre site internet", issued_on=due - timedelta(days=30),
        performed_on=due - timedelta(days=31), due_on=due, principal=_OWED, principal_left=_OWED, days=_DAYS, rate_mode=mode,
        interest=interest, fee=fee, total=_OWED + interest + fee, segments=() if consumer else (segment,),
    )  # fmt: skip
    statement = StatementFacts(
        as_of=on, lines=(line,), principal=_OWED, interest=interest, fee=fee, total_due=line.total,
        per_day=Money() if consumer else Money.of("0.83"),
    )  # fmt: skip
    contract = Contract(
        client_id=0, kind=ContractKind.QUOTE, reference="D-2026-009", title="Refonte du site internet",
        signed_on=on - timedelta(days=200), starts_on=on + timedelta(days=10),
    )  # fmt: skip
    sent = [
        Letter(
            template=name, title=title, written_on=on - timedelta(days=ago), send_method=SendMethod.EMAIL, amount_due=_OWED,
            sent_on=on - timedelta(days=ago),
        )
        for name, title, ago in ((ids.LADDER[0], "Relance amiable", 30), (ids.LADDER[1], "Relance ferme", 15))
    ]  # fmt: skip
    return {
        "known_dispute": Dispute(
            client_id=0, reference="LIT-0000-001", title="Refonte du site internet", opened_on=due,
            contested_on=on - timedelta(days=20), contested_reason="La galerie ne s’affiche pas.",
            contest_answer="Le site a été livré et recetté.",
        ),
        "statement": statement, "contracts": (contract,), "previous_letters": tuple(sent), "other_letters": tuple(sent),
        "limitation_on": on + timedelta(days=200),
        "inventory": (InventoryFacts(number=1, title="Devis D-2026-009 signé", dated_on=due, author="Vous"),),
        "proofs": tuple(
            ProofFacts(kind=kind, title=title, state="present", sentence="", pieces=(f"{title}, exemple",))
            for kind, title in (("order", "Commande"), ("invoice", "Facture"), ("delivery", "Livraison"))
        ),
    }  # fmt: skip


def _complained(on: date) -> Mapping[str, Any]:
    """A complaint answered by an offer, and a mediation that has ended in an agreement."""
    received, notified = on - timedelta(days=60), on - timedelta(days=40)
    return {
        "complaint": Complaint(
            dispute_id=0, received_on=received, channel=ComplaintChannel.EMAIL, amount=Money.of(300),
            grievance="Trois photos ne s’affichent pas sur téléphone.", request="La reprise des photos.",
            findings="Le site a été livré. Trois photos sur quarante ne s’affichent pas.", answer=ComplaintAnswer.OFFER,
            answer_text="La reprise des trois photos, sans frais, sous dix jours.", answered_on=received + timedelta(days=7),
        ),
        "complained_on": received, "refer_until": received + timedelta(days=365), "answer_days": 15,
        "mediator": Mediator(
            name="Médiateur Exemple", website="www.mediateur.example", street="49 rue Exemple", postcode="75008", city="Paris",
        ),
        "convention": Convention(mediator_id=0, reference="CV-118", starts_on=on - timedelta(days=400)),
        "mediation": Mediation(
            dispute_id=0, mediator_id=0, reference="M-2026-114", referred_on=notified - timedelta(days=5), notified_on=notified,
            stance=Stance.TAKES_PART, stance_on=notified, stance_reason="Une réunion à distance me convient.", agreed_on=notified,
            position="Les trois photos ont été reprises.", proposal_on=on - timedelta(days=5), proposal="Un avoir de 120 €.",
            proposal_amount=Money.of(120), answer_by=on + timedelta(days=10), my_answer_reason="Un virement sous huit jours.",
            outcome=MediationOutcome.AGREEMENT, ended_on=on - timedelta(days=1), perform_by=on + timedelta(days=30),
        ),
    }  # fmt: skip


def _ported(on: date) -> Mapping[str, Any]:
    """A portage company and its three-party contract."""
    return {
        "company": PortageCompany(
            name="Portage Exemple", legal_form="SAS", siret="55208131700018", street="30 rue du Port", postcode="44000",
            city="Nantes",
        ),
        "tripartite": Tripartite(
            contract_id=0, company_id=0, ground=MissionGround.EXPERTISE, service="Refonte du site internet.",
            price="600 € HT par jour.", drafted_on=on,
        ),
    }  # fmt: skip


def _insured(on: date, in_portage: bool) -> Mapping[str, Any]:
    """A policy, and a claim declared on it."""
    return {
        "policy": Policy(
            holder=PolicyHolder.PORTAGE_COMPANY if in_portage else PolicyHolder.USER, insurer="Assureur Exemple",
            number="RC 77-4512", activity="Conception de sites internet", territory="Union européenne",
            street="5 place Exemple", postcode="75011", city="Paris", attestation_until=on + timedelta(days=90),
        ),
        "insurance_claim": InsuranceClaim(
            reference="SIN-0000-001", title="Perte de commandes", happened_on=on - timedelta(days=10),
            known_on=on - timedelta(days=6), claimed_on=on - timedelta(days=6),
            facts="Quarante-deux commandes n’ont pas été enregistrées.",
            request="Le remboursement des ventes perdues.", amount=Money.of(4200), measures="Sauvegarde rétablie.",
            declared_on=on - timedelta(days=4), declared_by=SendMethod.REGISTERED, insurer_reference="26-S-4471",
            decision=ClaimDecision.PARTIAL, decided_on=on - timedelta(days=2), indemnity=Money.of(3000),
        ),
        "harms": (Harm(insurance_claim_id=0, kind=HarmKind.IMMATERIAL, amount=Money.of(4200), description="Ventes perdues."),),
        "declare_by": on + timedelta(days=1),
    }  # fmt: skip


def _settled(on: date) -> Mapping[str, Any]:
    """An agreement in three payments, the first of which is missing; a procedure before a court."""
    part = Money.of(900)
    return {
        "agreement": Agreement(
            dispute_id=0, kind=AgreementKind.INSTALMENTS, proposed_on=on - timedelta(days=50), signed_on=on - timedelta(days=45),
            as_of=on - timedelta(days=50), principal=_OWED, interest=Money.of(160), fee=_FEE, acceleration=True,
            cause="La facture F-2026-014.", our_concessions="La remise des pénalités.",
            their_concessions="Le paiement sous huit jours.",
        ),
        "instalments": tuple(
            InstalmentFacts(due_on=on + timedelta(days=days), amount=part, late=days < 0) for days in (-15, 15, 45)
        ),
        "procedure": Procedure(
            dispute_id=0, kind=ProcedureKind.PAYMENT_ORDER, reference="RG 26/00001", court=CourtKind.COMMERCIAL,
            authority="Tribunal de commerce d’Exemple", street="1 place du Palais", postcode="56100", city="Lorient",
            asked_on=on - timedelta(days=10), decided_on=on,
        ),
        "act_by": on + timedelta(days=30),
    }  # fmt: skip
