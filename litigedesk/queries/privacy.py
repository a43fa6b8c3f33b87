"""Questions about personal data: why each client's are kept and until when, and whose may go."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.records import Client, Invoice
from litigedesk.domain.vocabulary import ClientKind, ClosingReason
from litigedesk.rules import retention
from litigedesk.rules.retention import Assessment, ClientFacts, Debt, Start
from litigedesk.settings import KEEPS_ACCOUNTS
from litigedesk.store.backups.thinning import KEEP_ALL, KEEP_DAYS, KEEP_MONTHS, KEEP_WEEKS

if TYPE_CHECKING:
    from litigedesk.desk import Desk

# The last day of each kind, client by client; ?1 is the sum from which an electronic contract is kept, in cents.
_DAYS = """
SELECT client_id, 'service' AS start, coalesce(performed_on, issued_on) AS day FROM invoice WHERE kind = 'invoice'
UNION ALL SELECT client_id, 'service', coalesce(ends_on, starts_on, signed_on) FROM contract
UNION ALL SELECT k.client_id, 'service', t.ended_on FROM tripartite t JOIN contract k ON k.id = t.contract_id
UNION ALL SELECT k.client_id, 'service', p.made_on FROM delivery_proof p JOIN contract k ON k.id = p.contract_id
UNION ALL SELECT client_id, 'service', coalesce(closed_on, opened_on) FROM dispute
UNION ALL SELECT client_id, 'voucher', issued_on FROM invoice
UNION ALL SELECT i.client_id, 'voucher', p.paid_on FROM payment p JOIN invoice i ON i.id = p.invoice_id
UNION ALL SELECT client_id, 'electronic', coalesce(performed_on, issued_on) FROM invoice WHERE kind = 'invoice' AND gross >= ?1
UNION ALL SELECT client_id, 'electronic', coalesce(ends_on, signed_on) FROM contract WHERE amount >= ?1
UNION ALL SELECT d.client_id, 'mediation', m.ended_on FROM mediation m JOIN dispute d ON d.id = m.dispute_id
UNION ALL SELECT client_id, 'judgment', judgment_on FROM dispute
UNION ALL SELECT coalesce(s.client_id, d.client_id), 'claim', s.closed_on
          FROM insurance_claim s LEFT JOIN dispute d ON d.id = s.dispute_id
"""
_OPEN = """
SELECT client_id, 'litige ' || reference AS words FROM dispute WHERE stage <> 'closed'
UNION ALL SELECT d.client_id, 'médiation' FROM mediation m JOIN dispute d ON d.id = m.dispute_id WHERE m.ended_on IS NULL
UNION ALL SELECT coalesce(s.client_id, d.client_id), 'sinistre ' || s.reference
          FROM insurance_claim s LEFT JOIN dispute d ON d.id = s.dispute_id WHERE s.closed_on IS NULL
UNION ALL SELECT client_id, 'contrat en cours' || CASE WHEN reference = '' THEN '' ELSE ' ' || reference END
          FROM contract WHERE ends_on >= ?1
"""
# The invoices that may still be claimed: ?1 are the reasons to close a dispute that leave the sum due,
# ?2 the clients.
_CLAIMABLE = """
SELECT i.* FROM invoice i LEFT JOIN dispute d ON d.id = i.dispute_id
WHERE i.kind = 'invoice' AND d.judgment_on IS NULL
  AND (coalesce(d.stage, '') <> 'closed' OR d.closing_reason IN (SELECT value FROM json_each(?1)))
  AND i.client_id IN (SELECT value FROM json_each(?2))
"""
_STILL_OWED = json.dumps([ClosingReason.ABANDONED.value, ClosingReason.INSOLVENT.value])
# Whether there is a client with nothing open and nothing done since a day.
_LONG_QUIET = """
SELECT EXISTS (
    SELECT 1 FROM client c WHERE c.erased_on IS NULL
      AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.client_id = c.id AND coalesce(i.performed_on, i.issued_on) >= ?1)
      AND NOT EXISTS (SELECT 1 FROM dispute d WHERE d.client_id = c.id AND (d.stage <> 'closed' OR d.closed_on >= ?1))
      AND NOT EXISTS (SELECT 1 FROM contract k WHERE k.client_id = c.id
                         AND coalesce(k.ends_on, k.starts_on, k.signed_on) >= ?1))
