"""The user's own record: who writes, who is owed, what they sell, and what dresses their letters."""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Final

from litigedesk import validation
from litigedesk.domain.records import Profile, StoredFile
from litigedesk.domain.vocabulary import HolidayRegion, ProfileStatus, VatRegime
from litigedesk.errors import Problem
from litigedesk.operations import profile as operations
from litigedesk.queries.files import stored_file

from ..context import Context
from ..palette import Tone
from ..widgets.panels import Card
from ..widgets.text import IconText, Label
from .editors import (
    CheckEditor,
    ChoiceEditor,
    EmailEditor,
    IbanEditor,
    PhoneEditor,
    PostcodeEditor,
    SiretEditor,
    TextEditor,
)
from .file_editor import IMAGES, WORD, FileChoice, FileEditor
from .form import Form, Values
from .letterhead_line import LetterheadLine
from .trader_question import of_the_user

DRESS: Final[tuple[operations.Dress, ...]] = ("logo", "signature", "letterhead")
TYPED: Final = frozenset(one.name for one in fields(Profile)) - {"id", *(f"{one}_file_id" for one in DRESS)}
STATUSES: Final = [
    (ProfileStatus.EI, "Entrepreneur individuel"),
    (ProfileStatus.COMPANY, "Société"),
    (ProfileStatus.PORTAGE, "Salarié porté"),
]
ABOUT_STATUS: Final = {
    ProfileStatus.EI: (
        ("id-card", "« EI » suit votre nom sur vos lettres : c’est obligatoire (art. R526-27 du code de commerce)."),
        ("scale", "Vous êtes le créancier : vous relancez, mettez en demeure et agissez en votre nom."),
    ),
    ProfileStatus.COMPANY: (
        ("building-2", "La société est la créancière : les lettres partent en son nom."),
        ("id-card", "Indiquez sa forme et la ville de son RCS : elles figurent sur les lettres (art. R123-237)."),
    ),
    ProfileStatus.PORTAGE: (
        ("handshake", "La société de portage facture : elle est la créancière."),
        ("ban", "Vous pouvez relancer poliment ; la mise en demeure et le juge sont pour elle."),
    ),
}
OWN_BILLS: Final = ("legal_form", "siret", "registry_city", "ei_mention", "iban", "bic")  # of one who bills


def identity_lines(form: Form) -> None:
    """Who the user is: the first page of the first start, and the first part of the record."""
    status = ChoiceEditor("status", "Votre statut", STATUSES, segments=True, bare=True, called="le statut")
    form.section("Votre statut", status)
    form.section(
        "Votre identité",
        [
            TextEditor("name", "Nom, tel qu’il figure sur vos factures", called="le nom"),
            TextEditor("legal_form", "Forme", width=120, optional=True, tip="EURL, SASU… pour une société"),
        ],
        [
            SiretEditor("siret", "SIREN ou SIRET", hint="9 ou 14 chiffres.", called="le SIRET"),
            TextEditor("registry_city", "Ville du RCS", optional=True, hint="Si vous êtes au registre du commerce."),
        ],
        CheckEditor("ei_mention", "Faire suivre mon nom de « EI »"),
    )
    form.section(
        "Votre adresse",
        TextEditor("street", "Rue"),
        TextEditor("street_extra", "Complément", optional=True),
        [PostcodeEditor("postcode", "Code postal", called="le code postal"), TextEditor("city", "Ville")],
    )
    form.section(
        "Pour vous joindre et vous payer",
        [
            EmailEditor("email", "Courriel", called="le courriel"),
            PhoneEditor("phone", "Téléphone", optional=True, called="le téléphone"),
        ],
        [
            IbanEditor("iban", "IBAN", hint="La mise en demeure dit où payer.", called="l’IBAN"),
            TextEditor("bic", "BIC", width=160, optional=True, called="le BIC", hint="8 ou 11 signes."),
        ],
    )


