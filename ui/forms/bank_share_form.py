"""What a line of the statement pays, said by the user: one invoice or several, each with its part."""

from collections.abc import Sequence
from typing import Final

from litigedesk import formats
from litigedesk.domain.money import ZERO, Money
from litigedesk.errors import Problem
from litigedesk.formats import typographic
from litigedesk.queries.settlement import Settling
from litigedesk.rules.settlement import Candidate, Confidence, OpenInvoice, Received, Share

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText, Label
from .editors import ChoiceEditor, Editor, MoneyEditor
from .form import Form, Values
from .rows_editor import RowsEditor

REASON: Final = "Vous l’avez dit."


class BankShareForm(Form):
    """Saving gives a ``Candidate``; what is left of the money is a surplus, said and not noted."""

    def __init__(self, context: Context, line: Received, settling: Settling, shares: Sequence[Share]) -> None:
        self._line, self._settling = line, settling
        self._clients = {settling.invoice(one.invoice_id).client_id for one in shares}  # whose invoices come first
        super().__init__(
            context,
            f"bank:{line.reference}",
            "Ce que paie cette somme",
            "Retenir",
            self._make,
            validate=self._problems,
            embedded=True,
        )
        words = f"{formats.money(line.amount)} reçus le {formats.date_long(line.booked_on)}"
        self.shares = RowsEditor("shares", "Factures", "une facture", self._lines, self._judged)
        self.balance = IconText("circle-check", "", Tone.FINE, wrap=True, weight=500)
        self.section(words, Label(line.label, Tone.MUTED, wrap=True, verbatim=True), self.shares, self.balance)
        held = [{"invoice_id": one.invoice_id, "amount": one.amount} for one in shares]
        self.load({"shares": held or [{"amount": line.amount}]})
        self.changed.connect(self._tell)
        self._tell()

    def keep_draft(self) -> bool:
        """Nothing is kept: what is half said of a line is gone with the statement."""
        return False

    def _lines(self) -> list[list[Editor]]:
        first = sorted(self._settling.invoices, key=lambda one: one.client_id not in self._clients)
        choices = [(one.invoice_id, _words(one)) for one in first]
        return [
            [
                ChoiceEditor("invoice_id", "Facture", choices, segments=False, called="la facture"),
                MoneyEditor("amount", "Sa part", called="la part"),
            ]
        ]

    def _judged(self, values: Values) -> list[Problem]:
        invoice, amount = values["invoice_id"], values["amount"]
        problems = []
        if invoice is None:
            problems.append(Problem("invoice_id", "Choisissez la facture."))
        if not amount or amount < ZERO:
            problems.append(Problem("amount", "Indiquez la part de cette facture."))
        elif invoice is not None:
            most = self._settling.dues(invoice, self._line.booked_on)
            if amount > most:
                problems.append(
                    Problem("amount", typographic(f"C’est plus que ce qui reste dû : {formats.money(most)}."))
                )
        return problems

    def _problems(self, values: Values) -> list[Problem]:
        rows = values["shares"] or []
        if not rows:
            return [Problem("shares", "Choisissez au moins une facture.")]
        wrong = [problem for one in rows for problem in self._judged(one)]
        if wrong:
            return [Problem("shares", wrong[0].sentence)]
        chosen = [one["invoice_id"] for one in rows]
        if len(set(chosen)) < len(chosen):
            return [Problem("shares", "La même facture est là deux fois.")]
        beyond = Money.total(one["amount"] for one in rows) - self._line.amount
        if beyond > ZERO:
            return [Problem("shares", typographic(f"Les parts dépassent la somme reçue de {formats.money(beyond)}."))]
        return []

    def _tell(self) -> None:
        rows = self.shares.value or ()
        left = self._line.amount - Money.total(one["amount"] or ZERO for one in rows)
        missing = any(one["invoice_id"] is None for one in rows)
        exact = not left and not missing
        words = "Toute la somme est répartie." if exact else f"Il reste {formats.money(left)} sur aucune facture."
        if left < ZERO:
            words = f"{formats.money(-left)} de trop."
        elif missing:
            words = "Choisissez la facture."
        tone = Tone.FINE if exact else Tone.SOON
        self.balance.label.set_text(words)
        self.balance.icon.set_icon("circle-check" if exact else "triangle-alert", tone)

    def _make(self, values: Values) -> Candidate:
        shares = tuple(Share(one["invoice_id"], one["amount"]) for one in values["shares"])
        surplus = self._line.amount - Money.total(one.amount for one in shares)
        return Candidate(shares=shares, confidence=Confidence.SURE, reason=REASON, surplus=surplus)


def _words(invoice: OpenInvoice) -> str:
    return f"{invoice.number}, {invoice.client_name}, reste {formats.money(invoice.left)}"
