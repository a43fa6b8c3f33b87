"""One thing to do: its sentence, its reason, and what its button does."""

from dataclasses import dataclass
from datetime import date

from litigedesk import formats
from litigedesk.domain.matter import Matter
from litigedesk.domain.records import Letter


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One sentence, its reason, and the button that does it.

    ``action`` names what the button, whose text is ``button``, does; empty when there is nothing to press:

    - ``letter`` writes ``template``, about ``matter`` when it is not about the dispute shown; ``track`` notes what became of
      ``letter_id``; ``complete`` ticks ``deadline_id``; ``client``, ``close``, ``deadline``, ``reopen`` are the dispute's;
    - ``complaint`` notes one, ``complaint-edit`` opens ``complaint_id``; ``mediation`` opens a file, ``mediation-step`` notes
      ``step`` of ``mediation_id``;
    - ``contract-edit`` opens ``contract_id``, ``portage-step`` notes its ``step``;
    - ``claim-new`` opens an insurance claim from the dispute, ``claim`` shows ``claim_id``, ``claim-edit`` opens it at the field
      ``step``, ``claim-step`` notes its ``step``, ``claim-piece`` adds the piece ``step`` to it;
    - ``ways`` shows what can be done with somebody's help, ``procedure-new`` opens a procedure of the kind ``step``,
      ``procedure-step`` notes ``step`` of ``procedure_id``; ``agreement-new`` prepares an agreement of the kind ``step``,
      ``agreement-step`` notes ``step`` of ``agreement_id``; ``pay`` notes a payment; ``plan`` opens the plan at its ``step``,
      ``plan-done`` notes that ``step`` of the plan as done; ``rates`` adds the legal rates that are missing.

    ``brief`` is the sentence without its date, for rows that show the date beside it; empty when they are the same.
    ``planned`` is the key of the plan's step that it is, which can be put off; empty for one that is not in the plan.

    ``by`` is the day by which it is to be done, or until which one waits; ``None`` when nothing fixes one. ``waiting`` says the
    next move is somebody else's.
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
    contract_id: int | None = None
    claim_id: int | None = None
    procedure_id: int | None = None
    agreement_id: int | None = None
    matter: Matter | None = None
    step: str | None = None
    by: date | None = None
    planned: str = ""
    brief: str = ""
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
