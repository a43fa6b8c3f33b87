"""Registered letters: the key of a number, its usual forms, and the day from which a letter counts."""

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import ZERO
from litigedesk.domain.records import Letter
from litigedesk.domain.vocabulary import DeliveryOutcome, SendMethod
from litigedesk.rules import registered_mail as rules
from litigedesk.rules.law import load
from litigedesk.rules.registered_mail import NumberState

SENT, PRESENTED, RECEIVED = date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 12)
LETTER = Letter(
    template="mise-en-demeure", title="Mise en demeure", written_on=SENT, send_method=SendMethod.REGISTERED, amount_due=ZERO,
    sent_on=SENT, reply_by=date(2026, 11, 17),
)  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


# ---- numbers ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("RR473124829GB", NumberState.USUAL),  # the worked example of the UPU standard S10
        ("rr 473 124 829 gb", NumberState.USUAL),
        ("RR473124828GB", NumberState.WRONG_KEY),
        ("RR473142829GB", NumberState.WRONG_KEY),  # two digits in the other order
        ("1A 123 456 7890 1", NumberState.USUAL),
        ("2C20012345678", NumberState.USUAL),
        ("1A2001234567890", NumberState.USUAL),
        ("123456789012345", NumberState.USUAL),
        ("12345", NumberState.UNUSUAL),
        ("1A20012345678901", NumberState.UNUSUAL),
        ("٣٤٥٦٧٨٩٠١٢٣٤٥", NumberState.UNUSUAL),
        ("", NumberState.NONE),
        (" - ", NumberState.NONE),
    ],
)
def test_a_number_is_known_by_its_form_and_its_key(number: str, state: NumberState) -> None:
    found = rules.check(number)
    assert found.state is state
    assert bool(found.sentence) == (state in {NumberState.UNUSUAL, NumberState.WRONG_KEY})


@given(st.text(string.digits, min_size=8, max_size=8))
def test_each_international_number_has_one_key_and_no_other(serial: str) -> None:
    good = [key for key in string.digits if rules.check(f"RA{serial}{key}FR").state is NumberState.USUAL]
    assert len(good) == 1


@given(st.text(string.digits, min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_seen(serial: str, place: int, more: int) -> None:
    key = next(one for one in string.digits if rules.check(f"RA{serial}{one}FR").state is NumberState.USUAL)
    wrong = serial[:place] + str((int(serial[place]) + more) % 10) + serial[place + 1 :]
    seen = rules.check(f"RA{wrong}{key}FR").state is NumberState.WRONG_KEY
    assert seen or rules._key(serial) == rules._key(wrong) in {0, 5}  # the two keys that stand for two remainders


def test_a_number_is_shown_in_groups_and_an_unknown_one_as_typed() -> None:
    assert plain(rules.shown("rr473124829gb")) == "RR 473 124 829 GB"
    assert plain(rules.shown("1A12345678901")) == "1A 123 456 7890 1"
    assert rules.shown(" AR 24-1 ") == "AR 24-1"
    assert rules.normalised("1a 123.456-7890 1") == "1A12345678901"


# ---- the clock -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "day", "says"),
    [
        ({}, None, ""),
        ({"outcome": DeliveryOutcome.UNCLAIMED}, None, ""),
        ({"presented_on": PRESENTED}, PRESENTED, "tant que la réception"),
        ({"presented_on": PRESENTED, "received_on": RECEIVED}, RECEIVED, "Reçue le 12 novembre 2026"),
        ({"presented_on": PRESENTED, "outcome": DeliveryOutcome.UNCLAIMED}, PRESENTED, "19-20.680"),
        ({"presented_on": PRESENTED, "outcome": DeliveryOutcome.REFUSED}, PRESENTED, "Refusée, elle reste valable"),
        (
            {"presented_on": PRESENTED, "send_method": SendMethod.ELECTRONIC},
            PRESENTED,
            "L’avis du 5 novembre 2026 est retenu",
        ),
    ],
)
def test_receipt_counts_else_the_first_presentation_never_the_posting(
    changes: dict[str, object], day: date | None, says: str
) -> None:
    found = rules.starts(replace(LETTER, **changes))  # type: ignore[arg-type]
    assert (found.day if found else None) == day
    if found is not None:
        assert says in plain(found.sentence)
        assert found.provisional == ("tant que" in found.sentence)


def test_a_late_receipt_does_not_move_the_date_of_the_letter_but_is_told() -> None:
    on_time = replace(LETTER, presented_on=PRESENTED, received_on=PRESENTED)
    assert rules.time_left(on_time) == ""
    late = replace(LETTER, presented_on=PRESENTED, received_on=RECEIVED)
    assert "ne laisse que 5 jours" in plain(rules.time_left(late))
    too_late = replace(late, received_on=date(2026, 11, 20))
    assert "ne laisse aucun jour" in plain(rules.time_left(too_late))
    assert "17 novembre 2026, ne change pas" in plain(rules.time_left(too_late))


def test_an_electronic_letter_may_be_accepted_for_fifteen_days_from_the_day_after_its_notice() -> None:
    law = load()
    assert rules.may_be_accepted_until(LETTER, law) is None
    electronic = replace(LETTER, send_method=SendMethod.ELECTRONIC)
    assert rules.may_be_accepted_until(electronic, law) is None
    found = rules.may_be_accepted_until(replace(electronic, presented_on=date(2026, 11, 22)), law)
    assert found is not None
    assert found.date == date(2026, 12, 7)  # case D-35
    assert any("8 décembre 2026" in plain(one) for one in found.warnings)
