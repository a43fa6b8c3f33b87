"""Story 4 through the real window: portage, from the empty desk to the contract signed by the three, then an unpaid invoice."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from litigedesk.demo import identifiers
from litigedesk.domain.vocabulary import DisputeStage, ValidationAnswer
from litigedesk.queries import portage
from litigedesk.queries.portage import TripartiteFile
from litigedesk.rules.portage import ContractPhase
from litigedesk.store.check import examine
from tests.journeys.person import Freelancer, plain

MONDAY = datetime(2026, 3, 2, 9)
COMPANY, FIRM = "Portage des Dunes", "Compagnie des Cadrans"


class Mailbox(QObject):
    """The mail program of the computer: it is handed drafts."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: list[EmailMessage] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Read a draft."""
        message = message_from_bytes(Path(url.toLocalFile()).read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        self.drafts.append(message)


@pytest.fixture
def mailbox(qapp: object) -> Iterator[Mailbox]:
    box = Mailbox()
    QDesktopServices.setUrlHandler("file", box, "open")  # type: ignore[arg-type]  # the stubs ask for bytes, Qt for words
    yield box
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def ported(sit_down: Callable[..., Freelancer]) -> Freelancer:
    return sit_down(MONDAY, "Salarié porté")


def paper(folder: Path, name: str) -> Path:
    """A file as people have them."""
    path = folder / name
    path.write_bytes(b"%PDF-1.4 " + name.encode())
    return path


def attached(message: EmailMessage) -> list[str | None]:
    return [one.get_filename() for one in message.iter_attachments()]


def press(person: Freelancer, button: str) -> Callable[[], object]:
    """The button that proposes a step."""
    return lambda: person.click(person.window, button)


def contract(person: Freelancer) -> TripartiteFile:
    """The contract as it is stored."""
    found = portage.file(person.desk, 1, person.desk.today())
    assert found is not None
    return found


# ---- what someone does -----------------------------------------------------------------------------------------------
def add_company(person: Freelancer) -> None:
    """From the empty part « Sociétés de portage », without what the contract must say of it."""

    def play(dialog: QDialog) -> None:
        assert "Elle seule peut mettre en demeure ou poursuivre." in person.said(dialog)
        person.fill_all(dialog, name=COMPANY, validation_email="contrats@dunes")
        assert "courriel" in person.problem(dialog, "validation_email")
        person.fill_all(dialog, validation_email="contrats@dunes.example", accounts_email="compta@dunes.example")
        person.click(dialog, "Enregistrer la société")

    person.show_tab("ContractsTab")
    assert person.button(person.window, "Nouveau contrat de portage").isEnabled()
    person.click(person.window, "Sociétés de portage")
    person.answer(press(person, "Ajouter ma société de portage"), play)
    assert person.sees("Il manque son adresse, son garant financier, son assureur et le numéro de son assurance.")


def refuse_a_consumer(person: Freelancer) -> None:
    """A contract begun from a consumer's page is refused in words; another client is added on the way."""
    person.show_tab("TodayTab")
    person.add_client("Consommateur", "Nadia Ferrand")

    def play(dialog: QDialog) -> None:
        assert "Vous : Éléonore" in person.said(dialog)
        person.fill_all(dialog, reference="CP-2026-01", title="Refonte de l’intranet")
        person.click(dialog, "Enregistrer le contrat")
        assert dialog.isVisible()
        assert "consommateur" in person.problem(dialog, "client_id")
        assert person.value(dialog, "title") == "Refonte de l’intranet"
        person.answer(lambda: person.click(dialog, "Nouveau client…"), firm)
        assert person.problem(dialog, "client_id") == ""
        write_contract(person, dialog)

    def firm(dialog: QDialog) -> None:
        person.choose(dialog, "kind", "Professionnel")
        person.fill_all(dialog, name=FIRM, siret=identifiers.siret(41), email="achats@cadrans.example")
        person.fill_all(dialog, street="5 rue de l’Arsenal", postcode="29200", city="Brest")
        person.click(dialog, "Enregistrer le client")

    person.answer(press(person, "Nouveau contrat"), play)


def write_contract(person: Freelancer, dialog: QDialog) -> None:
    """A part of what the law makes the contract say; the checklist beside it follows."""
    person.fill_all(dialog, starts_on="1/4/26", ends_on="30/9/29", amount="31200")
    assert "36 mois" in person.problem(dialog, "ends_on")
    person.fill(dialog, "ends_on", "30/9/26")
    assert person.problem(dialog, "ends_on") == ""
    person.choose(dialog, "ground", "Prestation ponctuelle")
    person.tell(dialog, "skills", "Conduite d’ateliers, douze ans d’expérience.")
    person.tell(dialog, "service", "Accompagner la refonte de l’intranet, ateliers et recette.")
    person.tell(dialog, "price", "520 € HT par jour, 60 jours")
    assert "le contrat doit le dire." in person.said(dialog)
    person.click(dialog, "Enregistrer le contrat")


def complete(person: Freelancer, draft: Path) -> None:
    """What lacks is said one point after the other; the company's part is filled in its own form."""
    assert person.sees("Vous tenez la plume : à vous d’écrire, puis d’envoyer à valider.")
    assert person.sees("Complétez le contrat : 5 points à revoir.")

    def rest(dialog: QDialog) -> None:
        person.tell(dialog, "safety", "Le client, sur ses sites.")
        person.tell(dialog, "equipment", "Aucun.")
        person.drop(dialog, "draft_document", draft)
        person.answer(lambda: person.click(dialog, "condition.guarantor.answer"), of_company)
        assert "le contrat doit le dire." not in person.said(dialog)
        person.click(dialog, "Enregistrer le contrat")

    def of_company(dialog: QDialog) -> None:
        person.fill_all(dialog, street="20 avenue des Essais", postcode="44000", city="Nantes")
        person.fill_all(dialog, guarantor="Caution Atlantique", insurer="Assurances du Ponant", policy_number="RC-42")
        person.click(dialog, "Enregistrer la société")

    person.answer(press(person, "Compléter le contrat"), rest)
    assert person.sees("Envoyez le contrat à votre société de portage, pour validation.")


def send(person: Freelancer, mailbox: Mailbox, draft: str) -> str:
    """The e-mail with the draft, then the letter kept as sent."""
    person.click(person.window, "Préparer l’envoi")
    window = person.letter_window()
    assert "Rien à signaler" in person.said(window)
    person.click(window, "Courriel")
    person.from_menu(window, "Brouillon avec la lettre et les pièces jointes (.eml)")
    assert "la lettre et 1 pièce jointes" in plain(window.messages.text)
    message = mailbox.drafts[-1]
    assert message["To"] == "contrats@dunes.example"
    assert draft in attached(message)
    return person.file_letter("Contrat soumis à validation")


def correct(person: Freelancer, mailbox: Mailbox, draft: Path) -> None:
    """An answer before the sending is refused; corrections asked give the pen back, and the draft goes again."""
    assert person.sees(f"{COMPANY} tient la plume : à la société de portage de valider.")
    person.wakes_on(datetime(2026, 3, 4, 9))

    def asked(dialog: QDialog) -> None:
        person.choose(dialog, "answer", "Corrections demandées")
        person.fill(dialog, "answered_on", "1/3")
        person.tell(dialog, "corrections", "Ajouter le numéro de commande.")
        person.click(dialog, "Enregistrer")
        assert dialog.isVisible()
        assert "La réponse vient avant l’envoi." in person.problem(dialog, "answered_on")
        person.fill(dialog, "answered_on", "4/3")
        person.click(dialog, "Enregistrer")

    person.answer(press(person, "Noter sa réponse"), asked)
    assert person.sees("Vous tenez la plume : à vous de corriger.")
    assert person.sees(f"{COMPANY} demande : Ajouter le numéro de commande.")

    def redrafted(dialog: QDialog) -> None:
        person.fill(dialog, "drafted_on", "4/3")
        person.drop(dialog, "document", draft)
        person.click(dialog, "Noter le projet")

    person.answer(press(person, "portage.date.draft"), redrafted)
    again = send(person, mailbox, draft.name)
    assert "corrections" in again
    assert "4 mars 2026" in again
    assert [one.answer for one in contract(person).rounds] == [ValidationAnswer.CORRECTIONS, None]


def sign_too_early(person: Freelancer) -> None:
    """Nobody has validated: the reminder is late on the first screen, and a signature is warned of, then taken back."""
    person.wakes_on(datetime(2026, 3, 16, 9))
    person.show_tab("TodayTab")
    assert person.sees(f"{FIRM} — relancez {COMPANY} : contrat à valider")
    assert person.sees("votre rappel était au 11 mars 2026")
    person.click(person.window, "Ouvrir le dossier")

    def play(dialog: QDialog) -> None:
        assert "Pas de feu vert noté" in person.said(dialog)
        person.fill(dialog, "worker_signed_on", "16/3")
        assert "pas encore donné son feu vert" in person.problem(dialog, "worker_signed_on")
        person.click(dialog, "Noter ma signature")

    person.answer(press(person, "portage.date.sign-worker"), play)
    assert person.sees("Une signature est notée sans feu vert de la société de portage")
    assert person.undo().startswith("Annulé")
    assert contract(person).tripartite.worker_signed_on is None


def sign(person: Freelancer, folder: Path) -> None:
    """The *feu vert*, then each of the three with its paper."""

    def green(dialog: QDialog) -> None:
        person.choose(dialog, "answer", "Feu vert")
        person.fill(dialog, "answered_on", "16/3")
        person.click(dialog, "Enregistrer")

    person.answer(press(person, "Noter sa réponse"), green)
    assert contract(person).phase is ContractPhase.TO_SIGN
    for who, button, save in (
        ("worker", "Noter votre signature", "Noter ma signature"),
        ("client", "Noter la signature du client", "Noter sa signature"),
        ("company", "Noter sa signature", "Noter sa signature"),
    ):
        assert "tient la plume" in person.said(person.window) or "tenez la plume" in person.said(person.window)

        def play(dialog: QDialog, who: str = who, save: str = save) -> None:
            person.fill(dialog, f"{who}_signed_on", "16/3")
            assert person.problem(dialog, f"{who}_signed_on") == ""
            person.drop(dialog, "document", paper(folder, f"signé-{who}.pdf"))
            person.click(dialog, save)

        person.answer(press(person, button), play)
    assert contract(person).phase is ContractPhase.ACTIVE
    assert person.sees("Plus personne ne tient la plume : les trois ont signé.")
    assert person.sees("La mission suit son cours jusqu’au 30 septembre 2026.")


def report(person: Freelancer, folder: Path) -> None:
    """April is signed by the client, May is not: the page says which proof is weak."""
    person.wakes_on(datetime(2026, 6, 2, 9))
    assert person.sees("Ajoutez le compte rendu d’activité d’avril 2026.")

    def april(dialog: QDialog) -> None:
        person.fill_all(dialog, made_on="30/4", signed_on="28/4")
        assert "vient avant le document" in person.problem(dialog, "signed_on")
        person.fill(dialog, "signed_on", "4/5")
        person.drop(dialog, "document", paper(folder, "cra-avril.pdf"))
        person.click(dialog, "Enregistrer la preuve")

    def may(dialog: QDialog) -> None:
        person.fill(dialog, "made_on", "31/5")
        person.click(dialog, "Enregistrer la preuve")

    person.answer(press(person, "Ajouter le CRA"), april)
    person.answer(press(person, "Ajouter le CRA"), may)
    assert person.sees("Faites signer par le client 1 document de livraison.")
    assert person.sees("non signé")


def bill(person: Freelancer) -> None:
    """The company's invoice of April, from the contract's page, and the dispute once it is late."""

    def play(dialog: QDialog) -> None:
        person.fill_all(dialog, number="PH-2026-04", title="Avril", issued_on="30/4/26", performed_on="30/4")
        assert person.value(dialog, "due_on") == "30/05/2026"
        person.fill(dialog, "gross", "5200")
        person.click(dialog, "form.save")

    person.answer(press(person, "Nouvelle facture"), play)
    person.wakes_on(datetime(2026, 7, 1, 9))
    person.show_tab("TodayTab")
    assert person.sees(f"{FIRM} — ouvrez un litige")
    opened = press(person, "Ouvrir un litige")
    person.answer(opened, lambda dialog: person.click(dialog, "Ouvrir le litige"))


def prove(person: Freelancer, invoice: Path) -> None:
    """Who is the creditor, and the three proofs with what is missing and how to get it."""
    assert person.sees(f"Créancier : {COMPANY}")
    assert person.sees("2 preuves sur 3")
    assert person.sees("CRA d’avril 2026, signé le 4 mai 2026")
    assert person.sees("CRA de mai 2026, non signé · sans fichier")
    assert person.sees("1 facture sans fichier joint.")

    def joined(dialog: QDialog) -> None:
        person.drop(dialog, "document", invoice)
        person.click(dialog, "form.save")

    person.answer(press(person, "Joindre la facture"), joined)
    assert person.sees("3 preuves sur 3")


def refuse_a_formal_notice(person: Freelancer) -> None:
    """The letter is there to be asked for; why it may not leave is said, and nothing can be done with it."""
    person.window.actions_of_menus.trigger("letter.mise_en_demeure")
    window = person.letter_window()
    said = person.said(window)
    assert "Lettre impossible" in said
    assert "la société de portage émet la facture et elle est seule créancière" in said
    assert "C. trav. L1254-1" in said
    assert not person.button(window, "Enregistrer dans le dossier").isEnabled()
    assert not person.button(window, "PDF…").isEnabled()
    person.leave(window)
    assert person.dossier().dispute.stage is DisputeStage.AMICABLE


def report_unpaid(person: Freelancer, mailbox: Mailbox) -> None:
    """A polite reminder may leave; then the company is told, by an e-mail with the file."""
    person.click(person.window, "Rédiger la relance")
    polite = person.file_letter("Relance amiable", reply="jeudi 9 juillet 2026")
    assert "société de portage" in polite
    assert "pénalités" not in polite
    person.wakes_on(datetime(2026, 7, 10, 9))
    assert person.sees("Signalez l’impayé à votre société de portage avant le 16 juillet 2026.")
    person.click(person.window, "Rédiger le signalement")
    window = person.letter_window()
    assert "Commande et livraison prouvées" in person.said(window)
    person.from_menu(window, "Brouillon avec la lettre et les pièces jointes (.eml)")
    message = mailbox.drafts[-1]
    assert message["To"] == "compta@dunes.example"
    for name in ("signé-company.pdf", "ph-2026-04.pdf", "cra-avril.pdf"):
        assert name in attached(message)
    told = person.file_letter("Impayé signalé à la société de portage", reply="lundi 20 juillet 2026")
    assert "L1254-1" in told


def ask_for_an_officer(person: Freelancer) -> None:
    """No answer: it is late on the first screen, and the last letter asks for a *commissaire de justice* with the proofs."""
    person.wakes_on(datetime(2026, 7, 27, 9))
    person.show_tab("TodayTab")
    assert person.sees(f"{FIRM} — demandez à votre société de portage de mandater un commissaire de justice")
    person.click(person.window, "Ouvrir le dossier")
    person.click(person.window, "Rédiger la demande")
    asked = person.file_letter("Demande de mandater un commissaire de justice", reply="jeudi 6 août 2026")
    for words in ("Preuve de commande", "PH-2026-04", "CRA d’avril 2026", "relance amiable du 1er juillet 2026"):
        assert words in asked
    assert person.sees("Attendez la réponse de votre société de portage jusqu’au jeudi 6 août 2026.")


def end(person: Freelancer) -> None:
    """The mission ends, not before it began; every step is taken back and done again."""
    person.wakes_on(datetime(2026, 10, 2, 9))
    person.show_tab("ContractsTab")
    assert person.sees("Ajoutez le compte rendu d’activité de juin 2026.")

    def play(dialog: QDialog) -> None:
        person.fill(dialog, "ended_on", "1/3/26")
        assert "avant d’avoir commencé" in person.problem(dialog, "ended_on")
        person.fill(dialog, "ended_on", "30/9/26")
        person.tell(dialog, "end_reason", "Terme prévu.")
        person.click(dialog, "Noter la fin")

    person.answer(lambda: person.from_menu(person.window, "Fin de la mission…"), play)
    assert contract(person).phase is ContractPhase.ENDED
    assert person.sees("Ce contrat est terminé.")
    person.undo()
    assert contract(person).phase is ContractPhase.ACTIVE
    person.redo()
    assert contract(person).tripartite.ended_on == date(2026, 9, 30)


def bill_twice(person: Freelancer) -> None:
    """One invoice of the company's, under the contract, and one of one's own; each late, each in a dispute."""
    for number, name in ((1, "Contrat tripartite"), (2, "")):

        def play(dialog: QDialog, number: int = number, name: str = name) -> None:
            assert COMPANY not in person.said(dialog)
            if name:
                person.choose(dialog, "contract_id", name)
                assert f"Contrat de portage : {COMPANY} facture, et elle est la créancière." in person.said(dialog)
            person.fill_all(dialog, number=f"F-{number}", title="Mission", issued_on="1/10/26", performed_on="30/9")
            person.fill(dialog, "gross", "2500")
            person.click(dialog, "form.save")

        person.window.open_record("client", 1)
        person.settle()
        person.answer(press(person, "client.invoice"), play)
        opened = press(person, "client.next")
        person.answer(opened, lambda dialog: person.click(dialog, "Ouvrir le litige"))


# ---- the story -------------------------------------------------------------------------------------------------------
def test_portage_from_the_first_draft_to_an_unpaid_invoice_and_the_end_of_the_mission(
    ported: Freelancer, tmp_path: Path, mailbox: Mailbox
) -> None:
    person = ported
    add_company(person)
    refuse_a_consumer(person)
    complete(person, paper(tmp_path, "projet.docx"))
    send(person, mailbox, "projet.docx")
    correct(person, mailbox, paper(tmp_path, "projet-2.docx"))
    sign_too_early(person)
    sign(person, tmp_path)
    report(person, tmp_path)
    bill(person)
    prove(person, paper(tmp_path, "ph-2026-04.pdf"))
    refuse_a_formal_notice(person)
    report_unpaid(person, mailbox)
    ask_for_an_officer(person)
    end(person)
    assert examine(person.desk.db, person.desk.vault, person.desk.folder) == []


def test_a_sole_trader_who_also_works_under_portage_is_the_creditor_of_their_own_invoices_alone(
    freelancer: Freelancer,
) -> None:
    person = freelancer
    person.add_client("Professionnel", FIRM, form="SAS", siret=identifiers.siret(41))

    def play(dialog: QDialog) -> None:
        assert "Le contrat dit-il tout ?" not in person.said(dialog)
        person.choose(dialog, "kind", "Contrat de portage")
        assert "Le contrat dit-il tout ?" in person.said(dialog)
        person.fill_all(dialog, reference="CP-2026-01", starts_on="1/9/26", ends_on="31/12/26")
        person.click(dialog, "Enregistrer le contrat")
        assert "Choisissez la société de portage." in person.problem(dialog, "company_id")
        person.answer(lambda: person.click(dialog, "Nouvelle société…"), company)
        person.click(dialog, "Enregistrer le contrat")

    def company(dialog: QDialog) -> None:
        person.fill(dialog, "name", COMPANY)
        person.click(dialog, "Enregistrer la société")

    person.answer(press(person, "Nouveau contrat"), play)
    bill_twice(person)
    person.window.open_record("dispute", 1)
    person.settle()
    assert person.sees(f"créancier : {COMPANY}")
    refuse_a_formal_notice(person)
    person.window.open_record("dispute", 2)
    person.settle()
    assert "créancier" not in person.said(person.window)
    person.window.actions_of_menus.trigger("letter.mise_en_demeure")
    window = person.letter_window()
    assert person.button(window, "Enregistrer dans le dossier").isEnabled()
    person.leave(window)
