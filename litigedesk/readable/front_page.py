"""The contents: what there is, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litigedesk import formats
from litigedesk.readable import markup
from litigedesk.readable.markup import Markup, Piece
from litigedesk.readable.shelf import PAGES, Shelf
from litigedesk.readable.tables import words_of
from litigedesk.readable.values import read_by_people


@dataclass(frozen=True)
class Cover:
    """What the contents say of themselves: a title, who it is of or about, and the day."""

    title: str
    about: str
    made_on: date
    note: str = ""
    warnings: Sequence[str] = ()


def front_page(
    shelf: Shelf, cover: Cover, others: Iterable[tuple[str, str]], tables: Iterable[tuple[str, str, int]]
) -> str:
    """The page that opens the folder; ``others`` are (path, title), ``tables`` (path, title, lines)."""
    day = f"Écrit le {formats.date_long(cover.made_on)} par LitigeDesk. {cover.note}".strip()
    body: list[Piece] = [markup.heading(cover.title, cover.about, formats.typographic(day))]
    if cover.warnings:
        items = "".join(f"<li>{markup.html(one)}</li>" for one in cover.warnings)
        body.append(markup.section("À savoir", Markup(f"<ul>{items}</ul>")))
    for table in sorted(PAGES, key=list(PAGES).index):
        if records := shelf.tables.get(table):
            body.append(_listed(shelf, table, records))
    more = [markup.row([markup.link(path, title)]) for path, title in others]
    if more:
        body.append(markup.section("Le reste", markup.table([""], more)))
    lines = [
        markup.row([markup.link(path, title), formats.number(count)], figures=[1]) for path, title, count in tables
    ]
    if lines:
        body.append(markup.section("Pour un tableur", markup.table(["Fichier CSV", "Lignes"], lines, figures=[1])))
    return markup.page(f"{cover.title} – {cover.about}", *body)


def _listed(shelf: Shelf, table: str, records: Sequence[Any]) -> Markup:
    words = words_of(table)
    main = [column for column in words.main if column not in words.name]
    rows = []
    for record in records:
        cells: list[Piece] = [markup.link(shelf.page(table, record), shelf.name(table, record))]
        for column in main:
            parent, value = shelf.parent(table, column), getattr(record, column)
            found = shelf.find(parent, value) if parent else None
            cells.append(shelf.name(parent, found) if found is not None else read_by_people(value))
        rows.append(markup.row(cells))
    return markup.section(
        words.title, markup.table([words.one, *(words.head(one) for one in main)], rows), str(len(records))
    )
