"""The closed lists: each member's value is what the database and the command line hold; ``label`` is what the user reads."""

from enum import StrEnum


class Labelled(StrEnum):
    """A closed list whose members carry a French label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ProfileStatus(Labelled):
    """Who the user is: decides who may claim and in whose name."""

    EI = "ei", "Entrepreneur individuel (micro-entreprise comprise)"
    COMPANY = "company", "Société (EURL, SASU…)"
    PORTAGE = "portage", "Salarié porté"


class VatRegime(Labelled):
    """Whether the user charges VAT."""

    FRANCHISE = "franchise", "Franchise en base : je ne facture pas la TVA"
    LIABLE = "liable", "Je facture la TVA"


class HolidayRegion(Labelled):
    """Where local public holidays apply (C. trav. L3133-1 for the national ones); mainland France unless said otherwise."""

    MAINLAND = "metropole", "Métropole"
    ALSACE_MOSELLE = "alsace-moselle", "Alsace-Moselle"
    GUADELOUPE = "guadeloupe", "Guadeloupe"
    MARTINIQUE = "martinique", "Martinique"
    GUYANE = "guyane", "Guyane"
    REUNION = "reunion", "La Réunion"
    MAYOTTE = "mayotte", "Mayotte"
    SAINT_BARTHELEMY = "saint-barthelemy", "Saint-Barthélemy"
    SAINT_MARTIN = "saint-martin", "Saint-Martin"


class ClientKind(Labelled):
    """Three legal regimes and the honest « not yet known »: decides interest, fee, limitation, letters."""

    PROFESSIONAL = "professional", "Professionnel"
    CONSUMER = "consumer", "Consommateur"
    PUBLIC = "public", "Acheteur public"
    UNKNOWN = "unknown", "Pas encore connu"


class ContractKind(Labelled):
    """What was signed."""

    QUOTE = "quote", "Devis"
    ORDER = "order", "Bon de commande"
    SERVICE = "service", "Contrat de prestation"


class PaymentTerm(Labelled):
    """How the due date follows from the contract (C. com. L441-10; CCP R2192-10 for public bodies)."""

    PERFORMANCE_30 = "performance-30", "30 jours après l’exécution (rien de convenu)"
    ON_RECEIPT = "on-receipt", "À réception de la facture"
    INVOICE_30 = "invoice-30", "30 jours après la date de facture"
    INVOICE_45 = "invoice-45", "45 jours après la date de facture"
    INVOICE_60 = "invoice-60", "60 jours après la date de facture"
    EOM_45_A = "eom-45-a", "45 jours puis fin de mois"
    EOM_45_B = "eom-45-b", "Fin de mois puis 45 jours"
    PUBLIC_30 = "public-30", "30 jours après réception par l’acheteur public"
    CUSTOM = "custom", "Autre délai en jours après la date de facture"


class PenaltyClause(Labelled):
    """What the contract says of late penalties."""

    NONE = "none", "Aucune clause (taux BCE + 10 points)"
    FIXED = "fixed", "Taux fixe"
    TRIPLE_LEGAL = "triple-legal", "Trois fois le taux légal"


class InvoiceKind(Labelled):
    """An invoice, or the credit note that reduces one."""

    INVOICE = "invoice", "Facture"
    CREDIT_NOTE = "credit-note", "Avoir"


class PaymentMethod(Labelled):
    """How money came."""

    TRANSFER = "transfer", "Virement"
    CARD = "card", "Carte"
    CHEQUE = "cheque", "Chèque"
    CASH = "cash", "Espèces"
    DIRECT_DEBIT = "direct-debit", "Prélèvement"
    OTHER = "other", "Autre"


class DisputeKind(Labelled):
    """What the dispute is about."""

    UNPAID = "unpaid", "Impayé"


class DisputeStage(Labelled):
    """The five stages shown as a stepper, in order."""

    AMICABLE = "amicable", "Amiable"
    FORMAL_NOTICE = "formal-notice", "Mise en demeure"
    ASSISTED = "assisted", "Amiable assisté"
    JUDICIAL = "judicial", "Judiciaire"
    CLOSED = "closed", "Clos"


class ClosingReason(Labelled):
    """Why a dispute ended; excluded from what is outstanding once closed."""

    PAID = "paid", "Payé"
    SETTLED = "settled", "Accord trouvé"
    ABANDONED = "abandoned", "Abandonné"
    INSOLVENT = "insolvent", "Client insolvable"
    MISTAKE = "mistake", "Ouvert par erreur"


class EventKind(Labelled):
    """Kinds of timeline entries."""

    CALL = "call", "Appel"
    EMAIL = "email", "Courriel"
    LETTER = "letter", "Courrier"
    MEETING = "meeting", "Rendez-vous"
    PAYMENT = "payment", "Paiement"
    NOTE = "note", "Note"


class EventAuthor(Labelled):
    """Whether a timeline entry was typed by hand or written by the program."""

    USER = "user", "Noté par vous"
    PROGRAM = "program", "Noté par LitigeDesk"


class SendMethod(Labelled):
    """How a letter leaves."""

    REGISTERED = "registered", "Recommandé avec avis de réception"
    POST = "post", "Courrier simple"
    EMAIL = "email", "Courriel"
    HAND = "hand", "Remis en main propre"


class DeliveryOutcome(Labelled):
    """What became of a registered letter; an unclaimed one is still valid (Cass. 1re civ., 20 janv. 2021, n° 19-20.680)."""

    RECEIVED = "received", "Reçue"
    REFUSED = "refused", "Refusée"
    UNCLAIMED = "unclaimed", "Non réclamée"


class LimitationEventKind(Labelled):
    """What may move a limitation period (C. civ. 2230, 2231, 2238 to 2244; loi 68-1250 art. 2; C. ass. L114-2)."""

    RECOGNISED = "recognised", "Reconnaissance de la dette par le débiteur"
    SERVED = "served", "Acte de procédure signifié (assignation, injonction…)"
    SUSPENDED = "suspended", "Médiation ou conciliation convenue"
    REGISTERED_LETTER = "registered-letter", "Réclamation écrite ou lettre recommandée"


class DivisorBasis(Labelled):
    """How many days a year counts for in late interest; no text read fixes it."""

    FIXED_365 = "365", "365 jours, toujours"
    ACTUAL = "actual", "366 jours les années bissextiles"
