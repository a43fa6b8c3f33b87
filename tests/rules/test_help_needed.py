"""« Faites-vous aider »: each threshold at its edge, who helps, and for whom the dossier is made ready."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, Clock
from litigedesk.rules.help_needed import COSTLY, HelpFacts, HelpNeeded, Threshold, needed

TODAY = date(2026, 11, 22)
FACTS = HelpFacts(
    today=TODAY, kind=ClientKind.PROFESSIONAL, threshold=Money.of(10_000), lawyer_from=Money.of(10_000), amount=Money.of(900)
)  # fmt: skip


def found(**changes: object) -> dict[Threshold, HelpNeeded]:
    return {one.threshold: one for one in needed(replace(FACTS, **changes))}  # type: ignore[arg-type]


def test_an_ordinary_dispute_needs_nobody() -> None:
    assert found(country=" France ") == {}


@pytest.mark.parametrize(
    ("change", "threshold", "audience", "who"),
    [
        ({"bodily_harm": True}, Threshold.BODILY_HARM, "insurer", "assureur"),
        ({"criminal": True}, Threshold.CRIMINAL, "lawyer", "avocat"),
        ({"insolvent": True}, Threshold.INSOLVENCY, "administrator", "mandataire"),
        ({"country": "Belgique"}, Threshold.FOREIGN, "lawyer", "avocat"),
        ({"amount": Money.of("10000.01")}, Threshold.AMOUNT, "lawyer", "avocat"),
    ],
)
def test_each_threshold_names_who_helps(
    change: dict[str, object], threshold: Threshold, audience: str, who: str
) -> None:
    (one,) = found(**change).values()
    assert (one.threshold, one.audience) == (threshold, audience)
    assert who in one.title
    assert one.title.startswith("Faites-vous aider par ")


def test_the_amount_itself_is_not_above_and_a_lower_choice_of_the_user_does_not_speak_of_duty() -> None:
    assert found(amount=Money.of(10_000)) == {}
    lower = found(amount=Money.of(6_000), threshold=Money.of(5_000))[Threshold.AMOUNT]
    assert "obligatoire" not in lower.sentence
    assert "obligatoire" in found(amount=Money.of(10_001))[Threshold.AMOUNT].sentence


def test_a_public_buyer_is_sued_elsewhere() -> None:
    public = found(amount=Money.of(20_000), kind=ClientKind.PUBLIC)[Threshold.AMOUNT]
    assert "tribunal administratif" in public.sentence
    assert public.article == ""


def test_every_date_after_which_an_order_to_pay_falls_costs_a_right() -> None:
    """CPC 1411 (service), 1425 (costs of the request, then of the opposition)."""
    assert {Clock.ORDER_SERVICE, Clock.COSTS_DEPOSIT, Clock.AFTER_OPPOSITION} <= COSTLY


@pytest.mark.parametrize(("days", "asks"), [(-1, False), (0, True), (4, True), (5, False)])
def test_a_date_under_five_days_is_one_to_telephone_about(days: int, asks: bool) -> None:
    day = TODAY + timedelta(days)
    assert (Threshold.DEADLINE in found(costly=(("Signifier l’ordonnance", day),))) is asks


def test_a_date_to_tell_the_insurer_by_asks_for_the_insurer_and_no_lawyer() -> None:
    near = (("Prévenir l’assureur RC Pro", TODAY + timedelta(1)),)
    told = found(to_insurer=near)[Threshold.DEADLINE]
    assert (told.audience, "avocat" in told.title) == ("insurer", False)
    assert "L113-2" in told.article
    both = found(to_insurer=near, costly=(("Signifier l’ordonnance", TODAY + timedelta(4)),))
    assert "avocat" in both[Threshold.DEADLINE].title


def test_the_gravest_comes_first() -> None:
    every = needed(
        replace(FACTS, bodily_harm=True, criminal=True, insolvent=True, country="Suisse", amount=Money.of(99_999))
    )
    assert [one.threshold for one in every] == [
        Threshold.BODILY_HARM, Threshold.CRIMINAL, Threshold.INSOLVENCY, Threshold.AMOUNT, Threshold.FOREIGN,
    ]  # fmt: skip
