"""What the stages of a dispute are called, by what it is about."""

from typing import Final

from litigedesk.domain.vocabulary import DisputeKind, DisputeStage

_COMPLAINT: Final = {
    DisputeStage.AMICABLE: "Réclamation",
    DisputeStage.FORMAL_NOTICE: "Réclamation",
    DisputeStage.ASSISTED: "Médiation",
    DisputeStage.JUDICIAL: "Juge",
    DisputeStage.CLOSED: "Clos",
}


def stage_label(kind: DisputeKind, stage: DisputeStage) -> str:
    """The stage as the user reads it: a complaint is not « amiable »."""
    return _COMPLAINT[stage] if kind is DisputeKind.COMPLAINT else stage.label
