"""The proofs of delivery of a contract: activity reports month by month, then *PV de recette* and deliverables."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.portage import DeliveryProof
from litigedesk.domain.vocabulary import DeliveryProofKind
from litigedesk.queries.portage import TripartiteFile

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.layout import vbox
from ...widgets.panels import Card, Foldable
from ...widgets.rows import FactRow
from ...widgets.text import Chip, Label
from . import portage_words as words
from .contract_cards import file_line
from .portage_commands import PortageCommands

SHOWN: Final = 6  # months; the older ones are folded


class ReportsCard(Card):
    """Each month, newest first: signed, not signed, or missing, with the way to add or change its report."""

    def __init__(self, commands: PortageCommands, file: TripartiteFile, parent: QWidget | None = None) -> None:
        contract_id = file.contract.id or 0
        add = Button("Ajouter un CRA", Kind.LINK, name="portage.report.add")
        add.clicked.connect(lambda: commands.edit_proof(contract_id))
        noted = {one.month: one for one in file.proofs if one.kind is DeliveryProofKind.ACTIVITY_REPORT and one.month}
        missing = formats.count(len(file.reports_lacking), "manquant") if file.reports_lacking else ""
        super().__init__("Comptes rendus d’activité (CRA)", missing, add, parent=parent)
        months = sorted({*noted, *file.reports_lacking}, reverse=True)
        lines: list[QWidget] = []
        for month in months:
            if month in noted:
                lines += _proof_lines(commands, noted[month])
                continue
            words_of_it = formats.month_year(month)
            line = FactRow(
                "calendar-days",
                words_of_it[0].upper() + words_of_it[1:],
                "à faire signer par le client",
                Chip("manque", Tone.LATE, "circle-alert"),
                pressable=True,
            )
            line.setObjectName(f"portage.report.{month:%Y-%m}")
            line.clicked.connect(partial(commands.edit_proof, contract_id, None, month))
            lines.append(line)
        if not lines:
            started = file.contract.starts_on
            told = "Aucun mois n’est fini." if started else "Indiquez le début de la mission pour suivre les mois."
            self.add(Label(told, Tone.MUTED, wrap=True))
        self.add(*lines[:SHOWN])
        if older := lines[SHOWN:]:
            self.add(_folded(older))


class DeliveriesCard(Card):
    """The other proofs: what the client accepted, what was handed over."""

    def __init__(self, commands: PortageCommands, file: TripartiteFile, parent: QWidget | None = None) -> None:
        contract_id = file.contract.id or 0
        add = Button("Ajouter", Kind.LINK, name="portage.delivery.add", tip="Un PV de recette ou un livrable")
        add.clicked.connect(lambda: commands.edit_proof(contract_id, kind=DeliveryProofKind.ACCEPTANCE))
        others = [one for one in file.proofs if one.kind is not DeliveryProofKind.ACTIVITY_REPORT]
        super().__init__("PV de recette et livrables", str(len(others) or ""), add, parent=parent)
        if not others:
            told = "Aucun : un PV signé par le client est la meilleure preuve de livraison."
            self.add(Label(told, Tone.MUTED, wrap=True))
        for one in reversed(others):
            self.add(*_proof_lines(commands, one))


def _proof_lines(commands: PortageCommands, one: DeliveryProof) -> list[QWidget]:
    text, tone, icon = words.proof_state(one)
    picture = "calendar-days" if one.kind is DeliveryProofKind.ACTIVITY_REPORT else "file-check"
    line = FactRow(picture, words.proof_title(one), words.proof_detail(one), Chip(text, tone, icon), pressable=True)
    line.setObjectName(f"portage.proof.{one.id}")
    line.clicked.connect(partial(commands.edit_proof, one.contract_id, one.id))
    paper = file_line(commands.context, commands.files, one.file_id, f"portage.proof.{one.id}.document")
    return [line] if paper is None else [line, paper]


def _folded(lines: list[QWidget]) -> Foldable:
    holder = QWidget()
    column = vbox(holder)
    for line in lines:
        column.addWidget(line)
    return Foldable("Mois précédents", holder, note="")
