"""What a consumer is told of the insurance before a contract: the three facts of R111-2, 9°, and what lacks."""

import pytest

from litigedesk.domain.insurance import Policy
from litigedesk.letters import insurer_mention

KNOWN = Policy(
    id=7,
    insurer="Assurances du Ponant",
    number="RC 204 117",
    street="1 quai du Port",
    postcode="29200",
    city="Brest",
    email="sinistres@ponant.example",
    phone="02 98 00 00 00",
    territory="France",
)


def test_the_insurer_how_to_reach_it_and_the_territory_are_said_one_a_line() -> None:
    assert insurer_mention.missing(KNOWN) == ()
    lines = insurer_mention.write(KNOWN).replace("\u00a0", " ").splitlines()
    assert lines == [
        "Assurance de responsabilité civile professionnelle : Assurances du Ponant",
        "1 quai du Port, 29200 Brest",
        "sinistres@ponant.example, 02 98 00 00 00",
        "Couverture géographique : France",
    ]


@pytest.mark.parametrize("way", [{"email": "a@b.example"}, {"phone": "02 98 00 00 00"}, {"city": "Brest"}])
def test_one_way_to_reach_the_insurer_is_enough(way: dict[str, str]) -> None:
    policy = Policy(insurer="Assurances du Ponant", territory="France", **way)  # type: ignore[arg-type]
    assert insurer_mention.missing(policy) == ()
    assert next(iter(way.values())) in insurer_mention.write(policy)


def test_what_lacks_names_its_field_of_the_policy() -> None:
    found = insurer_mention.missing(Policy(id=7))
    assert [(one.target, one.record_id) for one in found] == [
        ("policy.insurer", 7),
        ("policy.street", 7),
        ("policy.territory", 7),
    ]


def test_a_line_break_in_a_name_stays_on_its_line() -> None:
    policy = Policy(insurer="Assurances\ndu Ponant", street="1 quai", territory="France")
    assert insurer_mention.write(policy).splitlines()[0].endswith("Assurances du Ponant")
