"""The invoice that a line of the file describes: its days, its sums, and what of it was paid."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Invoice, Payment
from litigedesk.domain.vocabulary import InvoiceKind, PaymentMethod, VatRegime
from litigedesk.formats import folded, typographic
from litigedesk.imports import values
from litigedesk.imports.drafts import InvoiceDraft
from litigedesk.imports.lines import Line
from litigedesk.lengths import LINE

_NOT_INVOICES: Final = re.compile(
    r"\b(devis|quotes?|quotation|estimate|pro ?forma|bons? de (commande|livraison)|commande|order)\b"
)
_PURCHASES: Final = re.compile(r"\b(achats?|fournisseurs?|depenses?|purchase|expense|bill)\b")
_CREDIT_NOTES: Final = re.compile(r"\b(avoirs?|notes? de credit|credit[ -]?notes?|credit memo|refund|remboursement)\b")
_DRAFTS: Final = re.compile(r"\b(brouillons?|draft|provisoires?|non finalisee?|a valider)\b")
_CANCELLED: Final = re.compile(r"\b(annulee?s?|cancell?ed|void(ed)?)\b")
_PARTLY: Final = re.compile(r"\b(partiel\w*|partially|partly|en partie|acompte)\b")
_UNPAID: Final = re.compile(r"\b(impayee?s?|unpaid|non|no|not|false|faux|a (payer|regler|encaisser)|attente|due|pas)\b")
_PAID: Final = re.compile(
    r"\b(payee?s?|paid|reglee?s?|acquittee?s?|encaissee?s?|soldee?s?|oui|yes|true|vrai|lettree?s?|rapprochee?s?|settled)\b"
)
_BUT: Final = re.compile(  # what makes « payée » say something else
    r"\b(tort|avoirs?|credit|rembours\w*|refund\w*|chargeback|litiges?|disput\w*|contest\w*|rejet\w*|retourn\w*|impay\w*|"
    r"extourn\w*|trop|double|deux fois|erreur|faux|fausse\w*|sauf|except\w*|mais|moins|verifier)\b|\?"
)
_EUROS: Final = frozenset({"", "eur", "euro", "euros", "€"})
_METHODS: Final = (
    (re.compile(r"virement|transfer|sepa credit|bank"), PaymentMethod.TRANSFER),
    (re.compile(r"carte|\bcb\b|card|stripe|paypal"), PaymentMethod.CARD),
    (re.compile(r"cheque|check\b"), PaymentMethod.CHEQUE),
    (re.compile(r"espece|liquide|cash"), PaymentMethod.CASH),
    (re.compile(r"prelevement|debit"), PaymentMethod.DIRECT_DEBIT),
)
_ROUNDING: Final = Money(2)  # cents by which sums added line by line differ from their total
_RATES: Final = (Decimal("0.9"), Decimal(27))  # percent: the least and the greatest VAT in Europe
UNSURE_DAY: Final = "Jour exact du paiement inconnu (import)."


def invoice_of(line: Line, regime: VatRegime) -> InvoiceDraft | None:
    """The invoice of a line, its client left aside; ``None`` when something it cannot be without is missing.

    What is wrong is added to the line's problems, what is doubtful to its warnings.
    """
    _refuse_others(line)
    issued, due, performed = line.day("issued_on"), line.day("due_on"), line.day("performed_on")
    sums = _sums(line, regime)
    if issued is None and not line.problems:
        line.problems.append("Il manque la date de la facture.")
    if issued is None or sums is None:
        return None
    net, vat, gross = sums
    kind = InvoiceKind.CREDIT_NOTE if _CREDIT_NOTES.search(folded(line.said("type"))) else InvoiceKind.INVOICE
    if gross < ZERO:
        if kind is InvoiceKind.INVOICE and not line.said("type"):
            line.warnings.append("Somme négative\u00a0: lue comme un avoir.")
        kind, net, vat, gross = InvoiceKind.CREDIT_NOTE, -net, -vat, -gross
    title, notes = _title(line)
    invoice = Invoice(
        client_id=0, kind=kind, number=line.digits("number"), title=title, issued_on=issued, performed_on=performed,
        due_on=due or issued, net=net, vat=vat, gross=gross, notes=notes,
    )  # fmt: skip
    if kind is InvoiceKind.CREDIT_NOTE:
        return InvoiceDraft(replace(invoice, due_on=issued), credited=line.digits("credited"))
    paid = _paid(line, gross)
    from_rest = paid != line.money("paid")
    return InvoiceDraft(
        invoice, paid=paid, from_rest=from_rest, payment=_payment(line, invoice, paid), due_missing=due is None
    )


def _refuse_others(line: Line) -> None:
    """Lines that are no invoice of the user's to a client, or not in euros."""
    said, status, currency = folded(line.said("type")), folded(line.said("status")), folded(line.said("currency"))
    if _NOT_INVOICES.search(said) and not ("facture" in said and "forma" not in said):
        line.problems.append(typographic(f"« {line.said('type')} » : ce n’est pas une facture."))
    elif _PURCHASES.search(said):
        line.problems.append(typographic(f"« {line.said('type')} » : ce n’est pas une facture à un client."))
    if _DRAFTS.search(status) or _DRAFTS.search(said):
        line.problems.append("Brouillon, jamais émis.")
    elif _CANCELLED.search(status):
        line.problems.append("Facture annulée.")
    if currency not in _EUROS:
        line.problems.append(typographic(f"Facture en « {line.said('currency')} » : les sommes sont tenues en euros."))


