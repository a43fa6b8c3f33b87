"""Portage companies, three-party contracts, their steps and proofs asked in windows: each function shows one form and waits.

They return the record's id, or ``None`` when nothing was saved.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.errors import NotFound
from litigedesk.operations import portage

from ..context import Context
from ..forms.form import Form
from ..forms.portage_company_form import PortageCompanyForm
from .form_dialog import WIDTH, ask_form

WITH_SIDE: Final = 1000  # px at the normal text size: the fields and the card that explains


def edit_company(
    context: Context, parent: QWidget | None, company_id: int | None, field: str | None = None
) -> int | None:
    """Change a portage company, or add one; ``field`` is where the cursor goes."""
    remove = None if company_id is None else lambda: context.run(portage.delete_company, company_id)
    return _ask(
        context, parent, lambda: PortageCompanyForm(context, company_id), field=field, remove=remove, width=WITH_SIDE
    )


def _ask(
    context: Context,
    parent: QWidget | None,
    make: Callable[[], Form],
    *,
    field: str | None = None,
    remove: Callable[[], object] | None = None,
    width: int = WIDTH,
) -> int | None:
    """Show the form until it is saved or left; a record that is gone is told in the message bar."""
    try:
        form = make()
    except NotFound as gone:
        context.fail(gone)
        return None
    return ask_form(form, parent, field=field, remove=remove, width=width)
