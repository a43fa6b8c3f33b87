"""What the file would change in an invoice already there."""

from dataclasses import dataclass, replace
from pathlib import Path

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import Invoice, Payment
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.imports.drafts import InvoiceDraft
from litigedesk.imports.plan import Change


@dataclass(frozen=True, slots=True)
class InvoiceChange:
    """An invoice already there as the file would leave it, with the payment to add and the document it lacked."""

    invoice: Invoice
    payment: Payment | None = None
    document: Path | None = None


def merged_invoice(
    mine: Invoice, draft: InvoiceDraft, paid: Money, credited: Money
) -> tuple[InvoiceChange | None, tuple[Change, ...], str]:
    """The change, what differs as the user reads it, and why it cannot be (French); nothing at all when nothing differs.

    ``paid`` and ``credited`` are what the invoice already received. The file never takes a payment away.
    """
    wanted = draft.invoice
    if mine.kind is not wanted.kind:
        return None, (), f"Ce numéro est déjà celui de l’{_called(mine.kind)} de ce client."
    if mine.kind is InvoiceKind.CREDIT_NOTE:
        same = (mine.issued_on, mine.gross) == (wanted.issued_on, wanted.gross)
        return None, (), "" if same else "Un avoir de ce numéro est déjà là, avec une autre date ou une autre somme."
    if wanted.gross < credited:
        return (
            None,
            (),
            f"Des avoirs de {formats.money(credited)} réduisent déjà cette facture\u00a0: elle ne peut pas être moindre.",
        )
    after, changes = _fields(mine, draft)
    payment = None
    there = paid + credited if draft.from_rest else paid
    if draft.payment is not None and draft.paid is not None and draft.paid > there:
        payment = replace(draft.payment, invoice_id=mine.id or 0, amount=draft.paid - there)
        changes.append(Change("Paiement", formats.money(paid), formats.money(paid + payment.amount)))
    document = draft.document if draft.document is not None and mine.file_id is None else None
    if document is not None:
        changes.append(Change("Fichier", "", document.name))
    if not changes:
        return None, (), ""
    return InvoiceChange(after, payment, document), tuple(changes), ""


def _called(kind: InvoiceKind) -> str:
    return "avoir" if kind is InvoiceKind.CREDIT_NOTE else "une facture"


def _fields(mine: Invoice, draft: InvoiceDraft) -> tuple[Invoice, list[Change]]:
    wanted = draft.invoice
    new: dict[str, object] = {}
    changes: list[Change] = []
    if wanted.issued_on != mine.issued_on:
        new["issued_on"] = wanted.issued_on
        changes.append(Change("Date de facture", *map(formats.date_short, (mine.issued_on, wanted.issued_on))))
    if not draft.due_missing and wanted.due_on != mine.due_on:
        new["due_on"] = wanted.due_on
        changes.append(Change("Échéance", *map(formats.date_short, (mine.due_on, wanted.due_on))))
    if wanted.performed_on is not None and wanted.performed_on != mine.performed_on:
        new["performed_on"] = wanted.performed_on
        before = formats.date_short(mine.performed_on) if mine.performed_on else ""
        changes.append(Change("Date d’exécution", before, formats.date_short(wanted.performed_on)))
    if (wanted.net, wanted.vat) != (mine.net, mine.vat) and not (wanted.gross == mine.gross and not wanted.vat):
        new |= {"net": wanted.net, "vat": wanted.vat, "gross": wanted.gross}
        changes.append(Change("Total TTC", formats.money(mine.gross), formats.money(wanted.gross)))
    for name, label in (("title", "Objet"), ("notes", "Notes")):
        if getattr(wanted, name) and not getattr(mine, name):
            new[name] = getattr(wanted, name)
            changes.append(Change(label, "", getattr(wanted, name)))
    if wanted.contract_id is not None and mine.contract_id is None:
        new["contract_id"] = wanted.contract_id
        changes.append(Change("Contrat", "", "rattaché"))
    return replace(mine, **new), changes  # type: ignore[arg-type]