def _title(line: Line) -> tuple[str, str]:
    """The title, cut to a line, and the notes, where a longer one stands whole."""
    title, notes = line.said("title"), line.long_text("notes").strip()
    if len(title) <= LINE:
        return title, notes
    return f"{title[: LINE - 1]}…", "\n".join(one for one in (line.long_text("title").strip(), notes) if one)


# ---- sums ------------------------------------------------------------------------------------------------------------
def _sums(line: Line, regime: VatRegime) -> tuple[Money, Money, Money] | None:
    """Net, VAT and gross, what is missing computed from the others; ``None`` with a problem when they cannot be told."""
    before = len(line.problems)
    net, vat, gross = line.money("net"), line.money("vat"), line.money("gross")
    rate = _rate(line) if vat is None and (net is None) is not (gross is None) else None
    if len(line.problems) > before:
        return None
    if gross is None:
        gross = _gross(line, net, vat, rate, regime)
        if gross is None:
            return None
    if net is None:
        net = gross - vat if vat is not None else _net(line, gross, rate, regime)
    if vat is not None and abs((net + vat - gross).cents) > _ROUNDING.cents:
        told = f"{formats.money(net)} et {formats.money(vat)} de TVA ne font pas {formats.money(gross)}."
        line.problems.append(f"Les sommes ne tombent pas juste\u00a0: {told}")
        return None
    if vat is not None and net + vat != gross:
        line.warnings.append("Les sommes diffèrent d’un arrondi\u00a0: la TVA est ajustée.")
    return net, gross - net, gross


def _gross(line: Line, net: Money | None, vat: Money | None, rate: Decimal | None, regime: VatRegime) -> Money | None:
    if net is None:
        line.problems.append("Il manque le montant de la facture.")
        return None
    if vat is not None:
        return net + vat
    if rate is not None:
        return net + Money.rounded(net.euros * rate / 100)
    if regime is VatRegime.FRANCHISE:
        return net
    line.problems.append("Il manque la TVA ou le total TTC.")
    return None


def _net(line: Line, gross: Money, rate: Decimal | None, regime: VatRegime) -> Money:
    if rate is not None:
        return Money.rounded(gross.euros * 100 / (100 + rate))
    if regime is VatRegime.LIABLE:
        line.warnings.append("La TVA n’est pas indiquée\u00a0: tout est compté hors taxes.")
    return gross


def _rate(line: Line) -> Decimal | None:
    """A rate of VAT in percent, also where a fraction is written. Several rates, or none, are left to the sums; one that no
    country has is a problem.
    """
    try:
        rate = values.amount(line.cell("vat_rate"), line.layout.decimals.get("vat_rate", ","))
    except ValueError:
        return None
    if not rate:
        return rate
    least, most = _RATES
    for percent in (rate, rate * 100):
        if least <= percent <= most:
            return percent
    line.problems.append(typographic(f"« {line.said('vat_rate')} » n’est pas un taux de TVA."))
    return None


# ---- what was paid ---------------------------------------------------------------------------------------------------
def _paid(line: Line, gross: Money) -> Money | None:
    """All that was received for the invoice, as far as the file tells; ``None`` when it says nothing."""
    paid, left, status = line.money("paid"), line.money("left"), folded(line.said("status"))
    says_paid = bool(_PAID.search(status)) and not _UNPAID.search(status) and not _PARTLY.search(status)
    unsure = says_paid and bool(_BUT.search(status))
    told_paid = says_paid and not unsure
    if told_paid and left:
        line.problems.append(
            typographic(
                f"L’état est « {line.said('status')} », mais il resterait {formats.money(left)} : lequel est vrai ?"
            )
        )
        return None
    if told_paid:
        if paid is not None and paid != gross:
            line.warnings.append(
                typographic(
                    f"L’état est « {line.said('status')} » : tout est compté payé, malgré {formats.money(paid)}."
                )
            )
        return gross
    if paid is None and left is not None and not unsure:
        paid = gross - left
    if paid is None and line.day("paid_on") is not None and not status:
        paid = gross
    if paid is None:
        if unsure:
            line.warnings.append(
                typographic(f"L’état « {line.said('status')} » ne dit pas ce qui a été reçu : rien n’est noté.")
            )
        if _PARTLY.search(status):
            line.warnings.append("Payée en partie, mais la somme n’est pas dite\u00a0: rien n’est noté.")
        return None
    if paid < ZERO or paid > gross:
        told = f"{formats.money(paid)} reçus pour une facture de {formats.money(gross)}."
        line.problems.append(f"Le paiement ne va pas avec la facture\u00a0: {told}")
        return None
    if left is not None and paid + left != gross:
        line.warnings.append("Le montant payé et le reste ne font pas le total\u00a0: le montant payé est retenu.")
    return paid


def _payment(line: Line, invoice: Invoice, paid: Money | None) -> Payment | None:
    """The payment to note; one whose day is not told says so, and gets its day once the due date is known."""
    if not paid:
        return None
    day = line.day("paid_on")
    method = folded(line.said("method"))
    how = next(
        (one for words, one in _METHODS if words.search(method)),
        PaymentMethod.OTHER if method else PaymentMethod.TRANSFER,
    )
    return Payment(
        invoice_id=0, paid_on=day or invoice.issued_on, amount=paid, method=how, note="" if day is not None else UNSURE_DAY
    )  # fmt: skip


def dated(payment: Payment, invoice: Invoice, today: date) -> Payment:
    """A payment of unknown day at the due date, or today when that is to come: a guess that its note tells."""
    day = min(max(invoice.due_on, invoice.issued_on), max(today, invoice.issued_on))
    return replace(payment, paid_on=day)
