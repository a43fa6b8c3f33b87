"""Aujourd’hui: the one thing to do first, what else is late or due, the money outstanding by age."""

from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from litigedesk import formats
from litigedesk.domain.money import ZERO
from litigedesk.domain.vocabulary import EventKind
from litigedesk.operations import disputes as dispute_operations
from litigedesk.queries import disputes, next_step
from litigedesk.queries import today as today_queries
from litigedesk.queries.next_step import NextStep
from litigedesk.queries.today import Overview, TaskKind
from litigedesk.queries.today import Task as Waiting

from ..context import Context
from ..date_words import tone_of
from ..palette import Tone
from ..theme import TITLE
from ..widgets.buttons import Button, Kind
from ..widgets.figures import AgeBars, Bar
from ..widgets.flow import Columns
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Card, EmptyState, NextAction, Page, Separator, SideColumn
from ..widgets.rows import FactRow, Task, TaskRow
from ..widgets.text import Chip, Label
from .base import Tab

NEXT_DATES = 10
SIDE = 424  # px at the normal text size
ICONS = {
    TaskKind.DEADLINE: "calendar-clock",
    TaskKind.OVERDUE_INVOICE: "receipt-euro",
    TaskKind.UNSENT_LETTER: "send",
    TaskKind.NO_NEXT_STEP: "circle-dashed",
}
EVENT_ICONS = {
    EventKind.CALL: "phone",
    EventKind.EMAIL: "mail",
    EventKind.LETTER: "send",
    EventKind.MEETING: "users",
    EventKind.PAYMENT: "banknote",
    EventKind.NOTE: "sticky-note",
}


