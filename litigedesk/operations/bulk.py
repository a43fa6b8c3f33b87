"""The same thing done to several records in one step: what refuses stays as it is, and says why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litigedesk.domain.records import Invoice
from litigedesk.errors import NotFound, Refused
from litigedesk.operations import backup, clients, contracts, disputes, insurance_claims, invoices, mediations
from litigedesk.operations.outcome import Outcome
from litigedesk.store.faults import broken_links
from litigedesk.store.undo import Told, silent

if TYPE_CHECKING:
    from litigedesk.desk import Desk

Delete = Callable[["Desk", int], Outcome[None]]
Label = Callable[[int], str]  # the name of the step for a number of records


@dataclass(frozen=True)
class Deleted:
    """How many records went to the trash, and why the others stayed, a sentence each."""

    count: int
    refused: tuple[str, ...]


def delete_clients(desk: "Desk", ids: Sequence[int], label: Label, told: Told = silent) -> Outcome[Deleted]:
    """Put clients in the trash, each as ``clients.delete`` would, in one step."""
    return _delete_each(desk, ids, clients.delete, label, told)


def delete_contracts(desk: "Desk", ids: Sequence[int], label: Label, told: Told = silent) -> Outcome[Deleted]:
    """Put contracts in the trash."""
    return _delete_each(desk, ids, contracts.delete, label, told)


def delete_invoices(desk: "Desk", ids: Sequence[int], label: Label, told: Told = silent) -> Outcome[Deleted]:
    """Put invoices and credit notes in the trash, credit notes first: they hold back the invoices that they reduce."""
    found = {one: desk.table(Invoice).find(one) for one in ids}
    ordered = sorted(ids, key=lambda one: (held := found[one]) is None or held.credited_invoice_id is None)
    return _delete_each(desk, ordered, invoices.delete, label, told)


def delete_disputes(desk: "Desk", ids: Sequence[int], label: Label, told: Told = silent) -> Outcome[Deleted]:
    """Put disputes in the trash with all that is in them; their invoices stay."""
    return _delete_each(desk, ids, disputes.delete, label, told)


def delete_mediations(desk: "Desk", ids: Sequence[int], label: Label, told: Told = silent) -> Outcome[Deleted]:
    """Put mediations in the trash."""
    return _delete_each(desk, ids, mediations.delete, label, told)


def delete_claims(desk: "Desk", ids: Sequence[int], label: Label, told: Told = silent) -> Outcome[Deleted]:
    """Put insurance claims in the trash."""
    return _delete_each(desk, ids, insurance_claims.delete, label, told)


def _delete_each(desk: "Desk", ids: Sequence[int], delete: Delete, label: Label, told: Told) -> Outcome[Deleted]:
    """Each inside a savepoint of its own, after a copy of everything; « Annuler » takes all of them back at once.

    ``told`` is called before each; what it raises leaves everything as it was.
    """
    done, refused = 0, list[str]()
    backup.safeguard(desk, reason="deletion of several records")
    with broken_links(), desk.db.transaction(label(len(ids))) as step:
        for place, record_id in enumerate(ids):
            told(place, len(ids))
            try:
                delete(desk, record_id)
            except (Refused, NotFound) as why:
                refused.append(str(why))
            else:
                done += 1
        step.label = label(done)
    return Outcome(Deleted(done, tuple(dict.fromkeys(refused))), step.label, step.done.kinds)
