"""The page of an insurance claim: what it says first, how the time to declare is shown, and what each button does."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimOutcome,
    ClaimPiece,
    Harm,
    HarmKind,
    InsurerRequest,
    PolicyHolder,
    PolicyTrigger,
)
from litigedesk.domain.matter import of_claim
from litigedesk.domain.money import Money
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.records import LimitationEvent
from litigedesk.domain.vocabulary import LimitationEventKind
from litigedesk.operations import insurance_claims, portage
from litigedesk.queries import insurance_claims as queries
from tests.ui.claims_screen import choose, menu_of, tab_shown
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.complaints_world import said
from tests.ui.disputes_world import answering, answering_explanation
from tests.ui.mediation_world import button, gone
from ui.context import Context
from ui.screenshots import settle
from ui.tabs.claims import ClaimsTab
from ui.widgets.figures import Stepper
from ui.widgets.panels import Callout
from ui.widgets.record_timeline import RecordTimeline

TODAY = date(2026, 11, 22)
LATE = {"known_on": date(2026, 11, 2), "claimed_on": date(2026, 11, 2), "happened_on": date(2026, 10, 30)}
DECLARED = {"declared_on": date(2026, 11, 17)}


def callouts(tab: ClaimsTab) -> list[str]:
    gone()
    return [one.accessibleName() for one in tab.claims.page.findChildren(Callout) if one.isVisibleTo(tab)]


# ---- what it says ----------------------------------------------------------------------------------------------------
def test_the_page_says_first_to_declare_and_by_when(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk))
    page = tab_shown(context, qtbot).claims.page
    words = said(page)
    for expected in (
        "Données effacées pendant la migration",
        "12 000,00 €",
        "au plus tard le lundi 23 novembre 2026",
        "demain",
        "Votre contrat laisse 5 jours ouvrés",
        "Jours comptés : mar. 17 nov., mer. 18 nov., jeu. 19 nov., ven. 20 nov., lun. 23 nov.",
        "plafond 50 000,00 €, franchise 500,00 €",
        "Immatériel · perte de données",
    ):
        assert expected in words, expected
    stepper = page.findChild(Stepper)
    assert stepper is not None
    assert stepper.accessibleName().replace("\u00a0", " ") == "Étape 1 sur 5 : À déclarer, jusqu’au 23 nov."
    line = page.findChild(RecordTimeline)
    assert line is not None
    assert "à déclarer (attendu)" in line.describe()


def test_the_holiday_that_is_skipped_is_named(desk: Desk, context: Context, qtbot: QtBot) -> None:
    days = {"known_on": date(2026, 11, 9), "claimed_on": date(2026, 11, 9), "happened_on": date(2026, 11, 9)}
    claim_with(desk, insured_by(desk), **days)
    words = said(tab_shown(context, qtbot).claims.page)
    assert "mercredi 11 novembre 2026 (Armistice" in words
    assert "dernier jour le mardi 17 novembre 2026" in words


def test_late_it_says_to_declare_all_the_same_and_why(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk, lapse_clause=True), **LATE)
    tab = tab_shown(context, qtbot)
    told = next(one for one in callouts(tab) if one.startswith("Déclarez quand même"))
    assert "jamais en cas fortuit ou de force majeure" in told
    assert "déchéance pour retard prévue" in told
    assert "Déclarez quand même le sinistre" in said(tab.claims.page)


def test_declared_in_time_nothing_warns_and_the_count_is_folded(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk), **DECLARED)
    tab = tab_shown(context, qtbot)
    words = said(tab.claims.page)
    assert callouts(tab) == []
    assert "déclaré le 17 nov., à temps" in words
    assert "Jours comptés" not in words
    button(tab.claims.page, "claim.count").click()
    assert "Jours comptés" in said(tab.claims.page)


def test_bodily_harm_asks_to_get_help(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_id = claim_with(desk, insured_by(desk), **DECLARED)
    claim = queries.claim(desk, claim_id)
    insurance_claims.save(desk, claim, [Harm(insurance_claim_id=claim_id, kind=HarmKind.BODILY)])
    assert any("Faites-vous aider" in one for one in callouts(tab_shown(context, qtbot)))


def test_a_closed_claim_presses_nothing(desk: Desk, context: Context, qtbot: QtBot) -> None:
    ended = {"outcome": ClaimOutcome.INDEMNIFIED, "closed_on": date(2026, 11, 20)}
    decided = {"decision": ClaimDecision.COVERED, "decided_on": date(2026, 11, 19), "indemnity": Money.of("11500")}
    claim_id = claim_with(
        desk, insured_by(desk), **DECLARED, **decided, **ended, deductible=Money.of("500"), paid_on=date(2026, 11, 20)
    )
    tab = tab_shown(context, qtbot)
    tab.open_record(claim_id, "insurance_claim")
    words = said(tab.claims.page)
    assert "Franchise à votre charge" in words
    assert "11 500,00 €" in words
    assert button(tab.claims.page, "claim.next").property("kind") == "secondary"
    primaries = [one for one in tab.claims.page.findChildren(QPushButton) if one.property("kind") == "primary"]
    assert [one for one in primaries if one.isVisibleTo(tab)] == []
    button(tab.claims.page, "claim.next").click()
    assert queries.claim(desk, claim_id).closed_on is None


# ---- what it does ----------------------------------------------------------------------------------------------------
def test_the_filled_button_writes_the_declaration(
    desk: Desk, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = claim_with(desk, insured_by(desk))
    tab = tab_shown(context, qtbot)
    asked: list[tuple[object, str]] = []
    monkeypatch.setattr("ui.letter_window.compose", lambda _context, _parent, *about: asked.append(about))
    button(tab.claims.page, "claim.next").click()
    assert asked == [(of_claim(claim_id), "declaration-sinistre")]
    choose(menu_of(tab.claims.page, "claim.write"), "Relance de l’assureur")
    assert asked[1] == (of_claim(claim_id), "relance-assureur")


def test_a_refusal_can_be_answered_by_a_letter(
    desk: Desk, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = {"decision": ClaimDecision.REFUSED, "decided_on": date(2026, 11, 20)}
    claim_id = claim_with(desk, insured_by(desk), **DECLARED, **refused)
    page = tab_shown(context, qtbot).claims.page
    assert not [one for one in page.findChildren(QPushButton) if one.objectName().startswith("claim.date.indemnity")]
    asked: list[tuple[object, str]] = []
    monkeypatch.setattr("ui.letter_window.compose", lambda _context, _parent, *about: asked.append(about))
    button(page, "claim.contest").click()
    assert asked == [(of_claim(claim_id), "relance-assureur")]


def test_under_a_portage_companys_policy_the_refusal_is_not_the_workers_to_answer(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    company = portage.save_company(desk, PortageCompany(name="Cap Portage")).value
    policy_id = insured_by(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id)
    refused = {"decision": ClaimDecision.REFUSED, "decided_on": date(2026, 11, 20), "deductible": Money.of("500")}
    claim_with(desk, policy_id, **DECLARED, **refused)
    page = tab_shown(context, qtbot).claims.page
    words = said(page)
    assert "Parlez de ce refus à votre société de portage" in words
    assert "Le contrat de la société de portage lui laisse 5 jours ouvrés" in words
    assert "Franchise à la charge de l’assuré" in words
    assert "à votre charge" not in words
    assert not [one for one in page.findChildren(QPushButton) if one.objectName() == "claim.contest"]


def test_each_link_opens_its_form(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk), **DECLARED)
    page = tab_shown(context, qtbot).claims.page
    titles: dict[str, str] = {}
    for name in (
        "claim.facts",
        "claim.harms",
        "claim.declared",
        "claim.decision",
        "claim.limit.add",
        "claim.request.add",
    ):
        answering(button(page, name).click, lambda dialog, name=name: titles.setdefault(name, dialog.windowTitle()))
    answering(button(page, "claim.piece.other").click, lambda dialog: titles.setdefault("piece", dialog.windowTitle()))
    assert len(titles) == 7
    assert all(titles.values())


def test_every_step_can_be_noted(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk), **DECLARED)
    page = tab_shown(context, qtbot).claims.page
    titles: list[str] = []
    for action in menu_of(page, "claim.steps").actions():
        answering(action.trigger, lambda dialog: titles.append(dialog.windowTitle()))
    assert len(titles) == len(set(titles)) == 7


def test_a_date_that_is_in_the_claim_itself_opens_it_there(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk))
    page = tab_shown(context, qtbot).claims.page
    link = next(one for one in page.findChildren(QPushButton) if one.objectName().startswith("claim.date.claimed_on"))
    titles: list[str] = []
    answering(link.click, lambda dialog: titles.append(dialog.windowTitle()))
    assert titles[0].startswith("Sinistre")


# ---- pieces ----------------------------------------------------------------------------------------------------------
def test_the_missing_pieces_stand_first_a_few_at_a_time(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_id = claim_with(desk, insured_by(desk))
    tab = tab_shown(context, qtbot)
    file = queries.file(desk, claim_id, TODAY)
    lacking = [one for one in file.pieces if one.is_lacking]
    words = said(tab.claims.page)
    assert "N’attendez pas ces pièces pour déclarer" in words
    assert lacking[0].title in words
    assert lacking[-1].title not in words
    button(tab.claims.page, "claim.pieces.rest").click()
    assert lacking[-1].title in said(tab.claims.page)


def test_a_piece_is_taken_out_of_what_is_missing_and_put_back(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_id = claim_with(desk, insured_by(desk))
    page = tab_shown(context, qtbot).claims.page

    def not_needed() -> list[str]:
        pieces = (one.piece for one in queries.file(desk, claim_id, TODAY).pieces)
        return [one.key for one in pieces if one is not None and one.not_needed]

    choose(menu_of(page, "claim.piece.claim-letter.more"), "Pas nécessaire ici")
    assert not_needed() == ["claim-letter"]
    button(page, "claim.pieces.held").click()
    assert "pas nécessaire" in said(page)
    choose(menu_of(page, "claim.piece.claim-letter.more"), "De nouveau nécessaire")
    assert not_needed() == []


def test_a_piece_that_is_there_is_opened(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = claim_with(desk, insured_by(desk))
    paper = tmp_path / "courrier.txt"
    paper.write_text("réclamation", encoding="utf-8")
    insurance_claims.save_piece(desk, ClaimPiece(insurance_claim_id=claim_id, key="claim-letter"), paper)
    page = tab_shown(context, qtbot).claims.page
    button(page, "claim.pieces.held").click()
    opened: list[str] = []
    monkeypatch.setattr("ui.kept_files.QDesktopServices.openUrl", lambda url: opened.append(url.fileName()) or True)
    button(page, "claim.piece.claim-letter.open").click()
    assert opened == ["courrier.txt"]


# ---- requests, timeline, limitation ----------------------------------------------------------------------------------
def test_a_request_is_answered_in_one_press(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_id = claim_with(desk, insured_by(desk), **DECLARED)
    request = InsurerRequest(
        insurance_claim_id=claim_id, asked_on=date(2026, 11, 19), what="Le planning", due_on=date(2026, 11, 27)
    )
    saved = insurance_claims.save_request(desk, request).value
    page = tab_shown(context, qtbot).claims.page
    assert "Répondez à l’assureur" in said(page)
    button(page, f"claim.request.{saved.id}.answered").click()
    assert queries.request(desk, saved.id or 0).answered_on == TODAY
    assert "Répondez à l’assureur" not in said(page)


def test_a_note_is_added_to_the_timeline_of_the_claim(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_id = claim_with(desk, insured_by(desk))
    page = tab_shown(context, qtbot).claims.page

    def fill(dialog: object) -> None:
        form = dialog.form  # type: ignore[attr-defined]
        form.editor("title").set_value("Appel au service sinistres")
        form.save()

    call = next(one for one in menu_of(page, "claim.event.add").actions() if one.text().startswith("Appel"))
    answering(call.trigger, fill)
    events = queries.file(desk, claim_id, TODAY).events
    assert [one.title for one in events if one.title.startswith("Appel")] == ["Appel au service sinistres"]
    assert "Appel au service sinistres" in said(page)


def test_what_interrupts_the_two_years_is_listed_and_the_count_explained(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    claim_id = claim_with(desk, insured_by(desk), **DECLARED, expert_on=date(2026, 11, 20))
    event = LimitationEvent(
        insurance_claim_id=claim_id, kind=LimitationEventKind.REGISTERED_LETTER, happened_on=date(2026, 11, 21)
    )
    saved = insurance_claims.save_limitation_event(desk, event).value
    page = tab_shown(context, qtbot).claims.page
    words = said(page)
    assert "Expert désigné le 20 novembre 2026." in words
    assert "depuis le 21 novembre 2026 ; dernier jour sûr : 20 novembre 2028" in words
    assert "L114" in answering_explanation(button(page, "claim.limit.why").click)
    titles: list[str] = []
    answering(button(page, f"claim.limit.{saved.id}").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert len(titles) == 1


# ---- cover and links -------------------------------------------------------------------------------------------------
def test_what_the_insurer_will_look_at_is_answered_in_the_claim_or_in_its_policy(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    claim_with(desk, insured_by(desk, starts_on=None, trigger=PolicyTrigger.HARMFUL_EVENT), claimed_on=None)
    page = tab_shown(context, qtbot).claims.page
    titles: list[str] = []
    for code in ("claimed", "in-force"):
        answering(button(page, f"condition.{code}.answer").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert titles[0].startswith("Sinistre")
    assert "RC Pro" in titles[1]


def test_the_records_around_the_claim_are_a_press_away(desk: Desk, context: Context, qtbot: QtBot) -> None:
    policy_id = insured_by(desk)
    claim_with(desk, policy_id)
    page = tab_shown(context, qtbot).claims.page
    with qtbot.waitSignal(context.navigated) as went:
        button(page, "claim.link.policy").click()
    assert went.args == ["policy", policy_id]


def test_without_a_policy_the_page_counts_the_legal_minimum_and_asks_for_it(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    claim_with(desk)
    page = tab_shown(context, qtbot).claims.page
    assert "cinq jours ouvrés, le minimum légal" in said(page)
    titles: list[str] = []
    answering(button(page, "claim.policy").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert len(titles) == 1


def test_the_page_keeps_its_place_when_something_changes(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_id = claim_with(desk, insured_by(desk))
    tab = tab_shown(context, qtbot)
    settle()
    tab.claims.page.verticalScrollBar().setValue(200)
    context.run(
        insurance_claims.save_request, InsurerRequest(insurance_claim_id=claim_id, asked_on=TODAY, what="Un devis")
    )
    settle()
    assert tab.claims.page.verticalScrollBar().value() == 200
    assert "Un devis" in said(tab.claims.page)
