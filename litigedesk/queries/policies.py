"""Questions about liability policies: the list, one with its guarantees, and which one answers for a contract."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk.domain.insurance import Guarantee, GuaranteeKind, InsuranceClaim, Policy, PolicyHolder
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.records import Deadline, Invoice, Letter
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.queries import portage
from litigedesk.rules import insurance as rules
from litigedesk.settings import INSURED

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class PolicyFile:
    """One policy with all that hangs on it; ``subsequent_until`` is the last day on which claims are still taken after its end."""

    policy: Policy
    company: PortageCompany | None
    guarantees: tuple[Guarantee, ...]
    claims: tuple[InsuranceClaim, ...]
    letters: tuple[Letter, ...]
    clocks: tuple[Deadline, ...]
    in_force: bool | None
    subsequent_until: date | None

    @property
    def called(self) -> str:
        """What the user calls it: the insurer, or what is known instead."""
        return self.policy.insurer.strip() or "Assureur à indiquer"


def files(desk: "Desk", today: date) -> list[PolicyFile]:
    """Every policy, those in force first, then the latest."""
    found = [_file(desk, one, today) for one in desk.table(Policy).all()]
    return sorted(found, key=lambda one: (one.in_force is False, one.policy.holder, _backwards(one.policy)))


def _backwards(policy: Policy) -> int:
    return -(policy.starts_on or date.min).toordinal()


def file(desk: "Desk", policy_id: int, today: date) -> PolicyFile:
    """One policy; ``NotFound`` if it is gone."""
    return _file(desk, desk.table(Policy).get(policy_id), today)


def _file(desk: "Desk", policy: Policy, today: date) -> PolicyFile:
    order = list(GuaranteeKind)
    guarantees = desk.table(Guarantee).where(policy_id=policy.id)
    return PolicyFile(
        policy=policy,
        company=desk.table(PortageCompany).find(policy.company_id) if policy.company_id is not None else None,
        guarantees=tuple(sorted(guarantees, key=lambda one: order.index(one.kind))),
        claims=tuple(desk.table(InsuranceClaim).where(order="known_on DESC, id DESC", policy_id=policy.id)),
        letters=tuple(desk.table(Letter).where(order="written_on DESC, id DESC", policy_id=policy.id)),
        clocks=tuple(desk.table(Deadline).where(order="due_on, id", policy_id=policy.id)),
        in_force=rules.in_force(policy, today),
        subsequent_until=rules.subsequent_end(policy, desk.law),
    )


def policy(desk: "Desk", policy_id: int) -> Policy:
    """One policy's own record; ``NotFound`` if it is gone."""
    return desk.table(Policy).get(policy_id)


def guarantees(desk: "Desk", policy_id: int | None) -> tuple[Guarantee, ...]:
    """The guarantees of a policy; none without one."""
    return () if policy_id is None else tuple(desk.table(Guarantee).where(policy_id=policy_id))


# ---- which one answers -----------------------------------------------------------------------------------------------
def insured(desk: "Desk") -> bool | None:
    """Whether a policy is on file; ``False`` when the user said there is none, ``None`` when nobody knows."""
    if desk.table(Policy).count():
        return True
    return False if desk.setting(INSURED) == "no" else None


def applicable(desk: "Desk", on: date, contract_ids: Iterable[int] = ()) -> Policy | None:
    """The policy to think of for these contracts on a day: the portage company's for a portage contract, else the user's own.

    One in force that day comes first, then the latest that has begun; ``None`` without any.
    """
    company = portage.company_of(desk, contract_ids)
    held = desk.table(Policy).all()
    if company is not None:
        ours = [one for one in held if one.company_id == company.id]
    elif desk.profile().status is ProfileStatus.PORTAGE:
        ours = held
    else:
        ours = [one for one in held if one.holder is PolicyHolder.USER]
    return max(ours, key=lambda one: _fits(one, on), default=None)


def _fits(policy: Policy, on: date) -> tuple[int, date, int]:
    held = rules.in_force(policy, on)
    begun = policy.starts_on is None or policy.starts_on <= on
    return (2 if held else 1 if begun else 0, policy.starts_on or date.min, policy.id or 0)


def of_dispute(desk: "Desk", dispute_id: int, on: date) -> Policy | None:
    """The policy to think of in a dispute: that of the contracts its invoices and complaints rest on."""
    return applicable(desk, on, contracts_of(desk, dispute_id))


def contracts_of(desk: "Desk", dispute_id: int) -> list[int]:
    """The contracts that a dispute's invoices and complaints rest on."""
    ids = [one.contract_id for one in desk.table(Invoice).where(order="id", dispute_id=dispute_id)]
    ids += [one.contract_id for one in desk.table(Complaint).where(order="id", dispute_id=dispute_id)]
    return list(dict.fromkeys(one for one in ids if one is not None))
