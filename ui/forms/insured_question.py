"""« Avez-vous une assurance RC Pro ? »: asked where its answer starts a clock, and kept as a setting."""

from PySide6.QtWidgets import QWidget

from litigedesk.operations import profile
from litigedesk.settings import INSURED

from ..context import Context
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.flow import FlowLayout
from ..widgets.layout import vbox
from ..widgets.text import IconText

QUESTION = "Avez-vous une assurance de responsabilité civile professionnelle (RC Pro) ?"
WHY = "Avec un contrat, la réclamation fait aussi courir le délai pour prévenir l’assureur (C. ass. L113-2, 4°)."


class InsuredQuestion(QWidget):
    """Two buttons that set the setting at once, and the way to the settings; shown only while the answer is not known."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(QUESTION)
        column = vbox(self, 0, 4)
        column.addWidget(IconText("circle-help", QUESTION, Tone.TEXT, wrap=True, weight=500, icon_tone=Tone.SOON))
        column.addWidget(IconText("info", WHY, Tone.MUTED, wrap=True))
        answers = QWidget()
        line = FlowLayout(8, 4, answers)
        for words, value in (("Oui", "yes"), ("Non", "no")):
            button = Button(words, Kind.SECONDARY, name=f"insured.{value}")
            button.setAccessibleName(f"{words}. {QUESTION}")
            button.clicked.connect(lambda _on=False, value=value: self.answer(value))
            line.addWidget(button)
        settings = Button("Réglages…", Kind.LINK, name="insured.settings")
        settings.setAccessibleName("Réglages : assurance RC Pro")
        settings.clicked.connect(self._open_settings)
        line.addWidget(settings)
        column.addWidget(answers)
        context.data_changed.connect(self._told)
        if not self.is_open(context):  # never shown by hand here: without a parent it would flash as a window
            self.hide()

    @staticmethod
    def is_open(context: Context) -> bool:
        """Whether the answer is still to be given."""
        return context.desk.setting(INSURED) == "unknown"

    def answer(self, value: str) -> None:
        """Keep the answer, « yes » or « no »."""
        self._context.run(profile.set_setting, INSURED.key, value)

    def _told(self, changed: frozenset[str]) -> None:
        if "setting" in changed:
            self.setVisible(self.is_open(self._context))

    def _open_settings(self) -> None:
        from ..dialogs import show_dialog
        from ..dialogs.settings import SettingsDialog

        show_dialog(SettingsDialog(self._context, self.window()))
