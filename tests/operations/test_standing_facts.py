"""What letters are told of around a dispute: procedures that run, an agreement that is kept, thresholds that are passed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind
from litigedesk.domain.insurance import Harm, HarmKind, InsuranceClaim
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Address, Client, Dispute, Invoice
from litigedesk.domain.vocabulary import ClosingReason
from litigedesk.letters import catalogue
from litigedesk.operations import clients, disputes, invoices, letter_facts, profile
from litigedesk.queries import help_needed
from litigedesk.rules.help_needed import Threshold
from tests.operations.conftest import TODAY

DAY = date(2026, 11, 2)


def thresholds(desk: Desk, dispute: Dispute) -> set[Threshold]:
    now = desk.table(Dispute).get(dispute.id or 0)
    return {one.threshold for one in help_needed.of_dispute(desk, now, TODAY)}


def test_letters_know_what_runs_in_the_dispute(desk: Desk, unpaid: Dispute) -> None:
    with desk.db.transaction("Autour"):
        table, dispute_id = desk.table(Procedure), unpaid.id or 0
        amicable = table.insert(Procedure(dispute_id=dispute_id, kind=ProcedureKind.CONCILIATION, asked_on=DAY))
        order = table.insert(Procedure(dispute_id=dispute_id, kind=ProcedureKind.PAYMENT_ORDER, asked_on=DAY))
        table.insert(Procedure(dispute_id=dispute_id, kind=ProcedureKind.COURT_CLAIM))  # only prepared
        ended = Procedure(dispute_id=dispute_id, kind=ProcedureKind.SMALL_CLAIMS, asked_on=DAY, ended_on=DAY)
        table.insert(ended)
        desk.table(Agreement).insert(
            Agreement(
                dispute_id=dispute_id, kind=AgreementKind.INSTALMENTS, proposed_on=DAY, signed_on=DAY, as_of=DAY,
                principal=Money.of(2500),
            )
        )  # fmt: skip
    facts = letter_facts.gathered(desk, of_dispute(dispute_id), catalogue.template("relance-ferme"), TODAY)
    standing = facts.standing
    assert (standing.amicable, standing.court, standing.no_payment) == ((amicable,), (order,), None)
    assert standing.agreement is not None
    assert standing.help == ()


def test_each_threshold_is_found_in_the_records(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice]
) -> None:
    assert thresholds(desk, unpaid) == set()
    client = desk.table(Client).get(unpaid.client_id)
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    abroad = Address(client_id=0, street="1 rue Haute", postcode="1000", city="Bruxelles", country="Belgique")
    clients.save(desk, client, [], [abroad])
    disputes.save(desk, replace(unpaid, criminal=True), [invoice.id or 0])
    invoices.save(desk, replace(invoice, net=Money.of(12_000), gross=Money.of(12_000), performed_on=date(2021, 11, 25)))
    with desk.db.transaction("Sinistre"):
        claim = desk.table(InsuranceClaim).insert(
            InsuranceClaim(reference="SIN-1", title="Chute", dispute_id=unpaid.id, known_on=DAY)
        )
        desk.table(Harm).insert(Harm(insurance_claim_id=claim.id or 0, kind=HarmKind.BODILY))
        desk.table(Procedure).insert(Procedure(dispute_id=unpaid.id or 0, kind=ProcedureKind.INSOLVENCY))
    assert thresholds(desk, unpaid) == set(Threshold)
    disputes.close(desk, unpaid.id or 0, ClosingReason.SETTLED, TODAY)
    assert thresholds(desk, unpaid) == set()


def test_the_user_sets_the_amount(desk: Desk, unpaid: Dispute) -> None:
    profile.set_setting(desk, "help.amount", "2000")
    assert thresholds(desk, unpaid) == {Threshold.AMOUNT}
