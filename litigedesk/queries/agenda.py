"""Every date to watch between two days, for the calendar, the reminders and the exported one."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from litigedesk import formats
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.queries import invoices
from litigedesk.queries.among import AMONG
from litigedesk.queries.invoices import InvoiceRow
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
    hidden: int = 0  # those that are not read

    @property
    def dates(self) -> tuple[Entry, ...]:
        """Each date once, those that are late first."""
        return tuple({entry.key: entry for entry in (*self.late, *self.reminded)}.values())


# What a date is about, as the filters of the calendar tell them apart.
_SUBJECT: Final = f"""
CASE WHEN l.insurance_claim_id IS NOT NULL OR l.policy_id IS NOT NULL THEN '{Subject.INSURANCE}'
     WHEN l.clock = '{Clock.LIMITATION}' THEN '{Subject.LIMITATION}'
     WHEN l.contract_id IS NOT NULL THEN '{Subject.PORTAGE}'
     WHEN l.convention_id IS NOT NULL THEN '{Subject.CONVENTION}'
     WHEN l.mediation_id IS NOT NULL OR (l.complaint_id IS NOT NULL AND l.clock = '{Clock.CLIENT_REFERRAL}')
         THEN '{Subject.MEDIATION}'
     WHEN l.complaint_id IS NOT NULL THEN '{Subject.COMPLAINT}'
     WHEN l.letter_id IS NULL THEN '{Subject.TYPED}' ELSE '{Subject.LETTER}' END
"""
# Those to watch; the answer to a letter that has not left is awaited by nobody.
_WATCHED: Final = """
(l.done_on IS NOT NULL OR coalesce(d.stage, '') <> 'closed' OR coalesce(l.clock, '') = 'performance'
    OR l.insurance_claim_id IS NOT NULL)
AND (l.done_on IS NOT NULL OR l.letter_id IS NULL
    OR EXISTS (SELECT 1 FROM letter t WHERE t.id = l.letter_id AND t.sent_on IS NOT NULL))
"""
_TOLD: Final = ", ".join(f"'{clock}'" for clock in Clock if clock.only_told)
# Every date and the due date of every unpaid invoice of no dispute, between ?1 and ?2, of the subjects ?3 or of all; ``rank`` puts
# those of one day in order on ?4: what presses, what is only told, what is done. Others’ rights that were used are left out.
_DATED: Final = f"""
SELECT 'deadline:' || id AS key, id, day, rank, subject, title FROM (
    SELECT l.id, l.due_on AS day, {_SUBJECT} AS subject, l.title, l.done_on, coalesce(l.clock, '') IN ({_TOLD}) AS told,
        CASE WHEN l.done_on IS NOT NULL THEN 2 WHEN coalesce(l.clock, '') IN ({_TOLD}) AND l.due_on < ?4 THEN 1 ELSE 0 END AS rank
    FROM deadline l LEFT JOIN dispute d ON d.id = l.dispute_id WHERE l.due_on BETWEEN ?1 AND ?2 AND {_WATCHED}
) WHERE NOT (done_on IS NOT NULL AND told) AND (?3 = '[]' OR subject IN (SELECT value FROM json_each(?3)))
UNION ALL
SELECT 'invoice:' || i.id, i.id, i.due_on, 0, '{Subject.INVOICE}', 'Échéance de la facture ' || i.number
FROM invoice i
WHERE (?3 = '[]' OR '{Subject.INVOICE}' IN (SELECT value FROM json_each(?3)))
  AND i.kind = 'invoice' AND i.dispute_id IS NULL AND i.due_on BETWEEN ?1 AND ?2
  AND i.gross > coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0)
    + coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0)
"""
_DEADLINES: Final = f"""
SELECT l.*, {_SUBJECT} AS subject, coalesce(d.reference, s.reference, k.reference, p.number, '') AS reference,
       coalesce(c.name, sc.name, kc.name, s.title, p.insurer, '') AS who
