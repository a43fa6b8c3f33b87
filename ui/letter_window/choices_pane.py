"""The left pane: which letter, pay by when, sent how, with what; and under it what to look at before sending."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters.ids import OF_MISSED
from litigedesk.letters.template import Family, Template
from litigedesk.operations.letters import Choices

from ..context import Draft
from ..forms.editors import ChoiceEditor, DateEditor
from ..palette import Tone
from ..theme import current, follow
from ..widgets.layout import vbox
from ..widgets.text import Label
from .enclosure_boxes import EnclosureBoxes
from .enclosures import Enclosure
from .tone_ladder import ToneLadder, words

PAY_BY, ANSWER_BY = "Payer au plus tard le", "Répondre au plus tard le"
QUICK = (("8 jours", "+8j"), ("15 jours", "+15j"), ("1 mois", "+1m"))
WIDTH = 424  # px at the normal text size
WIDEST = 1.55  # times that, at larger ones
NO_LIMIT = 16777215


class ChoicesPane(QScrollArea):
    """What the user decides. ``changed`` after each choice, ``template_chosen(id)`` when they want another letter."""

    changed = Signal()
    template_chosen = Signal(str)

    def __init__(self, templates: Iterable[Template], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._today, self._alone = today, False
        self._choosable = QWidget()
        self._make_editors(tuple(templates))
        self._enclosures = EnclosureBoxes()
        self._enclosures.changed.connect(self.changed)
        self._lay_out()
        follow(self._restyle)

    def _make_editors(self, templates: tuple[Template, ...]) -> None:
        self.letter = _letter_editor(templates)
        self.reply_by = DateEditor("letter.reply_by", PAY_BY, today=self._today, quick=QUICK, describe=self._counted)
        for chip in self.reply_by.chips:
            chip.setCheckable(True)
        self.ladder = ToneLadder(templates, listed=_is_listed(templates))
        self.ladder.chosen.connect(self.template_chosen)
        self.delay_note = Label("", Tone.MUTED, wrap=True)
        self.send_method = ChoiceEditor("letter.send_method", "Envoi", SendMethod, segments=False)
        self.letter.changed.connect(lambda: self.template_chosen.emit(self.letter.value))
        self.reply_by.changed.connect(self._date_changed)
        self.reply_by.left.connect(self._check_date)
        self.send_method.changed.connect(self.changed)

    def _lay_out(self) -> None:
        inner = vbox(self._choosable, 0, 16)
        inner.addWidget(self.letter)
        inner.addWidget(self.ladder)
        self._dates = QWidget()
        dates = vbox(self._dates, 0, 4)
        dates.addWidget(self.reply_by)
        dates.addWidget(self.delay_note)
        inner.addWidget(self._dates)
        inner.addWidget(self.send_method)
        inner.addWidget(self._enclosures)
        holder = QWidget()
        self._column = vbox(holder, 16, 16)
        self._column.addWidget(self._choosable)
        self._column.addStretch(1)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)

    def add_above(self, widget: QWidget) -> None:
        """Put something before the choices, such as the news that the letter is filed."""
        self._column.insertWidget(0, widget)

    def add_below(self, widget: QWidget) -> None:
        """Put something under the choices."""
        self._column.insertWidget(self._column.count() - 1, widget)

    # ---- values ------------------------------------------------------------------------------------------------------
    def load(self, template: Template, choices: Choices, ticked: Iterable[str]) -> None:
        """Show what a letter starts from."""
        payment = template.family is Family.PAYMENT or template.id in OF_MISSED
        self.letter.set_value(template.id)
        self._dates.setVisible(template.reply_days > 0)
        self.reply_by.set_label(PAY_BY if payment else ANSWER_BY, optional=not payment)
        self.delay_note.set_text(f"À vous de choisir. {template.delay_note}")
        self.reply_by.set_value(choices.reply_by)
        self.send_method.set_value(choices.send_method)
        self._enclosures.ticked = set(ticked)
        self.reply_by.set_problem(None)
        self._mark_chip()
        self._proposed = self.draft()

    def chosen_otherwise(self) -> Draft:
        """What the user chose otherwise than the letter proposed."""
        return {key: value for key, value in self.draft().items() if value != self._proposed[key]}

    def load_draft(self, draft: Draft) -> None:
        """Show what the user had chosen when they closed the window."""
        self.reply_by.set_raw(draft["reply_by"])
        self.send_method.set_value(draft["send_method"])
        ticked = draft["ticked"]
        self._enclosures.ticked = set(ticked) if isinstance(ticked, tuple) else set()
        self._check_date()
        self._mark_chip()

    def draft(self) -> Draft:
        """What to keep of these choices: the date exactly as typed."""
        return {
            "reply_by": self.reply_by.raw,
            "send_method": self.send_method.value,
            "ticked": tuple(sorted(self._enclosures.ticked)),
        }

    def choices(self) -> Choices:
        """The choices as the letter takes them."""
        return Choices(
            written_on=self._today,
            send_method=self.send_method.value,
            reply_by=self.reply_by.value,
            enclosures=self._enclosures.lines(),
            attached=self._enclosures.files(),
        )

    def offer(self, enclosures: tuple[Enclosure, ...], sizes: Mapping[int, int], *, statement: bool) -> None:
        """Show the papers that may go with the letter, and whether its statement goes with it anyway.

        ``sizes`` are the bytes of the files kept of them.
        """
        self._enclosures.offer(enclosures, sizes, statement=statement)

    def is_readable(self) -> bool:
        """Whether what is typed in the date can be read."""
        return not self.reply_by.own_problem()

    def set_choosable(self, choosable: bool) -> None:
        """Let the user choose, or show the choices as they were filed."""
        self._choosable.setEnabled(choosable)

    def focus(self, target: str) -> bool:
        """Put the cursor in a field of this pane; ``False`` when the target is not one."""
        editor: Any = {"letter.reply_by": self.reply_by, "letter.send_method": self.send_method}.get(target)
        if editor is None:
            return False
        self.ensureWidgetVisible(editor)
        editor.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # ---- the date ----------------------------------------------------------------------------------------------------
    def _counted(self, day: date) -> str:
        days = (day - self._today).days
        return f"{formats.count(days, 'jour')} après la lettre" if days > 0 else ""

    def _date_changed(self) -> None:
        if self.is_readable():
            self.reply_by.set_problem(None)
        self._mark_chip()
        self.changed.emit()

    def _check_date(self) -> None:
        self.reply_by.set_problem(self.reply_by.own_problem() or None)

    def _mark_chip(self) -> None:
        for chip, (_, typed) in zip(self.reply_by.chips, QUICK, strict=True):
            chip.setChecked(self.reply_by.value == formats.parse_date(typed, self._today))

    # ---- size --------------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._restyle()
        return super().eventFilter(watched, event)

    def set_alone(self, alone: bool) -> None:
        """Take all the width there is, or the pane's own."""
        self._alone = alone
        self._restyle()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest line."""
        held = self.widget()
        wanted = held.minimumSizeHint().width() if held is not None else 0
        return QSize(wanted + self.verticalScrollBar().sizeHint().width() + 1, super().minimumSizeHint().height())

    def _restyle(self) -> None:
        """Wide enough for its widest line, so that larger text does not scroll sideways."""
        if self._alone:
            self.setMinimumWidth(0)
            self.setMaximumWidth(NO_LIMIT)
            return
        least, most = round(WIDTH * min(1.3, current().text_scale)), round(WIDTH * WIDEST)
        self.setFixedWidth(min(most, max(least, self.minimumSizeHint().width())))


def _letter_editor(templates: tuple[Template, ...]) -> ChoiceEditor:
    """Letters of payment differ by their tone; where a dispute calls for others, each is called by its title."""
    if _is_listed(templates):
        return ChoiceEditor("letter.template", "Lettre", [(one.id, one.title) for one in templates], segments=False)
    return ChoiceEditor("letter.template", "Ton", [(one.id, words(one)) for one in templates])


def _is_listed(templates: tuple[Template, ...]) -> bool:
    return any(one.family is not Family.PAYMENT for one in templates)
