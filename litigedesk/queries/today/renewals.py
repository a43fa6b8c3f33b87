"""What is about to lapse: the table of rates, the convention with a mediator, attestations and policies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from litigedesk.domain.insurance import Policy
from litigedesk.domain.mediation import Mediator
from litigedesk.queries.convention_in_force import convention_in_force

if TYPE_CHECKING:
    from litigedesk.desk import Desk

RENEWAL_DAYS: Final = 60


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """Something about to lapse, and on what day."""

    what: str
    detail: str
    ends_on: date
    record: tuple[str, int] | None = None  # what to open, ``None`` for the table of rates


def renewals(desk: "Desk", today: date) -> tuple[Renewal, ...]:
    """What is about to lapse: the table of rates, the convention in force, attestations and policies."""
    found = (*_rates_to_renew(desk, today), *_conventions_to_renew(desk, today), *_policies_to_renew(desk, today))
    return tuple(sorted(found, key=lambda one: one.ends_on))


def _policies_to_renew(desk: "Desk", today: date) -> Iterator[Renewal]:
    """Attestations and policies near their end, those in force alone: what has ended long ago is nothing to renew."""
    until = today + timedelta(days=RENEWAL_DAYS)
    for held in desk.table(Policy).all(order="id"):
        if held.ends_on is not None and held.ends_on < today:
            continue
        name, record = held.insurer or held.number, ("policy", held.id or 0)
        if held.attestation_until is not None and held.attestation_until <= until:
            yield Renewal(what="Attestation RC Pro", detail=name, ends_on=held.attestation_until, record=record)
        if held.ends_on is not None and held.ends_on <= until:
            yield Renewal(what="Contrat RC Pro", detail=name, ends_on=held.ends_on, record=record)


def _conventions_to_renew(desk: "Desk", today: date) -> Iterator[Renewal]:
    held = convention_in_force(desk, today)
    if held is not None and held.ends_on is not None and held.ends_on <= today + timedelta(days=RENEWAL_DAYS):
        name = desk.table(Mediator).get(held.mediator_id).name
        yield Renewal(
            what="Convention de médiation", detail=name, ends_on=held.ends_on, record=("convention", held.id or 0)
        )


def _rates_to_renew(desk: "Desk", today: date) -> tuple[Renewal, ...]:
    rates = desk.rates
    end = rates.complete_until
    if not rates.expires_soon(today) and end > today + timedelta(days=RENEWAL_DAYS):
        return ()
    following = end + timedelta(days=1)
    half = "1er" if following.month == 1 else "2e"
    what = f"Taux légaux du {half} semestre {following.year}"
    return (Renewal(what=what, detail="à ajouter dès leur publication", ends_on=end),)
