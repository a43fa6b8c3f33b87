"""The half-years a user added, as the commands about the law see them: read, never written."""

import json
import sqlite3
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from litigedesk import paths
from litigedesk.__main__ import main
from litigedesk.desk import DATABASE_NAME, Desk
from litigedesk.domain.records import UserRate

NOW = datetime(2026, 12, 28, 9)
ADDED = UserRate(
    half="2027-S1",
    refi=Decimal("2.65"),
    legal_professional=Decimal("2.81"),
    source="arrêté lu au Journal officiel",
    read_on=date(2026, 12, 27),
)
INTO_2027 = [
    "interest", "--client", "professional", "--principal", "1000", "--due", "2026-12-31", "--until", "2027-01-10",
]  # fmt: skip


def open_desk(folder: Path) -> Desk:
    return Desk.open(folder, lambda: NOW)


def add(desk: Desk, rate: UserRate = ADDED) -> None:
    with desk.db.transaction("Ajouter un semestre"):
        desk.table(UserRate).insert(rate)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_desk(tmp_path / "données") as desk:
        add(desk)
    return tmp_path / "données"


def seen(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, Any, str]:
    capsys.readouterr()
    status = main(["--json", *map(str, words)], NOW.date())
    printed = capsys.readouterr()
    return status, json.loads(printed.out) if printed.out else None, printed.err


def test_rates_mark_the_half_years_added_by_the_user(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found, _ = run(capsys, "--data", folder, "rates")
    assert (status, found["complete_until"], found["expires_soon"]) == (0, "2027-06-30", False)
    last = found["rates"][-1]
    assert (last["half"], last["origin"], last["default"], last["part"]) == ("2027-S1", "user", "12.65", None)
    assert main(["--data", str(folder), "rates"], NOW.date()) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if "ajouté par vous" in line] == [
        line for line in printed if line.startswith("2027-S1")
    ]


def test_interest_uses_them_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found, _ = run(capsys, *INTO_2027, "--data", folder)
    assert (status, found["interest"]) == (0, "3.47")  # 1 000 × 12.65 % × 10 ÷ 365
    assert any("ajouté par vous" in warning for warning in found["warnings"])


def test_the_users_own_folder_serves_when_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with open_desk(paths.default_data_folder()) as desk:
        add(desk)
    assert run(capsys, *INTO_2027)[0] == 0


def test_reading_changes_nothing_and_leaves_nothing_behind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = seen(folder)
    assert run(capsys, "rates", "--data", folder)[0] == 0
    assert seen(folder) == before


def test_the_window_may_be_open_on_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_desk(folder) as desk:
        add(desk, UserRate(**{**vars(ADDED), "half": "2027-S2"}))
        status, found, _ = run(capsys, "rates", "--data", folder)
        assert (status, found["complete_until"]) == (0, "2027-12-31")
        add(desk, UserRate(**{**vars(ADDED), "half": "2028-S1"}))


@pytest.mark.parametrize("command", [["rates"], INTO_2027])
def test_a_folder_that_is_not_there_is_never_made(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "ailleurs"
    status, _, err = run(capsys, *command, "--data", missing)
    assert (status, "2027-S1" in err) == ((0, False) if command == ["rates"] else (1, True))
    assert not missing.exists()
    assert not paths.default_data_folder().exists()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(5000)])
def test_a_damaged_file_is_one_french_sentence(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(content)
    status, found, err = run(capsys, "rates", "--data", tmp_path)
    assert (status, found) == (1, None)
    assert "restaurez une sauvegarde" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "damage", ["DROP TABLE user_rate", "UPDATE user_rate SET refi = 'beaucoup'", "UPDATE user_rate SET read_on = '?'"]
)
def test_records_that_cannot_be_read_are_damage_too(
    folder: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = sqlite3.connect(folder / DATABASE_NAME)
    with connection:
        connection.execute(damage)
    connection.close()
    status, _, err = run(capsys, "rates", "--data", folder)
    assert (status, err.count("\n")) == (1, 1)
    assert "endommagé" in err


def test_data_of_a_later_version_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(folder / DATABASE_NAME)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    status, _, err = run(capsys, "rates", "--data", folder)
    assert (status, "version plus récente" in err) == (1, True)


def test_dates_need_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"not a database")
    assert run(capsys, "deadline", "withdrawal", "--from", "2026-12-11", "--data", tmp_path)[0] == 0
