"""One plain sentence for each legal word the screens use, shown on hover."""

from typing import Final

LRAR: Final = (
    "LRAR : lettre recommandée avec avis de réception. Elle prouve les jours d’envoi, de présentation et de remise."
)
FORMAL_NOTICE: Final = (
    "Mise en demeure : lettre qui somme le client de payer dans un délai donné (art. 1344 du code civil). "
    "Face à un consommateur, elle fait courir les intérêts."
)
LIMITATION: Final = "Prescription : le délai au bout duquel vous ne pouvez plus réclamer la somme en justice."
CAPITALISATION: Final = (
    "Anatocisme : des intérêts dus depuis un an au moins portent à leur tour intérêt, si le contrat ou un juge le "
    "prévoit (art. 1343-2 du code civil)."
)
FIXED_FEE: Final = (
    "Indemnité forfaitaire de recouvrement : somme fixe due pour chaque facture payée en retard par un professionnel "
    "(art. D441-5 du code de commerce) ou un acheteur public, jamais par un consommateur."
)
LATE_INTEREST: Final = (
    "Intérêts de retard : ce que la loi ou le contrat ajoute pour chaque jour de retard. La somme exacte est arrondie "
    "une seule fois, à la fin."
)
ASSISTED: Final = "Amiable assisté : un tiers, conciliateur de justice ou médiateur, aide à trouver un accord."
JUDICIAL: Final = (
    "Judiciaire : procédure simplifiée ou demande au juge, pour obtenir un titre qui permette de faire payer."
)
AMICABLE: Final = "Amiable : vous relancez le client vous-même, sans frais."
CLOSED: Final = "Clos : plus rien n’est attendu du client ; le dossier reste consultable et peut être rouvert."
COMPLAINT: Final = (
    "Réclamation : ce que le client vous reproche et vous demande. Écrite, elle ouvre à un consommateur la voie du médiateur "
    "(art. L612-2 du code de la consommation)."
)
MEDIATION: Final = (
    "Médiation de la consommation : un médiateur indépendant propose une solution. Gratuite pour le client, qui peut seul la "
    "demander ; chacun reste libre d’accepter (art. L612-1 et R612-4 du code de la consommation)."
)
COURT: Final = (
    "Juge : il reste ouvert à votre client comme à vous. Une fois le juge saisi, le médiateur ne peut plus examiner le litige "
    "(art. L612-2 du code de la consommation)."
)
