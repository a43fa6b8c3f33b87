"""A dossier reads each fact once, and after a step builds only the cards whose facts changed."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Event, Payment
from litigedesk.domain.vocabulary import EventKind
from litigedesk.operations import disputes, invoices
from litigedesk.queries import disputes as queries
from tests.ui.disputes_world import TODAY, dispute_with, tab_shown
from ui.context import Context
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.card_column import CardColumn, Wanted
from ui.tabs.disputes.deadlines_part import NextDeadlineCard
from ui.tabs.disputes.evidence_card import EvidenceCard, Mending
from ui.tabs.disputes.limitation_card import LimitationCard
from ui.tabs.disputes.overview_part import READS
from ui.tabs.disputes.sums_card import SumsCard
from ui.tabs.disputes.timeline import TimelineCard
from ui.widgets.layout import vbox
from ui.widgets.rows import TimelineRow
from ui.widgets.text import Label


class Only:
    """A dossier of which only some facts may be read."""

    def __init__(self, dossier: queries.Dossier, names: tuple[str, ...]) -> None:
        self._dossier, self._names = dossier, names

    def __getattr__(self, name: str) -> Any:
        assert name in self._names, f"{name} is read, and a change of it would not be shown"
        return getattr(self._dossier, name)


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DisputesTab:
    return tab_shown(context, qtbot)


def cards(tab: DisputesTab) -> dict[type[QWidget], QWidget]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kinds = (SumsCard, LimitationCard, NextDeadlineCard, TimelineCard, EvidenceCard)
    return {kind: one for kind in kinds for one in tab.dossier.findChildren(kind)}


def call(dispute_id: int, title: str = "Appel") -> Event:
    return Event(dispute_id=dispute_id, kind=EventKind.CALL, happened_on=TODAY, title=title)


def test_a_dossier_asks_no_question_twice(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    asked: list[str] = []
    desk.db._connection.set_trace_callback(asked.append)
    tab.dossier.show_dispute(dispute_id)
    desk.db._connection.set_trace_callback(None)
    assert len(asked) == len(set(asked)) <= 60


def test_what_is_written_while_questions_are_remembered_is_read(desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    with desk.reading():
        assert not any(one.title == "Appel" for one in queries.dossier(desk, dispute_id, TODAY).events)
        disputes.save_event(desk, call(dispute_id))
        assert any(one.title == "Appel" for one in queries.dossier(desk, dispute_id, TODAY).events)


def test_after_a_call_only_the_timeline_is_built_anew(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    tab.open_record(dispute_id)
    before = cards(tab)
    tab.context.run(disputes.save_event, call(dispute_id))
    assert {kind for kind, one in cards(tab).items() if one is not before[kind]} == {TimelineCard}


def test_after_a_payment_the_sums_and_what_depends_on_them_are_built_anew(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    tab.open_record(dispute_id)
    before = cards(tab)
    tab.context.run(invoices.save_payment, Payment(invoice_id=1, paid_on=TODAY, amount=Money.of(100)))
    after = cards(tab)
    assert all(after[kind] is before[kind] for kind in (EvidenceCard, NextDeadlineCard))
    assert all(after[kind] is not before[kind] for kind in (SumsCard, TimelineCard))


def test_a_card_is_drawn_only_from_the_facts_that_build_it_anew(tab: DisputesTab, desk: Desk) -> None:
    dossier = queries.dossier(desk, dispute_with(desk, "Atelier Boréal"), TODAY)
    limit, commands = dossier.limitation, tab.commands
    assert limit is not None
    limited: dict[type[QWidget], Any] = {kind: Only(dossier, names) for kind, names in READS.items()}
    mending = Mending(commands, tab.dossier.pieces, limited[EvidenceCard])
    made = [
        SumsCard(commands, limited[SumsCard]),
        LimitationCard(commands, limited[LimitationCard], limit),
        NextDeadlineCard(commands, limited[NextDeadlineCard]),
        TimelineCard(commands, limited[TimelineCard]),
        EvidenceCard(mending, limited[EvidenceCard]),
    ]
    for one in made:
        one.deleteLater()


def test_a_dossier_of_two_hundred_lines_writes_only_those_it_shows(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal")
    with desk.db.transaction("Appels"):
        desk.table(Event).insert_all([call(dispute_id, f"Appel {number}") for number in range(200)])
    tab.open_record(dispute_id)
    assert len(tab.dossier.findChildren(TimelineRow)) == 5


def test_cards_come_go_and_change_place_without_being_built_anew(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = CardColumn(vbox(holder))

    def show(*keys: str) -> list[str]:
        column.show([Wanted(key, key, lambda key=key: Label(key)) for key in keys])  # type: ignore[misc]
        layout = holder.layout()
        assert layout is not None
        held = [one for one in holder.findChildren(Label) if not one.isHidden()]
        return [one.full_text() for one in sorted(held, key=layout.indexOf)]

    assert show("a", "b", "c") == ["a", "b", "c"]
    kept = {one.full_text(): one for one in holder.findChildren(Label)}
    assert show("c", "a", "d") == ["c", "a", "d"]
    assert {one.full_text() for one in holder.findChildren(Label) if kept.get(one.full_text()) is one} >= {"a", "c"}
