"""Questions about many records at once, whose ids are handed over as one JSON list."""

from typing import Final

AMONG: Final = "IN (SELECT value FROM json_each(?))"
