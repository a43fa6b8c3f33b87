"""Story 5 through the real window: a policy, then claims: alone to the indemnity, out of a complaint, in portage."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from litigedesk.demo import identifiers
from litigedesk.domain.insurance import ClaimDecision, ClaimOutcome
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import Clock, SendMethod
from litigedesk.queries import insurance_claims
from litigedesk.queries.insurance_claims import ClaimFile
from litigedesk.rules.insurance import ClaimPhase
from litigedesk.store.check import examine
from tests.journeys.keyboard import either_way
from tests.journeys.person import CONTROL, Freelancer, plain
from tests.journeys.test_story_2_and_3 import MEDIATOR, add_consumer, sign_convention

AFTER_THE_HOLIDAY = datetime(2026, 5, 11, 9)  # a Monday; Friday 8 May 2026 is a holiday (law.md §13.2, D-1)
INSURER, CLIENT = "Mutuelle du Grand Large", "Atelier Boréal"


@pytest.fixture
def insured(sit_down: Callable[..., Freelancer]) -> Freelancer:
    return sit_down(AFTER_THE_HOLIDAY)


def press(person: Freelancer, button: str) -> Callable[[], object]:
    """The button that proposes a step."""
    return lambda: person.click(person.window, button)


def claim(person: Freelancer) -> ClaimFile:
    """The first claim as it is stored."""
    return insurance_claims.file(person.desk, 1, person.desk.today())


# ---- what someone does -----------------------------------------------------------------------------------------------
def take_out(person: Freelancer, *, until: str) -> None:
    """A policy, whose delay of three days is refused, with its guarantee and an attestation."""

    def play(dialog: QDialog) -> None:
        person.fill_all(dialog, insurer=INSURER, number="RC-2024-77", starts_on="1/1/24")
        person.fill(dialog, "declaration_days", "3")
        person.click(dialog, "Enregistrer le contrat")
        assert dialog.isVisible()
        assert "inférieur à cinq jours ouvrés" in person.problem(dialog, "declaration_days")
        assert person.value(dialog, "insurer") == INSURER
        person.fill(dialog, "declaration_days", "5")
        assert person.problem(dialog, "declaration_days") == ""
        person.click(dialog, "Ajouter une garantie")
        person.choose(dialog, "kind", "Immatériel non consécutif")
        person.fill_all(dialog, cap="15000", deductible="500")
        person.choose(dialog, "trigger", "La réclamation")
        person.fill_all(dialog, attestation_from="1/7/25", attestation_until=until)
        person.fill_all(
            dialog, street="1 rue du Phare", postcode="29200", city="Brest", email="sinistres@large.example"
        )
        person.click(dialog, "Enregistrer le contrat")

    person.show_tab("ClaimsTab")
    person.answer(press(person, "Ajouter mon contrat RC Pro"), play)


def know(person: Freelancer) -> None:
    """Alone, without a dispute: what is out of order is refused in words, and an admission is pointed out."""

    def play(dialog: QDialog) -> None:
        person.choose(dialog, "client_id", CLIENT)
        person.fill_all(dialog, happened_on="10/5", claimed_on="8/5", known_on="8/5", title="Base de données effacée")
        assert "avant que le fait arrive" in person.problem(dialog, "known_on")
        person.tell(dialog, "facts", "Par ma faute, la base a été effacée pendant la migration.")
        assert "Vous écrivez « ma faute »" in person.said(dialog)
        person.choose(dialog, "kind", "Immatériel")
        person.choose(dialog, "nature", "Perte de données")
        person.click(dialog, "Enregistrer le sinistre")
        assert dialog.isVisible()
        assert person.value(dialog, "title") == "Base de données effacée"
        person.tell(dialog, "facts", "Le 6 mai, la base a été effacée pendant la migration.")
        assert "Vous écrivez" not in person.said(dialog)
        person.fill(dialog, "happened_on", "6/5")
        assert person.problem(dialog, "known_on") == ""
        said = person.said(dialog)
        assert "18 mai 2026 · votre contrat" in said
        assert "Jours fériés sautés : jeudi 14 mai 2026 (Ascension)." in said
        assert "Plafond de 15 000,00 €. Franchise : 500,00 € à votre charge." in said
        person.click(dialog, "Enregistrer le sinistre")

    person.show_tab("ClaimsTab")
    person.answer(press(person, "Noter un sinistre"), play)


def see_it_first(person: Freelancer) -> None:
    """The first screen says what to do first, and that the attestation soon lapses."""
    person.show_tab("TodayTab")
    assert person.sees(f"{CLIENT} — déclarez le sinistre à votre assureur au plus tard le lundi 18 mai 2026")
    assert person.sees("À renouveler")
    assert person.sees("dans 51 jours")
    person.show_tab("ClaimsTab")


def gather(person: Freelancer, complaint: Path) -> None:
    """What the insurer will ask for, with its gaps: the complaint is joined, the lawyer's letter is not needed."""
    assert person.sees("1 sur 15")
    assert person.sees("N’attendez pas ces pièces pour déclarer")

    def joined(dialog: QDialog) -> None:
        person.drop(dialog, "file_id", complaint)
        person.click(dialog, "Enregistrer la pièce")

    person.answer(press(person, "Ajouter : Réclamation du tiers"), joined)
    assert person.sees("2 sur 15")


