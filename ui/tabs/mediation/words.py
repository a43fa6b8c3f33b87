"""What the tab says of a mediation or a convention, from the facts alone."""

from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.mediation import Convention, Mediation
from litigedesk.domain.vocabulary import MediationOutcome, ProposalAnswer, Stance
from litigedesk.queries.mediations import MediationFile, MediationRow
from litigedesk.queries.today import RENEWAL_DAYS
from litigedesk.rules import mediation as rules
from litigedesk.rules.mediation import Phase

from ...date_words import distance, short_day, tone_of
from ...palette import Tone
from ...widgets.figures import Step
from ...widgets.row_delegate import RowView

_PLACES: Final = {
    Phase.REFERRED: 1,
    Phase.NOTIFIED: 2,
    Phase.TAKING_PART: 3,
    Phase.PROPOSED: 4,
    Phase.ANSWERED: 4,
    Phase.TO_PERFORM: 5,
    Phase.ENDED: 6,
}

_OUTCOMES: Final = {
    MediationOutcome.AGREEMENT: "accord",
    MediationOutcome.FAILURE: "échec",
    MediationOutcome.WITHDRAWN_BY_CLIENT: "retrait",
    MediationOutcome.WITHDRAWN_BY_USER: "retrait",
    MediationOutcome.REJECTED: "refusée",
    MediationOutcome.DECLINED: "déclinée",
}


def list_row(row: MediationRow, today: date) -> RowView:
    """Three lines: client and sum, phase and mediator, next date with its icon and word."""
    when, tone, icon = "aucune date", Tone.MUTED, "circle-dashed"
    if row.phase is Phase.ENDED:
        when, icon = row.reference or row.dispute_reference, "archive"
    elif row.next_on is not None:
        when, tone = distance(row.next_on, today), tone_of(row.next_on, today)
        icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    return RowView(
        title=row.client_name,
        amount=formats.money(row.amount) if row.amount else "",
        detail=f"{row.phase.label} · {row.mediator}",
        detail_icon="handshake",
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


# ---- where a mediation stands ----------------------------------------------------------------------------------------
def place_of(phase: Phase) -> int:
    """The place of the present step in the stepper; beyond the last when it is over."""
    return _PLACES[phase]


def steps(file: MediationFile) -> tuple[Step, ...]:
    """The six steps of a mediation, each with the few words known of it: longer ones would hide the names."""
    m = file.mediation
    return (
        Step("Saisine", _on(m.referred_on) or "par le client"),
        Step("Notification", _on(m.notified_on) or "à venir"),
        Step("Participation", _stance(m)),
        Step("Proposition", _on(m.proposal_on) or (f"avant le {_on(file.result_by)}" if file.result_by else "à venir")),
        Step("Réponses", _answers(m)),
        Step("Issue", _outcome(m)),
    )


def _on(day: date | None) -> str:
    """``16 nov.``; the year is in the dates below."""
    return formats.date_medium(day).rsplit(formats.NBSP, 1)[0] if day is not None else ""


def _stance(m: Mediation) -> str:
    if m.stance is None:
        return "à dire"
    return " · ".join(filter(None, ("oui" if m.stance is Stance.TAKES_PART else "non", _on(m.stance_on))))


def _answers(m: Mediation) -> str:
    if rules.both_accepted(m):
        return "acceptée"
    if ProposalAnswer.REFUSED in {m.my_answer, m.client_answer}:
        return "refusée"
    said = (("vous", m.my_answer), ("client", m.client_answer))
    return next((f"{who} : oui" for who, answer in said if answer is not None), "libres")


def _outcome(m: Mediation) -> str:
    if m.outcome is None:
        return "à venir"
    if m.performed_on is not None:
        return "accord exécuté"
    return ", ".join(filter(None, (_OUTCOMES[m.outcome], _on(m.ended_on))))


def day_count(m: Mediation, result_by: date | None, today: date) -> str:
    """``jour 68 sur 90``; before the notice and after the end, that instead."""
    if m.ended_on is not None:
        return f"terminée le {short_day(m.ended_on, today)}"
    if m.notified_on is None or result_by is None:
        return "pas encore notifiée"
    gone, all_of_them = (today - m.notified_on).days, (result_by - m.notified_on).days
    if gone > all_of_them:
        over = formats.count(gone - all_of_them, "jour")
        return f"{all_of_them} jours dépassés de {over}"
    return f"jour {gone} sur {all_of_them}"


def suspension(m: Mediation) -> str:
    """Since when, and until when, the limitation period stands still; empty when nothing suspends it."""
    found = rules.suspended(m)
    if found is None:
        return ""
    start, end = found
    if end is None:
        return f"Prescription suspendue depuis le {formats.date_long(start)} (C. civ. 2238)."
    return (
        f"Prescription suspendue du {formats.date_long(start)} au {formats.date_long(end)} : elle court de nouveau, pour six "
        "mois au moins (C. civ. 2238)."
    )


# ---- conventions -----------------------------------------------------------------------------------------------------
def convention_chip(convention: Convention, today: date) -> tuple[str, Tone, str | None]:
    """How long a convention still runs, with its tone and icon."""
    end = convention.ends_on
    if convention.starts_on > today:
        return f"commence le {short_day(convention.starts_on, today)}", Tone.MUTED, None
    if end is None:
        return "sans fin notée", Tone.MUTED, None
    left = (end - today).days
    if left < 0:
        return f"finie le {formats.date_medium(end)}", Tone.LATE, None
    if left == 0:
        return "finit aujourd’hui", Tone.LATE, None
    if left <= RENEWAL_DAYS:
        return f"finit dans {formats.count(left, 'jour')}", Tone.SOON, None
    return f"finit le {formats.date_medium(end)}", Tone.FINE, None


def convention_span(convention: Convention) -> str:
    """``1er janv. 2024 – 31 déc. 2026``."""
    start = formats.date_medium(convention.starts_on)
    return f"{start} – {formats.date_medium(convention.ends_on)}" if convention.ends_on else f"depuis le {start}"
