"""Where the mediator is named to clients: what the law asks of this user, today’s text for each place, what stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from litigedesk.domain.mediation import Convention, Mediator, PlacedMention
from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import MissingFact
from litigedesk.letters import clauses
from litigedesk.queries.convention_in_force import convention_in_force
from litigedesk.rules import information_duties
from litigedesk.rules.information_duties import DutyKind, InformationDuty, Stake

if TYPE_CHECKING:
    from litigedesk.desk import Desk


class State(StrEnum):
    """What is known of one place; ``STALE`` when its text is no longer that of today."""

    TO_DO = "to-do"
    DONE = "done"
    STALE = "stale"
    TOLD = "told"  # nothing to put in place: a letter of the program does it


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place: the duty, the text ready for it (empty when a fact lacks or none is needed), what was put there and when."""

    duty: InformationDuty
    text: str
    hint: str
    placed: PlacedMention | None
    state: State


@dataclass(frozen=True, kw_only=True)
class Information:
    """The whole checklist; without places ``reason`` says why nothing is asked.

    ``missing`` is what lacks before the texts can be written; without a convention in force there is no mediator to name.
    """

    places: tuple[Place, ...]
    stakes: tuple[Stake, ...]
    reason: str
    convention: Convention | None
    mediator: Mediator | None
    missing: tuple[MissingFact, ...]

    @property
    def waiting(self) -> tuple[Place, ...]:
        """The duties not done yet, and every place whose text is no longer that of today."""
        return tuple(
            one
            for one in self.places
            if one.state is State.STALE or (one.state is State.TO_DO and one.duty.kind is DutyKind.DUTY)
        )

    def place(self, key: str) -> Place | None:
        """One place, ``None`` when it does not concern the user."""
        return next((one for one in self.places if one.duty.key == key), None)


def information(desk: "Desk", today: date) -> Information:
    """The checklist of this user on a day; whoever has a consumer for client sells to consumers, whatever the profile says."""
    profile = desk.profile()
    has_consumers = desk.table(Client).count(kind=ClientKind.CONSUMER) > 0
    duties = information_duties.load().duties_for(
        profile.status,
        sells_to_consumers=profile.sells_to_consumers or has_consumers,
        sells_online=profile.sells_online,
        has_website=bool(profile.website.strip()),
    )
    convention = convention_in_force(desk, today)
    mediator = None if convention is None else desk.table(Mediator).get(convention.mediator_id)
    known = None if mediator is None else clauses.facts(profile, mediator)
    missing = () if known is None else clauses.missing(known)
    texts = {} if known is None or missing else {one.key: clauses.write(one, known) for one in clauses.catalogue()}
    placed = {one.place: one for one in desk.table(PlacedMention).all() if one.placed_on is not None}
    return Information(
        places=tuple(_place(duty, texts, placed.get(duty.key)) for duty in duties.rows),
        stakes=duties.stakes,
        reason=duties.reason,
        convention=convention,
        mediator=mediator,
        missing=missing,
    )


def _place(duty: InformationDuty, texts: Mapping[str, str], placed: PlacedMention | None) -> Place:
    text = texts.get(duty.clause, "")
    hint = clauses.clause(duty.clause).hint if duty.clause else ""
    return Place(duty=duty, text=text, hint=hint, placed=placed, state=_state(duty, text, placed))


def _state(duty: InformationDuty, text: str, placed: PlacedMention | None) -> State:
    if duty.kind is not DutyKind.REMOVAL and not duty.clause:
        return State.TOLD
    if placed is None:
        return State.TO_DO
    return State.DONE if placed.text == text else State.STALE