def declare_late(person: Freelancer) -> None:
    """The last day has gone by: declare all the same, by a registered letter, which notes it."""
    person.wakes_on(datetime(2026, 5, 20, 9))
    assert person.sees("Déclarez quand même le sinistre à votre assureur, aujourd’hui.")
    assert person.sees("si l’assureur prouve son préjudice (C. ass. L113-2)")
    person.click(person.window, "Rédiger la déclaration")
    window = person.letter_window()
    assert "2 jours de retard" in person.said(window)
    assert "Aucun mot de reconnaissance repéré" in person.said(window)
    person.choose(window, "letter.send_method", "Recommandé")
    letter = person.file_letter("Déclaration de sinistre")
    for words in ("RC-2024-77", "8 mai 2026", "L113-2", "préjudice"):
        assert words in letter
    declared = claim(person).claim
    assert (declared.declared_on, declared.declared_by) == (date(2026, 5, 20), SendMethod.REGISTERED)
    person.undo()
    assert claim(person).phase is ClaimPhase.TO_DECLARE
    person.redo()
    assert claim(person).phase is ClaimPhase.DECLARED


def follow(person: Freelancer) -> None:
    """The reference, a request with its day in the calendar, and its answer."""
    note = person.note
    note(press(person, "Noter : Référence de l’assureur"), "Noter la référence", insurer_reference="88-12")
    assert person.sees("référence 88-12")

    def asked(dialog: QDialog) -> None:
        person.fill(dialog, "asked_on", "20/5")
        person.tell(dialog, "what", "Le contrat signé.")
        person.fill(dialog, "due_on", "19/5")
        assert "Le délai finit avant la demande." in person.problem(dialog, "due_on")
        person.fill(dialog, "due_on", "27/5")
        person.click(dialog, "Enregistrer la demande")

    person.answer(press(person, "Noter une demande"), asked)
    assert person.sees("Répondez à l’assureur au plus tard le mercredi 27 mai 2026.")
    assert Clock.INSURER_REQUEST in {one.clock for one in claim(person).clocks}
    person.show_tab("TodayTab")
    person.click(person.window, "Calendrier")
    assert person.sees("Répondre à l’assureur : Le contrat signé., Atelier Boréal")
    person.click(person.window, "Liste")
    person.show_tab("ClaimsTab")
    person.click(person.window, "Répondu aujourd’hui : Le contrat signé.")
    assert not any(one.clock is Clock.INSURER_REQUEST and one.done_on is None for one in claim(person).clocks)


def chase(person: Freelancer) -> None:
    """A month of silence: the registered reminder starts the two years again."""
    before = claim(person).limit.safe_date
    person.wakes_on(datetime(2026, 6, 22, 9))  # thirty-three days after the last exchange
    assert person.sees("Demandez à l’assureur où en est le dossier.")
    person.click(person.window, "Rédiger la relance")
    person.choose(person.letter_window(), "letter.send_method", "Recommandé")
    letter = person.file_letter("Relance de l’assureur", reply="mardi 7 juillet 2026")
    for words in ("88-12", "prescription", "L114-2"):
        assert words in letter
    assert (before, claim(person).limit.safe_date) == (date(2028, 5, 7), date(2028, 6, 21))
    assert person.sees("Relance recommandée envoyée le 22 juin 2026.")


