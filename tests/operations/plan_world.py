"""What the tests of plans share: an unpaid dispute in which time goes by, its next step, its plan, a letter sent."""

from collections.abc import Callable
from datetime import date

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.records import Client, Dispute, Invoice, Letter
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import disputes, letters
from litigedesk.queries import disputes as pages
from litigedesk.queries import next_step
from litigedesk.queries.next_step import NextStep
from litigedesk.rules.plans import PlanView

START = date(2026, 6, 1)  # the day after the invoice was due
Made = Callable[..., Dispute]


def opener(desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]) -> Made:
    """What opens an unpaid dispute over one invoice of 2 500 € due on 31 May 2026."""

    def make(kind: ClientKind = ClientKind.PROFESSIONAL, name: str = "Atelier Boréal SARL") -> Dispute:
        client = new_client(kind, name)
        invoice = new_invoice(client, f"F-{client.id}")
        wanted = Dispute(client_id=client.id or 0, title="Refonte", opened_on=desk.today())
        return disputes.open_dispute(desk, wanted, [invoice.id or 0]).value

    return make


def proposed(desk: Desk, dispute_id: int) -> NextStep:
    """The next step of a dispute today."""
    return next_step.propose(pages.dossier(desk, dispute_id, desk.today()), desk.today())


def plan_of(desk: Desk, dispute_id: int) -> PlanView:
    """The plan of a dispute today."""
    return pages.dossier(desk, dispute_id, desk.today()).plan


def send(desk: Desk, dispute_id: int, template: str) -> Letter:
    """Write a letter as its window proposes it, and send it the same day."""
    choices = letters.proposed_choices(desk, template)
    return letters.file(desk, of_dispute(dispute_id), template, choices, sent_on=desk.today()).value
