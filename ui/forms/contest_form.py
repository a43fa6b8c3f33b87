"""« Contester »: what the client contests of what they owe, why, since when, and the paper that says so."""

from dataclasses import replace

from litigedesk import formats, validation
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import EventKind
from litigedesk.errors import Problem
from litigedesk.operations import contest as operations
from litigedesk.operations.contest import CHANNELS, Contestation
from litigedesk.queries.disputes import Dossier

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, FileEditor, LongTextEditor, MoneyEditor
from .file_editor import DOCUMENTS, new_path
from .form import Form, Values

EFFECT = (
    "Vos relances ne réclament que la part non contestée ; la part contestée reste due tant qu’un accord ou un juge n’a pas dit le "
    "contraire. Répondez-y par écrit, preuves à l’appui."
)


class ContestForm(Form):
    """What is noted already is there to be changed; saving gives the id of the dispute."""

    def __init__(self, context: Context, dossier: Dossier) -> None:
        self._dispute, self._today = dossier.dispute, context.today()
        self._most = operations.most_contested(context.desk, self._dispute)
        super().__init__(
            context,
            f"contest:{self._dispute.id}",
            "Ce que le client conteste",
            "Enregistrer",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self.amount = MoneyEditor(
            "contested_amount",
            "Somme contestée",
            called="la somme contestée",
            hint=f"En principal, sans les intérêts. Il reste dû {formats.money(self._most)}.",
        )
        self.all_button = Button(f"Toute la somme : {formats.money(self._most)}", Kind.SECONDARY, name="contest.all")
        self.all_button.clicked.connect(self._take_all)
        card = self.section(
            "Ce qu’il conteste",
            self.amount,
            LongTextEditor("contested_reason", "Ce qu’il en dit", rows=3, called="ce que le client conteste"),
        )
        card.body.insertLayout(2, row(self.all_button, None))
        card.add(IconText("info", EFFECT, Tone.MUTED, wrap=True))
        self.section(
            "Comment il l’a dit",
            [
                DateEditor("contested_on", "Date", today=self._today, called="la date de la contestation"),
                ChoiceEditor("channel", "Par", [(one, one.label) for one in CHANNELS], segments=False, width=200),
            ],
            FileEditor("document", "Le courrier ou le courriel", DOCUMENTS, hint="Il devient une pièce du dossier."),
        )
        self.fold(
            "Ce que vous répondez",
            LongTextEditor(
                "contest_answer",
                "Votre réponse",
                rows=4,
                hint="Des faits datés et des pièces, imprimés tels quels dans « Réponse à une contestation ».",
            ),
        )
        self._start()

    def _start(self) -> None:
        dispute = self._dispute
        self.load(
            {
                "contested_amount": dispute.contested_amount or None,
                "contested_reason": dispute.contested_reason,
                "contested_on": dispute.contested_on or self._today,
                "contest_answer": dispute.contest_answer,
                "channel": operations.channel(self.context.desk, dispute.id or 0),
            }
        )

    def _take_all(self) -> None:
        self.amount.set_value(self._most)
        self.amount.changed.emit()
        self.amount.left.emit()

    def _contested(self, values: Values) -> Dispute:
        fields = {name: values[name] for name in ("contested_reason", "contested_on", "contest_answer")}
        return replace(self._dispute, contested_amount=values["contested_amount"] or ZERO, **fields)

    def _problems(self, values: Values) -> list[Problem]:
        return validation.contest_problems(self._contested(values), self._most, self._today)

    def _store(self, values: Values) -> int | None:
        amount: Money = values["contested_amount"] or ZERO
        channel: EventKind = values["channel"] or EventKind.EMAIL
        said = Contestation(
            amount=amount,
            reason=values["contested_reason"],
            on=values["contested_on"] or self._today,
            channel=channel,
            answer=values["contest_answer"],
        )
        paper = new_path(values["document"])
        papers = [paper] if paper is not None else []
        outcome = self.context.submit(self.show_problems, operations.contest, self._dispute.id or 0, said, papers)
        return outcome.value.id if outcome else None
