"""« Mon profil », as a window that can be opened at one of its fields."""

from PySide6.QtWidgets import QWidget

from ..context import Context
from ..forms.profile_form import ProfileForm
from .form_dialog import FormDialog


def edit_profile(context: Context, parent: QWidget | None, field: str | None = None) -> bool:
    """Change the user's own record, the cursor in ``field`` when a letter lacks it; true when it was saved."""
    form = ProfileForm(context)
    dialog = FormDialog(form, parent, width=960)
    if field:
        form.go_to(field)
    return dialog.ask() is not None
