"""The shipped law is whole; a damaged file is refused, not half read."""

import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from litigedesk import paths
from litigedesk.errors import BugError
from litigedesk.rules.kinds import DeadlineName, LimitationClaim
from litigedesk.rules.law import Law, load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.resources() / "law", tmp_path / "law"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_of_the_files_reads_like_the_shipped_ones(copy: Path, law: Law) -> None:
    assert load(copy) == law


NOT_IN_FORCE_BETWEEN_DATES = {
    "claim_pieces.toml",
    "evidence.toml",
    "holidays.toml",
    "mediators.toml",
    "mediation_offers.toml",
    "upcoming.toml",
}


def test_every_row_of_law_is_dated_and_sourced() -> None:
    for path in sorted((paths.resources() / "law").glob("*.toml")):
        if path.name == "watch.toml":
            continue
        for rows in tomllib.loads(path.read_text(encoding="utf-8")).values():
            for row in rows:
                assert row["source"].strip(), (path.name, row)
                assert type(row["read_on"]) is date, (path.name, row)
                assert path.name in NOT_IN_FORCE_BETWEEN_DATES or type(row["valid_from"]) is date, (path.name, row)


def test_every_time_limit_and_every_claim_has_its_rule(law: Law) -> None:
    assert {rule.name for rule in law.deadline_rules} == set(DeadlineName)
    assert {rule.claim for rule in law.limitation_rules} == set(LimitationClaim)


def test_a_half_year_left_out_is_a_gap(copy: Path) -> None:
    path = copy / "rates.toml"
    text = path.read_text(encoding="utf-8")
    without = re.sub(r'\[\[rate\]\]\nhalf = "2020-S1".*?(?=\[\[rate\]\])', "", text, flags=re.DOTALL)
    assert without != text
    path.write_text(without, encoding="utf-8")
    with pytest.raises(BugError, match="gap between 2019-S2 and 2020-S2"):
        load(copy)


def test_a_half_year_written_twice_is_an_overlap(copy: Path) -> None:
    path = copy / "rates.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.rindex("[[rate]]") :], encoding="utf-8")
    with pytest.raises(BugError, match="overlaps"):
        load(copy)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rates.toml", "valid_until = 2015-06-30", "valid_until = 2015-07-30", "2015-S1 is not from"),
        ("rates.toml", 'refi = "0.05"', "refi = 0.05", "must be a string"),
        ("rates.toml", 'half = "2015-S1"', 'half = "2015-S3"', "2015-S3"),
        ("rates.toml", "read_on = 2026-11-22", 'read_on = "hier"', "read_on is not a date"),
        ("rates.toml", 'refi = "0.05"', 'refi = "cinq"', "rate 1"),
        ("rates.toml", "[[rate]]", "[[rates]]", "nothing else"),
        ("parameters.toml", 'source = "CCP R2192-31"', 'source = " "', "source is not text"),
        ("injonction.toml", "valid_from = 2026-09-01", "valid_from = 2026-09-02", "gap after 2026-08-31"),
        ("injonction.toml", "valid_until = 2026-08-31", "valid_until = 2026-09-30", "overlap"),
        ("injonction.toml", "service_months = 6", 'service_months = "6"', "not a whole number"),
        ("deadlines.toml", 'rule = "withdrawal"', 'rule = "retreat"', "retreat"),
        ("deadlines.toml", 'rule = "withdrawal"', 'rule = "formal-notice"', "must have one row"),
        ("limitation.toml", 'claim = "insurer"', 'claim = "consumer"', "must have one row"),
        ("holidays.toml", 'region = "mayotte"', 'region = "reunion"', "must have one row"),
    ],
)
def test_a_damaged_file_is_refused_with_its_fault(copy: Path, file: str, old: str, new: str, said: str) -> None:
    change(copy / file, old, new)
    with pytest.raises(BugError, match=said):
        load(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "watch.toml").unlink()
    with pytest.raises(BugError, match=r"watch\.toml"):
        load(copy)


def test_a_parameter_is_read_for_its_day_and_doubted_outside_it(law: Law) -> None:
    inside = law.parameter("default-points", date(2026, 12, 31))
    assert inside.to_read_again(date(2026, 12, 31)) == ""
    outside = law.parameter("default-points", date(2027, 1, 1))
    assert "À relire" in outside.to_read_again(date(2027, 1, 1))
    assert "seulement" in law.parameter("fixed-fee", date(2020, 1, 1)).to_read_again(date(2020, 1, 1))


def test_two_values_of_a_parameter_follow_each_other(copy: Path) -> None:
    path = copy / "parameters.toml"
    change(path, 'key = "divisor"', 'key = "divisor"\nvalid_until = 2027-12-31')
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + '\n[[parameter]]\nkey = "divisor"\nlabel = "Jours"\nvalue = "366"\nunit = "jours"\n'
        'valid_from = 2028-01-01\nsource = "exemple"\nread_on = 2026-11-22\nconfidence = "exemple"\n',
        encoding="utf-8",
    )
    law = load(copy)
    assert law.parameter("divisor", date(2027, 12, 31)).whole == 365
    assert law.parameter("divisor", date(2028, 1, 1)).whole == 366


def test_an_unknown_parameter_is_a_fault_of_ours(law: Law) -> None:
    with pytest.raises(BugError, match="no-such"):
        law.parameter("no-such", date(2026, 1, 1))


def test_the_watch_list_announces_the_next_table_of_rates(law: Law) -> None:
    assert any("2027-S1" in entry.action for entry in law.watch)
    assert [entry.on for entry in law.watch if entry.on] == sorted(entry.on for entry in law.watch if entry.on)
