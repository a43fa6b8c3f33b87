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
CONTRACT_LIABILITY: Final = (
    "Article 1231-1 du code civil (ancien article 1147) : entre les parties à un contrat, celui qui n’exécute pas, ou exécute en "
    "retard, est condamné, s’il y a lieu, à des dommages et intérêts, sauf force majeure."
)
FAULT: Final = (
    "Article 1240 du code civil (article 1382 jusqu’au 30 septembre 2016) : hors contrat, « tout fait quelconque de l’homme, qui "
    "cause à autrui un dommage, oblige celui par la faute duquel il est arrivé à le réparer »."
)
LAPSE_OF_COVER: Final = (
    "Déchéance : perdre la garantie pour un sinistre, parce qu’il a été déclaré tard. Il y faut une clause du contrat et un "
    "préjudice que l’assureur prouve (art. L113-2 du code des assurances)."
)
DEDUCTIBLE: Final = "Franchise : la part de chaque sinistre qui reste à la charge de l’assuré."
SUBSEQUENT_COVER: Final = (
    "Garantie subséquente : le temps, cinq ans au moins (dix pour certaines professions), pendant lequel un contrat fini prend "
    "encore les réclamations nées de faits d’avant sa fin (art. L124-5 et R124-2 du code des assurances)."
)
PURE_IMMATERIAL: Final = (
    "Immatériel non consécutif : une perte d’argent qui ne suit aucun dommage corporel ni matériel, comme un retard ou un mauvais "
    "conseil. Il a souvent son propre plafond."
)
RC_PRO: Final = (
    "RC Pro : assurance de responsabilité civile professionnelle. Elle paie, dans ses limites, les dommages que votre activité "
    "cause à un tiers qui les réclame (art. L124-1 du code des assurances)."
)
CAP: Final = "Plafond : le plus que l’assureur paie, pour un sinistre ou pour une année."
CLAIMS_MADE: Final = (
    "Base réclamation : le contrat couvre la réclamation reçue pendant sa durée, même pour un fait plus ancien, si vous l’ignoriez "
    "en le signant. Base fait dommageable : il couvre le fait survenu pendant sa durée (art. L124-5 du code des assurances)."
)
INSURER_LIMITATION: Final = (
    "Prescription : deux ans pour agir contre votre assureur. La désignation d’un expert ou une lettre recommandée de l’assuré "
    "sur le règlement de l’indemnité les fait repartir (art. L114-1 et L114-2 du code des assurances)."
)
