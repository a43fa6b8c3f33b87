"""The cards beside the tasks: money by age, what is about to lapse, what happened last, the last copy."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.records import Event
from litigedesk.domain.vocabulary import EventKind
from litigedesk.queries.today import AgeBand, Overview

from ...context import Context
from ...palette import Tone
from ...theme import TITLE
from ...widgets.buttons import Button
from ...widgets.figures import AgeBars, Bar
from ...widgets.layout import row
from ...widgets.panels import Card, SideColumn
from ...widgets.rows import FactRow
from ...widgets.text import Chip, Label

EVENT_ICONS = {
    EventKind.CALL: "phone",
    EventKind.EMAIL: "mail",
    EventKind.LETTER: "send",
    EventKind.MEETING: "users",
    EventKind.PAYMENT: "banknote",
    EventKind.NOTE: "sticky-note",
}


def side_column(context: Context, shown: Overview, today: date) -> QWidget:
    """The column at the right."""
    side = SideColumn(0)
    side.add(_money(shown))
    if shown.renewals:
        side.add(_renewals(context, shown, today))
    if shown.recent:
        side.add(_recent(context, shown))
    side.add(_backup(context, shown))
    side.body.addStretch(1)
    return side


def _money(shown: Overview) -> Card:
    total = Label(formats.money(shown.outstanding), size=TITLE, weight=600, figures=True)
    total.setObjectName("today.money")
    return Card("Argent attendu", right=Label("hors intérêts", Tone.MUTED)).add(
        row(total, Label(f"dont {formats.money(shown.overdue)} échus", Tone.MUTED), None),
        AgeBars([Bar(band.label, band.amount, _age_tone(band, place)) for place, band in enumerate(shown.ages)]),
    )


def _age_tone(band: AgeBand, place: int) -> Tone:
    if band.late:
        return Tone.LATE
    return Tone.MUTED if place == 0 else Tone.ACCENT


def _recent(context: Context, shown: Overview) -> Card:
    card = Card("Récemment", gap=4)
    for event, who in zip(shown.recent, shown.recent_clients, strict=True):
        fact = FactRow(
            EVENT_ICONS[event.kind], event.title, who, formats.date_medium(event.happened_on), pressable=True
        )
        fact.clicked.connect(partial(context.navigate, *_record(event)))
        card.add(fact)
    return card


def _record(event: Event) -> tuple[str, int]:
    """What a line of the timeline is in: a dispute, else an insurance claim."""
    return (
        ("dispute", event.dispute_id)
        if event.dispute_id is not None
        else ("insurance_claim", event.insurance_claim_id or 0)
    )


def _renewals(context: Context, shown: Overview, today: date) -> Card:
    card = Card("À renouveler", gap=12)
    for place, renewal in enumerate(shown.renewals):
        gone = renewal.ends_on < today
        chip = Chip(formats.days_away(renewal.ends_on, today), Tone.LATE if gone else Tone.SOON)
        fact = FactRow("refresh-cw", renewal.what, renewal.detail, chip, pressable=True)
        open_it = partial(context.ask, "tools.rates")
        if renewal.record is not None:
            open_it = partial(context.navigate, *renewal.record)
        fact.clicked.connect(open_it)
        if not place:
            fact.setObjectName("today.renewals")
        card.add(fact)
    return card


def _backup(context: Context, shown: Overview) -> Card:
    copy = Button("Sauvegardes…", name="today.backup")
    copy.clicked.connect(partial(context.ask, "file.backups"))
    when = shown.last_backup
    if when is None:
        return Card().add(FactRow("clock", "Aucune sauvegarde", "la première se fera à la prochaine ouverture", copy))
    day = "aujourd’hui" if when.date() == context.today() else f"le {formats.date_long(when.date())}"
    words = f"{day} à {when.hour} h {when.minute:02}"
    return Card().add(FactRow("circle-check", "Sauvegarde vérifiée", words, copy, icon_tone=Tone.FINE))
