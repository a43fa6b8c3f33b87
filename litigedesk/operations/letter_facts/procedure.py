"""The facts of letters that a procedure is made of: whom it is before, its conditions, the sums on the day that counts."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import ZERO
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.vocabulary import Clock
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.ids import PROCEDURE_OF
from litigedesk.letters.template import Template
from litigedesk.operations.letter_facts.case import chronology, with_case
from litigedesk.operations.letter_facts.payment import with_sums
from litigedesk.operations.letter_facts.portage_side import condition, with_portage
from litigedesk.queries import pieces, procedures
from litigedesk.rules import procedures as rules

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def about_procedure(desk: "Desk", facts: LetterFacts, template: Template) -> LetterFacts:
    """The procedure that the letter opens or serves, judged by the facts of its dispute; sums stop at an insolvency."""
    kind, dispute = PROCEDURE_OF[template.id], facts.dispute
    dispute_id = dispute.id or 0
    found = next((one for one in procedures.of_dispute(desk, dispute_id) if one.kind is kind), None)
    assessment = rules.assess(kind, procedures.facts(desk, dispute, facts.written_on), desk.law)
    until = _sums_on(found, facts.written_on)
    summed = with_sums(desk, with_case(desk, replace(facts, written_on=until)))
    if until < facts.written_on:
        summed = replace(summed, statement=replace(summed.owed, per_day=ZERO))  # and runs no further
    return with_portage(
        desk,
        replace(
            summed,
            written_on=facts.written_on,
            procedure=found,
            conditions=tuple(map(condition, assessment.conditions)),
            court_form=assessment.court.form if assessment.court is not None else "",
            act_by=_act_by(desk, found),
            chronology=chronology(desk, dispute, summed.contracts, facts.written_on),
            inventory=pieces.inventory(desk, of_dispute(dispute_id)),
        ),
    )


def about_contest(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """What is owed and the pieces that show it, for the answer to a client who contests."""
    found = with_sums(desk, with_case(desk, facts))
    return with_portage(desk, replace(found, inventory=pieces.inventory(desk, of_dispute(facts.dispute.id or 0))))


def _sums_on(procedure: Procedure | None, written_on: date) -> date:
    """Interest stops on the day insolvency is opened (C. com. L622-28)."""
    if procedure is None or procedure.kind is not ProcedureKind.INSOLVENCY or procedure.decided_on is None:
        return written_on
    return min(procedure.decided_on, written_on)


def _act_by(desk: "Desk", procedure: Procedure | None) -> date | None:
    """The last day to declare a claim (C. com. R622-24)."""
    if procedure is None:
        return None
    dates = rules.clocks(procedure, desk.law, desk.profile().holiday_region)
    return next((one.date for one in dates if one.clock is Clock.CLAIM_DECLARATION), None)
