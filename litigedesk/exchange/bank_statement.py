"""Statements of account in the formats that banks give: which one a file is in, and its lines."""

from typing import Final

from litigedesk.errors import UserError
from litigedesk.exchange import bank_camt, bank_ofx, bank_qif
from litigedesk.exchange.bank_lines import LARGEST, Statement
from litigedesk.formats import file_size, typographic

_HEAD: Final = 4_000  # bytes looked at to tell the format
LARGE: Final = typographic(
    f"Ce relevé est trop gros pour être lu : au plus {file_size(LARGEST)}. Demandez moins de mois."
)
_PDF: Final = typographic(
    "Un relevé PDF ne se lit pas ligne à ligne : sur le site de votre banque, demandez l’export OFX ou CSV du compte."
)
_NOTHING: Final = "Ce fichier est vide."


def statements(data: bytes) -> tuple[Statement, ...] | None:
    """The accounts of an OFX, QIF or CAMT file; ``None`` for another text, which is then a table to be read by its columns.

    Raises ``UserError`` for a file that is empty, too large, a PDF, or of one of these formats and not to be read.
    """
    if not data.strip():
        raise UserError(_NOTHING)
    if len(data) > LARGEST:
        raise UserError(LARGE)
    if data.lstrip()[:5] == b"%PDF-":
        raise UserError(_PDF)
    head = data[:_HEAD].replace(b"\0", b"").decode("latin-1")
    for told, read in (
        (bank_camt.is_camt, bank_camt.read),
        (bank_ofx.is_ofx, bank_ofx.read),
        (bank_qif.is_qif, bank_qif.read),
    ):
        if told(head):
            return read(data)
    return None
