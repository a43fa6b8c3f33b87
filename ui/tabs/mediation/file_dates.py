"""The dates of a mediation: those that happened, each changed at its step, and those still watched."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import ProposalAnswer, Stance
from litigedesk.queries.mediations import MediationFile

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.clocks import ClockList, ClockView
from ...widgets.panels import Card
from ...widgets.text import Icon, Label
from .commands import Commands


@dataclass(frozen=True)
class Dated:
    """One date: what it is, when, what is known besides, and the step that notes it (``""`` for the whole file's field)."""

    name: str
    day: date | None
    note: str = ""
    step: str = ""


def dated(m: Mediation) -> Iterator[Dated]:
    """The usual dates in order, noted or not; the unusual ones only once they are noted."""
    yield Dated("Saisine par le client", m.referred_on)
    yield Dated("Notification", m.notified_on, step="notice")
    if m.rejected_on is not None:
        yield Dated("Refus du médiateur", m.rejected_on, m.rejection_reason, "rejection")
        return
    stance = {None: "", Stance.TAKES_PART: "vous participez", Stance.DECLINES: "vous ne participez pas"}[m.stance]
    yield Dated("Votre participation", m.stance_on, stance, "stance")
    if m.agreed_on is not None:
        yield Dated("Accord écrit de médiation", m.agreed_on, step="stance")
    if m.first_meeting_on is not None:
        yield Dated("Première réunion", m.first_meeting_on, step="meeting")
    yield Dated("Dossier transmis", m.completed_on, step="complete")
    if m.extended_until is not None:
        note = f"jusqu’au {formats.date_long(m.extended_until)}"
        yield Dated("Prolongation annoncée", m.extended_on, note, "extension")
    yield Dated("Proposition du médiateur", m.proposal_on, step="proposal")
    if m.proposal_on is not None:
        yield Dated("Votre réponse", m.my_answer_on, _answer(m.my_answer), "my-answer")
        yield Dated("Réponse du client", m.client_answer_on, _answer(m.client_answer), "client-answer")
    yield Dated("Fin de la médiation", m.ended_on, m.outcome.label.lower() if m.outcome else "", "end")
    if m.perform_by is not None:
        note = f"à exécuter avant le {formats.date_long(m.perform_by)}" if m.performed_on is None else ""
        yield Dated("Exécution de l’accord", m.performed_on, note, "performed")


def _answer(answer: ProposalAnswer | None) -> str:
    return answer.label.lower() if answer is not None else ""


class DatesCard(Card):
    """Each date with « Modifier » or « Noter »; the steps that are not usual stand under « Noter une étape »."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        self._commands, self._id = commands, file.mediation.id or 0
        other = Button("Noter une étape", Kind.QUIET, name="mediation.steps")
        menu = QMenu(other)
        commands.fill_steps(menu, self._id)
        other.setMenu(menu)
        super().__init__("Dates", right=other, parent=parent)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        for place, one in enumerate(dated(file.mediation)):
            self._add(grid, place, one)
        self.add(grid)

    def _add(self, grid: QGridLayout, place: int, one: Dated) -> None:
        known = one.day is not None or bool(one.note)
        grid.addWidget(Icon("circle-check" if known else "circle", Tone.FINE if known else Tone.MUTED), place, 0)
        grid.addWidget(Label(one.name, Tone.TEXT if known else Tone.MUTED), place, 1)
        when = formats.date_long(one.day) if one.day is not None else ""
        words = " · ".join(filter(None, (when, one.note))) or "—"
        value = Label(words, Tone.TEXT if known else Tone.MUTED, wrap=True)
        value.setAccessibleName(formats.typographic(f"{one.name} : {words if known else 'pas encore noté'}"))
        value.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(value, place, 2)
        act = Button(
            "Modifier" if known else "Noter", Kind.LINK, name=f"mediation.date.{one.step or 'referred'}.{place}"
        )
        act.setAccessibleName(formats.typographic(f"{act.text()} : {one.name}"))
        act.clicked.connect(lambda: self._ask(one.step))
        grid.addWidget(act, place, 3, Qt.AlignmentFlag.AlignRight)

    def _ask(self, step: str) -> None:
        if step:
            self._commands.note_step(self._id, step)
        else:
            self._commands.edit(self._id, "referred_on")


class ClocksCard(Card):
    """The dates that follow, with why; they are ticked or moved in the dossier of the dispute."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        see = Button("Dans le litige", Kind.LINK, name="mediation.clocks.see", tip="Les cocher ou les déplacer")
        see.clicked.connect(lambda: commands.context.navigate("dispute", file.dispute.id or 0))
        super().__init__("Délais", right=see, gap=12, parent=parent)
        clocks = ClockList(reason=True, narrow=True)
        clocks.show_clocks([ClockView.of_deadline(one) for one in file.clocks], commands.context.today())
        self.add(clocks)
