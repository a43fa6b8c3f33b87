"""The page of a three-party contract, the portage companies, and what the list says of them."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.portage import DeliveryProof
from litigedesk.domain.vocabulary import DeliveryProofKind, ProfileStatus, ValidationAnswer
from litigedesk.operations import portage as operations
from litigedesk.queries import contracts, portage
from tests.ui.complaints_world import Typist, fill, said
from tests.ui.disputes_world import answering, client_named, invoice_of, shown
from tests.ui.mediation_world import gone
from tests.ui.portage_world import active, approved, company_named, contract_with, ported, report, sent, tab_shown
from tests.ui.test_disputes_letters import Opener, opener  # noqa: F401
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.forms.contract_form import ContractForm
from ui.forms.portage_round_form import PortageRoundForm
from ui.forms.portage_steps import PortageStepForm
from ui.tabs.contracts import ContractsTab
from ui.tabs.contracts.portage_page import TripartiteView
from ui.tabs.contracts.tab import COMPANIES
from ui.tabs.contracts.words import list_row
from ui.widgets.figures import Stepper
from ui.widgets.record_timeline import RecordTimeline
from ui.widgets.rows import FactRow
from ui.widgets.text import IconText


@pytest.fixture
def company_id(desk: Desk) -> int:
    ported(desk)
    return company_named(desk)


def opened(context: Context, qtbot: QtBot, contract_id: int) -> tuple[ContractsTab, TripartiteView]:
    """The tab with that contract at the right."""
    tab = tab_shown(context, qtbot)
    tab.open_record(contract_id)
    gone()
    return tab, tab.tripartite_view


def press(page: QWidget, name: str) -> None:
    """Press it at once: a window it opens must be the first thing that happens."""
    shown(page, QPushButton, name).click()


def pen(page: TripartiteView) -> str:
    gone()
    return shown(page, IconText, "portage.pen").label.full_text().replace("\u202f", " ").replace("\u00a0", " ")


def stepper(page: TripartiteView) -> str:
    gone()
    return shown(page, Stepper, "").accessibleName().replace("\u202f", " ").replace("\u00a0", " ")


# ---- where it stands -------------------------------------------------------------------------------------------------
def test_each_phase_says_who_holds_the_pen_and_what_to_do(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int
) -> None:
    contract_id = contract_with(desk, company_id)
    _, page = opened(context, qtbot, contract_id)
    assert pen(page) == "Vous tenez la plume : à vous d’écrire, puis d’envoyer à valider."
    assert stepper(page).startswith("Étape 1 sur 5 : Rédaction")
    assert "Envoyez le contrat à votre société de portage" in said(page)

    round_id = sent(desk, contract_id)
    page.show_contract(contract_id)
    assert pen(page) == "Portage des Dunes tient la plume : à la société de portage de valider."
    assert stepper(page) == "Étape 2 sur 5 : En validation, envoyé, 10 août"

    one = portage.round_of(desk, round_id)
    operations.delete_round(desk, round_id)
    sent(desk, contract_id, answered_on=date(2026, 8, 12), answer=ValidationAnswer.CORRECTIONS, corrections="Le lieu.")
    assert one.id == round_id
    page.show_contract(contract_id)
    assert pen(page) == "Vous tenez la plume : à vous de corriger."
    assert stepper(page) == "Étape 2 sur 5 : En validation, à corriger"
    assert "Le lieu." in said(page)


def test_the_pen_goes_round_the_three_as_they_sign(context: Context, desk: Desk, qtbot: QtBot, company_id: int) -> None:
    unsigned = {"worker_signed_on": None, "client_signed_on": None, "company_signed_on": None}
    told = []
    for name, changes in (
        ("A", unsigned),
        ("B", {**unsigned, "worker_signed_on": date(2026, 8, 17)}),
        ("C", {"company_signed_on": None}),
        ("D", {}),
    ):
        contract_id = active(desk, company_id, client=f"Atelier {name}", reference=f"CP-{name}", **changes)
        _, page = opened(context, qtbot, contract_id)
        told.append(pen(page))
    assert told == [
        "Vous tenez la plume : à vous de signer.",
        "Atelier B tient la plume : au client de signer.",
        "Portage des Dunes tient la plume : à la société de portage de signer.",
        "Plus personne ne tient la plume : les trois ont signé.",
    ]


def test_the_dates_are_drawn_and_the_reminder_still_to_come_can_be_ticked(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int
) -> None:
    contract_id = contract_with(desk, company_id)
    sent(desk, contract_id)
    _, page = opened(context, qtbot, contract_id)
    line = page.findChildren(RecordTimeline)[0].describe().replace("\u202f", " ").replace("\u00a0", " ")
    assert "10 août 2026 : envoyé" in line
    assert "feu vert attendu (attendu)" in line
    reminder = page.file.clocks[0] if page.file else None
    assert reminder is not None
    press(page, f"deadline.{reminder.id}.done")
    gone()
    page.show_contract(contract_id)
    assert "Rappels" not in said(page)


def test_what_fails_is_open_and_what_holds_is_folded(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int
) -> None:
    contract_id = contract_with(desk, company_id, skills="")
    _, page = opened(context, qtbot, contract_id)
    text = said(page)
    assert "8 remplies, 1 à vérifier" in text
    assert "Votre identité et vos compétences" in text
    assert "Paiement à 60 jours au plus" not in text


# ---- what can be done ------------------------------------------------------------------------------------------------
def test_the_next_step_opens_its_form_and_the_page_follows(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int, type_text: Typist
) -> None:
    contract_id = active(desk, company_id, company_signed_on=None)
    _, page = opened(context, qtbot, contract_id)

    def sign(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PortageStepForm)
        fill(dialog.form, "company_signed_on", "20/8/26", type_text)
        dialog.form.save_button.click()

    answering(lambda: press(page, "portage.next"), sign)
    assert "Plus personne ne tient la plume" in pen(page)
    context.undo()
    assert "à la société de portage de signer" in pen(page)


def test_a_sending_is_opened_from_its_line_and_noted_from_its_link(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int
) -> None:
    contract_id = contract_with(desk, company_id)
    round_id = sent(desk, contract_id)
    _, page = opened(context, qtbot, contract_id)
    seen: list[int | None] = []

    def look(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PortageRoundForm)
        seen.append(dialog.form.round.id if dialog.form.round else None)

    answering(shown(page, FactRow, f"portage.round.{round_id}").click, look)
    answering(lambda: press(page, "portage.round.add"), look)
    assert seen == [round_id, None]


def test_the_months_of_the_mission_are_shown_signed_unsigned_or_missing(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int, tmp_path: Path
) -> None:
    paper = tmp_path / "cra.pdf"
    paper.write_bytes(b"%PDF-1.4")
    contract_id = active(desk, company_id, starts_on=date(2026, 8, 21))
    report(desk, contract_id, date(2026, 9, 1), paper)
    report(desk, contract_id, date(2026, 10, 1), signed_on=None)
    _, page = opened(context, qtbot, contract_id)
    rows = [one.accessibleName().replace("\u202f", " ").replace("\u00a0", " ") for one in page.findChildren(FactRow)]
    assert "Octobre 2026, daté du 28 octobre 2026, non signé" in rows
    assert "Septembre 2026, daté du 28 septembre 2026, signé par le client le 28 septembre 2026, signé" in rows
    assert "Août 2026, à faire signer par le client, manque" in rows

    def look(dialog: FormDialog) -> None:
        assert dialog.form.editor("month").value == date(2026, 8, 1)

    answering(shown(page, FactRow, "portage.report.2026-08").click, look)


def test_a_pv_is_added_from_its_own_card(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int, type_text: Typist
) -> None:
    contract_id = active(desk, company_id)
    _, page = opened(context, qtbot, contract_id)

    def add(dialog: FormDialog) -> None:
        assert dialog.form.editor("kind").value is DeliveryProofKind.ACCEPTANCE
        fill(dialog.form, "title", "Lot 1", type_text)
        dialog.form.save_button.click()

    answering(lambda: press(page, "portage.delivery.add"), add)
    gone()
    assert "PV de recette : Lot 1" in said(page)


def test_a_kept_paper_is_opened_as_a_copy(
    context: Context,
    desk: Desk,
    qtbot: QtBot,
    company_id: int,
    tmp_path: Path,
    opener: Opener,  # noqa: F811
) -> None:
    paper = tmp_path / "contrat signé.pdf"
    paper.write_bytes(b"%PDF-1.4")
    contract_id = active(desk, company_id, documents={"client": paper})
    _, page = opened(context, qtbot, contract_id)
    press(page, "portage.date.sign-client.document")
    assert [one.name for one in opener.opened] == ["contrat signé.pdf"]
    assert desk.folder not in opener.opened[0].parents


def test_editing_opens_the_whole_contract_in_the_tab(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int
) -> None:
    contract_id = contract_with(desk, company_id)
    tab, page = opened(context, qtbot, contract_id)
    press(page, "portage.edit")
    assert isinstance(tab.stage.form, ContractForm)
    assert tab.stage.form.is_tripartite


def test_the_menu_has_every_step_and_deletes_into_the_trash(
    context: Context, desk: Desk, qtbot: QtBot, company_id: int
) -> None:
    contract_id = contract_with(desk, company_id)
    _, page = opened(context, qtbot, contract_id)
    menu = shown(page, QToolButton, "portage.more").menu()
    assert isinstance(menu, QMenu)
    steps = next(one.menu() for one in menu.actions() if one.menu() is not None)
    assert isinstance(steps, QMenu)
    assert len(steps.actions()) == 7
    next(one for one in menu.actions() if one.text() == "Supprimer le contrat").trigger()
    assert contracts.rows(desk) == []
    context.undo()
    assert portage.tripartite(desk, contract_id) is not None


# ---- the list and the companies --------------------------------------------------------------------------------------
def test_the_list_says_where_each_contract_stands(context: Context, desk: Desk, company_id: int) -> None:
    contract_with(desk, company_id, "Librairie du Port", "CP-2", drafted_on=None)
    approved(desk, contract_with(desk, company_id, "Coop des Îles", "CP-3"))
    active(desk, company_id, client="Atelier Boréal", reference="CP-1")
    found = {
        row.client_name: list_row(row, context.today()).when.replace("\u00a0", " ") for row in contracts.rows(desk)
    }
    assert found["Librairie du Port"] == "rédaction"
    assert found["Coop des Îles"].startswith("à signer · 21 août · en retard")
    assert found["Atelier Boréal"] == "en cours"


def test_the_companies_have_their_own_part_with_contracts_and_what_lacks(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    ported(desk)
    company_id = company_named(desk, guarantor="")
    contract_id = contract_with(desk, company_id)
    tab = tab_shown(context, qtbot)
    tab.open_record(company_id, "portage_company")
    gone()
    text = said(tab.companies)
    assert "Il manque son garant financier." in text
    assert "contrats@dunes.example" in text
    assert "CP-2026-01 — Refonte du site marchand" in text
    assert shown(tab.companies, QPushButton, f"company.{company_id}.edit").hasFocus()
    row = next(one for one in tab.companies.findChildren(FactRow) if one.accessibleName().startswith("CP-2026-01"))
    with qtbot.waitSignal(context.navigated) as asked:
        row.click()
    assert asked.args == ["contract", contract_id]


def test_without_a_company_the_part_says_what_it_is_for_and_takes_the_first(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    ported(desk)
    tab = tab_shown(context, qtbot)
    tab.show_part(COMPANIES)
    gone()
    assert "Aucune société de portage." in said(tab.companies)

    def name_it(dialog: FormDialog) -> None:
        fill(dialog.form, "name", "Portage des Dunes", type_text)
        dialog.form.save_button.click()

    answering(tab.new_record, name_it)
    gone()
    assert "Portage des Dunes" in said(tab.companies)


def test_who_does_not_work_in_portage_sees_no_part_about_it(context: Context, desk: Desk, qtbot: QtBot) -> None:
    ported(desk, ProfileStatus.EI)
    invoice_of(desk, client_named(desk, "Atelier Boréal"), "F-1")
    tab = tab_shown(context, qtbot)
    gone()
    assert not tab.parts.isVisible()
    company_named(desk)
    tab.refresh()
    gone()
    assert tab.parts.isVisible()


def test_a_sole_trader_may_have_a_contract_of_portage_beside_the_others(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    ported(desk, ProfileStatus.EI)
    contract_id = active(desk, company_named(desk))
    operations.save_proof(
        desk,
        DeliveryProof(
            contract_id=contract_id, kind=DeliveryProofKind.DELIVERABLE, title="Maquette", made_on=date(2026, 10, 2)
        ),
    )
    tab, page = opened(context, qtbot, contract_id)
    assert tab.stage.right.currentWidget() is page
    assert "Livrable daté : Maquette" in said(page)
