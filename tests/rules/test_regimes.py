"""What the kind of client changes, and the warning under a contract's rate."""

from datetime import date
from decimal import Decimal

import pytest

from litigedesk.domain.vocabulary import ClientKind, PenaltyClause
from litigedesk.rules import regimes
from litigedesk.rules.law import Law, load

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def law() -> Law:
    return load()


def said(kind: ClientKind, law: Law) -> str:
    return " ".join(note.words for note in regimes.notes(kind, law, TODAY))


def test_a_consumer_is_never_told_to_owe_the_fixed_fee(law: Law) -> None:
    assert "Ni 40\u00a0€ ni frais" in said(ClientKind.CONSUMER, law)
    assert "2\u00a0ans" in said(ClientKind.CONSUMER, law)


def test_a_professional_owes_ten_points_more_than_the_bank_and_a_public_body_eight(law: Law) -> None:
    assert "+ 10\u00a0points" in said(ClientKind.PROFESSIONAL, law)
    assert "+ 8\u00a0points" in said(ClientKind.PUBLIC, law)


@pytest.mark.parametrize("kind", [ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC])
def test_every_rule_names_its_article(kind: ClientKind, law: Law) -> None:
    assert all(note.article for note in regimes.notes(kind, law, TODAY))


def test_a_client_of_unknown_kind_is_told_why_the_kind_matters(law: Law) -> None:
    assert "aucun intérêt n’est calculé" in said(ClientKind.UNKNOWN, law)


@pytest.mark.parametrize(("rate", "warned"), [("8.24", True), ("8.25", False), ("12", False)])
def test_a_fixed_rate_under_three_times_the_legal_rate_is_flagged(rate: str, warned: bool, law: Law) -> None:
    found = regimes.floor_warning(PenaltyClause.FIXED, Decimal(rate), ClientKind.PROFESSIONAL, law, TODAY)
    assert ("8,25\u202f%" in found) is warned


def test_the_floor_says_it_could_not_be_checked_in_a_half_year_without_rates(law: Law) -> None:
    found = regimes.floor_warning(PenaltyClause.FIXED, Decimal(1), ClientKind.PROFESSIONAL, law, date(2027, 1, 1))
    assert "n’a pas pu être vérifié" in found


def test_a_clause_means_nothing_for_a_consumer(law: Law) -> None:
    assert regimes.floor_warning(PenaltyClause.FIXED, Decimal(1), ClientKind.CONSUMER, law, TODAY) == ""
    words = regimes.penalty_words(PenaltyClause.TRIPLE_LEGAL, None, ClientKind.CONSUMER, law, TODAY)
    assert "taux légal depuis la mise en demeure" in words


def test_a_fixed_clause_whose_rate_is_not_typed_yet_asks_for_it(law: Law) -> None:
    words = regimes.penalty_words(PenaltyClause.FIXED, None, ClientKind.PROFESSIONAL, law, TODAY)
    assert words.startswith("Indiquez le taux du contrat")


def test_without_a_clause_the_rate_of_this_half_year_is_said(law: Law) -> None:
    words = regimes.penalty_words(PenaltyClause.NONE, None, ClientKind.PROFESSIONAL, law, TODAY)
    assert "12,40\u202f%" in words
