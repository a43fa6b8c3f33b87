"""Every worked example of the law that a command can state, asked as a script would."""

import json

import pytest

from litigedesk.__main__ import main
from litigedesk.domain.vocabulary import LimitationEventKind

INTEREST_KEYS = {"principal", "interest", "fixed_fee", "paid", "total_due", "per_day", "segments", "warnings"}
SEGMENT_KEYS = {"from", "to", "days", "rate", "amount", "source"}
DEADLINE_KEYS = {"rule", "from", "date", "raw_date", "steps", "source", "warnings"}
LIMITATION_KEYS = {"date", "safe_date", "steps", "source", "warnings"}

B2B, B2C, PUBLIC = "--client professional", "--client consumer --formal-notice 2026-03-10", "--client public"


def asked(capsys: pytest.CaptureFixture[str], command: str) -> dict[str, object]:
    assert main(["--json", *command.split()]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("facts", "days", "interest", "fee"),
    [
        pytest.param(f"{B2B} --principal 1000 --due 2024-11-15 --until 2025-03-01", 106, "39.58", "40.00", id="I-1"),
        pytest.param(f"{B2B} --principal 2500 --due 2026-05-31 --until 2026-11-22", 175, "148.12", "40.00", id="I-2"),
        pytest.param(
            f"{B2B} --principal 1500 --due 2025-04-30 --until 2025-09-15 --clause 3x", 138, "54.10", "40.00", id="I-4"
        ),
        pytest.param(f"{B2B} --principal 1500 --due 2025-04-30 --until 2025-09-15", 138, "71.41", "40.00", id="I-5"),
        pytest.param(f"{B2C} --principal 800 --due 2026-01-31 --until 2026-08-20", 163, "9.51", "0.00", id="I-6, not I-7"),
        pytest.param(f"{PUBLIC} --principal 10000 --due 2025-06-19 --until 2025-09-01", 74, "226.05", "40.00", id="not I-9"),
        pytest.param(f"{B2B} --principal 1000 --due 2023-12-31 --until 2024-12-31", 366, "144.14", "40.00", id="I-12"),
        pytest.param(
            f"{B2B} --principal 1000 --due 2023-12-31 --until 2024-12-31 --basis actual", 366, "143.74", "40.00",
            id="I-12 ACT/ACT",
        ),
        pytest.param(f"{B2B} --principal 1628 --due 2026-03-15 --until 2026-04-27", 43, "23.30", "40.00", id="I-14"),
        pytest.param(f"{B2B} --principal 5000 --due 2026-06-29 --until 2026-07-01", 2, "3.36", "40.00", id="I-16"),
        pytest.param(f"{B2B} --principal 1000 --due 2026-03-15 --until 2026-03-15", 0, "0.00", "0.00", id="I-18"),
    ],
)  # fmt: skip
def test_interest(facts: str, days: int, interest: str, fee: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, f"interest {facts}")
    assert found.keys() >= INTEREST_KEYS
    assert (found["days"], found["interest"], found["fixed_fee"]) == (days, interest, fee)
    segments = found["segments"]
    assert isinstance(segments, list)
    assert all(part.keys() >= SEGMENT_KEYS for part in segments)
    assert sum(part["days"] for part in segments) == days


@pytest.mark.parametrize("client", [B2B, PUBLIC, B2C])
def test_a_half_year_that_is_not_known_stops_the_count(client: str, capsys: pytest.CaptureFixture[str]) -> None:
    """I-19; a public body that is late from 2026 keeps the rate of that half-year."""
    due = "2026-12-31" if client == PUBLIC else "2026-10-31"
    status = main(f"interest {client} --principal 1000 --due {due} --until 2027-01-01".split())
    printed = capsys.readouterr()
    assert (status, printed.out, printed.err.count("\n")) == (1, "", 1)
    assert "2027-S1" in printed.err


