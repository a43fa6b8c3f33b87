"""The instalments of an agreement: a table proposed from a number of months or a sum a month, then edited row by row."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.agreement import Instalment
from litigedesk.domain.money import ZERO, Money
from litigedesk.errors import Problem

from .editors import DateEditor, Editor, MoneyEditor
from .form import Values
from .rows_editor import RowsEditor

NEEDED: Final = (("due_on", "Indiquez la date de ce versement."), ("amount", "Indiquez la somme de ce versement."))


class InstalmentsEditor(RowsEditor):
    """The table; ``instalments`` are the rows that have their date and their sum."""

    def __init__(self, today: date, name: str = "instalments") -> None:
        super().__init__(name, "Versements", "un versement", lambda: _lines(today), judged)

    def instalments(self) -> list[Instalment]:
        """What was typed so far, in the order of the rows."""
        return [_made(one) for one in self.value or () if _is_whole(one)]

    def show_instalments(self, table: Sequence[Instalment]) -> None:
        """Put a table in place of the one shown."""
        self.set_value([{"due_on": one.due_on, "amount": one.amount} for one in table])

    def shows(self, table: Sequence[Instalment]) -> bool:
        """Whether the rows are still those of a table, unchanged by hand."""
        shown = [(one["due_on"], one["amount"]) for one in self.value or ()]
        return shown == [(one.due_on, one.amount) for one in table]


def _lines(today: date) -> list[list[Editor]]:
    return [
        [
            DateEditor("due_on", "Date", today=today, called="la date du versement"),
            MoneyEditor("amount", "Somme", called="la somme du versement"),
        ]
    ]


def _is_whole(values: Values) -> bool:
    return values["due_on"] is not None and values["amount"] is not None


def _made(values: Values) -> Instalment:
    return Instalment(**{"agreement_id": 0, **values})


def judged(values: Values) -> list[Problem]:
    """What is wrong with one row."""
    missing = [one for name, sentence in NEEDED for one in validation.required(name, values[name], sentence)]
    return missing or validation.instalment_problems(_made(values))


def balance(total: Money, table: Sequence[Instalment]) -> tuple[str, bool]:
    """What is said under the table, and whether it adds up to the agreement's total."""
    sum_ = Money.total(one.amount for one in table)
    gap = total - sum_
    told = f"{formats.count(len(table), 'versement')}, {formats.money(sum_)}"
    if not gap:
        return f"{told} : le compte est juste.", True
    lacking = f"il manque {formats.money(gap)}" if gap > ZERO else f"{formats.money(-gap)} de trop"
    return f"{told} : {lacking} pour faire {formats.money(total)}.", False
