"""Several records deleted at once: asked first, then one step that « Annuler » takes back whole."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from litigedesk.errors import UserError
from litigedesk.formats import typographic
from litigedesk.operations.bulk import Deleted, Label
from litigedesk.operations.outcome import Outcome

from ..context import Context
from ..models.noun import Noun
from .backup_steps import copy_before
from .long_step import Told, long_step

if TYPE_CHECKING:
    from litigedesk.desk import Desk

DeleteAll = Callable[["Desk", Sequence[int], Label, Told], Outcome[Deleted]]
SHOWN = 3  # reasons said; the others are counted
KEPT_ALL = "Suppression annulée : tout est resté en place."


def delete_several(
    context: Context, owner: QWidget, noun: Noun, ids: Sequence[int], operation: DeleteAll, *, also: str = ""
) -> None:
    """Ask, then put these records in the trash; what refuses stays, and the message bar says why."""
    if not _confirmed(owner, noun, len(ids), also):
        return

    def label(count: int) -> str:
        participle = noun.agreed("mis", count) if noun.feminine else "mis"
        return typographic(f"{noun.counted(count)} {participle} à la corbeille")

    def delete(desk: "Desk") -> Outcome[Deleted]:
        return long_step(owner, "Mise à la corbeille", KEPT_ALL, lambda told: operation(desk, ids, label, told))

    try:
        copied = copy_before(owner, context.desk, "deletion of several records")
    except UserError as fault:
        context.fail(fault)
        return
    outcome = context.run(delete) if copied else None
    if outcome is not None and outcome.value.refused:
        context.error_raised.emit(_why(noun, outcome.value))


def _confirmed(owner: QWidget, noun: Noun, count: int, also: str) -> bool:
    box = QMessageBox(QMessageBox.Icon.Question, "Mettre à la corbeille", "", parent=owner)
    box.setObjectName("bulk.delete")
    box.setText(typographic(f"Mettre {noun.counted(count)} à la corbeille ?"))
    kept = "Une sauvegarde est faite d’abord. Vous pourrez annuler, ou reprendre chaque élément pendant trente jours."
    box.setInformativeText(typographic(f"{also} {kept}".strip()))
    yes = box.addButton("Mettre à la corbeille", QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton("Garder", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    confirmed = box.clickedButton() is yes
    box.deleteLater()
    return confirmed


def _why(noun: Noun, deleted: Deleted) -> str:
    """How many stayed and why, the first reasons in full."""
    reasons = deleted.refused
    said = " ".join(reasons[:SHOWN])
    more = f" Et {noun.counted(len(reasons) - SHOWN)} de plus." if len(reasons) > SHOWN else ""
    done = f"{noun.counted(deleted.count)} à la corbeille. " if deleted.count else ""
    return typographic(f"{done}{said}{more}")
