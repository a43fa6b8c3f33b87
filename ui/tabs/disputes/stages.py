"""The stepper of a dossier that one can press: a click, or the arrows and Enter, offers to move to a stage."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from litigedesk.domain.vocabulary import DisputeKind, DisputeStage
from litigedesk.formats import typographic

from ...theme import current
from ...widgets.figures import Step, Stepper
from ...widgets.tips import plain_tip
from . import stage_words


class StageStepper(Stepper):
    """``stage_asked(stage, point)`` gives the place, in global coordinates, where to offer the move."""

    stage_asked = Signal(object, QPoint)

    def __init__(
        self,
        steps: Sequence[Step],
        now: int,
        passed_over: Collection[DisputeStage] = (),
        *,
        kind: DisputeKind = DisputeKind.UNPAID,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(steps, now, parent)
        self.now, self._held = now, now
        self._kind, self.stages = kind, stage_words.stages_of(kind)
        self._passed_over = {stage_words.place_of(stage, kind) for stage in passed_over}
        self._notes = [f"{step.name} : {step.note}" for step in steps]
        self.setObjectName("dossier.stages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription("Flèches pour choisir une étape, Entrée pour y passer.")

    def _is_done(self, place: int) -> bool:
        return super()._is_done(place) and place not in self._passed_over

    def ask(self, place: int) -> None:
        """Offer to move to the stage at that place."""
        self._hold(place)
        corner = QPoint(round(place * self.width() / len(self.stages)), self.height())
        self.stage_asked.emit(self.stages[place], self.mapToGlobal(corner))

    @property
    def held(self) -> DisputeStage:
        """The stage the arrows have reached."""
        return self.stages[self._held]

    def _hold(self, place: int) -> None:
        self._held = max(0, min(place, len(self.stages) - 1))
        self.update()

    def _place_at(self, x: float) -> int:
        return max(0, min(int(x * len(self.stages) / max(1, self.width())), len(self.stages) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.ask(self._place_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves:
            self._hold(self._held + moves[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.ask(self._held)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hold(self.now)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.x())
            tip = f"{self._notes[place]}\n{stage_words.tip_of(self._kind, self.stages[place])}"
            QToolTip.showText(event.globalPos(), plain_tip(typographic(tip)), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().palette.color("accent"), 2))
        width = self.width() / len(self.stages)
        mark = QRectF(self._held * width, 0, width - 8, self.height()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(mark, 4, 4)
