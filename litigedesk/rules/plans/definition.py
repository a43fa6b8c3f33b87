"""What a plan is: its steps in order, what starts the delay of each, what it depends on and what closes it.

``resources/plans/README.txt`` tells the fields of the files. A delay is the program's choice unless its source is an article; the
dates that the law sets are those of the dispute's own deadlines, never counted again here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.domain.vocabulary import DisputeStage

CHOICE: Final = "choix du programme"
OWN: Final = "own-"  # how the key of a step of the user's own begins

# What the button of a step does, and what ``target`` then is: the words of ``NextStep.action``.
ACTIONS: Final[Mapping[str, frozenset[str]]] = {
    "letter": frozenset(),  # the id of a letter, known to the catalogue
    "procedure-new": frozenset(ProcedureKind),
    "agreement-new": frozenset(AgreementKind),
    "ways": frozenset(),
    "complaint": frozenset(),
    "complaint-edit": frozenset(),
    "claim-new": frozenset(),
    "mediation": frozenset(),
    "pay": frozenset(),
    "plan": frozenset(),
    "close": frozenset(),
}
TARGETED: Final = frozenset({"letter", "procedure-new", "agreement-new"})
WAYS: Final = frozenset({"ways", "procedure-new"})  # a date that the user noted stands for such a step

# What a step may depend on, and what is said of a step for which it does not hold.
CONDITIONS: Final[Mapping[str, str]] = {
    "complaint-waiting": "Aucune réclamation n’attend votre réponse.",
    "complaint-aloud": "La réclamation est écrite.",
    "insurer-first": "Aucun assureur à prévenir d’abord.",
    "consumer": "Seulement pour un consommateur.",
    "can-be-mediated": "Le délai pour saisir le médiateur est passé.",
    "contested": "La somme n’est pas contestée.",
    "limitation-near": "La prescription n’est pas proche.",
    **{f"open:{kind}": "Cette voie n’est pas ouverte ici." for kind in ProcedureKind},
}

# What the dates of a step are counted from besides « previous » and « reply »; a step whose date is not known waits for nothing.
MARKS: Final = frozenset(
    {"due", "opened", "contested", "complaint", "limitation", "decided", "enforceable", "insolvency", "agreed"}
)
PREVIOUS: Final = "previous"  # the day the step before was done or skipped
REPLY: Final = "reply"  # the day until which the letters sent left time to answer
CLOCK: Final = "clock:"  # before the value of a ``Clock``: the open deadline that it set
CLOSERS: Final = ("letter:", "procedure-ended:", "agreement-ended:", "done:")  # how what closes a step begins


class Situation(Labelled):
    """What a plan is for."""

    UNPAID_PROFESSIONAL = "unpaid-professional", "Impayé, client professionnel"
    UNPAID_CONSUMER = "unpaid-consumer", "Impayé, client consommateur"
    UNPAID_PUBLIC = "unpaid-public", "Impayé, acheteur public"
    UNPAID_PORTAGE = "unpaid-portage", "Impayé en portage salarial"
    COMPLAINT = "complaint", "Réclamation d’un client"
    INSTALMENTS = "instalments", "Accord signé ou proposé"
    JUDGMENT = "judgment", "Après une décision"
    INSOLVENCY = "insolvency", "Client en procédure collective"

    @property
    def follows_stages(self) -> bool:
        """Whether the stage of the dispute, which the user may move by hand, says how far its plan has gone."""
        return self.startswith("unpaid-")


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """One step: what to do, what it counts from and in how many calendar days, what it depends on and what closes it.

    ``by`` names the date that the law sets instead of ``days``. ``urgent`` ones come before all others while their conditions hold;
    ``repeats`` begins again once done. ``said`` is what the next step says of it, with its ``{day}``.
    """

    key: str
    title: str
    sentence: str
    button: str
    action: str
    target: str = ""
    stage: DisputeStage
    after: str
    days: int | None = None
    by: str = ""
    conditions: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()
    urgent: bool = False
    repeats: bool = False
    why: str = ""
    said: str = ""
    source: str

    @property
    def own(self) -> bool:
        """Whether the user added it."""
        return self.key.startswith(OWN)

    @property
    def opens(self) -> str:
        """What being on its way looks like among the facts: ``procedure-new:conciliation``, ``letter:relance-amiable``."""
        if self.action == "mediation":
            return self.action
        return f"{self.action}:{self.target}" if self.action in TARGETED else ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The steps of one situation, in order, the last of which ends the dispute."""

    id: str
    title: str
    situation: Situation
    says: str
    read_on: date
    steps: tuple[PlanStep, ...]

    def step(self, key: str) -> PlanStep | None:
        """The step of that key; ``None`` when the plan has none."""
        return next((one for one in self.steps if one.key == key), None)
