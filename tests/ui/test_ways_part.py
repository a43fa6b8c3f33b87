"""The part Démarches of a dossier: procedures that run, those that are over, and the ways on, folded to their verdict."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.vocabulary import ClosingReason
from litigedesk.operations import disputes
from litigedesk.operations import procedures as operations
from litigedesk.queries import procedures
from litigedesk.queries.next_step import NextStep
from litigedesk.rules.conditions import Verdict
from tests.ui.complaints_world import Typist, fill
from tests.ui.disputes_world import answering, dispute_with, said, shown, tab_shown
from ui.context import Context
from ui.date_words import clock_chip
from ui.dialogs.bundle import BundleDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.next_step import ICONS, do_step
from ui.forms.client_form import ClientForm
from ui.forms.contest_form import ContestForm
from ui.forms.form import Form
from ui.forms.invoice_form import InvoiceForm
from ui.forms.limitation_form import LimitationEventForm
from ui.forms.payment_form import PaymentForm
from ui.forms.procedure_form import ProcedureForm
from ui.forms.procedure_steps import ProcedureStepForm
from ui.forms.profile_form import ProfileForm
from ui.screenshots import settle
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes import procedure_words as words
from ui.tabs.disputes.dossier import PLAN, WAYS
from ui.tabs.disputes.procedure_card import ProcedureCard
from ui.tabs.disputes.way_fold import WayFold
from ui.tabs.disputes.ways_part import WaysPart
from ui.theme import ThemeMode, current
from ui.widgets.panels import Page
from ui.widgets.record_timeline import RecordTimeline
from ui.widgets.text import Label


@pytest.fixture
def dispute_id(desk: Desk) -> int:
    return dispute_with(desk, "Atelier Boréal SARL")


@pytest.fixture
def tab(context: Context, qtbot: QtBot, dispute_id: int) -> DisputesTab:
    made = tab_shown(context, qtbot)
    made.open_record(dispute_id, "ways")
    return made


def begun(desk: Desk, dispute_id: int, kind: ProcedureKind, **changes: Any) -> int:
    saved = operations.save(desk, Procedure(dispute_id=dispute_id, kind=kind, **changes)).value
    assert saved.id is not None
    return saved.id


def part_of(tab: DisputesTab) -> WaysPart:
    return next(one for one in tab.findChildren(WaysPart) if one.isVisible())


def fold_of(tab: DisputesTab, key: str) -> WayFold:
    return next(fold for fold in part_of(tab).folds if fold.way.key == key)


def form_of(dialog: FormDialog) -> Form:
    return dialog.form


# ---- the ways on -----------------------------------------------------------------------------------------------------
def test_every_way_is_folded_to_its_name_and_a_word(tab: DisputesTab) -> None:
    assert tab.dossier.tabs.key == WAYS
    known = {"possible", "à vérifier", "impossible", "pas encore ouverte", "pas noté"}
    for fold in part_of(tab).folds:
        assert not fold.is_open()
        assert fold.verdict.text() in known
        assert fold.verdict.text() in fold.header.accessibleName()
    kinds = {fold.way.kind for fold in part_of(tab).folds} - {None}
    assert kinds == set(ProcedureKind)


def test_ways_that_are_closed_stand_apart_and_a_reason_they_share_is_said_once(
    tab: DisputesTab, desk: Desk, dispute_id: int
) -> None:
    apart = part_of(tab).closed.findChildren(WayFold)
    assert {fold.verdict.text() for fold in apart} <= {"impossible", "pas encore ouverte"}
    assert {fold.verdict.text() for fold in part_of(tab).folds if fold not in apart} <= {
        "possible",
        "à vérifier",
        "pas noté",
    }
    begun(desk, dispute_id, ProcedureKind.INSOLVENCY, published_on=date(2026, 11, 1))
    tab.refresh_now()
    part_of(tab).closed.open()
    reason = "les paiements et les poursuites sont arrêtés"
    assert reason in said(tab).replace("\u00a0", " ")
    told = [one.full_text() for one in part_of(tab).closed.findChildren(Label) if one.isVisible()]
    assert not any(reason in one.replace("\u00a0", " ") for one in told)


def test_a_way_that_the_program_does_not_open_says_why_and_cannot_be_begun(tab: DisputesTab) -> None:
    part_of(tab).closed.open()
    closed = [fold for fold in part_of(tab).folds if fold.way.kind is None]
    for fold in closed:
        fold.open()
        assert fold.way.disabled in said(tab)
        assert fold.findChildren(QPushButton, "way.None.begin") == []
    assert [fold.way.article for fold in closed] == ["CPCE\u00a0L126-1 à L126-5"]


def test_a_closed_dispute_without_procedure_says_so_and_its_plan_offers_nothing(
    tab: DisputesTab, desk: Desk, dispute_id: int
) -> None:
    tab.context.run(disputes.close, dispute_id, ClosingReason.ABANDONED, desk.today())
    tab.open_record(dispute_id, WAYS)
    assert "Aucune démarche n’y a été notée." in said(tab)
    tab.dossier.show_part(PLAN)
    assert "Aucune étape n’a été faite." in said(tab)
    assert "Sans objet ici" not in said(tab)
    assert not [one for one in tab.dossier.findChildren(QPushButton, "plan.add") if one.isVisible()]


def test_what_is_unfolded_stays_so_when_the_dossier_is_read_again(
    tab: DisputesTab, desk: Desk, dispute_id: int
) -> None:
    fold_of(tab, "payment-order").open()
    assert shown(tab, QPushButton, "way.payment-order.begin").isVisible()
    tab.context.run(operations.save, Procedure(dispute_id=dispute_id, kind=ProcedureKind.CONCILIATION))
    assert fold_of(tab, "payment-order").is_open()
    assert not fold_of(tab, "court-claim").is_open()


def test_a_way_is_begun_from_its_fold_and_then_runs(tab: DisputesTab, desk: Desk, type_text: Typist) -> None:
    fold_of(tab, "small-claims").open()

    def begin(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, ProcedureForm)
        fill(dialog.form, "authority", "Me Claire Dupont", type_text)
        fill(dialog.form, "asked_on", "20/11", type_text)
        dialog.form.save_button.click()

    tab.resize(1000, 420)
    button = shown(tab, QPushButton, "way.small-claims.begin")
    button.setFocus()
    page = tab.dossier
    page.ensureWidgetVisible(button)
    assert page.verticalScrollBar().value() > 0
    answering(button.click, begin)
    settle()
    keys = tab.window().focusWidget()
    assert keys is not None
    assert not keys.visibleRegion().isEmpty(), (
        "the page goes where the keys are: the way just begun has gone from its place"
    )
    assert len(tab.findChildren(ProcedureCard)) >= 1
    assert "Me Claire Dupont" in said(tab)
    assert "N’encaissez rien du client" in said(tab)
    running = fold_of(tab, "small-claims")
    assert running.verdict.text() == "en cours"
    assert not any(one.isVisible() for one in running.findChildren(QPushButton, "way.small-claims.begin"))


@pytest.mark.parametrize(
    ("field", "form", "name"),
    [
        ("profile.trader", ProfileForm, "trader"),
        ("client.trader", ClientForm, "trader"),
        ("client.address", ClientForm, "street"),
        ("dispute.contested", ContestForm, "contested_amount"),
        ("procedure.exemption", ProcedureForm, "exemption"),
        ("contract", InvoiceForm, "contract_id"),
        ("limitation", LimitationEventForm, "happened_on"),
    ],
)
def test_a_question_opens_the_form_that_answers_it(tab: DisputesTab, field: str, form: type[Form], name: str) -> None:
    dossier, seen = tab.dossier.dossier, list[type[Form]]()
    assert dossier is not None

    def look(dialog: FormDialog) -> None:
        assert dialog.form.editor(name)
        seen.append(type(dialog.form))

    answering(lambda: tab.commands.procedures.answer(dossier, ProcedureKind.COURT_CLAIM, field), look)
    assert seen == [form]


def test_the_sums_that_a_condition_waits_for_are_in_the_overview(tab: DisputesTab, dispute_id: int) -> None:
    dossier, asked = tab.dossier.dossier, list[tuple[str, int]]()
    assert dossier is not None
    tab.context.navigated.connect(lambda kind, record_id: asked.append((kind, record_id)))
    tab.commands.procedures.answer(dossier, None, "sums")
    assert asked == [("overview", dispute_id)]
    tab.open_record(dispute_id, "overview")
    assert tab.dossier.tabs.key == "overview"


def test_what_is_to_be_answered_comes_before_what_holds(tab: DisputesTab) -> None:
    found = words.urgent_first(fold_of(tab, "small-claims").way.conditions)
    verdicts = [one.verdict for one in found]
    assert verdicts == sorted(verdicts, key=[Verdict.FAILED, Verdict.ASK, Verdict.MET].index)
    assert len(set(verdicts)) > 1


# ---- the procedures --------------------------------------------------------------------------------------------------
def test_a_date_of_a_procedure_is_noted_from_its_card(
    tab: DisputesTab, desk: Desk, dispute_id: int, type_text: Typist
) -> None:
    procedure_id = begun(desk, dispute_id, ProcedureKind.CONCILIATION, asked_on=date(2026, 11, 2))
    tab.refresh_now()

    def meet(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, ProcedureStepForm)
        fill(dialog.form, "meeting_on", "20/11", type_text)
        dialog.form.save_button.click()

    answering(shown(tab, QPushButton, f"procedure.{procedure_id}.date.meeting").click, meet)
    assert procedures.procedure(desk, procedure_id).meeting_on == date(2026, 11, 20)
    assert "20 novembre 2026" in said(tab).replace("\u00a0", " ")


def test_one_that_is_over_is_folded_below_and_asks_for_nothing(tab: DisputesTab, desk: Desk, dispute_id: int) -> None:
    over = {"outcome": ProcedureOutcome.NO_MEETING, "ended_on": date(2026, 10, 5)}
    procedure_id = begun(desk, dispute_id, ProcedureKind.CONCILIATION, asked_on=date(2026, 7, 1), **over)
    tab.refresh_now()
    assert "Démarches terminées" in said(tab)
    assert fold_of(tab, "conciliation").verdict.text() != "en cours"
    assert tab.findChildren(QPushButton, f"procedure.{procedure_id}.next") == []


def test_a_procedure_is_deleted_from_its_menu_and_comes_back(tab: DisputesTab, desk: Desk, dispute_id: int) -> None:
    procedure_id = begun(desk, dispute_id, ProcedureKind.INSOLVENCY, decided_on=date(2026, 11, 2))
    tab.refresh_now()
    assert "Ne relancez plus le client" in said(tab)
    menu = QMenu(tab)
    tab.commands.procedures.fill_menu(menu, procedures.procedure(desk, procedure_id))
    next(one for one in menu.actions() if one.text().startswith("Supprimer")).trigger()
    assert procedures.of_dispute(desk, dispute_id) == ()
    tab.context.undo()
    assert [one.id for one in procedures.of_dispute(desk, dispute_id)] == [procedure_id]


def test_the_overview_and_the_timeline_lead_to_what_runs(tab: DisputesTab, desk: Desk, dispute_id: int) -> None:
    procedure_id = begun(desk, dispute_id, ProcedureKind.PAYMENT_ORDER, asked_on=date(2026, 11, 2))
    tab.refresh_now()
    tab.dossier.show_part("overview")
    asked: list[tuple[str, int]] = []
    tab.context.navigated.connect(lambda kind, record_id: asked.append((kind, record_id)))
    shown(tab, QAbstractButton, f"procedures.{procedure_id}").click()
    assert asked == [("ways", dispute_id)]


# ---- next steps and menus --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("step", "form"),
    [
        ({"action": "procedure-new", "step": "payment-order"}, ProcedureForm),
        ({"action": "procedure-step", "step": "ended", "procedure_id": 1}, ProcedureStepForm),
        ({"action": "pay"}, PaymentForm),
    ],
)
def test_the_button_of_a_next_step_opens_its_form(
    tab: DisputesTab, desk: Desk, dispute_id: int, step: dict[str, Any], form: type[Form]
) -> None:
    begun(desk, dispute_id, ProcedureKind.CONCILIATION, asked_on=date(2026, 11, 2))
    seen: list[type[Form]] = []
    wanted = NextStep(sentence="…", reason="…", button="…", **step)
    answering(
        lambda: do_step(tab.context, tab, wanted, dispute_id=dispute_id), lambda dialog: seen.append(type(dialog.form))
    )
    assert seen == [form]
    assert step["action"] in ICONS


def test_the_menus_lead_to_the_part(tab: DisputesTab) -> None:
    tab.dossier.show_part("overview")
    tab.local_actions()["dispute.ways"]()
    assert part_of(tab)


def test_a_dossier_is_handed_over_to_whoever_handles_the_procedure(
    context: Context, dispute_id: int, qtbot: QtBot
) -> None:
    dialog = BundleDialog(context, None, of_dispute(dispute_id), audience="bailiff")
    qtbot.addWidget(dialog)
    assert dialog.choices.reader.key == "bailiff"


def test_a_meeting_to_come_is_marked_once_and_not_as_done(tab: DisputesTab, desk: Desk, dispute_id: int) -> None:
    begun(desk, dispute_id, ProcedureKind.CONCILIATION, asked_on=date(2026, 11, 2), meeting_on=date(2026, 12, 4))
    tab.refresh_now()
    card = next(one for one in tab.findChildren(ProcedureCard) if one.isVisible())
    line = card.findChild(RecordTimeline)
    assert line is not None
    told = line.describe().replace("\u00a0", " ")
    assert told.count("4 décembre 2026") == 1
    assert "4 décembre 2026 : Première réunion (attendu)" in told
    noted = {one.name: one.to_come for one in words.dated(desk.table(Procedure).all()[0], desk.today())}
    assert [name for name, ahead in noted.items() if ahead] == ["Première réunion"]


@pytest.mark.parametrize(
    ("day", "kind", "said"),
    [
        (date(2036, 6, 17), {}, "dans 9 ans et 6 mois"),
        (date(2026, 10, 13), {"only_told": True}, "terminé le 13 oct."),
        (date(2026, 10, 13), {"only_told": True, "begins": True}, "depuis le 13 oct."),
        (date(2027, 2, 7), {}, "dans 77 jours"),
    ],
)
def test_a_date_says_how_far_it_is_and_whether_it_ends_or_begins(day: date, kind: dict[str, bool], said: str) -> None:
    found, _tone, _icon = clock_chip(day, None, date(2026, 11, 22), **kind)
    assert found.replace("\u00a0", " ") == said


# ---- room, light and dark --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_all_of_it_fits_a_small_screen_at_200_percent(
    tab: DisputesTab, desk: Desk, dispute_id: int, mode: ThemeMode
) -> None:
    begun(desk, dispute_id, ProcedureKind.SMALL_CLAIMS, asked_on=date(2026, 11, 20), authority="Me Dupont, à Lorient")
    tab.refresh_now()
    part_of(tab).closed.open()
    for fold in part_of(tab).folds:
        fold.open()
    current().apply(mode)
    tab.resize(683, 384)
    settle()
    wide = [page for page in tab.findChildren(Page) if page.isVisible() and page.horizontalScrollBar().maximum() > 0]
    assert wide == []
    assert tab.width() == 683
    buttons = [one for one in part_of(tab).findChildren(QAbstractButton) if one.isVisible()]
    assert all(one.accessibleName() for one in buttons)
    assert [one for one in buttons if one.property("kind") == "primary"] == []
