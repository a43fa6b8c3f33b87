"""Which disputes a saved step may have moved, from the rows it changed; any doubt counts as all of them."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from litigedesk.store.undo import Change

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_AMONG: Final = "IN (SELECT value FROM json_each(?1))"
# From the ids of a table to those of the disputes whose line may depend on them.
_DISPUTES: Final[Mapping[str, str]] = {
    "dispute": f"SELECT id FROM dispute WHERE id {_AMONG}",
    "client": f"SELECT id FROM dispute WHERE client_id {_AMONG}",
    "invoice": f"SELECT dispute_id FROM invoice WHERE id {_AMONG}",
    "contract": (
        f"SELECT dispute_id FROM invoice WHERE contract_id {_AMONG} "
        f"UNION SELECT dispute_id FROM complaint WHERE contract_id {_AMONG}"
    ),
    "complaint": f"SELECT dispute_id FROM complaint WHERE id {_AMONG}",
    "mediation": f"SELECT dispute_id FROM mediation WHERE id {_AMONG}",
    "mediator": f"SELECT dispute_id FROM mediation WHERE mediator_id {_AMONG}",
    "insurance_claim": f"SELECT dispute_id FROM insurance_claim WHERE id {_AMONG}",
    "procedure": f"SELECT dispute_id FROM procedure WHERE id {_AMONG}",
    "agreement": f"SELECT dispute_id FROM agreement WHERE id {_AMONG}",
    "stored_file": (
        f"SELECT dispute_id FROM complaint WHERE file_id {_AMONG} "
        f"UNION SELECT dispute_id FROM procedure WHERE file_id {_AMONG} "
        f"UNION SELECT dispute_id FROM mediation WHERE proposal_file_id {_AMONG}"
    ),
}
_OWN: Final = {"dispute_id": "dispute"}
_WITHIN: Final = {
    **_OWN,
    "mediation_id": "mediation",
    "insurance_claim_id": "insurance_claim",
    "procedure_id": "procedure",
    "agreement_id": "agreement",
}
_ASKED: Final = {**_WITHIN, "complaint_id": "complaint"}

# Of each table, the columns to follow and where they lead.
FOLLOWED: Final[Mapping[str, Mapping[str, str]]] = {
    "dispute": {"id": "dispute"},
    "client": {"id": "client"},
    "contact": {"client_id": "client"},
    "address": {"client_id": "client"},
    "contract": {"id": "contract"},
    "tripartite": {"contract_id": "contract"},
    "validation_round": {"contract_id": "contract"},
    "delivery_proof": {"contract_id": "contract"},
    "invoice": {"id": "invoice", "dispute_id": "dispute", "credited_invoice_id": "invoice"},
    "payment": {"invoice_id": "invoice"},
    "complaint": _OWN,
    "mediator": {"id": "mediator"},
    "convention": {"mediator_id": "mediator"},
    "mediation": _OWN,
    "insurance_claim": _OWN,
    "harm": {"insurance_claim_id": "insurance_claim"},
    "claim_piece": {"insurance_claim_id": "insurance_claim"},
    "insurer_request": {"insurance_claim_id": "insurance_claim"},
    "procedure": _OWN,
    "agreement": _OWN,
    "instalment": {"agreement_id": "agreement"},
    "plan_change": _OWN,
    "letter": _WITHIN,
    "event": _ASKED,
    "deadline": _ASKED,
    "limitation_event": _WITHIN,
    "piece": {**_OWN, "insurance_claim_id": "insurance_claim"},
    "stored_file": {"id": "stored_file"},
}
EVERY: Final = frozenset({"profile", "portage_company", "policy", "guarantee", "wording", "user_rate", "setting"})
NONE: Final = frozenset(
    {
        "placed_mention", "import_mapping", "import_batch", "refused_line", "saved_list", "ignored_finding", "trash",
    }
)  # fmt: skip


def touched(desk: "Desk", changes: Sequence[Change]) -> set[int] | None:
    """The disputes whose line may be another since these changes, those that are gone included; ``None`` for all."""
    ids = defaultdict[str, set[int]](set)
    for change in changes:
        if change.table in NONE:
            continue
        if change.table not in FOLLOWED:
            return None
        for image in (change.before, change.after):
            for column, leads_to in FOLLOWED[change.table].items():
                value = None if image is None else image.get(column)
                if isinstance(value, int):
                    ids[leads_to].add(value)
    found = set(ids["dispute"])  # one that is gone is in no table any more
    for leads_to, some in ids.items():
        if some:
            found |= {row[0] for row in desk.db.rows(_DISPUTES[leads_to], (json.dumps(sorted(some)),)) if row[0]}
    return found
