"""What the tab says of a three-party contract, from the facts alone: its steps, who holds the pen, its papers."""

from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.portage import DeliveryProof, ValidationRound
from litigedesk.domain.vocabulary import DeliveryProofKind, Signatory, ValidationAnswer
from litigedesk.queries.portage import TripartiteFile
from litigedesk.rules import portage as rules
from litigedesk.rules.portage import ContractPhase

from ...date_words import short_day
from ...palette import Tone
from ...widgets.figures import Step

PHASES: Final = {
    ContractPhase.DRAFTED: (Tone.MUTED, "pencil"),
    ContractPhase.SENT: (Tone.ACCENT, "send"),
    ContractPhase.CORRECTIONS: (Tone.SOON, "pencil"),
    ContractPhase.TO_SIGN: (Tone.ACCENT, "file-check"),
    ContractPhase.ACTIVE: (Tone.FINE, "circle-check"),
    ContractPhase.ENDED: (Tone.MUTED, "archive"),
}
_PLACES: Final = {
    ContractPhase.DRAFTED: 0,
    ContractPhase.SENT: 1,
    ContractPhase.CORRECTIONS: 1,
    ContractPhase.TO_SIGN: 2,
    ContractPhase.ACTIVE: 3,
    ContractPhase.ENDED: 5,
}
SIGNATURE_STEPS: Final = {
    Signatory.WORKER: "sign-worker",
    Signatory.CLIENT: "sign-client",
    Signatory.COMPANY: "sign-company",
}


# ---- where it stands -------------------------------------------------------------------------------------------------
def place_of(phase: ContractPhase) -> int:
    """The place of the present step in the stepper; beyond the last when it is over."""
    return _PLACES[phase]


def steps(file: TripartiteFile, today: date) -> tuple[Step, ...]:
    """The five steps, each with the few words known of it."""
    t = file.tripartite
    return (
        Step("Rédaction", _on(t.drafted_on, today) or "à écrire"),
        Step("En validation", _validation(file, today)),
        Step("À signer", _signatures(file, today)),
        Step("En cours", _mission(file, today)),
        Step("Terminé", _on(t.ended_on, today) or (_on(file.contract.ends_on, today) and "à venir") or "sans date"),
    )


def _on(day: date | None, today: date) -> str:
    return short_day(day, today) if day is not None else ""


def _validation(file: TripartiteFile, today: date) -> str:
    last = rules.last_round(file.rounds)
    if last is None:
        return "à envoyer"
    if last.answer is ValidationAnswer.CORRECTIONS:
        return "à corriger"
    if last.answer is ValidationAnswer.APPROVED:
        return f"feu vert, {_on(last.answered_on, today)}"
    return f"envoyé, {_on(last.sent_on, today)}"


def _signatures(file: TripartiteFile, today: date) -> str:
    concluded = rules.concluded_on(file.tripartite)
    if concluded is not None:
        return f"signé, {_on(concluded, today)}"
    return f"{len(Signatory) - len(rules.to_sign(file.tripartite))} sur {len(Signatory)}"


def _mission(file: TripartiteFile, today: date) -> str:
    ends, starts = file.contract.ends_on, file.contract.starts_on
    if ends is not None:
        return f"jusqu’au {_on(ends, today)}"
    return f"dès le {_on(starts, today)}" if starts is not None else "à venir"


def pen(file: TripartiteFile) -> tuple[str, Tone]:
    """Whose move it is, always said, and whether it is the user's."""
    corrected = file.phase is ContractPhase.CORRECTIONS
    match file.pen, file.phase:
        case None, ContractPhase.ENDED:
            return "Plus personne ne tient la plume : la mission est terminée.", Tone.MUTED
        case None, _:
            return "Plus personne ne tient la plume : les trois ont signé.", Tone.MUTED
        case Signatory.WORKER, ContractPhase.TO_SIGN:
            return "Vous tenez la plume : à vous de signer.", Tone.ACCENT
        case Signatory.WORKER, _:
            what = "de corriger" if corrected else "d’écrire, puis d’envoyer à valider"
            return f"Vous tenez la plume : à vous {what}.", Tone.ACCENT
        case Signatory.CLIENT, _:
            return f"{file.client.name} tient la plume : au client de signer.", Tone.MUTED
        case Signatory.COMPANY, ContractPhase.TO_SIGN:
            return f"{file.company.name} tient la plume : à la société de portage de signer.", Tone.MUTED
        case _:
            return f"{file.company.name} tient la plume : à la société de portage de valider.", Tone.MUTED


# ---- its papers ------------------------------------------------------------------------------------------------------
def round_state(one: ValidationRound) -> tuple[str, Tone, str]:
    """What the company answered to a sending, with its tone and icon."""
    if one.answer is None:
        return "attend sa réponse", Tone.MUTED, "clock"
    if one.answer is ValidationAnswer.APPROVED:
        return "feu vert", Tone.FINE, "circle-check"
    return "à corriger", Tone.SOON, "pencil"


def answered(one: ValidationRound) -> str:
    """When it answered."""
    return "" if one.answered_on is None else f"réponse du {formats.date_long(one.answered_on)}"


def proof_state(one: DeliveryProof) -> tuple[str, Tone, str]:
    """Whether a proof of delivery stands, with its tone and icon."""
    if one.signed_on is None:
        return "non signé", Tone.SOON, "triangle-alert"
    if one.file_id is None:
        return "sans fichier", Tone.SOON, "triangle-alert"
    return "signé", Tone.FINE, "circle-check"


def proof_title(one: DeliveryProof) -> str:
    """What a proof of delivery is called."""
    if one.kind is DeliveryProofKind.ACTIVITY_REPORT and one.month is not None:
        words = formats.month_year(one.month)
        return words[0].upper() + words[1:]
    return " : ".join(filter(None, (one.kind.label, one.title.strip())))


def proof_detail(one: DeliveryProof) -> str:
    """Its dates."""
    made = f"daté du {formats.date_long(one.made_on)}"
    return made if one.signed_on is None else f"{made}, signé par le client le {formats.date_long(one.signed_on)}"
