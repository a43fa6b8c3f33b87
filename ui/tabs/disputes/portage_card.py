"""The card of an unpaid dispute under portage: who is the creditor, and the three proofs it will ask for, each with its gap."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries import files, portage
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.portage import PortageSide
from litigedesk.rules.proofs import Piece, Proof, ProofKind, ProofState

from ...kept_files import KeptFiles
from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.kept_file import KeptFileLine
from ...widgets.layout import hbox, row, vbox
from ...widgets.panels import Callout, Card, Separator
from ...widgets.text import Chip, Icon, IconText, Label
from .commands import Commands

STATES: Final = {
    ProofState.PRESENT: ("circle-check", Tone.FINE),
    ProofState.WEAK: ("triangle-alert", Tone.SOON),
    ProofState.MISSING: ("circle-x", Tone.LATE),
}
CREDITOR: Final = (
    "Elle a facturé : elle seule peut mettre en demeure, transiger ou agir (C. trav. L1254-1). Vous pouvez relancer, avec "
    "courtoisie."
)


class PortageCard(Card):
    """Creditor, then the proof of the order, of the invoices and of the delivery."""

    def __init__(
        self,
        commands: Commands,
        kept_files: KeptFiles,
        dossier: Dossier,
        side: PortageSide,
        parent: QWidget | None = None,
    ) -> None:
        ready = sum(1 for one in side.proofs if one.state is ProofState.PRESENT)
        super().__init__(
            "Portage : le dossier à remettre",
            f"{formats.count(ready, 'preuve')} sur {len(side.proofs)}",
            gap=12,
            parent=parent,
        )
        self._commands, self._files, self._dossier, self._side = commands, kept_files, dossier, side
        self.add(self._creditor())
        for proof in side.proofs:
            self.add(Separator(), self._proof(proof))

    # ---- the creditor ------------------------------------------------------------------------------------------------
    def _creditor(self) -> QWidget:
        company = self._side.company
        if company is None:
            return self._unknown()
        holder = QWidget()
        column = vbox(holder, 0, 4)
        see = Button("Voir sa fiche", Kind.LINK, name="portage.company")
        see.clicked.connect(lambda: self._commands.context.navigate("portage_company", company.id or 0))
        who = IconText("building-2", f"Créancier : {company.name}", Tone.TEXT, weight=600, wrap=True)
        column.addLayout(row(who, see, stretch=who))
        column.addWidget(Label(CREDITOR, Tone.MUTED, wrap=True))
        return holder

    def _unknown(self) -> Callout:
        if portage.companies(self._commands.context.desk):
            link = Button("Rattacher la facture à son contrat", Kind.LINK, name="portage.company")
            link.clicked.connect(lambda: self._commands.attach_contract(self._dossier))
            told = "Plusieurs sociétés sont notées : le contrat de la facture dira laquelle."
        else:
            link = Button("Ajouter la société de portage", Kind.LINK, name="portage.company")
            link.clicked.connect(self._commands.add_company)
            told = "Vous êtes salarié porté : votre société de portage a facturé. Notez-la pour pouvoir lui écrire."
        return Callout("Créancier : votre société de portage, laquelle ?", told, Tone.SOON, links=[link])

    # ---- the proofs --------------------------------------------------------------------------------------------------
    def _proof(self, proof: Proof) -> QWidget:
        icon, tone = STATES[proof.state]
        holder = QWidget()
        holder.setObjectName(f"proof.{proof.kind}")
        across = hbox(holder, 0, 12)
        across.addWidget(Icon(icon, tone, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = vbox(gap=4)
        title = Label(proof.kind.label, weight=600, wrap=True)
        words.addLayout(row(title, Chip(proof.state.label.lower(), tone), stretch=title))
        words.addWidget(Label(proof.sentence, wrap=True))
        for place, piece in enumerate(proof.pieces):
            words.addWidget(self._piece(piece, f"proof.{proof.kind}.{place}"))
        if proof.how:
            words.addWidget(IconText("arrow-right", proof.how, Tone.MUTED, wrap=True))
            words.addLayout(row(self._link(proof.kind), None))
        across.addLayout(words, 1)
        return holder

    def _piece(self, piece: Piece, name: str) -> QWidget:
        kept = files.stored_file(self._commands.context.desk, piece.file_id)
        if kept is None:
            return IconText("circle-dashed", f"{piece.title} · sans fichier", Tone.MUTED, wrap=True)
        holder = QWidget()
        column = vbox(holder, 0, 0)
        column.addWidget(IconText("file-check", piece.title, Tone.MUTED, wrap=True))
        column.addWidget(KeptFileLine(kept, self._files.open_document, name))
        return holder

    def _link(self, kind: ProofKind) -> Button:
        words = {
            ProofKind.ORDER: "Joindre le contrat signé",
            ProofKind.INVOICE: "Joindre la facture",
            ProofKind.DELIVERY: "Ajouter une preuve de livraison",
        }
        link = Button(words[kind], Kind.LINK, name=f"proof.{kind}.add")
        link.clicked.connect(lambda: self._commands.complete_proof(kind, self._dossier, self._side))
        return link
