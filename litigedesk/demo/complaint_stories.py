"""The invented consumers of the demo who complain, and the invented mediator; told in days before today, as ``stories``."""

from dataclasses import dataclass

from litigedesk.domain.mediation import Mediator
from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    ComplaintAnswer,
    ComplaintChannel,
    MediationOutcome,
    MediationSize,
    ProposalAnswer,
)


@dataclass(frozen=True, kw_only=True)
class Reproach:
    """A complaint and its answer; ``told`` is how long ago it was first made aloud, ``answered`` how long ago the reply left."""

    received: int
    channel: ComplaintChannel
    grievance: str
    request: str
    amount: str
    findings: str = ""
    answer: ComplaintAnswer | None = None
    answer_text: str = ""
    answered: int | None = None


@dataclass(frozen=True, kw_only=True)
class Course:
    """The course of a mediation, each date in days ago, ``None`` for what did not happen."""

    reference: str
    referred: int
    notified: int | None = None
    takes_part: int | None = None
    position: str = ""
    sent_file: int | None = None
    proposed: int | None = None
    proposal: str = ""
    amount: str = "0"
    answer_in: int = 0  # days from the proposal, as the mediator gave them
    accepted: int | None = None
    client_answer: tuple[int, ProposalAnswer] | None = None
    ended: tuple[int, MediationOutcome] | None = None
    performed: int | None = None
    cost: tuple[str, MediationSize] | None = None


@dataclass(frozen=True, kw_only=True)
class Consumer:
    """One consumer: what was sold, what they reproach, and the mediation if there was one."""

    client: Client
    street: str
    postcode: str
    city: str
    contract: str
    title: str
    signed: int
    price: str
    complaint: Reproach
    mediation: Course | None = None
    closed: tuple[int, ClosingReason] | None = None


MEDIATOR = Mediator(
    name="Médiation Conso des Marées",
    website="www.marees-mediation.example",
    street="14 rue du Phare inventé",
    postcode="44000",
    city="Nantes",
    email="dossiers@marees-mediation.example",
    phone="02 40 00 00 00",
    sectors="Services aux particuliers, création graphique",
    notes="Médiateur inventé pour l’exemple.",
)
CONVENTION_STARTED = 1057  # days ago; three years, so that it soon ends


def _person(name: str, salutation: str, email: str) -> Client:
    return Client(kind=ClientKind.CONSUMER, name=name, salutation=salutation, email=email)


CONSUMERS = (
    Consumer(
        client=_person("Nadia Ferrand", "Madame", "nadia.ferrand@exemple.example"),
        street="11 rue des Mouettes",
        postcode="35800",
        city="Dinard",
        contract="D-2026-023",
        title="Album de famille",
        signed=60,
        price="420.00",
        complaint=Reproach(
            received=6,
            channel=ComplaintChannel.EMAIL,
            grievance="L’album a été livré avec douze jours de retard et trois photographies sont trop sombres.",
            request="Une nouvelle impression des trois pages, ou un remboursement partiel.",
            amount="120.00",
        ),
    ),
    Consumer(
        client=_person("Julien Moreau", "Monsieur", "julien.moreau@exemple.example"),
        street="3 allée du Verger",
        postcode="35510",
        city="Cesson-Sévigné",
        contract="D-2026-012",
        title="Site de généalogie",
        signed=210,
        price="890.00",
        complaint=Reproach(
            received=120,
            channel=ComplaintChannel.REGISTERED,
            grievance="Le moteur de recherche du site ne trouve pas les noms composés.",
            request="Le remboursement de la moitié du prix.",
            amount="445.00",
            findings="Le devis prévoit une recherche par nom simple. Le site a été livré, puis accepté.",
            answer=ComplaintAnswer.PARTIAL,
            answer_text="Je propose d’ajouter la recherche des noms composés, sans supplément, sous trois semaines.",
            answered=110,
        ),
        mediation=Course(
            reference="MCM-2026-0418",
            referred=75,
            notified=68,
            takes_part=63,
            position="Le devis signé décrit la recherche par nom simple ; j’ai proposé l’ajout demandé sans supplément.",
            sent_file=60,
            proposed=7,
            proposal="Remboursement de 310 € et ajout de la recherche des noms composés.",
            amount="310.00",
            answer_in=10,
        ),
    ),
    Consumer(
        client=_person("Louise Petitjean", "Madame", "louise.petitjean@exemple.example"),
        street="27 rue de la Fontaine",
        postcode="35400",
        city="Saint-Malo",
        contract="D-2026-016",
        title="Carte et menus de fête",
        signed=130,
        price="260.00",
        complaint=Reproach(
            received=70,
            channel=ComplaintChannel.LETTER,
            grievance="Les cartes livrées ne sont pas de la couleur choisie.",
            request="Une nouvelle impression.",
            amount="260.00",
            findings="Le bon à tirer signé porte la couleur imprimée.",
            answer=ComplaintAnswer.REFUSAL,
            answer_text="La couleur imprimée est celle du bon à tirer que vous avez signé.",
            answered=58,
        ),
        mediation=Course(reference="MCM-2026-0733", referred=16, notified=8),
    ),
    Consumer(
        client=_person("Odile Bastien", "Madame", "odile.bastien@exemple.example"),
        street="5 place du Marché",
        postcode="35120",
        city="Dol-de-Bretagne",
        contract="D-2026-024",
        title="Restauration de photographies",
        signed=45,
        price="180.00",
        complaint=Reproach(
            received=3,
            channel=ComplaintChannel.PHONE,
            grievance="Deux photographies restaurées paraissent trop retouchées.",
            request="Qu’elles soient reprises.",
            amount="60.00",
        ),
    ),
    Consumer(
        client=_person("Marc Lenoirmand", "Monsieur", "marc.lenoirmand@exemple.example"),
        street="19 chemin des Douaniers",
        postcode="35260",
        city="Cancale",
        contract="D-2025-038",
        title="Livre de recettes",
        signed=400,
        price="640.00",
        complaint=Reproach(
            received=330,
            channel=ComplaintChannel.EMAIL,
            grievance="La reliure de dix exemplaires s’est décollée.",
            request="Le remplacement des exemplaires.",
            amount="160.00",
            findings="Huit exemplaires sur quarante ont une reliure décollée.",
            answer=ComplaintAnswer.PARTIAL,
            answer_text="Je propose de faire relier à nouveau les huit exemplaires concernés.",
            answered=322,
        ),
        mediation=Course(
            reference="MCM-2026-0102",
            referred=290,
            notified=283,
            takes_part=278,
            position="Huit exemplaires sont concernés ; la reprise a été proposée.",
            sent_file=275,
            proposed=220,
            proposal="Nouvelle reliure de dix exemplaires, aux frais du professionnel.",
            amount="96.00",
            answer_in=15,
            accepted=212,
            client_answer=(210, ProposalAnswer.ACCEPTED),
            ended=(208, MediationOutcome.AGREEMENT),
            performed=190,
            cost=("60.00", MediationSize.SIMPLE),
        ),
        closed=(189, ClosingReason.SETTLED),
    ),
)
