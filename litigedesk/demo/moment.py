"""The clock of the example: the days of its stories, one after another."""

from datetime import date, datetime, timedelta


class Moment:
    """A clock that the telling moves."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self.now = end

    def __call__(self) -> datetime:
        """The moment the telling has reached."""
        return self.now

    def ago(self, days: int) -> date:
        """Move to so many days before the end, and say which day it is."""
        self.now = self.end - timedelta(days=days)
        return self.now.date()
