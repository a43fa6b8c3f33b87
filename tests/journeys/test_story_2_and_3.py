"""Stories 2 and 3 through the real window: a consumer complains, aloud then in writing, goes to the mediator, and it ends."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QDialog

from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import Clock, DisputeStage, MediationOutcome, ProposalAnswer, Stance
from litigedesk.queries import mediations
from tests.journeys.keyboard import either_way
from tests.journeys.person import Freelancer

MEDIATOR = "Médiation des Marées"


# ---- what someone does -----------------------------------------------------------------------------------------------
def add_consumer(person: Freelancer) -> None:
    person.add_client("Consommateur", "Nadia Ferrand")


def open_complaint(person: Freelancer) -> None:
    """Told on the telephone: from « Nouveau litige », with what it starts said beside it."""

    def play(dialog: QDialog) -> None:
        person.choose(dialog, "client_id", "Nadia Ferrand")
        person.fill(dialog, "title", "Album de famille")
        person.fill(dialog, "received_on", "20/11")
        person.choose(dialog, "channel", "Téléphone")
        assert "De vive voix : aucun délai de médiation ne court." in person.said(dialog)
        person.tell(dialog, "grievance", "Trois photographies sont trop sombres.")
        person.click(dialog, "Ouvrir le litige")

    person.show_tab("DisputesTab")
    person.answer(lambda: person.menu("dispute.new_complaint"), play)


def complain_in_writing(person: Freelancer) -> None:
    """The letter comes: three clocks start together."""

    def play(dialog: QDialog) -> None:
        person.fill(dialog, "received_on", "24/11")
        person.choose(dialog, "channel", "Courriel")
        said = person.said(dialog)
        assert "votre client peut saisir le médiateur pendant un an" in said
        assert "9 décembre 2026" in said  # the answer: fifteen days, one's own choice
        assert "24 novembre 2027" in said  # the client's year
        person.tell(dialog, "grievance", "Trois photographies de l’album sont trop sombres.")
        person.tell(dialog, "request", "Une nouvelle impression, ou 120 €.")
        person.fill(dialog, "amount", "120")
        person.click(dialog, "Enregistrer la réclamation")

    person.answer(lambda: person.menu("dispute.complaint"), play)


def prepare_answer(person: Freelancer) -> None:
    """Facts, and a refusal with its reasons."""

    def play(dialog: QDialog) -> None:
        person.tell(dialog, "findings", "Le bon à tirer signé montre les mêmes tons.")
        person.choose(dialog, "answer", "Je refuse")
        person.tell(dialog, "answer_text", "L’impression est conforme au bon à tirer signé.")
        person.click(dialog, "Enregistrer la réclamation")

    person.answer(lambda: person.click(person.window, "Préparer la réponse"), play)


def sign_convention(person: Freelancer) -> None:
    """A mediator and a convention, from the part « Mon médiateur »."""

    def mediator(dialog: QDialog) -> None:
        person.fill(dialog, "name", MEDIATOR)
        person.fill(dialog, "website", "www.marees.example")
        person.fill(dialog, "street", "14 rue du Phare")
        person.fill(dialog, "postcode", "44000")
        person.fill(dialog, "city", "Nantes")
        person.click(dialog, "Enregistrer le médiateur")

    def convention(dialog: QDialog) -> None:
        person.fill(dialog, "reference", "CV-2026-01")
        person.fill(dialog, "starts_on", "1/1/26")
        person.fill(dialog, "years", "3")
        assert person.value(dialog, "ends_on") == "31/12/2028"
        person.fill(dialog, "fee", "85")
        person.fill(dialog, "fee_simple", "60")
        person.click(dialog, "Enregistrer la convention")

    person.show_tab("MediationTab")
    person.click(person.window, "Mon médiateur")
    person.answer(lambda: person.click(person.window, "Ajouter un médiateur"), mediator)
    person.answer(lambda: person.click(person.window, "Noter ma convention"), convention)


def refer(person: Freelancer) -> None:
    """The client has gone to the mediator: the conditions are answered and the file opened."""

    def play(dialog: QDialog) -> None:
        said = person.said(dialog)
        assert "Reçue le 24 novembre 2026" in said  # the written complaint, found
        person.choose(dialog, "started_by_client", "Non")
        assert "Un professionnel ne peut pas saisir le médiateur contre un consommateur." in person.said(dialog)
        person.click(dialog, "Ouvrir la médiation")
        assert dialog.isVisible()  # refused, with the reason; nothing is lost
        person.choose(dialog, "started_by_client", "Oui")
        for question in ("in_court", "other_mediator", "excluded_service"):
            person.choose(dialog, question, "Non")
        person.choose(dialog, "in_sector", "Oui")
        person.fill(dialog, "referred_on", "10/12")
        person.click(dialog, "Ouvrir la médiation")

    person.answer(lambda: person.click(person.window, "Noter la saisine du médiateur"), play)


def press(person: Freelancer, button: str) -> Callable[[], object]:
    """The button that proposes a step."""
    return lambda: person.click(person.window, button)


def mediation(person: Freelancer) -> Mediation:
    """The mediation as it is stored."""
    return mediations.mediation(person.desk, 1)


def clocks(person: Freelancer) -> dict[Clock, tuple[date, bool]]:
    """The dates the rules set, those of the last complaint: when, and whether done."""
    set_by_rules = [one for one in person.dossier().deadlines if one.clock is not None]
    set_by_rules.sort(key=lambda one: one.complaint_id or 0)
    return {one.clock: (one.due_on, one.done_on is not None) for one in set_by_rules if one.clock is not None}


# ---- the stories -----------------------------------------------------------------------------------------------------
def test_a_complaint_made_aloud_then_in_writing_is_answered_with_the_mediators_details(freelancer: Freelancer) -> None:
    person = freelancer
    add_consumer(person)
    sign_convention(person)
    open_complaint(person)
    assert person.sees("Demandez une réclamation écrite.")
    assert Clock.CLIENT_REFERRAL not in clocks(person)  # nothing runs from words
    person.click(person.window, "Rédiger la demande")
    asked = person.file_letter("Demande de réclamation écrite")
    assert "par téléphone" in asked
    person.wakes_on(datetime(2026, 11, 24, 9))
    complain_in_writing(person)
    assert clocks(person)[Clock.COMPLAINT_ANSWER] == (date(2026, 12, 9), False)
    assert clocks(person)[Clock.CLIENT_REFERRAL] == (date(2027, 11, 24), False)
    prepare_answer(person)
    person.click(person.window, "Rédiger la réponse")
    reply = person.file_letter("Réponse à réclamation")
    for words in (MEDIATOR, "14 rue du Phare", "www.marees.example", "24 novembre 2027", "gratuite"):
        assert words in reply
    assert "odr" not in reply.lower()
    assert clocks(person)[Clock.COMPLAINT_ANSWER][1]
    assert person.sees("Attendez la réaction de votre client.")
    person.undo()
    assert not clocks(person)[Clock.COMPLAINT_ANSWER][1]
    person.redo()
    assert clocks(person)[Clock.COMPLAINT_ANSWER][1]


def answered(person: Freelancer) -> None:
    """Up to the answer of the written complaint."""
    add_consumer(person)
    sign_convention(person)
    open_complaint(person)
    person.wakes_on(datetime(2026, 11, 24, 9))
    complain_in_writing(person)
    prepare_answer(person)
    person.click(person.window, "Rédiger la réponse")
    person.file_letter("Réponse à réclamation")


@either_way
def test_a_mediation_from_the_clients_referral_to_the_agreement_kept(freelancer: Freelancer) -> None:
    person = freelancer
    answered(person)
    person.wakes_on(datetime(2026, 12, 12, 9))
    refer(person)
    assert person.dossier().dispute.stage is DisputeStage.ASSISTED
    assert clocks(person)[Clock.REJECTION] == (date(2026, 12, 31), False)
    person.wakes_on(datetime(2026, 12, 16, 9))
    asked = press(person, "Noter la notification")
    person.note(asked, "Noter la notification", notified_on="15/12", reference="MCM-2026-9")
    assert clocks(person)[Clock.RESULT] == (date(2027, 3, 15), False)
    assert clocks(person)[Clock.REJECTION][1]
    take_part(person)
    propose(person)
    agree(person)
    end(person)


def take_part(person: Freelancer) -> None:
    """The letter that says so, the file sent, the limitation at rest."""
    person.click(person.window, "Rédiger la réponse")
    letter = person.file_letter("Accord pour participer à la médiation")
    assert MEDIATOR in letter
    assert "Confidentiel" in letter
    assert (mediation(person).stance, mediation(person).stance_on) == (Stance.TAKES_PART, date(2026, 12, 16))
    person.open("MediationTab", "Ferrand", "Dossiers")
    assert person.sees("Transmettez votre dossier au médiateur.")
    person.note(lambda: person.from_menu(person.window, "Ma participation…"), "Noter votre réponse", agreed_on="16/12")
    assert person.sees("Prescription suspendue depuis le 16 décembre 2026")

    def transmit(dialog: QDialog) -> None:
        person.fill(dialog, "completed_on", "16/12")
        person.tell(dialog, "position", "L’impression est conforme au bon à tirer.")
        person.click(dialog, "Noter la transmission")

    person.answer(lambda: person.from_menu(person.window, "Transmission du dossier…"), transmit)
    assert person.sees("Attendez la proposition du médiateur, au plus tard le 15 mars 2027.")


def propose(person: Freelancer) -> None:
    """A proposal before the notice is refused in words; the time to answer is asked, and only suggested."""
    person.wakes_on(datetime(2027, 2, 10, 9))

    def play(dialog: QDialog) -> None:
        person.fill(dialog, "proposal_on", "1/12/26")
        person.click(dialog, "Noter la proposition")
        assert dialog.isVisible()
        assert "La proposition vient avant la notification." in person.problem(dialog, "proposal_on")
        person.fill(dialog, "proposal_on", "8/2/27")
        assert person.value(dialog, "answer_by") == "22/02/2027"
        assert "la date donnée par le médiateur l’emporte" in person.said(dialog)
        person.fill(dialog, "answer_by", "1/3/27")
        person.tell(dialog, "proposal", "Un remboursement de 60 €.")
        person.fill(dialog, "proposal_amount", "60")
        person.click(dialog, "Noter la proposition")

    person.answer(press(person, "Noter sa proposition"), play)
    assert clocks(person)[Clock.PROPOSAL_ANSWER] == (date(2027, 3, 1), False)
    secret = [event.title for event in person.dossier().events if event.confidential]
    assert "Proposition du médiateur" in secret
    assert "Réclamation reçue" not in secret


def agree(person: Freelancer) -> None:
    """Both accept, each on a day of its own."""
    person.click(person.window, "Rédiger la réponse")
    letter = person.file_letter("Acceptation de la proposition")
    assert "J’accepte cette proposition." in letter
    assert (mediation(person).my_answer, mediation(person).my_answer_on) == (ProposalAnswer.ACCEPTED, date(2027, 2, 10))

    def accept(dialog: QDialog) -> None:
        person.choose(dialog, "client_answer", "Acceptée")
        person.fill(dialog, "client_answer_on", "10/2/27")
        person.click(dialog, "Noter sa réponse")

    person.answer(press(person, "Noter sa réponse"), accept)
    assert mediation(person).client_answer is ProposalAnswer.ACCEPTED


def end(person: Freelancer) -> None:
    """The agreement is noted, then performed; the limitation period runs again from its end."""
    save = press(person, "Noter l’accord")
    person.note(save, "Noter la fin", ended_on="10/2/27", perform_by="1/3/27")
    held = mediation(person)
    assert (held.outcome, held.perform_by) == (MediationOutcome.AGREEMENT, date(2027, 3, 1))
    (suspension,) = person.dossier().limitation_events
    assert (suspension.happened_on, suspension.ended_on) == (date(2026, 12, 16), date(2027, 2, 10))
    person.wakes_on(datetime(2027, 2, 20, 9))
    person.note(press(person, "Noter l’exécution"), "Noter l’exécution", performed_on="20/2/27")
    assert all(done for clock, (_, done) in clocks(person).items() if clock is not Clock.INSURER)
    person.open("DisputesTab", "LIT-2026-001")
    assert person.sees("Vous pouvez clore ce litige.")
    assert person.undo() == "Annulé : Médiation de LIT-2026-001 enregistrée"
    assert mediation(person).performed_on is None
