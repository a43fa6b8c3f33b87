"""What is typed and not saved yet is on the disk, comes back as it was, and a file that is damaged takes nothing else away."""

import json
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import StorageError
from litigedesk.store.drafts import NAME, Drafts, decode, encode

NOW = datetime(2026, 11, 22, 9, 0)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.builds(Money, st.integers())
    | st.sampled_from(list(ClientKind))
    | st.builds(Path, st.text(alphabet="abcé/ ", min_size=1))
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner) | st.frozensets(st.text())
    ),
    max_leaves=8,
)


@given(VALUES)
def test_every_value_that_a_form_may_hold_comes_back_as_it_was(value: object) -> None:
    back = decode(json.loads(json.dumps(encode(value))))
    assert back == value
    assert type(back) is type(value)


def test_a_closed_list_is_told_from_another_by_its_name_alone() -> None:
    names: Counter[str] = Counter()
    waiting: list[type[Enum]] = [Enum]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            names[kind.__name__] += kind.__module__.startswith("litigedesk.domain.")
    assert [name for name, times in names.items() if times > 1] == []


def test_what_was_kept_is_there_at_the_next_opening(tmp_path: Path) -> None:
    folder = tmp_path / "brouillons"
    drafts = Drafts(folder)
    drafts.keep("client:new", {"name": "Zoé \ud83d", "on": date(2026, 1, 2)}, title="Nouveau client", now=NOW)
    drafts.keep("event:3", {"note": "…"}, title="Événement", now=NOW.replace(hour=10), about=[("event", 3)])
    drafts.keep("gone", {}, title="", now=NOW)
    drafts.write()
    drafts.drop("gone")
    assert drafts.is_unwritten
    drafts.write()
    again = Drafts(folder)
    assert [key for key, _ in again] == ["event:3", "client:new"], "the newest first"
    assert dict(again) == dict(drafts)
    assert not again.is_unwritten
    assert folder.stat().st_mode & 0o077 == 0


def test_a_value_of_a_type_unknown_to_the_file_is_left_out_alone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("k", {"name": "Zoé", "odd": object(), "deep": [object()]}, title="", now=NOW)
    drafts.write()
    kept = Drafts(tmp_path).get("k")
    assert kept is not None
    assert kept.values == {"name": "Zoé"}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00" * 200,
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"version": 2, "drafts": {}}',
        b'{"version": 1, "drafts": {"k": 3}}',
        b'{"version": 1, "drafts": []}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside_and_the_drafts_start_empty(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    (tmp_path / ".0123.part").write_bytes(b"left by a crash")
    drafts = Drafts(tmp_path)
    assert len(drafts) == 0
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [damage]
    assert not (tmp_path / NAME).exists()
    drafts.keep("k", {"name": "Zoé"}, title="", now=NOW)
    drafts.write()
    assert len(Drafts(tmp_path)) == 1


def test_a_choice_that_is_offered_no_longer_leaves_the_rest_of_its_form(tmp_path: Path) -> None:
    values = {
        "kind": {"enum": ["ClientKind", "MARTIAN"]},
        "who": {"enum": ["os", "x"]},
        "odd": {"eval": "1"},
        "n": "Zoé",
    }
    draft = {"title": "t", "kept_at": "2026-11-22T09:00:00", "about": [["client", 3]], "values": values}
    (tmp_path / NAME).write_text(json.dumps({"version": 1, "drafts": {"k": draft}}))
    kept = Drafts(tmp_path).get("k")
    assert kept is not None
    assert kept.values == {"n": "Zoé"}


def test_forgetting_a_record_takes_its_drafts_from_the_disk_at_once(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("client:3", {"name": "Zoé"}, title="", now=NOW, about=[("client", 3)])
    drafts.keep("client:4", {"name": "Ali"}, title="", now=NOW, about=[("client", 4)])
    drafts.write()
    (tmp_path / "illisible-1.json").write_bytes(b"Zo\xe9 too, perhaps")
    assert drafts.forget([("client", 3), ("dispute", 4)]) == 1
    assert [key for key, _ in Drafts(tmp_path)] == ["client:4"]
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert b"Zo" not in (tmp_path / NAME).read_bytes()


def test_drafts_of_no_folder_write_nothing(tmp_path: Path) -> None:
    drafts = Drafts(None)
    drafts.keep("k", {}, title="", now=NOW)
    drafts.write()
    assert len(drafts) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_says_so_and_is_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "brouillons"
    folder.write_bytes(b"")  # a file where the folder should be
    drafts = Drafts(folder)
    drafts.keep("k", {"amount": Decimal("1.50")}, title="", now=NOW)
    with pytest.raises(StorageError):
        drafts.write()
    folder.unlink()
    drafts.write()
    assert len(Drafts(folder)) == 1
