"""What is wrong with typed values, in sentences: run as one types, and again before anything is saved.

Each function returns every problem at once; a ``Problem`` with ``blocking=False`` is a warning that does not refuse the save.
Field names are those of the record, so that a form can put each sentence beside its field.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

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
from litigedesk.errors import InvalidInput, Problem
from litigedesk.lengths import length_problems

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
LARGEST = Money.of(100_000_000)

Problems = list[Problem]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise ``InvalidInput`` with every problem if one at least is blocking."""
    if any(problem.blocking for problem in problems):
        raise InvalidInput(problems)


# ---- single values ---------------------------------------------------------------------------------------------------
def siret_problem(field: str, value: str) -> Problems:
    """A SIREN (9 digits) or SIRET (14 digits) whose check digits hold; empty is allowed."""
    from stdnum.fr import siren, siret

    compact = re.sub(r"\s", "", value)
    if not compact:
        return []
    if not re.fullmatch(r"[0-9]*", compact):
        return [Problem(field, "Un SIREN ou un SIRET s’écrit avec des chiffres seulement.")]
    if len(compact) not in (9, 14):
        return [Problem(field, _t(f"Un SIREN compte 9 chiffres, un SIRET 14 : il y en a ici {len(compact)}."))]
    if not siren.is_valid(compact[:9]):
        return [Problem(field, _t("Un chiffre est faux : vérifiez les 9 premiers chiffres, le SIREN."))]
    if len(compact) == 14 and not siret.is_valid(compact):
        return [Problem(field, _t(f"Un chiffre est faux : vérifiez le dernier groupe, {compact[9:]}."))]
    return []


def iban_problem(field: str, value: str) -> Problems:
    """An IBAN whose country, length and check digits hold; empty is allowed."""
    from stdnum import iban

    if value and not iban.is_valid(value):
        return [
            Problem(field, _t("Cet IBAN est faux : un chiffre ou une lettre ne correspond pas. Recopiez-le du RIB."))
        ]
    return []


def bic_problem(field: str, value: str) -> Problems:
    """A BIC of 8 or 11 characters; empty is allowed."""
    from stdnum import bic

    if value and not bic.is_valid(value):
        return [Problem(field, "Ce BIC est faux\u00a0: il compte 8 ou 11 caractères.")]
    return []


def vat_number_problem(field: str, value: str) -> Problems:
    """A European VAT number whose check digits hold; empty is allowed."""
    from stdnum.eu import vat

    if value and not vat.is_valid(value):
        return [Problem(field, _t("Ce numéro de TVA est faux : pour la France, FR suivi de 11 caractères."))]
    return []


def email_problem(field: str, value: str) -> Problems:
    """An e-mail address that a mail program would accept; empty is allowed."""
    if value and not re.fullmatch(r"[^@\s<>\"',;]+@[^@\s.<>\"',;]+(\.[^@\s.<>\"',;]+)+", value):
        return [
            Problem(
                field, _t("Cette adresse ne peut pas recevoir de courriel : il y manque un @ ou la fin, comme .fr.")
            )
        ]
    return []


def phone_problem(field: str, value: str) -> Problems:
    """A phone number of plausible length; only a warning, as numbers abroad vary."""
    digits = re.sub(r"\D", "", value)
    if value and (not re.fullmatch(r"[+\d\s().\-/\u00a0\u202f]+", value) or not 6 <= len(digits) <= 15):
        return [Problem(field, "Ce numéro de téléphone paraît incomplet.", blocking=False)]
    return []


def postcode_problem(field: str, value: str, country: str) -> Problems:
    """A French postcode has five digits; other countries are left alone."""
    if value and not country and not re.fullmatch(r"\d{5}", value):
        return [Problem(field, "Un code postal français compte 5 chiffres.")]
    return []


def required(field: str, value: object, sentence: str) -> Problems:
    """A problem when nothing was typed."""
    return [] if value not in (None, "") else [Problem(field, sentence)]


