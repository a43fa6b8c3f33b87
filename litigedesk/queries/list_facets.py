"""What each list can be narrowed by: the facets of disputes, clients, contracts, invoices, mediations and claims."""

from datetime import date, timedelta
from typing import TypeVar

from litigedesk import formats
from litigedesk.domain.money import ZERO
from litigedesk.domain.vocabulary import ClientKind, DisputeKind, DisputeStage, InvoiceKind
from litigedesk.facets import Among, AnyFacet, Between, Choice, Facet
from litigedesk.queries.clients import ClientRow
from litigedesk.queries.contracts import ContractRow
from litigedesk.queries.dispute_list import DisputeRow
from litigedesk.queries.insurance_claims import ClaimRow
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.mediations import MediationRow
from litigedesk.rules.insurance import ClaimPhase
from litigedesk.rules.mediation import Phase
from litigedesk.rules.portage import ContractPhase

Dated = TypeVar("Dated", DisputeRow, ClientRow, MediationRow, ClaimRow)
_SOON, _MONTH = timedelta(days=7), timedelta(days=30)


def _next_date(today: date) -> Facet[Dated]:
    def within(row: Dated, days: timedelta) -> bool:
        return row.next_on is not None and today <= row.next_on <= today + days

    return Facet(
        "next",
        "Prochaine date",
        (
            Choice("late", "En retard", lambda row: row.next_on is not None and row.next_on < today),
            Choice("week", "D’ici 7 jours", lambda row: within(row, _SOON)),
            Choice("month", "D’ici 30 jours", lambda row: within(row, _MONTH)),
            Choice("none", "Sans date", lambda row: row.next_on is None),
        ),
    )


def of_disputes(today: date, *, portage: bool) -> tuple[AnyFacet[DisputeRow], ...]:
    """Stage, kind, client, sum, next date, age and state; portage for whom it concerns."""
    states = [
        Choice[DisputeRow]("contested", "Contesté par le client", lambda row: row.contested),
        Choice[DisputeRow]("mediation", "Médiation en cours", lambda row: row.in_mediation),
        Choice[DisputeRow]("answer", "Réclamation à répondre", lambda row: row.to_answer),
        Choice[DisputeRow]("waits", "En attente", lambda row: row.waits),
        Choice[DisputeRow]("no-step", "Sans prochaine étape", lambda row: row.without_next_step),
    ]
    if portage:
        states.append(Choice("portage", "En portage", lambda row: row.ported))
    return (
        Facet("stage", "Étape", tuple(_stage(stage) for stage in DisputeStage)),
        Facet("kind", "Litige", tuple(_dispute_kind(kind) for kind in DisputeKind)),
        Facet("client", "Client", tuple(_dispute_client(kind) for kind in ClientKind)),
        Between("amount", "Somme", lambda row: row.amount),
        _next_date(today),
        Facet("age", "Ouvert", _ages(today), exclusive=True),
        Facet("state", "État", tuple(states)),
    )


def _stage(stage: DisputeStage) -> Choice[DisputeRow]:
    return Choice(stage, stage.label, lambda row: row.stage is stage)


def _dispute_kind(kind: DisputeKind) -> Choice[DisputeRow]:
    return Choice(kind, kind.label, lambda row: row.kind is kind)


def _dispute_client(kind: ClientKind) -> Choice[DisputeRow]:
    return Choice(kind, kind.label, lambda row: row.client_kind is kind)


def _ages(today: date) -> tuple[Choice[DisputeRow], ...]:
    month, half, year = (formats.add_months(today, -months) for months in (1, 6, 12))
    return (
        Choice("month", "Depuis moins d’un mois", lambda row: row.opened_on > month),
        Choice("half", "Depuis un à six mois", lambda row: half < row.opened_on <= month),
        Choice("old", "Depuis plus de six mois", lambda row: row.opened_on <= half),
        Choice("year", "Depuis plus d’un an", lambda row: row.opened_on <= year),
    )


def of_clients(today: date) -> tuple[AnyFacet[ClientRow], ...]:
    """Kind, what is open with them, sum, next date and town."""
    return (
        Facet("kind", "Type", tuple(_client_kind(kind) for kind in ClientKind)),
        Facet(
            "open",
            "En cours",
            (
                Choice("dispute", "Litige ouvert", lambda row: row.open_disputes > 0),
                Choice("owes", "Reste dû", lambda row: row.outstanding > ZERO),
                Choice("quiet", "Rien en cours", lambda row: not row.open_disputes and not row.outstanding),
            ),
        ),
        Between("amount", "Reste dû", lambda row: row.outstanding),
        _next_date(today),
        Among("city", "Ville", lambda row: row.city),
    )


def _client_kind(kind: ClientKind) -> Choice[ClientRow]:
    return Choice(kind, kind.label, lambda row: row.kind is kind)


