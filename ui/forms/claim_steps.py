"""One step of an insurance claim noted in a small form: declared, expert named, decided, paid, sued, closed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from litigedesk import validation
from litigedesk.domain.insurance import ClaimDecision, ClaimOutcome, InsuranceClaim
from litigedesk.errors import Problem
from litigedesk.operations import insurance_claims as operations
from litigedesk.queries import files, insurance_claims
from litigedesk.rules import insurance as rules
from litigedesk.rules.clock_dates import ClockDate

from ..context import Context
from .claim_fields import FIELDS, PROOF
from .form import Values
from .record_step_form import DAY, RecordStepForm, Step


def _likely_outcome(claim: InsuranceClaim) -> Values:
    """How it ends, as the decision leads to expect."""
    if claim.outcome is not None or claim.decision is None:
        return {}
    refused = claim.decision is ClaimDecision.REFUSED
    return {"outcome": ClaimOutcome.REFUSED if refused else ClaimOutcome.INDEMNIFIED}


STEPS: Final[Mapping[str, Step]] = {
    "declaration": Step(
        title="Sinistre déclaré",
        save="Noter la déclaration",
        lines=(("declared_on",), ("declared_by",), (PROOF,)),
        needed={"declared_on": DAY},
        note="Déclarez dès que vous savez, et au plus tard dans le délai du contrat, jamais moins de cinq jours ouvrés ; gardez la "
        "preuve de l’envoi (C. ass. L113-2, 4°).",
    ),
    "reference": Step(
        title="Dossier ouvert par l’assureur",
        save="Noter la référence",
        lines=(("insurer_reference",), ("handler",)),
        needed={"insurer_reference": "Indiquez la référence donnée par l’assureur."},
        note="Elle est sur l’accusé de réception. D’ici à sa décision, ne reconnaissez rien et ne transigez pas sans lui "
        "(C. ass. L124-2).",
    ),
    "expert": Step(
        title="Expert désigné",
        save="Noter l’expertise",
        lines=(("expert_on",), ("expert",), ("expert_meeting_on",)),
        needed={"expert_on": DAY},
        note="La désignation d’un expert à la suite du sinistre fait repartir les deux ans de vos droits contre l’assureur "
        "(C. ass. L114-2). À la réunion, énoncez des faits.",
    ),
    "decision": Step(
        title="Décision de l’assureur",
        save="Noter la décision",
        lines=(("decision",), ("decided_on",), ("decision_text",), ("indemnity", "deductible")),
        needed={"decision": "Dites ce que l’assureur a décidé.", "decided_on": DAY},
        note="Vous pouvez la contester : une lettre recommandée sur le règlement de l’indemnité fait repartir les deux ans de vos "
        "droits (C. ass. L114-1 et L114-2).",
    ),
    "indemnity": Step(
        title="Indemnité versée",
        save="Noter le versement",
        lines=(("paid_on",), ("indemnity",)),
        needed={"paid_on": DAY, "indemnity": "Indiquez la somme versée."},
        note="Qu’elle soit versée à vous ou au tiers, comparez-la au plafond et à la franchise de votre contrat.",
    ),
    "suit": Step(
        title="Le tiers agit, ou a été indemnisé",
        save="Noter ce jour",
        lines=(("sued_on",), ("compensated_on",)),
        note="Les droits contre l’assureur s’éteignent deux ans après le jour où le tiers a agi en justice contre vous ou a été "
        "indemnisé par vous (C. ass. L114-1). Transmettez l’assignation le jour même.",
    ),
    "recourse": Step(
        title="Recours contre un autre responsable",
        save="Noter le recours",
        lines=(("recourse",),),
        needed={"recourse": "Dites contre qui, et où il en est."},
        note="Ne renoncez à rien envers ce responsable sans l’accord de l’assureur : une transaction faite sans lui peut ne pas "
        "l’engager (C. ass. L124-2).",
    ),
    "close": Step(
        title="Fin du sinistre",
        save="Noter la fin",
        lines=(("outcome",), ("closed_on",)),
        needed={"outcome": "Dites comment le sinistre a pris fin.", "closed_on": DAY},
        note="Ses dates ne seront plus suivies, celle de vos droits contre l’assureur comprise (C. ass. L114-1). Rouvrez-le si le "
        "tiers réclame encore.",
        begins=_likely_outcome,
    ),
}  # fmt: skip


class ClaimStepForm(RecordStepForm):
    """``step`` is a key of ``STEPS``; ``NotFound`` when the claim is gone."""

    def __init__(self, context: Context, claim_id: int, step: str) -> None:
        self.file = insurance_claims.file(context.desk, claim_id, context.today())
        stored = files.stored_file(context.desk, self.file.claim.declaration_file_id)
        super().__init__(
            context,
            f"insurance_claim:{claim_id}:{step}",
            STEPS[step],
            FIELDS,
            self.file.claim,
            whose=" · ".join(filter(None, (self.file.who, self.file.claim.reference))),
            files={PROOF: stored.name if stored else ""},
        )

    def clocks_of(self, record: InsuranceClaim) -> Sequence[ClockDate]:
        desk = self.context.desk
        days, limit = insurance_claims.declaration_days(desk, record), insurance_claims.limit_of(desk, record)
        return rules.claim_clocks(record, days, self.file.requests, limit, desk.law)

    def faults_of(self, record: InsuranceClaim) -> Sequence[Problem]:
        most = rules.most_payable(self.file.harms, self.file.guarantees)
        found = list(validation.insurance_claim_problems(record, self.file.policy, most, self.context.today()))
        if self.step is STEPS["suit"] and record.sued_on is None and record.compensated_on is None:
            found.append(Problem("sued_on", "Indiquez au moins l’un des deux jours."))
        return found

    def keep(self, record: InsuranceClaim, documents: Mapping[str, Path]) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save, record, None, documents.get(PROOF))
        return outcome.value.id if outcome else None