def settle(person: Freelancer) -> None:
    """An expert, then the decision: an indemnity above the cap is warned of; paid, and the claim is closed."""

    def expert(dialog: QDialog) -> None:
        person.fill_all(dialog, expert_on="19/5/26", expert="Cabinet Ardent", expert_meeting_on="10/7/26")
        assert "avant la déclaration" in person.problem(dialog, "expert_on")
        person.fill(dialog, "expert_on", "22/6/26")
        person.click(dialog, "Noter l’expertise")

    def decision(dialog: QDialog) -> None:
        person.choose(dialog, "decision", "Pris en charge")
        person.fill_all(dialog, decided_on="20/7/26", indemnity="16000", deductible="500")
        assert "dépasse le plafond de votre contrat, 15 000,00 €" in person.problem(dialog, "indemnity")
        person.fill(dialog, "indemnity", "12000")
        assert person.problem(dialog, "indemnity") == ""
        person.click(dialog, "Noter la décision")

    person.answer(press(person, "Noter : Expert désigné"), expert)
    assert person.sees("Préparez la réunion d’expertise du vendredi 10 juillet 2026.")
    person.wakes_on(datetime(2026, 7, 20, 9))
    person.answer(press(person, "Noter la décision"), decision)
    assert person.sees("Attendez le versement de l’indemnité.")
    assert person.sees("Franchise à votre charge")
    person.wakes_on(datetime(2026, 8, 3, 9))
    person.note(lambda: person.click(person.window, "claim.next"), "Noter le versement", paid_on="1/8/26")
    assert person.sees("Notez la fin du sinistre.")
    person.note(press(person, "Noter la fin"), "Noter la fin", closed_on="3/8/26")
    closed = claim(person).claim
    assert (closed.outcome, closed.closed_on) == (ClaimOutcome.INDEMNIFIED, date(2026, 8, 3))
    assert (closed.decision, closed.indemnity) == (ClaimDecision.COVERED, Money.of(12000))
    assert person.sees("Ce sinistre est clos.")
    assert not [one for one in claim(person).clocks if one.done_on is None]


def find(person: Freelancer) -> None:
    """A closed claim is found by its name from its list, and stands on its client's page."""
    person.press(Qt.Key.Key_F, CONTROL)
    person.write("boreal")
    person.click(person.window, "Tous")
    assert person.sees("Base de données effacée")
    person.open("ClientsTab", "boreal")
    assert person.sees("SIN-2026-001 — Base de données effacée")


def complain(person: Freelancer) -> None:
    """A consumer complains in writing, and the insurer's five days come before the answer."""

    def play(dialog: QDialog) -> None:
        person.choose(dialog, "client_id", "Nadia Ferrand")
        person.fill_all(dialog, title="Album de famille", received_on="20/11")
        person.choose(dialog, "channel", "Courriel")
        person.tell(dialog, "grievance", "Les photographies de mon mariage ont été perdues.")
        person.tell(dialog, "request", "1 200 € de dommages et intérêts.")
        person.fill(dialog, "amount", "1200")
        person.click(dialog, "Ouvrir le litige")

    person.show_tab("DisputesTab")
    person.answer(lambda: person.menu("dispute.new_complaint"), play)


def claim_from_it(person: Freelancer) -> None:
    """« Noter un sinistre » of the dossier fills the claim in; the delay is counted from the complaint."""

    def play(dialog: QDialog) -> None:
        said = person.said(dialog)
        assert "27 novembre 2026 · votre contrat" in said
        assert person.value(dialog, "claimed_on") == "20/11/2026"
        assert plain(person.value(dialog, "amount")) == "1 200,00 €"
        person.choose(dialog, "kind", "Immatériel")
        person.choose(dialog, "nature", "Perte de données")
        person.click(dialog, "Enregistrer le sinistre")

    assert person.sees("Prévenez votre assureur RC Pro au plus tard le 27 novembre 2026.")
    person.answer(press(person, "Noter un sinistre"), play)
    assert person.sees("Déclarez le sinistre à votre assureur au plus tard le vendredi 27 novembre 2026.")
    assert claim(person).claim.dispute_id == 1


def go_to_the_mediator(person: Freelancer) -> None:
    """The client does, and the mediator proposes a refund."""

    def referred(dialog: QDialog) -> None:
        person.choose(dialog, "started_by_client", "Oui")
        for question in ("in_court", "other_mediator", "excluded_service"):
            person.choose(dialog, question, "Non")
        person.choose(dialog, "in_sector", "Oui")
        person.fill(dialog, "referred_on", "10/12/26")
        person.click(dialog, "Ouvrir la médiation")

    person.wakes_on(datetime(2027, 2, 1, 9))
    person.open("DisputesTab", "LIT-2026-001")
    person.answer(lambda: person.menu("dispute.mediation"), referred)
    person.open("MediationTab", "Ferrand", "Dossiers")
    for line, save, fields in (
        ("Notification du médiateur…", "Noter la notification", {"notified_on": "15/12/26"}),
        ("Proposition du médiateur…", "Noter la proposition", {"proposal_on": "28/1/27", "proposal_amount": "600"}),
    ):
        person.note(lambda line=line: person.from_menu(person.window, line), save, **fields)  # type: ignore[misc]


