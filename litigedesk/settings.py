"""Each setting once: key, default, label, and where its value comes from when it touches the law."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class SettingDef:
    """A setting: ``choices`` maps stored values to what the user reads; without choices it is a whole number of ``unit``.

    With ``lines`` it is a list of words, one or several a line; empty, the list that ships with the program stands.
    """

    key: str
    default: str
    label: str
    help: str
    source: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    minimum: int = 1
    maximum: int = 90
    unit: str = "jours"
    lines: bool = False


DIVISOR: Final = SettingDef(
    key="interest.divisor",
    default="365",
    label="Jours d’une année, pour les intérêts",
    help="La plupart des calculateurs comptent 365 jours ; le décompte dit lequel a servi.",
    source="usage ; aucun texte connu ne tranche",
    choices=(("365", "365 jours, toujours"), ("actual", "366 jours les années bissextiles")),
)
CONSUMER_START: Final = SettingDef(
    key="interest.consumer_start",
    default="day-after",
    label="Premier jour d’intérêt pour un consommateur",
    help="Le texte dit « à compter de la mise en demeure ». Le lendemain de sa réception est la lecture prudente.",
    source="art. 1231-6 et 1344-1 du code civil",
    choices=(("day-after", "Le lendemain de la réception"), ("same-day", "Le jour de la réception")),
)
REPLY_AMICABLE: Final = SettingDef(
    key="reply_days.relance-amiable",
    default="8",
    label="Délai de réponse à une relance amiable (jours calendaires)",
    help="Votre choix : aucun texte ne fixe ce délai.",
)
REPLY_FIRM: Final = SettingDef(
    key="reply_days.relance-ferme",
    default="8",
    label="Délai de réponse à une relance ferme (jours calendaires)",
    help="Votre choix : aucun texte ne fixe ce délai.",
)
REPLY_NOTICE: Final = SettingDef(
    key="reply_days.mise-en-demeure",
    default="15",
    label="Délai donné par une mise en demeure (jours calendaires)",
    help="Votre choix : la loi demande un délai raisonnable et n’en fixe pas le nombre de jours.",
    source="art. 1231 du code civil",
)

COMPLAINT_DAYS: Final = SettingDef(
    key="complaint.answer_days",
    default="15",
    label="Délai pour répondre à une réclamation (jours calendaires)",
    help="Votre choix : aucun texte ne fixe ce délai. Une réponse rapide évite souvent la médiation.",
)
PROPOSAL_DAYS: Final = SettingDef(
    key="mediation.proposal_days",
    default="14",
    label="Délai proposé pour répondre au médiateur (jours calendaires)",
    help="Seulement une suggestion : c’est le médiateur qui fixe ce délai avec sa proposition, et sa date l’emporte.",
    source="art. R612-4 du code de la consommation",
)
INSURED: Final = SettingDef(
    key="insurance.rc_pro",
    default="unknown",
    label="Assurance de responsabilité civile professionnelle (RC Pro)",
    help="Un contrat enregistré sous « Sinistres » l’emporte : une réclamation fait alors courir son délai de déclaration.",
    source="art. L113-2, 4° du code des assurances",
    choices=(("unknown", "Je ne sais pas"), ("no", "Je n’en ai pas")),
)
ADMISSION_WORDS: Final = SettingDef(
    key="insurance.admission_words",
    default="",
    label="Mots signalés comme une reconnaissance de responsabilité",
    help="Un mot ou une expression par ligne ; une liste vide revient à celle de LitigeDesk. Dire un fait n’est pas reconnaître.",
    source="art. L124-2 du code des assurances",
    lines=True,
)
VALIDATION_DAYS: Final = SettingDef(
    key="portage.validation_days",
    default="5",
    label="Rappel si la société de portage n’a pas validé le contrat (jours ouvrés)",
    help="Votre choix : aucun texte ne fixe ce délai.",
)
SIGNATURE_DAYS: Final = SettingDef(
    key="portage.signature_days",
    default="7",
    label="Rappel si le contrat validé n’est pas signé par les trois (jours calendaires)",
    help="Votre choix : aucun texte ne fixe ce délai.",
)
MISSION_MONTHS: Final = SettingDef(
    key="portage.mission_months",
    default="36",
    label="Durée maximale d’une mission en portage salarial (mois)",
    help="Valeur de connaissance générale, texte non relu : vérifiez-la avant de vous y fier.",
    source="art. L1254-4 du code du travail, à confirmer",
    unit="mois",
)
CONCLUSION_DAYS: Final = SettingDef(
    key="portage.conclusion_days",
    default="2",
    label="Délai pour conclure le contrat après le début de la mission (jours ouvrables)",
    help="Valeur de connaissance générale, texte non retrouvé : vérifiez-la auprès de votre société de portage.",
    source="art. L1254-22 du code du travail, à confirmer",
)
INSTALMENT_GRACE: Final = SettingDef(
    key="agreement.grace_days",
    default="5",
    label="Retard laissé à un versement avant d’écrire (jours calendaires)",
    help="Votre choix : un virement met parfois quelques jours. Un coup de fil suffit souvent.",
    minimum=0,
)
CONTRIBUTION_FROM: Final = SettingDef(
    key="procedure.contribution_from",
    default="2026-03-01",
    label="Début de la contribution de 50 € pour l’aide juridique",
    help="Les sources lues ne s’accordent pas. Due au tribunal judiciaire, pas au tribunal de commerce ; l’injonction de payer en "
    "serait dispensée.",
    source="art. 1635 bis Q du code général des impôts, à confirmer",
    choices=(("2026-03-01", "1er mars 2026"), ("2026-05-01", "1er mai 2026")),
)
COMMERCIAL_COSTS: Final = SettingDef(
    key="procedure.commercial_costs",
    default="0",
    label="Frais de greffe d’une injonction de payer au tribunal de commerce",
    help="À renseigner : les sources lues se contredisent (25,19 €, 30,23 € ou 33,47 €). Zéro : pas encore su.",
    source="art. 1425 du code de procédure civile ; tarif des greffes",
    minimum=0,
    maximum=500,
    unit="€",
)
FIRST_REMINDER: Final = SettingDef(
    key="reminder.first",
    default="7",
    label="Premier rappel avant une échéance",
    help="Zéro : pas de rappel. Chaque échéance peut avoir les siens.",
    minimum=0,
)
SECOND_REMINDER: Final = SettingDef(
    key="reminder.second",
    default="1",
    label="Second rappel avant une échéance",
    help="Zéro : pas de rappel. Chaque échéance peut avoir les siens.",
    minimum=0,
)
HELP_AMOUNT: Final = SettingDef(
    key="help.amount",
    default="10000",
    label="Somme en jeu au-delà de laquelle vous faire aider",
    help="Votre choix. Au-delà de 10 000 €, un procès devant le tribunal judiciaire ou le tribunal de commerce demande un avocat, "
    "sauf exceptions.",
    source="art. 761 et 853 du code de procédure civile",
    minimum=500,
    maximum=999_999,
    unit="€",
)
TRAY: Final = SettingDef(
    key="reminder.tray",
    default="no",
    label="Rappel du jour près de l’horloge",
    help="Une seule notification par jour, quand LitigeDesk est ouvert et que quelque chose attend.",
    choices=(("no", "Non"), ("yes", "Oui, une fois par jour")),
)
KEEPS_ACCOUNTS: Final = SettingDef(
    key="privacy.accounts",
    default="yes",
    label="Je garde mes factures dix ans, comme pièces comptables",
    help="Dix ans valent pour qui tient une comptabilité. Sans elle, restent les six ans du contrôle fiscal : demandez à votre "
    "comptable.",
    source="art. L123-22 du code de commerce",
    choices=(("yes", "Oui, dix ans"), ("no", "Non, six ans")),
)
BACKUP_MINUTES: Final = SettingDef(
    key="backup.minutes",
    default="30",
    label="Temps entre deux copies automatiques, si quelque chose a changé",
    help="Pendant que la fenêtre est ouverte. Une copie est aussi faite à l’ouverture, et avant une conversion, un import, une "
    "suppression en nombre ou une reprise.",
    minimum=5,
    maximum=240,
    unit="minutes",
)
IDLE_MINUTES: Final = SettingDef(
    key="window.idle_minutes",
    default="10",
    label="Verrouiller la fenêtre quand vous ne touchez plus à rien, au bout de",
    help="Seulement si vous avez choisi un mot de passe (Fichier › Verrouiller). Zéro : jamais de soi-même.",
    minimum=0,
    maximum=120,
    unit="minutes",
)

SETTINGS: Final = (
    DIVISOR,
    CONSUMER_START,
    REPLY_AMICABLE,
    REPLY_FIRM,
    REPLY_NOTICE,
    COMPLAINT_DAYS,
    PROPOSAL_DAYS,
    INSURED,
    ADMISSION_WORDS,
    VALIDATION_DAYS,
    SIGNATURE_DAYS,
    MISSION_MONTHS,
    CONCLUSION_DAYS,
    CONTRIBUTION_FROM,
    COMMERCIAL_COSTS,
    INSTALMENT_GRACE,
    FIRST_REMINDER,
    SECOND_REMINDER,
    HELP_AMOUNT,
    TRAY,
    KEEPS_ACCOUNTS,
    BACKUP_MINUTES,
    IDLE_MINUTES,
)

# Title of each group, and how the keys of its settings begin.
GROUPS: Final = (
    ("Calcul des intérêts", ("interest.",)),
    ("Délais de vos lettres et des versements", ("reply_days.", "agreement.")),
    ("Réclamations, médiation, assurance", ("complaint.", "mediation.", "insurance.")),
    ("Démarches", ("procedure.",)),
    ("Portage salarial", ("portage.",)),
    ("Faites-vous aider", ("help.",)),
    ("Rappels", ("reminder.",)),
    ("Données personnelles", ("privacy.",)),
    ("Sauvegardes", ("backup.",)),
    ("Mot de passe de la fenêtre", ("window.",)),
)


def grouped() -> tuple[tuple[str, tuple[SettingDef, ...]], ...]:
    """The settings under the titles of their groups; one that no group names stands under « Autres réglages »."""
    found = [(title, tuple(one for one in SETTINGS if one.key.startswith(begins))) for title, begins in GROUPS]
    placed = {one.key for _title, settings in found for one in settings}
    others = tuple(one for one in SETTINGS if one.key not in placed)
    return tuple((title, settings) for title, settings in (*found, ("Autres réglages", others)) if settings)


# What the program keeps for itself among the settings; the check takes any other key for a left-over.
PASSWORD: Final = "window.password"
CALENDAR_IDENTITY: Final = "calendar.identity"
DOSSIER_IDENTITY: Final = "dossier.identity"  # begins the origin of the dossiers sent from here
FILES_TO_ERASE: Final = "privacy.files_to_erase"  # kept files of an erasure that was cut short
KNOWN_KEYS: Final = frozenset(
    {one.key for one in SETTINGS} | {PASSWORD, CALENDAR_IDENTITY, DOSSIER_IDENTITY, FILES_TO_ERASE}
)
SECRET_KEYS: Final = frozenset({PASSWORD})  # in no export


def definition(key: str) -> SettingDef:
    """The setting of that key; ``KeyError`` if there is none."""
    return {one.key: one for one in SETTINGS}[key]
