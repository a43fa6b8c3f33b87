"""The due date proposed from the contract's term."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.vocabulary import ClientKind, PaymentTerm
from litigedesk.rules.law import Law, load
from litigedesk.rules.payment_terms import ProposedDue, propose

LAW: Law = load()
ISSUED = date(2026, 1, 15)


def due(term: PaymentTerm, client: ClientKind = ClientKind.PROFESSIONAL, **facts: object) -> ProposedDue:
    return propose(term, LAW, **{"client": client, "issued": ISSUED, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (PaymentTerm.ON_RECEIPT, date(2026, 1, 15)),
        (PaymentTerm.INVOICE_30, date(2026, 2, 14)),
        (PaymentTerm.INVOICE_45, date(2026, 3, 1)),
        (PaymentTerm.INVOICE_60, date(2026, 3, 16)),
        (PaymentTerm.EOM_45_A, date(2026, 3, 31)),
        (PaymentTerm.EOM_45_B, date(2026, 3, 17)),
    ],
)
def test_a_term_counted_from_the_invoice(term: PaymentTerm, expected: date) -> None:
    assert due(term).date == expected


def test_a_due_date_is_not_moved_from_a_weekend_or_holiday() -> None:
    assert due(PaymentTerm.INVOICE_60, issued=date(2026, 12, 15)).date == date(2027, 2, 13)


def test_failing_agreement_thirty_days_run_from_performance_not_from_the_invoice() -> None:
    assert due(PaymentTerm.PERFORMANCE_30, performed=date(2026, 1, 31)).date == date(2026, 3, 2)
    missing = due(PaymentTerm.PERFORMANCE_30)
    assert (missing.date, missing.missing) == (None, ("performed_on",))
    assert any("date d’exécution" in warning for warning in missing.warnings)


@pytest.mark.parametrize("term", [PaymentTerm.EOM_45_A, PaymentTerm.EOM_45_B])
def test_both_readings_of_forty_five_days_end_of_month_are_shown(term: PaymentTerm) -> None:
    told = " ".join(due(term).steps)
    assert "31\u00a0mars\u00a02026" in told
    assert "17\u00a0mars\u00a02026" in told


def test_a_term_of_ones_own_needs_its_days() -> None:
    assert due(PaymentTerm.CUSTOM, custom_days=10).date == date(2026, 1, 25)
    assert due(PaymentTerm.CUSTOM).missing == ("payment_days",)


def test_a_term_beyond_sixty_days_is_flagged_between_professionals_only() -> None:
    def flagged(days: int, client: ClientKind) -> bool:
        return any("maximum légal" in text for text in due(PaymentTerm.CUSTOM, client, custom_days=days).warnings)

    assert flagged(61, ClientKind.PROFESSIONAL)
    assert not flagged(60, ClientKind.PROFESSIONAL)
    assert not flagged(61, ClientKind.CONSUMER)


def test_forty_five_days_then_end_of_month_may_exceed_sixty_days() -> None:
    found = due(PaymentTerm.EOM_45_A, issued=date(2026, 1, 15))
    assert found.date is not None
    assert (found.date - date(2026, 1, 15)).days > 60
    assert not any("maximum légal" in text for text in found.warnings)


# ---- public bodies ---------------------------------------------------------------------------------------------------
def test_a_public_body_pays_thirty_days_after_receipt() -> None:
    found = due(PaymentTerm.PUBLIC_30, ClientKind.PUBLIC, received=date(2026, 1, 20))
    assert (found.date, found.missing) == (date(2026, 2, 19), ())


def test_a_service_performed_after_receipt_starts_the_thirty_days() -> None:
    found = due(PaymentTerm.PUBLIC_30, ClientKind.PUBLIC, received=date(2026, 1, 20), performed=date(2026, 1, 31))
    assert found.date == date(2026, 3, 2)


def test_without_proof_of_receipt_two_days_are_added_to_the_request_and_the_date_is_asked() -> None:
    found = due(PaymentTerm.PUBLIC_30, ClientKind.PUBLIC)
    assert (found.date, found.missing) == (date(2026, 2, 16), ("received_on",))
    assert any("Chorus Pro" in warning for warning in found.warnings)


def test_another_term_with_a_public_body_is_flagged() -> None:
    assert any("acheteur public" in text for text in due(PaymentTerm.INVOICE_60, ClientKind.PUBLIC).warnings)


def test_the_public_term_with_another_client_is_flagged() -> None:
    assert any("acheteurs publics" in text for text in due(PaymentTerm.PUBLIC_30).warnings)


@given(
    st.sampled_from(PaymentTerm),
    st.sampled_from(ClientKind),
    st.none() | st.dates(date(2015, 1, 1), date(2080, 1, 1)),
    st.none() | st.dates(date(2015, 1, 1), date(2080, 1, 1)),
    st.none() | st.dates(date(2015, 1, 1), date(2080, 1, 1)),
    st.none() | st.integers(-5, 200),
)
def test_there_is_a_date_or_the_name_of_what_is_missing(
    term: PaymentTerm,
    client: ClientKind,
    issued: date | None,
    performed: date | None,
    received: date | None,
    days: int | None,
) -> None:
    found = propose(term, LAW, client=client, issued=issued, performed=performed, received=received, custom_days=days)
    assert (found.date is not None) or found.missing
    assert found.source
    if found.date is not None:
        assert found.steps
        assert found.date >= min(day for day in (issued, performed, received) if day is not None)
