"""The closed lists: each member's value is what the database and the command line hold; ``label`` is what the user reads."""

from typing import Final

from litigedesk.domain.labelled import Labelled


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
    TRIPARTITE = "tripartite", "Contrat tripartite (portage)"


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
    COMPLAINT = "complaint", "Réclamation"


class DisputeStage(Labelled):
    """The five stages shown as a stepper, in order."""

    AMICABLE = "amicable", "Amiable"
    FORMAL_NOTICE = "formal-notice", "Mise en demeure"
    ASSISTED = "assisted", "Amiable assisté"
    JUDICIAL = "judicial", "Judiciaire"
    CLOSED = "closed", "Clos"

    def label_of(self, kind: DisputeKind) -> str:
        """The stage as the user reads it, by what the dispute is about: a complaint is not « amiable »."""
        return _STAGES_OF_COMPLAINT[self] if kind is DisputeKind.COMPLAINT else self.label


_STAGES_OF_COMPLAINT: Final = {
    DisputeStage.AMICABLE: "Réclamation",
    DisputeStage.FORMAL_NOTICE: "Réclamation",
    DisputeStage.ASSISTED: "Médiation",
    DisputeStage.JUDICIAL: "Juge",
    DisputeStage.CLOSED: "Clos",
}


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
    ELECTRONIC = "electronic", "Recommandé électronique (LRE)"

    @property
    def is_registered(self) -> bool:
        """Whether a third party proves the day: paper, or qualified electronic mail (CPCE L100)."""
        return self in {SendMethod.REGISTERED, SendMethod.ELECTRONIC}


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
    EXPERT = "expert", "Expert désigné après un sinistre"


class DivisorBasis(Labelled):
    """How many days a year counts for in late interest; no text read fixes it."""

    FIXED_365 = "365", "365 jours, toujours"
    ACTUAL = "actual", "366 jours les années bissextiles"


class ComplaintChannel(Labelled):
    """How a complaint reached the user: only a written one opens the way to the mediator (C. conso. L612-2, 1°)."""

    LETTER = "letter", "Courrier"
    REGISTERED = "registered", "Lettre recommandée"
    EMAIL = "email", "Courriel"
    WEB_FORM = "web-form", "Formulaire du site"
    MESSAGE = "message", "Message écrit (SMS, messagerie)"
    PHONE = "phone", "Téléphone, de vive voix"
    IN_PERSON = "in-person", "En personne, de vive voix"

    @property
    def is_written(self) -> bool:
        """Whether it leaves a writing."""
        return self not in {ComplaintChannel.PHONE, ComplaintChannel.IN_PERSON}


class ComplaintAnswer(Labelled):
    """What the user answers to a complaint."""

    OFFER = "offer", "Je propose une solution"
    PARTIAL = "partial", "Je propose une solution pour une partie"
    REFUSAL = "refusal", "Je refuse, en donnant mes raisons"


class MediatorKind(Labelled):
    """Whose disputes a mediator handles: consumers' (C. conso. L611-1), or businesses' and public buyers'."""

    CONSUMER = "consumer", "Médiateur de la consommation"
    BUSINESS = "business", "Médiateur des entreprises"


class Stance(Labelled):
    """Whether the user takes part in a mediation; both sides are free (C. conso. R612-2)."""

    TAKES_PART = "takes-part", "Je participe"
    DECLINES = "declines", "Je ne participe pas"


class ProposalAnswer(Labelled):
    """What a side answers to the mediator's proposal; both are free (C. conso. R612-4)."""

    ACCEPTED = "accepted", "Acceptée"
    REFUSED = "refused", "Refusée"


class MediationOutcome(Labelled):
    """How a mediation ended."""

    AGREEMENT = "agreement", "Accord"
    FAILURE = "failure", "Échec"
    WITHDRAWN_BY_CLIENT = "withdrawn-by-client", "Retrait du client"
    WITHDRAWN_BY_USER = "withdrawn-by-user", "Retrait de votre part"
    REJECTED = "rejected", "Dossier refusé par le médiateur"
    DECLINED = "declined", "Vous n’avez pas participé"


class MediationSize(Labelled):
    """What the mediator charges for."""

    SIMPLE = "simple", "Simple"
    COMPLEX = "complex", "Complexe"


class Recognition(Labelled):
    """Whether what the client did recognises the debt (C. civ. 2240)."""

    WRITTEN = "written", "Oui, par écrit"
    POSSIBLE = "possible", "Peut-être"
    NONE = "none", "Non"


