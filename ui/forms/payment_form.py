"""Money received for an invoice: when, how much, how; never more than what is due that day."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Payment
from litigedesk.domain.vocabulary import PaymentMethod, Recognition
from litigedesk.errors import Problem
from litigedesk.operations import invoices as operations
from litigedesk.queries import agreements, invoices, limitations

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, MoneyEditor, TextEditor
from .form import Form, Values
from .payment_warning import PaymentWarning
from .recognition_question import OF_A_PAYMENT, RecognitionQuestion

FIELDS: Final = ("invoice_id", "paid_on", "amount", "method", "note")


class PaymentForm(Form):
    """``payment_id`` is the one to change, ``None`` to note one on an invoice among ``invoice_ids``; saving gives its id."""

    def __init__(
        self, context: Context, payment_id: int | None, invoice_ids: Sequence[int] = (), *, embedded: bool = False
    ) -> None:
        self.payment = invoices.payment(context.desk, payment_id) if payment_id is not None else None
        ids = (self.payment.invoice_id,) if self.payment else tuple(invoice_ids)
        self._pages = {one: invoices.page(context.desk, one) for one in ids}
        super().__init__(
            context,
            f"payment:{payment_id}" if self.payment else f"payment:new:{','.join(map(str, ids))}",
            "Modifier le paiement" if self.payment else "Noter un paiement",
            "Enregistrer le paiement",
            self._store,
            validate=self._problems,
            embedded=embedded,
        )
        self._today = context.today()
        self._lay_out_editors()
        self._start()
        self.changed.connect(self._react)
        self._react()

    def _lay_out_editors(self) -> None:
        choices = [(one, _words(page.row)) for one, page in self._pages.items()]
        self.invoice = ChoiceEditor("invoice_id", "Facture payée", choices, segments=False, called="la facture")
        self.paid_on = DateEditor("paid_on", "Reçu le", today=self._today, called="la date du paiement")
        self.amount = MoneyEditor("amount", "Somme reçue", called="la somme")
        self.all_button = Button("", Kind.SECONDARY, name="payment.all")
        self.all_button.clicked.connect(self._take_all)
        self.instalment_button = Button("", Kind.SECONDARY, name="payment.instalment")
        self.instalment_button.clicked.connect(lambda: self._take(self._instalment()))
        self.warning = PaymentWarning(self.context)
        card = self.section("Paiement", self.warning, self.invoice, self.paid_on, self.amount)
        card.add(row(self.instalment_button, self.all_button, None))
        words = "Un paiement partiel règle d’abord les intérêts, puis le principal (C. civ. 1343-1)."
        card.add(IconText("info", words, Tone.MUTED, wrap=True))
        self.recognition = RecognitionQuestion("Ce paiement vaut-il reconnaissance de la dette ?", OF_A_PAYMENT)
        self.question = self.section("Prescription", self.recognition.editor, self.recognition.effect)
        self.section(
            "Comment",
            [
                ChoiceEditor("method", "Moyen", PaymentMethod, segments=False, width=200),
                TextEditor("note", "Note", optional=True, placeholder="Libellé du virement, numéro du chèque…"),
            ],
        )

    def _start(self) -> None:
        if self.payment is not None:
            answered = limitations.recognition(self.context.desk, self.payment.id or 0)
            self.load({**{name: getattr(self.payment, name) for name in FIELDS}, "recognition": answered})
            return
        owing = [one for one, page in self._pages.items() if page.row.outstanding]
        oldest = min(owing or self._pages, key=lambda one: self._pages[one].row.invoice.due_on, default=None)
        start = {"invoice_id": oldest, "paid_on": self._today, "method": PaymentMethod.TRANSFER}
        self.load({**start, "recognition": Recognition.POSSIBLE})

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def most(self, values: Values) -> Money:
        """What the invoice leaves due on the day of the payment, interest and fee included."""
        if values["invoice_id"] is None:
            return ZERO
        day = values["paid_on"] or self._today
        own = self.payment.id if self.payment else None
        return operations.remaining(self.context.desk, values["invoice_id"], day, without=own)

    @property
    def asks(self) -> bool:
        """Whether a part is paid of an invoice in dispute: paid in whole, there is no debt left to recognise."""
        page, paid = self._pages.get(self.invoice.value), self.amount.value or ZERO
        return page is not None and page.dispute is not None and ZERO < paid < self.most(self.values())

    def _react(self) -> None:
        due = self.most(self.values())
        self.question.setVisible(self.asks)
        self.recognition.tell()
        page = self._pages.get(self.invoice.value)
        self.warning.show_for(page.dispute if page is not None else None)
        self.all_button.set_text(f"Tout ce qui est dû : {formats.money(due)}")
        self.all_button.setEnabled(bool(due))

        expected = self._instalment()
        self.instalment_button.setVisible(bool(expected))
        self.instalment_button.set_text(f"Le versement attendu : {formats.money(expected)}")

    def _instalment(self) -> Money:
        """What the agreement in force expects next on the invoice's dispute; zero when there is none."""
        page = self._pages.get(self.invoice.value)
        dispute = page.dispute if page is not None else None
        if dispute is None or dispute.id is None:
            return ZERO
        held = agreements.running(agreements.of_dispute(self.context.desk, dispute.id, self._today))
        due = held.tracking.next if held is not None else None
        return min(due.left, self.most(self.values())) if due is not None else ZERO

    def _take_all(self) -> None:
        self._take(self.most(self.values()))

    def _take(self, amount: Money) -> None:
        self.amount.set_value(amount)
        self.amount.changed.emit()
        self.amount.left.emit()

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _payment(self, values: Values) -> Payment:
        fields = {name: values[name] for name in FIELDS}
        fields["paid_on"] = fields["paid_on"] or self._today
        fields["amount"] = fields["amount"] or ZERO
        return replace(self.payment, **fields) if self.payment else Payment(**fields)

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("invoice_id", values["invoice_id"], "Choisissez la facture payée.")
        missing += validation.required("paid_on", values["paid_on"], "Indiquez le jour où la somme est arrivée.")
        if values["invoice_id"] is None:
            return missing
        issued = self._pages[values["invoice_id"]].row.invoice.issued_on
        return missing + validation.payment_problems(self._payment(values), self.most(values), issued, self._today)

    def _store(self, values: Values) -> int | None:
        answer = values["recognition"] if self.asks else None
        outcome = self.context.submit(self.show_problems, operations.save_payment, self._payment(values), answer)
        return outcome.value.id if outcome else None


def _words(line: invoices.InvoiceRow) -> str:
    invoice = line.invoice
    return f"{invoice.number} du {formats.date_long(invoice.issued_on)}, reste {formats.money(line.outstanding)}"
