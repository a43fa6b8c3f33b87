"""The law from the command line, as people and scripts call it."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litigedesk.__main__ import main

ROOT = Path(__file__).parents[2]
FIRST_EXAMPLE = (
    "interest", "--client", "professional", "--principal", "1000.00", "--due", "2024-11-15", "--until", "2025-03-01",
)  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as installed, on a console that speaks no UTF-8 by itself."""
    return subprocess.run(
        [sys.executable, "-m", "litigedesk", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def in_process(*arguments: str, today: date = date(2026, 11, 22)) -> Any:
        assert main(["--json", *arguments], today) == 0
        return json.loads(capsys.readouterr().out)

    return in_process


# ---- the real program ------------------------------------------------------------------------------------------------
def test_the_first_worked_example_as_json() -> None:
    done = run("--json", *FIRST_EXAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert {key: data[key] for key in ("principal", "interest", "fixed_fee", "paid", "total_due", "per_day")} == {
        "principal": "1000.00",
        "interest": "39.58",
        "fixed_fee": "40.00",
        "paid": "0.00",
        "total_due": "1079.58",
        "per_day": "0.36",
    }
    first, second = data["segments"]
    assert (first["from"], first["to"], first["days"], first["rate"], first["amount"]) == (
        "2024-11-16", "2024-12-31", 46, "14.25", "17.96",
    )  # fmt: skip
    assert second["source"]
    assert data["warnings"] == []


def test_without_json_the_answer_is_french_text_in_utf8() -> None:
    done = run(*FIRST_EXAMPLE)
    assert done.returncode == 0
    assert "Intérêts\u00a0: 39,58\u00a0€" in done.stdout
    assert "14,25\u202f%" in done.stdout
    assert "Pourquoi" in done.stdout


def test_a_missing_half_year_is_one_french_sentence_and_status_1() -> None:
    done = run(
        "interest", "--client", "professional", "--principal", "1000", "--due", "2026-11-15", "--until", "2027-01-01"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "2027-S1" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_told_in_french_with_status_2() -> None:
    done = run("interest", "--client", "professional")
    assert done.returncode == 2
    assert "utilisation" in done.stderr
    assert "il manque\u00a0: --principal, --due, --until" in done.stderr


def test_help_is_in_french_and_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "litigedesk", "--help"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("utilisation")
    assert "interest" in done.stdout
    loaded = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert not loaded & {"PySide6", "holidays", "jinja2", "docx", "reportlab", "stdnum", "pypdfium2", "markdown_it"}


# ---- the same, within the test ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arguments", "interest", "total"),
    [
        ("--client professional --principal 2500 --due 2026-05-31 --until 2026-11-22", "148.12", "2688.12"),
        ("--client professional --principal 1500 --due 2025-04-30 --until 2025-09-15 --clause 3x", "54.10", "1594.10"),
        (
            "--client consumer --principal 800 --due 2026-01-31 --until 2026-08-20 --formal-notice 2026-03-10",
            "9.51",
            "809.51",
        ),
        ("--client public --principal 10000 --due 2025-06-19 --until 2025-09-01", "226.05", "10266.05"),
        (
            "--client professional --principal 1000 --due 2023-12-31 --until 2024-12-31 --basis actual",
            "143.74",
            "1183.74",
        ),
        ("--client professional --principal 1000 --due 2026-03-15 --until 2026-03-15", "0.00", "1000.00"),
        (
            "--client professional --principal 1000 --due 15/11/2024 --until 01/03/2025 --payment 2024-12-31:300",
            "33.48",
            "773.48",
        ),
    ],
)
def test_interest(call: Any, arguments: str, interest: str, total: str) -> None:
    found = call("interest", *arguments.split())
    assert (found["interest"], found["total_due"]) == (interest, total)


def test_json_may_be_asked_for_after_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["deadline", "withdrawal", "--from", "2026-12-11", "--json", "--data", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["date"] == "2026-12-28"


def test_deadline(call: Any) -> None:
    found = call("deadline", "injonction-opposition", "--from", "2026-01-31")
    assert (found["rule"], found["from"], found["date"], found["raw_date"]) == (
        "injonction-opposition", "2026-01-31", "2026-03-02", "2026-02-28",
    )  # fmt: skip
    assert found["steps"]
    assert "1416" in found["source"]


def test_deadline_with_the_date_of_the_order_and_a_number_of_days(call: Any) -> None:
    served = ("--from", "2026-10-15", "--order-date", "2026-09-10")
    assert call("deadline", "injonction-enforceable", *served)["date"] == "2026-12-16"
    assert call("deadline", "working-days", "--from", "2026-05-08", "--days", "5")["date"] == "2026-05-18"


def test_limitation_with_events(call: Any) -> None:
    found = call(
        "limitation", "--claim", "consumer", "--from", "2024-11-22",
        "--event", "registered-letter:2025-02-01", "--event", "served:2025-06-15",
        "--event", "suspended:2026-01-01:2026-02-01",
    )  # fmt: skip
    assert (found["date"], found["safe_date"]) == ("2027-07-16", "2027-07-15")
    assert any("n’interrompt pas" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("arguments", "interest"),
    [
        ("--due 2026-03-01 --until 2026-01-15", "0.00"),
        ("--due 2026-01-15 --until 2026-03-01 --clause 3X", "9.69"),
        ("--due 2026-01-15 --until 2026-03-01 --clause 12,5", "15.41"),
        ("--due 2026-01-15 --until 2026-03-01 --clause 0", "0.00"),
        ("--due 2026-01-15 --until 2026-03-01 --clause 100%", "123.29"),
    ],
)
def test_unusual_arguments_that_make_sense(call: Any, arguments: str, interest: str) -> None:
    found = call("interest", "--client", "professional", "--principal", "1000", *arguments.split())
    assert found["interest"] == interest


def test_a_recognition_shows_the_prudent_limit_in_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    words = "limitation --claim consumer --from 2024-11-22 --event recognised:2025-03-01"
    assert main(words.split(), date(2026, 11, 22)) == 0
    shown = capsys.readouterr().out.splitlines()[:3]
    assert shown[0].endswith("lundi 1er\u00a0mars\u00a02027 à 24\u00a0heures")
    assert shown[2].endswith("dimanche 22\u00a0novembre\u00a02026")


def test_rates_say_until_when_they_are_complete(call: Any) -> None:
    found = call("rates")
    assert (found["complete_until"], found["expires_soon"]) == ("2026-12-31", False)
    last = found["rates"][-1]
    assert (last["half"], last["refi"], last["pro"], last["default"], last["floor"], last["public"]) == (
        "2026-S2", "2.40", "2.75", "12.40", "8.25", "10.40",
    )  # fmt: skip
    assert call("rates", today=date(2026, 12, 1))["expires_soon"] is True


def test_holidays_of_a_region(call: Any) -> None:
    found = call("holidays", "2026", "--region", "alsace-moselle")
    assert {"date": "2026-12-26", "name": "Saint-Étienne", "local": True} in found
    assert len(call("holidays", "2026")) == 11


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("deadline working-days --from 2026-11-22", "nombre de jours"),
        ("deadline injonction-enforceable --from 2026-11-22", "date de l’ordonnance"),
        ("holidays 2500", "2100"),
        ("limitation --claim consumer --from 2024-11-22 --event suspended:2025-02-01:2025-01-01", "finir avant"),
    ],
)
def test_what_the_law_refuses_is_said_in_french(capsys: pytest.CaptureFixture[str], arguments: str, said: str) -> None:
    assert main(arguments.split()) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("nonsense", "n’est pas dans la liste"),
        ("deadline nonsense --from 2026-11-22", "n’est pas dans la liste"),
        ("deadline withdrawal --from 2026-02-30", "n’est pas une date"),
        ("deadline withdrawal --from 0026-02-01", "année"),
        ("deadline withdrawal --from", "il manque la valeur"),
        ("deadline withdrawal --from 2026-02-01 --nonsense", "arguments inconnus"),
        ("deadline calendar-days --from 2026-02-01 --days cinq", "nombre de jours"),
        ("interest --client unknown", "n’est pas dans la liste"),
        ("interest --principal 10.001", "n’est pas une somme"),
        ("interest --principal 0", "supérieure à zéro"),
        ("interest --principal -5", "supérieure à zéro"),
        ("interest --clause douze", "n’est pas un taux"),
        ("interest --clause NaN", "n’est pas un taux"),
        ("interest --clause 1e1", "n’est pas un taux"),
        ("interest --clause -1", "n’est pas un taux"),
        ("interest --clause 101", "n’est pas un taux"),
        ("interest --principal 1e5", "n’est pas une somme"),
        ("interest --principal 100000000000", "n’est pas une somme"),
        ("interest --until 9999-12-31", "année"),
        ("interest --payment 2026-01-01:", "n’est pas une somme"),
        ("interest --payment :5", "n’est pas une date"),
        ("interest --payment 2026-01-01:-5", "supérieure à zéro"),
        ("holidays abc", "n’est pas une année"),
        ("holidays 20266", "n’est pas une année"),
        ("deadline working-days --days 9999999", "nombre de jours"),
        ("limitation --event served:", "n’est pas une date"),
        ("interest --payment 2026-01-01", "DATE:SOMME"),
        ("limitation --event served:2026-01-01:2026-01-02", "served:DATE"),
        ("limitation --event suspended:2026-01-01", "suspended:DATE:DATE"),
        ("limitation --event dreamt:2026-01-01", "n’est pas une nature connue"),
    ],
)
def test_wrong_arguments_are_told_in_french(capsys: pytest.CaptureFixture[str], arguments: str, said: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments.split())
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
