"""The user's own texts of letters: the list, an editor, what can be inserted, the very pages, what has changed."""

from .window import WordingWindow, edit_wordings

__all__ = ["WordingWindow", "edit_wordings"]
