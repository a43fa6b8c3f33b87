"""Things to press: four kinds of button, icon buttons, joined segments, filter chips, sub-tabs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from litigedesk.typography import typographic

from ..theme import current, follow
from .flow import FlowLayout
from .layout import hbox
from .tips import plain_tip


class Kind(StrEnum):
    """How loud a button is: one primary per view; secondary acts here; quiet and link repair or go elsewhere."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    LINK = "link"


_ICON_COLOURS = {"primary": "on_accent", "quiet": "accent", "link": "accent"}


def _presses(event: QKeyEvent) -> bool:
    """Whether a key is Enter alone: Qt's buttons know only the space bar outside dialogs with a default button."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return not held and not event.isAutoRepeat() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Button(QPushButton):
    """A button that says what it does, such as « Rédiger la mise en demeure »."""

    def __init__(
        self,
        text: str,
        kind: Kind | str = Kind.SECONDARY,
        icon: str = "",
        *,
        tip: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon = str(kind), icon
        self.setProperty("kind", self._kind)
        self.setAutoDefault(False)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if kind == Kind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(typographic(tip)))
        self.set_text(text)
        follow(self._restyle)

    def set_text(self, text: str) -> None:
        """Change the words."""
        words = typographic(text)
        keys = self.shortcut()
        self.setAccessibleName(words)
        self.setText(f" {words}" if self._icon else words)
        if not keys.isEmpty():
            self.setShortcut(keys)  # another text takes the keys away

    def set_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _presses(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.setFont(current().font(weight=600 if self._kind == Kind.PRIMARY else 500))
        if self._icon:
            side = current().side(16)
            self.setIconSize(QSize(side, side))
            self.setIcon(current().icon(self._icon, _ICON_COLOURS.get(self._kind, "muted"), side))


class IconButton(QToolButton):
    """A square button with an icon only; its name is its tooltip and what a screen reader says."""

    def __init__(
        self, icon: str, name: str, *, size: int = 32, color: str = "muted", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._color, self._size = icon, color, size
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_name(name)
        follow(self._restyle)

    @property
    def icon_name(self) -> str:
        """The icon it shows."""
        return self._icon

    def set_name(self, name: str) -> None:
        """Change what it says it does."""
        self.setToolTip(plain_tip(typographic(name)))
        self.setAccessibleName(typographic(name))

    def set_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _presses(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        theme = current()
        side, sign = max(theme.control_height(), 32) if self._size == 32 else theme.side(self._size), theme.side(16)
        self.setFixedSize(side, side)
        self.setIconSize(QSize(sign, sign))
        self.setIcon(theme.icon(self._icon, self._color, sign))


@dataclass(frozen=True)
class Option:
    """One of a few choices: the key the code knows, the word the user reads, a count if there is one."""

    key: str
    text: str
    count: int | None = None

    @property
    def words(self) -> str:
        """The word and its count."""
        if self.count is None:
            return typographic(self.text)
        from litigedesk import formats  # the frame, which has no counts, stands before it is needed

        return typographic(f"{self.text} {formats.number(self.count)}")


class _Choice(QFrame):
    """Exclusive buttons where arrows move the choice, as radio buttons do; one Tab stop."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], name: str, layout: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(typographic(name))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._keys: list[str] = []
        self._words: dict[str, str] = {}
        self._layout = layout
        self.setLayout(layout)
        self.set_options(options)
        self._group.buttonClicked.connect(lambda _button: self._announce())

    def set_options(self, options: Sequence[Option]) -> None:
        """Replace the choices; the chosen one stays chosen if it is still there, else the first is."""
        before = self.key
        self._words = {option.key: option.text for option in options}
        if [option.key for option in options] != self._keys:
            self._rebuild(options)
        for button, option in zip(self.buttons(), options, strict=True):
            self._label(button, option.words)
        if self._keys:
            self.set_key(before if before in self._keys else self._keys[0])

    def _rebuild(self, options: Sequence[Option]) -> None:
        for button in self.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        while self._layout.takeAt(0) is not None:
            pass
        self._keys = [option.key for option in options]
        for i, option in enumerate(options):
            button = self._make(option, i, len(options))
            button.setCheckable(True)
            button.setObjectName(f"{self.objectName() or 'choice'}.{option.key}")
            self._group.addButton(button, i)
            self._layout.addWidget(button)
        if isinstance(self._layout, QHBoxLayout):
            self._layout.addStretch(1)

    def _make(self, option: Option, place: int, total: int) -> QAbstractButton:
        raise NotImplementedError

    def _label(self, button: QAbstractButton, words: str) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.updateGeometry()

    def buttons(self) -> list[QAbstractButton]:
        """The buttons, in order."""
        return self._group.buttons()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, in order."""
        return tuple(self._keys)

    @property
    def word(self) -> str:
        """The chosen word, without its count; an empty string when nothing is chosen."""
        return self._words.get(self.key, "")

    @property
    def key(self) -> str:
        """The chosen key, or an empty string."""
        place = self._group.checkedId()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def set_key(self, key: str) -> None:
        """Choose without announcing it; an unknown key leaves nothing chosen."""
        self._group.setExclusive(key in self._keys)
        for one, button in zip(self._keys, self.buttons(), strict=True):
            button.setChecked(one == key)
        self._group.setExclusive(True)
        self._mark()

    def _announce(self) -> None:
        self._mark()
        self.chosen.emit(self.key)

    def _mark(self) -> None:
        """Only the chosen button takes Tab; the bold weight repeats what colour says."""
        place = max(0, self._group.checkedId())
        for i, button in enumerate(self.buttons()):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if i == place else Qt.FocusPolicy.ClickFocus)
            button.setFont(current().font(weight=600 if button.isChecked() else 500))
        if self.buttons():
            self.setFocusProxy(self.buttons()[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._keys:
            super().keyPressEvent(event)
            return
        button = self.buttons()[(max(0, self._group.checkedId()) + step) % len(self._keys)]
        button.setChecked(True)
        self._announce()
        button.setFocus(Qt.FocusReason.TabFocusReason)


class _Segment(QAbstractButton):
    """One part of a joined choice; painted, since a style sheet loses round corners beside a missing edge."""

    def __init__(self, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._first, self._last = first, last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = current().metrics(weight=600).horizontalAdvance(self.text())
        return QSize(width + current().side(56), current().control_height())

    def minimumSizeHint(self) -> QSize:
        """Without the room around the words, but with all of them."""
        width = current().metrics(weight=600).horizontalAdvance(self.text())
        return QSize(width + current().side(32), current().control_height())

    def _ground(self) -> str:
        if not self.isEnabled():
            return "info_bg" if self.isChecked() else "sunken"
        return "selected" if self.isChecked() else "hover" if self.underMouse() else "surface"

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on, focused = current(), self.isChecked(), self.hasFocus()
        palette = theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5 if self._first else -20, 0.5, -0.5 if self._last else 20, -0.5)
        enabled = self.isEnabled()
        painter.setPen(QPen(palette.color("field" if enabled else "line"), 1))
        painter.setBrush(palette.color(self._ground()))
        painter.drawRoundedRect(whole, 6, 6)
        if not self._last:
            painter.fillRect(
                QRectF(self.width() - 1, 0, 1, self.height()), palette.color("field" if enabled else "line")
            )
        if focused:
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(theme.font(weight=600 if on else 500))
        ink = "muted" if not enabled else "accent" if on else "text"
        painter.setPen(QColor(palette.color(ink)))
        if on:  # a tick too: the choice is not told by colour alone
            side = theme.side(16)
            tick = theme.pixmap("check", ink, side, self.devicePixelRatioF(), 2.25)
            left = theme.side(12) if self.width() >= self.sizeHint().width() else theme.side(4)
            painter.drawPixmap(left, (self.height() - side) // 2, tick)
        area = QRect(self.rect()).adjusted(theme.side(20) if on else 0, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())


class Segments(_Choice):
    """One of two to four, lasting, such as « Professionnel / Consommateur »; the chosen has a tick."""

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(options, name, hbox(gap=0), parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        follow(self._mark)

    def _make(self, option: Option, place: int, total: int) -> QAbstractButton:
        return _Segment(place == 0, place == total - 1, self)


class FilterChips(_Choice):
    """One of a few, passing, such as « Ouverts 6 / Clos 4 / Tous »; the chosen is bold with an edge."""

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(options, name, FlowLayout(8), parent)
        follow(self._mark)

    def _make(self, option: Option, place: int, total: int) -> QAbstractButton:
        return Button(option.words, "pick", parent=self)


class SubTabs(_Choice):
    """The sections of a record, underlined, such as « Vue d’ensemble / Chronologie 9 »."""

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(options, name, FlowLayout(24), parent)
        self.setObjectName("subtabs")
        follow(self._mark)

    def _make(self, option: Option, place: int, total: int) -> QAbstractButton:
        return Button(option.words, "sub", parent=self)
