"""A mediator of the user's own register, typed or taken from the shipped one, with what is to be checked again."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats, validation
from litigedesk.domain.mediation import Mediator
from litigedesk.domain.vocabulary import ClientKind, MediatorKind
from litigedesk.errors import Problem
from litigedesk.operations import mediators as operations
from litigedesk.queries import mediations
from litigedesk.rules import mediators as rules

from ..context import Context
from ..palette import Tone
from ..widgets.layout import clear, vbox
from ..widgets.panels import Callout, Card
from ..widgets.text import IconText
from .editors import ChoiceEditor, DateEditor, EmailEditor, LongTextEditor, PhoneEditor, PostcodeEditor, TextEditor
from .form import Form, Values

TAKEN: Final = ("name", "website", "street", "street_extra", "postcode", "city", "email", "phone")
FIELDS: Final = (*TAKEN, "kind", "shipped", "sectors", "checked_on", "notes")
CLIENTS: Final = {MediatorKind.CONSUMER: ClientKind.CONSUMER, MediatorKind.BUSINESS: ClientKind.PROFESSIONAL}
OTHER: Final = "Autre : à remplir"


class MediatorForm(Form):
    """``mediator_id`` is the one to change; ``shipped`` the key of a row of the shipped register to begin with."""

    def __init__(self, context: Context, mediator_id: int | None = None, *, shipped: str = "") -> None:
        self.mediator = None if mediator_id is None else mediations.mediator(context.desk, mediator_id)
        self._register, self._today = rules.load(), context.today()
        super().__init__(
            context,
            f"mediator:{mediator_id}" if mediator_id else f"mediator:new:{shipped}",
            "Modifier le médiateur" if self.mediator else "Ajouter un médiateur",
            "Enregistrer le médiateur",
            self._store,
            validate=self._problems,
            note="Seul le nom est obligatoire ; l’adresse et le site doivent être donnés à vos clients.",
            embedded=True,
        )
        self._filled: Mediator | None = None  # what the register last put in the fields
        self._said: tuple[object, ...] = ()
        self._lay_out_editors()
        self._start(shipped)
        self.changed.connect(self._react)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _lay_out_editors(self) -> None:
        self.kind = ChoiceEditor("kind", "Pour les litiges de", _kinds(), segments=True, called="le genre")
        self.row = ChoiceEditor(
            "shipped",
            "Prendre dans le registre",
            (),
            segments=False,
            empty=OTHER,
            hint="Ses coordonnées se remplissent.",
        )
        self.section("Quel médiateur ?", self.kind, self.row)
        self.section(
            "Ce que vos clients doivent recevoir",
            TextEditor("name", "Nom", called="le nom"),
            TextEditor("website", "Site", called="le site"),
            TextEditor("street", "Rue", called="la rue"),
            TextEditor("street_extra", "Complément", optional=True),
            [
                PostcodeEditor("postcode", "Code postal", called="le code postal"),
                TextEditor("city", "Ville", called="la ville"),
            ],
            note="C. conso. L616-1 et R616-1",
        )
        self.section(
            "Pour le joindre, et pour vérifier",
            [EmailEditor("email", "Courriel", optional=True), PhoneEditor("phone", "Téléphone", optional=True)],
            LongTextEditor("sectors", "Ses secteurs", rows=2, optional=True, hint=rules.SECTORS_REMINDER),
            DateEditor(
                "checked_on",
                "Vu sur la liste de la CECMC le",
                today=self._today,
                quick=(("Aujourd’hui", "+0j"),),
                optional=True,
                called="la date de vérification",
                hint=f"La liste est publiée sur {rules.OFFICIAL_PAGE}.",
            ),
        )
        self.fold("Notes", LongTextEditor("notes", "Notes", bare=True))
        self._explained = QWidget()
        vbox(self._explained, gap=12)
        self.side(self._explained)
        self.kind.changed.connect(self._offer)
        self.row.changed.connect(self._take_row)

    def _start(self, shipped: str) -> None:
        if self.mediator is not None:
            self._offer(self.mediator.kind)
            self.load(
                {**{name: getattr(self.mediator, name) for name in FIELDS}, "shipped": self.mediator.shipped or None}
            )
            return
        row = self._register.mediator(shipped) if shipped else None
        kept = self.context.drafts.get(self.key) or {}
        kind = kept.get("kind") or (row.kind if row else MediatorKind.CONSUMER)
        self._offer(kind)
        self._filled = row.taken() if row else None
        start: dict[str, Any] = vars(self._filled) if self._filled else {}
        self.load(
            {**{name: start.get(name) for name in TAKEN}, "kind": row.kind if row else kind, "shipped": shipped or None}
        )

    # ---- what follows from what is chosen ----------------------------------------------------------------------------
    def _offer(self, kind: object = None) -> None:
        wanted = kind if isinstance(kind, MediatorKind) else self.kind.value
        rows = self._register.offered(CLIENTS[wanted or MediatorKind.CONSUMER])
        before = self.row.value
        self.row.set_options([(one.key, one.short_name) for one in rows], OTHER)
        self.row.set_value(before if before in [one.key for one in rows] else None)

    def _take_row(self) -> None:
        """Put a row's details in the fields that are empty or hold those of the row before."""
        row = self._register.mediator(self.row.value) if self.row.value else None
        taken = row.taken() if row else Mediator(name="")
        for name in TAKEN:
            editor = self.editor(name)
            if editor.value in {"", getattr(self._filled, name, "")}:
                editor.set_value(getattr(taken, name))
        self._filled = taken if row else None
        self.check()

    def _react(self) -> None:
        said = (self.row.value, self.editor("name").value, self.editor("website").value, self.kind.value)
        if said == self._said:
            return
        self._said = said
        layout = self._explained.layout()
        assert layout is not None
        clear(layout)
        if warning := self._warning():
            layout.addWidget(Callout("Vérifiez ce médiateur", warning, Tone.SOON))
        layout.addWidget(self._known())

    def _known(self) -> Card:
        row = self._register.mediator(self.row.value) if self.row.value else None
        if row is None:
            words = (
                f"Vérifiez qu’il est sur la liste de la CECMC ({rules.OFFICIAL_PAGE}) avant de le nommer à vos clients."
            )
            return Card("Avant de le nommer").add(
                IconText("refresh-cw", words, Tone.TEXT, wrap=True, icon_tone=Tone.MUTED)
            )
        card = Card("D’où vient cette fiche", gap=12)
        card.add(IconText("refresh-cw", row.to_check_again, Tone.SOON, wrap=True))
        for icon, words in (("book-open", row.status), ("mail", row.address_note), ("info", row.note)):
            if words:
                card.add(IconText(icon, words, Tone.MUTED, wrap=True))
        return card

    def _warning(self) -> str:
        return self._register.withdrawn(f"{self.editor('name').value} {self.editor('website').value}")

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Mediator:
        fields = {name: values[name] for name in FIELDS}
        fields["id"] = self.mediator.id if self.mediator else None
        fields["kind"] = fields["kind"] or MediatorKind.CONSUMER
        fields["shipped"] = fields["shipped"] or ""
        return Mediator(**fields)

    def _problems(self, values: Values) -> list[Problem]:
        problems = validation.mediator_problems(self._made(values), self._today)
        if self._register.withdrawn(f"{values['name']} {values['website']}"):
            problems.append(Problem("name", "Ce nom est à éviter : lisez l’avertissement.", blocking=False))
        return problems

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save, self._made(values))
        return outcome.value.id if outcome else None


def _kinds() -> list[tuple[MediatorKind, str]]:
    return [
        (MediatorKind.CONSUMER, "Consommateurs"),
        (MediatorKind.BUSINESS, formats.typographic("Entreprises, acheteurs publics")),
    ]
