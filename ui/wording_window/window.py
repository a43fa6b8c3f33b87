"""The window of texts: the letters at the left, the text being written, and at its right its pages, names and differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QMenu, QSplitter, QStackedWidget, QWidget

from litigedesk import formats
from litigedesk.errors import Problem
from litigedesk.letters import own_wording, specimen
from litigedesk.letters.facts import LetterFacts
from litigedesk.operations import wordings
from litigedesk.queries import wordings as queries
from litigedesk.queries.files import content

from ..context import Context
from ..palette import Tone
from ..tasks import Tasks
from ..theme import MIDDLE, current
from ..undo_keys import add_undo_keys, show_messages
from ..widgets.buttons import Button, IconButton, Kind, Option, Segments
from ..widgets.layout import hbox, row, vbox
from ..widgets.message_bar import MessageBar
from ..widgets.panels import BottomBar, Callout
from ..widgets.text import Chip, IconText, Label
from .difference_view import DifferenceView
from .files import FileButtons
from .letters_list import LettersList
from .names_pane import NamesPane
from .preparation import Trial, attempt, insertable
from .questions import Answer, ask_back, ask_unsaved
from .remarks_pane import RemarksPane
from .text_editor import TextEditor
from .trial_pane import TrialPane

PAUSE = 300  # ms after the last key before the text is tried again
TRIAL, NAMES = "trial", "names"
PREVIEW, INSERT, COMPARE = "preview", "insert", "compare"
_SIDES: Final = (Option(PREVIEW, "Aperçu"), Option(INSERT, "Insérer"), Option(COMPARE, "Changements"))
UNCHANGED = "Le texte seul change : ce que la lettre exige et ses garde-fous restent."
LIST_FROM = 1120  # px at the normal text size, under which the list of letters makes way
OURS_TO_THEIRS = "Du texte de LitigeDesk au vôtre : +\u00a0est ajouté par vous, −\u00a0n’y est plus."
THEN_TO_NOW = (
    "Ce que LitigeDesk a changé depuis que vous avez écrit le vôtre : +\u00a0est nouveau, −\u00a0n’y est plus."
)


def edit_wordings(
    context: Context, parent: QWidget | None, template_id: str = "", facts: LetterFacts | None = None
) -> None:
    """Let the user change the texts of their letters, and wait: on one letter of a dossier, or on all with an example."""
    window = WordingWindow(context, parent, template_id, facts)
    if parent is not None:
        owner = parent.window()
        window.resize(owner.size())
        window.move(owner.pos())
    window.exec()
    window.deleteLater()


class WordingWindow(QDialog):
    """Texts of letters; with ``facts``, the pages are those of that dossier as long as its letter is shown."""

    def __init__(
        self, context: Context, parent: QWidget | None, template_id: str = "", facts: LetterFacts | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("wording-window")
        self.setWindowTitle("Mes textes de lettres")
        self.context = context
        rows = queries.rows(context.desk)
        first = next((one for one in rows if one.own is not None), rows[0])
        self._row = queries.row(context.desk, template_id) if template_id else first
        self._given = (template_id, facts) if facts is not None else None
        self._closed = False
        self.tasks = Tasks()
        self.trial = Trial(body="")
        self._make_parts()
        self._lay_out()
        self._wire()
        self._show_letters(rows)
        self._show_row()
        self.editor.setFocus()

    # ---- building ----------------------------------------------------------------------------------------------------
    def _make_parts(self) -> None:
        self.title = Label("", size=MIDDLE, weight=600, elide=True)
        self.state = Chip("", Tone.MUTED, "")
        self.others = IconButton("chevron-down", "Choisir une autre lettre")
        self.others.setMenu(QMenu(self.others))
        self._close = IconButton("x", "Fermer (Échap)")
        self.letters = LettersList()
        self.editor = TextEditor("Texte de la lettre")
        self.remarks = RemarksPane()
        self.sides = Segments(_SIDES, "Ce qui est montré à droite")
        self.preview = TrialPane(self.tasks, "")
        self.names = NamesPane()
        self.changes = DifferenceView("Ce qui a changé", "C’est le texte de LitigeDesk, sans changement.")
        self.primary = Button("Enregistrer", Kind.PRIMARY, "check", tip="Ctrl+S", name="wording.save")
        self.back = Button("Revenir au texte de LitigeDesk", Kind.QUIET, "rotate-ccw", name="wording.back")
        self.messages = MessageBar(self)
        self.files = FileButtons(self, self.context, self.messages, lambda: self._row.template, self._may_leave_text)
        self.bar = BottomBar(self.files.take, self.files.give, self.primary, left=self.back)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._outdated: QWidget | None = None

    def _lay_out(self) -> None:
        top = QFrame()
        top.setObjectName("topbar")
        header = hbox(top, (16, 8, 16, 8), 8)
        header.addWidget(self.title)
        header.addWidget(self.others)
        header.addWidget(self.state)
        header.addStretch(1)
        header.addWidget(IconText("lock", UNCHANGED, elide=True), 4)
        header.addWidget(self._close)
        middle = QWidget()
        self._middle = vbox(middle, 0, 0)
        self._middle.addWidget(self.editor, 1)
        self._middle.addWidget(self.remarks)
        self._stack = QStackedWidget()
        for widget in (self.preview, self.names, self.changes):
            self._stack.addWidget(widget)
        right = QFrame()
        right.setObjectName("desk")
        column = vbox(right, 0, 0)
        column.addLayout(row(self.sides, None, margins=(16, 12, 16, 4)))
        column.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(right)
        self.splitter.setSizes([580, 540])
        across = hbox(gap=0)
        across.addWidget(self.letters)
        across.addWidget(self.splitter, 1)
        outer = vbox(self, 0, 0)
        outer.addWidget(top)
        outer.addLayout(across, 1)
        outer.addWidget(self.bar)
        self.messages.raise_()
        self.resize(1366, 768)

    def _wire(self) -> None:
        self._close.clicked.connect(self.reject)
        self._timer.timeout.connect(self.refresh)
        self.letters.chosen.connect(self._choose)
        self.editor.textChanged.connect(self._typed)
        self.remarks.line_asked.connect(self.editor.go_to_line)
        self.sides.chosen.connect(self.show_side)
        self.names.inserted.connect(self.editor.insert_snippet)
        self.primary.clicked.connect(self.save)
        self.back.clicked.connect(self.go_back)
        self.files.imported.connect(self.show_letter)
        self.context.data_changed.connect(self._data_changed)
        self._deafen = show_messages(self.messages, self.context)
        add_undo_keys(self, self.context)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.save),
            ("Ctrl+F", self._search),
        )
        for key, slot in keys:
            QShortcut(QKeySequence(key), self, slot)

    # ---- the letter shown --------------------------------------------------------------------------------------------
    @property
    def body(self) -> str:
        """The text as it is typed."""
        return own_wording.plain(self.editor.toPlainText())

    @property
    def is_changed(self) -> bool:
        """Whether the text typed is not the one that is kept."""
        return self.body != own_wording.plain(self._row.body)

    @property
    def _draft(self) -> str:
        return f"wording:{self._row.template.id}"

    def show_letter(self, template_id: str) -> None:
        """Show the text of another letter; what was typed must have been kept or given up."""
        self._row = queries.row(self.context.desk, template_id)
        self.letters.set_current(template_id)
        self._show_row()

    def _show_letters(self, rows: Sequence[queries.WordingRow]) -> None:
        """The letters at the left, and in the menu that stands for them on a narrow window."""
        self.letters.show_rows(rows, self._row.template.id)
        menu = self.others.menu()
        menu.clear()
        for one in rows:
            menu.addAction(one.template.title, partial(self._choose, one.template.id))

    def _show_row(self) -> None:
        self.title.set_text(self._row.template.title)
        self.preview.forget()
        draft = self.context.drafts.get(self._draft)  # there is one only after a crash: leaving asks what to do
        text = self._row.body if draft is None else str(draft.get("body", ""))
        self.editor.blockSignals(True)
        self.editor.show_text(text.rstrip("\n"))
        self.editor.blockSignals(False)
        if draft is not None:
            self.messages.note("Votre saisie interrompue a été reprise.")
        self._show_state()
        self._facts = self._facts_shown()
        self.tasks.start(NAMES, partial(insertable, self._row.template, self._facts), self.names.show_names)
        self.refresh()

    def _facts_shown(self) -> LetterFacts:
        """The dossier that the letter window is open on, else an invented one in the user's name."""
        if self._given is not None and self._given[0] == self._row.template.id:
            facts = self._given[1]
            whose = facts.known_client.name if facts.known_client is not None else ""
            self.preview.about.set_text(" · ".join(filter(None, ("Sur ce dossier", whose, facts.reference))))
            return facts
        self.preview.about.set_text("Sur un dossier inventé, à votre nom")
        desk, profile = self.context.desk, self.context.desk.profile()
        dress = {
            name: content(desk, getattr(profile, f"{name}_file_id")) for name in ("logo", "signature", "letterhead")
        }
        return specimen.facts(self._row.template, profile, self.context.today(), dress)

    def _show_state(self) -> None:
        if self.is_changed:
            self.state.set_status("Modifié, pas enregistré", Tone.SOON, "pencil")
        elif self._row.own is not None:
            self.state.set_status("Votre texte", Tone.ACCENT, "pencil")
        else:
            self.state.set_status("Texte de LitigeDesk", Tone.MUTED, "")
        self.primary.setEnabled(self.is_changed)
        self.back.setEnabled(self._row.own is not None or self.is_changed)
        self._show_outdated()

    def _show_outdated(self) -> None:
        """A line above the text when ours has changed since theirs was written."""
        if self._row.is_outdated == (self._outdated is not None):
            return
        if self._outdated is not None:
            self._middle.removeWidget(self._outdated)
            self._outdated.hide()
            self._outdated.deleteLater()
            self._outdated = None
            return
        see = Button("Voir ce qui a changé", Kind.LINK, name="wording.see")
        keep = Button("Garder mon texte", Kind.LINK, name="wording.keep")
        see.clicked.connect(lambda: self.show_side(COMPARE))
        keep.clicked.connect(lambda: self.context.run(wordings.keep, self._row.template.id))
        words = "Vos lettres gardent votre texte tant que vous ne le changez pas."
        self._outdated = Callout(
            "LitigeDesk a changé son texte depuis le vôtre", words, Tone.SOON, icon="info", links=[see, keep]
        )
        self._middle.insertWidget(0, self._outdated)

    # ---- trying the text ---------------------------------------------------------------------------------------------
    def _typed(self) -> None:
        self.messages.dismiss()  # what was refused is being corrected
        if self.is_changed:
            self.context.drafts.keep(self._draft, {"body": self.body}, "Texte de lettre")
        else:
            self.context.drafts.drop(self._draft)
        self._show_state()
        self._timer.start()

    def refresh(self) -> None:
        """Try the text beside the window; what is shown stays until the new pages are there."""
        self._timer.stop()
        work = partial(attempt, self._row.template, self.body, self._facts)
        self.tasks.start(TRIAL, work, self._show_trial)
        self._compare()

    def _show_trial(self, trial: Trial) -> None:
        self.trial = trial
        self.editor.mark(trial.remarks)
        self.remarks.show_remarks(trial.remarks)
        self.preview.show_trial(trial)

    @property
    def is_writing(self) -> bool:
        """Whether what is shown is older than the text."""
        return self._timer.isActive() or self.tasks.is_busy(TRIAL)

    def settled(self) -> Trial:
        """What is to be said of the text as it stands now, tried at once if it is still being tried."""
        if self.is_writing or self.trial.body != self.body:
            self._timer.stop()
            self.tasks.drop(TRIAL)
            self.tasks.settle()
            self._show_trial(attempt(self._row.template, self.body, self._facts))
            self._compare()
        return self.trial

    def _compare(self) -> None:
        """What has changed: in ours since, while that was not looked at, else from ours to theirs."""
        ours = own_wording.ours(self._row.template)
        if self._row.own is not None and self._row.is_outdated and self._row.own.ours:
            self.changes.show_lines(own_wording.differences(self._row.own.ours, ours), THEN_TO_NOW)
        else:
            self.changes.show_lines(own_wording.differences(ours, self.body), OURS_TO_THEIRS)

    def show_side(self, key: str) -> None:
        """Show the pages, what can be inserted, or what has changed."""
        self.sides.set_key(key)
        self._stack.setCurrentIndex([one.key for one in _SIDES].index(key))

    def _search(self) -> None:
        self.show_side(INSERT)
        self.names.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- keeping -----------------------------------------------------------------------------------------------------
    def save(self) -> bool:
        """Keep the text; false, and the remarks say why, when it cannot be."""
        if not self.is_changed:
            return True
        outcome = self.context.submit(self._show_problems, wordings.save, self._row.template.id, self.body)
        if outcome is not None:
            self.context.drafts.drop(self._draft)
        return outcome is not None

    def _show_problems(self, _problems: Sequence[Problem]) -> None:
        refused = [one for one in self.settled().remarks if one.blocks]
        noun = formats.count(len(refused), "point est à corriger", "points sont à corriger")
        self.messages.error(f"Ce texte ne peut pas être enregistré : {noun}.")
        if refused and refused[0].line:
            self.editor.go_to_line(refused[0].line)

    def go_back(self) -> None:
        """Show what going back to our text changes, and do it if that is wanted."""
        template = self._row.template
        lines = own_wording.differences(self.body, own_wording.ours(template))
        if not ask_back(self, template.title, lines):
            return
        if self._row.own is not None:
            self.context.run(wordings.remove, template.id)
        self.context.drafts.drop(self._draft)
        self.show_letter(template.id)

    def _data_changed(self, kinds: frozenset[str]) -> None:
        """Another text is kept now, by this window or by an undo: what is typed stays if it was not kept."""
        if "wording" not in kinds:
            return
        changed = self.is_changed
        self._row = queries.row(self.context.desk, self._row.template.id)
        self._show_letters(queries.rows(self.context.desk))
        if not changed and self.is_changed:
            self._show_row()
        else:
            self._show_state()
            self._compare()

    # ---- leaving -----------------------------------------------------------------------------------------------------
    def _choose(self, template_id: str) -> None:
        if self._may_leave_text():
            self.show_letter(template_id)
        else:
            self.letters.set_current(self._row.template.id)

    def _may_leave_text(self) -> bool:
        """Whether the text shown may make way: it is kept, or the user gives it up."""
        if not self.is_changed:
            return True
        answer = ask_unsaved(self, self._row.template.title, may_save=not self.settled().is_refused)
        if answer is Answer.DROP:
            self.context.drafts.drop(self._draft)
        return self.save() if answer is Answer.SAVE else answer is Answer.DROP

    def reject(self) -> None:
        if self._closed or self._may_leave_text():
            super().reject()

    def done(self, result: int) -> None:
        if not self._closed:
            self._closed = True
            self._timer.stop()
            self.tasks.stop()
            self.context.data_changed.disconnect(self._data_changed)
            self._deafen()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= LIST_FROM * min(1.6, current().text_scale)
        self.letters.setVisible(wide)
        self.others.setVisible(not wide)