class TodayTab(Tab):
    """The first tab."""

    title: ClassVar[str] = "Aujourd’hui"
    icon: ClassVar[str] = "sun"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"client", "invoice", "payment", "dispute", "deadline", "letter", "event", "user_rate", "setting", "profile"}
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._outer = vbox(self, 0, 0)
        self._shown: Overview | None = None
        self._with_later = False

    # ---- Tab ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        today = self.context.today()
        self._shown = shown = today_queries.overview(self.context.desk, today, self.context.last_opened)
        clear(self._outer)
        if shown.is_empty:
            self._outer.addWidget(self._welcome())
            return
        page = Page()
        main = QWidget()
        left = vbox(main, gap=16)
        left.addWidget(self._first(shown, today))
        left.addWidget(self._tasks(shown, today))
        left.addStretch(1)
        page.add(Columns(main, self._side(shown, today), side=SIDE))
        self._outer.addWidget(page)

    def count(self) -> int | None:
        """How many things wait: late, due within the week, or with no next step."""
        shown = self._shown
        if shown is None:
            shown = today_queries.overview(self.context.desk, self.context.today())
        waiting = len(shown.late) + len(shown.soon) + len(shown.without_next_step) + (shown.first is not None)
        return waiting or None

    def _told(self, changed: frozenset[str]) -> None:
        if self.kinds & changed:
            self._shown = None  # the count is read again even while the tab is hidden
        super()._told(changed)

    # ---- the parts ---------------------------------------------------------------------------------------------------
    def _welcome(self) -> QWidget:
        new = Button("Ajouter un client", Kind.PRIMARY, "plus", name="today.new_client")
        new.clicked.connect(self._new_client)
        example = Button("Essayer avec un exemple", Kind.LINK, name="today.demo")
        example.clicked.connect(partial(self.context.ask, "file.demo"))
        return EmptyState(
            "sun",
            "Un client ne paie pas ?",
            "Notez le client et sa facture : la lettre est prête en trois minutes.",
            new,
            example,
            note="Rien ne quitte cet ordinateur.",
        )

    def _first(self, shown: Overview, today: date) -> QWidget:
        over = f"{formats.date_full(today).capitalize()} · à faire en premier"
        task = shown.first
        if task is None:
            return NextAction(
                "Rien d’urgent aujourd’hui.",
                "Aucune échéance en retard, aucune dans les sept jours, aucun litige sans prochaine étape.",
                over=formats.date_full(today).capitalize(),
                tall=True,
            )
        if task.kind is TaskKind.OVERDUE_INVOICE:
            return self._first_invoice(task, over)
        if task.dispute_id is None:
            return self._first_alone(task, over, today)
        dossier = disputes.dossier(self.context.desk, task.dispute_id, today)
        step = next_step.propose(dossier, self.context.desk.profile().status, today)
        return self._first_dispute(task, step, dossier, over, today)

    def _first_alone(self, task: Waiting, over: str, today: date) -> QWidget:
        assert task.deadline_id is not None
        done = Button("C’est fait", Kind.PRIMARY, "check", name="today.first.done")
        done.clicked.connect(partial(self._complete, task.deadline_id))
        see = Button("Voir", name="today.first.see")
        see.clicked.connect(partial(self.context.navigate, *task.record))
        buttons = [done, see, self._postpone(task.deadline_id, today)]
        return NextAction(f"{task.who} — {_lowered(task.what)}", task.reason, buttons, over=over, tall=True)

    def _first_invoice(self, task: Waiting, over: str) -> QWidget:
        start = Button("Ouvrir un litige", Kind.PRIMARY, "scale", name="today.first.open")
        start.clicked.connect(partial(self._open_dispute, task))
        see = Button("Voir la facture", name="today.first.see")
        see.clicked.connect(partial(self.context.navigate, *task.record))
        return NextAction(
            f"{task.who} — ouvrez un litige",
            f"{task.what[0].upper()}{task.what[1:]} ; {_lowered(task.reason)}. "
            f"Reste dû, hors intérêts : {formats.money(task.amount)}.",
            [start, see],
            over=over,
            tall=True,
        )

    def _first_dispute(
        self, task: Waiting, step: NextStep, dossier: disputes.Dossier, over: str, today: date
    ) -> QWidget:
        by_hand = task.deadline_id is not None and (step.waiting or _typed_by_hand(dossier, task))
        sentence = task.what if by_hand else step.sentence
        reason = task.reason if by_hand else step.reason
        owed = dossier.sums
        if owed.total_due:
            reason += f" Dû aujourd’hui : {formats.money(owed.total_due)}"
            per_day = owed.statement.per_day if owed.statement else ZERO
            reason += f", puis {formats.money(per_day)} de plus par jour." if per_day else "."
        buttons: list[Button] = []
        if step.action == "letter" and step.template and not by_hand:
            write = Button(step.button, Kind.PRIMARY, "file-text", name="today.first.write")
            write.clicked.connect(partial(self._compose, task.dispute_id or 0, step.template))
            buttons.append(write)
        elif by_hand and task.deadline_id is not None:
            done = Button("C’est fait", Kind.PRIMARY, "check", name="today.first.done")
            done.clicked.connect(partial(self._complete, task.deadline_id))
            buttons.append(done)
        kind = Kind.SECONDARY if buttons else Kind.PRIMARY
        see = Button("Ouvrir le dossier", kind, "" if buttons else "folder-open", name="today.first.see")
        see.clicked.connect(partial(self.context.navigate, *task.record))
        buttons.append(see)
        if task.deadline_id is not None:
            buttons.append(self._postpone(task.deadline_id, today))
        return NextAction(f"{task.who} — {_lowered(sentence)}", reason, buttons, over=over, tall=True)

    def _postpone(self, deadline_id: int, today: date) -> Button:
        button = Button("Reporter…", Kind.QUIET, name="today.first.postpone")
        menu = QMenu(button)
        for words, day in (
            ("D’une semaine", today + timedelta(weeks=1)),
            ("De deux semaines", today + timedelta(weeks=2)),
            ("D’un mois", formats.add_months(today, 1)),
        ):
            entry = menu.addAction(f"{words}, au {formats.date_weekday(day)}")
            entry.triggered.connect(partial(self.context.run, dispute_operations.postpone_deadline, deadline_id, day))
        button.setMenu(menu)
        return button

    def _tasks(self, shown: Overview, today: date) -> QWidget:
        card = Card(gap=0)
        groups = (
            ("Aussi en retard" if shown.late and shown.first else "En retard", shown.late),
            ("Cette semaine", shown.soon),
            ("Sans prochaine étape", shown.without_next_step),
        )
        for title, tasks in groups:
            if tasks:
                self._group(card.body, title, tasks, today)
        if not any(tasks for _, tasks in groups):
            card.add(Label("Rien d’autre n’attend cette semaine.", Tone.MUTED))
        if shown.later:
            if self._with_later:
                self._group(card.body, "Les prochaines échéances", shown.later[:NEXT_DATES], today)
            words = "Masquer les prochaines échéances" if self._with_later else "Voir les prochaines échéances"
            more = Button(words, Kind.LINK, name="today.more")
            more.clicked.connect(self._toggle_later)
            card.body.addSpacing(8)
            card.add(row(more, None))
        return card

    def _group(self, body: QVBoxLayout, title: str, tasks: tuple[Waiting, ...], today: date) -> None:
        if body.count():
            body.addWidget(Separator())
            body.addSpacing(8)
        body.addLayout(row(Label(title, weight=600), Label(str(len(tasks)), Tone.MUTED), None))
        for place, task in enumerate(tasks):
            if place:
                body.addWidget(Separator())
            line = TaskRow(_as_row(task, today))
            line.clicked.connect(partial(self.context.navigate, *task.record))
            body.addWidget(line)

    def _side(self, shown: Overview, today: date) -> QWidget:
        side = SideColumn(0)
        money = Card("Argent attendu", right=Label("hors intérêts", Tone.MUTED))
        money.add(
            row(
                Label(formats.money(shown.outstanding), size=TITLE, weight=600, figures=True),
                Label(f"dont {formats.money(shown.overdue)} échus", Tone.MUTED),
                None,
            ),
            AgeBars([Bar(band.label, band.amount, _age_tone(band, place)) for place, band in enumerate(shown.ages)]),
        )
        side.add(money)
        if shown.renewals:
            side.add(self._renewals(shown, today))
        if shown.recent:
            recent = Card("Récemment", gap=4)
            for event, who in zip(shown.recent, shown.recent_clients, strict=True):
                fact = FactRow(
                    EVENT_ICONS[event.kind],
                    event.title,
                    who,
                    formats.date_medium(event.happened_on),
                    pressable=True,
                )
                fact.clicked.connect(partial(self.context.navigate, "dispute", event.dispute_id))
                recent.add(fact)
            side.add(recent)
        side.add(self._backup(shown))
        side.body.addStretch(1)
        return side

    def _renewals(self, shown: Overview, today: date) -> QWidget:
        card = Card("À renouveler", gap=12)
        for renewal in shown.renewals:
            gone = renewal.ends_on < today
            chip = Chip(formats.days_away(renewal.ends_on, today), Tone.LATE if gone else Tone.SOON)
            fact = FactRow("refresh-cw", renewal.what, renewal.detail, chip, pressable=True)
            open_it = partial(self.context.ask, "tools.rates")
            if renewal.record is not None:
                open_it = partial(self.context.navigate, *renewal.record)
            fact.clicked.connect(open_it)
            card.add(fact)
        return card

    def _backup(self, shown: Overview) -> QWidget:
        copy = Button("Copier ailleurs…", name="today.backup")
        copy.clicked.connect(partial(self.context.ask, "file.backup"))
        when = shown.last_backup
        card = Card()
        if when is None:
            card.add(FactRow("clock", "Aucune sauvegarde", "la première se fera à la prochaine ouverture", copy))
        else:
            day = "aujourd’hui" if when.date() == self.context.today() else f"le {formats.date_long(when.date())}"
            words = f"{day} à {when.hour} h {when.minute:02}"
            card.add(FactRow("circle-check", "Sauvegarde vérifiée", words, copy, icon_tone=Tone.FINE))
        return card

    # ---- what the buttons do -----------------------------------------------------------------------------------------
    def _new_client(self) -> None:
        from ..dialogs.records import edit_client

        if (client_id := edit_client(self.context, self.window(), None)) is not None:
            self.context.navigate("client", client_id)

    def _open_dispute(self, task: Waiting) -> None:
        from ..dialogs.dispute import edit_dispute

        opened = edit_dispute(
            self.context, self.window(), None, client_id=task.client_id, invoice_ids=(task.record[1],)
        )
        if opened is not None:
            self.context.navigate("dispute", opened)

    def _compose(self, dispute_id: int, template_id: str) -> None:
        from ..letter_window import compose

        compose(self.context, self.window(), dispute_id, template_id)

    def _complete(self, deadline_id: int) -> None:
        self.context.run(dispute_operations.complete_deadline, deadline_id)

    def _toggle_later(self) -> None:
        self._with_later = not self._with_later
        self.refresh_now()


def _typed_by_hand(dossier: disputes.Dossier, task: Waiting) -> bool:
    found = next((one for one in dossier.deadlines if one.id == task.deadline_id), None)
    return found is not None and found.letter_id is None


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _as_row(task: Waiting, today: date) -> Task:
    if task.due_on is None:
        when, tone = "aucune date", Tone.MUTED
    else:
        when, tone = formats.days_away(task.due_on, today), tone_of(task.due_on, today)
        if task.due_on >= today:
            when = f"{formats.date_weekday(task.due_on)} · {when}"
    amount = formats.money(task.amount) if task.amount else ""
    return Task(ICONS[task.kind], f"{task.who} — {_lowered(task.what)}", task.reason.rstrip("."), when, tone, amount)


def _age_tone(band: today_queries.AgeBand, place: int) -> Tone:
    if band.late:
        return Tone.LATE
    return Tone.MUTED if place == 0 else Tone.ACCENT
