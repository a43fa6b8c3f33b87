"""A dispute under portage, the claims of a dispute, and everything of a client on one page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import ClientKind, DisputeStage, ProfileStatus
from litigedesk.letters.catalogue import template
from litigedesk.letters.ids import ASK_OFFICER, CHASE_COMPANY, LADDER, REPORT_UNPAID
from litigedesk.operations import disputes, invoices
from litigedesk.queries import clients, contracts
from litigedesk.queries import disputes as queries
from litigedesk.queries import invoices as invoice_queries
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.complaints_world import Typist, complaining, fill, mediating, mediator_named, said
from tests.ui.disputes_world import answering, client_named, dispute_with, invoice_of, shown, tab_shown
from tests.ui.mediation_world import gone
from tests.ui.portage_world import active, company_named, contract_with, ported, report
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.forms.claim_form import ClaimForm
from ui.forms.editors import FileEditor
from ui.forms.invoice_form import InvoiceForm
from ui.forms.portage_company_form import PortageCompanyForm
from ui.forms.portage_proof_form import PortageProofForm
from ui.forms.portage_steps import PortageStepForm
from ui.tabs.clients import ClientsTab
from ui.tabs.disputes import DisputesTab
from ui.tabs.disputes.dossier import LETTERS
from ui.tabs.disputes.stages import StageStepper
from ui.widgets.rows import FactRow
from ui.widgets.text import IconText


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> DisputesTab:
    return tab_shown(context, qtbot)


def unpaid(desk: Desk, contract_id: int | None = None, number: str = "PD-2026-88") -> int:
    """A dispute over an invoice, issued on that contract if one is given; its id."""
    client_id = (
        client_named(desk, "Atelier Boréal")
        if contract_id is None
        else contracts.page(desk, contract_id).contract.client_id
    )
    invoice_id = invoice_of(desk, client_id, number)
    row = invoice_queries.page(desk, invoice_id).row
    invoices.save(desk, replace(row.invoice, contract_id=contract_id))
    opened = disputes.open_dispute(desk, Dispute(client_id=client_id, opened_on=date(2026, 10, 1)), [invoice_id]).value
    assert opened.id is not None
    return opened.id


def open_it(tab: DisputesTab, dispute_id: int) -> str:
    """Show a dispute; what its page says."""
    tab.open_record(dispute_id)
    gone()
    return said(tab.dossier)


def press(holder: QWidget, name: str) -> None:
    """Press it at once: a window it opens must be the first thing that happens."""
    shown(holder, QPushButton, name).click()


def proof_words(tab: DisputesTab, kind: str) -> str:
    gone()
    return said(shown(tab.dossier, QWidget, f"proof.{kind}"))


# ---- the creditor ----------------------------------------------------------------------------------------------------
def test_the_creditor_is_said_in_the_head_and_with_the_sums(tab: DisputesTab, desk: Desk) -> None:
    ported(desk)
    text = open_it(tab, unpaid(desk, active(desk, company_named(desk))))
    assert "créancier : Portage des Dunes" in text
    assert shown(tab.dossier, IconText, "sums.creditor").label.full_text().endswith("Portage des Dunes")
    assert "elle seule peut mettre en demeure" in text


def test_a_sole_trader_is_their_own_creditor_but_for_the_contract_of_portage(tab: DisputesTab, desk: Desk) -> None:
    ported(desk, ProfileStatus.EI)
    assert "réancier" not in open_it(tab, dispute_with(desk, "Studio Lumen"))
    assert "créancier : Portage des Dunes" in open_it(tab, unpaid(desk, active(desk, company_named(desk))))


def test_a_company_not_known_is_asked_and_then_named(tab: DisputesTab, desk: Desk, type_text: Typist) -> None:
    ported(desk)
    text = open_it(tab, unpaid(desk))
    assert "créancier : votre société de portage" in text
    assert "Créancier : votre société de portage, laquelle ?" in text

    def name_it(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PortageCompanyForm)
        fill(dialog.form, "name", "Portage des Dunes", type_text)
        dialog.form.save_button.click()

    answering(lambda: press(tab.dossier, "portage.company"), name_it)
    gone()
    assert "créancier : Portage des Dunes" in said(tab.dossier)


def test_between_two_companies_the_contract_of_the_invoice_tells(tab: DisputesTab, desk: Desk) -> None:
    ported(desk)
    company_named(desk)
    company_named(desk, "Portage du Large")
    open_it(tab, unpaid(desk))

    def look(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, InvoiceForm)

    answering(lambda: press(tab.dossier, "portage.company"), look)


# ---- the three proofs ------------------------------------------------------------------------------------------------
def test_the_three_proofs_say_what_is_there_what_is_weak_and_what_lacks(
    tab: DisputesTab, desk: Desk, tmp_path: Path
) -> None:
    paper = tmp_path / "contrat signé.pdf"
    paper.write_bytes(b"%PDF-1.4")
    ported(desk)
    contract_id = active(desk, company_named(desk), documents={"client": paper})
    report(desk, contract_id, date(2026, 9, 1), signed_on=None)
    text = open_it(tab, unpaid(desk, contract_id))
    assert "1 preuve sur 3" in text
    assert "présente" in proof_words(tab, "order")
    assert "contrat signé.pdf" in proof_words(tab, "order")
    assert "manquante" in proof_words(tab, "invoice")
    assert "sans fichier joint" in proof_words(tab, "invoice")
    assert "fragile" in proof_words(tab, "delivery")
    assert "CRA de septembre 2026, non signé" in proof_words(tab, "delivery")


def test_each_proof_that_lacks_opens_the_form_that_adds_it(tab: DisputesTab, desk: Desk, tmp_path: Path) -> None:
    ported(desk)
    contract_id = active(desk, company_named(desk))
    open_it(tab, unpaid(desk, contract_id))
    forms: list[type] = []

    def look(dialog: FormDialog) -> None:
        forms.append(type(dialog.form))

    for kind in ("order", "invoice", "delivery"):
        answering(lambda kind=kind: press(tab.dossier, f"proof.{kind}.add"), look)  # type: ignore[misc]
    assert forms == [PortageStepForm, InvoiceForm, PortageProofForm]

    paper = tmp_path / "facture.pdf"
    paper.write_bytes(b"%PDF-1.4")

    def join(dialog: FormDialog) -> None:
        editor = dialog.form.editor("document")
        assert isinstance(editor, FileEditor)
        editor.take(paper)
        dialog.form.save_button.click()

    answering(lambda: press(tab.dossier, "proof.invoice.add"), join)
    assert "présente" in proof_words(tab, "invoice")
    assert "facture.pdf" in proof_words(tab, "invoice")


def test_a_complaint_in_portage_asks_for_no_proofs(tab: DisputesTab, desk: Desk) -> None:
    ported(desk)
    company_named(desk)
    text = open_it(tab, complaining(desk, kind=ClientKind.PROFESSIONAL))
    assert "Preuve de commande" not in text
    assert "réancier" not in text


# ---- no formal notice ------------------------------------------------------------------------------------------------
def test_the_formal_notice_is_the_companys_and_pressing_its_stage_says_so(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    ported(desk)
    dispute_id = unpaid(desk, active(desk, company_named(desk)))
    open_it(tab, dispute_id)
    stepper = shown(tab.dossier, StageStepper, "dossier.stages")
    assert "Mise en demeure : par la société de portage" in stepper.toolTip().replace("\u202f", " ").replace(
        "\u00a0", " "
    )
    menu = QMenu()
    dossier = tab.dossier.dossier
    assert dossier is not None
    tab.commands.offer_stage(menu, dossier, DisputeStage.FORMAL_NOTICE)
    words = [one.text() for one in menu.actions()]
    assert words == [
        "La mise en demeure revient à la société de portage, créancière",
        "Lui signaler l’impayé…",
        "Noter qu’elle l’a fait",
    ]
    assert not menu.actions()[0].isEnabled()
    menu.actions()[2].trigger()
    moved = queries.dossier(desk, dispute_id, tab.context.today()).dispute
    assert moved.stage is DisputeStage.FORMAL_NOTICE


def test_the_letters_offered_go_from_the_reminder_to_the_request_for_an_officer(tab: DisputesTab, desk: Desk) -> None:
    ported(desk)
    open_it(tab, unpaid(desk, active(desk, company_named(desk))))
    tab.dossier.show_part(LETTERS)
    gone()
    menu = shown(tab.dossier, QPushButton, "letters.choose").findChild(QMenu)
    assert menu is not None
    offered = [one.text() for one in menu.actions()]
    assert offered == [template(one).title for one in (LADDER[0], REPORT_UNPAID, ASK_OFFICER, CHASE_COMPANY)]


# ---- insurance claims ------------------------------------------------------------------------------------------------
def test_the_claims_of_a_dispute_are_shown_with_their_state_and_opened(
    tab: DisputesTab, desk: Desk, qtbot: QtBot
) -> None:
    dispute_id = complaining(desk)
    claim_id = claim_with(desk, insured_by(desk), dispute_id=dispute_id)
    text = open_it(tab, dispute_id)
    assert "À déclarer" in text
    assert "Données effacées pendant la migration" in text
    with qtbot.waitSignal(tab.context.navigated) as asked:
        shown(tab.dossier, FactRow, f"claim.{claim_id}").click()
    assert asked.args == ["insurance_claim", claim_id]


def test_a_claim_is_declared_from_the_complaint_it_came_of(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = complaining(desk)
    assert "Sinistre" in open_it(tab, dispute_id)

    def look(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, ClaimForm)

    answering(lambda: press(tab.dossier, "claim.new"), look)


def test_an_unpaid_invoice_speaks_of_claims_only_when_a_policy_is_known(tab: DisputesTab, desk: Desk) -> None:
    dispute_id = dispute_with(desk, "Studio Lumen")
    assert "Sinistre" not in open_it(tab, dispute_id)
    insured_by(desk)
    assert "Assurance : Assurances du Ponant · RC 204 117" in open_it(tab, dispute_id)


# ---- the client's page -----------------------------------------------------------------------------------------------
def test_everything_of_a_client_stands_on_one_page(context: Context, desk: Desk, qtbot: QtBot) -> None:
    ported(desk, ProfileStatus.EI)
    dispute_id = complaining(desk)
    mediation_id = mediating(desk, dispute_id, mediator_named(desk))
    client_id = queries.dossier(desk, dispute_id, context.today()).client.id or 0
    claim_id = claim_with(desk, insured_by(desk), dispute_id=dispute_id, client_id=client_id)
    tab = ClientsTab(context)
    qtbot.addWidget(tab)
    tab.resize(1366, 720)
    tab.show()
    tab.open_record(client_id)
    QApplication.processEvents()
    text = said(tab.view)
    for words in ("Litiges", "médiation", "Médiations", "Médiation Conso des Marées", "Sinistres", "À déclarer"):
        assert words in text
    assert "amiable" not in text.lower()
    for kind, record_id in (("dispute", dispute_id), ("mediation", mediation_id), ("insurance_claim", claim_id)):
        with qtbot.waitSignal(context.navigated) as asked:
            shown(tab.view, FactRow, f"client.{kind}.{record_id}").click()
        assert asked.args == [kind, record_id]


def test_a_complaint_that_waits_is_called_one(context: Context, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = complaining(desk)
    tab = ClientsTab(context)
    qtbot.addWidget(tab)
    tab.resize(1366, 720)
    tab.show()
    tab.open_record(queries.dossier(desk, dispute_id, context.today()).client.id or 0)
    QApplication.processEvents()
    assert shown(tab.view, FactRow, f"client.dispute.{dispute_id}").accessibleName().endswith("réclamation")


def test_a_contract_of_portage_shows_its_phase_on_the_clients_page(context: Context, desk: Desk, qtbot: QtBot) -> None:
    ported(desk)
    contract_id = contract_with(desk, company_named(desk))
    client_id = contracts.page(desk, contract_id).contract.client_id
    assert clients.page(desk, client_id).phases[contract_id].label == "Rédaction"
    tab = ClientsTab(context)
    qtbot.addWidget(tab)
    tab.resize(1366, 720)
    tab.show()
    tab.open_record(client_id)
    QApplication.processEvents()
    assert shown(tab.view, FactRow, f"client.contract.{contract_id}").accessibleName().endswith("Rédaction")
