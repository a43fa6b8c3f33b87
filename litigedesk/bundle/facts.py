"""What a bundle is made of: facts and files handed in, never fetched."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from litigedesk.bundle.audiences import Audience, Need
from litigedesk.domain.vocabulary import PieceKind


@dataclass(frozen=True)
class Party:
    """One side of the dispute: what it is (« Créancier »), then its name and address, a line each."""

    role: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """One line of the chronology."""

    day: date
    title: str


@dataclass(frozen=True)
class SumRow:
    """One line of what is owed, as it is read; a total stands in bold under a rule."""

    label: str
    amount: str
    total: bool = False


@dataclass(frozen=True)
class BundleLetter:
    """A letter that was sent, and its PDF."""

    title: str
    day: date
    path: Path
    kind_label: str


@dataclass(frozen=True)
class BundlePiece:
    """One numbered piece and its file; ``size`` in bytes, ``sha256`` in hexadecimal, ``name`` as the file was called."""

    number: int
    title: str
    kind_label: str
    dated_on: date | None
    author: str
    is_copy: bool
    confidential: bool
    name: str
    media_type: str
    sha256: str
    size: int
    path: Path


@dataclass(frozen=True)
class BundleFacts:
    """All that one bundle says; ``asked`` holds paragraphs, ``left_out`` the titles of confidential pieces not handed over."""

    title: str
    reference: str
    made_on: date
    audience: Audience
    parties: tuple[Party, ...]
    object: str
    asked: tuple[str, ...]
    sums: tuple[SumRow, ...] = ()
    chronology: tuple[Fact, ...] = ()
    statement_pdf: bytes | None = None
    letters: tuple[BundleLetter, ...] = ()
    pieces: tuple[BundlePiece, ...] = ()
    left_out: tuple[str, ...] = ()

    def lacking(self, need: Need) -> list[PieceKind]:
        """The kinds of pieces and letters this reader looks for there and does not find."""
        held = {piece.kind_label for piece in self.pieces} | {letter.kind_label for letter in self.letters}
        return [kind for kind in need.kinds if kind.label not in held]

    def can_show(self, need: Need) -> bool:
        """Whether anything of what the reader looks for is there."""
        return not need.kinds or len(self.lacking(need)) < len(need.kinds)


@dataclass(frozen=True)
class PieceText:
    """What can be read of a file without its program: rows such as the headers of an e-mail, then paragraphs.

    ``complete`` says that this is all there is to see (an e-mail, a note): it then makes pages. Otherwise it follows a slip sheet.
    """

    rows: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    complete: bool = False


TextOf = Callable[[BundlePiece], PieceText | None]


def no_text(_: BundlePiece) -> PieceText | None:
    """For a caller that reads no text out of files: e-mails and documents get a slip sheet."""
    return None