def accept_with_the_insurer(person: Freelancer) -> None:
    """Accepting warns, wherever it is noted: the insurer's consent first."""

    def accept(dialog: QDialog) -> None:
        assert "Demandez d’abord l’accord de l’assureur" not in person.said(dialog)
        person.choose(dialog, "my_answer", "Acceptée")
        said = person.said(dialog)
        assert f"Contrat RC Pro n° RC-2024-77 ({INSURER}). Demandez d’abord l’accord de l’assureur" in said
        assert "C. ass. L124-2" in said
        person.fill(dialog, "my_answer_on", "1/2/27")
        person.click(dialog, "Noter votre réponse")

    person.click(person.window, "Rédiger la réponse")
    window = person.letter_window()
    assert f"Demandez d’abord l’accord de {INSURER}, contrat n° RC-2024-77" in person.said(window)
    person.leave(window)
    person.answer(lambda: person.from_menu(person.window, "Ma réponse…"), accept)
    person.open("ClientsTab", "ferrand")
    for words in ("LIT-2026-001 — Album de famille", MEDIATOR, "SIN-2026-001 — Album de famille", "À déclarer"):
        assert person.sees(words)


# ---- in portage ------------------------------------------------------------------------------------------------------
def tell_the_company(person: Freelancer) -> None:
    """The company is the insured: it is told, and declares."""

    def company(dialog: QDialog) -> None:
        person.fill_all(dialog, name="Portage des Dunes", validation_email="contrats@dunes.example")
        person.fill_all(dialog, street="3 place du Marché", postcode="44000", city="Nantes")
        person.click(dialog, "Enregistrer la société")

    def policy(dialog: QDialog) -> None:
        person.answer(lambda: person.click(dialog, "Nouvelle société…"), company)
        person.fill_all(dialog, insurer="Assurances du Ponant", number="RC-42", starts_on="1/1/25")
        person.click(dialog, "Enregistrer le contrat")

    def known(dialog: QDialog) -> None:
        person.choose(dialog, "client_id", CLIENT)
        person.fill_all(dialog, happened_on="6/5", claimed_on="8/5", known_on="8/5", title="Livraison en retard")
        person.tell(dialog, "facts", "La livraison prévue le 30 avril a eu lieu le 6 mai.")
        person.choose(dialog, "kind", "Immatériel")
        person.choose(dialog, "nature", "Retard")
        person.click(dialog, "Enregistrer le sinistre")

    person.show_tab("ClaimsTab")
    person.click(person.window, "Contrats RC Pro")
    assert person.sees("L’assurance de votre société de portage n’est pas encore notée.")
    person.answer(press(person, "Ajouter le contrat"), policy)
    person.click(person.find(person.window, QWidget, "subtabs"), "Sinistres")
    person.answer(press(person, "Noter un sinistre"), known)
    assert person.sees("Signalez le sinistre à votre société de portage sans attendre")
    assert person.sees("lundi 18 mai 2026")
    person.click(person.window, "Rédiger la déclaration")
    told = person.file_letter("Sinistre signalé à la société de portage")
    for words in ("Portage des Dunes", "RC-42", "Livraison en retard", "18 mai 2026"):
        assert words in told
    assert claim(person).claim.declared_on == date(2026, 5, 11)
    assert person.sees("déclaré le 11 mai, à temps")
    assert person.sees("Société de portage, qui déclare à l’assureur")


# ---- the stories -----------------------------------------------------------------------------------------------------
@either_way
def test_a_claim_alone_from_the_day_one_knew_to_the_indemnity(insured: Freelancer, tmp_path: Path) -> None:
    person = insured
    person.add_client("Professionnel", CLIENT, form="SARL", siret=identifiers.siret(1))
    take_out(person, until="1/7/26")
    know(person)
    see_it_first(person)
    complaint = tmp_path / "réclamation.eml"
    complaint.write_text("Subject: perte\n\nBonjour", encoding="utf-8")
    gather(person, complaint)
    declare_late(person)
    follow(person)
    chase(person)
    settle(person)
    find(person)
    assert examine(person.desk.db, person.desk.vault, person.desk.folder) == []


def test_a_claim_that_comes_of_a_complaint_then_a_mediation_that_needs_the_insurers_consent(
    freelancer: Freelancer,
) -> None:
    person = freelancer
    add_consumer(person)
    sign_convention(person)
    take_out(person, until="1/7/27")
    complain(person)
    claim_from_it(person)
    go_to_the_mediator(person)
    accept_with_the_insurer(person)


def test_in_portage_the_claim_is_told_to_the_company_which_declares_it(sit_down: Callable[..., Freelancer]) -> None:
    person = sit_down(AFTER_THE_HOLIDAY, "Salarié porté")
    person.add_client("Professionnel", CLIENT, form="SARL", siret=identifiers.siret(1))
    tell_the_company(person)
