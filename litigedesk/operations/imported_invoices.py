"""The lines of an import of invoices, saved inside its step: clients first, then invoices, then the credit notes on them."""

from dataclasses import replace

from litigedesk.domain.records import Contract, Invoice, Payment
from litigedesk.errors import StorageError, UserError
from litigedesk.formats import typographic
from litigedesk.imports.drafts import InvoiceDraft
from litigedesk.imports.dues import Dues
from litigedesk.imports.invoice_merging import InvoiceChange
from litigedesk.imports.invoice_plan import plain_number
from litigedesk.imports.plan import LineStatus, PlannedLine
from litigedesk.operations import invoices
from litigedesk.operations.files import keep_document
from litigedesk.operations.imported_lines import Work
from litigedesk.queries import clients


class ImportedInvoices:
    """Saves what was planned for each line."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._desk = work.desk
        self._owners: dict[str, int] = {}  # ids of new clients, by key
        contracts = {one.id: one for one in self._desk.table(Contract).all() if one.id is not None}
        self._dues = Dues(self._desk.law, contracts)

    def run(self) -> None:
        """Save every line; what is done is told to the work."""
        notes: list[tuple[PlannedLine, InvoiceDraft]] = []
        for line in self._work.lines():
            draft = line.draft
            if isinstance(draft, InvoiceChange):
                self._change(line, draft)
            elif isinstance(draft, InvoiceDraft):
                if line.status is LineStatus.DOUBTFUL and draft.owner not in self._work.choices.same:
                    self._work.told.refused[line.line] = line.reason
                elif draft.credited:
                    notes.append((line, draft))
                else:
                    self._add(draft)
        if notes:
            self._add_notes(notes)

    # ---- new ones ----------------------------------------------------------------------------------------------------
    def _owned(self, draft: InvoiceDraft) -> Invoice:
        """The invoice with its client, saved first when it is new; a due date that the file lacks follows from its kind."""
        if not draft.owner:
            return draft.invoice
        if draft.owner not in self._owners:
            same = self._work.choices.same.get(draft.owner)
            client = self._work.plan.new_clients[draft.owner]
            self._owners[draft.owner] = same if same is not None else self._work.add_client(draft.owner, client)
        invoice = replace(draft.invoice, client_id=self._owners[draft.owner])
        if draft.due_missing:
            invoice = replace(
                invoice, due_on=self._dues.of(clients.client(self._desk, invoice.client_id).kind, invoice)
            )
        return invoice

    def _add(self, draft: InvoiceDraft) -> None:
        invoice = self._owned(draft)
        if draft.document is not None:
            invoice = replace(invoice, file_id=keep_document(self._desk, draft.document).id)
        saved = self._desk.table(Invoice).insert(invoice)
        if draft.payment is not None and saved.id is not None:
            self._desk.table(Payment).insert(replace(draft.payment, invoice_id=saved.id))
        self._work.told.added += 1

    def _add_notes(self, notes: list[tuple[PlannedLine, InvoiceDraft]]) -> None:
        """Credit notes, once the invoices that they reduce are all there."""
        present = {
            (one.client_id, plain_number(one.number)): one.id for one in self._desk.table(Invoice).all() if one.id
        }
        for line, draft in notes:
            invoice = self._owned(draft)
            credited = present.get((invoice.client_id, plain_number(draft.credited)))
            if credited is None:
                told = f"La facture {draft.credited[:60]}, que cet avoir réduit, n’a pas été reprise."
                self._work.told.refused[line.line] = typographic(told)
                continue
            if draft.document is not None:
                invoice = replace(invoice, file_id=keep_document(self._desk, draft.document).id)
            self._desk.table(Invoice).insert(replace(invoice, credited_invoice_id=credited))
            self._work.told.added += 1

    # ---- those already there -----------------------------------------------------------------------------------------
    def _change(self, line: PlannedLine, change: InvoiceChange) -> None:
        """In a dispute the usual operations do it, since dates and lines follow; a line that they refuse is told, and no more."""
        try:
            if change.invoice.dispute_id is not None:
                self._in_dispute(change)
            else:
                self._alone(change)
        except StorageError:
            raise
        except UserError as refusal:
            self._work.told.refused[line.line] = str(refusal)
            return
        self._work.told.updated += 1

    def _in_dispute(self, change: InvoiceChange) -> None:
        with self._desk.db.transaction("Facture enregistrée"):  # both or none
            invoices.save(self._desk, change.invoice, change.document)
            if change.payment is not None:
                invoices.save_payment(self._desk, change.payment)

    def _alone(self, change: InvoiceChange) -> None:
        invoice = change.invoice
        if change.document is not None:
            invoice = replace(invoice, file_id=keep_document(self._desk, change.document).id)
        self._desk.table(Invoice).update(invoice)
        if change.payment is not None:
            self._desk.table(Payment).insert(change.payment)
