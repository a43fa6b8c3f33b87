"""Where else copies go: the user's choice, kept in the data folder and not in its database, so that it is known when that is lost.

``second-lieu.json`` is readable by the user alone and is in no copy. Under a password it holds the key that the password gave, not
the password: copies are made without asking for it, and whoever can read this file can read the data beside it anyway.
"""

import json
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from litigedesk.store.backups.sealed import Key, Recipe
from litigedesk.store.disk import PART, replace_durably
from litigedesk.store.faults import disk_faults

NAME = "second-lieu.json"


@dataclass(frozen=True)
class Choice:
    """The second place, its key when copies there are sealed, and what tells this data folder from others on the same disk.

    ``lost``: a choice was made, and can no longer be read.
    """

    identity: str = ""
    place: Path | None = None
    key: Key | None = None
    lost: bool = False

    def moved(self, place: Path | None, key: Key | None) -> "Choice":
        """Another choice of the same data folder."""
        return Choice(self.identity or secrets.token_hex(16), place, key)


def read(folder: Path) -> Choice:
    """The choice of a data folder; a file that cannot be understood is a choice lost, not one that was never made."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        place = Path(str(told["place"])) if told["place"] else None
        return Choice(str(told["identity"]), place, _key(told["key"]) if told["key"] else None)
    except FileNotFoundError:
        return Choice()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Choice(lost=True)


def write(folder: Path, choice: Choice) -> None:
    """Keep a choice; ``StorageError`` when the disk refuses."""
    told = {
        "identity": choice.identity,
        "place": str(choice.place) if choice.place is not None else "",
        "key": _told(choice.key) if choice.key is not None else None,
    }
    with disk_faults():
        part = folder / (NAME + PART)
        part.unlink(missing_ok=True)
        part.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
        part.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        replace_durably(part, folder / NAME)


def _told(key: Key) -> dict[str, object]:
    how = key.recipe
    return {
        "cost": how.cost,
        "block": how.block,
        "parallel": how.parallel,
        "salt": how.salt.hex(),
        "master": key.master.hex(),
    }


def _key(told: dict[str, str]) -> Key:
    how = Recipe(int(told["cost"]), int(told["block"]), int(told["parallel"]), bytes.fromhex(told["salt"]))
    return Key(how, bytes.fromhex(told["master"]))
