"""What the mediator proposes, until when it may be accepted, and what each side answered: all of it confidential."""

from datetime import date

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import ProposalAnswer
from litigedesk.letters.ids import ACCEPT, REFUSE
from litigedesk.queries.mediations import MediationFile
from litigedesk.rules.mediation import Phase

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import FlowLayout
from ...widgets.panels import Card, KeyValues
from ...widgets.text import Chip, IconText, Label
from .commands import Commands

CONFIDENTIAL = (
    "Ces échanges ne peuvent être ni divulgués ni produits en justice sans l’accord des parties, sauf exceptions "
    "(C. conso. L612-3)."
)


class ProposalCard(Card):
    """The proposal, marked confidential by a lock and a word."""

    def __init__(self, commands: Commands, file: MediationFile, parent: QWidget | None = None) -> None:
        m = file.mediation
        day = formats.date_long(m.proposal_on) if m.proposal_on else ""
        super().__init__("Proposition du médiateur", day, Chip("confidentiel", Tone.MUTED, "lock"), parent=parent)
        self._commands, self._file = commands, file
        self.add(Label(m.proposal or "Son texte n’est pas noté.", Tone.TEXT if m.proposal else Tone.MUTED, wrap=True))
        rows = [
            ("Somme", formats.money(m.proposal_amount) if m.proposal_amount else ""),
            ("À répondre", _until(m)),
            ("Vous", _answered(m.my_answer, m.my_answer_on)),
            ("Le client", _answered(m.client_answer, m.client_answer_on)),
        ]
        self.add(KeyValues([one for one in rows if one[1]], first=96))
        if m.my_answer_reason:
            self.add(Label(m.my_answer_reason, Tone.MUTED, wrap=True))
        self.add(self._buttons(), IconText("lock", CONFIDENTIAL, wrap=True))

    def _buttons(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(8, 4, holder)
        commands, file = self._commands, self._file
        if file.phase is Phase.PROPOSED:
            for words, template in (("Rédiger l’acceptation", ACCEPT), ("Rédiger le refus", REFUSE)):
                write = Button(words, Kind.SECONDARY, "file-text", name=f"mediation.proposal.{template}")
                write.clicked.connect(lambda _on=False, template=template: commands.compose(file, template))
                flow.addWidget(write)
        edit = Button("Modifier", Kind.QUIET, "pencil", name="mediation.proposal.edit")
        edit.clicked.connect(lambda: commands.note_step(file.mediation.id or 0, "proposal"))
        flow.addWidget(edit)
        if (kept := file.proposal_file) is not None:
            see = Button("Ouvrir le document", Kind.QUIET, "eye", name="mediation.proposal.open")
            see.clicked.connect(lambda: commands.files.open_document(kept))
            flow.addWidget(see)
        return holder


def _until(m: Mediation) -> str:
    if m.answer_by is None:
        return "délai non noté : demandez-le au médiateur, lui seul le fixe"
    return f"au plus tard le {formats.date_full(m.answer_by)}, délai fixé par le médiateur"


def _answered(answer: ProposalAnswer | None, day: date | None) -> str:
    if answer is None:
        return "pas encore de réponse"
    return f"{answer.label.lower()} le {formats.date_long(day)}" if day else answer.label.lower()
