"""The open invoices as the lines before leave them, and how a sum is put on several."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from litigedesk.domain.money import ZERO, Money
from litigedesk.rules.settlement.facts import Noted, OpenInvoice, Share
from litigedesk.rules.settlement.words import Numbers

Due = Callable[[int, date], Money]  # what an invoice leaves due on a day, interest and fee included


def spread(
    amount: Money, invoices: Sequence[OpenInvoice], due: Callable[[OpenInvoice], Money]
) -> tuple[tuple[Share, ...], Money]:
    """A sum put on invoices, the first due first: their principal, then their interest and fee; and what is beyond it all."""
    given: dict[int, Money] = {}
    rest = amount
    oldest = sorted(invoices, key=lambda one: (one.due_on, one.invoice_id))
    for most in (lambda one: one.left, due):
        for one in oldest:
            if not rest:
                break
            held = given.get(one.invoice_id, ZERO)
            put = min(rest, max(ZERO, most(one) - held))
            given[one.invoice_id] = held + put
            rest -= put
    return tuple(Share(key, sum_) for key, sum_ in given.items() if sum_), rest


class Ledger:
    """What is still open, and what is due of it; ``take`` settles a part before the next line is looked at."""

    def __init__(self, invoices: Iterable[OpenInvoice], due: Due, noted: Iterable[Noted] = ()) -> None:
        self._due = due
        self._taken: dict[int, Money] = {}
        oldest = sorted(invoices, key=lambda one: (one.due_on, one.invoice_id))
        self._invoices = {one.invoice_id: one for one in oldest}
        self._by_client = defaultdict[int, list[int]](list)
        self._by_sum = defaultdict[int, list[int]](list)
        for one in oldest:
            self._by_client[one.client_id].append(one.invoice_id)
            self._by_sum[one.left.cents].append(one.invoice_id)
        numbers = {one.invoice_id: one.number for one in noted} | {one.invoice_id: one.number for one in oldest}
        self._numbers = Numbers(numbers)

    def cited(self, label: str) -> tuple[list[OpenInvoice], bool]:
        """Those whose number a label holds, the first due first; and whether it holds that of an invoice that is settled."""
        found = self._numbers.cited(label)
        still_open = self._open(found)
        return sorted(still_open, key=lambda one: (one.due_on, one.invoice_id)), len(still_open) < len(found)

    def of_client(self, client_id: int) -> list[OpenInvoice]:
        """Those of a client, the first due first."""
        return self._open(self._by_client.get(client_id, ()))

    def of_sum(self, amount: Money) -> list[OpenInvoice]:
        """Those of which exactly that principal is left."""
        return [one for one in self._open(self._by_sum.get(amount.cents, ())) if one.left == amount]

    def _open(self, ids: Iterable[int]) -> list[OpenInvoice]:
        return [self._invoices[one] for one in ids if one in self._invoices]

    def due(self, invoice: OpenInvoice, day: date) -> Money:
        """What it leaves due that day."""
        return max(ZERO, self._due(invoice.invoice_id, day) - self._taken.get(invoice.invoice_id, ZERO))

    def take(self, shares: Iterable[Share]) -> None:
        """An earlier line settles these; an invoice in no dispute whose principal is paid asks for nothing more."""
        for share in shares:
            held = self._invoices[share.invoice_id]
            self._taken[share.invoice_id] = self._taken.get(share.invoice_id, ZERO) + share.amount
            left = max(ZERO, held.left - share.amount)
            if left or held.dispute_id is not None:
                self._invoices[share.invoice_id] = replace(held, left=left)
                self._by_sum[left.cents].append(share.invoice_id)
            else:
                del self._invoices[share.invoice_id]
