"""The French name of an undo step, with the name of the record it was about: « Facture F-2026-004 mise à la corbeille »."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.queries import record_names
from litigedesk.store.undo import Change

if TYPE_CHECKING:
    from litigedesk.desk import Desk

# « Contestation{ de dispute} notée »: the words before the table and its record's name, or nothing when it has none.
_PLACE: Final = re.compile(r"\{([^{}]*?)([a-z_]+)\}")


def bare(label: str) -> str:
    """The label without the place of a name."""
    return _PLACE.sub("", label)


def named(desk: "Desk", label: str, changes: Sequence[Change]) -> str:
    """The label with the name of what the step changed; of several made or deleted alike, the first and how many others."""
    place = _PLACE.search(label)
    if place is None:
        return label
    before, kind = place.groups()
    name = _name(desk, kind, changes)
    return formats.typographic(_PLACE.sub(lambda _place: f"{before}{name}" if name else "", label))


def _name(desk: "Desk", kind: str, changes: Sequence[Change]) -> str:
    mine = [change for change in changes if change.table == kind]
    if not mine:
        return _owner(desk, kind, changes)
    first = mine[0]
    row = first.after if first.after is not None else first.before
    name = record_names.of_row(desk, kind, row) if row is not None else ""
    alike = {
        one.id
        for one in mine
        if (one.before is None) == (first.before is None) and (one.after is None) == (first.after is None)
    }
    if name and len(alike) > 1 and (first.before is None or first.after is None):
        name += f" et {formats.count(len(alike) - 1, 'autre')}"
    return name


def _owner(desk: "Desk", kind: str, changes: Sequence[Change]) -> str:
    """The record that a changed row belongs to, when that one has not changed itself, such as the client of a new address."""
    rows = (change.after or change.before or {} for change in changes)
    owner_id = next((found for row in rows if isinstance(found := row.get(f"{kind}_id"), int)), None)
    return "" if owner_id is None else record_names.of(desk, kind, owner_id)
