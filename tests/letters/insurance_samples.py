"""An invented policy and an invented claim that letters are written from in tests."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from litigedesk.domain.insurance import (
    ClaimDecision,
    Harm,
    HarmKind,
    ImmaterialHarm,
    InsuranceClaim,
    Policy,
    PolicyHolder,
    PolicyTrigger,
)
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters.facts import ConditionFacts, LetterFacts, PieceFacts
from tests.letters import portage_samples, samples

TODAY = samples.TODAY
POLICY = Policy(
    id=61, insurer="Mutuelle des Indépendants", number="RCP 2024-118 274", activity="Conception et développement de sites internet",
    starts_on=date(2024, 4, 1), trigger=PolicyTrigger.CLAIM, territory="Union européenne", contact="Service sinistres",
    street="5 place de la République", postcode="75011", city="Paris", email="sinistres@mutuelle.example",
    attestation_from=date(2026, 1, 1), attestation_until=date(2026, 12, 31),
)  # fmt: skip
COMPANYS = Policy(
    id=62, holder=PolicyHolder.PORTAGE_COMPANY, company_id=81, insurer="Assurances du Large", number="RC-77-4512",
    activity="Conseil et services informatiques", starts_on=date(2025, 1, 1), attestation_until=date(2026, 10, 31),
)  # fmt: skip
CLAIM = InsuranceClaim(
    id=71, reference="SIN-2026-002", title="Perte de commandes après une mise à jour", policy_id=61, contract_id=9, client_id=3,
    happened_on=date(2026, 11, 12), known_on=date(2026, 11, 16), claimed_on=date(2026, 11, 16),
    facts="Le 12 novembre 2026 à 18 h, la mise à jour du site a été publiée.\n"
    "Du 12 au 14 novembre, quarante-deux commandes n’ont pas été enregistrées.\n"
    "La sauvegarde du 11 novembre a été rétablie le 14 novembre à 10 h.",
    request="La société Atelier Boréal demande le remboursement des ventes perdues et le retour de l’ancienne version.",
    amount=Money.of(4200), measures="Sauvegarde rétablie le 14 novembre ; journaux du serveur conservés.",
)  # fmt: skip
DATA_LOSS = Harm(
    id=72, insurance_claim_id=71, kind=HarmKind.IMMATERIAL, nature=ImmaterialHarm.DATA_LOSS, consecutive=False,
    amount=Money.of(4000), description="Quarante-deux commandes perdues.",
)  # fmt: skip
HARMS = (
    DATA_LOSS,
    Harm(id=73, insurance_claim_id=71, kind=HarmKind.MATERIAL, amount=Money.of(200), description="Un disque remplacé"),
)
BODILY = (Harm(id=74, insurance_claim_id=71, kind=HarmKind.BODILY, description="Chute d’un visiteur sur un câble."),)
WHOLE = replace(
    CLAIM, witnesses="Mme Hélène Durand, responsable des ventes.", other_insurance="Contrat cyber n° 99, Assurances du Large.",
    pending="Réponse attendue par le client le 30 novembre 2026.",
)  # fmt: skip
ALONE = replace(
    CLAIM, client_id=None, contract_id=None, claimed_on=None, request="", amount=None, measures="", title="Chute d’un visiteur",
    third_party="M. Paul Lenoir\n3 rue des Lilas, 35000 Rennes", facts="Le 12 novembre 2026, M. Lenoir est tombé dans l’atelier.",
)  # fmt: skip
DECLARED = replace(
    CLAIM, declared_on=date(2026, 11, 18), declared_by=SendMethod.REGISTERED, insurer_reference="26-S-4471"
)
BY_COMPANY = replace(DECLARED, policy_id=62, declared_by=SendMethod.EMAIL)
PIECES = (
    PieceFacts(title="Réclamation du tiers", there=True, file_id=801),
    PieceFacts(title="Journaux du serveur", there=False),
    PieceFacts(title="Devis de remise en état", there=False),
)
COVER = (
    ConditionFacts(
        code="claimed", title="Une réclamation du tiers", met=True, sentence="Reçue.", article="C. ass. L124-1"
    ),
    ConditionFacts(
        code="in-force", title="Réclamation dans la période", met=True, sentence="En vigueur.", article="C. ass. L124-5"
    ),
)
STEPS = ("5 jours ouvrés à compter du 17 novembre 2026.",)
_CLAIM: dict[str, Any] = {
    "insurance_claim": CLAIM, "harms": HARMS, "pieces": PIECES, "contracts": (samples.CONTRACT,), "declare_by": date(2026, 11, 23),
    "declaration_steps": STEPS, "insurer_limit": date(2028, 11, 14), "conditions": COVER,
}  # fmt: skip
_COMPANYS: dict[str, Any] = {"policy": COMPANYS, "company": portage_samples.COMPANY, "portage": True}
STARTS: dict[str, dict[str, Any]] = {
    "declaration-sinistre": {**_CLAIM, "enclosures": ("réclamation reçue le 16 novembre 2026", "devis D-2026-009 signé")},
    "declaration-sinistre-portage": {
        **_CLAIM, **_COMPANYS, "insurance_claim": replace(CLAIM, policy_id=62), "send_method": SendMethod.EMAIL,
        "contracts": (portage_samples.SIGNED,),
    },
    "information-declaration": {**_CLAIM, "insurance_claim": DECLARED, "send_method": SendMethod.EMAIL},
    "relance-assureur": {**_CLAIM, "insurance_claim": DECLARED, "reply_by": TODAY + timedelta(days=15)},
    "demande-attestation": {
        "client": None, "address": None, "contact": None, "reply_by": TODAY + timedelta(days=15), "send_method": SendMethod.EMAIL,
    },
    "demande-attestation-portage": {
        **_COMPANYS, "client": None, "address": None, "contact": None, "reply_by": TODAY + timedelta(days=15),
        "send_method": SendMethod.EMAIL,
    },
}  # fmt: skip
TEMPLATES = tuple(STARTS)
IN_PORTAGE = {"declaration-sinistre-portage", "demande-attestation-portage"}


def facts(template: str, status: str = "ei", **changes: Any) -> LetterFacts:
    """Everything for one letter about the claim or the policy."""
    values: dict[str, Any] = {
        "written_on": TODAY, "profile": samples.PROFILES[status], "client": portage_samples.CLIENT, "address": samples.ADDRESS,
        "contact": portage_samples.CONTACT, "policy": POLICY, "send_method": SendMethod.REGISTERED,
    }  # fmt: skip
    return samples.made(values | STARTS[template] | changes)


def decided(decision: ClaimDecision, **changes: Any) -> InsuranceClaim:
    """The claim once the insurer has decided."""
    return replace(DECLARED, decision=decision, decided_on=date(2026, 11, 20), **changes)


# A letter's variants: a word for the golden text, and what differs from its usual facts.
VARIANTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("declaration-sinistre", "usual", {}),
    ("declaration-sinistre", "whole", {"insurance_claim": WHOLE, "pieces": ()}),
    ("declaration-sinistre", "late", {"declare_by": date(2026, 11, 17)}),
    ("declaration-sinistre", "alone", {
        "insurance_claim": ALONE, "client": None, "address": None, "contact": None, "contracts": (), "harms": BODILY, "pieces": (),
        "enclosures": (), "policy": replace(POLICY, number="", activity=""),
    }),
    ("declaration-sinistre-portage", "usual", {}),
    ("declaration-sinistre-portage", "late", {"declare_by": date(2026, 11, 17)}),
    ("declaration-sinistre-portage", "no-policy", {"policy": None, "harms": (), "pieces": ()}),
    ("information-declaration", "usual", {}),
    ("information-declaration", "consumer", {
        "client": samples.CLIENTS["consumer"], "contact": None,
        "insurance_claim": replace(DECLARED, claimed_on=None, request="", happened_on=None),
    }),
    ("information-declaration", "portage", {**_COMPANYS, "insurance_claim": BY_COMPANY, "contracts": (portage_samples.SIGNED,)}),
    ("information-declaration", "portage-unclaimed", {**_COMPANYS, "insurance_claim": replace(BY_COMPANY, claimed_on=None)}),
    ("relance-assureur", "no-answer", {}),
    ("relance-assureur", "covered", {"insurance_claim": decided(ClaimDecision.COVERED, indemnity=Money.of(3000))}),
    ("relance-assureur", "partial", {
        "insurance_claim": decided(ClaimDecision.PARTIAL, indemnity=Money.of(1500), expert_on=date(2026, 11, 19)),
    }),
    ("relance-assureur", "partly-paid", {
        "insurance_claim": decided(ClaimDecision.PARTIAL, indemnity=Money.of(1500), paid_on=date(2026, 11, 21)), "reply_by": None,
    }),
    ("relance-assureur", "refused", {
        "insurance_claim": decided(ClaimDecision.REFUSED, insurer_reference="", amount=None, claimed_on=None, request=""),
        "send_method": SendMethod.EMAIL,
    }),
    ("demande-attestation", "running", {}),
    ("demande-attestation", "over", {
        "policy": replace(POLICY, attestation_until=date(2026, 10, 31), territory="", activity="", number=""), "reply_by": None,
    }),
    ("demande-attestation-portage", "over", {}),
    ("demande-attestation-portage", "no-policy", {"policy": replace(COMPANYS, insurer="", number="", attestation_until=None)}),
)  # fmt: skip
