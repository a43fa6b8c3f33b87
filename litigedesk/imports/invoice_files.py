"""A folder of electronic invoices (Factur-X, UBL, CII) as a table: one row a file, the file itself kept with the invoice."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from litigedesk.domain.money import Money
from litigedesk.errors import UserError
from litigedesk.exchange.einvoice import EInvoice
from litigedesk.exchange.tables import Cell, Row, Step, Table
from litigedesk.formats import number, typographic
from litigedesk.queries import einvoices

MOST_FILES: Final = 2_000
READING: Final = "Lecture des factures"
_DEPTH: Final = 3  # folders in folders
_SUFFIXES: Final = frozenset({".pdf", ".xml"})
_NONE: Final = typographic("Aucune facture électronique (Factur-X, UBL ou CII) n’a été trouvée parmi ces fichiers.")
_MANY: Final = typographic(f"Ce dossier contient plus de {number(MOST_FILES)} fichiers PDF ou XML : partagez-le.")
_NOT_ONE: Final = typographic("Ce fichier ne porte pas de facture électronique : ajoutez cette facture à la main.")
COLUMNS: Final = (
    "Fichier", "Numéro de facture", "Type de pièce", "Client", "SIRET", "Numéro de TVA", "Adresse", "Code postal", "Ville", "Pays",
    "Date de facture", "Échéance", "Total HT", "Total TVA", "Total TTC", "Devise", "Objet",
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """An invoice read from a file of the user."""

    path: Path
    invoice: EInvoice


def read_files(paths: Sequence[Path], step: Step | None = None) -> tuple[Table, Mapping[int, Document]]:
    """The table of the invoices of files or of a folder, and the invoices by line; ``UserError`` when there is none."""
    files = sorted(_files(paths)) if len(paths) == 1 and paths[0].is_dir() else list(paths)
    if len(files) > MOST_FILES:
        raise UserError(_MANY)
    rows, documents = [], {}
    for line, path in enumerate(files, 1):
        if step is not None:
            step(line - 1, len(files), READING)
        row, found = _row(line, path)
        rows.append(row)
        if found is not None:
            documents[line] = Document(path, found)
    if not documents:
        raise UserError(_NONE)
    return Table(paths[0].name, COLUMNS, tuple(rows), 0), documents


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The PDF and XML files of a folder and of those in it; links are not followed."""
    top = paths[0]
    found = 0
    for folder, folders, names in os.walk(top, onerror=None, followlinks=False):
        if len(Path(folder).relative_to(top).parts) >= _DEPTH:
            folders.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if Path(name).suffix.lower() in _SUFFIXES and not name.startswith("."):
                yield Path(folder, name)
                found += 1
                if found > MOST_FILES:
                    return


def _row(line: int, path: Path) -> tuple[Row, EInvoice | None]:
    try:
        found = einvoices.of_file(path)
        fault = _NOT_ONE if found is None else ""
    except UserError as refusal:
        found, fault = None, str(refusal)
    if found is None:
        return Row(line, (path.name, *("",) * (len(COLUMNS) - 1)), fault), None
    buyer = found.buyer
    cells: tuple[Cell, ...] = (
        path.name, found.number, found.kind.label, buyer.name, buyer.siret, buyer.vat, ", ".join(buyer.street), buyer.postcode,
        buyer.city, buyer.country, found.issued_on or "", found.due_on or "", _sum(found.net), _sum(found.vat), _sum(found.gross),
        found.currency, found.lines[0] if found.lines else "",
    )  # fmt: skip
    return Row(line, cells, "", " ".join(found.warnings)), found


def _sum(value: Money | None) -> Decimal | str:
    return "" if value is None else value.euros
