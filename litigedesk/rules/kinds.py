"""Closed lists of the law module; each member's value is what ``resources/law`` and the command line hold."""

from litigedesk.domain.labelled import Labelled


class Regime(Labelled):
    """Where a rate of late interest comes from; members and values are those the letters know."""

    DEFAULT = "default", "Taux BCE + 10 points"
    FIXED = "fixed", "Taux du contrat"
    TRIPLE_LEGAL = "triple-legal", "Trois fois le taux légal"
    PUBLIC = "public", "Taux BCE + 8 points"
    LEGAL = "legal", "Taux légal"


class RateOrigin(Labelled):
    """Who vouches for a half-year of the table."""

    SHIPPED = "shipped", "LitigeDesk"
    USER = "user", "Ajouté par vous"


class LimitationClaim(Labelled):
    """Whose claim is time-barred, against whom."""

    CONSUMER = "consumer", "Créance sur un consommateur"
    PROFESSIONAL = "professional", "Créance sur un professionnel"
    PUBLIC = "public", "Créance sur un acheteur public"
    INSURER = "insurer", "Assuré et assureur"


class DeadlineName(Labelled):
    """The time limits the program computes."""

    WORKING_DAYS = "working-days", "Jours ouvrés"
    WORKABLE_DAYS = "workable-days", "Jours ouvrables"
    CALENDAR_DAYS = "calendar-days", "Jours calendaires"
    CLAIM_DECLARATION = "claim-declaration", "Déclaration de sinistre à l’assureur"
    THEFT_DECLARATION = "theft-declaration", "Déclaration de vol à l’assureur"
    MEDIATION_RESULT = "mediation-result", "Issue de la médiation de la consommation"
    MEDIATION_REJECTION = "mediation-rejection", "Rejet du dossier par le médiateur"
    MEDIATION_REFERRAL = "mediation-referral", "Saisine du médiateur par le consommateur"
    PAYMENT_TERM_30 = "payment-term-30", "Paiement à 30 jours après l’exécution"
    PAYMENT_TERM_60 = "payment-term-60", "Paiement à 60 jours après la facture"
    PAYMENT_TERM_45_EOM_A = "payment-term-45-eom-a", "Paiement à 45 jours puis fin de mois"
    PAYMENT_TERM_45_EOM_B = "payment-term-45-eom-b", "Paiement à fin de mois puis 45 jours"
    PUBLIC_PAYMENT = "public-payment", "Paiement par un acheteur public"
    INJONCTION_SERVICE = "injonction-service", "Signification de l’injonction de payer"
    INJONCTION_OPPOSITION = "injonction-opposition", "Opposition à l’injonction de payer"
    INJONCTION_ENFORCEABLE = "injonction-enforceable", "Exécution de l’injonction de payer"
    PETITES_CREANCES = "petites-creances", "Réponse à la procédure des petites créances"
    WITHDRAWAL = "withdrawal", "Rétractation du consommateur"
    FORMAL_NOTICE = "formal-notice", "Délai laissé par la mise en demeure"
    LRE_ACCEPTANCE = "lre-acceptance", "Acceptation d’un recommandé électronique"
    CLAIMS_MADE = "claims-made", "Garantie subséquente de responsabilité civile"
    CONCILIATION = "conciliation", "Réunion avec le conciliateur de justice"
    COSTS_DEPOSIT = "costs-deposit", "Consignation des frais au tribunal de commerce"
    AFTER_OPPOSITION = "after-opposition", "Consignation ou avocat après une opposition"
    INSOLVENCY_CLAIM = "claim-declaration-insolvency", "Déclaration de créance"
    INSOLVENCY_CLAIM_ABROAD = (
        "claim-declaration-insolvency-abroad",
        "Déclaration de créance depuis l’outre-mer ou l’étranger",
    )
    RELIEF = "relief", "Relevé de forclusion"
    RATE_INCREASE = "rate-increase", "Majoration de cinq points après jugement"
    TITLE_END = "title-end", "Exécution d’une décision de justice"


class DeadlineUnit(Labelled):
    """What a time limit is counted in."""

    CALENDAR_DAYS = "calendar-days", "jours calendaires"
    WORKING_DAYS = "working-days", "jours ouvrés"
    WORKABLE_DAYS = "workable-days", "jours ouvrables"
    WEEKS = "weeks", "semaines"
    MONTHS = "months", "mois"
    YEARS = "years", "ans"
    DAYS_THEN_MONTH_END = "days-then-month-end", "jours puis fin de mois"
    MONTH_END_THEN_DAYS = "month-end-then-days", "jours après la fin du mois"
