"""The part « Sociétés de portage »: who they are, where to write to them, what covers them, their contracts."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.queries import portage
from litigedesk.queries.portage import CompanyFile
from litigedesk.rules.portage import ContractPhase

from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import clear, hbox, row, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Callout, Card, EmptyState, KeyValues, Page
from ...widgets.rows import FactRow
from ...widgets.text import Chip, Label, TitleLabel
from . import portage_words as words
from .portage_commands import PortageCommands

SIDE = 420  # px of the second column


class CompaniesPart(Page):
    """One block for each company: most users have one."""

    def __init__(self, commands: PortageCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Sociétés de portage")
        self._commands = commands
        self._edits: dict[int, Button] = {}

    def refresh(self) -> None:
        """Read again."""
        desk = self._commands.context.desk
        rows = portage.companies(desk)
        scrolled = self.verticalScrollBar().value()
        with kept_focus(self):
            clear(self.body)
            self._edits = {}
            if not rows:
                self.add(self._none())
            else:
                new = Button("Ajouter une société", Kind.SECONDARY, "plus", name="companies.add")
                new.clicked.connect(self.add_company)
                self.add(row(new, None))
            for one in rows:
                self.add(self._block(portage.company_file(desk, one.id or 0)))
            self.body.addStretch(1)
        self.verticalScrollBar().setValue(scrolled)

    def show_company(self, company_id: int) -> None:
        """Bring one company in sight, with the keys."""
        button = self._edits.get(company_id)
        if button is not None:
            self.ensureWidgetVisible(button)
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_company(self) -> None:
        """Ask for a company, and show it."""
        company_id = self._commands.edit_company(None)
        if company_id is not None:
            self.show_company(company_id)

    def _none(self) -> EmptyState:
        add = Button("Ajouter ma société de portage", Kind.PRIMARY, "building-2", name="companies.add")
        add.clicked.connect(self.add_company)
        return EmptyState(
            "building-2",
            "Aucune société de portage.",
            "Elle signe le contrat avec vous et le client, facture, et assure. Notez-la une fois : les contrats, les "
            "signalements d’impayé et les sinistres en partent.",
            add,
        )

    # ---- one company -------------------------------------------------------------------------------------------------
    def _block(self, file: CompanyFile) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        column.addWidget(self._head(file))
        c = file.company
        missing = [
            name
            for name, values in (
                ("son adresse", (c.street, c.postcode, c.city)),
                ("son courriel de validation", (c.validation_email,)),
                ("son garant financier", (c.guarantor,)),
                ("son assureur", (c.insurer,)),
                ("le numéro de son assurance", (c.policy_number,)),
            )
            if not all(value.strip() for value in values)
        ]
        if missing:
            fill = Button("Compléter", Kind.LINK, name=f"company.{file.company.id}.complete")
            fill.clicked.connect(lambda: self._commands.edit_company(file.company.id))
            listed = " et ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
            told = (
                f"Il manque {listed}. Vos lettres portent son adresse ; le contrat doit nommer garant, assureur et "
                "numéro (C. trav. L1254-23)."
            )
            column.addWidget(Callout("Fiche à compléter", told, Tone.SOON, links=[fill]))
        column.addWidget(Columns(self._related(file), self._facts(file), side=SIDE, break_at=840))
        return holder

    def _head(self, file: CompanyFile) -> QWidget:
        company_id = file.company.id or 0
        holder = QWidget()
        line = hbox(holder, 0, 8)
        line.addWidget(TitleLabel(file.company.name), 1)
        edit = Button("Modifier", Kind.SECONDARY, "pencil", name=f"company.{company_id}.edit")
        edit.setAccessibleName(f"Modifier {file.company.name}")
        edit.clicked.connect(lambda: self._commands.edit_company(company_id))
        self._edits[company_id] = edit
        more = IconButton("ellipsis", f"Actions : {file.company.name}")
        more.setObjectName(f"company.{company_id}.more")
        menu = QMenu(more)
        add_action(menu, "Nouveau contrat de portage…", "file-plus", self._commands.new_contract)
        add_action(menu, "Noter son assurance…", "shield-alert", lambda: self._commands.add_policy(company_id))
        menu.addSeparator()
        add_action(menu, "Supprimer", "trash-2", lambda: self._commands.delete_company(company_id))
        more.setMenu(menu)
        line.addWidget(edit)
        line.addWidget(more)
        return holder

    def _facts(self, file: CompanyFile) -> QWidget:
        c = file.company
        town = f"{c.postcode} {c.city}".strip()
        pairs = (
            ("SIRET", formats.siret(c.siret)),
            ("Forme", c.legal_form),
            ("Adresse", "\n".join(filter(None, (c.street, c.street_extra, town)))),
            ("Interlocuteur", c.contact),
            ("Téléphone", c.phone),
            ("Contrats, sinistres", c.validation_email),
            ("Impayés", c.accounts_email),
            ("Garant financier", c.guarantor),
            ("Assureur", c.insurer),
            ("N° d’assurance", c.policy_number),
        )
        known = [(name, value) for name, value in pairs if value]
        holder = QWidget()
        column = vbox(holder, 0, 12)
        card = Card("Coordonnées et garanties")
        card.add(KeyValues(known) if known else Label("Rien encore.", Tone.MUTED))
        column.addWidget(card)
        if c.notes:
            column.addWidget(Card("Notes").add(Label(c.notes, wrap=True)))
        column.addStretch(1)
        return holder

    def _related(self, file: CompanyFile) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        column.addWidget(self._contracts(file))
        column.addWidget(self._policies(file))
        column.addStretch(1)
        return holder

    def _contracts(self, file: CompanyFile) -> Card:
        new = Button("Nouveau contrat", Kind.LINK, name=f"company.{file.company.id}.contract")
        new.clicked.connect(self._commands.new_contract)
        card = Card("Contrats", str(len(file.contracts) or ""), new)
        if not file.contracts:
            card.add(Label("Aucun contrat avec elle.", Tone.MUTED))
        for contract, client, phase in file.contracts:
            tone, icon = words.PHASES[phase]
            line = FactRow(
                "archive" if phase is ContractPhase.ENDED else "file-text",
                f"{contract.reference} — {contract.title}" if contract.title else contract.reference,
                client.name,
                Chip(phase.label, tone, icon),
                pressable=True,
            )
            line.clicked.connect(partial(self._commands.context.navigate, "contract", contract.id or 0))
            card.add(line)
        return card

    def _policies(self, file: CompanyFile) -> Card:
        add = Button("Noter son assurance", Kind.LINK, name=f"company.{file.company.id}.policy")
        add.clicked.connect(lambda: self._commands.add_policy(file.company.id or 0))
        card = Card("Assurances", str(len(file.policies) or ""), add)
        if not file.policies:
            told = "Aucune : demandez-lui son attestation de responsabilité civile professionnelle."
            card.add(Label(told, Tone.MUTED, wrap=True))
        for policy in file.policies:
            ends = f"jusqu’au {formats.date_long(policy.ends_on)}" if policy.ends_on else ""
            title = " ".join(filter(None, (policy.insurer or "Assureur à indiquer", policy.number)))
            line = FactRow("shield-alert", title, ends, pressable=True)
            line.clicked.connect(partial(self._commands.context.navigate, "policy", policy.id or 0))
            card.add(line)
        return card
