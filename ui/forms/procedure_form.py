"""The whole of a procedure: whom it is before, every date of its kind, what was granted, how it ended, what it cost."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import validation
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.procedure import ProcedureKind as Kind
from litigedesk.errors import Problem
from litigedesk.operations import procedures as operations
from litigedesk.queries import disputes, files
from litigedesk.queries import procedures as queries
from litigedesk.rules.procedures import CourtAdvice

from ..context import Context
from ..palette import Tone
from ..widgets.clocks import ClockList, ClockView
from ..widgets.court_advice import CourtAdviceBlock
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from . import procedure_fields as fields
from .editors import Editor
from .form import Form, Values
from .procedure_step_words import STEPS
from .record_fields import lines

WHOM: Final = ("court", "authority", "contact", "reference", "exemption", "opposition_court")
WHERE: Final = (("street",), ("street_extra",), ("postcode", "city"), ("email",))
FIRST: Final = ("asked_on", "decided_on")  # the date that opens a procedure, whichever its kind has
HAPPENING: Final = (Kind.INSOLVENCY, Kind.JUDGMENT)  # noted, not begun
AS_YOU_GO: Final = "Rien n’est obligatoire : notez ce que vous savez, le reste viendra au fil des étapes."
TYPED_BY_YOU: Final = (
    "À recopier d’un courrier ou de justice.fr : LitigeDesk n’a pas d’annuaire, qui vieillirait sans qu’on le voie."
)


class ProcedureForm(Form):
    """``procedure_id`` is the one to change; else ``kind`` begins one in the dispute of ``dispute_id``. Saving gives its id."""

    def __init__(
        self,
        context: Context,
        procedure_id: int | None = None,
        *,
        dispute_id: int = 0,
        kind: Kind = Kind.CONCILIATION,
    ) -> None:
        kept = None if procedure_id is None else queries.file(context.desk, procedure_id, context.today()).procedure
        self._court = None if kept else _advice(context, dispute_id, kind)
        self.procedure = kept or _proposed(context, Procedure(dispute_id=dispute_id, kind=kind), self._court)
        self.kind = self.procedure.kind
        super().__init__(
            context,
            f"procedure:{procedure_id}" if kept else f"procedure:new:{dispute_id}:{kind}",
            self.kind.label,
            "Enregistrer" if kept or self.kind in HAPPENING else "Commencer cette démarche",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._is_new = kept is None
        self._lay_out_editors()
        for editor in self._editors.values():
            editor.leave_out_optional()
        stored = files.stored_file(context.desk, self.procedure.file_id)
        shown = fields.fields_of(self.kind).shown(self.procedure, {fields.FILE: stored.name if stored else ""})
        self.load(shown)
        self.changed.connect(self._react)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        dates = [name for name in fields.SHEETS[self.kind].dates if fields.has(self.kind, name)]
        first = next(name for name in dates if name in FIRST)
        opening = [name for name in dates if name in {first, "published_on"}] if self._is_new else dates
        self.section(
            "Devant qui ?",
            Label(AS_YOU_GO, Tone.MUTED, wrap=True),
            *self._lines([(name,) for name in WHOM if fields.has(self.kind, name)]),
            IconText("info", TYPED_BY_YOU, Tone.MUTED, wrap=True),
            note=self.kind.label,
        )
        self.fold("Où lui écrire", *self._lines(WHERE))
        if self._is_new:
            self.section("Premier pas", *self._dates(opening), note="laissez vide si ce n’est pas encore fait")
            self.fold("Dates suivantes", *self._dates([name for name in dates if name not in opening]))
        else:
            self.section("Dates", *self._dates(dates))
        admitted = (("granted",),) if self.kind is Kind.INSOLVENCY else ()  # the agent tells it at the end
        self.fold("Fin", *self._lines((("outcome",), ("ended_on",), *admitted, (fields.FILE,))))
        self.fold("Frais et notes", *self._lines((("cost",), ("notes",))))
        self._lay_out_clocks()

    def _dates(self, names: Sequence[str]) -> list[Editor | list[Editor] | QWidget]:
        """The dates, each with what is asked beside it."""
        found: list[tuple[str, ...]] = []
        for name in names:
            found.append((name,))
            if name == "decided_on" and fields.has(self.kind, "granted") and self.kind is not Kind.INSOLVENCY:
                found.append(("granted",))
            if name == "served_on" and fields.has(self.kind, "served_in_person"):
                found.append(("served_in_person",))
        return self._lines(found)

    def _lines(self, names: Sequence[Sequence[str]]) -> list[Editor | list[Editor] | QWidget]:
        return lines(names, lambda name: fields.make(name, self.kind, self.context))

    def _lay_out_clocks(self) -> None:
        """At the side: what it is and which court, for a new one, and the dates that follow from those typed."""
        if self._is_new:
            note = next(iter(STEPS[self.kind].values())).note
            about = Card("En deux mots").add(Label(fields.PLAINLY[self.kind], wrap=True))
            self.side(about.add(IconText("book-open", note, Tone.MUTED, wrap=True)))
        if self._court is not None:
            self.side(Card("Quel tribunal").add(CourtAdviceBlock(self._court, titled=False)))
        self._moved = Card("Dates qui en découlent", gap=12)
        self.clocks = ClockList(reason=True, narrow=True)
        self._moved.add(self.clocks)
        self.side(self._moved)

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _react(self) -> None:
        made = self._made(self.values())
        sound = not any(one.blocking for one in validation.procedure_problems(made, self.context.today()))
        found = fields.clocks_of(self.context, made) if sound else ()
        self.clocks.show_clocks([ClockView.of_rule(one) for one in found], self.context.today())
        self._moved.setVisible(bool(found))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Procedure:
        return fields.fields_of(self.kind).applied(self.procedure, values)

    def _problems(self, values: Values) -> Sequence[Problem]:
        return validation.procedure_problems(self._made(values), self.context.today())

    def _store(self, values: Values) -> int | None:
        documents = fields.fields_of(self.kind).new_documents(values)
        outcome = self.context.submit(self.show_problems, operations.save, self._made(values), documents)
        return outcome.value.id if outcome else None


def _advice(context: Context, dispute_id: int, kind: Kind) -> CourtAdvice | None:
    """Which court a new procedure would be before."""
    found = queries.ways(context.desk, dispute_id, context.today())
    return next((one.court for one in found if one.kind is kind), None)


def _proposed(context: Context, procedure: Procedure, court: CourtAdvice | None) -> Procedure:
    """What is known before anything is typed: the court when there is no choice, the public buyer one claims from."""
    if procedure.kind is Kind.PUBLIC_CLAIM:
        dossier = disputes.dossier(context.desk, procedure.dispute_id, context.today())
        procedure = replace(procedure, authority=dossier.client.name, email=dossier.client.email)
        if (where := dossier.address) is not None:
            there = {name: getattr(where, name) for name in ("street", "street_extra", "postcode", "city")}
            procedure = replace(procedure, **there)
    return replace(procedure, court=court.kind) if court is not None and not court.others else procedure
