"""The user's own text of a letter, with ours as it was then, so that a newer one of ours can be compared."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The user's text of one template; ``ours`` is the shipped text that it was written from."""

    id: int | None = None
    template: str
    body: str
    ours: str
    changed_on: date