@pytest.mark.parametrize(
    ("rule", "start", "date", "raw"),
    [
        pytest.param("claim-declaration", "2026-05-08", "2026-05-18", "2026-05-18", id="D-1"),
        pytest.param("workable-days --days 5", "2026-05-08", "2026-05-15", "2026-05-15", id="D-2"),
        pytest.param("working-days --days 5", "2026-11-06", "2026-11-16", "2026-11-16", id="D-3"),
        pytest.param("workable-days --days 5", "2026-11-06", "2026-11-13", "2026-11-13", id="D-3, ouvrables"),
        pytest.param("theft-declaration", "2026-12-24", "2026-12-29", "2026-12-29", id="D-5"),
        pytest.param("claim-declaration", "2026-11-22", "2026-11-27", "2026-11-27", id="D-7"),
        pytest.param("mediation-result", "2026-09-15", "2026-12-14", "2026-12-14", id="D-8"),
        pytest.param("mediation-result", "2026-03-02", "2026-05-31", "2026-05-31", id="D-9"),
        pytest.param("mediation-result", "2025-11-03", "2026-02-01", "2026-02-01", id="D-10"),
        pytest.param("mediation-rejection", "2026-12-11", "2027-01-01", "2027-01-01", id="D-11"),
        pytest.param("mediation-referral", "2025-06-10", "2026-06-10", "2026-06-10", id="D-12"),
        pytest.param("mediation-referral", "2024-02-29", "2025-02-28", "2025-02-28", id="D-13"),
        pytest.param("injonction-opposition", "2026-01-31", "2026-03-02", "2026-02-28", id="D-14"),
        pytest.param("petites-creances", "2026-11-30", "2026-12-30", "2026-12-30", id="D-19"),
        pytest.param("petites-creances", "2026-12-31", "2027-02-01", "2027-01-31", id="D-19, extended"),
        pytest.param("payment-term-30", "2026-07-31", "2026-08-30", "2026-08-30", id="D-25"),
        pytest.param("payment-term-30", "2026-01-31", "2026-03-02", "2026-03-02", id="D-25, February"),
        pytest.param("payment-term-30", "2024-01-31", "2024-03-01", "2024-03-01", id="D-25, leap year"),
        pytest.param("payment-term-60", "2026-12-15", "2027-02-13", "2027-02-13", id="D-26"),
        pytest.param("payment-term-45-eom-a", "2026-01-15", "2026-03-31", "2026-03-31", id="D-27 A"),
        pytest.param("payment-term-45-eom-b", "2026-01-15", "2026-03-17", "2026-03-17", id="D-27 B"),
        pytest.param("payment-term-45-eom-a", "2026-03-10", "2026-04-30", "2026-04-30", id="D-28 A"),
        pytest.param("payment-term-45-eom-b", "2026-03-10", "2026-05-15", "2026-05-15", id="D-28 B"),
        pytest.param("payment-term-45-eom-a", "2026-02-14", "2026-03-31", "2026-03-31", id="D-30 A"),
        pytest.param("payment-term-45-eom-b", "2026-02-14", "2026-04-14", "2026-04-14", id="D-30 B"),
        pytest.param("withdrawal", "2026-12-11", "2026-12-28", "2026-12-25", id="D-32"),
        pytest.param("claims-made", "2026-03-31", "2031-03-31", "2031-03-31", id="D-34"),
        pytest.param("claims-made", "2024-02-29", "2029-02-28", "2029-02-28", id="D-34, leap day"),
        pytest.param("claim-declaration --days 10", "2026-11-06", "2026-11-23", "2026-11-23", id="the policy's own delay"),
        pytest.param("lre-acceptance", "2026-11-22", "2026-12-07", "2026-12-07", id="D-35"),
        pytest.param("calendar-days --days 8", "2026-11-22", "2026-11-30", "2026-11-30", id="calendar days"),
        pytest.param("formal-notice --days 15", "2026-11-22", "2026-12-07", "2026-12-07", id="formal notice"),
        pytest.param("public-payment", "2026-10-31", "2026-11-30", "2026-11-30", id="public body"),
        pytest.param("injonction-service", "2026-08-31", "2027-03-01", "2027-02-28", id="service, old order"),
        pytest.param("injonction-service", "2026-09-01", "2026-12-01", "2026-12-01", id="service, new order"),
        pytest.param(
            "injonction-enforceable --order-date 2026-08-31", "2026-10-15", "2026-11-17", "2026-11-16",
            id="enforcement, old order",
        ),
        pytest.param(
            "injonction-enforceable --order-date 2026-09-01", "2026-10-15", "2026-12-16", "2026-12-16",
            id="enforcement, new order",
        ),
    ],
)  # fmt: skip
def test_deadlines(rule: str, start: str, date: str, raw: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, f"deadline {rule} --from {start}")
    assert found.keys() >= DEADLINE_KEYS
    assert (found["rule"], found["from"]) == (rule.split(maxsplit=1)[0], start)
    assert (found["date"], found["raw_date"]) == (date, raw)


