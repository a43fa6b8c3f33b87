"""HTML that any browser opens from a disk: no script, nothing fetched, every text escaped."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from urllib.parse import quote

from litigedesk import paths

_SPACES = "\n\t\u00a0\u202f\u2009\u3000"


class Markup(str):
    """HTML ready to be written; any other text is escaped by ``html``."""

    __slots__ = ()


Piece = Markup | str


def html(piece: Piece) -> str:
    """A piece as HTML: control characters, which HTML has no way to write, are left out."""
    if isinstance(piece, Markup):
        return piece
    if not piece.isprintable():
        piece = "".join(sign for sign in piece if sign.isprintable() or sign in _SPACES)
    return escape(piece)


def joined(pieces: Iterable[Piece], between: str = "") -> Markup:
    """Several pieces, one after the other."""
    return Markup(between.join(map(html, pieces)))


def link(path: str, words: str) -> Markup:
    """A link to a path of the folder."""
    return Markup(f'<a href="{quote(path)}">{html(words)}</a>')


def page(title: str, *body: Piece, back: str = "") -> str:
    """A whole page; ``back`` is the path of the contents."""
    top = f'<nav><a href="{quote(back)}">← Sommaire</a></nav>' if back else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:"
    return (
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html(title)}</title><style>{_style()}</style></head><body><main>{top}{joined(body)}</main></body></html>\n"
    )


def heading(title: str, over: str = "", note: Piece = "") -> Markup:
    """What the page is about, what kind of thing over it, and a line under it."""
    above = f'<p class="over">{html(over)}</p>' if over else ""
    below = f'<p class="note">{html(note)}</p>' if note else ""
    return Markup(f"<header>{above}<h1>{html(title)}</h1>{below}</header>")


def section(title: str, body: Piece, note: str = "") -> Markup:
    """A part of a page."""
    beside = f" <span>{html(note)}</span>" if note else ""
    return Markup(f"<section><h2>{html(title)}{beside}</h2>{html(body)}</section>")


def facts(pairs: Iterable[tuple[str, Piece]]) -> Markup:
    """Names and values."""
    return Markup("<dl>" + "".join(f"<dt>{html(name)}</dt><dd>{html(value)}</dd>" for name, value in pairs) + "</dl>")


def row(cells: Sequence[Piece], *, figures: Iterable[int] = (), total: bool = False) -> Markup:
    """A line of a table; ``figures`` are the places of numbers."""
    right = set(figures)
    made = "".join(f"<td{' class=n' * (n in right)}>{html(cell)}</td>" for n, cell in enumerate(cells))
    return Markup(f"<tr{' class=total' * total}>{made}</tr>")


def below(text: Piece, width: int) -> Markup:
    """The small print under a line of a table."""
    return Markup(f'<tr class="more"><td colspan="{width}">{html(text)}</td></tr>')


def table(heads: Sequence[str], rows: Iterable[Markup], *, figures: Iterable[int] = ()) -> Markup:
    """A table with its heads."""
    right = set(figures)
    top = "".join(f"<th{' class=n' * (n in right)}>{html(head)}</th>" for n, head in enumerate(heads))
    return Markup(f"<table><thead><tr>{top}</tr></thead><tbody>{''.join(rows)}</tbody></table>")


@cache
def _style() -> str:
    return (paths.resources() / "readable" / "style.css").read_text(encoding="utf-8")
