"""Rules about sums: payments, credit notes, instalments."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.agreement import Agreement
from litigedesk.domain.money import Money
from litigedesk.domain.records import Invoice, Payment
from litigedesk.operations import invoices
from litigedesk.operations.checks.rule import Found, Rule, Severity

if TYPE_CHECKING:
    from litigedesk.desk import Desk

LONG_BEFORE: Final = timedelta(days=60)  # an advance is paid before its invoice, not two months before

_PAID_ABOVE = """
SELECT i.* FROM invoice i WHERE i.kind = 'invoice'
AND (SELECT sum(p.amount) FROM payment p WHERE p.invoice_id = i.id)
    > i.gross - coalesce((SELECT sum(n.gross) FROM invoice n WHERE n.credited_invoice_id = i.id), 0) ORDER BY i.id
"""
_PAYMENTS = """
SELECT p.id, p.paid_on, p.amount, p.invoice_id, i.number, i.issued_on, c.name FROM payment p
JOIN invoice i ON i.id = p.invoice_id JOIN client c ON c.id = i.client_id
"""
_CREDITED_ABOVE = """
SELECT i.id, i.number, i.gross, sum(n.gross) AS credited, c.name FROM invoice i
JOIN invoice n ON n.credited_invoice_id = i.id JOIN client c ON c.id = i.client_id
GROUP BY i.id HAVING sum(n.gross) > i.gross ORDER BY i.id
"""
_INSTALMENTS = """
SELECT a.*, sum(v.amount) AS promised FROM agreement a JOIN instalment v ON v.agreement_id = a.id
WHERE a.outcome IS NULL GROUP BY a.id ORDER BY a.id
"""


def _overpaid(desk: "Desk") -> Iterator[Found]:
    """Interest and the fixed fee may be paid too: the last payment is held against what was due that day."""
    for invoice in desk.table(Invoice).select(_PAID_ABOVE):
        assert invoice.id is not None
        last = desk.table(Payment).where("paid_on, id", invoice_id=invoice.id)[-1]
        over = last.amount - invoices.remaining(desk, invoice.id, last.paid_on, without=last.id)
        if over.cents > 0:
            name = desk.db.value("SELECT name FROM client WHERE id = ?", (invoice.client_id,))
            yield Found(
                sentence=f"La facture {invoice.number} ({name}) a reçu {formats.money(over)} de plus que ce qui était dû.",
                record=("invoice", invoice.id),
                opens=("invoice", invoice.id),
                state=str(over.cents),
            )


def _paid_long_before(desk: "Desk") -> Iterator[Found]:
    for row in desk.db.rows(f"{_PAYMENTS} WHERE p.paid_on < i.issued_on ORDER BY p.id"):
        paid, issued = date.fromisoformat(row["paid_on"]), date.fromisoformat(row["issued_on"])
        if issued - paid > LONG_BEFORE:
            sentence = (
                f"Un paiement du {formats.date_long(paid)} précède de {formats.count((issued - paid).days, 'jour')} sa facture "
                f"{row['number']} ({row['name']})."
            )
            yield _of_payment(row["id"], row["invoice_id"], sentence, row["paid_on"])


def _paid_in_future(desk: "Desk") -> Iterator[Found]:
    for row in desk.db.rows(f"{_PAYMENTS} WHERE p.paid_on > ? ORDER BY p.id", (str(desk.today()),)):
        paid = formats.date_long(date.fromisoformat(row["paid_on"]))
        sentence = f"Un paiement de la facture {row['number']} ({row['name']}) est daté d’un jour à venir : le {paid}."
        yield _of_payment(row["id"], row["invoice_id"], sentence, row["paid_on"])


def _of_payment(payment_id: int, invoice_id: int, sentence: str, state: str) -> Found:
    return Found(sentence=sentence, record=("payment", payment_id), opens=("invoice", invoice_id), state=state)


def _credited_above(desk: "Desk") -> Iterator[Found]:
    for row in desk.db.rows(_CREDITED_ABOVE):
        credited, gross = formats.money(Money(row["credited"])), formats.money(Money(row["gross"]))
        yield Found(
            sentence=f"Les avoirs de la facture {row['number']} ({row['name']}) font {credited} ; elle n’est que de {gross}.",
            record=("invoice", row["id"]),
            opens=("invoice", row["id"]),
            state=str(row["credited"]),
        )


def _unlike_instalments(desk: "Desk") -> Iterator[Found]:
    rows = desk.db.rows(_INSTALMENTS)
    for row, agreement in zip(rows, desk.table(Agreement).read(rows), strict=True):
        promised = Money(row["promised"])
        if promised != agreement.total:
            reference = desk.db.value("SELECT reference FROM dispute WHERE id = ?", (agreement.dispute_id,))
            yield Found(
                sentence=f"Les versements de l’accord du litige {reference} font {formats.money(promised)} ; l’accord, "
                f"{formats.money(agreement.total)}.",
                record=("agreement", row["id"]),
                opens=("dispute", agreement.dispute_id),
                state=str(promised.cents),
            )


RULES: Final = (
    Rule(
        code="invoice-overpaid",
        title="Facture payée plus qu’elle n’était due",
        severity=Severity.WRONG,
        find=_overpaid,
    ),
    Rule(
        code="payment-long-before",
        title="Paiement daté bien avant sa facture",
        severity=Severity.WRONG,
        find=_paid_long_before,
    ),
    Rule(
        code="payment-in-future",
        title="Paiement daté d’un jour à venir",
        severity=Severity.WRONG,
        find=_paid_in_future,
    ),
    Rule(
        code="credit-above-invoice",
        title="Avoirs supérieurs à leur facture",
        severity=Severity.WRONG,
        find=_credited_above,
    ),
    Rule(
        code="agreement-sum",
        title="Versements d’un accord dont la somme n’est pas celle de l’accord",
        severity=Severity.WRONG,
        find=_unlike_instalments,
    ),
)
