"""An insurance claim noted in its form: alone or from a dispute, its clock live, its cover, what is refused and what is not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import ClaimDecision, Guarantee, GuaranteeKind, HarmKind, ImmaterialHarm, PolicyTrigger
from litigedesk.domain.money import Money
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, Clock, ClosingReason
from litigedesk.operations import contracts, disputes, profile
from litigedesk.queries import insurance_claims as queries
from litigedesk.queries import policies
from litigedesk.rules.insurance import ClaimPhase
from litigedesk.settings import ADMISSION_WORDS
from tests.ui.claims_world import KNOWN, claim_with, insured_by
from tests.ui.complaints_world import Typist, complaining, fill, press, said, stops
from tests.ui.disputes_world import TODAY, answering, choose, client_named, shown
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.insurance import edit_claim
from ui.forms.claim_form import ClaimForm
from ui.forms.claim_side import LiabilityCard
from ui.forms.editors import ChoiceEditor, FileEditor, TextEditor
from ui.forms.policy_form import PolicyForm
from ui.widgets.buttons import Segments
from ui.widgets.text import IconText


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def form_shown(context: Context, qtbot: QtBot, claim_id: int | None = None, **place: Any) -> ClaimForm:
    form = ClaimForm(context, claim_id, **place)
    qtbot.addWidget(form)
    form.resize(1040, 2000)
    form.show()
    return form


def harm_of(form: ClaimForm, place: int, words: str) -> None:
    """Press the kind of one harm."""
    segments = form.harms.rows()[place].editor("kind").findChild(Segments)
    assert segments is not None
    next(one for one in segments.buttons() if one.text() == words).click()


def sum_of(form: ClaimForm, place: int, text: str, type_text: Typist) -> None:
    amount = form.harms.rows()[place].editor("amount")
    assert isinstance(amount, TextEditor)
    amount.line.selectAll()
    type_text(amount.line, text)


def word(form: ClaimForm, code: str) -> str:
    return form.cover.conditions.line(code).word.full_text()


# ---- opening ---------------------------------------------------------------------------------------------------------
def test_a_claim_alone_is_noted_with_its_harm_and_its_clock(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    insured_by(desk)

    def note(dialog: FormDialog) -> None:
        form = dialog.form
        assert isinstance(form, ClaimForm)
        press(form, "who", "Quelqu’un d’autre")
        fill(form, "third_party", "Atelier Boréal SARL", type_text)
        fill(form, "happened_on", "12/11", type_text)
        fill(form, "known_on", "16/11", type_text)
        fill(form, "title", "Données effacées", type_text)
        fill(form, "facts", "Le 12 novembre, la base a été effacée.", type_text)
        harm_of(form, 0, "Immatériel")
        origin = form.harms.rows()[0].editor("nature")
        assert isinstance(origin, ChoiceEditor)
        choose(origin, "Perte de données")
        sum_of(form, 0, "12000", type_text)
        form.save_button.click()

    claim_id = answering(lambda: edit_claim(context, window, None), note)
    assert claim_id is not None
    file = queries.file(desk, claim_id, TODAY)
    assert (file.claim.reference, file.who, file.phase) == (
        "SIN-2026-001",
        "Atelier Boréal SARL",
        ClaimPhase.TO_DECLARE,
    )
    assert file.policy is not None
    assert [(one.kind, one.nature, one.amount) for one in file.harms] == [
        (HarmKind.IMMATERIAL, ImmaterialHarm.DATA_LOSS, Money.of("12000"))
    ]
    assert {one.clock: one.due_on for one in file.clocks}[Clock.INSURER] == date(2026, 11, 23)


def test_a_dispute_fills_the_claim_in_and_may_be_chosen_in_the_form(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    policy_id = insured_by(desk)
    dispute_id = complaining(desk, amount=Money.of("120"), request="Un remboursement.", findings="Livré le 4 novembre.")
    form = form_shown(context, qtbot, dispute_id=dispute_id)
    assert not form.is_dirty
    assert form.client.value == 1
    assert form.editor("known_on").value == form.editor("claimed_on").value == date(2026, 11, 16)
    assert form.editor("amount").value == Money.of("120")
    assert form.editor("request").value == "L’album a été livré en retard.\nUn remboursement."
    assert form.editor("facts").value == "Livré le 4 novembre."
    assert form.policy.value == policy_id
    alone = form_shown(context, qtbot)
    fill(alone, "facts", "Mes faits", type_text)
    choose(alone.dispute, "Nadia Ferrand · LIT-2026-001")
    assert alone.editor("amount").value == Money.of("120")
    assert alone.editor("facts").value == "Mes faits"
    assert alone.client.value == 1


def test_the_day_one_knew_is_never_assumed(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    form = form_shown(context, qtbot)
    assert "Indiquez le jour où vous avez su" in said(form.declaration)
    fill(form, "title", "Données effacées", type_text)
    form.save()
    assert form.editor("known_on").problem.startswith("Indiquez le jour où vous avez su")
    assert queries.rows(desk) == []


def test_a_claim_saved_without_a_change_stays_the_same(context: Context, desk: Desk, qtbot: QtBot) -> None:
    claim_id = claim_with(
        desk, insured_by(desk), declared_on=date(2026, 11, 18), notes="Vu", measures="Sauvegarde remise"
    )
    before = queries.file(desk, claim_id, TODAY)
    form = form_shown(context, qtbot, claim_id)
    assert not form.is_dirty
    assert form.editor("measures").isVisible()
    assert not form.editor("expert_on").isVisible()
    form.save()
    assert queries.file(desk, claim_id, TODAY) == before


def test_a_claim_of_a_closed_dispute_keeps_it(context: Context, desk: Desk, qtbot: QtBot) -> None:
    dispute_id = complaining(desk)
    claim_id = claim_with(desk, dispute_id=dispute_id, client_id=1)
    disputes.close(desk, dispute_id, ClosingReason.ABANDONED, TODAY)
    form = form_shown(context, qtbot, claim_id)
    form.save()
    assert queries.claim(desk, claim_id).dispute_id == dispute_id


# ---- the clock -------------------------------------------------------------------------------------------------------
def test_the_working_days_are_counted_one_by_one_and_the_holiday_is_named(
    context: Context, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "known_on", "6/11", type_text)  # D-3
    words = said(form.declaration)
    assert "16 novembre 2026" in words
    assert "lun. 9 nov., mar. 10 nov., jeu. 12 nov., ven. 13 nov., lun. 16 nov." in words
    assert "mercredi 11 novembre 2026 (Armistice" in words
    assert "le minimum légal" in words


def test_once_late_the_form_says_to_declare_all_the_same_and_what_lateness_costs(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "known_on", "16/11", type_text)
    assert "Déclarez quand même" not in said(form.declaration)
    fill(form, "known_on", "6/11", type_text)
    words = said(form.declaration)
    assert "en retard de 6 jours" in words
    assert "Déclarez quand même" in words
    assert "prouve que le retard lui a causé un préjudice" in words
    fill(form, "title", "Données effacées", type_text)
    form.save()
    assert len(queries.rows(desk)) == 1


def test_the_clock_follows_the_delay_of_the_policy_chosen(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    insured_by(desk, declaration_days=10)
    form = form_shown(context, qtbot)
    fill(form, "known_on", "16/11", type_text)
    assert "30 novembre 2026" in said(form.declaration)
    assert "votre contrat" in said(form.declaration)
    choose(form.policy, "Aucun, ou pas encore noté")
    assert "23 novembre 2026" in said(form.declaration)
    assert "Votre choix l’emporte. Proposé : Assurances du Ponant n° RC 204 117." in said(form)
    shown(form, QPushButton, "policy_id.restore").click()
    assert "30 novembre 2026" in said(form.declaration)


def test_a_policy_is_added_on_the_way_and_chosen(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    form = form_shown(context, qtbot)
    fill(form, "known_on", "16/11", type_text)

    def add(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PolicyForm)
        fill(dialog.form, "insurer", "Assurances du Ponant", type_text)
        fill(dialog.form, "declaration_days", "6", type_text)
        dialog.form.save_button.click()

    answering(lambda: shown(form, QPushButton, "policy_id.new").click(), add)
    assert form.policy.value == policies.files(desk, TODAY)[0].policy.id
    assert "24 novembre 2026" in said(form.declaration)
    assert form.editor("known_on").value == date(2026, 11, 16)


# ---- the cover -------------------------------------------------------------------------------------------------------
def test_the_cover_follows_what_is_typed_and_refuses_nothing(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    insured_by(desk)
    form = form_shown(context, qtbot)
    fill(form, "known_on", "16/11", type_text)
    assert word(form, "claimed") == "À vérifier"
    fill(form, "claimed_on", "16/11", type_text)
    assert word(form, "claimed") == "Remplie"
    harm_of(form, 0, "Immatériel")
    sum_of(form, 0, "60000", type_text)
    assert word(form, "cap-pure-immaterial") == "Non remplie"
    assert "dépasse le plafond de 50 000,00 €" in said(form.cover)
    assert "Rien ici n’empêche de déclarer" in said(form.cover)
    fill(form, "title", "Données effacées", type_text)
    form.save()
    assert len(queries.rows(desk)) == 1


def test_a_policy_not_in_force_at_the_event_is_said_and_the_claim_is_kept(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    policy_id = insured_by(desk, starts_on=date(2026, 11, 14), trigger=PolicyTrigger.HARMFUL_EVENT)
    form = form_shown(context, qtbot)
    fill(form, "title", "Données effacées", type_text)
    fill(form, "known_on", "16/11", type_text)
    fill(form, "happened_on", "12/11", type_text)
    assert word(form, "in-force") == "Non remplie"
    assert "Cherchez le contrat que vous aviez ce jour-là" in said(form.cover)
    form.check()
    form.save()
    assert "n’a commencé que le 14 novembre 2026" in form.policy.problem.replace("\u00a0", " ")
    assert not form.policy.is_bad
    assert [one.policy_id for one in (queries.claim(desk, 1),)] == [policy_id]


def test_a_question_of_the_cover_opens_the_field_or_the_policy_that_answers_it(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    policy_id = insured_by(desk, Guarantee(policy_id=0, kind=GuaranteeKind.MATERIAL, cap=Money.of("1000")))
    form = form_shown(context, qtbot)
    fill(form, "known_on", "16/11", type_text)
    shown(form, QPushButton, "condition.claimed.answer").click()
    assert form.focusWidget() is form.editor("claimed_on").field
    harm_of(form, 0, "Corporel")
    said(form)

    def complete(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, PolicyForm)
        dialog.form.guarantees.add_button.click()
        row = dialog.form.guarantees.rows()[1]
        row.editor("kind").set_value(GuaranteeKind.BODILY)
        row.editor("cap").set_value(Money.of("2000000"))
        dialog.form.save_button.click()

    answering(lambda: shown(form, QPushButton, "condition.cap-bodily.answer").click(), complete)
    assert word(form, "cap-bodily") == "Remplie"
    assert form.policy.value == policy_id


# ---- facts, harms, articles ------------------------------------------------------------------------------------------
def test_a_word_that_admits_liability_is_pointed_out_as_it_is_typed_and_blocks_nothing(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "facts", "La base a été effacée.", type_text)
    assert not form.admission.isVisible()
    fill(form, "facts", "La base a été effacée, c’est ma faute.", type_text)
    assert "« ma faute »" in said(form)
    assert "L124-2" in form.admission.label.full_text()
    fill(form, "known_on", "16/11", type_text)
    fill(form, "title", "Données effacées", type_text)
    form.save()
    assert queries.claim(desk, 1).facts.endswith("ma faute.")


def test_the_users_own_list_of_words_is_the_one_watched(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    profile.set_setting(desk, ADMISSION_WORDS.key, "j’aurais dû")
    form = form_shown(context, qtbot)
    fill(form, "facts", "C’est ma faute.", type_text)
    assert not form.admission.isVisible()
    fill(form, "facts", "J’aurais dû vérifier.", type_text)
    assert "j’aurais dû" in form.admission.label.full_text()


def test_only_an_immaterial_harm_is_asked_where_it_comes_from(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    row = form.harms.rows()[0]
    assert not row.editor("nature").isVisible()
    harm_of(form, 0, "Immatériel")
    assert row.editor("nature").isVisible()
    row.editor("nature").set_value(ImmaterialHarm.DELAY)
    harm_of(form, 0, "Corporel")
    assert not row.editor("nature").isVisible()
    assert "faites-vous aider" in said(form)
    fill(form, "known_on", "16/11", type_text)
    fill(form, "title", "Chute", type_text)
    form.save()
    assert [(one.kind, one.nature) for one in queries.harms(desk, 1)] == [(HarmKind.BODILY, None)]


def test_a_harm_without_its_kind_is_asked_for_and_the_sum_typed_stays(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "known_on", "16/11", type_text)
    fill(form, "title", "Chute", type_text)
    sum_of(form, 0, "900", type_text)
    form.save()
    assert form.harms.rows()[0].editor("kind").problem == "Dites quelle est la nature du dommage."
    assert form.harms.rows()[0].editor("amount").value == Money.of("900")
    assert queries.rows(desk) == []


def test_the_articles_on_liability_are_explained_on_hover_and_give_no_advice(context: Context, qtbot: QtBot) -> None:
    card = form_shown(context, qtbot).findChild(LiabilityCard)
    assert card is not None
    tips = [line.toolTip() for line in card.findChildren(IconText)]
    assert [("1231-1" in tips[0], "1147" in tips[0]), ("1240" in tips[1], "1382" in tips[1])] == [(True, True)] * 2
    assert all(line.label.accessibleDescription() for line in card.findChildren(IconText))


# ---- bad input -------------------------------------------------------------------------------------------------------
def test_knowing_before_the_event_is_refused_beside_the_date_and_nothing_is_lost(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "title", "Données effacées", type_text)
    fill(form, "happened_on", "18/11", type_text)
    fill(form, "known_on", "16/11", type_text)
    form.save()
    assert form.editor("known_on").problem.startswith("Vous ne pouvez pas avoir su avant que le fait arrive")
    assert form.editor("known_on").is_bad
    assert form.editor("title").value == "Données effacées"
    assert queries.rows(desk) == []
    fill(form, "happened_on", "12/11", type_text)
    form.save()
    assert len(queries.rows(desk)) == 1


def test_a_decision_before_the_declaration_is_refused_and_unfolds_its_part(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    claim_id = claim_with(desk, insured_by(desk), declared_on=date(2026, 11, 20))
    form = form_shown(context, qtbot, claim_id)
    form.editor("decision").set_value(ClaimDecision.COVERED)
    form.editor("decided_on").set_value(date(2026, 11, 18))
    form.save()
    assert form.editor("decided_on").isVisible()
    assert form.editor("decided_on").problem == "La décision de l’assureur vient avant la déclaration."
    assert queries.claim(desk, claim_id).decision is None


def test_an_indemnity_above_the_cap_is_pointed_out_and_kept(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    declared = {"declared_on": date(2026, 11, 18), "amount": Money.of("90000")}
    form = form_shown(context, qtbot, claim_with(desk, insured_by(desk), **declared))
    form.go_to("decision")
    form.editor("decision").set_value(ClaimDecision.COVERED)
    form.editor("decided_on").set_value(date(2026, 11, 20))
    form.editor("decision").changed.emit()
    fill(form, "indemnity", "60000", type_text)
    form.check()
    form.save()
    problem = form.editor("indemnity").problem.replace("\u00a0", " ").replace("\u202f", " ")
    assert problem == "Cette indemnité dépasse le plafond de votre contrat, 50 000,00 € : vérifiez la somme."
    assert queries.claim(desk, 1).indemnity == Money.of("60000")


def test_a_proof_that_cannot_be_read_is_said_and_what_was_typed_stays(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist, tmp_path: Path
) -> None:
    form = form_shown(context, qtbot)
    fill(form, "title", "Données effacées", type_text)
    fill(form, "known_on", "16/11", type_text)
    proof = form.editor("declaration_file_id")
    assert isinstance(proof, FileEditor)
    proof.take(tmp_path / "disparu.pdf")
    with qtbot.waitSignal(context.error_raised) as told:
        form.save()
    assert "disparu.pdf" in str(told.args)
    assert form.editor("title").value == "Données effacées"
    assert queries.rows(desk) == []


# ---- clients, contracts, drafts --------------------------------------------------------------------------------------
def test_only_the_contracts_of_the_client_are_offered(context: Context, desk: Desk, qtbot: QtBot) -> None:
    client_id = client_named(desk, "Atelier Boréal")
    client_named(desk, "Zoé Martin", ClientKind.CONSUMER)
    contracts.save(desk, Contract(client_id=client_id, reference="D-2026-023", title="Refonte"))
    form = form_shown(context, qtbot, client_id=client_id)
    choose(form.contract, "D-2026-023 · Refonte")
    choose(form.client, "Zoé Martin")
    assert not form.contract.isVisible()
    press(form, "who", "Quelqu’un d’autre")
    assert not form.client.isVisible()
    assert form.editor("third_party").isVisible()


def test_escape_keeps_what_was_typed_with_its_client_contract_and_harms(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    client_id = client_named(desk, "Atelier Boréal")
    contracts.save(desk, Contract(client_id=client_id, reference="D-2026-023", title="Refonte"))
    form = form_shown(context, qtbot)
    choose(form.client, "Atelier Boréal")
    choose(form.contract, "D-2026-023 · Refonte")
    harm_of(form, 0, "Immatériel")
    sum_of(form, 0, "900", type_text)
    fill(form, "known_on", "16/11", type_text)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    again = form_shown(context, qtbot)
    assert again.contract.value == form.contract.value
    assert again.harms.harms()[0].amount == Money.of("900")
    assert again.harms.rows()[0].editor("nature").isVisible()
    assert "23 novembre 2026" in said(again.declaration)


def test_a_claim_is_deleted_from_its_window_and_undo_brings_it_back(
    context: Context, desk: Desk, window: QWidget
) -> None:
    claim_id = claim_with(desk)
    answering(
        lambda: edit_claim(context, window, claim_id),
        lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
    )
    assert queries.rows(desk) == []
    context.undo()
    assert queries.claim(desk, claim_id).known_on == KNOWN


def test_a_claim_that_is_gone_is_said_in_the_message_bar(context: Context, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert edit_claim(context, window, 99) is None


def test_tab_goes_through_the_form_as_one_reads(context: Context, desk: Desk, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot)
    said(form)
    wanted = [
        "dispute_id.field", "who.field.0", "client_id.field", "client_id.new", "happened_on.field", "claimed_on.field",
        "known_on.field", "title.field", "facts.field", "request.field", "amount.field", "kind.field.0", "amount.field",
        "description.field", "harms.add", "policy_id.field", "policy_id.new", "form.cancel", "form.save",
    ]  # fmt: skip
    assert [name for name in stops(form) if name in wanted] == wanted


def test_every_field_has_a_name_for_screen_readers(context: Context, qtbot: QtBot) -> None:
    form = form_shown(context, qtbot)
    assert all(editor.field.accessibleName() for editor in form.editors())
    assert form.declaration.accessibleName() == "Délai pour déclarer"
