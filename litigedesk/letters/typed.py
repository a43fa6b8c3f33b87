"""The texts of the user that a letter prints as they stand: what its passages are made of, and what its guards read."""

from dataclasses import dataclass, fields

from litigedesk.domain.agreement import Agreement
from litigedesk.domain.insurance import Harm, InsuranceClaim
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.portage import Tripartite
from litigedesk.domain.records import Dispute
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template, typed_in

OF_OTHERS = frozenset(  # what the other side says, told by the user
    {
        "complaint.grievance", "complaint.request", "insurance_claim.request", "insurance_claim.third_party",
        "dispute.contested_reason", "agreement.their_concessions",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One text: ``target`` names its form and field, ``record_id`` the record it is in."""

    target: str
    record_id: int | None
    text: str


def texts(letter: Template, facts: LetterFacts) -> tuple[Typed, ...]:
    """Every text that this letter prints, empty ones too, of the records that are there."""
    records: dict[str, Agreement | Complaint | Dispute | Mediation | InsuranceClaim | None] = {
        "complaint": facts.complaint,
        "mediation": facts.mediation,
        "insurance_claim": facts.insurance_claim,
        "agreement": facts.agreement,
        "dispute": facts.known_dispute,
    }
    found = []
    for target in dict.fromkeys((*letter.typed, *typed_in(facts.wording))):
        form, _, field = target.partition(".")
        if (record := records[form]) is not None:
            found.append(Typed(target=target, record_id=record.id, text=str(getattr(record, field))))
    return tuple(found)


def statements(letter: Template, facts: LetterFacts) -> tuple[Typed, ...]:
    """Those in which the user speaks for themselves."""
    return tuple(one for one in texts(letter, facts) if one.target not in OF_OTHERS)


def others(facts: LetterFacts) -> tuple[str, ...]:
    """What the user typed besides and a letter prints: the terms of a contract to validate, the harms of a claim."""
    records: list[Tripartite | Harm] = [*facts.harms]
    if facts.tripartite is not None and facts.known_dispute is None:
        records.append(facts.tripartite)
    found = (getattr(record, field.name) for record in records for field in fields(record))
    return tuple(value for value in found if isinstance(value, str) and not isinstance(value, Labelled))
