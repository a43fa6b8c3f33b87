"""Pins the migration scripts at a release: ``python tests/store/pin_migrations.py``.

Adds the hash of each script not yet pinned; refuses when a pinned one has changed, for users' files were already made by it. Then
keep a data file of that release as ``tests/store/old/NNNN.sqlite`` (the demo's is a good one), NNNN being its last script.
"""

import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HASHES = Path(__file__).with_name("migration_hashes.json")


def main() -> int:
    pinned = json.loads(HASHES.read_text(encoding="utf-8"))
    for script in sorted((ROOT / "litigedesk" / "store" / "migrations").glob("*.sql")):
        found = hashlib.sha256(script.read_text(encoding="utf-8").encode()).hexdigest()
        if pinned.setdefault(script.name, found) != found:
            sys.stderr.write(f"{script.name} was released and must not change: add a new script instead\n")
            return 1
    HASHES.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
