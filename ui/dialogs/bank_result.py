"""What came of a statement: the payments noted, and the lines refused with the reason."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.operations.bank import Recorded

from ..palette import Tone
from ..widgets.layout import clear
from ..widgets.panels import Callout, Card, Page
from ..widgets.text import IconText, Label

SHOWN: Final = 30  # payments named, before « et 40 autres »
UNDO: Final = (
    "« Annuler ces paiements » reprend le tout d’un coup ; Ctrl+Z aussi, plus tard, dans la fenêtre principale."
)


class BankResultPage(Page):
    """How much was noted, and what was not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=24, parent=parent)
        self.setAccessibleName("Paiements notés")

    def show_outcome(self, done: Recorded) -> None:
        """Say what came of it."""
        clear(self.body)
        if done.payments or done.recognised:
            self.add(self._noted(done))
        if done.refused:
            card = Card("Pas notées", formats.count(len(done.refused), "ligne"), gap=8)
            for line, reason in done.refused:
                words = f"{formats.date_long(line.booked_on)}, {formats.money(line.amount)}, {line.label} : {reason}"
                card.add(IconText("triangle-alert", words, Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
            self.add(card)
        if not (done.payments or done.recognised or done.refused):
            self.add(Callout("Rien n’a été noté", "", Tone.MUTED, icon="info"))
        self.body.addStretch(1)

    @staticmethod
    def _noted(done: Recorded) -> Card:
        total = formats.money(Money.total(one.amount for one in done.payments))
        count = formats.count(len(done.payments), "paiement noté", "paiements notés")
        card = Card(f"{count}, {total}" if done.payments else "Paiements reconnus", gap=8)
        for one in done.payments[:SHOWN]:
            words = f"{formats.date_long(one.paid_on)}, {formats.money(one.amount)}, {one.note}"
            card.add(IconText("circle-check", words, Tone.TEXT, wrap=True, icon_tone=Tone.FINE))
        if len(done.payments) > SHOWN:
            card.add(Label(f"et {formats.count(len(done.payments) - SHOWN, 'autre')}.", Tone.MUTED))
        if done.recognised:
            words = formats.count(
                done.recognised,
                "paiement déjà noté est relié à sa ligne",
                "paiements déjà notés sont reliés à leur ligne",
            )
            card.add(IconText("check", words, Tone.TEXT, wrap=True, icon_tone=Tone.FINE))
        card.add(Label(UNDO, Tone.MUTED, wrap=True))
        return card
