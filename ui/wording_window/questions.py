"""What is asked before a text is lost: keep what was typed, or go back to ours with the differences in sight."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtWidgets import QDialog, QWidget

from litigedesk.letters.own_wording import DiffLine

from ..dialogs.page_dialog import PageDialog
from ..theme import current
from ..widgets.buttons import Button, Kind
from ..widgets.layout import vbox
from ..widgets.panels import BottomBar
from ..widgets.text import Label
from .difference_view import DifferenceView

WIDTH = 460
TO_OURS = "Les lignes marquées − sont les vôtres et s’en iront ; celles marquées + sont celles de LitigeDesk."


class Answer(StrEnum):
    """What the user decides about changes not saved."""

    SAVE = "save"
    DROP = "drop"
    STAY = "stay"


class UnsavedDialog(QDialog):
    """Asks what to do with a text that is not saved; ``answer`` is what was chosen, ``STAY`` for Escape."""

    def __init__(self, parent: QWidget, title: str, *, may_save: bool) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.unsaved")
        self.setWindowTitle("Texte non enregistré")
        self.answer = Answer.STAY
        stay = Button("Continuer à écrire", name="unsaved.stay")
        drop = Button("Ne pas enregistrer", name="unsaved.drop")
        save = Button("Enregistrer", Kind.PRIMARY, "check", name="unsaved.save")
        save.setVisible(may_save)
        for button, answer in ((stay, Answer.STAY), (drop, Answer.DROP), (save, Answer.SAVE)):
            button.clicked.connect(lambda _on=False, answer=answer: self._choose(answer))
        words = "Vos changements à cette lettre ne sont pas enregistrés."
        if not may_save:
            words += " Ils ne peuvent pas l’être tels quels : un point est à corriger."
        column = vbox(None, (24, 20, 24, 16), 8)
        column.addWidget(Label(title, weight=600, wrap=True))
        column.addWidget(Label(words, wrap=True))
        column.addStretch(1)
        outer = vbox(self, 0, 0)
        outer.addLayout(column, 1)
        outer.addWidget(BottomBar(stay, drop, save))
        self.setMinimumWidth(round(WIDTH * min(1.6, current().text_scale)))
        (save if may_save else stay).setDefault(True)
        (save if may_save else stay).setFocus()

    def _choose(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


def ask_unsaved(parent: QWidget, title: str, *, may_save: bool) -> Answer:
    """Ask, and wait for the answer."""
    dialog = UnsavedDialog(parent, title, may_save=may_save)
    dialog.exec()
    dialog.deleteLater()
    return dialog.answer


class BackDialog(PageDialog):
    """Shows what going back to our text changes, and asks; accepted by « Revenir », ``is_wanted`` then."""

    def __init__(self, parent: QWidget, title: str, lines: Sequence[DiffLine]) -> None:
        self._back = Button("Revenir au texte de LitigeDesk", Kind.PRIMARY, "rotate-ccw", name="back.confirm")
        super().__init__(parent, "back", f"Revenir au texte de LitigeDesk : {title}", self._back, width=760, height=560)
        self.is_wanted = False
        self.close_button.set_text("Garder mon texte")
        view = DifferenceView("Ce qui changera", "Votre texte est déjà celui de LitigeDesk.")
        view.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        view.show_lines(lines, TO_OURS)
        self.page.add(view)
        self._back.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        self.is_wanted = True
        self.accept()


def ask_back(parent: QWidget, title: str, lines: Sequence[DiffLine]) -> bool:
    """Ask, and wait for the answer."""
    dialog = BackDialog(parent, title, lines)
    dialog.exec()
    dialog.deleteLater()
    return dialog.is_wanted
