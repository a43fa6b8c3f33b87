"""No payment may be made while a small-claims procedure runs: said where one is noted, without keeping it from being noted."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.records import Dispute
from litigedesk.queries import procedures
from litigedesk.rules import procedures as rules

from ..context import Context
from ..palette import Tone
from ..widgets.layout import clear, vbox
from ..widgets.panels import Callout

TITLE: Final = "N’encaissez rien pendant la procédure de petites créances"


class PaymentWarning(QWidget):
    """Hidden unless such a procedure runs in the dispute of the invoice paid (CPCE R125-7)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._layout = vbox(self)
        self.hide()

    def show_for(self, dispute: Dispute | None) -> None:
        """Warn or not, for the dispute of an invoice."""
        clear(self._layout)
        found = procedures.of_dispute(self._context.desk, dispute.id) if dispute and dispute.id else ()
        running = rules.no_payment(found)
        if running is not None and running.asked_on is not None:
            sentence = (
                f"Le commissaire de justice a écrit à votre client le {formats.date_long(running.asked_on)}. Aucun paiement ne "
                "peut être fait avant qu’il ait constaté l’issue (CPCE R125-7). Si le client a déjà payé, notez-le et prévenez le "
                "commissaire."
            )
            self._layout.addWidget(Callout(TITLE, sentence, Tone.SOON))
        self.setVisible(running is not None)
