"""For any dispute there is something to do or to wait for that no guard forbids, and lists say what dossiers say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import Money
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Letter, Payment, Profile
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    ComplaintChannel,
    DisputeStage,
    SendMethod,
)
from litigedesk.letters import catalogue, guards
from litigedesk.letters.guards import Severity
from litigedesk.operations import (
    letters,
)
from litigedesk.operations.letters import proposed_choices
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.next_step.lists import next_of
from tests.folders import new_desk
from tests.operations.agreement_world import Today
from tests.operations.plan_world import START, plan_of, proposed


@pytest.fixture
def today() -> Today:
    return Today(START)


@pytest.fixture
def desk(tmp_path: Path, today: Today) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", today.now) as opened:
        yield opened


def without_proofs(step: NextStep) -> NextStep:
    """A next step but for the proofs to gather, which only the dossier names."""
    return replace(step, reason=step.reason.partition(" À réunir avant")[0])


def agreeing(desk: Desk) -> dict[int, NextStep]:
    """The next steps of all open disputes, each being that of its dossier."""
    opened = [one for one in desk.table(Dispute).all() if one.stage is not DisputeStage.CLOSED]
    found = next_of(desk, opened, desk.today())
    assert sorted(found) == [one.id for one in opened]
    for key, step in found.items():
        assert without_proofs(proposed(desk, key)) == step
        assert step.action, "an open dispute has something to do or to note"
        assert step.sentence
        assert not step.waiting or step.reason or step.by
    return found


def forbidden(desk: Desk, key: int, step: NextStep) -> list[str]:
    """What would keep a proposed letter from leaving today."""
    template = catalogue.template(step.template or "")
    given = letters.facts(desk, step.matter or of_dispute(key), template.id, proposed_choices(desk, template.id))
    return [one.code for one in guards.findings(template, given) if one.severity is Severity.FORBIDS]


sums = st.sampled_from(["0.00", "100.00", "400.00", "2500.00", "9000.00"])
days = st.dates(date(2026, 1, 10), date(2026, 9, 30))
procedures_any = st.builds(
    lambda kind, asked, ended: Procedure(
        dispute_id=0,
        kind=kind,
        asked_on=asked,
        decided_on=asked if kind is ProcedureKind.INSOLVENCY else None,
        ended_on=ended,
        outcome=ProcedureOutcome.FAILURE if ended else None,
    ),
    st.sampled_from(ProcedureKind),
    st.none() | days,
    st.none() | days,
)
letters_any = st.builds(
    lambda template, sent, reply: Letter(
        dispute_id=0,
        template=template,
        title="Lettre",
        written_on=sent or date(2026, 6, 1),
        send_method=SendMethod.POST,
        amount_due=Money(0),
        sent_on=sent,
        reply_by=reply,
    ),
    st.sampled_from(["relance-amiable", "relance-ferme", "mise-en-demeure", "reponse-contestation"]),
    st.none() | days,
    st.none() | days,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    kind=st.sampled_from(ClientKind),
    due=days,
    paid=sums,
    contested=sums,
    stage=st.sampled_from([one for one in DisputeStage if one is not DisputeStage.CLOSED]),
    sent=st.lists(letters_any, max_size=3),
    begun=st.lists(procedures_any, max_size=2),
    complained=st.none() | st.sampled_from(ComplaintChannel),
    skipped=st.sets(st.sampled_from(["relance-amiable", "relance-ferme", "mise-en-demeure", "amiable", "juge"])),
    on=days,
)
@example(  # reminded on the very day it is due: nothing more is claimed before that day is over
    kind=ClientKind.PROFESSIONAL, due=date(2026, 1, 10), paid="0.00", contested="0.00", stage=DisputeStage.AMICABLE,
    sent=[
        Letter(
            dispute_id=0, template="relance-amiable", title="Lettre", written_on=date(2026, 1, 10), sent_on=date(2026, 1, 10),
            send_method=SendMethod.POST, amount_due=Money(0),
        )
    ],
    begun=[], complained=None, skipped=set(), on=date(2026, 1, 10),
)  # fmt: skip
def test_whatever_the_dispute_something_is_to_do_that_no_guard_forbids_and_the_list_says_the_same(
    desk: Desk,
    me: Profile,
    today: Today,
    kind: ClientKind,
    due: date,
    paid: str,
    contested: str,
    stage: DisputeStage,
    sent: list[Letter],
    begun: list[Procedure],
    complained: ComplaintChannel | None,
    skipped: set[str],
    on: date,
) -> None:
    today.day = on
    with desk.db.transaction("Au hasard"):
        for old in desk.table(Dispute).all():  # one at a time
            closed = replace(old, stage=DisputeStage.CLOSED, closed_on=on, closing_reason=ClosingReason.ABANDONED)
            desk.table(Dispute).update(closed)
        client = desk.table(Client).insert(Client(kind=kind, name="Client", email="c@client.example"))
        desk.table(Address).insert(Address(client_id=client.id or 0, street="1 rue", postcode="35000", city="Rennes"))
        number = desk.table(Dispute).count() + 1
        dispute = desk.table(Dispute).insert(
            Dispute(
                client_id=client.id or 0, reference=f"LIT-{number}", opened_on=date(2026, 1, 5), stage=stage,
                contested_amount=Money.of(contested),
            )
        )  # fmt: skip
        key = dispute.id or 0
        invoice = desk.table(Invoice).insert(
            Invoice(
                client_id=client.id or 0, dispute_id=key, number=f"F-{number}", title="Refonte", issued_on=date(2026, 1, 2),
                due_on=due, net=Money.of("2500"), gross=Money.of("2500"),
            )
        )  # fmt: skip
        if Money.of(paid):
            received = Payment(invoice_id=invoice.id or 0, paid_on=date(2026, 1, 9), amount=Money.of(paid))
            desk.table(Payment).insert(received)
        for letter in sent:
            desk.table(Letter).insert(replace(letter, dispute_id=key))
        for procedure in begun:
            desk.table(Procedure).insert(replace(procedure, dispute_id=key))
        if complained is not None:
            told = Complaint(dispute_id=key, received_on=date(2026, 1, 8), channel=complained, grievance="Lent")
            desk.table(Complaint).insert(told)
        situation = plan_of(desk, key).plan_id
        for name in skipped:
            made = PlanChange(
                dispute_id=key, plan=situation, step=name, kind=PlanChangeKind.SKIPPED, changed_on=date(2026, 1, 8)
            )
            desk.table(PlanChange).insert(made)
    step = agreeing(desk)[key]
    if step.action == "letter":
        assert (step.template, forbidden(desk, key, step)) == (step.template, [])
