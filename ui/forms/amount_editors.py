"""The sums of an invoice: before tax, VAT and with tax, kept consistent as one types."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QObject

from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.vat import has_rate, net_within, vat_on

from .editors import Editor, MoneyEditor, PercentEditor

USUAL_RATE: Final = Decimal(20)  # only proposed: the field shows it and can be changed
FIELDS: Final = ("net", "vat", "gross")


class Amounts(QObject):
    """Four editors that follow each other: typing one sum completes the others at the rate shown.

    Without VAT only the total is shown. The rate is no field of the invoice: it only helps typing, and is left empty when the
    VAT typed is not the one of that rate.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.net = MoneyEditor("net", "Montant HT", width=136, called="le montant HT")
        self.rate = PercentEditor("vat_rate", "Taux de TVA", width=96, called="le taux de TVA")
        self.vat = MoneyEditor("vat", "TVA", width=136, called="la TVA")
        self.gross = MoneyEditor("gross", "Total TTC", width=136, called="le total TTC")
        self.net.changed.connect(self._net_typed)
        self.rate.changed.connect(self._rate_typed)
        self.vat.changed.connect(self._vat_typed)
        self.gross.changed.connect(self._gross_typed)

    def editors(self) -> list[Editor]:
        """The editors, in reading order."""
        return [self.net, self.rate, self.vat, self.gross]

    def show_vat(self, shown: bool) -> None:
        """With VAT four fields; without, the total alone."""
        for editor in (self.net, self.rate, self.vat):
            editor.setVisible(shown)

    def charge_vat(self) -> None:
        """The total typed so far turns out to hold VAT, at the usual rate."""
        self.show_vat(True)
        self.rate.set_value(USUAL_RATE)
        self._gross_typed()

    def rate_of(self, net: Money, vat: Money) -> Decimal | None:
        """The rate to show for sums already there: none, the usual one, or nothing when it is another."""
        return next((rate for rate in (USUAL_RATE, Decimal(0)) if has_rate(net, vat, rate)), None)

    # ---- one sum follows from another --------------------------------------------------------------------------------
    def _net_typed(self) -> None:
        net = self.net.value
        if net is None:
            return
        if self.rate.value is not None:
            self.vat.set_value(vat_on(net, self.rate.value))
        self.gross.set_value(net + (self.vat.value or ZERO))

    def _vat_typed(self) -> None:
        net, vat, rate = self.net.value, self.vat.value, self.rate.value
        if net is None or vat is None:
            return
        if rate is not None and not has_rate(net, vat, rate):
            self.rate.set_value(None)
        self.gross.set_value(net + vat)

    def _gross_typed(self) -> None:
        gross, rate = self.gross.value, self.rate.value
        if gross is None:
            return
        net = gross - (self.vat.value or ZERO) if rate is None else net_within(gross, rate)
        self.net.set_value(net)
        self.vat.set_value(gross - net)

    def _rate_typed(self) -> None:
        if self.rate.value is None:
            return
        if self.net.value is not None:
            self._net_typed()
        else:
            self._gross_typed()