@pytest.mark.parametrize(
    ("facts", "date", "safe"),
    [
        pytest.param("consumer --from 2024-11-22", "2026-11-22", "2026-11-21", id="D-22"),
        pytest.param("professional --from 2022-05-14", "2027-05-14", "2027-05-13", id="D-23"),
        pytest.param("public --from 2022-05-14", "2026-12-31", "2026-12-30", id="public body"),
        pytest.param("insurer --from 2024-02-29", "2026-02-28", "2026-02-27", id="insurer, leap day"),
        pytest.param("consumer --from 2024-11-22 --event served:2025-06-15", "2027-06-15", "2027-06-14", id="served"),
        pytest.param(
            "consumer --from 2024-11-22 --event suspended:2026-10-01:2026-11-01", "2027-05-01", "2027-04-30",
            id="six months left",
        ),
        pytest.param(
            "professional --from 2022-05-14 --event registered-letter:2026-01-02", "2027-05-14", "2027-05-13",
            id="a letter interrupts nothing",
        ),
        pytest.param(
            "public --from 2022-05-14 --event registered-letter:2026-01-02", "2030-12-31", "2030-12-30",
            id="save with a public body",
        ),
        pytest.param(
            "insurer --from 2024-05-14 --event registered-letter:2026-01-02", "2028-01-02", "2028-01-01",
            id="and with an insurer",
        ),
        pytest.param(
            "insurer --from 2024-05-14 --event expert:2025-06-30", "2027-06-30", "2027-06-29", id="so does an expert",
        ),
        pytest.param(
            "insurer --from 2024-05-14 --event expert:2025-06-30 --event registered-letter:2027-06-30", "2029-06-30",
            "2029-06-29", id="one after the other, the last day included",
        ),
        pytest.param(
            "insurer --from 2024-05-14 --event expert:2026-05-15", "2026-05-14", "2026-05-13", id="an expert too late",
        ),
        pytest.param(
            "consumer --from 2024-11-22 --event expert:2025-06-30", "2026-11-22", "2026-11-21", id="an expert on a client",
        ),
        pytest.param(
            "professional --from 2022-05-14 --event expert:2025-06-30", "2027-05-14", "2027-05-13", id="or on a firm",
        ),
    ],
)  # fmt: skip
def test_limitation(facts: str, date: str, safe: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, f"limitation --claim {facts}")
    assert found.keys() >= LIMITATION_KEYS
    assert (found["date"], found["safe_date"]) == (date, safe)


@pytest.mark.parametrize("claim", ["consumer", "professional", "public"])
def test_an_expert_named_is_said_to_be_without_effect_save_with_an_insurer(
    claim: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def warned(of: str) -> bool:
        found = asked(capsys, f"limitation --claim {of} --from 2024-11-22 --event expert:2025-06-30")["warnings"]
        assert isinstance(found, list)
        return any("L114-2" in one and "sans effet" in one for one in found)

    assert warned(claim)
    assert not warned("insurer")


def test_the_help_names_every_kind_of_event(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["limitation", "--help"])
    shown = "".join(capsys.readouterr().out.split())
    assert all(f"{kind.value}:D" in shown for kind in LimitationEventKind)


def test_a_holiday_that_is_skipped_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "deadline claim-declaration --from 2026-05-08")
    assert any("Ascension" in str(step) for step in found["steps"])  # type: ignore[attr-defined]
