"""« Mon médiateur »: conventions, registers, offers and costs."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention, Mediator
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, MediationOutcome, MediationSize
from litigedesk.operations import mediators
from litigedesk.queries import mediations
from litigedesk.rules import mediators as shipped
from litigedesk.rules.mediation_offers import OfferCost
from tests.ui.complaints_world import mediator_named, said
from tests.ui.disputes_world import answering, answering_explanation
from tests.ui.mediation_world import (
    button,
    convention_with,
    equipped,
    gone,
    menu_words,
    proposed,
    seller,
    tab_shown,
    text_file,
)
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.forms.editors import IntegerEditor
from ui.tabs.mediation import MediationTab
from ui.widgets.panels import Foldable

TODAY = date(2026, 11, 22)


def fold_named(tab: MediationTab, name: str) -> Foldable:
    gone()
    return next(one for one in tab.mediator.findChildren(Foldable, name) if one.isVisibleTo(tab))


def unfold(tab: MediationTab, name: str) -> Foldable:
    fold = fold_named(tab, name)
    fold.open()
    gone()
    return fold


def costs(tab: MediationTab) -> list[OfferCost]:
    return list(tab.mediator.offers.table.cells.rows())


def in_all(tab: MediationTab, name: str) -> str:
    """What an offer would cost, mediations and all, as the table shows it."""
    column = tab.mediator.offers.table.cells.columns[-1]
    return next(column.text(cost) for cost in costs(tab) if cost.offer.name == name).replace("\u00a0", " ")


def type_number(editor: IntegerEditor, number: int) -> None:
    editor.set_value(number)
    editor.changed.emit()


def first_shipped() -> shipped.ShippedMediator:
    return shipped.load().offered(ClientKind.CONSUMER)[0]


# ---- conventions -----------------------------------------------------------------------------------------------------
def test_without_a_convention_a_sentence_says_what_to_do(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "mediator")
    assert "Aucune convention en cours." in said(tab.mediator)
    titles = []
    answering(button(tab.mediator, "conventions.new").click, lambda dialog: titles.append(dialog.windowTitle()))
    assert titles == ["Convention avec un médiateur"]


def test_the_card_says_all_of_the_convention(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "mediator")
    words = said(tab.mediator)
    for expected in ("CV-2025-01", "1er janv. 2025 – 31 déc. 2027 · 3 ans", "85,00 €", "60,00 €", "prix à demander"):
        assert expected in words, expected


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [
        (date(2027, 12, 31), "finit le 31 déc. 2027"),
        (date(2026, 12, 31), "finit dans 39 jours"),
        (date(2026, 11, 22), "finit aujourd’hui"),
        (None, "sans fin notée"),
    ],
)
def test_the_chip_says_how_long_it_still_runs(
    ends_on: date | None, words: str, desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    convention_with(desk, mediator_named(desk), ends_on=ends_on)
    tab = tab_shown(context, qtbot, "mediator")
    assert words in said(tab.mediator)


def test_a_renewal_begins_the_day_after_on_the_same_terms(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "mediator")
    answering(button(tab.mediator, "convention.1.renew").click, lambda dialog: dialog.form.save())
    second = mediations.convention(desk, 2)
    assert (second.starts_on, second.ends_on) == (date(2028, 1, 1), date(2030, 12, 31))
    assert (second.fee, second.fee_simple, second.reference) == (Money.of("85"), Money.of("60"), "")
    assert "commence le 1er janv. 2028" in said(tab.mediator)


def test_a_past_convention_is_folded_until_it_is_asked_for(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    old = convention_with(desk, mediator_id, starts_on=date(2022, 1, 1), ends_on=date(2024, 12, 31))
    tab = tab_shown(context, qtbot, "mediator")
    assert not fold_named(tab, "conventions.past").is_open()
    tab.open_record(old, "convention")
    assert fold_named(tab, "conventions.past").is_open()


def test_a_deleted_convention_comes_back_with_undo(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "mediator")
    context.run(mediators.delete_convention, 1)
    assert "CV-2025-01" not in said(tab.mediator)
    context.undo()
    assert "CV-2025-01" in said(tab.mediator)


def test_its_document_is_opened_as_a_copy(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seller(desk)
    signed = text_file(tmp_path, "convention signée.txt", "Signé à Rennes")
    mediators.save_convention(desk, Convention(mediator_id=mediator_named(desk), starts_on=date(2026, 1, 1)), signed)
    tab = tab_shown(context, qtbot, "mediator")
    opened: list[tuple[str, str]] = []

    def open_url(url: object) -> bool:
        path = Path(url.toLocalFile())  # type: ignore[attr-defined]
        opened.append((path.name, path.read_text(encoding="utf-8")))
        assert desk.folder not in path.parents
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    button(tab.mediator, "convention.1.open").click()
    assert opened == [("convention signée.txt", "Signé à Rennes")]


# ---- registers -------------------------------------------------------------------------------------------------------
def test_a_shipped_mediator_is_taken_into_the_own_register_once(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "mediator")
    one = first_shipped()
    fold = unfold(tab, f"shipped.{one.key}")
    assert one.to_check_again.replace("\u00a0", " ").replace("\u202f", " ") in said(fold)
    answering(button(tab.mediator, f"shipped.{one.key}.take").click, lambda dialog: dialog.form.save())
    (taken,) = desk.table(Mediator).all()
    assert (taken.shipped, taken.name) == (one.key, one.name)
    assert "dans votre registre" in said(unfold(tab, f"shipped.{one.key}"))
    assert tab.mediator.findChildren(QAbstractButton, f"shipped.{one.key}.take") == []


def test_signing_with_a_shipped_mediator_asks_for_it_first_then_for_the_convention(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "mediator")
    one = first_shipped()
    unfold(tab, f"shipped.{one.key}")
    found: list[object] = []

    def take(dialog: FormDialog) -> None:
        QTimer.singleShot(0, sign)
        dialog.form.save()

    def sign() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FormDialog) or "Convention" not in dialog.windowTitle():
            QTimer.singleShot(0, sign)  # the first window has not gone yet
            return
        found.append(dialog.form.editor("mediator_id").value)
        dialog.form.editor("starts_on").set_value(TODAY)
        dialog.form.save()

    answering(button(tab.mediator, f"shipped.{one.key}.sign").click, take)
    (held,) = mediations.conventions(desk, TODAY)
    assert held.mediator.shipped == one.key
    assert found == [held.mediator.id]


def test_the_mediator_of_businesses_stands_apart_and_signs_no_convention(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "mediator")
    assert "Pour vos clients professionnels seulement" in said(tab.mediator)
    unfold(tab, "shipped.entreprises")
    assert button(tab.mediator, "shipped.entreprises.take")
    assert tab.mediator.findChildren(QAbstractButton, "shipped.entreprises.sign") == []


def test_a_mediator_that_is_not_offered_is_warned_of_when_it_is_typed(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    mediators.save(desk, Mediator(name="Medicys"))
    tab = tab_shown(context, qtbot, "mediator")
    assert not [one for one in tab.mediator.findChildren(Foldable) if "medicys" in one.objectName().lower()]
    assert "Ne le nommez pas sans vérifier" in said(tab.mediator)


def test_the_site_of_a_mediator_is_copied(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "mediator")
    one = first_shipped()
    unfold(tab, f"shipped.{one.key}")
    with qtbot.waitSignal(context.noted):
        button(tab.mediator, f"shipped.{one.key}.copy").click()
    assert QGuiApplication.clipboard().text() == one.website


def test_a_mediator_still_named_is_not_deleted_and_the_reason_is_said(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    mediator_id = equipped(desk)
    tab = tab_shown(context, qtbot, "mediator")
    more = tab.mediator.findChild(QToolButton, f"mediator.{mediator_id}.more")
    assert more is not None
    assert menu_words(more.menu()) == ["Modifier…", "Noter une convention…", "Noter une vérification…", "Supprimer"]
    with qtbot.waitSignal(context.error_raised) as refused:
        more.menu().actions()[-1].trigger()
    assert refused.args is not None
    assert "convention" in refused.args[0]


# ---- offers and costs ------------------------------------------------------------------------------------------------
def test_offers_follow_the_numbers_typed_and_the_own_convention_stands_among_them(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "mediator")
    offers = tab.mediator.offers
    assert in_all(tab, "Ma convention") == "145,00 €"  # 85 € and one simple mediation at 60 €
    type_number(offers.simple, 3)
    assert in_all(tab, "Ma convention") == "265,00 €"
    type_number(offers.complex, 1)
    assert in_all(tab, "Ma convention") == "à demander"  # no price is known for a complex one
    type_number(offers.years, 0)
    assert costs(tab) == []
    assert "entre 1 et 30" in offers.problem.label.full_text().replace("\u00a0", " ")


def test_the_working_of_an_offer_is_shown_with_its_source(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "mediator")
    text = answering_explanation(button(tab.mediator, "offers.why").click)
    assert "Adhésion" in text
    assert "Montant indicatif" in text


def test_what_was_typed_in_the_comparison_stays_when_the_page_is_read_again(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "mediator")
    type_number(tab.mediator.offers.years, 6)
    context.run(mediators.save, Mediator(name="Autre médiateur"))
    assert tab.mediator.offers.years.value == 6
    assert "Autre médiateur" in said(tab.mediator)


def test_costs_add_up_by_year(desk: Desk, context: Context, qtbot: QtBot) -> None:
    proposed(
        desk,
        equipped(desk),
        outcome=MediationOutcome.FAILURE,
        ended_on=date(2026, 11, 21),
        cost=Money.of("60"),
        size=MediationSize.SIMPLE,
        cost_paid_on=TODAY,
    )
    tab = tab_shown(context, qtbot, "mediator")
    words = said(tab.mediator)
    assert "2026 — 1 médiation : 60,00 €." in words
    assert "2025 — adhésion : 85,00 €." in words
    assert "145,00 € en tout" in words
