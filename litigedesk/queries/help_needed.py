"""Which thresholds of « Faites-vous aider » a dispute has passed: gathers the facts and lets the rules say."""

from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.records import Address, Client, Deadline, Dispute
from litigedesk.domain.vocabulary import ClientKind, Clock, DisputeStage
from litigedesk.queries import sums
from litigedesk.rules import help_needed, procedures
from litigedesk.rules.help_needed import HelpFacts, HelpNeeded
from litigedesk.settings import HELP_AMOUNT

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_BODILY = """
SELECT EXISTS (SELECT 1 FROM harm h JOIN insurance_claim c ON c.id = h.insurance_claim_id
               WHERE c.dispute_id = ? AND h.kind = 'bodily')
"""
_BODILY_CLAIM = "SELECT EXISTS (SELECT 1 FROM harm WHERE insurance_claim_id = ? AND kind = 'bodily')"


def of_dispute(desk: "Desk", dispute: Dispute, today: date, owed: sums.Sums | None = None) -> tuple[HelpNeeded, ...]:
    """The thresholds that an open dispute has passed, the gravest first; ``owed`` are its sums when they were read already."""
    if dispute.stage is DisputeStage.CLOSED:
        return ()
    client = desk.table(Client).get(dispute.client_id)
    address = desk.table(Address).first(order="main DESC, id", client_id=client.id)
    asked = [one.amount for one in desk.table(Complaint).where(dispute_id=dispute.id) if one.amount is not None]
    owed = owed if owed is not None else sums.of_dispute(desk, dispute, today)
    open_dates = desk.table(Deadline).where(order="due_on, id", dispute_id=dispute.id, done_on=None)
    return help_needed.needed(
        HelpFacts(
            today=today,
            kind=client.kind,
            bodily_harm=bool(desk.db.value(_BODILY, (dispute.id,))),
            criminal=dispute.criminal,
            insolvent=procedures.insolvent(desk.table(Procedure).where(dispute_id=dispute.id)) is not None,
            country=address.country if address is not None else "",
            amount=max([owed.total_due, *asked], default=ZERO),
            costly=tuple((one.title, one.due_on) for one in open_dates if one.clock in help_needed.COSTLY),
            to_insurer=tuple((one.title, one.due_on) for one in open_dates if one.clock is Clock.INSURER),
            threshold=_threshold(desk),
            lawyer_from=_lawyer_from(desk, today),
        )
    )


def of_claim(desk: "Desk", claim_id: int, today: date) -> tuple[HelpNeeded, ...]:
    """Those that an insurance claim without a dispute may pass: somebody is hurt."""
    bodily = bool(desk.db.value(_BODILY_CLAIM, (claim_id,)))
    return help_needed.needed(
        HelpFacts(
            today=today,
            kind=ClientKind.UNKNOWN,
            bodily_harm=bodily,
            threshold=_threshold(desk),
            lawyer_from=_lawyer_from(desk, today),
        )
    )


def _threshold(desk: "Desk") -> Money:
    return Money.of(int(desk.setting(HELP_AMOUNT)))


def _lawyer_from(desk: "Desk", today: date) -> Money:
    return Money.of(desk.law.parameter("lawyer-ceiling", today).value)
