"""The agreement with a mediator: what it is called, from when to when, what it costs, its document."""

from datetime import date, timedelta
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.mediation import Convention
from litigedesk.errors import Problem
from litigedesk.operations import mediators as operations
from litigedesk.queries import files, mediations

from ..context import Context
from ..widgets.text import IconText
from .editors import DateEditor, FileChoice, FileEditor, IntegerEditor, LongTextEditor, MoneyEditor, TextEditor
from .file_editor import DOCUMENTS
from .form import Form, Values
from .mediator_editor import MediatorEditor
from .suggested import Suggested

FIELDS: Final = (
    "mediator_id", "reference", "through", "signed_on", "starts_on", "ends_on", "years", "fee", "fee_paid_on", "fee_simple",
    "fee_complex", "notes",
)  # fmt: skip
LENGTH: Final = (
    "La durée est celle du contrat signé : les trois ans de la loi sont le mandat du médiateur, pas votre convention "
    "(C. conso. L613-1)."
)
LONGEST: Final = 10  # years, the most a convention may cover


class ConventionForm(Form):
    """``convention_id`` is the one to change, ``None`` for a new one, with that mediator if one is given.

    ``renewed_id`` is the one that the new one follows, and whose facts it takes over.
    """

    def __init__(
        self,
        context: Context,
        convention_id: int | None = None,
        *,
        mediator_id: int | None = None,
        renewed_id: int | None = None,
    ) -> None:
        self.convention = None if convention_id is None else mediations.convention(context.desk, convention_id)
        self._today = context.today()
        super().__init__(
            context,
            f"convention:{convention_id}"
            if convention_id
            else f"convention:new:{mediator_id or ''}:{renewed_id or ''}",
            "Modifier la convention" if self.convention else "Convention avec un médiateur",
            "Enregistrer la convention",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors()
        self._start(mediator_id, renewed_id)
        for name in ("starts_on", "years"):
            self.editor(name).changed.connect(self._propose_end)

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.mediator = MediatorEditor(self.context)
        self.section(
            "Avec qui",
            self.mediator,
            [
                TextEditor("reference", "Référence", width=200, optional=True, called="la référence"),
                TextEditor(
                    "through", "Par une fédération", optional=True, hint="Celle dont le tarif s’applique à vous."
                ),
            ],
        )
        self._lay_out_dates()
        self.section(
            "Ce qu’elle coûte",
            [
                MoneyEditor("fee", "Adhésion, toutes les années", optional=True, called="l’adhésion"),
                self._date("fee_paid_on", "Payée le"),
            ],
            [
                MoneyEditor(
                    "fee_simple", "Par médiation simple", optional=True, called="le prix d’une médiation simple"
                ),
                MoneyEditor("fee_complex", "Par médiation complexe", optional=True, called="le prix d’une complexe"),
            ],
        )
        self.section("Document", FileEditor("document", "La convention signée", DOCUMENTS, hint="Déposez-la ici."))
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))

    def _lay_out_dates(self) -> None:
        ends = self._date("ends_on", "Fin")
        self.end = Suggested(
            ends,
            taken="Calculée : le début et la durée. Celle du contrat l’emporte.",
            other=lambda day: f"Votre date l’emporte. Le début et la durée donnent le {formats.date_long(day)}.",
            parent=self,
        )
        self.section(
            "De quand à quand",
            self._date("signed_on", "Signée le"),
            [
                DateEditor("starts_on", "Début", today=self._today, called="le début"),
                IntegerEditor("years", "Durée couverte", suffix="ans", called="la durée"),
            ],
            ends,
            self.end.line,
            IconText("info", LENGTH, wrap=True),
        )
        self.end.restored.connect(self.check)

    def _date(self, name: str, label: str) -> DateEditor:
        return DateEditor(name, label, today=self._today, optional=True)

    def _start(self, mediator_id: int | None, renewed_id: int | None) -> None:
        if self.convention is not None:
            stored = files.stored_file(self.context.desk, self.convention.file_id)
            choice = FileChoice(stored_id=stored.id, name=stored.name) if stored else None
            self.load({**{name: getattr(self.convention, name) for name in FIELDS}, "document": choice})
        elif renewed_id is not None:
            self.load(_renewed(mediations.convention(self.context.desk, renewed_id)))
        else:
            self.load({"mediator_id": mediator_id or self.mediator.only_one(), "years": 1})
        self.end.begin(
            self._end_worked_out(), is_own=self.editor("ends_on").value is not None or self.convention is not None
        )

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _end_worked_out(self) -> date | None:
        start, years = self.editor("starts_on").value, self.editor("years").value
        if start is None or years is None or not 1 <= years <= LONGEST:
            return None
        return formats.add_months(start, 12 * years) - timedelta(days=1)

    def _propose_end(self) -> None:
        self.end.propose(self._end_worked_out())

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Convention:
        document: FileChoice | None = values["document"]
        fields = {name: values[name] for name in FIELDS}
        fields["id"] = self.convention.id if self.convention else None
        fields["mediator_id"] = fields["mediator_id"] or 0
        fields["starts_on"] = fields["starts_on"] or self._today
        fields["years"] = fields["years"] or 1
        fields["file_id"] = document.stored_id if document else None
        return Convention(**fields)

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("starts_on", values["starts_on"], "Indiquez le début de la convention.")
        missing += validation.required("years", values["years"], "Indiquez combien d’années elle couvre.")
        return [*missing, *validation.convention_problems(self._made(values), self._today)]

    def _store(self, values: Values) -> int | None:
        document: FileChoice | None = values["document"]
        path = document.path if document and document.is_new else None
        outcome = self.context.submit(self.show_problems, operations.save_convention, self._made(values), path)
        return outcome.value.id if outcome else None


def _renewed(before: Convention) -> Values:
    """The next convention as the last one suggests it: the same mediator, tariff and length, from the day after its end."""
    kept = {
        name: getattr(before, name) for name in ("mediator_id", "through", "years", "fee", "fee_simple", "fee_complex")
    }
    if before.ends_on is None:
        return kept
    start = before.ends_on + timedelta(days=1)
    return {**kept, "starts_on": start, "ends_on": formats.add_months(start, 12 * before.years) - timedelta(days=1)}
