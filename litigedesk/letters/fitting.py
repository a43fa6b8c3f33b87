"""Which letters a dispute may call for: those its invoices, its complaint or its mediation give something to say in."""

from collections.abc import Iterable
from dataclasses import dataclass

from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.vocabulary import ClientKind, DisputeKind
from litigedesk.letters.ids import ASK_IN_WRITING
from litigedesk.letters.template import Family, Template

_STEPS = ("proposal_on", "ended_on")  # what a letter that needs it waits for


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides: the kind of the dispute and of the client, whether invoices are in it, and its complaint and mediation."""

    dispute: DisputeKind
    client: ClientKind
    invoiced: bool
    complaint: Complaint | None
    mediation: Mediation | None


def fitting(templates: Iterable[Template], situation: Situation) -> tuple[Template, ...]:
    """The letters that fit, in the order given."""
    return tuple(one for one in templates if _fits(one, situation))


def _fits(template: Template, situation: Situation) -> bool:
    if template.family is Family.PAYMENT:
        return situation.invoiced or situation.dispute is DisputeKind.UNPAID
    if situation.client not in {*template.client_kinds, ClientKind.UNKNOWN}:
        return False
    complaint, mediation = situation.complaint, situation.mediation
    if template.family is Family.COMPLAINT:
        return complaint is not None and not (template.id == ASK_IN_WRITING and complaint.is_written)
    return mediation is not None and all(
        getattr(mediation, step) is not None for step in _STEPS if f"mediation.{step}" in template.needs
    )