FROM deadline l
LEFT JOIN dispute d ON d.id = l.dispute_id
LEFT JOIN client c ON c.id = d.client_id
LEFT JOIN insurance_claim s ON s.id = l.insurance_claim_id
LEFT JOIN client sc ON sc.id = s.client_id
LEFT JOIN contract k ON k.id = l.contract_id
LEFT JOIN client kc ON kc.id = k.client_id
LEFT JOIN policy p ON p.id = l.policy_id
WHERE {{chosen}}
ORDER BY l.due_on, l.id
"""
_ALL: Final = _DEADLINES.format(chosen=f"l.due_on BETWEEN ?1 AND ?2 AND {_WATCHED}")
_SOME: Final = _DEADLINES.format(chosen=f"l.id {AMONG}")


def entries(desk: "Desk", first: date, last: date) -> list[Entry]:
    """Every date between two days, both included, in order: deadlines, done or not, and due dates of unpaid invoices.

    The answer to a letter that has not left is awaited by nobody.
    """
    rows = desk.db.rows(_ALL, (str(first), str(last)))
    return _in_order(desk, rows, invoices.rows(desk, unpaid_only=True, undisputed=(first, last)))


def _some(desk: "Desk", keys: Iterable[str]) -> list[Entry]:
    """The dates of these keys, in order."""
    told = [key.partition(":") for key in keys]
    ids = {kind: json.dumps([int(one) for of, _, one in told if of == kind]) for kind in ("deadline", "invoice")}
    rows = desk.db.rows(_SOME, (ids["deadline"],))
    return _in_order(
        desk, rows, invoices.rows(desk, among=json.loads(ids["invoice"])) if ids["invoice"] != "[]" else ()
    )


def _in_order(desk: "Desk", rows: Sequence[Any], due: Iterable[InvoiceRow]) -> list[Entry]:
    usual = _usual(desk)
    found = [
        _of_deadline(deadline, row["who"], row["reference"], Subject(row["subject"]), usual)
        for row, deadline in zip(rows, desk.table(Deadline).read(rows), strict=True)
    ]
    found += map(_of_invoice, due)
    return sorted(found, key=lambda one: (one.day, one.done_on is not None, one.title))


def _of_invoice(row: InvoiceRow) -> Entry:
    return Entry(
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


def upcoming(desk: "Desk", today: date) -> list[Entry]:
    """What is still to do: late or to come, in order; rights of others that have gone by are left out."""
    found = entries(desk, date.min, date.max)
    return [one for one in found if one.done_on is None and not (one.only_told and one.day < today)]


# ---- a few of each day -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Hidden:
    """Dates of a day that are not read: how many they are, and how many of them are still to do."""

    count: int
    open: int


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The first dates of each day of some days, in order, and what is hidden on a day that has more."""

    entries: tuple[Entry, ...]
    hidden: Mapping[date, Hidden]


_NEAR: Final = timedelta(days=30)
_FEW: Final = f"""
SELECT key, day, place, many, still FROM (
    SELECT key, day, row_number() OVER (PARTITION BY day ORDER BY rank, title, key) AS place,
        count(*) OVER (PARTITION BY day) AS many, sum(rank = 0) OVER (PARTITION BY day) AS still
    FROM ({_DATED})
) WHERE place <= ?5
"""
_NEXT: Final = f"SELECT key FROM ({_DATED}) WHERE rank = 0 ORDER BY day, fold(title), key LIMIT ?5"
_REACHED: Final = f"""
SELECT max(day), max(many) FROM (SELECT day, count(*) OVER () AS many FROM ({_DATED}) WHERE rank = 0 ORDER BY day LIMIT ?5)
"""
_KEYS: Final = f"SELECT key FROM ({_DATED}) WHERE rank = 0"


def stretch(desk: "Desk", first: date, last: date, today: date, most: int, subjects: Collection[str] = ()) -> Stretch:
    """The dates between two days, ``most`` of each day, of these subjects or of all; what is done comes last in its day."""
    found = desk.db.rows(_FEW, (*_asked(first, last, today, subjects), most))
    hidden = {
        date.fromisoformat(row["day"]): Hidden(row["many"] - most, max(0, row["still"] - most))
        for row in found
        if row["place"] == most and row["many"] > most
    }
    return Stretch(entries=tuple(_some(desk, [row["key"] for row in found])), hidden=hidden)


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """The first dates still to do: ``late`` of which there are ``late_count``, and those to ``come``."""

    late: tuple[Entry, ...]
    late_count: int
    to_come: tuple[Entry, ...]


def ahead(desk: "Desk", today: date, late: int, to_come: int, subjects: Collection[str] = ()) -> Ahead:
    """The first dates still to do, so many late ones and so many from today on, of these subjects or of all."""
    before, late_count = _next(desk, date.min, today - timedelta(days=1), today, subjects, late)
    near = min(today, date.max - _NEAR) + _NEAR  # what falls that soon is nearly always enough
    after, many = _next(desk, today, near, today, subjects, to_come)
    if many < to_come:
        after, _ = _next(desk, today, date.max, today, subjects, to_come)
    return Ahead(late=tuple(before), late_count=late_count, to_come=tuple(after))


def _next(
    desk: "Desk", first: date, last: date, today: date, subjects: Collection[str], most: int
) -> tuple[list[Entry], int]:
    """The first dates still to do between two days, and how many there are; names are compared on the last day alone."""
    asked = _asked(first, last, today, subjects)
    reached, many = desk.db.rows(_REACHED, (*asked, most))[0]
    if not many:
        return [], 0
    keys = desk.db.rows(_NEXT, (asked[0], reached, *asked[2:], most))
    return _some(desk, [row["key"] for row in keys]), many


