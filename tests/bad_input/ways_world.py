"""Who owes what at the start of each run of the machine of ways, and what its gestures choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany, Tripartite
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import (
    Address,
    Client,
    Contract,
    Deadline,
    Dispute,
    Event,
    Invoice,
    Letter,
    LimitationEvent,
    Payment,
    Profile,
)
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters import ids
from litigedesk.operations import (
    agreements,
    clients,
    contracts,
    disputes,
    invoices,
    letters,
    portage,
    procedures,
    profile,
)
from litigedesk.queries import agreements as queries
from litigedesk.rules import instalments
from litigedesk.rules.procedures import STEPS
from tests.bad_input.machine import TODAY

recent = st.integers(-90, 2).map(lambda gap: TODAY + timedelta(gap))
near = st.integers(-42, 40).map(lambda gap: TODAY + timedelta(gap))
odd = st.sampled_from(
    [date(2024, 2, 29), date(2026, 8, 31), date(2026, 9, 1), date(2100, 12, 31), date(1900, 1, 1), date.min, date.max]
)
any_day = st.none() | recent | st.integers(-30, 400).map(lambda gap: TODAY + timedelta(gap)) | odd
DATES = ("published", *dict.fromkeys(key for steps in STEPS.values() for key in steps if key != "ended"))
TEMPLATES = (
    *ids.LADDER, ids.NOTICE, ids.ANSWER_CONTEST, ids.CHASE_COMPANY, ids.REPORT_UNPAID, ids.SCHEDULE, ids.TERM_REMINDER,
    ids.TERM_NOTICE, ids.CLOSE_AMICABLY, ids.ASK_CONCILIATOR, ids.ASK_BUSINESS_MEDIATOR, ids.ASK_SMALL_CLAIMS,
    ids.ORDER_ANNEXES, ids.DECLARE_DEBT,
)  # fmt: skip
OF_AGREEMENT = frozenset({*ids.AGREEMENT_OF, *ids.OF_MISSED})
ME = Profile(
    name="Camille", siret="00010001600013", street="12 rue des Tanneurs", postcode="35000", city="Rennes",
    email="camille@roussel.example", iban="FR7699999000010000012345693",
)  # fmt: skip
DELETED: Mapping[str, tuple[type[Any], Any]] = {
    "agreement": (Agreement, agreements.delete),
    "client": (Client, clients.delete),
    "contract": (Contract, contracts.delete),
    "deadline": (Deadline, disputes.delete_deadline),
    "dispute": (Dispute, disputes.delete),
    "invoice": (Invoice, invoices.delete),
    "letter": (Letter, letters.delete),
    "limitation": (LimitationEvent, disputes.delete_limitation_event),
    "line": (Event, disputes.delete_event),
    "payment": (Payment, invoices.delete_payment),
    "procedure": (Procedure, procedures.delete),
}


def begin(desk: Desk) -> None:
    """Three who owe, each in a dispute of their own; a portage contract; a procedure and a signed agreement to spoil."""
    profile.save(desk, ME)
    company = portage.save_company(desk, PortageCompany(name="Littoral")).value
    for kind, owed in ((ClientKind.PROFESSIONAL, 2500), (ClientKind.CONSUMER, 400), (ClientKind.PUBLIC, 90)):
        place = Address(client_id=0, street="8 quai des Indes", postcode="56100", city="Lorient")
        client_id = clients.save(desk, Client(kind=kind, name=kind.label), [], [place]).value.id or 0
        contract = Contract(client_id=client_id, reference=f"T-{kind}")
        if kind is ClientKind.CONSUMER:
            contracts.save(desk, contract)
        else:
            portage.save(desk, contract, Tripartite(contract_id=0, company_id=company.id or 0))
        bills = [
            invoices.save(
                desk,
                Invoice(
                    client_id=client_id,
                    number=f"{kind}-{place}",
                    title="Refonte du site",
                    performed_on=date(2026, 3, 30),
                    received_on=date(2026, 4, 1),
                    issued_on=date(2026, 4, 1),
                    due_on=date(2026, 5, 1),
                    net=Money.of(owed),
                    gross=Money.of(owed),
                ),
            ).value.id
            or 0
            for place in (1, 2)
        ]
        disputes.open_dispute(desk, Dispute(client_id=client_id, opened_on=date(2026, 6, 1)), bills[:1])
    begun = Procedure(dispute_id=1, kind=ProcedureKind.PAYMENT_ORDER, asked_on=TODAY - timedelta(40))
    procedures.save(desk, begun)
    agreement, table = promised(desk, 2, AgreementKind.INSTALMENTS, 3, TODAY - timedelta(30))
    agreements.save(desk, agreement, table, {}, True)


def promised(
    desk: Desk, dispute_id: int, kind: AgreementKind, count: int, first_on: date, **facts: Any
) -> tuple[Agreement, Sequence[Any]]:
    """An agreement on what a dispute owes, signed a month ago unless told otherwise, with its instalments."""
    given: dict[str, Any] = {
        "proposed_on": TODAY - timedelta(40),
        "signed_on": TODAY - timedelta(35),
        "acceleration": True,
    }
    as_of = TODAY - timedelta(40)
    wanted = replace(queries.suggested(desk, dispute_id, kind, as_of), **(given | facts))
    return wanted, instalments.by_count(wanted.total, count, first_on)
