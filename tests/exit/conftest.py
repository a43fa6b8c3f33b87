"""The invented example, made once, with a record in every table; tests that write take a copy of it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain import records, upkeep
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.plan import PlanChange, PlanChangeKind
from litigedesk.domain.vocabulary import EventKind, ImportKind
from litigedesk.domain.wording import Wording
from litigedesk.operations import clients
from litigedesk.settings import PASSWORD
from tests.folders import demo_folder

NOW = datetime(2026, 11, 26, 9, 0)
HOSTILE = '<script>alert("é")</script> & <b>Cie</b>'
FORMULA = "=cmd|' /C calc'!A0"
SECRET = "scrypt$16384$8$1$c2VjcmV0"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with every story, and at least one record in every table; to be read only."""
    folder = tmp_path_factory.mktemp("exemple") / "données"
    demo_folder(folder, NOW)
    with Desk.open(folder, lambda: NOW) as desk:
        _complete(desk)
    return folder


def _complete(desk: Desk) -> None:
    gone = clients.save(desk, records.Client(name="Client jeté", email="jete@exemple.example")).value
    clients.save(desk, records.Client(name=HOSTILE, notes=FORMULA))
    clients.delete(desk, gone.id or 0)
    day = date(2026, 11, 20)
    with desk.db.transaction("Exemple complété"):
        batch = desk.table(upkeep.ImportBatch).insert(
            upkeep.ImportBatch(kind=ImportKind.CLIENTS, file_name="clients.csv", imported_on=day, added=1, updated=0)
        )
        for record in (
            upkeep.RefusedLine(import_batch_id=batch.id or 0, line=3, reason="Sans nom", content='["", "x"]'),
            upkeep.ImportMapping(kind=ImportKind.CLIENTS, fingerprint="nom;ville", columns="{}", used_on=day),
            upkeep.SavedList(list="clients", name="Les pros", question="{}"),
            upkeep.IgnoredFinding(code="file-orphan", subject="x", ignored_on=day),
            PlanChange(dispute_id=1, plan="p", step="s", kind=PlanChangeKind.SKIPPED, changed_on=day),
            Wording(template="relance-amiable", body="Bonjour", ours="Bonjour,", changed_on=day),
            records.UserRate(
                half="2027-S1", refi=Decimal("2.15"), legal_professional=Decimal("2.76"), source="x", read_on=day
            ),
            records.Setting(key=PASSWORD, value=SECRET),
            records.Setting(key="reminder.first", value="5"),
            records.Event(dispute_id=1, kind=EventKind.CALL, happened_on=day, title=HOSTILE, body=FORMULA),
        ):
            desk.table(type(record)).insert(record)
        for claim in desk.table(InsuranceClaim).all():
            if claim.client_id is not None:
                new = records.Dispute(client_id=claim.client_id, reference=f"LIT-2026-9{claim.id:02}", opened_on=day)
                dispute = desk.table(records.Dispute).first(client_id=claim.client_id)
                dispute = dispute or desk.table(records.Dispute).insert(new)
                desk.table(InsuranceClaim).update(replace(claim, dispute_id=dispute.id))


@pytest.fixture
def copy(example: Path, tmp_path: Path) -> Path:
    """A copy of the example, to be changed."""
    return Path(shutil.copytree(example, tmp_path / "données"))


@pytest.fixture
def desk(copy: Path) -> Iterator[Desk]:
    with Desk.open(copy, lambda: NOW) as opened:
        yield opened
