"""The fields of an insurance claim, each described once: the whole file and the small forms of its steps are made of them."""

from typing import Any, Final

from litigedesk.domain.insurance import ClaimDecision, ClaimOutcome
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.vocabulary import SendMethod

from .record_fields import RecordFields

PROOF: Final = "declaration_file_id"
BY_LETTER: Final = "Laissez vide si vous déclarez par une lettre de LitigeDesk : son envoi la note."
# What the label and the bottom bar call each date, and what is to be known of it.
_DATES: Final = {
    "happened_on": ("Fait arrivé le", "le jour du fait", "L’erreur, la panne ou le retard en cause."),
    "known_on": (
        "Vous l’avez su le",
        "le jour où vous avez su",
        "Le délai pour déclarer part de ce jour (C. ass. L113-2, 4°) : en général celui de la réclamation, ou plus tôt si vous "
        "saviez déjà qu’un dommage pouvait y mener.",
    ),
    "claimed_on": (
        "Réclamation du tiers reçue le",
        "la réclamation",
        "Sans elle, l’assureur ne doit rien (C. ass. L124-1).",
    ),
    "declared_on": ("Déclaré le", "la déclaration", BY_LETTER),
    "expert_on": ("Expert désigné le", "la désignation de l’expert", ""),
    "expert_meeting_on": ("Réunion d’expertise le", "la réunion d’expertise", ""),
    "decided_on": ("Décision du", "la décision", ""),
    "paid_on": ("Versée le", "le versement", ""),
    "sued_on": (
        "Le tiers a agi en justice le",
        "l’action en justice",
        "Le jour de l’assignation. Transmettez-la à l’assureur le jour même.",
    ),
    "compensated_on": ("Le tiers a été indemnisé le", "l’indemnisation du tiers", ""),
    "closed_on": ("Clos le", "la clôture", ""),
}  # fmt: skip
_TEXTS: Final = {
    "third_party": ("Qui réclame", 3, "Nom, adresse, téléphone, et son assureur s’il est connu."),
    "facts": (
        "Les faits",
        5,
        "Datés, sans dire qui est responsable : reconnaître des faits n’est pas reconnaître sa responsabilité (C. ass. L124-2).",
    ),
    "request": ("Ce que le tiers demande", 2, ""),
    "measures": ("Mesures prises", 2, "Ce que vous avez fait pour limiter le dommage, avec les dates."),
    "witnesses": ("Témoins, experts déjà venus", 2, ""),
    "other_insurance": ("Autres assurances", 2, "Tout autre contrat qui couvre le même risque, le vôtre ou celui du tiers."),
    "pending": ("Délais en cours", 2, "Une date donnée par le tiers, une audience. L’assureur doit les connaître aussitôt."),
    "decision_text": ("Ce qu’il écrit", 3, "Ses raisons, et l’exclusion ou la clause qu’il invoque."),
    "recourse": ("Recours", 3, "Ce que l’assureur ou vous demandez à un autre : sous-traitant, fournisseur, hébergeur."),
    "notes": ("Notes", 3, ""),
}  # fmt: skip
_SHORT_TEXTS: Final = {
    "title": ("En quelques mots", 0, "Par exemple : données effacées pendant la migration."),
    "insurer_reference": ("Référence de l’assureur", 240, "Rappelez-la dans chaque courrier."),
    "handler": ("Gestionnaire", 0, "La personne qui suit le dossier."),
    "expert": ("Nom de l’expert", 0, ""),
}
_CHOICES: Final[dict[str, tuple[str, type[Labelled], str]]] = {
    "declared_by": ("Par", SendMethod, "Pas encore dit"),
    "decision": ("Décision de l’assureur", ClaimDecision, "Pas encore"),
    "outcome": ("Issue", ClaimOutcome, "En cours"),
}
_SUMS: Final = {
    "amount": ("Somme réclamée", "la somme réclamée", ""),
    "indemnity": ("Indemnité", "l’indemnité", ""),
    "deductible": ("Franchise à la charge de l’assuré", "la franchise", ""),
}
_PAID: Final[tuple[str, set[Any]]] = ("decision", {ClaimDecision.COVERED, ClaimDecision.PARTIAL})
FIELDS: Final = RecordFields(
    dates=_DATES,
    to_come=frozenset({"expert_meeting_on"}),
    sums=_SUMS,
    texts=_TEXTS,
    short_texts=_SHORT_TEXTS,
    choices=_CHOICES,
    listed={"declared_by": "l’envoi", "decision": "la décision", "outcome": "l’issue"},
    files={PROOF: ("La preuve de la déclaration", "Avis de réception, accusé de l’assureur, courriel envoyé.")},
    depending={"indemnity": _PAID, "deductible": _PAID},
)
