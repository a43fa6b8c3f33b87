"""What lists are narrowed by, what is kept of them under a name, what is done to several records, and what is printed."""

from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest

from litigedesk import facets
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Dispute, Invoice
from litigedesk.domain.upkeep import SavedList
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import InvalidInput
from litigedesk.listing import listing
from litigedesk.operations import bulk, clients, dispute_sheet, invoices, saved_lists
from litigedesk.paper.list_pages import write_list
from litigedesk.queries import clients as client_queries
from litigedesk.queries import dispute_list, list_facets, list_fields
from litigedesk.queries.dispute_list import Scope
from litigedesk.queries.saved_lists import of_list
from tests.folders import demo_folder

NOW = datetime(2026, 11, 22, 9, 0)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told") / "d"
    demo_folder(folder, NOW)
    return folder


def words(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


# ---- facets ----------------------------------------------------------------------------------------------------------
def test_choices_of_one_facet_add_up_and_facets_narrow_each_other(told: Path) -> None:
    with Desk.open(told, lambda: NOW) as desk:
        rows = dispute_list.rows(desk, TODAY, Scope.ALL)
    known = list_facets.of_disputes(TODAY, portage=True)

    def kept(**asked: tuple[str, ...]) -> set[str]:
        tests = facets.tests(known, asked)
        return {row.reference for row in rows if all(stays(row) for stays in tests)}

    amicable, noticed = kept(stage=("amicable",)), kept(stage=("formal-notice",))
    assert amicable
    assert noticed
    assert kept(stage=("amicable", "formal-notice")) == amicable | noticed
    dear = kept(amount=("100000..",))
    assert dear == {row.reference for row in rows if row.amount >= Money.of(1000)}
    assert kept(stage=("amicable",), amount=("100000..",)) == amicable & dear
    assert kept(state=("contested",)) == {row.reference for row in rows if row.contested} != set()
    assert kept(state=("portage",)) == {row.reference for row in rows if row.ported} != set()
    assert kept(next=("late",)) == {row.reference for row in rows if row.next_on and row.next_on < TODAY}
    ages = [kept(age=(key,)) for key in ("month", "half", "old")]
    assert set.union(*ages) == {row.reference for row in rows}
    assert sum(map(len, ages)) == len(rows)


def test_what_an_older_program_asked_and_nobody_knows_is_forgotten() -> None:
    known = list_facets.of_clients(TODAY)
    asked = {"kind": ("consumer", "martian"), "gone": ("x",), "amount": ("..",), "city": ("Nulle-Part",), "open": ()}
    assert facets.known(known, asked) == {"kind": ("consumer",), "city": ("Nulle-Part",)}
    assert [said for _, _, said in facets.told(known, asked)] == ["Type : consommateur", "Ville : Nulle-Part"]


@pytest.mark.parametrize("value", ["", "..", "a..b", "1e5..", "--5..", "²..", "9" * 40 + ".."])
def test_a_range_that_cannot_be_read_is_open(value: str) -> None:
    assert facets.span(value) == (None, None)


# ---- lists under a name ----------------------------------------------------------------------------------------------
def test_a_list_is_kept_renamed_forgotten_and_each_of_it_can_be_undone(desk: Desk) -> None:
    made = saved_lists.save(desk, "  À  relancer ", "disputes", '{"text":"a"}').value
    assert [one.name for one in of_list(desk, "disputes")] == ["À relancer"]
    again = saved_lists.save(desk, "a relancer", "disputes", '{"text":"b"}').value
    assert again.id == made.id
    saved_lists.save(desk, "Autre", "disputes", "{}")
    with pytest.raises(InvalidInput):
        saved_lists.rename(desk, made.id or 0, "autre")
    with pytest.raises(InvalidInput):
        saved_lists.save(desk, "   ", "disputes", "{}")
    saved_lists.delete(desk, made.id or 0)
    assert [one.name for one in of_list(desk, "disputes")] == ["Autre"]
    assert of_list(desk, "clients") == []
    for _ in range(2):
        desk.undo()
    assert [(one.name, one.question) for one in of_list(desk, "disputes")] == [("a relancer", '{"text":"b"}')]
    for _ in range(2):
        desk.undo()
    assert desk.table(SavedList).count() == 0


# ---- several at once -------------------------------------------------------------------------------------------------
def test_several_go_to_the_trash_in_one_step_and_those_in_use_stay_with_the_reason(desk: Desk) -> None:
    ids = [clients.save(desk, Client(name=name)).value.id or 0 for name in ("Un", "Deux", "Trois")]
    invoices.save(
        desk,
        Invoice(client_id=ids[1], number="F-1", issued_on=TODAY, due_on=TODAY, net=Money.of(10), gross=Money.of(10)),
    )
    copies = len(desk.backups.all())
    done = bulk.delete_clients(desk, ids, lambda count: f"{count} clients mis à la corbeille")
    assert done.label == "2 clients mis à la corbeille" == desk.undo_label
    assert done.value.count == 2
    assert done.value.refused == (
        "Deux ne peut pas être supprimé\u00a0: il reste 1\u00a0facture, à supprimer d’abord.",
    )
    assert [row.name for row in client_queries.rows(desk)] == ["Deux"]
    assert len(desk.backups.all()) == copies + 1
    desk.undo()
    assert {row.name for row in client_queries.rows(desk)} == {"Un", "Deux", "Trois"}


def test_when_all_refuse_nothing_is_a_step(desk: Desk) -> None:
    gone = bulk.delete_disputes(desk, [77], str)
    assert (gone.value.count, len(gone.value.refused), gone.changed) == (0, 1, frozenset())
    assert desk.undo_label is None


# ---- on paper --------------------------------------------------------------------------------------------------------
def test_a_long_list_is_numbered_on_every_page_and_says_what_was_asked(told: Path) -> None:
    with Desk.open(told, lambda: NOW) as desk:
        rows = dispute_list.rows(desk, TODAY, Scope.ALL)
    pdf = write_list(listing("Litiges", list_fields.of_disputes(), rows * 4, "Tous · étape : amiable"), TODAY)
    pages = words(pdf)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.startswith("Litiges au 22 novembre 2026") or "Litiges" in page
        assert "92 lignes · Tous · étape : amiable" in page
        assert f"page {number} sur {len(pages)}" in page
        assert "Prochaine date" in page
    together = " ".join(pages)
    assert all(row.reference in together and row.client_name in together for row in rows)
    assert "Total" in pages[-1]
    assert "Motif de clôture" not in together
    with pypdfium2.PdfDocument(pdf) as document:
        wide, high = document.get_page_size(0)
        assert wide > high
    assert pdf == write_list(listing("Litiges", list_fields.of_disputes(), rows * 4, "Tous · étape : amiable"), TODAY)


def test_hostile_texts_stay_on_the_page() -> None:
    rows = [
        client_queries.ClientRow(
            id=1, name=name, kind=ClientKind.UNKNOWN, city="&<b>", outstanding=Money.of(1), open_disputes=0,
            next_on=date(2026, 1, 1), siret="", email="", phone="",
        )
        for name in ("W" * 3000, "<para>&amp;", "\x00\u202e\ud800", "עברית", "", "a\nb")
    ]  # fmt: skip
    pages = words(write_list(listing("Clients", list_fields.of_clients(), rows, "x" * 2000), TODAY))
    assert "<para>&amp;" in " ".join(pages)


def test_the_sheet_of_each_dispute_tells_it_on_two_pages_at_most(told: Path) -> None:
    with Desk.open(told, lambda: NOW) as desk:
        for row in dispute_list.rows(desk, TODAY, Scope.ALL):
            facts, pages = dispute_sheet.facts(desk, row.id), words(dispute_sheet.write(desk, row.id))
            assert 1 <= len(pages) <= 2, row.reference
            together = " ".join(pages)
            assert row.reference in pages[0]
            assert "dernier jour sûr" in dict(facts.facts).get("Prescription", "dernier jour sûr"), "it lapses later"
            assert all(" ".join(one.amount.split()) in together for one in facts.sums)
            assert all(" ".join(one.title.split()) in together for one in (*facts.dates, *facts.letters, *facts.pieces))
            if row.step is not None and facts.next_step:
                assert " ".join(facts.next_step.split()) in together
            if any("confidentiel" in one.beside for one in facts.events):
                assert "confidentiel" in facts.warning
        closed = next(one for one in desk.table(Dispute).all() if one.closed_on)
        assert dispute_sheet.facts(desk, closed.id or 0).next_step == ""
