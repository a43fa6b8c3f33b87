"""What the proposals are made of, and what they are."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import ZERO, Money


class Confidence(Labelled):
    """How sure a candidate is, said in words."""

    SURE = "sure", "Presque certain"
    LIKELY = "likely", "Probable"
    POSSIBLE = "possible", "À vérifier"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A sum that a letter asked for."""

    amount: Money
    title: str  # of the letter
    written_on: date


@dataclass(frozen=True, kw_only=True)
class OpenInvoice:
    """An invoice that may still be paid.

    ``left`` is its unpaid principal, ``instalment`` what an agreement expects next of its dispute, zero without one.
    """

    invoice_id: int
    number: str
    client_id: int
    client_name: str
    issued_on: date
    due_on: date
    left: Money
    dispute_id: int | None = None
    instalment: Money = ZERO
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Noted:
    """A payment already on file; ``bank_reference`` is empty when it was typed by hand."""

    payment_id: int
    invoice_id: int
    number: str
    client_id: int
    client_name: str
    paid_on: date
    amount: Money
    bank_reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Received:
    """A line of the statement that brought money; ``repeats`` is the reference of one that another file gives, the same or not."""

    reference: str
    booked_on: date
    amount: Money
    label: str
    repeats: str = ""


@dataclass(frozen=True)
class Share:
    """What of a payment goes to one invoice."""

    invoice_id: int
    amount: Money


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One way to understand a line: what it settles, how sure that is and why (French); ``surplus`` was paid beyond it all."""

    shares: tuple[Share, ...]
    confidence: Confidence
    reason: str
    surplus: Money = ZERO


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is proposed for one line: ``recorded`` payments already carry its reference, ``twins`` may be it, noted otherwise.

    ``repeated`` asks whether it is the line of another file that pays something.
    """

    line: Received
    candidates: tuple[Candidate, ...] = ()
    recorded: tuple[Noted, ...] = ()
    twins: tuple[Noted, ...] = ()
    repeated: bool = False

    @property
    def best(self) -> Candidate | None:
        """The surest candidate, when it is more than possible and no other is as sure."""
        alike = [one for one in self.candidates if one.confidence is self.candidates[0].confidence]
        return alike[0] if len(alike) == 1 and alike[0].confidence is not Confidence.POSSIBLE else None

    @property
    def chosen(self) -> Candidate | None:
        """What is proposed without a question: the best, when nothing on file may be the same money."""
        return None if self.recorded or self.twins or self.line.repeats else self.best

    @property
    def is_related(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.candidates or self.twins or self.repeated)
