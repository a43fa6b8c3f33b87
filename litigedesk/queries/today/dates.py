"""The open dates among what waits: those that no next step tells, and the limitation periods of which an alarm rings."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk.domain.vocabulary import Clock
from litigedesk.queries.today.lines import DATE, Line, Part, Span, Spans, in_parts, until_enough
from litigedesk.queries.today.task import COSTLY, TaskKind

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def _listed(clocks: Sequence[Clock]) -> str:
    return ", ".join(f"'{clock}'" for clock in clocks)


_COSTLY: Final = _listed(sorted(COSTLY))
# Neither answers to letters that have not left, nor others’ rights, nor what the next step of an open dispute tells: a letter it
# awaits or calls late, an instalment of the agreement it follows, a date of its own, a date set by a rule on its day. What is
# about an insurance claim, a policy or a contract outlives a dispute, and so does an agreement still to perform.
# ?1 and ?2 are what steps tell, ?3 the disputes of which it is not known yet, ?4 the last day on which an alarm rings.
_WAITING: Final = f"""
FROM deadline l LEFT JOIN dispute d ON d.id = l.dispute_id
WHERE l.done_on IS NULL AND (l.clock IS NOT 'limitation' OR l.due_on <= ?4)
  AND (l.dispute_id IS NULL OR l.dispute_id NOT IN (SELECT value FROM json_each(?3)))
  AND CASE WHEN l.clock = 'limitation' THEN d.stage <> 'closed'
    ELSE coalesce(l.clock, '') NOT IN ({_listed([clock for clock in Clock if clock.only_told])})
    AND (l.letter_id IS NULL OR EXISTS (SELECT 1 FROM letter t WHERE t.id = l.letter_id AND t.sent_on IS NOT NULL))
    AND (coalesce(l.insurance_claim_id, l.policy_id, l.contract_id) IS NOT NULL OR l.dispute_id IS NULL
      OR CASE d.stage WHEN 'closed' THEN l.clock = 'performance' AND l.mediation_id IS NOT NULL
           ELSE l.letter_id IS NULL AND coalesce(l.clock, '') <> 'instalment'
             AND l.id NOT IN (SELECT value FROM json_each(?1))
             AND (l.clock IS NULL OR l.dispute_id || ':' || l.due_on NOT IN (SELECT value FROM json_each(?2))) END)
  END
"""
_DAYS: Final = f"""
SELECT l.clock IS 'limitation', l.due_on, count(*), count(*) FILTER (WHERE l.clock IN ({_COSTLY})) {_WAITING} GROUP BY 1, 2
"""
_WHO: Final = """
CASE WHEN l.clock = 'limitation' THEN c.name
     WHEN l.insurance_claim_id IS NOT NULL THEN coalesce(sc.name, nullif(trim(s.third_party), ''), 'Tiers à indiquer')
     WHEN l.policy_id IS NOT NULL THEN coalesce(nullif(p.insurer, ''), 'RC Pro')
     WHEN l.contract_id IS NOT NULL THEN kc.name
     WHEN l.dispute_id IS NOT NULL THEN c.name
     WHEN l.convention_id IS NULL THEN 'Rappel' ELSE 'Médiation' END
"""
_FIRST: Final = f"""
SELECT l.id, l.due_on, {_WHO} AS who
FROM (SELECT l.* {_WAITING} AND (l.clock IS 'limitation') = ?5 AND l.due_on BETWEEN ?6 AND ?7 AND {{narrowed}}) l
LEFT JOIN dispute d ON d.id = l.dispute_id LEFT JOIN client c ON c.id = d.client_id
LEFT JOIN insurance_claim s ON s.id = l.insurance_claim_id LEFT JOIN client sc ON sc.id = s.client_id
LEFT JOIN contract k ON k.id = l.contract_id LEFT JOIN client kc ON kc.id = k.client_id
LEFT JOIN policy p ON p.id = l.policy_id
ORDER BY l.due_on, who, l.id LIMIT ?8
"""
_COSTLY_DAYS: Final = f"""
SELECT l.due_on, l.dispute_id FROM deadline l JOIN dispute d ON d.id = l.dispute_id
WHERE l.done_on IS NULL AND l.clock IN ({_COSTLY}) AND d.stage <> 'closed' AND l.due_on <= ? ORDER BY l.due_on, l.dispute_id
"""


class Dates:
    """Counted by their day in one question; those of a part are read up to the day that completes what is shown."""

    def __init__(self, desk: "Desk", spans: Spans) -> None:
        self._desk, self._spans = desk, spans
        ringing = spans.limitations[-1][1].last
        told = desk.standing.told(spans.today)
        self._asked = (*told, json.dumps(desk.standing.lacking_ids(spans.today)), str(ringing))
        found = desk.remembered.rows(_DAYS, self._asked, {"deadline", "dispute", "letter"})
        days = [(bool(row[0]), date.fromisoformat(row[1]), row[2], row[3]) for row in found]
        self._days = {alarm: [(day, count) for ours, day, count, _ in days if ours is alarm] for alarm in (True, False)}
        self._costly = [(day, costly) for ours, day, _, costly in days if costly and not ours and day <= spans.short]

    def counts(self) -> Counter[tuple[Part, TaskKind]]:
        """How many there are in each part."""
        alarms = in_parts(self._days[True], self._spans.limitations, TaskKind.LIMITATION)
        return alarms + in_parts(self._days[False], self._spans.by_day, TaskKind.DEADLINE)

    def first(self, part: Part, most: int, *, costly: bool = False) -> list[Line]:
        """The first of a part, or of those in it that cost a right within days: limitation periods, then other dates."""
        found: list[Line] = []
        for alarm, spans in ((True, self._spans.limitations), (False, self._spans.by_day)):
            for where, span in spans:
                if where is part:
                    found += self._read(span, most, alarm=alarm, costly=costly and not alarm)
        return found

    def costly_days(self) -> list[tuple[date, int]]:
        """The days, in order, of the open dates that cost a right within days, and the open disputes that they are in."""
        found = self._desk.db.rows(_COSTLY_DAYS, (str(self._spans.short),))
        return [(date.fromisoformat(day), dispute_id) for day, dispute_id in found]

    def _read(self, span: Span, most: int, *, alarm: bool, costly: bool) -> list[Line]:
        last = until_enough(self._costly if costly else self._days[alarm], span, most)
        if last is None:
            return []
        narrowed = f"l.clock IN ({_COSTLY})" if costly else "1"
        first = date.min if span.first is None else span.first
        rows = self._desk.db.rows(_FIRST.format(narrowed=narrowed), (*self._asked, alarm, str(first), str(last), most))
        kind = TaskKind.LIMITATION if alarm else TaskKind.DEADLINE
        return [Line(date.fromisoformat(row["due_on"]), row["who"], DATE, row["id"], row["id"], kind) for row in rows]
