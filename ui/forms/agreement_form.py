"""An agreement with the client: what is owed on a day, how it will be paid, what each side gives up, what happens if it is not."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.agreement import Agreement, AgreementKind, Instalment
from litigedesk.domain.money import ZERO
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import Problem, Refused
from litigedesk.operations import agreements as operations
from litigedesk.queries import agreements, disputes, files, policies
from litigedesk.rules import instalments as rules

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from . import agreement_fields as fields
from .agreement_fields import FIELDS, FILE
from .editors import CheckEditor, ChoiceEditor, DateEditor, Editor, IntegerEditor, MoneyEditor
from .form import Form, Values
from .instalments_editor import InstalmentsEditor, balance, judged
from .settlement_warning import SettlementWarning

FROM_STATEMENT: Final = ("principal", "interest", "fee")
USUAL_COUNT: Final = {AgreementKind.INSTALMENTS: 3, AgreementKind.ACKNOWLEDGMENT: 1, AgreementKind.SETTLEMENT: 1}
BETWEEN: Final = (
    "L’un ou l’autre : un nombre de versements, ou une somme par mois. Le dernier prend le reste, au centime."
)


class AgreementForm(Form):
    """``agreement_id`` is the one to change; else a new one of that ``kind`` in a dispute; saving gives its id."""

    def __init__(
        self,
        context: Context,
        agreement_id: int | None = None,
        *,
        dispute_id: int = 0,
        kind: AgreementKind = AgreementKind.INSTALMENTS,
    ) -> None:
        desk, today = context.desk, context.today()
        self.agreement = agreements.view(desk, agreement_id, today).agreement if agreement_id is not None else None
        self.dispute_id = self.agreement.dispute_id if self.agreement is not None else dispute_id
        dossier = disputes.dossier(desk, self.dispute_id, today)
        self._whose = f"{dossier.client.name} · {dossier.dispute.reference}"
        self._policy = policies.of_dispute(desk, self.dispute_id, today)
        self._client, self._today = dossier.client.kind, today
        self._start = self.agreement or agreements.suggested(desk, self.dispute_id, kind, today)
        self._told = self._start  # the sums of the dispute last shown
        self._table: tuple[Instalment, ...] = ()  # the table last proposed
        super().__init__(
            context,
            f"agreement:{agreement_id}" if self.agreement is not None else f"agreement:new:{dispute_id}:{kind}",
            f"Modifier l’accord : {self._start.kind.label.lower()}" if self.agreement else f"{kind.label} : proposer",
            "Enregistrer l’accord",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors()
        self._begin()
        self.changed.connect(self._react)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.kind = ChoiceEditor("kind", "Quel accord ?", AgreementKind, segments=True, called="l’accord")
        self._explained = IconText("info", "", Tone.MUTED, wrap=True)
        self.section(
            "Accord",
            self.kind,
            self._explained,
            FIELDS.make("proposed_on", self.context, needed=True),
            note=self._whose,
        )
        self._lay_out_sums()
        self._lay_out_table()
        self._lay_out_terms()
        self._lay_out_concessions()
        if self.agreement is not None:  # a new one is signed, then ended, by its own steps
            self.fold("Signature", self._make("signed_on"), self._make(FILE))
            self.fold("Fin de l’accord", self._make("outcome"), self._make("ended_on"))
        self.fold("Notes", self._make("notes"))
        self.side(self._worth())

    def _lay_out_sums(self) -> None:
        self._total = Label("", weight=600)
        self._take_button = Button("Reprendre les sommes du dossier", Kind.LINK, name="agreement.take")
        self._take_button.clicked.connect(self._take_sums)
        card = self.section(
            "Ce qui est dû",
            FIELDS.make("as_of", self.context, needed=True),
            [FIELDS.make("principal", self.context, needed=True), self._make("interest")],
            [self._make("fee"), self._make("waived")],
        )
        card.add(row(self._take_button, None), row(self._total, None))
        self.editor("as_of").changed.connect(self._stop_sums)

    def _lay_out_table(self) -> None:
        self.count = IntegerEditor(
            "count", "Nombre de versements", optional=True, called="le nombre de versements", width=96
        )
        self.monthly = MoneyEditor("monthly", "ou somme par mois", optional=True, called="la somme par mois")
        self.first_on = DateEditor(
            "first_on", "Premier versement le", today=self._today, nudge=True, called="la date du premier versement"
        )
        self.table = InstalmentsEditor(self._today)
        self._again = Button("Refaire le tableau", Kind.SECONDARY, "refresh-cw", name="agreement.table")
        self._again.clicked.connect(self._make_table)
        self._refusal = IconText("triangle-alert", "", Tone.SOON, wrap=True)
        self._balance = IconText("circle-check", "", Tone.FINE, wrap=True, weight=500)
        self._schedule = self.section(
            "Versements",
            [self.count, self.monthly],
            self.first_on,
            self._refusal,
            note="un par mois, à changer au besoin",
        )
        self._between = IconText("info", BETWEEN, Tone.MUTED, wrap=True)
        self._schedule.add(self._between, row(self._again, None))
        self._fill(self._schedule.body, [self.table, self._balance])
        self.count.changed.connect(lambda: self._either(self.count, self.monthly))
        self.monthly.changed.connect(lambda: self._either(self.monthly, self.count))
        self.first_on.changed.connect(self._follow_table)

    def _lay_out_terms(self) -> None:
        self.acceleration = CheckEditor(
            "acceleration",
            "Si un versement manque, tout devient exigible après mise en demeure",
            hint=fields.ACCELERATION,
        )
        self.interest_runs = CheckEditor(
            "interest_runs", "Les intérêts continuent de courir pendant l’échéancier", hint=fields.INTEREST_RUNS
        )
        self.section("Conditions", self.acceleration, self.interest_runs, self._make("cause"))

    def _lay_out_concessions(self) -> None:
        self.confidential = CheckEditor("confidential", "L’accord reste confidentiel", hint=fields.CONFIDENTIAL)
        self.warning = SettlementWarning()
        self._concessions = self.section(
            "Concessions réciproques",
            *(FIELDS.make(name, self.context, needed=True) for name in ("our_concessions", "their_concessions")),
            self.confidential,
            self.warning,
            note="des deux côtés (C. civ. 2044)",
        )

    def _make(self, name: str) -> Editor:
        return FIELDS.make(name, self.context)

    def _worth(self) -> Card:
        card = Card("Ce que vaut ce papier", gap=12)
        for point in fields.POINTS:
            card.add(IconText("info", point, Tone.MUTED, wrap=True))
        return card

    def _begin(self) -> None:
        stored = files.stored_file(self.context.desk, self._start.file_id)
        shown = FIELDS.shown(self._start, {FILE: stored.name if stored else ""})
        shown["waived"] = self._start.waived or None
        if self.agreement is not None:
            held = agreements.instalments(self.context.desk, self.agreement.id or 0)
            made_of = {"count": len(held) or None, "first_on": held[0].due_on if held else None}
            self.load({**shown, **made_of, "instalments": [vars(one) for one in held]})
            self._table = tuple(held)
            for widget in (self.count, self.monthly, self.first_on, self._between):
                widget.setVisible(self.agreement.signed_on is None)  # a paper signed is corrected row by row
            return
        first_on = formats.add_months(self._today, 1)
        self.load({**shown, "count": USUAL_COUNT[self._start.kind], "first_on": first_on, "acceleration": True})
        if not self.table.rows():  # no draft of one
            self._make_table()
            self._loaded["instalments"] = self.table.raw

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _react(self) -> None:
        FIELDS.show_depending(self)
        agreement = self._made(self.values())
        kind = agreement.kind
        self._explained.label.set_text(fields.EXPLAINED[kind])
        self._concessions.setVisible(kind is AgreementKind.SETTLEMENT)
        self.warning.show_for(self._policy, settles=kind is AgreementKind.SETTLEMENT)
        self._total.set_text(f"À payer : {formats.money(agreement.total)}")
        self._take_button.setVisible(any(getattr(agreement, one) != getattr(self._told, one) for one in FROM_STATEMENT))
        self.editor("fee").setVisible(self._client is not ClientKind.CONSUMER or bool(self.editor("fee").value))
        self._follow_table()
        self.acceleration.setVisible(len(self.table.rows()) > 1)
        told, exact = balance(agreement.total, self.table.instalments())
        self._balance.label.set_text(told)
        icon, tone = ("circle-check", Tone.FINE) if exact else ("triangle-alert", Tone.LATE)
        self._balance.icon.set_icon(icon, tone)
        self._balance.label.set_tone(tone)

    def _stop_sums(self) -> None:
        """Sums that were the dispute's follow the day they are stopped; the user's own stay."""
        as_of: date | None = self.editor("as_of").value
        if as_of is None or as_of > self._today:
            return
        now = agreements.suggested(self.context.desk, self.dispute_id, self.kind.value, as_of)
        for name in FROM_STATEMENT:
            if (self.editor(name).value or ZERO) == getattr(self._told, name):
                self.editor(name).set_value(getattr(now, name))
        self._told = now

    def _take_sums(self) -> None:
        for name in FROM_STATEMENT:
            self.editor(name).set_value(getattr(self._told, name))
        self.editor("principal").changed.emit()

    def _either(self, typed: Editor, other: Editor) -> None:
        """A number of instalments or a sum a month: typing one empties the other."""
        if typed.value is not None:
            other.set_value(None)
        self._follow_table()

    def _proposed(self) -> tuple[Instalment, ...]:
        """The table that the fields above it make; empty while they do not say enough. ``Refused`` in words."""
        total, first_on = self._made(self.values()).total, self.first_on.value
        if first_on is None or total <= ZERO:
            return ()
        if self.monthly.value is not None:
            return rules.by_amount(total, self.monthly.value, first_on)
        return () if self.count.value is None else rules.by_count(total, self.count.value, first_on)

    def _follow_table(self) -> None:
        """A table nobody changed by hand follows what it is made from; another one waits for « Refaire le tableau »."""
        wanted = self._wanted()
        own = bool(self._table) and not self.table.shows(self._table)
        if wanted and not own and not self.table.shows(wanted):
            self._show_table(wanted)
        self._again.setVisible(bool(wanted) and not self.table.shows(wanted))

    def _wanted(self) -> tuple[Instalment, ...]:
        try:
            wanted = self._proposed()
        except Refused as refusal:
            self._refusal.label.set_text(str(refusal))
            self._refusal.show()
            return ()
        self._refusal.hide()
        return wanted

    def _make_table(self) -> None:
        self._show_table(self._wanted())
        self._react()

    def _show_table(self, table: tuple[Instalment, ...]) -> None:
        self._table = table
        self.table.show_instalments(table)

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Agreement:
        sums = {name: values[name] or ZERO for name in (*FROM_STATEMENT, "waived")}
        days = {name: values[name] or getattr(self._start, name) for name in ("as_of", "proposed_on")}
        kind = values["kind"] or self._start.kind
        return FIELDS.applied(self._start, {**values, **sums, **days, "kind": kind})

    def _problems(self, values: Values) -> Sequence[Problem]:
        problems = validation.required("as_of", values["as_of"], "Indiquez le jour où les sommes sont arrêtées.")
        for one in values["instalments"] or ():
            problems += [Problem("instalments", found.sentence, found.blocking) for found in judged(one)]
        seen = {problem.field for problem in problems}
        found = operations.problems(self.context.desk, self._made(values), self.table.instalments())
        return [*problems, *(one for one in found if one.field not in seen)]

    def _store(self, values: Values) -> int | None:
        made, documents = self._made(values), FIELDS.new_documents(values)
        outcome = self.context.submit(
            self.show_problems, operations.save, made, self.table.instalments(), documents, None
        )
        return outcome.value.id if outcome else None
