"""One thing to do: its sentence, its reason, and what its button does."""

from dataclasses import dataclass

from litigedesk import formats
from litigedesk.domain.records import Letter


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One sentence, its reason, and the button that does it.

    ``action`` is ``"letter"`` (then ``template``), ``"client"``, ``"close"``, ``"deadline"``, ``"track"`` (then ``letter_id``),
    ``"reopen"``, ``"complaint"`` (note one), ``"complaint-edit"`` (then ``complaint_id``), ``"mediation"`` (open its file),
    ``"mediation-step"`` (then ``mediation_id`` and ``step``), ``"complete"`` (then ``deadline_id``), or ``""`` when there is
    nothing to press; ``button`` is its text.
    ``waiting`` says the next move is somebody else's.
    """

    sentence: str
    reason: str
    action: str = ""
    button: str = ""
    template: str | None = None
    letter_id: int | None = None
    complaint_id: int | None = None
    mediation_id: int | None = None
    deadline_id: int | None = None
    step: str | None = None
    waiting: bool = False


def track_unsent(letter: Letter) -> NextStep:
    """Send a letter that was written and has not left."""
    return NextStep(
        sentence=f"Envoyez la lettre rédigée le {formats.date_long(letter.written_on)}.",
        reason="Notez ensuite son envoi\u00a0: les délais en dépendent.",
        action="track",
        button="Noter l’envoi",
        letter_id=letter.id,
    )
