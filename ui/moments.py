"""Moments that the window remembers, as text."""

from datetime import datetime


def kept_moment(text: str) -> datetime | None:
    """A remembered moment; ``None`` when there is none that can be read."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
