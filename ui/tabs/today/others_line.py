"""What stands under a group too large to be shown whole: how many others there are, and the lists that hold them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries.today import Group, TaskKind

from ...models.list_query import ListQuery
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import vbox
from ...widgets.text import Label
from .commands import Commands

STEPS: Final[Mapping[str, ListQuery]] = {  # of the disputes, those that a group tells of
    "late": ListQuery(facets={"next": ("late",)}),
    "soon": ListQuery(facets={"next": ("week", "none")}),
    "stuck": ListQuery(facets={"state": ("no-step",)}),
    "waiting": ListQuery(facets={"state": ("waits",)}),
    "later": ListQuery(),
}
INVOICES: Final = ListQuery(chip="unpaid", facets={"late": ("month", "quarter", "old"), "dispute": ("out",)})


class OthersLine(QWidget):
    """« et 4 990 autres » with a link to each list; ``more_asked`` when more of them are wanted where one is."""

    more_asked = Signal()

    def __init__(self, commands: Commands, key: str, group: Group, hidden: int) -> None:
        super().__init__()
        links = QWidget()
        flow = FlowLayout(16, 2, links)
        vbox(self, (36, 4, 0, 12), 0).addWidget(links)
        flow.addWidget(Label(f"et {formats.count(hidden, 'autre')}", Tone.MUTED))
        kinds = {kind for kind, count in group.others.items() if count}
        if kinds & {TaskKind.NEXT_STEP, TaskKind.WAITING, TaskKind.NO_NEXT_STEP}:
            flow.addWidget(
                _link("Voir les litiges", f"today.{key}.disputes", partial(commands.show_disputes, STEPS[key]))
            )
        if TaskKind.OVERDUE_INVOICE in kinds:
            flow.addWidget(
                _link("Voir les factures", f"today.{key}.invoices", partial(commands.show_invoices, INVOICES))
            )
        for kind, subject in ((TaskKind.DEADLINE, ""), (TaskKind.LIMITATION, "limitation")):
            if kind in kinds:
                name = f"today.{key}.{'limitations' if subject else 'dates'}"
                flow.addWidget(_link("Voir le calendrier", name, partial(commands.show_dates, subject)))
                break
        more = _link("En montrer davantage", f"today.{key}.more", self.more_asked.emit)
        flow.addWidget(more)


def _link(words: str, name: str, act: Callable[[], object]) -> Button:
    link = Button(words, Kind.LINK, name=name)
    link.clicked.connect(act)
    return link
