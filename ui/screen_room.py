"""The free part of a screen, for windows that must fit in it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def screen_room(widget: QWidget) -> QRect:
    """The free part of the screen that shows a window, or its owner while it is not shown.

    ``QWidget.screen()`` is not asked: its wrapper becomes a child of the widget's, and may delete the screen when both are
    collected (seen with PySide 6.11.3).
    """
    owner = widget.parentWidget()
    shown = widget if widget.isVisible() or owner is None else owner.window()
    screen = QGuiApplication.screenAt(shown.geometry().center()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()
