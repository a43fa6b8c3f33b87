"""Where the program finds its resources, and where the user's data live unless they say otherwise."""

import sys
from functools import cache
from pathlib import Path


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
