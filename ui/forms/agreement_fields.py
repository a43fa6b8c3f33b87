"""The fields of an agreement, each described once: its whole form and the small forms of its steps are made of them."""

from typing import Final

from litigedesk.domain.agreement import AgreementKind, AgreementOutcome

from .record_fields import RecordFields

FILE: Final = "file_id"
FIELDS: Final = RecordFields(
    dates={
        "proposed_on": ("Proposé le", "la date de la proposition", ""),
        "as_of": (
            "Sommes arrêtées au",
            "le jour où les sommes sont arrêtées",
            "Les paiements reçus après ce jour comptent pour les versements.",
        ),
        "signed_on": ("Signé par votre client le", "la signature", ""),
        "ended_on": ("Terminé le", "le jour de la fin", ""),
    },
    sums={
        "principal": ("Principal", "le principal", ""),
        "interest": ("Intérêts", "les intérêts", ""),
        "fee": ("Indemnité de 40 € par facture", "l’indemnité", ""),
        "waived": ("Ce à quoi vous renoncez", "la remise", "Une remise aide souvent à signer. Laissez vide sinon."),
    },
    texts={
        "cause": ("D’où vient la dette", 2, "La prestation et les factures. Le document le reprend."),
        "our_concessions": ("Ce que vous concédez", 3, "Remise, délai, abandon des intérêts…"),
        "their_concessions": ("Ce que votre client concède", 3, "Paiement à date fixe, abandon de sa réclamation…"),
        "notes": ("Notes", 3, ""),
    },
    choices={"outcome": ("Comment l’accord a pris fin", AgreementOutcome, "En cours")},
    listed={"outcome": "la fin"},
    files={FILE: ("L’exemplaire signé", "Déposez-le ici : il reste dans le dossier.")},
)
EXPLAINED: Final = {
    AgreementKind.INSTALMENTS: (
        "Votre client reconnaît la dette et la paie en plusieurs fois. Le plus simple quand il veut payer et ne peut pas tout de "
        "suite."
    ),
    AgreementKind.ACKNOWLEDGMENT: (
        "Votre client écrit lui-même la somme, en toutes lettres et en chiffres (C. civ. 1376). Une bonne preuve quand le "
        "contrat est léger ; en cas d’écart, les lettres l’emportent."
    ),
    AgreementKind.SETTLEMENT: (
        "Chacun cède quelque chose et le litige est clos : plus d’action en justice sur le même objet (C. civ. 2044 et 2052). À "
        "choisir quand il y a un vrai désaccord."
    ),
}
ACCELERATION: Final = (
    "Si un versement manque et qu’une mise en demeure reste sans effet, tout ce qui reste dû devient exigible d’un coup. Sans "
    "cette clause, vous ne pouvez demander que les versements échus (C. civ. 1305-4)."
)
INTEREST_RUNS: Final = (
    "Sinon, les intérêts s’arrêtent au jour où les sommes sont arrêtées tant que l’échéancier est tenu."
)
CONFIDENTIAL: Final = "Ni vous ni votre client ne parlerez de l’accord à d’autres."
RECOGNISED: Final = (
    "La reconnaissance de la dette fait repartir la prescription de zéro, si elle n’est pas déjà acquise (C. civ. 2240). Chaque "
    "versement a ensuite la sienne, qui part de sa date (C. civ. 2233)."
)
NO_TITLE: Final = (
    "Signé, ce papier vous engage tous les deux, mais ce n’est pas un titre exécutoire : pour faire saisir, il faudra un juge, un "
    "notaire, ou des avocats et le greffe (CPCE L111-3)."
)
POINTS: Final = (  # what such a paper is worth, beyond what the forms say
    NO_TITLE,
    RECOGNISED,
    "La loi ne rend pas le reste exigible pour un versement manqué (C. civ. 1305-4) : il faut une clause de l’accord et une mise "
    "en demeure restée sans effet.",
    "Un juge peut aussi accorder à votre client jusqu’à deux ans de délai, quel que soit l’accord (C. civ. 1343-5).",
    "Tant que l’accord est tenu, LitigeDesk ne propose plus de relance.",
)
SOURCES: Final = ("C. civ. 1305-4, 1343-5, 1376, 2044, 2052, 2233 et 2240", "CPCE L111-3")
