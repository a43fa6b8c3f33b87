"""The card of sums: a ledger that adds up, its explanation, and what stands in the way when there is no statement."""

from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import ClientKind
from litigedesk.queries.disputes import Dossier

from ...dialogs.explanation import explain
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.ledger import Ledger
from ...widgets.panels import Callout, Card
from ...widgets.text import IconText
from . import statement_lines, words
from .commands import Commands
from .contested_part import ContestedPart


class SumsCard(Card):
    """Principal, interest, fee, paid, due today and per further day, as the rules give them."""

    def __init__(self, commands: Commands, dossier: Dossier, parent: QWidget | None = None) -> None:
        self._dossier = dossier
        found = dossier.sums.statement
        self.explain_button = Button("Expliquer le calcul", Kind.LINK, name="sums.explain")
        self.explain_button.clicked.connect(self.explain)
        super().__init__("Sommes", right=self.explain_button if found is not None else None, parent=parent)
        if creditor := words.creditor_of(dossier):
            line = IconText("building-2", f"Créancier : {creditor}", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED)
            line.setObjectName("sums.creditor")
            self.add(line)
        self.ledger = Ledger(statement_lines.lines(dossier.sums, dossier.dispute))
        self.add(self.ledger)
        if found is None:
            self.add(self._obstacle(commands))
            return
        source = IconText("info", words.legal_source(found, commands.context.desk.law), wrap=True)
        source.setObjectName("sums.source")
        self.add(source)
        if dossier.dispute.contested_amount and found.principal_due:
            self.add(ContestedPart(commands, dossier, found))

    def _obstacle(self, commands: Commands) -> Callout:
        dossier = self._dossier
        client_id = dossier.client.id
        if dossier.client.kind is ClientKind.UNKNOWN and client_id is not None:
            button = Button("Compléter le client", Kind.LINK, name="sums.solve")
            button.clicked.connect(lambda: commands.complete_client(client_id))
        else:
            button = Button("Ajouter le taux du semestre", Kind.LINK, name="sums.solve")
            button.clicked.connect(commands.add_rate)
        return Callout("Les intérêts ne peuvent pas être calculés", dossier.sums.obstacle, Tone.SOON, links=[button])

    def explain(self) -> None:
        """Show the steps, sources and warnings of the statement."""
        found = self._dossier.sums.statement
        if found is not None:
            title = f"Calcul des sommes, dossier {self._dossier.dispute.reference}"
            explain(self.window(), title, found.steps, found.sources, found.warnings)
