"""The tab Litiges on complaints: opening one, its stages, its clocks, its mediation, and what stays in confidence."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import Policy
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import Money
from litigedesk.domain.records import Event, LimitationEvent
from litigedesk.domain.vocabulary import (
    ClientKind,
    Clock,
    ClosingReason,
    ComplaintChannel,
    DisputeStage,
    EventKind,
    MediationOutcome,
)
from litigedesk.operations import complaints, disputes, policies
from litigedesk.queries import dispute_list, mediations
from litigedesk.queries import disputes as queries
from tests.ui.complaints_world import RECEIVED, Typist, complaining, complaint_of, fill, mediating, mediator_named
from tests.ui.disputes_world import (
    TODAY,
    answering,
    answering_explanation,
    choose,
    client_named,
    dispute_with,
    press,
    said,
    shown,
    tab_shown,
)
from tests.ui.test_disputes_letters import Opener, opener  # noqa: F401
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.forms.complaint_form import ComplaintForm
from ui.forms.mediation_steps import StepForm
from ui.forms.policy_form import PolicyForm
from ui.tabs.disputes import DisputesTab, words
from ui.tabs.disputes.commands import Subject
from ui.tabs.disputes.dossier import DEADLINES, LETTERS, TIMELINE
from ui.tabs.disputes.letters_part import LettersPart
from ui.tabs.disputes.stages import StageStepper
from ui.tabs.disputes.sums_card import SumsCard
from ui.tabs.disputes.timeline import TimelineCard
from ui.widgets.buttons import IconButton
from ui.widgets.rows import FactRow


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DisputesTab:
    return tab_shown(context, qtbot)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def menu_of(tab: DisputesTab, dispute_id: int) -> list[str]:
    """The other actions on a dispute."""
    menu = QMenu(tab)
    row = next(
        row for row in dispute_list.rows(tab.context.desk, TODAY, dispute_list.Scope.ALL) if row.id == dispute_id
    )
    tab.commands.fill_menu(menu, Subject.of_row(row))
    return [plain(action.text()) for action in menu.actions() if action.text()]


def timeline_of(tab: DisputesTab) -> TimelineCard:
    return next(card for card in tab.findChildren(TimelineCard) if card.isVisible())


# ---- opening ---------------------------------------------------------------------------------------------------------
def test_new_offers_an_unpaid_invoice_or_a_complaint(tab: DisputesTab, desk: Desk, type_text: Typist) -> None:
    client_named(desk, "Nadia Ferrand", ClientKind.CONSUMER)
    tab.new_record()
    menu = shown(tab, QMenu, "disputes.new_menu")
    assert [action.text() for action in menu.actions()] == ["Facture impayée…", "Réclamation d’un client…"]

    def complain(dialog: FormDialog) -> None:
        form = dialog.form
        assert isinstance(form, ComplaintForm)
        assert form.client is not None
        choose(form.client, "Nadia Ferrand")
        fill(form, "received_on", "16/11", type_text)
        choose(form.channel, "Courriel")
        fill(form, "grievance", "En retard", type_text)
        form.save_button.click()

    answering(menu.actions()[1].trigger, complain)
    assert tab.dossier.dispute_id == 1
    assert "Préparez votre réponse à la réclamation" in said(tab)


@pytest.mark.parametrize("action", ["dispute.new_complaint"])
def test_a_complaint_is_opened_from_the_menus_of_any_tab(tab: DisputesTab, action: str) -> None:
    seen: list[object] = []
    answering(tab.global_actions()[action], lambda dialog: seen.append(type(dialog.form)))
    assert seen == [ComplaintForm]


# ---- list and head ---------------------------------------------------------------------------------------------------
def test_the_list_tells_an_unpaid_invoice_a_complaint_and_a_mediation_apart(tab: DisputesTab, desk: Desk) -> None:
    dispute_with(desk, "Atelier Boréal SARL")
    complaining(desk, "Nadia Ferrand", amount=Money.of("120"))
    mediated = complaining(desk, "Julien Moreau")
    mediating(desk, mediated, mediator_named(desk))
    rows = {row.client_name: words.list_row(row, TODAY) for row in dispute_list.rows(desk, TODAY)}
    shown_as = {name: (row.detail, row.detail_icon) for name, row in rows.items()}
    assert shown_as == {
        "Atelier Boréal SARL": ("Impayé · amiable", "banknote"),
        "Nadia Ferrand": ("Réclamation · à répondre", "message-square-text"),
        "Julien Moreau": ("Médiation en cours", "handshake"),
    }
    assert plain(rows["Nadia Ferrand"].amount) == "120,00 €"
    assert rows["Julien Moreau"].amount == ""


def test_the_head_says_what_is_asked_and_no_sums_are_shown_without_invoices(tab: DisputesTab, desk: Desk) -> None:
    tab.open_record(complaining(desk, amount=Money.of("120")))
    text = plain(said(tab))
    assert "Réclamation · client consommateur" in text
    assert "demandés par le client" in text
    assert "120,00 €" in text
    assert not tab.findChildren(SumsCard)
    assert "Noter un paiement" not in text


def test_a_complaint_without_a_sum_shows_none(tab: DisputesTab, desk: Desk) -> None:
    tab.open_record(complaining(desk))
    assert "0,00" not in said(tab)


# ---- stages ----------------------------------------------------------------------------------------------------------
def test_a_complaint_has_four_stages_of_its_own(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk)
    tab.open_record(dispute_id)
    stepper = shown(tab.dossier, StageStepper, "dossier.stages")
    assert plain(stepper.accessibleName()) == "Étape 1 sur 4 : Réclamation, à répondre"
    assert plain(stepper.toolTip()).count("possible jusqu’au 16 nov. 2027") == 1
    assert [stage.value for stage in stepper.stages] == ["amicable", "assisted", "judicial", "closed"]
    tab.dossier._offer_stage(DisputeStage.ASSISTED, QPoint(0, 0))
    menu = shown(tab.dossier, QMenu, "dossier.stage_menu")
    assert plain(menu.actions()[0].text()) == "Passer à l’étape « Médiation »"
    menu.actions()[0].trigger()
    menu.close()
    assert queries.dossier(desk, dispute_id, TODAY).dispute.stage is DisputeStage.ASSISTED


def test_the_stages_of_a_complaint_tell_how_far_its_mediation_is(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk)
    mediating(desk, dispute_id, mediator_named(desk), notified_on=date(2026, 11, 18))
    tab.open_record(dispute_id)
    stepper = shown(tab.dossier, StageStepper, "dossier.stages")
    assert plain(stepper.accessibleName()) == "Étape 2 sur 4 : Médiation, notifiée aux deux parties"


def test_a_closed_complaint_shows_what_it_never_went_through(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk)
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, TODAY)
    tab.open_record(dispute_id)
    stepper = shown(tab.dossier, StageStepper, "dossier.stages")
    assert "Clos, accord trouvé" in plain(stepper.accessibleName())
    assert "Médiation : aucune" in plain(stepper.toolTip())
    assert "Juge : non saisi" in plain(stepper.toolTip())


# ---- the complaint's card --------------------------------------------------------------------------------------------
def test_the_card_shows_the_complaint_its_clocks_together_and_why(tab: DisputesTab, desk: Desk) -> None:
    policies.save(desk, Policy(insurer="Assurances du Phare"), ())
    tab.open_record(complaining(desk, request="Un remboursement", amount=Money.of("120")))
    text = plain(said(tab))
    for words_of_it in (
        "courriel, 16 novembre 2026",
        "Réclamation écrite : elle ouvre à votre client la voie du médiateur pendant un an",
        "L’album a été livré en retard.",
        "1er décembre 2026 · votre choix",
        "16 novembre 2027 · droit du client",
        "23 novembre 2026 · votre contrat",
    ):
        assert words_of_it in text
    button = next(
        b
        for b in tab.dossier.findChildren(QPushButton)
        if b.objectName().endswith(".why") and "complaint" in b.objectName()
    )
    told = plain(answering_explanation(button.click))
    assert "aucun texte ne fixe ce délai" in told
    assert "L612-2, 4°" in told
    assert "L113-2, 4°" in told


def test_a_complaint_made_aloud_says_why_nothing_runs_and_offers_the_letter(tab: DisputesTab, desk: Desk) -> None:
    tab.open_record(complaining(desk, channel=ComplaintChannel.PHONE))
    text = plain(said(tab))
    assert "Faite de vive voix : aucun délai de médiation ne court." in text
    assert "Demandez une réclamation écrite." in text
    assert "droit du client" not in text


def test_the_insurance_is_asked_in_the_dossier_and_no_is_answered_in_one_press(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    tab.open_record(complaining(desk))
    press(tab, "insured.no", qtbot)
    assert "Avez-vous une assurance" not in said(tab)
    tab.context.undo()
    assert "Avez-vous une assurance" in said(tab)


def test_yes_asks_for_the_policy_whose_delay_starts_the_clock(
    tab: DisputesTab, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    tab.open_record(complaining(desk))

    def describe(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PolicyForm)
        fill(dialog.form, "insurer", "Assurances du Phare", type_text)
        dialog.form.save_button.click()

    answering(lambda: press(tab, "insured.yes", qtbot), describe)
    assert "Prévenir l’assureur RC Pro" in said(tab)
    assert "Avez-vous une assurance" not in said(tab)


def test_the_document_of_a_complaint_is_opened_as_a_copy(
    tab: DisputesTab,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    opener: Opener,  # noqa: F811
) -> None:
    mail = tmp_path / "réclamation.eml"
    mail.write_bytes(b"From: nadia@exemple.example")
    dispute_id = complaining(desk)
    kept = complaint_of(desk, dispute_id)
    complaints.save(desk, kept, mail)
    tab.open_record(dispute_id)
    press(tab, f"complaint.{kept.id}.document", qtbot)
    assert [one.name for one in opener.opened] == ["réclamation.eml"]
    assert opener.opened[0].read_bytes() == b"From: nadia@exemple.example"
    assert desk.folder not in opener.opened[0].parents


def test_preparing_the_answer_opens_the_complaint_at_its_facts(tab: DisputesTab, desk: Desk, qtbot: QtBot) -> None:
    tab.open_record(complaining(desk))
    seen: list[bool] = []

    def look(dialog: FormDialog) -> None:
        qtbot.waitUntil(lambda: dialog.form.editor("findings").isVisible())
        seen.append(True)

    answering(lambda: press(tab, "dossier.next", qtbot), look)
    assert seen == [True]


# ---- mediation -------------------------------------------------------------------------------------------------------
def test_the_mediation_shows_its_phase_and_opens_its_own_tab(tab: DisputesTab, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = complaining(desk)
    mediation_id = mediating(desk, dispute_id, mediator_named(desk), notified_on=date(2026, 11, 18), reference="MCM-7")
    tab.open_record(dispute_id)
    text = plain(said(tab))
    for words_of_it in ("Notifiée aux deux parties", "Médiation Conso des Marées", "MCM-7", "16 février 2027"):
        assert words_of_it in text
    with qtbot.waitSignal(tab.context.navigated) as asked:
        press(tab, f"mediation.{mediation_id}.open", qtbot)
    assert asked.args == ["mediation", mediation_id]


def test_the_next_step_of_a_mediation_is_noted_from_the_dossier(
    tab: DisputesTab, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    dispute_id = complaining(desk)
    mediation_id = mediating(desk, dispute_id, mediator_named(desk))
    tab.open_record(dispute_id)

    def note(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, StepForm)
        fill(dialog.form, "notified_on", "18/11", type_text)
        dialog.form.save_button.click()

    answering(lambda: press(tab, "dossier.next", qtbot), note)
    assert mediations.mediation(desk, mediation_id).notified_on == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("kind", "offered"), [(ClientKind.CONSUMER, True), (ClientKind.PROFESSIONAL, False), (ClientKind.PUBLIC, False)]
)
def test_only_a_consumers_dispute_offers_a_complaint_and_a_mediation(
    tab: DisputesTab, desk: Desk, kind: ClientKind, offered: bool
) -> None:
    entries = menu_of(tab, dispute_with(desk, "Client", kind))
    assert ("Noter une réclamation…" in entries) is offered
    assert ("Ouvrir une médiation…" in entries) is offered


def test_a_mediation_that_runs_is_not_offered_twice(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk)
    assert "Ouvrir une médiation…" in menu_of(tab, dispute_id)
    mediating(desk, dispute_id, mediator_named(desk))
    assert "Ouvrir une médiation…" not in menu_of(tab, dispute_id)
    assert "Noter une réclamation…" in menu_of(tab, dispute_id)


def test_a_suspension_by_the_mediation_is_said_and_changed_in_the_mediation(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = dispute_with(desk, "Paul Guérin", ClientKind.CONSUMER)
    wanted = Complaint(dispute_id=dispute_id, received_on=RECEIVED, channel=ComplaintChannel.EMAIL, grievance="Lent")
    complaints.save(desk, wanted)
    mediation_id = mediating(desk, dispute_id, mediator_named(desk), agreed_on=date(2026, 11, 20))
    tab.open_record(dispute_id)
    (event,) = desk.table(LimitationEvent).where(dispute_id=dispute_id)
    line = tab.dossier.findChild(FactRow, f"limitation.{event.id}")
    assert line is not None
    assert "20 nov" in plain(line.accessibleName())
    assert line.parentWidget().findChildren(IconButton) == []  # it is changed in the mediation alone
    with qtbot.waitSignal(tab.context.navigated) as asked:
        line.click()
    assert asked.args == ["mediation", mediation_id]


# ---- timeline --------------------------------------------------------------------------------------------------------
def test_a_confidential_line_carries_a_lock_and_the_word(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk)
    mediating(desk, dispute_id, mediator_named(desk), proposal_on=date(2026, 11, 20), proposal="310 € remboursés")
    tab.open_record(dispute_id)
    tab.dossier.show_part(TIMELINE)
    entries = {line.entry.title: line.entry for line in timeline_of(tab).timeline.rows()}
    assert entries["Proposition du médiateur"].icon == "lock"
    assert entries["Proposition du médiateur"].detail.startswith("confidentiel · 310")
    assert entries["Médiateur saisi par le client"].icon == "handshake"
    assert entries["Réclamation reçue"].icon == "message-square-text"


def test_a_line_is_marked_confidential_from_its_menu_and_from_its_form(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk)
    mediating(desk, dispute_id, mediator_named(desk))
    call = Event(dispute_id=dispute_id, kind=EventKind.CALL, happened_on=TODAY, title="Appel au médiateur")
    event = disputes.save_event(desk, call).value
    tab.open_record(dispute_id)

    def secret() -> bool:
        return next(one for one in queries.dossier(desk, dispute_id, TODAY).events if one.id == event.id).confidential

    target = next(row.entry.record for row in timeline_of(tab).timeline.rows() if row.entry.title == call.title)
    timeline_of(tab)._show_menu(target, QPoint(0, 0))  # type: ignore[arg-type]
    menu = next(one for one in timeline_of(tab).findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text() == "Marquer comme confidentiel").trigger()
    menu.close()
    assert secret()

    def unmark(dialog: FormDialog) -> None:
        assert "L612-3" in dialog.form.editor("confidential").field.accessibleDescription()
        dialog.form.editor("confidential").set_value(False)
        dialog.form.save_button.click()

    answering(lambda: tab.commands.note(dispute_id, EventKind.CALL, event.id), unmark)
    assert not secret()


def test_confidence_is_not_asked_where_nobody_mediates(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    fields: list[str] = []
    answering(
        lambda: tab.commands.note(dispute_id, EventKind.CALL),
        lambda dialog: fields.extend(editor.name for editor in dialog.form.editors()),
    )
    assert "confidential" not in fields


def test_a_line_of_the_complaint_opens_it_and_one_of_the_mediation_its_tab(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk)
    mediation_id = mediating(desk, dispute_id, mediator_named(desk))
    tab.open_record(dispute_id)
    rows = {row.entry.title: row for row in timeline_of(tab).timeline.rows()}
    answering(rows["Réclamation reçue"].click, lambda dialog: None)
    rows = {row.entry.title: row for row in timeline_of(tab).timeline.rows()}
    with qtbot.waitSignal(tab.context.navigated) as asked:
        rows["Médiateur saisi par le client"].click()
    assert asked.args == ["mediation", mediation_id]


def test_the_end_of_somebody_elses_right_is_never_late(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk, received_on=date(2025, 6, 10), answered_on=date(2025, 6, 12))
    tab.open_record(dispute_id)
    text = plain(said(tab))
    assert "terminé le 10 juin" in text
    assert "en retard de" not in text
    assert "Aucune date notée" in text
    tab.dossier.show_part(DEADLINES)
    deadline = next(one for one in queries.dossier(desk, dispute_id, TODAY).deadlines if one.done_on is None)
    assert not tab.dossier.findChildren(QPushButton, f"deadline.{deadline.id}.done")


def test_a_day_that_a_contract_sets_is_not_put_off_in_a_press(tab: DisputesTab, desk: Desk) -> None:
    policies.save(desk, Policy(insurer="Assurances du Phare"), ())
    dispute_id = complaining(desk)
    tab.open_record(dispute_id)
    tab.dossier.show_part(DEADLINES)
    insurer = next(one for one in queries.dossier(desk, dispute_id, TODAY).deadlines if one.clock is Clock.INSURER)
    assert tab.dossier.findChildren(QPushButton, f"deadline.{insurer.id}.done")
    assert not tab.dossier.findChildren(QPushButton, f"deadline.{insurer.id}.week")


# ---- letters ---------------------------------------------------------------------------------------------------------
def test_the_letters_that_fit_are_listed(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk)
    tab.open_record(dispute_id)
    tab.dossier.show_part(LETTERS)

    def offered() -> list[str]:
        part = next(one for one in tab.findChildren(LettersPart) if one.isVisible())
        button = shown(part, QPushButton, "letters.choose")
        return [action.text() for action in button.findChildren(QMenu)[0].actions()]

    before = offered()
    assert "Réponse à réclamation" in before
    assert "Mise en demeure" not in before
    assert not [title for title in before if "proposition" in title]
    mediating(desk, dispute_id, mediator_named(desk), outcome=MediationOutcome.FAILURE, ended_on=date(2026, 11, 20))
    tab.refresh_now()
    assert "Constat de fin de médiation" in offered()
