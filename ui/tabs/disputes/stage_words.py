"""The stages of a dispute as its stepper shows them: which ones its kind has, their names, and what the facts say of each."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.records import Dispute, Letter
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    DisputeKind,
    DisputeStage,
    LimitationEventKind,
)
from litigedesk.letters.ids import NOTICE
from litigedesk.queries.disputes import Dossier
from litigedesk.rules import mediation as rules

from ... import legal_words
from ...date_words import short_day
from ...letter_words import letter_state
from ...widgets.figures import Step

# A complaint has no formal notice: its client wants something from the user.
_STAGES: Final = {
    DisputeKind.UNPAID: tuple(DisputeStage),
    DisputeKind.COMPLAINT: tuple(one for one in DisputeStage if one is not DisputeStage.FORMAL_NOTICE),
}
_COMPLAINT_IN_A_LIST: Final = {
    DisputeStage.AMICABLE: "réponse donnée",
    DisputeStage.FORMAL_NOTICE: "réponse donnée",
    DisputeStage.ASSISTED: "médiation",
    DisputeStage.JUDICIAL: "devant le juge",
    DisputeStage.CLOSED: "clos",
}
# Who helps to agree, and who judges, by kind of client (C. conso L611-3, 5°: no consumer mediation for an unpaid invoice).
_ASSISTED: Final = {
    ClientKind.PROFESSIONAL: "médiateur, conciliateur",
    ClientKind.CONSUMER: "conciliateur",
    ClientKind.PUBLIC: "médiateur",
    ClientKind.UNKNOWN: "conciliateur",
}
_TIPS: Final = {
    DisputeStage.AMICABLE: "amiable",
    DisputeStage.FORMAL_NOTICE: "mise-en-demeure",
    DisputeStage.ASSISTED: "amiable-assiste",
    DisputeStage.JUDICIAL: "judiciaire",
    DisputeStage.CLOSED: "clos",
}
_COMPLAINT_TIPS: Final = {
    DisputeStage.AMICABLE: "reclamation",
    DisputeStage.FORMAL_NOTICE: "reclamation",
    DisputeStage.ASSISTED: "mediation-conso",
    DisputeStage.JUDICIAL: "juge",
    DisputeStage.CLOSED: "clos",
}


# ---- which stages ----------------------------------------------------------------------------------------------------
def stages_of(kind: DisputeKind) -> tuple[DisputeStage, ...]:
    """The stages of that kind of dispute, in order."""
    return _STAGES[kind]


def place_of(stage: DisputeStage, kind: DisputeKind = DisputeKind.UNPAID) -> int:
    """The place of a stage in the stepper; one that the kind does not have is taken for the first."""
    stages = _STAGES[kind]
    return stages.index(stage) if stage in stages else 0


def in_a_list(kind: DisputeKind, stage: DisputeStage) -> str:
    """The stage after the kind, as in « Réclamation · réponse donnée », once nothing waits for an answer."""
    return _COMPLAINT_IN_A_LIST[stage] if kind is DisputeKind.COMPLAINT else stage.label.lower()


def tip_of(kind: DisputeKind, stage: DisputeStage) -> str:
    """What the stage is, in one sentence."""
    return legal_words.told((_COMPLAINT_TIPS if kind is DisputeKind.COMPLAINT else _TIPS)[stage])


# ---- what the facts say ----------------------------------------------------------------------------------------------
def steps(dossier: Dossier, today: date) -> tuple[Step, ...]:
    """The stages, each with what the facts say of it."""
    if dossier.dispute.kind is DisputeKind.COMPLAINT:
        return _complaint_steps(dossier, today)
    kind = dossier.client.kind
    portage = "par la société de portage" if dossier.portage is not None else ""
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
    if dossier.dispute.kind is DisputeKind.COMPLAINT:
        return _passed_over_by_complaint(dossier)
    kinds = {event.kind for event in dossier.limitation_events}
    templates = {letter.template for letter in dossier.letters}
    done = {
        DisputeStage.AMICABLE: any(template.startswith("relance") for template in templates),
        DisputeStage.FORMAL_NOTICE: NOTICE in templates or dossier.dispute.notice_received_on is not None,
        DisputeStage.ASSISTED: LimitationEventKind.SUSPENDED in kinds,
        DisputeStage.JUDICIAL: LimitationEventKind.SERVED in kinds or dossier.dispute.judgment_on is not None,
    }
    return frozenset(stage for stage, reached in done.items() if not reached)


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
    """From when the decision can be carried out: its own day is told by the procedure."""
    return f"exécutoire le {short_day(dispute.judgment_on, today)}" if dispute.judgment_on else ""


def _ending(dispute: Dispute, today: date) -> str:
    if dispute.closed_on is None or dispute.closing_reason is None:
        return "payé ou abandonné"
    return f"{dispute.closing_reason.label.lower()}, {short_day(dispute.closed_on, today)}"


# ---- of a complaint --------------------------------------------------------------------------------------------------
def _complaint_steps(dossier: Dossier, today: date) -> tuple[Step, ...]:
    closed = dossier.dispute.stage is DisputeStage.CLOSED
    notes = {
        DisputeStage.AMICABLE: _answered(dossier, today),
        DisputeStage.ASSISTED: _mediated(dossier, today, closed=closed),
        DisputeStage.JUDICIAL: _judgment(dossier.dispute, today) or ("non saisi" if closed else "en dernier recours"),
        DisputeStage.CLOSED: _ending(dossier.dispute, today) if closed else "réglé ou abandonné",
    }
    return tuple(
        Step(stage.label_of(DisputeKind.COMPLAINT), notes[stage]) for stage in stages_of(DisputeKind.COMPLAINT)
    )


def _answered(dossier: Dossier, today: date) -> str:
    if not dossier.complaints:
        return "à noter"
    waiting = dossier.unanswered
    if waiting is not None:
        return "à répondre" if waiting.complaint.is_written else "à demander par écrit"
    answers = [view.complaint.answered_on for view in dossier.complaints if view.complaint.answered_on is not None]
    return f"réponse du {short_day(max(answers), today)}" if answers else "sans réponse"


def _mediated(dossier: Dossier, today: date, *, closed: bool) -> str:
    """How far the mediation is, or until when the client may ask for one."""
    if dossier.mediations:
        return rules.phase(dossier.mediations[0]).label.lower()
    clocks = [one for view in dossier.complaints for one in view.clocks if one.clock is Clock.CLIENT_REFERRAL]
    last = min((one.due_on for one in clocks), default=None)
    if closed or last is None:
        return "aucune"
    return f"possible jusqu’au {short_day(last, today)}" if last >= today else "délai passé"


def _passed_over_by_complaint(dossier: Dossier) -> frozenset[DisputeStage]:
    done = {
        DisputeStage.AMICABLE: bool(dossier.complaints),
        DisputeStage.ASSISTED: bool(dossier.mediations),
        DisputeStage.JUDICIAL: dossier.dispute.judgment_on is not None,
    }
    return frozenset(stage for stage, reached in done.items() if not reached)
