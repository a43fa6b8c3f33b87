"""The letter window: choices and guards at the left, the very pages at the right, what to do with them below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from litigedesk import formats
from litigedesk.domain.matter import Matter
from litigedesk.errors import NotFound, UserError
from litigedesk.letters import annex, catalogue
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.ids import LADDER
from litigedesk.letters.template import Template
from litigedesk.operations import letters
from litigedesk.queries import clients, files, subjects
from litigedesk.queries import letters as queries

from ..context import Context, Draft
from ..palette import Tone
from ..tasks import Tasks
from ..theme import MIDDLE
from ..undo_keys import add_undo_keys, show_messages
from ..widgets.buttons import Button, IconButton, Kind
from ..widgets.layout import hbox, vbox
from ..widgets.message_bar import MessageBar
from ..widgets.panels import BottomBar, Callout
from ..widgets.text import IconText, Label
from ..wording_window import edit_wordings
from . import enclosures, jumps
from .choices_pane import ChoicesPane
from .exits import Exits
from .filing import FilingDialog
from .guard_panel import GuardPanel
from .halves import Halves
from .preparation import Prepared, prepare, without_facts
from .preview_pane import PreviewPane
from .tone_ladder import changed
from .wording_line import WordingLine

PAUSE = 150  # ms after the last key before the letter is written again
LETTER = "letter"  # key of the task that writes it


def compose(context: Context, parent: QWidget | None, matter: Matter, template_id: str) -> LetterWindow | None:
    """Open the letter window on one letter about a record, over the window that asks; returns at once.

    ``None`` when the record or the letter is not there any more, which the message bar then says.
    """
    try:
        window = LetterWindow(context, parent, matter, template_id)
    except NotFound as gone:
        context.fail(gone)
        return None
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if parent is not None:
        owner = parent.window()
        window.resize(owner.size())
        window.move(owner.pos())
        if owner.isMaximized() or owner.isFullScreen():
            window.setWindowState(Qt.WindowState.WindowMaximized)
    window.open()
    return window


class LetterWindow(QDialog):
    """One letter about a record, from the choice to the filing; what was chosen is kept when it closes."""

    def __init__(self, context: Context, parent: QWidget | None, matter: Matter, template_id: str) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("letter-window")
        self.context = context
        self._matter = matter
        self._template = catalogue.template(template_id)
        self._filed: int | None = None
        self._filed_panel: QWidget | None = None
        self._closed = False
        subject = subjects.subject(context.desk, matter)
        self.tasks = Tasks()
        self.prepared = Prepared(template=self._template)
        self._records = jumps.Records(matter, subject.dispute_id, subject.client_id)
        self._about = " · ".join(filter(None, (subject.who, subject.reference)))
        self._make_parts()
        self._lay_out()
        self._wire()
        self._show_template()
        self.choices.letter.field.setFocus()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _make_parts(self) -> None:
        self.title = Label("", size=MIDDLE, weight=600)
        self.about = Label(self._about, Tone.MUTED, elide=True)
        self.draft_note = IconText("circle-check", "", icon_tone=Tone.FINE)
        self._close = IconButton("x", "Fermer en gardant le brouillon (Échap)")
        fitting = queries.fitting_letters(self.context.desk, self._matter)
        offered = [one for one in catalogue.catalogue() if one in fitting or one is self._template]
        self.choices = ChoicesPane(offered, self.context.today())
        self.guards = GuardPanel()
        self.wording_line = WordingLine()
        self.choices.add_below(self.wording_line)
        self.choices.add_below(self.guards)
        self.preview = PreviewPane(self.tasks)
        self.primary = Button(
            "Enregistrer dans le dossier", Kind.PRIMARY, "folder-open", tip="Ctrl+S", name="letter.file"
        )
        self.messages = MessageBar(self)
        self.exits = Exits(self, self.context, self.messages, self._ready, self._attached)
        quiet = IconText("lock", "Rien ne part sans vous.", elide=True)
        self.bar = BottomBar(*self.exits.buttons, self.primary, left=quiet, instead=self.exits.all)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("topbar")
        header = hbox(top, (16, 8, 16, 8), 8)
        header.addWidget(self.title)
        header.addWidget(self.about, 1)
        header.addWidget(self.draft_note)
        header.addSpacing(8)
        header.addWidget(self._close)
        self.halves = Halves(self.choices, self.preview)
        outer = vbox(self, 0, 0)
        outer.addWidget(top)
        outer.addWidget(self.halves, 1)
        outer.addWidget(self.bar)
        self.setTabOrder(self.primary, self._close)
        self.messages.raise_()
        self.resize(1366, 768)

    def _wire(self) -> None:
        self._close.clicked.connect(self.reject)
        self._timer.timeout.connect(self.refresh)
        self.choices.changed.connect(self._chosen)
        self.choices.template_chosen.connect(self.show_template)
        self.guards.mended.connect(self.mend)
        self.wording_line.asked.connect(self.edit_wording)
        self.guards.passed_over.connect(self._keep_draft)
        self.preview.mended.connect(self.mend)
        self.primary.clicked.connect(self._press_primary)
        self.context.data_changed.connect(self._data_changed)
        self._deafen = show_messages(self.messages, self.context)
        add_undo_keys(self, self.context)
        view = self.preview.view
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl++", view.zoom_in),
            ("Ctrl+=", view.zoom_in),
            ("Ctrl+-", view.zoom_out),
            ("Ctrl+0", view.fit_width),
            ("Ctrl+P", self.exits.print_letter),
            ("Ctrl+S", self._press_primary),
            ("Ctrl+Return", self._press_primary),
        )
        for key, slot in keys:
            QShortcut(QKeySequence(key), self, slot)

    # ---- choosing ----------------------------------------------------------------------------------------------------
    @property
    def _key(self) -> str:
        return f"letter:{self._matter.kind}:{self._matter.id}:{self._template.id}"

    def show_template(self, template_id: str) -> None:
        """Show another letter of the catalogue; the choices made for this one are kept.

        From one tone to another, what the user chose otherwise than proposed goes along.
        """
        before, after = self._template, catalogue.template(template_id)
        climbs = before is not after and {before.id, after.id} <= set(LADDER)
        kept = self.choices.chosen_otherwise() if climbs else {}
        self._template = after
        self._show_template(before if climbs else None, kept)

    def _show_template(self, before: Template | None = None, kept: Draft | None = None) -> None:
        template = self._template
        self.title.set_text(template.title)
        self.setWindowTitle(formats.typographic(f"{template.title} — {self._about}"))
        proposed = letters.proposed_choices(self.context.desk, template.id)
        self.choices.load(template, proposed, enclosures.usual(template))
        self.guards.passed = set()
        draft = self.context.drafts.get(self._key)
        if draft is not None:
            self.choices.load_draft(self.choices.draft() | draft)
            passed = draft.get("passed")
            self.guards.passed = set(passed) if isinstance(passed, tuple) else set()
        if kept:
            self.choices.load_draft(self.choices.draft() | kept)
        self.choices.ladder.show_rung(template, *changed(self.context.desk, template, before, self._records.client_id))
        self._say_draft("brouillon repris" if draft is not None else "")
        self.refresh()

    def _chosen(self) -> None:
        self._keep_draft()
        self._timer.start()

    def _keep_draft(self) -> None:
        if self._filed is None:
            passed = tuple(sorted(self.guards.passed))
            typed = self.choices.draft() | {"passed": passed}
            self.context.drafts.keep(self._key, typed, self._template.title)
            now = self.context.desk.now()
            self._say_draft(f"brouillon gardé à {now.hour}{formats.NBSP}h{formats.NBSP}{now:%M}")

    def _say_draft(self, words: str) -> None:
        self.draft_note.label.set_text(words)
        self.draft_note.setVisible(bool(words))

    # ---- writing the letter ------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Write the letter again beside the window; what is shown stays until the new pages are there."""
        self._timer.stop()
        if self._filed is not None or not self.choices.is_readable():
            return
        facts = self._facts()
        if facts is not None:
            self.tasks.start(LETTER, partial(prepare, self._template, facts), self._show)

    def _facts(self) -> LetterFacts | None:
        """The facts with the papers ticked; ``None`` when they cannot be had, which the preview then explains."""
        desk = self.context.desk
        choices = self.choices.choices()
        try:
            facts = letters.facts(desk, self._matter, self._template.id, replace(choices, enclosures=()))
        except UserError as fault:
            self.tasks.drop(LETTER)
            self._show(self._without_facts(fault))
            return None
        statement = annex.needed(self._template, facts)
        papers = enclosures.offered(self._template, facts)
        sizes = files.sizes(desk, [file_id for one in papers for file_id in one.files])
        self.choices.offer(papers, sizes, statement=statement)
        return replace(facts, enclosures=self.choices.choices().enclosures)

    def _without_facts(self, fault: UserError) -> Prepared:
        desk, today = self.context.desk, self.context.today()
        rates_over = today > desk.law.rates.complete_until
        try:
            client_id = subjects.subject(desk, self._matter).client_id
            client = clients.client(desk, client_id) if client_id is not None else None
        except NotFound:
            client = None
        return without_facts(self._template, fault, client, rates_over=rates_over)

    def _show(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.wording_line.show_own(prepared.facts is not None and bool(prepared.facts.wording))
        self.guards.show_prepared(prepared)
        self.preview.show_prepared(prepared)
        for button in (*self.exits.buttons, self.exits.all, self.primary):
            button.setEnabled(prepared.may_leave)

    @property
    def is_writing(self) -> bool:
        """Whether the letter shown is older than the choices."""
        return self._timer.isActive() or self.tasks.is_busy(LETTER)

    def settled(self) -> Prepared:
        """The letter as the choices stand now, written at once if it is still being written."""
        if self.is_writing:
            self._timer.stop()
            self.tasks.drop(LETTER)
            self.tasks.settle()
            if (facts := self._facts()) is not None:
                self._show(prepare(self._template, facts))
        return self.prepared

    # ---- mending -----------------------------------------------------------------------------------------------------
    def mend(self, target: str, record_id: int | None = None) -> None:
        """Go where a fact is typed; the letter is written again on return."""
        if target.startswith("template."):
            self.show_template(target.removeprefix("template."))
        elif not self.halves.focus(target):
            jumps.go(self.context, self, target, record_id, replace(self._records, template_id=self._template.id))
            self.refresh()

    def edit_wording(self) -> None:
        """Change the text of this letter in the window of texts, the pages being those of this dossier."""
        self.tasks.settle()  # the library of the pages is not made for two threads
        edit_wordings(self.context, self, self._template.id, self.settled().facts)

    def _data_changed(self, _kinds: frozenset[str]) -> None:
        if self._filed is None:
            self._timer.start()
        elif not self._is_filed():
            self._set_filed(None)
            self.refresh()

    def _is_filed(self) -> bool:
        return self._filed is not None and queries.is_kept(self.context.desk, self._filed)

    # ---- leaving -----------------------------------------------------------------------------------------------------
    def _ready(self) -> Prepared | None:
        """The letter, if it may leave as it stands."""
        if not self.choices.is_readable():
            self.halves.focus("letter.reply_by")
            return None
        prepared = self.settled()
        return prepared if prepared.may_leave else None

    def _attached(self) -> tuple[int, ...]:
        """The kept files of the papers ticked."""
        return self.choices.choices().attached

    # ---- filing ------------------------------------------------------------------------------------------------------
    def _press_primary(self) -> None:
        if self._filed is not None:
            self.accept()
        elif self._ready() is not None:
            self.ask_to_file()

    def ask_to_file(self) -> None:
        """Ask whether the letter has left, then file it."""
        dialog = FilingDialog(
            self,
            today=self.context.today(),
            reply_by=self.choices.choices().reply_by,
            to_look_at=self.guards.to_look_at(),
            save=lambda sent_on: self._file(dialog, sent_on),
        )
        self.context.error_raised.connect(dialog.show_error)
        dialog.exec()
        self.context.error_raised.disconnect(dialog.show_error)
        dialog.deleteLater()

    def _file(self, dialog: FilingDialog, sent_on: date | None) -> bool:
        self.tasks.settle()  # the pages are written again by the operation, and the library is not made for two threads
        choices = self.choices.choices()
        outcome = self.context.submit(
            dialog.show_problems, letters.file, self._matter, self._template.id, choices, sent_on=sent_on
        )
        if outcome is None:
            return False
        self.context.drafts.drop(self._key)
        self._set_filed(outcome.value.id, sent=sent_on is not None)
        return True

    def _set_filed(self, letter_id: int | None, *, sent: bool = False) -> None:
        """Show the letter as filed, choices at rest; or, after an undo, open to change again."""
        self._filed = letter_id
        self._timer.stop()
        self.choices.set_choosable(letter_id is None)
        self.guards.setVisible(letter_id is None)
        self.wording_line.setVisible(letter_id is None)
        if self._filed_panel is not None:
            self._filed_panel.hide()
            self._filed_panel.deleteLater()
            self._filed_panel = None
        if letter_id is not None:
            self._filed_panel = self._make_filed_panel(sent)
            self.choices.add_above(self._filed_panel)
        self._say_draft("enregistrée dans le dossier" if letter_id is not None else "")
        self.primary.set_text("Enregistrer dans le dossier" if letter_id is None else "Fermer")
        self.primary.set_icon("folder-open" if letter_id is None else "check")
        if letter_id is not None:
            self.primary.setFocus()  # the choices, where the keys were, are at rest

    def _make_filed_panel(self, sent: bool) -> QWidget:
        undo = Button("Annuler l’enregistrement", Kind.LINK, name="letter.undo")
        undo.clicked.connect(self.context.undo)
        reply_by = self.choices.choices().reply_by
        words = [] if reply_by is None else [f"Réponse attendue le {formats.date_long(reply_by)}."]
        words.append(
            "Notée comme envoyée aujourd’hui." if sent else "Notez son envoi dans le dossier quand elle sera partie."
        )
        title = "Enregistrée dans le dossier"
        return Callout(title, " ".join(words), Tone.FINE, icon="circle-check", links=[undo])

    # ---- closing -----------------------------------------------------------------------------------------------------
    def done(self, result: int) -> None:
        if not self._closed:
            self._leave()
        super().done(result)

    def _leave(self) -> None:
        """Take no more results and no more news; a page being drawn is waited for."""
        self._closed = True
        self._timer.stop()
        self.tasks.stop()
        self.context.data_changed.disconnect(self._data_changed)
        self._deafen()
