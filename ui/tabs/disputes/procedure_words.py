"""What the part Démarches says of a kind of procedure: its sign, one sentence in plain words, who reads its dossier, its dates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.procedure import Procedure
from litigedesk.domain.procedure import ProcedureKind as Kind
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.rules import procedures as rules
from litigedesk.rules.clock_dates import Milestone
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.procedures import Assessment

from ...forms import procedure_fields as fields
from ...forms.procedure_step_words import STEPS
from ...palette import Tone
from ...widgets.dated_lines import Dated

ICONS: Final[Mapping[Kind, str]] = {
    Kind.CONCILIATION: "handshake",
    Kind.BUSINESS_MEDIATION: "handshake",
    Kind.SMALL_CLAIMS: "mail-check",
    Kind.PAYMENT_ORDER: "file-check",
    Kind.INTERIM_ORDER: "scale",
    Kind.COURT_CLAIM: "scale",
    Kind.PUBLIC_CLAIM: "landmark",
    Kind.INSOLVENCY: "triangle-alert",
    Kind.JUDGMENT: "badge-check",
}
READERS: Final[Mapping[Kind, str]] = {  # keys of resources/bundle/audiences.toml
    Kind.CONCILIATION: "conciliator",
    Kind.BUSINESS_MEDIATION: "mediator",
    Kind.SMALL_CLAIMS: "bailiff",
    Kind.PAYMENT_ORDER: "court",
    Kind.INTERIM_ORDER: "court",
    Kind.COURT_CLAIM: "court",
    Kind.PUBLIC_CLAIM: "lawyer",
    Kind.INSOLVENCY: "administrator",
    Kind.JUDGMENT: "bailiff",
}
NO_PAYMENT: Final = "N’encaissez rien du client tant que le commissaire n’a pas constaté l’issue (CPCE R125-7)."
NO_REMINDER: Final = "Ne relancez plus le client : tout passe par le mandataire judiciaire (C. com. L622-7, L622-21)."
NOT_NOTED: Final = ("pas noté", Tone.MUTED, "circle-dashed")
SIGNS: Final = {
    Verdict.MET: ("possible", Tone.FINE, "circle-check"),
    Verdict.ASK: ("à vérifier", Tone.SOON, "circle-help"),
    Verdict.FAILED: ("impossible", Tone.MUTED, "circle-x"),
}


def dated(procedure: Procedure, today: date) -> Iterator[Dated]:
    """The usual dates of its kind in order, noted or not, each with the step that notes it."""
    steps = STEPS[procedure.kind]
    for name, words in fields.dates_of(procedure):
        day: date | None = getattr(procedure, name)
        step = next((key for key, one in steps.items() if any(name in line for line in one.lines)), "")
        yield Dated(words, day, _beside(procedure, name), step, to_come=day is not None and day > today)


def _beside(procedure: Procedure, name: str) -> str:
    """What is known besides of a date: what was granted, in whose hands, how it ended."""
    if name == "decided_on" and procedure.granted is not None:
        return formats.money(procedure.granted)
    if name == "served_on" and procedure.served_in_person is not None:
        return "remis en personne" if procedure.served_in_person else "pas remis en personne"
    if name == "ended_on" and procedure.outcome is not None:
        return procedure.outcome.label.lower()
    return ""


def milestones(procedure: Procedure, clocks: tuple[Deadline, ...], today: date) -> list[Milestone]:
    """Its dates for a line of time: what happened, and what is still to come, a day that is noted once."""
    known = [
        Milestone(key=name, label=words, date=day, known=day <= today)
        for name, words in fields.dates_of(procedure)
        if (day := getattr(procedure, name)) is not None
    ]
    if procedure.ended_on is not None:
        return known
    noted = {one.date for one in known}
    expected = [
        Milestone(key=f"{one.clock}.{one.id}", label=one.title, date=one.due_on, known=False)
        for one in clocks
        if one.done_on is None
        and one.clock is not Clock.TITLE_END  # ten years would leave no room for the rest
        and not (one.clock is Clock.MEETING and one.due_on in noted)
    ]
    return known + expected


def verdict(way: Assessment, *, runs: bool) -> tuple[str, Tone, str]:
    """The word, tone and icon of a way: running, possible, to be checked, impossible, or not open to anybody yet."""
    if way.kind is None:
        return "pas encore ouverte", Tone.MUTED, "ban"
    if runs:
        return "en cours", Tone.ACCENT, ICONS[way.kind]
    return NOT_NOTED if way.happens and way.verdict is not Verdict.FAILED else SIGNS[way.verdict]


def urgent_first(conditions: Sequence[Condition]) -> list[Condition]:
    """What fails, then what is to be answered, then what holds."""
    order = (Verdict.FAILED, Verdict.ASK, Verdict.MET)
    return sorted(conditions, key=lambda one: order.index(one.verdict))


def brief(way: Assessment) -> str:
    """What a folded way says of itself: what fails, or how much is to be answered; empty when all holds."""
    if way.kind is None:
        return way.article
    failed = next((one for one in way.conditions if one.verdict is Verdict.FAILED), None)
    if failed is not None:
        return failed.sentence
    if way.happens:
        return ""
    asked = sum(one.verdict is Verdict.ASK for one in way.conditions)
    return f"{formats.count(asked, 'réponse')} à donner" if asked else ""


def plainly(way: Assessment) -> str:
    """What it is, in one sentence for somebody who never did it; why it is not open, when it is not."""
    return way.disabled if way.kind is None else fields.PLAINLY[way.kind]


def begin(way: Assessment) -> str:
    """What the button that begins it says."""
    return "Noter que c’est arrivé" if way.happens else "Commencer cette démarche"


def source(way: Assessment) -> str:
    """Its articles and how sure they are."""
    return " · ".join(filter(None, (way.article, way.confidence)))


def lists(way: Assessment) -> tuple[tuple[str, Sequence[str], str], ...]:
    """What it costs and what its file must hold: title, lines and icon of each."""
    return (
        ("Ce que cela coûte", [one.sentence for one in way.costs], "banknote"),
        ("Ce que le dossier doit contenir", way.file, "file-text"),
    )


def warning(procedure: Procedure) -> str:
    """What must not be done while it runs; empty for most."""
    if rules.no_payment([procedure]) is not None:
        return NO_PAYMENT
    return NO_REMINDER if rules.insolvent([procedure]) is not None else ""


def facts(procedure: Procedure) -> list[tuple[str, str]]:
    """Whom it is before, where to write and what it cost, without what is not known."""
    town = f"{procedure.postcode} {procedure.city}".strip()
    rows = (
        ("Tribunal", procedure.court.label if procedure.court else ""),
        ("Nom", procedure.authority),
        ("Contact", procedure.contact),
        ("Référence", procedure.reference),
        ("Adresse", "\n".join(filter(None, (procedure.street, procedure.street_extra, town)))),
        ("Courriel", procedure.email),
        ("Dispense", procedure.exemption.label if procedure.exemption else ""),
        ("Frais", formats.money(procedure.cost) if procedure.cost is not None else ""),
        ("Notes", procedure.notes),
    )
    return [(name, words) for name, words in rows if words]
