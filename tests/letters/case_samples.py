"""An invented complaint of a consumer, its mediator and its mediation, that letters are written from in tests."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import (
    ComplaintAnswer,
    ComplaintChannel,
    DisputeKind,
    MediationOutcome,
    ProposalAnswer,
    SendMethod,
    Stance,
)
from litigedesk.letters.facts import DatedFact, LetterFacts
from tests.letters import samples

TODAY = samples.TODAY
DISPUTE = replace(samples.DISPUTE, kind=DisputeKind.COMPLAINT, reference="LIT-2026-009", opened_on=date(2026, 9, 4))
CLIENT = replace(samples.CLIENTS["consumer"], email="lea@fontaine.example")
COMPLAINT = Complaint(
    id=21, dispute_id=7, received_on=date(2026, 9, 3), channel=ComplaintChannel.EMAIL, contract_id=9,
    grievance="Les photos de la galerie ne s’affichent pas sur téléphone.",
    request="La reprise des photos, ou le remboursement de 300 €.", amount=Money.of(300),
    findings="Le site a été livré le 28 août 2026.\nSur l’iPhone 12, trois photos sur quarante ne s’affichent pas.",
    answer=ComplaintAnswer.OFFER,
    answer_text="- la reprise des trois photos, sans frais, sous dix jours ;\n- une vérification sur quatre modèles de téléphone.",
)  # fmt: skip
OFFER = COMPLAINT
PARTIAL = replace(
    COMPLAINT,
    answer=ComplaintAnswer.PARTIAL,
    answer_text="Je reprends les trois photos sous dix jours.\nLe remboursement n’est pas justifié : le reste suit le devis.",
)
REFUSAL = replace(
    COMPLAINT,
    answer=ComplaintAnswer.REFUSAL,
    answer_text="Le devis exclut les téléphones sortis avant 2021, et vous l’avez signé le 2 mars 2026.",
)
ORAL = replace(COMPLAINT, channel=ComplaintChannel.PHONE)
MEDIATOR = Mediator(
    id=31, name="CM2C", website="www.cm2c.net", street="49 rue de Ponthieu", postcode="75008", city="Paris",
    email="contact@cm2c.example",
)  # fmt: skip
CONVENTION = Convention(
    id=41, mediator_id=31, reference="CV-2025-118", signed_on=date(2025, 3, 1), starts_on=date(2025, 3, 1),
    ends_on=date(2028, 2, 29), years=3,
)  # fmt: skip
RUNNING = Mediation(
    id=51, dispute_id=7, mediator_id=31, complaint_id=21, reference="M-2026-114", started_by_client=True,
    referred_on=date(2026, 10, 1), notified_on=date(2026, 10, 6),
)  # fmt: skip
TAKING_PART = replace(
    RUNNING,
    stance=Stance.TAKES_PART,
    stance_on=date(2026, 10, 12),
    agreed_on=date(2026, 10, 12),
    position="Les trois photos ont été reprises le 20 septembre 2026.\nLe remboursement demandé dépasse ce qui reste en cause.",
)
PROPOSED = replace(
    TAKING_PART, proposal_on=date(2026, 11, 16), proposal_amount=Money.of(120), answer_by=date(2026, 11, 30)
)
ACCEPTED = replace(PROPOSED, my_answer_reason="Un virement de 120 € sous huit jours après la fin de la médiation.")
REFUSED = replace(PROPOSED, my_answer_reason="La somme proposée ne tient pas compte de la reprise déjà faite.")
ENDED_ON, REJECTED_ON = date(2026, 11, 20), date(2026, 10, 20)


def ended(outcome: MediationOutcome, **changes: Any) -> Mediation:
    """The mediation at its end."""
    answer = ProposalAnswer.ACCEPTED if outcome is MediationOutcome.AGREEMENT else None
    return replace(PROPOSED, outcome=outcome, ended_on=ENDED_ON, client_answer=answer, **changes)


CHRONOLOGY = (
    DatedFact(date(2026, 3, 2), "Devis D-2026-009 signé"),
    DatedFact(date(2026, 9, 3), "Réclamation reçue"),
    DatedFact(date(2026, 9, 10), "Réponse à réclamation : lettre envoyée"),
)
REPLY = Letter(
    id=61, dispute_id=7, template="reponse-reclamation", title="Réponse à réclamation", written_on=date(2026, 9, 10),
    send_method=SendMethod.EMAIL, amount_due=ZERO, sent_on=date(2026, 9, 10),
)  # fmt: skip
ANSWERED = replace(COMPLAINT, answered_on=date(2026, 9, 10))
STARTS: dict[str, dict[str, Any]] = {
    "reponse-reclamation": {"reply_by": TODAY + timedelta(days=15)},
    "demande-reclamation-ecrite": {"complaint": ORAL, "complained_on": None, "refer_until": None},
    "information-mediation": {"complaint": ANSWERED},
    "participation-acceptee": {"mediation": RUNNING},
    "participation-declinee": {"mediation": RUNNING},
    "transmission-dossier-mediateur": {
        "complaint": ANSWERED, "mediation": TAKING_PART, "chronology": CHRONOLOGY,
        "enclosures": ("devis D-2026-009 signé", "réclamation reçue le 3 septembre 2026"),
    },
    "acceptation-proposition": {"mediation": ACCEPTED},
    "refus-proposition": {"mediation": REFUSED},
    "constat-fin-mediation": {"mediation": ended(MediationOutcome.FAILURE)},
}  # fmt: skip
TEMPLATES = tuple(STARTS)


def facts(template: str, status: str = "ei", **changes: Any) -> LetterFacts:
    """Everything for one letter about the complaint or its mediation."""
    values: dict[str, Any] = {
        "written_on": TODAY, "profile": samples.PROFILES[status], "client": CLIENT, "address": samples.ADDRESS,
        "dispute": DISPUTE, "contracts": (samples.CONTRACT,), "complaint": COMPLAINT, "complained_on": date(2026, 9, 3),
        "refer_until": date(2027, 9, 3), "answer_days": 15, "mediator": MEDIATOR, "convention": CONVENTION,
        "send_method": SendMethod.EMAIL,
    }  # fmt: skip
    return samples.made(values | STARTS[template] | changes)


# A letter's variants: a word for the golden text, and what differs from its usual facts.
VARIANTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("reponse-reclamation", "offer", {}),
    ("reponse-reclamation", "partial", {"complaint": PARTIAL}),
    ("reponse-reclamation", "refusal", {"complaint": REFUSAL, "reply_by": None}),
    ("reponse-reclamation", "oral", {"complaint": ORAL, "complained_on": None, "refer_until": None}),
    ("reponse-reclamation", "year-over", {"written_on": date(2027, 10, 1), "reply_by": None}),
    ("demande-reclamation-ecrite", "usual", {}),
    ("information-mediation", "answered", {}),
    ("information-mediation", "unanswered", {"complaint": COMPLAINT}),
    ("participation-acceptee", "usual", {}),
    ("participation-acceptee", "remark", {"mediation": replace(RUNNING, stance_reason="Une réunion à distance me convient.")}),
    ("participation-declinee", "usual", {}),
    ("participation-declinee", "reason", {"mediation": replace(RUNNING, stance_reason="Le désaccord est déjà réglé.")}),
    ("transmission-dossier-mediateur", "taking-part", {}),
    ("transmission-dossier-mediateur", "declining", {"mediation": replace(TAKING_PART, stance=Stance.DECLINES)}),
    (
        "transmission-dossier-mediateur", "no-complaint",
        {"complaint": None, "complained_on": None, "refer_until": None, "chronology": (), "convention": None, "enclosures": ()},
    ),
    ("transmission-dossier-mediateur", "oral", {"complaint": ORAL, "complained_on": None, "refer_until": None}),
    (
        "transmission-dossier-mediateur", "obstacles",
        {
            "complaint": replace(COMPLAINT, received_on=date(2025, 9, 3), answered_on=date(2025, 9, 10)), "chronology": (),
            "complained_on": date(2025, 9, 3), "refer_until": date(2026, 9, 3), "enclosures": (),
            "mediation": replace(
                TAKING_PART, in_court=True, other_mediator=True, in_sector=False, excluded_service=True, stance=Stance.DECLINES
            ),
        },
    ),
    ("acceptation-proposition", "terms", {}),
    ("acceptation-proposition", "plain", {"mediation": PROPOSED}),
    ("acceptation-proposition", "late", {"mediation": replace(ACCEPTED, answer_by=date(2026, 11, 20))}),
    ("refus-proposition", "reason", {}),
    ("refus-proposition", "plain", {"mediation": replace(PROPOSED, answer_by=None, proposal_amount=None)}),
    ("constat-fin-mediation", "agreement", {"mediation": ended(MediationOutcome.AGREEMENT, perform_by=date(2026, 12, 15))}),
    (
        "constat-fin-mediation", "performed",
        {"mediation": ended(MediationOutcome.AGREEMENT, perform_by=date(2026, 12, 15), performed_on=date(2026, 11, 21))},
    ),
    ("constat-fin-mediation", "failure", {}),
    ("constat-fin-mediation", "withdrawn-by-client", {"mediation": ended(MediationOutcome.WITHDRAWN_BY_CLIENT)}),
    ("constat-fin-mediation", "withdrawn-by-user", {"mediation": ended(MediationOutcome.WITHDRAWN_BY_USER)}),
    (
        "constat-fin-mediation", "rejected",
        {"mediation": replace(RUNNING, rejected_on=REJECTED_ON, outcome=MediationOutcome.REJECTED, ended_on=REJECTED_ON)},
    ),
    (
        "constat-fin-mediation", "declined",
        {"mediation": replace(RUNNING, stance=Stance.DECLINES, outcome=MediationOutcome.DECLINED, ended_on=ENDED_ON)},
    ),
)  # fmt: skip
