"""What holds things together: cards, the next-action panel, call-outs, folds, bars, empty states, pages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QSizePolicy, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import BODY, MIDDLE, TITLE, current, follow
from .buttons import Button
from .flow import Columns, FlowLayout
from .layout import hbox, row, vbox
from .text import Icon, IconText, Label

Item = QWidget | QLayout


class Separator(QFrame):
    """A one-pixel line between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sep")


class Card(QFrame):
    """A group with an optional title, a muted note beside it and one thing at its right (a link, a chip)."""

    def __init__(
        self,
        title: str = "",
        note: str = "",
        right: QWidget | None = None,
        *,
        gap: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = vbox(self, (16, 12, 16, 12), gap)
        self._note = Label(note, Tone.MUTED, elide=True)
        if title:
            self.setAccessibleName(typographic(title))
            top = row(Label(title, weight=600), self._note, None)
            if right is not None:
                top.addWidget(right)
            self.body.addLayout(top)

    def set_note(self, note: str) -> None:
        """Change the muted note."""
        self._note.set_text(note)

    def add(self, *items: Item) -> "Card":
        """Add widgets or layouts below what is there."""
        for item in items:
            if isinstance(item, QWidget):
                self.body.addWidget(item)
            else:
                self.body.addLayout(item)
        return self


class NextAction(QFrame):
    """What to do now: a sentence in the imperative, one reason, the only filled button of the view.

    ``tall`` is the first panel of Aujourd’hui (title size, buttons under); else one row with buttons at the right.
    """

    def __init__(
        self,
        sentence: str,
        reason: str,
        buttons: Sequence[Button] = (),
        *,
        over: str = "",
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("next")
        self.setAccessibleName(typographic(f"À faire : {sentence} {reason}"))
        self.sentence = Label(sentence, size=TITLE if tall else MIDDLE, weight=600, wrap=True)
        self.reason = Label(reason, wrap=True)
        words = vbox(gap=8 if tall else 2)
        if over:
            words.addWidget(Label(over, Tone.MUTED))
        words.addWidget(self.sentence)
        words.addWidget(self.reason)
        if tall:
            outer = vbox(self, (24, 20, 24, 20), 8)
            outer.addLayout(words)
            outer.addSpacing(4)
            flow = FlowLayout(8)
            outer.addLayout(flow)
        else:
            said, acts = QWidget(), QWidget()
            said.setLayout(words)
            flow = FlowLayout(16, 8, acts)
            hbox(self, (16, 12, 16, 12), 0).addWidget(Columns(said, acts, share=False, break_at=640))
        for button in buttons:
            flow.addWidget(button)


class Callout(QFrame):
    """A guard or a piece of advice: icon, title, sentence and links, on the pale ground of its tone."""

    def __init__(
        self,
        title: str,
        sentence: str = "",
        tone: Tone = Tone.SOON,
        *,
        icon: str = "triangle-alert",
        links: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("callout")
        self.setProperty("tone", str(tone))
        self.setAccessibleName(typographic(f"{title}. {sentence}"))
        layout = hbox(self, 12, 8)
        layout.addWidget(Icon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = vbox(gap=4)
        words.addWidget(Label(title, tone, weight=600, wrap=True))
        if sentence:
            words.addWidget(Label(sentence, wrap=True))
        if links:
            words.addLayout(row(*links, None, gap=16))
        layout.addLayout(words, 1)


class Foldable(QWidget):
    """An optional part behind its title: « Notes · facultatif »; opens with Space, Enter or a click.

    A ``content`` given as a function is made once it is first shown.

    ``beside`` stands on the line of the title, whether the part is open or not; several go under it on a narrow page.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        title: str,
        content: QWidget | Callable[[], QWidget],
        *,
        note: str = "facultatif",
        opened: bool = False,
        beside: QWidget | Sequence[QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._title = title
        self.header = Button(title, "fold", "chevron-right")
        self.header.setCheckable(True)
        self._column = vbox(self)
        self._column.addLayout(self._top(note, beside))
        if isinstance(content, QWidget):
            self._column.addWidget(content)
        self.header.toggled.connect(self._show)
        self.header.setChecked(opened)
        self._show(opened)

    def _top(self, note: str, beside: QWidget | Sequence[QWidget] | None) -> QLayout:
        if isinstance(beside, QWidget):
            return row(self.header, beside, stretch=beside)
        if beside is None:
            return row(self.header, Label(note, Tone.MUTED, elide=True), None)
        flow = FlowLayout(12, 2)
        for widget in (self.header, *beside):
            flow.addWidget(widget)
        return flow

    @property
    def content(self) -> QWidget:
        """What is behind the title, made now if it was not yet."""
        if not isinstance(self._content, QWidget):
            self._content = self._content()
            self._content.hide()  # without a parent yet, it would be a window
            self._column.addWidget(self._content)
            self._content.setVisible(self.is_open())
        return self._content

    def open(self) -> None:
        """Unfold, for instance to show a field that needs correcting."""
        self.header.setChecked(True)

    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.header.isChecked()

    def _show(self, opened: bool) -> None:
        if opened or isinstance(self._content, QWidget):
            self.content.setVisible(opened)
        self.header.set_icon("chevron-down" if opened else "chevron-right")
        state = "déplié" if opened else "replié"
        self.header.setAccessibleName(typographic(f"{self._title}, {state}"))
        self.toggled.emit(opened)


class BottomBar(QFrame):
    """The bar under a form or dialog: a sentence at the left, actions at the right, the filled one last.

    Where they do not all fit, ``instead`` stands for ``left`` and every action but the last one.
    """

    def __init__(
        self,
        *buttons: Button,
        left: QWidget | None = None,
        instead: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bottombar")
        self._instead, self._main = instead, buttons[-1] if buttons else None
        self._folding = [*buttons[:-1], *([left] if left is not None else [])] if instead is not None else []
        self.status = IconText("circle-alert", "", Tone.LATE, weight=500, elide=True)
        self.status.hide()
        layout = hbox(self, (24, 0, 24, 0), 8)
        if left is not None:
            layout.addWidget(left)
        layout.addWidget(self.status, 1)
        layout.addStretch(0 if left is None else 1)
        for button in buttons:
            if button is self._main and instead is not None:
                layout.addWidget(instead)
            layout.addWidget(button)
        if instead is not None:
            instead.hide()
        follow(self._restyle)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to fold."""
        least = super().minimumSizeHint()
        if self._instead is None or self._main is None:
            return least
        folded = self._instead.sizeHint().width() + self._main.sizeHint().width() + 56
        return QSize(folded, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._instead is None or self._main is None:
            return
        wanted = sum(one.sizeHint().width() + 8 for one in (*self._folding, self._main)) + 48
        narrow = self.width() < wanted
        for widget in self._folding:
            widget.setVisible(not narrow)
        self._instead.setVisible(narrow)

    def set_status(self, text: str, tone: Tone = Tone.LATE, icon: str = "circle-alert") -> None:
        """Say something at the left, or nothing."""
        self.status.label.set_text(text)
        self.status.label.set_tone(tone)
        self.status.icon.set_icon(icon, tone)
        self.status.setVisible(bool(text))

    def _restyle(self) -> None:
        self.setFixedHeight(current().control_height() + 24)


class KeyValues(QWidget):
    """Names and values in two columns; a value is a text or a widget."""

    def __init__(
        self, rows: Sequence[tuple[str, str | QWidget]] = (), *, first: int = 136, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._first = first
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        for name, value in rows:
            self.add(name, value)

    def add(self, name: str, value: str | QWidget) -> None:
        """Add one line."""
        place = self._grid.rowCount()
        label = Label(name, Tone.MUTED, wrap=True)
        label.setFixedWidth(round(self._first * current().text_scale))
        if isinstance(value, str):  # an address of mail is one word: it cannot wrap
            shown: QWidget = Label(value, wrap=" " in value, elide=" " not in value)
        else:
            shown = value
        if isinstance(value, str):
            shown.setAccessibleName(typographic(f"{name} : {value}"))
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, place, 1)


class EmptyState(QWidget):
    """Nothing yet: icon, one sentence, one button, one link; ``also`` is a link on the line below."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        button: Button | None = None,
        link: Button | None = None,
        *,
        note: str = "",
        note_icon: str = "lock",
        also: Button | None = None,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        block = QWidget()
        block.setMaximumWidth(520)
        inner = vbox(block)
        if not compact:
            inner.addWidget(Icon(icon, "accent", 40))
            inner.addSpacing(8)
        inner.addWidget(Label(title, size=BODY if compact else TITLE, weight=600, wrap=True))
        self.sentence = Label(sentence, Tone.MUTED, wrap=True)
        inner.addWidget(self.sentence)
        if button is not None or link is not None:
            inner.addSpacing(0 if compact else 8)
            inner.addLayout(row(*(b for b in (button, link) if b is not None), None, gap=16))
        if also is not None:
            inner.addLayout(row(also, None))
        if note:
            inner.addSpacing(16)
            inner.addWidget(IconText(note_icon, note))
        outer = vbox(self, 16 if compact else 24, 0)
        outer.addStretch(0 if compact else 2)
        across = hbox(gap=0)
        if compact:
            across.addWidget(block, 1)
        else:
            across.addStretch(1)
            across.addWidget(block, 4)
            across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)


class Page(QScrollArea):
    """A scrolling page: what does not fit 1366 × 768 (or 200 %) scrolls, and the focused field is kept in sight."""

    def __init__(self, content: QWidget | None = None, *, margins: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.holder = content or QWidget()
        self.holder.setObjectName("body")
        if content is None:
            self.body = vbox(self.holder, margins, 12)
        self.setWidget(self.holder)
        self.holder.installEventFilter(self)

    def add(self, *items: Item) -> None:
        """Add widgets or layouts down the page."""
        for item in items:
            if isinstance(item, QWidget):
                self.body.addWidget(item)
            else:
                self.body.addLayout(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked of Qt: a page being collected has lost its attributes and still hears of its layout.
        held = self.widget()
        if watched is held and event.type() == QEvent.Type.LayoutRequest:
            bar = self.verticalScrollBar().sizeHint().width()  # or its coming would make the page scroll sideways
            self.setMinimumWidth(min(held.minimumSizeHint().width() + bar, 480))
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focusNextChild()


class SideColumn(QWidget):
    """A column of cards beside the main one, of fixed width (px at 100 %), or 0 when ``Columns(side=…)`` holds it."""

    def __init__(self, width: int = 424, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.body = vbox(self, 0, 16)
        if width:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            follow(self._restyle)

    def add(self, *widgets: QWidget) -> None:
        """Add cards down the column."""
        for widget in widgets:
            self.body.addWidget(widget)

    def _restyle(self) -> None:
        self.setFixedWidth(round(self._width * min(1.3, current().text_scale)))
