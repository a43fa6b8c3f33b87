"""Which letters a dispute may call for: those its invoices, its complaint or its mediation give something to say in."""

from collections.abc import Iterable
from dataclasses import dataclass

from litigedesk.domain.insurance import PolicyHolder
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.vocabulary import ClientKind, DisputeKind
from litigedesk.letters.ids import ASK_IN_WRITING
from litigedesk.letters.template import Family, Recipient, Template

_STEPS = ("proposal_on", "ended_on")  # what a letter that needs it waits for


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides: the kind of the dispute and of the client, whether invoices are in it, its complaint and mediation,
    whether a portage company is the creditor, and whether there are pieces to list.
    """

    dispute: DisputeKind
    client: ClientKind
    invoiced: bool
    complaint: Complaint | None
    mediation: Mediation | None
    portage: bool = False
    pieces: bool = False


def of_holder(templates: Iterable[Template], holder: PolicyHolder | None) -> tuple[Template, ...]:
    """The letters about a claim or a policy that fit who holds it: to the insurer, or to the portage company."""
    other = Recipient.INSURER if holder is PolicyHolder.PORTAGE_COMPANY else Recipient.PORTAGE_COMPANY
    return tuple(one for one in templates if one.recipient is not other)


def fitting(templates: Iterable[Template], situation: Situation) -> tuple[Template, ...]:
    """The letters that fit, in the order given."""
    return tuple(one for one in templates if _fits(one, situation))


def _fits(template: Template, situation: Situation) -> bool:
    if template.family is Family.PAYMENT:
        return situation.invoiced or situation.dispute is DisputeKind.UNPAID
    if template.family is Family.EVIDENCE:
        return situation.pieces
    if template.family is Family.PORTAGE:
        return situation.portage and situation.invoiced
    if situation.client not in {*template.client_kinds, ClientKind.UNKNOWN}:
        return False
    complaint, mediation = situation.complaint, situation.mediation
    if template.family is Family.COMPLAINT:
        return complaint is not None and not (template.id == ASK_IN_WRITING and complaint.is_written)
    return mediation is not None and all(
        getattr(mediation, step) is not None for step in _STEPS if f"mediation.{step}" in template.needs
    )
