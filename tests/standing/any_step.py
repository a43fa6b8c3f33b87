"""Any step that a user, an undo or a future operation could take: one row of any table changed, or one true operation."""

import dataclasses
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from types import NoneType
from typing import Any, Final, get_args, get_type_hints

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.money import Money
from litigedesk.domain.plan import PlanChange
from litigedesk.domain.records import Deadline, Dispute, Invoice, Letter, Payment, Profile
from litigedesk.domain.vocabulary import ClosingReason, DisputeStage, ProfileStatus
from litigedesk.errors import UserError
from litigedesk.operations import disputes, invoices, letters, plans, profile, trash
from litigedesk.queries import cases
from litigedesk.queries import plans as plan_queries
from litigedesk.settings import CONSUMER_START, DIVISOR, INSTALMENT_GRACE
from litigedesk.store.trash import TrashEntry

TABLES: Final = sorted(one.name for one in SCHEMA.definitions if one.name != "trash")
DAYS: Final = (-400, -30, -8, -1, 0, 1, 6, 20, 200)
WORDS: Final = ("", "Dupont", "Éléonore & Fils", "nouveau")
SETTINGS: Final = {
    DIVISOR.key: ("365", "calendar-year"),
    CONSUMER_START.key: ("same-day", "next-day"),
    INSTALMENT_GRACE.key: ("0", "15"),
}
FIXED: Final = {("profile", "status"), ("setting", "key"), ("stored_file", "sha256"), ("user_rate", "half")}


