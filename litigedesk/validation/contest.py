"""What a contestation must be to be saved."""

from datetime import date

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import Dispute
from litigedesk.errors import Problem
from litigedesk.lengths import length_problems
from litigedesk.validation.values import past, plausible_date, required, sum_problem


def contest_problems(dispute: Dispute, most: Money, today: date) -> list[Problem]:
    """Faults of what a client contests; ``most`` is the principal still due."""
    problems = [
        *length_problems(dispute),
        *sum_problem("contested_amount", dispute.contested_amount),
        *required("contested_reason", dispute.contested_reason.strip(), "Dites ce que le client conteste."),
        *plausible_date("contested_on", dispute.contested_on),
        *past("contested_on", dispute.contested_on, today),
    ]
    if not dispute.contested_amount:
        problems.append(Problem("contested_amount", "Indiquez la somme contestée."))
    elif dispute.contested_amount > most:
        sentence = f"C’est plus que le principal qui reste dû\u00a0: {formats.money(most)}."
        problems.append(Problem("contested_amount", sentence))
    if dispute.contested_on is None:
        problems.append(Problem("contested_on", "Indiquez le jour où le client a contesté."))
    return problems
