"""The facts of letters to the portage company, and of the pieces that may be shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

from litigedesk.letters.facts import (
    ConditionFacts,
    LetterFacts,
    ProofFacts,
)
from litigedesk.operations.letter_facts.case import chronology, with_case
from litigedesk.operations.letter_facts.payment import with_sums
from litigedesk.queries import limitations, portage
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.proofs import Proof

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def with_portage(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """Whether a portage company is the creditor, and which proofs it will ask for."""
    side = portage.side_of(desk, facts.dispute.id or 0)
    if side is None:
        return facts
    return replace(
        facts,
        portage=True,
        company=side.company,
        tripartite=next(iter(side.tripartites), None),
        deliveries=portage.deliveries(desk, [one.id for one in facts.contracts if one.id is not None]),
        proofs=tuple(map(_proof, side.proofs)),
    )


def _proof(proof: Proof) -> ProofFacts:
    return ProofFacts(
        kind=proof.kind.value,
        title=proof.kind.label,
        state=proof.state.value,
        sentence=proof.sentence,
        how=proof.how,
        pieces=tuple(piece.title for piece in proof.pieces),
    )


def about_portage(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    """A letter to the portage company: about an unpaid dispute with its sums, or about a contract to validate."""
    if facts.known_dispute is None:
        return _with_contract(desk, facts)
    found = with_portage(desk, with_sums(desk, with_case(desk, facts)))
    limit = next(iter(limitations.of_dispute(desk, found.dispute)), None)
    return replace(
        found,
        limitation_on=limit.result.prudent_safe_date if limit is not None else None,
        chronology=chronology(desk, found.dispute, found.contracts, found.written_on),
    )


def _with_contract(desk: "Desk", facts: LetterFacts) -> LetterFacts:
    file = portage.file(desk, facts.contracts[0].id or 0, facts.written_on)
    if file is None:
        return facts
    return replace(
        facts,
        portage=True,
        tripartite=file.tripartite,
        company=file.company,
        rounds=file.rounds,
        conditions=tuple(map(condition, (*file.contents, *file.limits))),
    )


def condition(found: Condition) -> ConditionFacts:
    """A condition as a letter tells it."""
    return ConditionFacts(
        code=found.code,
        title=found.title,
        met=None if found.verdict is Verdict.ASK else found.verdict is Verdict.MET,
        sentence=" ".join(filter(None, (found.sentence, found.instead))),
        article=found.article,
        field=found.field,
        forbids=found.forbids,
    )
