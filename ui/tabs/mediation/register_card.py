"""The user's own mediators: how to reach them, when the user last saw them on the list, and what can be done."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Mediator
from litigedesk.domain.vocabulary import MediatorKind
from litigedesk.queries.mediations import ConventionView
from litigedesk.rules import mediators as shipped

from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.layout import hbox, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Callout, Card, Separator
from ...widgets.text import Chip, Label
from .commands import Commands

CHECK_AGAIN_DAYS: Final = 365  # the program's own choice: no text says how often to look


class RegisterCard(Card):
    """« Mes médiateurs »."""

    def __init__(
        self,
        commands: Commands,
        own: Sequence[Mediator],
        held: Sequence[ConventionView],
        parent: QWidget | None = None,
    ) -> None:
        add = Button("Ajouter un médiateur", Kind.LINK, name="mediators.add")
        add.clicked.connect(lambda: commands.edit_mediator(None))
        super().__init__("Mes médiateurs", str(len(own) or ""), add, parent=parent)
        signed = {one.mediator.id for one in held if one.in_force}
        if not own:
            self.add(
                Label("Aucun : prenez-en un dans le registre ci-dessous, ou ajoutez le vôtre.", Tone.MUTED, wrap=True)
            )
        for place, one in enumerate(own):
            if place:
                self.add(Separator())
            self.add(_line(commands, one, signed=one.id in signed))
            if warning := shipped.load().withdrawn(f"{one.name} {one.website}"):
                self.add(Callout("Ne le nommez pas sans vérifier", warning))


def _line(commands: Commands, mediator: Mediator, *, signed: bool) -> QWidget:
    holder = QWidget()
    line = hbox(holder, 0, 12)
    words = vbox(gap=2)
    words.addWidget(Label(mediator.name, weight=500, wrap=True))
    kind = "" if mediator.kind is MediatorKind.CONSUMER else "pour vos clients professionnels seulement"
    detail = " · ".join(filter(None, (kind, mediator.website, mediator.city)))
    if detail:
        words.addWidget(Label(detail, Tone.MUTED, wrap=True))
    line.addLayout(words, 1)
    if signed:
        line.addWidget(Chip("convention en cours", Tone.FINE))
    elif mediator.kind is MediatorKind.CONSUMER:
        line.addWidget(Chip(*_checked(commands, mediator)))
    more = IconButton("ellipsis", f"Actions : {mediator.name}")
    more.setObjectName(f"mediator.{mediator.id}.more")
    menu, mediator_id = QMenu(more), mediator.id or 0
    add_action(menu, "Modifier…", "pencil", lambda: commands.edit_mediator(mediator_id))
    if mediator.kind is MediatorKind.CONSUMER:
        add_action(menu, "Noter une convention…", "file-check", lambda: commands.sign_convention(mediator_id))
        add_action(
            menu, "Noter une vérification…", "calendar-check", lambda: commands.edit_mediator(mediator_id, "checked_on")
        )
    menu.addSeparator()
    add_action(menu, "Supprimer", "trash-2", lambda: commands.delete_mediator(mediator_id))
    more.setMenu(menu)
    line.addWidget(more)
    return holder


def _checked(commands: Commands, mediator: Mediator) -> tuple[str, Tone, str]:
    day = mediator.checked_on
    if day is None:
        return "à vérifier", Tone.SOON, "search"
    if (commands.context.today() - day).days > CHECK_AGAIN_DAYS:
        return f"vu le {formats.date_medium(day)}", Tone.SOON, "search"
    return f"vu le {formats.date_medium(day)}", Tone.MUTED, "search"
