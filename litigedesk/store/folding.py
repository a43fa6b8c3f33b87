"""Text without case or accents, to sort and search French as a dictionary does."""

from litigedesk.formats import folded


def fold(text: str | None) -> str:
    """``formats.folded`` as SQL asks for it, ``NULL`` as nothing: ``Éléonore Œuvre`` becomes ``eleonore oeuvre``.

    In questions only, never in an index or a trigger: other programs must be able to read the file.
    """
    return folded(text or "")
