"""Questions about agreements: each with its instalments, what they received, and what may be done when one is missed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome, Instalment
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Letter, LimitationEvent
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters.ids import TERM_NOTICE
from litigedesk.queries import sums
from litigedesk.queries.among import AMONG
from litigedesk.rules import instalments as rules
from litigedesk.rules.conditions import Condition
from litigedesk.rules.instalments import TermNotice, Tracking
from litigedesk.settings import INSTALMENT_GRACE

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class AgreementView:
    """One agreement with its instalments as they stand; ``letters`` are those about it, newest first.

    ``forfeiture`` are the conditions for the whole to become due; ``recognised`` is the recognition of the debt that its signature
    was (C. civ. 2240). ``grace_days`` is how long the user lets a late instalment be before writing.
    """

    agreement: Agreement
    tracking: Tracking
    letters: tuple[Letter, ...]
    forfeiture: tuple[Condition, ...]
    recognised: LimitationEvent | None
    grace_days: int

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.agreement.outcome is None

    @property
    def is_running(self) -> bool:
        """Whether it is signed and has not ended."""
        return rules.in_force(self.agreement)

    @property
    def is_kept_up(self) -> bool:
        """Whether it runs with no instalment missed: ordinary reminders stop meanwhile."""
        return rules.is_kept_up(self.agreement, self.tracking)


def running(agreements: Iterable[AgreementView]) -> AgreementView | None:
    """The agreement in force among those of a dispute."""
    return next((one for one in agreements if one.is_running), None)


def current(agreements: Sequence[AgreementView]) -> AgreementView | None:
    """The agreement that says what comes next: the one in force, else one to have signed, else the last one if it was kept.

    Newest first, as ``of_dispute`` gives them.
    """
    still = next((one for one in agreements if one.is_open), None)
    last = agreements[0] if agreements and agreements[0].agreement.outcome is AgreementOutcome.KEPT else None
    return running(agreements) or still or last


# ---- reading ---------------------------------------------------------------------------------------------------------
_AGREEMENTS: Final = f"SELECT * FROM agreement WHERE dispute_id {AMONG} ORDER BY proposed_on DESC, id DESC"
_INSTALMENTS: Final = f"SELECT * FROM instalment WHERE agreement_id {AMONG} ORDER BY due_on, id"
_LETTERS: Final = f"SELECT * FROM letter WHERE agreement_id {AMONG} ORDER BY written_on DESC, id DESC"
_RECOGNISED: Final = f"SELECT * FROM limitation_event WHERE agreement_id {AMONG} ORDER BY id"
_PAID: Final = f"""
SELECT i.dispute_id, p.paid_on, p.amount FROM payment p JOIN invoice i ON i.id = p.invoice_id
WHERE i.dispute_id {AMONG} ORDER BY p.paid_on, p.id
"""


def of_dispute(desk: "Desk", dispute_id: int, today: date) -> tuple[AgreementView, ...]:
    """The agreements of a dispute, newest first."""
    return of_disputes(desk, [dispute_id], today).get(dispute_id, ())


def of_disputes(desk: "Desk", dispute_ids: Iterable[int], today: date) -> dict[int, tuple[AgreementView, ...]]:
    """The agreements of many disputes in as few reads as for one; a dispute without any is left out."""
    agreements = desk.table(Agreement).select(_AGREEMENTS, (json.dumps(list(dispute_ids)),))
    if not agreements:
        return {}
    ids = (json.dumps([one.id for one in agreements]),)
    table, letters = defaultdict[int, list[Instalment]](list), defaultdict[int | None, list[Letter]](list)
    for one in desk.table(Instalment).select(_INSTALMENTS, ids):
        table[one.agreement_id].append(one)
    for letter in desk.table(Letter).select(_LETTERS, ids):
        letters[letter.agreement_id].append(letter)
    recognised = {one.agreement_id: one for one in desk.table(LimitationEvent).select(_RECOGNISED, ids)}
    paid = _payments(desk, {one.dispute_id for one in agreements})
    grace = int(desk.setting(INSTALMENT_GRACE))
    found = defaultdict[int, list[AgreementView]](list)
    for agreement in agreements:
        tracking = rules.track(agreement, table[agreement.id or 0], paid[agreement.dispute_id], today)
        view = _view(agreement, tracking, letters[agreement.id], recognised.get(agreement.id), grace, today)
        found[agreement.dispute_id].append(view)
    return {dispute_id: tuple(views) for dispute_id, views in found.items()}


def _view(
    agreement: Agreement,
    tracking: Tracking,
    letters: Sequence[Letter],
    recognised: LimitationEvent | None,
    grace: int,
    today: date,
) -> AgreementView:
    notices = [TermNotice(sent_on=one.sent_on, reply_by=one.reply_by) for one in letters if one.template == TERM_NOTICE]
    return AgreementView(
        agreement=agreement,
        tracking=tracking,
        letters=tuple(letters),
        forfeiture=rules.forfeiture(agreement, tracking, notices, today),
        recognised=recognised,
        grace_days=grace,
    )


def _payments(desk: "Desk", dispute_ids: Iterable[int]) -> defaultdict[int, list[tuple[date, Money]]]:
    found = defaultdict[int, list[tuple[date, Money]]](list)
    for row in desk.db.rows(_PAID, (json.dumps(list(dispute_ids)),)):
        found[row["dispute_id"]].append((date.fromisoformat(row["paid_on"]), Money(row["amount"])))
    return found


def view(desk: "Desk", agreement_id: int, today: date) -> AgreementView:
    """One agreement as it stands; ``NotFound`` if it is gone."""
    agreement = desk.table(Agreement).get(agreement_id)
    return next(one for one in of_dispute(desk, agreement.dispute_id, today) if one.agreement.id == agreement_id)


def instalments(desk: "Desk", agreement_id: int) -> list[Instalment]:
    """The instalments of an agreement, the first due first."""
    return desk.table(Instalment).where("due_on, id", agreement_id=agreement_id)


def tracking(desk: "Desk", agreement: Agreement, today: date) -> Tracking:
    """What the instalments of an agreement received so far."""
    paid = _payments(desk, [agreement.dispute_id])[agreement.dispute_id]
    return rules.track(agreement, instalments(desk, agreement.id or 0), paid, today)


# ---- a new one -------------------------------------------------------------------------------------------------------
def suggested(desk: "Desk", dispute_id: int, kind: AgreementKind, as_of: date) -> Agreement:
    """A new agreement with the sums of the dispute stopped at a day, and what the debt comes from."""
    dispute = desk.table(Dispute).get(dispute_id)
    owed = sums.of_dispute(desk, dispute, as_of)
    found = owed.statement
    unpaid = [line.invoice for line in owed.lines if line.outstanding] or [line.invoice for line in owed.lines]
    numbers = ", ".join(f"{one.number} du {formats.date_long(one.issued_on)}" for one in unpaid)
    cause = "" if not unpaid else f"{'factures' if len(unpaid) > 1 else 'facture'} {numbers}"
    return Agreement(
        dispute_id=dispute_id,
        kind=kind,
        proposed_on=desk.today(),
        as_of=as_of,
        principal=found.principal_due if found is not None else owed.outstanding,
        interest=found.interest_due if found is not None else Money(0),
        fee=found.fee_due if found is not None else Money(0),
        cause=cause,
    )


def client_kind(desk: "Desk", dispute_id: int) -> ClientKind:
    """Which law applies to the client of a dispute."""
    return desk.table(Client).get(desk.table(Dispute).get(dispute_id).client_id).kind
