"""The fields of a mediation, each described once: the whole file and the small forms of its steps are made of them."""

from typing import Any, Final

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import MediationOutcome, MediationSize, ProposalAnswer, Stance

from ..context import Context
from .editors import ChoiceEditor, Editor
from .form import Form, Values
from .record_fields import RecordFields

FILE: Final = "proposal_file_id"
# Each condition that only the user knows, as a question, and what helps to answer it.
QUESTIONS: Final = {
    "started_by_client": ("Est-ce votre client qui a saisi le médiateur ?", ""),
    "in_court": ("Le litige est-il devant un juge, ou jugé ?", ""),
    "other_mediator": ("Un autre médiateur est-il saisi, ou l’a-t-il été ?", ""),
    "in_sector": (
        "Votre activité est-elle dans ses secteurs ?",
        "L’annuaire de la CECMC dit pour lesquels il est inscrit.",
    ),
    "excluded_service": (
        "Votre activité est-elle de celles que la loi exclut ?",
        "Soins des professionnels de santé, enseignement supérieur public, services d’intérêt général non économiques.",
    ),
}
_ASKED_ABOUT: Final = {
    "started_by_client": "qui a saisi le médiateur",
    "in_court": "s’il y a un juge",
    "other_mediator": "s’il y a un autre médiateur",
    "in_sector": "si votre activité est dans ses secteurs",
    "excluded_service": "si votre activité est exclue",
}
# What bottom bar and label call each date, and what is to be known of it.
_DATES: Final = {
    "referred_on": ("Médiateur saisi le", "la saisine", "Le jour où le médiateur a reçu le dossier de votre client."),
    "notified_on": (
        "Notification datée du",
        "la notification",
        "La date de l’avis envoyé aux deux parties, non celle de sa réception : les 90 jours en partent (C. conso. R612-5).",
    ),
    "rejected_on": ("Dossier refusé le", "le refus", ""),
    "stance_on": ("Réponse donnée le", "votre réponse", ""),
    "agreed_on": (
        "Accord écrit des deux parties le",
        "l’accord écrit",
        "Il suspend la prescription (C. civ. 2238). La saisine d’un seul côté ne suspend rien.",
    ),
    "first_meeting_on": (
        "Première réunion le",
        "la première réunion",
        "Sans accord écrit, c’est elle qui suspend la prescription (C. civ. 2238).",
    ),
    "completed_on": ("Dossier complet le", "le dossier complet", "Le jour où le médiateur a reçu toutes vos pièces."),
    "extended_on": ("Prolongation annoncée le", "l’annonce", ""),
    "extended_until": ("Nouvelle date", "la nouvelle date", "Celle que le médiateur annonce (C. conso. R612-5)."),
    "proposal_on": ("Proposition reçue le", "la proposition", ""),
    "answer_by": ("Réponse à donner au plus tard le", "le délai de réponse", "Le médiateur fixe ce délai (C. conso. R612-4)."),
    "my_answer_on": ("Réponse donnée le", "votre réponse", ""),
    "client_answer_on": ("Réponse du client le", "la réponse du client", ""),
    "ended_on": ("Terminée le", "la fin", "Le jour où une partie ou le médiateur le déclare (C. civ. 2238)."),
    "perform_by": ("À exécuter au plus tard le", "la date d’exécution", "Celle que dit l’accord."),
    "performed_on": ("Accord exécuté le", "l’exécution", ""),
    "cost_paid_on": ("Payée le", "la date de paiement", ""),
}  # fmt: skip
_TO_COME: Final = frozenset({"extended_until", "answer_by", "perform_by"})
_TEXTS: Final = {
    "rejection_reason": ("Raison du médiateur", 2, ""),
    "stance_reason": ("Vos raisons", 2, "Rien ne vous oblige à en donner."),
    "position": ("Votre position", 4, "Les faits, et ce que vous proposez. La lettre au médiateur la reprend."),
    "proposal": ("Ce que propose le médiateur", 3, "Confidentiel (C. conso. L612-3)."),
    "my_answer_reason": (
        "Vos raisons, ou comment vous exécuterez",
        2,
        "Sobrement. La lettre de refus ou d’acceptation le reprend.",
    ),
    "notes": ("Notes", 3, ""),
}
_CHOICES: Final[dict[str, tuple[str, type[Labelled], str]]] = {
    "stance": ("Participez-vous ?", Stance, "Pas encore dit"),
    "my_answer": ("Votre réponse", ProposalAnswer, "Pas encore"),
    "client_answer": ("Réponse du client", ProposalAnswer, "Pas encore"),
    "outcome": ("Issue", MediationOutcome, "En cours"),
    "size": ("Médiation", MediationSize, "Pas encore su"),
}
_SUMS: Final = {
    "proposal_amount": ("Somme proposée", "la somme proposée", ""),
    "cost": ("Prix facturé par le médiateur", "le prix", ""),
}
# A field that means something only for some answers to another one.
_DEPENDING: Final[dict[str, tuple[str, set[Any]]]] = {
    "stance_reason": ("stance", {Stance.DECLINES}),
    "agreed_on": ("stance", {Stance.TAKES_PART, None}),
    "perform_by": ("outcome", {MediationOutcome.AGREEMENT}),
    "performed_on": ("outcome", {MediationOutcome.AGREEMENT}),
}  # fmt: skip


FIELDS: Final = RecordFields(
    dates=_DATES,
    to_come=_TO_COME,
    sums=_SUMS,
    texts=_TEXTS,
    short_texts={"reference": ("Référence du médiateur", 240, "")},
    choices=_CHOICES,
    listed={"outcome": "l’issue"},
    files={FILE: ("La proposition", "Déposez-la ici ; elle reste confidentielle.")},
    depending=_DEPENDING,
)


def make(name: str, context: Context, *, needed: bool = False) -> Editor:
    """The editor of one field; ``needed`` when the form at hand cannot do without it. ``KeyError`` for another name."""
    return question(name) if name in QUESTIONS else FIELDS.make(name, context, needed=needed)


def question(name: str) -> ChoiceEditor:
    """One of the conditions that only the user knows: yes, no, or not known."""
    answers = [(True, "Oui"), (False, "Non"), (None, "Je ne sais pas")]
    asked, helps = QUESTIONS[name]
    return ChoiceEditor(name, asked, answers, segments=True, hint=helps, called=_ASKED_ABOUT[name])


def show_depending(form: Form) -> None:
    """Show the fields that the answers given make useful, and any that holds something."""
    FIELDS.show_depending(form)


def shown(mediation: Mediation, proposal_name: str) -> Values:
    """What a form is loaded with; ``proposal_name`` is the file's name."""
    return FIELDS.shown(mediation, {FILE: proposal_name})


def applied(mediation: Mediation, values: Values) -> Mediation:
    """The record with what was typed; a file just chosen is the operation's to keep."""
    return FIELDS.applied(mediation, values)


def new_document(values: Values) -> Any:
    """The path of a file just chosen, or ``None``."""
    return FIELDS.new_documents(values).get(FILE)
