"""A client: what kind it is and what that changes, who it is, where to write, whom to speak to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCompleter, QWidget

from litigedesk import validation
from litigedesk.domain.records import Address, Client, Contact
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.errors import Problem
from litigedesk.operations import clients as operations
from litigedesk.queries import clients
from litigedesk.rules import regimes

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, vbox
from ..widgets.panels import Callout, Card
from ..widgets.text import IconText
from .editors import (
    ChoiceEditor,
    DateEditor,
    Editor,
    EmailEditor,
    LongTextEditor,
    PhoneEditor,
    PostcodeEditor,
    SiretEditor,
    TextEditor,
)
from .form import Form, Values
from .rows_editor import RowsEditor
from .trader_question import of_the_client

LEGAL_FORMS: Final = ("SARL", "EURL", "SAS", "SASU", "SA", "SCI", "SNC", "SCOP", "EI", "Association", "Commune")
ADDRESS_FIELDS: Final = ("street", "street_extra", "postcode", "city", "country")
CLIENT_FIELDS: Final = (
    "kind", "name", "legal_form", "salutation", "siret", "vat_number", "email", "phone", "notes", "trader",
    "electronic_consent_on",
)  # fmt: skip
TOPIC_ICONS: Final = {
    regimes.Topic.INTEREST: "percent",
    regimes.Topic.FEE: "banknote",
    regimes.Topic.TERM: "calendar-clock",
    regimes.Topic.LIMITATION: "hourglass",
    regimes.Topic.MEDIATION: "handshake",
    regimes.Topic.KIND: "circle-help",
}
CONSENT: Final = "electronic_consent_on"
KIND_TITLES: Final = {
    ClientKind.PROFESSIONAL: "Client professionnel",
    ClientKind.CONSUMER: "Client consommateur",
    ClientKind.PUBLIC: "Acheteur public",
    ClientKind.UNKNOWN: "Type de client pas encore connu",
}
LOOK_ALIKE_PAUSE: Final = 400  # ms of stillness before looking for a client like the one being typed


class ClientForm(Form):
    """``client_id`` is the client to change, ``None`` for a new one; saving gives back its id."""

    def __init__(self, context: Context, client_id: int | None, *, embedded: bool = False) -> None:
        page = clients.page(context.desk, client_id) if client_id is not None else None
        self.client = page.client if page else None
        self._main_address = page.addresses[0] if page and page.addresses else None
        super().__init__(
            context,
            f"client:{client_id or 'new'}",
            "Modifier le client" if page else "Nouveau client",
            "Enregistrer le client",
            self._store,
            validate=self._problems,
            note="Seul le nom est obligatoire ; il faut une adresse pour écrire une lettre.",
            embedded=embedded,
        )
        self._alike: list[int] = []
        self._look = QTimer(self, singleShot=True, interval=LOOK_ALIKE_PAUSE)
        self._look.timeout.connect(self.look_for_alike)
        self._lay_out_editors()
        self._start(page)
        self.changed.connect(self._react)
        for name in ("name", "siret", "email"):
            self.editor(name).left.connect(self.look_for_alike)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.kind = ChoiceEditor("kind", "Type de client", ClientKind, segments=True, bare=True, called="le type")
        self.section("Qui est-ce ?", self.kind)
        self._lay_out_identity()
        self.section("Adresse", *_address_lines(), note="les lettres y sont envoyées")
        self.section(
            "Pour le joindre",
            [
                EmailEditor("email", "Courriel", called="le courriel"),
                PhoneEditor("phone", "Téléphone", called="le téléphone"),
            ],
            DateEditor(
                CONSENT,
                "A accepté de recevoir des recommandés électroniques le",
                today=self.context.today(),
                optional=True,
                called="cet accord",
                hint="Sans cet accord donné d’avance, un consommateur ne reçoit que du papier (code des postes, L100).",
            ),
        )
        self._lay_out_folds()
        self._explained = QWidget()
        vbox(self._explained)
        self.side(self._explained)

    def _lay_out_identity(self) -> None:
        form = TextEditor("legal_form", "Forme", width=120, tip="SARL, SAS, EI, association…")
        completer = QCompleter(LEGAL_FORMS, form)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)  # a list would take the next click
        form.line.setCompleter(completer)
        self._alike_holder = QWidget()
        self._alike_holder.hide()
        vbox(self._alike_holder)
        self.section(
            "Identité",
            [TextEditor("name", "Nom ou dénomination exacte", called="le nom"), form],
            [
                SiretEditor(
                    "siret",
                    "SIREN ou SIRET",
                    hint="9 ou 14 chiffres, en bas du devis signé ou du bon de commande.",
                    called="le SIRET",
                ),
            ],
            TextEditor("vat_number", "N° de TVA", width=200, called="le numéro de TVA"),
            of_the_client(),
            self._alike_holder,
        )

    def _lay_out_folds(self) -> None:
        self.contacts = RowsEditor(
            "contacts",
            "Interlocuteurs",
            "un interlocuteur",
            _contact_lines,
            lambda v: validation.contact_problems(_contact(v)),
        )
        self.addresses = RowsEditor(
            "addresses",
            "Autres adresses",
            "une adresse",
            _other_address_lines,
            lambda v: validation.address_problems(_address(v)),
        )
        for title, rows in (("Interlocuteurs", self.contacts), ("Autres adresses", self.addresses)):
            self.fold(title, rows).toggled.connect(rows.open_for_typing)
        self.fold(
            "Formule d’appel",
            TextEditor(
                "salutation", "Formule d’appel des lettres", hint="Par exemple « Madame la Directrice ».", bare=True
            ),
            note="« Madame, Monsieur » par défaut",
        )
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))

    def _start(self, page: clients.ClientPage | None) -> None:
        if page is None:
            kind = ClientKind.UNKNOWN if self.context.desk.profile().sells_to_consumers else ClientKind.PROFESSIONAL
            self.load({"kind": kind, "trader": None})
            return
        main = vars(self._main_address) if self._main_address else {}
        self.load(
            {
                **{name: getattr(page.client, name) for name in CLIENT_FIELDS},
                **{name: main.get(name, "") for name in ADDRESS_FIELDS},
                "salutation": "" if page.client.salutation == Client.salutation else page.client.salutation,
                "contacts": [vars(contact) for contact in page.contacts],
                "addresses": [vars(address) for address in page.addresses[1:]],
            }
        )

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def _react(self) -> None:
        kind = self.kind.value or ClientKind.UNKNOWN
        business = kind is not ClientKind.CONSUMER
        for name in ("legal_form", "siret", "vat_number"):
            self.editor(name).setVisible(business or bool(self.editor(name).value))
        self.editor(CONSENT).setVisible(
            kind in {ClientKind.CONSUMER, ClientKind.UNKNOWN} or bool(self.editor(CONSENT).value)
        )
        self.editor("trader").setVisible(kind in {ClientKind.PROFESSIONAL, ClientKind.UNKNOWN})
        self._explain(kind)
        if self.isVisible():
            self._look.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()

    def first_editor(self) -> Editor | None:
        """The kind, on which the rest depends."""
        return self.kind

    def _explain(self, kind: ClientKind) -> None:
        if self._explained.property("kind") == kind.value:
            return
        self._explained.setProperty("kind", kind.value)
        layout = self._explained.layout()
        assert layout is not None
        clear(layout)
        card = Card(KIND_TITLES[kind])
        for note in regimes.notes(kind, self.context.desk.law, self.context.today()):
            card.add(IconText(TOPIC_ICONS[note.topic], note.words, Tone.MUTED, wrap=True))
        layout.addWidget(card)

    def look_for_alike(self) -> None:
        """Name the clients like this one, with a link to each; it warns and does not block."""
        self._look.stop()
        if not self.context.desk.is_open:
            return
        found = clients.similar(self.context.desk, self._client(self.values()))
        if [one.id for one in found] == self._alike:
            return
        self._alike = [one.id for one in found]
        layout = self._alike_holder.layout()
        assert layout is not None
        clear(layout)
        for one in found[:3]:
            link = Button("Ouvrir sa fiche", Kind.LINK, name=f"client.alike.{one.id}")
            link.setAccessibleName(f"Ouvrir la fiche de {one.name}")
            link.clicked.connect(lambda _on, client_id=one.id: self._open_other(client_id))
            sentence = f"{one.name}, {one.kind.label.lower()}. Si c’est le même, complétez sa fiche au lieu d’en ouvrir une autre."
            layout.addWidget(Callout("Un client semblable existe déjà", sentence, Tone.SOON, links=[link]))
        self._alike_holder.setVisible(bool(found))

    def _open_other(self, client_id: int) -> None:
        self.close_keeping()
        self.context.navigate("client", client_id)

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _client(self, values: Values) -> Client:
        fields = {name: values[name] for name in CLIENT_FIELDS}
        fields["kind"] = fields["kind"] or ClientKind.UNKNOWN
        fields["salutation"] = fields["salutation"] or Client.salutation
        return replace(self.client, **fields) if self.client else Client(**fields)

    def _all_addresses(self, values: Values) -> list[Address]:
        fields = {name: values[name] for name in ADDRESS_FIELDS}
        kept = {"id": self._main_address.id, "label": self._main_address.label} if self._main_address else {}
        main = [_address({**kept, **fields, "main": True})] if any(fields.values()) else []
        return main + [_address({**one, "main": False}) for one in values["addresses"] or ()]

    def _problems(self, values: Values) -> list[Problem]:
        problems = validation.client_problems(self._client(values))
        problems += validation.past(CONSENT, values[CONSENT], self.context.today())
        problems += validation.postcode_problem("postcode", values["postcode"], values["country"])
        for one in values["contacts"] or ():
            problems += _as_one("contacts", validation.contact_problems(_contact(one)))
        for one in values["addresses"] or ():
            problems += _as_one("addresses", validation.address_problems(_address(one)))
        return problems

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(
            self.show_problems,
            operations.save,
            self._client(values),
            [_contact(one) for one in values["contacts"] or ()],
            self._all_addresses(values),
        )
        return outcome.value.id if outcome else None


def _address_lines() -> list[Any]:
    return [
        TextEditor("street", "Rue", called="la rue"),
        TextEditor("street_extra", "Complément", optional=True, hint="Bâtiment, étage, service, boîte postale."),
        [
            PostcodeEditor("postcode", "Code postal", called="le code postal"),
            TextEditor("city", "Ville", called="la ville"),
            TextEditor("country", "Pays, hors de France", width=160),
        ],
    ]


def _other_address_lines() -> list[list[Editor]]:
    return [
        [TextEditor("label", "Nom du lieu", width=200, placeholder="Chantier, agence…"), TextEditor("street", "Rue")],
        [
            PostcodeEditor("postcode", "Code postal"),
            TextEditor("city", "Ville"),
            TextEditor("country", "Pays, hors de France", width=160),
        ],
    ]


def _contact_lines() -> list[list[Editor]]:
    return [
        [TextEditor("name", "Nom"), TextEditor("role", "Fonction")],
        [EmailEditor("email", "Courriel"), PhoneEditor("phone", "Téléphone")],
    ]


def _contact(values: Values) -> Contact:
    return Contact(**{"client_id": 0, **values})


def _address(values: Values) -> Address:
    return Address(**{"client_id": 0, **values})


def _as_one(field: str, problems: Sequence[Problem]) -> list[Problem]:
    """The part's problems as problems of its editor, which shows them row by row."""
    return [Problem(field, problem.sentence, problem.blocking) for problem in problems]
