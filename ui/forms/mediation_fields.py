"""The fields of a mediation, each described once: the whole file and the small forms of its steps are made of them."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from litigedesk.domain.mediation import Mediation
from litigedesk.domain.vocabulary import Labelled, MediationOutcome, MediationSize, ProposalAnswer, Stance

from ..context import Context
from .editors import ChoiceEditor, DateEditor, Editor, FileChoice, FileEditor, LongTextEditor, MoneyEditor, TextEditor
from .file_editor import DOCUMENTS
from .form import Form, Values

RECENT: Final = (("Aujourd’hui", "+0j"), ("Hier", "-1j"))
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
_TO_COME: Final = {"extended_until", "answer_by", "perform_by"}
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
    "proposal_amount": ("Somme proposée", "la somme proposée"),
    "cost": ("Prix facturé par le médiateur", "le prix"),
}
# A field that means something only for some answers to another one.
_DEPENDING: Final[dict[str, tuple[str, set[Any]]]] = {
    "stance_reason": ("stance", {Stance.DECLINES}),
    "agreed_on": ("stance", {Stance.TAKES_PART, None}),
    "perform_by": ("outcome", {MediationOutcome.AGREEMENT}),
    "performed_on": ("outcome", {MediationOutcome.AGREEMENT}),
}  # fmt: skip


def make(name: str, context: Context, *, needed: bool = False) -> Editor:
    """The editor of one field; ``needed`` when the form at hand cannot do without it. ``KeyError`` for another name."""
    if name in _DATES:
        label, called, hint = _DATES[name]
        quick = () if name in _TO_COME else RECENT
        return DateEditor(
            name,
            label,
            today=context.today(),
            quick=quick,
            nudge=name in _TO_COME,
            hint=hint,
            called=called,
            optional=not needed,
        )
    if name in _TEXTS:
        label, rows, hint = _TEXTS[name]
        return LongTextEditor(name, label, rows=rows, hint=hint, optional=not needed)
    if name in _CHOICES:
        return _choice(name, needed=needed)
    if name in _SUMS:
        label, called = _SUMS[name]
        return MoneyEditor(name, label, called=called, optional=not needed)
    if name in QUESTIONS:
        return question(name)
    plain = {
        "reference": TextEditor("reference", "Référence du médiateur", width=240, optional=True),
        FILE: FileEditor(FILE, "La proposition", DOCUMENTS, hint="Déposez-la ici ; elle reste confidentielle."),
    }
    return plain[name]


def _choice(name: str, *, needed: bool) -> Editor:
    label, members, empty = _CHOICES[name]
    if name == "outcome":
        return ChoiceEditor(
            name, label, members, segments=False, empty="Choisir…" if needed else empty, width=320, called="l’issue"
        )
    return ChoiceEditor(name, label, members, segments=True, empty="" if needed else empty, optional=not needed)


def question(name: str) -> ChoiceEditor:
    """One of the conditions that only the user knows: yes, no, or not known."""
    answers = [(True, "Oui"), (False, "Non"), (None, "Je ne sais pas")]
    asked, helps = QUESTIONS[name]
    return ChoiceEditor(name, asked, answers, segments=True, hint=helps, called=_ASKED_ABOUT[name])


def show_depending(form: Form) -> None:
    """Show the fields that the answers given make useful, and any that holds something."""
    there = {editor.name: editor for editor in form.editors()}
    for name, (other, useful) in _DEPENDING.items():
        if name in there and other in there:
            there[name].setVisible(there[other].value in useful or there[name].value not in {None, ""})


def shown(mediation: Mediation, proposal_name: str) -> Values:
    """What a form is loaded with; ``proposal_name`` is the file's name."""
    file_id = mediation.proposal_file_id
    choice = None if file_id is None else FileChoice(stored_id=file_id, name=proposal_name)
    return {**vars(mediation), FILE: choice}


def applied(mediation: Mediation, values: Values) -> Mediation:
    """The record with what was typed; a file just chosen is the operation's to keep."""
    fields: dict[str, Any] = {
        **vars(mediation),
        **{name: value for name, value in values.items() if name in vars(mediation)},
    }
    if FILE in values:
        document: FileChoice | None = values[FILE]
        fields[FILE] = document.stored_id if document else None
    return Mediation(**fields)


def new_document(values: Values) -> Any:
    """The path of a file just chosen, or ``None``."""
    document: FileChoice | None = values.get(FILE)
    return document.path if document and document.is_new else None


def lines(names: Sequence[Sequence[str]], make_one: Callable[[str], Editor]) -> list[Editor | list[Editor] | QWidget]:
    """Lines of editors for a section, several names making one line."""
    return [[make_one(name) for name in line] if len(line) > 1 else make_one(line[0]) for line in names]
