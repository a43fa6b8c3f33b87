"""What is wrong with a window for who sees badly, hears it read, or has no pointer; each fault is a sentence."""

from collections.abc import Iterator
from itertools import islice, pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from ui.focus_order import put_in_order
from ui.screenshots import settle
from ui.widgets.rows import PressableRow
from ui.widgets.text import Label

AT_200_PERCENT = QSize(683, 384)  # what is left of 1366 × 768
SEEN = 90  # how much red, green and blue must change together for a pixel to count
ENOUGH = 150  # pixels that change: an edge of two pixels round the smallest control has more


def called(widget: QWidget) -> str:
    """A widget in a fault."""
    return f"{type(widget).__name__} {widget.objectName()} « {heard(widget)} »"


def heard(widget: QWidget) -> str:
    """What a screen reader says of it."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def unnamed(window: QWidget) -> Iterator[str]:
    """Controls that a screen reader cannot name."""
    for widget in put_in_order(window):
        if heard(widget).strip() in {"", type(widget).__name__}:
            yield f"{called(widget)} in {type(widget.parentWidget()).__name__} has no name"


def out_of_reach(window: QWidget) -> Iterator[str]:
    """Buttons that neither Tab nor, from one beside it, an arrow leads to; a row that opens nothing is no button."""
    stops = set(put_in_order(window))
    for button in window.findChildren(QAbstractButton):
        if not button.isVisible() or not button.isEnabled() or button.window() is not window or button in stops:
            continue
        beside = button.group().buttons() if button.group() is not None else []
        inside = isinstance(button.parentWidget(), QLineEdit) or isinstance(button, PressableRow)
        if not inside and not stops & set(beside):
            yield f"{called(button)} is out of reach of the keys"


def out_of_order(window: QWidget) -> Iterator[str]:
    """Where Tab goes up, or left on one line; from one column to the top of the next is as one reads."""
    for one, after in pairwise(put_in_order(window)):
        if _goes_back(one, after):
            yield f"{called(one)} is followed by {called(after)}"


def _goes_back(one: QWidget, after: QWidget) -> bool:
    """Whether the second stands before the first in the smallest part that holds both: scrolled parts do not count."""
    ours, theirs = _holders(one), _holders(after)
    parted = next((place for place, both in enumerate(zip(ours, theirs, strict=False)) if both[0] is not both[1]), 0)
    if not parted:
        return False
    holder = ours[parted - 1]
    first, second = (QRect(part.mapTo(holder, QPoint()), part.size()) for part in (ours[parted], theirs[parted]))
    above = second.bottom() <= first.top() + 2 and second.left() < first.right() - 2
    level = second.top() < first.bottom() and first.top() < second.bottom()
    return above or (level and second.right() <= first.left() + 2)


def _holders(widget: QWidget) -> list[QWidget]:
    found = [widget]
    while not found[-1].isWindow() and (parent := found[-1].parentWidget()) is not None:
        found.append(parent)
    return found[::-1]


def traps(window: QWidget) -> Iterator[str]:
    """Areas of text that Tab does not leave; one that is only read goes from link to link, then leaves."""
    for area in (*window.findChildren(QPlainTextEdit), *window.findChildren(QTextEdit)):
        if not area.tabChangesFocus() and not area.isReadOnly():
            yield f"{called(area)} keeps the Tab key"


def unlit(window: QWidget, known: set[tuple[object, ...]]) -> Iterator[str]:
    """Controls that look the same with the keys and without; one of each kind that is not ``known`` yet."""
    for widget in put_in_order(window):
        kind = (type(widget).__name__, widget.property("kind"))
        if kind in known:
            continue
        _bring_in_sight(widget)
        around = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4).intersected(window.rect())
        window.setFocus()
        settle()
        before = _picture(window, around)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if QApplication.focusWidget() is not widget:  # the page was drawn anew meanwhile
            continue
        known.add(kind)
        if not _differ(before, _picture(window, around)):
            yield f"{called(widget)} shows no focus"


def _bring_in_sight(widget: QWidget) -> None:
    for holder in _holders(widget)[::-1]:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
    settle()


def _picture(window: QWidget, area: QRect) -> QImage:
    return window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)


def _differ(one: QImage, other: QImage) -> bool:
    """Whether enough pixels are plainly of another colour."""
    wide, high, step = one.width(), one.height(), one.bytesPerLine()
    first, second = bytes(one.constBits()), bytes(other.constBits())
    places = (row * step + 4 * column for row in range(high) for column in range(wide))
    plain = (at for at in places if sum(abs(first[at + part] - second[at + part]) for part in range(3)) > SEEN)
    return sum(1 for _ in islice(plain, ENOUGH)) == ENOUGH


def too_large(window: QWidget, room: QSize) -> Iterator[str]:
    """Whether it does not fit that room, and the words that are then cut without a way to read the rest."""
    for _ in range(2):  # what gives way on a narrow window does so at the first
        window.resize(room)
        settle()
    if window.width() > room.width() or window.height() > room.height():
        yield f"needs {window.width()} × {window.height()}"
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not _is_elided(label) and _is_cut(label):
            yield f"« {label.text()[:60]} » is cut"
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() + 2 < button.minimumSizeHint().width():
            yield f"{called(button)} is cut"


def _is_elided(label: QLabel) -> bool:
    """Cut on purpose: the whole is in its tooltip."""
    return isinstance(label, Label) and label.full_text() != label.text()


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 2
    wanted = label.sizeHint()
    return wanted.width() > label.width() + 2 or wanted.height() > label.height() + 2
