"""What keeps a policy, a claim, a harm, a piece or a request of the insurer from being saved, field by field.

A claim is never refused for being late or outside the policy: whether it is covered is the insurer's to say.
"""

from datetime import date

from litigedesk import formats
from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimPiece,
    Guarantee,
    Harm,
    HarmKind,
    InsuranceClaim,
    InsurerRequest,
    Policy,
    PolicyHolder,
    PolicyTrigger,
)
from litigedesk.domain.money import Money
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
    sum_problem,
)

LEAST_DECLARATION_DAYS, LEAST_SUBSEQUENT_YEARS = 5, 5  # C. ass. L113-2, 4° and L124-5
_HAPPENED = (
    "happened_on", "known_on", "claimed_on", "declared_on", "expert_on", "decided_on", "paid_on", "sued_on", "compensated_on",
    "closed_on",
)  # fmt: skip
# An earlier date, a later one that may not come before it, and what is said beside the later.
_ORDER = (
    ("happened_on", "known_on", "Vous ne pouvez pas avoir su avant que le fait arrive : vérifiez ces deux dates."),
    ("happened_on", "claimed_on", "La réclamation vient avant le fait."),
    ("happened_on", "sued_on", "L’action en justice vient avant le fait."),
    ("happened_on", "compensated_on", "L’indemnisation du tiers vient avant le fait."),
    ("known_on", "declared_on", "La déclaration vient avant le jour où vous avez su."),
    ("declared_on", "expert_on", "L’expert est désigné avant la déclaration."),
    ("expert_on", "expert_meeting_on", "La réunion vient avant la désignation de l’expert."),
    ("declared_on", "decided_on", "La décision de l’assureur vient avant la déclaration."),
    ("declared_on", "paid_on", "L’indemnité est payée avant la déclaration."),
    ("known_on", "closed_on", "La clôture vient avant le jour où vous avez su."),
    ("declared_on", "closed_on", "La clôture vient avant la déclaration."),
    ("decided_on", "closed_on", "La clôture vient avant la décision de l’assureur."),
)
# The same, with the field beside which it is said: nothing is refused.
_UNUSUAL_ORDER = (
    (
        "known_on", "claimed_on", "known_on",
        "La réclamation est arrivée avant ce jour : le délai court en général de sa réception.",
    ),
    ("known_on", "sued_on", "known_on", "Le tiers a agi en justice avant ce jour : vérifiez quand vous l’avez su."),
    ("decided_on", "paid_on", "paid_on", "L’indemnité est payée avant la décision : vérifiez ces deux dates."),
)  # fmt: skip
_NEEDS = (
    ("decision", "decided_on", "Indiquez le jour de la décision."),
    ("decided_on", "decision", "Dites ce que l’assureur a décidé."),
    ("decision", "declared_on", "Notez d’abord le jour de la déclaration."),
    ("expert_on", "declared_on", "Notez d’abord le jour de la déclaration."),
    ("outcome", "closed_on", "Indiquez le jour de la clôture."),
    ("closed_on", "outcome", "Dites comment le sinistre a pris fin."),
    ("paid_on", "indemnity", "Indiquez la somme versée."),
)


def policy_problems(policy: Policy, today: date) -> Problems:
    """Faults of a policy: its delay to declare is never under five working days (C. ass. L113-2, 4°)."""
    dates = ("starts_on", "ends_on", "attestation_from", "attestation_until")
    problems = [
        *length_problems(policy),
        *required("insurer", policy.insurer.strip(), "Indiquez le nom de l’assureur."),
        *(p for field in dates for p in plausible_date(field, getattr(policy, field))),
        *in_order(policy.starts_on, policy.ends_on, "ends_on", "La fin vient avant le début."),
        *in_order(
            policy.attestation_from, policy.attestation_until, "attestation_until",
            "L’attestation finit avant de commencer.",
        ),
        *postcode_problem("postcode", policy.postcode, ""),
        *email_problem("email", policy.email),
        *phone_problem("phone", policy.phone),
    ]  # fmt: skip
    if policy.holder is PolicyHolder.PORTAGE_COMPANY:
        problems += required("company_id", policy.company_id, "Choisissez la société de portage assurée.")
    if policy.declaration_days < LEAST_DECLARATION_DAYS:
        sentence = "Ce délai ne peut pas être inférieur à cinq jours ouvrés (C. ass. L113-2, 4°)."
        problems.append(Problem("declaration_days", sentence))
    elif policy.declaration_days > 90:
        problems.append(Problem("declaration_days", "Ce délai paraît faux : il dépasse 90 jours ouvrés."))
    years = policy.subsequent_years
    if years is not None and not 0 <= years <= 30:
        problems.append(Problem("subsequent_years", "Cette durée paraît fausse : écrivez de 5 à 30 ans."))
    elif years is not None and years < LEAST_SUBSEQUENT_YEARS and policy.trigger is PolicyTrigger.CLAIM:
        problems.append(
            Problem(
                "subsequent_years",
                "Déclenchée par la réclamation, elle dure au moins cinq ans après la fin (C. ass. L124-5).",
            )
        )
    if not policy.number.strip():
        problems.append(
            Problem("number", "Sans numéro, la déclaration devra être complétée à la main.", blocking=False)
        )
    if policy.attestation_until is not None and policy.attestation_until < today:
        problems.append(
            Problem("attestation_until", "Cette attestation n’est plus valable : demandez-en une.", blocking=False)
        )
    return said(problems)


