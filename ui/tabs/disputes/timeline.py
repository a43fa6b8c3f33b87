"""The timeline of a dossier: what happened, newest first, with the due dates that passed; filtered by kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.records import Deadline, Event
from litigedesk.domain.vocabulary import EventAuthor, EventKind
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.sums import InvoiceSums

from ...palette import Tone
from ...widgets.buttons import Button, FilterChips, Kind, Option
from ...widgets.flow import FlowLayout
from ...widgets.layout import row
from ...widgets.menu import add_action
from ...widgets.panels import Card
from ...widgets.record_events import ADDED_BY_HAND, ICONS
from ...widgets.rows import Timeline, TimelineEntry
from ...widgets.text import Label
from .commands import Commands

ALL, LETTERS, PAYMENTS, NOTES = "all", "letters", "payments", "notes"
FILTERS = (Option(ALL, "Tout"), Option(LETTERS, "Courriers"), Option(PAYMENTS, "Paiements"), Option(NOTES, "Notes"))
CONFIDENTIAL = "confidentiel"


@dataclass(frozen=True)
class Target:
    """The record behind a line: an event, payment, letter, deadline, invoice, complaint or mediation.

    ``event`` is the line itself, when it is one that was noted.
    """

    kind: str
    id: int
    event: Event | None = None


@dataclass(frozen=True)
class Line:
    """One line with its day and the filter that shows it, besides « Tout »."""

    on: date
    group: str
    entry: Callable[[], TimelineEntry]


def lines(dossier: Dossier, today: date, chosen: str = ALL) -> list[Line]:
    """The lines of a filter, newest first; what they say is written for those that are shown."""
    found = [*_passed_deadlines(dossier, today), *_events(dossier), *_due_invoices(dossier, today)]
    found.sort(key=lambda line: line.on, reverse=True)
    return [line for line in found if chosen in {ALL, line.group}]


def _events(dossier: Dossier) -> Iterator[Line]:
    sent = {letter.id for letter in dossier.letters if letter.sent_on is not None}
    secret = {letter.id for letter in dossier.letters if letter.confidential}
    for event in dossier.events:
        yield Line(event.happened_on, _group(event), partial(_told, event, sent, secret))


def _told(event: Event, sent: set[int | None], secret: set[int | None]) -> TimelineEntry:
    confidential = event.confidential or (event.letter_id is not None and event.letter_id in secret)
    detail = " ".join(event.body.split())
    if confidential:
        detail = " · ".join(filter(None, (CONFIDENTIAL, detail)))
    icon = "lock" if confidential else _icon(event, sent)
    return TimelineEntry(icon, formats.date_medium(event.happened_on), event.title, detail, record=_target(event))


def _icon(event: Event, sent: set[int | None]) -> str:
    if event.letter_id is not None:
        return "send" if event.letter_id in sent else "file-text"
    if event.complaint_id is not None:
        return "message-square-text"
    if event.mediation_id is not None:
        return "handshake"
    if event.agreement_id is not None:
        return "clipboard-list"
    if event.procedure_id is not None:
        return "scale"
    if event.author is EventAuthor.PROGRAM and event.kind is EventKind.NOTE:
        return "circle-dot"
    return ICONS[event.kind]


def _group(event: Event) -> str:
    if event.letter_id is not None or event.kind in {EventKind.LETTER, EventKind.EMAIL}:
        return LETTERS
    if event.kind is EventKind.PAYMENT:
        return PAYMENTS
    return NOTES if event.author is EventAuthor.USER else ""


def _target(event: Event) -> Target | None:
    """What opens: what the user typed, or the record that a line follows; another line written by the program opens nothing."""
    for kind in ("payment", "letter", "complaint", "mediation", "procedure", "agreement"):
        record_id = getattr(event, f"{kind}_id")
        if record_id is not None:
            return Target(kind, record_id, event)
    return Target("event", event.id or 0, event) if event.author is EventAuthor.USER else None


def _passed_deadlines(dossier: Dossier, today: date) -> Iterator[Line]:
    for deadline in dossier.deadlines:
        told = deadline.clock is not None and deadline.clock.only_told  # nothing of ours is late when it has gone by
        if deadline.done_on is None and deadline.due_on < today and not told:
            yield Line(deadline.due_on, "", partial(_passed, deadline))


def _passed(deadline: Deadline) -> TimelineEntry:
    title = "Délai de réponse dépassé" if deadline.letter_id is not None else "Échéance dépassée"
    when = formats.date_medium(deadline.due_on)
    return TimelineEntry("clock", when, title, deadline.title, Tone.LATE, Target("deadline", deadline.id or 0))


def _due_invoices(dossier: Dossier, today: date) -> Iterator[Line]:
    for line in dossier.sums.lines:
        if line.invoice.due_on <= today:
            yield Line(line.invoice.due_on, PAYMENTS, partial(_due, line))


def _due(line: InvoiceSums) -> TimelineEntry:
    invoice = line.invoice
    return TimelineEntry(
        "receipt-euro",
        formats.date_medium(invoice.due_on),
        f"Échéance de la facture {invoice.number}",
        f"{formats.money(line.outstanding)} non payés" if line.outstanding else "payée",
        record=Target("invoice", invoice.id or 0),
    )


class TimelineCard(Card):
    """The lines with their filter. ``limit`` shows the newest only, and a link to all of them (``more_asked``)."""

    filtered = Signal(str)
    more_asked = Signal()
    letter_asked = Signal(int)
    deadline_asked = Signal(int)

    def __init__(
        self,
        commands: Commands,
        dossier: Dossier,
        *,
        chosen: str = ALL,
        limit: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Chronologie")
        self._commands, self._dossier, self._limit = commands, dossier, limit
        self.chips = FilterChips(FILTERS, "Filtrer la chronologie")
        self.chips.setObjectName("timeline.filter")
        self.chips.set_key(chosen)
        self.chips.chosen.connect(self._filter)
        top = row(Label("Chronologie", weight=600), self.chips, None, gap=16)
        self.add(top)
        if limit is None:
            self.add(self._adding())
        self.timeline = Timeline()
        self.timeline.opened.connect(self._open)
        self.timeline.menu_asked.connect(self._show_menu)
        self.nothing = Label("Rien de ce genre dans ce dossier.", Tone.MUTED)
        self.more_button = Button("", Kind.LINK, name="timeline.more")
        self.more_button.clicked.connect(self.more_asked)
        self.add(self.timeline, self.nothing, row(self.more_button, None))
        self.body.addStretch(1)
        self._show(chosen)

    def _adding(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(8, 8, holder)
        dispute_id = self._dossier.dispute.id or 0
        for kind, icon in ADDED_BY_HAND:
            button = Button(kind.label, Kind.SECONDARY, icon, name=f"timeline.add.{kind}")
            button.setAccessibleName(f"Ajouter à la chronologie\u00a0: {kind.label.lower()}")
            button.clicked.connect(lambda _on=False, kind=kind: self._commands.note(dispute_id, kind))
            line.addWidget(button)
        return holder

    def _filter(self, chosen: str) -> None:
        self._show(chosen)
        self.filtered.emit(chosen)

    def _show(self, chosen: str) -> None:
        found = lines(self._dossier, self._commands.context.today(), chosen)
        shown = found if self._limit is None else found[: self._limit]
        self.timeline.set_entries([line.entry() for line in shown])
        self.nothing.setVisible(not found)
        self.more_button.set_text(f"Voir les {len(found)} lignes")
        self.more_button.setVisible(len(found) > len(shown))

    def reveal(self, event_id: int) -> None:
        """Put the keys on a line that was noted."""
        for line in self.timeline.rows():
            target = line.entry.record
            if isinstance(target, Target) and target.event is not None and target.event.id == event_id:
                line.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- opening -----------------------------------------------------------------------------------------------------
    def _open(self, target: Target) -> None:
        actions: dict[str, Callable[[], object]] = {
            "event": lambda: self._edit(target.id),
            "payment": lambda: self._commands.pay(self._dossier, target.id),
            "letter": lambda: self.letter_asked.emit(target.id),
            "deadline": lambda: self.deadline_asked.emit(target.id),
            "invoice": lambda: self._commands.context.navigate("invoice", target.id),
            "complaint": lambda: self._commands.edit_complaint(target.id),
            "mediation": lambda: self._commands.show_mediation(target.id),
            "agreement": lambda: self._commands.agreements.edit(target.id),
            "procedure": lambda: self._commands.show_ways(self._dossier.dispute.id or 0),
        }
        actions[target.kind]()

    def _edit(self, event_id: int) -> None:
        self._commands.note(self._dossier.dispute.id or 0, EventKind.NOTE, event_id)

    def _show_menu(self, target: Target, point: QPoint) -> None:
        words = {
            "event": "Modifier…",
            "payment": "Modifier le paiement…",
            "letter": "Voir la lettre",
            "deadline": "Voir l’échéance",
            "invoice": "Voir la facture",
            "complaint": "Voir la réclamation…",
            "mediation": "Ouvrir la médiation",
            "agreement": "Voir l’accord…",
            "procedure": "Voir les démarches",
        }
        menu = QMenu(self)
        add_action(menu, words[target.kind], "eye", lambda: self._open(target))
        if target.event is not None and target.kind in {"event", "complaint", "mediation", "procedure"}:
            self._add_confidence(menu, target.event)
        if target.kind == "event":
            add_action(menu, "Supprimer", "trash-2", lambda: self._commands.delete_event(target.id))
        if target.kind == "payment":
            add_action(menu, "Supprimer le paiement", "trash-2", lambda: self._commands.delete_payment(target.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _add_confidence(self, menu: QMenu, event: Event) -> None:
        """What is exchanged in a mediation stays out of what a judge is shown (C. conso. L612-3)."""
        words = "Ne plus marquer comme confidentiel" if event.confidential else "Marquer comme confidentiel"
        add_action(menu, words, "lock", lambda: self._commands.set_confidential(event, not event.confidential))
