"""Law to come is told and never counted with."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from litigedesk import paths
from litigedesk.errors import BugError
from litigedesk.rules import deadlines, upcoming
from litigedesk.rules.kinds import DeadlineName
from litigedesk.rules.law import Law

RULE = next(rule for rule in upcoming.load() if rule.key == "mediation-participation")
TODAY = date(2026, 11, 22)


def test_the_answer_to_the_mediator_is_to_come_not_verified_and_not_applied() -> None:
    said = " ".join(RULE.notice(TODAY))
    for words in ("À venir", "20\u00a0jours ouvrables", "30 au plus", "2025/2647", "non vérifié", "n’applique pas"):
        assert words in said


def test_from_the_day_it_was_expected_the_text_is_to_be_read_again() -> None:
    assert RULE.notice(date(2028, 3, 19))[0].startswith("À venir")
    late = RULE.notice(date(2028, 3, 20))
    assert late[0].startswith("À relire")
    assert "LitigeDesk n’applique pas" in " ".join(late)


def test_its_numbers_are_those_of_its_sentence() -> None:
    assert (RULE.usual, RULE.longest) == (20, 30)
    assert f"{RULE.usual}\u00a0{RULE.unit.label}" in RULE.text
    assert str(RULE.longest) in RULE.text


def test_no_time_limit_is_computed_from_the_directive(law: Law) -> None:
    for rule in law.deadline_rules:
        assert "2025/2647" not in rule.source + rule.note
    for name in (DeadlineName.MEDIATION_RESULT, DeadlineName.MEDIATION_REJECTION, DeadlineName.MEDIATION_REFERRAL):
        assert "2647" not in deadlines.compute(name, date(2028, 10, 2), law).source


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("usual = 20", 'usual = "20"', "not a whole number"),
        ('unit = "workable-days"', 'unit = "days"', "days"),
        ("read_on", "seen_on", "has no seen_on"),
        ('confidence = "non vérifié"', 'confidence = ""', "confidence is not text"),
    ],
)
def test_a_damaged_list_of_law_to_come_is_refused_with_its_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = Path(shutil.copy(paths.resources() / "law" / "upcoming.toml", tmp_path))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BugError, match=said):
        upcoming.load(tmp_path)
