"""The last safe day before limitation, a deadline of each open dispute: kept in step with whatever it follows from.

It depends on invoices, credit notes, payments, what interrupts, the client's kind and the judgment. Rather than each operation
remembering it, the end of every step looks at the rows it changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.records import Deadline, Dispute
from litigedesk.domain.vocabulary import Clock, DisputeStage
from litigedesk.queries import limitations
from litigedesk.queries.limitations import LimitationView
from litigedesk.rules.clock_dates import ClockDate, clock_date
from litigedesk.rules.law import Law
from litigedesk.store.undo import Change

if TYPE_CHECKING:
    from litigedesk.desk import Desk

TITLE: Final = "Dernier jour sûr avant la prescription"
_WITHOUT = """
SELECT d.* FROM dispute d WHERE d.stage <> 'closed' AND d.judgment_on IS NULL
AND EXISTS (SELECT 1 FROM invoice i WHERE i.dispute_id = d.id AND i.kind = 'invoice')
AND NOT EXISTS (SELECT 1 FROM deadline l WHERE l.dispute_id = d.id AND l.clock = 'limitation')
ORDER BY d.id
"""


def follow(desk: "Desk", changes: Sequence[Change]) -> None:
    """Bring the date of every dispute that these changes touch to what the rules now give, inside the running step."""
    touched = {dispute_id for change in changes for dispute_id in _touched(desk, change)}
    for dispute_id in sorted(touched):
        follow_one(desk, dispute_id)


def follow_one(desk: "Desk", dispute_id: int) -> None:
    """The same for one dispute; a closed one is left as it is, and follows when it is opened again.

    A day the user moved, or ticked as done, stays until the rules give another one.
    """
    dispute = desk.table(Dispute).find(dispute_id)
    if dispute is None or dispute.stage is DisputeStage.CLOSED:
        return
    views = limitations.of_dispute(desk, dispute)
    _bring(desk, dispute_id, _date(desk.law, views) if views else None)


def _bring(desk: "Desk", dispute_id: int, wanted: ClockDate | None) -> None:
    table = desk.table(Deadline)
    held = table.first(dispute_id=dispute_id, clock=Clock.LIMITATION)
    if wanted is None:
        if held is not None:
            table.delete(held.id or 0)
    elif held is None:
        table.insert(
            Deadline(
                dispute_id=dispute_id,
                title=wanted.title,
                due_on=wanted.date,
                reason=wanted.reason,
                clock=wanted.clock,
                computed_on=wanted.date,
            )
        )
    else:
        moved = held.computed_on != wanted.date
        table.update(
            replace(
                held,
                title=wanted.title,
                reason=wanted.reason,
                due_on=wanted.date if moved else held.due_on,
                done_on=None if moved else held.done_on,
                computed_on=wanted.date,
            )
        )


def without(desk: "Desk") -> list[int]:
    """The open disputes about invoices that have no such date: paid ones, and those kept before the program set it."""
    return [one.id for one in desk.table(Dispute).select(_WITHOUT) if one.id is not None]


def catch_up(desk: "Desk") -> bool:
    """Give those disputes their date, when the program starts; no step of the user's: nothing to undo. Whether there were any."""
    dates = {one.id or 0: day for one, day in wanted(desk, desk.table(Dispute).select(_WITHOUT)) if day is not None}
    if dates:
        with desk.db.transaction("Dates de prescription", undoable=False):
            for dispute_id, day in dates.items():
                _bring(desk, dispute_id, day)
    return bool(dates)


def wanted(desk: "Desk", disputes: Sequence[Dispute]) -> Iterator[tuple[Dispute, ClockDate | None]]:
    """What the rules now give for each of these disputes, in as few reads as for one; ``None`` when nothing lapses."""
    views, law = (limitations.of_disputes(desk, disputes) if disputes else {}), desk.law
    for dispute in disputes:
        found = views.get(dispute.id or 0)
        yield dispute, _date(law, found) if found else None


def _touched(desk: "Desk", change: Change) -> Iterator[int]:
    for image in (change.before, change.after):
        if image is None:
            continue
        match change.table:
            case "dispute":
                yield change.id
            case "limitation_event":
                yield from _known(image["dispute_id"])
            case "invoice":
                yield from _known(image["dispute_id"])
                yield from _of_invoice(desk, image["credited_invoice_id"])
            case "payment":
                yield from _of_invoice(desk, image["invoice_id"])
            case "client" if change.before is not None:
                rows = desk.db.rows("SELECT id FROM dispute WHERE client_id = ? AND stage <> 'closed'", (change.id,))
                yield from (row["id"] for row in rows)


def _known(dispute_id: object) -> Iterator[int]:
    if isinstance(dispute_id, int):
        yield dispute_id


def _of_invoice(desk: "Desk", invoice_id: object) -> Iterator[int]:
    if isinstance(invoice_id, int):
        yield from _known(desk.db.value("SELECT dispute_id FROM invoice WHERE id = ?", (invoice_id,)))


def _date(law: Law, views: Sequence[LimitationView]) -> ClockDate:
    """That of the invoice which lapses first."""
    first = views[0]
    return clock_date(Clock.LIMITATION, TITLE, first.result.prudent_safe_date, _reason(law, first, len(views) > 1))


def _reason(law: Law, view: LimitationView, several: bool) -> str:
    result = view.result
    rule = law.limitation_rule(result.claim)
    which = (
        f"Facture {view.invoice_number}, la première atteinte : " if several else f"Facture {view.invoice_number} : "
    )
    length = f"{formats.count(rule.years, 'an')} depuis le {formats.date_long(result.prudent_start)} ({rule.source})."
    letters = (
        "Une réclamation écrite à l’administration interrompt ce délai."
        if rule.registered_letter_interrupts
        else "Ni relance ni mise en demeure n’interrompent ce délai."
    )
    doubt = " La reconnaissance seulement possible n’est pas comptée." if result.prudent_date < result.date else ""
    return f"{which}{length} {letters}{doubt}"
