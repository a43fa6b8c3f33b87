"""The letters that code knows by name, each the ``id`` of a template: what comes next, what one answers, what sending one says."""

from collections.abc import Mapping
from typing import Final

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.domain.vocabulary import ProposalAnswer, Stance

NOTICE: Final = "mise-en-demeure"
LADDER: Final = ("relance-amiable", "relance-ferme", NOTICE)  # in the order one sends them

REPLY: Final = "reponse-reclamation"
ASK_IN_WRITING: Final = "demande-reclamation-ecrite"
INFORMATION: Final = "information-mediation"

TAKE_PART: Final = "participation-acceptee"
DECLINE: Final = "participation-declinee"
SEND_FILE: Final = "transmission-dossier-mediateur"
ACCEPT: Final = "acceptation-proposition"
REFUSE: Final = "refus-proposition"
RECORD_END: Final = "constat-fin-mediation"

STANCES: Final[Mapping[str, Stance]] = {TAKE_PART: Stance.TAKES_PART, DECLINE: Stance.DECLINES}
ANSWERS: Final[Mapping[str, ProposalAnswer]] = {ACCEPT: ProposalAnswer.ACCEPTED, REFUSE: ProposalAnswer.REFUSED}

INVENTORY: Final = "bordereau-pieces"

SUBMIT_CONTRACT: Final = "contrat-a-valider"
REPORT_UNPAID: Final = "impaye-portage"
ASK_OFFICER: Final = "mandat-commissaire"

DECLARE: Final = "declaration-sinistre"
DECLARE_TO_COMPANY: Final = "declaration-sinistre-portage"
TELL_CLIENT: Final = "information-declaration"
CHASE_INSURER: Final = "relance-assureur"
ASK_ATTESTATION: Final = "demande-attestation"
ASK_ATTESTATION_OF_COMPANY: Final = "demande-attestation-portage"
DECLARATIONS: Final = frozenset({DECLARE, DECLARE_TO_COMPANY})

SCHEDULE: Final = "echeancier"
ACKNOWLEDGMENT: Final = "reconnaissance-dette"
SETTLEMENT: Final = "accord-transactionnel"
TERM_REMINDER: Final = "relance-echeance"  # the polite one, also where no clause makes the rest due
TERM_NOTICE: Final = "mise-en-demeure-echeance"  # before the whole becomes due (C. civ. 1305-4)
OF_MISSED: Final = frozenset({TERM_REMINDER, TERM_NOTICE})
CLOSE_AMICABLY: Final = "cloture-amiable"
AGREEMENT_OF: Final[Mapping[str, AgreementKind]] = {
    SCHEDULE: AgreementKind.INSTALMENTS,
    ACKNOWLEDGMENT: AgreementKind.ACKNOWLEDGMENT,
    SETTLEMENT: AgreementKind.SETTLEMENT,
}

ASK_CONCILIATOR: Final = "saisine-conciliateur"
ASK_SMALL_CLAIMS: Final = "petites-creances"
ORDER_ANNEXES: Final = "annexes-injonction"
ASK_BUSINESS_MEDIATOR: Final = "saisine-mediateur-entreprises"
DECLARE_DEBT: Final = "declaration-creance"
PROCEDURE_OF: Final[Mapping[str, ProcedureKind]] = {
    ASK_CONCILIATOR: ProcedureKind.CONCILIATION,
    ASK_SMALL_CLAIMS: ProcedureKind.SMALL_CLAIMS,
    ORDER_ANNEXES: ProcedureKind.PAYMENT_ORDER,
    ASK_BUSINESS_MEDIATOR: ProcedureKind.BUSINESS_MEDIATION,
    DECLARE_DEBT: ProcedureKind.INSOLVENCY,
}

ANSWER_CONTEST: Final = "reponse-contestation"
CHASE_COMPANY: Final = "relance-portage"
