"""The texts of the user that a letter prints as they stand: what its passages are made of, and what its guards read."""

from dataclasses import dataclass

from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template

OF_THE_CLIENT = frozenset({"complaint.grievance", "complaint.request"})  # what the client says, told by the user


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One text: ``target`` names its form and field, ``record_id`` the record it is in."""

    target: str
    record_id: int | None
    text: str


def texts(letter: Template, facts: LetterFacts) -> tuple[Typed, ...]:
    """Every text that this letter prints, empty ones too, of the records that are there."""
    records: dict[str, Complaint | Mediation | None] = {"complaint": facts.complaint, "mediation": facts.mediation}
    found = []
    for target in letter.typed:
        form, _, field = target.partition(".")
        if (record := records[form]) is not None:
            found.append(Typed(target=target, record_id=record.id, text=str(getattr(record, field))))
    return tuple(found)


def statements(letter: Template, facts: LetterFacts) -> tuple[Typed, ...]:
    """Those in which the user speaks for themselves."""
    return tuple(one for one in texts(letter, facts) if one.target not in OF_THE_CLIENT)
