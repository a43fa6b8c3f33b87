"""What the client and the user agree on paper: a schedule of instalments, an acknowledgment of debt, a settlement."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import ZERO, Money


class AgreementKind(Labelled):
    """What is signed with the client."""

    INSTALMENTS = "instalments", "Échéancier"
    ACKNOWLEDGMENT = "acknowledgment", "Reconnaissance de dette"
    SETTLEMENT = "settlement", "Accord transactionnel"


class AgreementOutcome(Labelled):
    """How an agreement ended."""

    KEPT = "kept", "Tenu"
    BROKEN = "broken", "Non tenu"
    FORFEITED = "forfeited", "Déchéance du terme : tout est devenu exigible"
    REPLACED = "replaced", "Remplacé"
    NOT_SIGNED = "not-signed", "Jamais signé"


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """An agreement about what is owed, its sums stopped at ``as_of``; in force once signed by the client."""

    id: int | None = None
    dispute_id: int
    kind: AgreementKind
    proposed_on: date
    signed_on: date | None = None
    as_of: date  # the day at which the sums are stopped
    principal: Money = ZERO
    interest: Money = ZERO
    fee: Money = ZERO
    waived: Money = ZERO  # what the user gives up
    acceleration: bool = False  # the whole becomes due after notice, only if the agreement says so (C. civ. 1305-4)
    interest_runs: bool = False  # interest goes on during the schedule
    cause: str = ""  # what the debt comes from
    our_concessions: str = ""
    their_concessions: str = ""
    confidential: bool = False
    notes: str = ""
    file_id: int | None = None  # the paper as signed
    outcome: AgreementOutcome | None = None
    ended_on: date | None = None

    @property
    def total(self) -> Money:
        """What is to be paid under the agreement."""
        return self.principal + self.interest + self.fee - self.waived


@dataclass(frozen=True, kw_only=True)
class Instalment:
    """One payment promised by an agreement."""

    id: int | None = None
    agreement_id: int
    due_on: date
    amount: Money
