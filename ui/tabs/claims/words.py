"""What the tab says of a claim or a policy, from the facts alone."""

from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.insurance import Guarantee, Harm, InsuranceClaim, Policy, PolicyHolder, PolicyTrigger
from litigedesk.domain.money import Money
from litigedesk.queries.insurance_claims import ClaimFile, ClaimRow
from litigedesk.queries.policies import PolicyFile
from litigedesk.queries.today import RENEWAL_DAYS
from litigedesk.rules.insurance import ClaimPhase

from ...date_words import clock_chip, distance, late_by, short_day, tone_of
from ...palette import Tone
from ...widgets.figures import Step
from ...widgets.row_delegate import RowView

_PLACES: Final = {
    ClaimPhase.TO_DECLARE: 0,
    ClaimPhase.DECLARED: 1,
    ClaimPhase.EXPERTISE: 2,
    ClaimPhase.DECIDED: 3,
    ClaimPhase.CLOSED: 5,
}


def list_row(row: ClaimRow, today: date) -> RowView:
    """Three lines: third party and sum, phase and title, next date with its icon and word."""
    when, tone, icon = "aucune date", Tone.MUTED, "circle-dashed"
    if row.phase is ClaimPhase.CLOSED:
        when, icon = row.reference, "archive"
    elif row.next_on is not None:
        when, tone = distance(row.next_on, today), tone_of(row.next_on, today)
        icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    return RowView(
        title=row.who,
        amount=formats.money(row.amount) if row.amount else "",
        detail=" · ".join(filter(None, (row.phase.label, row.title))),
        detail_icon="shield-alert",
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


# ---- where a claim stands --------------------------------------------------------------------------------------------
def place_of(phase: ClaimPhase) -> int:
    """The place of the present step in the stepper; beyond the last when it is closed."""
    return _PLACES[phase]


def steps(file: ClaimFile) -> tuple[Step, ...]:
    """The five steps of a claim, each with the few words known of it: longer ones would hide the names."""
    c = file.claim
    last = _on(file.declaration.alarm_date)
    expected = f"jusqu’au {last}" if c.declared_on is None else f"su le {_on(c.known_on)}"
    if c.declared_on is None and file.days_late:
        expected = f"en retard de {late_by(file.days_late)}"
    return (
        Step("À déclarer", expected),
        Step("Déclaré", _on(c.declared_on) or "à venir"),
        Step("Expertise", _on(c.expert_on) or ("s’il y en a une" if c.decision is None else "sans expert")),
        Step("Décision", c.decision.label.lower() if c.decision is not None else "attendue"),
        Step("Clos", c.outcome.label.lower() if c.outcome is not None else "à venir"),
    )


def _on(day: date | None) -> str:
    """``16 nov.``; the year is in the dates below."""
    return formats.date_medium(day).rsplit(formats.NBSP, 1)[0] if day is not None else ""


def reference_line(file: ClaimFile) -> str:
    """``SIN-2026-001 · Julien Moreau · Mutuelle du Grand Large · leur référence 88-12``."""
    insurer = file.policy.insurer if file.policy is not None else ""
    theirs = f"référence {file.claim.insurer_reference}" if file.claim.insurer_reference else ""
    return " · ".join(filter(None, (file.claim.reference, file.who, insurer, theirs)))


def is_own(file: ClaimFile) -> bool:
    """Whether the user is the insured, as far as one knows: otherwise the portage company alone writes to its insurer."""
    return file.policy is None or file.policy.holder is PolicyHolder.USER


def declaration_chip(file: ClaimFile, today: date) -> tuple[str, Tone, str | None]:
    """How far the last day to declare is, or that it was declared in time or late."""
    declared, late = file.claim.declared_on, file.days_late
    if declared is not None and late:
        return f"déclaré {formats.count(late, 'jour')} après", Tone.SOON, "triangle-alert"
    if declared is not None:
        return f"déclaré le {short_day(declared, today)}, à temps", Tone.FINE, None
    if file.claim.closed_on is not None:
        return "non déclaré", Tone.MUTED, "circle-dashed"
    return clock_chip(file.declaration.alarm_date, None, today)


def declaration_sentence(file: ClaimFile) -> str:
    """From which day, how many working days, and the last one."""
    known, last = formats.date_long(file.claim.known_on), formats.date_full(file.declaration.alarm_date)
    if file.policy is None:
        return (
            f"Vous avez su le {known}. Sans contrat indiqué, LitigeDesk compte cinq jours ouvrés, le minimum légal : "
            f"dernier jour le {last}."
        )
    days = formats.count(file.policy.declaration_days, "jour ouvré", "jours ouvrés")
    whose = "Votre contrat" if is_own(file) else "Le contrat de la société de portage lui"
    return f"Vous avez su le {known}. {whose} laisse {days} : dernier jour le {last}."


def lapse(policy: Policy) -> str:
    """What the policy says of a late declaration."""
    if policy.lapse_clause is None:
        return "déchéance pour retard : à vérifier"
    return "déchéance pour retard prévue" if policy.lapse_clause else "aucune déchéance pour retard"


# ---- harms -----------------------------------------------------------------------------------------------------------
def harm(one: Harm) -> str:
    """``Immatériel · retard · non consécutif``."""
    follows = {None: "", True: "consécutif", False: "non consécutif"}[one.consecutive]
    return " · ".join(filter(None, (one.kind.label, one.nature.label.lower() if one.nature else "", follows)))


def guarantee(one: Guarantee | None) -> str:
    """Cap and deductible in one line; that they are to be read when nothing is known."""
    if one is None or (one.cap is None and one.deductible is None):
        return "Plafond et franchise à lire dans le contrat."
    parts = [
        f"plafond {formats.money(one.cap)}" if one.cap is not None else "plafond à lire",
        f"{formats.money(one.yearly_cap)} par an" if one.yearly_cap is not None else "",
        _deductible(one.deductible),
    ]
    return f"{one.kind.label} : {', '.join(filter(None, parts))}."


def _deductible(amount: Money | None) -> str:
    if amount is None:
        return "franchise à lire"
    return f"franchise {formats.money(amount)}" if amount else "sans franchise"


# ---- policies --------------------------------------------------------------------------------------------------------
def holder(file: PolicyFile) -> str:
    """Who is insured."""
    if file.policy.holder is PolicyHolder.USER:
        return "Vous"
    return file.company.name if file.company is not None else "Votre société de portage"


def policy_chip(file: PolicyFile, today: date) -> tuple[str, Tone, str | None]:
    """Whether a policy runs, with its tone and icon."""
    policy = file.policy
    if file.in_force is None:
        return "début à indiquer", Tone.SOON, "circle-help"
    if file.in_force:
        return "en vigueur", Tone.FINE, None
    if policy.starts_on is not None and policy.starts_on > today:
        return f"commence le {short_day(policy.starts_on, today)}", Tone.MUTED, None
    return f"fini le {formats.date_medium(policy.ends_on)}" if policy.ends_on else "fini", Tone.MUTED, "archive"


def period(policy: Policy) -> str:
    """``du 1er janv. 2024 au 31 déc. 2026``, or what of it is known."""
    start, end = policy.starts_on, policy.ends_on
    if start is not None and end is not None:
        return f"du {formats.date_long(start)} au {formats.date_long(end)}"
    if start is not None:
        return f"depuis le {formats.date_long(start)}, sans fin notée"
    return f"jusqu’au {formats.date_long(end)}" if end is not None else ""


def trigger(file: PolicyFile) -> str:
    """What the cover looks at, and how long after the end of the policy."""
    policy = file.policy
    if policy.trigger is None:
        return "à lire dans le contrat : par le fait ou par la réclamation"
    if policy.trigger is PolicyTrigger.HARMFUL_EVENT:
        return "le fait dommageable : celui qui survient pendant le contrat"
    words = "la réclamation reçue pendant le contrat, ou ensuite pendant la garantie subséquente"
    if file.subsequent_until is not None:
        return f"{words}, jusqu’au {formats.date_long(file.subsequent_until)}"
    years = "cinq ans au moins" if policy.subsequent_years is None else formats.count(policy.subsequent_years, "an")
    return f"{words} ({years} après la fin)"


def attestation_chip(policy: Policy, today: date) -> tuple[str, Tone, str | None]:
    """How long the attestation still holds: soon under sixty days, late once over."""
    end = policy.attestation_until
    if end is None:
        return (
            "fin de validité à indiquer" if policy.attestation_file_id else "pas encore notée",
            Tone.SOON,
            "circle-help",
        )
    left = (end - today).days
    if left < 0:
        return f"périmée depuis le {formats.date_medium(end)}", Tone.LATE, None
    if left <= RENEWAL_DAYS:
        return "expire aujourd’hui" if left == 0 else f"expire dans {formats.count(left, 'jour')}", Tone.SOON, None
    return f"valable jusqu’au {formats.date_medium(end)}", Tone.FINE, None


def claim_line(claim: InsuranceClaim) -> str:
    """A claim among those of its policy."""
    return " · ".join(filter(None, (claim.reference, claim.title)))
