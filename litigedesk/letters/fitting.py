"""Which letters a dispute may call for: those its invoices, its complaint or its mediation give something to say in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.insurance import PolicyHolder
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.domain.vocabulary import ClientKind, DisputeKind
from litigedesk.letters.ids import AGREEMENT_OF, ASK_IN_WRITING, CLOSE_AMICABLY, PROCEDURE_OF
from litigedesk.letters.template import Family, Recipient, Template

_STEPS = ("proposal_on", "ended_on")  # what a letter that needs it waits for


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides: the kind of the dispute and of the client, whether invoices are in it, its complaint and mediation,
    whether a portage company is the creditor, and whether there are pieces to list; whether a part is contested, nothing is left
    to pay, which agreements there are, one of them signed with instalments, and which procedures.
    """

    dispute: DisputeKind
    client: ClientKind
    invoiced: bool
    complaint: Complaint | None
    mediation: Mediation | None
    portage: bool = False
    pieces: bool = False
    contested: bool = False
    settled: bool = False
    agreements: frozenset[AgreementKind] = frozenset()
    signed: bool = False
    procedures: frozenset[ProcedureKind] = frozenset()


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
    if (fits := _BY_FAMILY.get(template.family)) is not None:
        return fits(template, situation)
    complaint, mediation = situation.complaint, situation.mediation
    if template.family is Family.COMPLAINT:
        return complaint is not None and not (template.id == ASK_IN_WRITING and complaint.is_written)
    return mediation is not None and all(
        getattr(mediation, step) is not None for step in _STEPS if f"mediation.{step}" in template.needs
    )


def _to_answer(_: Template, situation: Situation) -> bool:
    return situation.contested


def _agreed(template: Template, situation: Situation) -> bool:
    """A paper to sign once its sums are noted, a reminder once it is signed, a closing letter once nothing is left."""
    if template.id == CLOSE_AMICABLY:
        return situation.settled
    kind = AGREEMENT_OF.get(template.id)
    return situation.signed if kind is None else kind in situation.agreements


def _opened(template: Template, situation: Situation) -> bool:
    return PROCEDURE_OF[template.id] in situation.procedures


_BY_FAMILY: Final[Mapping[Family, Callable[[Template, Situation], bool]]] = {
    Family.CONTEST: _to_answer,
    Family.AGREEMENT: _agreed,
    Family.PROCEDURE: _opened,
}