def sales_lines(form: Form) -> Card:
    """What the user sells and to whom: the second page of the first start; the card of VAT, for one who bills."""
    form.section(
        "Ce que vous vendez",
        TextEditor("activity", "Votre activité", hint="Par exemple « conception de sites internet »."),
        CheckEditor("sells_online", "Je vends en ligne"),
        CheckEditor("sells_to_consumers", "Je vends aussi à des particuliers"),
    )
    vat = form.section(
        "TVA",
        ChoiceEditor("vat_regime", "Votre régime", VatRegime, bare=True, called="le régime de TVA"),
        TextEditor("vat_number", "N° de TVA", width=200, optional=True, called="le numéro de TVA"),
    )
    form.section(
        "Jours fériés",
        ChoiceEditor("holiday_region", "Où vous travaillez", HolidayRegion, width=280, called="la région"),
    )
    return vat


class ProfileForm(Form):
    """The whole record, as « Mon profil » shows it."""

    def __init__(self, context: Context) -> None:
        self.profile = context.desk.profile()
        super().__init__(
            context,
            "profile",
            "Mon profil",
            "Enregistrer mon profil",
            self._store,
            validate=self._problems,
            note="Seul le nom est obligatoire ; le reste figure sur vos lettres.",
            embedded=True,
        )
        identity_lines(self)
        sales_lines(self)
        self.section("Pour savoir à qui vous adresser", of_the_user(), note="quand un client ne paie pas")
        letterhead = FileEditor(
            "letterhead", "Papier à en-tête", WORD, hint="Un document Word : ses en-têtes et pieds de page."
        )
        self.letterhead = LetterheadLine(context, letterhead)
        self.fold(
            "Présentation des lettres",
            FileEditor("logo", "Logo", IMAGES, hint="PNG ou JPEG, en haut de vos lettres."),
            FileEditor("signature", "Signature", IMAGES, hint="PNG ou JPEG, au-dessus de votre nom."),
            letterhead,
            self.letterhead,
            note="logo, signature, papier à en-tête",
        )
        self.fold("Site internet", TextEditor("website", "Site internet", bare=True))
        self._about = StatusCard()
        self.side(self._about)
        self.changed.connect(self._explain)
        self.load(_shown(context, self.profile))
        self.letterhead.refresh()
        self._explain()

    def _explain(self) -> None:
        self._about.show_status(self.editor("status").value)

    def _problems(self, values: Values) -> Sequence[Problem]:
        return validation.profile_problems(profile_from(self.profile, values))

    def _store(self, values: Values) -> Profile | None:
        dress: dict[operations.Dress, Path | None] = {}
        for which in DRESS:
            choice = values[which]
            if choice is None:
                dress[which] = None
            elif choice.is_new:
                dress[which] = choice.path
        saved = self.context.submit(self.show_problems, operations.save, profile_from(self.profile, values), dress)
        return saved.value if saved else None


class StatusCard(Card):
    """What the chosen status changes, in two lines."""

    def __init__(self) -> None:
        super().__init__("Ce que cela change")
        self._status: ProfileStatus | None = None
        self._lines: list[Label | IconText] = []

    def show_status(self, status: ProfileStatus | None) -> None:
        """Explain this status."""
        if status is None or status is self._status:
            return
        self._status = status
        for line in self._lines:
            self.body.removeWidget(line)
            line.deleteLater()
        self._lines = [IconText(icon, text, Tone.MUTED, wrap=True) for icon, text in ABOUT_STATUS[status]]
        self.add(*self._lines)


def profile_from(present: Profile, values: Values) -> Profile:
    """The record with the values typed."""
    return replace(present, **{name: value for name, value in values.items() if name in TYPED})


def _shown(context: Context, profile: Profile) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(profile, name) for name in TYPED}
    for which in DRESS:
        kept: StoredFile | None = stored_file(context.desk, getattr(profile, f"{which}_file_id"))
        values[which] = FileChoice(stored_id=kept.id, name=kept.name) if kept else None
    return values
