"""The short card of the convention in force: what it is, how long it still runs, and what it is used for."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.letters import clauses
from litigedesk.queries.mentions import Information

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.menu import add_action
from ...widgets.panels import Card, KeyValues
from ...widgets.text import Chip, Label
from . import words
from .commands import Commands

FIRST = 112  # px of the names


class ConventionCard(Card):
    """« Ma convention » beside the calendar; without one, what that means for this user."""

    def __init__(self, commands: Commands, held: Information, parent: QWidget | None = None) -> None:
        self._commands, self._held = commands, held
        today, convention = commands.context.today(), held.convention
        chip = None if convention is None else Chip(*words.convention_chip(convention, today))
        super().__init__("Ma convention", right=chip, parent=parent)
        if convention is None or held.mediator is None:
            self._say_none()
            return
        rows = [
            ("Médiateur", held.mediator.name),
            ("Référence", convention.reference),
            ("Durée", words.convention_span(convention)),
            (
                f"Adhésion, {formats.count(convention.years, 'an')}",
                formats.money(convention.fee) if convention.fee else "",
            ),
        ]
        self.add(KeyValues([row for row in rows if row[1]], first=FIRST))
        self.add(self._buttons(convention.id or 0))

    def _say_none(self) -> None:
        if self._held.reason:
            self.add(Label("Aucune : vous n’en avez pas besoin.", Tone.MUTED, wrap=True))
            self.add(Label(self._held.reason, Tone.MUTED, wrap=True))
            return
        self.add(Label("Aucune convention en cours : vous ne pouvez nommer aucun médiateur à vos clients.", wrap=True))
        choose = Button("Voir les médiateurs", Kind.SECONDARY, "search", name="convention.choose")
        choose.clicked.connect(lambda: self._commands.show_part("mediator"))
        note = Button("Noter ma convention", Kind.QUIET, "file-check", name="convention.new")
        note.clicked.connect(self._commands.new_convention)
        self.add(_flow(choose, note))

    def _buttons(self, convention_id: int) -> QWidget:
        renew = Button("Renouveler…", Kind.SECONDARY, name="convention.renew")
        renew.clicked.connect(lambda: self._commands.renew_convention(convention_id))
        return _flow(renew, copy_button(self._commands, self._held))


def copy_button(commands: Commands, held: Information) -> Button:
    """« Copier une mention »: a menu of the texts that are ready, or the way to what they lack."""
    button = Button("Copier une mention", Kind.QUIET, "copy", name="convention.copy")
    menu = QMenu(button)
    texts = {place.duty.clause: place.text for place in held.places if place.text}
    for one in clauses.catalogue():
        if text := texts.get(one.key):
            said = f"Mention copiée : {one.title[:1].lower()}{one.title[1:]}."
            add_action(menu, one.title, "copy", partial(commands.copy, text, said))
    if not texts:
        add_action(menu, "Voir ce qui manque à ces textes", "info", lambda: commands.show_part("information"))
    button.setMenu(menu)
    return button


def _flow(*buttons: Button) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(8, 4, holder)
    for button in buttons:
        flow.addWidget(button)
    return holder
