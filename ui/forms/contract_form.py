"""A quote, order or contract, of two parties or of three in portage: what was agreed, when it is paid, what it says of lateness."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats, validation
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, ContractKind, PaymentTerm, PenaltyClause, ProfileStatus
from litigedesk.errors import Problem
from litigedesk.operations import contracts as operations
from litigedesk.operations import portage as portage_operations
from litigedesk.queries import contracts, files
from litigedesk.rules import payment_terms, regimes

from ..context import Context
from ..palette import Tone
from ..widgets.layout import clear, vbox
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from .client_editor import ClientEditor
from .editors import (
    ChoiceEditor,
    DateEditor,
    Editor,
    FileEditor,
    IntegerEditor,
    LongTextEditor,
    MoneyEditor,
    PercentEditor,
    TextEditor,
)
from .file_editor import DOCUMENTS, choice_of, new_path, stored_id
from .form import Form, Values
from .portage_contract_part import PortagePart

FIELDS: Final = (
    "client_id", "kind", "reference", "title", "signed_on", "starts_on", "ends_on", "amount", "payment_term",
    "payment_days", "penalty_clause", "penalty_rate", "notes",
)  # fmt: skip
DOCUMENT: Final = "document"
KINDS: Final = (
    (ContractKind.QUOTE, ContractKind.QUOTE.label),
    (ContractKind.ORDER, ContractKind.ORDER.label),
    (ContractKind.SERVICE, ContractKind.SERVICE.label),
    (ContractKind.TRIPARTITE, "Contrat de portage"),
)
CLAUSES: Final = (
    (PenaltyClause.NONE, "Aucune"),
    (PenaltyClause.FIXED, "Taux fixe"),
    (PenaltyClause.TRIPLE_LEGAL, "3 fois le taux légal"),
)


class ContractForm(Form):
    """``contract_id`` is the contract to change, ``None`` for a new one (of ``client_id`` if known); saving gives its id.

    ``kind`` is what a new one begins as: for a *salarié porté*, a contract of three parties unless said otherwise.
    """

    def __init__(
        self,
        context: Context,
        contract_id: int | None,
        client_id: int | None = None,
        *,
        kind: ContractKind | None = None,
        embedded: bool = False,
    ) -> None:
        page = contracts.page(context.desk, contract_id) if contract_id is not None else None
        self.contract = page.contract if page else None
        begun = f"contract:new:{client_id or ''}" + (f":{kind}" if kind else "")
        super().__init__(
            context,
            f"contract:{contract_id}" if page else begun,
            "Modifier le contrat" if page else "Nouveau contrat",
            "Enregistrer le contrat",
            self._store,
            validate=self._problems,
            embedded=embedded,
        )
        self._said: tuple[object, ...] = ()
        self._law, self._today = context.desk.law, context.today()
        self.portage = PortagePart(context, contract_id)
        self._lay_out_editors()
        self._start(page, client_id, kind)
        self.changed.connect(self._react)
        self.client.changed.connect(self._propose_term)
        context.data_changed.connect(self._told)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.client = ClientEditor(self.context)
        self.kind = ChoiceEditor("kind", "Genre de contrat", KINDS, segments=True)
        self.section("Quel contrat, et avec qui", self.kind, self.portage.worker, self.client, self.portage.company)
        self.document = FileEditor(
            DOCUMENT, "Le document signé", DOCUMENTS, hint="Déposez-le ici : il prouve la commande."
        )
        self.section(
            "Ce qui est convenu",
            [
                TextEditor("reference", "Référence", width=200, called="la référence"),
                TextEditor("title", "Objet", optional=True),
            ],
            [
                self._date("signed_on", "Signé le"),
                self._date("starts_on", "Début"),
                self._date("ends_on", "Fin"),
            ],
            MoneyEditor("amount", "Montant", optional=True, hint="Hors taxes.", called="le montant"),
            self.document,
        )
        self._lay_out_portage()
        self._lay_out_terms()
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))
        self.side(self.portage.checklist)
        self.side(self.portage.bounds)
        self._explained = QWidget()
        vbox(self._explained, gap=12)
        self.side(self._explained)

    def _lay_out_portage(self) -> None:
        """What only a contract of three parties says; hidden with the kind of the others."""
        required, advised, draft = (
            self.portage.required_lines(),
            self.portage.advised_lines(),
            self.portage.draft_lines(),
        )
        self._three: list[QWidget] = [
            self.section("Ce que la loi exige", *required, note="C. trav. L1254-23 ; peut être complété plus tard"),
            self.fold("Ce qu’il vaut mieux prévoir", *advised),
            self.section("Le projet", *draft),
            self.portage.worker,
            self.portage.company,
            self.portage.checklist,
            self.portage.bounds,
        ]
        self._two: list[QWidget] = [self.editor("signed_on"), self.document]
        of_three: list[Editor] = [self.portage.company, *required, *advised, *draft]
        self._names = {
            True: {editor.name for editor in of_three},
            False: {widget.name for widget in self._two if isinstance(widget, Editor)},
        }
        for shown in (self.portage.contents, self.portage.limits):
            shown.asked.connect(self._answer)

    def _date(self, name: str, label: str) -> DateEditor:
        return DateEditor(name, label, today=self._today, optional=True)

    def _lay_out_terms(self) -> None:
        self.term = ChoiceEditor("payment_term", "Délai de paiement", PaymentTerm, segments=False, called="le délai")
        self.days = IntegerEditor("payment_days", "Nombre de jours", suffix="jours", called="le nombre de jours")
        self.clause = ChoiceEditor("penalty_clause", "Pénalités de retard prévues", CLAUSES, segments=True)
        self.rate = PercentEditor("penalty_rate", "Taux annuel", called="le taux")
        self.section("Paiement", [self.term, self.days], self.clause, self.rate)

    def _start(self, page: contracts.ContractPage | None, client_id: int | None, kind: ContractKind | None) -> None:
        portage = self.portage.start()
        if page is not None:
            document = choice_of(files.stored_file(self.context.desk, page.contract.file_id))
            self.load({**{name: getattr(page.contract, name) for name in FIELDS}, **portage, DOCUMENT: document})
            if page.invoices:
                self.client.fix()
            if self.portage.tripartite is not None:  # its three-party part would be lost
                self.kind.hide()
            return
        self.client.set_value(client_id)
        ported = self.context.desk.profile().status is ProfileStatus.PORTAGE
        self.load(
            {
                **portage,
                "client_id": client_id,
                "kind": kind or (ContractKind.TRIPARTITE if ported else ContractKind.QUOTE),
                "payment_term": _usual_term(self.client.kind),
                "penalty_clause": PenaltyClause.NONE,
            }
        )

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _propose_term(self) -> None:
        """A public body has a term of its own; go back to the usual one when the client turns out to be another."""
        if self.contract is None and self.term.value in {PaymentTerm.PUBLIC_30, _usual_term(ClientKind.UNKNOWN)}:
            self.term.set_value(_usual_term(self.client.kind))
            self._react()

    @property
    def is_tripartite(self) -> bool:
        """Whether a contract of three parties is being typed."""
        return self.kind.value is ContractKind.TRIPARTITE

    def _answer(self, field: str) -> None:
        """Go where a condition of the checklist is answered, in the company's own form if it is one of its facts."""
        of_company = field.removeprefix("company.")
        if of_company == field:
            self.go_to(field)
        elif not self.portage.complete_company(of_company):
            self.go_to("company_id")

    def _told(self, changed: frozenset[str]) -> None:
        if changed & {"portage_company", "profile", "client"}:
            self.client.read()
            self.portage.read()
            self._react()

    def _react(self) -> None:
        three = self.is_tripartite
        for widget in self._three:
            widget.setVisible(three)
        for widget in self._two:
            widget.setVisible(not three)
        if three:
            values = self.values()
            self.portage.show_conditions(self._contract(values), self.portage.made(values), self.client.kind)
        self.days.setVisible(self.term.value is PaymentTerm.CUSTOM)
        self.rate.setVisible(self.clause.value is PenaltyClause.FIXED)
        said = (self.term.value, self.days.value, self.clause.value, self.rate.value, self.client.kind)
        if said != self._said:
            self._said = said
            self._explain()

    def _explain(self) -> None:
        layout = self._explained.layout()
        assert layout is not None
        clear(layout)
        layout.addWidget(self._term_card())
        layout.addWidget(self._clause_card())

    def _term_card(self) -> Card:
        """The term on an example, both readings of « fin de mois » included."""
        day = self._today
        found = payment_terms.propose(
            self.term.value or PaymentTerm.PERFORMANCE_30,
            self._law,
            client=self.client.kind,
            issued=day,
            performed=day,
            received=day,
            custom_days=self.days.value,
        )
        card = Card("Délai, sur un exemple")
        if found.date is not None:
            card.add(
                Label(f"Facture du {formats.date_long(day)}, à payer le {formats.date_long(found.date)}.", wrap=True)
            )
        for step in found.steps:
            card.add(Label(step, Tone.MUTED, wrap=True))
        for warning in found.warnings:
            card.add(IconText("triangle-alert", warning, Tone.SOON, wrap=True))
        card.add(IconText("book-open", found.source, Tone.MUTED, wrap=True))
        return card

    def _clause_card(self) -> Card:
        words = regimes.penalty_words(
            self.clause.value or PenaltyClause.NONE, self.rate.value, self.client.kind, self._law, self._today
        )
        return Card("Pénalités de retard").add(IconText("percent", words, Tone.MUTED, wrap=True))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _contract(self, values: Values) -> Contract:
        fields = {name: values[name] for name in FIELDS}
        fields["file_id"] = stored_id(values[DOCUMENT])
        if self.is_tripartite:  # its signatures are noted one by one, each with its file
            fields["signed_on"] = self.contract.signed_on if self.contract else None
            fields["file_id"] = self.contract.file_id if self.contract else None
        fields["client_id"] = fields["client_id"] or 0
        if fields["payment_term"] is not PaymentTerm.CUSTOM:
            fields["payment_days"] = None
        if fields["penalty_clause"] is not PenaltyClause.FIXED:
            fields["penalty_rate"] = None
        return Contract(id=self.contract.id if self.contract else None, **fields)

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong now, but for what the kind chosen does not ask."""
        unasked = self._names[not self.is_tripartite]
        return tuple(problem for problem in super().problems() if problem.field not in unasked)

    def _problems(self, values: Values) -> list[Problem]:
        contract = self._contract(values)
        problems = validation.contract_problems(contract)
        if self.is_tripartite:
            problems += self.portage.problems(contract, self.portage.made(values), self.client.kind)
        warning = regimes.floor_warning(
            contract.penalty_clause, contract.penalty_rate, self.client.kind, self._law, self._today
        )
        if warning:
            problems.append(Problem("penalty_rate", warning, blocking=False))
        return problems

    def _store(self, values: Values) -> int | None:
        contract, submit = self._contract(values), self.context.submit
        if self.is_tripartite:
            part = self.portage
            papers = part.documents(values)
            outcome = submit(self.show_problems, portage_operations.save, contract, part.made(values), papers)
        else:
            outcome = submit(self.show_problems, operations.save, contract, new_path(values[DOCUMENT]))
        return outcome.value.id if outcome else None


def _usual_term(kind: ClientKind) -> PaymentTerm:
    return PaymentTerm.PUBLIC_30 if kind is ClientKind.PUBLIC else Contract.payment_term
