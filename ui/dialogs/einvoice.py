"""Invoices read from files, reviewed in a window: Factur-X and other PDFs that carry one, CII and UBL."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk import formats
from litigedesk.domain.evidence import Piece
from litigedesk.domain.money import Money
from litigedesk.domain.records import StoredFile
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.errors import UserError
from litigedesk.exchange.einvoice import EInvoice, Party
from litigedesk.formats import typographic
from litigedesk.queries import einvoices, files, invoices

from ..context import Context
from ..forms.einvoice_form import EInvoiceForm
from ..forms.file_editor import FileChoice
from ..forms.form import Form
from ..forms.invoice_form import DOCUMENT, InvoiceForm
from .form_dialog import ask_made

WITH_SIDE: Final = 1000  # px at the normal text size: the fields and the card that explains
READABLE: Final = frozenset({"application/pdf", "application/xml", "text/xml"})
FILES: Final = "Factures (*.pdf *.xml);;Tous les fichiers (*)"
PLAIN: Final = "Ce fichier n’est pas une facture électronique : recopiez ce qu’il dit, il reste joint."
NONE: Final = "Cette pièce ne contient pas de facture électronique."


def ask_file(context: Context, parent: QWidget) -> int | None:
    """Choose a file and review the invoice it carries; its id once saved."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "Importer une facture", str(Path.home()), FILES)
    return import_file(context, parent, Path(chosen)) if chosen else None


def import_files(context: Context, parent: QWidget, paths: Sequence[Path]) -> int | None:
    """Review the invoices of several files one after the other until one is left; the id of the last one saved."""
    last = None
    for path in paths:
        made = import_file(context, parent, path)
        if made is None:
            break
        last = made
    return last


def import_file(context: Context, parent: QWidget, path: Path) -> int | None:
    """Review the invoice of a file; any other file begins an empty one that keeps it. Why it is refused is said in the bar."""
    try:
        found = einvoices.of_file(path)
    except UserError as fault:
        context.fail(fault)
        return None
    document = FileChoice(path=path, name=path.name)
    if found is not None:
        return review(context, parent, found, document)
    context.note(typographic(PLAIN))

    def plain() -> Form:
        form = InvoiceForm(context, None, embedded=True, key=f"invoice:file:{path.name}")
        form.editor(DOCUMENT).set_value(document)
        return form

    return ask_made(context, parent, plain, width=WITH_SIDE)


def review(context: Context, parent: QWidget, found: EInvoice, document: FileChoice) -> int | None:
    """Show what an invoice says; its id once saved."""
    return ask_made(context, parent, lambda: EInvoiceForm(context, found, document), width=WITH_SIDE)


def review_piece(context: Context, parent: QWidget, piece: Piece) -> int | None:
    """Review the invoice that a piece carries; when there is none, or none that can be read, the message bar says so."""
    try:
        found = einvoices.of_stored(context.desk, piece.file_id)
    except UserError as fault:
        context.fail(fault)
        return None
    if found is None:
        context.note(NONE)
        return None
    return review(context, parent, found, _kept(context, piece))


def recognised(context: Context, added: Sequence[Piece]) -> list[Piece]:
    """The pieces that carry an invoice which is not on file yet."""
    return [piece for piece in added if _unknown(context, piece) is not None]


def in_words(pieces: Sequence[Piece]) -> str:
    """What is said of several at once, which are not all reviewed unasked; empty for one or none."""
    if len(pieces) < 2:
        return ""
    words = formats.count(len(pieces), "facture électronique reconnue", "factures électroniques reconnues")
    return typographic(f" {words} : « Lire la facture… », dans le menu de chaque pièce.")


def may_hold_one(kept: StoredFile) -> bool:
    """Whether a file is of a kind that may carry an invoice."""
    return kept.media_type in READABLE


def example(context: Context) -> EInvoiceForm:
    """An invented invoice under review, for a picture."""
    profile, today = context.desk.profile(), context.today()
    found = EInvoice(
        profile="urn:factur-x.eu:1p0:basic",
        kind=InvoiceKind.INVOICE,
        number="F-2026-118",
        issued_on=today,
        due_on=today + timedelta(days=30),
        seller=Party(name=profile.name, siret=profile.siret, iban=profile.iban),
        buyer=Party(name="Hôtel du Port SARL", street=("1 quai de l’Est",), postcode="29200", city="Brest"),
        lines=("Création du site", "Photographies"),
        net=Money.of(1000),
        vat=Money.of(200),
        gross=Money.of(1200),
        payable=Money.of(900),
        currency="EUR",
        warnings=(typographic("Il reste 900,00 € à payer sur 1 200,00 € : un acompte a peut-être été versé."),),
    )
    return EInvoiceForm(context, found, FileChoice(path=Path("F-2026-118.pdf"), name="F-2026-118.pdf"))


def _unknown(context: Context, piece: Piece) -> EInvoice | None:
    """The invoice of a piece, unless its number is known; a file that cannot be read for one is a piece like another."""
    kept = files.stored_file(context.desk, piece.file_id)
    if kept is None or not may_hold_one(kept):
        return None
    try:
        found = einvoices.of_stored(context.desk, piece.file_id)
    except UserError:
        return None
    known = found is None or (found.number and invoices.with_number(context.desk, found.number))
    return None if known else found


def _kept(context: Context, piece: Piece) -> FileChoice:
    kept = files.stored_file(context.desk, piece.file_id)
    return FileChoice(stored_id=piece.file_id, name=kept.name if kept is not None else piece.title)
