"""The card of a complaint: what the client reproaches and asks, in writing or not, the answer, and its three clocks."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.desk import Desk
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.queries import contracts
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.mediations import ComplaintView

from ...dialogs.explanation import explain
from ...forms.insured_question import InsuredQuestion
from ...kept_files import KeptFiles
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.clocks import ClockList, ClockView
from ...widgets.flow import FlowLayout
from ...widgets.layout import row, vbox
from ...widgets.panels import Card, KeyValues, Separator
from ...widgets.text import IconText
from .commands import Commands

WRITTEN = "Réclamation écrite : elle ouvre à votre client la voie du médiateur pendant un an (C. conso. L612-2)."
WRITTEN_BY_OTHERS = "Réclamation écrite. Pas de médiation de la consommation avec ce client (C. conso. L611-3)."
ORAL = "Faite de vive voix : aucun délai de médiation ne court. Le médiateur demande une réclamation écrite (C. conso. L612-2, 1°)."
SOURCES = ("C. conso. L612-2", "C. ass. L113-2, 4°")


class ComplaintCard(Card):
    """One complaint of a dispute, with its document and its deadlines; ``asks`` about the insurance while it is not known."""

    def __init__(
        self,
        commands: Commands,
        files: KeptFiles,
        dossier: Dossier,
        view: ComplaintView,
        *,
        asks: bool,
        parent: QWidget | None = None,
    ) -> None:
        complaint = view.complaint
        complaint_id = complaint.id or 0
        edit = Button("Modifier", Kind.LINK, name=f"complaint.{complaint_id}.edit")
        edit.clicked.connect(lambda: commands.edit_complaint(complaint_id))
        came = f"{complaint.channel.label.lower()}, {formats.date_long(complaint.received_on)}"
        super().__init__("Réclamation", came, edit, gap=12, parent=parent)
        self._commands, self._files, self._view = commands, files, view
        self.add(self._form_of(complaint, dossier.client.kind))
        self.add(KeyValues(self._facts()))
        if view.document is not None:
            self.add(self._document())
        if view.clocks:
            self.add(Separator(), self._clocks())
        if asks and InsuredQuestion.is_open(commands.context):
            self.add(InsuredQuestion(commands.context))

    def _form_of(self, complaint: Complaint, client: ClientKind) -> IconText:
        if not complaint.is_written:
            return IconText("phone", ORAL, Tone.SOON, wrap=True)
        words = WRITTEN if client in {ClientKind.CONSUMER, ClientKind.UNKNOWN} else WRITTEN_BY_OTHERS
        return IconText("mail", words, Tone.MUTED, wrap=True)

    def _facts(self) -> list[tuple[str, str]]:
        complaint = self._view.complaint
        answer = complaint.answer.label if complaint.answer else ""
        if complaint.answered_on is not None:
            answer = " · ".join(filter(None, (answer or "donnée", formats.date_long(complaint.answered_on))))
        facts = (
            ("Reproche", complaint.grievance),
            ("Demande", complaint.request),
            ("Somme demandée", formats.money(complaint.amount) if complaint.amount else ""),
            ("Contrat", _contract(self._commands.context.desk, complaint.contract_id)),
            ("Ma réponse", answer or "pas encore préparée"),
        )
        return [(name, " ".join(words.split())) for name, words in facts if words]

    def _document(self) -> QWidget:
        document = self._view.document
        assert document is not None
        holder = QWidget()
        line = FlowLayout(8, 4, holder)
        line.addWidget(IconText("file-text", document.name, elide=True))
        look = Button("Ouvrir", Kind.LINK, name=f"complaint.{self._view.complaint.id}.document")
        look.setAccessibleName(f"Ouvrir {document.name}")
        look.clicked.connect(lambda: self._files.open_document(document))
        line.addWidget(look)
        return holder

    def _clocks(self) -> QWidget:
        holder = QWidget()
        body = vbox(holder)
        clocks = ClockList()
        clocks.show_clocks([ClockView.of_deadline(one) for one in self._view.clocks], self._commands.context.today())
        why = Button("Pourquoi ces dates ?", Kind.LINK, name=f"complaint.{self._view.complaint.id}.why")
        why.clicked.connect(self.explain)
        body.addWidget(clocks)
        body.addLayout(row(why, None))
        return holder

    def explain(self) -> None:
        """Show how each date was found."""
        steps = [f"{one.title} : {formats.date_long(one.due_on)}. {one.reason}" for one in self._view.clocks]
        explain(self.window(), "Les délais de cette réclamation", steps, SOURCES)


def _contract(desk: Desk, contract_id: int | None) -> str:
    if contract_id is None:
        return ""
    contract = contracts.page(desk, contract_id).contract
    return " · ".join(filter(None, (contract.reference or contract.kind.label, contract.title)))
