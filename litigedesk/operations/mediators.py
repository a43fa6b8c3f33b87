"""The user's own register of mediators, their conventions, and where the mention of the mediator was put."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from litigedesk import formats, validation
from litigedesk.domain.mediation import Convention, Mediation, Mediator, PlacedMention
from litigedesk.domain.records import Deadline
from litigedesk.domain.vocabulary import Clock
from litigedesk.errors import Refused
from litigedesk.operations import clocks, mediations
from litigedesk.operations.files import keep_document
from litigedesk.operations.outcome import operation
from litigedesk.rules import mediation as rules

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@operation("Médiateur enregistré{ — mediator}")
def save(desk: "Desk", mediator: Mediator) -> Mediator:
    """Add or change a mediator, or take one of the shipped register into the user's own. Raises ``InvalidInput``."""
    validation.refuse(validation.mediator_problems(mediator, desk.today()))
    table = desk.table(Mediator)
    mediator = table.insert(mediator) if mediator.id is None else table.update(mediator)
    for convention in desk.table(Convention).where(mediator_id=mediator.id):
        follow(desk, convention, convention)  # its deadline names the mediator, as do the lines of a mediation
    for mediation in desk.table(Mediation).where(mediator_id=mediator.id):
        mediations.follow(desk, mediation)
    return mediator


@operation("Médiateur mis à la corbeille{ — mediator}")
def delete(desk: "Desk", mediator_id: int) -> None:
    """Put a mediator in the trash; ``Refused`` while a convention or a mediation names them."""
    mediator = desk.table(Mediator).get(mediator_id)
    used = [
        words
        for record, words in ((Convention, "une convention"), (Mediation, "une médiation"))
        if desk.table(record).count(mediator_id=mediator_id)
    ]
    if used:
        verb = "nomme" if len(used) == 1 else "nomment"
        raise Refused(f"{mediator.name} ne peut pas être supprimé\u00a0: {' et '.join(used)} le {verb} encore.")
    desk.trash.put(f"Médiateur {mediator.name}", [mediator], desk.today())


@operation("Convention{ avec convention} enregistrée")
def save_convention(desk: "Desk", convention: Convention, document: Path | None = None) -> Convention:
    """Add or change a convention, with the deadline of its end. Raises ``InvalidInput``, ``StorageError`` for the document."""
    validation.refuse(validation.convention_problems(convention, desk.today()))
    if document is not None:
        convention = replace(convention, file_id=keep_document(desk, document).id)
    table = desk.table(Convention)
    before = None if convention.id is None else table.get(convention.id)
    convention = table.insert(convention) if before is None else table.update(convention)
    follow(desk, convention, before)
    if before is None:
        _renew(desk, convention)
    return convention


def _renew(desk: "Desk", convention: Convention) -> None:
    """A new convention that goes on without a gap after the end of another renews it: nothing is left to remind of."""
    table = desk.table(Deadline)
    for end in table.where(clock=Clock.CONVENTION_END, done_on=None):
        goes_on = convention.starts_on <= end.due_on + timedelta(days=1)
        ends_later = convention.ends_on is None or convention.ends_on > end.due_on
        if end.convention_id != convention.id and goes_on and ends_later:
            table.update(replace(end, done_on=desk.today()))


def follow(desk: "Desk", convention: Convention, before: Convention | None) -> None:
    """Bring the deadline of its end to what the convention says, inside the running step."""
    name = desk.table(Mediator).get(convention.mediator_id).name
    was = rules.convention_clock(before, name) if before is not None else None
    wanted = rules.convention_clock(convention, name)
    owner = {"convention_id": convention.id}
    clocks.follow_one(desk, [wanted] if wanted else [], [was] if was else [], owner, None)


@operation("Convention{ avec convention} mise à la corbeille")
def delete_convention(desk: "Desk", convention_id: int) -> None:
    """Put a convention and the deadline of its end in the trash."""
    convention = desk.table(Convention).get(convention_id)
    mediator = desk.table(Mediator).get(convention.mediator_id)
    label = f"Convention avec {mediator.name} du {formats.date_long(convention.starts_on)}"
    desk.trash.put(label, [convention, *desk.table(Deadline).where(convention_id=convention_id)], desk.today())


@operation("Mention notée")
def place_mention(desk: "Desk", mention: PlacedMention) -> PlacedMention:
    """Note where and when the mention was put, with its very text, or that it is no longer there. Raises ``InvalidInput``."""
    validation.refuse(validation.mention_problems(mention, desk.today()))
    table = desk.table(PlacedMention)
    present = table.first(place=mention.place)
    if present is None:
        return table.insert(replace(mention, id=None))
    return table.update(replace(mention, id=present.id))
