"""What the tab says of a dispute, from the facts alone: list rows, stage notes, legal source."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import (
    ClientKind,
    DisputeKind,
    DisputeStage,
)
from litigedesk.queries.agreements import running
from litigedesk.queries.dispute_list import DisputeRow
from litigedesk.queries.disputes import Dossier
from litigedesk.rules.kinds import Regime
from litigedesk.rules.law import Law
from litigedesk.rules.statement import Statement

from ...date_words import distance, tone_of
from ...palette import Tone
from ...widgets.row_delegate import RowView
from . import stage_words

KIND_ICONS = {DisputeKind.UNPAID: "banknote", DisputeKind.COMPLAINT: "message-square-text"}
MEDIATION_ICON = "handshake"
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


# ---- the list --------------------------------------------------------------------------------------------------------
def list_row(row: DisputeRow, today: date) -> RowView:
    """Three lines: name and sum, kind and stage, next date with its icon and word."""
    when, tone, icon = "à faire dès que possible", Tone.MUTED, "circle-dot"
    if row.stage is DisputeStage.CLOSED:
        when, icon = row.reference, "archive"
    elif row.without_next_step:
        when, icon = "sans prochaine étape", "circle-dashed"
    elif row.waits:
        when, icon = "en attente", "hourglass"
        if row.next_on is not None:
            when = f"en attente · {formats.date_medium(row.next_on)}"
    elif row.next_on is not None:
        tone = tone_of(row.next_on, today)
        when = distance(row.next_on, today)
        icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    return RowView(
        title=row.client_name,
        amount=formats.money(row.amount) if row.amount or row.kind is DisputeKind.UNPAID else "",
        detail=_row_kind(row),
        detail_icon=MEDIATION_ICON if row.in_mediation else KIND_ICONS[row.kind],
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


def _row_kind(row: DisputeRow) -> str:
    """``Réclamation · à répondre``, ``Impayé public · mise en demeure``; a mediation that runs comes first."""
    if row.in_mediation:
        return "Médiation en cours" if row.kind is DisputeKind.COMPLAINT else f"{_KINDS[row.client_kind]} · médiation"
    if row.to_answer:
        return (
            "Réclamation · à répondre"
            if row.kind is DisputeKind.COMPLAINT
            else f"{_KINDS[row.client_kind]} · réclamation"
        )
    kind = row.kind.label if row.kind is DisputeKind.COMPLAINT else _KINDS[row.client_kind]
    contested = " · contesté" if row.contested else ""
    return f"{kind} · {stage_words.in_a_list(row.kind, row.stage)}{contested}"


# ---- the head of the dossier -----------------------------------------------------------------------------------------
def kind_chip(dossier: Dossier) -> str:
    """``Impayé · client professionnel``."""
    return f"{dossier.dispute.kind.label} · {_CLIENTS[dossier.client.kind]}"


def kind_icon(dossier: Dossier) -> str:
    """The sign of a mediation that runs, else of the dispute's kind."""
    return MEDIATION_ICON if dossier.running is not None else KIND_ICONS[dossier.dispute.kind]


def _due(day: date, today: date) -> str:
    return "échue" if day < today else "à échéance"


def reference_line(dossier: Dossier, today: date) -> str:
    """Reference, what it is about, invoices and their due date."""
    parts = [f"Dossier {dossier.dispute.reference}"]
    if dossier.dispute.title:
        parts.append(dossier.dispute.title)
    if creditor := creditor_of(dossier):
        parts.append(f"créancier : {creditor}")
    invoices = [line.invoice for line in dossier.sums.lines]
    if len(invoices) == 1:
        parts.append(f"facture {invoices[0].number} du {formats.date_long(invoices[0].issued_on)}")
        parts.append(f"{_due(invoices[0].due_on, today)} le {formats.date_long(invoices[0].due_on)}")
    elif invoices:
        parts.append("factures " + ", ".join(invoice.number for invoice in invoices))
        first = min(one.due_on for one in invoices)
        parts.append(f"la plus ancienne {_due(first, today)} le {formats.date_long(first)}")
    return " · ".join(parts)


def creditor_of(dossier: Dossier) -> str:
    """Who is owed when it is not the user; empty when it is."""
    if dossier.portage is None or not (dossier.sums.lines or dossier.dispute.kind is DisputeKind.UNPAID):
        return ""
    return dossier.portage.company.name if dossier.portage.company is not None else "votre société de portage"


def head_sum(dossier: Dossier) -> tuple[Money | None, str]:
    """The one big sum and what it is: what is owed, or without invoices what the client asks for, if anything."""
    if dossier.sums.lines or dossier.dispute.kind is DisputeKind.UNPAID:
        return dossier.sums.total_due, _due_note(dossier)
    asked = [view.complaint.amount for view in dossier.complaints if view.complaint.amount]
    return (max(asked), "demandés par le client") if asked else (None, "")


def _due_note(dossier: Dossier) -> str:
    if dossier.dispute.closed_on is not None:
        return f"dus à la clôture, {formats.date_long(dossier.dispute.closed_on)}"
    if running(dossier.agreements) is not None:
        return "dus, accord en cours"
    return "dus aujourd’hui" if dossier.sums.statement is not None else "de principal impayé"


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
