"""What goes with a dispute, by the links between tables: a table added later goes too, unless it is named here."""

from typing import Final

from litigedesk.store.links import Key, Web

# The sender's own: who they are, what they chose, what they keep for other clients.
STAYS: Final = frozenset(
    {
        "profile",
        "convention",
        "placed_mention",
        "wording",
        "import_mapping",
        "import_batch",
        "refused_line",
        "saved_list",
        "ignored_finding",
        "user_rate",
        "setting",
        "trash",
    }
)
# Records that several disputes share: what goes with them. All that refers to any other record of a dispute goes with it.
WITH_SHARED: Final = {
    "client": frozenset({"contact", "address"}),
    "contract": frozenset({"tripartite", "validation_round", "delivery_proof", "letter", "deadline"}),
    "policy": frozenset({"guarantee"}),
    "mediator": frozenset[str](),
    "portage_company": frozenset[str](),
    "stored_file": frozenset[str](),
}
_OF_ONE_MATTER: Final = frozenset({"dispute", "insurance_claim"})  # reached from above only: not another one's


def of_dispute(web: Web, dispute_id: int) -> set[Key]:
    """Every record of a dispute's file, itself included."""
    own = web.below([("dispute", dispute_id)], lambda parent, table: parent not in WITH_SHARED and table not in STAYS)
    kept = web.above(own, _may_be_needed)
    beside = web.below([key for key in kept if key[0] in WITH_SHARED], _goes_with_shared) - kept
    kept |= {key for key in beside if not _belongs_elsewhere(web, key, kept)}
    return web.above(kept, _may_be_needed)


def _may_be_needed(table: str) -> bool:
    return table not in STAYS and table not in _OF_ONE_MATTER


def _goes_with_shared(parent: str, table: str) -> bool:
    return table in WITH_SHARED.get(parent, frozenset[str]())


def _belongs_elsewhere(web: Web, key: Key, kept: set[Key]) -> bool:
    """Whether a record of something shared is also that of another dispute, or of an insurance claim that does not go."""
    return any(parent[0] in _OF_ONE_MATTER and parent not in kept for parent in web.parents(key))
