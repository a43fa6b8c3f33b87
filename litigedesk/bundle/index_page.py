"""The list of an archive that any browser reads: no script, nothing fetched, every text escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from litigedesk.bundle.facts import BundleFacts
from litigedesk.formats import date_long, typographic
from litigedesk.paper import printed

_STYLE = """
body{font:16px/1.5 Carlito,Calibri,"Segoe UI",sans-serif;color:#000;background:#fff;max-width:60em;margin:2em auto;padding:0 1em}
h1{font-size:1.7em;margin:.2em 0}h2{font-size:1.1em;color:#0b5c68;margin:1.6em 0 .4em}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35em .8em .35em 0;border-bottom:1px solid #b8b8b8}
th{font-weight:normal;color:#505050;border-bottom:1px solid #000}td.n{text-align:right}
code{font-size:.8em;color:#505050;overflow-wrap:anywhere}.note{color:#505050;font-size:.9em}.over{color:#0b5c68;font-weight:bold}
tr.total{font-weight:bold}a{color:#0b5c68}@media print{a{color:#000;text-decoration:none}}
"""
_TOTAL = ' class="total"'
_HEADS = ("N°", "Intitulé", "Date", "Auteur", "Pages", "Origine", "Confidentiel", "SHA-256")
_CHECK = typographic(
    "Chaque fichier est remis tel qu’il a été reçu. Son empreinte SHA-256, ci-dessus et dans manifest.csv, permet de le vérifier."
)


@dataclass(frozen=True)
class Filed:
    """One piece of the archive: its cells as the manifest has them, and its path in the archive."""

    number: int
    title: str
    cells: tuple[str, ...]  # date, author, pages, origin, confidential, SHA-256
    path: str


@dataclass(frozen=True)
class Beside:
    """Another file of the archive: what it is, and its path."""

    title: str
    path: str


def index_page(facts: BundleFacts, filed: Sequence[Filed], beside: Sequence[Beside]) -> str:
    """The page that opens the archive."""
    parts = [
        '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(facts.title)}</title><style>{_STYLE}</style></head><body>",
        f'<p class="over">{_text(facts.audience.cover)}</p><h1>{_text(facts.title)}</h1>',
        f'<p class="note">Référence {_text(facts.reference)} – établi le {date_long(facts.made_on)}</p>',
        _parties(facts),
        f"<h2>Objet</h2><p>{_text(facts.object)}</p>",
    ]
    if facts.sums:
        rows = [
            f'<tr{_TOTAL * row.total}><td>{_text(row.label)}</td><td class="n">{_text(row.amount)}</td></tr>'
            for row in facts.sums
        ]
        parts.append(f"<h2>Sommes</h2><table>{''.join(rows)}</table>")
    if facts.asked:
        parts.append("<h2>Ce qui est demandé</h2>" + "".join(f"<p>{_text(text)}</p>" for text in facts.asked))
    if beside:
        links = "".join(f"<li>{_link(one.path, one.title)}</li>" for one in beside)
        parts.append(f"<h2>Documents</h2><ul>{links}</ul>")
    parts += [_pieces(filed), _left_out(facts)]
    if facts.chronology:
        rows = [f"<tr><td>{date_long(fact.day)}</td><td>{_text(fact.title)}</td></tr>" for fact in facts.chronology]
        parts.append(f"<h2>Chronologie</h2><table>{''.join(rows)}</table>")
    parts.append("</body></html>\n")
    return "\n".join(part for part in parts if part)


def _parties(facts: BundleFacts) -> str:
    made = [f"<h2>{_text(party.role)}</h2><p>{'<br>'.join(map(_text, party.lines))}</p>" for party in facts.parties]
    return "".join(made)


def _pieces(filed: Sequence[Filed]) -> str:
    head = "".join(f"<th>{head}</th>" for head in _HEADS)
    rows = []
    for one in filed:
        *cells, digest = one.cells
        shown = "".join(f"<td>{_text(cell)}</td>" for cell in cells)
        rows.append(
            f'<tr><td class="n">{one.number}</td><td>{_link(one.path, one.title)}</td>{shown}'
            f"<td><code>{_text(digest)}</code></td></tr>"
        )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<h2>Pièces</h2>{table}<p class="note">{_CHECK}</p>'


def _left_out(facts: BundleFacts) -> str:
    if not facts.left_out:
        return ""
    items = "".join(f"<li>{_text(title)}</li>" for title in facts.left_out)
    return f"<h2>Pièces confidentielles non jointes</h2><ul>{items}</ul>"


def _link(path: str, title: str) -> str:
    return f'<a href="{quote(path)}">{_text(title)}</a>'


def _text(text: str) -> str:
    return escape(printed.clean(text))
