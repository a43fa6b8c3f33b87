"""The panel that opens under the filter of a list: every facet with its choices, at work as soon as one is pressed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from litigedesk.facets import Among, AnyFacet, Asked, Between, Facet, ranged, span
from litigedesk.formats import typographic

from ..forms.editors import MoneyEditor
from ..palette import Tone
from ..screen_room import screen_room
from ..theme import current
from .buttons import Button, Kind
from .combo import QuietCombo
from .flow import FlowLayout
from .layout import row, vbox
from .text import Label

WIDTH = 440  # px at the normal text size
ANY = "Peu importe"  # a town, a mediator, an insurer: whatever its gender


class FacetPanel(QFrame):
    """What can be chosen, and what is; ``asked(key, values)`` when one facet changes, ``clear_asked`` for « Tout effacer »."""

    asked = Signal(str, object)
    clear_asked = Signal()

    def __init__(
        self,
        facets: Sequence[AnyFacet[Any]],
        asked: Asked,
        texts: Callable[[Among[Any]], Sequence[str]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Filtrer cette liste")
        self._texts = texts
        self._holder = QWidget()
        body = vbox(self._holder, (16, 12, 16, 12), 12)
        for facet in facets:
            body.addLayout(self._part(facet, asked.get(facet.key, ())))
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._holder)
        for ground in (scroll.viewport(), self._holder):
            ground.setAutoFillBackground(False)
        outer = vbox(self, 1, 0)
        outer.addWidget(scroll, 1)
        self.count = Label("", Tone.MUTED)
        clear = Button("Tout effacer", Kind.LINK, name="facets.clear")
        clear.clicked.connect(self._clear)
        close = Button("Fermer", Kind.SECONDARY, name="facets.close", tip="Échap")
        close.clicked.connect(self.close)
        outer.addLayout(row(self.count, None, clear, close, margins=(16, 8, 16, 12), gap=16))

    def _part(self, facet: AnyFacet[Any], values: Sequence[str]) -> Any:
        part = vbox(gap=4)
        part.addWidget(Label(facet.label, weight=600))
        match facet:
            case Facet():
                part.addWidget(self._choices(facet, values))
            case Among():
                part.addWidget(self._among(facet, values))
            case Between():
                part.addWidget(self._between(facet, values))
        return part

    def _choices(self, facet: Facet[Any], values: Sequence[str]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(8, 6, holder)
        buttons = [
            (choice.key, _pick(facet, choice.key, choice.label, choice.key in values)) for choice in facet.choices
        ]

        def tell(pressed: str) -> None:
            if facet.exclusive:
                for key, button in buttons:
                    button.setChecked(button.isChecked() and key == pressed)
            self.asked.emit(facet.key, tuple(key for key, button in buttons if button.isChecked()))

        for key, button in buttons:
            button.clicked.connect(lambda _on=False, key=key: tell(key))
            flow.addWidget(button)
        return holder

    def _among(self, facet: Among[Any], values: Sequence[str]) -> QWidget:
        combo = QuietCombo()
        combo.setObjectName(f"facet.{facet.key}")
        combo.setAccessibleName(typographic(facet.label))
        combo.addItem(ANY, "")
        for text in dict.fromkeys([*values, *self._texts(facet)]):  # what was remembered stays there to be seen
            combo.addItem(text, text)
        combo.setCurrentIndex(max(0, combo.findData(values[0])) if values else 0)
        combo.activated.connect(
            lambda _place: self.asked.emit(facet.key, (combo.currentData(),) if combo.currentData() else ())
        )
        return combo

    def _between(self, facet: Between[Any], values: Sequence[str]) -> QWidget:
        least, most = span(values[0]) if values else (None, None)
        first = MoneyEditor(f"facet.{facet.key}.least", "De", width=128, called=f"{facet.label}, au moins")
        last = MoneyEditor(f"facet.{facet.key}.most", "À", width=128, called=f"{facet.label}, au plus")

        def tell() -> None:
            value = ranged(first.value, last.value)
            self.asked.emit(facet.key, (value,) if value else ())

        for editor, amount in ((first, least), (last, most)):
            editor.set_value(amount)
            editor.changed.connect(tell)
        holder = QWidget()
        holder.setLayout(row(first, last, None, gap=16))
        return holder

    def _clear(self) -> None:
        self.clear_asked.emit()
        self.close()

    # ---- showing -----------------------------------------------------------------------------------------------------
    def open_under(self, button: QWidget) -> None:
        """Show it under a button, within the screen, with the keyboard in its first choice."""
        self.fit(button)
        self.show()
        inside = self._holder.findChildren(QWidget)
        first = next((one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def fit(self, button: QWidget) -> None:
        """As tall as what it holds, within the screen."""
        room = screen_room(button)
        width = min(round(WIDTH * current().text_scale), room.width() - 16)
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()
        layout, wanted = self._holder.layout(), 0
        if layout is not None:
            layout.activate()
            wanted = max(layout.totalHeightForWidth(width - 2), layout.totalMinimumSize().height())
        height = min(wanted + current().control_height() + 24, room.height() - 32)
        at = button.mapToGlobal(QPoint(0, button.height() + 4))
        left = max(room.left() + 8, min(at.x(), room.right() - width - 8))
        top = max(room.top() + 8, min(at.y(), room.bottom() - height - 8))
        self.resize(QSize(width, height))
        self.move(left, top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


def _pick(facet: Facet[Any], key: str, label: str, on: bool) -> Button:
    button = Button(label, "pick", name=f"facet.{facet.key}.{key}")
    button.setAccessibleName(typographic(f"{facet.label} : {label}"))
    button.setCheckable(True)
    button.setChecked(on)
    return button
