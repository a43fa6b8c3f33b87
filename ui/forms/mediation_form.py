"""The whole file of a mediation: may there be one, who handles it, and every date of its course."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats, validation
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import Problem
from litigedesk.operations import mediations as operations
from litigedesk.queries import disputes, files, mediations
from litigedesk.rules import admissibility
from litigedesk.rules.conditions import Condition, Verdict

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.conditions import FOR_THE_MEDIATOR, ConditionList, summary
from ..widgets.layout import row
from ..widgets.panels import Card, Foldable
from ..widgets.text import IconText
from . import mediation_fields as fields
from .editors import ChoiceEditor, Editor
from .form import Form, Values
from .mediator_editor import MediatorEditor
from .record_fields import lines

FOLDS: Final = (
    ("Ma participation", (("stance",), ("stance_on",), ("stance_reason",), ("agreed_on",))),
    ("Le dossier chez le médiateur", (("completed_on",), ("first_meeting_on",), ("position",))),
    ("Refus du médiateur", (("rejected_on",), ("rejection_reason",))),
    ("Prolongation", (("extended_on",), ("extended_until",))),
    ("Proposition", (("proposal_on",), ("proposal",), ("proposal_amount",), (fields.FILE,), ("answer_by",))),
    ("Réponses", (("my_answer",), ("my_answer_on",), ("my_answer_reason",), ("client_answer",), ("client_answer_on",))),
    ("Fin", (("outcome",), ("ended_on",), ("perform_by",), ("performed_on",))),
    ("Prix", (("size",), ("cost",), ("cost_paid_on",))),
    ("Notes", (("notes",),)),
)  # fmt: skip
ONLY_THE_CLIENT: Final = (
    "Seul votre client peut saisir le médiateur. Ce dossier sert à suivre la médiation qu’il a demandée, pas à en demander une "
    "(C. conso. L611-3, 5°)."
)


class MediationForm(Form):
    """``mediation_id`` is the one to change; ``dispute_id`` opens one in a dispute; without either the dispute is asked."""

    def __init__(self, context: Context, mediation_id: int | None = None, *, dispute_id: int | None = None) -> None:
        self.mediation = None if mediation_id is None else mediations.mediation(context.desk, mediation_id)
        self._dispute_id = self.mediation.dispute_id if self.mediation else dispute_id
        super().__init__(
            context,
            f"mediation:{mediation_id}" if mediation_id else f"mediation:new:{dispute_id or ''}",
            "Modifier la médiation" if self.mediation else "Ouvrir une médiation",
            "Enregistrer la médiation" if self.mediation else "Ouvrir la médiation",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self.dispute: ChoiceEditor | None = None
        self._read: int | None = 0  # the dispute whose client and complaints are known; none has that id
        self._client, self._complaints = ClientKind.UNKNOWN, tuple[Complaint, ...]()
        self._lay_out_editors()
        self._start()
        self.changed.connect(self._react)
        context.data_changed.connect(self._told)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        if self._dispute_id is None:
            self._lay_out_dispute()
        questions = {name: fields.question(name) for name in fields.QUESTIONS}
        self.conditions = ConditionList(questions, name="Conditions de la médiation", note=FOR_THE_MEDIATOR)
        self._checklist = Card("Peut-il y avoir une médiation ?", gap=12)
        self._checklist.add(self.conditions)
        self.mediator = MediatorEditor(self.context)
        self.complaint = ChoiceEditor(
            "complaint_id", "Réclamation concernée", (), segments=False, empty="Choisir…", width=400, optional=True
        )
        self._know_dispute()
        if self.mediation is None:
            self._lay_out_checklist(questions.values())
        self._lay_out_referral()
        if self.mediation is not None:
            self._lay_out_checklist(questions.values())
        for title, names in FOLDS:
            self.fold(title, *lines(names, self._make))

    def _lay_out_referral(self) -> None:
        self.section(
            "Saisine",
            IconText("info", ONLY_THE_CLIENT, Tone.MUTED, wrap=True),
            self.mediator,
            self._make("reference"),
            self.complaint,
            self._make("referred_on"),
            self._make("notified_on"),
        )

    def _lay_out_checklist(self, questions: Iterable[Editor]) -> None:
        """First when a mediation is opened; afterwards behind its title, unless something fails or is still to answer."""
        found = self._found(self.mediation or Mediation(dispute_id=0, mediator_id=0))
        self.conditions.show_conditions(found)
        for editor in questions:
            self._adopt(editor)
        shown: QWidget = self._checklist
        if self.mediation is not None:
            settled = all(one.verdict is Verdict.MET for one in found)
            note = summary(found)
            self._fold = Foldable("Conditions de la médiation", self._checklist, note=note, opened=not settled)
            shown = self._fold
        self._main.insertWidget(self._main.count() - 1, shown)

    def _lay_out_dispute(self) -> None:
        self.dispute = ChoiceEditor(
            "dispute_id",
            "Litige",
            (),
            segments=False,
            empty="Choisir un litige…",
            width=400,
            called="le litige",
            bare=True,
        )
        new = Button("Noter une réclamation…", Kind.LINK, name="mediation.new_complaint")
        new.clicked.connect(self._new_complaint)
        card = self.section(
            "Dans quel litige ?",
            self.dispute,
            IconText("info", "Seuls les litiges ouverts de clients consommateurs sont proposés.", wrap=True),
        )
        card.add(row(new, None))
        self._offer_disputes()

    def _offer_disputes(self) -> None:
        if self.dispute is not None:
            self.dispute.set_options(mediations.open_consumer_disputes(self.context.desk), "Choisir un litige…")

    def _make(self, name: str) -> Editor:
        return fields.make(name, self.context)

    def _start(self) -> None:
        if self.dispute is not None:
            self.dispute.set_value((self.context.drafts.get(self.key) or {}).get("dispute_id"))
        self._know_dispute()
        if self.mediation is not None:
            stored = files.stored_file(self.context.desk, self.mediation.proposal_file_id)
            self.load(fields.shown(self.mediation, stored.name if stored else ""))
            self._folds.update(dict.fromkeys(fields.QUESTIONS, self._fold))  # loading would have unfolded it
            return
        first = admissibility.first_written(self._complaints)
        unknown = dict.fromkeys((*fields.QUESTIONS, "stance", "my_answer", "client_answer", "size", "outcome"))
        complaint_id = first.id if first else None
        self.load(
            {**unknown, "mediator_id": self.mediator.only_one(), "complaint_id": complaint_id, "dispute_id": None}
        )

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    @property
    def dispute_id(self) -> int | None:
        """The dispute it belongs to, ``None`` while none is chosen."""
        return self._dispute_id if self.dispute is None else self.dispute.value

    def _know_dispute(self) -> None:
        """Read the client and the complaints of the dispute, once for each dispute chosen."""
        if self.dispute_id == self._read:
            return
        self._read = self.dispute_id
        self._client, self._complaints, named = ClientKind.UNKNOWN, (), ""
        if self._read is not None:
            dossier = disputes.dossier(self.context.desk, self._read, self.context.today())
            self._client = dossier.client.kind
            self._complaints = tuple(view.complaint for view in dossier.complaints)
            named = f"{dossier.client.name} · {dossier.dispute.reference}"
        self._checklist.set_note(named)
        self.complaint.set_options([(one.id, _words(one)) for one in self._complaints], "Choisir…")
        first = admissibility.first_written(self._complaints)
        self.complaint.set_value(first.id if first else None)

    def _react(self) -> None:
        self._know_dispute()
        fields.show_depending(self)
        self.complaint.setVisible(len(self._complaints) > 1)
        found = self._found(self._made(self.values()))
        self.conditions.show_conditions(found)
        self._checklist.setAccessibleDescription(summary(found))
        if self.dispute is not None:
            self._checklist.setVisible(self.dispute_id is not None)

    def _found(self, mediation: Mediation) -> tuple[Condition, ...]:
        desk = self.context.desk
        return admissibility.conditions(self._client, self._complaints, mediation, desk.law, self.context.today())

    def _told(self, changed: frozenset[str]) -> None:
        if changed & {"client", "complaint", "dispute"}:
            self._read = 0
            self._offer_disputes()
            self._react()

    def _new_complaint(self) -> None:
        from ..dialogs.mediation import open_complaint

        dispute_id = open_complaint(self.context, self)
        if dispute_id is not None and self.dispute is not None:
            self._offer_disputes()
            self.dispute.set_value(dispute_id)
            self.dispute.changed.emit()

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Mediation:
        kept = self.mediation or Mediation(dispute_id=0, mediator_id=0)
        chosen = {**values, "dispute_id": self.dispute_id or 0, "mediator_id": values["mediator_id"] or 0}
        return fields.applied(kept, chosen)

    def _problems(self, values: Values) -> Sequence[Problem]:
        problems: list[Problem] = []
        if self.dispute is not None:
            problems += validation.required("dispute_id", values["dispute_id"], "Choisissez le litige.")
        mediation = self._made(values)
        problems += validation.mediation_problems(mediation, self.context.today())
        elsewhere = "mediator_id" if self.dispute is None else "dispute_id"
        return [*problems, *(Problem(one.field or elsewhere, one.refusal) for one in self._forbidding(mediation))]

    def _forbidding(self, mediation: Mediation) -> list[Condition]:
        """What refuses the save; a mediation already noted keeps what was known of it then."""
        if self.dispute_id is None:
            return []
        kept = self._found(self.mediation) if self.mediation is not None else ()
        known = {one.code for one in admissibility.forbidding(kept)}
        return [one for one in admissibility.forbidding(self._found(mediation)) if one.code not in known]

    def _store(self, values: Values) -> int | None:
        path = fields.new_document(values)
        outcome = self.context.submit(self.show_problems, operations.save, self._made(values), path)
        return outcome.value.id if outcome else None


def _words(complaint: Complaint) -> str:
    return f"{formats.date_long(complaint.received_on)} · {complaint.channel.label.lower()}"
