"""« Avez-vous une assurance RC Pro ? »: asked where its answer starts a clock; yes opens the policy's form, no is kept."""

from PySide6.QtWidgets import QWidget

from litigedesk.operations import profile
from litigedesk.queries import policies
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
    """Two buttons, and the way to the settings; shown only while no policy is on file and nobody said there is none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(QUESTION)
        column = vbox(self, 0, 4)
        column.addWidget(IconText("circle-help", QUESTION, Tone.TEXT, wrap=True, weight=500, icon_tone=Tone.SOON))
        column.addWidget(IconText("info", WHY, Tone.MUTED, wrap=True))
        answers = QWidget()
        line = FlowLayout(8, 4, answers)
        for words, name, act in (("Oui…", "insured.yes", self.add_policy), ("Non", "insured.no", self.say_none)):
            button = Button(words, Kind.SECONDARY, name=name)
            button.setAccessibleName(f"{words.removesuffix('…')}. {QUESTION}")
            button.clicked.connect(act)
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
        return policies.insured(context.desk) is None

    def add_policy(self) -> None:
        """Yes: ask for the policy, whose delay starts the clock."""
        from ..dialogs.insurance import edit_policy

        edit_policy(self._context, self.window(), None)  # this question may go once it is answered

    def say_none(self) -> None:
        """No: keep the answer."""
        self._context.run(profile.set_setting, INSURED.key, "no")

    def _told(self, changed: frozenset[str]) -> None:
        if changed & {"setting", "policy"}:
            self.setVisible(self.is_open(self._context))

    def _open_settings(self) -> None:
        from ..dialogs import show_dialog
        from ..dialogs.settings import SettingsDialog

        show_dialog(SettingsDialog(self._context, self.window()))
