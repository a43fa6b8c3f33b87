"""The facts of letters about an agreement: the one that the letter is about, and what each instalment received."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from litigedesk.letters.facts import InstalmentFacts, LetterFacts
from litigedesk.letters.ids import AGREEMENT_OF, CLOSE_AMICABLY
from litigedesk.letters.template import Template
from litigedesk.operations.letter_facts.case import with_case
from litigedesk.operations.letter_facts.payment import with_sums
from litigedesk.queries import agreements, policies
from litigedesk.queries.agreements import AgreementView
from litigedesk.rules.instalments import InstalmentState, TrackedInstalment

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def about_agreement(desk: "Desk", facts: LetterFacts, template: Template) -> LetterFacts:
    """The agreement to propose, to chase or to close, with the sums of its dispute."""
    dispute_id = facts.dispute.id or 0
    found = with_sums(desk, with_case(desk, facts))
    view = _meant(agreements.of_dispute(desk, dispute_id, facts.written_on), template)
    return replace(
        found,
        agreement=view.agreement if view is not None else None,
        instalments=tuple(map(_instalment, view.tracking.lines)) if view is not None else (),
        insured=policies.insured(desk),
        policy=policies.of_dispute(desk, dispute_id, facts.written_on),
    )


def _meant(views: Sequence[AgreementView], template: Template) -> AgreementView | None:
    """The one a letter is about, newest first: of its kind, else the one in force; a closing letter speaks of what was signed."""
    kind = AGREEMENT_OF.get(template.id)
    if kind is not None:
        same = [one for one in views if one.agreement.kind is kind]
        return next((one for one in same if one.is_open), next(iter(same), None))
    if template.id == CLOSE_AMICABLY:
        return next((one for one in views if one.agreement.signed_on is not None), None)
    return agreements.running(views) or agreements.current(views)


def _instalment(line: TrackedInstalment) -> InstalmentFacts:
    return InstalmentFacts(
        due_on=line.instalment.due_on,
        amount=line.instalment.amount,
        received=line.received,
        late=line.state is InstalmentState.LATE,
    )
