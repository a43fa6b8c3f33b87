"""The page of a record with all that belongs to it, and the pages of the records that belong to none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.readable import markup
from litigedesk.readable.markup import Markup, Piece
from litigedesk.readable.shelf import FILES, PAGES, Key, Shelf
from litigedesk.readable.tables import words_of
from litigedesk.readable.values import read_by_people

FIRST: Final = ("event",)  # the story comes before the rest
BACK: Final = "../index.html"
OTHERS: Final = "autres"


@dataclass(frozen=True)
class Placed:
    """Where a kept file was written, as a path of the folder; ``fault`` says in words what is wrong with it."""

    path: str
    fault: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the sums of a dispute."""

    label: str
    amount: Money
    total: bool = False


@dataclass
class Book:
    """What pages are written from: records, where the files are, sums by dispute; and which records were shown."""

    shelf: Shelf
    files: Mapping[int, Placed]
    sums: Mapping[int, Sequence[Line]] = field(default_factory=dict)
    obstacles: Mapping[int, str] = field(default_factory=dict)  # why the sums of a dispute cannot be stated
    shown: set[Key] = field(default_factory=set)

    # ---- pages -------------------------------------------------------------------------------------------------------
    def record_page(self, table: str, record: Any) -> str:
        """The page of one record."""
        shelf, words = self.shelf, words_of(table)
        key = (table, record.id)
        self.shown.add(key)
        body: list[Piece] = [markup.heading(shelf.name(table, record), words.one)]
        if table == "dispute":
            body.append(self._sums(record))
        body.append(markup.section("Informations", markup.facts(self._facts(table, record))))
        parts = list(self._parts(key, {key}))
        body += [part for _, part in sorted(parts, key=lambda one: one[0] not in FIRST)]
        return markup.page(f"{words.one} {shelf.name(table, record)}", *body, back=BACK)

    def other_pages(self) -> Iterator[tuple[str, str, str]]:
        """Whatever no page has shown, a page for each table: (table, path, page)."""
        for table, records in self.shelf.tables.items():
            left = [one for one in records if (table, one.id) not in self.shown]
            if table in PAGES or not left:
                continue
            words = words_of(table)
            whole = [
                markup.section(self.shelf.name(table, one), markup.facts(self._facts(table, one)), f"n° {one.id}")
                for one in left
            ]
            self.shown |= {(table, one.id) for one in left}
            note = formats.count(len(left), "élément")
            path = f"{OTHERS}/{words.file}.html"
            yield table, path, markup.page(words.title, markup.heading(words.title, "", note), *whole, back=BACK)

    # ---- what belongs to a record ------------------------------------------------------------------------------------
    def _parts(self, key: Key, seen: set[Key]) -> Iterator[tuple[str, Markup]]:
        """The tables of what refers to a record, and of what refers to that, each record once."""
        found: dict[str, dict[int, Any]] = {}
        self._collect(key, seen, found)
        for table in self.shelf.tables:
            if rows := found.get(table):
                yield table, self._list(table, self.shelf.in_order(table, rows), key)

    def _collect(self, key: Key, seen: set[Key], found: dict[str, dict[int, Any]]) -> None:
        for table, records in self.shelf.children(key):
            for record in records:
                inner = (table, record.id)
                if inner in seen:
                    continue
                seen.add(inner)
                found.setdefault(table, {})[record.id] = record
                if table not in PAGES:
                    self.shown.add(inner)
                    self._collect(inner, seen, found)

    def _list(self, table: str, records: Sequence[Any], owner: Key) -> Markup:
        """The records of a table that belong to the page's own, which they do not name again."""
        words = words_of(table)
        own = [column for column in self.shelf.columns[table] if self.shelf.parent(table, column) == owner[0]]
        own = [column for column in own if all(getattr(one, column) in {None, owner[1]} for one in records)]
        main = [column for column in words.main if column not in own]
        heads = [words.head(column) for column in main]
        figures = [
            n for n, column in enumerate(main) if any(isinstance(getattr(one, column), Money) for one in records)
        ]
        rows: list[Markup] = []
        for record in records:
            cells = [self._shown(table, column, record) for column in main]
            if table in PAGES:
                name = str(cells[0]) or self.shelf.name(table, record)
                cells[0] = markup.link(f"../{self.shelf.page(table, record)}", name)
            rows.append(markup.row(cells, figures=figures))
            if small := self._small_print(table, record, but=(*main, *own, "id")):
                rows.append(markup.below(small, len(heads)))
        return markup.section(words.title, markup.table(heads, rows, figures=figures), str(len(records)))

    def _small_print(self, table: str, record: Any, but: Iterable[str]) -> Markup:
        """The other facts of a record without a page of its own; what is not so is left to the tables."""
        if table in PAGES:
            return Markup("")
        negative = [column for column in self.shelf.columns[table] if getattr(record, column) is False]
        told = self._facts(table, record, but=(*but, *negative))
        return markup.joined((markup.joined((f"{name}{formats.NBSP}: ", value)) for name, value in told), " · ")

    # ---- values ------------------------------------------------------------------------------------------------------
    def _facts(self, table: str, record: Any, but: Iterable[str] = ()) -> Iterator[tuple[str, Piece]]:
        words, left_out = words_of(table), set(but)
        for column in self.shelf.columns[table]:
            if column not in left_out and (value := self._shown(table, column, record)):
                yield words.head(column), value

    def _shown(self, table: str, column: str, record: Any) -> Piece:
        value = getattr(record, column)
        parent = self.shelf.parent(table, column)
        if table == FILES and column == "name":
            return self._file(record.id, record.name)
        if not parent or value is None:
            return read_by_people(value)
        found = self.shelf.find(parent, value)
        if found is None:
            return f"n° {value}"
        if parent == FILES:
            return self._file(value, found.name)
        name = self.shelf.name(parent, found)
        return markup.link(f"../{self.shelf.page(parent, found)}", name) if parent in PAGES else name

    def _file(self, file_id: int, name: str) -> Piece:
        placed = self.files.get(file_id)
        if placed is None:
            return name
        shown: Piece = markup.link(f"../{placed.path}", name) if placed.path else name
        return (
            markup.joined((shown, Markup(f' <span class="gone">{markup.html(placed.fault)}</span>')))
            if placed.fault
            else shown
        )

    def _sums(self, dispute: Any) -> Piece:
        if obstacle := self.obstacles.get(dispute.id):
            return markup.section("Sommes", obstacle)
        lines = self.sums.get(dispute.id, ())
        if not lines:
            return ""
        rows = [markup.row([one.label, formats.money(one.amount)], figures=[1], total=one.total) for one in lines]
        return markup.section("Sommes", markup.table(["", "Montant"], rows, figures=[1]))
