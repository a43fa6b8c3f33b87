"""What goes when some of what a client left may go: by what each table holds."""

from collections.abc import Collection
from typing import Final

from litigedesk.operations.privacy.traces import Traces
from litigedesk.rules.retention import Kept
from litigedesk.store.links import Key
from litigedesk.store.schema import Schema

# Who the client is stays as long as anything does; what is not named is part of the exchanges.
_IDENTITY: Final = frozenset({"client", "address"})
_PARTS: Final = {
    "contract": Kept.CONTRACT,
    "tripartite": Kept.CONTRACT,
    "validation_round": Kept.CONTRACT,
    "delivery_proof": Kept.CONTRACT,
    "invoice": Kept.VOUCHERS,
    "payment": Kept.VOUCHERS,
    "piece": Kept.EVIDENCE,
    "claim_piece": Kept.EVIDENCE,
}


def leaving(traces: Traces, schema: Schema, parts: Collection[Kept]) -> set[Key]:
    """The records that hold these parts, and those that cannot be without them; everything when all parts go."""
    if set(parts) == set(Kept):
        return set(traces.keys)
    gone = {key for key in traces.keys if key[0] not in _IDENTITY and _PARTS.get(key[0], Kept.EXCHANGES) in set(parts)}
    needed = [link for link in traces.held if not is_optional(schema, link.table, link.column)]
    while True:
        more = {
            key
            for key in traces.keys - gone
            for link in needed
            if link.table == key[0] and (link.parent, traces.web.rows[key[0]][key[1]][link.column]) in gone
        }
        if not more:
            return gone
        gone |= more


def is_optional(schema: Schema, table: str, column: str) -> bool:
    """Whether a column may hold nothing."""
    return schema.named(table).is_optional(column)
