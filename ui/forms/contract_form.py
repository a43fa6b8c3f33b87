"""A quote, order or contract: what was agreed, when it is to be paid, and what it says of lateness."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats, validation
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, ContractKind, PaymentTerm, PenaltyClause
from litigedesk.errors import Problem
from litigedesk.operations import contracts as operations
from litigedesk.queries import contracts
from litigedesk.rules import payment_terms, regimes

from ..context import Context
from ..palette import Tone
from ..widgets.layout import clear, vbox
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from .client_editor import ClientEditor
from .editors import ChoiceEditor, DateEditor, IntegerEditor, LongTextEditor, MoneyEditor, PercentEditor, TextEditor
from .form import Form, Values

FIELDS: Final = (
    "client_id", "kind", "reference", "title", "signed_on", "starts_on", "ends_on", "amount", "payment_term",
    "payment_days", "penalty_clause", "penalty_rate", "notes",
)  # fmt: skip
CLAUSES: Final = (
    (PenaltyClause.NONE, "Aucune"),
    (PenaltyClause.FIXED, "Taux fixe"),
    (PenaltyClause.TRIPLE_LEGAL, "3 fois le taux légal"),
)


class ContractForm(Form):
    """``contract_id`` is the contract to change, ``None`` for a new one (of ``client_id`` if known); saving gives its id."""

    def __init__(
        self, context: Context, contract_id: int | None, client_id: int | None = None, *, embedded: bool = False
    ) -> None:
        page = contracts.page(context.desk, contract_id) if contract_id is not None else None
        self.contract = page.contract if page else None
        super().__init__(
            context,
            f"contract:{contract_id}" if page else f"contract:new:{client_id or ''}",
            "Modifier le contrat" if page else "Nouveau contrat",
            "Enregistrer le contrat",
            self._store,
            validate=self._problems,
            embedded=embedded,
        )
        self._said: tuple[object, ...] = ()
        self._law, self._today = context.desk.law, context.today()
        self._lay_out_editors()
        self._start(page, client_id)
        self.changed.connect(self._react)
        self.client.changed.connect(self._propose_term)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.client = ClientEditor(self.context)
        self.kind = ChoiceEditor("kind", "Ce qui a été signé", ContractKind, segments=True)
        self.section("Avec qui", self.client)
        self.section(
            "Ce qui est convenu",
            self.kind,
            [
                TextEditor("reference", "Référence", width=200, called="la référence"),
                TextEditor("title", "Objet", optional=True),
            ],
            [
                self._date("signed_on", "Signé le"),
                self._date("starts_on", "Début"),
                self._date("ends_on", "Fin"),
            ],
            MoneyEditor("amount", "Montant", optional=True, hint="Hors taxes, tel que signé.", called="le montant"),
        )
        self._lay_out_terms()
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))
        self._explained = QWidget()
        vbox(self._explained, gap=12)
        self.side(self._explained)

    def _date(self, name: str, label: str) -> DateEditor:
        return DateEditor(name, label, today=self._today, optional=True)

    def _lay_out_terms(self) -> None:
        self.term = ChoiceEditor("payment_term", "Délai de paiement", PaymentTerm, segments=False, called="le délai")
        self.days = IntegerEditor("payment_days", "Nombre de jours", suffix="jours", called="le nombre de jours")
        self.clause = ChoiceEditor("penalty_clause", "Pénalités de retard prévues", CLAUSES, segments=True)
        self.rate = PercentEditor("penalty_rate", "Taux annuel", called="le taux")
        self.section("Paiement", [self.term, self.days], self.clause, self.rate)

    def _start(self, page: contracts.ContractPage | None, client_id: int | None) -> None:
        if page is not None:
            self.load({name: getattr(page.contract, name) for name in FIELDS})
            if page.invoices:
                self.client.fix()
            return
        self.client.set_value(client_id)
        self.load(
            {
                "client_id": client_id,
                "kind": ContractKind.QUOTE,
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

    def _react(self) -> None:
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
        fields["client_id"] = fields["client_id"] or 0
        if fields["payment_term"] is not PaymentTerm.CUSTOM:
            fields["payment_days"] = None
        if fields["penalty_clause"] is not PenaltyClause.FIXED:
            fields["penalty_rate"] = None
        return Contract(id=self.contract.id if self.contract else None, **fields)

    def _problems(self, values: Values) -> list[Problem]:
        contract = self._contract(values)
        problems = validation.contract_problems(contract)
        warning = regimes.floor_warning(
            contract.penalty_clause, contract.penalty_rate, self.client.kind, self._law, self._today
        )
        if warning:
            problems.append(Problem("penalty_rate", warning, blocking=False))
        return problems

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save, self._contract(values))
        return outcome.value.id if outcome else None


def _usual_term(kind: ClientKind) -> PaymentTerm:
    return PaymentTerm.PUBLIC_30 if kind is ClientKind.PUBLIC else Contract.payment_term
