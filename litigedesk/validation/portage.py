"""What keeps a portage company, a three-party contract, its validation or a proof of delivery from being saved, field by field."""

from collections.abc import Sequence
from datetime import date

from litigedesk import formats
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, DeliveryProofKind, Signatory, ValidationAnswer
from litigedesk.errors import Problem
from litigedesk.lengths import length_problems
from litigedesk.validation.values import (
    Problems,
    email_problem,
    in_order,
    past,
    phone_problem,
    plausible_date,
    postcode_problem,
    required,
    said,
    siret_problem,
)

_SIGNATURES = {
    "worker_signed_on": Signatory.WORKER,
    "client_signed_on": Signatory.CLIENT,
    "company_signed_on": Signatory.COMPANY,
}


def portage_company_problems(company: PortageCompany) -> Problems:
    """Faults of a portage company; without an e-mail address contracts and claims cannot be sent to it from here."""
    problems = [
        *length_problems(company),
        *required("name", company.name.strip(), "Indiquez le nom de la société de portage."),
        *siret_problem("siret", company.siret),
        *postcode_problem("postcode", company.postcode, ""),
        *email_problem("validation_email", company.validation_email),
        *email_problem("accounts_email", company.accounts_email),
        *phone_problem("phone", company.phone),
    ]
    if not company.validation_email.strip():
        sentence = "Sans courriel, le contrat à valider ne pourra pas partir d’ici."
        problems.append(Problem("validation_email", sentence, blocking=False))
    return problems


def tripartite_problems(
    contract: Contract, tripartite: Tripartite, client: ClientKind, rounds: Sequence[ValidationRound], today: date
) -> Problems:
    """Faults of a three-party contract: its client, dates to come or out of order, signatures without or before the *feu vert*."""
    t = tripartite
    happened = ("drafted_on", *_SIGNATURES, "ended_on")
    problems = [
        *length_problems(t),
        *required("company_id", t.company_id or None, "Choisissez la société de portage."),
        *(p for field in happened for p in plausible_date(field, getattr(t, field))),
        *(p for field in happened for p in past(field, getattr(t, field), today)),
        *(
            p
            for field in _SIGNATURES
            for p in in_order(
                t.drafted_on, getattr(t, field), field, "La signature vient avant la rédaction du contrat."
            )
        ),
        *in_order(contract.starts_on, t.ended_on, "ended_on", "La mission finit avant d’avoir commencé."),
    ]
    if client is ClientKind.CONSUMER:
        sentence = (
            "Ce client est un consommateur : le portage salarial suppose une entreprise cliente (C. trav. L1254-1)."
        )
        problems.append(Problem("client_id", sentence))
    problems += _unvalidated(t, rounds)
    return said(problems)


def _unvalidated(tripartite: Tripartite, rounds: Sequence[ValidationRound]) -> Problems:
    last = max(rounds, key=lambda one: (one.sent_on, one.id or 0), default=None)
    green = last.answered_on if last is not None and last.answer is ValidationAnswer.APPROVED else None
    problems: Problems = []
    for field in _SIGNATURES:
        day = getattr(tripartite, field)
        if day is None:
            continue
        if green is None:
            sentence = "La société de portage n’a pas encore donné son feu vert : elle peut refuser ce contrat."
            problems.append(Problem(field, sentence, blocking=False))
        elif day < green:
            sentence = (
                f"Cette signature précède le feu vert du {formats.date_long(green)} : est-ce bien le même texte ?"
            )
            problems.append(Problem(field, sentence, blocking=False))
    return problems


def round_problems(one: ValidationRound, others: Sequence[ValidationRound], today: date) -> Problems:
    """Faults of a sending to the portage company; ``others`` are the contract's other sendings."""
    problems = [
        *length_problems(one),
        *plausible_date("sent_on", one.sent_on),
        *past("sent_on", one.sent_on, today),
        *past("answered_on", one.answered_on, today),
        *in_order(one.sent_on, one.answered_on, "answered_on", "La réponse vient avant l’envoi."),
    ]
    if one.answer is not None and one.answered_on is None:
        problems.append(Problem("answered_on", "Indiquez le jour de la réponse."))
    if one.answered_on is not None and one.answer is None:
        problems.append(Problem("answer", "Dites ce que la société de portage a répondu."))
    if one.answer is ValidationAnswer.CORRECTIONS and not one.corrections.strip():
        sentence = "Notez ce qui est à corriger : vous l’aurez sous les yeux en reprenant le contrat."
        problems.append(Problem("corrections", sentence, blocking=False))
    before = [other for other in others if other.id != one.id and other.answer is None and one.answer is None]
    if one.id is None and before:
        sentence = "L’envoi précédent attend encore sa réponse : notez-la, ou laissez celui-ci le remplacer."
        problems.append(Problem("sent_on", sentence, blocking=False))
    return said(problems)


def delivery_proof_problems(proof: DeliveryProof, contract: Contract, today: date) -> Problems:
    """Faults of a proof of delivery."""
    problems = [
        *length_problems(proof),
        *plausible_date("made_on", proof.made_on),
        *past("made_on", proof.made_on, today),
        *past("signed_on", proof.signed_on, today),
        *in_order(proof.made_on, proof.signed_on, "signed_on", "La signature du client vient avant le document."),
    ]
    if proof.kind is DeliveryProofKind.ACTIVITY_REPORT:
        problems += required("month", proof.month, "Indiquez le mois du compte rendu.")
        problems += plausible_date("month", proof.month)
        if proof.month is not None and contract.starts_on is not None:
            problems += in_order(
                contract.starts_on.replace(day=1), proof.month, "month", "Ce mois vient avant le début de la mission.",
                blocking=False,
            )  # fmt: skip
    elif proof.kind is DeliveryProofKind.DELIVERABLE:
        problems += required("title", proof.title.strip(), "Dites ce qui a été livré.")
    if proof.signed_on is None:
        sentence = "Sans signature du client, la preuve est fragile : demandez-la-lui."
        problems.append(Problem("signed_on", sentence, blocking=False))
    return said(problems)
