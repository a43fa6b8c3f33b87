"""What the tab says of a dispute, from the facts alone: list rows, stage notes, legal source, distances in time."""

from collections.abc import Sequence
from datetime import date

from litigedesk import formats
from litigedesk.domain.records import Deadline, Dispute, Letter
from litigedesk.domain.vocabulary import (
    ClientKind,
    DisputeKind,
    DisputeStage,
    LimitationEventKind,
    ProfileStatus,
)
from litigedesk.operations.letters import NOTICE
from litigedesk.queries.disputes import DisputeRow, Dossier
from litigedesk.rules.kinds import Regime
from litigedesk.rules.law import Law
from litigedesk.rules.statement import Statement

from ... import legal_words
from ...date_words import distance, short_day, tone_of
from ...letter_words import letter_state
from ...palette import Tone
from ...widgets.figures import Step
from ...widgets.row_delegate import RowView

LIMITATION_SOON_MONTHS = 6
KIND_ICONS = {DisputeKind.UNPAID: "banknote"}
_STAGES = tuple(DisputeStage)
_KINDS = {
    ClientKind.PROFESSIONAL: "Impayé",
    ClientKind.CONSUMER: "Impayé consommateur",
    ClientKind.PUBLIC: "Impayé public",
    ClientKind.UNKNOWN: "Impayé",
}
_CLIENTS = {
    ClientKind.PROFESSIONAL: "client professionnel",
    ClientKind.CONSUMER: "client consommateur",
    ClientKind.PUBLIC: "acheteur public",
    ClientKind.UNKNOWN: "client à préciser",
}
# Who helps to agree, and who judges, by kind of client (C. conso L611-3, 5°: no consumer mediation for an unpaid invoice).
_ASSISTED = {
    ClientKind.PROFESSIONAL: "médiateur, conciliateur",
    ClientKind.CONSUMER: "conciliateur",
    ClientKind.PUBLIC: "médiateur",
    ClientKind.UNKNOWN: "conciliateur",
}
STAGE_TIPS = {
    DisputeStage.AMICABLE: legal_words.AMICABLE,
    DisputeStage.FORMAL_NOTICE: legal_words.FORMAL_NOTICE,
    DisputeStage.ASSISTED: legal_words.ASSISTED,
    DisputeStage.JUDICIAL: legal_words.JUDICIAL,
    DisputeStage.CLOSED: legal_words.CLOSED,
}


