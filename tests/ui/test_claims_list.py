"""The list of insurance claims: what it holds, how it sorts, and what it says while there is none."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import ClaimOutcome
from litigedesk.domain.money import Money
from litigedesk.queries import insurance_claims
from tests.ui.claims_screen import tab_shown
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.complaints_world import said
from tests.ui.disputes_world import answering
from tests.ui.mediation_world import button, gone, menu_words
from ui.app import build_window
from ui.context import Context
from ui.tabs.claims import ClaimsTab
from ui.window_state import WindowState

CLOSED = {"declared_on": date(2026, 11, 17), "outcome": ClaimOutcome.WITHDRAWN, "closed_on": date(2026, 11, 20)}


def names(tab: ClaimsTab) -> list[str]:
    return [row.who for row in tab.claims.list.model.rows()]


def shown(tab: ClaimsTab, name: str) -> bool:
    found = tab.findChild(QAbstractButton, name)
    assert found is not None
    return found.isVisibleTo(tab)


# ---- nothing yet -----------------------------------------------------------------------------------------------------
def test_without_any_claim_one_can_declare_at_once_or_note_the_policy_first(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    tab = tab_shown(context, qtbot)
    assert tab.claims.stage.is_empty
    assert "cinq jours ouvrés" in said(tab)
    titles: list[str] = []
    answering(button(tab, "claims.first").click, lambda dialog: titles.append(dialog.windowTitle()))
    answering(button(tab, "claims.policy").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert len(set(titles)) == 2
    assert "sinistre" in titles[0]
    assert "RC Pro" in titles[1]


def test_once_a_policy_is_noted_it_is_no_longer_asked_for(desk: Desk, context: Context, qtbot: QtBot) -> None:
    insured_by(desk)
    tab = tab_shown(context, qtbot)
    assert not shown(tab, "claims.policy")
    assert "le délai de votre contrat RC Pro" in said(tab)


# ---- the list --------------------------------------------------------------------------------------------------------
def test_the_list_holds_the_open_ones_by_next_date_and_the_chips_the_others(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    policy_id = insured_by(desk)
    claim_with(desk, policy_id, third_party="Plus tard", known_on=date(2026, 11, 18), claimed_on=date(2026, 11, 18))
    claim_with(desk, policy_id, third_party="D’abord")
    claim_with(desk, policy_id, third_party="Fini", **CLOSED)
    tab = tab_shown(context, qtbot)
    assert names(tab) == ["D’abord", "Plus tard"]
    chips = {one.text(): one for one in tab.claims.list.chips.buttons()}
    assert set(chips) == {"En cours 2", "Clos 1", "Tous"}
    chips["Clos 1"].click()
    assert names(tab) == ["Fini"]
    chips["Tous"].click()
    assert len(names(tab)) == 3


def test_the_list_sorts_by_the_sum_and_not_by_its_digits(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, third_party="Neuf cents", amount=Money.of("900"))
    claim_with(desk, third_party="Mille deux cents", amount=Money.of("1200"))
    tab = tab_shown(context, qtbot)
    tab.claims.list.sort_by(1)
    assert names(tab) == ["Neuf cents", "Mille deux cents"]


def test_the_filter_finds_by_insurer_and_by_their_reference(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk), third_party="Le bon", declared_on=date(2026, 11, 17), insurer_reference="GL-88")
    claim_with(desk, third_party="L’autre")
    tab = tab_shown(context, qtbot)
    for words in ("gl-88", "ponant"):
        tab.claims.list.filter.setText(words)
        tab.claims.list.refresh()
        assert names(tab) == ["Le bon"], words


def test_a_claim_hidden_by_the_filter_is_shown_all_the_same(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk)
    over = claim_with(desk, **CLOSED)
    tab = tab_shown(context, qtbot)
    tab.open_record(over, "insurance_claim")
    assert tab.claims.page.claim_id == over
    assert tab.claims.list.current_id == over


def test_the_menu_of_a_line_goes_to_the_policy_and_deletes(desk: Desk, context: Context, qtbot: QtBot) -> None:
    claim_with(desk, insured_by(desk))
    tab = tab_shown(context, qtbot)
    menu = QMenu()
    qtbot.addWidget(menu)
    tab.claims._fill_menu(tab.claims.list.model.rows()[0], menu)
    words = menu_words(menu)
    assert words == [
        "Modifier…",
        "Noter une étape",
        "Remettre le dossier…",
        "Voir le contrat RC Pro",
        "Supprimer le sinistre",
    ]
    menu.actions()[-1].trigger()
    gone()
    assert insurance_claims.counts(desk)[insurance_claims.Scope.ALL] == 0
    assert tab.claims.stage.is_empty


# ---- the tab in the window -------------------------------------------------------------------------------------------
def test_the_number_beside_the_tab_is_that_of_the_claims_to_declare(desk: Desk, context: Context, qtbot: QtBot) -> None:
    tab = tab_shown(context, qtbot)
    assert tab.count() is None
    claim_with(desk)
    claim_with(desk, declared_on=date(2026, 11, 17))
    assert tab.count() == 1


def test_the_window_opens_a_claim_a_policy_and_new_ones_from_anywhere(
    desk: Desk, state: WindowState, qtbot: QtBot
) -> None:
    policy_id = insured_by(desk)
    claim_id = claim_with(desk, policy_id)
    window = build_window(desk, state)
    qtbot.addWidget(window)
    window.show()
    assert window.actions_of_menus.action("view.tab.6").text() == "Sinistres"
    window.context.navigate("insurance_claim", claim_id)
    tab = window.current_tab
    assert isinstance(tab, ClaimsTab)
    assert tab.claims.page.claim_id == claim_id
    window.show_tab("TodayTab")
    window.context.navigate("policy", policy_id)
    assert window.current_tab is tab
    assert tab.parts.key == "policies"
    for action, words in (("claim.new", "sinistre"), ("policy.new", "RC Pro")):
        titles: list[str] = []
        trigger = window.actions_of_menus.action(action).trigger
        answering(trigger, lambda dialog, titles=titles: titles.append(dialog.windowTitle()))
        assert words in titles[0]


def test_the_part_shown_is_remembered(desk: Desk, context: Context, state: WindowState, qtbot: QtBot) -> None:
    tab = tab_shown(context, qtbot)
    tab.keep(state)
    next(one for one in tab.parts.buttons() if one.text() == "Contrats RC Pro").click()
    again = tab_shown(context, qtbot)
    again.keep(state)
    assert again.parts.key == "policies"
