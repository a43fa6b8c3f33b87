"""Words and signs: labels that elide, icons that follow the theme, chips."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from litigedesk.formats import typographic

from ..palette import Tone
from ..theme import BODY, TITLE, Size, current, follow, repolish
from .layout import hbox
from .tips import plain_tip

TONE_ICONS = {
    Tone.LATE: "circle-alert",
    Tone.SOON: "clock",
    Tone.FINE: "circle-check",
    Tone.MUTED: "calendar-days",
    Tone.ACCENT: "info",
    Tone.TEXT: "calendar-days",
}


class Label(QLabel):
    """Plain text only, so that U+202F survives; elides (with a tooltip) or wraps instead of being clipped.

    ``figures`` right-aligns with tabular figures; ``verbatim`` leaves the text without French spacing (codes, paths).
    """

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.TEXT,
        *,
        size: Size = BODY,
        weight: int = 400,
        wrap: bool = False,
        figures: bool = False,
        elide: bool = False,
        verbatim: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._full, self._elide, self._verbatim = "", elide, verbatim
        self._explains = False  # its tooltip is about legal words
        self._type = (size, weight, figures)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        across = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(across | (Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter))
        self.set_tone(tone)
        follow(self._restyle)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._full = text if self._verbatim else typographic(text)
        self.setAccessibleName(self._full)
        self._fit()

    def full_text(self) -> str:
        """The whole text, even when the screen shows it cut."""
        return self._full

    def set_tone(self, tone: Tone) -> None:
        """Change the colour; the caller adds the icon and word that say the same."""
        self.setProperty("tone", str(tone))
        repolish(self)

    def _restyle(self) -> None:
        self.setFont(current().font(*self._type))
        self._fit()

    def _fit(self) -> None:
        if not self._elide:
            self.setText(self._full)
            return
        shown = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(plain_tip(self._full) if shown != self._full else "")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._elide:
            hint.setWidth(QFontMetrics(self.font()).horizontalAdvance(self._full) + 2)
        return hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(24, hint.width()), hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self._fit()

    # Entered and left rather than told of every event: a page has hundreds of labels, and each is told dozens of things.
    def enterEvent(self, event: QEnterEvent) -> None:
        """A label without a tooltip of its own explains, while the mouse is on it, the legal words that it holds."""
        super().enterEvent(event)
        if not self.toolTip():
            from litigedesk.help import glossary

            self._explains = bool(told := glossary.tip(self._full))
            self.setToolTip(plain_tip(told))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._explains:
            self._explains = False
            self.setToolTip("")


class TitleLabel(Label):
    """The name of what a page shows, or what stands beside it: on one line where it fits, on several where it does not."""

    def __init__(
        self,
        text: str,
        tone: Tone = Tone.TEXT,
        *,
        size: Size = TITLE,
        weight: int = 600,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, tone, size=size, weight=weight, wrap=True, parent=parent)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.full_text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.full_text().split()), default=0)
        return QSize(min(longest + 2, 240), metrics.height())


class Icon(QLabel):
    """A line icon in a tone; decorative, so the word beside it carries the meaning."""

    def __init__(self, name: str, tone: str = Tone.MUTED, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        follow(self._restyle)

    def set_icon(self, name: str, tone: str) -> None:
        """Show another icon or colour."""
        self._name, self._tone = name, tone
        self._restyle()

    def _restyle(self) -> None:
        theme = current()
        side = theme.side(self._size)
        self.setFixedSize(side, side)
        self.setPixmap(theme.pixmap(self._name, self._tone, side))


class Chip(QFrame):
    """A short status: icon and word on a pale ground. ``icon=""`` leaves the icon out (neutral tones only)."""

    def __init__(
        self, text: str, tone: Tone = Tone.MUTED, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self._label = Label("", weight=500)
        self._icon = Icon("info", tone, 14)
        layout = hbox(self, (8, 0, 8, 0), 4)
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow(self._restyle)
        self.set_status(text, tone, icon)

    def set_status(self, text: str, tone: Tone, icon: str | None = None) -> None:
        """Change word, tone and icon together."""
        self._label.set_text(text)
        self._label.set_tone(tone)
        self._icon.set_icon((TONE_ICONS[tone] if icon is None else icon) or "info", tone)
        self._icon.setVisible(icon != "")
        self.setProperty("tone", str(tone))
        self.setAccessibleName(self._label.full_text())
        repolish(self)

    def text(self) -> str:
        """The word shown."""
        return self._label.full_text()

    def _restyle(self) -> None:
        self.setFixedHeight(max(24, current().line_height() + 8))


class IconText(QWidget):
    """An icon and a sentence on one line (or wrapped beside it), such as « Rien ne quitte cet ordinateur. »"""

    def __init__(
        self,
        icon: str,
        text: str,
        tone: Tone = Tone.MUTED,
        *,
        wrap: bool = False,
        elide: bool = False,
        weight: int = 400,
        icon_tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon = Icon(icon, icon_tone or tone)
        self.label = Label(text, tone, wrap=wrap, elide=elide, weight=weight)
        layout = hbox(self)
        layout.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.label, 1)
