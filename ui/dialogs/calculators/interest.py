"""Late interest on one sum: who owes it, since when, and every half-year of the count."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, PenaltyClause
from litigedesk.rules import interest

from ...context import Context
from ...forms.editors import CheckEditor, ChoiceEditor, DateEditor, MoneyEditor, PercentEditor
from .base import Answer, Calculator, missing

KINDS = [(kind, kind.label) for kind in ClientKind if kind is not ClientKind.UNKNOWN]
CLAUSES = [
    (PenaltyClause.NONE, "Rien de convenu"),
    (PenaltyClause.FIXED, "Un taux fixe"),
    (PenaltyClause.TRIPLE_LEGAL, "Trois fois le taux légal"),
]


class InterestCalculator(Calculator):
    """The three regimes of law, on typed values."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, "calculator.interest", "Calculer des intérêts de retard")
        today = context.today()
        self.client = ChoiceEditor("client", "Qui doit la somme", KINDS, segments=False)
        self.principal = MoneyEditor("principal", "Somme due, TTC")
        self.due = DateEditor("due", "Échéance", today=today)
        self.until = DateEditor("until", "Jusqu’au", today=today, hint="Jour du paiement ou du décompte, compris.")
        self.clause = ChoiceEditor("clause", "Pénalités au contrat", CLAUSES, segments=False)
        self.rate = PercentEditor("rate", "Taux annuel du contrat")
        self.notice = DateEditor("notice", "Mise en demeure reçue le", today=today, optional=True)
        self.judgment = DateEditor("judgment", "Jugement exécutoire depuis le", today=today, optional=True)
        self.capitalise = CheckEditor("capitalise", "Capitaliser les intérêts d’une année entière (art. 1343-2)")
        self.add_line(self.client)
        self.add_line(self.principal)
        self.add_line(self.due, self.until)
        self.add_line(self.clause)
        self.add_line(self.rate)
        self.add_line(self.notice)
        self.add_line(self.judgment)
        self.add_line(self.capitalise)
        self.client.set_value(ClientKind.PROFESSIONAL)
        self.clause.set_value(PenaltyClause.NONE)
        self.until.set_value(today)
        self.compute()

    def compute(self) -> None:
        professional = self.client.value is ClientKind.PROFESSIONAL
        self.clause.setVisible(professional)
        self.rate.setVisible(professional and self.clause.value is PenaltyClause.FIXED)
        self.notice.setVisible(self.client.value is ClientKind.CONSUMER)
        super().compute()

    def answer(self) -> Answer:
        if self.principal.value is None or not self.principal.value:
            raise missing("la somme due")
        if self.due.value is None or self.until.value is None:
            raise missing("l’échéance", "la date du décompte")
        clause = self.clause.value if self.client.value is ClientKind.PROFESSIONAL else PenaltyClause.NONE
        if clause is PenaltyClause.FIXED and self.rate.value is None:
            raise missing("le taux du contrat")
        found = interest.compute(
            interest.Claim(
                client=self.client.value,
                principal=self.principal.value,
                due=self.due.value,
                until=self.until.value,
                clause=clause,
                clause_rate=self.rate.value if clause is PenaltyClause.FIXED else None,
                formal_notice=self.notice.value if self.client.value is ClientKind.CONSUMER else None,
                capitalise=bool(self.capitalise.value),
                judgment=self.judgment.value,
                basis=self.context.desk.divisor(),
            ),
            self.context.desk.law,
        )
        fee = (("Indemnité forfaitaire", formats.money(found.fixed_fee)),) if found.fixed_fee else ()
        return Answer(
            headline=f"{formats.money(found.interest)} d’intérêts",
            under=f"{found.regime.label}, {formats.count(found.days, 'jour')}.",
            figures=(
                ("Principal", formats.money(found.principal)),
                *(
                    (
                        f"Du {formats.date_short(one.first)} au {formats.date_short(one.last)} : "
                        f"{formats.count(one.days, 'jour')} à {formats.percent(one.rate)}",
                        formats.money(one.amount),
                    )
                    for one in found.segments
                ),
                *fee,
                ("Total dû", formats.money(found.total_due)),
                ("Par jour de plus", formats.money(found.per_day)),
            ),
            steps=found.steps,
            sources=found.sources,
            warnings=found.warnings,
        )
