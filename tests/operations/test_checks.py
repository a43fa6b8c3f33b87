"""Each thing that a check looks for is found when it is wrong, then mended or set aside, and comes back by undo."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from litigedesk.__main__ import main
from litigedesk.desk import Desk
from litigedesk.operations import checks, plans
from litigedesk.operations.checks import Severity
from litigedesk.queries import cases
from litigedesk.queries import plans as plan_queries
from litigedesk.rules.plans import StepState
from tests.folders import demo_folder

NOW = datetime(2026, 11, 22, 9, 0)
OPEN = "(SELECT id FROM dispute WHERE stage <> 'closed' AND kind = 'unpaid' ORDER BY id LIMIT 1)"
CLOSED = "(SELECT id FROM dispute WHERE stage = 'closed' ORDER BY id LIMIT 1)"
PAID = "(SELECT invoice_id FROM payment ORDER BY id LIMIT 1)"

# What makes each rule object, written behind the program's back.
BROKEN: dict[str, tuple[str, ...]] = {
    "invoice-overpaid": (
        f"UPDATE payment SET amount = 99999999 WHERE id = (SELECT max(id) FROM payment WHERE invoice_id = {PAID})",
    ),
    "payment-long-before": ("UPDATE payment SET paid_on = '2020-01-01' WHERE id = (SELECT min(id) FROM payment)",),
    "payment-in-future": ("UPDATE payment SET paid_on = '2027-01-01' WHERE id = (SELECT min(id) FROM payment)",),
    "credit-above-invoice": (
        "INSERT INTO invoice (client_id, kind, number, title, issued_on, due_on, net, vat, gross, credited_invoice_id, notes) "
        "SELECT client_id, 'credit-note', 'AV-9', '', issued_on, due_on, gross + 1, 0, gross + 1, id, '' FROM invoice WHERE id = 1",
    ),
    "agreement-sum": (
        "UPDATE instalment SET amount = amount + 1 WHERE agreement_id IN (SELECT id FROM agreement WHERE outcome IS NULL)",
    ),
    "invoice-due-first": ("UPDATE invoice SET due_on = '2000-01-01' WHERE id = 1",),
    "contract-ends-first": ("UPDATE contract SET starts_on = '2026-03-01', ends_on = '2026-02-01' WHERE id = 1",),
    "letter-received-first": (
        "UPDATE letter SET sent_on = '2026-03-02', received_on = '2026-03-01', presented_on = NULL WHERE id = 1",
    ),
    "deadline-unowned": (
        "INSERT INTO deadline (title, due_on, reason, clock, computed_on) "
        "VALUES ('Suite', '2027-01-01', '', 'result', '2027-01-01')",
    ),
    "clock-behind": (
        "UPDATE deadline SET computed_on = '2029-01-01', due_on = '2029-01-01' WHERE id = (SELECT l.id FROM deadline l "
        "JOIN dispute d ON d.id = l.dispute_id WHERE d.stage <> 'closed' AND l.clock = 'complaint-answer' LIMIT 1)",
    ),
    "contract-clock-behind": (
        "UPDATE deadline SET computed_on = '2029-01-01', due_on = '2029-01-01' WHERE contract_id IS NOT NULL AND clock IS NOT NULL",
    ),
    "claim-clock-behind": (
        "UPDATE deadline SET computed_on = '2029-01-01', due_on = '2029-01-01' WHERE insurance_claim_id IS NOT NULL",
    ),
    "limitation-behind": ("DELETE FROM deadline WHERE clock = 'limitation' AND dispute_id = " + OPEN,),
    "closed-with-deadlines": (
        f"INSERT INTO deadline (dispute_id, title, due_on, reason) VALUES ({CLOSED}, 'Rappeler', '2027-01-01', '')",
    ),
    "letter-without-file": ("UPDATE letter SET docx_file_id = NULL, pdf_file_id = NULL WHERE id = 1",),
    "invoice-of-another": (
        f"UPDATE dispute SET client_id = (SELECT max(id) FROM client) WHERE id = {OPEN}",
    ),
    "contract-of-another": (
        "UPDATE contract SET client_id = (SELECT max(id) FROM client) "
        "WHERE id = (SELECT contract_id FROM invoice WHERE contract_id IS NOT NULL LIMIT 1)",
    ),
    "credit-of-another": (
        "INSERT INTO invoice (client_id, kind, number, title, issued_on, due_on, net, vat, gross, credited_invoice_id, notes) "
        "SELECT (SELECT max(id) FROM client), 'credit-note', 'AV-9', '', issued_on, due_on, 1, 0, 1, id, '' "
        "FROM invoice WHERE id = 1",
    ),
    "invoice-number-twice": ("UPDATE invoice SET number = (SELECT lower(number) FROM invoice WHERE id = 1) WHERE id = 2",),
    "piece-number-twice": (
        "UPDATE piece SET number = (SELECT q.number FROM piece q WHERE q.dispute_id = piece.dispute_id AND q.id < piece.id "
        "LIMIT 1) WHERE id = (SELECT max(id) FROM piece WHERE dispute_id = (SELECT dispute_id FROM piece "
        "WHERE dispute_id IS NOT NULL GROUP BY dispute_id HAVING count(*) > 1 LIMIT 1))",
    ),
    "client-nameless": ("UPDATE client SET name = ' ' WHERE id = 1",),
    "client-twice": ("UPDATE client SET siret = (SELECT siret FROM client WHERE siret <> '' LIMIT 1) WHERE siret = ''",),
    "setting-unknown": ("INSERT INTO setting (key, value) VALUES ('old.thing', '1')",),
    "dispute-stuck": (),  # has its own test
    "dispute-paid": (
        f"INSERT INTO payment (invoice_id, paid_on, amount, method, note) SELECT id, issued_on, gross, 'transfer', '' FROM invoice "
        f"WHERE dispute_id = {OPEN}",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contrôle") / "exemple"
    demo_folder(folder, NOW)
    return folder


@pytest.fixture
def folder(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example, tmp_path / "données"))


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with Desk.open(folder, lambda: NOW) as opened:
        yield opened


@pytest.fixture
def records(example: Path, tmp_path: Path) -> Iterator[Desk]:
    """The records alone: no kept file is copied, and each is found to be missing."""
    folder = tmp_path / "fiches"
    folder.mkdir()
    shutil.copy(example / "litigedesk.sqlite", folder)
    with Desk.open(folder, lambda: NOW) as opened:
        yield opened


def write_behind(folder: Path, *commands: str) -> None:
    with closing(sqlite3.connect(folder / "litigedesk.sqlite", isolation_level=None)) as other:
        for command in commands:
            assert other.execute(command).rowcount > 0, command


def test_every_rule_is_broken_here() -> None:
    assert set(BROKEN) == set(checks.RULES)
    assert len(BROKEN) >= 12


def test_an_example_in_order_has_no_finding_and_tells_what_was_looked_at(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []
    found = checks.examine(desk, progress=lambda done, total, _words: steps.append((done, total)))
    assert (found.remarks, found.ignored) == ((), ())
    assert found.files > 50
    assert found.records > 300
    assert steps == [(done, len(steps)) for done in range(len(steps))]


def test_bringing_many_disputes_up_to_date_is_told_and_given_up_on_the_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("litigedesk.operations.checks.disputes.SLICE", 1)
    monkeypatch.setattr("litigedesk.standing.standing.READ", 0)
    told: list[str] = []

    def progress(_done: int, _total: int, words: str) -> None:
        told.append(words)

    with Desk.open(desk.folder, desk.now, read_only=True) as there, pytest.raises(checks.Cancelled):
        checks.examine(there, progress=progress, cancelled=lambda: bool(told) and told[-1].startswith("Mise"))
    assert told[-1].startswith("Mise à jour des dossiers, 1 sur ")
    assert there.standing._lacking[True]


@pytest.mark.parametrize("code", [code for code, commands in BROKEN.items() if commands])
def test_what_is_wrong_is_found_then_mended_or_set_aside(records: Desk, code: str) -> None:
    desk = records
    write_behind(desk.folder, *BROKEN[code])
    found = [one for one in checks.examine(desk).remarks if one.code == code]
    assert found, code
    for remark in found:
        assert remark.sentence[0].isupper()
        assert remark.sentence.endswith((".", "?"))
        step = checks.repair(desk, remark) if remark.repairable else checks.ignore(desk, remark)
        assert step.value is not False
        assert "ignored_finding" in step.changed or remark.repairable
    after = checks.examine(desk)
    assert [one for one in after.remarks if one.code == code] == []
    aside = [one for one in after.ignored if one.code == code]
    assert len(aside) == sum(not one.repairable for one in found)
    desk.undo()
    assert [one for one in checks.examine(desk).remarks if one.code == code] != []


def test_a_dispute_whose_plan_is_over_and_that_waits_for_nothing_is_told(desk: Desk) -> None:
    dispute_id = desk.db.value(f"SELECT {OPEN}")
    steps = plan_queries.view(desk, cases.read(desk, dispute_id, desk.today()), desk.today()).steps
    for view in steps[:-1]:
        if view.state is not StepState.DONE:
            plans.skip(desk, dispute_id, view.step.key)
    [remark] = checks.examine(desk).remarks
    assert (remark.code, remark.opens, remark.severity) == (
        "dispute-stuck",
        ("dispute", dispute_id),
        Severity.OVERSIGHT,
    )
    checks.ignore(desk, remark)
    assert checks.examine(desk).remarks == ()
    checks.heed(desk, remark)
    assert checks.examine(desk).remarks == (remark,)


def test_what_was_set_aside_comes_back_once_it_is_no_longer_the_same(desk: Desk, folder: Path) -> None:
    write_behind(folder, *BROKEN["payment-in-future"])
    [remark] = checks.examine(desk).remarks
    checks.ignore(desk, remark)
    assert checks.examine(desk).remarks == ()
    write_behind(folder, "UPDATE payment SET paid_on = '2028-01-01' WHERE id = (SELECT min(id) FROM payment)")
    [again] = checks.examine(desk).remarks
    assert again.subject != remark.subject


def test_everything_that_can_be_mended_is_mended_in_one_step(desk: Desk, folder: Path) -> None:
    write_behind(folder, *BROKEN["setting-unknown"], *BROKEN["closed-with-deadlines"], *BROKEN["client-nameless"])
    (folder / "fichiers" / "0123.part").write_bytes(b"half")
    found = checks.examine(desk)
    assert {one.code for one in found.repairable} == {"setting-unknown", "closed-with-deadlines", "temporary-file"}
    assert checks.repair_all(desk, found.repairable).value
    assert [one.code for one in checks.examine(desk).remarks] == ["client-nameless"]
    desk.undo()
    assert {one.code for one in checks.examine(desk).repairable} == {"setting-unknown", "closed-with-deadlines"}


def test_a_check_given_up_stops_between_two_files(desk: Desk) -> None:
    asked: list[None] = []

    def after_three() -> bool:
        asked.append(None)
        return len(asked) > 3

    with pytest.raises(checks.Cancelled):
        checks.examine(desk, cancelled=after_three)
    assert len(asked) == 4


def test_the_report_names_nobody(desk: Desk, folder: Path) -> None:
    write_behind(folder, *BROKEN["client-twice"], *BROKEN["payment-in-future"])
    names = [row["name"] for row in desk.db.rows("SELECT name FROM client")]
    text = "\n".join(checks.report(checks.examine(desk), "1.0"))
    assert "payment-in-future" in text
    assert [name for name in names if name in text] == []


def test_the_command_lists_what_was_set_aside_without_failing_for_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_behind(folder, *BROKEN["client-nameless"], *BROKEN["setting-unknown"])

    def told(*words: str) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        status = main(["--data", str(folder), "--json", "check", *words], today=NOW.date())
        return status, json.loads(capsys.readouterr().out)

    status, data = told("--repair")
    assert (status, data["ok"]) == (1, False)
    repaired = {one["code"]: one["repaired"] for one in data["findings"]}
    assert repaired == {"client-nameless": False, "setting-unknown": True}
    with Desk.open(folder, lambda: NOW) as desk:
        [remark] = checks.examine(desk).remarks
        checks.ignore(desk, remark)
    status, data = told()
    assert (status, data["ok"]) == (0, True)
    [finding] = data["findings"]
    assert finding == {"code": "client-nameless", "sentence": remark.sentence, "repaired": False, "ignored": True}
