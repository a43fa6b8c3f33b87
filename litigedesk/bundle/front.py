"""The pages before the pieces: cover, bordereau, table of contents, chronology."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litigedesk.bundle.audiences import Need
from litigedesk.bundle.facts import BundleFacts, Party
from litigedesk.bundle.prepared import Prepared
from litigedesk.formats import NBSP, date_long, typographic
from litigedesk.paper import printed

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_PAGE = 32 * printed.MM
_HASH_SHOWN = 12  # first digits of a SHA-256 in a column: enough to tell files apart, the whole stands in the manifest
_LEFT_OUT = typographic(
    "Ces pièces ne sont pas jointes, parce que les échanges d’une médiation sont confidentiels (loi n° 95-125 du 8 février 1995, "
    "art. 21-3). Elles sont nommées pour que le dossier soit complet."
)
_HASH_NOTE = typographic(
    "Empreinte : premiers caractères du SHA-256 de chaque fichier d’origine. L’empreinte entière figure dans le manifeste de "
    "l’archive ZIP. Un tiret dans la colonne Pages : le fichier n’a pas de pages, une feuille de substitution le remplace."
)


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents: the place it leads to, its words, and whether it stands below another."""

    place: str
    title: str
    below: bool = False


@dataclass(frozen=True)
class Whereabouts:
    """Where each part begins: volume and page; and the volume being set, of how many."""

    places: Mapping[str, tuple[int, int]]
    volume: int = 1
    volumes: int = 1

    def page(self, place: str) -> str:
        """The page, with its volume when it is another."""
        volume, page = self.places.get(place, (self.volume, 0))
        shown = f"{page}" if page else "–"
        return shown if volume == self.volume else f"dossier{NBSP}{volume}, p.{NBSP}{shown}"


# ---- cover -----------------------------------------------------------------------------------------------------------
def cover(facts: BundleFacts, where: Whereabouts) -> bytes:
    """Who it is for, the parties, the object, the sums, what is asked, where to find what, and what is left out."""
    made: list[Flowable] = [printed.paragraph(facts.audience.cover.upper(), "overline")]
    made.append(printed.paragraph(facts.title, "title"))
    if where.volumes > 1:
        made.append(printed.paragraph(f"Dossier {where.volume}/{where.volumes}", "heading"))
    made.append(printed.paragraph(f"Référence {facts.reference} – établi le {date_long(facts.made_on)}", "note"))
    made.append(printed.rule(printed.ACCENT, 1.5, 10))
    made.append(printed.paragraph(facts.audience.sentence, "body"))
    made += [printed.paragraph("Parties", "subheading"), _parties(facts.parties)]
    made += [printed.paragraph("Objet", "subheading"), printed.paragraph(facts.object, "body")]
    if facts.sums:
        made += [printed.paragraph("Sommes", "subheading"), _sums(facts)]
    if facts.asked:
        made.append(printed.paragraph("Ce qui est demandé", "subheading"))
        made += [printed.paragraph(text, "asked") for text in facts.asked]
    needs = [need for need in facts.audience.needs if need.section in where.places and facts.can_show(need)]
    if needs:
        made += [printed.paragraph("Où trouver", "subheading"), _needs(needs, where)]
    if facts.left_out:
        made.append(printed.paragraph(typographic("Pièces confidentielles non jointes"), "subheading"))
        made.append(printed.paragraph(_LEFT_OUT, "note"))
        made += [printed.paragraph(f"–{NBSP}{title}", "body") for title in facts.left_out]
    return printed.pages(made)


def _parties(parties: Sequence[Party]) -> "Flowable":
    """Side by side, two in a row."""
    cells = [
        [
            printed.paragraph(party.role, "smallhead"),
            *(printed.paragraph(line, "cell" if index else "strong") for index, line in enumerate(party.lines)),
        ]
        for party in parties
    ]
    rows = [[cells[place], cells[place + 1] if place + 1 < len(cells) else []] for place in range(0, len(cells), 2)]
    half = printed.TEXT_WIDTH / 2
    return printed.table(rows, [half, half], lines=False, padding=2)


