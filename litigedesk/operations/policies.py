"""Professional liability policies: held by the user or by the portage company, with their guarantees and reminders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from litigedesk import formats, validation
from litigedesk.domain.insurance import Guarantee, InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.records import Deadline, Letter
from litigedesk.errors import Problem, Refused
from litigedesk.operations import clocks
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation
from litigedesk.rules import insurance as rules

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Paper = Literal["policy", "attestation"]
_COLUMNS: Mapping[Paper, str] = {"policy": "file_id", "attestation": "attestation_file_id"}


@operation("Contrat d’assurance{ policy} enregistré")
def save(
    desk: "Desk", policy: Policy, guarantees: Sequence[Guarantee], documents: Mapping[Paper, Path] | None = None
) -> Policy:
    """Add or change a policy with its guarantees, one for each kind of harm; the time to declare of every open matter follows.

    Raises ``InvalidInput``, and ``StorageError`` for a document that cannot be read.
    """
    if policy.holder is PolicyHolder.USER:
        policy = replace(policy, company_id=None)
    problems = validation.policy_problems(policy, desk.today())
    problems += [problem for one in guarantees for problem in validation.guarantee_problems(one)]
    if len({one.kind for one in guarantees}) < len(guarantees):
        problems.append(Problem("guarantees", "Une garantie est notée deux fois\u00a0: gardez-en une par dommage."))
    validation.refuse(problems)
    for paper, path in (documents or {}).items():
        policy = replace(policy, **{_COLUMNS[paper]: keep_document(desk, path).id})  # type: ignore[arg-type]
    table = desk.table(Policy)
    before = None if policy.id is None else table.get(policy.id)
    policy = table.insert(policy) if before is None else table.update(policy)
    _keep_guarantees(desk, policy, guarantees)
    follow(desk, policy, before)
    _settle(desk, policy)
    clocks.follow_all(desk)
    return policy


def _keep_guarantees(desk: "Desk", policy: Policy, guarantees: Sequence[Guarantee]) -> None:
    assert policy.id is not None
    table = desk.table(Guarantee)
    held = {one.kind: one for one in table.where(policy_id=policy.id)}
    for one in guarantees:
        present = held.pop(one.kind, None)
        kept = replace(one, policy_id=policy.id, id=present.id if present else None)
        if present is None:
            table.insert(kept)
        else:
            table.update(kept)
    for left in held.values():
        assert left.id is not None
        table.delete(left.id)


def follow(desk: "Desk", policy: Policy, before: Policy | None) -> None:
    """Bring the reminders of a policy's end and of its attestation to what it says, inside the running step."""
    was = rules.policy_clocks(before) if before is not None else ()
    clocks.follow_one(desk, rules.policy_clocks(policy), was, {"policy_id": policy.id}, None)


def _settle(desk: "Desk", policy: Policy) -> None:
    """Nothing is left to remind of a policy that another one of the same holder follows without a gap, in whatever order noted."""
    same = [
        one
        for one in desk.table(Policy).all()
        if (one.holder, one.company_id) == (policy.holder, policy.company_id) and one.starts_on is not None
    ]
    table = desk.table(Deadline)
    for earlier in (one for one in same if one.ends_on is not None and any(_goes_on(one, other) for other in same)):
        for reminder in table.where("id", policy_id=earlier.id, done_on=None):
            if reminder.clock is not None:
                table.update(replace(reminder, done_on=desk.today()))


def _goes_on(earlier: Policy, later: Policy) -> bool:
    assert earlier.ends_on is not None
    assert later.starts_on is not None
    begins_in_time = later.starts_on <= earlier.ends_on + timedelta(days=1)
    return later.id != earlier.id and begins_in_time and (later.ends_on is None or later.ends_on > earlier.ends_on)


@operation("Contrat d’assurance{ policy} mis à la corbeille")
def delete(desk: "Desk", policy_id: int) -> None:
    """Put a policy with its guarantees, letters and reminders in the trash; ``Refused`` while a claim is declared on it."""
    policy = desk.table(Policy).get(policy_id)
    if used := desk.table(InsuranceClaim).count(policy_id=policy_id):
        raise Refused(f"{formats.count(used, 'sinistre')} se rattache à ce contrat\u00a0: supprimez-le d’abord.")
    letters = desk.table(Letter).where(policy_id=policy_id)
    ids = {one.id for one in letters}
    children = [
        *desk.table(Guarantee).where(policy_id=policy_id),
        *letters,
        *(one for one in desk.table(Deadline).all() if one.policy_id == policy_id or one.letter_id in ids - {None}),
    ]
    desk.trash.put(f"Contrat RC Pro {policy.insurer or policy.number}".strip(), [policy, *children], desk.today())
    clocks.follow_all(desk)
