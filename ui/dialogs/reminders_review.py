"""The reminders of the day to look through: a row for each client, and beside it the letter, its tone, what stands in its way."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.matter import of_dispute
from litigedesk.errors import UserError
from litigedesk.letters.guards import Finding
from litigedesk.operations import reminders
from litigedesk.operations.reminders import Line
from litigedesk.queries.reminders import Candidate

from ..context import Context
from ..date_words import late_by
from ..forms.editors import ChoiceEditor
from ..letter_window import jumps
from ..letter_window.preparation import Prepared, prepare
from ..models.records import Column
from ..palette import Tone
from ..tasks import Tasks
from ..theme import MIDDLE, current
from ..widgets.buttons import Button, Kind
from ..widgets.flow import Columns
from ..widgets.kept_focus import kept_focus
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Callout, Card, Page
from ..widgets.pdf_view import PdfView
from ..widgets.text import IconText, Label
from ..widgets.tick_table import TickTable

SIDE: Final = 440  # px at the normal text size
PREVIEW: Final = 460  # px of height at the normal text size
AT_ONCE: Final = 4  # lines looked at before the window shows a sign of life
PAUSE: Final = 120  # ms of stillness on a row before its letter is drawn
LETTER: Final = "preview"


class ReviewPage(Page):
    """The list and the letter of its current row. ``changed`` when the choice or the list is another."""

    changed = Signal()

    def __init__(self, context: Context, tasks: Tasks, waiting: Sequence[Candidate]) -> None:
        super().__init__()
        self._context, self._tasks = context, tasks
        self._waiting = list(waiting)
        self._found: list[Line] = []
        self.summary = IconText("clock", "", wrap=True)
        self.table = TickTable[Line](
            "Relances du jour", _columns(), _describe, key=_key, may_tick=lambda line: line.may_leave
        )
        self.view = PdfView("Aperçu de la lettre", tasks)
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._reading.timeout.connect(self._read)
        self._pause.timeout.connect(self.draw)
        self.table.current_changed.connect(self._show_line)
        self.table.ticked_changed.connect(self.changed)
        self._read()

    def _lay_out(self) -> None:
        main, side = QWidget(), QWidget()
        column = vbox(main, 0, 8)
        all_of_them, ready, none = (
            Button(words, Kind.LINK, name=f"reminders.tick_{name}")
            for words, name in (("Tout cocher", "all"), ("Seulement les prêtes", "ready"), ("Tout décocher", "none"))
        )
        all_of_them.clicked.connect(lambda: self.tick(lambda line: line.may_leave))
        ready.clicked.connect(lambda: self.tick(lambda line: line.is_ready))
        none.clicked.connect(lambda: self.tick(lambda _line: False))
        column.addWidget(self.summary)
        self._some = QWidget()  # what there is to choose, when there is something
        choice = vbox(self._some, 0, 8)
        choice.addLayout(row(all_of_them, ready, none, None, gap=16))
        choice.addWidget(self.table)
        self.below = vbox(gap=8)
        choice.addLayout(self.below)
        column.addWidget(self._some)
        column.addStretch(1)
        about = vbox(side, 0, 12)
        self._about = vbox(gap=8)
        about.addLayout(self._about)
        self.view.setFixedHeight(round(PREVIEW * min(1.3, current().text_scale)))
        about.addWidget(self.view)
        about.addStretch(1)
        self._side = side
        self.add(Columns(main, side, side=SIDE, break_at=900))

    # ---- reading -----------------------------------------------------------------------------------------------------
    @property
    def is_reading(self) -> bool:
        """Whether dossiers are still to be looked at."""
        return bool(self._waiting)

    def _read(self) -> None:
        """Look at some dossiers, then let the window breathe; the table comes once all are known."""
        desk, now, self._waiting = self._context.desk, self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        self._found += [reminders.examine(desk, one) for one in now]
        if self._waiting:
            total = len(self._found) + len(self._waiting)
            self.summary.label.set_text(f"Lecture des dossiers : {len(self._found)} sur {total}…")
            self._reading.start()
            return
        self._found.sort(key=lambda line: (line.waits, not line.may_leave))  # those that only wait come last
        self.table.set_rows(self._found)
        self.table.ticks.set_ticked([_key(one) for one in self._found if one.is_ready])
        self._some.setVisible(bool(self._found))
        self._side.setVisible(bool(self._found))
        self._summarise()
        self._show_line()

    def _summarise(self) -> None:
        rows = self.table.ticks.rows()
        if not rows:
            self.summary.label.set_text("Aucune facture n’est en retard.")
            self.summary.icon.set_icon("circle-check", Tone.FINE)
            return
        ready = sum(one.is_ready for one in rows)
        to_see = sum(one.may_leave and not one.is_ready for one in rows)
        waits = sum(one.waits for one in rows)
        blocked = len(rows) - ready - to_see - waits
        parts = [
            formats.count(ready, "lettre prête", "lettres prêtes"),
            *([f"{to_see} à regarder avant de cocher"] if to_see else []),
            *([formats.count(blocked, "impossible", "impossibles")] if blocked else []),
            *([formats.count(waits, "dossier attend autre chose", "dossiers attendent autre chose")] if waits else []),
        ]
        self.summary.label.set_text(" · ".join(parts))
        self.summary.icon.set_icon("circle-check" if ready else "info", Tone.FINE if ready else Tone.MUTED)

    # ---- choosing ----------------------------------------------------------------------------------------------------
    @property
    def chosen(self) -> list[Line]:
        """The lines ticked."""
        return self.table.ticks.ticked

    def tick(self, wanted: Callable[[Line], bool]) -> None:
        """Tick the lines that fit and no others."""
        self.table.ticks.set_ticked([_key(one) for one in self.table.ticks.rows() if wanted(one)])

    def choose_tone(self, template_id: str) -> None:
        """Give the current line another letter; one with nothing in its way stays ticked."""
        line = self.table.record
        if line is not None:
            self._replace(reminders.examine(self._context.desk, line.candidate, template_id))

    def _replace(self, line: Line) -> None:
        ticks, place = self.table.ticks, self.table.currentIndex().row()
        before = ticks.record(place)
        on = ticks.is_ticked(before) if before.is_ready == line.is_ready else line.is_ready
        ticks.replace(place, line)
        others = [_key(one) for one in ticks.ticked if _key(one) != _key(line)]
        ticks.set_ticked([*others, _key(line)] if on and line.may_leave else others)
        self._summarise()
        self._show_line()

    # ---- the line looked at ------------------------------------------------------------------------------------------
    def _show_line(self) -> None:
        line = self.table.record
        with kept_focus(self):
            clear(self._about)
            if line is not None:
                self._about.addWidget(self._card(line))
        self.view.setVisible(line is not None and line.may_leave)
        self._tasks.drop(LETTER)
        if line is not None and line.may_leave:
            self._pause.start()
        else:
            self._pause.stop()

    def draw(self) -> None:
        """Draw the letter of the current line beside the window."""
        self._pause.stop()
        line = self.table.record
        if line is None or line.template is None or not line.may_leave:
            return
        try:
            given = reminders.ready(self._context.desk, line)
        except UserError:
            return  # what stands in the way is told above
        self._tasks.start(LETTER, partial(prepare, line.template, given), self._drawn)

    def _drawn(self, prepared: Prepared) -> None:
        if prepared.document is not None:
            self.view.show_pdf(prepared.pdf)

    def _card(self, line: Line) -> Card:
        candidate = line.candidate
        card = Card(gap=10)
        card.add(Label(candidate.client_name, size=MIDDLE, weight=600, wrap=True))
        where = candidate.reference or "Un litige s’ouvrira avec la lettre"
        card.add(Label(f"{where} · {_numbers(line)}", Tone.MUTED, wrap=True))
        if line.waits:
            card.add(Callout("Pas de relance à envoyer", line.obstacle, Tone.MUTED, icon="clock"))
            return card
        card.add(self._tones(line))
        if line.obstacle:
            card.add(
                Callout("Lettre impossible", line.obstacle, Tone.LATE, icon="circle-alert", links=self._mend(line))
            )
        for one in line.forbidden:
            card.add(self._callout(line, one, Tone.LATE, "circle-alert"))
        if line.missing:
            links = [
                self._link(line, f"Ajouter {fact.label}", fact.target, fact.record_id) for fact in line.missing[:4]
            ]
            words = formats.count(len(line.missing), "information manque", "informations manquent")
            card.add(Callout(words, "", Tone.LATE, icon="circle-alert", links=links[:1]))
            for link in links[1:]:
                card.add(row(link, None))
        for one in line.warnings:
            card.add(self._callout(line, one, Tone.SOON, "triangle-alert"))
        return card

    def _tones(self, line: Line) -> QWidget:
        words = [(one.id, one.title if one.formal_notice else one.tone) for one in line.tones]
        tone = ChoiceEditor("reminders.tone", "Ton", words, segments=True)
        tone.set_value(line.template.id if line.template is not None else "")
        tone.changed.connect(lambda: self.choose_tone(tone.value))
        return tone

    def _callout(self, line: Line, found: Finding, tone: Tone, icon: str) -> Callout:
        article = f" ({found.article})" if found.article and found.article not in found.sentence else ""
        sentence = f"{found.sentence.rstrip('.')}{article}." if found.sentence else ""
        words = "" if found.target.startswith(("letter.", "template.")) else jumps.words(found.target)
        links = [self._link(line, words, found.target, found.record_id)] if words else []
        return Callout(found.title, sentence, tone, icon=icon, links=links)

    def _mend(self, line: Line) -> list[Button]:
        return [self._link(line, jumps.words("client"), "client.kind", line.candidate.client_id)]

    def _link(self, line: Line, words: str, target: str, record_id: int | None) -> Button:
        link = Button(words, Kind.LINK, name=f"reminders.mend.{target}")
        link.clicked.connect(lambda: self._go(line, target, record_id))
        return link

    def _go(self, line: Line, target: str, record_id: int | None) -> None:
        """Open the form that mends it, then look at the line again."""
        candidate = line.candidate
        matter = of_dispute(candidate.dispute_id or 0)
        records = jumps.Records(matter, candidate.dispute_id, candidate.client_id)
        jumps.go(self._context, self, target, record_id, records)
        wanted = line.template.id if line.template is not None else ""
        self._replace(reminders.examine(self._context.desk, candidate, wanted))


# ---- the table -------------------------------------------------------------------------------------------------------
def _key(line: Line) -> str:
    return line.candidate.key


def _numbers(line: Line) -> str:
    numbers = line.candidate.numbers
    return ", ".join(numbers) if len(numbers) <= 3 else formats.count(len(numbers), "facture")


def _state(line: Line) -> tuple[str, str, Tone]:
    """What stands in the way in a few words, with its icon and tone."""
    if line.waits:
        return line.obstacle, "clock", Tone.MUTED
    if not line.may_leave:
        return line.in_the_way()[0], "circle-alert", Tone.LATE
    if line.warnings:
        more = f" (+{len(line.warnings) - 1})" if len(line.warnings) > 1 else ""
        return f"{line.warnings[0].title}{more}", "triangle-alert", Tone.SOON
    return "rien", "circle-check", Tone.FINE


def _columns() -> Sequence[Column[Line]]:
    def days(line: Line) -> int:
        return line.candidate.days_late

    def letter(line: Line) -> str:
        return line.template.title if line.template is not None else "—"

    def asked(line: Line) -> str:
        return "—" if line.waits else formats.money(line.amount)

    return [
        Column[Line]("", lambda _line: "", lambda line: not line.is_ready, width=36),
        Column[Line]("Client", lambda line: line.candidate.client_name),
        Column[Line]("Factures", _numbers, width=128, spare=True),
        Column[Line]("Retard", lambda line: late_by(days(line)), days, True, 88, spare=True),
        Column[Line]("Demandé", asked, lambda line: line.amount, True, 108),
        Column[Line]("Lettre", letter, width=132),
        Column[Line](
            "À regarder",
            lambda line: _state(line)[0],
            tone=lambda line: _state(line)[2],
            icon=lambda line: _state(line)[1],
        ),
    ]


def _describe(line: Line) -> str:
    """A whole row in words."""
    candidate = line.candidate
    letter = line.template.title if line.template is not None else "aucune lettre"
    return ", ".join(
        (candidate.client_name, _numbers(line), f"en retard de {late_by(candidate.days_late)}", formats.money(line.amount),
         letter, f"à regarder\u00a0: {_state(line)[0]}")
    )  # fmt: skip