def guarantee_problems(guarantee: Guarantee) -> Problems:
    """Faults of a guarantee."""
    problems = [
        *length_problems(guarantee),
        *(p for field in ("cap", "yearly_cap", "deductible") for p in sum_problem(field, getattr(guarantee, field))),
    ]
    if guarantee.cap is not None and guarantee.deductible is not None and guarantee.deductible > guarantee.cap:
        problems.append(
            Problem("deductible", "La franchise dépasse le plafond : vérifiez ces deux sommes.", blocking=False)
        )
    if guarantee.cap is not None and guarantee.yearly_cap is not None and guarantee.yearly_cap < guarantee.cap:
        sentence = "Le plafond par an est inférieur au plafond par sinistre : vérifiez ces deux sommes."
        problems.append(Problem("yearly_cap", sentence, blocking=False))
    return said(problems)


def insurance_claim_problems(
    claim: InsuranceClaim, policy: Policy | None, most_payable: Money | None, today: date
) -> Problems:
    """Faults of a claim; ``most_payable`` is the sum of the caps concerned, ``None`` when they are not all known."""
    c = claim
    problems = [
        *length_problems(c),
        *required("title", c.title.strip(), "Dites en quelques mots ce qui est arrivé."),
        *(p for field in (*_HAPPENED, "expert_meeting_on") for p in plausible_date(field, getattr(c, field))),
        *(p for field in _HAPPENED for p in past(field, getattr(c, field), today)),
        *(p for field in ("amount", "indemnity", "deductible") for p in sum_problem(field, getattr(c, field))),
    ]
    for first, later, sentence in _ORDER:
        problems += in_order(getattr(c, first), getattr(c, later), later, sentence)
    for first, later, field, sentence in _UNUSUAL_ORDER:
        problems += in_order(getattr(c, first), getattr(c, later), field, sentence, blocking=False)
    for given, needed, sentence in _NEEDS:
        if getattr(c, given) is not None and getattr(c, needed) is None:
            problems.append(Problem(needed, sentence))
    problems += _outside(c, policy)
    problems += _sums(c, most_payable)
    return said(problems)


def _outside(claim: InsuranceClaim, policy: Policy | None) -> Problems:
    """A policy that did not run on the day it looks at: the claim is saved all the same."""
    if policy is None or claim.happened_on is None:
        return []
    event, day = claim.happened_on, formats.date_long(claim.happened_on)
    if policy.ends_on is not None and event > policy.ends_on:
        sentence = f"Ce contrat a pris fin le {formats.date_long(policy.ends_on)}, avant le fait du {day}."
        return [Problem("policy_id", sentence, blocking=False)]
    if policy.trigger is not PolicyTrigger.CLAIM and policy.starts_on is not None and event < policy.starts_on:
        start = formats.date_long(policy.starts_on)
        sentence = f"Ce contrat n’a commencé que le {start}, après le fait du {day} : cherchez celui d’avant."
        return [Problem("policy_id", sentence, blocking=False)]
    return []


def _sums(claim: InsuranceClaim, most_payable: Money | None) -> Problems:
    problems: Problems = []
    if claim.indemnity is not None and claim.decision is ClaimDecision.REFUSED:
        problems.append(
            Problem("indemnity", "L’assureur a refusé : vérifiez qu’il verse bien une indemnité.", blocking=False)
        )
    if claim.indemnity is not None and most_payable is not None and claim.indemnity > most_payable:
        sentence = (
            f"Cette indemnité dépasse le plafond de votre contrat, {formats.money(most_payable)} : vérifiez la somme."
        )
        problems.append(Problem("indemnity", sentence, blocking=False))
    if claim.indemnity is not None and claim.amount is not None and claim.indemnity > claim.amount:
        sentence = f"Cette indemnité dépasse la somme réclamée, {formats.money(claim.amount)} : vérifiez-la."
        problems.append(Problem("indemnity", sentence, blocking=False))
    return problems


def harm_problems(harm: Harm) -> Problems:
    """Faults of a harm: where an immaterial one comes from belongs to it alone."""
    problems = [*length_problems(harm), *sum_problem("amount", harm.amount)]
    if harm.kind is not HarmKind.IMMATERIAL and (harm.nature is not None or harm.consecutive is not None):
        problems.append(Problem("nature", "Seul un dommage immatériel a une origine de cette liste."))
    return problems


def claim_piece_problems(piece: ClaimPiece, today: date) -> Problems:
    """Faults of a piece of a claim's file."""
    problems = [
        *length_problems(piece),
        *plausible_date("obtained_on", piece.obtained_on),
        *past("obtained_on", piece.obtained_on, today),
    ]
    if not piece.key:
        problems += required("title", piece.title.strip(), "Dites quelle est cette pièce.")
    return problems


def insurer_request_problems(request: InsurerRequest, today: date) -> Problems:
    """Faults of what the insurer asked for."""
    problems = [
        *length_problems(request),
        *required("what", request.what.strip(), "Dites ce que l’assureur demande."),
        *(p for field in ("asked_on", "due_on", "answered_on") for p in plausible_date(field, getattr(request, field))),
        *past("asked_on", request.asked_on, today),
        *past("answered_on", request.answered_on, today),
        *in_order(request.asked_on, request.due_on, "due_on", "Le délai finit avant la demande."),
        *in_order(request.asked_on, request.answered_on, "answered_on", "La réponse vient avant la demande."),
    ]
    return said(problems)
