"""Which column refers to which table, as the database itself says; what hangs on a record follows from it alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from litigedesk.store.reads import Reads
from litigedesk.store.schema import Image, Schema
from litigedesk.store.undo import row_id

Key = tuple[str, int]  # table and id


class Link(NamedTuple):
    """A column of a table that holds the id of a record of ``parent``."""

    table: str
    column: str
    parent: str


def links(database: Reads, schema: Schema) -> tuple[Link, ...]:
    """Every foreign key of the user's records, in the order of the schema."""
    found = []
    for definition in schema.definitions:
        rows = database.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (definition.name,))
        columns = {row["from"]: row["table"] for row in rows}
        found += [Link(definition.name, one, columns[one]) for one in definition.columns if one in columns]
    return tuple(found)


class Web:
    """Rows held in memory and what refers to what among them: ``rows`` by table, then by id."""

    def __init__(self, rows: Mapping[str, Mapping[int, Image]], held: Sequence[Link]) -> None:
        self.rows = rows
        self._up: dict[str, list[Link]] = defaultdict(list)
        self._down: dict[Key, list[Key]] = defaultdict(list)
        for link in held:
            self._up[link.table].append(link)
            for record_id, image in rows.get(link.table, {}).items():
                if isinstance(parent := image[link.column], int):
                    self._down[link.parent, parent].append((link.table, record_id))

    @classmethod
    def read(cls, database: Reads, schema: Schema) -> "Web":
        """Every row of every table."""
        return cls(all_rows(database, schema), links(database, schema))

    def parents(self, key: Key) -> set[Key]:
        """What a record refers to."""
        image = self.rows[key[0]][key[1]]
        values = ((link.parent, image[link.column]) for link in self._up[key[0]])
        return {(parent, value) for parent, value in values if isinstance(value, int)}

    def below(self, start: Iterable[Key], goes: Callable[[str, str], bool] = lambda _parent, _table: True) -> set[Key]:
        """These records and all that refers to them, and to that; ``goes`` says from which table to which other."""
        found, waiting = set(start), list(start)
        while waiting:
            key = waiting.pop()
            for child in self._down[key]:
                if child not in found and goes(key[0], child[0]):
                    found.add(child)
                    waiting.append(child)
        return found

    def above(self, start: Iterable[Key], goes: Callable[[str], bool] = lambda _table: True) -> set[Key]:
        """These records and all that they refer to, and what that refers to; ``goes`` says into which tables."""
        found = {key for key in start if key[1] in self.rows.get(key[0], {})}
        waiting = list(found)
        while waiting:
            for key in self.parents(waiting.pop()):
                if key not in found and goes(key[0]) and key[1] in self.rows.get(key[0], {}):
                    found.add(key)
                    waiting.append(key)
        return found


def all_rows(database: Reads, schema: Schema) -> dict[str, dict[int, Image]]:
    """Every row of every table, as SQL holds it, by id."""
    found: dict[str, dict[int, Image]] = {}
    for definition in schema.definitions:
        columns = ", ".join(f'"{column}"' for column in definition.columns)
        rows = map(dict, database.rows(f'SELECT {columns} FROM "{definition.name}" ORDER BY id'))
        found[definition.name] = {row_id(row): row for row in rows}
    return found
