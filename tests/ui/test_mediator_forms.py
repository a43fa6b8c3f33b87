"""Mediators and conventions in their forms: taken from the shipped register, checked again, and what a convention proposes."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, MediatorKind
from litigedesk.operations import mediators
from litigedesk.queries import agenda, files, mediations
from tests.ui.complaints_world import Typist, fill, mediator_named, press, said, stops
from tests.ui.disputes_world import TODAY, answering, choose, shown
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.mediation import edit_convention, edit_mediator
from ui.forms.convention_form import ConventionForm
from ui.forms.editors import FileEditor
from ui.forms.mediator_form import MediatorForm


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def mediator_form(context: Context, qtbot: QtBot, mediator_id: int | None = None, shipped: str = "") -> MediatorForm:
    form = MediatorForm(context, mediator_id, shipped=shipped)
    qtbot.addWidget(form)
    form.resize(1000, 1200)
    form.show()
    return form


def convention_form(context: Context, qtbot: QtBot, convention_id: int | None = None, **place: int) -> ConventionForm:
    form = ConventionForm(context, convention_id, **place)
    qtbot.addWidget(form)
    form.resize(720, 1200)
    form.show()
    return form


def offered(form: MediatorForm) -> list[str]:
    combo = form.row.field
    return [combo.itemText(i) for i in range(combo.count())]  # type: ignore[attr-defined]


# ---- mediators -------------------------------------------------------------------------------------------------------
def test_a_row_of_the_register_fills_the_fields_and_says_to_check_again(
    context: Context, desk: Desk, qtbot: QtBot
) -> None:
    form = mediator_form(context, qtbot)
    choose(form.row, "CM2C")
    assert form.editor("website").value == "www.cm2c.net"
    assert form.editor("postcode").value == "75008"
    assert "À revérifier sur le site de la CECMC" in said(form)
    assert "18 août 2026" in said(form)
    form.save()
    kept = mediations.mediators(desk)[0]
    assert (kept.shipped, kept.checked_on) == ("cm2c", None)


def test_another_row_replaces_what_the_first_one_filled_but_not_what_was_typed(
    context: Context, qtbot: QtBot, type_text: Typist
) -> None:
    form = mediator_form(context, qtbot)
    choose(form.row, "CM2C")
    fill(form, "phone", "06 00 00 00 00", type_text)
    choose(form.row, "MCP")
    assert form.editor("postcode").value == "75015"
    assert form.editor("phone").value == "06 00 00 00 00"
    choose(form.row, "Autre\u00a0: à remplir")
    assert form.editor("name").value == ""
    assert form.editor("phone").value == "06 00 00 00 00"


def test_medicys_is_not_offered_and_its_name_is_warned_of(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = mediator_form(context, qtbot)
    assert not [name for name in offered(form) if "medicys" in name.lower()]
    fill(form, "name", "Medicys", type_text)
    assert "LitigeDesk ne propose pas" in said(form)
    form.save()
    assert form.editor("name").problem.startswith("Ce nom est à éviter")
    assert not form.editor("name").is_bad
    assert [one.name for one in mediations.mediators(desk)] == ["Medicys"]


def test_the_mediator_of_businesses_is_offered_for_businesses_only(context: Context, qtbot: QtBot) -> None:
    form = mediator_form(context, qtbot)
    assert not [name for name in offered(form) if "entreprises" in name]
    press(form, "kind", "Entreprises, acheteurs publics")
    assert [name for name in offered(form) if "entreprises" in name]
    assert "CM2C" not in offered(form)


def test_a_mediator_without_address_or_site_is_kept_with_a_warning(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = mediator_form(context, qtbot)
    form.save()
    assert form.editor("name").problem == "Indiquez le nom du médiateur."
    fill(form, "name", "Médiateur local", type_text)
    form.save()
    assert "L616-1" in form.editor("street").problem
    assert "L616-1" in form.editor("website").problem
    assert mediations.mediators(desk)[0].kind is MediatorKind.CONSUMER


def test_a_row_already_taken_is_opened_again_not_taken_twice(context: Context, desk: Desk, window: QWidget) -> None:
    take = lambda: edit_mediator(context, window, None, shipped="cm2c")  # noqa: E731
    first = answering(take, lambda dialog: dialog.form.save_button.click())

    def look(dialog: FormDialog) -> None:
        assert dialog.windowTitle() == "Modifier le médiateur"
        dialog.form.save_button.click()

    assert answering(take, look) == first
    assert len(mediations.mediators(desk)) == 1


def test_a_mediator_saved_without_a_change_stays_the_same(context: Context, desk: Desk, qtbot: QtBot) -> None:
    mediator_id = mediator_named(desk)
    before = mediations.mediator(desk, mediator_id)
    form = mediator_form(context, qtbot, mediator_id)
    assert not form.is_dirty
    form.save()
    assert mediations.mediator(desk, mediator_id) == before


def test_a_mediator_with_a_convention_is_not_deleted_and_the_message_says_why(
    context: Context, desk: Desk, window: QWidget, qtbot: QtBot
) -> None:
    mediator_id = mediator_named(desk)
    mediators.save_convention(desk, Convention(mediator_id=mediator_id, starts_on=TODAY))
    with qtbot.waitSignal(context.error_raised) as refused:
        answering(
            lambda: edit_mediator(context, window, mediator_id),
            lambda dialog: shown(dialog, QPushButton, "form.delete").click(),
        )
    assert "convention" in refused.args[0]
    assert len(mediations.mediators(desk)) == 1


# ---- conventions -----------------------------------------------------------------------------------------------------
def test_the_end_of_a_convention_is_proposed_from_its_start_and_length(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediator_id = mediator_named(desk)
    form = convention_form(context, qtbot)
    assert form.mediator.value == mediator_id
    assert form.editor("ends_on").value is None
    fill(form, "starts_on", "1/1/2026", type_text)
    assert form.editor("ends_on").value == date(2026, 12, 31)
    fill(form, "years", "3", type_text)
    assert form.editor("ends_on").value == date(2028, 12, 31)
    fill(form, "fee", "85", type_text)
    form.save()
    kept = mediations.conventions(desk, TODAY)[0].convention
    assert (kept.years, kept.ends_on, kept.fee) == (3, date(2028, 12, 31), Money.of("85"))
    entries = agenda.entries(desk, date.min, date.max)
    assert [one.short for one in entries] == [Clock.CONVENTION_END.label]


def test_an_end_of_ones_own_stays_and_the_proposal_is_one_press_away(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    mediator_named(desk)
    form = convention_form(context, qtbot)
    fill(form, "starts_on", "1/1/2026", type_text)
    fill(form, "ends_on", "30/6/2026", type_text)
    fill(form, "years", "2", type_text)
    assert form.editor("ends_on").value == date(2026, 6, 30)
    assert "31 décembre 2027" in said(form)
    qtbot.mouseClick(shown(form, QPushButton, "ends_on.restore"), Qt.MouseButton.LeftButton)
    assert form.editor("ends_on").value == date(2027, 12, 31)


def test_what_a_convention_lacks_is_said_beside_its_field(
    context: Context, desk: Desk, qtbot: QtBot, type_text: Typist
) -> None:
    form = convention_form(context, qtbot)
    fill(form, "years", "12", type_text)
    form.save()
    assert form.editor("mediator_id").problem == "Choisissez le médiateur."
    assert form.editor("starts_on").problem == "Indiquez le début de la convention."
    assert form.editor("years").problem.replace("\u00a0", " ") == "Une adhésion couvre entre 1 et 10 ans."
    fill(form, "starts_on", "1/6/2026", type_text)
    fill(form, "ends_on", "1/5/2026", type_text)
    form.save()
    assert form.editor("ends_on").problem == "La fin vient avant le début."
    assert mediations.conventions(desk, TODAY) == []


def test_the_signed_convention_is_kept_with_its_record(
    context: Context, desk: Desk, qtbot: QtBot, tmp_path: Path, type_text: Typist
) -> None:
    mediator_named(desk)
    paper = tmp_path / "convention.pdf"
    paper.write_bytes(b"%PDF-1.7")
    form = convention_form(context, qtbot)
    fill(form, "starts_on", "1/1/2026", type_text)
    document = form.editor("document")
    assert isinstance(document, FileEditor)
    document.take(paper)
    form.save()
    view = mediations.conventions(desk, TODAY)[0]
    assert files.content(desk, view.convention.file_id) == b"%PDF-1.7"
    again = convention_form(context, qtbot, view.convention.id)
    assert not again.is_dirty
    again.save()
    assert mediations.conventions(desk, TODAY)[0].convention == view.convention


def test_a_renewed_convention_starts_the_day_after_with_the_same_tariff(
    context: Context, desk: Desk, window: QWidget
) -> None:
    tariff = {"fee": Money.of("85"), "fee_simple": Money.of("60"), "years": 3, "through": "Fédération"}
    old = Convention(
        mediator_id=mediator_named(desk),
        reference="CV-1",
        starts_on=date(2024, 1, 1),
        ends_on=date(2026, 12, 31),
        **tariff,
    )
    before = mediators.save_convention(desk, old).value

    def look(dialog: FormDialog) -> None:
        assert dialog.form.editor("reference").value == ""
        dialog.form.save_button.click()

    renewed = answering(lambda: edit_convention(context, window, None, renewed_id=before.id), look)
    kept = mediations.convention(desk, renewed or 0)
    assert (kept.starts_on, kept.ends_on, kept.signed_on) == (date(2027, 1, 1), date(2029, 12, 31), None)
    assert (kept.fee, kept.fee_simple, kept.years, kept.through) == tuple(
        tariff[name] for name in ("fee", "fee_simple", "years", "through")
    )


def test_a_convention_without_end_stays_so_when_saved_again(context: Context, desk: Desk, qtbot: QtBot) -> None:
    wanted = Convention(mediator_id=mediator_named(desk), starts_on=date(2026, 1, 1))
    before = mediators.save_convention(desk, wanted).value
    convention_form(context, qtbot, before.id).save()
    assert mediations.convention(desk, before.id or 0) == before


# ---- keys and names --------------------------------------------------------------------------------------------------
def test_tab_goes_through_both_forms_as_one_reads(context: Context, desk: Desk, qtbot: QtBot) -> None:
    mediator_named(desk)
    form = convention_form(context, qtbot)
    wanted = ["mediator_id.field", "mediator_id.register", "reference.field", "through.field", "signed_on.field",
              "starts_on.field", "years.field", "ends_on.field", "fee.field", "fee_paid_on.field", "fee_simple.field",
              "fee_complex.field", "document.field", "form.cancel", "form.save"]  # fmt: skip
    assert stops(form) == wanted
    other = mediator_form(context, qtbot)
    names = [name for name in stops(other) if name.endswith(".field")]
    assert names[:4] == ["shipped.field", "name.field", "website.field", "street.field"]
    for made in (form, other):
        assert all(editor.field.accessibleName() for editor in made.editors())
