"""What the bordereau of a dossier says: the table of its pieces, in their order, and the names its template may use."""

from collections.abc import Mapping, Sequence
from typing import Final

from litigedesk import formats
from litigedesk.letters import escaping
from litigedesk.letters.blocks import Block, Column, Row, Table
from litigedesk.letters.facts import InventoryFacts, LetterFacts
from litigedesk.letters.page import TEXT_WIDTH
from litigedesk.letters.template import Template

_NUMBER, _DATE, _AUTHOR, _ORIGIN = 12.0, 24.0, 42.0, 20.0  # millimetres
_HEADS: Final = ("N°", "Pièce", "Date", "Auteur", "Origine")


def named(_: Template, facts: LetterFacts) -> Mapping[str, Sequence[Block]]:
    """The blocks that this template may hold besides those of all letters."""
    return {"pieces": (_table(facts.inventory),)}


def context(_: Template, facts: LetterFacts) -> Mapping[str, object]:
    """The names that this template may use besides those of all letters."""
    return {
        "title": escaping.clean(facts.dispute.title),
        "count": len(facts.inventory),
    }


def _table(pieces: Sequence[InventoryFacts]) -> Table:
    widths = (_NUMBER, TEXT_WIDTH - _NUMBER - _DATE - _AUTHOR - _ORIGIN, _DATE, _AUTHOR, _ORIGIN)
    return Table(tuple(map(Column, widths)), tuple(map(_row, pieces)), _HEADS, dense=True)


def _row(piece: InventoryFacts) -> Row:
    day = formats.date_short(piece.dated_on) if piece.dated_on is not None else "—"
    origin = "copie" if piece.is_copy else "original"
    return Row((str(piece.number), escaping.clean(piece.title), day, escaping.clean(piece.author) or "—", origin))
