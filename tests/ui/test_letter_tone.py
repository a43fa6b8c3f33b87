"""From one tone of reminder to another in the letter window: what changes is told, what the user chose goes along."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters import ids
from litigedesk.letters.catalogue import template
from litigedesk.operations import procedures
from tests.ui.letter_records import Open, letter_windows, open_dispute, save_profile, words_in, written
from ui.context import Context
from ui.letter_window import jumps
from ui.letter_window.enclosures import CONTRACTS, INVOICES, LETTERS, usual


@pytest.fixture
def open_letter(context: Context, qtbot: QtBot) -> Iterator[Open]:
    with letter_windows(context, qtbot) as make:
        yield make


def contested(desk: Desk, dispute_id: int) -> None:
    dispute = desk.table(Dispute).get(dispute_id)
    with desk.db.transaction("Contesté"):
        desk.table(Dispute).update(replace(dispute, contested_amount=Money.of(100), contested_reason="Deux pages."))


def test_another_tone_says_what_it_changes_and_keeps_what_the_user_chose(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = open_dispute(desk)
    contested(desk, dispute_id)  # so that letters are listed by their titles, and the tones stand under them
    window = written(qtbot, open_letter(dispute_id, ids.LADDER[0]))
    choices = window.choices
    assert choices.ladder.tone.isVisibleTo(window)
    assert not choices.ladder.changes.isVisibleTo(window), "nothing is below the first tone"
    choices.reply_by.set_value(date(2026, 12, 24))
    choices.reply_by.changed.emit()
    window.show_template(ids.LADDER[2])
    assert choices.reply_by.value == date(2026, 12, 24), "chosen by the user"
    assert choices.send_method.value is SendMethod.REGISTERED, "proposed"
    told = words_in(choices.ladder)
    assert "par rapport à «\u202fCourtois\u202f»" in told
    assert "au lieu de courriel" in told
    window.show_template(ids.ANSWER_CONTEST)
    assert not choices.ladder.isVisibleTo(window)
    assert choices.reply_by.value != date(2026, 12, 24), "another letter starts from its own delay"


def test_with_reminders_alone_the_tone_is_the_letter_and_the_changes_stand_under_it(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    window = written(qtbot, open_letter(open_dispute(desk), ids.LADDER[1]))
    assert not window.choices.ladder.tone.isVisibleTo(window)
    assert "Elle annonce une mise en demeure." in words_in(window.choices.ladder)


def test_a_procedure_that_is_not_noted_is_begun_from_the_letter_that_serves_it(
    open_letter: Open, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = open_dispute(desk)
    window = written(qtbot, open_letter(dispute_id, ids.ASK_CONCILIATOR))
    assert window.prepared.obstacle is not None
    assert window.prepared.obstacle.target == "procedure.kind"
    assert jumps.words("procedure.kind") == "Noter la démarche"
    save_profile(desk)
    wanted = Procedure(
        dispute_id=dispute_id, kind=ProcedureKind.CONCILIATION, authority="Mme Garnier", street="2 place du Port",
        postcode="56100", city="Lorient",
    )  # fmt: skip
    procedures.save(desk, wanted)
    window = written(qtbot, open_letter(dispute_id, ids.ASK_CONCILIATOR))
    assert window.prepared.document is not None
    assert usual(template(ids.ASK_CONCILIATOR)) == {CONTRACTS, INVOICES, LETTERS}
