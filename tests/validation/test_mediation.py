"""Dates out of order, missing or contradictory: each refused or warned of in words, beside the field to mend."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk import formats, validation
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator, PlacedMention
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import (
    ComplaintChannel,
    MediationOutcome,
    MediatorKind,
    ProposalAnswer,
    Stance,
)
from litigedesk.errors import Problem
from litigedesk.lengths import LINE, NOTE, NOTES

TODAY = date(2026, 11, 22)
ACCEPTED, REFUSED = ProposalAnswer.ACCEPTED, ProposalAnswer.REFUSED


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


COMPLAINT = Complaint(dispute_id=1, received_on=day("06-10"), channel=ComplaintChannel.LETTER, grievance="Retard")
MEDIATOR = Mediator(name="CM2C", street="14 rue Saint-Jean", postcode="75017", city="Paris", website="https://cm2c.net")
CONVENTION = Convention(
    mediator_id=1, signed_on=day("01-02"), starts_on=day("01-05"), ends_on=date(2029, 1, 4), years=3
)
RUNNING = Mediation(
    dispute_id=1,
    mediator_id=1,
    referred_on=day("08-01"),
    notified_on=day("08-10"),
    stance=Stance.TAKES_PART,
    stance_on=day("08-12"),
    agreed_on=day("08-13"),
    first_meeting_on=day("08-20"),
    completed_on=day("08-21"),
    extended_on=day("09-01"),
    extended_until=date(2026, 12, 31),
    proposal_on=day("10-01"),
    answer_by=day("10-20"),
    my_answer=ACCEPTED,
    my_answer_on=day("10-10"),
    client_answer=ACCEPTED,
    client_answer_on=day("10-20"),
)
ENDED = replace(
    RUNNING,
    outcome=MediationOutcome.AGREEMENT,
    ended_on=day("10-25"),
    perform_by=day("11-30"),
    performed_on=day("11-02"),
    cost=Money.of(300),
    cost_paid_on=day("11-05"),
)
REJECTED = Mediation(
    dispute_id=1,
    mediator_id=1,
    referred_on=day("08-01"),
    rejected_on=day("08-15"),
    outcome=MediationOutcome.REJECTED,
    ended_on=day("08-15"),
)


def told(problems: list[Problem]) -> list[tuple[str, bool]]:
    return [(one.field, one.blocking) for one in problems]


@pytest.mark.parametrize("mediation", [Mediation(dispute_id=1, mediator_id=1), RUNNING, ENDED, REJECTED])
def test_a_mediation_in_the_order_of_the_law_has_no_fault(mediation: Mediation) -> None:
    assert validation.mediation_problems(mediation, TODAY) == []


def test_everything_may_happen_on_one_day() -> None:
    on = {
        field.name: day("09-09")
        for field in fields(Mediation)
        if field.name.endswith(("_on", "_by", "_until"))
        if field.name != "rejected_on"
    }
    assert validation.mediation_problems(replace(ENDED, **on), TODAY) == []  # type: ignore[arg-type]


# ---- the order of dates ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "changes", "field", "sentence"),
    [
        (RUNNING, {"notified_on": day("07-31")}, "notified_on", "La notification vient avant la saisine"),
        (REJECTED, {"rejected_on": day("07-31")}, "rejected_on", "refus du médiateur vient avant la saisine"),
        (RUNNING, {"completed_on": day("07-31")}, "completed_on", "ne peut pas être complet avant la saisine"),
        (RUNNING, {"stance_on": day("07-31")}, "stance_on", "Votre réponse au médiateur vient avant la saisine"),
        (RUNNING, {"extended_on": day("08-09")}, "extended_on", "prolongation est annoncée avant la notification"),
        (RUNNING, {"extended_until": day("08-31")}, "extended_until", "finit avant le jour où il est annoncé"),
        (
            RUNNING,
            {"extended_on": None, "extended_until": day("08-09")},
            "extended_until",
            "nouveau délai finit avant la notification",
        ),
        (RUNNING, {"first_meeting_on": day("08-09")}, "first_meeting_on", "réunion vient avant la notification"),
        (RUNNING, {"notified_on": day("10-02")}, "proposal_on", "La proposition vient avant la notification"),
        (RUNNING, {"answer_by": day("09-30")}, "answer_by", "Le délai de réponse finit avant la proposition"),
        (RUNNING, {"my_answer_on": day("09-30")}, "my_answer_on", "Votre réponse vient avant la proposition"),
        (
            RUNNING,
            {"client_answer_on": day("09-30")},
            "client_answer_on",
            "réponse du client vient avant la proposition",
        ),
    ],
)
def test_a_date_before_the_one_it_follows_from_is_refused_beside_it(
    base: Mediation, changes: dict[str, date], field: str, sentence: str
) -> None:
    problems = validation.mediation_problems(replace(base, **changes), TODAY)  # type: ignore[arg-type]
    matching = [one for one in problems if one.field == field and sentence in one.sentence]
    assert [one.blocking for one in matching] == [True]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("proposal_on", "La proposition vient avant la saisine"),
        ("first_meeting_on", "La première réunion vient avant la saisine"),
        ("extended_on", "La prolongation est annoncée avant la saisine"),
    ],
)
def test_without_a_notice_noted_nothing_comes_before_the_referral(field: str, sentence: str) -> None:
    referred = Mediation(dispute_id=1, mediator_id=1, referred_on=day("08-01"))
    early = replace(referred, **{field: day("07-31")})  # type: ignore[arg-type]
    problems = [one for one in validation.mediation_problems(early, TODAY) if one.field == field]
    assert [(sentence in one.sentence, one.blocking) for one in problems] == [(True, True)]
    on_the_day = validation.mediation_problems(replace(referred, **{field: day("08-01")}), TODAY)  # type: ignore[arg-type]
    assert field not in dict(told(on_the_day))


def test_an_agreement_to_mediate_before_the_referral_is_only_asked_about() -> None:
    """It suspends the limitation period (C. civ. 2238): a day mistyped would show a claim alive when it is not."""
    (problem,) = validation.mediation_problems(replace(RUNNING, agreed_on=day("07-31")), TODAY)
    assert (problem.field, problem.blocking) == ("agreed_on", False)
    assert "avant la saisine" in problem.sentence


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("referred_on", "La fin vient avant la saisine"),
        ("notified_on", "La fin vient avant la notification"),
        ("stance_on", "La fin vient avant votre réponse au médiateur"),
        ("agreed_on", "La fin vient avant l’accord pour entrer en médiation"),
        ("first_meeting_on", "La fin vient avant la première réunion"),
        ("completed_on", "Le dossier est complet après la fin"),
        ("extended_on", "La prolongation est annoncée après la fin"),
        ("proposal_on", "La proposition est datée après la fin de la médiation"),
        ("my_answer_on", "Votre réponse est datée après la fin de la médiation"),
        ("client_answer_on", "La réponse du client est datée après la fin de la médiation"),
    ],
)
def test_nothing_happens_after_the_end(field: str, sentence: str) -> None:
    """A proposal after the end, an end before the notice."""
    late = replace(ENDED, **{field: day("10-26")})  # type: ignore[arg-type]
    problems = [one for one in validation.mediation_problems(late, TODAY) if one.field == "ended_on"]
    assert sentence in problems[0].sentence
    assert problems[0].blocking
    on_the_day = validation.mediation_problems(replace(ENDED, **{field: day("10-25")}), TODAY)  # type: ignore[arg-type]
    assert "ended_on" not in dict(told(on_the_day))


def test_the_end_does_not_come_before_the_rejection() -> None:
    problems = validation.mediation_problems(replace(REJECTED, ended_on=day("08-14")), TODAY)
    assert ("ended_on", True) in told(problems)


@pytest.mark.parametrize(("field", "words"), [("perform_by", "à exécuter"), ("performed_on", "exécuté")])
def test_an_agreement_carried_out_before_the_mediator_closes_the_file_is_only_asked_about(
    field: str, words: str
) -> None:
    (problem,) = validation.mediation_problems(replace(ENDED, **{field: day("10-24")}), TODAY)  # type: ignore[arg-type]
    assert (problem.field, problem.blocking) == (field, False)
    assert words in problem.sentence


@pytest.mark.parametrize("field", ["my_answer_on", "client_answer_on"])
def test_an_answer_after_the_mediators_time_limit_is_warned_of_and_kept(field: str) -> None:
    late = replace(RUNNING, answer_by=day("10-09"), my_answer_on=day("10-09"), client_answer_on=day("10-09"))
    assert validation.mediation_problems(late, TODAY) == []
    problems = validation.mediation_problems(replace(late, **{field: day("10-10")}), TODAY)  # type: ignore[arg-type]
    assert told(problems) == [(field, False)]
    assert "finissait le 9\u00a0octobre\u00a02026" in problems[0].sentence


# ---- what is missing -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "missing", "field", "sentence"),
    [
        (RUNNING, ["proposal_on"], "proposal_on", "Notez d’abord la date de la proposition"),
        (RUNNING, ["notified_on"], "notified_on", "notez la date de la notification"),
        (RUNNING, ["my_answer_on"], "my_answer_on", "Indiquez le jour de votre réponse"),
        (RUNNING, ["my_answer"], "my_answer", "Dites si vous avez accepté ou refusé"),
        (RUNNING, ["client_answer_on"], "client_answer_on", "Indiquez le jour de la réponse du client"),
        (RUNNING, ["client_answer"], "client_answer", "Dites si votre client a accepté ou refusé"),
        (RUNNING, ["stance_on"], "stance_on", "Indiquez le jour de votre réponse au médiateur"),
        (RUNNING, ["stance"], "stance", "Dites si vous participez"),
        (ENDED, ["ended_on"], "ended_on", "Indiquez le jour où la médiation a pris fin"),
        (ENDED, ["outcome", "perform_by", "performed_on"], "outcome", "Dites comment la médiation a pris fin"),
        (REJECTED, ["rejected_on"], "rejected_on", "Indiquez le jour où le médiateur a refusé le dossier"),
    ],
)
def test_what_a_date_or_an_answer_needs_is_asked_for_beside_what_lacks(
    base: Mediation, missing: list[str], field: str, sentence: str
) -> None:
    lacking = replace(base, **dict.fromkeys(missing))  # type: ignore[arg-type]
    problems = [one for one in validation.mediation_problems(lacking, TODAY) if one.field == field]
    assert sentence in problems[0].sentence
    assert problems[0].blocking


def test_a_proposal_without_a_notice_is_kept_and_the_notice_asked_for() -> None:
    bare = Mediation(dispute_id=1, mediator_id=1, proposal_on=day("10-01"))
    (problem,) = validation.mediation_problems(bare, TODAY)
    assert (problem.field, problem.blocking) == ("notified_on", False)


def test_no_mediator_chosen_is_refused() -> None:
    assert told(validation.mediation_problems(replace(RUNNING, mediator_id=0), TODAY)) == [("mediator_id", True)]


# ---- contradictions --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "changes", "expected"),
    [
        (RUNNING, {"rejected_on": day("10-02")}, ("rejected_on", True)),
        (RUNNING, {"stance": Stance.DECLINES}, ("stance", False)),
        (ENDED, {"my_answer": REFUSED}, ("outcome", False)),
        (ENDED, {"client_answer": REFUSED}, ("outcome", False)),
        (ENDED, {"outcome": MediationOutcome.FAILURE}, ("perform_by", True)),
        (REJECTED, {"outcome": MediationOutcome.FAILURE}, ("outcome", False)),
        (
            replace(ENDED, perform_by=None, performed_on=None),
            {"outcome": MediationOutcome.DECLINED},
            ("outcome", False),
        ),
    ],
)
def test_what_contradicts_itself_is_refused_or_asked_about(
    base: Mediation, changes: dict[str, object], expected: tuple[str, bool]
) -> None:
    assert told(validation.mediation_problems(replace(base, **changes), TODAY)) == [expected]  # type: ignore[arg-type]


# ---- days of another age, days to come -------------------------------------------------------------------------------
HAPPENED = [
    field.name
    for field in fields(Mediation)
    if field.name.endswith("_on") or field.name in {"extended_until", "answer_by", "perform_by"}
]


@pytest.mark.parametrize("field", HAPPENED)
@pytest.mark.parametrize("odd", [date.min, date(1989, 12, 31), date(2101, 1, 1), date.max])
def test_a_day_of_another_age_is_refused_beside_each_date(field: str, odd: date) -> None:
    problems = validation.mediation_problems(replace(ENDED, **{field: odd}), TODAY)  # type: ignore[arg-type]
    assert any(one.field == field and one.blocking and "paraît fausse" in one.sentence for one in problems)


@pytest.mark.parametrize("field", [one for one in HAPPENED if one.endswith("_on")])
def test_what_happened_did_not_happen_tomorrow(field: str) -> None:
    tomorrow = replace(ENDED, **{field: TODAY + timedelta(1)})  # type: ignore[arg-type]
    problems = [one for one in validation.mediation_problems(tomorrow, TODAY) if one.field == field]
    assert any("à venir" in one.sentence and one.blocking for one in problems)


@pytest.mark.parametrize("field", ["extended_until", "answer_by", "perform_by"])
@pytest.mark.parametrize("ahead", [date(2028, 2, 29), date(2026, 12, 31), date(2100, 12, 31)])
def test_what_is_expected_may_be_far_ahead(field: str, ahead: date) -> None:
    assert validation.mediation_problems(replace(ENDED, **{field: ahead}), TODAY) == []  # type: ignore[arg-type]


# ---- complaints, mediators, conventions, mentions --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"received_on": TODAY + timedelta(1)}, ("received_on", True)),
        ({"received_on": date(1989, 12, 31)}, ("received_on", True)),
        ({"answered_on": day("06-09")}, ("answered_on", True)),
        ({"answered_on": TODAY + timedelta(1)}, ("answered_on", True)),
        ({"grievance": " \n"}, ("grievance", True)),
        ({"amount": Money(-1)}, ("amount", True)),
        ({"amount": Money.of(10**9)}, ("amount", True)),
    ],
)
def test_a_fault_of_a_complaint_is_said_beside_its_field(
    changes: dict[str, object], expected: tuple[str, bool]
) -> None:
    assert validation.complaint_problems(COMPLAINT, TODAY) == []
    assert told(validation.complaint_problems(replace(COMPLAINT, **changes), TODAY)) == [expected]  # type: ignore[arg-type]


def test_a_complaint_may_be_answered_the_day_it_comes() -> None:
    assert validation.complaint_problems(replace(COMPLAINT, received_on=TODAY, answered_on=TODAY), TODAY) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": " "}, ("name", True)),
        ({"street": ""}, ("street", False)),
        ({"website": " "}, ("website", False)),
        ({"postcode": "7501"}, ("postcode", True)),
        ({"email": "pas une adresse"}, ("email", True)),
        ({"phone": "12"}, ("phone", False)),
        ({"checked_on": TODAY + timedelta(1)}, ("checked_on", True)),
        ({"checked_on": date(202, 11, 1)}, ("checked_on", True)),
    ],
)
def test_a_fault_of_a_mediator_is_said_beside_its_field(changes: dict[str, object], expected: tuple[str, bool]) -> None:
    assert validation.mediator_problems(MEDIATOR, TODAY) == []
    assert told(validation.mediator_problems(replace(MEDIATOR, **changes), TODAY)) == [expected]  # type: ignore[arg-type]


def test_the_mediator_of_businesses_is_asked_for_no_address() -> None:
    online = Mediator(name="Médiateur des entreprises", kind=MediatorKind.BUSINESS)
    assert validation.mediator_problems(online, TODAY) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"mediator_id": 0}, ("mediator_id", True)),
        ({"ends_on": day("01-04")}, ("ends_on", True)),
        ({"signed_on": day("01-06")}, ("starts_on", False)),
        ({"signed_on": TODAY + timedelta(1), "starts_on": TODAY + timedelta(2)}, ("signed_on", True)),
        ({"fee_paid_on": TODAY + timedelta(1)}, ("fee_paid_on", True)),
        ({"years": 0}, ("years", True)),
        ({"years": 11}, ("years", True)),
        ({"fee": Money(-1)}, ("fee", True)),
        ({"fee_simple": Money(-1)}, ("fee_simple", True)),
        ({"fee_complex": Money.of(10**9)}, ("fee_complex", True)),
        ({"starts_on": date(1989, 12, 31), "signed_on": None}, ("starts_on", True)),
        ({"ends_on": date(2101, 1, 1)}, ("ends_on", True)),
    ],
)
def test_a_fault_of_a_convention_is_said_beside_its_field(
    changes: dict[str, object], expected: tuple[str, bool]
) -> None:
    assert validation.convention_problems(CONVENTION, TODAY) == []
    assert told(validation.convention_problems(replace(CONVENTION, **changes), TODAY)) == [expected]  # type: ignore[arg-type]


def test_a_convention_may_begin_and_end_on_one_day() -> None:
    assert validation.convention_problems(replace(CONVENTION, ends_on=CONVENTION.starts_on), TODAY) == []


def test_a_mention_was_not_put_tomorrow_nor_in_another_age() -> None:
    assert validation.mention_problems(PlacedMention(place="cgv"), TODAY) == []
    for odd in (TODAY + timedelta(1), date(1989, 12, 31)):
        problems = validation.mention_problems(PlacedMention(place="cgv", placed_on=odd), TODAY)
        assert told(problems) == [("placed_on", True)]


# ---- texts -----------------------------------------------------------------------------------------------------------
RECORDS = (
    (COMPLAINT, validation.complaint_problems),
    (MEDIATOR, validation.mediator_problems),
    (CONVENTION, validation.convention_problems),
    (RUNNING, validation.mediation_problems),
    (PlacedMention(place="cgv"), validation.mention_problems),
)
TEXTS = [
    pytest.param(record, problems_of, field.name, id=f"{type(record).__name__}.{field.name}")
    for record, problems_of in RECORDS
    for field in fields(record)
    if field.type is str
]


@pytest.mark.parametrize(("record", "problems_of", "field"), TEXTS)
def test_each_text_has_a_length_it_may_not_pass_said_beside_it(record, problems_of, field: str) -> None:  # type: ignore[no-untyped-def]
    most = NOTE if field in NOTES else LINE
    long = [
        one for one in problems_of(replace(record, **{field: "x" * (most + 1)}), TODAY) if "trop long" in one.sentence
    ]
    assert told(long) == [(field, True)]
    kept = problems_of(replace(record, **{field: "x" * most}), TODAY)
    assert not any("trop long" in one.sentence for one in kept)


# ---- whatever is typed -----------------------------------------------------------------------------------------------
ANY_DAY = st.none() | st.dates()


@given(
    st.fixed_dictionaries(dict.fromkeys(HAPPENED, ANY_DAY)),
    st.none() | st.sampled_from(Stance),
    st.none() | st.sampled_from(ProposalAnswer),
    st.none() | st.sampled_from(MediationOutcome),
)
def test_whatever_is_typed_each_fault_is_a_french_sentence_beside_a_field_of_the_form(
    dates: dict[str, date | None],
    stance: Stance | None,
    answer: ProposalAnswer | None,
    outcome: MediationOutcome | None,
) -> None:
    typed = replace(RUNNING, **dates, stance=stance, my_answer=answer, outcome=outcome)  # type: ignore[arg-type]
    problems = validation.mediation_problems(typed, TODAY)
    assert len(set(problems)) == len(problems)
    for one in problems:
        assert one.field in {field.name for field in fields(Mediation)}
        assert one.sentence.endswith((".", "?"))
        assert one.sentence == formats.typographic(one.sentence)
