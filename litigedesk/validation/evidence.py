"""What keeps a piece of a dossier from being saved, field by field."""

from datetime import date

from litigedesk.domain.evidence import Piece
from litigedesk.lengths import length_problems
from litigedesk.validation.values import Problems, past, plausible_date, required


def piece_problems(piece: Piece, today: date) -> Problems:
    """Faults of a piece."""
    return [
        *length_problems(piece),
        *required("title", piece.title.strip(), "Dites ce qu’est cette pièce."),
        *plausible_date("dated_on", piece.dated_on),
        *past("dated_on", piece.dated_on, today),
    ]
