"""The tone of a reminder, from courteous to a formal notice, and in a few lines what each changes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from litigedesk.desk import Desk
from litigedesk.letters import catalogue, ladder
from litigedesk.letters.ids import LADDER
from litigedesk.letters.template import Template
from litigedesk.operations import letters
from litigedesk.queries import clients

from ..forms.editors import ChoiceEditor
from ..palette import Tone
from ..widgets.layout import vbox
from ..widgets.text import Label


def words(template: Template) -> str:
    """How a rung is called: a formal notice by its title, the others by their tone."""
    return template.title if template.formal_notice else template.tone


class ToneLadder(QWidget):
    """The rungs to choose among, when the letters of the dispute are listed by title; and what the chosen one changes."""

    chosen = Signal(str)

    def __init__(self, templates: Sequence[Template], *, listed: bool) -> None:
        super().__init__()
        rungs = [one for one in templates if one.id in LADDER]
        self._climbs = listed and len(rungs) > 1
        self.tone = ChoiceEditor("letter.tone", "Ton", [(one.id, words(one)) for one in rungs], segments=True)
        self.changes = Label("", Tone.MUTED, wrap=True)
        self.changes.setObjectName("letter.tone.changes")
        column = vbox(self, 0, 4)
        column.addWidget(self.tone)
        column.addWidget(self.changes)
        self.tone.changed.connect(lambda: self.chosen.emit(self.tone.value))

    def show_rung(self, template: Template, before: Template | None, lines: Sequence[str]) -> None:
        """Show the letter chosen, and what it does otherwise than another; nothing where it is no rung."""
        on = template.id in LADDER
        self.tone.setVisible(on and self._climbs)
        if on and self._climbs:
            self.tone.set_value(template.id)
        told = on and before is not None and bool(lines)
        if told and before is not None:
            listed = "\n".join(f"– {line}" for line in lines)
            self.changes.set_text(f"Ce qui change, par rapport à « {words(before)} » :\n{listed}")
        self.changes.setVisible(told)
        self.setVisible(told or (on and self._climbs))


def changed(
    desk: Desk, template: Template, before: Template | None, client_id: int | None
) -> tuple[Template | None, tuple[str, ...]]:
    """The letter that a rung is compared with, the one just left or the rung below, and what it does otherwise."""
    place = LADDER.index(template.id) if template.id in LADDER else 0
    other = before or (catalogue.template(LADDER[place - 1]) if place else None)
    if other is None or client_id is None:
        return None, ()
    days = letters.usual_days(desk, other.id), letters.usual_days(desk, template.id)
    return other, ladder.changes(other, template, clients.client(desk, client_id).kind, days)
