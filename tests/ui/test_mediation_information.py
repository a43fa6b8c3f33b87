"""« Mes informations »: the checklist, its texts, and the checker of published texts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Mediator, PlacedMention
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus
from litigedesk.operations import mediators
from litigedesk.queries import mentions
from litigedesk.queries.mentions import State
from tests.ui.complaints_world import mediator_named, said
from tests.ui.disputes_world import answering, client_named
from tests.ui.mediation_world import button, convention_with, equipped, gone, seller, tab_shown, text_file
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.tabs.mediation import MediationTab
from ui.widgets.panels import Foldable, NextAction

TODAY = date(2026, 11, 22)
DEAD = "Plateforme : https://ec.europa.eu/consumers/odr/"


def state_of(desk: Desk, key: str) -> State:
    place = mentions.information(desk, TODAY).place(key)
    assert place is not None
    return place.state


def note(dialog: FormDialog, spot: str) -> None:
    dialog.form.editor("spot").set_value(spot)
    dialog.form.save()


def checked(tab: MediationTab) -> str:
    result = tab.information.published.result.content
    assert result is not None
    return said(result)


def texts(tab: MediationTab) -> list[Foldable]:
    gone()
    return [one for one in tab.information.findChildren(Foldable) if one.header.text().strip() == "Le texte"]


# ---- whom it concerns ------------------------------------------------------------------------------------------------
def test_who_sells_to_no_consumer_is_told_so_and_asked_nothing(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk, sells_to_consumers=False)
    tab = tab_shown(context, qtbot, "information")
    words = said(tab.information)
    assert "Aucune information à donner." in words
    assert "Conditions générales" not in words


def test_a_consumer_for_client_makes_a_seller_to_consumers(desk: Desk) -> None:
    seller(desk, sells_to_consumers=False)
    assert mentions.information(desk, TODAY).reason
    client_named(desk, "Sylvie Marchand", ClientKind.CONSUMER)
    assert not mentions.information(desk, TODAY).reason


def test_a_site_is_a_place_only_for_who_has_one_or_sells_online(desk: Desk) -> None:
    seller(desk, website="")
    assert mentions.information(desk, TODAY).place("website") is None
    seller(desk, website="", sells_online=True)
    assert mentions.information(desk, TODAY).place("website") is not None


def test_what_is_at_stake_is_that_of_a_person_or_of_a_company(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    assert "3 000 €" in said(tab.information)
    assert "75 000 €" not in said(tab.information)
    seller(desk, ProfileStatus.COMPANY, legal_form="SASU")
    tab.refresh_now()
    assert "75 000 €" in said(tab.information)
    assert "3 000 €" not in said(tab.information)


def test_the_law_to_come_is_said_not_to_apply(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    words = said(tab.information)
    assert "À venir" in words
    assert "rien n’en est tenu compte" in words


# ---- the texts -------------------------------------------------------------------------------------------------------
def test_without_a_convention_there_is_nothing_to_copy_and_a_button_to_note_one(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    seller(desk)
    tab = tab_shown(context, qtbot, "information")
    assert "aucun médiateur à nommer" in said(tab.information)
    assert texts(tab) == []
    titles = []
    answering(button(tab.information, "information.convention").click, lambda one: titles.append(one.windowTitle()))
    assert titles == ["Convention avec un médiateur"]


def test_what_the_texts_lack_is_named_and_led_to(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    saved = mediators.save(desk, Mediator(name="Médiateur sans adresse", website="www.sans.example")).value
    convention_with(desk, saved.id or 0)
    tab = tab_shown(context, qtbot, "information")
    assert "l’adresse postale du médiateur" in said(tab.information)

    def complete(dialog: FormDialog) -> None:
        for name, value in (("street", "14 rue du Phare"), ("postcode", "44000"), ("city", "Nantes")):
            dialog.form.editor(name).set_value(value)
        dialog.form.save()

    answering(button(tab.information, "information.mediator").click, complete)
    assert button(tab.information, "place.terms.copy")


def test_a_text_is_copied_and_the_message_bar_says_so(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    with qtbot.waitSignal(context.noted) as told:
        button(tab.information, "place.quote.copy").click()
    assert told.args is not None
    assert "Devis" in told.args[0]
    text = QGuiApplication.clipboard().text()
    assert "Médiation Conso des Marées" in text
    assert "www.marees.example" in text
    assert "consumers/odr" not in text


def test_the_short_card_copies_a_mention_too(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot)
    menu = button(tab.calendar, "convention.copy").menu()  # type: ignore[attr-defined]
    next(one for one in menu.actions() if "Facture" in one.text()).trigger()
    assert "Médiation Conso des Marées" in QGuiApplication.clipboard().text()


def test_a_text_unfolded_stays_so_when_the_list_is_read_again(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    texts(tab)[0].open()
    context.run(mediators.save, Mediator(name="Autre"))
    assert [one.is_open() for one in texts(tab)[:2]] == [True, False]


# ---- where they stand ------------------------------------------------------------------------------------------------
def test_a_place_noted_is_in_place_until_the_mediator_changes(desk: Desk, context: Context, qtbot: QtBot) -> None:
    mediator_id = equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    assert state_of(desk, "website") is State.TO_DO
    answering(button(tab.information, "place.website.note").click, lambda one: note(one, "Mentions légales"))
    assert state_of(desk, "website") is State.DONE
    assert "Mis en place le 22 novembre 2026 · Mentions légales" in said(tab.information)
    moved = replace(desk.table(Mediator).get(mediator_id), street="1 place Neuve")
    context.run(mediators.save, moved)
    assert state_of(desk, "website") is State.STALE
    assert "à mettre à jour" in said(tab.information)
    context.undo()
    assert state_of(desk, "website") is State.DONE


def test_what_was_noted_can_be_taken_back(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    answering(button(tab.information, "place.terms.note").click, lambda one: note(one, ""))
    assert state_of(desk, "terms") is State.DONE
    again = button(tab.information, "place.terms.note")
    answering(again.click, lambda one: button(one, "form.delete").click())
    assert state_of(desk, "terms") is State.TO_DO


def test_a_day_to_come_is_refused_in_words(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    seen = []

    def tomorrow(dialog: FormDialog) -> None:
        dialog.form.editor("placed_on").set_value(date(2026, 11, 23))
        dialog.form.save()
        seen.append(said(dialog))

    answering(button(tab.information, "place.terms.note").click, tomorrow)
    assert desk.table(PlacedMention).all() == []
    assert "venir" in seen[0]


def test_the_dead_link_is_noted_as_checked(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    answering(button(tab.information, "place.rll-link.note").click, lambda one: note(one, "Site et CGV"))
    assert state_of(desk, "rll-link") is State.DONE
    assert "Vérifié le 22 novembre 2026 · Site et CGV" in said(tab.information)


def test_the_panel_names_the_next_place_and_then_says_that_all_is_in_place(
    desk: Desk, context: Context, qtbot: QtBot
) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    while waiting := mentions.information(desk, TODAY).waiting:
        gone()
        panel = next(one for one in tab.information.findChildren(NextAction) if one.isVisibleTo(tab))
        assert waiting[0].duty.label in panel.accessibleName()
        placed = PlacedMention(place=waiting[0].duty.key, placed_on=TODAY, text=waiting[0].text)
        assert context.run(mediators.place_mention, placed) is not None
    assert "Tout est en place." in said(tab.information)


# ---- the checker -----------------------------------------------------------------------------------------------------
def test_a_pasted_text_is_looked_through_for_the_closed_platform(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    card = tab.information.published
    assert not card.check_button.isEnabled()
    card.text.setPlainText(f"Nos conditions.\n{DEAD}\nMédiateur : Médiation Conso des Marées.")
    button(tab.information, "published.check").click()
    words = checked(tab)
    assert "Lien vers la plateforme fermée · ligne 2" in words
    assert "consumers/odr" in words
    assert "est nommé, sans l’adresse de son site" in words


def test_a_clean_text_that_names_the_mediator_is_said_to_be_so(desk: Desk, context: Context, qtbot: QtBot) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    place = mentions.information(desk, TODAY).place("website")
    assert place is not None
    tab.information.published.text.setPlainText(place.text)
    tab.information.published.check_text()
    words = checked(tab)
    assert "aucun lien mort trouvé" in words
    assert "est nommé, avec son site" in words


def test_a_chosen_file_and_a_dropped_one_are_checked_alike(
    desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    page = text_file(tmp_path, "cgv.html", f"<p>CGV</p><p><a href='http://ec.europa.eu/odr'>Europe</a> {DEAD}</p>")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(page), ""))
    button(tab.information, "published.choose").click()
    chosen = checked(tab)
    assert "« cgv.html »" in chosen
    assert "plateforme fermée" in chosen
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    tab.information.published.dropEvent(
        QDropEvent(
            QPointF(4, 4),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert checked(tab) == chosen


def test_a_file_that_cannot_be_read_says_why(desk: Desk, context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    equipped(desk)
    tab = tab_shown(context, qtbot, "information")
    broken = tmp_path / "cgv.docx"
    broken.write_bytes(b"PK nothing of the kind")
    for path in (broken, tmp_path / "absent.txt"):
        tab.information.published.check_file(path)
        words = checked(tab)
        assert f"« {path.name} » n’a pas été lu" in words
        assert len(words.splitlines()) == 2  # the title, and a sentence that says why


def test_without_a_convention_the_mediator_is_not_looked_for(desk: Desk, context: Context, qtbot: QtBot) -> None:
    seller(desk)
    mediator_named(desk)
    tab = tab_shown(context, qtbot, "information")
    tab.information.published.text.setPlainText(DEAD)
    tab.information.published.check_text()
    assert "n’a pas été cherché" in checked(tab)
