"""Thinning against wrong clocks: they cost no copy."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from litigedesk.store.backups.keeper import Backup
from litigedesk.store.backups.thinning import KEEP_ALL, believed, kept

START = datetime(2027, 1, 4, 9)


def at(moment: datetime) -> Backup:
    return Backup(Path(f"{moment:%Y%m%d%H%M%S}"), moment, 0)


def made(copies: set[Backup], now: datetime) -> set[Backup]:
    """What is left once a copy is made."""
    present = [*copies, at(now)]
    return kept(present, believed((copy.taken_at for copy in present), now)) | {at(now)}


GAPS = st.lists(st.integers(1, 40).map(lambda hours: timedelta(hours=hours)), min_size=1, max_size=120)


@given(GAPS, st.integers(0, 119), st.integers(1, 6), st.sampled_from([-9000, -400, 400, 9000]))
def test_a_clock_set_wrong_for_a_day_costs_none_of_the_copies_that_a_right_one_keeps(
    gaps: list[timedelta], when: int, wrong: int, days: int
) -> None:
    right: set[Backup] = set()
    disturbed: set[Backup] = set()
    now = START
    for number, gap in enumerate(gaps):
        now += gap
        right, disturbed = made(right, now), made(disturbed, now)
        if number == when:
            for hours in range(wrong):
                disturbed = made(disturbed, now + timedelta(days=days, hours=7 * hours))
                assert right <= disturbed
    assert right <= disturbed


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 3, 2)), unique=True, max_size=150))
def test_the_only_copy_of_a_month_goes_only_once_31_newer_ones_are_kept(moments: list[datetime]) -> None:
    now = datetime(2027, 3, 1, 10)
    copies = [at(moment) for moment in moments]
    keep = kept(copies, now)
    old = {copy for copy in keep if now - copy.taken_at >= KEEP_ALL}
    for copy in set(copies) - keep:
        alone = [one for one in copies if (one.taken_at.year, one.taken_at.month) == copy.taken_at.timetuple()[:2]]
        if alone == [copy]:
            assert len([one for one in old if one.taken_at > copy.taken_at]) == 12 + 10 + 9


def test_a_copy_dated_ahead_is_kept_and_takes_nobody_s_place() -> None:
    days = [at(START - timedelta(days=number)) for number in range(3, 40)]
    ahead = [at(START + timedelta(days=number)) for number in range(1, 20)]
    assert kept([*days, *ahead], START) == kept(days, START) | set(ahead)


def test_after_a_holiday_the_last_days_before_it_are_thinned_once_two_new_days_have_passed() -> None:
    before = {at(START + timedelta(hours=hours)) for hours in range(0, 40, 4)}
    back = START + timedelta(days=21)
    assert before <= made(before, back)
    later = made(before, back)
    for hours in range(24, 73, 24):
        later = made(later, back + timedelta(hours=hours))
    assert len(before & later) == 2