def act(desk: Desk, draw: int) -> None:
    """One step; what is refused is no step."""
    do = ACTS[draw % len(ACTS)]
    with suppress(UserError, LookupError, sqlite3.IntegrityError, ValueError):
        do(desk, draw // len(ACTS))


def _ids(desk: Desk, table: str) -> list[int]:
    return [row["id"] for row in desk.db.rows(f"SELECT id FROM {table} ORDER BY id")]


def _any(desk: Desk, record: type[Any], draw: int) -> Any:
    """A record of that kind; ``LookupError`` when there is none."""
    held = _ids(desk, SCHEMA.of(record).name)
    if not held:
        raise LookupError(record)
    return desk.table(record).get(held[draw % len(held)])


# ---- one row ---------------------------------------------------------------------------------------------------------
def change(desk: Desk, draw: int) -> None:
    """Another value in one field of one row of any table."""
    table = TABLES[draw % len(TABLES)]
    record = SCHEMA.named(table).record
    one = _any(desk, record, draw // 50)
    names = [field.name for field in dataclasses.fields(record) if field.name != "id"]
    name = names[draw // 997 % len(names)]
    if (table, name) in FIXED:
        return
    value = _value(desk, table, name, getattr(one, name), draw // 31)
    with desk.db.transaction("Changement"):
        desk.table(record).update(replace(one, **{name: value}))


def _value(desk: Desk, table: str, name: str, now: Any, draw: int) -> Any:
    hint = get_type_hints(SCHEMA.named(table).record)[name]
    options = [one for one in get_args(hint) if one is not NoneType] or [hint]
    links = {
        row["from"]: row["table"]
        for row in desk.db.rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,))
    }
    if NoneType in get_args(hint) and draw % 4 == 0:
        return None
    if name in links:
        return _any(desk, SCHEMA.named(links[name]).record, draw).id
    if options[0] is date:
        return (now or date(2026, 11, 1)) + timedelta(DAYS[draw % len(DAYS)])
    if options[0] is Money:
        return Money(draw % 300_000)
    if options[0] is bool:
        return not now
    if options[0] is str:
        return WORDS[draw % len(WORDS)]
    if isinstance(options[0], type) and issubclass(options[0], StrEnum):
        return list(options[0])[draw % len(options[0])]
    if options[0] is int:
        return draw % 40
    return now


def double(desk: Desk, draw: int) -> None:
    """One more row like another."""
    record = SCHEMA.named(TABLES[draw % len(TABLES)]).record
    one = _any(desk, record, draw // 50)
    with desk.db.transaction("Ajout"):
        desk.table(record).insert(replace(one, id=None))


def throw_away(desk: Desk, draw: int) -> None:
    """One row, to the trash."""
    record = SCHEMA.named(TABLES[draw % len(TABLES)]).record
    with desk.db.transaction("Suppression"):
        desk.trash.put("un élément", [_any(desk, record, draw // 50)], desk.today())


def undo(desk: Desk, _draw: int) -> None:
    desk.undo()


def redo(desk: Desk, _draw: int) -> None:
    desk.redo()


# ---- operations ------------------------------------------------------------------------------------------------------
def pay(desk: Desk, draw: int) -> None:
    invoice = _any(desk, Invoice, draw)
    paid_on = desk.today() - timedelta(draw % 60)
    invoices.save_payment(desk, Payment(invoice_id=invoice.id, paid_on=paid_on, amount=Money(1 + draw % 90_000)))


def forget_payment(desk: Desk, draw: int) -> None:
    invoices.delete_payment(desk, _any(desk, Payment, draw).id)


def move_deadline(desk: Desk, draw: int) -> None:
    disputes.postpone_deadline(desk, _any(desk, Deadline, draw).id, desk.today() + timedelta(draw % 90))


def tick_deadline(desk: Desk, draw: int) -> None:
    disputes.complete_deadline(desk, _any(desk, Deadline, draw).id)


def send_letter(desk: Desk, draw: int) -> None:
    letters.track(desk, replace(_any(desk, Letter, draw), sent_on=desk.today() - timedelta(draw % 9)))


def close(desk: Desk, draw: int) -> None:
    reasons = list(ClosingReason)
    disputes.close(desk, _any(desk, Dispute, draw).id, reasons[draw % len(reasons)], desk.today() - timedelta(draw % 5))


def reopen(desk: Desk, draw: int) -> None:
    disputes.reopen(desk, _any(desk, Dispute, draw).id)


def set_stage(desk: Desk, draw: int) -> None:
    disputes.set_stage(desk, _any(desk, Dispute, draw).id, list(DisputeStage)[draw // 7 % 4])


def delete(desk: Desk, draw: int) -> None:
    disputes.delete(desk, _any(desk, Dispute, draw).id)


def restore(desk: Desk, draw: int) -> None:
    trash.restore(desk, _any(desk, TrashEntry, draw).id)


def change_plan(desk: Desk, draw: int) -> None:
    dispute = _any(desk, Dispute, draw)
    view = plan_queries.view(desk, cases.read(desk, dispute.id, desk.today()), desk.today())
    step = view.steps[draw // 11 % len(view.steps)].step.key
    match draw % 5:
        case 0:
            plans.skip(desk, dispute.id, step)
        case 1:
            plans.postpone(desk, dispute.id, step, desk.today() + timedelta(1 + draw % 30))
        case 2:
            plans.mark_done(desk, dispute.id, step)
        case 3:
            plans.add_step(desk, dispute.id, step, "Relire le dossier", draw % 9)
        case _:
            plans.remove_change(desk, _any(desk, PlanChange, draw).id)


def choose(desk: Desk, draw: int) -> None:
    key = sorted(SETTINGS)[draw % len(SETTINGS)]
    profile.set_setting(desk, key, SETTINGS[key][draw // 5 % 2])


def change_profile(desk: Desk, draw: int) -> None:
    mine = _any(desk, Profile, 0)
    with desk.db.transaction("Profil"):
        desk.table(Profile).update(replace(mine, status=list(ProfileStatus)[draw % len(ProfileStatus)]))


_OPERATIONS: Final = (
    pay, forget_payment, move_deadline, tick_deadline, send_letter, close, reopen, set_stage, delete, restore, change_plan, choose,
    change_profile,
)  # fmt: skip
ACTS: Final[tuple[Callable[[Desk, int], None], ...]] = (
    *[change] * 6,
    double,
    double,
    throw_away,
    undo,
    undo,
    redo,
    *_OPERATIONS,
)
