"""What a three-party contract adds to the form of a contract: its parties, what the law makes it say, and the live checklist."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from litigedesk import validation
from litigedesk.domain.portage import PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Contract
from litigedesk.domain.vocabulary import ClientKind, MissionGround
from litigedesk.errors import Problem
from litigedesk.operations.portage import Paper
from litigedesk.queries import files, portage
from litigedesk.rules import portage as rules
from litigedesk.rules.conditions import Condition, Verdict

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.conditions import WRITTEN, ConditionList, summary
from ..widgets.layout import hbox
from ..widgets.panels import Card
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, Editor, FileEditor, LongTextEditor, TextEditor
from .file_editor import DOCUMENTS, choice_of, new_path, stored_id
from .form import Values
from .portage_company_editor import PortageCompanyEditor

DRAFT: Final = "draft_document"
# What C. trav. L1254-23 makes the contract say: label, height in lines, what helps to write it.
REQUIRED: Final = {
    "skills": ("Vos compétences et qualifications", 2, "Celles qui servent à la mission."),
    "service": ("La prestation et ses conditions d’exécution", 3, ""),
    "price": ("Le prix", 1, "Comme 550 € HT par jour, ou le montant HT ci-dessus."),
    "safety": (
        "Qui répond de la santé et de la sécurité",
        2,
        "L’entreprise cliente, pour vos conditions de travail chez elle.",
    ),
    "equipment": ("Équipements de protection", 1, "Écrivez « aucun » s’il n’en faut pas."),
}
ADVISED: Final = {
    "deliverables": ("Ce qui est livré, et comment c’est accepté", 2, "Un PV de recette signé prouve la livraison."),
    "place": ("Lieu et horaires", 1, ""),
    "intellectual_property": ("Propriété intellectuelle", 2, ""),
    "confidentiality": ("Confidentialité", 2, ""),
    "termination": ("Fin anticipée et préavis", 2, ""),
}
TEXTS: Final = (*REQUIRED, *ADVISED)
FIELDS: Final = ("company_id", "ground", "minimum_duration", *TEXTS, "order_reference", "drafted_on")


class PortagePart:
    """The editors of the three-party part; the form asks it for its lines, its record and its checklist."""

    def __init__(self, context: Context, contract_id: int | None) -> None:
        self._context = context
        desk = context.desk
        self.tripartite = None if contract_id is None else portage.tripartite(desk, contract_id)
        self.rounds: tuple[ValidationRound, ...] = () if contract_id is None else portage.rounds(desk, contract_id)
        self.company = PortageCompanyEditor(context)
        self.worker = _Worker(context)
        self.ground = ChoiceEditor(
            "ground",
            "Pourquoi le client a recours au portage",
            MissionGround,
            segments=False,
            empty="Choisir…",
            hint="Un des deux cas de la loi (C. trav. L1254-3).",
        )
        self.contents = ConditionList(name="Contenu du contrat", narrow=True, verbs=WRITTEN)
        self.limits = ConditionList(name="Limites de la loi", narrow=True, verbs=WRITTEN)
        self.checklist = Card("Le contrat dit-il tout ?", gap=12)
        self.checklist.add(self.contents)
        self.bounds = Card("Est-il permis ?", gap=12)
        self.bounds.add(self.limits)

    # ---- building ----------------------------------------------------------------------------------------------------
    def required_lines(self) -> list[Editor]:
        """What the law makes the contract say, beyond its dates and its price."""
        duration = TextEditor(
            "minimum_duration", "Durée minimale", optional=True, hint="Si la date de fin n’est pas fixée."
        )
        return [self.ground, *_texts(REQUIRED, optional=False), duration]

    def advised_lines(self) -> list[Editor]:
        """What is worth settling, though no text asks for it."""
        order = TextEditor("order_reference", "Référence du bon de commande", optional=True, width=240)
        return [*_texts(ADVISED, optional=True), order]

    def draft_lines(self) -> list[Editor]:
        """The draft itself."""
        day = DateEditor(
            "drafted_on", "Rédigé le", today=self._context.today(), quick=(("Aujourd’hui", "+0j"),), optional=True
        )
        return [day, FileEditor(DRAFT, "Le projet de contrat", DOCUMENTS, hint="Celui que vous enverrez à valider.")]

    # ---- values ------------------------------------------------------------------------------------------------------
    def start(self) -> Values:
        """What the form is loaded with."""
        if self.tripartite is None:
            return {"company_id": self.company.only_one(), "ground": None, "drafted_on": self._context.today()}
        choice = choice_of(files.stored_file(self._context.desk, self.tripartite.draft_file_id))
        return {**{name: getattr(self.tripartite, name) for name in FIELDS}, DRAFT: choice}

    def made(self, values: Values) -> Tripartite:
        """The record typed; a draft just chosen is the operation's to keep."""
        kept = self.tripartite or Tripartite(contract_id=0, company_id=0)
        fields: dict[str, Any] = {name: values[name] for name in FIELDS}
        fields["company_id"] = fields["company_id"] or 0
        return replace(kept, **fields, draft_file_id=stored_id(values[DRAFT]))

    def documents(self, values: Values) -> dict[Paper, Path]:
        """The draft, when it was just chosen."""
        path = new_path(values[DRAFT])
        return {} if path is None else {"draft": path}

    # ---- the checklist -----------------------------------------------------------------------------------------------
    def read(self) -> None:
        """Take what changed elsewhere: the companies, the user's own name."""
        self.company.read()
        self.worker.read()

    def show_conditions(self, contract: Contract, tripartite: Tripartite, client: ClientKind) -> None:
        """Show what the contract says and what it may not exceed, as typed."""
        contents = rules.contents(contract, tripartite, self._company(), self._context.desk.profile().name)
        limits = self._limits(contract, tripartite, client)
        for card, found, shown in (
            (self.checklist, contents, self.contents),
            (self.bounds, limits, self.limits),
        ):
            shown.show_conditions(found)
            card.setAccessibleDescription(summary(found))

    def _limits(self, contract: Contract, tripartite: Tripartite, client: ClientKind) -> tuple[Condition, ...]:
        desk, today = self._context.desk, self._context.today()
        return rules.limits(contract, tripartite, self.rounds, client, portage.delays(desk), desk.law, today)

    def problems(self, contract: Contract, tripartite: Tripartite, client: ClientKind) -> list[Problem]:
        """What refuses the save, and the limits exceeded beside the field that exceeds them: the contract can be kept so."""
        found = validation.tripartite_problems(contract, tripartite, client, self.rounds, self._context.today())
        refused = {problem.field for problem in found if problem.blocking}
        exceeded = [one for one in self._limits(contract, tripartite, client) if one.verdict is Verdict.FAILED]
        return [
            *found,
            *(Problem(one.field, one.refusal, blocking=False) for one in exceeded if one.field not in {"", *refused}),
        ]

    def _company(self) -> PortageCompany:
        held = self.company.value
        return portage.company(self._context.desk, held) if held else PortageCompany()

    def complete_company(self, field: str) -> bool:
        """Change the company at that field; false when none is chosen."""
        from ..dialogs.portage import edit_company

        if not self.company.value:
            return False
        edit_company(self._context, self.company, self.company.value, field)
        return True


class _Worker(QWidget):
    """The first party, and the way to one's own facts while the name lacks."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._said = IconText("user", "", Tone.TEXT, wrap=True, icon_tone=Tone.MUTED)
        self._link = Button("Compléter mon profil", Kind.LINK, name="worker.profile")
        self._link.clicked.connect(self._complete)
        line = hbox(self, 0, 8)
        line.addWidget(self._said, 1)
        line.addWidget(self._link)
        self.read()

    def read(self) -> None:
        """Say who the user is."""
        name = self._context.desk.profile().name.strip()
        self._said.label.set_text(f"Vous : {name}" if name else "Vous : votre nom manque")
        self._link.setVisible(not name)

    def _complete(self) -> None:
        from ..dialogs.profile import edit_profile

        edit_profile(self._context, self, "name")


def _texts(described: dict[str, tuple[str, int, str]], *, optional: bool) -> list[Editor]:
    return [
        LongTextEditor(name, label, rows=rows, hint=hint, optional=optional)
        for name, (label, rows, hint) in described.items()
    ]
