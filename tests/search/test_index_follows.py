"""Whatever is done to the records, the index that followed is the one that would be made anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.search.index import Index
from litigedesk.search.keeper import Keeper
from litigedesk.search.kinds import KINDS
from litigedesk.search.upkeep import Pending, bring_up_to_date, read_a_file
from litigedesk.store.undo import Change
from tests.folders import new_desk
from tests.search.any_records import act, begin


@dataclass
class Following:
    """Hands the steps to what is pending."""

    pending: Pending
    index: Index

    def saved(self, changes: Sequence[Change]) -> None:
        self.pending.add(changes)

    def scrubbed(self) -> None:
        """Nothing is erased here."""

    def closing(self) -> None:
        self.index.close()


def held(index: Index) -> dict[str, list[tuple[object, ...]]]:
    """All that an index holds."""
    questions = {kind.name: f"SELECT rowid, own, around FROM find_{kind.name} ORDER BY rowid" for kind in KINDS}
    questions |= {
        "texts": "SELECT sha256, state, text, words FROM file_text ORDER BY sha256",
        "uses": "SELECT kind, id, sha256 FROM file_use ORDER BY kind, id, sha256",
        "token": "SELECT token FROM state",
    }
    found = {name: list(index.rows(sql)) for name, sql in questions.items()}
    index.learn_names()
    return found | {"names": [index.names]}


def made_anew(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    index = Index(None)
    with desk.db.reader() as reader:
        assert bring_up_to_date(index, reader, Pending(), lambda: False, lambda _share: None)
        while read_a_file(index, reader, desk.vault):
            pass
    found = held(index)
    index.close()
    return found


@settings(max_examples=25)
@given(st.lists(st.integers(0, 10**9), min_size=20, max_size=60))
def test_the_index_that_followed_is_the_one_made_anew(draws: list[int]) -> None:
    with TemporaryDirectory() as around, new_desk(Path(around, "d"), lambda: datetime(2026, 11, 22, 9, 0)) as desk:
        index, pending = Index(Path(around, "index.sqlite")), Pending()
        desk.db.follow(Following(pending, index))
        for place, draw in enumerate(draws):
            act(desk, draw)
            if place % 5 == 4 or place == len(draws) - 1:
                with desk.db.reader() as reader:
                    assert bring_up_to_date(index, reader, pending, lambda: False, lambda _share: None)
                    while read_a_file(index, reader, desk.vault):
                        pass
        assert held(index) == made_anew(desk)


def test_an_index_left_behind_is_brought_up_to_date_whatever_happened_meanwhile(tmp_path: Path) -> None:
    for start, end in ((0, 40), (40, 80)):
        with Desk.open(tmp_path, lambda: datetime(2026, 11, 22, 9, 0)) as desk:
            if start == 0:
                begin(desk)
            for draw in range(start, end):
                act(desk, draw * 7_919_317)
            if start == 0:
                keeper = Keeper(tmp_path, desk.db.reader, desk.vault)
                while keeper.work(lambda: False, lambda _share: None):
                    pass
                keeper.closing()
            else:
                index = Index(tmp_path / "recherche.sqlite")
                with desk.db.reader() as reader:
                    assert bring_up_to_date(index, reader, Pending(), lambda: False, lambda _share: None)
                    while read_a_file(index, reader, desk.vault):
                        pass
                assert held(index) == made_anew(desk)
                index.close()


def test_a_new_index_given_up_half_way_is_made_whole_the_next_time(tmp_path: Path) -> None:
    with Desk.open(tmp_path, lambda: datetime(2026, 11, 22, 9, 0)) as desk:
        with desk.db.transaction("Clients"):
            for number in range(1_000):
                desk.table(Client).insert(Client(name=f"Client {number}"))
        index, asked = Index(tmp_path / "index.sqlite"), iter([False, True])
        with desk.db.reader() as reader:
            assert not bring_up_to_date(index, reader, Pending(), lambda: next(asked), lambda _share: None)
            assert index.token == ""
            assert bring_up_to_date(index, reader, Pending(), lambda: False, lambda _share: None)
        assert held(index) == made_anew(desk)
        index.close()
