"""The client's form: what is wrong is said beside its field, nothing typed is lost, the law follows the kind."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.demo.identifiers import siret
from litigedesk.desk import Desk
from litigedesk.domain.records import Address, Client, Contact
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients as operations
from litigedesk.queries import clients
from ui.context import Context
from ui.forms.client_form import ClientForm
from ui.widgets.panels import Card
from ui.widgets.text import Label

Typing = Callable[[QWidget, str], None]


def shown(context: Context, qtbot: QtBot, client_id: int | None = None) -> ClientForm:
    form = ClientForm(context, client_id)
    qtbot.addWidget(form)
    form.resize(1046, 720)
    form.show()
    return form


def fill(form: ClientForm, type_text: Typing, **values: str) -> None:
    for name, text in values.items():
        field = form.editor(name).field
        field.setFocus()
        type_text(field, text)
        form.editor(name).left.emit()


def words(widget: QWidget) -> str:
    return " ".join(label.full_text() for label in widget.findChildren(Label))


def test_a_wrong_siret_is_named_beside_its_field_and_a_right_one_saved(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    form = shown(context, qtbot)
    fill(form, type_text, name="Atelier Boréal", siret="12345678200018")
    assert form.editor("siret").problem == "Un chiffre est faux\u00a0: vérifiez le dernier groupe, 00018."
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert clients.rows(desk) == []
    assert form.bar.status.label.full_text() == "1\u00a0champ à corriger\u00a0: le SIRET"
    form.editor("siret").field.clear()  # type: ignore[attr-defined]
    fill(form, type_text, siret=siret(7))
    assert form.editor("siret").problem == ""
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    assert clients.page(desk, saved.args[0]).client.siret == siret(7)


def test_a_client_without_a_name_is_not_saved(context: Context, qtbot: QtBot, desk: Desk) -> None:
    form = shown(context, qtbot)
    form.save()
    assert form.editor("name").problem == "Indiquez le nom exact du client."
    assert clients.rows(desk) == []


def test_the_address_typed_is_the_one_letters_go_to(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    form = shown(context, qtbot)
    fill(form, type_text, name="Élise Œuvrard", street="8 quai des Indes", postcode="561", city="Lorient")
    assert form.editor("postcode").problem == "Un code postal français compte 5 chiffres."
    fill(form, type_text, postcode="00")
    form.save()
    page = clients.page(desk, clients.rows(desk)[0].id)
    assert [(one.street, one.postcode, one.city, one.main) for one in page.addresses] == [
        ("8 quai des Indes", "56100", "Lorient", True)
    ]


def test_no_address_is_kept_when_none_was_typed(context: Context, qtbot: QtBot, desk: Desk, type_text: Typing) -> None:
    form = shown(context, qtbot)
    fill(form, type_text, name="Paul Guérin")
    form.save()
    assert clients.page(desk, clients.rows(desk)[0].id).addresses == ()


# ---- a client that looks like another --------------------------------------------------------------------------------
def test_a_similar_client_is_named_with_a_link_and_does_not_block(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    first = operations.save(desk, Client(name="Atelier Boréal SARL", kind=ClientKind.PROFESSIONAL)).value
    form = shown(context, qtbot)
    fill(form, type_text, name="ATELIER BOREAL")
    assert "Atelier Boréal SARL, professionnel" in words(form)
    link = form.findChild(QPushButton, f"client.alike.{first.id}")
    assert isinstance(link, QPushButton)
    assert link.accessibleName() == "Ouvrir la fiche de Atelier Boréal SARL"
    with qtbot.waitSignal(context.navigated) as gone, qtbot.waitSignal(form.closed):
        link.click()
    assert gone.args == ["client", first.id]
    again = shown(context, qtbot)
    again.save()
    assert len(clients.rows(desk)) == 2


def test_the_same_client_is_not_similar_to_itself(context: Context, qtbot: QtBot, desk: Desk) -> None:
    first = operations.save(desk, Client(name="Atelier Boréal", email="a@b.example")).value
    form = shown(context, qtbot, first.id)
    form.look_for_alike()
    assert "semblable" not in words(form)


def test_the_warning_leaves_once_the_name_is_another(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    operations.save(desk, Client(name="Studio Lumen"))
    form = shown(context, qtbot)
    fill(form, type_text, name="Studio Lumen")
    assert not form._alike_holder.isHidden()
    fill(form, type_text, name=" de Nantes")
    assert form._alike_holder.isHidden()


# ---- several contacts and addresses ----------------------------------------------------------------------------------
def test_contacts_and_other_addresses_are_added_changed_and_removed(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    client = Client(name="Garage Tessier")
    people = [Contact(client_id=0, name="Anne"), Contact(client_id=0, name="Bruno")]
    places = [Address(client_id=0, street="1 rue A", main=True), Address(client_id=0, street="2 rue B", main=False)]
    saved = operations.save(desk, client, people, places).value
    form = shown(context, qtbot, saved.id)
    form.contacts.rows()[0].remove_button.click()
    form.contacts.add_button.click()
    type_text(form.contacts.rows()[-1].editor("name").field, "Chloé")
    type_text(form.addresses.rows()[0].editor("city").field, "Brest")
    form.save()
    page = clients.page(desk, saved.id or 0)
    assert [one.name for one in page.contacts] == ["Bruno", "Chloé"]
    assert [(one.street, one.city, one.main) for one in page.addresses] == [
        ("1 rue A", "", True),
        ("2 rue B", "Brest", False),
    ]
    assert page.contacts[0].id is not None


def test_the_fault_of_a_contact_is_said_in_its_own_row(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    form = shown(context, qtbot)
    fill(form, type_text, name="Librairie Le Phare")
    form._folds["contacts"].open()
    row = form.contacts.rows()[0]
    type_text(row.editor("email").field, "sans arobase")
    form.save()
    assert row.editor("name").problem == "Indiquez le nom de cette personne."
    assert "Il y manque un @".lower() in row.editor("email").problem.lower()
    assert form.bar.status.label.full_text().endswith("un interlocuteur")
    assert clients.rows(desk) == []


def test_a_blank_row_is_nobody(context: Context, qtbot: QtBot, desk: Desk, type_text: Typing) -> None:
    form = shown(context, qtbot)
    fill(form, type_text, name="Librairie Le Phare")
    form._folds["contacts"].open()
    assert len(form.contacts.rows()) == 1
    form.save()
    assert clients.page(desk, clients.rows(desk)[0].id).contacts == ()


# ---- what the kind changes -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ClientKind.PROFESSIONAL, "40\u00a0€ par facture en retard"),
        (ClientKind.CONSUMER, "Ni 40\u00a0€ ni frais"),
        (ClientKind.PUBLIC, "+ 8\u00a0points"),
        (ClientKind.UNKNOWN, "aucun intérêt n’est calculé"),
    ],
)
def test_the_card_beside_says_what_the_kind_changes(
    context: Context, qtbot: QtBot, kind: ClientKind, said: str
) -> None:
    form = shown(context, qtbot)
    form.kind.set_value(kind)
    form.kind.changed.emit()
    qtbot.waitUntil(lambda: len(form._explained.findChildren(Card)) == 1)
    assert said in words(form._explained)


def test_a_consumer_is_not_asked_for_a_siret(context: Context, qtbot: QtBot) -> None:
    form = shown(context, qtbot)
    form.kind.set_value(ClientKind.CONSUMER)
    form.kind.changed.emit()
    assert form.editor("siret").isHidden()
    form.kind.set_value(ClientKind.PUBLIC)
    form.kind.changed.emit()
    assert not form.editor("siret").isHidden()


# ---- drafts, keys, names ---------------------------------------------------------------------------------------------
def test_escape_keeps_what_was_typed_rows_included(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    form = shown(context, qtbot)
    fill(form, type_text, name="Coopérative du Blavet", siret="123")
    form._folds["contacts"].open()
    type_text(form.contacts.rows()[0].editor("name").field, "Nolwenn")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    again = shown(context, qtbot)
    assert again.editor("name").value == "Coopérative du Blavet"
    assert again.editor("siret").value == "123"
    assert again.contacts.rows()[0].editor("name").value == "Nolwenn"
    again.discard_draft()
    assert again.editor("name").value == ""
    assert again.contacts.rows() == []
    assert clients.rows(desk) == []


def test_tab_goes_through_the_fields_then_the_buttons(context: Context, qtbot: QtBot) -> None:
    form = shown(context, qtbot)
    form._folds["contacts"].open()
    chain: list[QWidget] = [form]
    while (following := chain[-1].nextInFocusChain()) is not None and following is not form:
        chain.append(following)
    place = {id(widget): i for i, widget in enumerate(chain)}
    names = ["name", "legal_form", "siret", "vat_number", "street", "postcode", "city", "email", "phone"]
    stops = [form.editor(name).field for name in names]
    row = form.contacts.rows()[0]
    stops += [*row.focusable(), form.contacts.add_button, form.cancel_button, form.save_button]
    assert [place[id(stop)] for stop in stops] == sorted(place[id(stop)] for stop in stops)


def test_enter_goes_to_the_next_field_and_saves_nothing(
    context: Context, qtbot: QtBot, desk: Desk, type_text: Typing
) -> None:
    form = shown(context, qtbot)
    with qtbot.waitActive(form):
        form.activateWindow()
    form.editor("name").field.setFocus()
    type_text(form.editor("name").field, "Transports Ozanne")
    QTest.keyClick(form.editor("name").field, Qt.Key.Key_Return)
    assert form.editor("legal_form").field.hasFocus()
    assert clients.rows(desk) == []
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.name for row in clients.rows(desk)] == ["Transports Ozanne"]


def test_every_field_has_a_name_for_screen_readers(context: Context, qtbot: QtBot) -> None:
    form = shown(context, qtbot)
    form._folds["contacts"].open()
    fields = [editor.field for editor in form.editors()]
    fields += [editor.field for editor in form.contacts.rows()[0].editors()]
    assert [field.objectName() for field in fields if not field.accessibleName()] == []
    assert form.contacts.rows()[0].accessibleName() == "Interlocuteur 1"


def test_a_missing_fact_opens_the_form_at_its_field(context: Context, qtbot: QtBot) -> None:
    form = shown(context, qtbot)
    with qtbot.waitActive(form):
        form.activateWindow()
    form.go_to("street")
    assert form.editor("street").field.hasFocus()
