"""Places where the mediator is named: what the law asks, the text ready to be copied, when and where it was put."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from litigedesk import formats
from litigedesk.queries.mentions import Place, State
from litigedesk.rules.information_duties import DutyKind

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import Columns, FlowLayout
from ...widgets.layout import vbox
from ...widgets.panels import Card, Foldable, Separator
from ...widgets.text import Chip, Label
from .commands import Commands

CHIPS: Final = {
    State.TO_DO: ("à mettre en place", Tone.SOON, "circle-dashed"),
    State.DONE: ("en place", Tone.FINE, "circle-check"),
    State.STALE: ("à mettre à jour", Tone.LATE, "refresh-cw"),
    State.TOLD: ("dans vos lettres", Tone.MUTED, "mail"),
}
_OF_KIND: Final = {
    (DutyKind.USEFUL, State.TO_DO): ("facultatif", Tone.MUTED, "circle-dashed"),
    (DutyKind.REMOVAL, State.TO_DO): ("à vérifier", Tone.SOON, "search"),
    (DutyKind.REMOVAL, State.DONE): ("vérifié", Tone.FINE, "circle-check"),
}


class PlacesCard(Card):
    """One group of places; ``unfolded`` remembers whose text is shown, from one reading to the next."""

    def __init__(
        self, commands: Commands, title: str, places: Sequence[Place], unfolded: set[str], parent: QWidget | None = None
    ) -> None:
        done = sum(1 for one in places if one.state in {State.DONE, State.TOLD})
        super().__init__(title, f"{done} sur {len(places)}", gap=12, parent=parent)
        self._commands, self._unfolded = commands, unfolded
        for number, place in enumerate(places):
            if number:
                self.add(Separator())
            self.add(self._place(place))

    def _place(self, place: Place) -> QWidget:
        duty = place.duty
        holder = QWidget()
        holder.setObjectName(f"place.{duty.key}")
        column = vbox(holder, 0, 4)
        chip = Chip(*_OF_KIND.get((duty.kind, place.state), CHIPS[place.state]))
        holder.setAccessibleName(formats.typographic(f"{duty.label} : {chip.text()}"))
        column.addWidget(Columns(Label(duty.label, weight=600, wrap=True), chip, share=False, gap=4, break_at=320))
        column.addWidget(Label(duty.what, wrap=True))
        column.addWidget(Label(" · ".join(duty.articles), Tone.MUTED, wrap=True))
        if said := _placed(place):
            column.addWidget(Label(said, Tone.MUTED, wrap=True))
        if place.text:
            column.addWidget(self._text(place, self._buttons(place)))
        elif place.state is not State.TOLD:
            column.addWidget(self._buttons(place))
        return holder

    def _text(self, place: Place, buttons: QWidget) -> Foldable:
        holder = QWidget()
        column = vbox(holder, (24, 4, 0, 4), 4)
        if place.hint:
            column.addWidget(Label(place.hint, Tone.MUTED, wrap=True))
        sheet = QFrame()
        sheet.setObjectName("callout")
        text = Label(place.text, wrap=True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        vbox(sheet, 12, 0).addWidget(text)
        column.addWidget(sheet)
        fold = Foldable("Le texte", holder, note="", opened=place.duty.key in self._unfolded, beside=buttons)
        fold.header.setAccessibleDescription(place.duty.label)
        fold.toggled.connect(partial(self._remember, place.duty.key))
        return fold

    def _remember(self, key: str, opened: bool) -> None:
        (self._unfolded.add if opened else self._unfolded.discard)(key)

    def _buttons(self, place: Place) -> QWidget:
        duty, commands = place.duty, self._commands
        holder = QWidget()
        flow = FlowLayout(8, 4, holder)
        if place.text:
            copy = Button("Copier", Kind.SECONDARY, "copy", name=f"place.{duty.key}.copy")
            copy.setAccessibleName(formats.typographic(f"Copier : {duty.label}"))
            copy.clicked.connect(lambda: commands.copy_mention(place))
            flow.addWidget(copy)
        removal = duty.kind is DutyKind.REMOVAL
        if place.text or removal:
            words = "Noter la vérification" if removal else "Noter la mise en place"
            words = "Modifier" if place.state is State.DONE else words
            note = Button(words, Kind.QUIET, "calendar-check", name=f"place.{duty.key}.note")
            note.setAccessibleName(formats.typographic(f"{words} : {duty.label}"))
            note.clicked.connect(lambda: commands.note_mention(place))
            flow.addWidget(note)
        return holder


def _placed(place: Place) -> str:
    placed = place.placed
    if placed is None or placed.placed_on is None:
        return ""
    verb = "Vérifié" if place.duty.kind is DutyKind.REMOVAL else "Mis en place"
    words = f"{verb} le {formats.date_long(placed.placed_on)}"
    words += f" · {placed.spot}" if placed.spot else ""
    return f"{words}. Le texte a changé depuis." if place.state is State.STALE else words
