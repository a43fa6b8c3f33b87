"""What is wrong with typed values, in sentences: run as one types, and again before anything is saved.

Each function returns every problem at once; a ``Problem`` with ``blocking=False`` is a warning that does not refuse the save.
Field names are those of the record, so that a form can put each sentence beside its field.
"""

from litigedesk.validation.agreements import agreement_problems, instalment_problems
from litigedesk.validation.contest import contest_problems
from litigedesk.validation.evidence import piece_problems
from litigedesk.validation.insurance import (
    claim_piece_problems,
    guarantee_problems,
    harm_problems,
    insurance_claim_problems,
    insurer_request_problems,
    policy_problems,
)
from litigedesk.validation.mediation import (
    complaint_problems,
    convention_problems,
    mediation_problems,
    mediator_problems,
    mention_problems,
)
from litigedesk.validation.plans import plan_change_problems
from litigedesk.validation.portage import (
    delivery_proof_problems,
    portage_company_problems,
    round_problems,
    tripartite_problems,
)
from litigedesk.validation.procedures import procedure_problems
from litigedesk.validation.records import (
    address_problems,
    client_problems,
    contact_problems,
    contract_problems,
    deadline_problems,
    dispute_problems,
    event_problems,
    invoice_problems,
    letter_problems,
    limitation_event_problems,
    payment_problems,
    profile_problems,
    user_rate_problems,
)
from litigedesk.validation.values import (
    EARLIEST,
    LARGEST,
    LATEST,
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
    refuse,
    required,
    siret_problem,
    sum_problem,
    vat_number_problem,
)

__all__ = [
    "EARLIEST",
    "LARGEST",
    "LATEST",
    "Problems",
    "address_problems",
    "agreement_problems",
    "between",
    "bic_problem",
    "claim_piece_problems",
    "client_problems",
    "complaint_problems",
    "contact_problems",
    "contest_problems",
    "contract_problems",
    "convention_problems",
    "deadline_problems",
    "delivery_proof_problems",
    "dispute_problems",
    "email_problem",
    "event_problems",
    "guarantee_problems",
    "harm_problems",
    "iban_problem",
    "in_order",
    "instalment_problems",
    "insurance_claim_problems",
    "insurer_request_problems",
    "invoice_problems",
    "letter_problems",
    "limitation_event_problems",
    "mediation_problems",
    "mediator_problems",
    "mention_problems",
    "past",
    "payment_problems",
    "phone_problem",
    "piece_problems",
    "plan_change_problems",
    "plausible_date",
    "policy_problems",
    "portage_company_problems",
    "postcode_problem",
    "procedure_problems",
    "profile_problems",
    "refuse",
    "required",
    "round_problems",
    "siret_problem",
    "sum_problem",
    "tripartite_problems",
    "user_rate_problems",
    "vat_number_problem",
]
