"""Where the program finds its resources, and where the user's data live unless they say otherwise."""

import sys
from functools import cache
from pathlib import Path
from typing import Final

# What the program reads while it runs; the rest of the folder serves to build it and to show it.
RESOURCE_FOLDERS: Final = (
    "bundle", "clauses", "fonts", "help", "icons", "imports", "law", "letters", "licences", "plans", "readable", "selftest",
)  # fmt: skip


@cache
def resources() -> Path:
    """The ``resources`` folder: beside the packages in a source tree, inside the bundle when frozen."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[1]
    return root / "resources"


def default_data_folder() -> Path:
    """The user's own data folder, by the convention of their system; not created here."""
    import platformdirs

    return platformdirs.user_data_path("LitigeDesk", appauthor=False)
