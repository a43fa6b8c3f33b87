"""Everything that waits, in parts: all of it counted, the first of each part read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.queries import subjects
from litigedesk.queries.today.dates import Dates
from litigedesk.queries.today.lines import INVOICE, LETTER, STEP, Line, Part, Spans
from litigedesk.queries.today.steps import Steps
from litigedesk.queries.today.task import TaskKind

if TYPE_CHECKING:
    from litigedesk.desk import Desk

# Letters written and not sent, nobody will answer them; what became of their dispute is looked at beside.
_UNSENT: Final = """
SELECT t.id, t.written_on, t.dispute_id, t.contract_id, t.insurance_claim_id, t.policy_id
FROM letter t LEFT JOIN dispute d ON d.id = t.dispute_id
WHERE t.sent_on IS NULL AND coalesce(d.stage, '') <> 'closed' ORDER BY t.written_on, t.id
"""
# How many of the first invoices past due of no dispute are unpaid, and the day of the last one looked at: they are far fewer to
# look at than all.
_REACHED: Final = """
SELECT count(*) FILTER (WHERE gross > coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = f.id), 0)
    + coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = f.id), 0)), count(*), max(due_on)
FROM (
    SELECT id, due_on, gross FROM invoice WHERE kind = 'invoice' AND dispute_id IS NULL AND due_on < ?1
    ORDER BY due_on LIMIT ?2
) f
"""
_UNDISPUTED: Final = """
SELECT i.id, i.due_on, c.name FROM invoice i JOIN client c ON c.id = i.client_id
WHERE i.kind = 'invoice' AND i.dispute_id IS NULL AND i.due_on <= ?1
  AND i.gross > coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0)
    + coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0)
ORDER BY i.due_on, c.name, i.issued_on DESC, i.id DESC LIMIT ?2
"""


class First(NamedTuple):
    """The one thing to do first, and the part it is taken from."""

    part: Part
    line: Line


class Waiting:
    """The open disputes, dates, letters unsent, and the ``undisputed`` invoices past due that are in no dispute."""

    def __init__(self, desk: "Desk", today: date, undisputed: int) -> None:
        self._desk, self._undisputed = desk, undisputed
        self.spans = Spans(today)
        self.steps, self._dates = Steps(desk, self.spans), Dates(desk, self.spans)
        letters_by_part: Counter[tuple[Part, TaskKind]] = Counter(
            (part, TaskKind.UNSENT_LETTER)
            for line in self._letters
            for part, span in self.spans.by_day
            if line.day in span
        )
        self._counts = self.steps.counts() + self._dates.counts() + letters_by_part
        self._counts[Part.LATE, TaskKind.OVERDUE_INVOICE] += undisputed

    def counts(self, part: Part) -> Counter[TaskKind]:
        """How many there are of each kind."""
        return Counter({kind: count for (where, kind), count in self._counts.items() if where is part and count})

    def head(self, part: Part, most: int, *, dated: bool = False) -> list[Line]:
        """The first of a part, in order; ``dated`` leaves out what is to be done as soon as one can."""
        if not self.counts(part) or not most:
            return []
        if part is Part.STUCK:
            return self.steps.stuck(most)
        if part is Part.WAITING:
            return self.steps.waiting(most)
        found = self._dates.first(part, most)
        for where, span in self.spans.by_day:
            if where is part:
                found += self.steps.first(span, most, dated=dated)
                found += [line for line in self._letters if line.day in span]
        if part is Part.LATE and self._undisputed:
            found += self._invoices(most)
        return sorted(found)[:most]

    def first(self, heads: Mapping[Part, Sequence[Line]]) -> First | None:
        """The one thing to do first: what presses before the rest, what is late before what is soon, then what is stuck.

        ``heads`` are the first of each part, as far as they are read.
        """
        costly = self._dates.costly_days()
        for part in (Part.LATE, Part.SOON):
            span = next(span for where, span in self.spans.by_day if where is part)
            pressing = [*self._dates.first(part, 1, costly=True), *self.steps.pressing(costly, span)]
            if pressing:
                return First(part, min(pressing))
        for part in (Part.LATE, Part.SOON, Part.STUCK):
            for line in heads[part][:1]:
                return First(part, line)
        return None

    def is_undated(self, line: Line) -> bool:
        """Whether it is to be done as soon as one can."""
        row = self.steps.rows.get(line.record_id) if line.source == STEP else None
        return row is not None and row.step is not None and row.step.by is None

    @cached_property
    def _letters(self) -> list[Line]:
        """Those that the next step of their dispute does not tell."""
        rows = self._desk.db.rows(_UNSENT)
        self.steps.read(row["dispute_id"] for row in rows if row["dispute_id"] is not None)
        kept = [row for row in rows if row["dispute_id"] is None or self._is_untold(row)]
        about = subjects.subjects(self._desk, {matter_of(row) for row in kept})
        return [
            Line(
                date.fromisoformat(row["written_on"]), about[matter_of(row)].who, LETTER, row["id"], row["id"],
                TaskKind.UNSENT_LETTER,
            )
            for row in kept
        ]  # fmt: skip

    def _is_untold(self, letter: Any) -> bool:
        held = self.steps.rows.get(letter["dispute_id"])
        return held is not None and held.step is not None and held.step.letter_id != letter["id"]

    def _invoices(self, most: int) -> Iterable[Line]:
        looked_at, today = 4 * most, str(self.spans.today)
        while True:
            unpaid, held, last = self._desk.db.rows(_REACHED, (today, looked_at))[0]
            if unpaid >= most or held < looked_at:
                break
            looked_at *= 8
        rows = self._desk.db.rows(_UNDISPUTED, (last, most)) if unpaid else ()
        kind = TaskKind.OVERDUE_INVOICE
        return [
            Line(date.fromisoformat(row["due_on"]), row["name"], INVOICE, place, row["id"], kind)
            for place, row in enumerate(rows)
        ]


def matter_of(letter: Any) -> Matter:
    """What a row of letters is about, the narrowest."""
    narrowest = (MatterKind.CLAIM, MatterKind.POLICY, MatterKind.CONTRACT, MatterKind.DISPUTE)
    return next(Matter(kind, letter[f"{kind}_id"]) for kind in narrowest if letter[f"{kind}_id"] is not None)
