"""« Accord de l’assureur d’abord »: said wherever a settlement is noted while a liability policy may answer (C. ass. L124-2)."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.insurance import Policy
from litigedesk.rules.insurance import SETTLE_WITH_INSURER

from ..palette import Tone
from ..widgets.layout import vbox
from ..widgets.text import IconText


class SettlementWarning(QWidget):
    """Names the policy and says what to ask first; it refuses nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settlement.warning")
        self._words = IconText("triangle-alert", "", Tone.SOON, wrap=True, weight=500)
        vbox(self).addWidget(self._words)
        self.hide()

    def show_for(self, policy: Policy | None, *, settles: bool) -> None:
        """Show it when something is settled and a policy is concerned."""
        shown = settles and policy is not None
        if policy is not None:
            number = f" n° {policy.number}" if policy.number.strip() else ""
            words = f"Contrat RC Pro{number} ({policy.insurer}). {SETTLE_WITH_INSURER}"
            self._words.label.set_text(words)
            self.setAccessibleName(self._words.label.full_text())
        self.setVisible(shown)
