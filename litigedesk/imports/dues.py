"""The due date of an invoice when the file gives none: that of its contract, or of the law."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from litigedesk.domain.records import Contract, Invoice
from litigedesk.domain.vocabulary import ClientKind, PaymentTerm
from litigedesk.rules import payment_terms
from litigedesk.rules.law import Law


@dataclass
class Dues:
    """Due dates as the form proposes them; without a day of performance, that of the invoice stands for it."""

    law: Law
    contracts: Mapping[int, Contract]
    _known: dict[tuple[object, ...], date] = field(default_factory=dict)

    def of(self, kind: ClientKind, invoice: Invoice) -> date:
        """The due date of an invoice to a client of that kind."""
        contract = self.contracts.get(invoice.contract_id) if invoice.contract_id is not None else None
        silent = PaymentTerm.PUBLIC_30 if kind is ClientKind.PUBLIC else PaymentTerm.PERFORMANCE_30
        term = contract.payment_term if contract is not None else silent
        days = contract.payment_days if contract is not None else None
        key = (term, days, kind, invoice.issued_on, invoice.performed_on)
        if key not in self._known:
            found = payment_terms.propose(
                term, self.law, client=kind, issued=invoice.issued_on, performed=invoice.performed_on or invoice.issued_on,
                custom_days=days,
            )  # fmt: skip
            self._known[key] = max(found.date or invoice.issued_on, invoice.issued_on)
        return self._known[key]
