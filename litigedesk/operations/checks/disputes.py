"""Rules about the course of disputes: what was probably forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.operations.checks.rule import Found, Rule, Severity
from litigedesk.queries import dispute_list

if TYPE_CHECKING:
    from litigedesk.desk import Desk

SLICE: Final = 100  # disputes computed between two looks at « Annuler »
SETTLED_DAYS: Final = 30  # a dispute paid for less time than that is still being put in order

_ALL_PAID = """
SELECT d.id, d.reference, c.name,
       (SELECT max(p.paid_on) FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE i.dispute_id = d.id) AS last
FROM dispute d JOIN client c ON c.id = d.client_id
WHERE d.stage <> 'closed' AND d.kind = 'unpaid' AND EXISTS (SELECT 1 FROM invoice i WHERE i.dispute_id = d.id)
AND NOT EXISTS (
    SELECT 1 FROM invoice i WHERE i.dispute_id = d.id AND i.kind = 'invoice' AND i.gross
    > coalesce((SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id), 0)
    + coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0))
AND NOT EXISTS (SELECT 1 FROM agreement a WHERE a.dispute_id = d.id AND a.outcome IS NULL)
AND NOT EXISTS (SELECT 1 FROM mediation m WHERE m.dispute_id = d.id AND m.ended_on IS NULL)
AND NOT EXISTS (SELECT 1 FROM procedure o WHERE o.dispute_id = d.id AND o.ended_on IS NULL)
ORDER BY d.id
"""


def brought(desk: "Desk") -> Iterator[tuple[int, int]]:
    """Have it computed where open disputes stand, some at a time; how many are left, of how many."""
    today = desk.today()
    left = total = desk.standing.behind(today)
    while left and (left := desk.standing.bring(today, dispute_list.Scope.OPEN, SLICE)):
        yield left, total


def _stuck(desk: "Desk") -> Iterator[Found]:
    for row in dispute_list.rows(desk, desk.today()):
        dated = row.step is not None and row.next_title != row.step.sentence
        if row.without_next_step and not dated:
            yield Found(
                sentence=f"Le litige {row.reference} ({row.client_name}) n’a ni prochaine étape ni date à attendre.",
                record=("dispute", row.id),
                opens=("dispute", row.id),
            )


def _all_paid(desk: "Desk") -> Iterator[Found]:
    before = str(desk.today() - timedelta(days=SETTLED_DAYS))
    for row in desk.db.rows(_ALL_PAID):
        if (row["last"] or "") <= before:
            yield Found(
                sentence=f"Le litige {row['reference']} ({row['name']}) est ouvert et toutes ses factures sont payées depuis plus "
                f"de {formats.count(SETTLED_DAYS, 'jour')}.",
                record=("dispute", row["id"]),
                opens=("dispute", row["id"]),
            )


RULES: Final = (
    Rule(
        code="dispute-stuck",
        title="Litige ouvert sans prochaine étape ni attente",
        severity=Severity.OVERSIGHT,
        find=_stuck,
    ),
    Rule(
        code="dispute-paid",
        title="Litige ouvert dont toutes les factures sont payées",
        severity=Severity.OVERSIGHT,
        find=_all_paid,
    ),
)
