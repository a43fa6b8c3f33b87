"""What keeps a record from being saved, field by field."""

import re
from collections.abc import Sequence
from datetime import date

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import (
    Address,
    Client,
    Contact,
    Contract,
    Deadline,
    Dispute,
    Event,
    Invoice,
    Letter,
    LimitationEvent,
    Payment,
    Profile,
    UserRate,
)
from litigedesk.domain.vocabulary import (
    ClientKind,
    DeliveryOutcome,
    InvoiceKind,
    LimitationEventKind,
    PaymentTerm,
    PenaltyClause,
    ProfileStatus,
)
from litigedesk.errors import Problem
from litigedesk.lengths import length_problems
from litigedesk.validation.values import (
    Problems,
    between,
    bic_problem,
    email_problem,
    iban_problem,
    in_order,
    past,
    phone_problem,
    plausible_date,
    postcode_problem,
    required,
    siret_problem,
    sum_problem,
    vat_number_problem,
)


def profile_problems(profile: Profile) -> Problems:
    """Faults of the user's own record."""
    problems = [
        *length_problems(profile),
        *required("name", profile.name.strip(), "Indiquez votre nom, tel qu’il figure sur vos factures."),
        *siret_problem("siret", profile.siret),
        *vat_number_problem("vat_number", profile.vat_number),
        *postcode_problem("postcode", profile.postcode, profile.country),
        *email_problem("email", profile.email),
        *phone_problem("phone", profile.phone),
        *iban_problem("iban", profile.iban),
        *bic_problem("bic", profile.bic),
    ]
    if profile.status is ProfileStatus.EI and not profile.ei_mention:
        sentence = "La mention «\u202fEI\u202f» est obligatoire à côté de votre nom (art. R526-27 du code de commerce)."
        problems.append(Problem("ei_mention", sentence, blocking=False))
    return problems


def client_problems(client: Client) -> Problems:
    """Faults of a client."""
    problems = [
        *length_problems(client),
        *required("name", client.name.strip(), "Indiquez le nom exact du client."),
        *siret_problem("siret", client.siret),
        *vat_number_problem("vat_number", client.vat_number),
        *email_problem("email", client.email),
        *phone_problem("phone", client.phone),
    ]
    if client.kind is ClientKind.CONSUMER and client.siret:
        sentence = "Un consommateur n’a pas de SIRET\u00a0: ce client est-il un professionnel\u202f?"
        problems.append(Problem("kind", sentence, blocking=False))
    return problems


def contact_problems(contact: Contact) -> Problems:
    """Faults of a person at a client."""
    return [
        *length_problems(contact),
        *required("name", contact.name.strip(), "Indiquez le nom de cette personne."),
        *email_problem("email", contact.email),
        *phone_problem("phone", contact.phone),
    ]


def address_problems(address: Address) -> Problems:
    """Faults of a postal address."""
    return length_problems(address) + postcode_problem("postcode", address.postcode, address.country)


def contract_problems(contract: Contract) -> Problems:
    """Faults of a contract."""
    problems = [
        *length_problems(contract),
        *required("client_id", contract.client_id or None, "Choisissez le client."),
        *required("reference", contract.reference.strip(), "Indiquez la référence, par exemple D-2026-009."),
        *(p for f in ("signed_on", "starts_on", "ends_on") for p in plausible_date(f, getattr(contract, f))),
        *in_order(contract.starts_on, contract.ends_on, "ends_on", "La fin vient avant le début."),
        *sum_problem("amount", contract.amount),
    ]
    if contract.payment_term is PaymentTerm.CUSTOM:
        problems += required("payment_days", contract.payment_days, "Indiquez le nombre de jours convenu.")
    if contract.payment_days is not None and not 0 <= contract.payment_days <= 365:
        problems.append(Problem("payment_days", "Un délai de paiement se compte entre 0 et 365 jours."))
    if contract.penalty_clause is PenaltyClause.FIXED:
        problems += required("penalty_rate", contract.penalty_rate, "Indiquez le taux annuel prévu au contrat.")
    if contract.penalty_rate is not None and not between(contract.penalty_rate, 0, 100):
        problems.append(Problem("penalty_rate", "Un taux annuel se situe entre 0 et 100\u202f%."))
    return problems