"""


@dataclass(frozen=True, kw_only=True)
class PrivacyRow:
    """One client of the list; ``erased_on`` when their data are anonymised already."""

    id: int
    name: str
    kind: ClientKind
    erased_on: date | None
    assessment: Assessment


def rows(desk: "Desk", today: date) -> list[PrivacyRow]:
    """Every client with the reasons to keep their data, by name."""
    found = _by_name(desk)
    known = _facts(desk, today, found)
    return [_row(one, known[one.id or 0], today) for one in found]


def one(desk: "Desk", client_id: int, today: date) -> PrivacyRow:
    """One client; ``NotFound`` if it is gone."""
    return some(desk, [client_id], today)[0]


def some(desk: "Desk", client_ids: Sequence[int], today: date) -> list[PrivacyRow]:
    """These clients, in this order; ``NotFound`` if one is gone."""
    found = [desk.table(Client).get(one) for one in client_ids]
    known = _facts(desk, today, found)
    return [_row(client, known[client.id or 0], today) for client in found]


def due(desk: "Desk", today: date) -> list[PrivacyRow]:
    """The clients whose reasons have all ended, the longest ago first; not those of whom nothing was ever kept for a reason."""
    return due_among(rows(desk, today), today)


def due_among(known: Sequence[PrivacyRow], today: date) -> list[PrivacyRow]:
    """The same among rows read before."""
    found = [row for row in known if row.erased_on is None and row.assessment.is_free and row.assessment.reasons]
    return sorted(found, key=lambda row: (row.assessment.free_from or today, row.id))


def due_count(desk: "Desk", today: date) -> int:
    """How many clients ``due`` lists; at once when nobody was left alone for as long as the shortest general reason."""
    contract = next(
        rule.months or 0 for rule in retention.rules() if rule.starts is Start.SERVICE and rule.key == "contract"
    )
    since = formats.add_months(today, -contract).isoformat()
    return len(due(desk, today)) if desk.db.value(_LONG_QUIET, (since,)) else 0


def copies_forget_by(today: date) -> date:
    """About when the last copy made before today is thinned, if LitigeDesk is opened every day; later otherwise."""
    days = KEEP_ALL.days + KEEP_DAYS + 7 * KEEP_WEEKS
    return formats.add_months(date.fromordinal(today.toordinal() + days), KEEP_MONTHS + 1)


def _by_name(desk: "Desk") -> list[Client]:
    return desk.table(Client).select("SELECT * FROM client ORDER BY fold(name), id")


def _row(client: Client, facts: ClientFacts, today: date) -> PrivacyRow:
    return PrivacyRow(
        id=client.id or 0,
        name=client.name,
        kind=client.kind,
        erased_on=client.erased_on,
        assessment=retention.assess(facts, today),
    )


def _facts(desk: "Desk", today: date, whose: Sequence[Client]) -> Mapping[int, ClientFacts]:
    """What the reasons depend on, client by client, in as many questions whatever their number."""
    ids = json.dumps([client.id for client in whose])
    days: dict[int, dict[Start, date]] = defaultdict(dict)
    threshold = retention.threshold(Start.ELECTRONIC).cents
    known = f"SELECT * FROM ({_DAYS}) WHERE day IS NOT NULL AND client_id IN (SELECT value FROM json_each(?2))"
    latest = f"SELECT client_id, start, max(day) AS day FROM ({known}) GROUP BY client_id, start"
    for row in desk.db.rows(latest, (threshold, ids)):
        days[row["client_id"]][Start(row["start"])] = date.fromisoformat(row["day"])
    opened: dict[int, list[str]] = defaultdict(list)
    open_ones = f"SELECT * FROM ({_OPEN}) WHERE client_id IN (SELECT value FROM json_each(?2))"
    for row in desk.db.rows(open_ones, (today.isoformat(), ids)):
        opened[row["client_id"]].append(row["words"])
    debts = _debts(desk, ids)
    online, accounts = desk.profile().sells_online, desk.setting(KEEPS_ACCOUNTS) == "yes"
    return {
        client.id or 0: ClientFacts(
            is_consumer=client.kind is ClientKind.CONSUMER,
            sold_online=online,
            keeps_accounts=accounts,
            open_matters=tuple(opened.get(client.id or 0, ())),
            debts=tuple(debts.get(client.id or 0, ())),
            days=days.get(client.id or 0, {}),
        )
        for client in whose
    }


def _debts(desk: "Desk", ids: str) -> Mapping[int, list[Debt]]:
    """What each of these clients, a JSON list, has not paid.

    A judgment has a reason of its own, what was settled or found to be a mistake none.
    """
    from litigedesk.queries import limitations, sums

    claimable = sums.gathered(desk, desk.table(Invoice).select(_CLAIMABLE, (_STILL_OWED, ids)))
    unpaid = [line for line in claimable if line.outstanding]
    ends = limitations.claimable_until(desk, unpaid)
    found: dict[int, list[Debt]] = defaultdict(list)
    for line in unpaid:
        found[line.invoice.client_id].append(Debt(line.outstanding, ends.get(line.invoice.id or 0)))
    return found