# ---- the list --------------------------------------------------------------------------------------------------------
def list_row(row: DisputeRow, today: date) -> RowView:
    """Three lines: name and sum, kind and stage, next date with its icon and word."""
    kind = f"{_KINDS[row.client_kind]} · {row.stage.label.lower()}"
    when, tone, icon = "sans prochaine étape", Tone.MUTED, "circle-dashed"
    if row.stage is DisputeStage.CLOSED:
        when, icon = row.reference, "archive"
    elif row.next_on is not None:
        tone = tone_of(row.next_on, today)
        when = distance(row.next_on, today)
        icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    return RowView(
        title=row.client_name,
        amount=formats.money(row.amount),
        detail=kind,
        detail_icon="banknote",
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


# ---- the head of the dossier -----------------------------------------------------------------------------------------
def kind_chip(dossier: Dossier) -> str:
    """``Impayé · client professionnel``."""
    return f"{dossier.dispute.kind.label} · {_CLIENTS[dossier.client.kind]}"


def _due(day: date, today: date) -> str:
    return "échue" if day < today else "à échéance"


def reference_line(dossier: Dossier, today: date) -> str:
    """Reference, what it is about, invoices and their due date."""
    parts = [f"Dossier {dossier.dispute.reference}"]
    if dossier.dispute.title:
        parts.append(dossier.dispute.title)
    invoices = [line.invoice for line in dossier.sums.lines]
    if len(invoices) == 1:
        parts.append(f"facture {invoices[0].number} du {formats.date_long(invoices[0].issued_on)}")
        parts.append(f"{_due(invoices[0].due_on, today)} le {formats.date_long(invoices[0].due_on)}")
    elif invoices:
        parts.append("factures " + ", ".join(invoice.number for invoice in invoices))
        first = min(one.due_on for one in invoices)
        parts.append(f"la plus ancienne {_due(first, today)} le {formats.date_long(first)}")
    return " · ".join(parts)


def sum_note(dossier: Dossier) -> str:
    """What the big sum is."""
    if dossier.dispute.closed_on is not None:
        return f"dus à la clôture, {formats.date_long(dossier.dispute.closed_on)}"
    return "dus aujourd’hui" if dossier.sums.statement is not None else "de principal impayé"


def steps(dossier: Dossier, status: ProfileStatus, today: date) -> tuple[Step, ...]:
    """The five stages, each with what the facts say of it."""
    kind = dossier.client.kind
    portage = "par la société de portage" if status is ProfileStatus.PORTAGE else ""
    if dossier.dispute.stage is DisputeStage.CLOSED:
        return _closed_steps(dossier, today)
    notes = {
        DisputeStage.AMICABLE: _reminders(dossier.letters),
        DisputeStage.FORMAL_NOTICE: _notice(dossier, today) or portage or "à envoyer",
        DisputeStage.ASSISTED: _ASSISTED[kind],
        DisputeStage.JUDICIAL: _judgment(dossier.dispute, today) or portage or _judge(kind),
        DisputeStage.CLOSED: _ending(dossier.dispute, today),
    }
    return tuple(Step(stage.label, notes[stage]) for stage in DisputeStage)


def _closed_steps(dossier: Dossier, today: date) -> tuple[Step, ...]:
    """What was done before the end, and what was not."""
    kinds = {event.kind: event for event in dossier.limitation_events}
    agreed, served = kinds.get(LimitationEventKind.SUSPENDED), kinds.get(LimitationEventKind.SERVED)
    notes = {
        DisputeStage.AMICABLE: _reminders(dossier.letters),
        DisputeStage.FORMAL_NOTICE: _notice(dossier, today) or "non envoyée",
        DisputeStage.ASSISTED: f"convenu le {short_day(agreed.happened_on, today)}" if agreed else "non engagé",
        DisputeStage.JUDICIAL: _judgment(dossier.dispute, today)
        or (f"acte du {short_day(served.happened_on, today)}" if served else "non engagé"),
        DisputeStage.CLOSED: _ending(dossier.dispute, today),
    }
    return tuple(Step(stage.label, notes[stage]) for stage in DisputeStage)


def passed_over(dossier: Dossier) -> frozenset[DisputeStage]:
    """The stages a closed dispute never went through, as far as its facts tell."""
    if dossier.dispute.stage is not DisputeStage.CLOSED:
        return frozenset()
    kinds = {event.kind for event in dossier.limitation_events}
    templates = {letter.template for letter in dossier.letters}
    done = {
        DisputeStage.AMICABLE: any(template.startswith("relance") for template in templates),
        DisputeStage.FORMAL_NOTICE: NOTICE in templates or dossier.dispute.notice_received_on is not None,
        DisputeStage.ASSISTED: LimitationEventKind.SUSPENDED in kinds,
        DisputeStage.JUDICIAL: LimitationEventKind.SERVED in kinds or dossier.dispute.judgment_on is not None,
    }
    return frozenset(stage for stage, reached in done.items() if not reached)


def place_of(stage: DisputeStage) -> int:
    """The place of a stage in the stepper."""
    return _STAGES.index(stage)


def _reminders(letters: Sequence[Letter]) -> str:
    sent = sum(1 for letter in letters if letter.template.startswith("relance") and letter.sent_on is not None)
    return formats.count(sent, "relance") if sent else "aucune relance"


def _notice(dossier: Dossier, today: date) -> str:
    """How far the last formal notice has gone; empty when there is none."""
    letter = next((one for one in dossier.letters if one.template == NOTICE), None)
    if letter is None:
        known = dossier.dispute.notice_received_on
        return f"reçue le {short_day(known, today)}" if known else ""
    return letter_state(letter, today)[0]


def _judge(kind: ClientKind) -> str:
    return "juge administratif" if kind is ClientKind.PUBLIC else "procédure ou juge"


def _judgment(dispute: Dispute, today: date) -> str:
    return f"jugement du {short_day(dispute.judgment_on, today)}" if dispute.judgment_on else ""


def _ending(dispute: Dispute, today: date) -> str:
    if dispute.closed_on is None or dispute.closing_reason is None:
        return "payé ou abandonné"
    return f"{dispute.closing_reason.label.lower()}, {short_day(dispute.closed_on, today)}"


# ---- letters and deadlines -------------------------------------------------------------------------------------------
def deadline_chip(deadline: Deadline, today: date) -> tuple[str, Tone, str]:
    """When a deadline falls, in words, with its tone and icon."""
    if deadline.done_on is not None:
        return f"fait le {short_day(deadline.done_on, today)}", Tone.FINE, "circle-check"
    tone = tone_of(deadline.due_on, today)
    icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    return formats.days_away(deadline.due_on, today), tone, icon


# ---- law -------------------------------------------------------------------------------------------------------------
def legal_source(found: Statement, law: Law) -> str:
    """Regime, article and the day its table was read, such as ``BCE + 10 points, C. com. L441-10 ; table relevée…``"""
    segments = [segment for line in found.lines for segment in line.result.segments]
    regimes = dict.fromkeys(line.result.regime for line in found.lines)
    if not segments:
        start = (
            "Taux légal, à compter de la mise en demeure reçue" if Regime.LEGAL in regimes else "Aucun jour de retard"
        )
        return f"{start} ({', '.join(found.sources)})." if found.sources else f"{start}."
    names = (regime.label.removeprefix("Taux ") if "BCE" in regime.label else regime.label for regime in regimes)
    words = ", ".join((*names, *dict.fromkeys(segment.legal_basis for segment in segments)))
    if set(regimes) == {Regime.FIXED}:
        return words
    read_on = law.rates.at(max(segment.last for segment in segments)).read_on
    return f"{words} ; table relevée le {formats.date_medium(read_on)}"


def span(start: date, end: date) -> str:
    """A length of time in its two largest units: ``4 ans et 5 mois``, ``3 mois``, ``12 jours``."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and formats.add_months(start, months) > end:
        months -= 1
    if months < 1:
        return formats.count((end - start).days, "jour")
    years, rest = divmod(months, 12)
    parts = [formats.count(years, "an")] if years else []
    if rest:
        parts.append(f"{rest}{formats.NBSP}mois")
    return " et ".join(parts)


def limitation_chip(safe: date, end: date, today: date) -> tuple[str, Tone]:
    """How far the end of the limitation period is."""
    if today > end:
        return f"acquise depuis le {formats.date_medium(end)}", Tone.LATE
    if today >= safe:
        return "dernier jour", Tone.LATE
    if formats.add_months(today, LIMITATION_SOON_MONTHS) >= safe:
        return f"proche : {span(today, safe)}", Tone.SOON
    return f"loin : {span(today, safe)}", Tone.FINE
