"""Killed in the middle of a real operation, the program finds all of it or nothing of it at the next start."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.insurance import Policy
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Mediator
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Dispute, Invoice, Profile
from litigedesk.domain.vocabulary import ClientKind, ComplaintChannel
from litigedesk.operations import clients, complaints, invoices, letters, mediators, policies
from litigedesk.store.check import examine, repair
from tests.bad_input import victim
from tests.bad_input.conftest import NOW
from tests.bad_input.witness import contents, faults

KILLS = 4  # for each kind of work, spread over its lines
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")
Rows = dict[str, list[tuple[object, ...]]]


def run(action: str, folder: Path, fatal: int) -> str:
    command = [sys.executable, victim.__file__, action, str(folder), str(fatal)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == (-9 if fatal else 0), done.stderr
    return done.stdout


def state(folder: Path) -> tuple[Rows, list[str]]:
    """What the next start finds, without the words that change from one run to the next."""
    with Desk.open(folder, lambda: NOW) as desk:
        found = examine(desk.db, desk.vault, desk.folder)
        assert all(finding.repairable for finding in found)
        assert all(repair(desk.db, desk.vault, finding) for finding in found)
        assert faults(desk) == []
        rows = contents(desk)
        assert all((folder / "fichiers" / str(row[1])[:2]).is_dir() for row in rows["stored_file"])
        return rows, [finding.code for finding in found]


@pytest.fixture
def new_client(desk: Desk) -> Callable[[str], Client]:
    """A consumer with one late invoice, to whom a reminder can leave as it is."""

    def make(name: str) -> Client:
        place = Address(client_id=0, street="3 rue du Port", postcode="29200", city="Brest")
        client = clients.save(desk, Client(kind=ClientKind.CONSUMER, name=name), [], [place]).value
        bill = Invoice(
            client_id=client.id or 0, number=f"F-{name}", title="Portrait", issued_on=date(2026, 9, 1),
            performed_on=date(2026, 8, 30), due_on=date(2026, 10, 1), net=Money.of(300), gross=Money.of(300),
        )  # fmt: skip
        invoices.save(desk, bill)
        return client

    return make


def complain(desk: Desk) -> None:
    """A policy, a consumer's complaint and a mediator, for the mediation and the claim to be killed in."""
    policies.save(desk, Policy(insurer="Mutuelle du Large"), [])
    client = clients.save(desk, Client(name="Nadia Ferrand", kind=ClientKind.CONSUMER)).value
    opened = Dispute(client_id=client.id or 0, opened_on=date(2026, 11, 2))
    told = Complaint(dispute_id=0, received_on=date(2026, 11, 2), channel=ComplaintChannel.EMAIL, grievance="Retard.")
    complaints.open_dispute(desk, opened, told)
    mediators.save(desk, Mediator(name="Médiation des Marées"))


@pytest.mark.parametrize(
    "action",
    ["letter", "payment", "delete", "restore", "mediation", "evidence", "procedure", "agreement", "words"],
)
def test_all_of_it_or_nothing_of_it(desk: Desk, unpaid: Dispute, tmp_path: Path, action: str) -> None:
    letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", victim.CHOICES)
    complain(desk)
    desk.close()
    allowed: list[Rows] = [state(desk.folder)[0]]
    whole = tmp_path / "whole"
    shutil.copytree(desk.folder, whole)
    lines = int(run(action, whole, 0))
    allowed.append(state(whole)[0])
    bounds = [lines * part // KILLS for part in range(KILLS + 1)]
    for part in range(KILLS):
        fatal = random.randint(bounds[part] + 1, bounds[part + 1])
        folder = tmp_path / f"killed-{fatal}"
        shutil.copytree(desk.folder, folder)
        run(action, folder, fatal)
        rows, codes = state(folder)
        assert set(codes) <= {"file-orphan", "temporary-file"}, f"{action}, line {fatal}"
        if action == "restore":  # three steps: each of them may be the last
            payments = len(rows["payment"]) + len(rows["trash"])
            assert payments in {0, 1}
            lines_of_payments = [row for row in rows["event"] if "Paiement reçu" in str(row)]
            assert len(lines_of_payments) == len(rows["payment"])
        else:
            assert rows in allowed, f"{action}, line {fatal} of {lines}"


def test_killed_among_many_reminders_each_is_whole_or_not_begun(
    desk: Desk, me: Profile, new_client: Callable[[str], Client], tmp_path: Path
) -> None:
    """A letter comes with its two files, its line and its dates, in the dispute opened for it."""
    for name in ("Jeanne Martin", "Paul Guérin", "Léa Morel"):
        new_client(name)
    desk.close()
    whole = tmp_path / "whole"
    shutil.copytree(desk.folder, whole)
    lines, filed = int(run("batch", whole, 0)), set()
    for part in range(KILLS):
        folder = tmp_path / f"killed-{part}"
        shutil.copytree(desk.folder, folder)
        run("batch", folder, random.randint(lines * part // KILLS + 1, lines * (part + 1) // KILLS))
        rows, codes = state(folder)
        assert set(codes) <= {"file-orphan", "temporary-file"}
        count = len(rows["letter"])
        filed.add(count)
        assert [len(rows[table]) for table in ("dispute", "event", "deadline", "stored_file")] == [
            count, 2 * count, 2 * count, 2 * count
        ]  # fmt: skip
    assert len(filed) > 1
