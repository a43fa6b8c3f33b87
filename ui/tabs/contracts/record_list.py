"""The list of the tab: contracts, or invoices and credit notes, or what is still to be paid, as its chip says."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.facets import AnyFacet
from litigedesk.listing import Field
from litigedesk.operations import bulk
from litigedesk.queries import contracts, invoices, list_facets, list_fields, portage
from litigedesk.queries.contracts import ContractRow
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.kept_rows import KeptRows

from ...dialogs.bulk import delete_several
from ...dialogs.record_commands import RecordCommands
from ...models.noun import Noun
from ...widgets.buttons import Option
from ...widgets.invoice_table import can_be_disputed
from ...widgets.list_pane import BulkAction, Column, ListPane, ListQuery
from . import words
from .words import Row

CONTRACTS, INVOICES, UNPAID = "contracts", "invoices", "unpaid"
NOUNS: Final = {CONTRACTS: Noun("contrat", "contrats"), INVOICES: Noun("facture", "factures", feminine=True)}


def identity(row: Row) -> int:
    """One number for both kinds of rows: a contract's id, or minus an invoice's."""
    return row.id if isinstance(row, ContractRow) else -(row.invoice.id or 0)


def _next(row: Row) -> date | None:
    if isinstance(row, ContractRow):
        return min((day for day in (row.next_due, row.next_on) if day is not None), default=None)
    return row.invoice.due_on if row.outstanding else None


def _dated(row: Row) -> date | None:
    return row.signed_on if isinstance(row, ContractRow) else row.invoice.issued_on


def _left(row: Row) -> Money:
    return row.outstanding


COLUMNS: Final = (
    Column[Row]("Date", lambda row: _shown(_dated(row)), _dated),
    Column[Row]("Échéance", lambda row: _shown(_next(row)), _next),
    Column[Row]("Client", lambda row: row.client_name),
    Column[Row]("Référence", lambda row: row.reference if isinstance(row, ContractRow) else row.invoice.number),
    Column[Row]("Reste dû", lambda row: formats.money(row.outstanding), _left, figures=True),
)


def _shown(day: date | None) -> str:
    return formats.date_short(day) if day is not None else ""


class RecordList(ListPane[Row]):
    """Reads and describes what its chip shows; what is done to several rows goes through the commands of the tab."""

    def __init__(self, commands: RecordCommands, menu: Callable[[Row, QMenu], None], empty: QWidget) -> None:
        self._commands, self._context = commands, commands.context
        desk = commands.context.desk
        self._contracts, self._invoices = KeptRows(desk, contracts.KEPT), KeptRows(desk, invoices.KEPT)
        super().__init__(
            "Contrats",
            COLUMNS,
            self._read,
            lambda row: words.list_row(row, self._context.today()),
            identity,
            chips=[Option(CONTRACTS, "Contrats"), Option(INVOICES, "Factures"), Option(UNPAID, "À encaisser")],
            new_tip="Ctrl+N : un contrat ou une facture, selon la liste",
            right_title="Reste dû",
            menu=menu,
            empty=empty,
            searched=lambda row: row.searched,
            facets=self._of_chip_facets,
            fields=self._of_chip_fields,
            noun=self._of_chip_noun,
            bulk=[
                BulkAction("Ouvrir un litige", "scale", self._open_dispute, _can_be_disputed),
                BulkAction("Supprimer", "trash-2", self._delete),
            ],
            kept=lambda query: self._invoices if query.chip in {INVOICES, UNPAID} else self._contracts,
        )

    @property
    def shows_contracts(self) -> bool:
        """Whether its chip shows contracts, as opposed to invoices."""
        return self.query.chip not in {INVOICES, UNPAID}

    def _read(self, query: ListQuery) -> list[Row]:
        if query.chip == UNPAID:
            return self._unpaid()
        return list(self._invoices.rows() if query.chip == INVOICES else self._contracts.rows())

    def _unpaid(self) -> list[Row]:
        return [row for row in self._invoices.rows() if row.outstanding.cents]

    def counts(self) -> tuple[int, int, int]:
        """How many contracts, invoices with credit notes, and unpaid invoices there are."""
        desk = self._context.desk
        if self._invoices.is_read:
            return contracts.count(desk), len(self._invoices.rows()), len(self._unpaid())
        return contracts.count(desk), *invoices.counts(desk)

    def _of_chip_facets(self) -> Sequence[AnyFacet[Any]]:
        today = self._context.today()
        if self.shows_contracts:
            return list_facets.of_contracts(today, portage=portage.concerns(self._context.desk))
        return list_facets.of_invoices(today)

    def _of_chip_fields(self) -> Sequence[Field[Any]]:
        return list_fields.of_contracts() if self.shows_contracts else list_fields.of_invoices(self._context.today())

    def _of_chip_noun(self) -> Noun:
        return NOUNS[CONTRACTS if self.shows_contracts else INVOICES]

    def _delete(self, rows: Sequence[Row]) -> None:
        ids = [abs(identity(row)) for row in rows]
        operation = bulk.delete_contracts if self.shows_contracts else bulk.delete_invoices
        delete_several(self._context, self._commands.owner, self._of_chip_noun(), ids, operation)

    def _open_dispute(self, rows: Sequence[Row]) -> None:
        self._commands.open_dispute_over([row for row in rows if isinstance(row, InvoiceRow)])


def _can_be_disputed(rows: Sequence[Row]) -> bool:
    held = [row for row in rows if isinstance(row, InvoiceRow)]
    return len(held) == len(rows) and can_be_disputed(held)
