"""Beside the table: the line looked at, what it may pay and why, what must be said before it is noted."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import Recognition
from litigedesk.queries import invoices
from litigedesk.queries.settlement import Settling
from litigedesk.rules.settlement import Candidate

from ..context import Context
from ..forms.bank_share_form import BankShareForm
from ..forms.payment_warning import PaymentWarning
from ..forms.recognition_question import OF_A_PAYMENT, RecognitionQuestion
from ..palette import Tone
from ..theme import MIDDLE
from ..widgets.buttons import Button, Kind
from ..widgets.kept_focus import kept_focus
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Callout, Card, Separator
from ..widgets.text import IconText, Label
from .bank_row import BankRow, parts, state
from .form_dialog import FormDialog

SURPLUS: Final = (
    "Cette part n’est notée sur aucune facture : rendez-la au client, ou convenez avec lui de ce qu’elle paie."
)

REPEATED: Final = (
    "Un autre de vos fichiers donne la même ligne : même jour, même somme, même libellé, sans dire de quel compte. Si c’est le "
    "même paiement, laissez celle-ci ; si vous l’avez reçu deux fois, retenez ce qu’elle paie."
)


class LineCard(QWidget):
    """``changed(BankRow)`` when the user decides something about the line shown."""

    changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._body = vbox(self, 0, 12)
        self._row: BankRow | None = None
        self._settling: Settling | None = None

    def show_row(self, shown: BankRow | None, settling: Settling) -> None:
        """Show a line, or nothing."""
        self._row, self._settling = shown, settling
        with kept_focus(self):
            clear(self._body)
            if shown is not None:
                self._body.addWidget(self._head(shown))
                for widget in self._questions(shown, settling):
                    self._body.addWidget(widget)
            self._body.addStretch(1)

    # ---- parts -------------------------------------------------------------------------------------------------------
    def _head(self, shown: BankRow) -> Card:
        line = shown.proposal.line
        words, icon, tone = state(shown)
        card = Card(gap=8)
        card.add(
            Label(formats.money(line.amount), size=MIDDLE, weight=600),
            Label(f"reçus le {formats.date_full(line.booked_on)}", Tone.MUTED),
            Label(line.label, wrap=True, verbatim=True),
            IconText(icon, words, tone, wrap=True, weight=500),
        )
        return card

    def _questions(self, shown: BankRow, settling: Settling) -> list[QWidget]:
        if shown.is_recorded:
            numbers = ", ".join(f"{one.number} ({formats.money(one.amount)})" for one in shown.proposal.recorded)
            return [Callout("Déjà noté depuis un relevé", f"Sur {numbers}.", Tone.MUTED, icon="check")]
        if shown.asks_twin:
            return [self._twin(shown)]
        asked: list[QWidget] = (
            [Callout("Deux fois ?", REPEATED, Tone.SOON, icon="circle-help")] if shown.asks_repeat else []
        )
        asked.append(self._ways(shown, settling))
        if shown.candidate is not None and shown.candidate.surplus:
            title = f"Trop-perçu de {formats.money(shown.candidate.surplus)}"
            asked.append(Callout(title, SURPLUS, Tone.SOON))
        asked += self._about_disputes(shown, settling)
        return asked

    def _twin(self, shown: BankRow) -> Callout:
        twin = shown.proposal.twins[0]
        same = Button("C’est le même paiement", Kind.LINK, name="bank.same")
        other = Button("C’est un autre", Kind.LINK, name="bank.other")
        same.clicked.connect(lambda: self.changed.emit(shown.being(twin)))
        other.clicked.connect(lambda: self.changed.emit(shown.another()))
        sentence = (
            f"Un paiement de {formats.money(twin.amount)} est noté le {formats.date_long(twin.paid_on)} sur "
            f"{twin.number} ({twin.client_name})."
        )
        return Callout("Déjà noté ?", sentence, Tone.SOON, icon="circle-help", links=[same, other])

    def _ways(self, shown: BankRow, settling: Settling) -> Card:
        """The candidates, the one taken marked, and the way to say something else."""
        offered = list(shown.proposal.candidates)
        if shown.candidate is not None and shown.candidate not in offered:
            offered.insert(0, shown.candidate)
        card = Card("Ce qu’elle paie", gap=10)
        for place, one in enumerate(offered):
            if place:
                card.add(Separator())
            self._add_way(card, shown, one, settling, place)
        if shown.same is not None:
            card.add(IconText("check", f"Le paiement déjà noté sur {shown.same.number}.", Tone.FINE, wrap=True))
            back = Button("C’est un autre", Kind.LINK, name="bank.other")
            back.clicked.connect(lambda: self.changed.emit(shown.another()))
            card.add(row(back, None))
        elif not offered:
            card.add(Label("Aucune facture ouverte ne lui ressemble.", Tone.MUTED, wrap=True))
        if settling.invoices:
            words = "Changer ou répartir…" if offered else "Choisir des factures…"
            share = Button(words, Kind.SECONDARY, "split", name="bank.share", tip="Ctrl+M")
            share.setShortcut("Ctrl+M")
            share.clicked.connect(self.share)
            card.add(row(share, None))
        return card

    def _add_way(self, card: Card, shown: BankRow, one: Candidate, settling: Settling, place: int) -> None:
        taken = one == shown.candidate
        for share in one.shares:
            invoice = settling.invoice(share.invoice_id)
            words = Label(f"{invoice.number} · {invoice.client_name}", weight=600 if taken else 500, elide=True)
            card.add(row(words, Label(formats.money(share.amount), figures=True), stretch=words))
        card.add(Label(one.reason, Tone.MUTED, wrap=True))
        if taken:
            card.add(IconText("circle-check", f"Retenu · {one.confidence.label}", Tone.FINE, weight=500))
            return
        choose = Button("Retenir", Kind.LINK, name=f"bank.way.{place}")
        choose.setAccessibleName(f"Retenir : {one.reason}")
        choose.clicked.connect(lambda: self.changed.emit(shown.paying(one)))
        sure = IconText("circle-help", one.confidence.label, Tone.MUTED)
        card.add(row(choose, sure, None, gap=16))

    def _about_disputes(self, shown: BankRow, settling: Settling) -> list[QWidget]:
        """What a payment in a dispute asks: whether it recognises the debt, and the procedure that forbids it."""
        found: list[QWidget] = []
        seen: set[int] = set()
        for share in shown.candidate.shares if shown.candidate is not None else ():
            held = settling.invoice(share.invoice_id)
            if held.dispute_id is None or held.dispute_id in seen:
                continue
            seen.add(held.dispute_id)
            warning = PaymentWarning(self._context)
            warning.show_for(invoices.page(self._context.desk, held.invoice_id).dispute)
            found.append(warning)
        for invoice_id in parts(shown, settling)[:1]:
            found.append(self._recognition(shown, invoice_id, settling))
        return found

    def _recognition(self, shown: BankRow, invoice_id: int, settling: Settling) -> Card:
        question = RecognitionQuestion("Ce paiement partiel reconnaît-il la dette ?", OF_A_PAYMENT)
        question.editor.set_value(shown.recognitions.get(invoice_id, Recognition.POSSIBLE))
        question.tell()
        several = parts(shown, settling)

        def keep() -> None:
            answered = shown
            for one in several:
                answered = answered.answering(one, question.editor.value)
            self.changed.emit(answered)

        question.editor.changed.connect(keep)
        card = Card("Prescription", gap=10)
        card.add(question.editor, question.effect)
        return card

    # ---- acting ------------------------------------------------------------------------------------------------------
    def share(self) -> None:
        """Let the user say what the line pays."""
        shown, settling = self._row, self._settling
        if shown is None or settling is None:
            return
        taken = shown.candidate
        if taken is None and len(shown.proposal.candidates) == 1:
            taken = shown.proposal.candidates[0]  # not sure enough to be ticked, yet what the user most likely means
        shares = taken.shares if taken is not None else ()
        dialog = FormDialog(BankShareForm(self._context, shown.proposal.line, settling, shares), self)
        made = dialog.ask()
        if isinstance(made, Candidate):
            self.changed.emit(shown.paying(made))
