"""The policies: what each covers, its attestation, the claims on it, and the text for clients."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import Guarantee, GuaranteeKind, PolicyHolder
from litigedesk.domain.matter import of_policy
from litigedesk.domain.money import Money
from litigedesk.operations import policies
from litigedesk.queries import policies as queries
from tests.ui.claims_screen import choose, menu_of, tab_shown
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.complaints_world import said
from tests.ui.disputes_world import answering
from tests.ui.mediation_world import button, gone
from tests.ui.portage_world import company_named, ported
from ui.context import Context
from ui.palette import Tone
from ui.tabs.claims import words

TODAY = date(2026, 11, 22)
REACHED = {"street": "1 quai du Port", "postcode": "29200", "city": "Brest", "email": "sinistres@ponant.example"}


@pytest.mark.parametrize(
    ("until", "tone", "text"),
    [
        (date(2027, 6, 30), Tone.FINE, "valable jusqu’au"),
        (date(2027, 1, 21), Tone.SOON, "expire dans 60 jours"),
        (TODAY, Tone.SOON, "expire aujourd’hui"),
        (date(2026, 11, 21), Tone.LATE, "périmée depuis le"),
        (None, Tone.SOON, "pas encore notée"),
    ],
)
def test_an_attestation_is_amber_under_sixty_days_and_red_once_over(
    until: date | None, tone: Tone, text: str, desk: Desk
) -> None:
    policy = queries.policy(desk, insured_by(desk, attestation_until=until))
    shown, found, _icon = words.attestation_chip(policy, TODAY)
    assert found is tone
    assert text in shown.replace("\u00a0", " ").replace("\u202f", " ")


def test_without_a_policy_one_button_adds_it(desk: Desk, context: Context, qtbot: QtBot) -> None:
    tab = tab_shown(context, qtbot, "policies")
    assert "Aucun contrat RC Pro." in said(tab.policies)
    titles: list[str] = []
    answering(button(tab.policies, "policies.new").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert "RC Pro" in titles[0]


def test_a_policy_says_what_it_covers_and_what_remains_to_be_read(desk: Desk, context: Context, qtbot: QtBot) -> None:
    held = Guarantee(
        policy_id=0, kind=GuaranteeKind.MATERIAL, cap=Money.of("750000"), yearly_cap=Money.of("900000"), note="hors vol"
    )
    insured_by(desk, held, activity="Sites internet", declaration_days=8, lapse_clause=False, territory="France")
    shown = said(tab_shown(context, qtbot, "policies").policies)
    for expected in (
        "Assurances du Ponant",
        "n° RC 204 117",
        "en vigueur",
        "8 jours ouvrés ; aucune déchéance pour retard",
        "garantie subséquente (cinq ans au moins après la fin)",
        "750 000,00 €",
        "900 000,00 €",
        "à lire",
        "garantie non notée",
        "hors vol",
        "Aucun sinistre sur ce contrat.",
    ):
        assert expected in shown, expected


def test_a_past_policy_is_folded_and_says_until_when_claims_are_still_taken(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    insured_by(desk)
    past = insured_by(desk, insurer="La Vigie", starts_on=date(2020, 1, 1), ends_on=date(2023, 12, 31))
    tab = tab_shown(context, qtbot, "policies")
    assert "La Vigie" not in said(tab.policies)
    tab.open_record(past, "policy")
    gone()
    shown = said(tab.policies)
    assert "fini le 31 déc. 2023" in shown
    assert "jusqu’au 31 décembre 2028" in shown


def test_an_attestation_about_to_end_is_the_first_thing_asked(
    desk: Desk, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy_id = insured_by(desk, attestation_until=date(2026, 12, 31))
    tab = tab_shown(context, qtbot, "policies")
    assert "Demandez la nouvelle attestation à Assurances du Ponant." in said(tab.policies)
    asked: list[tuple[object, str]] = []
    monkeypatch.setattr("ui.letter_window.compose", lambda _context, _parent, *about: asked.append(about))
    button(tab.policies, "policies.ask").click()
    assert asked == [(of_policy(policy_id), "demande-attestation")]
    renewed = replace(queries.policy(desk, policy_id), attestation_until=date(2027, 12, 31))
    context.run(policies.save, renewed, queries.guarantees(desk, policy_id))
    assert "Demandez la nouvelle attestation à" not in said(tab.policies)


def test_the_company_that_holds_the_policy_is_asked_for_its_attestation(
    desk: Desk, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ported(desk)
    company_id = company_named(desk)
    policy_id = insured_by(
        desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company_id, attestation_until=date(2026, 12, 1)
    )
    tab = tab_shown(context, qtbot, "policies")
    assert "Demandez la nouvelle attestation à Portage des Dunes." in said(tab.policies)
    asked: list[tuple[object, str]] = []
    monkeypatch.setattr("ui.letter_window.compose", lambda _context, _parent, *about: asked.append(about))
    button(tab.policies, "policies.ask").click()
    assert asked == [(of_policy(policy_id), "demande-attestation-portage")]


def test_a_policy_with_a_claim_cannot_be_deleted_and_the_message_says_so(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    policy_id = insured_by(desk)
    claim_id = claim_with(desk, policy_id)
    tab = tab_shown(context, qtbot, "policies")
    with qtbot.waitSignal(context.error_raised) as refused:
        choose(menu_of(tab.policies, f"policy.{policy_id}.more"), "Supprimer")
    assert "sinistre" in refused.args[0]
    with qtbot.waitSignal(context.navigated) as went:
        button(tab.policies, f"policy.{policy_id}.claim.{claim_id}").click()
    assert went.args == ["insurance_claim", claim_id]


# ---- what a client is told -------------------------------------------------------------------------------------------
def test_the_text_for_consumers_is_ready_to_copy(desk: Desk, context: Context, qtbot: QtBot) -> None:
    policy_id = insured_by(desk, territory="France et Union européenne", **REACHED)
    tab = tab_shown(context, qtbot, "policies")
    assert "Dû aux seuls consommateurs." in said(tab.policies)
    button(tab.policies, f"policy.{policy_id}.mention.copy").click()
    copied = QGuiApplication.clipboard().text().replace("\u00a0", " ")
    assert copied.splitlines() == [
        "Assurance de responsabilité civile professionnelle : Assurances du Ponant",
        "1 quai du Port, 29200 Brest",
        "sinistres@ponant.example",
        "Couverture géographique : France et Union européenne",
    ]


def test_what_the_text_lacks_is_named_and_asked_for(desk: Desk, context: Context, qtbot: QtBot) -> None:
    policy_id = insured_by(desk)
    tab = tab_shown(context, qtbot, "policies")
    assert "Il manque : l’adresse, le téléphone ou le courriel de l’assureur ; la couverture géographique." in said(tab)
    titles: list[str] = []
    fill = button(tab.policies, f"policy.{policy_id}.mention.fill")
    answering(fill.click, lambda dialog: titles.append(dialog.windowTitle()))
    assert "RC Pro" in titles[0]


def test_in_portage_the_text_for_consumers_is_not_proposed(desk: Desk, context: Context, qtbot: QtBot) -> None:
    ported(desk)
    insured_by(desk, holder=PolicyHolder.PORTAGE_COMPANY, company_id=company_named(desk))
    shown = said(tab_shown(context, qtbot, "policies").policies)
    assert "vos clients sont des entreprises" in shown
    assert "Copier le texte" not in shown