def of_contracts(today: date, *, portage: bool) -> tuple[AnyFacet[ContractRow], ...]:
    """What was signed, how long it runs, whether something is still to be paid; portage for whom it concerns."""
    soon = formats.add_months(today, 3)
    kinds = [
        Choice[ContractRow]("plain", "Sans portage", lambda row: row.phase is None),
        Choice[ContractRow]("portage", "En portage", lambda row: row.phase is not None),
    ]
    facets: tuple[AnyFacet[ContractRow], ...] = (
        Facet(
            "course",
            "Durée",
            (
                Choice("unsigned", "Pas encore signé", lambda row: row.signed_on is None),
                Choice("running", "En cours", lambda row: _runs(row, today)),
                Choice(
                    "ending",
                    "Finit dans les 3 mois",
                    lambda row: row.ends_on is not None and today <= row.ends_on <= soon,
                ),
                Choice("ended", "Terminé", lambda row: _is_over(row, today)),
            ),
        ),
        Facet(
            "paid",
            "Paiement",
            (
                Choice("due", "Reste à encaisser", lambda row: row.outstanding > ZERO),
                Choice("late", "En retard", lambda row: row.next_due is not None and row.next_due < today),
                Choice("settled", "Rien à encaisser", lambda row: not row.outstanding),
            ),
        ),
        Between("amount", "Montant", lambda row: row.amount),
    )
    return (*facets, Facet("portage", "Portage", tuple(kinds))) if portage else facets


def _is_over(row: ContractRow, today: date) -> bool:
    return row.phase is ContractPhase.ENDED or (row.ends_on is not None and row.ends_on < today)


def _runs(row: ContractRow, today: date) -> bool:
    begun = row.starts_on or row.signed_on
    return row.signed_on is not None and begun is not None and begun <= today and not _is_over(row, today)


def of_invoices(today: date) -> tuple[AnyFacet[InvoiceRow], ...]:
    """How late, how much is left, whether in a dispute, and credit notes apart."""
    month, quarter = today - timedelta(days=30), today - timedelta(days=90)

    def late(row: InvoiceRow, first: date | None, last: date) -> bool:
        due = row.invoice.due_on
        return bool(row.outstanding) and (first is None or first < due) and due < last

    return (
        Facet(
            "late",
            "Retard",
            (
                Choice("coming", "Pas encore échue", lambda row: bool(row.outstanding) and row.invoice.due_on >= today),
                Choice(
                    "month", "En retard de 30 jours au plus", lambda row: late(row, month - timedelta(days=1), today)
                ),
                Choice(
                    "quarter", "En retard de 31 à 90 jours", lambda row: late(row, quarter - timedelta(days=1), month)
                ),
                Choice("old", "En retard de plus de 90 jours", lambda row: late(row, None, quarter)),
                Choice("paid", "Payée", lambda row: row.invoice.kind is InvoiceKind.INVOICE and not row.outstanding),
            ),
        ),
        Facet(
            "kind",
            "Pièce",
            (
                Choice("invoice", "Facture", lambda row: row.invoice.kind is InvoiceKind.INVOICE),
                Choice("credit", "Avoir", lambda row: row.invoice.kind is InvoiceKind.CREDIT_NOTE),
            ),
        ),
        Facet(
            "dispute",
            "Litige",
            (
                Choice("in", "Dans un litige", lambda row: row.invoice.dispute_id is not None),
                Choice("out", "Dans aucun litige", lambda row: row.invoice.dispute_id is None),
            ),
            exclusive=True,
        ),
        Between("left", "Reste dû", lambda row: row.outstanding),
    )


def of_mediations(today: date) -> tuple[AnyFacet[MediationRow], ...]:
    """Where it stands, the mediator, next date and sum."""
    return (
        Facet("phase", "Étape", tuple(_phase(phase) for phase in Phase)),
        Among("mediator", "Médiateur", lambda row: row.mediator),
        _next_date(today),
        Between("amount", "Somme", lambda row: row.amount or None),
    )


def _phase(phase: Phase) -> Choice[MediationRow]:
    return Choice(phase, phase.label, lambda row: row.phase is phase)


def of_claims(today: date) -> tuple[AnyFacet[ClaimRow], ...]:
    """Where it stands, the insurer, next date and sum."""
    return (
        Facet("phase", "Étape", tuple(_claim_phase(phase) for phase in ClaimPhase)),
        Among("insurer", "Assureur", lambda row: row.insurer),
        _next_date(today),
        Between("amount", "Somme demandée", lambda row: row.amount),
    )


def _claim_phase(phase: ClaimPhase) -> Choice[ClaimRow]:
    return Choice(phase, phase.label, lambda row: row.phase is phase)
