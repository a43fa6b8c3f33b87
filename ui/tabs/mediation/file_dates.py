"""The dates of a mediation: those that happened, each changed at its step, and those still watched."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import ProposalAnswer, Stance
from litigedesk.queries.mediations import MediationFile

from ...widgets.buttons import Button, Kind
from ...widgets.clocks import ClockList, ClockView
from ...widgets.dated_lines import Dated, DatedLine
from ...widgets.panels import Card
from .commands import Commands


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
    yield Dated("Dossier complet", m.completed_on, step="complete")
    if m.extended_until is not None:
        note = f"jusqu’au {formats.date_long(m.extended_until)}"
        yield Dated("Prolongation annoncée", m.extended_on, note, "extension")
    yield Dated("Proposition du médiateur", m.proposal_on, step="proposal")
    if m.proposal_on is not None:
        yield Dated("Votre réponse", m.my_answer_on, _answer(m.my_answer), "my-answer")
        yield Dated("Réponse du client", m.client_answer_on, _answer(m.client_answer), "client-answer")
    yield Dated("Fin de la médiation", m.ended_on, m.outcome.label.lower() if m.outcome else "", "end")
    if m.perform_by is not None:
        note = f"à exécuter au plus tard le {formats.date_long(m.perform_by)}" if m.performed_on is None else ""
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
        super().__init__("Dates", right=other, gap=4, parent=parent)
        for place, one in enumerate(dated(file.mediation)):
            line = DatedLine(one, f"mediation.date.{one.step or 'referred'}.{place}")
            line.act.clicked.connect(partial(self._ask, one.step))
            self.add(line)

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
