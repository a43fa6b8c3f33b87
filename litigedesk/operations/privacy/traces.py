"""Every trace of a client: records, what waits in the trash, steps to undo, lines of imports, kept files."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.records import Client, Contact
from litigedesk.store.links import Key, Link, Web, links
from litigedesk.store.schema import Image
from litigedesk.store.trash import TrashEntry
from litigedesk.store.undo import row_id

if TYPE_CHECKING:
    from litigedesk.desk import Desk

FILES: Final = "stored_file"
_LEAST_NAME: Final = 4  # letters of a name that is looked for in the lines of imports


@dataclass(frozen=True, kw_only=True)
class Traces:
    """What there is of some clients; ``web`` holds all records, ``keys`` theirs, ``once`` those that trash or undo still hold."""

    web: Web
    held: tuple[Link, ...]
    keys: frozenset[Key]
    once: frozenset[Key]
    trash: tuple[TrashEntry, ...]
    images: tuple[tuple[Key, Image], ...]
    words: tuple[str, ...]

    @property
    def all_keys(self) -> frozenset[Key]:
        """Records that are or were."""
        return self.keys | self.once

    def file_ids(self, of: Iterable[Key]) -> set[int]:
        """The kept files that these records name, or named."""
        wanted, columns = set(of), _file_columns(self.held)
        rows = [(key, self.web.rows[key[0]][key[1]]) for key in wanted if key[1] in self.web.rows[key[0]]]
        rows += [(key, image) for key, image in self.images if key in wanted]
        values = (image.get(column) for key, image in rows for column in columns.get(key[0], ()))
        return {value for value in values if isinstance(value, int)}


def of_clients(desk: "Desk", client_ids: Sequence[int]) -> Traces:
    """Everything that hangs on these clients."""
    schema = desk.db.schema
    web, held = Web.read(desk.db, schema), links(desk.db, schema)
    keys = web.below([("client", one) for one in client_ids])
    entries = desk.trash.all()
    images = [(entry, (table, row_id(row)), row) for entry in entries for table, row in entry.rows]
    undone = [((table, row_id(row)), row) for table, row in desk.db.journal.images()]
    known = _belonging(keys, held, [(key, row) for _, key, row in images] + undone)
    mine = {entry.id for entry, key, _ in images if key in known}
    return Traces(
        web=web,
        held=held,
        keys=frozenset(keys),
        once=frozenset(known - keys),
        trash=tuple(entry for entry in entries if entry.id in mine),
        images=tuple((key, row) for key, row in [*((key, row) for _, key, row in images), *undone] if key in known),
        words=tuple(word for one in client_ids for word in _words(desk, one)),
    )


def _belonging(keys: set[Key], held: Sequence[Link], images: Sequence[tuple[Key, Image]]) -> set[Key]:
    """These records and, of the rows that are no longer there, those that referred to one of them, however far."""
    found = set(keys)
    columns: dict[str, list[Link]] = {}
    for link in held:
        columns.setdefault(link.table, []).append(link)
    waiting = [one for one in images if one[0] not in found]
    while True:
        more = {
            key
            for key, row in waiting
            for link in columns.get(key[0], ())
            if (link.parent, row.get(link.column)) in found
        }
        if not more:
            return found
        found |= more
        waiting = [one for one in waiting if one[0] not in found]


def _file_columns(held: Sequence[Link]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for link in held:
        if link.parent == FILES:
            columns.setdefault(link.table, []).append(link.column)
    return columns


def _words(desk: "Desk", client_id: int) -> Iterable[str]:
    """The names and addresses by which the person would be found in texts of no client."""
    client = desk.table(Client).get(client_id)
    people = desk.table(Contact).where(client_id=client_id)
    for text in (client.name, client.email, *(one.name for one in people), *(one.email for one in people)):
        if len(plain := formats.folded(text).strip()) >= _LEAST_NAME:
            yield plain


def names_them(traces: Traces, text: str) -> bool:
    """Whether a text of the program's own keeping, such as a line that an import refused, names the client."""
    try:
        told = json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        told = text
    plain = formats.folded(told)
    return any(word in plain for word in traces.words)
