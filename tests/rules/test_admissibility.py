"""Who may go to a consumer's mediator: each condition with what is known of it, its article, and what to do instead."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.mediation import Complaint, Mediation
from litigedesk.domain.vocabulary import ClientKind, ComplaintChannel
from litigedesk.rules.admissibility import conditions, first_written, forbidding
from litigedesk.rules.conditions import Condition, Verdict
from litigedesk.rules.law import Law, load

LAW: Law = load()
TODAY = date(2026, 11, 22)
WRITTEN = Complaint(id=1, dispute_id=1, received_on=date(2026, 6, 10), channel=ComplaintChannel.EMAIL, grievance="x")
ALOUD = replace(WRITTEN, channel=ComplaintChannel.PHONE)
OPEN = Mediation(
    dispute_id=1,
    mediator_id=1,
    started_by_client=True,
    in_court=False,
    other_mediator=False,
    in_sector=True,
    excluded_service=False,
    referred_on=date(2026, 9, 1),
)
CODES = [
    "consumer",
    "started-by-client",
    "written-complaint",
    "within-a-year",
    "in-court",
    "other-mediator",
    "in-sector",
    "excluded-service",
]


def found(
    mediation: Mediation = OPEN,
    complaints: tuple[Complaint, ...] = (WRITTEN,),
    client: ClientKind = ClientKind.CONSUMER,
    today: date = TODAY,
) -> dict[str, Condition]:
    return {one.code: one for one in conditions(client, complaints, mediation, LAW, today)}


def test_a_consumer_who_complained_in_writing_within_the_year_meets_every_condition() -> None:
    verdicts = {code: one.verdict for code, one in found().items()}
    assert list(verdicts) == CODES
    assert set(verdicts.values()) == {Verdict.MET}
    assert forbidding(found().values()) == ()


def test_each_condition_names_its_article() -> None:
    articles = {code: one.article for code, one in found().items()}
    assert articles == {
        "consumer": "C. conso. L611-1 et L611-3",
        "started-by-client": "C. conso. L611-3, 5°",
        "written-complaint": "C. conso. L612-2, 1°",
        "within-a-year": "C. conso. L612-2, 4°",
        "in-court": "C. conso. L612-2, 3°",
        "other-mediator": "C. conso. L612-2, 3°",
        "in-sector": "C. conso. L612-2, 5°",
        "excluded-service": "C. conso. L611-4",
    }


def test_what_only_the_user_knows_is_asked_in_a_question_beside_its_field() -> None:
    unknown = Mediation(dispute_id=1, mediator_id=1, referred_on=date(2026, 9, 1))
    asked = {code: one for code, one in found(unknown).items() if one.verdict is Verdict.ASK}
    assert [one.field for one in asked.values()] == [
        "started_by_client",
        "in_court",
        "other_mediator",
        "in_sector",
        "excluded_service",
    ]
    assert all("?" in one.sentence for one in asked.values())
    assert all(one.instead == "" for one in asked.values())


@pytest.mark.parametrize(
    ("changes", "code", "instead"),
    [
        ({"started_by_client": False}, "started-by-client", "conciliateur"),
        ({"in_court": True}, "in-court", "procédure"),
        ({"other_mediator": True}, "other-mediator", "premier médiateur"),
        ({"in_sector": False}, "in-sector", "compétent"),
        ({"excluded_service": True}, "excluded-service", "conciliateur"),
    ],
)
def test_a_cross_says_what_to_do_instead(changes: dict[str, bool], code: str, instead: str) -> None:
    seen = found(replace(OPEN, **changes))  # type: ignore[arg-type]
    assert [one.code for one in seen.values() if one.verdict is Verdict.FAILED] == [code]
    assert instead in seen[code].instead


@pytest.mark.parametrize("kind", [ClientKind.PROFESSIONAL, ClientKind.PUBLIC])
def test_a_business_or_a_public_body_is_sent_to_the_mediator_of_businesses(kind: ClientKind) -> None:
    consumer = found(client=kind)["consumer"]
    assert (consumer.verdict, consumer.forbids) == (Verdict.FAILED, True)
    assert "médiateur des entreprises" in consumer.instead
    assert ("conciliateur" in consumer.instead) is (kind is ClientKind.PROFESSIONAL)  # he hears no public body


def test_a_client_not_yet_known_is_asked_about_and_forbids_nothing() -> None:
    seen = found(client=ClientKind.UNKNOWN)
    assert seen["consumer"].verdict is Verdict.ASK
    assert forbidding(seen.values()) == ()


def test_only_the_consumer_and_who_started_it_forbid_a_mediation_the_rest_is_for_the_mediator() -> None:
    worst = Mediation(
        dispute_id=1,
        mediator_id=1,
        started_by_client=False,
        in_court=True,
        other_mediator=True,
        in_sector=False,
        excluded_service=True,
    )
    seen = found(worst, (), ClientKind.PROFESSIONAL)
    assert [one.code for one in forbidding(seen.values())] == ["consumer", "started-by-client"]


# ---- the written complaint -------------------------------------------------------------------------------------------
def test_a_complaint_made_aloud_does_not_open_the_way_and_a_written_one_is_to_be_asked_for() -> None:
    seen = found(complaints=(ALOUD,))
    assert seen["written-complaint"].verdict is Verdict.FAILED
    assert "de vive voix" in seen["written-complaint"].sentence
    assert "réclamation écrite" in seen["written-complaint"].instead
    assert seen["within-a-year"].verdict is Verdict.ASK


@pytest.mark.parametrize("channel", [one for one in ComplaintChannel if one.is_written])
def test_every_channel_that_leaves_a_writing_opens_the_way(channel: ComplaintChannel) -> None:
    assert found(complaints=(replace(WRITTEN, channel=channel),))["written-complaint"].verdict is Verdict.MET


def test_no_complaint_at_all_is_said_otherwise_than_one_made_aloud() -> None:
    assert "Aucune réclamation écrite" in found(complaints=())["written-complaint"].sentence


def test_the_year_counts_from_the_first_writing_whatever_came_aloud_before_and_in_writing_after() -> None:
    aloud = replace(ALOUD, received_on=date(2025, 1, 3))
    later = replace(WRITTEN, id=2, received_on=date(2026, 8, 1))
    assert first_written((later, aloud, WRITTEN)) == WRITTEN
    assert "10\u00a0juin\u00a02026" in found(complaints=(later, aloud, WRITTEN))["written-complaint"].sentence


def test_a_complaint_written_the_day_of_the_referral_is_prior_and_the_day_after_is_not() -> None:
    same_day = replace(WRITTEN, received_on=date(2026, 9, 1))
    assert found(complaints=(same_day,))["written-complaint"].verdict is Verdict.MET
    after = found(complaints=(replace(WRITTEN, received_on=date(2026, 9, 2)),))
    assert after["written-complaint"].verdict is Verdict.FAILED
    assert "est venue après la saisine" in after["written-complaint"].sentence
    assert after["within-a-year"].verdict is Verdict.ASK, "the year had not begun when the mediator was seized"


# ---- the year --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("received", "last"),
    [
        pytest.param(date(2025, 6, 10), date(2026, 6, 10), id="D-12"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), id="D-13, last day of the month"),
        pytest.param(date(2025, 12, 31), date(2026, 12, 31), id="31 December"),
        pytest.param(date(2026, 1, 3), date(2027, 1, 3), id="a Sunday, not put off"),
    ],
)
def test_the_mediator_may_be_seized_until_the_same_day_a_year_later(received: date, last: date) -> None:
    complaint = replace(WRITTEN, received_on=received)
    in_time = found(replace(OPEN, referred_on=last), (complaint,))["within-a-year"]
    late = found(replace(OPEN, referred_on=last + timedelta(1)), (complaint,))["within-a-year"]
    assert (in_time.verdict, late.verdict) == (Verdict.MET, Verdict.FAILED)
    assert "vient trop tard" in late.sentence
    assert "médiateur" in late.instead


def test_a_referral_not_dated_is_taken_as_made_today() -> None:
    undated = replace(OPEN, referred_on=None)
    assert found(undated, today=date(2027, 6, 10))["within-a-year"].verdict is Verdict.MET
    assert found(undated, today=date(2027, 6, 11))["within-a-year"].verdict is Verdict.FAILED


DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS, st.sampled_from(ClientKind), st.sampled_from(ComplaintChannel))
def test_whatever_the_dates_there_are_eight_conditions_and_a_referral_is_never_both_too_early_and_too_late(
    received: date, referred: date, client: ClientKind, channel: ComplaintChannel
) -> None:
    complaint = replace(WRITTEN, received_on=received, channel=channel)
    seen = found(replace(OPEN, referred_on=referred), (complaint,), client)
    assert list(seen) == CODES
    failed = {code for code in ("written-complaint", "within-a-year") if seen[code].verdict is Verdict.FAILED}
    assert len(failed) <= 1
    assert all(one.instead for one in seen.values() if one.verdict is Verdict.FAILED)
