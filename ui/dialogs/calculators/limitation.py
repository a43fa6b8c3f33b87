"""A limitation period: whose claim, from when, what moved it, and the last safe day."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import LimitationEventKind
from litigedesk.rules import limitation
from litigedesk.rules.kinds import LimitationClaim

from ...context import Context
from ...forms.editors import ChoiceEditor, DateEditor
from .base import Answer, Calculator, missing

EVENTS = [(None, "Rien"), *((kind, kind.label) for kind in LimitationEventKind)]


class LimitationCalculator(Calculator):
    """One claim with at most one cause; a dossier holds as many as there were."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, "calculator.limitation", "Calculer une prescription")
        today = context.today()
        self.claim = ChoiceEditor("claim", "Créance", LimitationClaim, segments=False)
        self.start = DateEditor("start", "Fin de la prestation", today=today, hint="Ou le jour où vous avez pu agir.")
        self.cause = ChoiceEditor("event", "Ce qui l’a interrompue ou suspendue", EVENTS, segments=False)
        self.on = DateEditor("on", "Le", today=today)
        self.ended = DateEditor("ended", "Fin de la suspension", today=today, optional=True)
        for editor in (self.claim, self.start, self.cause, self.on, self.ended):
            self.add_line(editor)
        self.claim.set_value(LimitationClaim.PROFESSIONAL)
        self.cause.set_value(None)
        self.compute()

    def compute(self) -> None:
        self.on.setVisible(self.cause.value is not None)
        self.ended.setVisible(self.cause.value is LimitationEventKind.SUSPENDED)
        super().compute()

    def answer(self) -> Answer:
        if self.start.value is None:
            raise missing("la fin de la prestation")
        causes = []
        if self.cause.value is not None:
            if self.on.value is None:
                raise missing("la date de ce qui a interrompu ou suspendu")
            ended = self.ended.value if self.cause.value is LimitationEventKind.SUSPENDED else None
            causes.append(limitation.Cause(self.cause.value, self.on.value, ended))
        found = limitation.compute(self.claim.value, self.start.value, causes, self.context.desk.law)
        prudent = ""
        if found.prudent_date != found.date:
            prudent = f" Par prudence, comptez sur le {formats.date_long(found.prudent_date)}."
        return Answer(
            headline=f"{formats.date_full(found.date).capitalize()} à 24\u00a0heures",
            under=f"Agissez au plus tard le {formats.date_full(found.safe_date)}.{prudent}",
            steps=found.steps,
            sources=(found.source,),
            warnings=found.warnings,
        )
