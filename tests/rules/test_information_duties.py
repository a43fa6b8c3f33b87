"""Where the mediator is named: who is concerned, by which article, and what a breach may cost."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from litigedesk import formats, paths
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import BugError
from litigedesk.letters import clauses
from litigedesk.rules import information_duties
from litigedesk.rules.information_duties import DutyKind, InformationDuty

BOOK = information_duties.load()
ROWS = {duty.key: duty for duty in BOOK.duties}


def keys(*, online: bool, website: bool = True, status: ProfileStatus = ProfileStatus.EI) -> set[str]:
    found = BOOK.duties_for(status, sells_to_consumers=True, sells_online=online, has_website=website)
    return {duty.key for duty in found.rows}


@pytest.mark.parametrize("duty", BOOK.duties, ids=lambda duty: duty.key)
def test_every_place_says_what_is_asked_by_which_article_and_when_it_was_read(duty: InformationDuty) -> None:
    assert all((duty.label, duty.what, duty.articles, duty.source, duty.confidence))
    assert duty.what.endswith(".")
    assert duty.read_on >= duty.valid_from


@pytest.mark.parametrize(
    ("key", "article"),
    [
        ("website", "R616-1"), ("terms", "L616-1, al.\u00a01"), ("order-form", "R616-1"), ("contract", "L211-3"),
        ("pre-contract", "R111-1, 7°"), ("pre-contract", "L111-1, 6°"), ("online-order", "L221-5, I, 6°"),
        ("complaint-reply", "L616-1, al.\u00a02"), ("rll-link", "2024/3228"),
    ],
)  # fmt: skip
def test_each_duty_rests_on_its_article(key: str, article: str) -> None:
    cited = " ".join(ROWS[key].articles)
    assert article.replace("\u00a0", " ") in cited.replace("\u00a0", " ")


def test_no_text_is_said_to_ask_for_the_mention_on_invoices_or_under_emails() -> None:
    useful = {duty.key for duty in BOOK.duties if duty.kind is DutyKind.USEFUL}
    assert useful == {"invoice", "email-signature"}
    assert all("Aucun texte ne l’exige" in ROWS[key].what for key in useful)


def test_the_closed_platform_is_something_to_remove_since_the_day_it_closed() -> None:
    assert ROWS["rll-link"].kind is DutyKind.REMOVAL
    assert ROWS["rll-link"].valid_from == date(2025, 7, 20)
    assert "retirez" in ROWS["rll-link"].what
    assert ROWS["rll-link"].clause == ""


def test_the_reply_to_a_complaint_is_a_letter_and_no_clause() -> None:
    assert ROWS["complaint-reply"].clause == ""


def test_every_other_place_has_its_text_ready() -> None:
    named = {duty.clause for duty in BOOK.duties if duty.key not in {"rll-link", "complaint-reply"}}
    assert named == {clause.key for clause in clauses.catalogue()}


# ---- who is concerned ------------------------------------------------------------------------------------------------
def test_the_online_order_concerns_only_who_sells_online() -> None:
    assert keys(online=True) - keys(online=False) == {"online-order"}


def test_a_site_concerns_whoever_has_one_and_whoever_sells_online() -> None:
    assert "website" in keys(online=False)
    assert "website" not in keys(online=False, website=False)
    assert "website" in keys(online=True, website=False)


def test_every_place_is_shown_to_someone() -> None:
    assert keys(online=True) == set(ROWS)


@pytest.mark.parametrize("online", [True, False])
@pytest.mark.parametrize("status", list(ProfileStatus))
def test_who_sells_to_no_consumer_has_no_duty_and_is_told_why(status: ProfileStatus, online: bool) -> None:
    found = BOOK.duties_for(status, sells_to_consumers=False, sells_online=online)
    assert (found.rows, found.stakes) == ((), ())
    assert found.reason.endswith(".")


def test_a_salarie_porte_has_no_consumer_whatever_the_profile_says() -> None:
    found = BOOK.duties_for(ProfileStatus.PORTAGE, sells_to_consumers=True, sells_online=True)
    assert (found.rows, found.stakes) == ((), ())
    assert "L1254-1" in found.reason


def test_whoever_has_duties_is_given_no_reason_for_having_none() -> None:
    assert BOOK.duties_for(ProfileStatus.EI, sells_to_consumers=True, sells_online=False).reason == ""


# ---- what is at stake ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "person", "company"),
    [("mediator", 3000, 15000), ("pre-contract", 3000, 15000), ("distance", 15000, 75000)],
)
def test_a_sole_trader_risks_what_a_person_risks_and_a_company_five_times_that(
    key: str, person: int, company: int
) -> None:
    stake = next(one for one in BOOK.stakes if one.key == key)
    assert stake.ceiling(ProfileStatus.EI) == Money.of(person)
    assert stake.ceiling(ProfileStatus.COMPANY) == Money.of(company)
    assert f"{formats.number(person)}\u00a0€" in stake.sentence(ProfileStatus.EI)
    assert f"{formats.number(company)}\u00a0€" in stake.sentence(ProfileStatus.COMPANY)
    assert stake.article in stake.sentence(ProfileStatus.EI)


def test_the_stakes_rest_on_their_articles() -> None:
    articles = ["C.\u00a0conso.\u00a0L641-1", "C.\u00a0conso.\u00a0L131-1", "C.\u00a0conso.\u00a0L242-10"]
    assert [stake.source for stake in BOOK.stakes] == articles


def test_what_is_owed_before_a_distance_contract_has_the_fine_of_its_own_chapter() -> None:
    assert ROWS["online-order"].stakes == ("distance",)
    assert ROWS["pre-contract"].stakes == ("pre-contract", "distance")


def test_what_is_only_useful_or_to_remove_threatens_with_no_fine() -> None:
    assert {stake for duty in BOOK.duties if duty.kind is not DutyKind.DUTY for stake in duty.stakes} == set()


# ---- damaged files ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "removal"', 'kind = "remove"', "remove"),
        ('applies_if = "online"', 'applies_if = "shop"', "shop"),
        ('stakes = ["mediator"]', 'stakes = ["prison"]', "no stake is called prison"),
        ('articles = ["C. conso. L211-3"]', "articles = []", "articles is not a list of texts"),
        ('key = "invoice"', 'key = "terms"', "terms stands twice"),
        ('natural_person = "3000.00"', "natural_person = 3000", "must be a string"),
        ("valid_from = 2025-07-20", "since = 2025-07-20", "has no since"),
    ],
)
def test_a_damaged_list_of_duties_is_refused_with_its_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = Path(shutil.copy(paths.resources() / "law" / "information_duties.toml", tmp_path))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BugError, match=said):
        information_duties.load(tmp_path)
