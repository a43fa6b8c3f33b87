"""A step towards somebody who decides or helps: a conciliator, a commissaire de justice, a judge, an insolvency administrator."""

from dataclasses import dataclass
from datetime import date

from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money


class ProcedureKind(Labelled):
    """The ways on once letters have failed, and what may happen to the client meanwhile."""

    CONCILIATION = "conciliation", "Conciliateur de justice"
    BUSINESS_MEDIATION = "business-mediation", "Médiateur des entreprises"
    SMALL_CLAIMS = "small-claims", "Petites créances (commissaire de justice)"
    PAYMENT_ORDER = "payment-order", "Injonction de payer"
    INTERIM_ORDER = "interim-order", "Référé-provision"
    COURT_CLAIM = "court-claim", "Demande au tribunal (requête ou assignation)"
    PUBLIC_CLAIM = "public-claim", "Réclamation à l’acheteur public"
    INSOLVENCY = "insolvency", "Procédure collective du client"
    JUDGMENT = "judgment", "Jugement à faire exécuter"


class CourtKind(Labelled):
    """Which court decides (C. com. L721-3; CPC 1406)."""

    JUDICIAL = "judicial", "Tribunal judiciaire"
    COMMERCIAL = "commercial", "Tribunal de commerce"
    ECONOMIC = "economic", "Tribunal des activités économiques"
    LOCAL_COMMERCIAL = "local-commercial", "Chambre commerciale du tribunal judiciaire (Alsace-Moselle)"
    ADMINISTRATIVE = "administrative", "Tribunal administratif"


class ProcedureOutcome(Labelled):
    """How a procedure ended."""

    AGREEMENT = "agreement", "Accord"
    FAILURE = "failure", "Échec constaté"
    REFUSED = "refused", "Refus du client"
    SILENCE = "silence", "Sans réponse : refus implicite"
    NO_MEETING = "no-meeting", "Aucune réunion dans les trois mois"
    GRANTED = "granted", "Décision favorable"
    PARTLY_GRANTED = "partly-granted", "Décision favorable en partie"
    REJECTED = "rejected", "Demande rejetée"
    LAPSED = "lapsed", "Ordonnance non avenue, faute de signification à temps"
    PAID = "paid", "Payé"
    UNRECOVERABLE = "unrecoverable", "Rien à recouvrer"
    WITHDRAWN = "withdrawn", "Abandonnée"


class AmicableExemption(Labelled):
    """The five cases in which no attempt at conciliation is asked for first (CPC 750-1, 1° to 5°)."""

    HOMOLOGATION = "homologation", "Une partie demande l’homologation d’un accord (1°)"
    PRIOR_APPEAL = "prior-appeal", "Un recours préalable est imposé (2°)"
    LEGITIMATE_GROUND = "legitimate-ground", "Motif légitime : urgence, impossibilité, conciliateur indisponible (3°)"
    JUDGE_CONCILIATES = "judge-conciliates", "Le juge doit lui-même tenter de concilier (4°)"
    SMALL_CLAIMS_FAILED = "small-claims-failed", "Petites créances essayées sans succès (5°)"


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One procedure of a dispute: who it is before, as the user typed it, and the dates from which everything else follows.

    Its phase, conditions, clocks and next step are computed from these facts by ``rules.procedures``, never stored.
    """

    id: int | None = None
    dispute_id: int
    kind: ProcedureKind
    reference: str = ""
    court: CourtKind | None = None
    authority: str = ""  # who to write to: court, commissaire, conciliator, mandataire judiciaire
    contact: str = ""
    street: str = ""
    street_extra: str = ""
    postcode: str = ""
    city: str = ""
    email: str = ""
    opposition_court: str = ""  # where an opposition should be sent (CPC 1408)
    exemption: AmicableExemption | None = None  # from the attempt at conciliation (CPC 750-1)
    asked_on: date | None = None  # request sent, officer's letter sent, claim made
    meeting_on: date | None = None  # first meeting, hearing
    agreed_on: date | None = None  # both sides agreed to take part: suspends limitation (C. civ. 2238)
    decided_on: date | None = None  # order, judgment, enforceable title, judgment opening insolvency
    granted: Money | None = None  # what the decision or the agreement grants
    served_on: date | None = None  # by a commissaire de justice
    served_in_person: bool | None = None
    opposed_on: date | None = None
    enforceable_on: date | None = None
    published_on: date | None = None  # BODACC
    declared_on: date | None = None  # claim declared to the mandataire
    outcome: ProcedureOutcome | None = None
    ended_on: date | None = None
    cost: Money | None = None  # what it cost the user so far
    notes: str = ""
    file_id: int | None = None  # the decision, the minutes or the title