def invoice_problems(invoice: Invoice, others: Sequence[Invoice] = (), today: date | None = None) -> Problems:
    """Faults of an invoice or credit note; ``others`` are the user's other invoices, to notice a number used twice."""
    problems = [
        *length_problems(invoice),
        *required("client_id", invoice.client_id or None, "Choisissez le client."),
        *required("number", invoice.number.strip(), "Indiquez le numéro de la facture."),
        *(
            p
            for f in ("issued_on", "performed_on", "received_on", "due_on")
            for p in plausible_date(f, getattr(invoice, f))
        ),
        *in_order(invoice.issued_on, invoice.due_on, "due_on", "L’échéance vient avant la date de la facture."),
        *in_order(
            invoice.issued_on, invoice.received_on, "received_on", "La réception vient avant la date de la facture."
        ),
        *(p for f in ("net", "vat", "gross") for p in sum_problem(f, getattr(invoice, f))),
    ]
    if invoice.gross != invoice.net + invoice.vat:
        problems.append(Problem("gross", "Le TTC n’est pas la somme du HT et de la TVA."))
    elif not invoice.gross:
        problems.append(Problem("gross", "Indiquez le montant de la facture."))
    if invoice.net and invoice.vat > invoice.net:
        problems.append(Problem("vat", "La TVA dépasse le montant HT."))
    if today is not None and invoice.issued_on > today:
        problems.append(Problem("issued_on", "Cette facture est datée d’un jour à venir.", blocking=False))
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        problems += required(
            "credited_invoice_id", invoice.credited_invoice_id, "Choisissez la facture que cet avoir réduit."
        )
    same = (
        o for o in others if o.id != invoice.id and o.number.strip().casefold() == invoice.number.strip().casefold()
    )
    if invoice.number.strip() and any(same):
        problems.append(Problem("number", "Ce numéro est déjà celui d’une autre facture."))
    return problems


def payment_problems(payment: Payment, remaining: Money, issued_on: date, today: date) -> Problems:
    """Faults of a payment; ``remaining`` is what the invoice still leaves due at its date, interest and fee included."""
    problems = [
        *length_problems(payment),
        *plausible_date("paid_on", payment.paid_on),
        *sum_problem("amount", payment.amount),
    ]
    if not payment.amount:
        problems.append(Problem("amount", "Indiquez la somme reçue."))
    if payment.amount > remaining:
        sentence = (
            f"C’est plus que ce qui reste dû\u00a0: {formats.money(remaining)}. Vérifiez la somme, ou répartissez-la."
        )
        problems.append(Problem("amount", sentence))
    if payment.paid_on > today:
        problems.append(Problem("paid_on", "Ce paiement est daté d’un jour à venir."))
    problems += in_order(issued_on, payment.paid_on, "paid_on", "Ce paiement vient avant la facture.", blocking=False)
    return problems


def dispute_problems(dispute: Dispute, today: date) -> Problems:
    """Faults of a dispute."""
    problems = [
        *length_problems(dispute),
        *required("client_id", dispute.client_id or None, "Choisissez le client."),
        *required("reference", dispute.reference.strip(), "Indiquez une référence de dossier."),
        *(
            p
            for f in ("opened_on", "notice_received_on", "judgment_on", "closed_on")
            for p in plausible_date(f, getattr(dispute, f))
        ),
        *sum_problem("contested_amount", dispute.contested_amount),
        *in_order(
            dispute.notice_received_on,
            dispute.judgment_on,
            "judgment_on",
            "Le jugement vient avant la mise en demeure.",
        ),
        *in_order(dispute.opened_on, dispute.closed_on, "closed_on", "La clôture vient avant l’ouverture."),
    ]
    for field in ("notice_received_on", "judgment_on", "closed_on"):
        problems += past(field, getattr(dispute, field), today)
    return problems


