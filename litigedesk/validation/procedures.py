"""What keeps a procedure from being saved, field by field: dates to come, out of order, or without what they rest on."""

from datetime import date

from litigedesk.domain.procedure import Procedure
from litigedesk.lengths import length_problems
from litigedesk.validation.values import Problems, said


def procedure_problems(procedure: Procedure, today: date) -> Problems:
    """Faults of a procedure."""
    return said(length_problems(procedure))
