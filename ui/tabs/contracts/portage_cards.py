"""The cards of a three-party contract: validation, signatures, what the law asks, reminders, the three parties."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import Signatory
from litigedesk.queries.portage import TripartiteFile
from litigedesk.rules import portage as rules
from litigedesk.rules.conditions import Condition, Verdict

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.conditions import WRITTEN, ConditionList, summary
from ...widgets.dated_lines import Dated, DatedLine
from ...widgets.deadline_line import DeadlineLine
from ...widgets.panels import Card, Foldable, KeyValues, Separator
from ...widgets.rows import FactRow
from ...widgets.text import Chip, IconText, Label
from . import portage_words as words
from .contract_cards import file_line
from .portage_commands import PortageCommands


class ValidationCard(Card):
    """Each sending to the company, newest first, with what it answered and asked to correct."""

    def __init__(self, commands: PortageCommands, file: TripartiteFile, parent: QWidget | None = None) -> None:
        contract_id = file.contract.id or 0
        add = Button("Noter un envoi", Kind.LINK, name="portage.round.add")
        add.clicked.connect(lambda: commands.edit_round(contract_id))
        super().__init__("Validation", str(len(file.rounds) or ""), add, parent=parent)
        if not file.rounds:
            told = f"Pas encore envoyé à {file.company.name}. Aucune signature avant son feu vert."
            self.add(Label(told, Tone.MUTED, wrap=True))
        for number, one in reversed(list(enumerate(file.rounds, 1))):
            text, tone, icon = words.round_state(one)
            title = f"{'Envoi' if len(file.rounds) == 1 else f'Envoi {number}'} du {formats.date_long(one.sent_on)}"
            line = FactRow("send", title, words.answered(one), Chip(text, tone, icon), pressable=True)
            line.setObjectName(f"portage.round.{one.id}")
            line.clicked.connect(partial(commands.edit_round, contract_id, one.id))
            self.add(line)
            if one.corrections.strip():
                self.add(IconText("message-square-text", one.corrections.strip(), Tone.TEXT, wrap=True))
            paper = file_line(commands.context, commands.files, one.file_id, f"portage.round.{one.id}.document")
            if paper is not None:
                self.add(paper)


class SignaturesCard(Card):
    """The draft, then the three signatures, each with its day and its paper."""

    def __init__(self, commands: PortageCommands, file: TripartiteFile, parent: QWidget | None = None) -> None:
        left = len(rules.to_sign(file.tripartite))
        note = f"{len(Signatory) - left} sur {len(Signatory)}"
        super().__init__("Projet et signatures", note, gap=4, parent=parent)
        t = file.tripartite
        self._line(commands, file, Dated("Projet", t.drafted_on, step="draft"), t.draft_file_id)
        names = {
            Signatory.WORKER: "Vous",
            Signatory.CLIENT: file.client.name,
            Signatory.COMPANY: file.company.name,
        }
        for who in Signatory:
            one = Dated(names[who], rules.signed_on(t, who), step=words.SIGNATURE_STEPS[who])
            self._line(commands, file, one, getattr(t, f"{who}_file_id"))
        if t.ended_on is not None:
            self._line(commands, file, Dated("Fin de la mission", t.ended_on, t.end_reason, "end"), None)

    def _line(self, commands: PortageCommands, file: TripartiteFile, one: Dated, file_id: int | None) -> None:
        line = DatedLine(one, f"portage.date.{one.step}")
        line.act.clicked.connect(lambda: commands.note_step(file.contract.id or 0, one.step))
        self.add(line)
        paper = file_line(commands.context, commands.files, file_id, f"portage.date.{one.step}.document")
        if paper is not None:
            self.add(paper)


class ChecklistCard(Card):
    """What the contract must say, then what it may not exceed; folded once nothing fails and nothing is to answer."""

    def __init__(self, commands: PortageCommands, file: TripartiteFile, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self._fold(commands, file, "Ce que le contrat doit dire", file.contents)
        self._fold(commands, file, "Ce que la loi permet", file.limits)

    def _fold(
        self, commands: PortageCommands, file: TripartiteFile, title: str, conditions: Sequence[Condition]
    ) -> None:
        found = ConditionList(name=title, narrow=True, verbs=WRITTEN)
        found.show_conditions(conditions)
        found.asked.connect(lambda field: commands.answer(file, field))
        settled = all(one.verdict is Verdict.MET for one in conditions)
        self.add(Foldable(title, found, note=summary(conditions), opened=not settled))


class RemindersCard(Card):
    """The dates still to come, to tick or move; those that are done are on the line of time."""

    def __init__(self, commands: PortageCommands, file: TripartiteFile, parent: QWidget | None = None) -> None:
        super().__init__("Rappels", gap=12, parent=parent)
        for place, one in enumerate(one for one in file.clocks if one.done_on is None):
            if place:
                self.add(Separator())
            self.add(DeadlineLine(commands.deadlines, one, stacked=True))


class PartiesCard(Card):
    """The company and the client, each with the way to its page; what was agreed beyond the law."""

    def __init__(self, commands: PortageCommands, file: TripartiteFile, parent: QWidget | None = None) -> None:
        super().__init__("Les trois parties", parent=parent)
        context = commands.context
        self.add(FactRow("user", "Vous", context.desk.profile().name or "votre nom manque"))
        for icon, name, what, kind, record_id in (
            ("users", file.client.name, "entreprise cliente", "client", file.client.id),
            ("building-2", file.company.name, "société de portage, créancière", "portage_company", file.company.id),
        ):
            line = FactRow(icon, name, what, pressable=True)
            line.clicked.connect(partial(context.navigate, kind, record_id or 0))
            self.add(line)


class AgreedCard(Card):
    """What the contract says, in the words typed."""

    def __init__(self, file: TripartiteFile, parent: QWidget | None = None) -> None:
        super().__init__("Ce que dit le contrat", parent=parent)
        c, t = file.contract, file.tripartite
        amount = formats.money(c.amount) if c.amount else ""
        pairs = (
            ("Début", formats.date_long(c.starts_on) if c.starts_on else ""),
            ("Fin", formats.date_long(c.ends_on) if c.ends_on else t.minimum_duration),
            ("Prix", " · ".join(filter(None, (t.price, f"{amount} HT" if amount else "")))),
            ("Recours", t.ground.label if t.ground else ""),
            ("Prestation", t.service),
            ("Compétences", t.skills),
            ("Sécurité", t.safety),
            ("Équipements", t.equipment),
            ("Livrables", t.deliverables),
            ("Lieu", t.place),
            ("Droits", t.intellectual_property),
            ("Confidentialité", t.confidentiality),
            ("Fin anticipée", t.termination),
            ("Bon de commande", t.order_reference),
        )
        known = [(name, value) for name, value in pairs if value]
        self.add(KeyValues(known, first=112) if known else Label("Rien encore.", Tone.MUTED))
