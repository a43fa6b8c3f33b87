"""Each step of an insurance claim noted in its small form, its pieces, the insurer's requests, and what keeps one's rights."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.insurance import ClaimDecision, ClaimOutcome, InsurerRequest
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, LimitationEventKind, SendMethod
from litigedesk.operations import insurance_claims as operations
from litigedesk.queries import files
from litigedesk.queries import insurance_claims as queries
from litigedesk.rules.insurance import ClaimPhase
from tests.ui.claims_world import claim_with, insured_by
from tests.ui.complaints_world import Typist, fill, said, stops
from tests.ui.disputes_world import TODAY, answering, choose, dispute_with, shown
from ui.context import Context
from ui.dialogs.dispute import edit_limitation_event
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.insurance import edit_piece, edit_request, note_claim_step, note_interruption
from ui.forms.claim_piece_form import ClaimPieceForm
from ui.forms.claim_steps import STEPS, ClaimStepForm
from ui.forms.editors import CheckEditor, ChoiceEditor, FileEditor
from ui.forms.insurer_request_form import InsurerRequestForm
from ui.forms.limitation_form import ClaimLimitationForm

DECLARED = date(2026, 11, 18)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def open_step(context: Context, qtbot: QtBot, claim_id: int, step: str) -> ClaimStepForm:
    form = ClaimStepForm(context, claim_id, step)
    qtbot.addWidget(form)
    form.resize(600, 900)
    form.show()
    return form


def begun(desk: Desk, **changes: object) -> int:
    return claim_with(desk, insured_by(desk), **changes)


def clocks(desk: Desk, claim_id: int) -> dict[Clock | None, date]:
    return {one.clock: one.due_on for one in queries.file(desk, claim_id, TODAY).clocks if one.done_on is None}


# ---- every step ------------------------------------------------------------------------------------------------------
def test_the_steps_are_those_the_next_step_may_ask_for() -> None:
    assert set(STEPS) == {
        "declaration", "reference", "expert", "decision", "indemnity", "suit", "recourse", "close",
    }  # fmt: skip


@pytest.mark.parametrize("step", [one for one in STEPS if STEPS[one].needed])
def test_a_step_saved_empty_says_what_it_lacks_and_saves_nothing(
    context: Context, desk: Desk, qtbot: QtBot, step: str
) -> None:
    claim_id = begun(desk)
    before = queries.claim(desk, claim_id)
    form = open_step(context, qtbot, claim_id, step)
    form.save()
    for name, sentence in STEPS[step].needed.items():
        assert form.editor(name).problem == sentence
    assert "à corriger" in form.bar.status.label.full_text()
    assert queries.claim(desk, claim_id) == before


@pytest.mark.parametrize("step", STEPS)
def test_each_step_assumes_nothing_says_whose_it_is_and_names_its_fields(
    context: Context, desk: Desk, qtbot: QtBot, step: str
) -> None:
    claim_id = begun(desk)
    form = open_step(context, qtbot, claim_id, step)
    assert not form.is_dirty
    record = queries.claim(desk, claim_id)
    for name, value in form.values().items():
        assert value in {getattr(record, name), None, ""}, name
    assert "Atelier Boréal SARL · SIN-2026-001" in said(form)
    assert STEPS[step].note.split(" ", 3)[0] in said(form)
    assert all(editor.field.accessibleName() for editor in form.editors())
    assert stops(form)[-2:] == ["form.cancel", "form.save"]


# ---- one by one ------------------------------------------------------------------------------------------------------
def test_a_declaration_is_noted_with_its_proof_and_ends_its_clock(
    context: Context, desk: Desk, window: QWidget, type_text: Typist, tmp_path: Path
) -> None:
    claim_id = begun(desk)
    proof = tmp_path / "avis.pdf"
    proof.write_bytes(b"%PDF-1.7 avis")

    def note(dialog: FormDialog) -> None:
        form = dialog.form
        fill(form, "declared_on", "18/11", type_text)
        by = form.editor("declared_by")
        assert isinstance(by, ChoiceEditor)
        choose(by, "Recommandé avec avis de réception")
        kept = form.editor("declaration_file_id")
        assert isinstance(kept, FileEditor)
        kept.take(proof)
        form.save_button.click()

    assert answering(lambda: note_claim_step(context, window, claim_id, "declaration"), note) == claim_id
    claim = queries.claim(desk, claim_id)
    assert (claim.declared_on, claim.declared_by) == (DECLARED, SendMethod.REGISTERED)
    assert files.content(desk, claim.declaration_file_id) == b"%PDF-1.7 avis"
    assert Clock.INSURER not in clocks(desk, claim_id)
    assert len(queries.harms(desk, claim_id)) == 1


def test_a_declaration_before_one_knew_is_refused(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = open_step(context, qtbot, begun(desk), "declaration")
    fill(form, "declared_on", "13/11", type_text)
    form.save()
    assert form.editor("declared_on").problem == "La déclaration vient avant le jour où vous avez su."


def test_the_expert_starts_the_two_years_again_and_the_meeting_is_a_date(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    claim_id = begun(desk, declared_on=DECLARED)
    before = clocks(desk, claim_id)[Clock.INSURER_LIMITATION]
    form = open_step(context, qtbot, claim_id, "expert")
    assert "L114-2" in said(form)
    fill(form, "expert_on", "20/11", type_text)
    fill(form, "expert", "Cabinet Le Goff", type_text)
    fill(form, "expert_meeting_on", "8/12", type_text)
    assert "Réunion d’expertise" in said(form)
    form.save()
    after = clocks(desk, claim_id)
    assert after[Clock.EXPERT_MEETING] == date(2026, 12, 8)
    assert after[Clock.INSURER_LIMITATION] > before
    assert queries.file(desk, claim_id, TODAY).phase is ClaimPhase.EXPERTISE


def test_an_expert_before_the_declaration_is_refused(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = open_step(context, qtbot, begun(desk), "expert")
    fill(form, "expert_on", "20/11", type_text)
    form.save()
    assert "Notez d’abord le jour de la déclaration." in form.bar.status.label.full_text()
    assert queries.claim(desk, 1).expert_on is None


def test_a_decision_asks_for_the_sums_only_when_something_is_paid(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    claim_id = begun(desk, declared_on=DECLARED)
    form = open_step(context, qtbot, claim_id, "decision")
    decision = form.editor("decision")
    assert isinstance(decision, ChoiceEditor)
    choose(decision, "Refusé")
    assert not form.editor("indemnity").isVisible()
    choose(decision, "Pris en charge en partie")
    assert form.editor("indemnity").isVisible()
    fill(form, "decided_on", "20/11", type_text)
    fill(form, "indemnity", "9500", type_text)
    fill(form, "deductible", "500", type_text)
    form.save()
    claim = queries.claim(desk, claim_id)
    assert (claim.decision, claim.indemnity, claim.deductible) == (
        ClaimDecision.PARTIAL,
        Money.of("9500"),
        Money.of("500"),
    )


def test_a_decision_before_the_declaration_is_refused_and_what_was_typed_stays(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    claim_id = begun(desk, declared_on=DECLARED)
    form = open_step(context, qtbot, claim_id, "decision")
    decision = form.editor("decision")
    assert isinstance(decision, ChoiceEditor)
    choose(decision, "Refusé")
    fill(form, "decided_on", "17/11", type_text)
    fill(form, "decision_text", "Exclusion 4.2", type_text)
    form.save()
    assert form.editor("decided_on").problem == "La décision de l’assureur vient avant la déclaration."
    assert form.editor("decision_text").value == "Exclusion 4.2"
    assert queries.claim(desk, claim_id).decision is None


def test_an_indemnity_above_the_cap_is_pointed_out_and_kept(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    decided = {"decision": ClaimDecision.COVERED, "decided_on": date(2026, 11, 19), "amount": Money.of("90000")}
    claim_id = begun(desk, declared_on=DECLARED, **decided)
    form = open_step(context, qtbot, claim_id, "indemnity")
    fill(form, "paid_on", "20/11", type_text)
    fill(form, "indemnity", "60000", type_text)
    form.check()
    form.save()
    assert form.editor("indemnity").problem.startswith("Cette indemnité dépasse le plafond")
    assert not form.editor("indemnity").is_bad
    assert queries.claim(desk, claim_id).indemnity == Money.of("60000")


def test_the_day_the_third_party_sued_starts_the_two_years_and_one_of_both_days_is_needed(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    claim_id = begun(desk, declared_on=DECLARED)
    form = open_step(context, qtbot, claim_id, "suit")
    assert "Transmettez l’assignation le jour même" in said(form)
    form.save()
    assert form.editor("sued_on").problem == "Indiquez au moins l’un des deux jours."
    fill(form, "sued_on", "20/11", type_text)
    assert "Fin des droits contre l’assureur" in said(form)
    form.save()
    limit = queries.file(desk, claim_id, TODAY).limit
    assert (limit.start, limit.date) == (date(2026, 11, 20), date(2028, 11, 20))


def test_the_end_is_proposed_from_the_decision_and_a_closed_claim_is_opened_again(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    decided = {"decision": ClaimDecision.REFUSED, "decided_on": date(2026, 11, 20)}
    claim_id = begun(desk, declared_on=DECLARED, **decided)

    def note(dialog: FormDialog) -> None:
        assert dialog.form.editor("outcome").value is ClaimOutcome.REFUSED
        assert dialog.form.editor("closed_on").value is None
        fill(dialog.form, "closed_on", "22/11", type_text)
        dialog.form.save_button.click()

    answering(lambda: note_claim_step(context, window, claim_id, "close"), note)
    assert queries.file(desk, claim_id, TODAY).phase is ClaimPhase.CLOSED
    assert note_claim_step(context, window, claim_id, "reopen") == claim_id
    assert queries.file(desk, claim_id, TODAY).phase is ClaimPhase.DECIDED


# ---- requests --------------------------------------------------------------------------------------------------------
def test_what_the_insurer_asks_for_is_a_date_until_it_is_answered(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    claim_id = begun(desk, declared_on=DECLARED)

    def ask(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, InsurerRequestForm)
        assert "L113-11, 2°" in said(dialog)
        fill(dialog.form, "asked_on", "20/11", type_text)
        fill(dialog.form, "what", "Le journal des sauvegardes", type_text)
        fill(dialog.form, "due_on", "4/12", type_text)
        dialog.form.save_button.click()

    assert answering(lambda: edit_request(context, window, claim_id), ask) == 1
    assert clocks(desk, claim_id)[Clock.INSURER_REQUEST] == date(2026, 12, 4)

    def answer(dialog: FormDialog) -> None:
        assert dialog.form.editor("what").value == "Le journal des sauvegardes"
        fill(dialog.form, "answered_on", "22/11", type_text)
        dialog.form.save_button.click()

    answering(lambda: note_claim_step(context, window, claim_id, "request"), answer)
    assert Clock.INSURER_REQUEST not in clocks(desk, claim_id)


def test_a_request_without_its_words_or_due_before_it_was_made_is_refused(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = InsurerRequestForm(context, begun(desk))
    qtbot.addWidget(form)
    form.show()
    fill(form, "asked_on", "20/11", type_text)
    fill(form, "due_on", "18/11", type_text)
    form.save()
    assert form.editor("what").problem == "Dites ce que l’assureur demande."
    assert form.editor("due_on").problem == "Le délai finit avant la demande."


def test_a_request_is_deleted_from_its_window(context: Context, desk: Desk, window: QWidget) -> None:
    claim_id = begun(desk)
    wanted = InsurerRequest(insurance_claim_id=claim_id, asked_on=DECLARED, what="Le contrat", due_on=date(2026, 12, 4))
    saved = operations.save_request(desk, wanted).value
    answering(
        lambda: edit_request(context, window, claim_id, saved.id),
        lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
    )
    assert queries.file(desk, claim_id, TODAY).requests == ()
    assert Clock.INSURER_REQUEST not in clocks(desk, claim_id)


# ---- pieces ----------------------------------------------------------------------------------------------------------
def test_a_piece_of_the_checklist_is_explained_and_its_file_makes_it_obtained(
    context: Context, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    claim_id = begun(desk)
    paper = tmp_path / "contrat.pdf"
    paper.write_bytes(b"%PDF-1.7 contrat")
    line = next(one for one in queries.file(desk, claim_id, TODAY).pieces if one.kind and one.kind.key == "contract")
    assert line.kind is not None

    def give(dialog: FormDialog) -> None:
        assert line.kind is not None
        words = said(dialog)
        assert line.kind.why.replace("\u00a0", " ").replace("\u202f", " ") in words
        document = dialog.form.editor("file_id")
        assert isinstance(document, FileEditor)
        document.take(paper)
        dialog.form.save_button.click()

    answering(lambda: edit_piece(context, window, claim_id, "contract"), give)
    found = next(one for one in queries.file(desk, claim_id, TODAY).pieces if one.kind and one.kind.key == "contract")
    assert found.piece is not None
    assert (found.is_lacking, found.piece.obtained_on) == (False, TODAY)
    assert files.content(desk, found.piece.file_id) == b"%PDF-1.7 contrat"


def test_a_piece_that_is_not_needed_is_no_longer_missing(context: Context, desk: Desk, qtbot: QtBot) -> None:
    claim_id = begun(desk)
    form = ClaimPieceForm(context, claim_id, "contract")
    qtbot.addWidget(form)
    form.show()
    not_needed = form.editor("not_needed")
    assert isinstance(not_needed, CheckEditor)
    not_needed.box.click()
    assert not form.editor("file_id").isVisible()
    form.save()
    line = next(one for one in queries.file(desk, claim_id, TODAY).pieces if one.kind and one.kind.key == "contract")
    assert not line.is_lacking


def test_a_piece_of_ones_own_needs_a_title_and_can_be_deleted(
    context: Context, desk: Desk, window: QWidget, type_text: Typist
) -> None:
    claim_id = begun(desk)

    def add(dialog: FormDialog) -> None:
        dialog.form.save_button.click()
        assert dialog.form.editor("title").problem == "Dites quelle est cette pièce."
        fill(dialog.form, "title", "Procès-verbal d’incident", type_text)
        fill(dialog.form, "obtained_on", "20/11", type_text)
        dialog.form.save_button.click()

    piece_id = answering(lambda: edit_piece(context, window, claim_id), add)
    assert queries.file(desk, claim_id, TODAY).pieces[-1].title == "Procès-verbal d’incident"
    answering(
        lambda: edit_piece(context, window, claim_id, piece_id=piece_id),
        lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
    )
    assert all(one.kind is not None for one in queries.file(desk, claim_id, TODAY).pieces)


# ---- limitation ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "kind", "end"),
    [
        ("Lettre recommandée à l’assureur", LimitationEventKind.REGISTERED_LETTER, 20),
        ("Expert désigné", LimitationEventKind.EXPERT, 20),
        ("Garantie reconnue par l’assureur", LimitationEventKind.RECOGNISED, 16),  # the insurer may deny it
        ("Assignation de l’assureur", LimitationEventKind.SERVED, 20),
    ],
)
def test_what_interrupts_the_two_years_is_noted_with_its_article_and_moves_their_end_when_it_is_sure(
    context: Context, desk: Desk, window: QWidget, type_text: Typist, words: str, kind: LimitationEventKind, end: int
) -> None:
    claim_id = begun(desk, declared_on=DECLARED)

    def note(dialog: FormDialog) -> None:
        assert isinstance(dialog.form, ClaimLimitationForm)
        what = dialog.form.editor("kind")
        assert isinstance(what, ChoiceEditor)
        choose(what, words)
        assert "L114-2" in said(dialog)
        fill(dialog.form, "happened_on", "20/11", type_text)
        dialog.form.save_button.click()

    event_id = answering(lambda: note_interruption(context, window, claim_id), note)
    file = queries.file(desk, claim_id, TODAY)
    assert [(one.id, one.kind) for one in file.limitation_events] == [(event_id, kind)]
    assert file.limit.date == date(2028, 11, end)
    answering(
        lambda: note_interruption(context, window, claim_id, event_id),
        lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
    )
    assert queries.file(desk, claim_id, TODAY).limit.date == date(2028, 11, 16)
    assert clocks(desk, claim_id)[Clock.INSURER_LIMITATION] == queries.file(desk, claim_id, TODAY).limit.safe_date


def test_the_limitation_of_a_dispute_knows_nothing_of_insurers_experts(
    context: Context, desk: Desk, window: QWidget
) -> None:
    dispute_id = dispute_with(desk, "Atelier Boréal SARL")
    offered: list[str] = []

    def look(dialog: FormDialog) -> None:
        combo = dialog.form.editor("kind").field
        offered.extend(combo.itemText(place) for place in range(combo.count()))  # type: ignore[attr-defined]

    answering(lambda: edit_limitation_event(context, window, dispute_id), look)
    assert LimitationEventKind.EXPERT.label not in offered
    assert LimitationEventKind.RECOGNISED.label in offered


# ---- drafts and gone records -----------------------------------------------------------------------------------------
def test_escape_keeps_what_was_typed_in_a_step(context: Context, desk: Desk, qtbot: QtBot, type_text: Typist) -> None:
    claim_id = begun(desk)
    form = open_step(context, qtbot, claim_id, "reference")
    fill(form, "insurer_reference", "S-778", type_text)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert open_step(context, qtbot, claim_id, "reference").editor("insurer_reference").value == "S-778"


@pytest.mark.parametrize("step", ["declaration", "request", "reopen"])
def test_a_claim_that_is_gone_is_said_in_the_message_bar(
    context: Context, window: QWidget, qtbot: QtBot, step: str
) -> None:
    with qtbot.waitSignal(context.error_raised):
        assert note_claim_step(context, window, 99, step) is None
