"""The tabs in the top bar: painted, with icon, name and count; arrows move between them, Tab takes one stop."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from litigedesk.typography import typographic

from ..theme import current, follow
from .layout import hbox

HEIGHT = 48


@dataclass(frozen=True)
class NavItem:
    """One tab: its key, its words, its icon."""

    key: str
    text: str
    icon: str


class NavTab(QAbstractButton):
    """One tab of the top bar; without room for words it shows its icon alone, with its name as a tooltip."""

    def __init__(self, item: NavItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self.narrow = item, False
        self._count: int | None = None
        self.setText(typographic(item.text))
        self.setObjectName(f"nav.{item.key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(None)
        follow(self._restyle)

    def set_count(self, count: int | None) -> None:
        """The number of things that wait there, or none."""
        self._count = count or None
        self.setAccessibleName(typographic(f"{self.item.text}{_waiting(count) if count else ''}"))
        self._restyle()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self.narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _badge(self) -> str:
        return "" if self._count is None else str(self._count) if self._count < 100 else "99+"

    def full_width(self) -> int:
        """The width with words."""
        metrics = current().metrics(weight=600)
        badge = self._badge()
        return (
            40
            + current().side(18)
            + metrics.horizontalAdvance(self.text())
            + (8 + self._badge_width(badge) if badge else 0)
        )

    @staticmethod
    def icon_width() -> int:
        """The width with the icon alone."""
        return 32 + current().side(18)

    @staticmethod
    def _badge_width(badge: str) -> int:
        return max(current().side(20), current().metrics(weight=600).horizontalAdvance(badge) + 10)

    def sizeHint(self) -> QSize:
        return QSize(self.icon_width() if self.narrow else self.full_width(), max(HEIGHT, current().line_height() + 32))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = current(), self.isChecked()
        palette, height = theme.palette, self.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and not on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 6, -4, -6), 6, 6)
        ink = "accent" if on else "muted"
        side = theme.side(18)
        icon = theme.pixmap(self.item.icon, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(16, (height - side) / 2), icon)
        if not self.narrow:
            font = theme.font(weight=600 if on else 500)
            painter.setFont(font)
            painter.setPen(palette.color("text" if on else "muted"))
            painter.drawText(QRect(24 + side, 0, self.width(), height), Qt.AlignmentFlag.AlignVCenter, self.text())
            self._paint_badge(painter, ink)
        if on:
            painter.fillRect(8, height - 3, self.width() - 16, 3, palette.color("accent"))
        if self.hasFocus():
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 7, -5, -7), 6, 6)

    def _paint_badge(self, painter: QPainter, ink: str) -> None:
        badge, theme = self._badge(), current()
        if not badge:
            return
        left = 32 + theme.side(18) + theme.metrics(weight=600).horizontalAdvance(self.text())
        high = theme.side(20)
        area = QRectF(left, (self.height() - high) / 2, self._badge_width(badge), high)
        if area.right() > self.width():
            return  # it comes with its room, not cut in two for a moment
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.palette.color("accent_soft" if self.isChecked() else "info_bg"))
        painter.drawRoundedRect(area, high / 2, high / 2)
        painter.setPen(theme.palette.color(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, badge)


def _waiting(count: int) -> str:
    from litigedesk import formats  # imports more than the first painting needs

    return f", {formats.count(count, 'point en attente', 'points en attente')}"


class NavTabs(QWidget):
    """All the tabs; ``chosen(key)`` when the user picks one. Words give way to icons when the window is narrow."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Onglets")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tabs: list[NavTab] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda _button: self._announce())
        self._layout = hbox(self, 0, 0)

    def add(self, item: NavItem) -> None:
        """Add a tab at the right."""
        tab = NavTab(item)
        self._tabs.append(tab)
        self._group.addButton(tab, len(self._tabs) - 1)
        self._layout.addWidget(tab)
        self._mark()

    def tab(self, key: str) -> NavTab:
        """The tab of that key; ``KeyError`` if there is none."""
        return {tab.item.key: tab for tab in self._tabs}[key]

    @property
    def key(self) -> str:
        """The key of the chosen tab."""
        place = self._group.checkedId()
        return self._tabs[place].item.key if place >= 0 else ""

    def set_key(self, key: str) -> None:
        """Choose without announcing it."""
        self.tab(key).setChecked(True)
        self._mark()

    def minimumSizeHint(self) -> QSize:
        """As narrow as icons alone allow, the chosen tab keeping its words."""
        wide = sum(tab.full_width() if tab.isChecked() else tab.icon_width() for tab in self._tabs)
        return QSize(wide, super().minimumSizeHint().height())

    def fit(self, room: int) -> None:
        """Show words where ``room`` (px) allows them, else icons only, the chosen tab last to lose its words."""
        wanted = sum(tab.full_width() for tab in self._tabs)
        for tab in self._tabs:
            narrow = wanted > room and not tab.isChecked()
            if tab.narrow != narrow:
                tab.set_narrow(narrow)

    def _announce(self) -> None:
        self._mark()
        self.chosen.emit(self.key)

    def _mark(self) -> None:
        place = max(0, self._group.checkedId())
        for i, tab in enumerate(self._tabs):
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus if i == place else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._tabs:
            super().keyPressEvent(event)
            return
        tab = self._tabs[(max(0, self._group.checkedId()) + step) % len(self._tabs)]
        tab.setChecked(True)
        self._announce()
        tab.setFocus(Qt.FocusReason.TabFocusReason)
