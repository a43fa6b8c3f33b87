"""The day a limitation period is counted from: what is known of the service, its invoice and its term."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.rules.reasons import Reasons


@dataclass(frozen=True, kw_only=True)
class Start:
    """The day a limitation period is counted from, chosen among the dates known, with the reason."""

    date: dt.date
    reasons: Reasons = field(default_factory=Reasons.none, compare=False, repr=False)

    @property
    def steps(self) -> tuple[str, ...]:
        """Why it is that day."""
        return self.reasons.steps

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to beware of."""
        return self.reasons.warnings


def earliest_start(*, completed: dt.date | None, invoiced: dt.date | None, due: dt.date | None) -> Start:
    """Where to count from: completion of the service, or failing that the earliest date known.

    The invoice date never counts when completion is known (Cass. 1re civ., 19 May 2021, n° 20-12.520). A term may put
    off the start (C. civ. 2233, 3°): the earlier completion is kept, and said. ``UserError`` when no date is known.
    """
    if completed is not None:
        return Start(
            date=completed,
            reasons=Reasons(partial(_from_completion, completed), partial(_put_off, completed, due), tuple),
        )
    known = {"date de facture": invoiced, "échéance": due}
    dated = [(day, name) for name, day in known.items() if day is not None]
    if not dated:
        raise UserError(
            formats.typographic("Indiquez la date de fin de la prestation, de la facture ou de l’échéance.")
        )
    day, name = min(dated)
    return Start(date=day, reasons=Reasons(partial(_from_another, day, name), _without_completion, tuple))


def _from_completion(completed: dt.date) -> Iterator[str]:
    yield f"Départ : fin de la prestation, le {formats.date_long(completed)}, quelle que soit la date de facture."


def _put_off(completed: dt.date, due: dt.date | None) -> Iterator[str]:
    if due is not None and due > completed:
        yield (
            f"Un délai de paiement peut reporter le départ à l’échéance du {formats.date_long(due)} (C. civ. 2233, 3°) : "
            "par prudence, le calcul part de la fin de la prestation."
        )


def _from_another(day: dt.date, name: str) -> Iterator[str]:
    yield f"Départ : {name}, le {formats.date_long(day)}, faute de date de fin de la prestation."


def _without_completion() -> Iterator[str]:
    yield (
        "La date de fin de la prestation n’est pas connue : c’est elle qui fait courir la prescription, et elle peut être plus "
        "ancienne. La plus ancienne des dates connues est retenue."
    )
