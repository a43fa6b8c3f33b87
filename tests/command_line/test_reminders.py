"""The command ``reminders``: what would leave, then everything filed and printed, or nothing."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from litigedesk.__main__ import main
from litigedesk.desk import Desk
from litigedesk.domain.records import Letter

TODAY = date(2026, 11, 22)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "exemple"
    assert main(["demo", str(folder), "--clients", "6"], today=TODAY) == 0
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([str(word) for word in words], today=TODAY)
    seen = capsys.readouterr()
    return status, seen.out, seen.err


def letters_in(folder: Path) -> int:
    with Desk.open(folder, lambda: datetime(2026, 11, 22, 9)) as desk:
        return desk.table(Letter).count()


def test_a_dry_run_says_what_would_leave_and_writes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told, _ = run(capsys, "--data", data, "--json", "reminders", "--dry-run", "--all")
    found = json.loads(told)
    assert status == 0
    assert found["letters"] == sum(one["chosen"] for one in found["lines"]) > 0
    assert all(one["in_the_way"] for one in found["lines"] if not one["may_leave"])
    assert letters_in(data) == 0


def test_every_letter_is_filed_and_stands_in_one_pdf(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "relances.pdf"
    status, told, _ = run(capsys, "--data", data, "--json", "reminders", "--all", "--out", out)
    found = json.loads(told)
    assert status == 0
    assert letters_in(data) == found["letters"] == len(PdfReader(out).outline) > 0


def test_when_the_file_cannot_be_written_nothing_is_filed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, said = run(capsys, "--data", data, "reminders", "--all", "--out", tmp_path / "parti" / "relances.pdf")
    assert status == 1
    assert "n’existe pas" in said
    assert letters_in(data) == 0
    status, _, said = run(capsys, "--data", data, "reminders")
    assert status == 1
    assert "--dry-run" in said
