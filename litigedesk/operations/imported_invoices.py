"""The lines of an import of invoices, saved inside its step: clients first, then invoices, then the credit notes on them."""

from collections.abc import Sequence
from dataclasses import replace

from litigedesk.domain.records import Client, Contract, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import StorageError, UserError
from litigedesk.formats import typographic
from litigedesk.imports.drafts import InvoiceDraft
from litigedesk.imports.dues import Dues
from litigedesk.imports.invoice_merging import InvoiceChange
from litigedesk.imports.invoice_plan import plain_number
from litigedesk.imports.plan import LineStatus, PlannedLine
from litigedesk.operations import invoices
from litigedesk.operations.files import keep_document
from litigedesk.operations.imported_lines import TOGETHER, Work


class ImportedInvoices:
    """Saves what was planned for each line."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._desk = work.desk
        self._owners: dict[str, int] = {}  # ids of the clients that lines speak of, by key
        self._kinds: dict[int, ClientKind] = {}
        contracts = {one.id: one for one in self._desk.table(Contract).all() if one.id is not None}
        self._dues = Dues(self._desk.law, contracts)

    def run(self) -> None:
        """Save every line; what is done is told to the work."""
        self._add_owners()
        notes: list[tuple[PlannedLine, InvoiceDraft]] = []
        new: list[InvoiceDraft] = []
        for line in self._work.lines():
            draft = line.draft
            if isinstance(draft, InvoiceChange):
                self._change(line, draft)
            elif isinstance(draft, InvoiceDraft):
                if not self._is_settled(line, draft):
                    self._work.told.refused[line.line] = line.reason
                elif draft.credited:
                    notes.append((line, draft))
                else:
                    new.append(draft)
            if len(new) == TOGETHER:
                self._add(new)
                new.clear()
        self._add(new)
        self._add_notes(notes)

    # ---- new ones ----------------------------------------------------------------------------------------------------
    def _is_settled(self, line: PlannedLine, draft: InvoiceDraft) -> bool:
        """Whether the client is known, the user's answer included."""
        return line.status is not LineStatus.DOUBTFUL or draft.owner in self._work.choices.same

    def _add_owners(self) -> None:
        """The clients of the invoices to come, those that are new saved first."""
        work, same = self._work, self._work.choices.same
        wanted = {
            line.draft.owner: None for line in work.plan.lines
            if isinstance(line.draft, InvoiceDraft) and line.draft.owner and line.line not in work.choices.left_out
            and line.status in (LineStatus.NEW, LineStatus.DOUBTFUL) and self._is_settled(line, line.draft)
        }  # fmt: skip
        self._owners = {key: known for key in wanted if (known := same.get(key)) is not None}
        new = [(key, work.plan.new_clients[key]) for key in wanted if key not in self._owners]
        for place in range(0, len(new), TOGETHER):
            work.pause()
            self._owners |= work.add_clients(new[place : place + TOGETHER])
        clients = self._desk.table(Client).all() if self._owners else []
        self._kinds = {one.id: one.kind for one in clients if one.id is not None}

    def _owned(self, draft: InvoiceDraft) -> Invoice:
        """The invoice with its client and its file; a due date that the file lacks follows from the kind of a new client."""
        invoice = draft.invoice
        if draft.owner:
            invoice = replace(invoice, client_id=self._owners[draft.owner])
            if draft.due_missing:
                invoice = replace(invoice, due_on=self._dues.of(self._kinds[invoice.client_id], invoice))
        if draft.document is not None:
            invoice = replace(invoice, file_id=keep_document(self._desk, draft.document).id)
        return invoice

    def _add(self, drafts: Sequence[InvoiceDraft]) -> None:
        ids = self._desk.table(Invoice).insert_all([self._owned(draft) for draft in drafts])
        paid = [(of, draft.payment) for of, draft in zip(ids, drafts, strict=True) if draft.payment is not None]
        self._desk.table(Payment).insert_all([replace(payment, invoice_id=of) for of, payment in paid])
        self._work.told.added += len(ids)

    def _add_notes(self, notes: list[tuple[PlannedLine, InvoiceDraft]]) -> None:
        """Credit notes, once the invoices that they reduce are all there."""
        if not notes:
            return
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
