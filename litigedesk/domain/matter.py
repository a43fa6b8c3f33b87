"""What a letter is about: a dispute, a contract, an insurance claim or a policy."""

from dataclasses import dataclass
from enum import StrEnum


class MatterKind(StrEnum):
    """The kinds of records that letters are written about; the value is the name of their table."""

    DISPUTE = "dispute"
    CONTRACT = "contract"
    CLAIM = "insurance_claim"
    POLICY = "policy"


@dataclass(frozen=True)
class Matter:
    """One record that letters are written about."""

    kind: MatterKind
    id: int

    @property
    def column(self) -> str:
        """The column of a letter that says so."""
        return f"{self.kind}_id"


def of_dispute(dispute_id: int) -> Matter:
    """A dispute."""
    return Matter(MatterKind.DISPUTE, dispute_id)


def of_contract(contract_id: int) -> Matter:
    """A contract."""
    return Matter(MatterKind.CONTRACT, contract_id)


def of_claim(claim_id: int) -> Matter:
    """An insurance claim."""
    return Matter(MatterKind.CLAIM, claim_id)


def of_policy(policy_id: int) -> Matter:
    """A policy."""
    return Matter(MatterKind.POLICY, policy_id)