def _sums(facts: BundleFacts) -> "Flowable":
    rows = [
        [
            printed.paragraph(row.label, "strong" if row.total else "cell"),
            printed.paragraph(row.amount, "strong" if row.total else "cell", right=True),
        ]
        for row in facts.sums
    ]
    totals = [
        ("LINEABOVE", (0, place), (-1, place), 0.75, printed.INK) for place, row in enumerate(facts.sums) if row.total
    ]
    amount = 40 * printed.MM
    return printed.table(rows, [printed.TEXT_WIDTH - amount, amount], rules=totals, padding=2)


def _needs(needs: Sequence[Need], where: Whereabouts) -> "Flowable":
    rows = []
    for need in needs:
        page = "cette page" if need.section == "cover" else where.page(need.section)
        page = f"page{NBSP}{page}" if page.isdigit() else page
        cells = [(need.label, False), (page, True)]
        rows.append([printed.paragraph(text, "cell", right=right, place=need.section) for text, right in cells])
    width = _PAGE
    return printed.table(rows, [printed.TEXT_WIDTH - width, width], padding=1.5)


# ---- bordereau ---------------------------------------------------------------------------------------------------------
def inventory(pieces: Sequence[Prepared]) -> bytes:
    """The *bordereau de pièces*: number, title, date, author, pages, origin, SHA-256, confidential."""
    heads = ["N°", "Intitulé", "Date", "Auteur", "Pages", "Origine", "Empreinte", "Confidentiel"]
    widths = [9.0, 50.0, 19.0, 26.0, 11.0, 17.0, 20.0, 18.0]
    right = {0, 4}
    rows: list[list[printed.Cell]] = [
        [printed.paragraph(head, "smallhead", right=place in right) for place, head in enumerate(heads)]
    ]
    for made in pieces:
        piece, place = made.piece, f"piece-{made.piece.number}"
        title: list[Flowable] = [printed.paragraph(piece.title, "small", place=place)]
        if piece.kind_label:
            title.append(printed.paragraph(piece.kind_label, "tiny"))
        rows.append(
            [
                printed.paragraph(str(piece.number), "small", right=True, place=place),
                title,
                printed.paragraph(printed.short_date(piece.dated_on), "small"),
                printed.paragraph(piece.author or "–", "small"),
                printed.paragraph("–" if made.slip else str(made.pages.count), "small", right=True),
                printed.paragraph("copie" if piece.is_copy else "original", "small"),
                printed.paragraph(piece.sha256[:_HASH_SHOWN], "tiny"),
                printed.paragraph("oui" if piece.confidential else "non", "small"),
            ]
        )
    apart = [("LEFTPADDING", (5, 0), (5, -1), 6)]  # numbers end where the next column begins
    table = printed.table(rows, [width * printed.MM for width in widths], header=True, rules=apart)
    made_pages = [printed.paragraph("Bordereau de pièces", "heading"), table, printed.paragraph(_HASH_NOTE, "note")]
    return printed.pages(made_pages)


# ---- table of contents, chronology --------------------------------------------------------------------------------------
def contents(entries: Sequence[Entry], where: Whereabouts) -> bytes:
    """The table of contents, every line a link to its page."""
    rows, indents = [], []
    for place, entry in enumerate(entries):
        look = "cell" if entry.below else "strong"
        rows.append(
            [
                printed.paragraph(entry.title, look, place=entry.place),
                printed.paragraph(where.page(entry.place), look, right=True, place=entry.place),
            ]
        )
        if entry.below:
            indents.append(("LEFTPADDING", (0, place), (0, place), 6 * printed.MM))
    page = _PAGE if where.volumes > 1 else 14 * printed.MM
    table = printed.table(rows, [printed.TEXT_WIDTH - page, page], rules=indents, padding=2)
    return printed.pages([printed.paragraph("Sommaire", "heading"), table])


def chronology(facts: BundleFacts) -> bytes:
    """What happened, a line a day."""
    width = 34 * printed.MM
    rows = [
        [printed.paragraph(date_long(fact.day), "cell"), printed.paragraph(fact.title, "cell")]
        for fact in facts.chronology
    ]
    return printed.pages(
        [printed.paragraph("Chronologie", "heading"), printed.table(rows, [width, printed.TEXT_WIDTH - width])]
    )