def plausible_date(field: str, value: date | None) -> Problems:
    """A date between 1990 and 2100; outside, a slip of the finger."""
    if value is not None and not EARLIEST <= value <= LATEST:
        return [Problem(field, f"L’année {value.year} paraît fausse.")]
    return []


def in_order(first: date | None, second: date | None, field: str, sentence: str, *, blocking: bool = True) -> Problems:
    """A problem on ``field`` when the second date comes before the first."""
    if first is not None and second is not None and second < first:
        return [Problem(field, sentence, blocking)]
    return []


def _past(field: str, value: date | None, today: date) -> Problems:
    if value is not None and value > today:
        return [Problem(field, "Cette date est à venir\u00a0: notez-la quand ce sera fait.")]
    return []


def _t(text: str) -> str:
    return formats.typographic(text)


def _between(rate: Decimal, low: int, high: int) -> bool:
    return rate.is_finite() and low <= rate <= high


def _sum_problem(field: str, value: Money | None) -> Problems:
    if value is not None and value < Money(0):
        return [Problem(field, "Une somme ne peut pas être négative ici.")]
    if value is not None and value > LARGEST:
        return [Problem(field, "Cette somme paraît fausse\u00a0: elle dépasse 100 millions d’euros.")]
    return []


# ---- records ---------------------------------------------------------------------------------------------------------
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
        *_sum_problem("amount", contract.amount),
    ]
    if contract.payment_term is PaymentTerm.CUSTOM:
        problems += required("payment_days", contract.payment_days, "Indiquez le nombre de jours convenu.")
    if contract.payment_days is not None and not 0 <= contract.payment_days <= 365:
        problems.append(Problem("payment_days", "Un délai de paiement se compte entre 0 et 365 jours."))
    if contract.penalty_clause is PenaltyClause.FIXED:
        problems += required("penalty_rate", contract.penalty_rate, "Indiquez le taux annuel prévu au contrat.")
    if contract.penalty_rate is not None and not _between(contract.penalty_rate, 0, 100):
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
        *(p for f in ("net", "vat", "gross") for p in _sum_problem(f, getattr(invoice, f))),
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
        *_sum_problem("amount", payment.amount),
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
        *_sum_problem("contested_amount", dispute.contested_amount),
        *in_order(
            dispute.notice_received_on,
            dispute.judgment_on,
            "judgment_on",
            "Le jugement vient avant la mise en demeure.",
        ),
        *in_order(dispute.opened_on, dispute.closed_on, "closed_on", "La clôture vient avant l’ouverture."),
    ]
    for field in ("notice_received_on", "judgment_on", "closed_on"):
        problems += _past(field, getattr(dispute, field), today)
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
    return [
        *length_problems(deadline),
        *required("title", deadline.title.strip(), "Dites en quelques mots ce qu’il faudra faire."),
        *plausible_date("due_on", deadline.due_on),
    ]


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
        *tracking_number_problem("tracking_number", letter.tracking_number),
        *(
            p
            for field in ("sent_on", "presented_on", "received_on")
            for p in _past(field, getattr(letter, field), today)
        ),
    ]
    if letter.outcome is DeliveryOutcome.RECEIVED:
        problems += required("received_on", letter.received_on, "Indiquez le jour de la réception.")
    return problems


def tracking_number_problem(field: str, value: str) -> Problems:
    """The number of a registered letter, as La Poste prints it: digit, letter, digits (15 characters) or UPU form; a warning."""
    compact = re.sub(r"\s", "", value).upper()
    if compact and not re.fullmatch(r"\d[A-Z]\d{11}\d?|[A-Z]{2}\d{9}[A-Z]{2}|\d{13,15}", compact):
        return [Problem(field, "Ce numéro ne ressemble pas à celui d’un recommandé.", blocking=False)]
    return []


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
        if not _between(getattr(rate, field), 0, 30):
            problems.append(Problem(field, "Ce taux paraît faux\u00a0: il se situe entre 0 et 30\u202f%."))
    return problems
