"""Python's own ``import`` statement, which Qt for Python replaces by one that reads the source of every module imported after it.

That one serves ``from __feature__ import snake_case``, which this program never uses; it took a tenth of the start. Python's own
is kept in ``builtins.__orig_import__``; where a later version keeps none, nothing is changed.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - what replaces the statement


def restore() -> None:
    """Import as Python does from now on."""
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own
