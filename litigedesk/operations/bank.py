"""Payments read from a statement of account: those the user confirmed are noted in one step, each as if typed by hand."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.records import Payment
from litigedesk.domain.upkeep import ImportBatch, ImportMapping, RefusedLine
from litigedesk.domain.vocabulary import ImportKind, Recognition
from litigedesk.errors import InvalidInput, NotFound, Refused
from litigedesk.operations import invoices
from litigedesk.operations.outcome import operation
from litigedesk.rules.settlement import Received, Share
from litigedesk.rules.settlement.words import method

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_TWICE: Final = "Cette ligne du relevé est déjà notée."
_TOO_MUCH: Final = "Les parts dépassent la somme de cette ligne."


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What the user said of a line: the invoices it pays, or ``same_as``, a payment noted by hand which it is.

    ``recognitions`` gives, by invoice, whether a partial payment recognises the debt; one that is not there is not answered.
    """

    line: Received
    shares: tuple[Share, ...] = ()
    same_as: int | None = None
    recognitions: Mapping[int, Recognition] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What came of it: the payments noted, how many typed by hand were recognised, the lines refused with the reason."""

    payments: tuple[Payment, ...]
    recognised: int
    refused: tuple[tuple[Received, str], ...]


@operation("Paiements du relevé notés")
def record(
    desk: "Desk",
    confirmed: Sequence[Confirmed],
    file_name: str,
    columns: Mapping[str, str] = MappingProxyType({}),
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Recorded:
    """Note what was confirmed, the oldest first; a line that is refused leaves the others, and is kept with its reason.

    ``columns`` are the columns of the tables read, by fingerprint, remembered for the next time. ``step`` is told lines done and in
    all; what it raises gives everything up. Raises ``StorageError``, and then nothing is noted.
    """
    payments: list[Payment] = []
    refused: list[tuple[Received, str]] = []
    recognised = 0
    for done, one in enumerate(sorted(confirmed, key=lambda one: one.line.booked_on)):
        step(done, len(confirmed))
        try:
            with desk.db.transaction("Paiements du relevé notés"):
                made = _note(desk, one)
        except (InvalidInput, NotFound, Refused) as fault:
            refused.append((one.line, str(fault)))
            continue
        payments += made
        recognised += one.same_as is not None
    _keep(desk, file_name, len(payments), recognised, refused)
    for fingerprint, kept in columns.items():
        _remember(desk, fingerprint, kept)
    return Recorded(payments=tuple(payments), recognised=recognised, refused=tuple(refused))


def _note(desk: "Desk", one: Confirmed) -> list[Payment]:
    """Its payments, by the same way as one typed by hand; none for a line that is a payment already noted."""
    if desk.table(Payment).count(bank_reference=one.line.reference):
        raise Refused(_TWICE)
    if Money.total(share.amount for share in one.shares) > one.line.amount:
        raise Refused(_TOO_MUCH)
    if one.same_as is not None:
        held = desk.table(Payment).get(one.same_as)
        desk.table(Payment).update(replace(held, bank_reference=one.line.reference))
        return []
    return [
        invoices.save_payment(
            desk,
            Payment(
                invoice_id=share.invoice_id,
                paid_on=one.line.booked_on,
                amount=share.amount,
                method=method(one.line.label),
                note=one.line.label,
                bank_reference=one.line.reference,
            ),
            one.recognitions.get(share.invoice_id),
        ).value
        for share in one.shares
    ]


def _keep(desk: "Desk", file_name: str, added: int, recognised: int, refused: Sequence[tuple[Received, str]]) -> None:
    """Remember the import, with the lines it refused."""
    batch = desk.table(ImportBatch).insert(
        ImportBatch(
            kind=ImportKind.BANK, file_name=file_name, imported_on=desk.today(), added=added, updated=recognised
        )
    )
    for place, (line, reason) in enumerate(refused, 1):
        cells = [["Date", formats.date_short(line.booked_on)], ["Libellé", line.label], ["Somme", str(line.amount)]]
        desk.table(RefusedLine).insert(
            RefusedLine(
                import_batch_id=batch.id or 0, line=place, reason=reason, content=json.dumps(cells, ensure_ascii=False)
            )
        )


def _remember(desk: "Desk", fingerprint: str, columns: str) -> None:
    """The columns of that kind of file, for the next time."""
    table = desk.table(ImportMapping)
    held = table.first(kind=ImportKind.BANK, fingerprint=fingerprint)
    wanted = ImportMapping(kind=ImportKind.BANK, fingerprint=fingerprint, columns=columns, used_on=desk.today())
    if held is None:
        table.insert(wanted)
    else:
        table.update(replace(wanted, id=held.id))


def batches(desk: "Desk") -> list[ImportBatch]:
    """The statements imported, the last first."""
    return desk.table(ImportBatch).where(order="id DESC", kind=ImportKind.BANK)
