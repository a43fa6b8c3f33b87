"""A portage company: who signs and bills, where to write to it, and what the contract must say of its cover."""

from typing import Final

from litigedesk import validation
from litigedesk.domain.portage import PortageCompany
from litigedesk.errors import Problem
from litigedesk.operations import portage as operations
from litigedesk.queries import portage

from ..context import Context
from ..palette import Tone
from ..widgets.panels import Card
from ..widgets.text import IconText
from .editors import EmailEditor, LongTextEditor, PhoneEditor, PostcodeEditor, SiretEditor, TextEditor
from .form import Form, Values

ROLE: Final = (
    ("handshake", "Elle conclut le contrat avec votre client (C. trav. L1254-1)."),
    ("receipt-euro", "Elle facture votre client : elle est la créancière."),
    ("scale", "Elle seule peut mettre en demeure ou poursuivre."),
    (
        "shield-alert",
        "C’est d’ordinaire elle qui déclare les sinistres à son assureur : signalez-lui les faits aussitôt.",
    ),
)

GUARANTOR: Final = (
    "Il couvre salaires, indemnités et cotisations si elle fait défaut, pas la facture que votre client ne paie pas "
    "(C. trav. L1254-26)."
)


class PortageCompanyForm(Form):
    """``company_id`` is the company to change, ``None`` for a new one; saving gives its id."""

    def __init__(self, context: Context, company_id: int | None = None) -> None:
        self.company = None if company_id is None else portage.company(context.desk, company_id)
        super().__init__(
            context,
            f"portage_company:{company_id or 'new'}",
            "Modifier la société de portage" if self.company else "Ajouter une société de portage",
            "Enregistrer la société",
            self._store,
            validate=self._problems,
            note="Seul le nom est obligatoire.",
            embedded=True,
        )
        self._lay_out_editors()
        self.load(vars(self.company) if self.company else {})

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.section(
            "Identité",
            TextEditor("name", "Nom", called="le nom"),
            [
                SiretEditor("siret", "SIRET", optional=True, called="le SIRET"),
                TextEditor("legal_form", "Forme juridique", optional=True, placeholder="SAS, SARL…"),
            ],
            TextEditor("street", "Rue", optional=True),
            TextEditor("street_extra", "Complément", optional=True),
            [
                PostcodeEditor("postcode", "Code postal", optional=True, called="le code postal"),
                TextEditor("city", "Ville", optional=True),
            ],
        )
        self.section(
            "Pour lui écrire",
            EmailEditor(
                "validation_email",
                "Courriel pour les contrats et les sinistres",
                optional=True,
                hint="Le contrat à valider y part.",
                called="le courriel",
            ),
            EmailEditor(
                "accounts_email",
                "Courriel pour les impayés",
                optional=True,
                hint="S’il est différent : comptabilité, recouvrement.",
                called="le courriel des impayés",
            ),
            [
                TextEditor("contact", "Votre interlocuteur", optional=True),
                PhoneEditor("phone", "Téléphone", optional=True, called="le téléphone"),
            ],
        )
        self.section(
            "Ce que le contrat doit dire d’elle",
            TextEditor("guarantor", "Garant financier", optional=True, hint=GUARANTOR),
            [
                TextEditor("insurer", "Assureur de responsabilité civile", optional=True),
                TextEditor("policy_number", "Numéro du contrat d’assurance", optional=True),
            ],
            note="C. trav. L1254-23",
        )
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))
        role = Card("Son rôle", gap=12)
        for icon, words in ROLE:
            role.add(IconText(icon, words, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
        self.side(role)

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> PortageCompany:
        return PortageCompany(id=self.company.id if self.company else None, **values)

    def _problems(self, values: Values) -> list[Problem]:
        return validation.portage_company_problems(self._made(values))

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save_company, self._made(values))
        return outcome.value.id if outcome else None
