"""Invented procedures, before whom they are, that letters are written from in tests."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters import ids
from litigedesk.letters.facts import ConditionFacts, DatedFact, InventoryFacts, LetterFacts
from tests.letters import samples

TODAY = samples.TODAY
EUROS = Money.of
CONCILIATOR = Procedure(
    id=41,
    dispute_id=7,
    kind=ProcedureKind.CONCILIATION,
    authority="Mme Odile Garnier",
    contact="Conciliatrice de justice, mairie",
    street="2 boulevard Leclerc",
    postcode="56100",
    city="Lorient",
    email="conciliateur@lorient.example",
)
OFFICER = replace(
    CONCILIATOR,
    kind=ProcedureKind.SMALL_CLAIMS,
    authority="Me Yann Le Gall",
    contact="Commissaire de justice",
    email="",
)
COURT = replace(
    OFFICER,
    kind=ProcedureKind.PAYMENT_ORDER,
    court=CourtKind.COMMERCIAL,
    authority="Tribunal de commerce de Lorient",
    contact="Greffe des injonctions de payer",
)
MEDIATOR = Procedure(id=44, dispute_id=7, kind=ProcedureKind.BUSINESS_MEDIATION)
TRUSTEE = replace(
    OFFICER,
    kind=ProcedureKind.INSOLVENCY,
    authority="SELARL Kerlann",
    contact="Mandataire judiciaire",
    reference="2026J00412",
    decided_on=date(2026, 11, 3),
    published_on=date(2026, 11, 10),
)
TOLD = (
    DatedFact(date(2026, 3, 2), "devis D-2026-009 signé"),
    DatedFact(date(2026, 10, 5), "Relance amiable envoyée"),
    DatedFact(date(2026, 10, 12), "Appel : le client promet de payer"),
)
PIECES = (
    InventoryFacts(number=1, title="Devis D-2026-009 signé", dated_on=date(2026, 3, 2), author="Camille Roussel"),
    InventoryFacts(number=2, title="Facture F-2026-014", dated_on=date(2026, 4, 29), author="Camille Roussel"),
    InventoryFacts(
        number=3, title="Procès-verbal de recette", dated_on=date(2026, 4, 28), author="Atelier Boréal", is_copy=False
    ),
    InventoryFacts(number=4, title="Mise en demeure et avis de réception"),
)
MET = (ConditionFacts(code="amount", title="5 000 € au plus", met=True, sentence="2 648,12 €.", article="CPCE R125-1"),)
UNTIL_OPENING = replace(
    samples.late(),
    days=156,
    interest=EUROS("131.98"),
    total=EUROS("2671.98"),
    segments=(
        samples.late().segments[0],
        replace(samples.late().segments[1], last=date(2026, 11, 3), days=126, amount=EUROS("107.01")),
    ),
)  # 24.9657 + 2 500 € × 12.40 % × 126 / 365
OPENING = samples.statement(UNTIL_OPENING, as_of=date(2026, 11, 3), per_day=Money())
CONTESTED = replace(
    samples.DISPUTE,
    contested_amount=EUROS(300),
    contested_reason="deux pages ne s’affichent pas",
    contested_on=date(2026, 10, 20),
)
ANSWERED = replace(
    CONTESTED,
    contest_answer="Les deux pages ont été livrées le 28 avril 2026 et le procès-verbal de recette, signé ce jour-là, "
    "ne porte aucune réserve.\n"
    "- page « Ateliers » : en ligne, capture du 20 octobre 2026 ;\n"
    "- page « Contact » : adresse changée à votre demande le 3 mai 2026.",
)
PART = samples.statement(samples.late(), contested_amount=EUROS(300), contested_interest=EUROS("17.77"))

STARTS: dict[str, dict[str, Any]] = {
    ids.ANSWER_CONTEST: {
        "dispute": ANSWERED,
        "statement": PART,
        "reply_by": TODAY + timedelta(days=15),
        "send_method": SendMethod.REGISTERED,
        "procedure": None,
        "conditions": (),
    },
    ids.ASK_CONCILIATOR: {"procedure": CONCILIATOR},
    ids.ASK_SMALL_CLAIMS: {"procedure": OFFICER},
    ids.ORDER_ANNEXES: {"procedure": COURT, "court_form": "Cerfa n° 12946*02"},
    ids.ASK_BUSINESS_MEDIATOR: {"procedure": MEDIATOR, "send_method": SendMethod.EMAIL},
    ids.DECLARE_DEBT: {
        "procedure": TRUSTEE,
        "statement": OPENING,
        "act_by": date(2027, 1, 10),
        "send_method": SendMethod.REGISTERED,
    },
}
TEMPLATES = tuple(STARTS)


def facts(template: str, status: str = "ei", kind: str = "professional", **changes: Any) -> LetterFacts:
    """Everything for one letter of a procedure."""
    values: dict[str, Any] = {
        "written_on": TODAY,
        "profile": samples.PROFILES[status],
        "client": samples.CLIENTS[kind],
        "address": samples.ADDRESS,
        "contact": None,
        "dispute": samples.DISPUTE,
        "contracts": (samples.CONTRACT,),
        "statement": samples.owed(kind),
        "other_letters": samples.REMINDERS,
        "chronology": TOLD,
        "inventory": PIECES,
        "conditions": MET,
        "send_method": SendMethod.POST,
        "enclosures": ("devis D-2026-009 signé", "facture F-2026-014"),
    }
    return samples.made(values | STARTS[template] | changes)


BARE: dict[str, Any] = {"other_letters": (), "chronology": (), "enclosures": (), "contracts": ()}
# A letter's variants: a word for the golden text, and what differs from its usual facts.
VARIANTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (ids.ANSWER_CONTEST, "part", {}),
    (
        ids.ANSWER_CONTEST,
        "whole",
        {
            "dispute": replace(ANSWERED, contested_amount=EUROS(2500), contested_on=None),
            "reply_by": None,
            "enclosures": (),
            "statement": samples.statement(
                samples.late(), contested_amount=EUROS(2500), contested_interest=EUROS("148.12")
            ),
        },
    ),
    (ids.ANSWER_CONTEST, "public", {"kind": "public", "statement": samples.owed("public")}),
    (ids.ASK_CONCILIATOR, "professional", {}),
    (
        ids.ASK_CONCILIATOR,
        "consumer",
        {
            "kind": "consumer",
            "dispute": CONTESTED,
            "statement": samples.statement(
                samples.invoice(rate_mode=samples.RateMode.LEGAL), contested_amount=EUROS(300)
            ),
        },
    ),
    (ids.ASK_CONCILIATOR, "bare", BARE | {"statement": samples.owed("professional", 5)}),
    (ids.ASK_SMALL_CLAIMS, "professional", {"profile": replace(samples.EI, trader=False)}),
    (ids.ASK_SMALL_CLAIMS, "contested", {"dispute": CONTESTED, "statement": PART}),
    (ids.ASK_SMALL_CLAIMS, "consumer", {"kind": "consumer"} | BARE),
    (ids.ORDER_ANNEXES, "professional", {}),
    (
        ids.ORDER_ANNEXES,
        "opposition",
        {
            "procedure": replace(COURT, opposition_court="tribunal de commerce de Rennes"),
            "statement": samples.owed("professional", 2),
        },
    ),
    (
        ids.ORDER_ANNEXES,
        "consumer",
        {
            "kind": "consumer",
            "procedure": replace(COURT, court=CourtKind.JUDICIAL, authority="Tribunal judiciaire de Lorient"),
        }
        | BARE,
    ),
    (ids.ASK_BUSINESS_MEDIATOR, "professional", {}),
    (ids.ASK_BUSINESS_MEDIATOR, "public", {"kind": "public", "dispute": CONTESTED}),
    (ids.DECLARE_DEBT, "in-time", {}),
    (
        ids.DECLARE_DEBT,
        "late",
        BARE
        | {
            "act_by": date(2026, 9, 15),
            "procedure": replace(TRUSTEE, decided_on=date(2026, 7, 6), published_on=date(2026, 7, 15)),
            "statement": samples.statement(samples.invoice(due_on=date(2026, 7, 31)), as_of=date(2026, 7, 6)),
        },
    ),
)
