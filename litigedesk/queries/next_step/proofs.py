"""What to gather before a formal notice, or before the portage company is asked to act: a judge asks for it next."""

from dataclasses import replace

from litigedesk import formats
from litigedesk.letters.ids import ASK_OFFICER, NOTICE, REPORT_UNPAID
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step.step import NextStep
from litigedesk.rules.proofs import ProofState, lacking

TO_PROVE = frozenset({"order", "invoice", "delivery"})


def with_lacking(step: NextStep, dossier: Dossier) -> NextStep:
    """The same step, its reason naming the proofs that lack."""
    names: list[str] = []
    if step.action == "letter" and step.template == NOTICE:
        lines = (one for one in dossier.evidence if one.evidence.key in TO_PROVE)
        names = [one.evidence.title.lower() for one in lines if one.state is ProofState.MISSING]
    if step.action == "letter" and step.template in {REPORT_UNPAID, ASK_OFFICER} and dossier.portage is not None:
        names = [one.kind.label.lower() for one in lacking(dossier.portage.proofs)]
    if not names:
        return step
    told = formats.typographic(f"À réunir avant : {', '.join(names)}.")
    return replace(step, reason=f"{step.reason} {told}".strip())