class Clock(Labelled):
    """What set a deadline, when the program did; the label is what fits a day of the calendar."""

    COMPLAINT_ANSWER = "complaint-answer", "À répondre"
    CLIENT_REFERRAL = "client-referral", "Fin du recours"
    INSURER = "insurer", "RC Pro"
    REJECTION = "rejection", "Refus possible"
    RESULT = "result", "Fin des 90 j"
    PROPOSAL_ANSWER = "proposal-answer", "Votre réponse"
    PERFORMANCE = "performance", "Accord à tenir"
    CONVENTION_END = "convention-end", "Fin convention"
    VALIDATION = "validation", "Feu vert"
    SIGNATURE = "signature", "Signature"
    INSURER_REQUEST = "insurer-request", "À fournir"
    EXPERT_MEETING = "expert-meeting", "Expertise"
    INSURER_LIMITATION = "insurer-limitation", "Prescription"
    ATTESTATION_END = "attestation-end", "Attestation"
    POLICY_END = "policy-end", "Fin RC Pro"
    LIMITATION = "limitation", "Prescription"
    INSTALMENT = "instalment", "Versement"
    MEETING = "meeting", "Réunion"
    CONCILIATION = "conciliation", "3 mois"
    SMALL_CLAIMS = "small-claims", "1 mois"
    COSTS_DEPOSIT = "costs-deposit", "Consignation"
    ORDER_SERVICE = "order-service", "À signifier"
    OPPOSITION = "opposition", "Opposition"
    ENFORCEABLE = "enforceable", "Exécutoire"
    CLAIM_DECLARATION = "claim-declaration", "À déclarer"
    RELIEF = "relief", "Forclusion"
    RATE_INCREASE = "rate-increase", "+5 points"
    TITLE_END = "title-end", "Fin du titre"
    PUBLIC_REPLY = "public-reply", "Réponse"
    AFTER_OPPOSITION = "after-opposition", "Après opposition"

    @property
    def only_told(self) -> bool:
        """Whether it is a right of somebody else that simply ends: nothing is late when its day has gone by."""
        return self in {Clock.CLIENT_REFERRAL, Clock.REJECTION, Clock.OPPOSITION, Clock.RATE_INCREASE}

    @property
    def is_backstop(self) -> bool:
        """Whether it is the end of a right of the user's own, often years away: no step by itself, its alarms tell of it."""
        return self in {Clock.LIMITATION, Clock.TITLE_END}

    @property
    def can_wait(self) -> bool:
        """Whether it only reminds the user to ask again, and may be put off: the others end where the law or a contract says."""
        return self in {Clock.VALIDATION, Clock.SIGNATURE}


class MissionGround(Labelled):
    """Why a firm may have recourse to portage (C. trav. L1254-3)."""

    OCCASIONAL = "occasional", "Tâche occasionnelle, hors de l’activité normale et permanente du client"
    EXPERTISE = "expertise", "Prestation ponctuelle demandant une expertise que le client n’a pas"


class ValidationAnswer(Labelled):
    """What a portage company answers to the draft of a contract."""

    APPROVED = "approved", "Feu vert"
    CORRECTIONS = "corrections", "Corrections demandées"


class Signatory(Labelled):
    """The three parties of a portage contract."""

    WORKER = "worker", "Vous"
    CLIENT = "client", "Le client"
    COMPANY = "company", "La société de portage"


class DeliveryProofKind(Labelled):
    """What proves that the work was delivered."""

    ACTIVITY_REPORT = "activity-report", "Compte rendu d’activité (CRA)"
    ACCEPTANCE = "acceptance", "PV de recette"
    DELIVERABLE = "deliverable", "Livrable daté"


class PieceKind(Labelled):
    """What a piece of a dossier is."""

    ORDER = "order", "Commande, contrat"
    INVOICE = "invoice", "Facture"
    DELIVERY = "delivery", "Livraison"
    CORRESPONDENCE = "correspondence", "Échange"
    NOTICE = "notice", "Mise en demeure"
    RECEIPT = "receipt", "Avis de réception"
    ATTESTATION = "attestation", "Attestation"
    EXPERT = "expert", "Expertise"
    OTHER = "other", "Autre"


class ImportKind(Labelled):
    """What a file brings."""

    CLIENTS = "clients", "Clients"
    INVOICES = "invoices", "Factures"
    BANK = "bank", "Relevé de compte"
    DOSSIER = "dossier", "Dossier"
