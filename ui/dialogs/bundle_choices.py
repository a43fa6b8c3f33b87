"""What one chooses before a dossier is handed over, beside what will go and what its reader looks for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.bundle.audiences import Audience, Need, audience, audiences
from litigedesk.bundle.facts import BundleFacts
from litigedesk.domain.matter import Matter
from litigedesk.operations import bundles
from litigedesk.operations.bundles import MEDIATOR, Wanted

from ..context import Context
from ..forms.base_editor import Editor
from ..forms.editors import CheckEditor, ChoiceEditor, IntegerEditor, LongTextEditor
from ..palette import Tone
from ..widgets.flow import Columns
from ..widgets.layout import clear, vbox
from ..widgets.panels import Callout, Card, Page
from ..widgets.text import IconText, Label

PDF: Final = ".pdf"
ZIP: Final = ".zip"
BOTH: Final = "both"
MEGABYTE: Final = 1_000_000
BY_EMAIL: Final = 10  # megabytes that most mail services let through
OTHER: Final = -1
LARGEST: Final = 2_000  # megabytes
SIDE: Final = 340  # px at the normal text size
LEFT_OUT: Final = (
    "Ce qui a été échangé dans une médiation reste hors du dossier : cela ne se produit devant un juge qu’avec l’accord des deux "
    "parties, sauf exceptions (C. conso. L612-3). La première page dit ce qui manque."
)
MAY_HAVE: Final = "Elles viennent de la médiation : le médiateur seul peut les avoir (C. conso. L612-3)."


class ChoicePage(Page):
    """The choices at the left; at the right what they put into the dossier, changed with each of them."""

    def __init__(self, context: Context, matter: Matter, *, audience: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context, self._matter = context, matter
        self._make_editors(audience or bundles.proposed_audience(context.desk, matter))
        main, aside, self._said = QWidget(), QWidget(), QWidget()
        self._lay_out(main)
        self._about = vbox(aside, 0, 12)
        vbox(self._said)
        self._said.hide()
        self.add(self._said, Columns(main, aside, side=SIDE))
        self.body.addStretch(1)
        self.facts = self._gathered("")
        self._usual = self.facts.asked
        self.asked.set_value("\n".join(self._usual))
        self.proposed = self.asked.value  # as the field gives it back, without hard spaces
        for editor in (self.audience, self.files, self.limit, self.confidential):
            editor.changed.connect(self._react)
        self.asked.changed.connect(self._show_facts)
        self._react()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _make_editors(self, audience: str) -> None:
        readers = [(one.key, one.label) for one in audiences()]
        self.audience = ChoiceEditor("audience", "Remis à", readers, segments=False, width=280, called="à qui")
        self.audience.set_value(audience)
        self.asked = LongTextEditor(
            "asked",
            "Ce qui est demandé",
            rows=3,
            hint="Une ligne par demande, sur la première page. Vide : la demande déjà notée.",
        )
        self.files = ChoiceEditor(
            "files", "Fichier", [(PDF, "Un PDF"), (ZIP, "Une archive ZIP"), (BOTH, "Les deux")], segments=True
        )
        self.files.set_value(PDF)
        sizes = [(0, "Aucune"), (BY_EMAIL, f"{BY_EMAIL} Mo, par courriel"), (OTHER, "Autre")]
        cut = "Au-delà, le PDF est coupé en plusieurs fichiers."
        self.limit = ChoiceEditor("limit", "Taille maximale d’un fichier", sizes, segments=True, hint=cut)
        self.limit.set_value(0)
        self.other = IntegerEditor("other", "Taille maximale", suffix="Mo", called="la taille maximale")
        self.light = CheckEditor(
            "light",
            "Alléger les images",
            hint="Des images moins fines font un fichier plus petit ; vos originaux ne changent pas.",
        )
        self.confidential = CheckEditor("confidential", "Joindre les pièces confidentielles", hint=MAY_HAVE)

    def _lay_out(self, main: QWidget) -> None:
        column = vbox(main, 0, 12)
        self.sentence = Label("", Tone.MUTED, wrap=True)
        whom = Card("À qui", gap=12).add(self.audience, self.sentence, self.asked, self.confidential)
        self.kind = Label("", Tone.MUTED, wrap=True)
        what = Card("En quel fichier", gap=12).add(self.files, self.kind, self.limit, self.other, self.light)
        column.addWidget(whom)
        column.addWidget(what)
        column.addStretch(1)

    def say(self, sentence: str) -> None:
        """Say above the choices why nothing was written, or no longer."""
        layout = self._said.layout()
        assert layout is not None
        clear(layout)
        if sentence:
            layout.addWidget(Callout("Rien n’a été écrit", sentence, Tone.LATE, icon="circle-alert"))
            self.verticalScrollBar().setValue(0)
        self._said.setVisible(bool(sentence))

    # ---- what is chosen ----------------------------------------------------------------------------------------------
    @property
    def reader(self) -> Audience:
        """Whom it goes to."""
        return audience(self.audience.value)

    @property
    def endings(self) -> tuple[str, ...]:
        """The kinds of files to write."""
        return (PDF, ZIP) if self.files.value == BOTH else (self.files.value,)

    def wanted(self) -> Wanted:
        """All of it, as the operation takes it."""
        megabytes = self.other.value or 0 if self.limit.value == OTHER else self.limit.value
        pdf = PDF in self.endings
        return Wanted(
            audience=self.audience.value,
            asked=self._asked(),
            limit=megabytes * MEGABYTE if pdf else 0,
            light=pdf and self.light.value,
            with_confidential=self._may_have_all and self.confidential.value,
        )

    def problem(self) -> Editor | None:
        """The field that must be corrected first, which says why; ``None`` when the work can begin."""
        asked = self.limit.value == OTHER and PDF in self.endings
        sentence = self.other.own_problem()
        if not sentence and not (self.other.value and 1 <= self.other.value <= LARGEST):
            sentence = f"Indiquez une taille de 1 à {formats.number(LARGEST)} Mo."
        self.other.set_problem(sentence if asked else None)
        return self.other if asked and sentence else None

    @property
    def _may_have_all(self) -> bool:
        return bool(self.audience.value == MEDIATOR)

    def _asked(self) -> str:
        """What was typed; empty while it is what the dossier asks for of itself."""
        return "" if self.asked.value == self.proposed else self.asked.value

    def _gathered(self, asked: str) -> BundleFacts:
        wanted = Wanted(
            audience=self.audience.value,
            asked=asked,
            with_confidential=self._may_have_all and self.confidential.value,
        )
        return bundles.facts(self._context.desk, self._matter, wanted)

    # ---- what follows ------------------------------------------------------------------------------------------------
    def _react(self) -> None:
        self.facts = self._gathered(self._asked())
        pdf, reader = PDF in self.endings, self.reader
        self.sentence.set_text(reader.sentence)
        self.kind.set_text(_of_kind(self.endings))
        self.confidential.setVisible(
            self._may_have_all and bool(self.facts.left_out or any(one.confidential for one in self.facts.pieces))
        )
        self.limit.setVisible(pdf)
        self.other.setVisible(pdf and self.limit.value == OTHER)
        self.light.setVisible(pdf)
        self._show_facts()

    def _show_facts(self) -> None:
        asked = tuple(line for line in self._asked().splitlines() if line.strip())
        self.facts = replace(self.facts, asked=asked or self._usual)
        clear(self._about)
        self._about.addWidget(_contents(self.facts))
        self._about.addWidget(_needs(self.facts))
        if self.facts.left_out:
            self._about.addWidget(_left_out(self.facts.left_out))
        self._about.addStretch(1)


def _of_kind(endings: Sequence[str]) -> str:
    pdf = "Le PDF réunit tout, avec une table des matières et le numéro de chaque pièce sur ses pages."
    archive = "L’archive contient ce PDF, vos fichiers d’origine intacts et une page qui s’ouvre dans tout navigateur."
    return " ".join(words for ending, words in ((PDF, pdf), (ZIP, archive)) if ending in endings)


def _contents(facts: BundleFacts) -> Card:
    """What goes, section by section; pages are counted as they are made."""
    size = sum(piece.size for piece in facts.pieces)
    pieces = formats.count(len(facts.pieces), "pièce")
    lines = [
        ("file-text", "Première page, bordereau et table des matières"),
        ("history", _counted(facts, "chronology")),
        ("calculator", _counted(facts, "statement")),
        *([("mail", _counted(facts, "letters"))] if facts.letters or not facts.pieces else []),
        ("archive", f"{pieces}, {formats.file_size(size)}" if facts.pieces else "aucune pièce"),
    ]
    card = Card("Ce qui part", gap=6)
    for icon, words in lines:
        card.add(IconText(icon, words[:1].upper() + words[1:], Tone.TEXT, wrap=True, icon_tone=Tone.MUTED))
    return card


def _needs(facts: BundleFacts) -> Card:
    """What this reader looks for first, and whether it will be found; a sign, and the words that say the same."""
    card = Card("Ce que ce lecteur cherchera", gap=8)
    for need in facts.audience.needs:
        lacking = _lacking(facts, need)
        icon, tone = ("circle-dashed", Tone.SOON) if lacking else ("circle-check", Tone.FINE)
        holder = QWidget()
        column = vbox(holder, 0, 0)
        column.addWidget(IconText(icon, need.label, Tone.TEXT, wrap=True, icon_tone=tone))
        if lacking:
            column.addWidget(Label(f"manque : {lacking}", Tone.SOON, wrap=True))
        card.add(holder)
    return card


def _lacking(facts: BundleFacts, need: Need) -> str:
    """What keeps this reader from finding it, in words; empty when nothing does."""
    if not _holds(facts, need.section):
        return _counted(facts, need.section)
    return " ; ".join(kind.label.lower() for kind in facts.lacking(need))


def _left_out(titles: Sequence[str]) -> Callout:
    named = " ; ".join(titles)
    words = formats.count(len(titles), "pièce confidentielle laissée", "pièces confidentielles laissées")
    return Callout(f"{words} de côté", f"{named}. {LEFT_OUT}", Tone.SOON, icon="lock")


def _holds(facts: BundleFacts, section: str) -> bool:
    return {
        "cover": bool(facts.asked),
        "chronology": bool(facts.chronology),
        "statement": facts.statement_pdf is not None,
        "letters": bool(facts.letters),
    }.get(section, bool(facts.pieces))


def _counted(facts: BundleFacts, section: str) -> str:
    match section:
        case "cover":
            return "rien n’est demandé"
        case "chronology":
            many = len(facts.chronology)
            return f"chronologie : {formats.count(many, 'fait')}" if many else "aucun fait daté"
        case "statement":
            return "décompte des sommes" if facts.statement_pdf is not None else "aucune somme due"
        case "letters":
            many = len(facts.letters)
            return formats.count(many, "courrier envoyé", "courriers envoyés") if many else "aucun courrier envoyé"
        case _:
            return formats.count(len(facts.pieces), "pièce") if facts.pieces else "aucune pièce"
