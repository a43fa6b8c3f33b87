"""The window where a letter is chosen, checked, seen, printed, exported and filed in its dossier."""

from .window import LetterWindow, compose

__all__ = ["LetterWindow", "compose"]