def keys_to_do(desk: "Desk", today: date, subjects: Collection[str] = ()) -> set[str]:
    """The keys of all that ``upcoming`` gives, of these subjects or of all."""
    return {row["key"] for row in desk.db.rows(_KEYS, _asked(date.min, date.max, today, subjects))}


def _asked(first: date, last: date, today: date, subjects: Collection[str]) -> tuple[str, str, str, str]:
    return str(first), str(last), json.dumps(sorted(subjects)), str(today)


# ---- since the user last looked --------------------------------------------------------------------------------------
_LATE: Final = f"SELECT key FROM ({_DATED}) WHERE rank = 0 ORDER BY day, title, id"
# The dates still to come of which a reminder may have fallen: up to ?2, or ?3 for those of limitation.
_REMINDING: Final = f"""
SELECT l.id, l.due_on, l.clock, l.first_reminder, l.second_reminder FROM deadline l LEFT JOIN dispute d ON d.id = l.dispute_id
WHERE l.done_on IS NULL AND l.due_on >= ?1 AND l.due_on <= iif(l.clock IS '{Clock.LIMITATION}', max(?2, ?3), ?2) AND {_WATCHED}
ORDER BY l.due_on, l.title, l.id
"""
_FURTHEST: Final = (
    "SELECT max(max(coalesce(first_reminder, 0), coalesce(second_reminder, 0))) FROM deadline WHERE done_on IS NULL"
)


def since(desk: "Desk", day: date, today: date, most: int | None = None) -> SinceLastOpening:
    """What came after ``day``, when the user last looked, and until ``today``; ``most`` dates of it at most, late ones first."""
    late = [row["key"] for row in desk.db.rows(_LATE, _asked(day, today - timedelta(days=1), today, ()))]
    usual = _usual(desk)
    furthest = today.toordinal() + max(*usual, desk.db.value(_FURTHEST) or 0)
    until = date.fromordinal(min(furthest, date.max.toordinal()))
    asked = (str(today), str(until), str(limitation_alarms.ringing_until(today)))
    reminded = [
        f"deadline:{row['id']}"
        for row in desk.db.rows(_REMINDING, asked)
        if _was_reminded(date.fromisoformat(row["due_on"]), _reminders_of(row, usual), day, today)
    ]
    left = max(0, most - len(late)) if most is not None else None
    return SinceLastOpening(
        day=day,
        reminded=tuple(_some(desk, reminded[:left])),
        late=tuple(_some(desk, late[:most])),
        hidden=0 if most is None else max(0, len(late) + len(reminded) - most),
    )


def _was_reminded(due_on: date, reminders: Iterable[int], since_day: date, today: date) -> bool:
    return any(since_day < due_on - timedelta(days=days) <= today for days in reminders)


def _usual(desk: "Desk") -> tuple[int, int]:
    return int(desk.setting(FIRST_REMINDER)), int(desk.setting(SECOND_REMINDER))


def _reminders_of(row: Any, usual: tuple[int, int]) -> tuple[int, ...]:
    clock = None if row["clock"] is None else Clock(row["clock"])
    return _reminders(clock, date.fromisoformat(row["due_on"]), (row["first_reminder"], row["second_reminder"]), usual)


# ---- one date --------------------------------------------------------------------------------------------------------
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


def _of_deadline(deadline: Deadline, who: str, reference: str, subject: Subject, usual: tuple[int, int]) -> Entry:
    assert deadline.id is not None
    moved = deadline.computed_on is not None and deadline.computed_on != deadline.due_on
    return Entry(
        key=f"deadline:{deadline.id}",
        day=deadline.due_on,
        title=deadline.title,
        short=_short(deadline, who),
        who=" · ".join(filter(None, (who, reference))),
        why=why(deadline),
        subject=subject,
        record=_record(deadline),
        done_on=deadline.done_on,
        only_told=deadline.clock is not None and deadline.clock.only_told,
        computed_on=deadline.computed_on if moved else None,
        reminders=_reminders(
            deadline.clock, deadline.due_on, (deadline.first_reminder, deadline.second_reminder), usual
        ),
    )


def _reminders(
    clock: Clock | None, due_on: date, asked: tuple[int | None, int | None], usual: tuple[int, int]
) -> tuple[int, ...]:
    """The user's own, else the usual ones; limitation has its alarms, months before."""
    if clock is Clock.LIMITATION and asked == (None, None):
        return limitation_alarms.reminders(due_on)
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


def _record(deadline: Deadline) -> tuple[str, int] | None:
    for kind in ("mediation", "convention", "insurance_claim", "policy", "contract", "dispute"):
        record_id = getattr(deadline, f"{kind}_id")
        if record_id is not None:
            return kind, record_id
    return None