def event_problems(event: Event) -> Problems:
    """Faults of a timeline entry."""
    return [
        *length_problems(event),
        *required("title", event.title.strip(), "Dites en quelques mots ce qui s’est passé."),
        *plausible_date("happened_on", event.happened_on),
    ]


def deadline_problems(deadline: Deadline) -> Problems:
    """Faults of a deadline."""
    problems = [
        *length_problems(deadline),
        *required("title", deadline.title.strip(), "Dites en quelques mots ce qu’il faudra faire."),
        *plausible_date("due_on", deadline.due_on),
    ]
    for field in ("first_reminder", "second_reminder"):
        days = getattr(deadline, field)
        if days is not None and not 0 <= days <= 365:
            problems.append(Problem(field, "Un rappel se place entre 0 et 365 jours avant la date."))
    return problems


def letter_problems(letter: Letter, today: date) -> Problems:
    """Faults in the life of a letter: written, sent, presented, received, in that order and not in days to come."""
    problems = [
        *length_problems(letter),
        *in_order(letter.written_on, letter.sent_on, "sent_on", "L’envoi vient avant la rédaction."),
        *in_order(letter.sent_on, letter.presented_on, "presented_on", "La présentation vient avant l’envoi."),
        *in_order(letter.sent_on, letter.received_on, "received_on", "La réception vient avant l’envoi."),
        *in_order(
            letter.presented_on, letter.received_on, "received_on", "La réception vient avant la première présentation."
        ),
        *in_order(letter.written_on, letter.reply_by, "reply_by", "Le délai de réponse finit avant la lettre."),
        *(
            p
            for field in ("sent_on", "presented_on", "received_on")
            for p in past(field, getattr(letter, field), today)
        ),
    ]
    if letter.outcome is DeliveryOutcome.RECEIVED:
        problems += required("received_on", letter.received_on, "Indiquez le jour de la réception.")
    elif letter.outcome is not None and letter.received_on is not None:
        sentence = f"Une lettre {letter.outcome.label.lower()} n’a pas de jour de réception\u00a0: retirez-le, ou changez l’issue."
        problems.append(Problem("received_on", sentence))
    elif letter.outcome is not None and letter.presented_on is None:
        sentence = "Indiquez le jour de la première présentation\u00a0: c’est lui qui compte alors."
        problems.append(Problem("presented_on", sentence, blocking=False))
    return problems


def limitation_event_problems(event: LimitationEvent) -> Problems:
    """Faults of what interrupts or suspends the limitation period."""
    problems = [
        *length_problems(event),
        *plausible_date("happened_on", event.happened_on),
        *in_order(event.happened_on, event.ended_on, "ended_on", "La fin vient avant le début."),
    ]
    if event.kind is not LimitationEventKind.SUSPENDED and event.ended_on is not None:
        problems.append(Problem("ended_on", "Seule une suspension a une fin."))
    return problems


def user_rate_problems(rate: UserRate) -> Problems:
    """Faults of a half-year of rates typed by the user."""
    problems = [
        *length_problems(rate),
        *required(
            "source", rate.source.strip(), "Indiquez où vous avez lu ces taux, par exemple le JO du 29 décembre."
        ),
        *plausible_date("read_on", rate.read_on),
    ]
    if not re.fullmatch(r"20\d\d-S[12]", rate.half):
        problems.append(Problem("half", "Écrivez le semestre comme 2027-S1."))
    for field in ("refi", "legal_professional"):
        if not between(getattr(rate, field), 0, 30):
            problems.append(Problem(field, "Ce taux paraît faux\u00a0: il se situe entre 0 et 30\u202f%."))
    return problems
