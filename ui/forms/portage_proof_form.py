"""A proof of delivery: a monthly activity report, a *PV de recette* or a dated deliverable, signed by the client or not."""

from datetime import date
from typing import Any, Final

from litigedesk import formats, validation
from litigedesk.domain.portage import DeliveryProof
from litigedesk.domain.vocabulary import DeliveryProofKind
from litigedesk.errors import Problem
from litigedesk.operations import portage as operations
from litigedesk.queries import contracts, files, portage

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, FileEditor, TextEditor
from .file_editor import DOCUMENTS, choice_of, new_path, stored_id
from .form import Form, Values
from .portage_steps import RECENT

DOCUMENT: Final = "document"
FIELDS: Final = ("kind", "month", "title", "made_on", "signed_on")
USUAL_MONTHS: Final = 12  # offered when the contract has no start
HELPS: Final = {
    DeliveryProofKind.ACTIVITY_REPORT: "Votre contrat de travail fixe sa fréquence (C. trav. L1254-15). Signé par le client, il "
    "prouve les jours travaillés.",
    DeliveryProofKind.ACCEPTANCE: "Le client y reconnaît que la prestation est conforme : c’est une preuve solide.",
    DeliveryProofKind.DELIVERABLE: "Gardez aussi le courriel d’envoi : il donne la date.",
}


class PortageProofForm(Form):
    """``proof_id`` is the proof to change, ``None`` for a new one of that contract and ``kind``, about ``month`` if given."""

    def __init__(
        self,
        context: Context,
        contract_id: int,
        proof_id: int | None = None,
        *,
        month: date | None = None,
        kind: DeliveryProofKind = DeliveryProofKind.ACTIVITY_REPORT,
    ) -> None:
        desk = context.desk
        self.held = contracts.page(desk, contract_id)
        self.proof = None if proof_id is None else portage.proof(desk, proof_id)
        found = portage.file(desk, contract_id, context.today())
        self._noted = {
            one.month for one in (found.proofs if found else ()) if one.month is not None and one.id != proof_id
        }
        self._lacking = found.reports_lacking if found else ()
        super().__init__(
            context,
            f"portage:{contract_id}:proof:{proof_id or f'new:{kind}:{month or str()}'}",
            "Modifier la preuve de livraison" if self.proof else "Ajouter une preuve de livraison",
            "Enregistrer la preuve",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors()
        self._start(month, kind)
        self.changed.connect(self._react)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        today, contract = self.context.today(), self.held.contract
        self.kind = ChoiceEditor("kind", "Quel document", DeliveryProofKind, segments=True)
        self.month = ChoiceEditor(
            "month", "Mois", self._months(), segments=False, empty="Choisir…", width=240, called="le mois"
        )
        self.title_editor = TextEditor("title", "Ce qui est livré", called="ce qui est livré")
        self._help = IconText("info", "", Tone.MUTED, wrap=True)
        self.section(
            "Le document",
            self.kind,
            self.month,
            self.title_editor,
            [
                DateEditor("made_on", "Daté du", today=today, quick=RECENT, called="la date du document"),
                DateEditor("signed_on", "Signé par le client le", today=today, optional=True, called="la signature"),
            ],
            FileEditor(DOCUMENT, "Le fichier", DOCUMENTS, hint="Sans fichier, la preuve n’est que notée."),
            self._help,
            note=" · ".join(filter(None, (self.held.client.name, contract.reference, contract.title))),
        )

    def _months(self) -> list[tuple[date, str]]:
        """The months of the mission so far, newest first; those that are noted say so."""
        today, contract = self.context.today(), self.held.contract
        until = min(today, contract.ends_on or today).replace(day=1)
        start = (contract.starts_on or formats.add_months(until, 1 - USUAL_MONTHS)).replace(day=1)
        months, month = set(self._noted), start
        while month <= until:
            months.add(month)
            month = formats.add_months(month, 1)
        if self.proof is not None and self.proof.month is not None:
            months.add(self.proof.month)
        return [(one, self._called(one)) for one in sorted(months, reverse=True)]

    def _called(self, month: date) -> str:
        words = formats.month_year(month)
        if month in self._noted:
            return f"{words} · déjà noté"
        return f"{words} · manque" if month in self._lacking else words

    def _start(self, month: date | None, kind: DeliveryProofKind) -> None:
        if self.proof is not None:
            document = choice_of(files.stored_file(self.context.desk, self.proof.file_id))
            self.load({**{name: getattr(self.proof, name) for name in FIELDS}, DOCUMENT: document})
            return
        wanted = month.replace(day=1) if month is not None else next(iter(self._lacking), None)
        self.load({"kind": kind, "month": wanted, "made_on": self.context.today()})

    def _react(self) -> None:
        kind = self.kind.value
        is_report = kind is DeliveryProofKind.ACTIVITY_REPORT
        self.month.setVisible(is_report)
        self.title_editor.setVisible(not is_report)
        self.title_editor.set_label("Ce qui est livré", optional=kind is DeliveryProofKind.ACCEPTANCE)
        self._help.label.set_text(HELPS.get(kind, ""))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> DeliveryProof:
        fields: dict[str, Any] = {name: values[name] for name in FIELDS}
        fields["kind"] = fields["kind"] or DeliveryProofKind.ACTIVITY_REPORT
        fields["made_on"] = fields["made_on"] or self.context.today()
        if fields["kind"] is DeliveryProofKind.ACTIVITY_REPORT:
            fields["title"] = ""
        else:
            fields["month"] = None
        return DeliveryProof(
            id=self.proof.id if self.proof else None,
            contract_id=self.held.contract.id or 0,
            file_id=stored_id(values[DOCUMENT]),
            **fields,
        )

    def _problems(self, values: Values) -> list[Problem]:
        missing = validation.required("made_on", values["made_on"], "Indiquez la date du document.")
        proof = self._made(values)
        found = validation.delivery_proof_problems(proof, self.held.contract, self.context.today())
        if proof.month in self._noted:
            sentence = f"Le compte rendu {formats.of_month(proof.month)} est déjà noté : modifiez-le."
            found = [Problem("month", sentence), *found]
        return [*missing, *found]

    def _store(self, values: Values) -> int | None:
        proof, path = self._made(values), new_path(values[DOCUMENT])
        outcome = self.context.submit(self.show_problems, operations.save_proof, proof, path)
        return outcome.value.id if outcome else None
