"""An invented schedule, acknowledgment and settlement that letters are written from in tests."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome
from litigedesk.domain.money import Money
from litigedesk.domain.records import Contact, Payment
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters import ids
from litigedesk.letters.facts import InstalmentFacts, LetterFacts, RateMode
from tests.letters import samples

TODAY = samples.TODAY
EUROS = Money.of
CAUSE = "facture F-2026-014 du 29 avril 2026, pour la refonte du site internet"
SCHEDULE = Agreement(
    id=61,
    dispute_id=7,
    kind=AgreementKind.INSTALMENTS,
    proposed_on=TODAY,
    as_of=TODAY,
    principal=EUROS(2500),
    interest=EUROS("148.12"),
    fee=EUROS(40),
    acceleration=True,
    cause=CAUSE,
)
ACKNOWLEDGED = replace(SCHEDULE, id=62, kind=AgreementKind.ACKNOWLEDGMENT)
SETTLED = replace(
    SCHEDULE,
    id=63,
    kind=AgreementKind.SETTLEMENT,
    interest=Money(),
    fee=Money(),
    waived=EUROS(300),
    acceleration=False,
    cause="Le client conteste deux pages du site livré le 28 avril 2026, qu’il dit incomplètes ; le prestataire les tient "
    "pour conformes au devis.",
    our_concessions="- reprendre ces deux pages avant le 15 janvier 2027, sans supplément ;\n- renoncer aux pénalités de retard.",
    their_concessions="- payer le solde aux dates ci-dessous ;\n- retirer sa contestation.",
    confidential=True,
)
OF_CONSUMER = replace(SCHEDULE, interest=Money(), fee=Money(), acceleration=False)
SIGNED = replace(SCHEDULE, signed_on=date(2026, 8, 3), proposed_on=date(2026, 7, 28), as_of=date(2026, 7, 28))


def parts(
    *sums: str, first: date = date(2026, 12, 15), received: tuple[str, ...] = (), late: int = 0
) -> tuple[InstalmentFacts, ...]:
    """One instalment a month from a day; the first ones received so much, and so many of those not paid are late."""
    made = []
    for place, amount in enumerate(sums):
        month = first.month - 1 + place
        got = EUROS(received[place]) if place < len(received) else Money()
        is_late = got < EUROS(amount) and place < len(received) + late
        made.append(
            InstalmentFacts(
                due_on=first.replace(year=first.year + month // 12, month=month % 12 + 1),
                amount=EUROS(amount),
                received=got,
                late=is_late,
            )
        )
    return tuple(made)


FOUR = parts("672.03", "672.03", "672.03", "672.03")
RUNNING = parts("672.03", "672.03", "672.03", "672.03", first=date(2026, 9, 15), received=("672.03",), late=1)
SHORT = parts("672.03", "672.03", "672.03", "672.03", first=date(2026, 9, 15), received=("672.03", "300"), late=1)
LEGAL = samples.statement(samples.invoice(rate_mode=RateMode.LEGAL))
PAID = samples.statement(samples.invoice(paid=EUROS(2500), total=Money()))
KEPT = replace(SIGNED, outcome=AgreementOutcome.KEPT, ended_on=TODAY)
PAYMENT = (Payment(id=1, invoice_id=14, paid_on=date(2026, 11, 18), amount=EUROS(2500)),)

STARTS: dict[str, dict[str, Any]] = {
    ids.SCHEDULE: {"agreement": SCHEDULE, "instalments": FOUR, "reply_by": TODAY + timedelta(days=15)},
    ids.ACKNOWLEDGMENT: {
        "agreement": ACKNOWLEDGED,
        "instalments": parts("2688.12"),
        "reply_by": TODAY + timedelta(days=15),
        "send_method": SendMethod.POST,
    },
    ids.SETTLEMENT: {
        "agreement": SETTLED,
        "instalments": parts("1100", "1100"),
        "reply_by": TODAY + timedelta(days=15),
    },
    ids.TERM_REMINDER: {"agreement": SIGNED, "instalments": RUNNING, "reply_by": TODAY + timedelta(days=8)},
    ids.TERM_NOTICE: {
        "agreement": SIGNED,
        "instalments": RUNNING,
        "reply_by": TODAY + timedelta(days=20),
        "send_method": SendMethod.REGISTERED,
    },
    ids.CLOSE_AMICABLY: {"statement": PAID, "payments": PAYMENT},
}
TEMPLATES = tuple(STARTS)


def facts(template: str, status: str = "ei", kind: str = "professional", **changes: Any) -> LetterFacts:
    """Everything for one letter about an agreement."""
    values: dict[str, Any] = {
        "written_on": TODAY,
        "profile": samples.PROFILES[status],
        "client": samples.CLIENTS[kind],
        "address": samples.ADDRESS,
        "contact": Contact(client_id=3, email="compta@boreal.example"),
        "dispute": samples.DISPUTE,
        "contracts": (samples.CONTRACT,),
        "statement": samples.owed(kind),
        "insured": False,
        "send_method": SendMethod.EMAIL,
    }
    return samples.made(values | STARTS[template] | changes)


CONSUMER = {"kind": "consumer", "agreement": OF_CONSUMER, "instalments": parts("1000", "1500")}
# A letter's variants: a word for the golden text, and what differs from its usual facts.
VARIANTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (ids.SCHEDULE, "professional", {}),
    (ids.SCHEDULE, "consumer", CONSUMER),
    (
        ids.SCHEDULE,
        "running-interest",
        {
            "agreement": replace(SCHEDULE, interest_runs=True, waived=EUROS("88.12"), confidential=True),
            "instalments": parts("1300", "1300"),
            "reply_by": None,
        },
    ),
    (ids.SCHEDULE, "one-payment", {"instalments": parts("2688.12")}),
    (ids.ACKNOWLEDGMENT, "one-payment", {}),
    (ids.ACKNOWLEDGMENT, "instalments", {"instalments": FOUR}),
    (
        ids.ACKNOWLEDGMENT,
        "at-once",
        {
            "instalments": (),
            "statement": LEGAL,
            "agreement": replace(OF_CONSUMER, kind=AgreementKind.ACKNOWLEDGMENT),
            "kind": "consumer",
        },
    ),
    (ids.SETTLEMENT, "two-payments", {}),
    (
        ids.SETTLEMENT,
        "consumer",
        {
            "kind": "consumer",
            "statement": LEGAL,
            "instalments": parts("2200"),
            "agreement": replace(SETTLED, confidential=False),
        },
    ),
    (
        ids.SETTLEMENT,
        "nothing-due",
        {
            "instalments": (),
            "agreement": replace(SETTLED, principal=Money(), waived=Money(), acceleration=False),
            "reply_by": None,
        },
    ),
    (ids.SETTLEMENT, "clause", {"agreement": replace(SETTLED, acceleration=True, interest_runs=True)}),
    (ids.TERM_REMINDER, "one", {}),
    (
        ids.TERM_REMINDER,
        "several",
        {
            "instalments": parts(
                "672.03", "672.03", "672.03", "672.03", first=date(2026, 9, 15), received=("600",), late=2
            )
        },
    ),
    (ids.TERM_NOTICE, "one", {}),
    (ids.TERM_NOTICE, "part", {"instalments": SHORT}),
    (
        ids.TERM_NOTICE,
        "several",
        {
            "instalments": parts("672.03", "672.03", "672.03", "672.03", first=date(2026, 9, 15), late=3),
            "agreement": replace(SIGNED, interest_runs=True, kind=AgreementKind.ACKNOWLEDGMENT),
        },
    ),
    (ids.CLOSE_AMICABLY, "paid", {}),
    (
        ids.CLOSE_AMICABLY,
        "interest-left",
        {
            "statement": samples.statement(replace(samples.late(), paid=EUROS(2500), total=EUROS("188.12"))),
        },
    ),
    (ids.CLOSE_AMICABLY, "kept", {"agreement": KEPT, "kind": "consumer"}),
    (ids.CLOSE_AMICABLY, "public", {"kind": "public"}),
    (ids.CLOSE_AMICABLY, "no-invoice", {"statement": None, "payments": ()}),
)
