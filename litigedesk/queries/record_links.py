"""Which other records a record points to."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def links(desk: "Desk", kind: str, record_id: int) -> Mapping[str, int]:
    """The ids that a record holds, by what they are of: ``{"dispute": 3}``; ``NotFound`` when it is gone."""
    record = desk.table(desk.db.schema.named(kind).record).get(record_id)
    held = {name.removesuffix("_id"): value for name, value in vars(record).items() if name.endswith("_id")}
    return {name: value for name, value in held.items() if value is not None}
