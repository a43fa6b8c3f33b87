"""The pages that the text being typed gives; the last ones stay in sight, and are said to be so, while it cannot be written."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from ..palette import Tone
from ..tasks import Tasks
from ..widgets.buttons import IconButton
from ..widgets.layout import hbox, vbox
from ..widgets.panels import EmptyState, Page
from ..widgets.pdf_view import PdfView
from ..widgets.text import IconText, Label
from .preparation import Trial


class TrialPane(QWidget):
    """Pages and zoom; ``about`` says whose dossier they are of."""

    def __init__(self, tasks: Tasks, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfView("Aperçu de la lettre", tasks)
        self.view.setObjectName("desk")
        self.about = Label(about, Tone.MUTED, elide=True)
        self.stopped = IconText("circle-alert", "", Tone.TEXT, wrap=True, icon_tone=Tone.LATE)
        self._smaller = IconButton("minus", "Réduire la page")
        self._larger = IconButton("plus", "Agrandir la page")
        self._fit = IconButton("maximize", "Ajuster à la largeur")
        self._zoom = Label("", figures=True)
        self._message = EmptyState("file-text", "Pas d’aperçu", "", compact=True)
        self._stack = QStackedWidget()
        self._has_pages = False
        bar = hbox(margins=(16, 8, 16, 8), gap=8)
        bar.addWidget(self.about, 1)
        for widget in (self._smaller, self._zoom, self._larger, self._fit):
            bar.addWidget(widget)
        self._strip = QWidget()
        strip = hbox(self._strip, (16, 0, 16, 8), 8)
        strip.addWidget(self.stopped, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(Page(self._message))
        column = vbox(self, 0, 0)
        column.addLayout(bar)
        column.addWidget(self._strip)
        column.addWidget(self._stack, 1)
        self._strip.hide()
        self._smaller.clicked.connect(self.view.zoom_out)
        self._larger.clicked.connect(self.view.zoom_in)
        self._fit.clicked.connect(self.view.fit_width)
        self.view.zoom_changed.connect(lambda: self._zoom.set_text(self.view.zoom_text()))

    def show_trial(self, trial: Trial) -> None:
        """Show the pages of a text, or why there are none."""
        if trial.pdf:
            self.view.show_pdf(trial.pdf)
            self.view.setAccessibleDescription(trial.text)
            self._has_pages = True
            self._stack.setCurrentIndex(0)
        elif not self._has_pages:
            self._message.sentence.set_text(trial.reason)
            self._stack.setCurrentIndex(1)
        self.stopped.label.set_text(f"Pages d’avant vos derniers changements. {trial.reason}")
        self._strip.setVisible(not trial.pdf and self._has_pages)

    def forget(self) -> None:
        """Keep no page in sight when the next text cannot be written: those there are of another letter."""
        self._has_pages = False
