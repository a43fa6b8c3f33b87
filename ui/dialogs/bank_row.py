"""A line of the statement as the user leaves it: what it pays, or which payment it is, and what is still to be said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vocabulary import Recognition
from litigedesk.operations.bank import Confirmed
from litigedesk.queries.settlement import Settling
from litigedesk.rules.settlement import Candidate, Confidence, Noted, Proposal

from ..palette import Tone


@dataclass(frozen=True, kw_only=True)
class BankRow:
    """``candidate`` is what it pays, ``same`` the payment typed by hand that it is; ``is_another`` once the user said it is not."""

    proposal: Proposal
    candidate: Candidate | None = None
    same: Noted | None = None
    is_another: bool = False
    recognitions: Mapping[int, Recognition] = field(default_factory=dict)

    @classmethod
    def of(cls, proposal: Proposal) -> "BankRow":
        """As it is proposed."""
        return cls(proposal=proposal, candidate=proposal.chosen)

    @property
    def key(self) -> str:
        """Tells it from the others."""
        return self.proposal.line.reference

    @property
    def may_tick(self) -> bool:
        """Whether something would be noted."""
        return self.candidate is not None or self.same is not None

    @property
    def asks_twin(self) -> bool:
        """Whether the user must say that it is not a payment already noted."""
        return bool(self.proposal.twins) and self.same is None and not self.is_another

    @property
    def asks_repeat(self) -> bool:
        """Whether the user must say that it is not the same line of another file."""
        return self.proposal.repeated and not self.may_tick

    @property
    def is_recorded(self) -> bool:
        """Whether it was noted from a statement before."""
        return bool(self.proposal.recorded)

    @property
    def is_related(self) -> bool:
        """Whether there is something to decide."""
        return not self.is_recorded and (self.may_tick or self.proposal.is_related)

    def paying(self, candidate: Candidate) -> "BankRow":
        """The same once the user said what it pays."""
        return replace(self, candidate=candidate, same=None, is_another=True, recognitions={})

    def being(self, noted: Noted) -> "BankRow":
        """The same once the user said which payment it is."""
        return replace(self, same=noted, candidate=None)

    def another(self) -> "BankRow":
        """The same once the user said that it is no payment on file."""
        return replace(self, same=None, is_another=True, candidate=self.candidate or self.proposal.best)

    def answering(self, invoice_id: int, answer: Recognition) -> "BankRow":
        """The same with what the user says of the debt."""
        return replace(self, recognitions={**self.recognitions, invoice_id: answer})

    def confirmed(self, settling: Settling) -> Confirmed:
        """What is to be noted."""
        shares = self.candidate.shares if self.candidate is not None else ()
        answers = {key: self.recognitions.get(key, Recognition.POSSIBLE) for key in parts(self, settling)}
        return Confirmed(
            line=self.proposal.line,
            shares=shares,
            same_as=self.same.payment_id if self.same is not None else None,
            recognitions=answers,
        )


def parts(row: BankRow, settling: Settling) -> tuple[int, ...]:
    """The invoices in dispute that it pays in part: paid in whole, there is no debt left to recognise."""
    if row.candidate is None:
        return ()
    day = row.proposal.line.booked_on
    return tuple(
        share.invoice_id
        for share in row.candidate.shares
        if settling.invoice(share.invoice_id).dispute_id is not None
        and share.amount < settling.dues(share.invoice_id, day)
    )


def too_much(rows: Iterable[BankRow], settling: Settling) -> dict[int, Money]:
    """By invoice, what several lines together give it beyond what is due on the last of their days."""
    given: dict[int, Money] = {}
    last: dict[int, date] = {}
    for row in rows:
        for share in row.candidate.shares if row.candidate is not None else ():
            given[share.invoice_id] = given.get(share.invoice_id, ZERO) + share.amount
            last[share.invoice_id] = max(last.get(share.invoice_id, date.min), row.proposal.line.booked_on)
    beyond = {key: total - settling.dues(key, last[key]) for key, total in given.items()}
    return {key: amount for key, amount in beyond.items() if amount > ZERO}


# ---- words -----------------------------------------------------------------------------------------------------------
def paid_words(row: BankRow, settling: Settling) -> str:
    """What it pays, in the table: « F-118 », « F-118, F-119 »."""
    if row.is_recorded:
        return ", ".join(dict.fromkeys(one.number for one in row.proposal.recorded))
    if row.same is not None:
        return row.same.number
    if row.candidate is None:
        return "—"
    return ", ".join(settling.invoice(share.invoice_id).number for share in row.candidate.shares)


def client_words(row: BankRow, settling: Settling) -> str:
    """Whose invoices those are."""
    if row.is_recorded:
        return row.proposal.recorded[0].client_name
    if row.same is not None:
        return row.same.client_name
    if row.candidate is None:
        return "—"
    names = dict.fromkeys(settling.invoice(share.invoice_id).client_name for share in row.candidate.shares)
    return ", ".join(names)


def state(row: BankRow) -> tuple[str, str, Tone]:
    """What is to be known of it in a few words, with an icon and a tone."""
    if row.is_recorded:
        day = formats.date_medium(row.proposal.recorded[0].paid_on)
        return f"Déjà noté ({day})", "check", Tone.MUTED
    if row.same is not None:
        return "Paiement déjà noté", "check", Tone.FINE
    if row.asks_twin:
        return "Déjà noté ?", "circle-help", Tone.SOON
    if row.asks_repeat:
        return "Deux fois ?", "circle-help", Tone.SOON
    if row.candidate is None:
        count = len(row.proposal.candidates)
        if not count:
            return "Sans rapport", "minus", Tone.MUTED
        words = "À vérifier" if count == 1 else f"À choisir parmi {count}"
        return words, "circle-help", Tone.SOON
    if row.candidate.surplus:
        return f"Trop-perçu de {formats.money(row.candidate.surplus)}", "triangle-alert", Tone.SOON
    sure = row.candidate.confidence is not Confidence.POSSIBLE
    return row.candidate.confidence.label, "circle-check" if sure else "circle-dot", Tone.FINE if sure else Tone.MUTED
