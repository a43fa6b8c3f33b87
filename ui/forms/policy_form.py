"""A professional liability policy: whose it is, when and how to declare, what it covers, and the attestation for clients."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, cast

from litigedesk import formats, validation
from litigedesk.domain.insurance import Guarantee, GuaranteeKind, Policy, PolicyHolder, PolicyTrigger
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import Problem
from litigedesk.operations import policies as operations
from litigedesk.operations.policies import Paper
from litigedesk.queries import files, policies
from litigedesk.rules import insurance as rules

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText
from .editors import (
    ChoiceEditor,
    DateEditor,
    Editor,
    EmailEditor,
    FileChoice,
    FileEditor,
    IntegerEditor,
    LongTextEditor,
    MoneyEditor,
    PhoneEditor,
    PostcodeEditor,
    TextEditor,
)
from .file_editor import DOCUMENTS
from .form import Form, Values
from .portage_company_editor import PortageCompanyEditor
from .rows_editor import RowsEditor

FIELDS: Final = (
    "holder", "company_id", "insurer", "number", "activity", "starts_on", "ends_on", "declaration_days", "lapse_clause", "trigger",
    "subsequent_years", "territory", "contact", "street", "street_extra", "postcode", "city", "email", "phone", "attestation_from",
    "attestation_until", "notes",
)  # fmt: skip
PAPERS: Final[dict[Paper, str]] = {"policy": "file_id", "attestation": "attestation_file_id"}
PERHAPS: Final = ((True, "Oui"), (False, "Non"), (None, "Je ne sais pas"))
TRIGGERS: Final = (*((one, one.label) for one in PolicyTrigger), (None, "Je ne sais pas"))
LAPSE: Final = (
    "Même prévue, cette déchéance suppose que l’assureur prouve un préjudice, et jamais en cas fortuit ou de force majeure "
    "(C. ass. L113-2)."
)
FOR_CLIENTS: Final = (
    "Avant tout contrat de services avec un consommateur, donnez-lui les coordonnées de l’assureur et la couverture géographique "
    "(C. conso. R111-2, 9°)."
)
TRIGGER_HELP: Final = (
    "Est-ce le jour du fait qui compte, ou celui de la réclamation ? Le contrat le dit (C. ass. L124-5)."
)


class PolicyForm(Form):
    """``policy_id`` is the one to change, ``None`` for a new one, of that portage company if one is given."""

    def __init__(self, context: Context, policy_id: int | None = None, *, company_id: int | None = None) -> None:
        self.policy = None if policy_id is None else policies.policy(context.desk, policy_id)
        self._today = context.today()
        super().__init__(
            context,
            f"policy:{policy_id}" if policy_id else f"policy:new:{company_id or ''}",
            "Modifier le contrat RC Pro" if self.policy else "Contrat d’assurance RC Pro",
            "Enregistrer le contrat",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors()
        self._start(policy_id, company_id)
        self.changed.connect(self._react)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.holder = ChoiceEditor("holder", "Qui est assuré ?", PolicyHolder, segments=True)
        self.company = PortageCompanyEditor(self.context)
        self.section(
            "Le contrat",
            self.holder,
            self.company,
            [
                TextEditor("insurer", "Assureur", called="l’assureur"),
                TextEditor("number", "N° du contrat", width=200, called="le numéro"),
            ],
            TextEditor(
                "activity",
                "Activité assurée",
                optional=True,
                hint="Telle qu’au contrat : lui seul dit ce qu’il couvre.",
            ),
            [
                self._date("starts_on", "Début", hint="Le premier jour couvert."),
                self._date("ends_on", "Fin", hint="Vide s’il se renouvelle seul."),
            ],
        )
        self._lay_out_declaration()
        self._lay_out_guarantees()
        self._lay_out_trigger()
        self._lay_out_papers()
        self._lay_out_reach()
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))

    def _date(self, name: str, label: str, **options: Any) -> DateEditor:
        return DateEditor(name, label, today=self._today, optional=True, **options)

    def _lay_out_declaration(self) -> None:
        self.section(
            "Pour déclarer un sinistre",
            IntegerEditor(
                "declaration_days",
                "Délai pour déclarer",
                suffix="jours ouvrés",
                width=176,
                called="le délai pour déclarer",
                hint="Celui du contrat, jamais moins de cinq jours ouvrés (C. ass. L113-2, 4°).",
            ),
            ChoiceEditor(
                "lapse_clause",
                "Le contrat prévoit-il une déchéance pour déclaration tardive ?",
                PERHAPS,
                segments=True,
                called="la déchéance",
            ),
            IconText("book-open", LAPSE, Tone.MUTED, wrap=True),
        )

    def _lay_out_guarantees(self) -> None:
        self.guarantees = RowsEditor("guarantees", "Garanties", "une garantie", _guarantee_lines, _judged)
        self.section("Garanties, plafonds et franchises", self.guarantees, note="une par sorte de dommage")

    def _lay_out_trigger(self) -> None:
        self._until = IconText("calendar-clock", "", Tone.MUTED, wrap=True)
        self.section(
            "Dans le temps et dans l’espace",
            ChoiceEditor("trigger", "Ce qui déclenche la garantie", TRIGGERS, segments=True, hint=TRIGGER_HELP),
            IntegerEditor(
                "subsequent_years",
                "Garantie après la fin du contrat",
                suffix="ans",
                optional=True,
                called="la garantie subséquente",
                hint="Si le contrat en donne plus que les cinq ans de la loi (dix pour certaines professions, C. ass. R124-2).",
            ),
            self._until,
            LongTextEditor("territory", "Couverture géographique", rows=2, optional=True),
            IconText("book-open", FOR_CLIENTS, Tone.MUTED, wrap=True),
        )

    def _lay_out_papers(self) -> None:
        self.section(
            "Attestation pour vos clients",
            FileEditor(
                "attestation_file_id", "L’attestation", DOCUMENTS, hint="Déposez-la ici.", called="l’attestation"
            ),
            [
                self._date("attestation_from", "Valable du", hint="Comme elle l’indique."),
                self._date("attestation_until", "Au", hint="Un rappel sera noté.", called="la fin de l’attestation"),
            ],
        )
        self.section(
            "Le contrat lui-même",
            FileEditor("file_id", "Conditions particulières et générales", DOCUMENTS, hint="Déposez-les ici."),
        )

    def _lay_out_reach(self) -> None:
        self.section(
            "Pour joindre l’assureur",
            TextEditor("contact", "Service ou personne", optional=True),
            [EmailEditor("email", "Courriel", optional=True), PhoneEditor("phone", "Téléphone", optional=True)],
            TextEditor("street", "Rue", optional=True),
            TextEditor("street_extra", "Complément", optional=True),
            [
                PostcodeEditor("postcode", "Code postal", called="le code postal", optional=True),
                TextEditor("city", "Ville", optional=True),
            ],
            note="les lettres y sont adressées",
        )

    def _start(self, policy_id: int | None, company_id: int | None) -> None:
        if self.policy is not None:
            held = policies.guarantees(self.context.desk, policy_id)
            kept = {name: self._file(getattr(self.policy, name)) for name in PAPERS.values()}
            self.load(
                {
                    **{name: getattr(self.policy, name) for name in FIELDS},
                    **kept,
                    "guarantees": [
                        vars(one) for one in sorted(held, key=lambda one: list(GuaranteeKind).index(one.kind))
                    ],
                }
            )
            return
        ported = company_id is not None or self.context.desk.profile().status is ProfileStatus.PORTAGE
        holder = PolicyHolder.PORTAGE_COMPANY if ported else PolicyHolder.USER
        company = company_id or self.company.only_one()
        unknown = {"lapse_clause": None, "trigger": None}
        self.load({"holder": holder, "company_id": company, "declaration_days": rules.LEAST_DAYS, **unknown})

    def _file(self, file_id: int | None) -> FileChoice | None:
        stored = files.stored_file(self.context.desk, file_id)
        return FileChoice(stored_id=stored.id, name=stored.name) if stored else None

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _react(self) -> None:
        ported = self.holder.value is PolicyHolder.PORTAGE_COMPANY
        self.company.setVisible(ported)
        by_event = self.editor("trigger").value is PolicyTrigger.HARMFUL_EVENT
        self.editor("subsequent_years").setVisible(not by_event or self.editor("subsequent_years").value is not None)
        words = _subsequent(self._made(self.values()), self.context)
        self._until.label.set_text(words)
        self._until.setVisible(bool(words))

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Policy:
        fields = {name: values[name] for name in FIELDS}
        fields["id"] = self.policy.id if self.policy else None
        fields["declaration_days"] = (
            rules.LEAST_DAYS if values["declaration_days"] is None else values["declaration_days"]
        )
        if fields["holder"] is PolicyHolder.USER:
            fields["company_id"] = None
        for column in PAPERS.values():
            document: FileChoice | None = values[column]
            fields[column] = document.stored_id if document else None
        return Policy(**fields)

    def _problems(self, values: Values) -> Sequence[Problem]:
        sentence = "Indiquez le délai du contrat : cinq jours ouvrés s’il n’en dit rien."
        problems = validation.required("declaration_days", values["declaration_days"], formats.typographic(sentence))
        problems += validation.policy_problems(self._made(values), self._today)
        rows = values["guarantees"] or ()
        for one in rows:
            problems += [Problem("guarantees", found.sentence, found.blocking) for found in _judged(one)]
        kinds = [one["kind"] for one in rows if one["kind"] is not None]
        if len(set(kinds)) < len(kinds):
            again = formats.typographic("Une garantie est notée deux fois : gardez-en une par dommage.")
            problems.append(Problem("guarantees", again))
        return problems

    def _store(self, values: Values) -> int | None:
        chosen = {paper: values[column] for paper, column in PAPERS.items()}
        documents = {paper: cast(Path, one.path) for paper, one in chosen.items() if one is not None and one.is_new}
        guarantees = [_guarantee(one) for one in values["guarantees"] or ()]
        policy = self._made(values)
        outcome = self.context.submit(self.show_problems, operations.save, policy, guarantees, documents)
        return outcome.value.id if outcome else None


def _guarantee_lines() -> list[list[Editor]]:
    return [
        [
            ChoiceEditor(
                "kind", "Dommage", GuaranteeKind, segments=False, empty="Choisir…", width=240, called="le dommage"
            ),
            MoneyEditor("deductible", "Franchise", optional=True, called="la franchise"),
        ],
        [
            MoneyEditor("cap", "Plafond par sinistre", optional=True, called="le plafond par sinistre"),
            MoneyEditor("yearly_cap", "Plafond par an", optional=True, called="le plafond par an"),
        ],
        [TextEditor("note", "Précision", optional=True)],
    ]


def _guarantee(values: Values) -> Guarantee:
    return Guarantee(**{**values, "policy_id": 0})


def _judged(values: Values) -> list[Problem]:
    missing = validation.required("kind", values["kind"], "Dites de quel dommage il s’agit.")
    return [*missing, *validation.guarantee_problems(_guarantee(values))]


def _subsequent(policy: Policy, context: Context) -> str:
    """Until when claims are still taken once the policy has ended, as far as it is known."""
    faults = validation.policy_problems(policy, context.today())
    if any(one.field == "subsequent_years" for one in faults):
        return ""
    until = rules.subsequent_end(policy, context.desk.law)
    if until is None:
        return ""
    day, article = formats.date_long(until), "C. ass. L124-5"
    if policy.trigger is None:
        return f"S’il est déclenché par la réclamation : celles reçues jusqu’au {day} sont encore prises ({article})."
    return f"Les réclamations reçues jusqu’au {day} sont encore prises, pour un fait d’avant la fin ({article})."
