"""The columns of each list, for what prints it and what writes it for spreadsheets."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.listing import Field, Form, field
from litigedesk.queries.agenda import Entry
from litigedesk.queries.clients import ClientRow
from litigedesk.queries.contracts import ContractRow
from litigedesk.queries.dispute_list import DisputeRow
from litigedesk.queries.insurance_claims import ClaimRow
from litigedesk.queries.invoices import InvoiceRow
from litigedesk.queries.mediations import MediationRow


def of_clients() -> tuple[Field[ClientRow], ...]:
    """Who they are, what is owed and what comes next."""
    return (
        field("Nom", lambda row: row.name),
        field("Type", lambda row: row.kind.label),
        field("SIREN ou SIRET", lambda row: _spaced(row.siret), printed=False),
        field("Adresse électronique", lambda row: row.email, printed=False),
        field("Téléphone", lambda row: row.phone, printed=False),
        field("Ville", lambda row: row.city),
        field("Reste dû", lambda row: row.outstanding, Form.MONEY),
        field("Litiges ouverts", lambda row: row.open_disputes or None, Form.NUMBER),
        field("Prochaine date", lambda row: row.next_on, Form.DATE),
    )


def _spaced(siret: str) -> str:
    """In groups: fourteen digits in a row would be shown as 1,23E+13."""
    return formats.siret(siret).replace(formats.NARROW, " ")


def of_disputes() -> tuple[Field[DisputeRow], ...]:
    """Who, how far, how much, and what comes next."""
    return (
        field("Référence", lambda row: row.reference),
        field("Client", lambda row: row.client_name),
        field("Type de client", lambda row: row.client_kind.label, printed=False),
        field("Litige", lambda row: row.kind.label),
        field("Objet", lambda row: row.title),
        field("Étape", lambda row: row.stage.label_of(row.kind)),
        field("Ouvert le", lambda row: row.opened_on, Form.DATE),
        field("Somme en jeu", lambda row: row.amount, Form.MONEY),
        field("Contesté", lambda row: "oui" if row.contested else "", printed=False),
        field("Médiation en cours", lambda row: "oui" if row.in_mediation else "", printed=False),
        field("En portage", lambda row: "oui" if row.ported else "", printed=False),
        field("Prochaine date", lambda row: row.next_on, Form.DATE),
        field("À faire", lambda row: row.next_title),
        field("Clos le", lambda row: row.closed_on, Form.DATE, printed=False),
        field("Motif de clôture", lambda row: row.closing_reason.label if row.closing_reason else "", printed=False),
    )


def of_contracts() -> tuple[Field[ContractRow], ...]:
    """What was signed with whom, until when, and what is still owed."""
    return (
        field("Référence", lambda row: row.reference),
        field("Objet", lambda row: row.title),
        field("Type", lambda row: row.kind.label),
        field("Client", lambda row: row.client_name),
        field("Signé le", lambda row: row.signed_on, Form.DATE),
        field("Début", lambda row: row.starts_on, Form.DATE, printed=False),
        field("Fin", lambda row: row.ends_on, Form.DATE),
        field("Montant", lambda row: row.amount, Form.MONEY),
        field("Reste dû", lambda row: row.outstanding, Form.MONEY),
        field("Échéance", lambda row: row.next_due, Form.DATE),
    )


def of_invoices(today: date) -> tuple[Field[InvoiceRow], ...]:
    """Numbers, dates and sums; a credit note takes off, so its sums are negative."""
    return (
        field("Numéro", lambda row: row.invoice.number),
        field("Pièce", lambda row: row.invoice.kind.label),
        field("Client", lambda row: row.client_name),
        field("Objet", lambda row: row.invoice.title),
        field("Date", lambda row: row.invoice.issued_on, Form.DATE),
        field("Échéance", lambda row: row.invoice.due_on if _is_invoice(row) else None, Form.DATE),
        field("HT", lambda row: _signed(row, row.invoice.net), Form.MONEY, printed=False),
        field("TVA", lambda row: _signed(row, row.invoice.vat), Form.MONEY, printed=False),
        field("TTC", lambda row: _signed(row, row.invoice.gross), Form.MONEY),
        field("Payé", lambda row: row.paid, Form.MONEY),
        field("Avoirs", lambda row: row.credited, Form.MONEY, printed=False),
        field("Reste dû", lambda row: row.outstanding if _is_invoice(row) else None, Form.MONEY),
        field("Jours de retard", lambda row: row.days_late(today) or None, Form.NUMBER),
    )


def _is_invoice(row: InvoiceRow) -> bool:
    return row.invoice.kind is InvoiceKind.INVOICE


def _signed(row: InvoiceRow, amount: Money) -> Money:
    return amount if _is_invoice(row) else -amount


def of_mediations() -> tuple[Field[MediationRow], ...]:
    """Who before whom, how far, and what comes next."""
    return (
        field("Client", lambda row: row.client_name),
        field("Litige", lambda row: row.dispute_reference),
        field("Médiateur", lambda row: row.mediator),
        field("Référence", lambda row: row.reference),
        field("Étape", lambda row: row.phase.label),
        field("Saisine", lambda row: row.referred_on, Form.DATE),
        field("Somme", lambda row: row.amount or None, Form.MONEY),
        field("Prochaine date", lambda row: row.next_on, Form.DATE),
        field("À faire", lambda row: row.next_title),
        field("Terminée le", lambda row: row.ended_on, Form.DATE, printed=False),
    )


def of_claims() -> tuple[Field[ClaimRow], ...]:
    """Who claims what, how far, and what comes next."""
    return (
        field("Référence", lambda row: row.reference),
        field("Objet", lambda row: row.title),
        field("Tiers", lambda row: row.who),
        field("Assureur", lambda row: row.insurer),
        field("Étape", lambda row: row.phase.label),
        field("Connu le", lambda row: row.known_on, Form.DATE),
        field("Déclaré le", lambda row: row.declared_on, Form.DATE),
        field("Somme demandée", lambda row: row.amount, Form.MONEY),
        field("Prochaine date", lambda row: row.next_on, Form.DATE),
        field("À faire", lambda row: row.next_title),
    )


def of_deadlines(today: date) -> tuple[Field[Entry], ...]:
    """The control sheet of dates: when, what, for whom and why."""
    return (
        field("Date", lambda row: row.day, Form.DATE),
        field("Jour", lambda row: formats.WEEKDAYS[row.day.weekday()], printed=False),
        field("Échéance", lambda row: row.title),
        field("Pour", lambda row: row.who),
        field("Pourquoi", lambda row: row.why),
        field("État", lambda row: _state(row, today)),
    )


def _state(row: Entry, today: date) -> str:
    return "fait" if row.done_on is not None else formats.days_away(row.day, today)
