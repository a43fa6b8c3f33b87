"""Sample forms for the gallery: the client form as drawn, and one of each editor."""

from datetime import date
from decimal import Decimal

from litigedesk import formats, validation
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ClientKind, PaymentTerm
from litigedesk.errors import Problem
from ui.context import Context
from ui.forms.editors import (
    CheckEditor,
    ChoiceEditor,
    DateEditor,
    EmailEditor,
    FileEditor,
    IbanEditor,
    IntegerEditor,
    LongTextEditor,
    MoneyEditor,
    PercentEditor,
    PhoneEditor,
    PostcodeEditor,
    SiretEditor,
    TextEditor,
)
from ui.forms.form import Form, Values
from ui.widgets.panels import Card
from ui.widgets.text import IconText

TODAY = date(2026, 11, 22)
euros = Money.of


def client_form(context: Context) -> Form:
    """The client form of the drawn target, with a wrong SIRET."""

    def problems(values: Values) -> list[Problem]:
        missing = validation.required("city", values["city"], "Indiquez la ville.")
        return [*validation.siret_problem("siret", values["siret"]), *missing]

    form = Form(
        context, "client:new", "Nouveau client", "Enregistrer le client", save=lambda values: values, validate=problems
    )
    kinds = [(k, k.label) for k in (ClientKind.PROFESSIONAL, ClientKind.CONSUMER, ClientKind.PUBLIC)]
    form.section("Qui est-ce ?", ChoiceEditor("kind", "Genre de client", kinds, bare=True))
    forms = [("SARL", "SARL"), ("SAS", "SAS")]
    hint = "14 chiffres, en bas du devis signé ou du bon de commande."
    form.section(
        "Identité",
        [
            TextEditor("name", "Dénomination exacte"),
            ChoiceEditor("legal_form", "Forme", forms, segments=False, width=120),
        ],
        SiretEditor("siret", "SIRET", hint=hint, called="le SIRET"),
    )
    form.section(
        "Siège",
        TextEditor("street", "Rue"),
        [PostcodeEditor("postcode", "Code postal"), TextEditor("city", "Ville", called="la ville")],
    )
    form.fold("Interlocuteur", [EmailEditor("email", "Courriel"), PhoneEditor("phone", "Téléphone")])
    form.fold("Conditions de paiement", ChoiceEditor("term", "Délai", PaymentTerm, empty="Pas de délai habituel"))
    form.fold("Notes", LongTextEditor("notes", "Notes", bare=True))
    why = Card("Client professionnel")
    for icon, words in (
        ("banknote", "Intérêts au taux de la BCE + 10 points et 40 € par facture en retard."),
        ("scale", "Prescription de 5 ans."),
        ("handshake", "Pas de médiation de la consommation ; le médiateur des entreprises est gratuit."),
    ):
        why.add(IconText(icon, words, wrap=True))
    form.side(why)
    form.load(
        {
            "kind": ClientKind.PROFESSIONAL,
            "name": "Atelier Boréal",
            "legal_form": "SARL",
            "siret": "12345678200018",
            "street": "8 quai des Indes",
            "postcode": "56100",
            "city": "Lorient",
        }
    )
    return form


def every_editor(context: Context) -> Form:
    """One form with each kind of editor."""
    form = Form(context, "gallery", "Tous les champs", "Enregistrer", save=lambda values: values)
    quick = (("8 jours", "+8j"), ("15 jours", "+15j"), ("1 mois", "+1m"))
    form.section(
        "Dates et sommes",
        DateEditor(
            "due_on",
            "Payer au plus tard le",
            today=TODAY,
            quick=quick,
            describe=lambda day: f"{formats.count((day - TODAY).days, 'jour')} après l’envoi",
        ),
        [DateEditor("sent_on", "Envoyée le", today=TODAY, nudge=True, optional=True), MoneyEditor("amount", "Montant")],
        [PercentEditor("rate", "Taux"), IntegerEditor("days", "Délai", suffix="jours")],
    )
    form.section(
        "Choix et fichiers",
        ChoiceEditor("term", "Délai de paiement", PaymentTerm, width=400),
        CheckEditor("ei_mention", "La mention « EI » suit mon nom"),
        FileEditor("logo", "Logo"),
        IbanEditor("iban", "IBAN"),
        LongTextEditor("notes", "Notes", optional=True),
    )
    form.load({"due_on": date(2026, 12, 7), "amount": euros("1234.5"), "rate": Decimal("12.4"), "ei_mention": True})
    return form
