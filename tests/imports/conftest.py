"""An empty folder that imports are tried in, and a way to bring a text or bytes in as a file."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.records import Profile
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.imports import Choices, ColumnMapping, Plan
from litigedesk.operations import imports as operations
from litigedesk.operations import profile
from tests.folders import new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with new_desk(tmp_path / "données", lambda: datetime(2026, 11, 22, 9, 0)) as opened:
        profile.save(opened, Profile(name="Camille Roussel", siret="00010001600013"))
        yield opened


@pytest.fixture
def planned(desk: Desk, tmp_path: Path) -> Callable[..., Plan]:
    """Reads a file and plans its import, as the wizard does without any correction."""

    def make(content: str | bytes, kind: ImportKind, name: str = "export.csv", **mapped: str) -> Plan:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        source = imports.read_source([path])
        mapping: ColumnMapping = imports.propose_mapping(desk, source, kind)
        for column, key in mapped.items():
            mapping = mapping.with_field(source.columns.index(column), key)
        return imports.plan(desk, source, kind, mapping)

    return make


@pytest.fixture
def imported(desk: Desk, planned: Callable[..., Plan]) -> Callable[..., tuple[int, int, dict[int, str]]]:
    """The same, done: how many records were added and changed, and the reasons of the lines refused."""

    def run(
        content: str | bytes, kind: ImportKind, name: str = "export.csv", choices: Choices | None = None
    ) -> tuple[int, int, dict[int, str]]:
        batch = operations.apply(desk, planned(content, kind, name), choices or Choices()).value
        refused = operations.refused(desk, batch.id) if batch.id is not None else []
        return batch.added, batch.updated, {line.line: line.reason for line in refused}

    return run
