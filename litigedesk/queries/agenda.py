"""Every date to watch between two days, for the calendar, the reminders and the exported one."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries import invoices
from litigedesk.rules import limitation_alarms
from litigedesk.settings import FIRST_REMINDER, SECOND_REMINDER

if TYPE_CHECKING:
    from litigedesk.desk import Desk


class Subject(StrEnum):
    """What a date is about, for the filters of the calendar."""

    MEDIATION = "mediation"
    COMPLAINT = "complaint"
    LETTER = "letter"
    TYPED = "typed"
    CONVENTION = "convention"
    INSURANCE = "insurance"
    PORTAGE = "portage"
    INVOICE = "invoice"
    LIMITATION = "limitation"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One date: what, who, why. ``record`` is what to open (kind and id), ``None`` for a date that stands alone.

    ``reminders`` are the days before on which to be told, the furthest first. ``short`` fits a day of the calendar. ``only_told``
    marks somebody else's right: nothing is late when it has gone by.
    """

    key: str
    day: date
    title: str
    short: str
    who: str
    why: str
    subject: Subject
    record: tuple[str, int] | None
    done_on: date | None
    only_told: bool
    computed_on: date | None
    reminders: tuple[int, ...]

    @property
    def deadline_id(self) -> int | None:
        """The deadline it is, ``None`` for the due date of an invoice."""
        kind, _, record_id = self.key.partition(":")
        return int(record_id) if kind == "deadline" else None


_NOT_NAMES = frozenset(
    {"sarl", "sas", "sasu", "eurl", "sa", "sci", "snc", "scop", "&", "et", "fils", "cie", "associes"}
)


@dataclass(frozen=True, kw_only=True)
class SinceLastOpening:
    """What time brought since the user last looked: reminders that fell, dates that went by undone."""

    day: date
    reminded: tuple[Entry, ...]
    late: tuple[Entry, ...]

    @property
    def dates(self) -> tuple[Entry, ...]:
        """Each date once, those that are late first."""
        return tuple({entry.key: entry for entry in (*self.late, *self.reminded)}.values())


_DEADLINES = """
SELECT l.*, coalesce(d.reference, s.reference, k.reference, p.number, '') AS reference,
       coalesce(c.name, sc.name, kc.name, s.title, p.insurer, '') AS who
FROM deadline l
LEFT JOIN dispute d ON d.id = l.dispute_id
LEFT JOIN client c ON c.id = d.client_id
LEFT JOIN insurance_claim s ON s.id = l.insurance_claim_id
LEFT JOIN client sc ON sc.id = s.client_id
LEFT JOIN contract k ON k.id = l.contract_id
LEFT JOIN client kc ON kc.id = k.client_id
LEFT JOIN policy p ON p.id = l.policy_id
WHERE l.due_on BETWEEN ?1 AND ?2 AND (
    l.done_on IS NOT NULL OR coalesce(d.stage, '') <> 'closed' OR coalesce(l.clock, '') = 'performance'
    OR l.insurance_claim_id IS NOT NULL
) AND (
    l.done_on IS NOT NULL OR l.letter_id IS NULL
    OR EXISTS (SELECT 1 FROM letter t WHERE t.id = l.letter_id AND t.sent_on IS NOT NULL)
)
ORDER BY l.due_on, l.id
"""


def entries(desk: "Desk", first: date, last: date) -> list[Entry]:
    """Every date between two days, both included, in order: deadlines, done or not, and due dates of unpaid invoices.

    The answer to a letter that has not left is awaited by nobody.
    """
    usual = (int(desk.setting(FIRST_REMINDER)), int(desk.setting(SECOND_REMINDER)))
    raw = desk.db.rows(_DEADLINES, (str(first), str(last)))
    found = [
        _of_deadline(deadline, row["who"], row["reference"], usual)
        for row, deadline in zip(raw, desk.table(Deadline).read(raw), strict=True)
    ]
    found += [
        Entry(
            key=f"invoice:{row.invoice.id}",
            day=row.invoice.due_on,
            title=f"Échéance de la facture {row.invoice.number}",
            short=row.invoice.number,
            who=row.client_name,
            why=f"Date de paiement inscrite sur la facture du {formats.date_long(row.invoice.issued_on)}.",
            subject=Subject.INVOICE,
            record=("invoice", row.invoice.id or 0),
            done_on=None,
            only_told=False,
            computed_on=None,
            reminders=(),
        )
        for row in invoices.rows(desk, unpaid_only=True)
        if first <= row.invoice.due_on <= last and row.invoice.dispute_id is None
    ]
    return sorted(found, key=lambda one: (one.day, one.done_on is not None, one.title))


