"""Story 1 through the real window: from an empty desk to a paid invoice, every way back included."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, ClosingReason, DisputeStage, EventKind, SendMethod
from litigedesk.queries import contracts, invoices
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.files import content
from tests.journeys.keyboard import either_way
from tests.journeys.person import CONTROL, NAME, Freelancer, letter_windows, money, pages, plain

SIREN_WRONG, SIRET_RIGHT = "552 100 555 00013", "732 829 320 00074"


def open_the_dispute(person: Freelancer) -> None:
    """The professional client, its contract, the worked example I-2 and the unpaid dispute."""
    person.add_client("Professionnel", "Atelier Boréal", form="SARL", siret=SIRET_RIGHT)
    person.add_contract()
    person.add_invoice(contract="Devis D-2026-014", due="31/05/2026")
    person.open_dispute()


def send_reminder(person: Freelancer, button: str, title: str, reply: str) -> str:
    """Write the letter the dossier proposes, file it as sent today."""
    person.click(person.window, button)
    return person.file_letter(title, reply=reply)


def send_notice(person: Freelancer) -> str:
    """The formal notice, filed first and posted a moment later."""
    person.click(person.window, "Rédiger la mise en demeure")
    text = person.file_letter("Mise en demeure", reply="vendredi 25 décembre 2026", sent_today=False)
    assert person.sees("Envoyez la lettre rédigée le 10 décembre 2026.")
    person.click(person.window, "Courriers 3")
    person.track(sent_on="10/12", tracking_number="1A 123 456 7890 1")
    return text


def climb(person: Freelancer) -> list[str]:
    """Reminder, firm reminder, formal notice, each when the delay of the one before is over; their words."""
    first = send_reminder(person, "Rédiger la relance", "Relance amiable", "lundi 30 novembre 2026")
    person.wakes_on(datetime(2026, 12, 1, 9))
    second = send_reminder(person, "Rédiger la relance ferme", "Relance ferme", "mercredi 9 décembre 2026")
    person.wakes_on(datetime(2026, 12, 10, 9))
    return [first, second, send_notice(person)]


def test_a_siret_with_a_wrong_digit_is_said_beside_its_field_and_nothing_is_lost(freelancer: Freelancer) -> None:
    def play(dialog: QDialog) -> None:
        freelancer.choose(dialog, "kind", "Professionnel")
        freelancer.fill(dialog, "name", "Atelier Boréal")
        freelancer.fill(dialog, "siret", SIREN_WRONG)
        assert "Un chiffre est faux" in freelancer.problem(dialog, "siret")
        freelancer.click(dialog, "Enregistrer le client")
        assert dialog.isVisible()
        assert "1 champ à corriger : le SIRET" in freelancer.said(dialog)
        assert freelancer.clients() == []
        assert freelancer.value(dialog, "name") == "Atelier Boréal"
        freelancer.fill(dialog, "siret", SIRET_RIGHT)
        assert freelancer.problem(dialog, "siret") == ""
        freelancer.click(dialog, "Enregistrer le client")

    freelancer.answer(lambda: freelancer.click(freelancer.window, "Ajouter un client"), play)
    assert freelancer.clients() == ["Atelier Boréal"]
    assert freelancer.window.message.text == "Client enregistré — Atelier Boréal"
    assert freelancer.sees("Enregistrez sa première facture.")


def test_the_dossier_says_what_is_owed_and_why(freelancer: Freelancer) -> None:
    open_the_dispute(freelancer)
    assert freelancer.amount() == money("2688.12")
    assert freelancer.ledger() == {
        "Principal, facture F-2026-031": money("2500"),
        "Intérêts de retard": money("148.12"),
        "1er – 30 juin : 30 j à 12,15 %": money("24.97"),
        "1er juil. – 22 nov. : 145 j à 12,40 %": money("123.15"),
        "Indemnité forfaitaire, 1 facture": money("40"),
        "Déjà payé": money("0"),
        "Dû aujourd’hui, 22 novembre 2026": money("2688.12"),
        "Par jour de plus": f"+ {money('0.85')}",
    }
    assert freelancer.sees("Envoyez une relance amiable avant le 29 novembre 2026.")

    def read(dialog: QDialog) -> None:
        said = freelancer.said(dialog)
        assert "12,15" in said
        assert "L441-10" in said
        freelancer.press(Qt.Key.Key_Escape)

    freelancer.answer(lambda: freelancer.click(freelancer.window, "Expliquer le calcul"), read)


@either_way
def test_the_unpaid_invoice_from_the_empty_desk_to_the_closed_dossier_with_every_way_back(
    freelancer: Freelancer,
) -> None:
    assert freelancer.sees("Un client ne paie pas ?")
    open_the_dispute(freelancer)
    notice = climb(freelancer)[-1]
    assert "MISE EN DEMEURE" in notice.upper()
    assert "2 703,40 €" in notice  # 2 500 + 24,966 + 163 days at 12,40 % (138,438) + 40
    assert f"{NAME} EI" in notice
    check_ladder(freelancer.dossier())
    check_files(freelancer)
    follow_the_post(freelancer)
    pay_a_part(freelancer)
    take_back_and_do_again(freelancer)
    pay_the_rest_and_close(freelancer)


def check_ladder(dossier: Dossier) -> None:
    """What is stored after the three letters."""
    assert [letter.template for letter in dossier.letters] == ["mise-en-demeure", "relance-ferme", "relance-amiable"]
    assert [letter.sent_on for letter in dossier.letters] == [
        date(2026, 12, 10),
        date(2026, 12, 1),
        date(2026, 11, 22),
    ]
    notice = dossier.letters[0]
    assert notice.send_method is SendMethod.REGISTERED
    assert notice.tracking_number.replace(" ", "") == "1A12345678901"
    assert dossier.dispute.stage is DisputeStage.FORMAL_NOTICE
    kinds = [event.kind for event in dossier.events]
    assert (kinds.count(EventKind.LETTER), kinds.count(EventKind.EMAIL)) == (2, 1)  # the first reminder went by e-mail
    waiting = [one for one in dossier.deadlines if one.done_on is None]
    assert [(one.due_on, one.clock) for one in waiting] == [
        (date(2026, 12, 25), None),
        (date(2031, 4, 29), Clock.LIMITATION),
    ]


def check_files(person: Freelancer) -> None:
    """Each letter is kept as Word and PDF, and both can be read again."""
    for letter in person.dossier().letters:
        pdf, word = content(person.desk, letter.pdf_file_id), content(person.desk, letter.docx_file_id)
        assert pdf is not None
        assert "Atelier Boréal" in pages(pdf)
        assert word is not None
        assert word.startswith(b"PK")


def follow_the_post(person: Freelancer) -> None:
    """First presentation, then receipt, as they become known."""
    person.wakes_on(datetime(2026, 12, 14, 9))
    assert person.sees("Attendez la réponse jusqu’au vendredi 25 décembre 2026.")
    person.track(presented_on="12/12")
    assert person.sees("présentée le 12 déc.")
    person.track(received_on="14/12")
    assert person.sees("reçue le 14 déc.")
    notice = person.dossier().letters[0]
    assert (notice.presented_on, notice.received_on) == (date(2026, 12, 12), date(2026, 12, 14))


def pay_a_part(person: Freelancer) -> None:
    """1 000 € on 14 December: interest first, then principal; every figure in sight changes at once."""
    person.click(person.window, "Vue d’ensemble")
    assert person.amount() == money("2706.80")  # 167 days at 12,40 %: 141,836 + 24,966 = 166,80
    person.pay("1000")
    assert person.amount() == money("1706.80")
    shown = person.ledger()
    assert shown["Déjà payé"] == money("-1000")
    assert shown["Par jour de plus"] == f"+ {money('0.57')}"  # on 2 500 - (1 000 - 166,80) = 1 666,80
    assert person.sees(f"Paiement reçu : {money('1000')}")


def take_back_and_do_again(person: Freelancer) -> None:
    """Ctrl+Z one step at a time to the empty desk, then all of it done again, to the same dossier."""
    before = person.dossier()
    steps: list[str] = []
    while person.desk.undo_label is not None and person.clients():
        steps.append(plain(person.desk.undo_label))
        assert person.undo() == f"Annulé : {steps[-1]}"
    assert steps == [
        "Paiement de 1 000,00 € noté",
        "Suivi de la lettre noté — Mise en demeure",
        "Suivi de la lettre noté — Mise en demeure",
        "Suivi de la lettre noté — Mise en demeure",
        "Lettre enregistrée dans le dossier — Mise en demeure",
        "Lettre enregistrée dans le dossier — Relance ferme",
        "Lettre enregistrée dans le dossier — Relance amiable",
        "Litige LIT-2026-001 ouvert",
        "Facture F-2026-031 enregistrée",
        "Contrat D-2026-014 enregistré",
        "Client enregistré — Atelier Boréal",
    ]
    assert contracts.rows(person.desk) == []
    assert invoices.rows(person.desk) == []
    assert person.sees("Une facture impayée, ou un client qui se plaint ?")
    person.qtbot.keyClick(person.window, Qt.Key.Key_1, CONTROL)
    person.settle()
    assert person.sees("Un client ne paie pas ?")
    for step in reversed(steps):
        assert person.redo() == f"Rétabli : {step}"
    assert person.desk.redo_label is None
    assert person.dossier() == before
    check_files(person)


def pay_the_rest_and_close(person: Freelancer) -> None:
    """Nothing is due any more: the dossier proposes to close, and says so once closed."""
    person.qtbot.keyClick(person.window, Qt.Key.Key_4, CONTROL)
    person.settle()
    assert person.amount() == money("1706.80")
    person.pay("")
    assert person.amount() == money("0")
    assert person.sees("Vous pouvez clore ce litige.")

    def close(dialog: QDialog) -> None:
        person.click(dialog, "Clore le litige")

    person.answer(lambda: person.click(person.window, "Clore le litige"), close)
    assert person.sees("Ce litige est clos.")
    dispute = person.dossier().dispute
    assert (dispute.stage, dispute.closing_reason) == (DisputeStage.CLOSED, ClosingReason.PAID)
    assert dispute.closed_on == date(2026, 12, 14)
    assert not [one for one in person.dossier().deadlines if one.done_on is None]


# ---- the other two kinds of client ---------------------------------------------------------------------------------------
def test_a_consumer_owes_no_fee_and_interest_only_from_the_notice_received(freelancer: Freelancer) -> None:
    freelancer.add_client("Consommateur", "Mme Anaïs Lefèvre")
    freelancer.add_invoice(due="01/05/2026")  # nothing agreed: the thirty days are between professionals
    freelancer.open_dispute()
    assert freelancer.amount() == money("2500")
    assert not [words for words in freelancer.ledger() if "forfaitaire" in words]
    letters = climb(freelancer)
    for text in letters:
        assert "40,00 €" not in text
        assert "441-10" not in text
    assert "1231-6" in letters[-1]
    assert "mise en demeure de payer 2 500,00 €" in letters[-1]
    assert freelancer.dossier().sums.total_due == Money.of(2500)
    freelancer.wakes_on(datetime(2026, 12, 20, 9))
    freelancer.track(presented_on="12/12", received_on="14/12")
    freelancer.click(freelancer.window, "Vue d’ensemble")
    assert freelancer.amount() == money("2501.13")  # 6 days from 15 December at the legal rate of 2,75 %
    assert freelancer.ledger()["Intérêts de retard"] == money("1.13")


def test_a_public_buyer_owes_moratory_interest_at_one_rate_and_the_fee(freelancer: Freelancer) -> None:
    freelancer.add_client("Acheteur public", "Ville de Vertou", form="Commune", siret=SIRET_RIGHT)
    freelancer.add_invoice(received="4/5", due="03/06/2026")
    freelancer.open_dispute()
    assert freelancer.amount() == money("2659.58")
    shown = freelancer.ledger()
    assert shown["4 juin – 22 nov. : 172 j à 10,15 %"] == money("119.58")
    assert shown["Indemnité forfaitaire, 1 facture"] == money("40")
    letters = climb(freelancer)
    assert all("441-10" not in text for text in letters)
    assert "R2192-31" in letters[-1]
    assert "réclamation écrite" in letters[-1]
    assert "2 672,09 €" in letters[-1]  # 190 days to 10 December: 132,09


# ---- without the pointer -------------------------------------------------------------------------------------------------
def test_the_keys_alone_lead_from_the_empty_desk_to_the_filed_formal_notice(freelancer: Freelancer) -> None:
    freelancer.press(Qt.Key.Key_2, CONTROL)
    freelancer.press(Qt.Key.Key_N, CONTROL)
    type_client(freelancer)
    freelancer.answer(lambda: freelancer.press(Qt.Key.Key_Return), lambda _dialog: type_invoice(freelancer))
    freelancer.answer(
        lambda: freelancer.press(Qt.Key.Key_Return), lambda _dialog: freelancer.press(Qt.Key.Key_Return, CONTROL)
    )
    assert freelancer.amount() == money("2688.95")  # due on 30 May: 31 days at 12,15 %, then 145 at 12,40 %
    freelancer.press(Qt.Key.Key_Return)
    letter = freelancer.letter_window()
    for _tone in range(2):
        freelancer.press(Qt.Key.Key_Right)
    assert "Mise en demeure" in freelancer.said(freelancer.letter_window())
    freelancer.answer(
        lambda: freelancer.press(Qt.Key.Key_S, CONTROL), lambda _dialog: freelancer.press(Qt.Key.Key_Return)
    )
    assert "Enregistrée dans le dossier" in freelancer.said(letter)
    freelancer.press(Qt.Key.Key_Escape)
    assert letter_windows() == []
    assert freelancer.dossier().letters[0].template == "mise-en-demeure"
    assert freelancer.sees("Envoyez la lettre rédigée le 22 novembre 2026.")


def type_client(person: Freelancer) -> None:
    """The form in the tab, from its first field to Ctrl+S."""
    for name, text in (
        ("name", "Atelier Boréal"),
        ("siret", SIRET_RIGHT),
        ("street", "8 quai de la Loire"),
        ("postcode", "44000"),
        ("city", "Nantes"),
    ):
        person.go_to(f"{name}.field")
        person.write(text)
    person.press(Qt.Key.Key_S, CONTROL)
    assert person.clients() == ["Atelier Boréal"]


def type_invoice(person: Freelancer) -> None:
    """The window opened by Enter, from its first field to Ctrl+Enter."""
    assert person.focused().objectName() == "number.field"
    for name, text in (
        ("number", "F-2026-031"),
        ("title", "Refonte du site"),
        ("issued_on", "1/5/26"),
        ("performed_on", "30/4"),
        ("gross", "2500"),
    ):
        person.go_to(f"{name}.field")
        person.write(text)
    person.press(Qt.Key.Key_Return, CONTROL)
