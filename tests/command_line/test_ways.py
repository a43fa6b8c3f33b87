"""The command ``ways``: what is open in a dispute, for machines and for people."""

import json
from datetime import date
from pathlib import Path

import pytest

from litigedesk.__main__ import main

TODAY = date(2026, 11, 22)


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([str(word) for word in words], today=TODAY)
    seen = capsys.readouterr()
    return status, seen.out, seen.err


def test_the_ways_of_a_dispute_are_told_with_their_conditions_and_an_unknown_dispute_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "exemple"
    assert run(capsys, "demo", data, "--clients", "3")[0] == 0
    status, told, _ = run(capsys, "--data", data, "--json", "ways", "--dispute", "1")
    found = {one["way"]: one for one in json.loads(told)}
    assert status == 0
    assert len(found) == 10
    assert found["uncontested-commercial-claims"]["disabled"]
    assert all(line["source"] for one in found.values() for line in one["conditions"])
    assert {one["verdict"] for one in found.values()} <= {"met", "failed", "ask"}
    status, told, _ = run(capsys, "--data", data, "ways", "--dispute", "1")
    assert status == 0
    assert "Injonction de payer" in told
    status, _, error = run(capsys, "--data", data, "ways", "--dispute", "999")
    assert (status, error.count("\n")) == (1, 1)
