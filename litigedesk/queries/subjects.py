"""What a letter or a date is about, in a few words: who, and the number of the record."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.errors import NotFound
from litigedesk.queries.among import AMONG
from litigedesk.store.table import GONE

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_SUBJECTS: Final = {
    MatterKind.DISPUTE: f"""
SELECT d.id, c.name, '' AS typed, d.reference, d.client_id, d.id AS dispute_id
FROM dispute d JOIN client c ON c.id = d.client_id WHERE d.id {AMONG}
""",
    MatterKind.CONTRACT: f"""
SELECT k.id, c.name, '' AS typed, k.reference, k.client_id, NULL AS dispute_id
FROM contract k JOIN client c ON c.id = k.client_id WHERE k.id {AMONG}
""",
    MatterKind.CLAIM: f"""
SELECT s.id, c.name, s.third_party AS typed, s.reference, s.client_id, s.dispute_id
FROM insurance_claim s LEFT JOIN client c ON c.id = s.client_id WHERE s.id {AMONG}
""",
    MatterKind.POLICY: f"""
SELECT id, insurer AS name, '' AS typed, number AS reference, NULL AS client_id, NULL AS dispute_id
FROM policy WHERE id {AMONG}
""",
}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a letter or a date is about: who, the number of the record, and the client and dispute if there are."""

    who: str
    reference: str
    client_id: int | None
    dispute_id: int | None


def subject(desk: "Desk", matter: Matter) -> Subject:
    """What a letter is about; ``NotFound`` when it is gone."""
    found = subjects(desk, [matter])
    if not found:
        raise NotFound(GONE)
    return found[matter]


def subjects(desk: "Desk", matters: Collection[Matter]) -> dict[Matter, Subject]:
    """What these records are, in as many questions whatever their number; those that are gone are left out."""
    ids = {kind: json.dumps([one.id for one in matters if one.kind is kind]) for kind in MatterKind}
    found: dict[Matter, Subject] = {}
    for kind, question in _SUBJECTS.items():
        for row in desk.db.rows(question, (ids[kind],)) if ids[kind] != "[]" else ():
            found[Matter(kind, row["id"])] = Subject(
                who=row["name"] if row["name"] is not None else typed_third_party(row["typed"]),
                reference=row["reference"],
                client_id=row["client_id"],
                dispute_id=row["dispute_id"],
            )
    return found


def typed_third_party(text: str) -> str:
    """The first line of what was typed."""
    lines = text.strip().splitlines()
    return lines[0] if lines else "Tiers à indiquer"
