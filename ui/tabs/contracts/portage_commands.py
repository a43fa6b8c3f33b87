"""What can be done to a three-party contract and to a portage company: one method each, whatever button or menu asks for it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from litigedesk.domain.vocabulary import DeliveryProofKind
from litigedesk.operations import portage
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.portage import TripartiteFile

from ...dialogs import next_step as steps
from ...dialogs import portage as dialogs
from ...dialogs.deadline_commands import DeadlineCommands
from ...dialogs.letter_commands import LetterCommands
from ...dialogs.record_commands import RecordCommands
from ...kept_files import LetterFiles
from ...widgets.menu import add_action

STEP_WORDS: Final = (
    ("draft", "Projet de contrat…"),
    ("answer", "Réponse de la société…"),
    ("sign-worker", "Ma signature…"),
    ("sign-client", "Signature du client…"),
    ("sign-company", "Signature de la société…"),
    ("proof", "Preuve de livraison…"),
    ("end", "Fin de la mission…"),
)


class PortageCommands:
    """Asks the operations and dialogs before the window of ``records``' owner."""

    def __init__(self, records: RecordCommands) -> None:
        self.records, self.context, self.owner = records, records.context, records.owner
        self.files = LetterFiles(self.context)
        self.letters = LetterCommands(self.context, self.owner, self.files)
        self.deadlines = DeadlineCommands(self.context, self.owner)

    # ---- companies ---------------------------------------------------------------------------------------------------
    def edit_company(self, company_id: int | None, field: str | None = None) -> int | None:
        """Change a portage company, or add one."""
        return dialogs.edit_company(self.context, self.owner, company_id, field)

    def delete_company(self, company_id: int) -> None:
        """Put a company in the trash; while a contract or a policy names it the message bar says so."""
        self.context.run(portage.delete_company, company_id)

    def add_policy(self, company_id: int) -> None:
        """Note the company's liability policy."""
        from ...dialogs.insurance import edit_policy

        edit_policy(self.context, self.owner, None, company_id=company_id)

    # ---- contracts ---------------------------------------------------------------------------------------------------
    def new_contract(self) -> None:
        """Write a three-party contract, and show it."""
        contract_id = dialogs.edit_tripartite(self.context, self.owner, None)
        if contract_id is not None:
            self.context.navigate("contract", contract_id)

    def answer(self, file: TripartiteFile, field: str) -> None:
        """Go where a condition of the checklist is answered: the contract's form or the company's."""
        of_company = field.removeprefix("company.")
        if of_company != field:
            self.edit_company(file.company.id, of_company)
        else:
            dialogs.edit_tripartite(self.context, self.owner, file.contract.id, field)

    def note_step(self, contract_id: int, step: str) -> None:
        """Note one step."""
        dialogs.note_contract_step(self.context, self.owner, contract_id, step)

    def do_step(self, step: NextStep, client_id: int) -> None:
        """Do what the next-step panel proposes."""
        steps.do_step(self.context, self.owner, step, client_id=client_id)

    def edit_round(self, contract_id: int, round_id: int | None = None) -> None:
        """Note a sending to the company, or change one."""
        dialogs.edit_round(self.context, self.owner, contract_id, round_id)

    def edit_proof(
        self,
        contract_id: int,
        proof_id: int | None = None,
        month: date | None = None,
        kind: DeliveryProofKind = DeliveryProofKind.ACTIVITY_REPORT,
    ) -> None:
        """Add a proof of delivery of that kind, or change one."""
        dialogs.edit_proof(self.context, self.owner, contract_id, proof_id, month=month, kind=kind)

    def fill_steps(self, menu: QMenu, contract_id: int) -> None:
        """Every step that can be noted, in the order of a contract."""
        for step, words in STEP_WORDS:
            add_action(menu, words, "calendar-check", partial(self.note_step, contract_id, step))

    def fill_menu(self, menu: QMenu, file: TripartiteFile, edit: Callable[[], object]) -> None:
        """The other actions on a three-party contract."""
        contract_id, client_id = file.contract.id or 0, file.client.id or 0
        add_action(menu, "Modifier le contrat…", "pencil", edit)
        self.fill_steps(menu.addMenu("Noter une étape"), contract_id)
        menu.addSeparator()
        add_action(menu, "Voir le client", "users", lambda: self.context.navigate("client", client_id))
        company_id = file.company.id or 0
        add_action(menu, "Voir la société", "building-2", lambda: self.context.navigate("portage_company", company_id))
        menu.addSeparator()
        add_action(menu, "Supprimer le contrat", "trash-2", lambda: self.records.delete_contract(contract_id))
