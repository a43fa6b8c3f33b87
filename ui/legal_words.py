"""What a legal word means, for tooltips: the sentences are those of the glossary."""

from litigedesk.help import glossary

from .widgets.tips import plain_tip


def told(*keys: str) -> str:
    """What these words mean, a line each; ``BugError`` for one that the glossary lacks."""
    return "\n".join(glossary.term(key).explained for key in keys)


def tip(*keys: str) -> str:
    """The same, as a tooltip."""
    return plain_tip(told(*keys))
