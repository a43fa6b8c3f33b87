"""One policy with all its facts: what it covers, its papers, the attestation, and the claims declared on it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.insurance import Policy
from litigedesk.domain.matter import of_policy
from litigedesk.queries.policies import PolicyFile

from ... import legal_words
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import FlowLayout
from ...widgets.layout import hbox, row, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Card, KeyValues, Separator
from ...widgets.record_letters import LettersCard
from ...widgets.rows import FactRow
from ...widgets.text import Chip, IconText, Label
from . import words
from .commands import Commands
from .guarantee_table import GuaranteeTable


class PolicyCard(Card):
    """``revealed`` asks whatever folds the card away to show it."""

    revealed = Signal()

    def __init__(self, commands: Commands, file: PolicyFile, parent: QWidget | None = None) -> None:
        self._commands, self._file = commands, file
        self._name = f"policy.{file.policy.id}"
        chip = Chip(*words.policy_chip(file, commands.context.today()))
        number = f"n° {file.policy.number}" if file.policy.number else "numéro à indiquer"
        super().__init__(file.called, number, chip, gap=12, parent=parent)
        self.edit_button = Button("Modifier", Kind.SECONDARY, "pencil", name=f"{self._name}.edit")
        self.add(self._facts(), self._guarantees(), Separator(), self._attestation())
        if file.policy.notes:
            self.add(Label(file.policy.notes, Tone.MUTED, wrap=True))
        if file.letters:
            self.add(Separator(), self._letters())
        self.add(Separator(), self._claims(), self._buttons())

    def reveal(self) -> None:
        """Have it shown."""
        self.revealed.emit()

    # ---- what it says ------------------------------------------------------------------------------------------------
    def _facts(self) -> KeyValues:
        policy, file = self._file.policy, self._file
        rows: list[tuple[str, str, str]] = [
            ("Assuré", words.holder(file), legal_words.tip("rc-pro")),
            ("Activité assurée", policy.activity or "à indiquer : l’assureur ne couvre que l’activité déclarée", ""),
            ("Période", words.period(policy) or "à indiquer", ""),
            ("Délai de déclaration", _delay(policy), legal_words.tip("decheance-garantie")),
            ("Déclenché par", words.trigger(file), legal_words.tip("base-reclamation", "garantie-subsequente")),
            ("Territoire", policy.territory or "à indiquer", ""),
            ("Contact", _contact(policy), ""),
        ]
        shown = KeyValues(first=136)
        for name, value, told in rows:
            label = Label(value, wrap=True)
            label.setAccessibleName(formats.typographic(f"{name} : {value}"))
            label.setToolTip(told)
            shown.add(name, label)
        return shown

    def _guarantees(self) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 8)
        column.addWidget(Separator())
        column.addWidget(GuaranteeTable(self._file.guarantees))
        return holder

    # ---- papers ------------------------------------------------------------------------------------------------------
    def _attestation(self) -> QWidget:
        policy, name = self._file.policy, f"{self._name}.attestation"
        holder = QWidget()
        column = vbox(holder, 0, 8)
        chip = Chip(*words.attestation_chip(policy, self._commands.context.today()))
        column.addLayout(row(Label("Attestation", weight=600), chip, None))
        flow = FlowLayout(8, 4)
        known = policy.attestation_file_id is not None or policy.attestation_until is not None
        words_of_it = "Demander la nouvelle attestation" if known else "Demander l’attestation"
        ask = Button(words_of_it, Kind.SECONDARY, "mail", name=f"{name}.ask")
        ask.clicked.connect(lambda: self._commands.ask_attestation(self._file))
        flow.addWidget(ask)
        for file_id, text, key in (
            (policy.attestation_file_id, "Ouvrir l’attestation", "open"),
            (policy.file_id, "Ouvrir le contrat", "policy"),
        ):
            if file_id is not None:
                see = Button(text, Kind.QUIET, "eye", name=f"{name}.{key}")
                see.clicked.connect(partial(self._commands.open_file, file_id))
                flow.addWidget(see)
        if policy.attestation_file_id is None:
            add = Button("Joindre l’attestation reçue", Kind.QUIET, "file-plus", name=f"{name}.add")
            add.clicked.connect(lambda: self._commands.edit_policy(policy.id or 0, "attestation_until"))
            flow.addWidget(add)
        column.addLayout(flow)
        return holder

    def _letters(self) -> LettersCard:
        matter = of_policy(self._file.policy.id or 0)
        lines = LettersCard(self._file.letters, (), self._commands.context.today(), name=self._name, empty="")
        lines.setObjectName("lines")
        lines.body.setContentsMargins(0, 0, 0, 0)
        self._commands.letters.serve(lines, matter, self._file.policy.number)
        return lines

    def _claims(self) -> QWidget:
        if not self._file.claims:
            return IconText("info", "Aucun sinistre sur ce contrat.")
        holder = QWidget()
        column = vbox(holder, 0, 4)
        column.addWidget(Label("Sinistres sur ce contrat", weight=600))
        for claim in self._file.claims:
            fact = FactRow("shield-alert", words.claim_line(claim), pressable=True)
            fact.setObjectName(f"{self._name}.claim.{claim.id}")
            fact.clicked.connect(partial(self._commands.context.navigate, "insurance_claim", claim.id or 0))
            column.addWidget(fact)
        return holder

    def _buttons(self) -> QWidget:
        commands, policy_id = self._commands, self._file.policy.id or 0
        holder = QWidget()
        line = hbox(holder)
        self.edit_button.clicked.connect(lambda: commands.edit_policy(policy_id))
        line.addWidget(self.edit_button)
        line.addStretch(1)
        more = IconButton("ellipsis", f"Autres actions : {self._file.called}")
        more.setObjectName(f"{self._name}.more")
        menu = QMenu(more)
        add_action(menu, "Modifier…", "pencil", lambda: commands.edit_policy(policy_id))
        add_action(menu, "Demander la nouvelle attestation…", "mail", lambda: commands.ask_attestation(self._file))
        menu.addSeparator()
        add_action(menu, "Supprimer le contrat", "trash-2", lambda: commands.delete_policy(policy_id))
        more.setMenu(menu)
        line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return holder


def _delay(policy: Policy) -> str:
    days = formats.count(policy.declaration_days, "jour ouvré", "jours ouvrés")
    return f"{days} ; {words.lapse(policy)}"


def _contact(policy: Policy) -> str:
    town = f"{policy.postcode} {policy.city}".strip()
    where = ", ".join(filter(None, (policy.street, policy.street_extra, town)))
    return "\n".join(filter(None, (policy.contact, where, policy.email, policy.phone))) or "à indiquer"