def upcoming(desk: "Desk", today: date) -> list[Entry]:
    """What is still to do: late or to come, in order; rights of others that have gone by are left out."""
    found = entries(desk, date.min, date.max)
    return [one for one in found if one.done_on is None and not (one.only_told and one.day < today)]


def since(desk: "Desk", day: date, today: date) -> SinceLastOpening:
    """What came after ``day``, when the user last looked, and until ``today``."""
    open_dates = upcoming(desk, today)
    return SinceLastOpening(
        day=day,
        reminded=tuple(one for one in open_dates if one.day >= today and _was_reminded(one, day, today)),
        late=tuple(one for one in open_dates if day <= one.day < today),
    )


def _was_reminded(entry: Entry, since_day: date, today: date) -> bool:
    return any(since_day < entry.day - timedelta(days=days) <= today for days in entry.reminders)


def deadline(desk: "Desk", deadline_id: int) -> Deadline:
    """One deadline; ``NotFound`` if it is gone."""
    return desk.table(Deadline).get(deadline_id)


def why(deadline: Deadline) -> str:
    """The reason of a date, and the day its rule gives when the user moved it."""
    if deadline.computed_on in {None, deadline.due_on}:
        return deadline.reason
    assert deadline.computed_on is not None
    rule = formats.date_long(deadline.computed_on)
    return f"{deadline.reason} Vous l’avez déplacée\u00a0: le calcul donne le {rule}.".strip()


def _of_deadline(deadline: Deadline, who: str, reference: str, usual: tuple[int, int]) -> Entry:
    assert deadline.id is not None
    moved = deadline.computed_on is not None and deadline.computed_on != deadline.due_on
    return Entry(
        key=f"deadline:{deadline.id}",
        day=deadline.due_on,
        title=deadline.title,
        short=_short(deadline, who),
        who=" · ".join(filter(None, (who, reference))),
        why=why(deadline),
        subject=_subject(deadline),
        record=_record(deadline),
        done_on=deadline.done_on,
        only_told=deadline.clock is not None and deadline.clock.only_told,
        computed_on=deadline.computed_on if moved else None,
        reminders=_reminders(deadline, usual),
    )


def _reminders(deadline: Deadline, usual: tuple[int, int]) -> tuple[int, ...]:
    """The user's own, else the usual ones; limitation has its alarms, months before."""
    asked = (deadline.first_reminder, deadline.second_reminder)
    if deadline.clock is Clock.LIMITATION and asked == (None, None):
        return limitation_alarms.reminders(deadline.due_on)
    days = {usual[place] if days is None else days for place, days in enumerate(asked)} - {0}
    return tuple(sorted(days, reverse=True))


def _short(deadline: Deadline, who: str) -> str:
    if deadline.clock is not None:
        return deadline.clock.label
    return f"Rép. {_called(who)}" if deadline.letter_id is not None and who.split() else deadline.title


def _called(who: str) -> str:
    """The word that tells a client from another: the surname, or the last word of a firm's name before its legal form."""
    told = [word for word in who.split() if formats.folded(word).strip(".,") not in _NOT_NAMES]
    return (told or who.split())[-1]


def _subject(deadline: Deadline) -> Subject:
    if deadline.insurance_claim_id is not None or deadline.policy_id is not None:
        return Subject.INSURANCE
    if deadline.clock is Clock.LIMITATION:
        return Subject.LIMITATION
    if deadline.contract_id is not None:
        return Subject.PORTAGE
    if deadline.convention_id is not None:
        return Subject.CONVENTION
    if deadline.mediation_id is not None:
        return Subject.MEDIATION
    if deadline.complaint_id is not None:
        return Subject.MEDIATION if deadline.clock is Clock.CLIENT_REFERRAL else Subject.COMPLAINT
    return Subject.TYPED if deadline.letter_id is None else Subject.LETTER


def _record(deadline: Deadline) -> tuple[str, int] | None:
    for kind in ("mediation", "convention", "insurance_claim", "policy", "contract", "dispute"):
        record_id = getattr(deadline, f"{kind}_id")
        if record_id is not None:
            return kind, record_id
    return None
