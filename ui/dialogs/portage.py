"""Portage companies, three-party contracts, their steps and proofs asked in windows: each function shows one form and waits.

They return the record's id, or ``None`` when nothing was saved.
"""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.domain.vocabulary import ContractKind, DeliveryProofKind
from litigedesk.operations import portage
from litigedesk.queries import portage as queries
from litigedesk.rules import portage as rules

from ..context import Context
from ..forms.contract_form import ContractForm
from ..forms.form import Form
from ..forms.portage_company_form import PortageCompanyForm
from ..forms.portage_proof_form import PortageProofForm
from ..forms.portage_round_form import PortageRoundForm
from ..forms.portage_steps import PortageStepForm
from .form_dialog import WIDTH, ask_made

WITH_SIDE: Final = 1000  # px at the normal text size: the fields and the card that explains
NARROW: Final = 600


def edit_company(
    context: Context, parent: QWidget | None, company_id: int | None, field: str | None = None
) -> int | None:
    """Change a portage company, or add one; ``field`` is where the cursor goes."""
    remove = None if company_id is None else lambda: context.run(portage.delete_company, company_id)
    return ask_made(
        context, parent, lambda: PortageCompanyForm(context, company_id), field=field, remove=remove, width=WITH_SIDE
    )


def edit_tripartite(
    context: Context,
    parent: QWidget | None,
    contract_id: int | None,
    field: str | None = None,
    *,
    client_id: int | None = None,
) -> int | None:
    """Change a three-party contract, or write one, with that client if one is given."""

    def form() -> Form:
        kind = ContractKind.TRIPARTITE if contract_id is None else None
        return ContractForm(context, contract_id, client_id, kind=kind, embedded=True)

    return ask_made(context, parent, form, field=field, width=WITH_SIDE)


def note_contract_step(context: Context, parent: QWidget | None, contract_id: int, step: str) -> int | None:
    """Note one step: ``answer`` to the last sending, ``proof`` that lacks or does not stand, or a key of ``STEPS``."""
    if step == "answer":
        last = rules.last_round(queries.rounds(context.desk, contract_id))
        return edit_round(context, parent, contract_id, last.id if last else None, field="answer")
    if step == "proof":
        found = queries.file(context.desk, contract_id, context.today())
        weak = [one.id for one in found.proofs if one.signed_on is None or one.file_id is None] if found else []
        wanted = None if found is None or found.reports_lacking else next(iter(weak), None)
        return edit_proof(context, parent, contract_id, wanted)
    return ask_made(context, parent, lambda: PortageStepForm(context, contract_id, step), width=NARROW)


def edit_round(
    context: Context,
    parent: QWidget | None,
    contract_id: int,
    round_id: int | None = None,
    *,
    field: str | None = None,
) -> int | None:
    """Note a sending of the draft to the portage company, or change one and what it answered."""
    remove = None if round_id is None else lambda: context.run(portage.delete_round, round_id)
    return ask_made(
        context,
        parent,
        lambda: PortageRoundForm(context, contract_id, round_id),
        field=field,
        remove=remove,
        width=NARROW,
    )


def edit_proof(
    context: Context,
    parent: QWidget | None,
    contract_id: int,
    proof_id: int | None = None,
    *,
    month: date | None = None,
    kind: DeliveryProofKind = DeliveryProofKind.ACTIVITY_REPORT,
) -> int | None:
    """Add a proof of delivery of that kind, about that month if one is given, or change one."""
    remove = None if proof_id is None else lambda: context.run(portage.delete_proof, proof_id)
    return ask_made(
        context,
        parent,
        lambda: PortageProofForm(context, contract_id, proof_id, month=month, kind=kind),
        remove=remove,
        width=WIDTH,
    )
