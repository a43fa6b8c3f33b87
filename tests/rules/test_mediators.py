"""The shipped register: whole, dated, offered to the right clients, and never naming whom the CECMC took off its list."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from litigedesk import formats, paths
from litigedesk.domain.vocabulary import ClientKind, MediatorKind
from litigedesk.errors import BugError
from litigedesk.rules import mediators
from litigedesk.rules.mediators import ShippedMediator

REGISTER = mediators.load()
READ_ON_THE_LIST, READ_IN_A_NOTE = date(2026, 8, 18), date(2026, 5, 12)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.resources() / "law", tmp_path / "law"))


@pytest.mark.parametrize("one", REGISTER.mediators, ids=lambda one: one.key)
def test_every_shipped_mediator_is_complete_and_to_be_checked_again(one: ShippedMediator) -> None:
    assert all((one.name, one.short_name, one.website, one.status, one.address_note, one.source))
    assert one.short_name in one.name or one.key == "cnpm"
    assert one.to_check_again.startswith("À revérifier sur ")
    assert formats.date_long(one.read_on) in one.to_check_again
    if one.street:
        assert one.postcode.isdigit()
        assert len(one.postcode) == 5
        assert one.postal_address.endswith(f"{one.postcode} {one.city}")


@pytest.mark.parametrize("one", REGISTER.offered(ClientKind.CONSUMER), ids=lambda one: one.key)
def test_every_consumer_mediator_sends_the_user_to_the_list_of_the_cecmc(one: ShippedMediator) -> None:
    assert "CECMC" in one.to_check_again
    assert mediators.OFFICIAL_PAGE in one.to_check_again
    assert one.read_on in {READ_ON_THE_LIST, READ_IN_A_NOTE}
    assert ("annuaire de la CECMC" in one.status) is (one.read_on == READ_ON_THE_LIST)
    assert "pas dans l’annuaire de la CECMC" in one.address_note or not one.postal_address


def test_nine_mediators_were_read_on_the_list_and_two_in_a_note() -> None:
    days = [one.read_on for one in REGISTER.offered(ClientKind.CONSUMER)]
    assert (days.count(READ_ON_THE_LIST), days.count(READ_IN_A_NOTE)) == (9, 2)


def test_the_mediator_whose_address_is_unknown_says_so() -> None:
    unknown = [one for one in REGISTER.offered(ClientKind.CONSUMER) if not one.postal_address]
    assert [one.key for one in unknown] == ["notreaccord"]
    assert "introuvable" in unknown[0].address_note


def test_an_address_with_a_second_line_keeps_it() -> None:
    cmco = REGISTER.mediator("cmco")
    assert cmco is not None
    assert cmco.postal_address == "1 rue de Course, Hameau Le Bois Julien, 62240 Courset"


@pytest.mark.parametrize("kind", list(ClientKind))
def test_each_kind_of_client_is_offered_its_own_mediators_only(kind: ClientKind) -> None:
    wanted = {
        ClientKind.CONSUMER: MediatorKind.CONSUMER,
        ClientKind.PROFESSIONAL: MediatorKind.BUSINESS,
        ClientKind.PUBLIC: MediatorKind.BUSINESS,
        ClientKind.UNKNOWN: None,
    }[kind]
    offered = REGISTER.offered(kind)
    assert {one.kind for one in offered} == ({wanted} if wanted else set())
    assert ("entreprises" in {one.key for one in offered}) is (wanted is MediatorKind.BUSINESS)


def test_no_mediator_comes_first_by_favour() -> None:
    names = [formats.folded(one.short_name) for one in REGISTER.mediators]
    assert names == sorted(names)


def test_a_mediator_taken_into_ones_own_register_keeps_its_origin_and_is_not_yet_checked() -> None:
    shipped = REGISTER.mediator("anm-conso")
    assert shipped is not None
    taken = shipped.taken()
    assert (taken.shipped, taken.name, taken.email) == ("anm-conso", "ANM Consommation", "contact@anmconso.com")
    assert taken.checked_on is None


def test_a_key_no_longer_shipped_is_found_nowhere() -> None:
    assert REGISTER.mediator("medicys") is None


# ---- names warned of -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Medicys", "15\u00a0février\u00a02021"),
        ("MÉDICYS – Centre de médiation", "MEDICYS"),
        ("www.medicys.fr", "MEDICYS"),
        ("Médiation-Net Consommation", "MEDIATION-NET"),
        ("MEDIATIONNET", "MEDIATION-NET"),
        ("Médiation Nationale de la Consommation", "pas sur la liste de la CECMC"),
    ],
)
def test_a_name_that_must_not_be_given_is_warned_of_however_it_is_typed(typed: str, said: str) -> None:
    warning = REGISTER.withdrawn(typed)
    assert said in warning
    assert mediators.OFFICIAL_PAGE in warning
    assert "Source" in warning


@pytest.mark.parametrize(
    "typed", ["", "Médiation Nettoyage", "Médiateur national de l’énergie", "MCP", "Medic Systems"]
)
def test_another_name_is_not_warned_of(typed: str) -> None:
    assert REGISTER.withdrawn(typed) == ""


def test_no_shipped_mediator_is_warned_of() -> None:
    assert [one.key for one in REGISTER.mediators if REGISTER.withdrawn(f"{one.name} {one.website}")] == []


# ---- damaged files ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('website = "www.cm2c.net"', "", "website"),
        ('postcode = "75008"\n', "", "half an address"),
        ('kind = "business"', 'kind = "firm"', "firm"),
        ('phone = "01 89', 'phonne = "01 89', "has no phonne"),
        ("read_on = 2026-08-18", 'read_on = "août"', "read_on is not a date"),
        ('key = "mcp"', 'key = "cm2c"', "cm2c stands twice"),
        ('name = "ANM Consommation"', 'name = "Médicys"', "anm-conso is offered and withdrawn"),
        ('patterns = ["medicys"]', 'patterns = ["Médicys"]', "not folded words"),
        ("[[withdrawn]]", "[[banned]]", "nothing else"),
    ],
)
def test_a_damaged_register_is_refused_with_its_fault(copy: Path, old: str, new: str, said: str) -> None:
    path = copy / "mediators.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BugError, match=said):
        mediators.load(copy)
