"""What the tests of complaints and mediations share: records with the dates that matter, and what the desk then shows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.insurance import Policy
from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Deadline, Event, Letter
from litigedesk.domain.vocabulary import Clock, ComplaintChannel, EventAuthor, SendMethod
from litigedesk.operations import mediations, policies

RECEIVED = date(2026, 11, 2)
REFERRED = date(2026, 11, 5)
NOTIFIED = date(2026, 11, 10)


def written(dispute_id: int, **changes: Any) -> Complaint:
    """A complaint by letter of 2 November 2026: to be answered by the 17th, the mediator open until 2 November 2027."""
    fields: dict[str, Any] = {"received_on": RECEIVED, "channel": ComplaintChannel.LETTER, "grievance": "Retard"}
    return Complaint(dispute_id=dispute_id, **{**fields, **changes})


def aloud(dispute_id: int, **changes: Any) -> Complaint:
    """A complaint by telephone of the same day."""
    return written(dispute_id, **{"channel": ComplaintChannel.PHONE, **changes})


def referral(dispute_id: int, mediator_id: int, **changes: Any) -> Mediation:
    """A mediation of which only the client's referral is known, on 5 November 2026: a rejection may come until the 26th."""
    fields: dict[str, Any] = {"started_by_client": True, "referred_on": REFERRED}
    return Mediation(dispute_id=dispute_id, mediator_id=mediator_id, **{**fields, **changes})


def insured(desk: Desk, **fields: Any) -> Policy:
    """A policy of the user's own: five working days to declare."""
    return policies.save(desk, Policy(**{"insurer": "Mutuelle du Large", "number": "RC-77", **fields}), []).value


def noted(desk: Desk, mediation: Mediation, **changes: Any) -> Mediation:
    """The mediation once this was noted in it."""
    return mediations.save(desk, replace(mediation, **changes)).value


def sent_to_mediator(desk: Desk, mediation: Mediation, template: str, sent_on: date | None) -> Letter:
    """A letter on file, as the letters do it: stored, then told to the mediation, in one step."""
    with desk.db.transaction("Lettre enregistrée dans le dossier"):
        letter = desk.table(Letter).insert(
            Letter(
                dispute_id=mediation.dispute_id,
                template=template,
                title="Lettre au médiateur",
                written_on=sent_on or desk.today(),
                send_method=SendMethod.EMAIL,
                amount_due=ZERO,
                sent_on=sent_on,
                mediation_id=mediation.id,
            )
        )
        mediations.note_letter(desk, letter)
    return letter


def clock(desk: Desk, which: Clock, **owner: Any) -> Deadline:
    """The one deadline that this rule set."""
    (found,) = desk.table(Deadline).where(clock=which, **owner)
    return found


def set_clocks(desk: Desk, **owner: Any) -> dict[Clock, tuple[date, date | None]]:
    """The deadlines of a record that rules set: the day of each, and the day it was done."""
    found = desk.table(Deadline).where(**owner)
    return {one.clock: (one.due_on, one.done_on) for one in found if one.clock is not None}


def lines(desk: Desk, **owner: Any) -> list[tuple[date, str]]:
    """The program's lines about a record, in order."""
    found: Sequence[Event] = desk.table(Event).where("happened_on, id", **owner)
    return [(one.happened_on, one.title) for one in found if one.author is EventAuthor.PROGRAM]


def dump(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        one.name: [tuple(row) for row in desk.db.rows(f"SELECT * FROM {one.name} ORDER BY id")]
        for one in SCHEMA.definitions
    }


def without(kept: dict[str, list[tuple[Any, ...]]], *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """A dump without some tables."""
    return {name: rows for name, rows in kept.items() if name not in tables}
