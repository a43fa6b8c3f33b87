"""What one types finds what was meant: no accents, beginnings, any order, numbers however written, names mistyped."""

from collections.abc import Callable
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Contract, Dispute, Event, Invoice
from litigedesk.domain.vocabulary import EventKind
from litigedesk.operations import clients, trash
from litigedesk.search.excerpts import excerpt, marks
from litigedesk.search.keeper import Keeper
from litigedesk.search.words import asked, words

DAY = date(2026, 3, 3)


@pytest.fixture
def world(desk: Desk, settle: Callable[[], None]) -> dict[str, tuple[str, int]]:
    """Records by a name of the test's own."""
    with desk.db.transaction("Monde"):
        dupont = desk.table(Client).insert(Client(name="Dupont & Fils SARL", siret="98765432400019")).id or 0
        elise = desk.table(Client).insert(Client(name="Épicerie d’Élise", email="elise@epicerie.example")).id or 0
        malo = desk.table(Client).insert(Client(name="Cœur de Saint-Malo")).id or 0
        desk.table(Contact).insert(Contact(client_id=elise, name="Anaïs Lefèvre", phone="06 12 34 56 78"))
        desk.table(Address).insert(Address(client_id=elise, postcode="29200", city="Brest"))
        contract = desk.table(Contract).insert(Contract(client_id=dupont, reference="D-2026-009", title="Refonte")).id
        dispute = desk.table(Dispute).insert(
            Dispute(client_id=dupont, reference="LIT-2026-001", title="Refonte du site", opened_on=DAY)
        )
        invoice = desk.table(Invoice).insert(
            Invoice(
                client_id=dupont, number="F-2026-014", title="Acompte", issued_on=DAY, due_on=DAY,
                net=Money(125_000), gross=Money(125_000), dispute_id=dispute.id,
            )
        )  # fmt: skip
        event = desk.table(Event).insert(
            Event(
                dispute_id=dispute.id,
                kind=EventKind.CALL,
                happened_on=DAY,
                title="Appel",
                body="La ponceuse est rendue",
            )
        )
    settle()
    ids = {"dupont": ("client", dupont), "elise": ("client", elise), "malo": ("client", malo)}
    return ids | {
        "contract": ("contract", contract or 0), "dispute": ("dispute", dispute.id or 0),
        "invoice": ("invoice", invoice.id or 0), "event": ("event", event.id or 0),
    }  # fmt: skip


def found(keeper: Keeper, question: str) -> list[tuple[str, int]]:
    answer = keeper.find(question)
    assert answer is not None
    return [(hit.kind, hit.id) for group in answer.groups for hit in group.hits]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("dupont", "dupont"), ("DUPO", "dupont"), ("fils dupont", "dupont"), ("elise", "elise"), ("épicérie", "elise"),
        ("d'elise", "elise"), ("coeur", "malo"), ("Cœur", "malo"), ("saint malo", "malo"), ("saint-malo", "malo"),
        ("987 654 324 00019", "dupont"), ("98765432400019", "dupont"), ("987654", "dupont"), ("0612345678", "elise"),
        ("brest", "elise"), ("lefevre anais", "elise"), ("elise@epicerie", "elise"),
        ("F-2026-014", "invoice"), ("f2026014", "invoice"), ("2026-014", "invoice"), ("1 250,00", "invoice"),
        ("1250", "invoice"), ("1\u202f250,00\u00a0€", "invoice"), ("dupont acompte", "invoice"),
        ("lit-2026-001", "dispute"), ("refonte dupont", "dispute"), ("d-2026-009", "contract"), ("ponceuse", "event"),
        ("appel dupont", "event"),
    ],
)  # fmt: skip
def test_the_first_thing_found_is_what_was_meant(
    keeper: Keeper, world: dict[str, tuple[str, int]], question: str, first: str
) -> None:
    assert found(keeper, question)[0] == world[first]


@pytest.mark.parametrize("typed", ["Dupnot", "dupond", "duppont", "upont", "dupnt"])
def test_a_name_mistyped_finds_the_client_and_what_hangs_on_it(
    keeper: Keeper, world: dict[str, tuple[str, int]], typed: str
) -> None:
    answer = keeper.find(typed)
    assert answer is not None
    assert answer.near == ("dupont",)
    assert {world["dupont"], world["invoice"], world["dispute"]} <= set(found(keeper, typed))


def test_a_name_is_found_near_only_when_nobody_is_called_so(
    keeper: Keeper, desk: Desk, world: dict[str, tuple[str, int]], settle: Callable[[], None]
) -> None:
    clients.save(desk, Client(name="Dupond"), [], [])
    settle()
    assert [one for one in found(keeper, "dupond") if one[0] == "client"] == [("client", world["malo"][1] + 1)]


@pytest.mark.parametrize(
    "question", ["", " ", "!?", "€", "\ud800", "\0", '"', "a" * 10_000, "' OR 1=1 --", "NEAR(a b)", "*"]
)
def test_any_question_has_an_answer(keeper: Keeper, world: dict[str, tuple[str, int]], question: str) -> None:
    assert keeper.find(question) is not None


def test_what_is_thrown_away_is_found_no_more_and_found_again_once_back(
    keeper: Keeper, desk: Desk, world: dict[str, tuple[str, int]], settle: Callable[[], None]
) -> None:
    clients.delete(desk, world["elise"][1])
    settle()
    assert found(keeper, "elise") == []
    trash.restore(desk, desk.trash.all()[0].id or 0)
    settle()
    assert found(keeper, "elise") == [world["elise"]]


def test_words_are_marked_as_typed_and_numbers_whole() -> None:
    text = "Cœur d’Élise : F-2026-014, 1 250,00 €"
    assert [text[start:end] for start, end in marks(text, asked("coeu elise f-2026 1250"))] == [
        "Cœur", "Élise", "F-2026-014", "1 250,00",
    ]  # fmt: skip


def test_an_excerpt_is_where_most_of_the_words_stand() -> None:
    text = f"La ponceuse est là. {'mot ' * 3_000}La ponceuse\nest rendue le 3 mars. {'fin ' * 3_000}"
    shown = excerpt(text, "mars ponceuse")
    assert shown is not None
    assert "La ponceuse est rendue le 3 mars." in shown.text
    assert len(shown.text) < 300
    assert [shown.text[start:end] for start, end in shown.marks] == ["ponceuse", "mars"]
    assert excerpt(text, "perceuse") is None


def test_a_text_made_to_slow_down_takes_no_longer_than_it_is_long() -> None:
    """Each would take hours if it were read again from each of its signs."""
    for text in ("a" * 300_000, "a." * 150_000, "1 " * 150_000, "999" * 100_000, "1 234 " * 50_000, "é-" * 150_000):
        words(text)
