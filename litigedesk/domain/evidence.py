"""The pieces of a dossier: what proves, in the order in which it is handed over."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.vocabulary import PieceKind


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece of a dispute or of an insurance claim: a kept file with what it is, by whom and when.

    ``number`` is what letters cite: it never changes unless the user renumbers. ``place`` is its rank in the list. ``confidential``
    ones were exchanged in a mediation and stay out of what others are handed (C. conso. L612-3). ``event_id`` is the line of the
    timeline that an e-mail made.
    """

    id: int | None = None
    dispute_id: int | None = None
    insurance_claim_id: int | None = None
    number: int
    place: int
    file_id: int
    title: str
    kind: PieceKind = PieceKind.OTHER
    dated_on: date | None = None
    author: str = ""
    note: str = ""
    is_copy: bool = True
    confidential: bool = False
    event_id: int | None = None
