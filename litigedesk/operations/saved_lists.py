"""Lists kept under a name: what was asked of a list, to ask it again."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from litigedesk import formats, validation
from litigedesk.domain.upkeep import SavedList
from litigedesk.errors import Problem
from litigedesk.operations.outcome import operation

if TYPE_CHECKING:
    from litigedesk.desk import Desk

LONGEST_NAME: Final = 60


@operation("Liste enregistrée")
def save(desk: "Desk", name: str, list_name: str, question: str) -> SavedList:
    """Keep what a list is asked for (JSON) under a name; one of that name is replaced. Raises ``InvalidInput``."""
    wanted = _checked(name)
    table = desk.table(SavedList)
    taken = _called(desk, list_name, wanted)
    if taken is not None:
        return table.update(replace(taken, name=wanted, question=question))
    return table.insert(SavedList(list=list_name, name=wanted, question=question))


@operation("Liste renommée")
def rename(desk: "Desk", saved_id: int, name: str) -> SavedList:
    """Give a kept list another name. Raises ``InvalidInput`` when another has it."""
    wanted, table = _checked(name), desk.table(SavedList)
    present = table.get(saved_id)
    taken = _called(desk, present.list, wanted)
    if taken is not None and taken.id != saved_id:
        validation.refuse([Problem("name", f"Une autre liste s’appelle déjà «\u202f{taken.name}\u202f».")])
    return table.update(replace(present, name=wanted))


@operation("Liste oubliée")
def delete(desk: "Desk", saved_id: int) -> None:
    """Forget a kept list; the records that it showed stay. ``NotFound`` when it is gone."""
    table = desk.table(SavedList)
    table.delete(table.get(saved_id).id or 0)


def _checked(name: str) -> str:
    wanted = " ".join(name.split())
    problems = []
    if not wanted:
        problems.append(Problem("name", "Donnez un nom à cette liste."))
    if len(wanted) > LONGEST_NAME:
        problems.append(Problem("name", f"Ce nom est trop long\u00a0: {LONGEST_NAME} signes au plus."))
    validation.refuse(problems)
    return wanted


def _called(desk: "Desk", list_name: str, name: str) -> SavedList | None:
    """The kept list of that name, whatever its case and accents."""
    wanted = formats.folded(name)
    return next(
        (one for one in desk.table(SavedList).where(list=list_name) if formats.folded(one.name) == wanted), None
    )
