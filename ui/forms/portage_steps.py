"""One step of a three-party contract noted in a small form: the draft, a signature with its paper, the end of the mission."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from litigedesk import validation
from litigedesk.domain.portage import Tripartite
from litigedesk.errors import NotFound, Problem
from litigedesk.operations import portage as operations
from litigedesk.operations.portage import Paper
from litigedesk.queries import files, portage
from litigedesk.rules import portage as rules

from ..context import Context
from ..palette import Tone
from ..widgets.panels import Callout
from ..widgets.text import IconText
from .editors import DateEditor, Editor, FileEditor, LongTextEditor
from .file_editor import DOCUMENTS, choice_of, new_path, stored_id
from .form import Form, Values

RECENT: Final = (("Aujourd’hui", "+0j"), ("Hier", "-1j"))
DOCUMENT: Final = "document"
DAY: Final = "Indiquez le jour."
SAME_TEXT: Final = "Les trois signatures peuvent être sur le même exemplaire : joignez-le au moins une fois."


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is noted: the ``day`` of the record, its ``paper`` if it has one, a text, and a ``note`` that explains."""

    title: str
    save: str
    day: str
    label: str
    note: str
    paper: Paper | None = None
    paper_label: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    signs: bool = False


STEPS: Final[Mapping[str, Step]] = {
    "draft": Step(
        title="Le projet de contrat",
        save="Noter le projet",
        day="drafted_on",
        label="Rédigé le",
        paper="draft",
        paper_label="Le projet de contrat",
        note="Le contrat entre la société de portage et le client est écrit (C. trav. L1254-23).",
    ),
    "sign-worker": Step(
        title="Votre signature",
        save="Noter ma signature",
        day="worker_signed_on",
        label="Signé par vous le",
        paper="worker",
        paper_label="L’exemplaire que vous avez signé",
        note=SAME_TEXT,
        signs=True,
    ),
    "sign-client": Step(
        title="La signature du client",
        save="Noter sa signature",
        day="client_signed_on",
        label="Signé par le client le",
        paper="client",
        paper_label="L’exemplaire signé par le client",
        note="Signé par le client, il est la preuve de commande demandée en cas d’impayé.",
        signs=True,
    ),
    "sign-company": Step(
        title="La signature de la société de portage",
        save="Noter sa signature",
        day="company_signed_on",
        label="Signé par la société le",
        paper="company",
        paper_label="L’exemplaire signé par la société",
        note=SAME_TEXT,
        signs=True,
    ),
    "end": Step(
        title="Fin de la mission",
        save="Noter la fin",
        day="ended_on",
        label="Mission finie le",
        texts={"end_reason": "Ce qui y a mis fin"},
        note="La fin de ce contrat ne met pas fin, à elle seule, à votre contrat de travail avec la société.",
    ),
}


class PortageStepForm(Form):
    """``step`` is a key of ``STEPS``; ``NotFound`` when the contract is gone or is not of three parties."""

    def __init__(self, context: Context, contract_id: int, step: str) -> None:
        found = portage.file(context.desk, contract_id, context.today())
        if found is None:
            raise NotFound("Ce contrat n’est pas un contrat de portage à trois parties.")
        self.file, self.step = found, STEPS[step]
        super().__init__(
            context,
            f"portage:{contract_id}:{step}",
            self.step.title,
            self.step.save,
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors()
        self._start()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        step = self.step
        lines: list[Editor] = [
            DateEditor(step.day, step.label, today=self.context.today(), quick=RECENT, called="le jour"),
            *(LongTextEditor(name, label, rows=2, optional=True) for name, label in step.texts.items()),
        ]
        if step.paper is not None:
            lines.append(FileEditor(DOCUMENT, step.paper_label, DOCUMENTS))
        card = self.section(step.title, *lines, note=f"{self.file.client.name} · {self.file.company.name}")
        if step.signs and rules.approved_on(self.file.rounds) is None:
            sentence = (
                f"{self.file.company.name} n’a pas validé ce contrat : elle peut refuser de le signer. Notez sa réponse si "
                "elle l’a donnée."
            )
            card.body.insertWidget(1, Callout("Pas de feu vert noté", sentence, Tone.SOON))
        card.add(IconText("info", step.note, Tone.MUTED, wrap=True))

    def _start(self) -> None:
        held = self.file.tripartite
        values: Values = {name: getattr(held, name) for name in (self.step.day, *self.step.texts)}
        if self.step.paper is not None:
            file_id = getattr(held, f"{self.step.paper}_file_id")
            values[DOCUMENT] = choice_of(files.stored_file(self.context.desk, file_id))
        self.load(values)

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Tripartite:
        fields: dict[str, Any] = {name: values[name] for name in (self.step.day, *self.step.texts)}
        if self.step.paper is not None:
            fields[f"{self.step.paper}_file_id"] = stored_id(values[DOCUMENT])
        return replace(self.file.tripartite, **fields)

    def _problems(self, values: Values) -> list[Problem]:
        file, today = self.file, self.context.today()
        missing = []
        if values[self.step.day] is None and getattr(file.tripartite, self.step.day) is None:
            missing = [Problem(self.step.day, DAY)]
        found = validation.tripartite_problems(file.contract, self._made(values), file.client.kind, file.rounds, today)
        # What was wrong before is told where it is; here, what this step asks.
        return [*missing, *(one for one in found if one.field in self._editors)]

    def _store(self, values: Values) -> int | None:
        path = new_path(values.get(DOCUMENT))
        papers: dict[Paper, Path] = {self.step.paper: path} if self.step.paper is not None and path is not None else {}
        outcome = self.context.submit(self.show_problems, operations.note, self._made(values), papers)
        return outcome.value.id if outcome else None
