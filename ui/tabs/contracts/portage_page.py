"""The page of a three-party contract: where it stands, who holds the pen, what to do now, then its papers."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk.domain.matter import of_contract
from litigedesk.domain.money import Money
from litigedesk.errors import NotFound
from litigedesk.queries import contracts, letters, next_step, portage
from litigedesk.queries.contracts import ContractPage
from litigedesk.queries.portage import TripartiteFile
from litigedesk.rules.portage import ContractPhase

from ...dialogs.next_step import ICONS
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.figures import Stepper
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, hbox, vbox
from ...widgets.panels import Card, NextAction, Page
from ...widgets.record_head import RecordHead
from ...widgets.record_letters import LettersCard
from ...widgets.record_timeline import RecordTimeline
from ...widgets.text import Chip, IconText, Label
from . import portage_words as words
from .contract_cards import InvoicesCard, TermsCard
from .portage_cards import AgreedCard, ChecklistCard, PartiesCard, RemindersCard, SignaturesCard, ValidationCard
from .portage_commands import PortageCommands
from .portage_deliveries import DeliveriesCard, ReportsCard

SIDE: Final = 380  # px of the second column
_SIGNED: Final = {ContractPhase.ACTIVE, ContractPhase.ENDED}


class TripartiteView(Page):
    """Shows one three-party contract at a time; ``edit_asked(id)`` asks the tab for the form."""

    edit_asked = Signal(int)

    def __init__(self, commands: PortageCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Fiche du contrat de portage")
        self.commands, self.context = commands, commands.context
        self.file: TripartiteFile | None = None

    @property
    def contract_id(self) -> int | None:
        """The contract shown."""
        return self.file.contract.id if self.file else None

    def show_contract(self, contract_id: int) -> None:
        """Read a contract and show it; ``NotFound`` when it is gone or has two parties only."""
        page = contracts.page(self.context.desk, contract_id)
        file = portage.file(self.context.desk, contract_id, self.context.today())
        if file is None:
            raise NotFound("Ce contrat n’est pas un contrat de portage à trois parties.")
        scrolled = self.verticalScrollBar().value() if contract_id == self.contract_id else 0
        self.file = file
        with kept_focus(self):
            self._build(file, page)
        self.verticalScrollBar().setValue(scrolled)

    def _build(self, file: TripartiteFile, page: ContractPage) -> None:
        today = self.context.today()
        clear(self.body)
        self.add(self._head(file, page))
        self.add(Stepper(words.steps(file, today), words.place_of(file.phase)))
        said, tone = words.pen(file)
        pen = IconText("pencil", said, Tone.TEXT, wrap=True, icon_tone=tone)
        pen.setObjectName("portage.pen")
        self.add(pen, self._next(file))
        if file.milestones:
            line = RecordTimeline(file.milestones, today, running=file.phase not in _SIGNED)
            self.add(Card("Les dates du contrat").add(line))
        self.add(Columns(self._course(file, page), self._facts(file, page), side=SIDE, break_at=840))
        self.body.addStretch(1)

    # ---- the top -----------------------------------------------------------------------------------------------------
    def _head(self, file: TripartiteFile, page: ContractPage) -> QWidget:
        contract = file.contract
        tone, icon = words.PHASES[file.phase]
        amount, note = self._amount(file, page)
        record = RecordHead(
            f"{contract.reference} — {contract.title}" if contract.title else contract.reference,
            Chip(file.phase.label, tone, icon),
            " · ".join(("Contrat de portage", file.client.name, file.company.name)),
            amount,
            note,
        )
        more = IconButton("ellipsis", "Autres actions sur ce contrat")
        more.setObjectName("portage.more")
        menu = QMenu(more)
        self.commands.fill_menu(menu, file, self._edit)
        more.setMenu(menu)
        holder = QWidget()
        layout = hbox(holder, 0, 12)
        layout.addWidget(record, 1)
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _amount(self, file: TripartiteFile, page: ContractPage) -> tuple[Money | None, str]:
        """What the client owes the company, or before any invoice the price agreed."""
        if page.invoices:
            owed = Money.total(row.outstanding for row in page.invoices)
            return owed, f"dus à {file.company.name}, hors intérêts"
        return (file.contract.amount, "prévus, hors taxes") if file.contract.amount else (None, "")

    def _edit(self) -> None:
        self.edit_asked.emit(self.contract_id or 0)

    def _next(self, file: TripartiteFile) -> NextAction:
        step = next_step.propose_contract(file, self.context.today())
        edit = Button("Modifier", Kind.SECONDARY, "pencil", name="portage.edit")
        edit.clicked.connect(self._edit)
        buttons = [edit]
        if step.action:
            kind = Kind.SECONDARY if step.waiting else Kind.PRIMARY
            act = Button(step.button, kind, ICONS[step.action], name="portage.next")
            act.clicked.connect(lambda: self.commands.do_step(step, file.client.id or 0))
            buttons.append(act)
        return NextAction(step.sentence, step.reason, buttons)

    # ---- the two columns ---------------------------------------------------------------------------------------------
    def _course(self, file: TripartiteFile, page: ContractPage) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        for card in (
            ValidationCard(self.commands, file),
            SignaturesCard(self.commands, file),
            ReportsCard(self.commands, file),
            DeliveriesCard(self.commands, file),
            InvoicesCard(self.commands.records, page, narrow=True),
            self._letters(file),
        ):
            column.addWidget(card)
        column.addStretch(1)
        return holder

    def _letters(self, file: TripartiteFile) -> LettersCard:
        matter = of_contract(file.contract.id or 0)
        offered = letters.fitting_letters(self.context.desk, matter)
        card = LettersCard(
            file.letters, offered, self.context.today(), name="portage", empty="Aucune lettre sur ce contrat."
        )
        self.commands.letters.serve(card, matter, file.contract.reference)
        return card

    def _facts(self, file: TripartiteFile, page: ContractPage) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        if any(one.done_on is None for one in file.clocks):
            column.addWidget(RemindersCard(self.commands, file))
        column.addWidget(ChecklistCard(self.commands, file))
        column.addWidget(PartiesCard(self.commands, file))
        column.addWidget(AgreedCard(file))
        column.addWidget(TermsCard(self.context, page))
        if file.contract.notes:
            column.addWidget(Card("Notes").add(Label(file.contract.notes, wrap=True)))
        column.addStretch(1)
        return holder
