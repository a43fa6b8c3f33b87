"""The one next step of a dispute: what stops everything first, then what already runs, then its plan."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, DisputeStage
from litigedesk.queries import agreements
from litigedesk.queries.cases import Case
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step import agreement, complaint, mediation, planned, procedure, proofs
from litigedesk.queries.next_step.step import NextStep
from litigedesk.queries.plan_facts import has_begun
from litigedesk.rules.plans import Point, Situation


def propose(dossier: Dossier, today: date) -> NextStep:
    """The next step of a dossier, with what is to be gathered before a letter that a judge may read."""
    return proofs.with_lacking(of_case(dossier, dossier.plan.point, today), dossier)


def of_case(case: Case, point: Point, today: date) -> NextStep:
    """The one next step of a dispute: what stops everything first, then what already runs, then its plan."""
    if (first := _before_all(case)) is not None:
        return first
    if point.situation is Situation.INSOLVENCY and case.proceeding is not None:
        return procedure.propose(case.proceeding, today)
    if case.running is not None:
        return mediation.propose(case.running, today)
    current = point.current
    if current is None or current.postponed or current.step.own:
        return planned.propose(case, point, today)
    if point.situation is Situation.COMPLAINT or current.step.key == complaint.IN_OTHER_PLANS:
        return complaint.propose(case, current.step.key, today)
    agreed = agreements.current(case.agreements)
    if agreed is not None and not current.step.urgent:
        return agreement.propose(agreed, today)
    held = case.proceeding
    if held is not None and has_begun(case, held.procedure, today) and not current.step.urgent:
        return procedure.propose(held, today)
    return planned.propose(case, point, today)


def _before_all(case: Case) -> NextStep | None:
    dispute = case.dispute
    if dispute.stage is DisputeStage.CLOSED and dispute.closed_on and dispute.closing_reason:
        reason = f"{dispute.closing_reason.label}, le {formats.date_long(dispute.closed_on)}."
        return NextStep(sentence="Ce litige est clos.", reason=reason, action="reopen", button="Rouvrir le litige")
    if case.client.kind is ClientKind.UNKNOWN:
        return NextStep(
            sentence="Dites qui est ce client\u00a0: professionnel, consommateur ou acheteur public.",
            reason="Les intérêts, les délais et les lettres en dépendent.",
            action="client",
            button="Compléter le client",
        )
    return None
