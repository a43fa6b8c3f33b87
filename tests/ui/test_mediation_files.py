"""The files of mediations: the list, and the page of one with what each of its buttons does."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.money import Money
from litigedesk.domain.records import Event, Letter
from litigedesk.domain.vocabulary import EventKind, MediationOutcome, ProposalAnswer, SendMethod
from litigedesk.operations import disputes, letters
from tests.ui.complaints_world import complaining, said
from tests.ui.disputes_world import answering
from tests.ui.mediation_world import button, equipped, gone, menu_words, notified, proposed, seller, tab_shown
from ui.context import Context
from ui.tabs.mediation import MediationTab
from ui.widgets.figures import Stepper
from ui.widgets.panels import EmptyState, Foldable
from ui.widgets.record_timeline import RecordTimeline


def names(tab: MediationTab) -> list[str]:
    return [row.client_name for row in tab.files.list.model.rows()]


def test_without_any_mediation_a_sentence_says_who_may_ask_for_one(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "files")
    empty = next(one for one in tab.files.findChildren(EmptyState) if one.isVisibleTo(tab))
    assert "Seul votre client peut saisir le médiateur" in said(empty)
    titles = []
    answering(button(tab, "mediations.first").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert titles == ["Ouvrir une médiation"]


def test_the_list_holds_the_running_ones_by_next_date_and_the_chips_the_others(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    mediator_id = equipped(desk)
    notified(desk, mediator_id)
    proposed(desk, mediator_id)
    ended = {"outcome": MediationOutcome.FAILURE, "ended_on": date(2026, 11, 21)}
    proposed(desk, mediator_id, "Odile Bastien", **ended)
    tab = tab_shown(context, qtbot, "files")
    assert names(tab) == ["Julien Moreau", "Louise Petitjean"]
    chips = {one.text(): one for one in tab.files.list.chips.buttons()}
    assert set(chips) == {"En cours 2", "Terminées 1", "Toutes"}
    chips["Terminées 1"].click()
    assert names(tab) == ["Odile Bastien"]
    chips["Toutes"].click()
    assert len(names(tab)) == 3


def test_the_filter_finds_by_mediator_and_reference(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    proposed(desk, mediator_id, reference="MCM-418")
    notified(desk, mediator_id)
    tab = tab_shown(context, qtbot, "files")
    tab.files.list.filter.setText("mcm-418")
    tab.files.list.refresh()
    assert names(tab) == ["Julien Moreau"]


def test_the_list_sorts_by_the_sum_and_not_by_its_digits(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    proposed(desk, mediator_id, "Sans Virgule", proposal_amount=Money.of("900"))
    proposed(desk, mediator_id, "Avec Milliers", proposal_amount=Money.of("1200"))
    tab = tab_shown(context, qtbot, "files")
    tab.files.list.sort_by(1)
    assert names(tab) == ["Sans Virgule", "Avec Milliers"]


def test_a_record_hidden_by_the_filter_is_shown_all_the_same(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    proposed(desk, mediator_id)
    over = proposed(desk, mediator_id, "Odile Bastien", outcome=MediationOutcome.FAILURE, ended_on=date(2026, 11, 21))
    tab = tab_shown(context, qtbot, "files")
    tab.open_record(over, "mediation")
    assert tab.files.page.mediation_id == over
    assert tab.files.list.current_id == over


def test_the_page_says_where_it_stands_and_what_is_known(desk: Desk, context: Context, qtbot: QtBot) -> None:
    proposed(desk, equipped(desk), reference="MCM-418")
    tab = tab_shown(context, qtbot, "files")
    page = tab.files.page
    words = said(page)
    for expected in (
        "Proposition reçue",
        "jour 4 sur 90",
        "Un remboursement de 310 €.",
        "confidentiel",
        "27 novembre 2026, délai fixé par le médiateur",
        "Prescription suspendue depuis le 18 novembre 2026",
        "60,00 € (simple)",
        "www.marees.example",
    ):
        assert expected in words, expected
    stepper = page.findChild(Stepper)
    assert stepper is not None
    assert "Étape 5 sur 6" in stepper.accessibleName()
    line = page.findChild(RecordTimeline)
    assert line is not None
    assert "proposition" in line.describe()


def test_a_date_is_noted_at_its_own_step(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediation_id = proposed(desk, equipped(desk))
    tab = tab_shown(context, qtbot, "files")
    link = next(
        one
        for one in tab.files.page.findChildren(type(button(tab, "mediation.next")))
        if "my-answer" in one.objectName()
    )

    def accept(dialog: object) -> None:
        form = dialog.form  # type: ignore[attr-defined]
        form.editor("my_answer").set_value(ProposalAnswer.ACCEPTED)
        form.editor("my_answer_on").set_value(date(2026, 11, 22))
        form.save()

    answering(link.click, accept)
    assert desk.table(Mediation).get(mediation_id).my_answer is ProposalAnswer.ACCEPTED
    assert "acceptée le 22 novembre 2026" in said(tab.files.page)
    context.undo()
    assert "pas encore de réponse" in said(tab.files.page)


def test_every_step_can_be_noted_from_the_menu(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediation_id = notified(desk, equipped(desk))
    tab = tab_shown(context, qtbot, "files")
    more = tab.files.page.findChild(QToolButton, "mediation.more")
    assert more is not None
    assert menu_words(more.menu()) == [
        "Modifier…",
        "Noter une étape",
        "Ouvrir le litige",
        "Voir le client",
        "Supprimer la médiation",
    ]
    steps = next(one for one in more.menu().findChildren(QMenu) if one.title() == "Noter une étape")
    assert len(menu_words(steps)) == 12
    titles = []
    for action in steps.actions():
        answering(action.trigger, lambda dialog: titles.append(dialog.windowTitle()))
    assert len(set(titles)) == 12
    assert desk.table(Mediation).get(mediation_id).rejected_on is None


def test_the_other_actions_go_to_the_dispute_and_delete(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    mediation_id = notified(desk, mediator_id)
    tab = tab_shown(context, qtbot, "files")
    more = tab.files.page.findChild(QToolButton, "mediation.more")
    assert more is not None
    actions = {one.text(): one for one in more.menu().actions()}
    with qtbot.waitSignal(context.navigated) as went:
        actions["Ouvrir le litige"].trigger()
    assert went.args is not None
    assert went.args[0] == "dispute"
    actions["Supprimer la médiation"].trigger()
    assert desk.table(Mediation).find(mediation_id) is None
    assert tab.files.stage.is_empty
    context.undo()
    assert names(tab) == ["Louise Petitjean"]


def test_conditions_are_folded_once_all_hold_and_open_while_one_is_to_answer(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    mediator_id = equipped(desk)
    settled, asking = proposed(desk, mediator_id), notified(desk, mediator_id, in_sector=None)
    tab = tab_shown(context, qtbot, "files")
    for mediation_id, opened in ((settled, False), (asking, True)):
        tab.open_record(mediation_id, "mediation")
        gone()
        fold = next(one for one in tab.files.page.findChildren(Foldable) if one.header.text().strip() == "Conditions")
        assert fold.is_open() is opened
    fields = []
    link = button(tab.files.page, "condition.in-sector.answer")
    answering(link.click, lambda dialog: fields.append(dialog.windowTitle()))
    assert fields == ["Modifier la médiation"]


def test_each_letter_that_fits_is_offered_and_the_confidential_ones_have_a_lock(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    proposed(desk, equipped(desk))
    tab = tab_shown(context, qtbot, "files")
    write = button(tab.files.page, "mediation.write")
    words = menu_words(write.menu())  # type: ignore[attr-defined]
    assert any("Acceptation" in one for one in words)
    assert not any("Relance" in one for one in words)


def test_a_letter_of_the_mediation_is_tracked_opened_and_deleted(
    desk: Desk, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    notified(desk, equipped(desk), reference="MCM-418")
    dispute_id = desk.table(Mediation).all()[0].dispute_id
    choices = letters.Choices(written_on=date(2026, 11, 21), send_method=SendMethod.EMAIL, reply_by=None)
    letter = letters.file(desk, of_dispute(dispute_id), "participation-acceptee", choices).value
    tab = tab_shown(context, qtbot, "files")
    assert "rédigée, à envoyer" in said(tab.files.page)
    more = tab.files.page.findChild(QToolButton, f"mediation.letter.{letter.id}")
    assert more is not None
    actions = {one.text(): one for one in more.menu().actions()}
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    actions["Ouvrir le PDF"].trigger()
    assert Path(opened[0]).read_bytes().startswith(b"%PDF")
    titles = []
    answering(actions["Suivre l’envoi…"].trigger, lambda dialog: titles.append(dialog.windowTitle()))
    assert len(titles) == 1
    actions["Supprimer la lettre"].trigger()
    assert desk.table(Letter).find(letter.id or 0) is None


def test_only_what_was_typed_by_hand_opens_from_the_timeline(desk: Desk, context: Context, qtbot: QtBot) -> None:
    from ui.widgets.rows import TimelineRow

    mediation_id = proposed(desk, equipped(desk))
    dispute_id = desk.table(Mediation).get(mediation_id).dispute_id
    disputes.save_event(
        desk,
        Event(
            dispute_id=dispute_id,
            kind=EventKind.CALL,
            happened_on=date(2026, 11, 21),
            title="Appel au médiateur",
            mediation_id=mediation_id,
        ),
    )
    tab = tab_shown(context, qtbot, "files")
    rows = {one.entry.title: one for one in tab.files.page.findChildren(TimelineRow)}
    assert rows["Appel au médiateur"].pressable
    assert not rows["Proposition du médiateur"].pressable
    assert rows["Proposition du médiateur"].entry.detail.startswith("confidentiel")
    titles = []
    answering(rows["Appel au médiateur"].click, lambda dialog: titles.append(dialog.windowTitle()))
    assert titles == ["Modifier la ligne"]


def test_a_new_mediation_is_shown_once_opened(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    dispute_id = complaining(desk)
    tab = tab_shown(context, qtbot)

    def fill(dialog: object) -> None:
        form = dialog.form  # type: ignore[attr-defined]
        form.editor("dispute_id").set_value(dispute_id)
        form.editor("dispute_id").changed.emit()
        form.editor("started_by_client").set_value(True)
        form.editor("mediator_id").set_value(mediator_id)
        form.editor("referred_on").set_value(date(2026, 11, 20))
        form.save()

    answering(tab.new_record, fill)
    (held,) = desk.table(Mediation).all()
    assert tab.parts.key == "files"
    assert tab.files.page.mediation_id == held.id
