"""The tabs before they are built: what the window needs of each to show its name, its number and its menu entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from litigedesk.desk import Desk

    from .base import Tab


def _nothing(_desk: Desk, _today: date) -> int | None:
    return None


@dataclass(frozen=True, kw_only=True)
class TabEntry:
    """One tab; its module is imported when it is first shown.

    ``kinds`` are the tables it shows, ``record_kinds`` those whose records it opens; ``new_label`` is empty when nothing is made
    there; ``local`` and ``everywhere`` are the ids of its menu entries; ``count`` is the number beside its name, ``None`` for none.
    """

    key: str
    title: str
    icon: str
    kinds: frozenset[str] = frozenset()
    record_kinds: frozenset[str] = frozenset()
    new_label: str = ""
    local: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    count: Callable[[Desk, date], int | None] = _nothing
    load: Callable[[], type[Tab]] | None = None  # said outside the tabs, which do not know each other


# ---- what waits in each -------------------------------------------------------------------------------------------------------
def _open_disputes(desk: Desk, _today: date) -> int | None:
    """The disputes still open."""
    from litigedesk.queries import dispute_list

    return dispute_list.counts(desk)[dispute_list.Scope.OPEN] or None


def _waiting_mediations(desk: Desk, today: date) -> int | None:
    """The running mediations that wait for the user."""
    from litigedesk.queries import mediation_tasks

    return mediation_tasks.to_do(desk, today) or None


def _undeclared_claims(desk: Desk, _today: date) -> int | None:
    """The claims that wait to be declared."""
    from litigedesk.queries import insurance_claims

    return insurance_claims.to_do(desk) or None


TODAY: Final = TabEntry(
    key="TodayTab",
    title="Aujourd’hui",
    icon="sun",
    kinds=frozenset(
        {
            "client", "invoice", "payment", "dispute", "deadline", "letter", "event", "user_rate", "setting", "profile",
            "complaint", "mediation", "mediator", "convention", "insurance_claim", "policy", "tripartite", "validation_round",
            "contract", "portage_company", "delivery_proof", "insurer_request", "claim_piece",
            "procedure", "agreement", "instalment", "plan_change", "limitation_event",
        }
    ),
)  # fmt: skip
CLIENTS: Final = TabEntry(
    key="ClientsTab",
    title="Clients",
    icon="users",
    kinds=frozenset(
        {
            "client", "contact", "address", "contract", "invoice", "payment", "dispute", "deadline", "mediation", "mediator",
            "insurance_claim", "tripartite", "validation_round",
        }
    ),
    record_kinds=frozenset({"client"}),
    new_label="Nouveau client",
)  # fmt: skip
CONTRACTS: Final = TabEntry(
    key="ContractsTab",
    title="Contrats",
    icon="file-text",
    kinds=frozenset(
        {
            "contract", "invoice", "payment", "client", "dispute", "profile", "user_rate", "portage_company", "tripartite",
            "validation_round", "delivery_proof", "policy", "deadline", "letter", "setting",
        }
    ),
    record_kinds=frozenset({"contract", "invoice", "portage_company"}),
    new_label="Nouveau contrat ou nouvelle facture",
    everywhere=("invoice.import",),
)  # fmt: skip
DISPUTES: Final = TabEntry(
    key="DisputesTab",
    title="Litiges",
    icon="scale",
    kinds=frozenset(
        {
            "dispute", "client", "contract", "invoice", "payment", "letter", "event", "deadline", "limitation_event",
            "profile", "setting", "user_rate", "complaint", "mediation", "mediator", "piece",
            "portage_company", "tripartite", "delivery_proof", "insurance_claim", "policy", "procedure", "agreement", "instalment",
            "plan_change",
        }
    ),
    record_kinds=frozenset(
        {"dispute", "overview", "plan", "ways", "dispute.piece", "dispute.letter", "dispute.event"}
    ),
    new_label="Nouveau litige",
    everywhere=("dispute.new", "dispute.new_complaint"),
    local=(
        "dispute.edit", "dispute.complaint", "dispute.mediation", "dispute.payment", "dispute.event", "dispute.pieces",
        "dispute.ways", "dispute.plan", "dispute.hand_over", "dispute.send", "dispute.print", "dispute.deadline",
        "dispute.close", "dispute.delete",
        "letter.relance_amiable", "letter.relance_ferme", "letter.mise_en_demeure", "letter.reponse_contestation",
        "letter.reponse_reclamation", "letter.demande_reclamation_ecrite", "letter.information_mediation",
        "letter.participation_acceptee", "letter.participation_declinee", "letter.transmission_dossier_mediateur",
        "letter.acceptation_proposition", "letter.refus_proposition", "letter.constat_fin_mediation",
        "letter.bordereau_pieces", "letter.impaye_portage", "letter.mandat_commissaire", "letter.relance_portage",
        "letter.echeancier", "letter.reconnaissance_dette", "letter.accord_transactionnel", "letter.relance_echeance",
        "letter.mise_en_demeure_echeance", "letter.cloture_amiable", "letter.saisine_conciliateur", "letter.petites_creances",
        "letter.annexes_injonction", "letter.saisine_mediateur_entreprises", "letter.declaration_creance",
    ),
    count=_open_disputes,
)  # fmt: skip
MEDIATION: Final = TabEntry(
    key="MediationTab",
    title="Médiation",
    icon="handshake",
    kinds=frozenset(
        {
            "mediation", "complaint", "mediator", "convention", "placed_mention", "dispute", "client", "deadline", "letter",
            "event", "invoice", "payment", "profile", "setting",
        }
    ),
    record_kinds=frozenset({"mediation", "mediator", "convention"}),
    new_label="Nouvelle médiation",
    everywhere=("mediation.new",),
    count=_waiting_mediations,
)  # fmt: skip
CLAIMS: Final = TabEntry(
    key="ClaimsTab",
    title="Sinistres",
    icon="shield-alert",
    kinds=frozenset(
        {
            "insurance_claim", "harm", "claim_piece", "insurer_request", "policy", "guarantee", "portage_company", "dispute",
            "client", "address", "contract", "deadline", "letter", "event", "limitation_event", "profile", "setting",
            "piece",
        }
    ),
    record_kinds=frozenset({"insurance_claim", "insurance_claim.piece", "policy"}),
    new_label="Nouveau sinistre",
    everywhere=("claim.new", "policy.new"),
    local=(
        "letter.declaration_sinistre", "letter.declaration_sinistre_portage", "letter.information_declaration",
        "letter.relance_assureur", "letter.demande_attestation", "letter.demande_attestation_portage",
    ),
    count=_undeclared_claims,
)  # fmt: skip

TABS: Final = (TODAY, CLIENTS, CONTRACTS, DISPUTES, MEDIATION, CLAIMS)  # in the order of the top bar
