"""The copies of a data folder as rows: what each holds, how old it is, and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.operations.backup import CopyInfo

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.flow import FlowLayout
from ..widgets.layout import vbox
from ..widgets.panels import Card, Separator
from ..widgets.text import IconText, Label

SHOWN: Final = 12  # copies; the others on request
Act = Callable[[CopyInfo], object]


def age(copy: CopyInfo, now: datetime) -> str:
    """« il y a 3 jours · 1,2 Mo », and what is to be known of it."""
    facts = [formats.ago(copy.taken_at, now), formats.file_size(copy.size)]
    if copy.sealed:
        facts.append("chiffrée")
    return " · ".join(facts)


def copies_card(
    title: str,
    copies: Sequence[CopyInfo],
    now: datetime,
    acts: Sequence[tuple[str, Act]],
    parent: QWidget | None = None,
) -> Card:
    """A card of copies, the newest first; ``acts`` are the links of each, by their words."""
    card = Card(title, formats.count(len(copies), "copie"), gap=6, parent=parent)
    for place, copy in enumerate(copies[:SHOWN]):
        if place:
            card.add(Separator())
        card.add(_row(copy, now, acts))
    if len(copies) > SHOWN:
        more = Button(f"Voir les {len(copies) - SHOWN} autres", Kind.LINK, name="backups.more")

        def show_all() -> None:
            more.hide()
            for copy in copies[SHOWN:]:
                card.add(Separator(), _row(copy, now, acts))

        more.clicked.connect(show_all)
        card.add(more)
    return card


def _row(copy: CopyInfo, now: datetime, acts: Sequence[tuple[str, Act]]) -> QWidget:
    line = QWidget()
    body = vbox(line, 0, 2)
    icon = "lock" if copy.sealed else "database-backup"
    title = IconText(icon, copy.sentence, Tone.TEXT, wrap=True, weight=500, icon_tone=Tone.MUTED)
    body.addWidget(title)
    under = QWidget()
    flow = FlowLayout(16, 4, under)
    flow.addWidget(Label(age(copy, now), Tone.MUTED))
    for words, act in acts:
        button = Button(words, Kind.LINK, name=f"backups.{words}.{copy.path.name}")
        button.setAccessibleName(f"{words} : {copy.sentence}")
        button.clicked.connect(lambda _checked=False, act=act: act(copy))
        flow.addWidget(button)
    indented = vbox(None, (24, 0, 0, 0), 0)
    indented.addWidget(under)
    body.addLayout(indented)
    return line
