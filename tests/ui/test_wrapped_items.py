"""Lists whose items wrap."""

from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from ui.screenshots import settle
from ui.theme import Theme
from ui.widgets.wrapped_items import wrap_items

LONG = "Les pièces et le dossier à remettre à un avocat, au greffe ou à un commissaire de justice"


def test_an_item_grows_with_its_lines_when_the_list_is_narrower(qtbot: QtBot, theme: Theme) -> None:
    held = QListWidget()
    qtbot.addWidget(held)
    wrap_items(held)
    held.addItems(["Clients", LONG])
    heights = []
    for width in (900, 300, 160):
        held.resize(width, 200)
        held.show()
        settle()
        short, tall = (held.visualItemRect(held.item(place)) for place in range(2))
        heights.append(tall.height())
        assert tall.width() <= held.viewport().width()
        lines = held.fontMetrics().horizontalAdvance(LONG) / (width - 40)
        assert tall.height() >= short.height() + int(lines) * held.fontMetrics().height() * 0.9
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]
