"""« Récents »: the last records looked at, remembered for each data folder by the window, never in the data."""

import hashlib
import json
from pathlib import Path
from typing import Final

from ..window_state import WindowState

Key = tuple[str, int]

MOST: Final = 10
KINDS: Final = frozenset(
    {"client", "contract", "dispute", "insurance_claim", "invoice", "mediation", "policy", "portage_company"}
)


class Recents:
    """The newest first; what cannot be read is as if it were not there."""

    def __init__(self, state: WindowState, folder: Path) -> None:
        self._state = state
        self._name = f"recent/{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"

    def note(self, kind: str, record_id: int) -> bool:
        """Put a record before the others; false for a kind that has no page of its own, which is left out."""
        if kind not in KINDS or record_id <= 0:
            return False
        kept = [(kind, record_id), *(one for one in self.all() if one != (kind, record_id))]
        self._state.set_text(self._name, json.dumps(kept[:MOST]))
        return True

    def all(self) -> list[Key]:
        """Kinds and ids, of records that may be gone since."""
        try:
            kept = json.loads(self._state.text(self._name, "[]"))
            return [(str(kind), int(record_id)) for kind, record_id in kept][:MOST]
        except (ValueError, TypeError):
            return []
